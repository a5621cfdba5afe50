package app

import (
	"container/list"
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/spf13/cast"

	errorsmod "cosmossdk.io/errors"

	servertypes "github.com/cosmos/cosmos-sdk/server/types"
	sdk "github.com/cosmos/cosmos-sdk/types"
	"github.com/cosmos/cosmos-sdk/types/mempool"
	authsigning "github.com/cosmos/cosmos-sdk/x/auth/signing"
)

const (
	// maxLaneTxs bounds how many transactions of one member or one wallet wait in this node's mempool.
	maxLaneTxs = 1000
	// MempoolTxs and MempoolBytes bound those of all together, unless config.toml says otherwise: four full blocks of payments.
	MempoolTxs   = 20_000
	MempoolBytes = 256 << 20
)

// poolLimits bound all that waits in a node.
type poolLimits struct{ txs, bytes int }

// newPoolLimits reads mempool.size and mempool.max_txs_bytes of config.toml. They bind the application and not CometBFT, which
// would ask it first and only then find its own list full: the application would count a sequence that nobody has.
func newPoolLimits(options servertypes.AppOptions) poolLimits {
	limits := poolLimits{txs: MempoolTxs, bytes: MempoolBytes}
	if size := options.Get("mempool.size"); size != nil {
		limits.txs = cast.ToInt(size)
	}
	if size := options.Get("mempool.max_txs_bytes"); size != nil {
		limits.bytes = cast.ToInt(size)
	}
	return limits
}

type ticketKey struct{}

// withTicket hands the ante handler's findings to the mempool.
func withTicket(ctx sdk.Context, t ticket) sdk.Context { return ctx.WithValue(ticketKey{}, t) }

// waitingTx is a transaction that passed the mempool check.
type waitingTx struct {
	tx  sdk.Tx
	raw []byte
	id  txID
	gas uint64
}

// txID names a transaction by who sent it and in which order: two with the same id cannot both be executed.
type txID struct {
	signer   string
	sequence uint64
}

// lanes is the mempool: one first-in-first-out lane for each member and each
// wallet. Proposals are filled from all lanes in turn and each lane is bounded,
// so a flooder starves only itself.
type lanes struct {
	limits poolLimits
	mu     sync.Mutex
	bytes  int
	inUse  *list.List // of *lane, oldest first; empty lanes are taken out
	byName map[string]*list.Element
	laneOf map[txID]*list.Element
}

type lane struct {
	name    string
	waiting []waitingTx
}

var _ mempool.ExtMempool = (*lanes)(nil)

func newLanes(limits poolLimits) *lanes {
	return &lanes{limits: limits, inUse: list.New(), byName: map[string]*list.Element{}, laneOf: map[txID]*list.Element{}}
}

// Insert appends a checked transaction to its principal's lane.
func (l *lanes) Insert(ctx context.Context, tx sdk.Tx, option mempool.InsertOption) error {
	sdkCtx := sdk.UnwrapSDKContext(ctx)
	admitted, ok := sdkCtx.Value(ticketKey{}).(ticket)
	if !ok {
		return errorsmod.Wrap(ErrTxForm, "transaction was not admitted")
	}
	name := admitted.signer.lane
	id := idOf(admitted)

	l.mu.Lock()
	defer l.mu.Unlock()
	l.remove(id)
	raw := sdkCtx.TxBytes()
	if err := l.full(name, len(raw)); err != nil {
		return err
	}
	element, known := l.byName[name]
	if !known {
		element = l.inUse.PushBack(&lane{name: name})
		l.byName[name] = element
	}
	own := element.Value.(*lane)
	own.waiting = append(own.waiting, waitingTx{tx: tx, raw: raw, id: id, gas: option.GasWanted})
	l.laneOf[id] = element
	l.bytes += len(raw)
	return nil
}

// room fails with ErrLaneFull where Insert would. The check asks before it counts the sequence: who is refused may send the
// same transaction again.
func (l *lanes) room(t ticket) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, replaced := l.laneOf[idOf(t)]; replaced {
		return nil
	}
	return l.full(t.signer.lane, int(t.bytes)) //nolint:gosec // admission bounds it
}

func (l *lanes) full(name string, size int) error {
	if len(l.laneOf) >= l.limits.txs {
		return errorsmod.Wrapf(ErrLaneFull, "this node: limit %d; wait for a block and send it again", l.limits.txs)
	}
	if l.bytes+size > l.limits.bytes {
		return errorsmod.Wrapf(ErrLaneFull, "this node: limit %d bytes, used %d, asked %d; wait for a block and send it again",
			l.limits.bytes, l.bytes, size)
	}
	if element, known := l.byName[name]; known && len(element.Value.(*lane).waiting) >= maxLaneTxs {
		return errorsmod.Wrapf(ErrLaneFull, "%s: limit %d; wait for a block and send it again", name, maxLaneTxs)
	}
	return nil
}

func idOf(t ticket) txID {
	return txID{signer: string(t.signer.address), sequence: t.signature.Sequence}
}

// Remove takes a transaction out after it was executed or became invalid.
func (l *lanes) Remove(tx sdk.Tx) error {
	signed, ok := tx.(authsigning.SigVerifiableTx)
	if !ok {
		return mempool.ErrTxNotFound
	}
	signatures, err := signed.GetSignaturesV2()
	if err != nil {
		return fmt.Errorf("signatures: %w", err)
	}
	signers, err := signed.GetSigners()
	if err != nil {
		return fmt.Errorf("signers: %w", err)
	}
	if len(signers) != 1 || len(signatures) != 1 {
		return mempool.ErrTxNotFound
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.remove(txID{signer: string(signers[0]), sequence: signatures[0].Sequence}) {
		return mempool.ErrTxNotFound
	}
	return nil
}

// executed takes a payment out after it was executed.
func (l *lanes) executed(payment *paymentTx) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.remove(txID{signer: string(payment.signer), sequence: payment.sequence})
}

// RemoveWithReason is Remove: this mempool treats all reasons alike.
func (l *lanes) RemoveWithReason(_ context.Context, tx sdk.Tx, _ mempool.RemoveReason) error {
	return l.Remove(tx)
}

// drop takes out transactions that a proposer found to be no longer admissible.
func (l *lanes) drop(ids []txID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, id := range ids {
		l.remove(id)
	}
}

func (l *lanes) remove(id txID) bool {
	element, ok := l.laneOf[id]
	if !ok {
		return false
	}
	delete(l.laneOf, id)
	own := element.Value.(*lane)
	own.waiting = slices.DeleteFunc(own.waiting, func(waiting waitingTx) bool {
		if waiting.id != id {
			return false
		}
		l.bytes -= len(waiting.raw)
		return true
	})
	if len(own.waiting) == 0 {
		delete(l.byName, own.name)
		l.inUse.Remove(element)
	}
	return true
}

// inTurn lists what waits: the first of every lane, then the second of every lane, and so on.
func (l *lanes) inTurn() []waitingTx {
	l.mu.Lock()
	defer l.mu.Unlock()
	result := make([]waitingTx, 0, len(l.laneOf))
	rest := make([][]waitingTx, 0, l.inUse.Len())
	for element := l.inUse.Front(); element != nil; element = element.Next() {
		rest = append(rest, element.Value.(*lane).waiting)
	}
	for len(rest) > 0 {
		longer := rest[:0]
		for _, waiting := range rest {
			result = append(result, waiting[0])
			if len(waiting) > 1 {
				longer = append(longer, waiting[1:])
			}
		}
		rest = longer
	}
	return result
}

// CountTx returns how many transactions wait.
func (l *lanes) CountTx() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.laneOf)
}

// SelectBy shows the waiting transactions in turn until the callback has enough.
func (l *lanes) SelectBy(_ context.Context, _ [][]byte, more func(mempool.PooledTx) bool) {
	for _, waiting := range l.inTurn() {
		if !more(mempool.NewPooledTx(waiting.tx, waiting.gas)) {
			return
		}
	}
}

// Select iterates over a snapshot of the waiting transactions in turn.
func (l *lanes) Select(context.Context, [][]byte) mempool.Iterator {
	return newSnapshotIterator(l.inTurn())
}

type snapshotIterator []waitingTx

func newSnapshotIterator(waiting []waitingTx) mempool.Iterator {
	if len(waiting) == 0 {
		return nil
	}
	return snapshotIterator(waiting)
}

func (s snapshotIterator) Next() mempool.Iterator { return newSnapshotIterator(s[1:]) }

func (s snapshotIterator) Tx() mempool.PooledTx { return mempool.NewPooledTx(s[0].tx, s[0].gas) }
