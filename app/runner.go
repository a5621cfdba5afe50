package app

import (
	"context"
	"fmt"
	"runtime"
	"sync"

	abci "github.com/cometbft/cometbft/abci/types"
	"github.com/cosmos/gogoproto/proto"
	"github.com/spf13/cast"

	errorsmod "cosmossdk.io/errors"

	"github.com/cosmos/cosmos-sdk/baseapp"
	codectypes "github.com/cosmos/cosmos-sdk/codec/types"
	"github.com/cosmos/cosmos-sdk/server"
	servertypes "github.com/cosmos/cosmos-sdk/server/types"
	"github.com/cosmos/cosmos-sdk/store/v2/cachekv"
	storetypes "github.com/cosmos/cosmos-sdk/store/v2/types"
	sdk "github.com/cosmos/cosmos-sdk/types"
	sdkerrors "github.com/cosmos/cosmos-sdk/types/errors"

	currencykeeper "github.com/dcep-consortium/dcepd/x/currency/keeper"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// runner executes the transactions of a block (ADR 21). First it decodes all and checks the signatures of payments, on all
// cores. Then it executes one after another: payments here, by the steps of BaseApp.RunTx that concern a payment and by the same
// ante handler, guard and message server; everything else by RunTx itself. Which way a transaction goes depends on its bytes
// alone, and both come to the same result.
type runner struct {
	base   *baseapp.BaseApp
	decode sdk.TxDecoder
	ante   anteHandler
	server currencytypes.MsgServer
	store  storetypes.StoreKey
	// indexed are the attributes of events that the node's configuration lets CometBFT index: all, if there are none.
	indexed map[string]struct{}
	// answers are the data of successful payments, by their message.
	answers map[string][]byte
}

var _ sdk.TxRunner = (*runner)(nil)

func newRunner(app *App, ante anteHandler, options servertypes.AppOptions) *runner {
	r := &runner{
		base: app.BaseApp, decode: app.decode, ante: ante, server: currencykeeper.NewMsgServer(Currency(app)),
		store: app.keys[currencytypes.StoreKey], indexed: map[string]struct{}{},
		answers: map[string][]byte{
			payURL: answerOf(&currencytypes.MsgPayResponse{}), payBatchURL: answerOf(&currencytypes.MsgPayBatchResponse{}),
		},
	}
	// As BaseApp reads it.
	for _, event := range cast.ToStringSlice(options.Get(server.FlagIndexEvents)) {
		r.indexed[event] = struct{}{}
	}
	return r
}

// answerOf is what a successful payment returns: nothing, in the SDK's wrapping.
func answerOf(response proto.Message) []byte {
	packed, err := codectypes.NewAnyWithValue(response)
	if err != nil {
		panic(fmt.Errorf("answer of a payment: %w", err))
	}
	answer, err := proto.Marshal(&sdk.TxMsgData{MsgResponses: []*codectypes.Any{packed}})
	if err != nil {
		panic(fmt.Errorf("answer of a payment: %w", err))
	}
	return answer
}

// Run implements sdk.TxRunner.
func (r *runner) Run(
	ctx context.Context, _ storetypes.MultiStore, txs [][]byte, deliver sdk.DeliverTxFunc,
) ([]*abci.ExecTxResult, error) {
	block := r.base.GetContextForFinalizeBlock(nil)
	decoded := r.decodeAll(block.ChainID(), txs)
	branch := newBranch(block.MultiStore(), r.store)
	results := make([]*abci.ExecTxResult, len(txs))
	for i, raw := range txs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		switch tx := decoded[i].(type) {
		case nil:
			results[i] = sdkerrors.ResponseExecTxResultWithEvents(sdkerrors.ErrTxDecode, 0, 0, nil, false)
		case *paymentTx:
			results[i] = r.execute(block.WithTxBytes(raw).WithTxIndex(i), branch, tx)
		default:
			results[i] = deliver(raw, tx, nil, i, nil)
		}
	}
	return results, nil
}

// decodeAll decodes the transactions and checks the signatures of payments, on all cores. What cannot be decoded is nil.
func (r *runner) decodeAll(chainID string, txs [][]byte) []sdk.Tx {
	decoded := make([]sdk.Tx, len(txs))
	workers := min(runtime.GOMAXPROCS(0), len(txs))
	var all sync.WaitGroup
	for worker := range workers {
		all.Go(func() {
			for i := worker; i < len(txs); i += workers {
				tx, err := r.decode(txs[i])
				if err != nil {
					continue
				}
				decoded[i] = tx
				if payment, ok := tx.(*paymentTx); ok {
					// Wallets have the account number 0. What is found here is asked again below.
					r.ante.signatures.verify(payment, chainID, 0)
				}
			}
		})
	}
	all.Wait()
	return decoded
}

// execute is what RunTx does with a payment.
func (r *runner) execute(ctx sdk.Context, branch *branch, payment *paymentTx) (result *abci.ExecTxResult) {
	wanted, used := payment.gas, payment.msg.FixedGas()
	var events []abci.Event
	fail := func(err error) *abci.ExecTxResult {
		branch.discard()
		return sdkerrors.ResponseExecTxResultWithEvents(err, wanted, used, sdk.MarkEventsToIndex(events, r.indexed), r.base.Trace())
	}
	defer func() {
		if recovered := recover(); recovered != nil {
			result = fail(errorsmod.Wrapf(sdkerrors.ErrPanic, "recovered: %v", recovered))
		}
	}()
	ctx = ctx.WithMultiStore(branch).WithEventManager(sdk.NewEventManager())
	checked, err := r.ante.Handle(ctx, payment, false)
	if err != nil {
		return fail(err)
	}
	// From here on the sequence is used up, whatever becomes of the message.
	branch.keep()
	events = ctx.EventManager().ABCIEvents()

	paid := checked.WithEventManager(sdk.NewEventManager())
	if err := r.pay(paid, payment.msg); err != nil {
		return fail(errorsmod.Wrapf(err, "failed to execute message; message index: %d", 0))
	}
	branch.keep()
	events = append(events, r.messageEvents(paid, payment)...)
	return &abci.ExecTxResult{
		Data: r.answers[sdk.MsgTypeURL(payment.msg)], GasWanted: int64(wanted), GasUsed: int64(used), //nolint:gosec // below the block's
		Events: sdk.MarkEventsToIndex(events, r.indexed),
	}
}

// pay is what the message router does with a payment.
func (r *runner) pay(ctx context.Context, msg sdk.Msg) error {
	if err := r.ante.guard.Authorize(ctx, msg); err != nil {
		return err
	}
	var err error
	switch msg := msg.(type) {
	case *currencytypes.MsgPay:
		_, err = r.server.Pay(ctx, msg)
	case *currencytypes.MsgPayBatch:
		_, err = r.server.PayBatch(ctx, msg)
	default:
		err = errorsmod.Wrapf(ErrTxForm, "%T is no payment", msg)
	}
	return err
}

// messageEvents are those of a message as BaseApp orders and marks them.
func (r *runner) messageEvents(ctx sdk.Context, payment *paymentTx) []abci.Event {
	url := sdk.MsgTypeURL(payment.msg)
	events := sdk.Events{sdk.NewEvent(sdk.EventTypeMessage,
		sdk.NewAttribute(sdk.AttributeKeyAction, url),
		sdk.NewAttribute(sdk.AttributeKeySender, payment.signer.String()),
		sdk.NewAttribute(sdk.AttributeKeyModule, sdk.GetModuleNameFromTypeURL(url)),
	)}.AppendEvents(ctx.EventManager().Events())
	for i, event := range events {
		events[i] = event.AppendAttributes(sdk.NewAttribute("msg_index", "0"))
	}
	return events.ToABCIEvents()
}

// branch is the state of the block with a layer above the one store that payments write.
type branch struct {
	storetypes.MultiStore
	key   storetypes.StoreKey
	layer *cachekv.Store
}

func newBranch(block storetypes.MultiStore, key storetypes.StoreKey) *branch {
	b := &branch{MultiStore: block, key: key}
	b.discard()
	return b
}

// keep writes the layer into the block.
func (b *branch) keep() { b.layer.Write() }

// discard forgets the layer.
func (b *branch) discard() { b.layer = cachekv.NewStore(b.MultiStore.GetKVStore(b.key)) }

// GetKVStore implements storetypes.MultiStore.
func (b *branch) GetKVStore(key storetypes.StoreKey) storetypes.KVStore {
	if key == b.key {
		return b.layer
	}
	return b.MultiStore.GetKVStore(key)
}
