package genesis

import (
	"slices"
	"time"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// currencyDocument replaces the defaults that it names.
type currencyDocument struct {
	SingleApprovalLimit string                    `yaml:"single_approval_limit"`
	IssuancePeriod      string                    `yaml:"issuance_period"`
	RedemptionPeriod    string                    `yaml:"redemption_period"`
	InstructionDays     *uint32                   `yaml:"instruction_days"`
	ClassLimits         map[string]limitsDocument `yaml:"class_limits"`
	Phases              []phaseDocument           `yaml:"phases"`
}

// limitsDocument replaces the limits of a class that it names; "none" lifts one.
type limitsDocument struct {
	Balance string `yaml:"balance"`
	Single  string `yaml:"single"`
	Day     string `yaml:"day"`
	Year    string `yaml:"year"`
}

func (doc currencyDocument) params() (currencytypes.Params, error) {
	params := currencytypes.DefaultParams()
	if doc.InstructionDays != nil {
		params.InstructionDays = *doc.InstructionDays
	}
	if err := setYuan("single_approval_limit", doc.SingleApprovalLimit, &params.SingleApprovalLimitFen); err != nil {
		return params, err
	}
	if err := setDuration("issuance_period", doc.IssuancePeriod, &params.IssuancePeriod); err != nil {
		return params, err
	}
	if err := setDuration("redemption_period", doc.RedemptionPeriod, &params.RedemptionPeriod); err != nil {
		return params, err
	}
	if err := applyLimits(doc.ClassLimits, params.ClassLimits); err != nil {
		return params, err
	}
	return params, params.Check()
}

func (doc limitsDocument) apply(name string, limits []currencytypes.ClassLimits) error {
	class, err := parseWalletClass(name)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(limits, func(l currencytypes.ClassLimits) bool { return l.Class == class })
	for _, limit := range []struct {
		field, value string
		fen          *uint64
	}{
		{"balance", doc.Balance, &limits[i].Limits.BalanceFen},
		{"single", doc.Single, &limits[i].Limits.SingleFen},
		{"day", doc.Day, &limits[i].Limits.DayFen},
		{"year", doc.Year, &limits[i].Limits.YearFen},
	} {
		if limit.value == "none" {
			*limit.fen = 0
			continue
		}
		if err := setYuan(limit.field, limit.value, limit.fen); err != nil {
			return err
		}
	}
	return nil
}

// setYuan leaves the default when the document says nothing.
func setYuan(field, value string, fen *uint64) error {
	if value == "" {
		return nil
	}
	amount, err := currencytypes.ParseYuan(value)
	if err != nil {
		return at(field, refuse(ErrMalformed, "%w", err))
	}
	*fen = uint64(amount)
	return nil
}

func setDuration(field, value string, duration *time.Duration) error {
	if value == "" {
		return nil
	}
	parsed, err := time.ParseDuration(value)
	if err != nil {
		return at(field, refuse(ErrMalformed, "%w", err))
	}
	*duration = parsed
	return nil
}
