package types

import (
	"slices"
	"strings"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/ident"
)

const (
	// maxPhases bounds the programme, phases that have ended included.
	maxPhases         = 16
	maxPhaseOperators = 100
	maxPhaseRegions   = 400
	maxPhaseName      = 140
)

// Days returns the first and the last business day (ErrDay).
func (p Phase) Days() (first, last Day, err error) {
	if first, err = ParseDay(p.FirstDay); err != nil {
		return 0, 0, err
	}
	last, err = ParseDay(p.LastDay)
	return first, last, err
}

// Check fails with ErrPhase, naming the field.
func (p Phase) Check() error {
	if _, err := ParseReference("phase id", p.Id); err != nil {
		return err
	}
	first, last, err := p.Days()
	if err != nil {
		return err
	}
	switch {
	case last < first:
		return ErrPhase.Wrapf("%s: last_day %s is before first_day %s", p.Id, p.LastDay, p.FirstDay)
	case p.Name == "" || len(p.Name) > maxPhaseName:
		return ErrPhase.Wrapf("%s: name has %d bytes, must have 1 to %d", p.Id, len(p.Name), maxPhaseName)
	case len(p.Regions) == 0 || len(p.Regions) > maxPhaseRegions:
		return ErrPhase.Wrapf("%s: has %d regions, must have 1 to %d", p.Id, len(p.Regions), maxPhaseRegions)
	case len(p.Operators) == 0 || len(p.Operators) > maxPhaseOperators:
		return ErrPhase.Wrapf("%s: has %d operators, must have 1 to %d", p.Id, len(p.Operators), maxPhaseOperators)
	}
	if err := p.checkEntries(); err != nil {
		return err
	}
	return checkClassLimits(p.ClassLimits)
}

// checkEntries wants every list in order and without repetition.
func (p Phase) checkEntries() error {
	for i, region := range p.Regions {
		if _, err := ident.ParseRegionCode(region); err != nil {
			return ErrPhase.Wrapf("%s: regions[%d]: %s", p.Id, i, err)
		}
		if i > 0 && region <= p.Regions[i-1] {
			return ErrPhase.Wrapf("%s: regions[%d]: %s after %s: must be in order", p.Id, i, region, p.Regions[i-1])
		}
	}
	for i, operator := range p.Operators {
		if _, err := ParseMemberID(operator.MemberId); err != nil {
			return err
		}
		if i > 0 && operator.MemberId <= p.Operators[i-1].MemberId {
			return ErrPhase.Wrapf("%s: operators[%d]: %s after %s: must be in order", p.Id, i, operator.MemberId, p.Operators[i-1].MemberId)
		}
	}
	for i, scenario := range p.Scenarios {
		if !isKnown(Scenario_name, scenario) || i > 0 && scenario <= p.Scenarios[i-1] {
			return ErrPhase.Wrapf("%s: scenarios[%d]: %s: must be known and in order", p.Id, i, scenario)
		}
	}
	return nil
}

// Operator returns what the phase allows an operator (ErrNotAdmitted).
func (p Phase) Operator(memberID string) (PhaseOperator, error) {
	for _, operator := range p.Operators {
		if operator.MemberId == memberID {
			return operator, nil
		}
	}
	return PhaseOperator{}, ErrNotAdmitted.Wrapf("phase %s: operator %s is not among %s", p.Id, memberID, p.operatorNames())
}

func (p Phase) operatorNames() string {
	names := make([]string, len(p.Operators))
	for i, operator := range p.Operators {
		names[i] = operator.MemberId
	}
	return strings.Join(names, ", ")
}

// CheckWallet tells whether the wallet takes part: its operator, its region and its field of business are admitted. It
// fails with ErrNotAdmitted, naming the rule.
func (p Phase) CheckWallet(address sdk.AccAddress, profile WalletProfile, operatorID string) error {
	if _, err := p.Operator(operatorID); err != nil {
		return err
	}
	if !RegionAmong(profile.Region, p.Regions) {
		return ErrNotAdmitted.Wrapf("phase %s: wallet %s: region %s is not in %s", p.Id, name(address), profile.Region, strings.Join(p.Regions, ", "))
	}
	if merchant := profile.MerchantScenario; merchant != SCENARIO_UNSPECIFIED && !slices.Contains(p.Scenarios, merchant) {
		return ErrNotAdmitted.Wrapf("phase %s: wallet %s: scenario %s is not admitted", p.Id, name(address), merchant)
	}
	return nil
}

// CheckWalletCount refuses one wallet more than the operator may have open (ErrNotAdmitted, ErrWalletCount).
func (p Phase) CheckWalletCount(memberID string, open uint64) error {
	operator, err := p.Operator(memberID)
	if err != nil {
		return err
	}
	if limit := operator.MaxWallets; limit != 0 && open >= limit {
		return ErrWalletCount.Wrapf("phase %s: operator %s: limit %d, open %d", p.Id, memberID, limit, open)
	}
	return nil
}

// CheckIssuance refuses what exceeds the circulation cap or the quota of the operator whose box it is for
// (ErrNotAdmitted, ErrCirculationCap, ErrQuota).
func (p Phase) CheckIssuance(supply Supply, box CashBox, amount Fen) error {
	operator, err := p.Operator(box.MemberId)
	if err != nil {
		return err
	}
	circulating := Fen(supply.IssuedFen - supply.BurnedFen)
	if limit := Fen(p.CirculationCapFen); limit != 0 && exceeds(limit, circulating, amount) {
		return ErrCirculationCap.Wrapf("phase %s: limit %s, circulating %s, asked %s", p.Id, limit, circulating, amount)
	}
	outstanding := Fen(box.IssuedFen - box.RedeemedFen)
	if box.RedeemedFen > box.IssuedFen {
		outstanding = 0
	}
	if limit := Fen(operator.QuotaFen); limit != 0 && exceeds(limit, outstanding, amount) {
		return ErrQuota.Wrapf("phase %s: operator %s: limit %s, outstanding %s, asked %s", p.Id, box.MemberId, limit, outstanding, amount)
	}
	return nil
}

// RegionAmong reports whether a division code is one of the regions or lies in one: a code that ends in 00 stands for
// everything below it (GB/T 2260).
func RegionAmong(region string, regions []string) bool {
	return slices.ContainsFunc(regions, func(admitted string) bool {
		for strings.HasSuffix(admitted, "00") {
			admitted = strings.TrimSuffix(admitted, "00")
		}
		return strings.HasPrefix(region, admitted)
	})
}

// hasBegun reports whether a phase runs, or ran: a first one that is only planned must not stop what goes on without it.
func (p Pilot) hasBegun(today Day) bool {
	return len(p.Phases) != 0 && p.Phases[0].FirstDay <= today.String()
}

// phaseOf returns the phase of a business day, nil if there is none.
func (p Pilot) phaseOf(day Day) *Phase {
	// Dates of four-digit years sort as text.
	text := day.String()
	for i := range p.Phases {
		if p.Phases[i].FirstDay <= text && text <= p.Phases[i].LastDay {
			return &p.Phases[i]
		}
	}
	return nil
}
