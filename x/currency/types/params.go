package types

import (
	"time"
)

const (
	maxPeriod        = 366 * 24 * time.Hour
	maxRetentionDays = 3660
)

// DefaultParams are the rules of the pilot's second phase.
func DefaultParams() Params {
	const day = 24 * time.Hour
	const yuan = FenPerYuan
	return Params{
		ClassLimits: []ClassLimits{
			{Class: WALLET_CLASS_I},
			{Class: WALLET_CLASS_II, BalanceFen: 500_000 * yuan, SingleFen: 50_000 * yuan, DayFen: 100_000 * yuan},
			{Class: WALLET_CLASS_III, BalanceFen: 20_000 * yuan, SingleFen: 5_000 * yuan, DayFen: 10_000 * yuan},
			{Class: WALLET_CLASS_IV, BalanceFen: 10_000 * yuan, SingleFen: 2_000 * yuan, DayFen: 5_000 * yuan, YearFen: 50_000 * yuan},
		},
		SingleApprovalLimitFen: 100_000_000 * yuan,
		IssuancePeriod:         3 * day,
		RedemptionPeriod:       3 * day,
		PaymentRetentionDays:   35,
	}
}

// Check fails with ErrInvalidParams, naming the parameter.
func (p Params) Check() error {
	if len(p.ClassLimits) != len(WalletClass_name)-1 {
		return ErrInvalidParams.Wrapf("class_limits: has %d entries, must have one for each of %d classes",
			len(p.ClassLimits), len(WalletClass_name)-1)
	}
	for i, limits := range p.ClassLimits {
		if int(limits.Class) != i+1 {
			return ErrInvalidParams.Wrapf("class_limits[%d]: class is %s, must be %s", i, className(limits.Class), className(WalletClass(i+1)))
		}
		if err := limits.check(); err != nil {
			return err
		}
	}
	if p.IssuancePeriod <= 0 || p.IssuancePeriod > maxPeriod {
		return ErrInvalidParams.Wrapf("issuance_period: is %s, must be more than 0 and at most %s", p.IssuancePeriod, maxPeriod)
	}
	if p.RedemptionPeriod <= 0 || p.RedemptionPeriod > maxPeriod {
		return ErrInvalidParams.Wrapf("redemption_period: is %s, must be more than 0 and at most %s", p.RedemptionPeriod, maxPeriod)
	}
	if p.PaymentRetentionDays == 0 || p.PaymentRetentionDays > maxRetentionDays {
		return ErrInvalidParams.Wrapf("payment_retention_days: is %d, must be 1 to %d", p.PaymentRetentionDays, maxRetentionDays)
	}
	return nil
}

// check finds limits that could never be reached, which are slips of whoever typed them.
func (l ClassLimits) check() error {
	steps := []struct {
		name string
		fen  uint64
	}{{"single_fen", l.SingleFen}, {"day_fen", l.DayFen}, {"year_fen", l.YearFen}}
	lower := steps[0]
	for _, step := range steps[1:] {
		if step.fen == 0 {
			continue
		}
		if lower.fen > step.fen {
			return ErrInvalidParams.Wrapf("class_limits: class %s: %s is %s, above %s of %s",
				className(l.Class), lower.name, Fen(lower.fen), step.name, Fen(step.fen))
		}
		lower = step
	}
	return nil
}

// Limits returns those of a class, which Check has found to be there.
func (p Params) Limits(class WalletClass) ClassLimits { return p.ClassLimits[class-1] }

// Rules returns what payments of a business day are judged by. floor is the first instruction date that was ever left
// when the retention grew.
func (p Params) Rules(today, floor Day) Rules {
	return Rules{Today: today, FirstDate: max(floor, p.firstDate(today)), Limits: p.ClassLimits}
}

// FloorAfter returns the first instruction date to keep refusing from below when the parameters are replaced: the
// retention may have been shorter than the new one, so earlier end-to-end ids may be forgotten.
func (p Params) FloorAfter(next Params, today, floor Day) Day {
	if next.PaymentRetentionDays <= p.PaymentRetentionDays {
		return floor
	}
	return max(floor, p.firstDate(today))
}

func (p Params) firstDate(today Day) Day { return today.AddDays(-int64(p.PaymentRetentionDays)) }
