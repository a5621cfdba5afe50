package types

import (
	"time"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// Check fails with ErrOrderChange, ErrLegalBasis or the currency's ErrAmount, naming the part that breaks its rule.
func (c OrderChange) Check() error {
	if _, err := currencytypes.ParseReference("reference", c.Reference); err != nil {
		return err
	}
	switch {
	case !isKnown(OrderChangeKind_name, c.Kind):
		return ErrOrderChange.Wrapf("kind %s", c.Kind)
	case (c.EndsAt != nil) != (c.Kind == ORDER_CHANGE_KIND_EXTENSION):
		return ErrOrderChange.Wrapf("ends_at of %s: only an extension has one", c.Kind)
	case c.EndsAt != nil && c.EndsAt.Nanosecond() != 0:
		return ErrOrderChange.Wrapf("ends_at %s must be in whole seconds", c.EndsAt.UTC().Format(time.RFC3339Nano))
	case (c.AmountFen != 0) != (c.Kind == ORDER_CHANGE_KIND_TRANSFER):
		return ErrOrderChange.Wrapf("amount %s of %s: only a transfer has one", Fen(c.AmountFen), c.Kind)
	}
	return checkBasis(c.LegalBasis)
}

// NewOrderChange proposes to change an order in force (ErrOrderStatus, ErrOrderChange, ErrPower, ErrLegalBasis).
func NewOrderChange(act Act, order Order, change OrderChange, power Power) (OrderChange, error) {
	change.MemberId, change.OrderReference = order.MemberId, order.Reference
	change.Status, change.ProposedBy, change.ProposedAt = ORDER_CHANGE_STATUS_PROPOSED, act.Officer, act.At
	if err := change.Check(); err != nil {
		return change, err
	}
	_, err := order.Change(act, change, power)
	return change, err
}

// Confirm is the second officer's agreement (ErrOrderChangeStatus, ErrSameOfficer, ErrProposalExpired).
func (c OrderChange) Confirm(act Act) (OrderChange, error) {
	decided, err := c.decide(act, ORDER_CHANGE_STATUS_CONFIRMED)
	if err != nil {
		return c, err
	}
	return decided, checkFresh(c.ProposedAt, act.At, c.name())
}

// Reject is the second officer's refusal (ErrOrderChangeStatus, ErrSameOfficer).
func (c OrderChange) Reject(act Act, reason string) (OrderChange, error) {
	if err := currencytypes.CheckReason(reason); err != nil {
		return c, err
	}
	decided, err := c.decide(act, ORDER_CHANGE_STATUS_REJECTED)
	decided.Reason = reason
	return decided, err
}

func (c OrderChange) decide(act Act, status OrderChangeStatus) (OrderChange, error) {
	if c.Status != ORDER_CHANGE_STATUS_PROPOSED {
		return c, ErrOrderChangeStatus.Wrapf("%s is %s", c.name(), c.Status)
	}
	if err := act.CheckSecond(c.ProposedBy, c.name()); err != nil {
		return c, err
	}
	c.Status, c.DecidedBy = status, act.Officer
	return c, nil
}

// Change returns the order as the change leaves it (ErrOrderStatus, ErrPower, ErrOrderChange).
func (o Order) Change(act Act, change OrderChange, power Power) (Order, error) {
	switch change.Kind {
	case ORDER_CHANGE_KIND_EXTENSION:
		return o.extend(*change.EndsAt, act.At, power)
	case ORDER_CHANGE_KIND_RELEASE:
		return o.end(OrderRelease, act, change.LegalBasis)
	default:
		return o.transfer(act, change, power)
	}
}

// extend moves the end, by at most a term.
func (o Order) extend(until, now time.Time, power Power) (Order, error) {
	extended, err := o.decide(OrderExtend, now)
	if err != nil {
		return o, err
	}
	if err := power.CheckExtension(o.Extensions); err != nil {
		return o, err
	}
	if !until.After(o.Terms.EndsAt) {
		return o, ErrOrderChange.Wrapf("%s: the new end %s must be after %s", o.name(), moment(until), moment(o.Terms.EndsAt))
	}
	if err := power.CheckTerm(o.Terms.EndsAt, until, o.Terms.Complex); err != nil {
		return o, err
	}
	terms := *o.Terms
	terms.EndsAt = until
	extended.Terms, extended.Extensions = &terms, o.Extensions+1
	return extended, nil
}

// transfer ends the order with held money going to the authority's wallet.
func (o Order) transfer(act Act, change OrderChange, power Power) (Order, error) {
	transferred, err := o.end(OrderTransfer, act, change.LegalBasis)
	if err != nil {
		return o, err
	}
	switch {
	case !power.Transfers:
		return o, ErrPower.Wrapf("%s may not transfer", power.Kind)
	case o.Terms.Wallet == "":
		return o, ErrOrderChange.Wrapf("%s is on a customer: order the wallet to transfer from it", o.name())
	case o.Terms.AmountFen != 0 && change.AmountFen > o.Terms.AmountFen:
		return o, ErrOrderChange.Wrapf("%s holds %s, asked %s", o.name(), Fen(o.Terms.AmountFen), Fen(change.AmountFen))
	}
	transferred.TransferredFen = change.AmountFen
	return transferred, nil
}

// name is what errors call the change.
func (c OrderChange) name() string {
	return "change " + c.Reference + " of order " + c.OrderReference + " of " + c.MemberId
}
