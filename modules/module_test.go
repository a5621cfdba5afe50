package modules_test

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/cosmos/cosmos-sdk/codec"
	codectypes "github.com/cosmos/cosmos-sdk/codec/types"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/modules"
	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

// shelf keeps a genesis state, or fails.
type shelf struct {
	state *types.GenesisState
	err   error
}

func (s *shelf) InitGenesis(_ context.Context, state *types.GenesisState) error {
	s.state = state
	return s.err
}

func (s *shelf) ExportGenesis(context.Context) (*types.GenesisState, error) { return s.state, s.err }

func TestGenesisGoesInAndOut(t *testing.T) {
	cdc := codec.NewProtoCodec(codectypes.NewInterfaceRegistry())
	keeper := &shelf{}
	module := modules.Module[*types.GenesisState]{
		Basic: modules.Basic[*types.GenesisState]{
			ModuleName: types.ModuleName, Version: 3, Default: types.DefaultGenesisState, Validate: types.ValidateGenesis, Invalid: types.ErrInvalidGenesis,
		},
		Keeper: keeper,
	}
	require.Equal(t, types.ModuleName, module.Name())
	require.Equal(t, uint64(3), module.ConsensusVersion())

	raw := module.DefaultGenesis(cdc)
	require.NoError(t, module.ValidateGenesis(cdc, nil, raw))
	module.InitGenesis(sdk.Context{}, cdc, raw)
	require.Equal(t, raw, module.ExportGenesis(sdk.Context{}, cdc))

	require.ErrorIs(t, module.ValidateGenesis(cdc, nil, []byte("{")), types.ErrInvalidGenesis)
	keeper.err = errors.New("disk")
	require.PanicsWithError(t, "genesis of purpose: disk", func() { module.InitGenesis(sdk.Context{}, cdc, raw) })
	require.PanicsWithError(t, "export of purpose: disk", func() { module.ExportGenesis(sdk.Context{}, cdc) })
}
