package sim_test

import (
	"fmt"
	"time"

	"github.com/dcep-consortium/dcepd/offline"
	"github.com/dcep-consortium/dcepd/testutil"
	offlinetypes "github.com/dcep-consortium/dcepd/x/offline/types"
)

// offlineWorld is the devices of the firms and the vouchers that are about.
type offlineWorld struct {
	devices  []*testutil.Device
	vouchers []voucher
}

// voucher is in the hands of its payee.
type voucher struct {
	payee  int
	signed offline.Voucher
}

var deviceCaps = offline.Caps{Purse: 500_00, Single: 200_00, Payments: 5, Hours: 24}

func newOfflineWorld(firms []testutil.Actor) *offlineWorld {
	world := &offlineWorld{}
	for i, firm := range firms {
		world.devices = append(world.devices, testutil.NewDevice(fmt.Sprintf("device %d", i), firm))
	}
	return world
}

// offline is what owners, merchants and operators do about devices; some of these are cloned.
func (w *workload) offline(now time.Time) signed {
	at := w.rand.Intn(len(w.firms))
	device, owner := w.devices.devices[at], w.firms[at]
	switch w.rand.Intn(10) {
	case 0, 1:
		return signed{owner, &offlinetypes.MsgLoadDevice{Owner: owner.String(), DeviceId: device.ID(), AmountFen: uint64(w.rand.Int63n(300_00))}}
	case 2, 3, 4, 5:
		return w.settle(now)
	case 6:
		return signed{owner, &offlinetypes.MsgSyncDevice{Owner: owner.String(), Statement: device.State(0, 0, false, now)}}
	case 7:
		unload, retire := uint64(w.rand.Int63n(50_00)), w.rand.Intn(8) == 0
		return signed{owner, &offlinetypes.MsgUnloadDevice{Owner: owner.String(), Statement: device.State(0, unload, retire, now)}}
	case 8:
		return signed{owner, &offlinetypes.MsgClaimSurplus{Holder: owner.String()}}
	default:
		return w.issueDevices(device, now)
	}
}

// settle presents what was just signed, or what somebody has had for a while, sometimes after handing it over.
func (w *workload) settle(now time.Time) signed {
	world := w.devices
	from, to := w.rand.Intn(len(w.firms)), w.rand.Intn(len(w.firms))
	amount := uint64(1 + w.rand.Int63n(150_00))
	fresh := voucher{payee: to}
	if w.rand.Intn(6) == 0 {
		fresh.signed = world.devices[from].PayWith(1+uint64(w.rand.Intn(5)), w.firms[to], amount, now)
	} else {
		fresh.signed = world.devices[from].Pay(w.firms[to], amount, now)
	}
	world.vouchers = append(world.vouchers, fresh)
	presented := world.vouchers[w.rand.Intn(len(world.vouchers))]
	if next := w.rand.Intn(len(w.firms)); next != presented.payee && w.rand.Intn(3) == 0 {
		presented = voucher{next, world.devices[presented.payee].HandOver(presented.signed, w.firms[next], now)}
		world.vouchers = append(world.vouchers, presented)
	}
	if w.rand.Intn(4) == 0 {
		teller := testutil.Officer(w.pick(operators), "teller")
		return signed{teller, &offlinetypes.MsgSettleForHolders{
			Teller: teller.String(), Vouchers: [][]byte{presented.signed.Bytes(), fresh.signed.Bytes()},
		}}
	}
	return signed{w.firms[presented.payee], testutil.Settle(w.firms[presented.payee], presented.signed)}
}

func (w *workload) issueDevices(device *testutil.Device, now time.Time) signed {
	member := operators[0]
	teller, compliance := testutil.Officer(member, "teller"), testutil.Officer(member, "compliance")
	switch w.rand.Intn(8) {
	case 0, 1, 2, 3:
		return signed{teller, device.Register(teller, testutil.DeviceKey("issuer"), device.Terms(deviceCaps, testutil.GenesisTime))}
	case 4:
		return signed{compliance, &offlinetypes.MsgSuspendDevice{Officer: compliance.String(), DeviceId: device.ID(), Reason: "lost"}}
	case 5:
		return signed{compliance, &offlinetypes.MsgResumeDevice{Officer: compliance.String(), DeviceId: device.ID()}}
	case 6:
		if w.rand.Intn(3) == 0 {
			return signed{compliance, &offlinetypes.MsgRevokeDevice{Officer: compliance.String(), DeviceId: device.ID(), Reason: "stolen"}}
		}
		key := testutil.DeviceKey("issuer").Public()
		return signed{compliance, &offlinetypes.MsgSetDeviceIssuer{Officer: compliance.String(), PublicKey: key[:]}}
	default:
		treasurer := testutil.Officer(member, "treasurer")
		id := w.devices.vouchers
		if len(id) == 0 {
			return signed{compliance, &offlinetypes.MsgResumeDevice{Officer: compliance.String(), DeviceId: device.ID()}}
		}
		last := id[w.rand.Intn(len(id))].signed.Last().ID
		return signed{treasurer, &offlinetypes.MsgPayClaim{Treasurer: treasurer.String(), VoucherId: last[:]}}
	}
}
