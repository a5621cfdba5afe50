package app

import (
	"errors"
	"fmt"
	"sync/atomic"

	abci "github.com/cometbft/cometbft/abci/types"

	errorsmod "cosmossdk.io/errors"

	sdk "github.com/cosmos/cosmos-sdk/types"
	sdkerrors "github.com/cosmos/cosmos-sdk/types/errors"

	"github.com/dcep-consortium/dcepd/mempool"
)

// intake takes transactions from clients and peers into the mempool (ADR 25). It judges them by the state after the last block
// and by what waits already, while blocks are executed. Many may ask at once.
type intake struct {
	decode sdk.TxDecoder
	ante   anteHandler
	pool   *mempool.Pool
	// state is nil before the first block.
	state atomic.Pointer[view]
	// look makes a new view of the state after the last block.
	look func() (sdk.Context, error)
	// places are taken by transactions of clients while they are judged.
	places chan struct{}
}

// view is a state that nothing changes any more. It keeps in memory what it was asked for.
type view struct {
	sdk.Context
	judged atomic.Int64
}

const (
	// maxAtOnce bounds how many transactions of clients are judged at once.
	maxAtOnce = 256
	// maxJudged is by how many transactions a view is asked before another one of the same state takes its place: while the chain stands
	// still, no block does.
	maxJudged = 100_000
)

func newIntake(decode sdk.TxDecoder, ante anteHandler, pool *mempool.Pool, look func() (sdk.Context, error)) *intake {
	return &intake{decode: decode, ante: ante, pool: pool, look: look, places: make(chan struct{}, maxAtOnce)}
}

// judgeBy begins to judge by a state.
func (i *intake) judgeBy(state sdk.Context) {
	i.pool.Follow(state.BlockHeight())
	i.state.Store(&view{Context: state})
}

// current returns the view to judge by.
func (i *intake) current() (sdk.Context, error) {
	state := i.state.Load()
	if state == nil {
		return sdk.Context{}, errorsmod.Wrap(mempool.ErrFull, "this node has no block yet; wait for a block and send it again")
	}
	if state.judged.Add(1)%maxJudged == 0 {
		// A block may follow meanwhile; then its view stays.
		if again, err := i.look(); err == nil && again.BlockHeight() == state.BlockHeight() {
			i.state.CompareAndSwap(state, &view{Context: again})
		}
	}
	return state.Context, nil
}

// take returns what the transaction is given to run, if it is taken.
func (i *intake) take(raw []byte, hash mempool.Hash, from mempool.Origin) (gas uint64, err error) {
	defer func() {
		if recovered := recover(); recovered != nil {
			err = errorsmod.Wrapf(sdkerrors.ErrPanic, "recovered: %v", recovered)
		}
	}()
	tx, err := i.decode(raw)
	if err != nil {
		return 0, errorsmod.Wrap(sdkerrors.ErrTxDecode, err.Error())
	}
	if feeTx, ok := tx.(sdk.FeeTx); ok {
		gas = feeTx.GetGas()
	}
	for {
		state, err := i.current()
		if err != nil {
			return gas, err
		}
		// It will be in the next block at the earliest.
		ctx := state.WithBlockHeight(state.BlockHeight() + 1).WithTxBytes(raw).WithGasMeter(newGasMeter(tx, gas)).WithEventManager(sdk.NewEventManager())
		err = withinGas(gas, func() error { return i.check(ctx, tx, raw, hash, from) })
		if !errors.Is(err, mempool.ErrStale) {
			return gas, err
		}
	}
}

func (i *intake) check(ctx sdk.Context, tx sdk.Tx, raw []byte, hash mempool.Hash, from mempool.Origin) error {
	admitted, err := i.ante.admit(ctx, tx)
	if err != nil {
		return err
	}
	// Only spares the mempool what the router would refuse anyway.
	if err := i.ante.authorize(unmetered(ctx), tx); err != nil {
		return err
	}
	candidate := mempool.Candidate{
		Tx:     mempool.Tx{Tx: tx, Raw: raw, Hash: hash, ID: admitted.id(), Lane: admitted.signer.lane, Member: !admitted.signer.wallet},
		Height: ctx.BlockHeight() - 1, Next: admitted.signer.sequence,
	}
	if err := i.pool.Judge(candidate); err != nil {
		return err
	}
	if _, err := i.ante.authenticate(ctx, tx, admitted); err != nil {
		return err
	}
	return i.pool.Add(candidate, from)
}

// checkTx takes what a client sends.
func (i *intake) checkTx(_ sdk.RunTx, req *abci.RequestCheckTx) (*abci.ResponseCheckTx, error) {
	if req.Type != abci.CheckTxType_New {
		return nil, fmt.Errorf("check of type %s: the mempool is the application's own", req.Type)
	}
	gas, err := i.takeInTurn(req.Tx)
	if err != nil {
		return sdkerrors.ResponseCheckTxWithEvents(err, gas, 0, nil, false), nil
	}
	return &abci.ResponseCheckTx{GasWanted: int64(gas)}, nil //nolint:gosec // below the block's
}

// takeInTurn refuses clients when too many are asked about at once, and what was taken before.
func (i *intake) takeInTurn(raw []byte) (gas uint64, err error) {
	select {
	case i.places <- struct{}{}:
		defer func() { <-i.places }()
		hash := mempool.HashOf(raw)
		if i.pool.Knows(hash) {
			return 0, mempool.TakenBefore(hash)
		}
		return i.take(raw, hash, mempool.FromClient)
	default:
		return 0, errorsmod.Wrapf(mempool.ErrFull, "this node: limit %d at once; wait for a block and send it again", maxAtOnce)
	}
}

// insertTx takes what a peer sends, much of it more than once. CometBFT forgets at once what was refused, so that
// it may come again.
func (i *intake) insertTx(req *abci.RequestInsertTx) (*abci.ResponseInsertTx, error) {
	hash := mempool.HashOf(req.Tx)
	if i.pool.Knows(hash) {
		return &abci.ResponseInsertTx{}, nil
	}
	if _, err := i.take(req.Tx, hash, mempool.FromPeer); err != nil {
		return &abci.ResponseInsertTx{Code: abci.CodeTypeRetry}, nil
	}
	return &abci.ResponseInsertTx{}, nil
}

// reapTxs gives what peers should get.
func (i *intake) reapTxs(req *abci.RequestReapTxs) (*abci.ResponseReapTxs, error) {
	return &abci.ResponseReapTxs{Txs: i.pool.Reap(req.MaxBytes)}, nil
}
