package keeper_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/testutil"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

// told writes the events of an end for people, with actors by name.
func told(events []proto.Message) []string {
	name := func(address string) string {
		for _, actor := range []testutil.Actor{province, city, hotel, clinic, trader} {
			address = strings.ReplaceAll(address, actor.String(), actor.Name)
		}
		return address
	}
	lines := make([]string, len(events))
	for i, event := range events {
		switch e := event.(type) {
		case *types.EventGrantRecalled:
			lines[i] = fmt.Sprintf("GrantRecalled %s %s", name(e.Beneficiary), types.Fen(e.AmountFen))
		case *types.EventProgramme:
			var shares []string
			for _, share := range e.Returned {
				shares = append(shares, fmt.Sprintf("%s %s", name(share.Wallet), types.Fen(share.AmountFen)))
			}
			lines[i] = strings.TrimSuffix(fmt.Sprintf("Programme %s: %s", strings.TrimPrefix(e.Status.String(), "PROGRAMME_STATUS_"),
				strings.Join(shares, ", ")), ": ")
		}
	}
	return lines
}

// sorted forgets the order of the beneficiaries' addresses.
func sorted(lines []string) []string {
	slices.Sort(lines)
	return lines
}

func TestEndByTime(t *testing.T) {
	o := granted(t)
	o.do(spend(hotel, airline, 3*million, firstDay, "FLY-1"))
	o.until(lastDay)
	require.Empty(t, o.end(), "the last day belongs to the programme")
	o.until("2020-01-01")
	require.Equal(t, []string{
		"GrantRecalled clinic 5,000,000.00 yuan", "GrantRecalled hotel 7,000,000.00 yuan", "Programme CLOSED: province 697,900,000.00 yuan, city 299,100,000.00 yuan",
		"Programme CLOSING",
	}, sorted(told(o.end())))
	require.Equal(t, types.Fen(697_900_000*yuan), o.balance(province))
	require.Equal(t, "2020-01-01", o.programme().Programme.ClosedOn)

	// What comes back later goes straight on, seven tenths and three tenths.
	returned := o.do(giveBack(airline, hotel, "FLY-1", 1_000_000*yuan, "BACK-1")).(*types.EventSpendingRefunded)
	require.Equal(t, []types.Share{
		{Wallet: province.String(), AmountFen: 700_000 * yuan}, {Wallet: city.String(), AmountFen: 300_000 * yuan},
	}, returned.Returned)
	require.Equal(t, types.Fen(698_600_000*yuan), o.balance(province))
	require.Zero(t, o.programme().FundFen)

	o.until("2020-05-31")
	o.do(giveBack(airline, hotel, "FLY-1", 1, "BACK-2"))
	o.until("2020-06-01")
	o.refuse(giveBack(airline, hotel, "FLY-1", 1, "BACK-3"), types.ErrRefundPeriod, "until 2020-05-31")
	o.until("2020-06-29")
	require.Empty(t, o.end())
	o.until("2020-06-30")
	require.Equal(t, []string{"Programme FINISHED"}, told(o.end()))
	require.Empty(t, o.end())
}

// A share arrives whatever the sponsor's wallet is held for: the money was its own.
func TestShareIsNotHeldBack(t *testing.T) {
	o := granted(t)
	for _, side := range []currencytypes.HoldSide{currencytypes.HOLD_SIDE_DEBIT, currencytypes.HOLD_SIDE_CREDIT} {
		o.MustSend(&currencytypes.MsgPlaceHold{
			Officer: testutil.Officer(icbc, "compliance").String(), Wallet: province.String(), Reference: side.String(), Side: side, Ground: "court order",
		})
	}
	o.do(closeEarly())
	o.end()
	require.Equal(t, types.Fen(700*million), o.balance(province))
	require.Equal(t, types.Fen(301*million), o.balance(city))
}

// A hundred firms in one batch; their unspent grants come back in as many blocks as it takes, and nobody can spend
// meanwhile.
func TestAHundredFirms(t *testing.T) {
	o := funded(t)
	firms := make([]testutil.Actor, types.MaxAwards)
	awards := make([]types.Award, len(firms))
	for i := range firms {
		firms[i] = testutil.NewActor(fmt.Sprintf("firm %d", i))
		o.wallet(firms[i], 0, sanya, 0)
		awards[i] = award(firms[i], "tourism", "H", 4*million-types.Fen(i))
	}
	o.do(propose("BATCH-1", awards...))
	o.do(confirm("BATCH-1"))
	require.Equal(t, uint64(600*million+99*100/2), o.programme().FundFen)
	o.until(firstDay)
	for i, firm := range firms[:50] {
		o.MustSend(spend(firm, airline, types.Fen(i)+1, firstDay, "FLY-1"))
	}
	o.audit()

	o.until("2020-01-01")
	require.Len(t, o.end(), types.MaxStepsPerBlock, "one change of status and 99 grants")
	o.refuse(spend(firms[0], airline, 1, firstDay, "FLY-2"), types.ErrProgrammeStatus, "CLOSING: cannot spend")
	rest := o.end()
	require.Len(t, rest, 2, "the last grant and the return")
	spent := types.Fen(50 * 51 / 2)
	require.Equal(t, []types.Share{
		{Wallet: province.String(), AmountFen: uint64(700*million - 892)}, {Wallet: city.String(), AmountFen: uint64(300*million - 383)},
	}, rest[1].(*types.EventProgramme).Returned, "0.7 and 0.3 of 1275 fen are missing, 892.5 and 382.5: the first sponsor gets the fen")
	require.Equal(t, types.Fen(700*million+301*million)-spent, o.balance(province)+o.balance(city))
}

// The wallets of those who may get money back, or have some to spend, stay open.
func TestWalletsThatCannotClose(t *testing.T) {
	o := granted(t)
	closing := func(wallet testutil.Actor) *currencytypes.MsgCloseWallet {
		return &currencytypes.MsgCloseWallet{Holder: wallet.String()}
	}
	// Both are empty: the province paid all it had.
	o.refuse(closing(province), currencytypes.ErrObligations, "sponsor of programme HNFUND-1 of hainan-finance, which may give money back")
	o.refuse(closing(hotel), currencytypes.ErrObligations, "grant from programme HNFUND-1 of hainan-finance has 10,000,000.00 yuan to spend")
	o.do(spend(hotel, airline, 10*million, firstDay, "FLY-1"))
	o.MustSend(closing(hotel))

	second := create()
	second.ProgrammeId, second.Terms.Pledges[0].Wallet = "HNFUND-2", clinic.String()
	o.do(second)
	contribution := payIn(city, 1, "PAY-1")
	contribution.ProgrammeId = "HNFUND-2"
	o.do(contribution)
	o.refuse(closing(city), currencytypes.ErrObligations, "and 1 more")
	o.refuse(closing(clinic), currencytypes.ErrObligations, "grant from programme HNFUND-1")

	o.until("2020-01-01")
	obligations, err := o.keeper.WalletObligations(o.Context(), clinic.Address)
	require.NoError(t, err)
	require.Empty(t, obligations, "the grant is the sponsors' from the first moment of the day, and it paid in nothing of its pledge")
	o.end()
	o.do(giveBack(airline, hotel, "FLY-1", 10*million, "BACK-1"))
	o.until("2020-06-30")
	o.end()
	obligations, err = o.keeper.WalletObligations(o.Context(), province.Address)
	require.NoError(t, err)
	require.Empty(t, obligations)
	require.Equal(t, types.Fen(700*million), o.balance(province))
}

// A manager names any firm in its terms: a pledge binds the wallet only when its holder pays in.
func TestPledgedWalletCloses(t *testing.T) {
	o := newOffice(t)
	terms := create()
	terms.Terms.Pledges[1].Wallet = clinic.String()
	o.do(terms)
	o.do(payIn(province, million, "PAY-1"))
	o.MustSend(&currencytypes.MsgCloseWallet{Holder: clinic.String()})
	o.refuse(payIn(clinic, 1, "PAY-1"), currencytypes.ErrWalletClosed, clinic.String())
	o.until("2020-01-01")
	require.Equal(t, []string{"Programme CLOSED: province 1,000,000.00 yuan", "Programme CLOSING"}, sorted(told(o.end())))
	o.audit()
	o.imported().audit()
}
