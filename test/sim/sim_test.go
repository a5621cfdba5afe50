// Package sim_test runs long random histories and compares what must be equal:
// two nodes, and a chain with its own export.
package sim_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	storetypes "github.com/cosmos/cosmos-sdk/store/v2/types"
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
			first, err := chain.App.ExportAppStateAndValidators(false, nil, nil)
			require.NoError(t, err)
			imported := testutil.Import(t, first.AppState, chain.Time(), first.Height)
			exported, err := imported.App.ExportState(imported.Context())
			require.NoError(t, err)
			second, err := json.MarshalIndent(exported, "", "  ")
			require.NoError(t, err)
			require.Equal(t, string(first.AppState), string(second))
			requireSameStores(t, chain, imported)
		})
	}
}

// requireSameStores compares every key and value of every module's store.
func requireSameStores(t *testing.T, one, other *testutil.Chain) {
	t.Helper()
	for name, key := range one.App.StoreKeys() {
		want := contents(t, one.Context(), key)
		got := contents(t, other.Context(), other.App.StoreKeys()[name])
		require.Equal(t, want, got, "store %s", name)
	}
}

func contents(t *testing.T, ctx sdk.Context, key storetypes.StoreKey) map[string]string {
	t.Helper()
	pairs := map[string]string{}
	iterator := ctx.KVStore(key).Iterator(nil, nil)
	defer func() { require.NoError(t, iterator.Close()) }()
	for ; iterator.Valid(); iterator.Next() {
		pairs[fmt.Sprintf("%X", iterator.Key())] = fmt.Sprintf("%X", iterator.Value())
	}
	return pairs
}
