package model_test

import (
	"time"

	currency "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/offline/types"
)

// The caps of every device of the model, and how long a revoked purse waits.
const (
	purseCap, singleCap = 120 * yuan, 100 * yuan
	paymentsCap         = 3
	syncPeriod          = 48 * time.Hour
	returnPeriod        = 30 * 24 * time.Hour
)

type (
	device struct {
		owner, operator            string
		loaded, used, suspended    bool
		revoked, returned          bool
		purse, guaranteed          int
		lastCounter, syncedCounter uint64
		syncedAt, returnsAt        time.Time
		from, expires              time.Time
	}
	// link is one signature of a voucher: who signed it with which counter, and to whom the voucher went.
	link struct {
		id, device string
		counter    uint64
		payee      string
		at         time.Time
	}
	voucher struct {
		amount int
		links  []link
	}
	signature struct {
		device  string
		counter uint64
	}
	claim struct {
		operator, wallet, device string
		amount                   int
		paid                     bool
	}
	// outcome is what became of a voucher: settled, with who paid for it, or refused with err.
	outcome struct {
		kind                               types.OutcomeKind
		err                                error
		purse, guarantee, claim, unclaimed int
	}
)

func (v voucher) last() link { return v.links[len(v.links)-1] }

// isOver reports whether the purse went back, or is about to.
func (n *naive) isOver(d *device) bool {
	return d.returned || d.revoked && !n.now.Before(d.returnsAt)
}

func (n *naive) needsSync(d *device) bool {
	signed := uint64(0)
	if d.lastCounter > d.syncedCounter {
		signed = d.lastCounter - d.syncedCounter
	}
	return (d.loaded || d.used) && (signed > paymentsCap || n.now.After(d.syncedAt.Add(syncPeriod)))
}

func (n *naive) registerDevice(name, owner, member string) error {
	w := n.wallets[owner]
	switch {
	case w == nil:
		return currency.ErrWalletNotFound
	case w.operator != member:
		return types.ErrNotOperator
	case w.closed:
		return currency.ErrWalletClosed
	case n.devices[name] != nil:
		return types.ErrDeviceExists
	}
	from := n.now.Truncate(time.Second)
	n.devices[name] = &device{owner: owner, operator: member, syncedAt: n.now, from: from, expires: from.AddDate(1, 0, 0)}
	return nil
}

// owned returns a device of the wallet that signs.
func (n *naive) owned(name, owner string) (*device, error) {
	switch d := n.devices[name]; {
	case d == nil:
		return nil, types.ErrDeviceNotFound
	case d.owner != owner:
		return nil, types.ErrNotOwner
	default:
		return d, nil
	}
}

func (n *naive) loadDevice(name, owner string, amount int) error {
	from, err := n.holder(owner)
	if err != nil {
		return err
	}
	if amount == 0 {
		return currency.ErrAmount
	}
	d, err := n.owned(name, owner)
	switch {
	case err != nil:
		return err
	case d.revoked, d.suspended, n.needsSync(d):
		return types.ErrDeviceStatus
	case d.purse+amount > purseCap:
		return types.ErrPurseCap
	}
	if err := n.payOut(from, amount); err != nil {
		return err
	}
	if !d.loaded && !d.used {
		d.syncedAt = n.now
	}
	d.purse += amount
	d.loaded = true
	return nil
}

// stateDevice takes a statement with a counter: what the device holds, what it pays back, and whether it is the last.
func (n *naive) stateDevice(name, owner string, s link, balance, unload int, retire bool) error {
	w, err := n.holder(owner)
	if err != nil {
		return err
	}
	d, err := n.owned(name, owner)
	switch {
	case err != nil:
		return err
	case s.counter <= d.syncedCounter:
		return types.ErrStatementOld
	case balance+unload > d.purse:
		return types.ErrStatementBalance
	case d.revoked, d.suspended, !retire && !d.loaded && !d.used:
		return types.ErrDeviceStatus
	}
	if first, seen := n.seen[signature{name, s.counter}]; seen && first != s.id {
		n.convict(d)
		d.lastCounter = max(d.lastCounter, s.counter)
		return nil
	}
	n.seen[signature{name, s.counter}] = s.id
	d.syncedCounter, d.lastCounter = s.counter, max(d.lastCounter, s.counter)
	if s.at.After(d.syncedAt) {
		d.syncedAt = s.at
	}
	if retire {
		n.revoke(d)
	}
	d.purse -= unload
	w.balance += unload
	return nil
}

func (n *naive) revoke(d *device) {
	d.revoked, d.suspended, d.returnsAt = true, false, n.now.Add(returnPeriod)
}

func (n *naive) convict(d *device) {
	if !d.revoked {
		n.revoke(d)
	}
}

// operated returns a device that the member certified.
func (n *naive) operated(name, member string) (*device, error) {
	switch d := n.devices[name]; {
	case d == nil:
		return nil, types.ErrDeviceNotFound
	case d.operator != member:
		return nil, types.ErrNotOperator
	default:
		return d, nil
	}
}

func (n *naive) suspendDevice(name, member string) error {
	d, err := n.operated(name, member)
	if err == nil && (d.revoked || d.suspended || !d.loaded && !d.used) {
		err = types.ErrDeviceStatus
	}
	if err == nil {
		d.suspended = true
	}
	return err
}

func (n *naive) resumeDevice(name, member string) error {
	d, err := n.operated(name, member)
	if err == nil && !d.suspended {
		err = types.ErrDeviceStatus
	}
	if err == nil {
		// A device that was suspended is in use, whatever it did before.
		d.suspended, d.used = false, true
	}
	return err
}

func (n *naive) revokeDevice(name, member string) error {
	d, err := n.operated(name, member)
	if err == nil && d.revoked {
		err = types.ErrDeviceStatus
	}
	if err == nil {
		n.revoke(d)
	}
	return err
}

// settle judges one voucher; by fails with why the sender may not present vouchers of the wallet.
func (n *naive) settle(v voucher, by func(*wallet) error) outcome {
	last := v.last()
	if n.settled[last.id] {
		return outcome{kind: types.OUTCOME_KIND_ALREADY_SETTLED}
	}
	if err := n.checkVoucher(v, by); err != nil {
		return outcome{kind: types.OUTCOME_KIND_REFUSED, err: err}
	}
	liable := v.links[0].device
	for i := range v.links {
		if n.spentTwice(v, i) {
			liable = v.links[i].device
		}
	}
	if n.isOver(n.devices[liable]) {
		return outcome{kind: types.OUTCOME_KIND_REFUSED, err: types.ErrPurseReturned}
	}
	n.look(v)
	return n.cover(v, liable)
}

func (n *naive) checkVoucher(v voucher, by func(*wallet) error) error {
	for _, l := range v.links {
		if n.devices[l.device] == nil {
			return types.ErrDeviceNotFound
		}
	}
	first := v.links[0]
	payer := n.devices[first.device]
	switch {
	case first.payee == payer.owner:
		return types.ErrVoucherToSelf
	case v.amount > singleCap:
		return types.ErrVoucherCap
	}
	for i, l := range v.links {
		if i > 0 && n.devices[l.device].owner != v.links[i-1].payee {
			return types.ErrHandoverOwner
		}
		if l.at.Before(n.devices[l.device].from) || l.at.After(n.devices[l.device].expires) {
			return types.ErrVoucherValidity
		}
	}
	payee := n.wallets[v.last().payee]
	switch {
	case payee == nil:
		return currency.ErrWalletNotFound
	case payee.closed:
		return currency.ErrWalletClosed
	}
	if err := by(payee); err != nil {
		return err
	}
	if n.handedOn[v.last().id] != "" {
		return types.ErrHandedOver
	}
	return nil
}

// spentTwice tells whether what a signature hands over was settled, or handed over otherwise, before.
func (n *naive) spentTwice(v voucher, i int) bool {
	if i == 0 {
		return false
	}
	parent := v.links[i-1].id
	return n.settled[parent] || n.handedOn[parent] != "" && n.handedOn[parent] != v.links[i].id
}

// look keeps what a voucher shows, and revokes who signed two things that contradict each other.
func (n *naive) look(v voucher) {
	for i, l := range v.links {
		d, guilty := n.devices[l.device], n.spentTwice(v, i)
		key := signature{l.device, l.counter}
		if n.seen[key] == "" {
			n.seen[key] = l.id
		}
		guilty = guilty || n.seen[key] != l.id
		if i > 0 && n.handedOn[v.links[i-1].id] == "" {
			n.handedOn[v.links[i-1].id] = l.id
		}
		d.lastCounter = max(d.lastCounter, l.counter)
		if guilty && !n.proven[named{l.device, l.id}] {
			n.proven[named{l.device, l.id}] = true
			n.convict(d)
		}
	}
}

// cover pays: the purse, then the operator's box up to the purse cap in all, then a claim.
func (n *naive) cover(v voucher, liable string) outcome {
	d, payee := n.devices[liable], v.last().payee
	o := outcome{kind: types.OUTCOME_KIND_SETTLED, purse: min(v.amount, d.purse)}
	o.guarantee = min(v.amount-o.purse, purseCap-d.guaranteed)
	o.claim = v.amount - o.purse - o.guarantee
	d.purse -= o.purse
	d.guaranteed += o.guarantee
	d.used = true
	if o.guarantee > n.boxes[d.operator] {
		o.claim, o.guarantee = o.claim+o.guarantee, 0
	}
	if o.guarantee > 0 {
		n.move(d.operator, currency.MOVEMENT_TYPE_OFFLINE_LOSS, -o.guarantee)
	}
	o.unclaimed = n.credit(payee, o.purse+o.guarantee)
	if o.claim > 0 {
		n.claims[v.last().id] = &claim{operator: d.operator, wallet: payee, device: liable, amount: o.claim}
	}
	n.settled[v.last().id] = true
	return o
}

// credit gives a wallet what fits, puts the rest aside, and returns it.
func (n *naive) credit(address string, amount int) int {
	fits := min(amount, n.room(n.wallets[address]))
	n.wallets[address].balance += fits
	n.surplus[address] += amount - fits
	return amount - fits
}

// room is what a wallet may receive now.
func (n *naive) room(w *wallet) int {
	if n.canRegain(w) != nil || n.admitted(w) != nil {
		return 0
	}
	if limit := w.bounds(n).balance; limit != 0 {
		return max(0, limit-w.balance)
	}
	return 1 << 40
}

func (n *naive) claimSurplus(holder string) error {
	w, err := n.holder(holder)
	if err != nil {
		return err
	}
	fits := min(n.surplus[holder], n.room(w))
	if fits == 0 {
		return types.ErrNoSurplus
	}
	w.balance += fits
	n.surplus[holder] -= fits
	return nil
}

func (n *naive) payClaim(id, member string) error {
	c := n.claims[id]
	switch {
	case c == nil:
		return types.ErrClaimNotFound
	case c.operator != member:
		return types.ErrNotOperator
	case c.paid:
		return types.ErrClaimPaid
	case c.amount > n.boxes[member]:
		return currency.ErrInsufficientFunds
	}
	n.move(member, currency.MOVEMENT_TYPE_OFFLINE_LOSS, -c.amount)
	n.credit(c.wallet, c.amount)
	c.paid = true
	return nil
}

// returnPurses is what the end of a block does.
func (n *naive) returnPurses() {
	for _, d := range n.devices {
		if d.revoked && !d.returned && !n.now.Before(d.returnsAt) {
			n.wallets[d.owner].balance += d.purse
			d.purse, d.returned = 0, true
		}
	}
}

// owes reports whether devices, surpluses or claims keep the wallet from closing.
func (n *naive) owes(address string) bool {
	for _, d := range n.devices {
		if d.owner == address && !d.returned {
			return true
		}
	}
	for _, c := range n.claims {
		if c.wallet == address && !c.paid {
			return true
		}
	}
	return n.surplus[address] > 0
}
