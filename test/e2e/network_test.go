package e2e

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	rpchttp "github.com/cometbft/cometbft/rpc/client/http"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	"github.com/dcep-consortium/dcepd/genesis"
	"github.com/dcep-consortium/dcepd/localnet"
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// The founding validators: one each of the central bank and three operator banks.
var founders = []string{"pboc-1", "icbc-sz-1", "abc-sz-1", "boc-sz-1"}

// logTail is how much of each node's log a failed test shows.
const logTail = 4000

// network is a running consortium.
type network struct {
	*localnet.Network
}

// startNetwork makes and starts the pilot's four validators for one test, and stops them after it. adapt may change the
// rules that the chain starts with.
func startNetwork(t *testing.T, adapt func(*genesis.Consortium)) *network {
	t.Helper()
	return startNetworkOf(t, localnet.Config{Adapt: adapt})
}

// startNetworkOf is startNetwork with more that differs. Home and program are not for the test to say.
func startNetworkOf(t *testing.T, config localnet.Config) *network {
	t.Helper()
	config.Home = filepath.Join(t.TempDir(), "net")
	n, err := launch(t.Context(), config)
	if n != nil {
		t.Cleanup(func() {
			n.showLogs(t)
			require.NoError(t, n.Stop())
		})
	}
	require.NoError(t, err)
	return n
}

func launch(ctx context.Context, config localnet.Config) (*network, error) {
	config.Binary = binary
	made, err := localnet.Init(ctx, config)
	if err != nil {
		return nil, err
	}
	n := &network{made}
	if err := n.Start(ctx); err != nil {
		return n, err
	}
	return n, n.WaitHeight(ctx, 2)
}

var shared = struct {
	once    sync.Once
	network *network
	err     error
}{}

// sharedNetwork is for tests that only add to the chain. It starts with the first and stops with the last test.
func sharedNetwork(t *testing.T) *network {
	t.Helper()
	shared.once.Do(func() {
		// It outlives this test, so the test's own context must not end it.
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		shared.network, shared.err = launch(ctx, localnet.Config{Home: filepath.Join(workDir, "shared")})
	})
	require.NoError(t, shared.err)
	t.Cleanup(func() { shared.network.showLogs(t) })
	return shared.network
}

func stopShared() {
	if shared.network == nil {
		return
	}
	if err := shared.network.Stop(); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
}

// showLogs prints the end of every node's log when the test failed.
func (n *network) showLogs(t *testing.T) {
	if !t.Failed() {
		return
	}
	for _, node := range n.Nodes {
		content, err := os.ReadFile(node.Log())
		if err != nil {
			content = []byte(err.Error())
		}
		t.Logf("=== the end of the log of %s\n%s", node.Name, content[max(0, len(content)-logTail):])
	}
}

// node is the node of that name, which must be there.
func (n *network) node(t testing.TB, name string) localnet.Node {
	t.Helper()
	node, err := n.Node(name)
	require.NoError(t, err)
	return node
}

// officer is the key of the officer who has the role in the member that runs the node.
func (n *network) officer(t testing.TB, node, role string) string {
	t.Helper()
	return n.node(t, node).Member + "-" + role
}

// running are the names of the nodes that run.
func (n *network) running() []string {
	var names []string
	for _, node := range n.Nodes {
		if node.PID() != 0 {
			names = append(names, node.Name)
		}
	}
	return names
}

// anyNode is the first node that runs.
func (n *network) anyNode(t testing.TB) localnet.Node {
	t.Helper()
	names := n.running()
	require.NotEmpty(t, names, "no node runs")
	return n.node(t, names[0])
}

func (n *network) stop(t testing.TB, names ...string) {
	t.Helper()
	require.NoError(t, n.Stop(names...))
}

func (n *network) start(t testing.TB, names ...string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	require.NoError(t, n.Start(ctx, names...))
}

// awaitHeight returns when the named nodes, or all that run, have committed the height.
func (n *network) awaitHeight(t testing.TB, height int64, names ...string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	require.NoError(t, n.WaitHeight(ctx, height, names...))
}

// awaitBlocks returns when so many more blocks are committed by the named nodes, or all that run.
func (n *network) awaitBlocks(t testing.TB, count int64, names ...string) {
	t.Helper()
	n.awaitHeight(t, n.height(t)+count, names...)
}

func (n *network) rpc(t testing.TB, name string) *rpchttp.HTTP {
	t.Helper()
	client, err := n.node(t, name).RPC()
	require.NoError(t, err)
	return client
}

// conn connects to the gRPC of a node that runs.
func (n *network) conn(t testing.TB) *grpc.ClientConn {
	t.Helper()
	return dial(t, n.anyNode(t))
}

func dial(t testing.TB, node localnet.Node) *grpc.ClientConn {
	t.Helper()
	conn, err := grpc.NewClient(node.Ports.GRPCAddress(), grpc.WithTransportCredentials(insecure.NewCredentials()))
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close() }) //nolint:errcheck // its node may be gone
	return conn
}

func (n *network) validator(t testing.TB, id string) consortium.Validator {
	t.Helper()
	response, err := consortium.NewQueryClient(n.conn(t)).Validator(t.Context(), &consortium.QueryValidatorRequest{ValidatorId: id})
	require.NoError(t, err)
	return response.Validator
}

// awaitValidator returns the validator once it has the status.
func (n *network) awaitValidator(t testing.TB, id string, status consortium.ValidatorStatus) consortium.Validator {
	t.Helper()
	var validator consortium.Validator
	await(t, fmt.Sprintf("validator %s", id), func() error {
		validator = n.validator(t, id)
		return differs("status", status, validator.Status)
	})
	return validator
}

func (n *network) resolution(t testing.TB, id uint64) consortium.Resolution {
	t.Helper()
	response, err := consortium.NewQueryClient(n.conn(t)).Resolution(t.Context(), &consortium.QueryResolutionRequest{ResolutionId: id})
	require.NoError(t, err)
	return response.Resolution
}

func (n *network) wallet(t testing.TB, address string) currency.Wallet {
	t.Helper()
	response, err := currency.NewQueryClient(n.conn(t)).Wallet(t.Context(), &currency.QueryWalletRequest{Address: address})
	require.NoError(t, err)
	return response.Wallet
}

func others(name string) []string {
	return slices.DeleteFunc(slices.Clone(founders), func(other string) bool { return other == name })
}
