// Package sim_test runs long random histories and compares what must be equal:
// two nodes, and a chain with its own export.
package sim_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
)

const blocks = 100

// Two nodes get the same blocks; one of them restarts after each.
func TestTwinApplicationsAgree(t *testing.T) {
	for seed := range int64(3) {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			steady, restarted := testutil.New(t), testutil.New(t)
			load := newWorkload(seed)
			succeeded, failed := 0, 0
			for range blocks {
				sent, block := load.block(steady.Time())
				for _, tx := range sent {
					block.Txs = append(block.Txs, steady.Sign(tx.actor, []sdk.Msg{tx.msg}))
				}
				one := steady.EndBlock(block)
				restarted.Restart()
				other := restarted.EndBlock(block)
				require.Equal(t, one.AppHash, other.AppHash, "height %d", steady.Height())
				require.Equal(t, one.TxResults, other.TxResults)
				require.Equal(t, one.ValidatorUpdates, other.ValidatorUpdates)
				require.Equal(t, one.ConsensusParamUpdates, other.ConsensusParamUpdates)
				for _, result := range one.TxResults {
					if result.Code == 0 {
						succeeded++
					} else {
						failed++
					}
				}
			}
			require.NoError(t, app.Currency(steady.App).CheckSupply(steady.Context()))
			require.Greater(t, succeeded, blocks/4, "the workload must do something")
			require.Greater(t, failed, blocks/4, "and must be refused something")
		})
	}
}

// A chain that starts from an export holds the same state, in every store and as an export.
func TestExportImportExport(t *testing.T) {
	for seed := range int64(3) {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			chain := testutil.New(t)
			load := newWorkload(100 + seed)
			for range blocks {
				sent, block := load.block(chain.Time())
				for _, tx := range sent {
					block.Txs = append(block.Txs, chain.Sign(tx.actor, []sdk.Msg{tx.msg}))
				}
				chain.EndBlock(block)
			}
			chain.RequireSurvivesExport()
		})
	}
}
