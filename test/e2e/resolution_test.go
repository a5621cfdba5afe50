package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	dbm "github.com/cosmos/cosmos-db"
	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// encoding is an application that only encodes and signs what tests hand to real nodes.
var encoding = sync.OnceValue(func() *app.App { return testutil.NewApp(dbm.NewMemDB()) })

// proposer's member is the central bank, without whose consent no resolution passes; together with these five others it
// has six of eight votes, the two thirds that are needed.
const proposer = "pboc"

var voters = []string{"abc-sz", "boc-sz", "ccb-sz", "china-mobile", "china-telecom"}

// decree passes a resolution with the messages, by the votes of as many members as it takes, and has it executed.
func (n *network) decree(t testing.TB, reason string, msgs ...sdk.Msg) {
	t.Helper()
	id := n.propose(t, reason, msgs...)
	for _, member := range voters {
		n.vote(t, member, id)
	}
	n.awaitExecuted(t, id)
}

// propose submits a resolution, for which its own member has then voted, and returns its id.
func (n *network) propose(t testing.TB, reason string, msgs ...sdk.Msg) uint64 {
	t.Helper()
	n.send(t, proposer+"-governor", n.resolutionArgs(t, reason, msgs...)...)
	response, err := consortium.NewQueryClient(n.conn(t)).Resolutions(t.Context(), &consortium.QueryResolutionsRequest{})
	require.NoError(t, err)
	require.NotEmpty(t, response.Resolutions)
	last := response.Resolutions[len(response.Resolutions)-1]
	require.Equal(t, reason, last.Reason)
	return last.Id
}

// vote votes yes and does not wait for the block.
func (n *network) vote(t testing.TB, member string, id uint64) {
	t.Helper()
	n.post(t, member+"-governor", "consortium", "vote-resolution", fmt.Sprint(id), "yes")
}

func (n *network) awaitExecuted(t testing.TB, id uint64) consortium.Resolution {
	t.Helper()
	var resolution consortium.Resolution
	await(t, fmt.Sprintf("resolution %d", id), func() error {
		resolution = n.resolution(t, id)
		require.NotEqual(t, consortium.RESOLUTION_STATUS_FAILED, resolution.Status, resolution.Failure)
		return differs("status", consortium.RESOLUTION_STATUS_EXECUTED, resolution.Status)
	})
	return resolution
}

// resolutionArgs is the command that puts messages to the vote, which it reads from a file.
func (n *network) resolutionArgs(t testing.TB, reason string, msgs ...sdk.Msg) []string {
	t.Helper()
	encoded := make([]json.RawMessage, len(msgs))
	for i, msg := range msgs {
		encoded[i] = messageJSON(t, msg)
	}
	path := filepath.Join(t.TempDir(), "resolution.json")
	writeJSON(t, path, map[string]any{"reason": reason, "messages": encoded})
	return []string{"consortium", "submit-resolution", path}
}

func messageJSON(t testing.TB, msg sdk.Msg) json.RawMessage {
	t.Helper()
	encoded, err := encoding().AppCodec().MarshalInterfaceJSON(msg)
	require.NoError(t, err)
	return encoded
}

func writeJSON(t testing.TB, path string, value any) {
	t.Helper()
	content, err := json.Marshal(value)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(path, content, 0o600))
}
