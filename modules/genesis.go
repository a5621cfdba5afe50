package modules

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/cosmos/gogoproto/proto"

	"github.com/cosmos/cosmos-sdk/codec"
	sdk "github.com/cosmos/cosmos-sdk/types"
	"github.com/cosmos/cosmos-sdk/types/module"
)

var _ module.HasGenesis = Module[proto.Message]{}

// Keeper is what a module needs of its keeper to begin with a state, and to give it away.
type Keeper[State any] interface {
	InitGenesis(context.Context, State) error
	ExportGenesis(context.Context) (State, error)
}

// Module is a Basic with state.
type Module[State proto.Message] struct {
	Basic[State]
	// Keeper may be nil for what needs no state, such as the commands of a client.
	Keeper Keeper[State]
}

// InitGenesis implements module.HasGenesis. It panics when the genesis is invalid.
func (m Module[State]) InitGenesis(ctx sdk.Context, cdc codec.JSONCodec, raw json.RawMessage) {
	state, err := m.Read(cdc, raw)
	if err == nil {
		err = m.Keeper.InitGenesis(ctx, state)
	}
	if err != nil {
		panic(fmt.Errorf("genesis of %s: %w", m.ModuleName, err))
	}
}

// ExportGenesis implements module.HasGenesis. It panics when the store cannot be read.
func (m Module[State]) ExportGenesis(ctx sdk.Context, cdc codec.JSONCodec) json.RawMessage {
	state, err := m.Keeper.ExportGenesis(ctx)
	if err != nil {
		panic(fmt.Errorf("export of %s: %w", m.ModuleName, err))
	}
	return cdc.MustMarshalJSON(state)
}
