package genesis

import (
	"fmt"
	"maps"
	"slices"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// phaseDocument is a stage of the pilot programme. Its class limits replace those of the currency that it names.
type phaseDocument struct {
	ID             string                    `yaml:"id"`
	Name           string                    `yaml:"name"`
	FirstDay       string                    `yaml:"first_day"`
	LastDay        string                    `yaml:"last_day"`
	Regions        []string                  `yaml:"regions"`
	Operators      []phaseOperatorDocument   `yaml:"operators"`
	Scenarios      []string                  `yaml:"scenarios"`
	CirculationCap string                    `yaml:"circulation_cap"`
	InvitedOnly    bool                      `yaml:"invited_only"`
	ClassLimits    map[string]limitsDocument `yaml:"class_limits"`
}

// phaseOperatorDocument is a member that takes part, and how far.
type phaseOperatorDocument struct {
	Member     string `yaml:"member"`
	MaxWallets uint64 `yaml:"max_wallets"`
	Quota      string `yaml:"quota"`
}

// pilot adds the phases one after another, as resolutions would on the day of the genesis.
func (doc currencyDocument) pilot(c Consortium) (currencytypes.Pilot, error) {
	var pilot currencytypes.Pilot
	for i, phaseDoc := range doc.Phases {
		phase, err := phaseDoc.phase(c)
		if err == nil {
			pilot, err = pilot.Set(phase, currencytypes.DayOf(c.GenesisTime))
		}
		if err != nil {
			return pilot, at(fmt.Sprintf("phases[%d]", i), err)
		}
	}
	return pilot, nil
}

func (doc phaseDocument) phase(c Consortium) (currencytypes.Phase, error) {
	phase := currencytypes.Phase{
		Id: doc.ID, Name: doc.Name, FirstDay: doc.FirstDay, LastDay: doc.LastDay, InvitedOnly: doc.InvitedOnly,
		Regions: slices.Sorted(slices.Values(doc.Regions)),
	}
	if err := setYuan("circulation_cap", doc.CirculationCap, &phase.CirculationCapFen); err != nil {
		return phase, err
	}
	for i, operator := range doc.Operators {
		admitted, err := operator.admitted(c.Members)
		if err != nil {
			return phase, at(fmt.Sprintf("operators[%d]", i), err)
		}
		phase.Operators = append(phase.Operators, admitted)
	}
	sortBy(phase.Operators, func(o currencytypes.PhaseOperator) string { return o.MemberId })
	for i, name := range doc.Scenarios {
		scenario, err := parseEnum("scenario", currencytypes.Scenario_value, "SCENARIO_", name)
		if err != nil {
			return phase, at(fmt.Sprintf("scenarios[%d]", i), err)
		}
		phase.Scenarios = append(phase.Scenarios, currencytypes.Scenario(scenario))
	}
	slices.Sort(phase.Scenarios)
	phase.ClassLimits = slices.Clone(c.Currency.ClassLimits)
	return phase, applyLimits(doc.ClassLimits, phase.ClassLimits)
}

func (doc phaseOperatorDocument) admitted(members []consortiumtypes.Member) (currencytypes.PhaseOperator, error) {
	admitted := currencytypes.PhaseOperator{MemberId: doc.Member, MaxWallets: doc.MaxWallets}
	i := slices.IndexFunc(members, func(m consortiumtypes.Member) bool { return m.Id == doc.Member })
	if i < 0 {
		return admitted, at("member", refuse(ErrUnknown, "%q is no member", doc.Member))
	}
	switch members[i].Kind {
	case consortiumtypes.MEMBER_KIND_OPERATOR_BANK, consortiumtypes.MEMBER_KIND_OPERATOR_NON_BANK:
	default:
		return admitted, at("member", refuse(ErrMismatch, "%q is no operator but a %s", doc.Member, MemberKind(members[i].Kind)))
	}
	return admitted, setYuan("quota", doc.Quota, &admitted.QuotaFen)
}

// applyLimits replaces the limits that the document names, class by class.
func applyLimits(docs map[string]limitsDocument, limits []currencytypes.ClassLimits) error {
	for _, name := range slices.Sorted(maps.Keys(docs)) {
		if err := docs[name].apply(name, limits); err != nil {
			return at("class_limits", at(name, err))
		}
	}
	return nil
}
