package app

import (
	"testing"

	cmtproto "github.com/cometbft/cometbft/proto/tendermint/types"
	cmttypes "github.com/cometbft/cometbft/types"
	"github.com/stretchr/testify/require"

	consensustypes "github.com/cosmos/cosmos-sdk/x/consensus/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

func consensusUpdate() *consensustypes.MsgUpdateParams {
	params := cmttypes.DefaultConsensusParams().ToProto()
	params.Block.MaxGas = minBlockGas
	return &consensustypes.MsgUpdateParams{
		Authority: consortiumtypes.Authority, Block: params.Block, Evidence: params.Evidence, Validator: params.Validator,
	}
}

func TestResolutionsCannotGiveTheChainAway(t *testing.T) {
	SetBech32Prefix()
	require.NoError(t, checkResolutionMessage(consensusUpdate()))
	require.NoError(t, checkResolutionMessage(&consortiumtypes.MsgSuspendMember{}))
	cases := map[string]struct {
		change func(*consensustypes.MsgUpdateParams)
		text   string
	}{
		"another authority": {func(m *consensustypes.MsgUpdateParams) {
			m.Auth = &cmtproto.AuthorityParams{Authority: "dcep1somebody"}
		}, "dcep1somebody"},
		"unlimited gas":   {func(m *consensustypes.MsgUpdateParams) { m.Block.MaxGas = -1 }, "max_gas -1"},
		"no gas":          {func(m *consensustypes.MsgUpdateParams) { m.Block.MaxGas = 0 }, "max_gas 0"},
		"little gas":      {func(m *consensustypes.MsgUpdateParams) { m.Block.MaxGas-- }, "max_gas 9999999, must be finite and at least 10000000"},
		"unlimited bytes": {func(m *consensustypes.MsgUpdateParams) { m.Block.MaxBytes = -1 }, "max_bytes -1"},
		"bytes for evidence only": {func(m *consensustypes.MsgUpdateParams) {
			m.Block.MaxBytes = m.Evidence.MaxBytes + minBlockBytes - 1
		}, "at least 262144 more than evidence.max_bytes 1048576"},
		"without ed25519": {func(m *consensustypes.MsgUpdateParams) { m.Validator.PubKeyTypes = []string{"secp256k1"} }, "ed25519"},
		"parts missing":   {func(m *consensustypes.MsgUpdateParams) { m.Evidence = nil }, "evidence"},
		"vote extensions": {func(m *consensustypes.MsgUpdateParams) {
			m.Abci = &cmtproto.ABCIParams{VoteExtensionsEnableHeight: 5}
		}, "vote extensions"},
		"what CometBFT refuses": {func(m *consensustypes.MsgUpdateParams) { m.Evidence.MaxAgeNumBlocks = 0 }, "evidence"},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			msg := consensusUpdate()
			test.change(msg)
			err := checkResolutionMessage(msg)
			require.ErrorIs(t, err, ErrResolutionContent)
			require.ErrorContains(t, err, test.text)
		})
	}
}
