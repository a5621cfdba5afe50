package types

import (
	"slices"
	"time"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/lifecycle"
)

// CertificateAction is what can happen to a certificate.
type CertificateAction string

const (
	CertificateSuspend    CertificateAction = "suspend"
	CertificateOrder      CertificateAction = "order the suspension of"
	CertificateReinstate  CertificateAction = "reinstate"
	CertificateWithdraw   CertificateAction = "withdraw"
	CertificateCancel     CertificateAction = "cancel"
	CertificateChangeUnit CertificateAction = "change the unit of"
	CertificateReduce     CertificateAction = "reduce the scope of"
	CertificateTakeOver   CertificateAction = "take over"
	CertificateRenew      CertificateAction = "renew"
)

// certificateTransitions are asked with the status that time has made, not with the one on record.
var certificateTransitions = lifecycle.Table[CertificateStatus, CertificateAction]{
	CERTIFICATE_STATUS_VALID: {
		CertificateSuspend:    CERTIFICATE_STATUS_SUSPENDED,
		CertificateOrder:      CERTIFICATE_STATUS_SUSPENDED,
		CertificateWithdraw:   CERTIFICATE_STATUS_WITHDRAWN,
		CertificateCancel:     CERTIFICATE_STATUS_CANCELLED,
		CertificateChangeUnit: CERTIFICATE_STATUS_VALID,
		CertificateReduce:     CERTIFICATE_STATUS_VALID,
		CertificateTakeOver:   CERTIFICATE_STATUS_VALID,
		CertificateRenew:      CERTIFICATE_STATUS_RENEWED,
	},
	CERTIFICATE_STATUS_SUSPENDED: {
		CertificateOrder:     CERTIFICATE_STATUS_SUSPENDED,
		CertificateReinstate: CERTIFICATE_STATUS_VALID,
		CertificateWithdraw:  CERTIFICATE_STATUS_WITHDRAWN,
		CertificateCancel:    CERTIFICATE_STATUS_CANCELLED,
		CertificateReduce:    CERTIFICATE_STATUS_SUSPENDED,
		CertificateTakeOver:  CERTIFICATE_STATUS_SUSPENDED,
	},
}

// NewCertificate is what a granted application leads to.
func NewCertificate(number ident.CertificateNo, a Application, by string, now time.Time) Certificate {
	unit := a.Unit
	c := Certificate{
		Number: number.String(), Category: a.Category, Edition: a.Edition, Vendor: a.Vendor, BodyId: a.BodyId, Unit: unit,
		GrantedAt: now, ExpiresAt: ExpiryOf(now), Predecessor: a.Certificate,
	}
	return c.add(CertificateChange{
		At: now, Status: CERTIFICATE_STATUS_VALID, Cause: CAUSE_GRANTED, By: by, BodyId: a.BodyId, Unit: &unit,
	})
}

// ExpiryOf is the first moment at which a certificate granted then is no longer valid: three calendar years later, at the
// same time of day in Shanghai.
func ExpiryOf(granted time.Time) time.Time {
	return granted.UTC().Add(businessDayOffset).AddDate(ValidityYears, 0, 0).Add(-businessDayOffset)
}

// At says what the certificate was at a moment of the past, or is now: history, and the deadlines that passed since,
// whether or not anything has recorded that they did.
func (c Certificate) At(t time.Time) Snapshot {
	s := Snapshot{At: t}
	for _, change := range c.Changes {
		if change.At.After(t) {
			break
		}
		s.Status, s.Cause, s.Since, s.RemedyBy = change.Status, change.Cause, change.At, change.RemedyBy
		if change.BodyId != "" {
			s.BodyId = change.BodyId
		}
		if change.Unit != nil {
			s.Unit = *change.Unit
		}
	}
	switch {
	case s.Status == CERTIFICATE_STATUS_SUSPENDED && s.RemedyBy.Before(c.ExpiresAt) && !t.Before(*s.RemedyBy):
		s.Status, s.Cause, s.Since, s.RemedyBy = CERTIFICATE_STATUS_WITHDRAWN, CAUSE_NOT_REMEDIED, *s.RemedyBy, nil
	case s.InForce() && !t.Before(c.ExpiresAt):
		s.Status, s.Cause, s.Since, s.RemedyBy = CERTIFICATE_STATUS_EXPIRED, CAUSE_EXPIRED, c.ExpiresAt, nil
	}
	return s
}

// InForce tells what still has a holder and a body that answers for it: valid or suspended.
func (s Snapshot) InForce() bool {
	return s.Status == CERTIFICATE_STATUS_VALID || s.Status == CERTIFICATE_STATUS_SUSPENDED
}

// IsInForce reports whether the certificate is valid or suspended at the moment.
func (c Certificate) IsInForce(now time.Time) bool { return c.At(now).InForce() }

// Due returns the first moment at which time alone changes the record, and whether there is one.
func (c Certificate) Due() (time.Time, bool) {
	due := c.ExpiresAt
	switch c.Status {
	case CERTIFICATE_STATUS_VALID, CERTIFICATE_STATUS_SUSPENDED:
	default:
		return time.Time{}, false
	}
	if int(c.Warnings) < len(Warnings) {
		due = c.ExpiresAt.Add(-Warnings[c.Warnings])
	}
	if remedyBy := c.Changes[len(c.Changes)-1].RemedyBy; remedyBy != nil && remedyBy.Before(due) {
		due = *remedyBy
	}
	return due, true
}

// Tick records what time did: the end, from the moment on at which it came, or else that the holder was warned. It
// reports which of them.
func (c Certificate) Tick(now time.Time) (ticked Certificate, ended bool) {
	s := c.At(now)
	if s.Status != c.Status {
		return c.add(CertificateChange{At: s.Since, Status: s.Status, Cause: s.Cause}), true
	}
	for int(c.Warnings) < len(Warnings) && !now.Before(c.ExpiresAt.Add(-Warnings[c.Warnings])) {
		c.Warnings++
	}
	return c, false
}

// Suspend is the body's (ErrText, ErrCertificateStatus, ErrRemedyDeadline, ErrHistoryFull).
func (c Certificate) Suspend(by, reason string, remedyBy time.Time, params Params, now time.Time) (Certificate, error) {
	return c.suspend(CertificateSuspend, CAUSE_SUSPENDED, by, reason, remedyBy, params, now)
}

// OrderSuspension is the central bank's. It also takes over a suspension by the body (ErrText, ErrCertificateStatus,
// ErrRemedyDeadline, ErrHistoryFull).
func (c Certificate) OrderSuspension(by, reason string, remedyBy time.Time, params Params, now time.Time) (Certificate, error) {
	return c.suspend(CertificateOrder, CAUSE_ORDERED, by, reason, remedyBy, params, now)
}

func (c Certificate) suspend(
	action CertificateAction, cause Cause, by, reason string, remedyBy time.Time, params Params, now time.Time,
) (Certificate, error) {
	if latest := now.Add(params.MaxRemedyPeriod); !remedyBy.After(now) || remedyBy.After(latest) {
		return c, ErrRemedyDeadline.Wrapf("certificate %s: %s must be after now, %s, and not after %s", c.Number,
			moment(&remedyBy), moment(&now), moment(&latest))
	}
	return c.act(action, CertificateChange{At: now, Cause: cause, By: by, Reason: reason, RemedyBy: &remedyBy})
}

// IsOrdered reports whether the central bank's order is what suspends the certificate.
func (c Certificate) IsOrdered() bool {
	for _, change := range slices.Backward(c.Changes) {
		switch change.Cause {
		case CAUSE_ORDERED:
			return true
		case CAUSE_SCOPE_REDUCED, CAUSE_TAKEN_OVER:
		default:
			return false
		}
	}
	return false
}

// Reinstate ends a suspension; what the central bank ordered only the central bank (ErrText, ErrCertificateStatus,
// ErrOrdered, ErrHistoryFull).
func (c Certificate) Reinstate(by, reason string, centralBank bool, now time.Time) (Certificate, error) {
	reinstated, err := c.act(CertificateReinstate, CertificateChange{At: now, Cause: CAUSE_REINSTATED, By: by, Reason: reason})
	if err != nil {
		return c, err
	}
	switch ordered := c.IsOrdered(); {
	case ordered && !centralBank:
		return c, ErrOrdered.Wrapf("certificate %s: the central bank ordered the suspension, and its supervisor reinstates it", c.Number)
	case !ordered && centralBank:
		return c, ErrOrdered.Wrapf("certificate %s: %s suspended it by itself, and its certifier reinstates it", c.Number, c.BodyId)
	}
	return reinstated, nil
}

// Withdraw is the body's (ErrText, ErrCertificateStatus).
func (c Certificate) Withdraw(by, reason string, now time.Time) (Certificate, error) {
	return c.act(CertificateWithdraw, CertificateChange{At: now, Cause: CAUSE_WITHDRAWN, By: by, Reason: reason})
}

// Cancel is the vendor's (ErrText, ErrCertificateStatus).
func (c Certificate) Cancel(by, reason string, now time.Time) (Certificate, error) {
	return c.act(CertificateCancel, CertificateChange{At: now, Cause: CAUSE_CANCELLED, By: by, Reason: reason})
}

// ChangeUnit is what a granted application for a change does (ErrCertificateStatus, ErrHistoryFull).
func (c Certificate) ChangeUnit(by, reason string, unit Unit, now time.Time) (Certificate, error) {
	return c.act(CertificateChangeUnit, CertificateChange{At: now, Cause: CAUSE_UNIT_CHANGED, By: by, Reason: reason, Unit: &unit})
}

// ReduceScope leaves things out of the unit (ErrText, ErrCertificateStatus, ErrNotReduced, ErrHistoryFull).
func (c Certificate) ReduceScope(by, reason string, unit Unit, now time.Time) (Certificate, error) {
	if err := c.Unit.CheckReduction(unit); err != nil {
		return c, err
	}
	return c.act(CertificateReduce, c.keepSuspension(CertificateChange{At: now, Cause: CAUSE_SCOPE_REDUCED, By: by, Reason: reason, Unit: &unit}))
}

// TakeOver makes another body answer for it (ErrText, ErrCertificateStatus, ErrHistoryFull).
func (c Certificate) TakeOver(by, reason, bodyID string, now time.Time) (Certificate, error) {
	return c.act(CertificateTakeOver, c.keepSuspension(CertificateChange{At: now, Cause: CAUSE_TAKEN_OVER, By: by, Reason: reason, BodyId: bodyID}))
}

// Renew says that another certificate took its place (ErrCertificateStatus).
func (c Certificate) Renew(by, reason string, successor ident.CertificateNo, now time.Time) (Certificate, error) {
	renewed, err := c.act(CertificateRenew, CertificateChange{At: now, Cause: CAUSE_RENEWED, By: by, Reason: reason})
	if err != nil {
		return c, err
	}
	renewed.Successor = successor.String()
	return renewed, nil
}

// CheckRenewal fails with ErrCertificateStatus or ErrRenewalWindow unless the certificate can be renewed now.
func (c Certificate) CheckRenewal(now time.Time) error {
	if s := c.At(now); s.Status != CERTIFICATE_STATUS_VALID {
		return ErrCertificateStatus.Wrapf("certificate %s is %s since %s: cannot renew it", c.Number, s.Status.Label(), moment(&s.Since))
	}
	if opens := c.ExpiresAt.Add(-RenewalWindow); now.Before(opens) {
		return ErrRenewalWindow.Wrapf("certificate %s ends %s, its renewal opens %s", c.Number, moment(&c.ExpiresAt), moment(&opens))
	}
	return nil
}

// CheckBody fails with ErrNotBody.
func (c Certificate) CheckBody(memberID string) error {
	if c.BodyId != memberID {
		return ErrNotBody.Wrapf("certificate %s: %s answers for it, not %s", c.Number, c.BodyId, memberID)
	}
	return nil
}

// CheckHolder fails with ErrNotHolder.
func (c Certificate) CheckHolder(vendor string) error {
	if c.Vendor != vendor {
		return ErrNotHolder.Wrapf("certificate %s: %s holds it, not %s", c.Number, c.Vendor, vendor)
	}
	return nil
}

// keepSuspension carries the deadline of a suspension over to the next entry.
func (c Certificate) keepSuspension(change CertificateChange) CertificateChange {
	change.RemedyBy = c.At(change.At).RemedyBy
	return change
}

// act adds a change that the status allows.
func (c Certificate) act(action CertificateAction, change CertificateChange) (Certificate, error) {
	if err := CheckReason(change.Reason); err != nil {
		return c, err
	}
	s := c.At(change.At)
	to, allowed := certificateTransitions.Next(s.Status, action)
	if !allowed {
		return c, ErrCertificateStatus.Wrapf("certificate %s is %s since %s: cannot %s it", c.Number, s.Status.Label(), moment(&s.Since), action)
	}
	change.Status = to
	if goesOn := to == CERTIFICATE_STATUS_VALID || to == CERTIFICATE_STATUS_SUSPENDED; goesOn && len(c.Changes) >= MaxChanges {
		return c, ErrHistoryFull.Wrapf("certificate %s has %d changes: withdraw it, and certify the product anew", c.Number, len(c.Changes))
	}
	return c.add(change), nil
}

func (c Certificate) add(change CertificateChange) Certificate {
	c.Changes = append(slices.Clone(c.Changes), change)
	c.Status = change.Status
	if change.BodyId != "" {
		c.BodyId = change.BodyId
	}
	if change.Unit != nil {
		c.Unit = *change.Unit
	}
	return c
}
