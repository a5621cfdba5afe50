package localnet

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// fakeNetwork has the named nodes, all of which "run" a shell script instead of dcepd.
func fakeNetwork(t *testing.T, script string, names ...string) *Network {
	t.Helper()
	home := t.TempDir()
	binary := filepath.Join(home, "dcepd")
	require.NoError(t, os.WriteFile(binary, []byte("#!/bin/sh\n"+script+"\n"), 0o700))
	n := &Network{Home: home, ChainID: "test-1", Binary: binary}
	for _, name := range names {
		node := n.newNode(name, name, validatorNode)
		require.NoError(t, os.MkdirAll(node.Home, 0o700))
		n.Nodes = append(n.Nodes, node)
	}
	require.NoError(t, n.save())
	t.Cleanup(func() { require.NoError(t, stop(n.Nodes)) })
	return n
}
