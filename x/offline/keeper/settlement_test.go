package keeper_test

import (
	"testing"
	"time"

	"github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/testutil"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/offline/types"
)

const (
	classI  = currencytypes.WALLET_CLASS_I
	classIV = currencytypes.WALLET_CLASS_IV
)

// payer is a bank with a loaded device of alice, and wallets of bob, carol and dave.
func payer(t *testing.T) (b *bank, alice *device, bob, carol, dave testutil.Actor) {
	t.Helper()
	b = newBank(t)
	alice = b.device(b.wallet("alice", classI, 300_00), 150_00)
	return b, alice, b.wallet("bob", classI, 0), b.wallet("carol", classI, 0), b.wallet("dave", classI, 0)
}

func TestSettlementPaysFromThePurse(t *testing.T) {
	b, alice, bob, _, _ := payer(t)
	voucher := alice.pay(bob, 28_50)
	events := b.do(settle(bob, voucher))
	id := voucher.Last().ID
	require.Equal(t, []proto.Message{&types.EventVoucherSettled{
		VoucherId: id.String(), DeviceId: alice.id, Counter: 1, Payee: bob.String(), AmountFen: 28_50, LiableDeviceId: alice.id, PurseFen: 28_50,
	}}, events)
	require.Equal(t, uint64(28_50), b.balance(bob))
	record := alice.record()
	require.Equal(t, types.DEVICE_STATUS_ACTIVE, record.Status)
	require.Equal(t, []uint64{121_50, 28_50, 1}, []uint64{record.PurseFen, record.SettledFen, record.LastCounter})

	b.refused(bob, voucher, types.OUTCOME_KIND_ALREADY_SETTLED, "")
}

// One bad voucher does not hold up the others, and the same one twice pays once.
func TestBatchIsNotPoisoned(t *testing.T) {
	b, alice, bob, carol, _ := payer(t)
	good, forged, strange := alice.pay(bob, 100), alice.pay(bob, 100), alice.pay(carol, 100)
	forged.Payment.Amount = 200
	last := alice.pay(bob, 300)
	events := b.do(settle(bob, good, forged, strange, good, last))
	var outcomes []types.OutcomeKind
	for _, event := range events {
		if refused, ok := event.(*types.EventVoucherRefused); ok {
			outcomes = append(outcomes, refused.Outcome)
			continue
		}
		require.IsType(t, &types.EventVoucherSettled{}, event)
		outcomes = append(outcomes, types.OUTCOME_KIND_SETTLED)
	}
	require.Equal(t, []types.OutcomeKind{
		types.OUTCOME_KIND_SETTLED, types.OUTCOME_KIND_REFUSED, types.OUTCOME_KIND_REFUSED,
		types.OUTCOME_KIND_ALREADY_SETTLED, types.OUTCOME_KIND_SETTLED,
	}, outcomes)
	require.Equal(t, uint64(400), b.balance(bob))

	broken := settle(bob, good)
	broken.Vouchers = append(broken.Vouchers, []byte("nothing"))
	b.refuse(broken, types.ErrVoucherFormat, "vouchers[1]: malformed voucher: ends within tag")
	b.refuse(settle(bob), types.ErrBatch, "has 0 vouchers")
}

func TestVoucherRefusals(t *testing.T) {
	b, alice, bob, carol, _ := payer(t)
	stranger := &device{Device: testutil.NewDevice("stranger", bob), bank: b}
	b.refused(bob, stranger.pay(bob, 100), types.OUTCOME_KIND_REFUSED, types.ErrDeviceNotFound.Error())
	b.refused(bob, alice.pay(carol, 100), types.OUTCOME_KIND_REFUSED, types.ErrNotHolder.Error())
	b.refused(alice.Owner, alice.pay(alice.Owner, 100), types.OUTCOME_KIND_REFUSED, types.ErrVoucherToSelf.Error())
	b.refused(bob, alice.pay(bob, 100_01), types.OUTCOME_KIND_REFUSED, types.ErrVoucherCap.Error())
	b.refused(bob, alice.pay(testutil.NewActor("nobody"), 1), types.OUTCOME_KIND_REFUSED, currencytypes.ErrWalletNotFound.Error())
	b.settled(bob, alice.pay(bob, 100_00))

	forCarol := alice.pay(carol, 100)
	b.do(&types.MsgSettleForHolders{Teller: teller.String(), Vouchers: [][]byte{forCarol.Bytes()}})
	require.Equal(t, uint64(100), b.balance(carol))
	other := testutil.Officer("abc-sz", "teller")
	events := b.do(&types.MsgSettleForHolders{Teller: other.String(), Vouchers: [][]byte{alice.pay(carol, 1).Bytes()}})
	require.Contains(t, events[0].(*types.EventVoucherRefused).Reason, types.ErrNotOperator.Error())
}

func TestHandoverChain(t *testing.T) {
	b, alice, bob, carol, dave := payer(t)
	bobs, carols := b.device(bob, 0), b.device(carol, 0)
	voucher := alice.pay(bob, 5_00)
	toCarol := bobs.handOver(voucher, carol)
	toDave := carols.handOver(toCarol, dave)
	b.refused(dave, toCarol, types.OUTCOME_KIND_REFUSED, types.ErrNotHolder.Error())
	b.refused(dave, carols.handOver(voucher, dave), types.OUTCOME_KIND_REFUSED, types.ErrHandoverOwner.Error())
	record := b.settled(dave, toDave)
	require.Equal(t, uint32(2), record.Handovers)
	require.Equal(t, alice.id, record.LiableDeviceId)
	require.Equal(t, uint64(5_00), b.balance(dave))
	// Those who handed it over cannot settle it any more.
	b.refused(bob, voucher, types.OUTCOME_KIND_REFUSED, types.ErrHandedOver.Error())
	b.refused(carol, toCarol, types.OUTCOME_KIND_REFUSED, types.ErrHandedOver.Error())
	require.Equal(t, types.DEVICE_STATUS_ACTIVE, alice.record().Status)

	long := alice.pay(bob, 1)
	for range 6 {
		long = carols.handOver(bobs.handOver(long, carol), bob)
	}
	b.refused(bob, long, types.OUTCOME_KIND_REFUSED, types.ErrHandovers.Error())
}

// Goods were delivered: what does not fit into the payee's wallet waits, and is claimed as it fits.
func TestSurplusWaits(t *testing.T) {
	b := newBank(t)
	b.issued("ISS-2", 20_000_00)
	alice := b.device(b.wallet("alice", classI, 300_00), 200_00)
	bob := b.wallet("bob", classIV, 9_950_00)
	carol := b.wallet("carol", classI, 0)
	record := b.settled(bob, alice.pay(bob, 80_00))
	require.Equal(t, uint64(30_00), record.UnclaimedFen)
	require.Equal(t, uint64(10_000_00), b.balance(bob))
	b.settled(bob, alice.pay(bob, 5_00))
	surplus := func() uint64 {
		response, err := b.queries.Surplus(b.Context(), &types.QuerySurplusRequest{Wallet: bob.String()})
		require.NoError(t, err)
		return response.Surplus.AmountFen
	}
	require.Equal(t, uint64(35_00), surplus())
	claim := &types.MsgClaimSurplus{Holder: bob.String()}
	b.refuse(claim, types.ErrNoSurplus, "takes nothing now, 35.00 yuan wait")
	obligations, err := b.keeper.WalletObligations(b.Context(), bob.Address)
	require.NoError(t, err)
	require.Equal(t, []string{"offline vouchers left 35.00 yuan to claim"}, obligations)

	b.MustSend(&currencytypes.MsgPay{Payer: bob.String(), Payee: carol.String(), AmountFen: 10_00})
	require.Equal(t, []proto.Message{&types.EventSurplusClaimed{Wallet: bob.String(), AmountFen: 10_00, LeftFen: 25_00}}, b.do(claim))
	b.MustSend(&currencytypes.MsgPay{Payer: bob.String(), Payee: carol.String(), AmountFen: 100_00})
	require.Equal(t, []proto.Message{&types.EventSurplusClaimed{Wallet: bob.String(), AmountFen: 25_00}}, b.do(claim))
	b.refuse(claim, types.ErrNoSurplus, "nothing waits")
	require.Equal(t, uint64(9_925_00), b.balance(bob))
}

// The purse first, then the operator up to the purse cap in total, then a claim.
func TestOrderOfLosses(t *testing.T) {
	b, alice, bob, _, _ := payer(t)
	b.settled(bob, alice.pay(bob, 100_00))
	second := b.settled(bob, alice.pay(bob, 100_00))
	require.Equal(t, []uint64{50_00, 50_00, 0}, []uint64{second.PurseFen, second.GuaranteeFen, second.ClaimFen})
	third := b.settled(bob, alice.pay(bob, 100_00))
	require.Equal(t, []uint64{0, 100_00, 0}, []uint64{third.PurseFen, third.GuaranteeFen, third.ClaimFen})
	last := alice.pay(bob, 60_00)
	fourth := b.settled(bob, last)
	require.Equal(t, []uint64{0, 50_00, 10_00}, []uint64{fourth.PurseFen, fourth.GuaranteeFen, fourth.ClaimFen})
	require.Equal(t, uint64(350_00), b.balance(bob))
	require.Equal(t, uint64(200_00), alice.record().GuaranteedFen)

	claims, err := b.queries.Claims(b.Context(), &types.QueryClaimsRequest{OperatorId: icbc})
	require.NoError(t, err)
	id := last.Last().ID
	require.Equal(t, []types.Claim{{
		VoucherId: id[:], OperatorId: icbc, DeviceId: alice.id, Wallet: bob.String(), AmountFen: 10_00,
		Status: types.CLAIM_STATUS_OPEN, RecordedAt: fourth.SettledAt,
	}}, claims.Claims)
	obligations, err := b.keeper.Obligations(b.Context(), icbc)
	require.NoError(t, err)
	require.Equal(t, []string{"offline devices are not defunded", "claims for offline vouchers are open"}, obligations)
	obligations, err = b.keeper.WalletObligations(b.Context(), bob.Address)
	require.NoError(t, err)
	require.Equal(t, []string{"claims for offline vouchers are open"}, obligations)

	pay := &types.MsgPayClaim{Treasurer: testutil.Officer("abc-sz", "treasurer").String(), VoucherId: id[:]}
	b.refuse(pay, types.ErrNotOperator, "is against icbc-sz")
	pay.Treasurer = treasurer.String()
	require.Equal(t, []proto.Message{&types.EventClaimPaid{
		VoucherId: id.String(), OperatorId: icbc, Wallet: bob.String(), AmountFen: 10_00, Officer: treasurer.String(),
	}}, b.do(pay))
	require.Equal(t, uint64(360_00), b.balance(bob))
	b.refuse(pay, types.ErrClaimPaid, id.String())
	pay.VoucherId = make([]byte, 32)
	b.refuse(pay, types.ErrClaimNotFound, "0000")
	pay.VoucherId = nil
	b.refuse(pay, types.ErrIdentifier, "has 0 bytes, must have 32")
	obligations, err = b.keeper.WalletObligations(b.Context(), bob.Address)
	require.NoError(t, err)
	require.Empty(t, obligations)
}

// An operator whose cash box is empty still owes what it guaranteed.
func TestGuaranteeWithoutCash(t *testing.T) {
	b, alice, bob, _, _ := payer(t)
	b.MustSend(&currencytypes.MsgRequestRedemption{Treasurer: treasurer.String(), Id: "RED-1", AmountFen: 660_00})
	b.settled(bob, alice.pay(bob, 100_00))
	record := b.settled(bob, alice.pay(bob, 100_00))
	require.Equal(t, []uint64{50_00, 0, 50_00}, []uint64{record.PurseFen, record.GuaranteeFen, record.ClaimFen})
	claims, err := b.queries.Claims(b.Context(), &types.QueryClaimsRequest{})
	require.NoError(t, err)
	require.Equal(t, uint64(50_00), claims.Claims[0].GuaranteedFen)
	require.Equal(t, uint64(50_00), alice.record().GuaranteedFen)
	pay := &types.MsgPayClaim{Treasurer: treasurer.String(), VoucherId: record.Id}
	b.refuse(pay, currencytypes.ErrInsufficientFunds, "has 40.00 yuan, asked 50.00 yuan")
	b.issued("ISS-2", 50_00)
	b.do(pay)
	require.Equal(t, uint64(200_00), b.balance(bob))
}

// Two payloads on one counter: both are kept, the device is revoked, and the second payee is paid by the same rule.
func TestDoubleSpendOfACounter(t *testing.T) {
	b, alice, bob, carol, _ := payer(t)
	first, second := alice.payWith(1, bob, 100_00), alice.payWith(1, carol, 100_00)
	b.settled(bob, first)
	events := b.do(settle(carol, second))
	require.Len(t, events, 3)
	require.Equal(t, &types.EventDoubleSpend{DeviceId: alice.id, OperatorId: icbc, Kind: types.DOUBLE_SPEND_KIND_COUNTER, Counter: 1}, events[0])
	require.Equal(t, &types.EventDevice{
		Id: alice.id, Wallet: alice.Owner.String(), OperatorId: icbc, Status: types.DEVICE_STATUS_REVOKED, Reason: types.DoubleSpendReason,
	}, events[1])
	require.Equal(t, uint64(50_00), events[2].(*types.EventVoucherSettled).GuaranteeFen)
	require.Equal(t, []uint64{100_00, 100_00}, []uint64{b.balance(bob), b.balance(carol)})
	proofs, err := b.queries.DoubleSpends(b.Context(), &types.QueryDoubleSpendsRequest{DeviceId: alice.id})
	require.NoError(t, err)
	require.Equal(t, []types.DoubleSpend{{
		DeviceId: alice.id, Kind: types.DOUBLE_SPEND_KIND_COUNTER, FirstPayload: first.Payment.Bytes(), FirstSignature: first.Signature,
		SecondPayload: second.Payment.Bytes(), SecondSignature: second.Signature, FoundAt: b.Time(),
	}}, proofs.DoubleSpends)
	b.refuse(alice.load(1), types.ErrDeviceStatus, "is REVOKED: cannot load")
	b.refused(carol, second, types.OUTCOME_KIND_ALREADY_SETTLED, "")

	statement := alice.sync(0)
	b.refuse(statement, types.ErrDeviceStatus, "is REVOKED: cannot sync")
}

// A device that uses one counter for a payment and a statement is as guilty.
func TestDoubleSpendOfAStatement(t *testing.T) {
	b, alice, bob, _, _ := payer(t)
	b.settled(bob, alice.payWith(1, bob, 1_00))
	events := b.do(alice.unload(49_00, 100_00, false))
	require.Len(t, events, 2)
	require.Equal(t, types.DOUBLE_SPEND_KIND_COUNTER, events[0].(*types.EventDoubleSpend).Kind)
	require.Equal(t, uint64(150_00), b.balance(alice.Owner), "nothing is paid back")
	require.Equal(t, uint64(149_00), alice.record().PurseFen)
}

// Who hands the same voucher to two is the double spender, and the payer is not.
func TestForkOfHandovers(t *testing.T) {
	b, alice, bob, carol, dave := payer(t)
	bobs := b.device(bob, 0)
	voucher := alice.pay(bob, 60_00)
	b.settled(carol, bobs.handOver(voucher, carol))
	events := b.do(settle(dave, bobs.handOver(voucher, dave)))
	require.Equal(t, types.DOUBLE_SPEND_KIND_FORK, events[0].(*types.EventDoubleSpend).Kind)
	require.Equal(t, bobs.id, events[0].(*types.EventDoubleSpend).DeviceId)
	paid := events[2].(*types.EventVoucherSettled)
	require.Equal(t, bobs.id, paid.LiableDeviceId)
	require.Equal(t, uint64(60_00), paid.GuaranteeFen)
	require.Equal(t, types.DEVICE_STATUS_REVOKED, bobs.record().Status)
	require.Equal(t, types.DEVICE_STATUS_ACTIVE, alice.record().Status)
	require.Equal(t, uint64(90_00), alice.record().PurseFen)
}

// Who settles a voucher and has handed it over is one as well; what the next one does with it is not his fault.
func TestHandoverAfterSettlement(t *testing.T) {
	b, alice, bob, carol, dave := payer(t)
	bobs, carols := b.device(bob, 0), b.device(carol, 0)
	voucher := alice.pay(bob, 60_00)
	toCarol := bobs.handOver(voucher, carol)
	toDave := carols.handOver(toCarol, dave)
	b.settled(bob, voucher)
	events := b.do(settle(dave, toDave))
	require.Equal(t, types.DOUBLE_SPEND_KIND_SETTLED, events[0].(*types.EventDoubleSpend).Kind)
	require.Equal(t, bobs.id, events[2].(*types.EventVoucherSettled).LiableDeviceId)
	require.Equal(t, types.DEVICE_STATUS_PROVISIONED, carols.record().Status)
	b.refused(carol, toCarol, types.OUTCOME_KIND_REFUSED, types.ErrHandedOver.Error())
	b.refused(dave, toDave, types.OUTCOME_KIND_ALREADY_SETTLED, "")
}

// One counter for handovers of two vouchers proves a clone, but both vouchers have value: their payers stand for them.
func TestClonedHandover(t *testing.T) {
	b, alice, bob, carol, dave := payer(t)
	bobs := b.device(bob, 0)
	first, second := alice.pay(bob, 10_00), alice.pay(bob, 20_00)
	b.settled(carol, bobs.handOver(first, carol))
	bobs.Counter = 0
	events := b.do(settle(dave, bobs.handOver(second, dave)))
	require.Equal(t, types.DOUBLE_SPEND_KIND_COUNTER, events[0].(*types.EventDoubleSpend).Kind)
	require.Equal(t, bobs.id, events[0].(*types.EventDoubleSpend).DeviceId)
	require.Equal(t, alice.id, events[2].(*types.EventVoucherSettled).LiableDeviceId)
	require.Equal(t, types.DEVICE_STATUS_ACTIVE, alice.record().Status)
}

// A revoked purse waits for late vouchers until the moment at which it goes back.
func TestLateVouchers(t *testing.T) {
	b, alice, bob, _, _ := payer(t)
	inTime, tooLate := alice.pay(bob, 10_00), alice.pay(bob, 20_00)
	b.do(&types.MsgRevokeDevice{Officer: compliance.String(), DeviceId: alice.id, Reason: "stolen"})
	b.Advance(month - testutil.BlockInterval)
	require.Empty(t, b.expire(), "one second before")
	b.settled(bob, inTime)
	b.Advance(time.Second)
	b.refused(bob, tooLate, types.OUTCOME_KIND_REFUSED, types.ErrPurseReturned.Error())
	require.Equal(t, []proto.Message{&types.EventDevice{
		Id: alice.id, Wallet: alice.Owner.String(), OperatorId: icbc, Status: types.DEVICE_STATUS_DEFUNDED, Reason: "stolen", ReturnedFen: 140_00,
	}}, b.expire())
	require.Equal(t, uint64(290_00), b.balance(alice.Owner))
	require.Equal(t, types.DEVICE_STATUS_DEFUNDED, alice.record().Status)
	obligations, err := b.keeper.Obligations(b.Context(), icbc)
	require.NoError(t, err)
	require.Empty(t, obligations)
	b.refused(bob, tooLate, types.OUTCOME_KIND_REFUSED, types.ErrPurseReturned.Error())
}
