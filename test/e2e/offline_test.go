package e2e

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	offline "github.com/dcep-consortium/dcepd/x/offline/types"
)

// cards are a bank's offline devices: files of the network's people.
type cards struct {
	*network
	issuer string
	dir    string
}

func (n *network) cards(t testing.TB) *cards {
	t.Helper()
	c := &cards{network: n, dir: t.TempDir()}
	c.issuer = filepath.Join(c.dir, "issuer.pem")
	made := c.offline(t, "issuer-key", c.issuer)
	n.send(t, bank+"-compliance", "offline", "set-issuer", made["public_key"])
	return c
}

// offline runs a command of the reference device, which needs no node, and returns what it printed.
func (c *cards) offline(t testing.TB, args ...string) map[string]string {
	t.Helper()
	printed := map[string]string{}
	require.NoError(t, json.Unmarshal([]byte(c.do(t, append([]string{"offline"}, append(args, "--output=json")...)...)), &printed))
	return printed
}

// device makes and registers a device of a customer.
func (c *cards) device(t testing.TB, name string, owner customer) string {
	t.Helper()
	made := c.offline(t, "init", name, "--wallet="+owner.key)
	certificate := filepath.Join(c.dir, name+".pem")
	c.do(t, "offline", "issue", "--issuer="+c.issuer, "--device-key="+made["public_key"], "--wallet="+owner.key,
		"--purse=100.00", "--single=50.00", "--out="+certificate)
	proof := c.offline(t, "certify", name, certificate)
	c.send(t, bank+"-teller", "offline", "register-device", proof["certificate"], proof["proof"], "--product-certificate=SE-1")
	c.refresh(t, name)
	return made["device_id"]
}

// refresh lets a device learn what the chain says.
func (c *cards) refresh(t testing.TB, name string) map[string]string {
	t.Helper()
	return c.offline(t, "load", name, "--node="+c.anyNode(t).Ports.RPCAddress())
}

// sendFrom sends what a device signs as its owner.
func (c *cards) sendFrom(t testing.TB, owner customer, args ...string) outcome {
	t.Helper()
	return c.run(t, append(append([]string{"offline"}, args...), "--from="+owner.key, "--yes", "--wait", "--output=json",
		"--node="+c.anyNode(t).Ports.RPCAddress())...)
}

func (c *cards) record(t testing.TB, id string) offline.Device {
	t.Helper()
	response, err := offline.NewQueryClient(c.conn(t)).Device(t.Context(), &offline.QueryDeviceRequest{DeviceId: id})
	require.NoError(t, err)
	return response.Device
}

// Three devices pay each other while no node runs, and settle when the network is back; a copied device is found out.
func TestOfflineDevices(t *testing.T) {
	t.Parallel()
	n := startNetwork(t, nil)
	n.issue(t, "ISS-1", "1000.00")
	alice, bob, carol := n.openWallet(t, "alice", "ii"), n.openWallet(t, "bob", "ii"), n.openWallet(t, "carol", "ii")
	n.fund(t, alice, "200.00", "OUT-1")
	c := n.cards(t)
	card := c.device(t, "alice-card", alice)
	c.device(t, "bob-card", bob)
	c.device(t, "carol-card", carol)
	n.send(t, alice.key, "offline", "load-device", card, "80.00")
	require.Equal(t, "80.00 yuan", c.refresh(t, "alice-card")["balance"])
	file := findFile(t, n.Home, "alice-card.json")
	clone, err := os.ReadFile(file)
	require.NoError(t, err)

	n.stop(t)
	tea, handed, stolen := filepath.Join(c.dir, "tea"), filepath.Join(c.dir, "handed"), filepath.Join(c.dir, "stolen")
	c.do(t, "offline", "pay", "alice-card", bob.key, "50.00", "--out="+tea)
	voucher := c.offline(t, "receive", "bob-card", tea)["voucher"]
	c.do(t, "offline", "hand-over", "bob-card", voucher, carol.key, "--out="+handed)
	c.offline(t, "receive", "carol-card", handed)
	require.Equal(t, exitFailed, c.run(t, "offline", "pay", "alice-card", bob.key, "30.01").code)
	// A thief puts a copy of the card back: it pays with the same counter again.
	require.NoError(t, os.WriteFile(file, clone, 0o600))
	c.do(t, "offline", "pay", "alice-card", bob.key, "50.00", "--out="+stolen)
	requireRefused(t, c.run(t, "offline", "receive", "bob-card", stolen), "signed another payment with counter 1")
	n.start(t)
	n.awaitBlocks(t, 2)

	require.Equal(t, exitOK, c.sendFrom(t, carol, "settle", "carol-card").code)
	record := c.record(t, card)
	require.Equal(t, offline.DEVICE_STATUS_ACTIVE, record.Status)
	require.Equal(t, uint64(30_00), record.PurseFen)
	require.Equal(t, uint64(50_00), n.wallet(t, carol.address).BalanceFen)
	c.refresh(t, "carol-card")
	requireRefused(t, c.sendFrom(t, carol, "settle", "carol-card"), "nothing to settle")

	// Bob took it from somebody who does not check. He is paid by the purse and then by the bank, and the card is over.
	require.Equal(t, exitOK, c.sendFrom(t, bob, "settle-files", stolen).code)
	record = c.record(t, card)
	require.Equal(t, offline.DEVICE_STATUS_REVOKED, record.Status)
	require.Equal(t, []uint64{0, 20_00}, []uint64{record.PurseFen, record.GuaranteedFen})
	require.Equal(t, uint64(50_00), n.wallet(t, bob.address).BalanceFen)
	proofs, err := offline.NewQueryClient(n.conn(t)).DoubleSpends(t.Context(), &offline.QueryDoubleSpendsRequest{DeviceId: card})
	require.NoError(t, err)
	require.Len(t, proofs.DoubleSpends, 1)
	require.Equal(t, offline.DOUBLE_SPEND_KIND_COUNTER, proofs.DoubleSpends[0].Kind)
	requireRefused(t, c.sendFrom(t, alice, "sync", "alice-card"), "says 30.00 yuan", "its purse has 0.00 yuan", "(offline/21)")
}

func findFile(t testing.TB, root, name string) string {
	t.Helper()
	var found string
	require.NoError(t, filepath.WalkDir(root, func(path string, entry os.DirEntry, err error) error {
		if err == nil && entry.Name() == name {
			found = path
		}
		return err
	}))
	require.NotEmpty(t, found, "%s below %s", name, root)
	return found
}
