package keeper_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

func TestCreateProgramme(t *testing.T) {
	o := newOffice(t)
	require.Equal(t, &types.EventProgramme{
		ManagerId: manager, ProgrammeId: fund, Status: types.PROGRAMME_STATUS_OPEN, Officer: treasurer.String(), Returned: []types.Share{},
	}, o.do(create()))
	require.Equal(t, types.Programme{
		ManagerId: manager, Id: fund, Terms: terms(), Status: types.PROGRAMME_STATUS_OPEN, CreatedBy: treasurer.String(),
		Sponsors: []types.Sponsor{{Wallet: province.String()}, {Wallet: city.String()}},
		Uses:     []types.PurposeUse{{PurposeId: "housing"}, {PurposeId: "tourism"}},
	}, o.programme().Programme)

	o.refuse(create(), types.ErrProgrammeExists, "programme HNFUND-1 of hainan-finance")
	broken := create()
	for name, test := range map[string]struct {
		change func(*types.MsgCreateProgramme)
		err    error
		says   string
	}{
		"id":    {func(m *types.MsgCreateProgramme) { m.ProgrammeId = "" }, currencytypes.ErrIdentifier, "programme id"},
		"terms": {func(m *types.MsgCreateProgramme) { m.Terms.BudgetFen++ }, types.ErrTerms, "pledges make"},
		"over": {
			func(m *types.MsgCreateProgramme) { m.Terms.FirstDay, m.Terms.LastDay = "2019-12-01", "2019-12-01" },
			types.ErrTerms, "must be from today, 2019-12-02",
		},
		"no wallet":    {func(m *types.MsgCreateProgramme) { m.Terms.Pledges[1].Wallet = treasurer.String() }, currencytypes.ErrWalletNotFound, treasurer.String()},
		"no treasurer": {func(m *types.MsgCreateProgramme) { m.Treasurer = controller.String() }, app.ErrNotPermitted, "allowed: TREASURER"},
		"no manager": {func(m *types.MsgCreateProgramme) {
			m.Treasurer = testutil.Officer("china-mobile", "treasurer").String()
		}, app.ErrNotPermitted, "china-mobile is OPERATOR_NON_BANK"},
		"private wallet": {func(m *types.MsgCreateProgramme) { m.Terms.Pledges[1].Wallet = person(o).String() }, types.ErrSponsor, "must be corporate and open"},
	} {
		t.Run(name, func(t *testing.T) {
			broken = create()
			broken.ProgrammeId = "HNFUND-2"
			test.change(broken)
			o.refuse(broken, test.err, test.says)
		})
	}
	// The same id of another manager is another programme.
	other := create()
	other.Treasurer = testutil.Officer(icbc, "treasurer").String()
	o.do(other)
}

// person opens a private wallet.
func person(o *office) testutil.Actor {
	o.t.Helper()
	alice := testutil.NewActor("alice")
	o.MustSend(&currencytypes.MsgOpenWallet{
		Teller: teller.String(), Address: alice.String(), Class: currencytypes.WALLET_CLASS_II, Kind: currencytypes.WALLET_KIND_PERSONAL,
		Region: sanya, CustomerRef: make([]byte, 32), Carrier: currencytypes.CARRIER_APP,
	})
	return alice
}

func TestFundProgramme(t *testing.T) {
	o := newOffice(t)
	o.refuse(payIn(city, 1, "PAY-1"), types.ErrProgrammeNotFound, "programme HNFUND-1 of hainan-finance")
	o.do(create())
	require.Equal(t, &types.EventProgrammeFunded{
		ManagerId: manager, ProgrammeId: fund, Sponsor: city.String(), AmountFen: 299 * million, Reference: "PAY-1",
	}, o.do(payIn(city, 299*million, "PAY-1")))
	require.Equal(t, types.Fen(2*million), o.balance(city))
	require.Equal(t, uint64(299*million), o.programme().FundFen)
	response, err := o.queries.Contributions(o.Context(), &types.QueryContributionsRequest{ManagerId: manager, ProgrammeId: fund})
	require.NoError(t, err)
	require.Equal(t, []types.Contribution{{
		ManagerId: manager, ProgrammeId: fund, Sponsor: city.String(), Reference: "PAY-1", AmountFen: 299 * million, Height: o.Height() + 1,
	}}, response.Contributions)

	o.refuse(payIn(city, 1, "PAY-1"), types.ErrContributionExists, "contribution PAY-1")
	o.refuse(payIn(city, million+1, "PAY-2"), types.ErrPledgeExceeded, "pledged 300,000,000.00 yuan, paid in 299,000,000.00 yuan, asked 1,000,000.01 yuan")
	o.refuse(payIn(hotel, 1, "PAY-1"), types.ErrNotSponsor, hotel.String())
	o.refuse(payIn(city, 0, "PAY-2"), currencytypes.ErrAmount, "more than 0.00 yuan")
	o.refuse(payIn(city, 1, ""), currencytypes.ErrIdentifier, "reference")
	o.refuse(payIn(treasurer, 1, "PAY-1"), currencytypes.ErrWalletNotFound, treasurer.String())
	o.do(payIn(city, million, "PAY-2"))

	// The ledger's rules hold: a hold on the wallet stops the payment.
	o.MustSend(&currencytypes.MsgPlaceHold{
		Officer: testutil.Officer(icbc, "compliance").String(), Wallet: province.String(), Reference: "HOLD-1",
		Side: currencytypes.HOLD_SIDE_DEBIT, Ground: "court order",
	})
	o.refuse(payIn(province, 1, "PAY-1"), currencytypes.ErrHeld, province.String())
	o.MustSend(&currencytypes.MsgLiftHold{Officer: testutil.Officer(icbc, "compliance").String(), Wallet: province.String(), Reference: "HOLD-1"})

	o.until(lastDay)
	o.do(payIn(province, 700*million-1, "PAY-1"))
	o.until("2020-01-01")
	o.refuse(payIn(province, 1, "PAY-2"), types.ErrOutsidePeriod, "today is 2020-01-01: cannot fund")
	o.NextBlock()
	o.refuse(payIn(province, 1, "PAY-2"), types.ErrProgrammeStatus, "is PROGRAMME_STATUS_CLOSED: cannot fund")
	require.Equal(t, types.Fen(700*million), o.balance(province))
	require.Equal(t, types.Fen(301*million), o.balance(city))
}

func TestCloseProgramme(t *testing.T) {
	o := granted(t)
	silent := closeEarly()
	silent.Reason = ""
	o.refuse(silent, currencytypes.ErrReason, "1 to 256")
	foreign := closeEarly()
	foreign.Treasurer = testutil.Officer(icbc, "treasurer").String()
	o.refuse(foreign, types.ErrProgrammeNotFound, "programme HNFUND-1 of icbc-sz")
	o.do(spend(hotel, airline, 3*million, firstDay, "FLY-1"))

	require.Equal(t, &types.EventProgramme{
		ManagerId: manager, ProgrammeId: fund, Status: types.PROGRAMME_STATUS_CLOSING, Officer: treasurer.String(), Returned: []types.Share{},
	}, o.do(closeEarly()))
	o.refuse(closeEarly(), types.ErrProgrammeStatus, "is PROGRAMME_STATUS_CLOSING: cannot close")
	o.refuse(spend(hotel, airline, 1, firstDay, "FLY-2"), types.ErrProgrammeStatus, "cannot spend")
	o.refuse(propose("BATCH-2", award(trader, "housing", "", 1)), types.ErrProgrammeStatus, "cannot grant")
	o.refuse(recall(hotel), types.ErrProgrammeStatus, "cannot recall")
	o.do(giveBack(airline, hotel, "FLY-1", 1, "BACK-1"))

	require.Equal(t, []string{
		"GrantRecalled clinic 5,000,000.00 yuan", "GrantRecalled hotel 7,000,000.00 yuan",
		"Programme CLOSED: province 697,900,000.01 yuan, city 299,100,000.00 yuan",
	}, sorted(told(o.end())))
	closed := o.programme()
	require.Equal(t, "replaced", closed.Programme.CloseReason)
	require.Equal(t, firstDay, closed.Programme.ClosedOn)
	require.Zero(t, closed.FundFen)
	require.Equal(t, types.Fen(697_900_000*yuan+1), o.balance(province))
	require.Equal(t, types.Fen(300_100_000*yuan), o.balance(city))
	require.Equal(t, types.Fen(3*million-1), o.balance(airline))
	require.Empty(t, o.end(), "nothing is due again")
}
