// Package modules is what all modules of this chain have in common: a name, a genesis in JSON, a REST gateway, and services.
package modules

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/cosmos/gogoproto/proto"
	gwruntime "github.com/grpc-ecosystem/grpc-gateway/runtime"

	errorsmod "cosmossdk.io/errors"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/codec"
	codectypes "github.com/cosmos/cosmos-sdk/codec/types"
	"github.com/cosmos/cosmos-sdk/types/module"
)

var _ module.AppModuleBasic = Basic[proto.Message]{}

// Basic is the part of a module that needs no state. A module embeds it, or Module, and adds what is particular to it.
type Basic[State proto.Message] struct {
	// ModuleName names the module, its store and its genesis.
	ModuleName string
	// Version of the state. An upgrade migrates what has a lower one.
	Version uint64
	// Interfaces registers the messages.
	Interfaces func(codectypes.InterfaceRegistry)
	// Gateway registers the REST routes of the queries, which reach the module over a connection.
	Gateway func(context.Context, *gwruntime.ServeMux, client.Context) error
	// Default is the genesis of a new chain.
	Default func() State
	// Validate judges a genesis by itself.
	Validate func(State) error
	// Invalid is the module's error for a genesis that cannot be read.
	Invalid *errorsmod.Error
}

// IsAppModule implements appmodule.AppModule.
func (Basic[State]) IsAppModule() {}

// IsOnePerModuleType implements depinject.OnePerModuleType.
func (Basic[State]) IsOnePerModuleType() {}

// Name implements module.HasName.
func (b Basic[State]) Name() string { return b.ModuleName }

// ConsensusVersion implements module.HasConsensusVersion.
func (b Basic[State]) ConsensusVersion() uint64 { return b.Version }

// RegisterLegacyAminoCodec implements module.AppModuleBasic; no module here has amino types.
func (Basic[State]) RegisterLegacyAminoCodec(*codec.LegacyAmino) {}

// RegisterInterfaces implements module.AppModuleBasic.
func (b Basic[State]) RegisterInterfaces(registry codectypes.InterfaceRegistry) {
	b.Interfaces(registry)
}

// RegisterGRPCGatewayRoutes implements module.AppModuleBasic.
func (b Basic[State]) RegisterGRPCGatewayRoutes(clientCtx client.Context, mux *gwruntime.ServeMux) {
	if err := b.Gateway(context.Background(), mux, clientCtx); err != nil {
		panic(fmt.Errorf("gateway of %s: %w", b.ModuleName, err))
	}
}

// DefaultGenesis implements module.HasGenesisBasics.
func (b Basic[State]) DefaultGenesis(cdc codec.JSONCodec) json.RawMessage {
	return cdc.MustMarshalJSON(b.Default())
}

// ValidateGenesis implements module.HasGenesisBasics.
func (b Basic[State]) ValidateGenesis(cdc codec.JSONCodec, _ client.TxEncodingConfig, raw json.RawMessage) error {
	state, err := b.Read(cdc, raw)
	if err != nil {
		return err
	}
	return b.Validate(state)
}

// Read reads a genesis. It fails with the error that Invalid is.
func (b Basic[State]) Read(cdc codec.JSONCodec, raw json.RawMessage) (State, error) {
	state := b.Default()
	state.Reset()
	if err := cdc.UnmarshalJSON(raw, state); err != nil {
		return state, b.Invalid.Wrap(err.Error())
	}
	return state, nil
}
