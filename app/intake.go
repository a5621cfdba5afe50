package app

import (
	"crypto/sha256"
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
	state atomic.Pointer[sdk.Context]
	// places are taken by transactions of clients while they are judged.
	places chan struct{}
}

// maxAtOnce bounds how many transactions of clients are judged at once.
const maxAtOnce = 256

func newIntake(decode sdk.TxDecoder, ante anteHandler, pool *mempool.Pool) *intake {
	return &intake{decode: decode, ante: ante, pool: pool, places: make(chan struct{}, maxAtOnce)}
}

// judgeBy begins to judge by a state, which nothing changes any more.
func (i *intake) judgeBy(state sdk.Context) {
	i.pool.Follow(state.BlockHeight())
	i.state.Store(&state)
}

// take returns what the transaction is given to run, if it is taken.
func (i *intake) take(raw []byte, from mempool.Origin) (gas uint64, err error) {
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
		state := i.state.Load()
		if state == nil {
			return gas, errorsmod.Wrap(mempool.ErrFull, "this node has no block yet; wait for a block and send it again")
		}
		// It will be in the next block at the earliest.
		ctx := state.WithBlockHeight(state.BlockHeight() + 1).WithTxBytes(raw).WithGasMeter(newGasMeter(tx, gas)).WithEventManager(sdk.NewEventManager())
		err := withinGas(gas, func() error { return i.check(ctx, tx, raw, from) })
		if !errors.Is(err, mempool.ErrStale) {
			return gas, err
		}
	}
}

func (i *intake) check(ctx sdk.Context, tx sdk.Tx, raw []byte, from mempool.Origin) error {
	admitted, err := i.ante.admit(ctx, tx)
	if err != nil {
		return err
	}
	// Only spares the mempool what the router would refuse anyway.
	if err := i.ante.authorize(unmetered(ctx), tx); err != nil {
		return err
	}
	candidate := mempool.Candidate{
		Tx:     mempool.Tx{Tx: tx, Raw: raw, ID: admitted.id(), Lane: admitted.signer.lane},
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
		if i.pool.Knows(raw) {
			return 0, errorsmod.Wrapf(sdkerrors.ErrTxInMempoolCache, "%X was taken before", sha256.Sum256(raw))
		}
		return i.take(raw, mempool.FromClient)
	default:
		return 0, errorsmod.Wrapf(mempool.ErrFull, "this node: limit %d at once; wait for a block and send it again", maxAtOnce)
	}
}

// insertTx takes what a peer sends, much of it more than once. CometBFT forgets at once what was refused, so that
// it may come again.
func (i *intake) insertTx(req *abci.RequestInsertTx) (*abci.ResponseInsertTx, error) {
	if i.pool.Knows(req.Tx) {
		return &abci.ResponseInsertTx{}, nil
	}
	if _, err := i.take(req.Tx, mempool.FromPeer); err != nil {
		return &abci.ResponseInsertTx{Code: abci.CodeTypeRetry}, nil
	}
	return &abci.ResponseInsertTx{}, nil
}

// reapTxs gives what peers should get.
func (i *intake) reapTxs(req *abci.RequestReapTxs) (*abci.ResponseReapTxs, error) {
	return &abci.ResponseReapTxs{Txs: i.pool.Reap(req.MaxBytes)}, nil
}
