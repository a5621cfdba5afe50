package bench

import (
	"context"
	"errors"
	"fmt"
	"time"

	rpchttp "github.com/cometbft/cometbft/rpc/client/http"
	rpctypes "github.com/cometbft/cometbft/rpc/core/types"
	"github.com/cosmos/gogoproto/proto"

	sdkerrors "github.com/cosmos/cosmos-sdk/types/errors"
	authtypes "github.com/cosmos/cosmos-sdk/x/auth/types"

	"github.com/dcep-consortium/dcepd/mempool"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

var (
	// ErrRefused is a node's answer to a transaction that it does not take.
	ErrRefused = errors.New("refused")
	// errBusy is the answer of a node with too much to do; the same transaction may be sent again.
	errBusy = errors.New("busy")
	// errNotFound is a query's answer when there is no such thing.
	errNotFound = errors.New("not found")
)

// Node is a running node as a client sees it.
type Node struct {
	rpc *rpchttp.HTTP
}

// Dial returns the node with that RPC address, such as tcp://127.0.0.1:26657, without calling it.
func Dial(address string) (*Node, error) {
	rpc, err := rpchttp.New(address, "/websocket")
	if err != nil {
		return nil, fmt.Errorf("node %s: %w", address, err)
	}
	return &Node{rpc: rpc}, nil
}

// Chain returns the chain's id and the time of its latest block.
func (n *Node) Chain(ctx context.Context) (id string, latest time.Time, err error) {
	status, err := n.rpc.Status(ctx)
	if err != nil {
		return "", time.Time{}, err
	}
	return status.NodeInfo.Network, status.SyncInfo.LatestBlockTime, nil
}

// executed is the last height whose transactions have taken effect at this node.
func (n *Node) executed(ctx context.Context) (int64, error) {
	info, err := n.rpc.ABCIInfo(ctx)
	if err != nil {
		return 0, err
	}
	return info.Response.LastBlockHeight, nil
}

// send hands transactions to the node in one request, and returns its answer to each: nil, errBusy if that is worth another
// try, or ErrRefused.
func (n *Node) send(ctx context.Context, txs [][]byte) ([]error, error) {
	if len(txs) == 1 {
		response, err := n.rpc.BroadcastTxSync(ctx, txs[0])
		if err != nil {
			return nil, err
		}
		return []error{answerOf(response)}, nil
	}
	request := n.rpc.NewBatch()
	for _, raw := range txs {
		if _, err := request.BroadcastTxSync(ctx, raw); err != nil {
			return nil, err
		}
	}
	responses, err := request.Send(ctx)
	if err != nil {
		return nil, fmt.Errorf("%d transactions in one request: %w", len(txs), err)
	}
	answers := make([]error, len(responses))
	for i := range responses {
		response, ok := responses[i].(*rpctypes.ResultBroadcastTx)
		if !ok { // a single error for all of them
			return nil, fmt.Errorf("%d transactions in one request: %v", len(txs), responses[i])
		}
		answers[i] = answerOf(response)
	}
	return answers, nil
}

func answerOf(response *rpctypes.ResultBroadcastTx) error {
	switch {
	case response.Code == 0:
		return nil
	case response.Codespace == mempool.ErrFull.Codespace() && response.Code == mempool.ErrFull.ABCICode():
		return errBusy
	default:
		return fmt.Errorf("%w: %s (%s/%d)", ErrRefused, response.Log, response.Codespace, response.Code)
	}
}

// Wallet asks for a wallet. The answer is false when there is none.
func (n *Node) Wallet(ctx context.Context, address string) (currencytypes.Wallet, bool, error) {
	var response currencytypes.QueryWalletResponse
	err := n.query(ctx, "/dcep.currency.v1.Query/Wallet", &currencytypes.QueryWalletRequest{Address: address}, &response)
	if errors.Is(err, errNotFound) {
		return currencytypes.Wallet{}, false, nil
	}
	return response.Wallet, err == nil, err
}

// Supply asks for the sums of the whole currency.
func (n *Node) Supply(ctx context.Context) (supply currencytypes.QuerySupplyResponse, err error) {
	return supply, n.query(ctx, "/dcep.currency.v1.Query/Supply", &currencytypes.QuerySupplyRequest{}, &supply)
}

// Learn fills in the number and the sequence of an officer's account.
func (n *Node) Learn(ctx context.Context, account *Account) error {
	var response authtypes.QueryAccountInfoResponse
	err := n.query(ctx, "/cosmos.auth.v1beta1.Query/AccountInfo", &authtypes.QueryAccountInfoRequest{Address: account.String()}, &response)
	if err != nil {
		return fmt.Errorf("account %s: %w", account, err)
	}
	account.Number, account.Sequence = response.Info.AccountNumber, response.Info.Sequence
	return nil
}

func (n *Node) query(ctx context.Context, path string, request, response proto.Message) error {
	data, err := proto.Marshal(request)
	if err != nil {
		return err
	}
	result, err := n.rpc.ABCIQuery(ctx, path, data)
	if err != nil {
		return err
	}
	answer := result.Response
	missing := sdkerrors.ErrKeyNotFound
	switch {
	case answer.Codespace == missing.Codespace() && answer.Code == missing.ABCICode():
		return errNotFound
	case answer.Code != 0:
		return fmt.Errorf("%s: %s (%s/%d)", path, answer.Log, answer.Codespace, answer.Code)
	}
	return proto.Unmarshal(answer.Value, response)
}
