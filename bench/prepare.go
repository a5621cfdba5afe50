package bench

import (
	"context"
	"fmt"

	sdk "github.com/cosmos/cosmos-sdk/types"
)

const (
	// messagesPerTx and gasPerMessage of a teller stay within the limits that every chain starts with.
	messagesPerTx = 16
	gasPerMessage = 100_000
	// waitingTxs are fewer than a member's transactions that a node keeps.
	waitingTxs = 500
)

// Teller opens and funds wallets for an operator.
type Teller struct {
	*Account
	// Node is where the teller's transactions go.
	Node    *Node
	ChainID string
	// Reference begins the references of the exchanges, which must be new for each preparation.
	Reference string
}

// Prepare opens those of the wallets that are not there and hands money from the operator's box to those that have too
// little, and learns the wallets' sequences. It may be repeated. Only one teller may serve a wallet.
func (t Teller) Prepare(ctx context.Context, wallets Wallets) error {
	missing := make([]bool, len(wallets))
	poor := make([]bool, len(wallets))
	err := inParallel(len(wallets), func(i int) error {
		wallet, exists, err := t.Node.Wallet(ctx, wallets[i].String())
		wallets[i].Sequence = wallet.Sequence
		missing[i], poor[i] = !exists, wallet.BalanceFen < FundsFen/2
		return err
	})
	if err != nil {
		return err
	}
	var messages []sdk.Msg
	for i := range wallets {
		if missing[i] {
			messages = append(messages, wallets.Open(t.String(), i))
		}
		if poor[i] {
			messages = append(messages, wallets.Fund(t.String(), i, t.Reference))
		}
	}
	return t.send(ctx, messages)
}

// send puts the messages into blocks, in order, and fails if one of them does.
func (t Teller) send(ctx context.Context, messages []sdk.Msg) error {
	if err := t.Node.Learn(ctx, t.Account); err != nil {
		return err
	}
	var txs [][]byte
	for len(messages) > 0 {
		count := min(messagesPerTx, len(messages))
		raw, err := t.Sign(t.ChainID, uint64(count*gasPerMessage), messages[:count]...)
		if err != nil {
			return err
		}
		txs = append(txs, raw)
		messages = messages[count:]
	}
	if len(txs) == 0 {
		return nil
	}
	result, err := Load{Nodes: []*Node{t.Node}, InFlight: waitingTxs}.Run(ctx, txs, 1)
	if err != nil {
		return err
	}
	if result.Committed < len(txs) {
		return fmt.Errorf("%d of %d transactions of teller %s took no effect: %s", len(txs)-result.Committed, len(txs), t, result.Reason)
	}
	return nil
}
