package keeper_test

import (
	"crypto/sha256"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/testutil"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

func TestSpendGrant(t *testing.T) {
	o := granted(t)
	require.Equal(t, &types.EventGrantSpent{
		ManagerId: manager, ProgrammeId: fund, Beneficiary: hotel.String(), Payee: airline.String(), AmountFen: 4 * million,
		EndToEndId: "FLY-1", InstructionDate: firstDay,
	}, o.do(spend(hotel, airline, 4*million, firstDay, "FLY-1")))
	require.Equal(t, types.Fen(4*million), o.balance(airline))
	require.Equal(t, uint64(6*million), o.grant(hotel).UnspentFen)
	response, err := o.queries.Spending(o.Context(), &types.QuerySpendingRequest{
		ManagerId: manager, ProgrammeId: fund, Beneficiary: hotel.String(), InstructionDate: firstDay, EndToEndId: "FLY-1",
	})
	require.NoError(t, err)
	require.Equal(t, types.Spending{
		ManagerId: manager, ProgrammeId: fund, Beneficiary: hotel.String(), InstructionDate: firstDay, EndToEndId: "FLY-1",
		Payee: airline.String(), AmountFen: 4 * million, Day: firstDay, Height: o.Height() + 1,
	}, response.Spending)

	o.refuse(spend(hotel, airline, 1, firstDay, "FLY-1"), types.ErrDuplicateSpending, "FLY-1 of 2019-12-03: 4,000,000.00 yuan to "+airline.String()+" at height")
	o.refuse(spend(hotel, airline, 6*million+1, firstDay, "FLY-2"), types.ErrGrantExceeded, "has 6,000,000.00 yuan, asked 6,000,000.01 yuan")
	o.refuse(spend(hotel, landlord, 1, firstDay, "FLY-2"), types.ErrScenarioNotAdmitted, "is in SCENARIO_HOUSING, admitted [SCENARIO_TOURISM]")
	o.refuse(spend(clinic, airline, 1, firstDay, "FLY-2"), types.ErrScenarioNotAdmitted, "purpose housing")
	o.refuse(spend(hotel, clinic, 1, firstDay, "FLY-2"), types.ErrScenarioNotAdmitted, "SCENARIO_UNSPECIFIED")
	o.refuse(spend(hotel, hotel, 1, firstDay, "FLY-2"), types.ErrPayeeNotAdmitted, "the beneficiary's own")
	o.refuse(spend(trader, airline, 1, firstDay, "FLY-2"), types.ErrGrantNotFound, trader.String())
	o.refuse(spend(hotel, treasurer, 1, firstDay, "FLY-2"), currencytypes.ErrWalletNotFound, treasurer.String())
	o.refuse(spend(hotel, airline, 1, "2019-12-04", "FLY-2"), types.ErrInstructionDate, "2019-12-04 is after the business day 2019-12-03")
	o.refuse(spend(hotel, airline, 1, genesisDay, "FLY-2"), types.ErrInstructionDate, "2019-12-02 is before 2019-12-03")
	o.refuse(spend(hotel, airline, 1, "", "FLY-2"), currencytypes.ErrDay, "")
	o.refuse(spend(hotel, airline, 1, firstDay, ""), currencytypes.ErrIdentifier, "end-to-end id")
	o.refuse(spend(hotel, airline, 0, firstDay, "FLY-2"), currencytypes.ErrAmount, "more than 0.00 yuan")
	o.refuse(spend(treasurer, airline, 1, firstDay, "FLY-2"), currencytypes.ErrWalletNotFound, treasurer.String())

	mainland, twin := testutil.NewActor("mainland"), testutil.NewActor("twin")
	o.wallet(mainland, currencytypes.SCENARIO_TOURISM, "440300", 0)
	o.refuse(spend(hotel, mainland, 1, firstDay, "FLY-2"), types.ErrRegionNotAdmitted, "is in 440300, admitted [460000]")
	customer := sha256.Sum256(hotel.Address)
	o.MustSend(&currencytypes.MsgOpenWallet{
		Teller: teller.String(), Address: twin.String(), Class: currencytypes.WALLET_CLASS_II, Kind: currencytypes.WALLET_KIND_CORPORATE, Region: sanya,
		CustomerRef: customer[:], Carrier: currencytypes.CARRIER_APP, MerchantScenario: currencytypes.SCENARIO_TOURISM,
	})
	o.refuse(spend(hotel, twin, 1, firstDay, "FLY-2"), types.ErrPayeeNotAdmitted, "the beneficiary's own")

	o.do(spend(hotel, airline, 6*million, firstDay, "FLY-2"))
	require.Zero(t, o.grant(hotel).UnspentFen)
	o.do(spend(clinic, landlord, 1, firstDay, "FLY-2"))
}

func TestDaysOfSpending(t *testing.T) {
	o := funded(t)
	o.do(propose("BATCH-1", award(hotel, "tourism", "H", 10)))
	o.do(confirm("BATCH-1"))
	o.refuse(spend(hotel, airline, 1, genesisDay, "FLY-1"), types.ErrOutsidePeriod, "2019-12-03 to 2019-12-31, today is 2019-12-02: cannot spend")
	o.until(lastDay)
	o.do(spend(hotel, airline, 1, firstDay, "FLY-1"))
	o.until("2020-01-01")
	o.refuse(spend(hotel, airline, 1, lastDay, "FLY-2"), types.ErrOutsidePeriod, "today is 2020-01-01")
	o.refuse(spend(hotel, airline, 1, firstDay, "FLY-1"), types.ErrDuplicateSpending, "FLY-1")
	o.refuse(recall(hotel), types.ErrOutsidePeriod, "cannot recall")
	o.refuse(closeEarly(), types.ErrOutsidePeriod, "cannot close")
}

// A payee that the programme does not name, and one whose wallet takes nothing.
func TestPayeeIsNamedAndReceivesByTheRules(t *testing.T) {
	o := newOffice(t)
	named := create()
	named.Terms.Payees = []string{airline.String()}
	o.do(named)
	o.do(payIn(city, million, "PAY-1"))
	o.do(propose("BATCH-1", award(hotel, "tourism", "H", million)))
	o.do(confirm("BATCH-1"))
	o.until(firstDay)
	other := testutil.NewActor("other airline")
	o.wallet(other, currencytypes.SCENARIO_TOURISM, sanya, 0)
	o.refuse(spend(hotel, other, 1, firstDay, "FLY-1"), types.ErrPayeeNotAdmitted, "names 1 payees")
	o.MustSend(&currencytypes.MsgPlaceHold{
		Officer: testutil.Officer(icbc, "compliance").String(), Wallet: airline.String(), Reference: "HOLD-1",
		Side: currencytypes.HOLD_SIDE_CREDIT, Ground: "court order",
	})
	o.refuse(spend(hotel, airline, 1, firstDay, "FLY-1"), currencytypes.ErrHeld, airline.String())
	require.Equal(t, uint64(million), o.grant(hotel).UnspentFen)
}

func TestRefundSpending(t *testing.T) {
	o := granted(t)
	o.do(spend(hotel, airline, 4*million, firstDay, "FLY-1"))
	require.Equal(t, &types.EventSpendingRefunded{
		ManagerId: manager, ProgrammeId: fund, Beneficiary: hotel.String(), Payee: airline.String(), AmountFen: million,
		EndToEndId: "FLY-1", InstructionDate: firstDay, Reference: "BACK-1", Returned: []types.Share{},
	}, o.do(giveBack(airline, hotel, "FLY-1", million, "BACK-1")))
	require.Equal(t, uint64(7*million), o.grant(hotel).UnspentFen)
	require.Equal(t, types.Fen(3*million), o.balance(airline))
	response, err := o.queries.SpendingRefunds(o.Context(), &types.QuerySpendingRefundsRequest{
		ManagerId: manager, ProgrammeId: fund, Beneficiary: hotel.String(), InstructionDate: firstDay, EndToEndId: "FLY-1",
	})
	require.NoError(t, err)
	require.Equal(t, []types.SpendingRefund{{
		ManagerId: manager, ProgrammeId: fund, Beneficiary: hotel.String(), InstructionDate: firstDay, EndToEndId: "FLY-1",
		Reference: "BACK-1", AmountFen: million, Height: o.Height() + 1,
	}}, response.Refunds)

	o.refuse(giveBack(airline, hotel, "FLY-1", million, "BACK-1"), types.ErrRefundExists, "refund BACK-1")
	o.refuse(giveBack(airline, hotel, "FLY-1", 3*million+1, "BACK-2"), types.ErrRefundExceeded, "given back 1,000,000.00 yuan, asked 3,000,000.01 yuan")
	o.refuse(giveBack(landlord, hotel, "FLY-1", 1, "BACK-2"), types.ErrNotPayee, "paid to "+airline.String())
	o.refuse(giveBack(airline, clinic, "FLY-1", 1, "BACK-2"), types.ErrSpendingNotFound, "FLY-1")
	o.refuse(giveBack(airline, hotel, "FLY-1", 0, "BACK-2"), currencytypes.ErrAmount, "more than 0.00 yuan")
	o.refuse(giveBack(airline, hotel, "FLY-1", 1, ""), currencytypes.ErrIdentifier, "reference")
	o.MustSend(&currencytypes.MsgPay{Payer: airline.String(), Payee: grocer.String(), AmountFen: 3 * million})
	o.refuse(giveBack(airline, hotel, "FLY-1", 1, "BACK-2"), currencytypes.ErrInsufficientFunds, "has 0.00 yuan, asked 0.01 yuan")

	o.do(spend(hotel, airline, 7*million, firstDay, "FLY-2"))
	o.do(giveBack(airline, hotel, "FLY-2", 7*million, "BACK-1"))
	require.Equal(t, uint64(7*million), o.grant(hotel).UnspentFen, "it can be spent again")
}
