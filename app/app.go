package app

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	abci "github.com/cometbft/cometbft/abci/types"
	dbm "github.com/cosmos/cosmos-db"
	"github.com/cosmos/gogoproto/proto"
	"github.com/spf13/cast"

	"cosmossdk.io/log/v2"

	"github.com/cosmos/cosmos-sdk/baseapp"
	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/flags"
	"github.com/cosmos/cosmos-sdk/codec"
	"github.com/cosmos/cosmos-sdk/codec/address"
	codectypes "github.com/cosmos/cosmos-sdk/codec/types"
	"github.com/cosmos/cosmos-sdk/runtime"
	"github.com/cosmos/cosmos-sdk/server"
	servertypes "github.com/cosmos/cosmos-sdk/server/types"
	"github.com/cosmos/cosmos-sdk/std"
	storetypes "github.com/cosmos/cosmos-sdk/store/v2/types"
	sdk "github.com/cosmos/cosmos-sdk/types"
	"github.com/cosmos/cosmos-sdk/types/module"
	signingtypes "github.com/cosmos/cosmos-sdk/types/tx/signing"
	"github.com/cosmos/cosmos-sdk/version"
	authkeeper "github.com/cosmos/cosmos-sdk/x/auth/keeper"
	authtx "github.com/cosmos/cosmos-sdk/x/auth/tx"
	authtypes "github.com/cosmos/cosmos-sdk/x/auth/types"
	consensuskeeper "github.com/cosmos/cosmos-sdk/x/consensus/keeper"
	consensustypes "github.com/cosmos/cosmos-sdk/x/consensus/types"
	txsigning "github.com/cosmos/cosmos-sdk/x/tx/signing"
	upgradekeeper "github.com/cosmos/cosmos-sdk/x/upgrade/keeper"
	upgradetypes "github.com/cosmos/cosmos-sdk/x/upgrade/types"

	"github.com/dcep-consortium/dcepd/history"
	"github.com/dcep-consortium/dcepd/mempool"
	"github.com/dcep-consortium/dcepd/storecache"
	calendarkeeper "github.com/dcep-consortium/dcepd/x/calendar/keeper"
	calendartypes "github.com/dcep-consortium/dcepd/x/calendar/types"
	certificationkeeper "github.com/dcep-consortium/dcepd/x/certification/keeper"
	certificationtypes "github.com/dcep-consortium/dcepd/x/certification/types"
	consortiumkeeper "github.com/dcep-consortium/dcepd/x/consortium/keeper"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencykeeper "github.com/dcep-consortium/dcepd/x/currency/keeper"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	financingkeeper "github.com/dcep-consortium/dcepd/x/financing/keeper"
	financingtypes "github.com/dcep-consortium/dcepd/x/financing/types"
	letterskeeper "github.com/dcep-consortium/dcepd/x/letters/keeper"
	letterstypes "github.com/dcep-consortium/dcepd/x/letters/types"
	offlinekeeper "github.com/dcep-consortium/dcepd/x/offline/keeper"
	offlinetypes "github.com/dcep-consortium/dcepd/x/offline/types"
	purposekeeper "github.com/dcep-consortium/dcepd/x/purpose/keeper"
	purposetypes "github.com/dcep-consortium/dcepd/x/purpose/types"
	singlewindowkeeper "github.com/dcep-consortium/dcepd/x/singlewindow/keeper"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
	supervisionkeeper "github.com/dcep-consortium/dcepd/x/supervision/keeper"
	supervisiontypes "github.com/dcep-consortium/dcepd/x/supervision/types"
	surveillancekeeper "github.com/dcep-consortium/dcepd/x/surveillance/keeper"
	surveillancetypes "github.com/dcep-consortium/dcepd/x/surveillance/types"
	titlekeeper "github.com/dcep-consortium/dcepd/x/title/keeper"
	titletypes "github.com/dcep-consortium/dcepd/x/title/types"
)

// App is the state machine of one node.
type App struct {
	*baseapp.BaseApp

	codec       codec.Codec
	legacyAmino *codec.LegacyAmino
	registry    codectypes.InterfaceRegistry
	txConfig    client.TxConfig
	// decode is how transactions are read: payments on a shorter way.
	decode sdk.TxDecoder
	keys   map[string]*storetypes.KVStoreKey

	modules      *module.Manager
	basics       module.BasicManager
	configurator module.Configurator
	peers        *peers
	intake       *intake
	// history is nil unless the node keeps one.
	history *history.Recorder
	// keepers is a *keepers: see there why this does not say so.
	keepers any
}

// New builds a node's application on its database. It panics when the wiring or
// the database is broken, because nothing can run then.
func New(
	logger log.Logger, db dbm.DB, loadLatest bool, options servertypes.AppOptions, baseOptions ...func(*baseapp.BaseApp),
) *App {
	SetBech32Prefix()
	app := &App{legacyAmino: codec.NewLegacyAmino(), peers: newPeers(options)}
	app.newCodecs()
	baseOptions = append([]func(*baseapp.BaseApp){
		baseapp.SetIAVLDisableFastNode(IAVLDisableFastNode), baseapp.SetIAVLCacheSize(IAVLCacheSize),
	}, baseOptions...)
	// Switched on or off by the setting that the SDK has for its own.
	if setting := options.Get(server.FlagInterBlockCache); setting == nil || cast.ToBool(setting) {
		baseOptions = append(baseOptions, baseapp.SetInterBlockCache(storecache.New(cachedRecords)))
	}
	app.BaseApp = baseapp.NewBaseApp(Name, logger, db, app.decode, baseOptions...)
	app.SetVersion(version.Version)
	app.SetInterfaceRegistry(app.registry)
	app.SetTxEncoder(app.txConfig.TxEncoder())
	app.keys = storetypes.NewKVStoreKeys(authtypes.StoreKey, consensustypes.StoreKey, upgradetypes.StoreKey,
		consortiumtypes.StoreKey, certificationtypes.StoreKey, surveillancetypes.StoreKey, currencytypes.StoreKey, calendartypes.StoreKey,
		offlinetypes.StoreKey, purposetypes.StoreKey, supervisiontypes.StoreKey, letterstypes.StoreKey, singlewindowtypes.StoreKey,
		financingtypes.StoreKey, titletypes.StoreKey)

	app.keepers = newKeepers(app, options)
	app.newModules()
	app.registerServices()
	app.openHistory(options)
	app.registerUpgrades()
	app.setHandlers(options)
	app.MountKVStores(app.keys)
	if loadLatest {
		if err := app.LoadLatestVersion(); err != nil {
			panic(fmt.Errorf("load latest state: %w", err))
		}
		if err := app.followState(); err != nil {
			panic(fmt.Errorf("read the last committed state: %w", err))
		}
	}
	return app
}

func (app *App) newCodecs() {
	registry, err := codectypes.NewInterfaceRegistryWithOptions(codectypes.InterfaceRegistryOptions{
		ProtoFiles: proto.HybridResolver,
		SigningOptions: txsigning.Options{
			AddressCodec:          consortiumtypes.AddressCodec,
			ValidatorAddressCodec: address.NewBech32Codec(Bech32Prefix + "valoper"),
		},
	})
	if err != nil {
		panic(fmt.Errorf("interface registry: %w", err))
	}
	app.registry = registry
	app.codec = codec.NewProtoCodec(registry)
	app.txConfig = authtx.NewTxConfig(app.codec, []signingtypes.SignMode{signingtypes.SignMode_SIGN_MODE_DIRECT})
	app.decode = newTxDecoder(app.txConfig.TxDecoder())
	std.RegisterLegacyAminoCodec(app.legacyAmino)
	std.RegisterInterfaces(registry)
}

func newKeepers(app *App, options servertypes.AppOptions) *keepers {
	k := &keepers{}
	authority := consortiumtypes.Authority

	k.consensus = consensuskeeper.NewKeeper(app.codec,
		runtime.NewKVStoreService(app.keys[consensustypes.StoreKey]), authority, runtime.EventService{})
	app.SetParamStore(k.consensus.ParamsStore)

	k.accounts = authkeeper.NewAccountKeeper(app.codec,
		runtime.NewKVStoreService(app.keys[authtypes.StoreKey]), authtypes.ProtoBaseAccount, nil,
		consortiumtypes.AddressCodec, Bech32Prefix, authority)

	skip := map[int64]bool{}
	for _, height := range cast.ToIntSlice(options.Get(server.FlagUnsafeSkipUpgrades)) {
		skip[int64(height)] = true
	}
	k.upgrade = upgradekeeper.NewKeeper(skip, runtime.NewKVStoreService(app.keys[upgradetypes.StoreKey]),
		app.codec, cast.ToString(options.Get(flags.FlagHome)), app.BaseApp, authority)

	k.consortium = consortiumkeeper.NewKeeper(app.codec,
		runtime.NewKVStoreService(app.keys[consortiumtypes.StoreKey]), k.accounts, app.MsgServiceRouter())
	k.certification = certificationkeeper.NewKeeper(app.codec,
		runtime.NewKVStoreService(app.keys[certificationtypes.StoreKey]), k.consortium)
	k.surveillance = surveillancekeeper.NewKeeper(app.codec,
		runtime.NewKVStoreService(app.keys[surveillancetypes.StoreKey]), k.consortium, k.certification)
	k.currency = currencykeeper.NewKeeper(app.codec,
		runtime.NewKVStoreService(app.keys[currencytypes.StoreKey]), k.consortium, k.accounts)

	k.calendar = calendarkeeper.NewKeeper(app.codec, runtime.NewKVStoreService(app.keys[calendartypes.StoreKey]), k.consortium)

	k.offline = offlinekeeper.NewKeeper(app.codec, runtime.NewKVStoreService(app.keys[offlinetypes.StoreKey]),
		k.consortium, k.currency, k.currency.Escrow(offlinetypes.ModuleName))

	k.purpose = purposekeeper.NewKeeper(app.codec, runtime.NewKVStoreService(app.keys[purposetypes.StoreKey]),
		k.consortium, k.currency, k.currency.Escrow(purposetypes.ModuleName))

	k.singleWindow = singlewindowkeeper.NewKeeper(app.codec,
		runtime.NewKVStoreService(app.keys[singlewindowtypes.StoreKey]), k.consortium, k.currency)
	k.financing = financingkeeper.NewKeeper(app.codec, runtime.NewKVStoreService(app.keys[financingtypes.StoreKey]),
		k.consortium, k.singleWindow, k.calendar, k.currency.Escrow(financingtypes.ModuleName))
	k.singleWindow.SetHooks(k.financing)

	k.title = titlekeeper.NewKeeper(app.codec, runtime.NewKVStoreService(app.keys[titletypes.StoreKey]),
		k.consortium, k.singleWindow, k.currency)

	k.supervision = supervisionkeeper.NewKeeper(app.codec, runtime.NewKVStoreService(app.keys[supervisiontypes.StoreKey]),
		k.consortium, k.currency)

	k.letters = letterskeeper.NewKeeper(app.codec, runtime.NewKVStoreService(app.keys[letterstypes.StoreKey]),
		k.consortium, k.calendar, k.currency, k.currency.Escrow(letterstypes.ModuleName))

	permissions := Permissions()
	k.consortium.SetHooks(memberHooks{
		Keeper: k.currency, certification: k.certification,
		others: []obligations{k.certification, k.offline, k.supervision, k.letters, k.financing, k.title},
	})
	k.currency.SetHooks(currencytypes.MultiHooks{k.certification, k.offline, k.purpose, k.letters, k.financing, k.title})
	k.certification.SetWallets(vendorWallets{k.currency})
	k.certification.SetSurveillance(k.surveillance)
	k.currency.SetProducts(products{k.certification})
	k.offline.SetProducts(products{k.certification})
	k.currency.SetOrders(k.supervision)
	k.consortium.SetPermissions(permissions)
	k.consortium.SetMessageCheck(checkResolutionMessage)
	k.guard = newGuard(app.codec, permissions, k.consortium, k.currency)
	return k
}

// setHandlers installs the path of a transaction and of a block.
func (app *App) setHandlers(options servertypes.AppOptions) {
	k := keepersOf(app)
	admission := admission{
		principals: principals{accounts: k.accounts, consortium: k.consortium, currency: k.currency},
		consortium: k.consortium,
	}
	pool := mempool.New(mempool.ReadLimits(options))
	signatures := newSignatures()
	proposals := proposals{admission: admission, pool: pool, decode: app.decode}
	ante := anteHandler{
		admission: admission, guard: k.guard, signModes: app.txConfig.SignModeHandler(), signatures: signatures, pool: pool,
	}
	app.intake = newIntake(app.decode, ante, pool, app.lastState)

	mempool.RegisterQueryServer(app.GRPCQueryRouter(), pool)
	app.SetCheckTxHandler(app.intake.checkTx)
	app.SetInsertTxHandler(app.intake.insertTx)
	app.SetReapTxsHandler(app.intake.reapTxs)
	app.SetAnteHandler(ante.Handle)
	app.SetBlockSTMTxRunner(newRunner(app, ante, options))
	app.SetPrepareProposal(proposals.prepare)
	app.SetProcessProposal(proposals.process)
	app.SetInitChainer(app.initChain)
	app.SetPreBlocker(func(ctx sdk.Context, _ *abci.RequestFinalizeBlock) (*sdk.ResponsePreBlock, error) {
		pool.Begin()
		return app.modules.PreBlock(ctx)
	})
	app.SetBeginBlocker(app.modules.BeginBlock)
	app.SetEndBlocker(app.modules.EndBlock)
	app.SetIDPeerFilter(app.peers.filter)
}

func (app *App) initChain(ctx sdk.Context, req *abci.RequestInitChain) (*abci.ResponseInitChain, error) {
	var state map[string]json.RawMessage
	if err := json.Unmarshal(req.AppStateBytes, &state); err != nil {
		return nil, fmt.Errorf("genesis app_state: %w", err)
	}
	if err := keepersOf(app).upgrade.SetModuleVersionMap(ctx, app.modules.GetVersionMap()); err != nil {
		return nil, fmt.Errorf("module versions: %w", err)
	}
	response, err := app.modules.InitGenesis(ctx, app.codec, state)
	if err != nil {
		return nil, err
	}
	app.sortGenesis(ctx)
	return response, app.readPeers(ctx)
}

// sortGenesis lets the first block iterate over a genesis of millions of records. What a genesis wrote is committed with that block;
// until then the SDK sorts all that is not sorted yet for every iterator, and keeps the order of what that one asked for.
func (app *App) sortGenesis(ctx sdk.Context) {
	for _, name := range slices.Sorted(maps.Keys(app.keys)) {
		_ = ctx.KVStore(app.keys[name]).Iterator(nil, nil).Close() //nolint:errcheck // nothing is held open
	}
}

// LoadHeight loads the state of an earlier height, for an export.
func (app *App) LoadHeight(height int64) error { return app.LoadVersion(height) }

// AppCodec returns the codec of everything stored and sent.
func (app *App) AppCodec() codec.Codec { return app.codec }

// LegacyAmino returns the codec that the SDK's client context still asks for.
func (app *App) LegacyAmino() *codec.LegacyAmino { return app.legacyAmino }

// InterfaceRegistry returns the registry of messages and other packed types.
func (app *App) InterfaceRegistry() codectypes.InterfaceRegistry { return app.registry }

// TxConfig returns how transactions are encoded and signed: SIGN_MODE_DIRECT only.
func (app *App) TxConfig() client.TxConfig { return app.txConfig }

// BasicModules returns the parts of the modules that need no state: default genesis, validation, routes.
func (app *App) BasicModules() module.BasicManager { return app.basics }

// DefaultGenesis returns the genesis of every module before anybody is a member.
func (app *App) DefaultGenesis() map[string]json.RawMessage {
	return app.basics.DefaultGenesis(app.codec)
}

// StoreKeys returns the stores of all modules by name, for tests that compare whole states.
func (app *App) StoreKeys() map[string]*storetypes.KVStoreKey { return app.keys }
