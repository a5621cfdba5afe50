package keeper_test

import (
	"crypto/sha256"
	"fmt"
	"testing"
	"time"

	"github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/offline"
	"github.com/dcep-consortium/dcepd/testutil"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/offline/keeper"
	"github.com/dcep-consortium/dcepd/x/offline/types"
)

const (
	icbc  = "icbc-sz"
	month = 30 * 24 * time.Hour
)

var (
	teller     = testutil.Officer(icbc, "teller")
	treasurer  = testutil.Officer(icbc, "treasurer")
	compliance = testutil.Officer(icbc, "compliance")
)

// bank is a chain on which icbc-sz certifies devices and has 1,000.00 yuan in its cash box.
type bank struct {
	*testutil.Chain
	t       *testing.T
	keeper  *keeper.Keeper
	queries types.QueryServer
	issuer  offline.PrivateKey
}

func newBank(t *testing.T) *bank {
	t.Helper()
	c := testutil.New(t)
	b := &bank{Chain: c, t: t, keeper: app.Offline(c.App), queries: keeper.NewQueryServer(app.Offline(c.App))}
	b.issued("ISS-1", 1_000_00)
	b.issuer = newKey(t)
	b.MustSend(&types.MsgSetDeviceIssuer{Officer: compliance.String(), PublicKey: public(b.issuer)})
	return b
}

// keys counts, so that each test has keys of its own.
var keys int

func newKey(t *testing.T) offline.PrivateKey {
	t.Helper()
	keys++
	return testutil.DeviceKey(fmt.Sprint(t.Name(), keys))
}

func public(key offline.PrivateKey) []byte {
	k := key.Public()
	return k[:]
}

// do sends a message that must succeed, and returns the events it emits; all money must still be where it is recorded.
func (b *bank) do(msg sdk.Msg) []proto.Message {
	b.t.Helper()
	events, err := b.Send(msg)
	require.NoError(b.t, err)
	b.check()
	return events
}

func (b *bank) check() {
	b.t.Helper()
	require.NoError(b.t, b.keeper.CheckEscrow(b.Context()))
	require.NoError(b.t, app.Currency(b.App).CheckSupply(b.Context()))
}

// refuse sends a message that must fail with the error, say the text, and change nothing.
func (b *bank) refuse(msg sdk.Msg, want error, text string) {
	b.t.Helper()
	before := b.State()
	_, err := b.Send(msg)
	require.ErrorIs(b.t, err, want)
	require.ErrorContains(b.t, err, text)
	require.Equal(b.t, before, b.State())
}

// expire runs the module's part of a block's end and returns its events.
func (b *bank) expire() []proto.Message {
	b.t.Helper()
	ctx := b.Context()
	require.NoError(b.t, b.keeper.EndBlock(ctx))
	b.check()
	return testutil.TypedEvents(b.t, ctx.EventManager().ABCIEvents())
}

func (b *bank) issued(id string, amount uint64) {
	b.t.Helper()
	b.MustSend(&currencytypes.MsgRequestIssuance{
		Treasurer: treasurer.String(), Id: id, AmountFen: amount, ReserveReference: "RTGS-" + id,
	})
	b.MustSend(&currencytypes.MsgApproveIssuance{Officer: testutil.Officer("pboc", "issuer").String(), MemberId: icbc, Id: id})
}

// wallet opens a wallet at icbc-sz, with money from its cash box.
func (b *bank) wallet(name string, class currencytypes.WalletClass, amount uint64) testutil.Actor {
	b.t.Helper()
	actor := testutil.NewActor(name)
	b.MustSend(&currencytypes.MsgOpenWallet{
		Teller: teller.String(), Address: actor.String(), Class: class, Kind: currencytypes.WALLET_KIND_PERSONAL, Region: "440300",
		CustomerRef: customer(name), Carrier: currencytypes.CARRIER_APP,
	})
	if amount > 0 {
		b.MustSend(&currencytypes.MsgExchangeOut{Teller: teller.String(), Wallet: actor.String(), AmountFen: amount, Reference: "OUT-" + name})
	}
	return actor
}

func customer(name string) []byte {
	sum := sha256.Sum256([]byte(name))
	return sum[:]
}

func (b *bank) balance(of testutil.Actor) uint64 {
	b.t.Helper()
	account, err := app.Currency(b.App).Account(b.Context(), of.Address)
	require.NoError(b.t, err)
	return uint64(account.Balance)
}

// device is an offline device of a bank; it signs at the time of the chain.
type device struct {
	*testutil.Device
	bank *bank
	id   string
}

var caps = offline.Caps{Purse: 200_00, Single: 100_00, Payments: 3, Hours: 48}

func (b *bank) terms(owner testutil.Actor, key offline.PrivateKey) offline.Terms {
	return (&testutil.Device{Owner: owner, Key: key}).Terms(caps, b.Time())
}

func (b *bank) register(terms offline.Terms, key offline.PrivateKey) *types.MsgRegisterDevice {
	return (&testutil.Device{Key: key}).Register(teller, b.issuer, terms)
}

// device registers a device of the owner and loads it.
func (b *bank) device(owner testutil.Actor, load uint64) *device {
	b.t.Helper()
	d := &device{Device: &testutil.Device{Owner: owner, Key: newKey(b.t)}, bank: b}
	d.id = d.ID()
	b.do(b.register(b.terms(owner, d.Key), d.Key))
	if load > 0 {
		b.do(d.load(load))
	}
	return d
}

func (d *device) load(amount uint64) *types.MsgLoadDevice {
	return &types.MsgLoadDevice{Owner: d.Owner.String(), DeviceId: d.id, AmountFen: amount}
}

func (d *device) record() types.Device {
	d.bank.t.Helper()
	response, err := d.bank.queries.Device(d.bank.Context(), &types.QueryDeviceRequest{DeviceId: d.id})
	require.NoError(d.bank.t, err)
	return response.Device
}

func (d *device) pay(payee testutil.Actor, amount uint64) offline.Voucher {
	return d.Pay(payee, amount, d.bank.Time())
}

func (d *device) payWith(counter uint64, payee testutil.Actor, amount uint64) offline.Voucher {
	return d.PayWith(counter, payee, amount, d.bank.Time())
}

func (d *device) handOver(v offline.Voucher, payee testutil.Actor) offline.Voucher {
	return d.HandOver(v, payee, d.bank.Time())
}

func (d *device) sync(balance uint64) *types.MsgSyncDevice {
	return &types.MsgSyncDevice{Owner: d.Owner.String(), Statement: d.State(balance, 0, false, d.bank.Time())}
}

func (d *device) unload(balance, amount uint64, retire bool) *types.MsgUnloadDevice {
	return &types.MsgUnloadDevice{Owner: d.Owner.String(), Statement: d.State(balance, amount, retire, d.bank.Time())}
}

func settle(holder testutil.Actor, vouchers ...offline.Voucher) *types.MsgSettleOffline {
	return testutil.Settle(holder, vouchers...)
}

// settled sends one voucher, which must be settled, and returns what is recorded of it.
func (b *bank) settled(holder testutil.Actor, v offline.Voucher) types.Voucher {
	b.t.Helper()
	events := b.do(settle(holder, v))
	last := events[len(events)-1]
	require.IsType(b.t, &types.EventVoucherSettled{}, last)
	response, err := b.queries.Voucher(b.Context(), &types.QueryVoucherRequest{VoucherId: v.Last().ID.String()})
	require.NoError(b.t, err)
	return response.Voucher
}

// refused sends one voucher, which must be refused by itself, say the text, and change nothing.
func (b *bank) refused(holder testutil.Actor, v offline.Voucher, outcome types.OutcomeKind, text string) {
	b.t.Helper()
	before := b.State()
	events := b.do(settle(holder, v))
	require.Len(b.t, events, 1)
	event := events[0].(*types.EventVoucherRefused)
	require.Equal(b.t, outcome, event.Outcome)
	require.Contains(b.t, event.Reason, text)
	require.Equal(b.t, before, b.State())
}
