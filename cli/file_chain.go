package cli

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"syscall"

	cmttypes "github.com/cometbft/cometbft/types"
	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/flags"
	"github.com/cosmos/cosmos-sdk/client/tx"
	"github.com/cosmos/cosmos-sdk/crypto/keyring"
	cryptotypes "github.com/cosmos/cosmos-sdk/crypto/types"
	sdk "github.com/cosmos/cosmos-sdk/types"
	sdkerrors "github.com/cosmos/cosmos-sdk/types/errors"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/cli/bulk"
	"github.com/dcep-consortium/dcepd/mempool"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// askWorkers are how many questions a node gets at the same time.
const askWorkers = 8

// fileChain is the chain as the signer of a file sees it through its node.
type fileChain struct {
	clientCtx client.Context
	node      client.CometRPC
	factory   tx.Factory
	desk      orderDesk
	// gas is what the person chose, 0 if nothing.
	gas uint64
}

var _ bulk.Chain = (*fileChain)(nil)

func newFileChain(cmd *cobra.Command, clientCtx client.Context, desk orderDesk) (*fileChain, error) {
	factory, err := tx.NewFactoryCLI(clientCtx, cmd.Flags())
	if err != nil {
		return nil, err
	}
	node, err := clientCtx.GetNode()
	if err != nil {
		return nil, err
	}
	keys, err := openKey(clientCtx)
	if err != nil {
		return nil, err
	}
	factory = factory.WithGasAdjustment(defaultGasAdjustment).WithKeybase(keys)
	chain := &fileChain{clientCtx: clientCtx, node: node, factory: factory, desk: desk}
	if gas, err := cmd.Flags().GetString(flags.FlagGas); err != nil || gas != "" {
		chain.gas = factory.Gas()
		return chain, err
	}
	return chain, nil
}

// openKey returns a keyring that holds the signer's key open: most keyrings decrypt it anew for each signature, which takes
// longer than all the rest of a payment. A key that does not leave its device or keyring stays there.
func openKey(clientCtx client.Context) (keyring.Keyring, error) {
	exporter, able := clientCtx.Keyring.(interface {
		ExportPrivateKeyObject(name string) (cryptotypes.PrivKey, error)
	})
	if !able {
		return clientCtx.Keyring, nil
	}
	key, err := exporter.ExportPrivateKeyObject(clientCtx.FromName)
	if err != nil {
		return clientCtx.Keyring, nil
	}
	open := keyring.NewInMemory(clientCtx.Codec)
	return open, open.ImportPrivKeyHex(clientCtx.FromName, hex.EncodeToString(key.Bytes()), key.Type())
}

// Height implements bulk.Chain. Only blocks that the application has executed count.
func (c *fileChain) Height(ctx context.Context) (int64, error) {
	info, err := c.node.ABCIInfo(ctx)
	if err != nil {
		return 0, err
	}
	return info.Response.LastBlockHeight, nil
}

// Sequence implements bulk.Chain.
func (c *fileChain) Sequence(ctx context.Context) (uint64, error) {
	number, sequence, err := c.clientCtx.AccountRetriever.GetAccountNumberSequence(
		c.clientCtx.WithCmdContext(ctx), c.clientCtx.GetFromAddress())
	if err == nil {
		c.factory = c.factory.WithAccountNumber(number)
	}
	return sequence, err
}

// Find implements bulk.Chain.
func (c *fileChain) Find(ctx context.Context, order bulk.Order) (*bulk.Effect, error) {
	return c.desk.find(ctx, order)
}

// Estimate implements bulk.Chain.
func (c *fileChain) Estimate(_ context.Context, order bulk.Order) uint64 {
	if c.gas > 0 {
		return c.gas
	}
	if gas, fixed := app.FixedGas(order.Message); fixed {
		return gas
	}
	_, gas, err := tx.CalculateGas(c.clientCtx, c.factory, order.Message)
	if err != nil {
		return flags.DefaultGasLimit
	}
	return gas
}

// Sign implements bulk.Chain.
func (c *fileChain) Sign(ctx context.Context, order bulk.Order, sequence, gas uint64) (bulk.Tx, error) {
	factory := c.factory.WithSequence(sequence).WithGas(gas)
	unsigned, err := factory.BuildUnsignedTx(order.Message)
	if err != nil {
		return bulk.Tx{}, err
	}
	if err := tx.Sign(ctx, factory, c.clientCtx.FromName, unsigned, true); err != nil {
		return bulk.Tx{}, err
	}
	encoded, err := c.clientCtx.TxConfig.TxEncoder()(unsigned.GetTx())
	return bulk.Tx{Hash: hashText(encoded), Encoded: encoded}, err
}

// Send implements bulk.Chain.
func (c *fileChain) Send(ctx context.Context, signed bulk.Tx) (bulk.Answer, error) {
	response, err := handOver(c.clientCtx.WithCmdContext(ctx), signed.Encoded)
	if errors.Is(err, syscall.ECONNREFUSED) {
		return bulk.Answer{}, fmt.Errorf("%w: %w", bulk.ErrNotSent, err)
	}
	if err != nil {
		return bulk.Answer{}, err
	}
	return bulk.Answer{Verdict: verdictOf(response), Reason: reason(response)}, nil
}

func verdictOf(response *sdk.TxResponse) bulk.Verdict {
	switch {
	case response.Code == 0, isAlreadySent(response):
		return bulk.Taken
	case isError(response, mempool.ErrFull):
		return bulk.Busy
	case isError(response, sdkerrors.ErrWrongSequence), isEarly(response):
		return bulk.NotNext
	default:
		return bulk.Refused
	}
}

// Block implements bulk.Chain.
func (c *fileChain) Block(ctx context.Context, height int64) ([]bulk.Executed, error) {
	block, err := c.node.Block(ctx, &height)
	if err != nil {
		return nil, err
	}
	results, err := c.node.BlockResults(ctx, &height)
	if err != nil {
		return nil, err
	}
	if len(block.Block.Txs) != len(results.TxsResults) {
		return nil, fmt.Errorf("block %d has %d transactions and %d results", height, len(block.Block.Txs), len(results.TxsResults))
	}
	executed := make([]bulk.Executed, len(block.Block.Txs))
	for i, encoded := range block.Block.Txs {
		result := results.TxsResults[i]
		executed[i].Hash = hashText(encoded)
		if result.Code == 0 {
			continue
		}
		response := &sdk.TxResponse{Code: result.Code, Codespace: result.Codespace, RawLog: result.Log}
		executed[i].Failure = fmt.Sprintf("%s (%s/%d)", reason(response), response.Codespace, response.Code)
		executed[i].NotNext = verdictOf(response) == bulk.NotNext
		executed[i].OutOfGas = result.Codespace == sdkerrors.ErrOutOfGas.Codespace() && result.Code == sdkerrors.ErrOutOfGas.ABCICode()
	}
	return executed, nil
}

func hashText(encoded []byte) string { return fmt.Sprintf("%X", cmttypes.Tx(encoded).Hash()) }

// ask puts the same question about each, several at the same time, and returns the answers in their order.
func ask[Q, A any](ctx context.Context, about []Q, question func(context.Context, Q) (A, error)) ([]A, error) {
	answers := make([]A, len(about))
	workers, ctx := errgroup.WithContext(ctx)
	workers.SetLimit(askWorkers)
	for i, each := range about {
		workers.Go(func() (err error) {
			answers[i], err = question(ctx, each)
			return err
		})
	}
	return answers, workers.Wait()
}

// businessDay is that of the chain's latest block.
func businessDay(ctx context.Context, clientCtx client.Context) (currencytypes.Day, error) {
	node, err := clientCtx.GetNode()
	if err != nil {
		return 0, err
	}
	status, err := node.Status(ctx)
	if err != nil {
		return 0, readable(err)
	}
	return currencytypes.DayOf(status.SyncInfo.LatestBlockTime), nil
}
