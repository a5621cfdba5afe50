package keeper_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

func TestNodes(t *testing.T) {
	f := newFixture(t)
	id := testutil.NodeID("new")
	register := &types.MsgRegisterNode{Operator: operator(icbc), NodeId: id, Kind: types.NODE_KIND_SENTRY}
	f.emits(register, &types.EventNodeRegistered{NodeId: id, MemberId: icbc, Kind: types.NODE_KIND_SENTRY})
	nodes, err := f.keeper().Nodes(f.Context())
	require.NoError(t, err)
	require.Contains(t, nodes, types.Node{Id: id, MemberId: icbc, Kind: types.NODE_KIND_SENTRY})

	f.refuses(register, types.ErrNodeExists)
	f.refuses(&types.MsgRegisterNode{Operator: operator(icbc), NodeId: "x", Kind: types.NODE_KIND_FULL}, types.ErrInvalidNode)
	f.refuses(&types.MsgRegisterNode{Operator: operator(icbc), NodeId: testutil.NodeID("other")}, types.ErrInvalidNode)
	f.refuses(&types.MsgRemoveNode{Operator: operator(boc), NodeId: id}, types.ErrNotOwnMember)

	remove := &types.MsgRemoveNode{Operator: operator(icbc), NodeId: id}
	f.emits(remove, &types.EventNodeRemoved{NodeId: id, MemberId: icbc})
	f.refuses(remove, types.ErrNodeNotFound)
}

func TestNodesOfAMemberAreBounded(t *testing.T) {
	f := newFixture(t)
	register := func(i int) *types.MsgRegisterNode {
		return &types.MsgRegisterNode{
			Operator: operator(icbc), NodeId: testutil.NodeID(fmt.Sprint(i)), Kind: types.NODE_KIND_FULL,
		}
	}
	// One comes with the sample consortium.
	for i := range types.MaxMemberNodes - 1 {
		f.MustSend(register(i))
	}
	f.refuses(register(types.MaxMemberNodes), types.ErrLimitReached)
}
