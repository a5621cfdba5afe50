package types

import (
	"time"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/lifecycle"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// IssuanceAction is what can happen to an issuance.
type IssuanceAction string

const (
	// IssuanceApproveAlone is an issuer's approval within the single-approval limit.
	IssuanceApproveAlone IssuanceAction = "approve alone"
	// IssuanceApproveFirst is an issuer's approval above the single-approval limit.
	IssuanceApproveFirst IssuanceAction = "approve first"
	// IssuanceApproveSecond is the controller's approval after the issuer's.
	IssuanceApproveSecond IssuanceAction = "approve second"
	IssuanceReject        IssuanceAction = "reject"
	IssuanceCancel        IssuanceAction = "cancel"
	IssuanceExpire        IssuanceAction = "expire"
)

var issuanceTransitions = lifecycle.Table[IssuanceStatus, IssuanceAction]{
	ISSUANCE_STATUS_REQUESTED: {
		IssuanceApproveAlone: ISSUANCE_STATUS_ISSUED,
		IssuanceApproveFirst: ISSUANCE_STATUS_AWAITING_CONTROLLER,
		IssuanceReject:       ISSUANCE_STATUS_REJECTED,
		IssuanceCancel:       ISSUANCE_STATUS_CANCELLED,
		IssuanceExpire:       ISSUANCE_STATUS_EXPIRED,
	},
	ISSUANCE_STATUS_AWAITING_CONTROLLER: {
		IssuanceApproveSecond: ISSUANCE_STATUS_ISSUED,
		IssuanceReject:        ISSUANCE_STATUS_REJECTED,
		IssuanceCancel:        ISSUANCE_STATUS_CANCELLED,
		IssuanceExpire:        ISSUANCE_STATUS_EXPIRED,
	},
}

// NewIssuance is a request of a member's treasurer that stays open for the period.
func NewIssuance(
	memberID string, id, reserve ident.Reference, amount Fen, treasurer string, now time.Time, period time.Duration,
) Issuance {
	return Issuance{
		MemberId:         memberID,
		Id:               id.String(),
		AmountFen:        uint64(amount),
		ReserveReference: reserve.String(),
		Status:           ISSUANCE_STATUS_REQUESTED,
		RequestedBy:      treasurer,
		ExpiresAt:        now.Add(period),
	}
}

// IsOpen reports whether somebody may still decide.
func (i Issuance) IsOpen() bool {
	return i.Status == ISSUANCE_STATUS_REQUESTED || i.Status == ISSUANCE_STATUS_AWAITING_CONTROLLER
}

// hasFailed reports whether it never will be issued.
func (i Issuance) hasFailed() bool {
	switch i.Status {
	case ISSUANCE_STATUS_REJECTED, ISSUANCE_STATUS_CANCELLED, ISSUANCE_STATUS_EXPIRED:
		return true
	default:
		return false
	}
}

// ApprovedAlone reports whether an issuer's approval was enough. Only such issuances use up the single-approval limit.
func (i Issuance) ApprovedAlone() bool {
	return i.Status == ISSUANCE_STATUS_ISSUED && i.Controller == ""
}

// Approve is the next of the approvals that are due: an issuer's, and a controller's too when the amount and what was
// approved alone before, for this member and on this business day, exceed the limit. A limit of 0 always needs both. It
// fails with ErrIssuanceStatus, ErrExpired, ErrRoleNotDue or ErrSameOfficer.
func (i Issuance) Approve(officer consortiumtypes.Officer, approvedAlone, limit Fen, now time.Time) (Issuance, error) {
	action, due := IssuanceApproveAlone, consortiumtypes.ROLE_ISSUER
	switch {
	case i.Status == ISSUANCE_STATUS_AWAITING_CONTROLLER:
		action, due = IssuanceApproveSecond, consortiumtypes.ROLE_CONTROLLER
	case exceeds(limit, approvedAlone, Fen(i.AmountFen)):
		action = IssuanceApproveFirst
	}
	approved, err := i.decide(action, now)
	if err != nil {
		return i, err
	}
	if !officer.Has(due) {
		return i, ErrRoleNotDue.Wrapf("issuance %s of %s is %s: %s must approve, %s has %v", i.Id, i.MemberId, i.Status, due, officer.Address, officer.Roles)
	}
	if officer.Address == i.RequestedBy || officer.Address == i.Issuer {
		return i, ErrSameOfficer.Wrapf("issuance %s of %s: %s requested or approved it before", i.Id, i.MemberId, officer.Address)
	}
	if action == IssuanceApproveSecond {
		approved.Controller = officer.Address
	} else {
		approved.Issuer = officer.Address
	}
	return approved, nil
}

// Reject ends the request with a reason (ErrIssuanceStatus, ErrExpired, ErrReason).
func (i Issuance) Reject(reason string, now time.Time) (Issuance, error) {
	if err := CheckReason(reason); err != nil {
		return i, err
	}
	rejected, err := i.decide(IssuanceReject, now)
	if err != nil {
		return i, err
	}
	rejected.Reason = reason
	return rejected, nil
}

// Cancel withdraws the request (ErrIssuanceStatus, ErrExpired).
func (i Issuance) Cancel(now time.Time) (Issuance, error) { return i.decide(IssuanceCancel, now) }

// Expire ends a request that nobody decided in time (ErrIssuanceStatus, ErrNotExpired).
func (i Issuance) Expire(now time.Time) (Issuance, error) { return i.decide(IssuanceExpire, now) }

// decide moves to the next status. Whether the request has expired is asked of the clock, not of the status, which a
// busy block may set late.
func (i Issuance) decide(action IssuanceAction, now time.Time) (Issuance, error) {
	to, allowed := issuanceTransitions.Next(i.Status, action)
	if !allowed {
		return i, ErrIssuanceStatus.Wrapf("issuance %s of %s is %s: cannot %s", i.Id, i.MemberId, i.Status, action)
	}
	if err := checkExpiry(i.ExpiresAt, now, action == IssuanceExpire); err != nil {
		return i, err
	}
	i.Status = to
	return i, nil
}

// checkExpiry compares a deadline with what is wanted: to decide before it, or to expire from it on.
func checkExpiry(expiresAt, now time.Time, expire bool) error {
	expired := !now.Before(expiresAt)
	switch {
	case expired && !expire:
		return ErrExpired.Wrapf("at %s", expiresAt.Format(time.RFC3339))
	case !expired && expire:
		return ErrNotExpired.Wrapf("until %s", expiresAt.Format(time.RFC3339))
	default:
		return nil
	}
}

// NewReserve is the use of a reserve reference for an issuance. previous is its last use, nil if there was none. It
// fails with ErrReserveInUse unless the central bank sent the reserve of that use back.
func NewReserve(reference ident.Reference, memberID string, issuanceID ident.Reference, previous *Reserve) (Reserve, error) {
	if previous != nil && !previous.Returned {
		return Reserve{}, ErrReserveInUse.Wrapf("reserve %s backs issuance %s of %s", reference, previous.IssuanceId, previous.MemberId)
	}
	return Reserve{Reference: reference.String(), MemberId: memberID, IssuanceId: issuanceID.String()}, nil
}

// Return records that the central bank sent the reserve back, which it may once the issuance has failed (ErrReserveInUse,
// ErrReserveReturned).
func (r Reserve) Return(issuance Issuance) (Reserve, error) {
	if r.Returned {
		return r, ErrReserveReturned.Wrapf("reserve %s of issuance %s of %s", r.Reference, r.IssuanceId, r.MemberId)
	}
	if !issuance.hasFailed() {
		return r, ErrReserveInUse.Wrapf("reserve %s: issuance %s of %s is %s", r.Reference, issuance.Id, issuance.MemberId, issuance.Status)
	}
	r.Returned = true
	return r, nil
}
