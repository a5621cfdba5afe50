package history

import (
	"bytes"
	"context"
	"crypto/sha256"
	"time"

	abci "github.com/cometbft/cometbft/abci/types"

	storetypes "github.com/cosmos/cosmos-sdk/store/v2/types"

	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

var _ storetypes.ABCIListener = (*Recorder)(nil)

// Recorder writes the history of the blocks that its node executes.
type Recorder struct {
	config Config
	ledger Ledger
	store  store
	err    error
}

// Open opens the history in a directory, or begins one. The recorder must be closed.
func Open(config Config, dir string, ledger Ledger) (*Recorder, error) {
	opened, err := openStore(dir)
	if err != nil {
		return nil, err
	}
	return &Recorder{config: config, ledger: ledger, store: opened}, nil
}

// Close closes the database.
func (r *Recorder) Close() error { return r.store.db.Close() }

// Err is why the last block was not recorded. The application must not commit that block: when it comes again, it is
// recorded. [baseapp.BaseApp] itself only logs what a listener returns.
func (r *Recorder) Err() error { return r.err }

// ListenFinalizeBlock records a block before the application commits it.
func (r *Recorder) ListenFinalizeBlock(ctx context.Context, request abci.RequestFinalizeBlock, response abci.ResponseFinalizeBlock) error {
	r.err = r.record(ctx, request, response)
	return r.err
}

// ListenCommit implements the interface: what is committed was recorded before.
func (r *Recorder) ListenCommit(context.Context, abci.ResponseCommit, []*storetypes.StoreKVPair) error {
	return nil
}

func (r *Recorder) record(ctx context.Context, request abci.RequestFinalizeBlock, response abci.ResponseFinalizeBlock) error {
	again, err := r.comesAgain(request.Height, response.AppHash)
	if err != nil || again {
		return err
	}
	b, err := r.begin(ctx, request.Height, request.Time, response.AppHash)
	if err != nil {
		return err
	}
	for i, result := range response.TxResults {
		if !result.IsOK() {
			continue
		}
		hash := sha256.Sum256(request.Txs[i])
		if err := b.handle(result.Events, hash[:]); err != nil {
			return err
		}
	}
	if err := b.handle(response.Events, nil); err != nil {
		return err
	}
	if err := b.closeRows(); err != nil {
		return err
	}
	if err := b.prune(r.config.KeepDays); err != nil {
		return err
	}
	return b.commit()
}

// comesAgain reports whether the block is recorded. If another one is in its place, because the node was rolled back, it
// and those after it are undone. It fails with ErrOtherChain when they are too many.
func (r *Recorder) comesAgain(height int64, appHash []byte) (bool, error) {
	head, found, err := r.store.head()
	if err != nil || !found || height > head.Height {
		return false, err
	}
	var recorded Undo
	found, err = r.store.read(undoKey(height), &recorded)
	if err != nil {
		return false, err
	}
	// A block this old was compared when it was new, or belongs to a history that was copied from another node.
	if !found || bytes.Equal(recorded.AppHash, appHash) {
		return true, nil
	}
	if height > head.FromHeight && height <= head.Height-undoDepth+1 {
		return false, ErrOtherChain.Wrapf("height %d: app hash %X, recorded %X; those before may differ too: "+
			"take the history of another node, or remove it to begin anew", height, appHash, recorded.AppHash)
	}
	for last := head.Height; last >= height; last-- {
		var undo Undo
		if _, err := r.store.read(undoKey(last), &undo); err != nil {
			return false, err
		}
		if err := r.store.undo(last, undo); err != nil {
			return false, err
		}
	}
	return false, nil
}

// begin prepares the entries of a block. If the history does not know the block before, it begins anew with this one.
func (r *Recorder) begin(ctx context.Context, height int64, at time.Time, appHash []byte) (*block, error) {
	b := &block{
		store: r.store, ledger: r.ledger, ctx: ctx, height: height, time: at, day: currency.DayOf(at), appHash: appHash,
		cells: map[string]*cell{}, operators: map[string]bool{},
	}
	head, err := edit[Head](b, headKey)
	if err != nil {
		return nil, err
	}
	newDay := currency.Day(head.Day) != b.day
	if head.Height == 0 || height != head.Height+1 {
		if head.Height != 0 {
			head.Earlier = append(head.Earlier, Span{FromHeight: head.FromHeight, Height: head.Height})
		}
		head.FromHeight, head.FromDay = height, uint32(b.day)
		if err := b.countWallets(); err != nil {
			return nil, err
		}
	}
	head.Height, head.Day = height, uint32(b.day)
	b.head = head
	if !newDay {
		return b, nil
	}
	first, err := edit[FirstBlock](b, dayKey(b.day))
	if err != nil {
		return nil, err
	}
	first.Height = height
	return b, b.openRows()
}

// handle turns events into entries.
func (b *block) handle(events []abci.Event, txHash []byte) error {
	for _, happened := range events {
		handler, known := handlers[happened.Type]
		if !known {
			continue
		}
		if err := handler(b, &event{Event: happened, txHash: txHash}); err != nil {
			return err
		}
	}
	return nil
}
