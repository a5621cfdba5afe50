package model_test

import (
	"errors"
	"time"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// naive is the currency as one would write it on a napkin: maps, plain integers and the rules of the specification one
// after the other. It forgets nothing and knows no records, indexes or caches. Every method returns the error that the
// real one must return, and changes nothing if there is one.
type naive struct {
	now time.Time
	// instructionDays is how far back an instruction date may lie.
	instructionDays int
	issued, burned  int
	boxes           map[string]int
	days            map[boxDay]map[types.MovementType]int
	wallets         map[string]*wallet
	issuances       map[named]*request[types.IssuanceStatus]
	reserves        map[string]*reserve
	alone           map[boxDay]int
	redemptions     map[named]*request[types.RedemptionStatus]
	credits         map[string]bool
	exchangesOut    map[named]bool
	exchangesIn     map[named]*exchangeIn
	// paid is what each payment with a name paid to whom.
	paid         map[payment]map[string]int
	refunds      map[payment]map[named]int
	disputes     map[payment]map[string]*dispute
	estates      map[named]*estate
	replacements map[named]*replacement
	// transfers are the references of coins between members; allocated is what the cooperating bank has of each operator.
	transfers map[named]bool
	allocated map[string]int
	phases    map[string]*phase
	invited   map[invitation]bool
	// programmes are those of purpose-bound money.
	programmes map[string]*programme
	// devices pay offline. seen is the first that each signed with a counter, handedOn the first handover of each link,
	// proven which signatures convicted whom.
	devices  map[string]*device
	seen     map[signature]string
	handedOn map[string]string
	proven   map[named]bool
	settled  map[string]bool
	claims   map[string]*claim
	surplus  map[string]int
}

type (
	// named is what an owner gave a name to.
	named             struct{ owner, name string }
	boxDay            struct{ member, day string }
	payment           struct{ payer, date, id string }
	request[S ~int32] struct {
		amount  int
		status  S
		expires time.Time
	}
	reserve struct {
		issuance named
		returned bool
	}
	exchangeIn struct {
		operator string
		amount   int
		status   types.ExchangeInStatus
		day      string
	}
)

// errPaidLongAgo stands for two answers: that it was paid, and that its date is too old. Which one depends on whether the
// payment is still on record after types.RefundDays, and the naive ledger forgets nothing.
var errPaidLongAgo = errors.New("paid long ago")

// The rules of the model's chain, small enough to be reached in a few steps.
const (
	singleApproval = 700 * yuan
	period         = 48 * time.Hour
)

type limits struct{ balance, single, day, year int }

var classes = map[types.WalletClass]limits{
	types.WALLET_CLASS_I:   {},
	types.WALLET_CLASS_II:  {balance: 900 * yuan, single: 400 * yuan, day: 600 * yuan},
	types.WALLET_CLASS_III: {balance: 600 * yuan, single: 300 * yuan, day: 400 * yuan, year: 1_000 * yuan},
	types.WALLET_CLASS_IV:  {balance: 300 * yuan, single: 200 * yuan, day: 250 * yuan, year: 500 * yuan},
}

func newNaive(now time.Time, instructionDays int) *naive {
	return &naive{
		now: now, instructionDays: instructionDays, boxes: map[string]int{}, days: map[boxDay]map[types.MovementType]int{}, wallets: map[string]*wallet{},
		issuances: map[named]*request[types.IssuanceStatus]{}, reserves: map[string]*reserve{}, alone: map[boxDay]int{},
		redemptions: map[named]*request[types.RedemptionStatus]{}, credits: map[string]bool{}, exchangesOut: map[named]bool{},
		exchangesIn: map[named]*exchangeIn{}, paid: map[payment]map[string]int{},
		refunds: map[payment]map[named]int{}, estates: map[named]*estate{},
		disputes: map[payment]map[string]*dispute{}, replacements: map[named]*replacement{}, transfers: map[named]bool{},
		allocated: map[string]int{}, phases: map[string]*phase{}, invited: map[invitation]bool{}, programmes: map[string]*programme{},
		devices: map[string]*device{}, seen: map[signature]string{}, handedOn: map[string]string{}, proven: map[named]bool{},
		settled: map[string]bool{}, claims: map[string]*claim{}, surplus: map[string]int{},
	}
}

// nameOf is whose wallet an address is.
func (n *naive) nameOf(of string) string {
	for _, name := range names {
		if address(name) == of {
			return name
		}
	}
	return ""
}

func (n *naive) date(days int) string {
	return n.now.Add(8*time.Hour).AddDate(0, 0, days).Format(time.DateOnly)
}

func (n *naive) advance(by time.Duration) {
	for _, issuance := range n.issuances {
		if isOpen(issuance.status) && !n.now.Before(issuance.expires) {
			issuance.status = types.ISSUANCE_STATUS_EXPIRED
		}
	}
	for key, redemption := range n.redemptions {
		if redemption.status == types.REDEMPTION_STATUS_REQUESTED && !n.now.Before(redemption.expires) {
			n.giveBack(key.owner, redemption, types.REDEMPTION_STATUS_EXPIRED)
		}
	}
	n.returnPurses()
	n.endProgrammes()
	n.now = n.now.Add(by)
}

// isUndecided reports whether the request is not in one of its last states. Both kinds begin with two that are not.
func (r *request[Status]) isUndecided() bool { return r.status <= 2 }

func (e *exchangeIn) isUndecided() bool { return e.status == types.EXCHANGE_IN_STATUS_ESCROWED }

func isOpen(status types.IssuanceStatus) bool {
	return status == types.ISSUANCE_STATUS_REQUESTED || status == types.ISSUANCE_STATUS_AWAITING_CONTROLLER
}

// move books a movement of a box; out is negative.
func (n *naive) move(member string, movement types.MovementType, amount int) {
	n.boxes[member] += amount
	key := boxDay{member, n.date(0)}
	if n.days[key] == nil {
		n.days[key] = map[types.MovementType]int{}
	}
	n.days[key][movement] += amount
}

func (n *naive) requestIssuance(key named, amount int, reference string) error {
	switch {
	case amount == 0:
		return types.ErrAmount
	case n.issuances[key] != nil:
		return types.ErrIssuanceExists
	case n.reserves[reference] != nil && !n.reserves[reference].returned:
		return types.ErrReserveInUse
	}
	n.reserves[reference] = &reserve{issuance: key}
	n.issuances[key] = &request[types.IssuanceStatus]{amount, types.ISSUANCE_STATUS_REQUESTED, n.now.Add(period)}
	return nil
}

// undecided returns an issuance that may still be decided.
func (n *naive) undecided(key named) (*request[types.IssuanceStatus], error) {
	issuance := n.issuances[key]
	switch {
	case issuance == nil:
		return nil, types.ErrIssuanceNotFound
	case !isOpen(issuance.status):
		return nil, types.ErrIssuanceStatus
	case !n.now.Before(issuance.expires):
		return nil, types.ErrExpired
	}
	return issuance, nil
}

func (n *naive) approveIssuance(key named, byController bool) error {
	issuance, err := n.undecided(key)
	if err != nil {
		return err
	}
	second := issuance.status == types.ISSUANCE_STATUS_AWAITING_CONTROLLER
	if byController != second {
		return types.ErrRoleNotDue
	}
	today := boxDay{key.owner, n.date(0)}
	if !second && n.alone[today]+issuance.amount > singleApproval {
		issuance.status = types.ISSUANCE_STATUS_AWAITING_CONTROLLER
		return nil
	}
	if err := n.canIssue(key.owner, issuance.amount); err != nil {
		return err
	}
	if !second {
		n.alone[today] += issuance.amount
	}
	issuance.status = types.ISSUANCE_STATUS_ISSUED
	n.issued += issuance.amount
	n.move(key.owner, types.MOVEMENT_TYPE_ISSUED, issuance.amount)
	return nil
}

func (n *naive) endIssuance(key named, status types.IssuanceStatus) error {
	issuance, err := n.undecided(key)
	if err == nil {
		issuance.status = status
	}
	return err
}

func (n *naive) returnReserve(reference string) error {
	reserve := n.reserves[reference]
	if reserve == nil {
		return types.ErrReserveNotFound
	}
	if reserve.returned {
		return types.ErrReserveReturned
	}
	if status := n.issuances[reserve.issuance].status; isOpen(status) || status == types.ISSUANCE_STATUS_ISSUED {
		return types.ErrReserveInUse
	}
	reserve.returned = true
	return nil
}

func (n *naive) requestRedemption(key named, amount int) error {
	switch {
	case amount == 0:
		return types.ErrAmount
	case n.redemptions[key] != nil:
		return types.ErrRedemptionExists
	case amount > n.boxes[key.owner]:
		return types.ErrInsufficientFunds
	}
	n.move(key.owner, types.MOVEMENT_TYPE_REDEMPTION_REQUESTED, -amount)
	n.redemptions[key] = &request[types.RedemptionStatus]{amount, types.REDEMPTION_STATUS_REQUESTED, n.now.Add(period)}
	return nil
}

// requested returns a redemption that nobody accepted yet.
func (n *naive) requested(key named) (*request[types.RedemptionStatus], error) {
	redemption := n.redemptions[key]
	switch {
	case redemption == nil:
		return nil, types.ErrRedemptionNotFound
	case redemption.status != types.REDEMPTION_STATUS_REQUESTED:
		return nil, types.ErrRedemptionStatus
	case !n.now.Before(redemption.expires):
		return nil, types.ErrExpired
	}
	return redemption, nil
}

func (n *naive) giveBack(member string, redemption *request[types.RedemptionStatus], status types.RedemptionStatus) {
	redemption.status = status
	n.move(member, types.MOVEMENT_TYPE_REDEMPTION_RETURNED, redemption.amount)
}

func (n *naive) acceptRedemption(key named) error {
	redemption, err := n.requested(key)
	if err == nil {
		redemption.status = types.REDEMPTION_STATUS_ACCEPTED
	}
	return err
}

func (n *naive) settleRedemption(key named, credit string) error {
	redemption := n.redemptions[key]
	switch {
	case redemption == nil:
		return types.ErrRedemptionNotFound
	case redemption.status != types.REDEMPTION_STATUS_ACCEPTED:
		return types.ErrRedemptionStatus
	case n.credits[credit]:
		return types.ErrCreditReferenceUsed
	}
	n.credits[credit] = true
	redemption.status = types.REDEMPTION_STATUS_SETTLED
	n.burned += redemption.amount
	return nil
}

func (n *naive) rejectRedemption(key named, byController bool) error {
	redemption := n.redemptions[key]
	if redemption != nil && redemption.status == types.REDEMPTION_STATUS_ACCEPTED {
		if !byController {
			return types.ErrRoleNotDue
		}
		n.giveBack(key.owner, redemption, types.REDEMPTION_STATUS_REJECTED)
		return nil
	}
	redemption, err := n.requested(key)
	if err == nil {
		n.giveBack(key.owner, redemption, types.REDEMPTION_STATUS_REJECTED)
	}
	return err
}

func (n *naive) cancelRedemption(key named) error {
	redemption, err := n.requested(key)
	if err == nil {
		n.giveBack(key.owner, redemption, types.REDEMPTION_STATUS_CANCELLED)
	}
	return err
}

func (n *naive) exchangeOut(key named, address string, amount int) error {
	to := n.wallets[address]
	switch {
	case amount == 0:
		return types.ErrAmount
	case n.exchangesOut[key]:
		return types.ErrExchangeExists
	case to == nil:
		return types.ErrWalletNotFound
	case key.owner == bank && amount > n.allocated[to.operator]:
		return types.ErrAllocation
	case key.owner != bank && to.operator != key.owner:
		return types.ErrNotOperator
	}
	if err := n.admitted(to); err != nil {
		return err
	}
	if err := n.canReceive(to, amount); err != nil {
		return err
	}
	if amount > n.boxes[key.owner] {
		return types.ErrInsufficientFunds
	}
	if key.owner == bank {
		n.allocated[to.operator] -= amount
	}
	n.exchangesOut[key] = true
	to.balance += amount
	n.move(key.owner, types.MOVEMENT_TYPE_EXCHANGED_OUT, -amount)
	return nil
}

func (n *naive) exchangeIn(key named, amount int) error {
	from, err := n.holder(key.owner)
	switch {
	case err != nil:
		return err
	case amount == 0:
		return types.ErrAmount
	case n.exchangesIn[key] != nil:
		return types.ErrExchangeExists
	}
	if err := n.canWithdraw(from, amount); err != nil {
		return err
	}
	from.balance -= amount
	n.exchangesIn[key] = &exchangeIn{from.operator, amount, types.EXCHANGE_IN_STATUS_ESCROWED, n.date(0)}
	return nil
}

// decideExchangeIn is the operator's acceptance or return.
func (n *naive) decideExchangeIn(key named, operator string, status types.ExchangeInStatus) error {
	exchange := n.exchangesIn[key]
	switch {
	case exchange == nil:
		return types.ErrExchangeNotFound
	case exchange.operator != operator:
		return types.ErrNotOperator
	case exchange.status != types.EXCHANGE_IN_STATUS_ESCROWED:
		return types.ErrExchangeStatus
	}
	exchange.status = status
	if status == types.EXCHANGE_IN_STATUS_ACCEPTED {
		n.move(operator, types.MOVEMENT_TYPE_EXCHANGED_IN, exchange.amount)
	} else {
		n.wallets[key.owner].balance += exchange.amount
	}
	return nil
}

func (n *naive) reclaimExchangeIn(key named) error {
	if _, err := n.holder(key.owner); err != nil {
		return err
	}
	exchange := n.exchangesIn[key]
	switch {
	case exchange == nil:
		return types.ErrExchangeNotFound
	case exchange.status != types.EXCHANGE_IN_STATUS_ESCROWED:
		return types.ErrExchangeStatus
	case n.date(-1) <= exchange.day:
		return types.ErrReclaimTooEarly
	}
	exchange.status = types.EXCHANGE_IN_STATUS_RECLAIMED
	n.wallets[key.owner].balance += exchange.amount
	return nil
}
