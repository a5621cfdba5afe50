package types

import (
	"slices"
	"time"
)

const (
	day = 24 * time.Hour
	// maxPeriod bounds every period.
	maxPeriod  = 2 * 365 * day
	maxRetries = 10
)

// DefaultParams require no certificate of anything; what is named must be valid all the same.
func DefaultParams() Params {
	return Params{
		AcceptancePeriod:  30 * day,
		SamplePeriod:      60 * day,
		TestPeriod:        120 * day,
		InspectionPeriod:  90 * day,
		ReviewPeriod:      30 * day,
		DecisionPeriod:    30 * day,
		AppealPeriod:      30 * day,
		MaxRetries:        2,
		MaxRemedyPeriod:   180 * day,
		AttestationPeriod: 365 * day,
	}
}

// Validate fails with ErrInvalidParams, naming the parameter.
func (p Params) Validate() error {
	for _, period := range []struct {
		name  string
		value time.Duration
	}{
		{"acceptance_period", p.AcceptancePeriod},
		{"sample_period", p.SamplePeriod},
		{"test_period", p.TestPeriod},
		{"inspection_period", p.InspectionPeriod},
		{"review_period", p.ReviewPeriod},
		{"decision_period", p.DecisionPeriod},
		{"appeal_period", p.AppealPeriod},
		{"max_remedy_period", p.MaxRemedyPeriod},
		{"attestation_period", p.AttestationPeriod},
	} {
		if period.value <= 0 || period.value > maxPeriod {
			return ErrInvalidParams.Wrapf("%s is %s, must be positive and at most %s", period.name, period.value, maxPeriod)
		}
	}
	if p.MaxRetries > maxRetries {
		return ErrInvalidParams.Wrapf("max_retries is %d, at most %d", p.MaxRetries, maxRetries)
	}
	for i, use := range p.RequiredUses {
		if !isKnown(ProductUse_name, use) || slices.Contains(p.RequiredUses[:i], use) {
			return ErrInvalidParams.Wrapf("required_uses: %s must be known and named once", use)
		}
	}
	return nil
}

// Requires reports whether the use needs a certificate.
func (p Params) Requires(use ProductUse) bool { return slices.Contains(p.RequiredUses, use) }

// stepPeriod is how long an application may stay in a status; 0 in those that are final.
func (p Params) stepPeriod(status ApplicationStatus) time.Duration {
	switch status {
	case APPLICATION_STATUS_APPLIED:
		return p.AcceptancePeriod
	case APPLICATION_STATUS_ACCEPTED:
		return p.SamplePeriod
	case APPLICATION_STATUS_TESTING:
		return p.TestPeriod
	case APPLICATION_STATUS_SITE_INSPECTION:
		return p.InspectionPeriod
	case APPLICATION_STATUS_REVIEW:
		return p.ReviewPeriod
	case APPLICATION_STATUS_DECISION:
		return p.DecisionPeriod
	case APPLICATION_STATUS_REFUSED, APPLICATION_STATUS_APPEALED:
		return p.AppealPeriod
	default:
		return 0
	}
}
