package types_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/offline"
	"github.com/dcep-consortium/dcepd/x/offline/types"
)

const month = 30 * 24 * time.Hour

var (
	start = time.Date(2019, 12, 2, 0, 0, 0, 0, time.UTC)
	chain = offline.ChainHash("dcep-test")
)

// party is a device with its key, and the operator's key.
type party struct {
	issuer, key offline.PrivateKey
	certificate offline.Certificate
	device      types.Device
}

func address(n byte) offline.Address { return offline.Address{n, 19: n} }

func newParty(t *testing.T, wallet byte) party {
	t.Helper()
	var p party
	var err error
	p.issuer, err = offline.GenerateKey()
	require.NoError(t, err)
	p.key, err = offline.GenerateKey()
	require.NoError(t, err)
	p.certificate, err = offline.Issue(p.issuer, offline.Terms{
		Chain: chain, Key: p.key.Public(), Wallet: address(wallet), From: start, Until: start.Add(12 * month),
		Caps: offline.Caps{Purse: 20000, Single: 5000, Payments: 3, Hours: 24},
	})
	require.NoError(t, err)
	product, err := ident.ParseReference("SE-1")
	require.NoError(t, err)
	p.device, err = types.NewDevice(p.certificate, "icbc-sz", product, types.DefaultParams(), start)
	require.NoError(t, err)
	return p
}

// in returns the device in a status.
func (p party) in(status types.DeviceStatus) types.Device {
	d := p.device
	d.Status = status
	d.PurseFen, d.LoadedFen = 10000, 10000
	if status == types.DEVICE_STATUS_REVOKED {
		returns := start.Add(month)
		d.ReturnsAt = &returns
	}
	return d
}
