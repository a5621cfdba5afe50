package model_test

import (
	"time"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// objectionPeriod is how long the old key may object.
const objectionPeriod = 24 * time.Hour

type (
	dispute struct {
		status types.DisputeStatus
		until  time.Time
	}
	replacement struct {
		// key is the address that the new key would have.
		key    string
		status types.KeyReplacementStatus
		until  time.Time
	}
)

func (n *naive) openDispute(key payment, payee string) error {
	if _, err := n.holder(key.payer); err != nil {
		return err
	}
	switch {
	case key.date < n.date(-types.RefundDays):
		return types.ErrRefundTooLate
	case n.paid[key][payee] == 0:
		return types.ErrPaymentNotFound
	case n.disputes[key][payee] != nil:
		return types.ErrDisputeExists
	}
	if n.disputes[key] == nil {
		n.disputes[key] = map[string]*dispute{}
	}
	n.disputes[key][payee] = &dispute{types.DISPUTE_STATUS_OPEN, n.now.Add(period)}
	return nil
}

// disputed returns a dispute that nobody has ended.
func (n *naive) disputed(key payment, payee string) (*dispute, error) {
	d := n.disputes[key][payee]
	switch {
	case d == nil:
		return nil, types.ErrDisputeNotFound
	case d.status != types.DISPUTE_STATUS_OPEN && d.status != types.DISPUTE_STATUS_ANSWERED:
		return nil, types.ErrDisputeStatus
	}
	return d, nil
}

func (n *naive) withdrawDispute(key payment, payee string) error {
	if _, err := n.holder(key.payer); err != nil {
		return err
	}
	d, err := n.disputed(key, payee)
	if err == nil {
		d.status = types.DISPUTE_STATUS_WITHDRAWN
	}
	return err
}

func (n *naive) answerDispute(key payment, payee string) error {
	if _, err := n.holder(payee); err != nil {
		return err
	}
	d, err := n.disputed(key, payee)
	if err != nil {
		return err
	}
	if d.status == types.DISPUTE_STATUS_ANSWERED {
		return types.ErrDisputeStatus
	}
	d.status = types.DISPUTE_STATUS_ANSWERED
	return nil
}

func (n *naive) decideDispute(key payment, payee string, upheld bool) error {
	d, err := n.disputed(key, payee)
	switch {
	case err != nil:
		return err
	case d.status == types.DISPUTE_STATUS_OPEN && n.now.Before(d.until):
		return types.ErrAnswerAwaited
	}
	d.status = types.DISPUTE_STATUS_REJECTED
	if upheld {
		d.status = types.DISPUTE_STATUS_UPHELD
	}
	return nil
}

func (r *replacement) isOpen() bool {
	return r.status == types.KEY_REPLACEMENT_STATUS_PROPOSED || r.status == types.KEY_REPLACEMENT_STATUS_CONFIRMED
}

// isBound reports whether a key signs for a wallet, or may come to.
func (n *naive) isBound(key string) bool {
	for _, r := range n.replacements {
		if r.key == key && (r.isOpen() || r.status == types.KEY_REPLACEMENT_STATUS_COMPLETED) {
			return true
		}
	}
	return false
}

func (n *naive) hasOpenReplacement(address string) bool {
	for key, r := range n.replacements {
		if key.owner == address && r.isOpen() {
			return true
		}
	}
	return false
}

func (n *naive) proposeKey(member string, key named, newKey string) error {
	w, err := n.served(key.owner, member)
	switch {
	case err != nil:
		return err
	case w.closed:
		return types.ErrWalletClosed
	case n.replacements[key] != nil, n.hasOpenReplacement(key.owner):
		return types.ErrKeyReplacementExists
	case n.wallets[newKey] != nil:
		return types.ErrWalletExists
	case n.isBound(newKey):
		return types.ErrWalletAddress
	}
	n.replacements[key] = &replacement{key: newKey, status: types.KEY_REPLACEMENT_STATUS_PROPOSED}
	return nil
}

// replacing returns a replacement that is under way.
func (n *naive) replacing(member string, key named) (*replacement, error) {
	if _, err := n.served(key.owner, member); err != nil {
		return nil, err
	}
	switch r := n.replacements[key]; {
	case r == nil:
		return nil, types.ErrKeyReplacementNotFound
	case !r.isOpen():
		return nil, types.ErrKeyReplacementStatus
	default:
		return r, nil
	}
}

func (n *naive) confirmKey(member string, key named) error {
	r, err := n.replacing(member, key)
	switch {
	case err != nil:
		return err
	case r.status != types.KEY_REPLACEMENT_STATUS_PROPOSED:
		return types.ErrKeyReplacementStatus
	}
	r.status, r.until = types.KEY_REPLACEMENT_STATUS_CONFIRMED, n.now.Add(objectionPeriod)
	return nil
}

func (n *naive) objectKey(key named) error {
	w, err := n.holder(key.owner)
	if err != nil {
		return err
	}
	r, err := n.replacing(w.operator, key)
	switch {
	case err != nil:
		return err
	case !r.until.IsZero() && !n.now.Before(r.until):
		return types.ErrObjectionPeriod
	}
	r.status = types.KEY_REPLACEMENT_STATUS_OBJECTED
	return nil
}

func (n *naive) cancelKey(member string, key named) error {
	r, err := n.replacing(member, key)
	if err == nil {
		r.status = types.KEY_REPLACEMENT_STATUS_CANCELLED
	}
	return err
}

func (n *naive) completeKey(member string, key named) error {
	r, err := n.replacing(member, key)
	switch {
	case err != nil:
		return err
	case r.status != types.KEY_REPLACEMENT_STATUS_CONFIRMED:
		return types.ErrKeyReplacementStatus
	case n.now.Before(r.until):
		return types.ErrObjectionPeriod
	}
	r.status = types.KEY_REPLACEMENT_STATUS_COMPLETED
	return nil
}

// allocate hands coins of an operator to the cooperating bank.
func (n *naive) allocate(key named, amount int) error {
	switch {
	case amount == 0:
		return types.ErrAmount
	case n.transfers[key]:
		return types.ErrCashTransferExists
	case amount > n.boxes[key.owner]:
		return types.ErrInsufficientFunds
	}
	n.transfers[key] = true
	n.allocated[key.owner] += amount
	n.move(key.owner, types.MOVEMENT_TYPE_ALLOCATED, -amount)
	n.move(bank, types.MOVEMENT_TYPE_ALLOCATION_RECEIVED, amount)
	return nil
}

func (n *naive) returnCash(operator, reference string, amount int) error {
	key := named{bank, reference}
	switch {
	case amount == 0:
		return types.ErrAmount
	case n.transfers[key]:
		return types.ErrCashTransferExists
	case amount > n.allocated[operator]:
		return types.ErrAllocation
	}
	n.transfers[key] = true
	n.allocated[operator] -= amount
	n.move(bank, types.MOVEMENT_TYPE_ALLOCATION_RETURNED, -amount)
	n.move(operator, types.MOVEMENT_TYPE_RETURN_RECEIVED, amount)
	return nil
}
