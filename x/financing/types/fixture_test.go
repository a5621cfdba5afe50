package types_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/financing/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

const (
	firm, other, trader, controller = 1, 2, 3, 4

	icbc = "icbc-sz"
	// The pledge is registered on a Monday, may be disbursed until the next, and matures in March.
	registered, lastDay, dayAfter, maturity, overdueDay = "2019-12-02", "2019-12-09", "2019-12-10", "2020-03-31", "2020-04-01"
)

func address(n byte) sdk.AccAddress { return bytes.Repeat([]byte{n}, 20) }

func text(n byte) string { return consortiumtypes.FormatAddress(address(n)) }

func officer(n byte) consortiumtypes.Officer { return consortiumtypes.Officer{Address: text(n)} }

func day(s string) types.Day {
	parsed, err := currencytypes.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return parsed
}

func usd(minor uint64) types.Money { return singlewindowtypes.NewMoney("USD", minor) }

func commitment(n byte) []byte { return bytes.Repeat([]byte{n}, singlewindowtypes.CommitmentBytes) }

func documentID(n byte) string { return singlewindowtypes.DocumentID(commitment(n)).String() }

// declaration is an export of 100,000.00 USD.
func declaration() singlewindowtypes.Document {
	return singlewindowtypes.Document{
		Id: documentID(9), Kind: "customs-declaration", Trust: singlewindowtypes.TRUST_ATTESTED, Status: singlewindowtypes.DOCUMENT_STATUS_ACTIVE,
		Direction: singlewindowtypes.DIRECTION_EXPORT, Amount: usd(10_000_000), Month: "2019-12", Version: 3,
	}
}

func kind() singlewindowtypes.DocumentKind {
	return singlewindowtypes.DocumentKind{Id: "customs-declaration", Purposes: []string{"export-receivable", "import-payment"}}
}

func authorisation() types.Authorisation {
	return types.Authorisation{
		DocumentId: documentID(9), BankId: icbc, Reference: "AUTH-1", Wallet: text(firm), Ceiling: usd(8_000_000), ExpiresOn: "2019-12-31",
	}
}

// terms borrow 70,000.00 USD at 7.0345.
func terms() types.PledgeTerms {
	return types.PledgeTerms{
		Purpose: "export-receivable", Amount: usd(7_000_000), Rate: "7.0345", MaturesOn: maturity, ContractCommitment: commitment(1), Recourse: true,
	}
}

func newPledge(t types.PledgeTerms) (types.Pledge, error) {
	return types.NewPledge(declaration(), kind(), authorisation(), "LOAN-1", t, officer(trader), day(registered), day(lastDay))
}

// pledgeIn is the loan in a state that it can have.
func pledgeIn(status types.PledgeStatus) types.Pledge {
	p, err := newPledge(terms())
	if err != nil {
		panic(err)
	}
	p.Status = status
	switch status { //nolint:exhaustive // the others go on below
	case types.PLEDGE_STATUS_REGISTERED, types.PLEDGE_STATUS_UNSPECIFIED:
		return p
	case types.PLEDGE_STATUS_CANCELLED, types.PLEDGE_STATUS_LAPSED:
		p.PledgedMinor = 0
		return p
	}
	p.ApprovedBy = text(controller)
	if status == types.PLEDGE_STATUS_APPROVED {
		return p
	}
	p.DisbursedOn, p.OutstandingFen = registered, p.LoanFen
	switch status { //nolint:exhaustive // the others owe it all
	case types.PLEDGE_STATUS_PARTLY_REPAID:
		p.OutstandingFen, p.PledgedMinor = p.LoanFen/2, 3_500_000
	case types.PLEDGE_STATUS_REPAID, types.PLEDGE_STATUS_RELEASED:
		p.OutstandingFen, p.PledgedMinor = 0, 0
	}
	return p
}

// requireMoves tries an action in every state: it leads where want says, and is refused in all others without a change.
func requireMoves(
	t *testing.T, today string, want map[types.PledgeStatus]types.PledgeStatus, act func(types.Pledge, types.Day) (types.Pledge, error),
) {
	t.Helper()
	for number, name := range types.PledgeStatus_name {
		before := pledgeIn(types.PledgeStatus(number))
		after, err := act(before, day(today))
		to, allowed := want[before.Status]
		if !allowed {
			require.ErrorIs(t, err, types.ErrPledgeStatus, name)
			continue
		}
		require.NoError(t, err, name)
		require.Equal(t, to, after.Status, name)
	}
}
