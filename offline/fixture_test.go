package offline_test

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/offline"
)

const chainID = "dcep-test"

// start is when every test begins.
var start = time.Date(2019, 12, 2, 1, 2, 3, 0, time.UTC)

// caps are those of every device.
var caps = offline.Caps{Purse: 20000, Single: 5000, Payments: 3, Hours: 24}

// issuer is the operator of all devices.
type issuer struct{ key offline.PrivateKey }

func newIssuer(t *testing.T) issuer {
	t.Helper()
	key, err := offline.GenerateKey()
	require.NoError(t, err)
	return issuer{key: key}
}

// view is what the chain says of a device with that much loaded.
func (i issuer) view(loaded uint64) offline.ChainView {
	return offline.ChainView{
		Loaded: loaded, SyncedAt: start, Handovers: 2,
		Issuers: []offline.TrustedIssuer{{Operator: "icbc-sz", Key: i.key.Public()}},
	}
}

// device makes a device of the wallet that is certified and loaded.
func (i issuer) device(t *testing.T, wallet byte, loaded uint64) *offline.Device {
	t.Helper()
	device, err := offline.Create(filepath.Join(t.TempDir(), "device.json"), chainID, address(wallet))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, device.Close()) })
	certificate, err := offline.Issue(i.key, terms(device))
	require.NoError(t, err)
	proof, err := device.Certify(certificate)
	require.NoError(t, err)
	require.NoError(t, certificate.VerifyProof(proof))
	require.NoError(t, device.Refresh(i.view(loaded)))
	return device
}

func terms(device *offline.Device) offline.Terms {
	return offline.Terms{
		Chain: offline.ChainHash(chainID), Key: device.PublicKey(), Wallet: device.Wallet(), Caps: caps,
		From: start.Add(-time.Hour), Until: start.Add(30 * 24 * time.Hour),
	}
}

func address(n byte) offline.Address {
	var a offline.Address
	a[0], a[19] = n, n
	return a
}
