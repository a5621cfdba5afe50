package history

import (
	"testing"

	"github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"

	currency "github.com/dcep-consortium/dcepd/x/currency/types"
	financing "github.com/dcep-consortium/dcepd/x/financing/types"
	offline "github.com/dcep-consortium/dcepd/x/offline/types"
	purpose "github.com/dcep-consortium/dcepd/x/purpose/types"
	supervision "github.com/dcep-consortium/dcepd/x/supervision/types"
)

// TestGrantsAndDevices: what moves through the escrow of other modules.
func TestGrantsAndDevices(t *testing.T) {
	spending := Movement{
		Kind: MOVEMENT_KIND_GRANT_SPENT, To: text(teahome), Concerned: text(alice), AmountFen: 5_00, EndToEndId: "PAY-1",
		InstructionDate: "2019-12-02", Reference: "hainan", Scenario: currency.SCENARIO_RETAIL,
	}
	share := purpose.Share{Wallet: text(bob), AmountFen: 3_00}
	returned := Movement{Kind: MOVEMENT_KIND_PROGRAMME_RETURNED, To: text(bob), AmountFen: 3_00, Reference: "hainan"}
	for name, test := range map[string]struct {
		event proto.Message
		want  []Movement
	}{
		"granted": {
			&purpose.EventGrantBatch{
				ProgrammeId: "hainan", Reference: "BATCH-1", Status: purpose.GRANT_BATCH_STATUS_CONFIRMED,
				Awards: []purpose.Award{{Beneficiary: text(alice), AmountFen: 1_00}, {Beneficiary: text(bob), AmountFen: 2_00}},
			},
			[]Movement{
				{Kind: MOVEMENT_KIND_GRANTED, Concerned: text(alice), AmountFen: 1_00, Reference: "BATCH-1"},
				{Index: 1, Kind: MOVEMENT_KIND_GRANTED, Concerned: text(bob), AmountFen: 2_00, Reference: "BATCH-1"},
			},
		},
		"proposed": {&purpose.EventGrantBatch{Status: purpose.GRANT_BATCH_STATUS_PROPOSED, Awards: []purpose.Award{{}}}, nil},
		"recalled": {
			&purpose.EventGrantRecalled{ProgrammeId: "hainan", Beneficiary: text(alice), AmountFen: 7},
			[]Movement{{Kind: MOVEMENT_KIND_GRANT_RECALLED, Concerned: text(alice), AmountFen: 7, Reference: "hainan"}},
		},
		"spent": {
			&purpose.EventGrantSpent{
				ProgrammeId: "hainan", Beneficiary: text(alice), Payee: text(teahome), AmountFen: 5_00, EndToEndId: "PAY-1", InstructionDate: "2019-12-02",
			},
			[]Movement{spending},
		},
		"refunded after the end": {
			&purpose.EventSpendingRefunded{
				ProgrammeId: "hainan", Beneficiary: text(alice), Payee: text(teahome), AmountFen: 3_00, EndToEndId: "PAY-1",
				InstructionDate: "2019-12-02", Reference: "BACK-1", Returned: []purpose.Share{share},
			},
			[]Movement{{
				Kind: MOVEMENT_KIND_GRANT_REFUNDED, From: text(teahome), Concerned: text(alice), AmountFen: 3_00, EndToEndId: "PAY-1",
				InstructionDate: "2019-12-02", Reference: "BACK-1",
			}, at(returned, 1)},
		},
		"funded": {
			&purpose.EventProgrammeFunded{ProgrammeId: "hainan", Sponsor: text(bob), AmountFen: 9_00, Reference: "FUND-1"},
			[]Movement{{Kind: MOVEMENT_KIND_PROGRAMME_FUNDED, From: text(bob), AmountFen: 9_00, Reference: "FUND-1"}},
		},
		"closed":  {&purpose.EventProgramme{ProgrammeId: "hainan", Returned: []purpose.Share{share}}, []Movement{returned}},
		"running": {&purpose.EventProgramme{ProgrammeId: "hainan"}, nil},
		"loaded": {
			&offline.EventDeviceLoaded{Id: "device", Wallet: text(alice), AmountFen: 5_00, LoadedFen: 6_00},
			[]Movement{{Kind: MOVEMENT_KIND_DEVICE_LOADED, From: text(alice), AmountFen: 5_00, Reference: "device"}},
		},
		"synced": {&offline.EventDeviceSynced{Id: "device", BalanceFen: 5_00}, nil},
		"unloaded": {
			&offline.EventDeviceSynced{Id: "device", UnloadedFen: 4_00},
			[]Movement{{Kind: MOVEMENT_KIND_DEVICE_UNLOADED, To: text(alice), AmountFen: 4_00, Reference: "device"}},
		},
		"order transferred": {
			&supervision.EventOrderChange{
				OrderReference: "F-1", Kind: supervision.ORDER_CHANGE_KIND_TRANSFER, Status: supervision.ORDER_CHANGE_STATUS_CONFIRMED, AmountFen: 5,
				From: text(alice), To: text(bob),
			},
			[]Movement{{Kind: MOVEMENT_KIND_ORDER_TRANSFERRED, From: text(alice), To: text(bob), AmountFen: 5, Reference: "F-1"}},
		},
		"transfer proposed": {
			&supervision.EventOrderChange{Kind: supervision.ORDER_CHANGE_KIND_TRANSFER, Status: supervision.ORDER_CHANGE_STATUS_PROPOSED, AmountFen: 5}, nil,
		},
		"order released": {
			&supervision.EventOrderChange{Kind: supervision.ORDER_CHANGE_KIND_RELEASE, Status: supervision.ORDER_CHANGE_STATUS_CONFIRMED}, nil,
		},
		"suspended": {&offline.EventDevice{Id: "device", Wallet: text(alice)}, nil},
		"defunded": {
			&offline.EventDevice{Id: "device", Wallet: text(alice), ReturnedFen: 4_00},
			[]Movement{{Kind: MOVEMENT_KIND_DEVICE_UNLOADED, To: text(alice), AmountFen: 4_00, Reference: "device"}},
		},
		"voucher": {
			&offline.EventVoucherSettled{
				VoucherId: "voucher", DeviceId: "device", Payee: text(teahome), AmountFen: 10_00, LiableDeviceId: "device",
				PurseFen: 5_00, GuaranteeFen: 3_00, ClaimFen: 2_00, UnclaimedFen: 1_00,
			},
			[]Movement{
				{
					Kind: MOVEMENT_KIND_VOUCHER_SETTLED, To: text(teahome), Concerned: text(alice), AmountFen: 7_00, Reference: "voucher",
					Scenario: currency.SCENARIO_RETAIL,
				},
				{Index: 1, Kind: MOVEMENT_KIND_OFFLINE_LOSS, From: "icbc-sz", AmountFen: 3_00, Reference: "voucher"},
			},
		},
		"surplus": {
			&offline.EventSurplusClaimed{Wallet: text(bob), AmountFen: 1_00},
			[]Movement{{Kind: MOVEMENT_KIND_SURPLUS_CLAIMED, To: text(bob), AmountFen: 1_00}},
		},
		"loan": {
			&financing.EventLoanDisbursed{BankId: "icbc-sz", Reference: "LOAN-1", Wallet: text(bob), AmountFen: 9_00},
			[]Movement{{Kind: MOVEMENT_KIND_LOAN_DISBURSED, From: "icbc-sz", To: text(bob), AmountFen: 9_00, Reference: "LOAN-1"}},
		},
		"loan back": {
			&financing.EventLoanRepaid{BankId: "icbc-sz", Pledge: "LOAN-1", Wallet: text(bob), AmountFen: 4_00, Reference: "BACK-1"},
			[]Movement{{Kind: MOVEMENT_KIND_LOAN_REPAID, From: text(bob), To: "icbc-sz", AmountFen: 4_00, Reference: "BACK-1"}},
		},
		"claim": {
			&offline.EventClaimPaid{VoucherId: "voucher", OperatorId: "icbc-sz", Wallet: text(bob), AmountFen: 2_00, UnclaimedFen: 50},
			[]Movement{
				{Kind: MOVEMENT_KIND_OFFLINE_LOSS, From: "icbc-sz", AmountFen: 2_00, Reference: "voucher"},
				{Index: 1, Kind: MOVEMENT_KIND_CLAIM_PAID, To: text(bob), AmountFen: 1_50, Reference: "voucher"},
			},
		},
	} {
		t.Run(name, func(t *testing.T) { requireMovements(t, test.event, test.want) })
	}
}

func at(m Movement, index uint32) Movement {
	m.Index = index
	return m
}

// TestOfflineShare: a voucher counts whole when it is settled, for the operator of the payer.
func TestOfflineShare(t *testing.T) {
	c := newChain(t, Config{})
	c.record(pay(alice, teahome, 2_00, ""), &offline.EventVoucherSettled{
		VoucherId: "voucher", DeviceId: "device", Payee: text(teahome), AmountFen: 10_00, PurseFen: 9_00, ClaimFen: 1_00,
	})
	row := c.row(t, PERIOD_DAY, "2019-12-02", "icbc-sz")
	require.Equal(t, []uint64{2, 12_00, 1, 10_00}, []uint64{row.Payments, row.PaidFen, row.OfflinePayments, row.OfflinePaidFen})
	require.Equal(t, []ScenarioCount{{Scenario: currency.SCENARIO_RETAIL, Payments: 2, PaidFen: 12_00}}, row.Scenarios)
}

func TestUnknownDevice(t *testing.T) {
	c := newChain(t, Config{})
	err := c.listen(c.block(&offline.EventDeviceSynced{Id: "other", UnloadedFen: 1}))
	require.ErrorIs(t, err, offline.ErrDeviceNotFound)
}
