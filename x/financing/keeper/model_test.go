package keeper_test

import (
	"fmt"
	"math/big"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/financing/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

// naive is one document and its pledges, kept in the plainest way.
type naive struct {
	amount, collected int64
	version           uint32
	revoked           bool
	pledges           []*naivePledge
}

type naivePledge struct {
	bank, reference string
	amount          int64
	loan, debt      int64
	disburseBy      currencytypes.Day
	state           string // taken, approved, lent, sold, over
}

// holds is what the pledge takes of the document today: all of it before the loan, then the part that is owed, rounded up.
func (p *naivePledge) holds(today currencytypes.Day) int64 {
	switch {
	case p.state == "over", (p.state == "taken" || p.state == "approved") && today > p.disburseBy:
		return 0
	case p.state == "taken" || p.state == "approved":
		return p.amount
	default:
		owed := new(big.Int).Mul(big.NewInt(p.amount), big.NewInt(p.debt))
		return new(big.Int).Div(owed.Add(owed, big.NewInt(p.loan-1)), big.NewInt(p.loan)).Int64()
	}
}

func (n *naive) free(today currencytypes.Day) int64 {
	free := n.amount - n.collected
	if n.revoked {
		free = -n.collected
	}
	for _, p := range n.pledges {
		free -= p.holds(today)
	}
	return free
}

// TestRoomAgainstAModel: whatever banks, customs and the enterprise do, in whatever order, a registration is accepted exactly
// when there is room, and the room is what the plain sums say.
func TestRoomAgainstAModel(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := newDesk(t)
		for _, bank := range []string{icbc, abc} {
			authorisation := authorise(bank, 1_000_000_000)
			authorisation.ExpiresOn = "2020-12-01"
			d.MustSend(authorisation)
		}
		n := &naive{amount: 10_000_000, version: 1}
		for step := range rapid.IntRange(5, 40).Draw(r, "steps") {
			n.step(r, d, step)
			n.compare(r, d)
		}
		d.audit()
	})
}

func (n *naive) step(r *rapid.T, d *desk, step int) {
	today := currencytypes.DayOf(d.Time())
	bank := rapid.SampledFrom([]string{icbc, abc}).Draw(r, "bank")
	actions := []string{"register", "register", "register", "move", "move", "move", "collect", "amend", "revoke", "wait", "race"}
	switch rapid.SampledFrom(actions).Draw(r, "action") {
	case "register":
		n.register(r, d, bank, fmt.Sprintf("L-%d", step), today)
	case "race":
		n.register(r, d, icbc, fmt.Sprintf("L-%d", step), today)
		n.register(r, d, abc, fmt.Sprintf("L-%d", step), today)
	case "move":
		if len(n.pledges) > 0 {
			n.move(r, d, rapid.SampledFrom(n.pledges).Draw(r, "pledge"), step, today)
		}
	case "collect":
		amount := rapid.Int64Range(1, 6_000_000).Draw(r, "collected")
		_, err := d.Send(&types.MsgRecordCollection{
			Officer: trader(bank).String(), DocumentId: documentID(1), Authorisation: "AUTH-1", Reference: fmt.Sprintf("C-%d", step), Amount: usd(uint64(amount)),
		})
		if today.String() > "2020-12-01" {
			require.ErrorIs(r, err, types.ErrAuthorisationExpired)
			return
		}
		if n.collected+amount <= n.amount {
			require.NoError(r, err)
			n.collected += amount
		} else {
			require.ErrorIs(r, err, types.ErrCollectionExceeds)
		}
	case "amend":
		amount := rapid.Int64Range(1, 20_000_000).Draw(r, "amended")
		_, err := d.Send(amend(n.version, uint64(amount)))
		if n.revoked {
			require.ErrorIs(r, err, singlewindowtypes.ErrDocumentStatus)
			return
		}
		require.NoError(r, err)
		n.amount, n.version = amount, n.version+1
	case "revoke":
		if rapid.IntRange(0, 4).Draw(r, "really") > 0 {
			return
		}
		_, err := d.Send(&singlewindowtypes.MsgRevokeDeclaration{
			Officer: testutil.Officer(customs, "customs-officer").String(), DocumentId: documentID(1), Reason: "returned",
		})
		require.Equal(r, n.revoked, err != nil)
		n.revoked = true
	case "wait":
		d.Advance(time.Duration(rapid.IntRange(1, 60).Draw(r, "days")) * 24 * time.Hour)
	}
}

func (n *naive) register(r *rapid.T, d *desk, bank, reference string, today currencytypes.Day) {
	amount := rapid.Int64Range(1, 8_000_000).Draw(r, "amount")
	msg := register(bank, reference, uint64(amount))
	msg.MaturesOn = today.AddDays(100).String()
	_, err := d.Send(msg)
	switch {
	case n.revoked:
		require.ErrorIs(r, err, singlewindowtypes.ErrDocumentStatus)
	case amount > n.free(today):
		require.ErrorIs(r, err, types.ErrNoRoom)
	case today.String() > "2020-12-01":
		require.ErrorIs(r, err, types.ErrAuthorisationExpired)
	default:
		require.NoError(r, err)
		pledge := d.pledge(bank, reference)
		last, err := currencytypes.ParseDay(pledge.DisburseBy)
		require.NoError(r, err)
		n.pledges = append(n.pledges, &naivePledge{
			bank: bank, reference: reference, amount: amount, loan: int64(pledge.LoanFen), disburseBy: last, state: "taken",
		})
	}
}

// move does something with a pledge. The chain decides whether it may; the model follows what it did.
func (n *naive) move(r *rapid.T, d *desk, p *naivePledge, step int, today currencytypes.Day) {
	var msg sdk.Msg
	action := rapid.SampledFrom([]string{"approve", "disburse", "disburse", "repay", "repay", "cancel", "assign", "release"}).Draw(r, "move")
	paid := rapid.Int64Range(1, max(1, p.debt)).Draw(r, "paid")
	switch action {
	case "approve":
		msg = approve(p.bank, p.reference)
	case "disburse":
		msg = disburse(p.bank, p.reference)
	case "repay":
		repayment := repay(firm, p.reference, types.Fen(paid), fmt.Sprintf("R-%d", step))
		repayment.BankId = p.bank
		msg = repayment
	case "cancel":
		msg = &types.MsgCancelPledge{Officer: trader(p.bank).String(), Reference: p.reference, Reason: "declined"}
	case "assign":
		msg = &types.MsgAssignPledge{Controller: controller(p.bank).String(), Reference: p.reference, Assignee: "insurer", Reason: "insolvent"}
	case "release":
		msg = &types.MsgReleasePledge{Officer: trader(p.bank).String(), Reference: p.reference, Reason: "over"}
	}
	if _, err := d.Send(msg); err != nil {
		return
	}
	waiting := (p.state == "taken" || p.state == "approved") && today <= p.disburseBy
	switch action {
	case "approve":
		require.True(r, waiting && p.state == "taken")
		p.state = "approved"
	case "disburse":
		require.True(r, waiting && p.state == "approved" && !n.revoked)
		p.state, p.debt = "lent", p.loan
	case "repay":
		require.True(r, p.state == "lent" && paid <= p.debt)
		p.debt -= paid
	case "cancel":
		require.True(r, waiting)
		p.state = "over"
	case "assign":
		require.Equal(r, "lent", p.state)
		p.state = "sold"
	case "release":
		require.True(r, p.state == "sold" || p.state == "lent" && p.debt == 0)
		p.state = "over"
	}
}

func (n *naive) compare(r *rapid.T, d *desk) {
	today := currencytypes.DayOf(d.Time())
	document, err := singlewindowtypes.ParseDocumentID(documentID(1))
	require.NoError(r, err)
	authorised := today.String() <= "2020-12-01"
	response, err := d.queries.Room(d.Context(), &types.QueryRoomRequest{DocumentId: document.String(), BankId: icbc})
	if !authorised {
		require.ErrorContains(r, err, types.ErrNotAuthorised.Error())
		return
	}
	require.NoError(r, err)
	free := n.free(today)
	require.Equal(r, uint64(max(free, 0)), response.Room.Minor)
	require.Equal(r, uint64(max(-free, 0)), response.Excess.Minor)
	require.Equal(r, uint64(n.collected), response.Collected.Minor)
	state, err := d.keeper.ExportGenesis(d.Context())
	require.NoError(r, err)
	require.NoError(r, types.ValidateGenesis(state))
	require.NoError(r, app.Currency(d.App).CheckSupply(d.Context()))
}
