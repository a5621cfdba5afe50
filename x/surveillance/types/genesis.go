package types

import (
	"fmt"

	certificationtypes "github.com/dcep-consortium/dcepd/x/certification/types"
)

// DefaultGenesisState has no round, inspection or report.
func DefaultGenesisState() *GenesisState { return &GenesisState{Params: DefaultParams()} }

// ValidateGenesis fails with ErrInvalidGenesis, naming the field.
func ValidateGenesis(g *GenesisState) error {
	if err := g.Params.Validate(); err != nil {
		return ErrInvalidGenesis.Wrapf("params: %s", err)
	}
	seen := map[string]bool{}
	for i, round := range g.Rounds {
		if err := round.validate(); err != nil {
			return inEntry("rounds", i, err)
		}
		if err := once(seen, round.name(), fmt.Sprintf("%s %s", round.BodyId, round.FrozenAt)); err != nil {
			return inEntry("rounds", i, err)
		}
	}
	for i, inspection := range g.Inspections {
		if err := inspection.check(); err != nil {
			return inEntry("inspections", i, err)
		}
		if _, err := certificationtypes.ParseNumber(inspection.Number); err != nil {
			return inEntry("inspections", i, err)
		}
		if err := once(seen, fmt.Sprintf("inspection of %s at %s", inspection.Number, inspection.At)); err != nil {
			return inEntry("inspections", i, err)
		}
	}
	for i, order := range g.InspectionOrders {
		if err := order.check(); err != nil {
			return inEntry("inspection_orders", i, err)
		}
		if _, err := certificationtypes.ParseNumber(order.Number); err != nil {
			return inEntry("inspection_orders", i, err)
		}
		names := []string{fmt.Sprintf("order of %s to inspect %s", order.OrderedAt, order.Number)}
		if order.InspectedAt == nil {
			names = append(names, "order that waits to inspect "+order.Number)
		}
		if err := once(seen, names...); err != nil {
			return inEntry("inspection_orders", i, err)
		}
	}
	for i, report := range g.MisuseReports {
		if err := report.validate(); err != nil {
			return inEntry("misuse_reports", i, err)
		}
		if err := once(seen, fmt.Sprintf("report %X", report.Seal)); err != nil {
			return inEntry("misuse_reports", i, err)
		}
	}
	return nil
}

func (r Round) validate() error {
	if _, err := certificationtypes.ParseMemberID(r.BodyId); err != nil {
		return err
	}
	if _, err := certificationtypes.ParseReference("id", r.Id); err != nil {
		return err
	}
	if r.RatePermille == 0 || r.RatePermille > permille || !r.FrozenAt.Before(r.CommitBy) || !r.CommitBy.Before(r.InspectBy) || !r.InspectBy.Before(r.RevealBy) {
		return ErrRound.Wrapf("%s: rate or deadlines", r.name())
	}
	for _, seed := range []Seed{r.CentralBank, r.Body} {
		if len(seed.Seed) != 0 && (len(seed.Seed) != seedBytes || len(seed.Commitment) == 0) {
			return ErrSeed.Wrap(r.name())
		}
	}
	return checkHash("commitment", r.CentralBank.Commitment)
}

func (m MisuseReport) validate() error {
	if len(m.Seal) != seedBytes {
		return ErrSeal.Wrapf("seal has %d bytes", len(m.Seal))
	}
	if _, err := certificationtypes.ParseMemberID(m.BodyId); err != nil {
		return err
	}
	if (m.Opening == nil) != (m.Status == MISUSE_STATUS_SEALED) || (m.Judgement == JUDGEMENT_UNSPECIFIED) != (m.Status != MISUSE_STATUS_JUDGED) {
		return ErrMisuseStatus.Wrapf("report %X is %s", m.Seal, m.Status)
	}
	return nil
}

func once(seen map[string]bool, names ...string) error {
	for _, name := range names {
		if seen[name] {
			return fmt.Errorf("%s is there twice", name)
		}
		seen[name] = true
	}
	return nil
}

func inEntry(field string, i int, err error) error {
	return ErrInvalidGenesis.Wrapf("%s[%d]: %s", field, i, err)
}
