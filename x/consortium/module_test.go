package consortium_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/cosmos/cosmos-sdk/codec"
	codectypes "github.com/cosmos/cosmos-sdk/codec/types"

	"github.com/dcep-consortium/dcepd/x/consortium"
	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

func TestGenesisOfTheModule(t *testing.T) {
	cdc := codec.NewProtoCodec(codectypes.NewInterfaceRegistry())
	module := consortium.NewAppModule(nil)
	require.ErrorIs(t, module.ValidateGenesis(cdc, nil, module.DefaultGenesis(cdc)), types.ErrInvalidGenesis)
	require.ErrorIs(t, module.ValidateGenesis(cdc, nil, []byte("{")), types.ErrInvalidGenesis)
}
