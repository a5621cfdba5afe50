package types_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

func TestParamsValidateNamesTheParameter(t *testing.T) {
	require.NoError(t, types.DefaultParams().Validate())
	for _, test := range []struct {
		name    string
		breakIt func(*types.Params)
	}{
		{"threshold", func(p *types.Params) { p.ThresholdNumerator, p.ThresholdDenominator = 1, 2 }},
		{"threshold", func(p *types.Params) { p.ThresholdNumerator, p.ThresholdDenominator = 4, 3 }},
		{"threshold", func(p *types.Params) { p.ThresholdNumerator, p.ThresholdDenominator = 0, 0 }},
		{"power_bound", func(p *types.Params) { p.PowerBoundNumerator = 0 }},
		{"power_bound", func(p *types.Params) { p.PowerBoundNumerator = 4 }},
		{"resolution_period", func(p *types.Params) { p.ResolutionPeriod = 0 }},
		{"resolution_period", func(p *types.Params) { p.ResolutionPeriod = 366 * 24 * time.Hour }},
		{"officer_proposal_period", func(p *types.Params) { p.OfficerProposalPeriod = -1 }},
		{"jail_duration", func(p *types.Params) { p.JailDuration = 0 }},
		{"max_resolution_messages", func(p *types.Params) { p.MaxResolutionMessages = 0 }},
		{"max_resolution_messages", func(p *types.Params) { p.MaxResolutionMessages = 101 }},
		{"max_executions_per_block", func(p *types.Params) { p.MaxExecutionsPerBlock = 0 }},
		{"resolution_gas_limit", func(p *types.Params) { p.ResolutionGasLimit = 999_999 }},
		{"missed_blocks_window", func(p *types.Params) { p.MissedBlocksWindow = 0 }},
		{"missed_blocks_window", func(p *types.Params) { p.MissedBlocksWindow = -5 }},
		{"missed_blocks_window", func(p *types.Params) { p.MissedBlocksWindow = 1_000_001 }},
		{"max_missed_blocks", func(p *types.Params) { p.MaxMissedBlocks = 1000 }},
		{"power_bound_min_validators", func(p *types.Params) { p.PowerBoundMinValidators = 1 }},
		{"max_tx_bytes", func(p *types.Params) { p.MaxTxBytes = 1 }},
		{"max_tx_messages", func(p *types.Params) { p.MaxTxMessages = 0 }},
		{"max_tx_gas", func(p *types.Params) { p.MaxTxGas = 1 }},
		{"member_block_gas", func(p *types.Params) { p.MemberBlockGas = p.MaxTxGas - 1 }},
		{"member_block_bytes", func(p *types.Params) { p.MemberBlockBytes = p.MaxTxBytes - 1 }},
		{"wallet_block_gas", func(p *types.Params) { p.WalletBlockGas = 0 }},
		{"wallet_block_bytes", func(p *types.Params) { p.WalletBlockBytes = 0 }},
	} {
		t.Run(test.name, func(t *testing.T) {
			params := types.DefaultParams()
			test.breakIt(&params)
			err := params.Validate()
			require.ErrorIs(t, err, types.ErrInvalidParams)
			require.ErrorContains(t, err, test.name)
		})
	}
}

func TestNodeValidate(t *testing.T) {
	node := types.Node{Id: "0123456789abcdef0123456789abcdef01234567", MemberId: "icbc-sz", Kind: types.NODE_KIND_FULL}
	require.NoError(t, node.Validate())
	for _, id := range []string{"", node.Id[1:], node.Id + "0", "0123456789ABCDEF0123456789abcdef01234567", node.Id[1:] + "g"} {
		broken := node
		broken.Id = id
		require.ErrorIs(t, broken.Validate(), types.ErrInvalidNode, "%q", id)
	}
	node.Kind = types.NODE_KIND_UNSPECIFIED
	require.ErrorIs(t, node.Validate(), types.ErrInvalidNode)
}
