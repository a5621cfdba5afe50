package app

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	abci "github.com/cometbft/cometbft/abci/types"
	"github.com/spf13/cast"

	"github.com/cosmos/cosmos-sdk/client/flags"
	servertypes "github.com/cosmos/cosmos-sdk/server/types"
	storetypes "github.com/cosmos/cosmos-sdk/store/v2/types"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/history"
	currencykeeper "github.com/dcep-consortium/dcepd/x/currency/keeper"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	offlinekeeper "github.com/dcep-consortium/dcepd/x/offline/keeper"
	offlinetypes "github.com/dcep-consortium/dcepd/x/offline/types"
)

// openHistory lets the node keep a history if it is configured to. It panics when the configuration or the database is
// broken, as New does.
func (app *App) openHistory(options servertypes.AppOptions) {
	config, err := history.ReadConfig(options)
	if err != nil {
		panic(fmt.Errorf("app.toml: %w", err))
	}
	if config.Enable {
		dir := filepath.Join(cast.ToString(options.Get(flags.FlagHome)), "data")
		k := keepersOf(app)
		if app.history, err = history.Open(config, dir, historyLedger{k.currency, offlinekeeper.NewQueryServer(k.offline)}); err != nil {
			panic(err)
		}
		app.SetStreamingManager(storetypes.StreamingManager{ABCIListeners: []storetypes.ABCIListener{app.history}})
	}
	history.RegisterQueryServer(app.GRPCQueryRouter(), history.NewQueryServer(app.history))
}

// FinalizeBlock refuses a block that the history could not record, so that there is no gap: the node stops, and executes
// the block again when it is started. A listener's own error is only logged.
func (app *App) FinalizeBlock(request *abci.RequestFinalizeBlock) (*abci.ResponseFinalizeBlock, error) {
	response, err := app.BaseApp.FinalizeBlock(request)
	if err != nil || app.history == nil {
		return response, err
	}
	if err := app.history.Err(); err != nil {
		return nil, fmt.Errorf("history of block %d (enable = false in [history] of app.toml does without): %w", request.Height, err)
	}
	return response, nil
}

// Close closes the databases.
func (app *App) Close() error {
	err := app.BaseApp.Close()
	if app.history != nil {
		err = errors.Join(err, app.history.Close())
	}
	return err
}

// historyLedger is what the history reads of the state.
type historyLedger struct {
	currency *currencykeeper.Keeper
	offline  offlinetypes.QueryServer
}

// Wallet implements history.Ledger.
func (l historyLedger) Wallet(ctx context.Context, address []byte) (history.Wallet, error) {
	wallet, err := l.currency.Wallet(ctx, address)
	if err != nil {
		return history.Wallet{}, err
	}
	return l.describe(ctx, wallet)
}

// EachWallet implements history.Ledger.
func (l historyLedger) EachWallet(ctx context.Context, visit func([]byte, history.Wallet) error) error {
	return l.currency.EachWallet(ctx, func(address sdk.AccAddress, wallet currencytypes.Wallet) error {
		described, err := l.describe(ctx, wallet)
		if err != nil {
			return err
		}
		return visit(address, described)
	})
}

// SubWallets implements history.Ledger.
func (l historyLedger) SubWallets(ctx context.Context, parent []byte) ([][]byte, error) {
	wallets, err := l.currency.SubWallets(ctx, parent)
	addresses := make([][]byte, len(wallets))
	for i, wallet := range wallets {
		addresses[i] = wallet
	}
	return addresses, err
}

// Device implements history.Ledger.
func (l historyLedger) Device(ctx context.Context, id string) (history.Device, error) {
	response, err := l.offline.Device(ctx, &offlinetypes.QueryDeviceRequest{DeviceId: id})
	if err != nil {
		return history.Device{}, fmt.Errorf("offline device %s: %w", id, err)
	}
	owner, err := sdk.AccAddressFromBech32(response.Device.Wallet)
	return history.Device{Wallet: owner, OperatorID: response.Device.OperatorId}, err
}

func (l historyLedger) describe(ctx context.Context, wallet currencytypes.Wallet) (history.Wallet, error) {
	operator, err := l.currency.Operator(ctx, wallet.Profile)
	if err != nil {
		return history.Wallet{}, err
	}
	described := history.Wallet{
		OperatorID: operator, Class: wallet.Class, Carrier: wallet.Profile.Carrier, Scenario: wallet.Profile.MerchantScenario,
		Open: wallet.Status == currencytypes.WALLET_STATUS_OPEN,
	}
	if wallet.Profile.Parent != "" {
		described.Parent, err = sdk.AccAddressFromBech32(wallet.Profile.Parent)
	}
	return described, err
}
