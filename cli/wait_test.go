package cli

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	abci "github.com/cometbft/cometbft/abci/types"
	coretypes "github.com/cometbft/cometbft/rpc/core/types"
	rpctypes "github.com/cometbft/cometbft/rpc/jsonrpc/types"
	cmttypes "github.com/cometbft/cometbft/types"
	"github.com/stretchr/testify/require"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/flags"
	sdk "github.com/cosmos/cosmos-sdk/types"
	sdkerrors "github.com/cosmos/cosmos-sdk/types/errors"

	"github.com/dcep-consortium/dcepd/mempool"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// fakeNode answers the RPC methods that sending and waiting use.
type fakeNode struct {
	// check is the answer to a broadcast.
	check    coretypes.ResultBroadcastTx
	checkErr error
	// seen is how many broadcasts CometBFT answers itself.
	seen int64
	// result is what the transaction did in its block, which it is in after this many questions; nil: in none.
	result    *abci.ExecTxResult
	questions int64
	// disabled: the node keeps no index of transactions.
	disabled bool

	encoded []byte
	asked   atomic.Int64
	sent    atomic.Int64
}

func (n *fakeNode) serve(t *testing.T) client.Context {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var request rpctypes.RPCRequest
		if err := json.NewDecoder(r.Body).Decode(&request); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		answer, err := n.answer(request.Method)
		response := rpctypes.NewRPCSuccessResponse(request.ID, answer)
		if err != nil {
			response = rpctypes.RPCInternalError(request.ID, err)
		}
		if err := json.NewEncoder(w).Encode(response); err != nil {
			t.Error(err)
		}
	}))
	t.Cleanup(server.Close)
	return connect(t, server.URL)
}

func connect(t *testing.T, url string) client.Context {
	t.Helper()
	node, err := client.NewClientFromNode(url)
	require.NoError(t, err)
	return testClientContext().WithClient(node).WithNodeURI(url).WithOutputFormat(flags.OutputFormatText)
}

func (n *fakeNode) answer(method string) (any, error) {
	switch method {
	case "broadcast_tx_sync":
		if n.sent.Add(1) <= n.seen {
			return nil, errors.New("tx already seen")
		}
		return &n.check, n.checkErr
	case "tx":
		if n.disabled {
			return nil, errors.New("transaction indexing is disabled")
		}
		if n.asked.Add(1) <= n.questions || n.result == nil {
			return nil, errors.New("tx not found")
		}
		return &coretypes.ResultTx{Hash: cmttypes.Tx(n.encoded).Hash(), Height: 12, TxResult: *n.result, Tx: n.encoded}, nil
	case "block":
		header := cmttypes.Header{Height: 12, Time: time.Date(2019, 12, 2, 4, 0, 0, 0, time.UTC)}
		return &coretypes.ResultBlock{Block: &cmttypes.Block{Header: header}}, nil
	default:
		return nil, errors.New("no such method: " + method)
	}
}

// payment is a transaction as a node would get it.
func payment(t *testing.T) []byte {
	t.Helper()
	config := testClientContext().TxConfig
	builder := config.NewTxBuilder()
	require.NoError(t, builder.SetMsgs(&currencytypes.MsgPay{
		Payer: consortiumtypes.FormatAddress(make([]byte, 20)), Payee: consortiumtypes.FormatAddress(make([]byte, 20)), AmountFen: 1250,
	}))
	encoded, err := config.TxEncoder()(builder.GetTx())
	require.NoError(t, err)
	return encoded
}

func paidEvents(t *testing.T) []abci.Event {
	t.Helper()
	event, err := sdk.TypedEventToEvent(&currencytypes.EventPaid{Payer: "dcep1alice", Payee: "dcep1bob", AmountFen: 1250, EndToEndId: "INV-7"})
	require.NoError(t, err)
	other := abci.Event{Type: "tx", Attributes: []abci.EventAttribute{{Key: "fee", Value: ""}}}
	paid := abci.Event(event)
	paid.Attributes = append(paid.Attributes, abci.EventAttribute{Key: "msg_index", Value: "0"})
	return []abci.Event{other, paid}
}

func TestBroadcastAndWait(t *testing.T) {
	encoded := payment(t)
	hash := strings.ToUpper(bytesText(cmttypes.Tx(encoded).Hash()))
	success := &abci.ExecTxResult{GasWanted: 200_000, GasUsed: 60_123, Events: paidEvents(t)}
	refused := coretypes.ResultBroadcastTx{Code: 12, Codespace: "currency", Log: "wallet is closed", Hash: cmttypes.Tx(encoded).Hash()}
	accepted := coretypes.ResultBroadcastTx{Hash: cmttypes.Tx(encoded).Hash()}
	known := coretypes.ResultBroadcastTx{
		Codespace: sdkerrors.ErrTxInMempoolCache.Codespace(), Code: sdkerrors.ErrTxInMempoolCache.ABCICode(), Hash: accepted.Hash,
	}
	outOfTurn := coretypes.ResultBroadcastTx{
		Codespace: sdkerrors.ErrWrongSequence.Codespace(), Code: sdkerrors.ErrWrongSequence.ABCICode(), Log: "expected 6, got 5", Hash: accepted.Hash,
	}

	for _, c := range []struct {
		name     string
		node     *fakeNode
		flags    []string
		exit     int
		stdout   string
		failure  string
		messages string
	}{
		{
			name: "included", node: &fakeNode{check: accepted, result: success, questions: 2}, flags: []string{"--wait"},
			exit: exitOK, stdout: `transaction  %HASH%
result       success
height       12
time         2019-12-02 12:00:00 +08:00
gas          60123 of 200000

paid
payer          dcep1alice
payee          dcep1bob
amount         12.50 yuan
end to end id  INV-7
`,
		},
		{
			name: "failed in its block", node: &fakeNode{check: accepted, result: &abci.ExecTxResult{Code: 14, Codespace: "currency", Log: "balance too low"}},
			flags: []string{"--wait"}, exit: exitFailed,
			failure: "transaction %HASH% failed at height 12: balance too low (currency/14)",
		},
		{
			name: "refused by the check", node: &fakeNode{check: refused}, flags: []string{"--wait"}, exit: exitFailed,
			failure: "transaction %HASH% was refused: wallet is closed (currency/12)",
		},
		{
			name: "refused by the check without waiting", node: &fakeNode{check: refused}, exit: exitFailed,
			failure: "transaction %HASH% was refused: wallet is closed (currency/12)",
		},
		{
			name: "sent without waiting", node: &fakeNode{check: accepted}, exit: exitOK, stdout: `transaction  %HASH%
result       sent, not yet in a block
ask          dcepd query tx %HASH%
`,
		},
		{
			name: "sent before", node: &fakeNode{check: known, result: success},
			flags: []string{"--wait"}, exit: exitOK, stdout: "result       success\n", messages: "transaction %HASH% was sent before\n",
		},
		{
			name: "seen and not refused", node: &fakeNode{checkErr: errors.New("tx already seen"), result: success},
			flags: []string{"--wait"}, exit: exitOK, stdout: "result       success\n", messages: "transaction %HASH% was sent before\n",
		},
		{
			name: "executed before the node forgot", node: &fakeNode{check: outOfTurn, result: success},
			exit: exitOK, stdout: "result       success\n", messages: "transaction %HASH% was sent before\n",
		},
		{
			name: "failed before the node forgot", exit: exitFailed,
			node:    &fakeNode{check: outOfTurn, result: &abci.ExecTxResult{Code: 14, Codespace: "currency", Log: "balance too low"}},
			failure: "transaction %HASH% failed at height 12: balance too low (currency/14)", messages: "transaction %HASH% was sent before\n",
		},
		{
			name: "another one took its sequence in the block", flags: []string{"--wait"}, exit: exitFailed,
			node:    &fakeNode{check: accepted, result: &abci.ExecTxResult{Codespace: "sdk", Code: outOfTurn.Code, Log: "expected 6, got 5"}},
			failure: "transaction %HASH% failed at height 12: expected 6, got 5 (sdk/32)",
		},
		{
			name: "in a block out of turn before the node forgot", exit: exitUnknown,
			node:    &fakeNode{check: outOfTurn, result: &abci.ExecTxResult{Codespace: mempool.Name, Code: mempool.ErrEarly.ABCICode(), Log: "expected 5, got 6"}},
			failure: "block 12 had it out of turn; it may be executed yet: expected 5, got 6", messages: "transaction %HASH% was sent before\n",
		},
		{
			name: "another one has its sequence", node: &fakeNode{check: outOfTurn}, exit: exitFailed,
			failure: "transaction %HASH% was refused: expected 6, got 5 (sdk/32)",
		},
		{
			name: "in a block out of turn", flags: []string{"--wait", "--wait-timeout=10ms"},
			node: &fakeNode{check: accepted, result: &abci.ExecTxResult{Codespace: mempool.Name, Code: mempool.ErrEarly.ABCICode(), Log: "expected 5, got 6"}},
			exit: exitUnknown, failure: "waited 10ms: block 12 had it out of turn; it may be executed yet: expected 5, got 6",
		},
		{
			name: "in no block in time", node: &fakeNode{check: accepted}, flags: []string{"--wait", "--wait-timeout=10ms"},
			exit: exitUnknown, failure: "the outcome of transaction %HASH% is unknown: waited 10ms",
		},
		{
			name: "nobody can tell", node: &fakeNode{check: accepted, disabled: true}, flags: []string{"--wait"},
			exit: exitUnknown, failure: "transaction indexing is disabled",
		},
		{
			name: "broken off while sending", node: &fakeNode{checkErr: errors.New("broadcast confirmation not received")},
			exit: exitUnknown, failure: "Ask again:  dcepd query tx %HASH%",
		},
		{
			name: "mempool is full", node: &fakeNode{checkErr: errors.New("mempool is full: number of txs 1 (max: 1)")},
			exit: exitFailed, failure: "(sdk/20)",
		},
		{
			name: "seen while it was refused", node: &fakeNode{seen: 1, check: refused},
			exit: exitFailed, failure: "transaction %HASH% was refused: wallet is closed (currency/12)",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.node.encoded = encoded
			cmd, stdout, stderr := testCommand(t, c.flags...)
			err := broadcast(cmd, c.node.serve(t), encoded)
			require.Equal(t, c.exit, ExitCode(err), err)
			if c.failure == "" {
				require.NoError(t, err)
			} else {
				require.ErrorContains(t, err, strings.ReplaceAll(c.failure, "%HASH%", hash))
				require.Empty(t, stdout.String())
			}
			require.Contains(t, stdout.String(), strings.ReplaceAll(c.stdout, "%HASH%", hash))
			require.Equal(t, strings.ReplaceAll(c.messages, "%HASH%", hash), stderr.String())
		})
	}
}

func TestBroadcastToNobodySendsNothing(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	url := server.URL
	server.Close()
	cmd, stdout, _ := testCommand(t, "--wait")
	err := broadcast(cmd, connect(t, url), payment(t))
	require.Equal(t, exitFailed, ExitCode(err))
	require.ErrorContains(t, err, "nothing was sent")
	require.Empty(t, stdout.String())
}

func TestProgramsGetJSONAlone(t *testing.T) {
	encoded := payment(t)
	failing := &fakeNode{
		check: coretypes.ResultBroadcastTx{Hash: cmttypes.Tx(encoded).Hash()}, encoded: encoded,
		result: &abci.ExecTxResult{Code: 14, Codespace: "currency", Log: "balance too low", GasUsed: 5},
	}
	cmd, stdout, stderr := testCommand(t, "--wait")
	err := broadcast(cmd, failing.serve(t).WithOutputFormat(flags.OutputFormatJSON), encoded)
	var failed *TxFailedError
	require.ErrorAs(t, err, &failed)
	require.Equal(t, uint32(14), failed.Response.Code)
	require.Empty(t, stderr.String())

	var printed struct {
		Code   uint32 `json:"code"`
		Height string `json:"height"`
		RawLog string `json:"raw_log"`
	}
	require.NoError(t, json.Unmarshal(stdout.Bytes(), &printed))
	require.Equal(t, uint32(14), printed.Code)
	require.Equal(t, "12", printed.Height)
	require.Equal(t, "balance too low", printed.RawLog)
}
