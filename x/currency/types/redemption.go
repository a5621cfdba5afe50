package types

import (
	"time"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/lifecycle"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// RedemptionAction is what can happen to a redemption.
type RedemptionAction string

const (
	RedemptionAccept RedemptionAction = "accept"
	RedemptionSettle RedemptionAction = "settle"
	RedemptionReject RedemptionAction = "reject"
	RedemptionCancel RedemptionAction = "cancel"
	RedemptionExpire RedemptionAction = "expire"
)

var redemptionTransitions = lifecycle.Table[RedemptionStatus, RedemptionAction]{
	REDEMPTION_STATUS_REQUESTED: {
		RedemptionAccept: REDEMPTION_STATUS_ACCEPTED,
		RedemptionReject: REDEMPTION_STATUS_REJECTED,
		RedemptionCancel: REDEMPTION_STATUS_CANCELLED,
		RedemptionExpire: REDEMPTION_STATUS_EXPIRED,
	},
	REDEMPTION_STATUS_ACCEPTED: {
		RedemptionSettle: REDEMPTION_STATUS_SETTLED,
		// The RTGS transfer came back: without this the coins would be stranded.
		RedemptionReject: REDEMPTION_STATUS_REJECTED,
	},
}

// NewRedemption is a request of a treasurer that stays open for the period; from then on it holds the coins.
func NewRedemption(memberID string, id ident.Reference, amount Fen, treasurer string, now time.Time, period time.Duration) Redemption {
	return Redemption{
		MemberId:    memberID,
		Id:          id.String(),
		AmountFen:   uint64(amount),
		Status:      REDEMPTION_STATUS_REQUESTED,
		RequestedBy: treasurer,
		ExpiresAt:   now.Add(period),
	}
}

// IsOpen reports whether the coins are in escrow.
func (r Redemption) IsOpen() bool {
	return r.Status == REDEMPTION_STATUS_REQUESTED || r.Status == REDEMPTION_STATUS_ACCEPTED
}

// CanExpire reports whether time alone may end it.
func (r Redemption) CanExpire() bool { return r.Status == REDEMPTION_STATUS_REQUESTED }

// Accept records that an issuer sent the RTGS transfer (ErrRedemptionStatus, ErrExpired, ErrSameOfficer).
func (r Redemption) Accept(issuer string, now time.Time) (Redemption, error) {
	accepted, err := r.decide(RedemptionAccept, now)
	if err != nil {
		return r, err
	}
	if issuer == r.RequestedBy {
		return r, ErrSameOfficer.Wrapf("redemption %s of %s: %s requested it", r.Id, r.MemberId, issuer)
	}
	accepted.AcceptedBy = issuer
	return accepted, nil
}

// Settle records the credit; the coins are burned (ErrRedemptionStatus, ErrSameOfficer).
func (r Redemption) Settle(controller string, credit ident.Reference, now time.Time) (Redemption, error) {
	settled, err := r.decide(RedemptionSettle, now)
	if err != nil {
		return r, err
	}
	if err := r.checkSecond(controller); err != nil {
		return r, err
	}
	settled.SettledBy, settled.CreditReference = controller, credit.String()
	return settled, nil
}

// Reject gives the coins back with a reason. Before acceptance every officer of the central bank that deals with
// redemptions may; after it only a controller, who has seen that the transfer came back (ErrRedemptionStatus, ErrExpired,
// ErrReason, ErrRoleNotDue, ErrSameOfficer).
func (r Redemption) Reject(officer consortiumtypes.Officer, reason string, now time.Time) (Redemption, error) {
	if err := CheckReason(reason); err != nil {
		return r, err
	}
	rejected, err := r.decide(RedemptionReject, now)
	if err != nil {
		return r, err
	}
	if r.Status == REDEMPTION_STATUS_ACCEPTED {
		if !officer.Has(consortiumtypes.ROLE_CONTROLLER) {
			return r, ErrRoleNotDue.Wrapf("redemption %s of %s is %s: %s must reject, %s has %v",
				r.Id, r.MemberId, r.Status, consortiumtypes.ROLE_CONTROLLER, officer.Address, officer.Roles)
		}
		if err := r.checkSecond(officer.Address); err != nil {
			return r, err
		}
	}
	rejected.Reason = reason
	return rejected, nil
}

// Cancel withdraws the request; the coins go back (ErrRedemptionStatus, ErrExpired).
func (r Redemption) Cancel(now time.Time) (Redemption, error) { return r.decide(RedemptionCancel, now) }

// Expire ends a request that nobody accepted in time; the coins go back (ErrRedemptionStatus, ErrNotExpired).
func (r Redemption) Expire(now time.Time) (Redemption, error) { return r.decide(RedemptionExpire, now) }

func (r Redemption) decide(action RedemptionAction, now time.Time) (Redemption, error) {
	to, allowed := redemptionTransitions.Next(r.Status, action)
	if !allowed {
		return r, ErrRedemptionStatus.Wrapf("redemption %s of %s is %s: cannot %s", r.Id, r.MemberId, r.Status, action)
	}
	if r.CanExpire() {
		if err := checkExpiry(r.ExpiresAt, now, action == RedemptionExpire); err != nil {
			return r, err
		}
	}
	r.Status = to
	return r, nil
}

func (r Redemption) checkSecond(officer string) error {
	if officer == r.RequestedBy || officer == r.AcceptedBy {
		return ErrSameOfficer.Wrapf("redemption %s of %s: %s requested or accepted it", r.Id, r.MemberId, officer)
	}
	return nil
}

// CheckReceiver fails with ErrNotReceiver unless the member is leaving and the receiver settles for it.
func CheckReceiver(member consortiumtypes.Member, receiverID string) error {
	if member.Status != consortiumtypes.MEMBER_STATUS_LEAVING || member.ReceiverId != receiverID {
		return ErrNotReceiver.Wrapf("member %s is %s with receiver %q, not %s", member.Id, member.Status, member.ReceiverId, receiverID)
	}
	return nil
}

// CheckNewBusiness fails with ErrMemberLeaving when the member should only wind up.
func CheckNewBusiness(member consortiumtypes.Member) error {
	if member.Status == consortiumtypes.MEMBER_STATUS_LEAVING {
		return ErrMemberLeaving.Wrapf("member %s", member.Id)
	}
	return nil
}
