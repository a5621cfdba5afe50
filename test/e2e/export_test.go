package e2e

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// document is what dcepd export prints, with the parts that a restart must keep.
type document struct {
	ChainID       string                     `json:"chain_id"`
	InitialHeight int64                      `json:"initial_height"`
	AppState      map[string]json.RawMessage `json:"app_state"`
	Consensus     struct {
		Params json.RawMessage `json:"params"`
	} `json:"consensus"`
}

// export stops a node if it runs, and exports its state.
func (n *network) export(t testing.TB, name string) (document, string) {
	t.Helper()
	n.stop(t, name)
	text := n.do(t, "export", "--home="+n.node(t, name).Home)
	var exported document
	require.NoError(t, json.Unmarshal([]byte(text), &exported), "%s", text)
	return exported, text
}

// TestExportImportExport: a chain that lived a little is exported and started anew from that. It goes on at the next
// height, with the same validators, and an export of it is the same.
func TestExportImportExport(t *testing.T) {
	t.Parallel()
	n := startNetwork(t, nil)
	n.liveADay(t)
	n.retireOne(t)
	n.stop(t)
	first, text := n.export(t, "pboc-1")
	for _, module := range []string{"auth", "consortium", "currency"} {
		require.Contains(t, first.AppState, module)
	}

	for _, founder := range founders {
		forget(t, n.node(t, founder).Home)
		require.NoError(t, os.WriteFile(n.node(t, founder).Config("genesis.json"), []byte(text), 0o600))
		n.do(t, "genesis", "validate", "--home="+n.node(t, founder).Home)
	}
	n.start(t)
	n.awaitHeight(t, first.InitialHeight+3)
	require.Equal(t, first.InitialHeight, n.firstHeight(t))
	n.requireOneChain(t, "pboc-1", "icbc-sz-1", "abc-sz-1")
	n.stop(t)
	second, _ := n.export(t, "icbc-sz-1")

	require.Equal(t, first.ChainID, second.ChainID)
	require.Greater(t, second.InitialHeight, first.InitialHeight)
	require.JSONEq(t, string(first.Consensus.Params), string(second.Consensus.Params))
	require.Len(t, second.AppState, len(first.AppState))
	for module, state := range first.AppState {
		require.Equal(t, string(state), string(second.AppState[module]), "state of %s", module)
	}
}

// forget removes what a node knows of the chain, but for what its validator has signed: that is never forgotten.
func forget(t *testing.T, home string) {
	t.Helper()
	data := filepath.Join(home, "data")
	entries, err := os.ReadDir(data)
	require.NoError(t, err)
	for _, entry := range entries {
		if entry.Name() != "priv_validator_state.json" {
			require.NoError(t, os.RemoveAll(filepath.Join(data, entry.Name())))
		}
	}
}

// retireOne leaves marks in the validator set that a new chain must not forget.
func (n *network) retireOne(t *testing.T) {
	t.Helper()
	const retired = "boc-sz-1"
	n.send(t, n.officer(t, retired, "node-operator"), "consortium", "propose-retirement", retired)
	n.send(t, n.officer(t, retired, "admin-1"), "consortium", "confirm-retirement", retired)
	require.Equal(t, consortium.VALIDATOR_STATUS_RETIRED, n.validator(t, retired).Status)
	n.awaitBlocks(t, 3)
}

func (n *network) firstHeight(t testing.TB) int64 {
	t.Helper()
	status, err := n.rpc(t, n.anyNode(t).Name).Status(t.Context())
	require.NoError(t, err)
	return status.SyncInfo.EarliestBlockHeight
}
