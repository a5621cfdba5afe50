package bench_test

import (
	"testing"

	abci "github.com/cometbft/cometbft/abci/types"
	"github.com/stretchr/testify/require"

	"cosmossdk.io/log/v2"

	"github.com/cosmos/cosmos-sdk/baseapp"
	"github.com/cosmos/cosmos-sdk/codec"
	"github.com/cosmos/cosmos-sdk/codec/address"
	codectestutil "github.com/cosmos/cosmos-sdk/codec/testutil"
	codectypes "github.com/cosmos/cosmos-sdk/codec/types"
	"github.com/cosmos/cosmos-sdk/runtime"
	"github.com/cosmos/cosmos-sdk/std"
	storetypes "github.com/cosmos/cosmos-sdk/store/v2/types"
	sdk "github.com/cosmos/cosmos-sdk/types"
	"github.com/cosmos/cosmos-sdk/x/auth/ante"
	authkeeper "github.com/cosmos/cosmos-sdk/x/auth/keeper"
	authtx "github.com/cosmos/cosmos-sdk/x/auth/tx"
	authtypes "github.com/cosmos/cosmos-sdk/x/auth/types"
	bankkeeper "github.com/cosmos/cosmos-sdk/x/bank/keeper"
	banktypes "github.com/cosmos/cosmos-sdk/x/bank/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/bench"
	"github.com/dcep-consortium/dcepd/testutil"
)

// bankApp is as little as a Cosmos chain needs for sending money, the yardstick for our own: the SDK's auth and bank
// modules and their usual transaction check, without fees, limits, permissions or ids.
type bankApp struct {
	*baseapp.BaseApp
	accounts authkeeper.AccountKeeper
	bank     bankkeeper.BaseKeeper
}

func newBankApp(t *testing.T, wallets bench.Wallets) *bankApp {
	t.Helper()
	db, _ := openDatabase(t, false)
	registry := codectestutil.CodecOptions{AccAddressPrefix: app.Bech32Prefix}.NewInterfaceRegistry()
	for _, register := range []func(codectypes.InterfaceRegistry){std.RegisterInterfaces, authtypes.RegisterInterfaces, banktypes.RegisterInterfaces} {
		register(registry)
	}
	cdc := codec.NewProtoCodec(registry)
	txConfig := authtx.NewTxConfig(cdc, authtx.DefaultSignModes)
	keys := storetypes.NewKVStoreKeys(authtypes.StoreKey, banktypes.StoreKey)
	addresses := address.NewBech32Codec(app.Bech32Prefix)
	authority := authtypes.NewModuleAddress("authority").String()
	// The bank mints what the accounts start with; the transaction check wants to know where fees would go.
	modules := map[string][]string{authtypes.Minter: {authtypes.Minter}, authtypes.FeeCollectorName: nil}
	accounts := authkeeper.NewAccountKeeper(cdc, runtime.NewKVStoreService(keys[authtypes.StoreKey]),
		authtypes.ProtoBaseAccount, modules, addresses, app.Bech32Prefix, authority)
	money := bankkeeper.NewBaseKeeper(cdc, runtime.NewKVStoreService(keys[banktypes.StoreKey]), accounts, nil, authority,
		log.NewNopLogger())

	base := baseapp.NewBaseApp("bank", log.NewNopLogger(), db, txConfig.TxDecoder(), baseapp.SetChainID(testutil.ChainID))
	base.SetInterfaceRegistry(registry)
	base.MountKVStores(keys)
	banktypes.RegisterMsgServer(base.MsgServiceRouter(), bankkeeper.NewMsgServerImpl(money))
	handler, err := ante.NewAnteHandler(ante.HandlerOptions{
		AccountKeeper: accounts, BankKeeper: money, SignModeHandler: txConfig.SignModeHandler(),
		SigGasConsumer: ante.DefaultSigVerificationGasConsumer,
	})
	require.NoError(t, err)
	base.SetAnteHandler(handler)
	a := &bankApp{BaseApp: base, accounts: accounts, bank: money}
	base.SetInitChainer(func(ctx sdk.Context, _ *abci.RequestInitChain) (*abci.ResponseInitChain, error) {
		if err := accounts.Params.Set(ctx, authtypes.DefaultParams()); err != nil {
			return nil, err
		}
		if err := money.SetParams(ctx, banktypes.DefaultParams()); err != nil {
			return nil, err
		}
		accounts.GetModuleAccount(ctx, authtypes.FeeCollectorName)
		return &abci.ResponseInitChain{}, a.endow(ctx, wallets)
	})
	require.NoError(t, base.LoadLatestVersion())
	return a
}

// endow gives every wallet an account with money.
func (a *bankApp) endow(ctx sdk.Context, wallets bench.Wallets) error {
	coins := sdk.NewCoins(sdk.NewInt64Coin(app.BaseDenom, bench.FundsFen))
	for _, wallet := range wallets {
		account := a.accounts.NewAccountWithAddress(ctx, wallet.Address)
		wallet.Number = account.GetAccountNumber()
		a.accounts.SetAccount(ctx, account)
		if err := a.bank.MintCoins(ctx, authtypes.Minter, coins); err != nil {
			return err
		}
		if err := a.bank.SendCoinsFromModuleToAccount(ctx, authtypes.Minter, wallet.Address, coins); err != nil {
			return err
		}
	}
	return nil
}

// measureBank measures transfers of the bank module.
func measureBank(t *testing.T, r *report) {
	wallets := newWallets(t, *wallets/2*2)
	a := newBankApp(t, wallets)
	_, err := a.InitChain(&abci.RequestInitChain{ChainId: testutil.ChainID, Time: testutil.GenesisTime, InitialHeight: 1})
	require.NoError(t, err)
	e := &execution{t: t, app: a, time: testutil.GenesisTime}
	e.block(nil)

	send := func(count int) [][]byte {
		txs := make([][]byte, count)
		for i := range txs {
			from, to := wallets[i%len(wallets)], wallets[i%len(wallets)^1]
			amount := sdk.NewCoins(sdk.NewInt64Coin(app.BaseDenom, 1))
			txs[i], err = from.Sign(testutil.ChainID, gasOfSend, banktypes.NewMsgSend(from.Address, to.Address, amount))
			require.NoError(t, err)
		}
		return txs
	}
	e.blocks(send(len(wallets)), *blockPayments)
	count := max(1, *blocks/2) * *blockPayments
	finalize, commit := e.blocks(send(count), *blockPayments)
	finalize.add(commit)
	r.add("bank_send_execute_commit_per_s", finalize.perSecond(count), "the SDK's bank module on the same machine: FinalizeBlock and Commit")
	r.add("cpu_us_per_bank_send", finalize.micros(count), "processor time of that, µs")
}
