package localnet

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"
	"time"
)

// startAttempts is how often a start is tried when another program takes a port between its choice and its use.
const startAttempts = 3

var errPortTaken = errors.New("a port was taken")

// Start starts the named nodes, or all, and returns when each answers on its RPC port. Ports that somebody else took
// since the last start are exchanged for free ones. If one does not start, none of them runs afterwards.
func (n *Network) Start(ctx context.Context, names ...string) error {
	if err := n.refresh(); err != nil {
		return err
	}
	for attempt := 1; ; attempt++ {
		nodes, err := n.selected(names)
		if err != nil {
			return err
		}
		for _, node := range nodes {
			if pid := node.PID(); pid != 0 {
				return fmt.Errorf("node %s %w as process %d", node.Name, ErrRunning, pid)
			}
		}
		err = n.tryStart(ctx, nodes)
		if err == nil {
			return nil
		}
		if stopErr := n.Stop(names...); stopErr != nil {
			return errors.Join(err, stopErr)
		}
		if !errors.Is(err, errPortTaken) || attempt == startAttempts {
			return err
		}
	}
}

func (n *Network) tryStart(ctx context.Context, nodes []Node) error {
	held, err := n.choosePorts(nodes)
	if err != nil {
		return err
	}
	defer endAll(held)
	if err := errors.Join(n.configure(), n.save()); err != nil {
		return err
	}
	for i, node := range nodes {
		held[i].release()
		if err := n.launch(node); err != nil {
			return err
		}
	}
	for _, node := range nodes {
		if err := n.waitHeight(ctx, node.Name, 0); err != nil {
			return err
		}
	}
	return nil
}

// Stop ends the named nodes, or all, in order, and returns when they have ended. One that does not run is left alone.
func (n *Network) Stop(names ...string) error {
	if err := n.refresh(); err != nil {
		return err
	}
	nodes, err := n.selected(names)
	if err != nil {
		return err
	}
	return stop(nodes)
}

// Kill ends a node without giving it time to do anything, as a power cut would.
func (n *Network) Kill(name string) error {
	node, err := n.Node(name)
	if err != nil {
		return err
	}
	if err := node.signal(syscall.SIGKILL); err != nil {
		return err
	}
	if !node.waitExit(time.Now().Add(stopTimeout)) {
		return fmt.Errorf("node %s: process %d %w", name, node.PID(), errNotStopped)
	}
	return nil
}

// WaitHeight returns when each of the named nodes, or every running one, has committed the height. It fails with
// ErrNodeExited, and the end of the log, when a node ends, and with the context's error when that is over.
func (n *Network) WaitHeight(ctx context.Context, height int64, names ...string) error {
	nodes, err := n.selected(names)
	if err != nil {
		return err
	}
	for _, node := range nodes {
		if len(names) == 0 && node.PID() == 0 {
			continue
		}
		if err := n.waitHeight(ctx, node.Name, height); err != nil {
			return err
		}
	}
	return nil
}

func (n *Network) waitHeight(ctx context.Context, name string, height int64) error {
	node, err := n.Node(name)
	if err != nil {
		return err
	}
	rpc, err := node.RPC()
	if err != nil {
		return err
	}
	for {
		status, err := rpc.Status(ctx)
		if err == nil && string(status.NodeInfo.ID()) == node.ID && status.SyncInfo.LatestBlockHeight >= height {
			return nil
		}
		if node.PID() == 0 {
			return node.exited()
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("node %s did not reach height %d: %w", name, height, ctx.Err())
		case <-time.After(pollInterval):
		}
	}
}

// exited says why a node is not there.
func (node Node) exited() error {
	tail := node.tail()
	if strings.Contains(tail, "address already in use") {
		return fmt.Errorf("%w: %w: %s", ErrNodeExited, errPortTaken, node.Name)
	}
	return fmt.Errorf("%w: %s; the end of %s:\n%s", ErrNodeExited, node.Name, node.Log(), tail)
}

// waitExit returns when none of the named nodes, or of all, runs any more, or when the context is over. It reports each
// that ends.
func (n *Network) waitExit(ctx context.Context, names []string, ended func(Node)) {
	running := map[string]bool{}
	for {
		nodes, err := n.selected(names)
		if err != nil {
			return
		}
		count := 0
		for _, node := range nodes {
			runs := node.PID() != 0
			if runs {
				count++
			} else if running[node.Name] {
				ended(node)
			}
			running[node.Name] = runs
		}
		if count == 0 {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(pollInterval):
		}
	}
}
