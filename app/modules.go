package app

import (
	"fmt"

	autocliv1 "cosmossdk.io/api/cosmos/autocli/v1"
	reflectionv1 "cosmossdk.io/api/cosmos/reflection/v1"
	"cosmossdk.io/client/v2/autocli"
	"cosmossdk.io/core/appmodule"

	"github.com/cosmos/cosmos-sdk/codec/address"
	runtimeservices "github.com/cosmos/cosmos-sdk/runtime/services"
	"github.com/cosmos/cosmos-sdk/types/module"
	"github.com/cosmos/cosmos-sdk/x/auth"
	authtypes "github.com/cosmos/cosmos-sdk/x/auth/types"
	banktypes "github.com/cosmos/cosmos-sdk/x/bank/types"
	"github.com/cosmos/cosmos-sdk/x/consensus"
	consensustypes "github.com/cosmos/cosmos-sdk/x/consensus/types"
	"github.com/cosmos/cosmos-sdk/x/upgrade"
	upgradetypes "github.com/cosmos/cosmos-sdk/x/upgrade/types"

	"github.com/dcep-consortium/dcepd/history"
	"github.com/dcep-consortium/dcepd/mempool"
	"github.com/dcep-consortium/dcepd/x/calendar"
	calendartypes "github.com/dcep-consortium/dcepd/x/calendar/types"
	"github.com/dcep-consortium/dcepd/x/certification"
	certificationtypes "github.com/dcep-consortium/dcepd/x/certification/types"
	"github.com/dcep-consortium/dcepd/x/consortium"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/financing"
	financingtypes "github.com/dcep-consortium/dcepd/x/financing/types"
	"github.com/dcep-consortium/dcepd/x/letters"
	letterstypes "github.com/dcep-consortium/dcepd/x/letters/types"
	"github.com/dcep-consortium/dcepd/x/offline"
	offlinetypes "github.com/dcep-consortium/dcepd/x/offline/types"
	"github.com/dcep-consortium/dcepd/x/purpose"
	purposetypes "github.com/dcep-consortium/dcepd/x/purpose/types"
	"github.com/dcep-consortium/dcepd/x/singlewindow"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
	"github.com/dcep-consortium/dcepd/x/supervision"
	supervisiontypes "github.com/dcep-consortium/dcepd/x/supervision/types"
	"github.com/dcep-consortium/dcepd/x/surveillance"
	surveillancetypes "github.com/dcep-consortium/dcepd/x/surveillance/types"
	"github.com/dcep-consortium/dcepd/x/title"
	titletypes "github.com/dcep-consortium/dcepd/x/title/types"
)

// newModules lists the modules and the order in which they act.
func (app *App) newModules() {
	k := keepersOf(app)
	app.modules = module.NewManager(
		authModule{
			AppModule: auth.NewAppModule(app.codec, k.accounts, nil),
			accounts:  k.accounts,
			currency:  k.currency,
		},
		consensus.NewAppModule(app.codec, k.consensus),
		upgrade.NewAppModule(k.upgrade, k.accounts.AddressCodec()),
		consortium.NewAppModule(k.consortium),
		certification.NewAppModule(k.certification),
		surveillance.NewAppModule(k.surveillance),
		currency.NewAppModule(k.currency),
		calendar.NewAppModule(k.calendar),
		offline.NewAppModule(k.offline),
		purpose.NewAppModule(k.purpose),
		supervision.NewAppModule(k.supervision),
		letters.NewAppModule(k.letters),
		singlewindow.NewAppModule(k.singleWindow),
		financing.NewAppModule(k.financing),
		title.NewAppModule(k.title),
	)
	app.modules.SetOrderPreBlockers(upgradetypes.ModuleName, authtypes.ModuleName)
	app.modules.SetOrderBeginBlockers(consortiumtypes.ModuleName)
	// Expiries first, then resolutions, then what they did to the validator set.
	app.modules.SetOrderEndBlockers(certificationtypes.ModuleName, currencytypes.ModuleName, offlinetypes.ModuleName, purposetypes.ModuleName,
		financingtypes.ModuleName, supervisiontypes.ModuleName, consortiumtypes.ModuleName)
	// Officers' accounts exist before the consortium appoints them.
	genesisOrder := []string{
		authtypes.ModuleName, consensustypes.ModuleName, upgradetypes.ModuleName,
		consortiumtypes.ModuleName, certificationtypes.ModuleName, surveillancetypes.ModuleName, currencytypes.ModuleName,
		calendartypes.ModuleName, offlinetypes.ModuleName, purposetypes.ModuleName, supervisiontypes.ModuleName,
		letterstypes.ModuleName, singlewindowtypes.ModuleName, financingtypes.ModuleName, titletypes.ModuleName,
	}
	app.modules.SetOrderInitGenesis(genesisOrder...)
	app.modules.SetOrderExportGenesis(genesisOrder...)

	app.basics = module.NewBasicManagerFromManager(app.modules, nil)
	app.basics.RegisterLegacyAminoCodec(app.legacyAmino)
	app.basics.RegisterInterfaces(app.registry)
}

// registerServices puts the guard in front of every message handler and registers the queries.
func (app *App) registerServices() {
	k := keepersOf(app)
	app.configurator = module.NewConfigurator(app.codec,
		guardedServer{router: app.MsgServiceRouter(), guard: k.guard}, app.GRPCQueryRouter())
	if err := app.modules.RegisterServices(app.configurator); err != nil {
		panic(fmt.Errorf("register services: %w", err))
	}
	banktypes.RegisterInterfaces(app.registry)
	banktypes.RegisterQueryServer(app.GRPCQueryRouter(), balanceQueries{currency: k.currency})
	autocliv1.RegisterQueryServer(app.GRPCQueryRouter(), runtimeservices.NewAutoCLIQueryService(app.modules.Modules))
	reflection, err := runtimeservices.NewReflectionService()
	if err != nil {
		panic(fmt.Errorf("reflection service: %w", err))
	}
	reflectionv1.RegisterReflectionServiceServer(app.GRPCQueryRouter(), reflection)
}

// AutoCliOpts describes all modules' commands.
func (app *App) AutoCliOpts() autocli.AppOptions {
	modules := map[string]appmodule.AppModule{}
	for name, loaded := range app.modules.Modules {
		if withCommands, ok := loaded.(appmodule.AppModule); ok {
			modules[name] = withCommands
		}
	}
	options := runtimeservices.ExtractAutoCLIOptions(app.modules.Modules)
	options["history"] = history.AutoCLIOptions()
	options["mempool"] = mempool.AutoCLIOptions()
	return autocli.AppOptions{
		Modules:               modules,
		ModuleOptions:         options,
		AddressCodec:          consortiumtypes.AddressCodec,
		ValidatorAddressCodec: address.NewBech32Codec(Bech32Prefix + "valoper"),
		ConsensusAddressCodec: address.NewBech32Codec(Bech32Prefix + "valcons"),
	}
}
