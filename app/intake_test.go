package app_test

import (
	"fmt"
	"sync"
	"testing"

	abci "github.com/cometbft/cometbft/abci/types"
	"github.com/stretchr/testify/require"

	errorsmod "cosmossdk.io/errors"

	"github.com/cosmos/cosmos-sdk/client"
	sdk "github.com/cosmos/cosmos-sdk/types"
	sdkerrors "github.com/cosmos/cosmos-sdk/types/errors"
	authsigning "github.com/cosmos/cosmos-sdk/x/auth/signing"

	"github.com/dcep-consortium/dcepd/mempool"
	"github.com/dcep-consortium/dcepd/testutil"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// payer is a wallet that pays another one so often.
func payer(chain *testutil.Chain, name string, payments int) [][]byte {
	from, to := testutil.NewActor(name), testutil.NewActor("payee of "+name)
	fund(chain, from, 100_00)
	fund(chain, to, 1)
	chain.NextBlock()
	txs := make([][]byte, payments)
	for i := range txs {
		txs[i] = chain.Sign(from, []sdk.Msg{&currency.MsgPay{Payer: from.String(), Payee: to.String(), AmountFen: uint64(1 + i)}})
	}
	return txs
}

func requireRefused(t *testing.T, response *abci.ResponseCheckTx, want *errorsmod.Error, text string) {
	t.Helper()
	require.Equal(t, []any{want.Codespace(), want.ABCICode()}, []any{response.Codespace, response.Code}, response.Log)
	require.Contains(t, response.Log, text)
}

func insertTx(t *testing.T, chain *testutil.Chain, raw []byte) uint32 {
	t.Helper()
	response, err := chain.App.InsertTx(&abci.RequestInsertTx{Tx: raw})
	require.NoError(t, err)
	return response.Code
}

func reap(t *testing.T, chain *testutil.Chain, maxBytes int) [][]byte {
	t.Helper()
	response, err := chain.App.ReapTxs(&abci.RequestReapTxs{MaxBytes: uint64(maxBytes)})
	require.NoError(t, err)
	return response.Txs
}

// A transaction follows what waits, whoever brings it. Peers and blocks get them in this order.
func TestWhatWaitsIsInOrder(t *testing.T) {
	chain := testutil.New(t)
	txs := payer(chain, "alice", 4)
	require.Zero(t, chain.CheckTx(txs[0]).Code)
	require.Zero(t, insertTx(t, chain, txs[0]), "a peer is not told that it is not needed")
	require.Zero(t, insertTx(t, chain, txs[1]))
	requireRefused(t, chain.CheckTx(txs[1]), sdkerrors.ErrTxInMempoolCache, "was taken before")
	requireRefused(t, chain.CheckTx(txs[3]), sdkerrors.ErrWrongSequence, "expected 2, got 3")
	require.Equal(t, abci.CodeTypeRetry, insertTx(t, chain, txs[3]), "it may come again")
	other := sign(chain, 1, 0)
	requireRefused(t, chain.CheckTx(other), sdkerrors.ErrWrongSequence, "expected 2, got 1")
	require.Zero(t, insertTx(t, chain, txs[2]))
	require.Zero(t, chain.CheckTx(txs[3]).Code)
	require.Equal(t, txs, chain.Propose())
	require.Equal(t, txs, reap(t, chain, 0))
}

// sign makes a transaction of Alice's with a sequence, and the last height at which it counts unless that is 0.
func sign(chain *testutil.Chain, sequence, timeout uint64) []byte {
	alice := testutil.NewActor("alice")
	return chain.Sign(alice, []sdk.Msg{&currency.MsgCloseWallet{Holder: alice.String()}},
		func(tx client.TxBuilder, data *authsigning.SignerData) {
			data.Sequence = sequence
			tx.SetTimeoutHeight(timeout)
		})
}

// Who says until which height a transaction counts is believed: it is not taken when the next block is later, and not proposed later.
func TestNobodyWaitsForATimeThatIsOver(t *testing.T) {
	chain := testutil.New(t)
	payer(chain, "alice", 0)
	height := uint64(chain.App.LastBlockHeight())
	late := chain.CheckTx(sign(chain, 0, height))
	requireRefused(t, late, sdkerrors.ErrTxTimeoutHeight, fmt.Sprintf("valid up to height %d", height))
	require.Zero(t, chain.CheckTx(sign(chain, 0, height+1)).Code)
	require.Len(t, chain.Propose(), 1)
	chain.NextBlock()
	require.Empty(t, chain.Propose())
	require.Zero(t, chain.CheckTx(sign(chain, 0, height+2)).Code, "another one has its place")
}

// What a block has in vain does not wait for the next one, unless the proposer only put it before its turn.
func TestWhatABlockRefusesLeaves(t *testing.T) {
	chain := testutil.New(t)
	txs := payer(chain, "alice", 2)
	require.Zero(t, chain.CheckTx(txs[0]).Code)
	require.Zero(t, chain.CheckTx(txs[1]).Code)
	results := chain.EndBlock(testutil.Block{Txs: [][]byte{txs[1]}}).TxResults
	require.Equal(t, []any{mempool.Name, mempool.ErrEarly.ABCICode()}, []any{results[0].Codespace, results[0].Code})
	require.Equal(t, txs, chain.Propose())

	late := sign(chain, 2, uint64(chain.App.LastBlockHeight())+1)
	require.Zero(t, chain.CheckTx(late).Code)
	chain.NextBlock()
	results = chain.EndBlock(testutil.Block{Txs: [][]byte{txs[0], txs[1], late}}).TxResults
	require.Equal(t, sdkerrors.ErrTxTimeoutHeight.ABCICode(), results[2].Code)
	require.Empty(t, reap(t, chain, 0))
	require.Empty(t, chain.Propose())
}

// Nobody who asks with the same bytes is told to sign again what was executed: neither at once nor by a node that forgot.
func TestWhatWasExecutedIsNotSignedAgain(t *testing.T) {
	chain := testutil.New(t)
	txs := payer(chain, "alice", 1)
	require.Zero(t, chain.EndBlock(testutil.Block{Txs: txs}).TxResults[0].Code)
	requireRefused(t, chain.CheckTx(txs[0]), sdkerrors.ErrTxInMempoolCache, "was taken before")
	chain.Restart()
	requireRefused(t, chain.CheckTx(txs[0]), sdkerrors.ErrWrongSequence, "expected 1, got 0; that one is used: ask whether it was by this very transaction")
}

// While a block is executed, the next transaction of whom it has is taken as before.
func TestClientsGoOnWhileABlockIsExecuted(t *testing.T) {
	chain := testutil.New(t)
	txs := payer(chain, "alice", 3)
	require.Zero(t, chain.CheckTx(txs[0]).Code)
	block := testutil.Block{Txs: txs[:1], BeforeCommit: func() { require.Zero(t, chain.CheckTx(txs[1]).Code) }}
	require.Zero(t, chain.EndBlock(block).TxResults[0].Code)
	require.Zero(t, chain.CheckTx(txs[2]).Code)
	requireRefused(t, chain.CheckTx(txs[0]), sdkerrors.ErrTxInMempoolCache, "was taken before")
	require.Equal(t, txs[1:], chain.Propose())
}

// Many clients send while blocks go on; every payment that was taken is in a block, once.
func TestManyClientsAtOnce(t *testing.T) {
	chain := testutil.New(t)
	const clients, each = 8, 40
	queues := make([][][]byte, clients)
	for i := range queues {
		queues[i] = payer(chain, fmt.Sprintf("client %d", i), each)
	}
	var sending sync.WaitGroup
	refused := make([]string, clients)
	for i, queue := range queues {
		sending.Go(func() {
			for _, raw := range queue {
				response, err := chain.App.CheckTx(&abci.RequestCheckTx{Tx: raw})
				if err != nil || response.Code != 0 {
					refused[i] = fmt.Sprint(response, err)
					return
				}
			}
		})
	}
	paid := 0
	for range 4 * each {
		for _, result := range chain.EndBlock(testutil.Block{Txs: chain.Propose()}).TxResults {
			require.Zero(t, result.Code, result.Log)
			paid++
		}
	}
	sending.Wait()
	for _, result := range chain.EndBlock(testutil.Block{Txs: chain.Propose()}).TxResults {
		require.Zero(t, result.Code, result.Log)
		paid++
	}
	require.Equal(t, make([]string, clients), refused)
	require.Equal(t, clients*each, paid)
	require.Empty(t, chain.Propose())
}

// Peers get a transaction when it comes, in pieces if they want, and again when it has waited for a while. Nobody waits for ever,
// and what left may come again.
func TestPeersAreToldAgain(t *testing.T) {
	chain := testutil.New(t)
	txs := payer(chain, "alice", 2)
	require.Zero(t, chain.CheckTx(txs[0]).Code)
	require.Zero(t, chain.CheckTx(txs[1]).Code)
	require.Equal(t, txs[:1], reap(t, chain, len(txs[0])+1))
	require.Equal(t, txs[1:], reap(t, chain, 1), "one at least")
	require.Empty(t, reap(t, chain, 0))
	told := 0
	for range 119 {
		chain.NextBlock()
		if again := reap(t, chain, 0); len(again) > 0 {
			require.Equal(t, txs, again)
			told++
		}
	}
	require.Equal(t, 11, told)
	require.Equal(t, txs, chain.Propose())
	chain.NextBlock()
	require.Empty(t, chain.Propose())
	require.Empty(t, reap(t, chain, 0))
	require.Zero(t, chain.CheckTx(txs[0]).Code)
	require.Zero(t, insertTx(t, chain, txs[1]))
	require.Equal(t, txs, reap(t, chain, 0))
	for range 10 {
		chain.NextBlock()
	}
	require.Equal(t, txs[:1], reap(t, chain, 0), "who brought it to its first node has it told again")
}
