package app_test

import (
	"testing"

	dbm "github.com/cosmos/cosmos-db"
	"github.com/stretchr/testify/require"

	"cosmossdk.io/log/v2"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
)

type options map[string]any

func (o options) Get(name string) any { return o[name] }

func TestOnlyRegisteredNodesConnect(t *testing.T) {
	chain := testutil.New(t)
	registered, stranger := testutil.NodeID("icbc-sz"), testutil.NodeID("stranger")
	require.Zero(t, chain.App.FilterPeerByID(registered).Code)
	refused := chain.App.FilterPeerByID(stranger)
	require.NotZero(t, refused.Code)
	require.Contains(t, refused.Log, stranger)

	removals := 0
	chain.App.OnPeerRemoved(func() { removals++ })
	chain.MustSend(&consortium.MsgRemoveNode{Operator: testutil.Officer("icbc-sz", "node-operator").String(), NodeId: registered})
	require.True(t, chain.App.AdmitsPeer(registered), "nothing changes before the commit")
	chain.NextBlock()
	require.False(t, chain.App.AdmitsPeer(registered))
	require.Equal(t, 1, removals)
	chain.NextBlock()
	require.Equal(t, 1, removals)
}

func TestARestartedNodeKnowsItsPeers(t *testing.T) {
	chain := testutil.New(t)
	chain.Restart()
	require.True(t, chain.App.AdmitsPeer(testutil.NodeID("abc-sz")))
}

func TestOwnPersistentPeersAreAdmitted(t *testing.T) {
	own := testutil.NodeID("sentry")
	instance := app.New(log.NewNopLogger(), dbm.NewMemDB(), true,
		options{"p2p.persistent_peers": " " + own + "@127.0.0.1:26656, "})
	require.True(t, instance.AdmitsPeer(own))
	require.False(t, instance.AdmitsPeer(testutil.NodeID("stranger")))
}
