package model_test

import (
	"encoding/hex"
	"maps"
	"slices"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/offline"
	"github.com/dcep-consortium/dcepd/testutil"
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/offline/types"
)

// Every device belongs to the holder of the same name.
var (
	owners         = fair("alice", "bob", "carol", "dora")
	voucherAmounts = []int{1, 10 * yuan, 50 * yuan, 70 * yuan, 99 * yuan, 100 * yuan, 100 * yuan, 100 * yuan, 100*yuan + 1}
	caps           = offline.Caps{Purse: purseCap, Single: singleCap, Payments: paymentsCap, Hours: uint32(syncPeriod / time.Hour)}
)

// paper is a voucher that somebody has, as the chain and as the model see it.
type paper struct {
	signed offline.Voucher
	voucher
}

func (m *machine) fillDevices(r *rapid.T) {
	m.send(r, &types.MsgUpdateParams{Authority: consortium.Authority, Params: types.DefaultParams()}, nil)
	for _, member := range []string{"icbc-sz", "abc-sz"} {
		key := issuerKey(member).Public()
		m.send(r, &types.MsgSetDeviceIssuer{Officer: officer(member, "compliance"), PublicKey: key[:]}, nil)
	}
	for _, holder := range []string{"alice", "bob", "carol"} {
		m.register(r, holder, m.model.wallets[address(holder)].operator)
		m.load(r, holder, 50*yuan)
	}
}

func issuerKey(member string) offline.PrivateKey { return testutil.DeviceKey("issuer of " + member) }

func (m *machine) device(name string) *testutil.Device {
	if m.devices[name] == nil {
		m.devices[name] = testutil.NewDevice(name, testutil.NewActor(name))
	}
	return m.devices[name]
}

func (m *machine) registerDevice(r *rapid.T) {
	m.register(r, owners.Draw(r, "owner"), members.Draw(r, "member"))
}

func (m *machine) register(r *rapid.T, owner, member string) {
	device := m.device(owner)
	m.send(r, device.Register(testutil.Officer(member, "teller"), issuerKey(member), device.Terms(caps, m.model.now)),
		m.model.registerDevice(owner, address(owner), member))
}

func (m *machine) loadDevice(r *rapid.T) {
	m.load(r, owners.Draw(r, "device"), inYuan(0, 0.01, 20, 50, 70, 120, 120.01).Draw(r, "amount"))
}

func (m *machine) load(r *rapid.T, owner string, amount int) {
	m.send(r, &types.MsgLoadDevice{Owner: address(owner), DeviceId: m.device(owner).ID(), AmountFen: uint64(amount)},
		m.model.loadDevice(owner, address(owner), amount))
}

// decideDevice is what officers do about a device.
func (m *machine) decideDevice(r *rapid.T) {
	owner, member := owners.Draw(r, "device"), members.Draw(r, "member")
	if d := m.model.devices[owner]; d != nil && fair(true, true, true, false).Draw(r, "own") {
		member = d.operator
	}
	by, id := officer(member, "compliance"), m.device(owner).ID()
	switch fair(0, 0, 1, 1, 2).Draw(r, "decision") {
	case 0:
		m.send(r, &types.MsgSuspendDevice{Officer: by, DeviceId: id, Reason: "lost"}, m.model.suspendDevice(owner, member))
	case 1:
		m.send(r, &types.MsgResumeDevice{Officer: by, DeviceId: id}, m.model.resumeDevice(owner, member))
	default:
		m.send(r, &types.MsgRevokeDevice{Officer: by, DeviceId: id, Reason: "stolen"}, m.model.revokeDevice(owner, member))
	}
}

// counter is mostly the next one; a clone uses one that it used before.
func (m *machine) counter(r *rapid.T, device *testutil.Device) uint64 {
	if device.Counter > 0 && fair(false, false, false, true).Draw(r, "cloned") {
		return uint64(rapid.IntRange(1, int(device.Counter)).Draw(r, "counter"))
	}
	device.Counter++
	return device.Counter
}

func (m *machine) stateDevice(r *rapid.T) {
	owner := owners.Draw(r, "device")
	device := m.device(owner)
	balance, unload := inYuan(0, 0, 0, 50, 100).Draw(r, "balance"), inYuan(0, 0, 0.01, 50, 100).Draw(r, "unload")
	retire := fair(true, false, false, false, false, false).Draw(r, "retire")
	if retire {
		// A last statement that keeps something is none.
		balance = 0
	}
	at := m.model.now.Add(-fair(0, 0, 0, time.Hour, 72*time.Hour).Draw(r, "signed before"))
	if at.Before(testutil.GenesisTime) {
		at = m.model.now
	}
	at = at.Truncate(time.Second)
	counter := m.counter(r, device)
	signed := device.StateWith(counter, uint64(balance), uint64(unload), retire, at)
	parsed, err := offline.ParseStatement(signed)
	require.NoError(r, err)
	s := link{id: parsed.Statement.ID().String(), device: owner, counter: counter, at: at}
	want := m.model.stateDevice(owner, address(owner), s, balance, unload, retire)
	if unload > 0 || retire {
		m.send(r, &types.MsgUnloadDevice{Owner: address(owner), Statement: signed}, want)
		return
	}
	m.send(r, &types.MsgSyncDevice{Owner: address(owner), Statement: signed}, want)
}

// payOffline signs a voucher, which stays in somebody's drawer until it is settled, if ever.
func (m *machine) payOffline(r *rapid.T) {
	from, to := owners.Draw(r, "from"), fair("alice", "bob", "carol", "dora", "emil").Draw(r, "to")
	device, amount := m.device(from), fair(voucherAmounts...).Draw(r, "amount")
	counter, at := m.counter(r, device), m.model.now.Truncate(time.Second)
	signed := device.PayWith(counter, testutil.NewActor(to), uint64(amount), at)
	m.papers = append(m.papers, paper{signed, voucher{amount, []link{{signed.Last().ID.String(), from, counter, address(to), at}}}})
}

// handOver passes on what somebody holds, or held: an honest device does it once.
func (m *machine) handOver(r *rapid.T) {
	if len(m.papers) == 0 {
		return
	}
	p := fair(m.papers...).Draw(r, "voucher")
	by, to := m.model.nameOf(p.last().payee), owners.Draw(r, "to")
	if fair(false, false, false, false, false, true).Draw(r, "stolen") {
		by = owners.Draw(r, "by")
	}
	if address(to) == p.last().payee || len(p.links) > 3 {
		return
	}
	device, at := m.device(by), m.model.now.Truncate(time.Second)
	signed := device.HandOver(p.signed, testutil.NewActor(to), at)
	links := append(slices.Clone(p.links), link{signed.Last().ID.String(), by, device.Counter, address(to), at})
	m.papers = append(m.papers, paper{signed, voucher{p.amount, links}})
}

// voucher draws mostly one that is not settled yet.
func (m *machine) voucher(r *rapid.T) paper {
	open := slices.DeleteFunc(slices.Clone(m.papers), func(p paper) bool { return m.model.settled[p.last().id] })
	if len(open) == 0 || fair(false, false, false, true).Draw(r, "any") {
		return fair(m.papers...).Draw(r, "voucher")
	}
	return fair(open...).Draw(r, "open voucher")
}

// settle presents one or two vouchers, mostly by who has them.
func (m *machine) settle(r *rapid.T) {
	if len(m.papers) == 0 {
		m.payOffline(r)
	}
	papers := []paper{m.voucher(r)}
	if fair(true, false, false).Draw(r, "two") {
		papers = append(papers, fair(m.papers...).Draw(r, "second"))
	}
	holder := papers[0].last().payee
	var encoded [][]byte
	for _, p := range papers {
		encoded = append(encoded, p.signed.Bytes())
	}
	if fair(true, true, false).Draw(r, "by the holder") {
		if _, err := m.model.holder(holder); err != nil {
			m.send(r, &types.MsgSettleOffline{Holder: holder, Vouchers: encoded}, err)
			return
		}
		m.settled(r, &types.MsgSettleOffline{Holder: holder, Vouchers: encoded}, papers, func(w *wallet) error {
			if w != m.model.wallets[holder] {
				return types.ErrNotHolder
			}
			return nil
		})
		return
	}
	member := members.Draw(r, "member")
	m.settled(r, &types.MsgSettleForHolders{Teller: officer(member, "teller"), Vouchers: encoded}, papers, func(w *wallet) error {
		if w.operator != member {
			return types.ErrNotOperator
		}
		return nil
	})
}

func (m *machine) claimSurplus(r *rapid.T) {
	holder := address(wallets.Draw(r, "holder"))
	for _, name := range slices.Sorted(maps.Keys(m.model.surplus)) {
		if m.model.surplus[name] > 0 && fair(true, true, false).Draw(r, "waits") {
			holder = name
		}
	}
	m.send(r, &types.MsgClaimSurplus{Holder: holder}, m.model.claimSurplus(holder))
}

func (m *machine) payClaim(r *rapid.T) {
	id, member := hex.EncodeToString(make([]byte, 32)), members.Draw(r, "member")
	if ids := slices.Sorted(maps.Keys(m.model.claims)); len(ids) > 0 {
		id = fair(ids...).Draw(r, "claim")
		if fair(true, true, false).Draw(r, "own") {
			member = m.model.claims[id].operator
		}
	}
	voucherID, err := hex.DecodeString(id)
	require.NoError(r, err)
	m.send(r, &types.MsgPayClaim{Treasurer: officer(member, "treasurer"), VoucherId: voucherID}, m.model.payClaim(id, member))
}

// compareDevices wants the records of devices, claims and surpluses, and their escrow accounts, to be the model's.
func (m *machine) compareDevices(r *rapid.T) {
	ctx := m.chain.Context()
	require.NoError(r, app.Offline(m.chain.App).CheckEscrow(ctx))
	state, err := app.Offline(m.chain.App).ExportGenesis(ctx)
	require.NoError(r, err)
	require.NoError(r, types.ValidateGenesis(state))
	require.Len(r, state.Devices, len(m.model.devices))
	for _, real := range state.Devices {
		name := m.model.nameOf(real.Wallet)
		model := m.model.devices[name]
		require.NotNil(r, model, name)
		require.Equal(r, uint64(model.purse), real.PurseFen, name)
		require.Equal(r, uint64(model.guaranteed), real.GuaranteedFen, name)
		require.Equal(r, model.returned, real.Status == types.DEVICE_STATUS_DEFUNDED, name)
		require.Equal(r, model.revoked && !model.returned, real.Status == types.DEVICE_STATUS_REVOKED, name)
		require.Equal(r, model.suspended, real.Status == types.DEVICE_STATUS_SUSPENDED, name)
	}
	require.Len(r, state.Claims, len(m.model.claims))
	for _, real := range state.Claims {
		model := m.model.claims[hex.EncodeToString(real.VoucherId)]
		require.NotNil(r, model)
		require.Equal(r, uint64(model.amount), real.AmountFen)
		require.Equal(r, model.paid, real.Status == types.CLAIM_STATUS_PAID)
	}
	waiting := 0
	for _, amount := range m.model.surplus {
		if amount > 0 {
			waiting++
		}
	}
	require.Len(r, state.Surpluses, waiting)
	for _, real := range state.Surpluses {
		require.Equal(r, uint64(m.model.surplus[real.Wallet]), real.AmountFen)
	}
}
