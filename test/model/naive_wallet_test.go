package model_test

import (
	"time"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

type (
	wallet struct {
		operator string
		// customer is whose wallet it is, scenario the field of business of a merchant.
		customer byte
		scenario types.Scenario
		class    types.WalletClass
		balance  int
		closed   bool
		// paid is what was paid on each day, and in each year.
		paid map[string]int
		// parent is the address of the wallet that opened it, share its percents of the limits of the class.
		parent string
		share  int
		// owner and serving are the limits of holder and operator.
		owner, serving limits
		holds          map[named]*hold
	}
	hold struct {
		side   types.HoldSide
		amount int
		lifted bool
		// ends is zero for one that does not end.
		ends time.Time
	}
	estate struct {
		heir string
		open bool
	}
)

// holder returns the wallet of who signs.
func (n *naive) holder(address string) (*wallet, error) {
	switch w := n.wallets[address]; {
	case w == nil:
		return nil, types.ErrWalletNotFound
	case w.closed:
		return nil, types.ErrWalletClosed
	default:
		return w, nil
	}
}

// served returns the wallet if the member is its operator.
func (n *naive) served(address, member string) (*wallet, error) {
	switch w := n.wallets[address]; {
	case w == nil:
		return nil, types.ErrWalletNotFound
	case w.operator != member:
		return nil, types.ErrNotOperator
	default:
		return w, nil
	}
}

func (n *naive) openWallet(address, operator string, class types.WalletClass, customer byte, scenario types.Scenario) error {
	opened := &wallet{
		operator: operator, customer: customer, scenario: scenario, class: class, share: 100, paid: map[string]int{}, holds: map[named]*hold{},
	}
	if n.isBound(address) {
		return types.ErrWalletAddress
	}
	if err := n.canOpen(opened); err != nil {
		return err
	}
	if n.wallets[address] != nil {
		return types.ErrWalletExists
	}
	n.wallets[address] = opened
	return nil
}

func (n *naive) updateWallet(member, address string, scenario types.Scenario) error {
	w, err := n.served(address, member)
	if err == nil && w.closed {
		err = types.ErrWalletClosed
	}
	if err == nil {
		w.scenario = scenario
	}
	return err
}

// bounds are the lowest limits of all.
func (w *wallet) bounds(n *naive) limits {
	l := n.limitsOf(w.class)
	l.balance, l.day, l.year = l.balance*w.share/100, l.day*w.share/100, l.year*w.share/100
	for _, other := range []limits{w.owner, w.serving} {
		l = limits{lowest(l.balance, other.balance), lowest(l.single, other.single), lowest(l.day, other.day), lowest(l.year, other.year)}
	}
	return l
}

func lowest(a, b int) int {
	if a == 0 || b != 0 && b < a {
		return b
	}
	return a
}

// isAbove compares with a limit, of which 0 is none.
func isAbove(sum, limit int) bool { return limit != 0 && sum > limit }

// held returns what debit holds keep, and whether a credit hold stops money.
func (n *naive) held(w *wallet) (kept int, stopped bool) {
	for _, h := range w.holds {
		switch {
		case h.lifted || !h.ends.IsZero() && !n.now.Before(h.ends):
		case h.side == types.HOLD_SIDE_CREDIT:
			stopped = true
		case h.amount == 0:
			kept = w.balance
		default:
			kept += h.amount
		}
	}
	return min(kept, w.balance), stopped
}

func (n *naive) canWithdraw(w *wallet, amount int) error {
	kept, _ := n.held(w)
	switch {
	case w.closed:
		return types.ErrWalletClosed
	case amount > w.balance:
		return types.ErrInsufficientFunds
	case amount > w.balance-kept:
		return types.ErrHeld
	}
	return nil
}

// canRegain asks for a refund, which no limit refuses.
func (n *naive) canRegain(w *wallet) error {
	_, stopped := n.held(w)
	switch {
	case stopped:
		return types.ErrHeld
	case w.closed:
		return types.ErrWalletClosed
	}
	return nil
}

func (n *naive) canReceive(w *wallet, amount int) error {
	if err := n.canRegain(w); err != nil {
		return err
	}
	if isAbove(w.balance+amount, w.bounds(n).balance) {
		return types.ErrBalanceLimit
	}
	return nil
}

func (n *naive) openSubWallet(parent, address string, percent int) error {
	from, err := n.holder(parent)
	if err != nil {
		return err
	}
	if from.parent != "" {
		return types.ErrSubWallet
	}
	if n.isBound(address) {
		return types.ErrWalletAddress
	}
	opened := &wallet{
		operator: from.operator, customer: from.customer, class: from.class, share: percent, parent: parent, paid: map[string]int{}, holds: map[named]*hold{},
	}
	if err := n.canOpen(opened); err != nil {
		return err
	}
	if n.wallets[address] != nil && percent > 0 && percent < from.share && n.fitsWithout(from, percent) {
		return types.ErrWalletExists
	}
	if percent <= 0 || percent >= from.share || !n.fitsWithout(from, percent) {
		return types.ErrSubWallet
	}
	from.share -= percent
	n.wallets[address] = opened
	return nil
}

// fitsWithout tells whether what the wallet holds and has paid is within what it keeps of its class's limits.
func (n *naive) fitsWithout(w *wallet, percent int) bool {
	l, keeps, today := n.limitsOf(w.class), w.share-percent, n.date(0)
	return !isAbove(w.balance, l.balance*keeps/100) && !isAbove(w.paid[today], l.day*keeps/100) && !isAbove(w.paid[today[:4]], l.year*keeps/100)
}

func (n *naive) hasSubWallets(address string) bool {
	for _, w := range n.wallets {
		if w.parent == address && !w.closed {
			return true
		}
	}
	return false
}

func (n *naive) hasOpenExchangeIn(address string) bool {
	for key, exchange := range n.exchangesIn {
		if key.owner == address && exchange.isUndecided() {
			return true
		}
	}
	return false
}

func (n *naive) hasOpenEstate(address string) bool {
	for key, e := range n.estates {
		if key.owner == address && e.open {
			return true
		}
	}
	return false
}

// isOwed reports whether something must be settled before the wallet ends in any way.
func (n *naive) isOwed(address string) bool {
	return n.hasSubWallets(address) || n.hasOpenExchangeIn(address) || n.hasOpenReplacement(address) || n.bound(address) || n.owes(address)
}

func (n *naive) hasHold(w *wallet) bool {
	for _, h := range w.holds {
		if !h.lifted && (h.ends.IsZero() || n.now.Before(h.ends)) {
			return true
		}
	}
	return false
}

func (n *naive) closeWallet(holder, address string) error {
	if _, err := n.holder(holder); err != nil {
		return err
	}
	w := n.wallets[address]
	switch {
	case w == nil:
		return types.ErrWalletNotFound
	case address == holder && w.parent != "", address != holder && w.parent != holder:
		return types.ErrSubWallet
	case n.isOwed(address), n.hasHold(w), n.hasOpenEstate(address):
		return types.ErrObligations
	case w.closed:
		return types.ErrWalletClosed
	case w.parent == "" && w.balance != 0:
		return types.ErrObligations
	}
	n.close(w)
	return nil
}

func (n *naive) close(w *wallet) {
	if parent := n.wallets[w.parent]; parent != nil {
		today := n.date(0)
		parent.balance += w.balance
		parent.paid[today] += w.paid[today]
		parent.paid[today[:4]] += w.paid[today[:4]]
		parent.share += w.share
		w.balance = 0
	}
	w.closed = true
}

func (n *naive) changeClass(member, address string, class types.WalletClass) error {
	w, err := n.served(address, member)
	switch {
	case err != nil:
		return err
	case w.parent != "":
		return types.ErrSubWallet
	case w.closed:
		return types.ErrWalletClosed
	case w.class == class:
		return types.ErrWalletClass
	}
	w.class = class
	for _, sub := range n.wallets {
		if sub.parent == address && !sub.closed {
			sub.class = class
		}
	}
	return nil
}

func (n *naive) setOwnerLimits(holder, address string, l limits) error {
	if _, err := n.holder(holder); err != nil {
		return err
	}
	w := n.wallets[address]
	switch {
	case w == nil:
		return types.ErrWalletNotFound
	case address == holder && w.parent != "", address != holder && w.parent != holder:
		return types.ErrSubWallet
	case w.closed:
		return types.ErrWalletClosed
	}
	w.owner = l
	return nil
}

func (n *naive) setOperatorLimits(member, address string, l limits) error {
	w, err := n.served(address, member)
	if err == nil && w.closed {
		err = types.ErrWalletClosed
	}
	if err == nil {
		w.serving = l
	}
	return err
}

func (n *naive) placeHold(key named, address string, h hold) error {
	w, err := n.served(address, key.owner)
	switch {
	case err != nil:
		return err
	case h.amount != 0 && h.side != types.HOLD_SIDE_DEBIT:
		return types.ErrHold
	case w.closed:
		return types.ErrWalletClosed
	case w.holds[key] != nil:
		return types.ErrHoldExists
	}
	w.holds[key] = &h
	return nil
}

func (n *naive) liftHold(key named, address string) error {
	w := n.wallets[address]
	if w == nil {
		return types.ErrWalletNotFound
	}
	h := w.holds[key]
	switch {
	case h == nil:
		return types.ErrHoldNotFound
	case h.lifted, !h.ends.IsZero() && !n.now.Before(h.ends):
		return types.ErrHoldStatus
	}
	h.lifted = true
	return nil
}

func (n *naive) proposeEstate(member string, key named, heir string) error {
	w, err := n.served(key.owner, member)
	switch {
	case err != nil:
		return err
	case heir == key.owner:
		return types.ErrEstate
	case w.closed:
		return types.ErrWalletClosed
	case n.wallets[heir] == nil:
		return types.ErrWalletNotFound
	case n.wallets[heir].closed:
		return types.ErrWalletClosed
	case n.estates[key] != nil, n.hasOpenEstate(key.owner):
		return types.ErrEstateExists
	}
	n.estates[key] = &estate{heir: heir, open: true}
	return nil
}

func (n *naive) confirmEstate(member string, key named) error {
	w, err := n.served(key.owner, member)
	if err != nil {
		return err
	}
	e := n.estates[key]
	switch {
	case e == nil:
		return types.ErrEstateNotFound
	case !e.open:
		return types.ErrEstateStatus
	case n.isOwed(key.owner):
		return types.ErrObligations
	}
	if kept, _ := n.held(w); kept > 0 || n.hasFullHold(w) {
		return types.ErrHeld
	}
	heir := n.wallets[e.heir]
	if err := n.canReceive(heir, w.balance); err != nil {
		return err
	}
	heir.balance += w.balance
	w.balance = 0
	n.close(w)
	e.open = false
	return nil
}

// hasFullHold reports whether nothing may leave, even of an empty wallet.
func (n *naive) hasFullHold(w *wallet) bool {
	for _, h := range w.holds {
		if h.side == types.HOLD_SIDE_DEBIT && !h.lifted && (h.ends.IsZero() || n.now.Before(h.ends)) {
			return true
		}
	}
	return false
}

func (n *naive) cancelEstate(member string, key named) error {
	if _, err := n.served(key.owner, member); err != nil {
		return err
	}
	e := n.estates[key]
	switch {
	case e == nil:
		return types.ErrEstateNotFound
	case !e.open:
		return types.ErrEstateStatus
	}
	e.open = false
	return nil
}
