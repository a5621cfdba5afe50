package keeper

import (
	"context"

	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

// Nodes returns every node that the consortium admits as a peer, in the order of their ids.
func (k *Keeper) Nodes(ctx context.Context) ([]types.Node, error) {
	var nodes []types.Node
	err := k.nodes.Walk(ctx, nil, func(_ string, node types.Node) (bool, error) {
		nodes = append(nodes, node)
		return false, nil
	})
	return nodes, err
}

// RegisterNode admits a node of the operator's member as a peer.
func (k *Keeper) RegisterNode(ctx context.Context, operator types.Officer, id string, kind types.NodeKind) error {
	node := types.Node{Id: id, MemberId: operator.MemberId, Kind: kind}
	if err := node.Validate(); err != nil {
		return err
	}
	if exists, err := k.nodes.Has(ctx, id); err != nil {
		return err
	} else if exists {
		return types.ErrNodeExists.Wrap(id)
	}
	own, err := k.nodeIDs(ctx, operator.MemberId)
	if err != nil {
		return err
	}
	if len(own) >= types.MaxMemberNodes {
		return types.ErrLimitReached.Wrapf("member %s has %d nodes", operator.MemberId, len(own))
	}
	if err := k.nodes.Set(ctx, id, node); err != nil {
		return err
	}
	return emit(ctx, &types.EventNodeRegistered{NodeId: id, MemberId: node.MemberId, Kind: kind})
}

// RemoveNode withdraws a node of the operator's member.
func (k *Keeper) RemoveNode(ctx context.Context, operator types.Officer, id string) error {
	node, err := k.nodes.Get(ctx, id)
	if err != nil {
		return found(err, types.ErrNodeNotFound, id)
	}
	if node.MemberId != operator.MemberId {
		return types.ErrNotOwnMember.Wrapf("node %s is of member %s", id, node.MemberId)
	}
	return k.removeNode(ctx, node)
}

func (k *Keeper) removeNode(ctx context.Context, node types.Node) error {
	if err := k.nodes.Remove(ctx, node.Id); err != nil {
		return err
	}
	return emit(ctx, &types.EventNodeRemoved{NodeId: node.Id, MemberId: node.MemberId})
}

// removeNodes withdraws all nodes of a member that leaves.
func (k *Keeper) removeNodes(ctx context.Context, memberID string) error {
	ids, err := k.nodeIDs(ctx, memberID)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := k.removeNode(ctx, types.Node{Id: id, MemberId: memberID}); err != nil {
			return err
		}
	}
	return nil
}

func (k *Keeper) nodeIDs(ctx context.Context, memberID string) ([]string, error) {
	iterator, err := k.nodes.Indexes.Member.MatchExact(ctx, memberID)
	if err != nil {
		return nil, err
	}
	return iterator.PrimaryKeys()
}
