// Package title is the module of electronic bills of lading.
package title

import (
	"context"

	gwruntime "github.com/grpc-ecosystem/grpc-gateway/runtime"

	"cosmossdk.io/core/appmodule"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/types/module"

	"github.com/dcep-consortium/dcepd/modules"
	"github.com/dcep-consortium/dcepd/x/title/keeper"
	"github.com/dcep-consortium/dcepd/x/title/types"
)

const consensusVersion = 1

var (
	_ appmodule.AppModule        = AppModule{}
	_ module.AppModuleBasic      = AppModule{}
	_ module.HasGenesis          = AppModule{}
	_ module.HasServices         = AppModule{}
	_ module.HasConsensusVersion = AppModule{}
)

// AppModule connects the keeper to the application.
type AppModule struct {
	modules.Module[*types.GenesisState]
	keeper *keeper.Keeper
}

// NewAppModule returns the module. For what needs no state, such as the commands of a client, the keeper may be nil.
func NewAppModule(k *keeper.Keeper) AppModule {
	return AppModule{
		Module: modules.Module[*types.GenesisState]{
			Basic: modules.Basic[*types.GenesisState]{
				ModuleName: types.ModuleName,
				Version:    consensusVersion,
				Interfaces: types.RegisterInterfaces,
				Gateway: func(ctx context.Context, mux *gwruntime.ServeMux, connection client.Context) error {
					return types.RegisterQueryHandlerClient(ctx, mux, types.NewQueryClient(connection))
				},
				Default:  types.DefaultGenesisState,
				Validate: types.ValidateGenesis,
				Invalid:  types.ErrInvalidGenesis,
			},
			Keeper: k,
		},
		keeper: k,
	}
}

// RegisterServices implements module.HasServices.
func (am AppModule) RegisterServices(configurator module.Configurator) {
	types.RegisterMsgServer(configurator.MsgServer(), keeper.NewMsgServer(am.keeper))
	types.RegisterQueryServer(configurator.QueryServer(), keeper.NewQueryServer(am.keeper))
}
