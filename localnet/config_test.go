package localnet

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

const configTOML = `# The moniker of this node
moniker = "abc-sz"
filter_peers = false

[rpc]
# TCP or UNIX socket address for the RPC server to listen on
laddr = "tcp://127.0.0.1:26657"

[p2p]
laddr = "tcp://0.0.0.0:26656"
pex = true
[consensus]
timeout_commit = "1s"
`

func TestSetFiles(t *testing.T) {
	directory := t.TempDir()
	config, app := filepath.Join(directory, "config.toml"), filepath.Join(directory, "app.toml")
	require.NoError(t, os.WriteFile(config, []byte(configTOML), 0o600))
	require.NoError(t, os.WriteFile(app, []byte("[api]\nenable = false\n"), 0o600))

	require.NoError(t, setFiles([]string{config, app}, map[string]string{
		"filter_peers":             "true",
		"p2p.laddr":                "tcp://127.0.0.1:1",
		"p2p.pex":                  "false",
		"consensus.timeout_commit": "500ms",
		"api.enable":               "true",
	}))
	content, err := os.ReadFile(config)
	require.NoError(t, err)
	require.Equal(t, `# The moniker of this node
moniker = "abc-sz"
filter_peers = true

[rpc]
# TCP or UNIX socket address for the RPC server to listen on
laddr = "tcp://127.0.0.1:26657"

[p2p]
laddr = "tcp://127.0.0.1:1"
pex = false
[consensus]
timeout_commit = "500ms"
`, string(content))
	content, err = os.ReadFile(app)
	require.NoError(t, err)
	require.Equal(t, "[api]\nenable = true\n", string(content))

	err = setFiles([]string{config, app}, map[string]string{"p2p.laddrs": "x", "laddr": "x", "api.enable": "true"})
	require.ErrorIs(t, err, errNoSetting)
	require.ErrorContains(t, err, "laddr, p2p.laddrs in ")
}

func TestPeersAreTheFounders(t *testing.T) {
	founder := Node{Name: "pboc", ID: "aa", Founder: true, Ports: portsFrom(1000)}
	other := Node{Name: "abc-sz", ID: "bb", Founder: true, Ports: portsFrom(2000)}
	added := Node{Name: "cmb-sz", ID: "cc", Kind: validatorNode, Ports: portsFrom(3000)}
	n := &Network{Nodes: []Node{founder, other, added}}
	require.Equal(t, []string{"bb@127.0.0.1:2000"}, n.peersOf(founder))
	require.Equal(t, []string{"aa@127.0.0.1:1000", "bb@127.0.0.1:2000"}, n.peersOf(added))
}

func TestActivate(t *testing.T) {
	n := fakeNetwork(t, `echo "$DCEPD_HOME, $DCEPD_LOCALNET: $*"`)
	n.Home = filepath.Join(n.Home, "it's here")
	require.NoError(t, os.MkdirAll(n.Home, 0o700))
	require.NoError(t, n.writeActivate())
	want := n.Home + "/client, " + n.Home + ": query currency supply\n"

	sourced := exec.Command("sh", "-euc", ". "+quote(n.activate())+"; dcepd query currency supply")
	output, err := sourced.CombinedOutput()
	require.NoError(t, err)
	require.Equal(t, want, string(output))

	answer := n.shell(t.Context(), "dcepd query currency supply")
	require.NoError(t, answer.err)
	require.Equal(t, want, answer.stdout)
}
