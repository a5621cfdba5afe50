package types

import "time"

const (
	day       = 24 * time.Hour
	maxPeriod = 365 * day
)

// DefaultParams judge direct promotion by a warning at most.
func DefaultParams() Params {
	return Params{
		CommitPeriod: 7 * day, RevealPeriod: 14 * day, MinInspectionPeriod: 14 * day, MaxInspectionPeriod: 180 * day, AnswerPeriod: 30 * day,
		DirectPromotion: JUDGEMENT_WARNING,
	}
}

// Validate fails with ErrInvalidParams, naming the parameter.
func (p Params) Validate() error {
	for _, period := range []struct {
		name  string
		value time.Duration
	}{
		{"commit_period", p.CommitPeriod},
		{"reveal_period", p.RevealPeriod},
		{"min_inspection_period", p.MinInspectionPeriod},
		{"max_inspection_period", p.MaxInspectionPeriod},
		{"answer_period", p.AnswerPeriod},
	} {
		if period.value <= 0 || period.value > maxPeriod {
			return ErrInvalidParams.Wrapf("%s is %s, must be positive and at most %s", period.name, period.value, maxPeriod)
		}
	}
	if p.MinInspectionPeriod > p.MaxInspectionPeriod {
		return ErrInvalidParams.Wrapf("min_inspection_period %s is above max_inspection_period %s", p.MinInspectionPeriod, p.MaxInspectionPeriod)
	}
	if _, known := Judgement_name[int32(p.DirectPromotion)]; !known || p.DirectPromotion == JUDGEMENT_UNSPECIFIED {
		return ErrInvalidParams.Wrapf("direct_promotion %d is no judgement", p.DirectPromotion)
	}
	return nil
}
