package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"
	"time"

	cmtmempool "github.com/cometbft/cometbft/mempool"
	"github.com/spf13/cobra"

	errorsmod "cosmossdk.io/errors"

	"github.com/cosmos/cosmos-sdk/client"
	sdk "github.com/cosmos/cosmos-sdk/types"
	sdkerrors "github.com/cosmos/cosmos-sdk/types/errors"
	authtx "github.com/cosmos/cosmos-sdk/x/auth/tx"

	"github.com/dcep-consortium/dcepd/mempool"
)

// pollInterval is a fraction of a block.
const pollInterval = 200 * time.Millisecond

// broadcast hands a signed transaction to a node and reports what became of it: with --wait the result in its block,
// else the node's check alone.
func broadcast(cmd *cobra.Command, clientCtx client.Context, encoded []byte) error {
	clientCtx = clientCtx.WithCmdContext(cmd.Context())
	hash := hashText(encoded)
	response, err := handOver(clientCtx, encoded)
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		return fmt.Errorf("nothing was sent: %w", readable(err))
	case err != nil:
		return &OutcomeUnknownError{Hash: hash, Err: readable(err)}
	case isError(response, sdkerrors.ErrWrongSequence):
		// The sequence may be used by this very transaction, which the node forgot.
		found, err := authtx.QueryTx(clientCtx, hash)
		if err != nil {
			return reportFailure(cmd, clientCtx, response)
		}
		cmd.PrintErrf("transaction %s was sent before\n", hash)
		if isEarly(found) {
			return &OutcomeUnknownError{Hash: hash, Err: outOfTurn(found)}
		}
		return report(cmd, clientCtx, found)
	case isAlreadySent(response):
		// The same signed bytes cannot take effect twice: what counts is what became of the first.
		cmd.PrintErrf("transaction %s was sent before\n", hash)
	case response.Code != 0:
		return reportFailure(cmd, clientCtx, response)
	}
	if wait, err := cmd.Flags().GetBool(flagWait); err != nil || !wait {
		return errors.Join(err, reportSent(cmd, clientCtx, response))
	}
	timeout, err := cmd.Flags().GetDuration(flagWaitTimeout)
	if err != nil {
		return err
	}
	if response, err = waitForTx(clientCtx, hash, timeout); err != nil {
		return err
	}
	return report(cmd, clientCtx, response)
}

// seenAgain is after how long a node is asked again that has seen a transaction and does not say what became of it; seenTimes how often.
const (
	seenAgain = 50 * time.Millisecond
	seenTimes = 3
)

// handOver gives signed bytes to a node. CometBFT says that it has just seen the same bytes before it asks the application, which may
// have refused them: it is asked again then. If CometBFT still says so, the node took them, as when the application answers
// ErrTxInMempoolCache.
func handOver(clientCtx client.Context, encoded []byte) (*sdk.TxResponse, error) {
	for range seenTimes {
		response, err := clientCtx.BroadcastTxSync(encoded)
		if err == nil || !strings.Contains(err.Error(), cmtmempool.ErrSeenTx.Error()) {
			return response, err
		}
		select {
		case <-clientCtx.GetCmdContextWithFallback().Done():
			return nil, clientCtx.GetCmdContextWithFallback().Err()
		case <-time.After(seenAgain):
		}
	}
	known := sdkerrors.ErrTxInMempoolCache
	return &sdk.TxResponse{TxHash: hashText(encoded), Codespace: known.Codespace(), Code: known.ABCICode(), RawLog: known.Error()}, nil
}

func isAlreadySent(response *sdk.TxResponse) bool {
	return isError(response, sdkerrors.ErrTxInMempoolCache)
}

func isError(response *sdk.TxResponse, kind *errorsmod.Error) bool {
	return response.Codespace == kind.Codespace() && response.Code == kind.ABCICode()
}

// isEarly says that a block had the transaction before its turn, which decides nothing: the same bytes may be in a later one.
func isEarly(response *sdk.TxResponse) bool { return isError(response, mempool.ErrEarly) }

func outOfTurn(response *sdk.TxResponse) error {
	return fmt.Errorf("block %d had it out of turn; it may be executed yet: %s", response.Height, response.RawLog)
}

// waitForTx polls until the transaction is in a block. It fails only with an [OutcomeUnknownError].
func waitForTx(clientCtx client.Context, hash string, timeout time.Duration) (*sdk.TxResponse, error) {
	ctx, cancel := context.WithTimeout(clientCtx.GetCmdContextWithFallback(), timeout)
	defer cancel()
	clientCtx = clientCtx.WithCmdContext(ctx)
	ticker := time.NewTicker(pollInterval)
	defer ticker.Stop()
	var last error
	for {
		response, err := authtx.QueryTx(clientCtx, hash)
		switch {
		case err == nil && isEarly(response):
			err = outOfTurn(response)
		case err == nil:
			return response, nil
		}
		if strings.Contains(err.Error(), "indexing is disabled") {
			return nil, &OutcomeUnknownError{Hash: hash, Err: readable(err)}
		}
		// What the node said tells more than that the time was up while it was asked again.
		if last == nil || ctx.Err() == nil {
			last = err
		}
		select {
		case <-ctx.Done():
			return nil, &OutcomeUnknownError{Hash: hash, Err: explain(readable(last), "waited %s", timeout)}
		case <-ticker.C:
		}
	}
}
