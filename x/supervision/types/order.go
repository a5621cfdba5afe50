package types

import (
	"encoding/hex"
	"strconv"
	"time"

	"github.com/dcep-consortium/dcepd/lifecycle"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// orderDomain keeps a commitment to an order from being one to anything else.
const orderDomain = "dcep supervision order 1"

// OrderAction is what can happen to an order.
type OrderAction string

const (
	OrderEnforce  OrderAction = "put in force"
	OrderWithdraw OrderAction = "withdraw"
	OrderExtend   OrderAction = "extend"
	OrderRelease  OrderAction = "release"
	OrderTransfer OrderAction = "transfer"
	OrderLapse    OrderAction = "lapse"
	OrderRevoke   OrderAction = "revoke"
	// OrderProceed is service, objection, an upholding review, and the proposal of a change.
	OrderProceed OrderAction = "proceed"
)

var orderTransitions = lifecycle.Table[OrderStatus, OrderAction]{
	ORDER_STATUS_PROPOSED: {
		OrderEnforce:  ORDER_STATUS_IN_FORCE,
		OrderWithdraw: ORDER_STATUS_WITHDRAWN,
	},
	ORDER_STATUS_IN_FORCE: {
		OrderExtend:   ORDER_STATUS_IN_FORCE,
		OrderRelease:  ORDER_STATUS_RELEASED,
		OrderTransfer: ORDER_STATUS_TRANSFERRED,
		OrderLapse:    ORDER_STATUS_LAPSED,
		OrderRevoke:   ORDER_STATUS_REVOKED,
		OrderProceed:  ORDER_STATUS_IN_FORCE,
	},
}

// Commitment is the SHA-256 with which an authority's order of a reference is proposed (ErrOrderTerms, ErrHash,
// ErrLegalBasis).
func (t OrderTerms) Commitment(memberID, reference string) ([]byte, error) {
	if err := t.Check(); err != nil {
		return nil, err
	}
	return commit(orderDomain, t.Salt, memberID, reference, t.Wallet, t.OperatorId, hex.EncodeToString(t.CustomerRef),
		strconv.FormatUint(t.AmountFen, 10), strconv.FormatInt(t.EndsAt.Unix(), 10), strconv.FormatBool(t.Complex), t.LegalBasis), nil
}

// Check fails with ErrOrderTerms, ErrHash or ErrLegalBasis, naming the term that breaks its rule.
func (t OrderTerms) Check() error {
	switch {
	case (t.Wallet == "") == (t.OperatorId == ""):
		return ErrOrderTerms.Wrap("either wallet or operator_id and customer_ref")
	case t.Wallet != "" && len(t.CustomerRef) != 0:
		return ErrOrderTerms.Wrap("customer_ref without operator_id")
	case t.Wallet == "" && t.AmountFen != 0:
		return ErrOrderTerms.Wrapf("amount %s: of a customer everything is held; name a wallet to hold an amount", Fen(t.AmountFen))
	case t.EndsAt.Nanosecond() != 0 || t.EndsAt.Unix() <= 0:
		return ErrOrderTerms.Wrapf("ends_at %s must be in whole seconds", t.EndsAt.UTC().Format(time.RFC3339Nano))
	}
	if t.Wallet != "" {
		if err := checkAddress(t.Wallet); err != nil {
			return ErrOrderTerms.Wrapf("wallet: %s", err)
		}
	} else {
		if _, err := currencytypes.ParseMemberID(t.OperatorId); err != nil {
			return ErrOrderTerms.Wrapf("operator_id: %s", err)
		}
		if len(t.CustomerRef) != hashBytes {
			return ErrOrderTerms.Wrapf("customer_ref has %d bytes, must have %d", len(t.CustomerRef), hashBytes)
		}
	}
	if len(t.Salt) != saltBytes {
		return ErrHash.Wrapf("salt has %d bytes, must have %d", len(t.Salt), saltBytes)
	}
	return checkBasis(t.LegalBasis)
}

// NewOrder binds an officer to an order that nobody else can read (ErrHash).
func NewOrder(act Act, reference string, c Case, commitment []byte) (Order, error) {
	return Order{
		MemberId: act.Member.Id, Reference: reference, LeadId: c.LeadId, CaseId: c.Id, Commitment: commitment,
		Status: ORDER_STATUS_PROPOSED, ProposedBy: act.Officer, ProposedAt: act.At,
	}, checkHash("commitment", commitment)
}

// Enforce puts the order in force from now on (ErrOrderStatus, ErrSameOfficer, ErrProposalExpired, ErrCommitment,
// ErrOrderTerms, ErrPower).
func (o Order) Enforce(act Act, terms OrderTerms, power Power) (Order, error) {
	enforced, err := o.decide(OrderEnforce, act.At)
	if err != nil {
		return o, err
	}
	if err := act.CheckSecond(o.ProposedBy, o.name()); err != nil {
		return o, err
	}
	if err := checkFresh(o.ProposedAt, act.At, o.name()); err != nil {
		return o, err
	}
	commitment, err := terms.Commitment(o.MemberId, o.Reference)
	if err != nil {
		return o, err
	}
	if string(commitment) != string(o.Commitment) {
		return o, ErrCommitment.Wrapf("%s: committed to %x, not %x", o.name(), o.Commitment, commitment)
	}
	if !terms.EndsAt.After(act.At) {
		return o, ErrOrderTerms.Wrapf("ends_at %s must be after %s", moment(terms.EndsAt), moment(act.At))
	}
	if err := power.CheckTerm(act.At, terms.EndsAt, terms.Complex); err != nil {
		return o, err
	}
	enforced.Terms, enforced.EnforcedBy, enforced.EnforcedAt = &terms, act.Officer, &act.At
	return enforced, nil
}

// checkFresh refuses the second half of a dual control that comes too late (ErrProposalExpired).
func checkFresh(proposed, now time.Time, what string) error {
	if until := proposed.Add(ProposalPeriod); !now.Before(until) {
		return ErrProposalExpired.Wrapf("%s: could be decided until %s", what, moment(until))
	}
	return nil
}

// Withdraw drops an order that is not in force (ErrOrderStatus).
func (o Order) Withdraw(act Act, reason string) (Order, error) {
	if err := currencytypes.CheckReason(reason); err != nil {
		return o, err
	}
	return o.end(OrderWithdraw, act, reason)
}

// IsInForce reports whether the order holds money at the moment.
func (o Order) IsInForce(now time.Time) bool {
	return o.Status == ORDER_STATUS_IN_FORCE && now.Before(o.Terms.EndsAt)
}

// Serve records that the holder was told (ErrOrderStatus, ErrServed, ErrHash, ErrLegalBasis).
func (o Order) Serve(act Act, noticeHash []byte, basis string) (Order, error) {
	served, err := o.decide(OrderProceed, act.At)
	if err != nil {
		return o, err
	}
	if o.Service != nil {
		return o, ErrServed.Wrapf("%s was served at %s", o.name(), moment(o.Service.At))
	}
	served.Service, err = NewService(act, noticeHash, basis)
	return served, err
}

// Object records what the holder has against the order, once (ErrOrderStatus, ErrObjection, ErrHash).
func (o Order) Object(holder string, now time.Time, statementHash []byte) (Order, error) {
	objected, err := o.decide(OrderProceed, now)
	if err != nil {
		return o, err
	}
	if o.Objection != nil {
		return o, ErrObjection.Wrapf("%s: objected at %s", o.name(), moment(o.Objection.At))
	}
	objected.Objection = &Objection{By: holder, At: now, StatementHash: statementHash}
	return objected, objected.Objection.check()
}

// Judge is the review by another authority, once; what is not upheld ends (ErrOrderStatus, ErrObjection, ErrReviewer,
// ErrHash, ErrLegalBasis).
func (o Order) Judge(act Act, authority consortiumtypes.Member, params Params, uphold bool, reasonsHash []byte, basis string) (Order, error) {
	judged, err := o.decide(OrderProceed, act.At)
	if err != nil {
		return o, err
	}
	review, err := newReview(act, authority, params, o.Objection, o.Review, uphold, reasonsHash, basis)
	if err != nil {
		return o, err
	}
	if !uphold {
		if judged, err = o.end(OrderRevoke, act, basis); err != nil {
			return o, err
		}
	}
	judged.Review = review
	return judged, nil
}

// Lapse marks an order whose end has come (ErrOrderStatus).
func (o Order) Lapse(now time.Time) (Order, error) {
	if o.IsInForce(now) {
		return o, ErrOrderStatus.Wrapf("%s is in force until %s", o.name(), moment(o.Terms.EndsAt))
	}
	to, allowed := orderTransitions.Next(o.Status, OrderLapse)
	if !allowed {
		return o, ErrOrderStatus.Wrapf("%s is %s: cannot %s", o.name(), o.Status, OrderLapse)
	}
	o.Status = to
	return o, nil
}

// end is what an officer does that ends the order.
func (o Order) end(action OrderAction, act Act, reason string) (Order, error) {
	ended, err := o.decide(action, act.At)
	if err != nil {
		return o, err
	}
	ended.EndedBy, ended.EndedAt, ended.EndReason = act.Officer, &act.At, reason
	return ended, nil
}

// decide is what somebody does to an order; one whose end has come is no longer in force, whatever its status says.
func (o Order) decide(action OrderAction, now time.Time) (Order, error) {
	to, allowed := orderTransitions.Next(o.Status, action)
	if !allowed {
		return o, ErrOrderStatus.Wrapf("%s is %s: cannot %s", o.name(), o.Status, action)
	}
	if o.Status == ORDER_STATUS_IN_FORCE && !o.IsInForce(now) {
		return o, ErrOrderStatus.Wrapf("%s lapsed at %s: cannot %s", o.name(), moment(o.Terms.EndsAt), action)
	}
	o.Status = to
	return o, nil
}

// name is what errors call the order.
func (o Order) name() string { return "order " + o.Reference + " of " + o.MemberId }
