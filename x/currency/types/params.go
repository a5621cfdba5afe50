package types

import (
	"time"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

const (
	maxPeriod = 366 * 24 * time.Hour
	// RefundDays is how long after its instruction date a payment may be refunded or disputed, and so how long it stays
	// on record.
	RefundDays = 180
	// fullReserve is the ratio, in percent, of members without a ratio of their own.
	fullReserve = 100
)

// DefaultParams are the rules of the pilot's second phase.
func DefaultParams() Params {
	const day = 24 * time.Hour
	const yuan = FenPerYuan
	return Params{
		ClassLimits: []ClassLimits{
			{Class: WALLET_CLASS_I},
			{Class: WALLET_CLASS_II, Limits: Limits{BalanceFen: 500_000 * yuan, SingleFen: 50_000 * yuan, DayFen: 100_000 * yuan}},
			{Class: WALLET_CLASS_III, Limits: Limits{BalanceFen: 20_000 * yuan, SingleFen: 5_000 * yuan, DayFen: 10_000 * yuan}},
			{Class: WALLET_CLASS_IV, Limits: Limits{BalanceFen: 10_000 * yuan, SingleFen: 2_000 * yuan, DayFen: 5_000 * yuan, YearFen: 50_000 * yuan}},
		},
		SingleApprovalLimitFen: 100_000_000 * yuan,
		IssuancePeriod:         3 * day,
		RedemptionPeriod:       3 * day,
		InstructionDays:        35,
		FlagThresholds: FlagThresholds{
			CashFen: 50_000 * yuan, NaturalPersonFen: 500_000 * yuan, LegalPersonFen: 2_000_000 * yuan, CrossBorderFen: 200_000 * yuan,
		},
		ObjectionPeriod: day,
		AnswerPeriod:    10 * day,
	}
}

// Check fails with ErrInvalidParams, naming the parameter.
func (p Params) Check() error {
	if err := checkClassLimits(p.ClassLimits); err != nil {
		return err
	}
	for _, period := range []struct {
		name string
		is   time.Duration
	}{
		{"issuance_period", p.IssuancePeriod},
		{"redemption_period", p.RedemptionPeriod},
		{"objection_period", p.ObjectionPeriod},
		{"answer_period", p.AnswerPeriod},
	} {
		if period.is <= 0 || period.is > maxPeriod {
			return ErrInvalidParams.Wrapf("%s: is %s, must be more than 0 and at most %s", period.name, period.is, maxPeriod)
		}
	}
	if p.InstructionDays == 0 || p.InstructionDays > RefundDays {
		return ErrInvalidParams.Wrapf("instruction_days: is %d, must be 1 to %d", p.InstructionDays, RefundDays)
	}
	previous := consortiumtypes.MEMBER_KIND_UNSPECIFIED
	for i, ratio := range p.ReserveRatios {
		if ratio.Kind <= previous || ratio.Percent == 0 || ratio.Percent > fullReserve {
			return ErrInvalidParams.Wrapf("reserve_ratios[%d]: %s with %d %%, must be in order of kind and 1 to %d %%",
				i, ratio.Kind, ratio.Percent, fullReserve)
		}
		previous = ratio.Kind
	}
	return nil
}

func checkClassLimits(classes []ClassLimits) error {
	if len(classes) != len(WalletClass_name)-1 {
		return ErrInvalidParams.Wrapf("class_limits: has %d entries, must have one for each of %d classes",
			len(classes), len(WalletClass_name)-1)
	}
	for i, class := range classes {
		if int(class.Class) != i+1 {
			return ErrInvalidParams.Wrapf("class_limits[%d]: class is %s, must be %s", i, className(class.Class), className(WalletClass(i+1)))
		}
		if err := class.Limits.Check(); err != nil {
			return ErrInvalidParams.Wrapf("class_limits: class %s: %s", className(class.Class), err)
		}
	}
	return nil
}

// ReserveOf is what a member of the kind pays to the reserve account for the amount: in full unless it has a ratio, and
// rounded up to whole fen.
func (p Params) ReserveOf(kind consortiumtypes.MemberKind, amount Fen) Fen {
	for _, ratio := range p.ReserveRatios {
		if ratio.Kind == kind {
			percent := Fen(ratio.Percent)
			return amount/100*percent + (amount%100*percent+99)/100
		}
	}
	return amount
}
