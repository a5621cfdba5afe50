package types

import "time"

// Rules are what movements of money are judged by, besides the wallets: the moment, the parameters and the pilot.
type Rules struct {
	// Now is block time, Today its business day.
	Now   time.Time
	Today Day
	// Height is that of the block.
	Height int64
	// FirstDate is the earliest instruction date that is taken.
	FirstDate Day
	// Limits are those of the classes, in their order: the phase's, or without a pilot the parameters'.
	Limits []ClassLimits
	// Piloted reports whether the pilot programme has begun; Phase is that of today, nil between phases.
	Piloted bool
	Phase   *Phase
	// Thresholds are those of large-value reporting.
	Thresholds FlagThresholds
}

// NewRules returns the rules of a moment.
func NewRules(params Params, pilot Pilot, now time.Time, height int64) Rules {
	today := DayOf(now)
	rules := Rules{
		Now: now, Today: today, Height: height,
		FirstDate:  today.AddDays(-int64(params.InstructionDays)),
		Limits:     params.ClassLimits,
		Piloted:    pilot.hasBegun(today),
		Phase:      pilot.phaseOf(today),
		Thresholds: params.FlagThresholds,
	}
	if rules.Phase != nil {
		rules.Limits = rules.Phase.ClassLimits
	}
	return rules
}

// ClassOf returns the rules of a class.
func (r Rules) ClassOf(class WalletClass) ClassLimits { return r.Limits[class-1] }

// Of returns the limits of a class.
func (r Rules) Of(class WalletClass) Limits { return r.ClassOf(class).Limits }

// KeptFrom is the first instruction date whose payments stay on record.
func (r Rules) KeptFrom() Day { return r.Today.AddDays(-RefundDays) }

// CurrentPhase returns the phase of today. It fails with ErrNoPhase between phases and after the last, and is nil
// before the pilot has begun.
func (r Rules) CurrentPhase() (*Phase, error) {
	if r.Piloted && r.Phase == nil {
		return nil, ErrNoPhase.Wrapf("on %s", r.Today)
	}
	return r.Phase, nil
}
