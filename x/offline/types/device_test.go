package types_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/offline"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/offline/types"
)

// actions do each thing to a device.
var actions = map[types.DeviceAction]func(types.Device) (types.Device, error){
	types.DeviceLoad: func(d types.Device) (types.Device, error) { return d.Load(1, start) },
	types.DeviceSettle: func(d types.Device) (types.Device, error) {
		return d.Settle(types.Cover{Purse: 1}, start)
	},
	types.DeviceSync: func(d types.Device) (types.Device, error) {
		return d.State(offline.Statement{Counter: 1, Time: start}, start, month)
	},
	types.DeviceUnload: func(d types.Device) (types.Device, error) {
		return d.State(offline.Statement{Counter: 1, Unload: 1, Time: start}, start, month)
	},
	types.DeviceRetire: func(d types.Device) (types.Device, error) {
		return d.State(offline.Statement{Counter: 1, Unload: 1, Retire: true, Time: start}, start, month)
	},
	types.DeviceSuspend: func(d types.Device) (types.Device, error) { return d.Suspend("lost", start) },
	types.DeviceResume:  func(d types.Device) (types.Device, error) { return d.Resume(start) },
	types.DeviceRevoke:  func(d types.Device) (types.Device, error) { return d.Revoke("stolen", start, month) },
	types.DeviceConvict: func(d types.Device) (types.Device, error) { return d.Convict(start, month), nil },
	types.DeviceDefund: func(d types.Device) (types.Device, error) {
		defunded, _, err := d.Defund(start.Add(month))
		return defunded, err
	},
}

// Every status and every action: what is not here is refused and changes nothing.
func TestEveryTransition(t *testing.T) {
	const (
		provisioned = types.DEVICE_STATUS_PROVISIONED
		funded      = types.DEVICE_STATUS_FUNDED
		active      = types.DEVICE_STATUS_ACTIVE
		needsSync   = types.DEVICE_STATUS_NEEDS_SYNC
		suspended   = types.DEVICE_STATUS_SUSPENDED
		revoked     = types.DEVICE_STATUS_REVOKED
		defunded    = types.DEVICE_STATUS_DEFUNDED
	)
	allowed := map[types.DeviceStatus]map[types.DeviceAction]types.DeviceStatus{
		provisioned: {"load": funded, "settle": active, "retire": revoked, "revoke": revoked, "convict": revoked},
		funded: {
			"load": funded, "settle": active, "sync": funded, "unload": funded, "retire": revoked,
			"suspend": suspended, "revoke": revoked, "convict": revoked,
		},
		active: {
			"load": active, "settle": active, "sync": active, "unload": active, "retire": revoked,
			"suspend": suspended, "revoke": revoked, "convict": revoked,
		},
		needsSync: {
			"settle": needsSync, "sync": active, "unload": active, "retire": revoked, "suspend": suspended,
			"revoke": revoked, "convict": revoked,
		},
		suspended: {"settle": suspended, "resume": active, "revoke": revoked, "convict": revoked},
		revoked:   {"settle": revoked, "convict": revoked, "defund": defunded},
		// What is over stays over.
		defunded: {"convict": defunded},
	}
	p := newParty(t, 1)
	for status, outcomes := range allowed {
		for name, act := range actions {
			t.Run(status.String()+" "+string(name), func(t *testing.T) {
				before := p.in(status)
				after, err := act(before)
				want, ok := outcomes[name]
				switch {
				case ok:
					require.NoError(t, err)
					require.Equal(t, want, after.Status)
					require.Equal(t, want == revoked, after.ReturnsAt != nil)
				case name == types.DeviceSettle:
					require.ErrorIs(t, err, types.ErrPurseReturned)
				default:
					require.ErrorIs(t, err, types.ErrDeviceStatus)
					require.ErrorContains(t, err, "cannot "+string(name))
				}
			})
		}
	}
}

func TestStatusFollowsTheClock(t *testing.T) {
	p := newParty(t, 1)
	d := p.in(types.DEVICE_STATUS_ACTIVE)
	require.Equal(t, types.DEVICE_STATUS_ACTIVE, d.StatusAt(start.Add(24*time.Hour)))
	require.Equal(t, types.DEVICE_STATUS_NEEDS_SYNC, d.StatusAt(start.Add(24*time.Hour+1)))
	require.Equal(t, types.DEVICE_STATUS_ACTIVE, d.Saw(3).StatusAt(start))
	require.Equal(t, types.DEVICE_STATUS_NEEDS_SYNC, d.Saw(4).StatusAt(start))
	require.Equal(t, types.DEVICE_STATUS_NEEDS_SYNC, d.Saw(4).Saw(2).StatusAt(start))
	_, err := d.Saw(4).Load(1, start)
	require.ErrorIs(t, err, types.ErrDeviceStatus)
	require.ErrorContains(t, err, "is NEEDS_SYNC: cannot load")

	r := p.in(types.DEVICE_STATUS_REVOKED)
	require.Equal(t, types.DEVICE_STATUS_REVOKED, r.StatusAt(start.Add(month-1)))
	require.Equal(t, types.DEVICE_STATUS_DEFUNDED, r.StatusAt(start.Add(month)))
	_, err = r.Settle(types.Cover{}, start.Add(month))
	require.ErrorIs(t, err, types.ErrPurseReturned)
	_, _, err = r.Defund(start.Add(month - 1))
	require.ErrorIs(t, err, types.ErrDeviceStatus)
	back, rest, err := r.Defund(start.Add(month))
	require.NoError(t, err)
	require.Equal(t, currencytypes.Fen(10000), rest)
	require.Equal(t, uint64(0), back.PurseFen)
	require.Equal(t, uint64(10000), back.UnloadedFen)
	require.False(t, back.IsLive())
}

func TestLoadEndsAtTheCap(t *testing.T) {
	p := newParty(t, 1)
	full, err := p.device.Load(20000, start.Add(time.Hour))
	require.NoError(t, err)
	require.Equal(t, start.Add(time.Hour), full.SyncedAt, "the first load counts as a sync")
	_, err = full.Load(1, start)
	require.ErrorIs(t, err, types.ErrPurseCap)
	require.ErrorContains(t, err, "limit 200.00 yuan, holds 200.00 yuan, asked 0.01 yuan")
}

func TestCover(t *testing.T) {
	p := newParty(t, 1)
	for _, test := range []struct {
		purse, guaranteed uint64
		amount            currencytypes.Fen
		want              types.Cover
	}{
		{5000, 0, 5000, types.Cover{Purse: 5000}},
		{4999, 0, 5000, types.Cover{Purse: 4999, Guarantee: 1}},
		{0, 15000, 5000, types.Cover{Guarantee: 5000}},
		{0, 15001, 5000, types.Cover{Guarantee: 4999, Claim: 1}},
		{100, 20000, 5000, types.Cover{Purse: 100, Claim: 4900}},
	} {
		d := p.device
		d.PurseFen, d.GuaranteedFen = test.purse, test.guaranteed
		require.Equal(t, test.want, d.Cover(test.amount))
	}
}

func TestNewDeviceLimits(t *testing.T) {
	p := newParty(t, 1)
	product, err := ident.ParseReference("SE-1")
	require.NoError(t, err)
	for name, test := range map[string]struct {
		change func(*types.Params)
		now    time.Time
		text   string
	}{
		"purse":    {func(p *types.Params) { p.MaxCaps.PurseFen = 19999 }, start, "purse_fen: certified 20000, the limit is 19999"},
		"single":   {func(p *types.Params) { p.MaxCaps.SingleFen = 4999 }, start, "single_fen"},
		"payments": {func(p *types.Params) { p.MaxCaps.Payments = 2 }, start, "payments"},
		"hours":    {func(p *types.Params) { p.MaxCaps.Hours = 23 }, start, "hours"},
		"validity": {func(p *types.Params) { p.MaxValidity = 12*month - 1 }, start, "validity: certified 8640h0m0s"},
		"over":     {func(*types.Params) {}, start.Add(12 * month), "validity: ended at"},
	} {
		t.Run(name, func(t *testing.T) {
			params := types.DefaultParams()
			test.change(&params)
			_, err := types.NewDevice(p.certificate, "icbc-sz", product, params, test.now)
			require.ErrorIs(t, err, types.ErrCaps)
			require.ErrorContains(t, err, test.text)
		})
	}
}

func TestStatementsOfADevice(t *testing.T) {
	p := newParty(t, 1)
	d := p.in(types.DEVICE_STATUS_ACTIVE)
	d.SyncedCounter = 5
	sign := func(s offline.Statement) offline.SignedStatement {
		s.Device, s.Time = p.key.Public().ID(), start
		if s.Chain.IsZero() {
			s.Chain = chain
		}
		return offline.SignedStatement{Statement: s, Signature: signature(t, p.key, s.Bytes())}
	}
	require.NoError(t, d.CheckStatement(sign(offline.Statement{Counter: 6, Balance: 9000, Unload: 1000}), chain))
	require.ErrorIs(t, d.CheckStatement(sign(offline.Statement{Counter: 5}), chain), types.ErrStatementOld)
	require.ErrorIs(t, d.CheckStatement(sign(offline.Statement{Counter: 6, Balance: 9001, Unload: 1000}), chain), types.ErrStatementBalance)
	require.ErrorIs(t, d.CheckStatement(sign(offline.Statement{Counter: 6, Balance: 1, Unload: 1<<64 - 1}), chain), types.ErrStatementBalance)
	require.ErrorIs(t, d.CheckStatement(sign(offline.Statement{Counter: 6, Chain: offline.Hash{1}}), chain), types.ErrStatement)
	forged := sign(offline.Statement{Counter: 6})
	forged.Statement.Counter = 7
	require.ErrorIs(t, d.CheckStatement(forged, chain), types.ErrStatement)

	sync := sign(offline.Statement{Counter: 6})
	_, err := types.ParseStatement(sync.Bytes(), false)
	require.NoError(t, err)
	_, err = types.ParseStatement(sync.Bytes(), true)
	require.ErrorIs(t, err, types.ErrStatement)
	_, err = types.ParseStatement(sync.Bytes()[1:], false)
	require.ErrorIs(t, err, types.ErrStatement)

	// A statement signed long ago counts from then, one of a clock that is ahead from the block.
	stated, err := d.State(offline.Statement{Counter: 9, Unload: 1000, Time: start.Add(-time.Hour)}, start.Add(time.Hour), month)
	require.NoError(t, err)
	require.Equal(t, start, stated.SyncedAt, "never back")
	require.Equal(t, uint64(9000), stated.PurseFen)
	require.Equal(t, uint64(1000), stated.UnloadedFen)
	require.Equal(t, []uint64{9, 9}, []uint64{stated.SyncedCounter, stated.LastCounter})
	stated, err = d.State(offline.Statement{Counter: 9, Time: start.Add(month)}, start.Add(time.Hour), month)
	require.NoError(t, err)
	require.Equal(t, start.Add(time.Hour), stated.SyncedAt)
}

func TestRightsOverADevice(t *testing.T) {
	p := newParty(t, 1)
	require.NoError(t, p.device.CheckOwner(p.device.Wallet))
	require.ErrorIs(t, p.device.CheckOwner("another"), types.ErrNotOwner)
	require.NoError(t, p.device.CheckOperator("icbc-sz"))
	require.ErrorIs(t, p.device.CheckOperator("abc-sz"), types.ErrNotOperator)

	issuer, err := types.NewDeviceIssuer("icbc-sz", key(p.issuer))
	require.NoError(t, err)
	_, err = types.NewDeviceIssuer("icbc-sz", make([]byte, 33))
	require.ErrorIs(t, err, types.ErrIssuerKey)
	require.ErrorIs(t, issuer.CheckCertificate(p.certificate, nil), types.ErrProof)
	other, err := types.NewDeviceIssuer("abc-sz", key(p.key))
	require.NoError(t, err)
	require.ErrorIs(t, other.CheckCertificate(p.certificate, nil), types.ErrIssuer)
	require.Equal(t, start, *issuer.Supersede(start).SupersededAt)
}

func TestParams(t *testing.T) {
	require.NoError(t, types.DefaultParams().Check())
	for name, change := range map[string]func(*types.Params){
		"max_caps: every cap must be more than 0": func(p *types.Params) { p.MaxCaps.Hours = 0 },
		"single_fen 1,000.01 yuan is above":       func(p *types.Params) { p.MaxCaps.SingleFen = 100001 },
		"max_validity":                            func(p *types.Params) { p.MaxValidity = 0 },
		"max_handovers: is 17":                    func(p *types.Params) { p.MaxHandovers = 17 },
		"return_period":                           func(p *types.Params) { p.ReturnPeriod = 367 * 24 * time.Hour },
	} {
		params := types.DefaultParams()
		change(&params)
		require.ErrorIs(t, params.Check(), types.ErrInvalidParams)
		require.ErrorContains(t, params.Check(), name)
	}
}

func TestIdentifiers(t *testing.T) {
	p := newParty(t, 1)
	id, err := types.ParseDeviceID(p.device.Id)
	require.NoError(t, err)
	require.Equal(t, p.device.Id, id)
	for _, bad := range []string{"", "5A" + p.device.Id[2:], p.device.Id[2:]} {
		_, err := types.ParseDeviceID(bad)
		require.ErrorIs(t, err, types.ErrIdentifier)
	}
	for _, bad := range []string{"", "xx", p.device.Id} {
		_, err := types.ParseVoucherID(bad)
		require.ErrorIs(t, err, types.ErrIdentifier)
	}
}
