package testutil

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	dbm "github.com/cosmos/cosmos-db"
	"github.com/stretchr/testify/require"

	storetypes "github.com/cosmos/cosmos-sdk/store/v2/types"
	sdk "github.com/cosmos/cosmos-sdk/types"
)

// Import starts a chain from an exported state, before its first block.
func Import(t testing.TB, state []byte, at time.Time, height int64) *Chain {
	t.Helper()
	db := dbm.NewMemDB()
	return start(t, NewApp(db), db, state, at, height, ConsensusParams())
}

// RequireSurvivesExport starts another chain from the last committed state, and wants it to hold the same under every key of
// every store, and to export the same.
func (c *Chain) RequireSurvivesExport() {
	c.t.Helper()
	first, err := c.App.ExportAppStateAndValidators(false, nil, nil)
	require.NoError(c.t, err)
	imported := Import(c.t, first.AppState, c.time, first.Height)
	exported, err := imported.App.ExportState(imported.Context())
	require.NoError(c.t, err)
	second, err := json.MarshalIndent(exported, "", "  ")
	require.NoError(c.t, err)
	require.Equal(c.t, string(first.AppState), string(second))
	for name, key := range c.App.StoreKeys() {
		require.Equal(c.t, contents(c.t, c.Context(), key), contents(c.t, imported.Context(), imported.App.StoreKeys()[name]), "store %s", name)
	}
}

func contents(t testing.TB, ctx sdk.Context, key storetypes.StoreKey) map[string]string {
	t.Helper()
	pairs := map[string]string{}
	iterator := ctx.KVStore(key).Iterator(nil, nil)
	defer func() { require.NoError(t, iterator.Close()) }()
	for ; iterator.Valid(); iterator.Next() {
		pairs[fmt.Sprintf("%X", iterator.Key())] = fmt.Sprintf("%X", iterator.Value())
	}
	return pairs
}
