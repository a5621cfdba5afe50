// Package consortium is the module of who is in, what they may do, who decides and who validates.
package consortium

import (
	"context"
	"encoding/json"
	"fmt"

	abci "github.com/cometbft/cometbft/abci/types"
	gwruntime "github.com/grpc-ecosystem/grpc-gateway/runtime"

	"cosmossdk.io/core/appmodule"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/codec"
	sdk "github.com/cosmos/cosmos-sdk/types"
	"github.com/cosmos/cosmos-sdk/types/module"

	"github.com/dcep-consortium/dcepd/modules"
	"github.com/dcep-consortium/dcepd/x/consortium/keeper"
	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

const consensusVersion = 1

var (
	_ module.AppModuleBasic      = AppModule{}
	_ appmodule.AppModule        = AppModule{}
	_ module.HasABCIGenesis      = AppModule{}
	_ module.HasABCIEndBlock     = AppModule{}
	_ module.HasServices         = AppModule{}
	_ module.HasConsensusVersion = AppModule{}
	_ appmodule.HasBeginBlocker  = AppModule{}
)

// AppModule connects the keeper to the application.
type AppModule struct {
	modules.Basic[*types.GenesisState]
	keeper *keeper.Keeper
}

// NewAppModule returns the module. For what needs no state, such as the commands of a client, the keeper may be nil.
func NewAppModule(k *keeper.Keeper) AppModule {
	return AppModule{
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
		keeper: k,
	}
}

// RegisterServices implements module.HasServices.
func (am AppModule) RegisterServices(configurator module.Configurator) {
	types.RegisterMsgServer(configurator.MsgServer(), keeper.NewMsgServer(am.keeper))
	types.RegisterQueryServer(configurator.QueryServer(), keeper.NewQueryServer(am.keeper))
}

// InitGenesis implements module.HasABCIGenesis. It panics when the genesis is invalid.
func (am AppModule) InitGenesis(ctx sdk.Context, cdc codec.JSONCodec, raw json.RawMessage) []abci.ValidatorUpdate {
	state, err := am.Read(cdc, raw)
	if err != nil {
		panic(fmt.Errorf("genesis of %s: %w", types.ModuleName, err))
	}
	updates, err := am.keeper.InitGenesis(ctx, state)
	if err != nil {
		panic(fmt.Errorf("genesis of %s: %w", types.ModuleName, err))
	}
	return updates
}

// ExportGenesis implements module.HasABCIGenesis. It panics when the store cannot be read.
func (am AppModule) ExportGenesis(ctx sdk.Context, cdc codec.JSONCodec) json.RawMessage {
	state, err := am.keeper.ExportGenesis(ctx)
	if err != nil {
		panic(fmt.Errorf("export of %s: %w", types.ModuleName, err))
	}
	return cdc.MustMarshalJSON(state)
}

// BeginBlock implements appmodule.HasBeginBlocker.
func (am AppModule) BeginBlock(ctx context.Context) error { return am.keeper.BeginBlock(ctx) }

// EndBlock implements module.HasABCIEndBlock.
func (am AppModule) EndBlock(ctx context.Context) ([]abci.ValidatorUpdate, error) {
	return am.keeper.EndBlock(sdk.UnwrapSDKContext(ctx))
}
