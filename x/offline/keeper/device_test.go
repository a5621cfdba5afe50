package keeper_test

import (
	"testing"
	"time"

	"github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/cosmos/cosmos-sdk/types/query"

	"github.com/dcep-consortium/dcepd/offline"
	"github.com/dcep-consortium/dcepd/queries"
	"github.com/dcep-consortium/dcepd/testutil"
	certificationtypes "github.com/dcep-consortium/dcepd/x/certification/types"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/offline/types"
)

func TestRegisterDevice(t *testing.T) {
	b := newBank(t)
	alice := b.wallet("alice", classI, 0)
	key := newKey(t)
	good := b.register(b.terms(alice, key), key)
	broken := *good
	broken.Certificate = good.Certificate[1:]
	b.refuse(&broken, types.ErrCertificate, "malformed device certificate")
	broken = *good
	broken.Proof = b.register(b.terms(alice, key), newKey(t)).Proof
	b.refuse(&broken, types.ErrProof, "signature does not fit")
	broken = *good
	broken.ProductCertificate = ""
	b.refuse(&broken, currencytypes.ErrIdentifier, "product certificate")
	broken.ProductCertificate = "03-001-2019-000001-10"
	b.refuse(&broken, certificationtypes.ErrCertificateNotFound, "03-001-2019-000001-10")
	broken = *good
	broken.Teller = testutil.Officer("abc-sz", "teller").String()
	b.refuse(&broken, types.ErrIssuer, "abc-sz has no key for device certificates")

	terms := b.terms(alice, key)
	terms.Chain = offline.Hash{}
	b.refuse(b.register(terms, key), types.ErrCertificate, "is for another chain")
	terms = b.terms(alice, key)
	terms.Caps.Purse = 1_000_01
	b.refuse(b.register(terms, key), types.ErrCaps, "purse_fen: certified 100001, the limit is 100000")
	b.refuse(b.register(b.terms(testutil.NewActor("nobody"), key), key), currencytypes.ErrWalletNotFound, "")

	require.Equal(t, []proto.Message{&types.EventDevice{
		Id: key.Public().ID().String(), Wallet: alice.String(), OperatorId: icbc, Status: types.DEVICE_STATUS_PROVISIONED,
	}}, b.do(good))
	b.refuse(good, types.ErrDeviceExists, key.Public().ID().String())

	foreign := testutil.Officer("abc-sz", "compliance")
	b.do(&types.MsgSetDeviceIssuer{Officer: foreign.String(), PublicKey: public(b.issuer)})
	other := newKey(t)
	elsewhere := b.register(b.terms(alice, other), other)
	elsewhere.Teller = testutil.Officer("abc-sz", "teller").String()
	b.refuse(elsewhere, types.ErrNotOperator, "is served by icbc-sz, not by abc-sz")
}

func TestSetDeviceIssuer(t *testing.T) {
	b := newBank(t)
	set := func(key []byte) *types.MsgSetDeviceIssuer {
		return &types.MsgSetDeviceIssuer{Officer: compliance.String(), PublicKey: key}
	}
	b.refuse(set(public(b.issuer)), types.ErrIssuerKey, "has or had it")
	b.refuse(set(nil), types.ErrIssuerKey, "has 0 bytes, must have 33")
	alice := b.wallet("alice", classI, 0)
	key := newKey(t)
	old := b.register(b.terms(alice, key), key)
	next := newKey(t)
	require.Equal(t, []proto.Message{&types.EventDeviceIssuerSet{
		OperatorId: icbc, Id: next.Public().ID().String(), Officer: compliance.String(),
	}}, b.do(set(public(next))))
	b.refuse(old, types.ErrIssuer, "the certificate names issuer "+b.issuer.Public().ID().String())
	b.refuse(set(public(b.issuer)), types.ErrIssuerKey, "has or had it")
	issuers, err := b.queries.DeviceIssuers(b.Context(), &types.QueryDeviceIssuersRequest{})
	require.NoError(t, err)
	require.Len(t, issuers.Issuers, 2)
	for _, issuer := range issuers.Issuers {
		require.Equal(t, issuer.Id == next.Public().ID().String(), issuer.SupersededAt == nil)
	}
}

func TestLoadDevice(t *testing.T) {
	b := newBank(t)
	alice := b.device(b.wallet("alice", classI, 300_00), 0)
	require.Equal(t, []proto.Message{&types.EventDeviceLoaded{
		Id: alice.id, Wallet: alice.Owner.String(), AmountFen: 150_00, LoadedFen: 150_00,
	}}, b.do(alice.load(150_00)))
	require.Equal(t, types.DEVICE_STATUS_FUNDED, alice.record().Status)
	require.Equal(t, uint64(150_00), b.balance(alice.Owner))
	b.refuse(alice.load(50_01), types.ErrPurseCap, "limit 200.00 yuan, holds 150.00 yuan, asked 50.01 yuan")
	b.do(alice.load(50_00))
	b.refuse(alice.load(0), currencytypes.ErrAmount, "more than 0.00 yuan")
	stranger := &device{Device: testutil.NewDevice("stranger", b.wallet("bob", classI, 0)), bank: b, id: alice.id}
	b.refuse(stranger.load(1), types.ErrNotOwner, "belongs to "+alice.Owner.String())
	stranger.id = "zz"
	b.refuse(stranger.load(1), types.ErrIdentifier, "40 lower-case hexadecimal digits")

	poor := b.device(b.wallet("carol", classIV, 1_00), 0)
	b.refuse(poor.load(1_01), currencytypes.ErrInsufficientFunds, "")
}

func TestSyncAndUnload(t *testing.T) {
	b, alice, bob, _, _ := payer(t)
	b.Advance(48*time.Hour + time.Second)
	require.Equal(t, types.DEVICE_STATUS_NEEDS_SYNC, alice.record().Status)
	b.refuse(alice.load(1), types.ErrDeviceStatus, "is NEEDS_SYNC: cannot load")
	sync := alice.sync(150_00)
	require.Equal(t, []proto.Message{&types.EventDeviceSynced{Id: alice.id, Counter: 1, BalanceFen: 150_00}}, b.do(sync))
	require.Equal(t, types.DEVICE_STATUS_ACTIVE, alice.record().Status)
	b.refuse(sync, types.ErrStatementOld, "counter 1, the last one had 1")
	b.refuse(alice.sync(150_01), types.ErrStatementBalance, "its purse has 150.00 yuan")
	misplaced := &types.MsgSyncDevice{Owner: alice.Owner.String(), Statement: alice.unload(0, 1, false).Statement}
	b.refuse(misplaced, types.ErrStatement, "unloads or retires: true")

	// A fourth signature since the sync was allowed by no honest device: it is settled, and the device must sync.
	for range 4 {
		b.settled(bob, alice.pay(bob, 1_00))
	}
	require.Equal(t, types.DEVICE_STATUS_NEEDS_SYNC, alice.record().Status)
	require.Equal(t, []proto.Message{&types.EventDeviceSynced{
		Id: alice.id, Counter: alice.Counter + 1, BalanceFen: 100_00, UnloadedFen: 46_00,
	}}, b.do(alice.unload(100_00, 46_00, false)))
	require.Equal(t, uint64(196_00), b.balance(alice.Owner))
	require.Equal(t, types.DEVICE_STATUS_ACTIVE, alice.record().Status)

	events := b.do(alice.unload(0, 100_00, true))
	require.Len(t, events, 2)
	require.Equal(t, types.DEVICE_STATUS_REVOKED, events[1].(*types.EventDevice).Status)
	require.Equal(t, uint64(296_00), b.balance(alice.Owner))
	obligations, err := b.keeper.WalletObligations(b.Context(), alice.Owner.Address)
	require.NoError(t, err)
	require.Equal(t, []string{"offline devices are not defunded"}, obligations)
	b.Advance(month)
	b.NextBlock()
	obligations, err = b.keeper.WalletObligations(b.Context(), alice.Owner.Address)
	require.NoError(t, err)
	require.Empty(t, obligations)
}

func TestSuspendResumeRevoke(t *testing.T) {
	b, alice, bob, _, _ := payer(t)
	suspend := &types.MsgSuspendDevice{Officer: compliance.String(), DeviceId: alice.id, Reason: "lost"}
	b.refuse(&types.MsgSuspendDevice{Officer: compliance.String(), DeviceId: alice.id}, currencytypes.ErrReason, "")
	other := *suspend
	other.Officer = testutil.Officer("abc-sz", "compliance").String()
	b.refuse(&other, types.ErrNotOperator, "is of icbc-sz, not of abc-sz")
	b.refuse(&types.MsgResumeDevice{Officer: compliance.String(), DeviceId: alice.id}, types.ErrDeviceStatus, "is FUNDED: cannot resume")
	event := &types.EventDevice{
		Id: alice.id, Wallet: alice.Owner.String(), OperatorId: icbc, Status: types.DEVICE_STATUS_SUSPENDED, Reason: "lost",
	}
	require.Equal(t, []proto.Message{event}, b.do(suspend))
	b.refuse(alice.load(1), types.ErrDeviceStatus, "is SUSPENDED: cannot load")
	b.settled(bob, alice.pay(bob, 1_00))
	event.Status, event.Reason = types.DEVICE_STATUS_ACTIVE, ""
	require.Equal(t, []proto.Message{event}, b.do(&types.MsgResumeDevice{Officer: compliance.String(), DeviceId: alice.id}))
	event.Status, event.Reason = types.DEVICE_STATUS_REVOKED, "stolen"
	revoke := &types.MsgRevokeDevice{Officer: compliance.String(), DeviceId: alice.id, Reason: "stolen"}
	require.Equal(t, []proto.Message{event}, b.do(revoke))
	b.refuse(revoke, types.ErrDeviceStatus, "is REVOKED: cannot revoke")
}

func TestUpdateParams(t *testing.T) {
	b := newBank(t)
	params := types.DefaultParams()
	params.MaxHandovers = 0
	update := &types.MsgUpdateParams{Authority: consortiumtypes.Authority, Params: params}
	require.Equal(t, []proto.Message{&types.EventParamsUpdated{}}, b.do(update))
	response, err := b.queries.Params(b.Context(), &types.QueryParamsRequest{})
	require.NoError(t, err)
	require.Equal(t, params, response.Params)
	update.Params.ReturnPeriod = 0
	b.refuse(update, types.ErrInvalidParams, "return_period")
}

func TestQueries(t *testing.T) {
	b, alice, bob, _, _ := payer(t)
	second := b.device(alice.Owner, 0)
	for range 3 {
		b.settled(bob, alice.pay(bob, 1))
	}
	ctx := b.Context()
	devices, err := b.queries.DevicesByWallet(ctx, &types.QueryDevicesByWalletRequest{Wallet: alice.Owner.String()})
	require.NoError(t, err)
	require.Len(t, devices.Devices, 2)
	page, err := b.queries.DevicesByOperator(ctx, &types.QueryDevicesByOperatorRequest{
		OperatorId: icbc, Pagination: &query.PageRequest{Limit: 1},
	})
	require.NoError(t, err)
	require.Len(t, page.Devices, 1)
	rest, err := b.queries.DevicesByOperator(ctx, &types.QueryDevicesByOperatorRequest{
		OperatorId: icbc, Pagination: &query.PageRequest{Key: page.Pagination.NextKey},
	})
	require.NoError(t, err)
	require.ElementsMatch(t, []string{alice.id, second.id}, []string{page.Devices[0].Id, rest.Devices[0].Id})
	vouchers, err := b.queries.Vouchers(ctx, &types.QueryVouchersRequest{DeviceId: alice.id})
	require.NoError(t, err)
	require.Equal(t, []uint64{1, 2, 3}, []uint64{vouchers.Vouchers[0].Counter, vouchers.Vouchers[1].Counter, vouchers.Vouchers[2].Counter})

	_, err = b.queries.Device(ctx, &types.QueryDeviceRequest{DeviceId: "0000000000000000000000000000000000000000"})
	require.Equal(t, codes.NotFound, status.Code(err))
	_, err = b.queries.Device(ctx, &types.QueryDeviceRequest{})
	require.Equal(t, codes.InvalidArgument, status.Code(err))
	_, err = b.queries.Voucher(ctx, &types.QueryVoucherRequest{VoucherId: offline.Hash{1}.String()})
	require.Equal(t, codes.NotFound, status.Code(err))
	require.ErrorContains(t, err, types.ErrVoucherNotFound.Error())
	_, err = b.queries.Claims(ctx, &types.QueryClaimsRequest{Pagination: &query.PageRequest{CountTotal: true}})
	require.Equal(t, codes.InvalidArgument, status.Code(err))
	require.ErrorContains(t, err, queries.ErrPagination.Error())
	_, err = b.queries.DevicesByOperator(ctx, &types.QueryDevicesByOperatorRequest{OperatorId: "who"})
	require.Equal(t, codes.NotFound, status.Code(err))
}
