package localnet

import (
	"context"
	"errors"
	"fmt"
)

// AddNode makes the home of a further node with a copy of the genesis and does not start it. It will call every
// validator; they admit it once its node id is registered on chain. A validator's node only follows until a resolution
// gives the validator of its name power. If it fails, the network is as before.
func (n *Network) AddNode(ctx context.Context, name, member string, validator bool) (Node, error) {
	if _, err := n.Node(name); err == nil {
		return Node{}, fmt.Errorf("node %s is %w", name, ErrExists)
	}
	kind := fullNode
	if validator {
		kind = validatorNode
	}
	founding := len(n.Nodes)
	n.Nodes = append(n.Nodes, n.newNode(name, member, kind))
	if err := n.equip(ctx, n.Nodes[founding:]); err != nil {
		n.Nodes = n.Nodes[:founding]
		return Node{}, err
	}
	return n.Nodes[founding], nil
}

func (n *Network) equip(ctx context.Context, added []Node) error {
	if err := n.initHomes(ctx, added); err != nil {
		return err
	}
	if err := n.handOut(ctx, added); err != nil {
		return err
	}
	held, err := n.choosePorts(added)
	if err != nil {
		return err
	}
	defer endAll(held)
	return errors.Join(n.configure(), n.save())
}
