package keeper_test

import (
	"testing"
	"time"

	"github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/supervision/types"
)

func TestOrderHoldsFromItsBlockToItsEnd(t *testing.T) {
	d := newDesk(t)
	terms := d.terms(48 * hour)
	require.Equal(t, &types.EventOrder{MemberId: pboc, Reference: "F-1", Status: types.ORDER_STATUS_PROPOSED, Officer: officer(pboc, "inspector")},
		d.do(proposeOrder(pboc, "F-1", terms)))
	d.MustSend(pay(alice, bob, 1)) // nobody but the authority knows
	events := d.MustSend(enforce(pboc, "F-1", terms))
	require.Equal(t, &currencytypes.EventHold{
		Wallet: alice.String(), MemberId: pboc, Reference: "F-1", Side: currencytypes.HOLD_SIDE_DEBIT, Status: currencytypes.HOLD_STATUS_PLACED,
	}, events[0])
	require.Equal(t, &types.EventOrder{MemberId: pboc, Reference: "F-1", Status: types.ORDER_STATUS_IN_FORCE, Officer: officer(pboc, "supervisor")}, events[1])
	require.Len(t, events, 2)

	// In the same block.
	d.refuse(pay(alice, bob, 1), currencytypes.ErrHeld, "hold F-1 of pboc")
	d.MustSend(pay(bob, alice, 1))
	d.Advance(terms.EndsAt.Sub(d.Time()) - time.Second)
	d.refuse(pay(alice, bob, 1), currencytypes.ErrHeld, "hold F-1 of pboc")
	require.True(t, d.order(pboc, "F-1").InForce)
	d.Advance(time.Second)
	require.False(t, d.order(pboc, "F-1").InForce, "exactly at its end")
	require.Equal(t, types.ORDER_STATUS_IN_FORCE, d.order(pboc, "F-1").Order.Status)
	d.MustSend(pay(alice, bob, 1_000*yuan))
	require.Equal(t, []string{"LAPSED"}, statuses(d.end()))
	require.Empty(t, d.end())
	hold, err := app.Currency(d.App).Hold(d.Context(), alice.Address, pboc, "F-1")
	require.NoError(t, err)
	require.Equal(t, currencytypes.HOLD_STATUS_LAPSED, hold.Status)
	require.True(t, hold.Ordered)
}

func TestProposeOrderRefusals(t *testing.T) {
	d := newDesk(t)
	d.do(proposeOrder(police, "F-1", d.terms(day)))
	for name, test := range map[string]struct {
		spoil func(*types.MsgProposeOrder)
		error error
		text  string
	}{
		"reference":  {func(m *types.MsgProposeOrder) { m.Reference = "" }, currencytypes.ErrIdentifier, "reference"},
		"exists":     {func(m *types.MsgProposeOrder) { m.Reference = "F-1" }, types.ErrOrderExists, "order F-1 of police-sz"},
		"no case":    {func(m *types.MsgProposeOrder) { m.CaseId = "NO" }, types.ErrCaseNotFound, "case NO of finance-sz"},
		"commitment": {func(m *types.MsgProposeOrder) { m.Commitment = m.Commitment[1:] }, types.ErrHash, "commitment has 31 bytes"},
		"no power": {
			func(m *types.MsgProposeOrder) { m.Inspector = officer(finance, "inspector") },
			types.ErrPower, "finance-sz is MEMBER_KIND_FINANCE_BUREAU, which may order nothing",
		},
		"not of the case": {
			func(m *types.MsgProposeOrder) { m.Inspector = officer("customs-sz", "inspector") },
			types.ErrAuthority, "customs-sz is not of case SZ-2019-001",
		},
		"role": {func(m *types.MsgProposeOrder) { m.Inspector = officer(police, "supervisor") }, app.ErrNotPermitted, "MsgProposeOrder"},
		"bank": {func(m *types.MsgProposeOrder) { m.Inspector = officer(icbc, "compliance") }, app.ErrNotPermitted, "MsgProposeOrder"},
	} {
		t.Run(name, func(t *testing.T) {
			d.t = t
			msg := proposeOrder(police, "F-2", d.terms(day))
			test.spoil(msg)
			d.refuse(msg, test.error, test.text)
		})
	}
}

func TestEnforceOrderRefusals(t *testing.T) {
	d := newDesk(t)
	good := d.terms(48 * hour)
	d.do(proposeOrder(pboc, "F-1", good))
	for name, test := range map[string]struct {
		spoil func(*types.MsgEnforceOrder)
		error error
		text  string
	}{
		"unknown":  {func(m *types.MsgEnforceOrder) { m.Reference = "F-2" }, types.ErrOrderNotFound, "order F-2 of pboc"},
		"others'":  {func(m *types.MsgEnforceOrder) { m.Supervisor = officer(police, "supervisor") }, types.ErrOrderNotFound, "order F-1 of police-sz"},
		"proposer": {func(m *types.MsgEnforceOrder) { m.Supervisor = officer(pboc, "inspector") }, app.ErrNotPermitted, "MsgEnforceOrder"},
		"wallet":   {func(m *types.MsgEnforceOrder) { m.Terms.Wallet = bob.String() }, types.ErrCommitment, "order F-1 of pboc: committed to"},
		"amount":   {func(m *types.MsgEnforceOrder) { m.Terms.AmountFen = 1 }, types.ErrCommitment, "committed to"},
		"end":      {func(m *types.MsgEnforceOrder) { m.Terms.EndsAt = m.Terms.EndsAt.Add(-time.Second) }, types.ErrCommitment, "committed to"},
		"salt":     {func(m *types.MsgEnforceOrder) { m.Terms.Salt = salt(1) }, types.ErrCommitment, "committed to"},
		"no salt":  {func(m *types.MsgEnforceOrder) { m.Terms.Salt = nil }, types.ErrHash, "salt has 0 bytes"},
		"both":     {func(m *types.MsgEnforceOrder) { m.Terms.OperatorId = icbc }, types.ErrOrderTerms, "either wallet or operator_id"},
		"basis":    {func(m *types.MsgEnforceOrder) { m.Terms.LegalBasis = "" }, types.ErrLegalBasis, `""`},
	} {
		t.Run(name, func(t *testing.T) {
			d.t = t
			msg := enforce(pboc, "F-1", good)
			test.spoil(msg)
			d.refuse(msg, test.error, test.text)
		})
	}
	d.t = t
	long := d.terms(48*hour + time.Second)
	d.do(proposeOrder(pboc, "F-2", long))
	d.refuse(enforce(pboc, "F-2", long), types.ErrPower, "MEMBER_KIND_CENTRAL_BANK: limit 48h0m0s from "+d.Time().Format(time.RFC3339))
	unknown := good
	unknown.Wallet = chest.String()
	d.do(proposeOrder(pboc, "F-3", unknown))
	d.refuse(enforce(pboc, "F-3", unknown), currencytypes.ErrWalletNotFound, chest.String())

	d.do(enforce(pboc, "F-1", good))
	d.refuse(enforce(pboc, "F-1", good), types.ErrOrderStatus, "order F-1 of pboc is ORDER_STATUS_IN_FORCE: cannot put in force")
	withdraw := &types.MsgWithdrawOrder{Officer: officer(pboc, "inspector"), Reference: "F-1", Reason: "mistake"}
	d.refuse(withdraw, types.ErrOrderStatus, "cannot withdraw")
	withdraw.Reference = "F-2"
	require.Equal(t, []string{"WITHDRAWN"}, statuses(ours(d.MustSend(withdraw))))
	d.refuse(enforce(pboc, "F-2", long), types.ErrOrderStatus, "ORDER_STATUS_WITHDRAWN")

	late := d.terms(60 * day)
	d.do(proposeOrder(police, "F-1", late))
	d.Advance(types.ProposalPeriod)
	d.refuse(enforce(police, "F-1", late), types.ErrProposalExpired, "could be decided until "+d.Time().Format(time.RFC3339))
}

// One person with both roles is still one person.
func TestNobodyOrdersAlone(t *testing.T) {
	d := newDesk(t, func(g *testutil.Genesis) {
		for i, each := range g.Consortium.Officers {
			if each.Address == officer(police, "inspector") {
				g.Consortium.Officers[i].Roles = append(each.Roles, consortiumtypes.ROLE_SUPERVISOR)
			}
		}
	})
	terms := d.terms(day)
	d.do(proposeOrder(police, "F-1", terms))
	alone := enforce(police, "F-1", terms)
	alone.Supervisor = officer(police, "inspector")
	d.refuse(alone, types.ErrSameOfficer, "order F-1 of police-sz was proposed by "+alone.Supervisor)
	d.do(enforce(police, "F-1", terms))
	d.do(change(police, "F-1", "C-1", types.ORDER_CHANGE_KIND_RELEASE))
	again := decideChange(police, "F-1", "C-1", true)
	again.Supervisor = officer(police, "inspector")
	d.refuse(again, types.ErrSameOfficer, "change C-1 of order F-1 of police-sz")
}

func TestOverlappingOrders(t *testing.T) {
	d := newDesk(t)
	first, second := d.terms(30*day), d.terms(2*hour)
	first.AmountFen = 300 * yuan
	d.ordered(police, "P-1", first)
	d.Advance(time.Second)
	d.ordered(pboc, "B-1", second)
	d.refuse(pay(alice, bob, 1), currencytypes.ErrHeld, "available 0.00 yuan")
	d.Advance(second.EndsAt.Sub(d.Time()))
	d.refuse(pay(alice, bob, 700*yuan+1), currencytypes.ErrHeld, "hold P-1 of police-sz: has 1,000.00 yuan, available 700.00 yuan")
	d.MustSend(pay(alice, bob, 700*yuan))
	d.released(police, "P-1")
	d.MustSend(pay(alice, bob, 300*yuan))
	require.Zero(t, d.balance(alice))
}

func TestOperatorsCannotLiftOrders(t *testing.T) {
	d := newDesk(t)
	d.ordered(police, "F-1", d.terms(day))
	lift := &currencytypes.MsgLiftHold{Officer: officer(icbc, "compliance"), Wallet: alice.String(), Reference: "F-1"}
	d.refuse(lift, currencytypes.ErrHoldNotFound, "hold F-1 of icbc-sz")
	// Even if it were the operator's own.
	require.NoError(t, app.Currency(d.App).PlaceHold(d.Context(), currencytypes.Hold{
		Wallet: alice.String(), MemberId: icbc, Reference: "F-1", Side: currencytypes.HOLD_SIDE_DEBIT, Ground: basis, Officer: lift.Officer, Ordered: true,
	}))
	d.refuse(lift, currencytypes.ErrOrdered, "hold F-1 of icbc-sz")
}

// Operators cannot use up the room for orders.
func TestOrdersHaveRoomOfTheirOwn(t *testing.T) {
	d := newDesk(t)
	for i := range currencytypes.MaxOpenHolds {
		d.MustSend(&currencytypes.MsgPlaceHold{
			Officer: officer(icbc, "compliance"), Wallet: alice.String(), Reference: string(rune('A' + i)), Side: currencytypes.HOLD_SIDE_DEBIT,
			AmountFen: 1, Ground: "terms",
		})
	}
	for i := range currencytypes.MaxOpenHolds {
		d.ordered(police, "F-"+string(rune('A'+i)), d.terms(day))
	}
	terms := d.terms(day)
	d.do(proposeOrder(police, "LAST", terms))
	d.refuse(enforce(police, "LAST", terms), currencytypes.ErrHold, "limit 32 orders, has 32")
}

func TestServiceObjectionReview(t *testing.T) {
	d := newDesk(t)
	d.MustSend(&types.MsgOpenCase{
		Supervisor: officer(police, "supervisor"), CaseId: "P-1", Deadline: deadline, LegalBasis: basis,
		Subjects: types.SealedSubjects{Commitments: [][]byte{commitment(1)}},
	})
	terms := d.terms(day)
	msg := proposeOrder(police, "F-1", terms)
	msg.LeadId, msg.CaseId = police, "P-1"
	d.do(msg)
	service := &types.MsgServeOrder{Inspector: officer(police, "inspector"), Reference: "F-1", NoticeHash: hash("notice"), LegalBasis: basis}
	objection := &types.MsgObjectOrder{Holder: alice.String(), MemberId: police, Reference: "F-1", StatementHash: hash("I am innocent")}
	review := &types.MsgReviewOrder{
		Reviewer: officer(court, "reviewer"), MemberId: police, Reference: "F-1",
		ReasonsHash: hash("no evidence"), LegalBasis: basis,
	}
	d.refuse(service, types.ErrOrderStatus, "ORDER_STATUS_PROPOSED: cannot proceed")
	d.refuse(objection, types.ErrOrderStatus, "cannot proceed")
	d.do(enforce(police, "F-1", terms))
	require.Equal(t, &types.EventOrderServed{MemberId: police, Reference: "F-1", Officer: officer(police, "inspector")}, d.do(service))
	d.refuse(service, types.ErrServed, "order F-1 of police-sz was served at")
	d.refuse(review, types.ErrObjection, "nobody objected")

	stranger := *objection
	stranger.Holder = bob.String()
	d.refuse(&stranger, types.ErrObjection, "order F-1 of police-sz is not on "+bob.String())
	short := *objection
	short.StatementHash = nil
	d.refuse(&short, types.ErrHash, "statement_hash has 0 bytes")
	require.Equal(t, &types.EventOrderObjected{MemberId: police, Reference: "F-1", Holder: alice.String()}, d.do(objection))
	d.refuse(objection, types.ErrObjection, "objected at")

	for name, reviewer := range map[string]string{
		"police-sz is of case P-1": officer(police, "reviewer"), "tax-sz is MEMBER_KIND_TAX_AUTHORITY, which reviews nothing": officer(tax, "reviewer"),
	} {
		wrong := *review
		wrong.Reviewer = reviewer
		d.refuse(&wrong, types.ErrReviewer, name)
	}
	require.Equal(t, &types.EventOrderReviewed{
		MemberId: police, Reference: "F-1", ReviewerId: court, Officer: officer(court, "reviewer"),
	}, d.do(review))
	d.MustSend(pay(alice, bob, 1))
	require.Equal(t, types.ORDER_STATUS_REVOKED, d.order(police, "F-1").Order.Status)
	d.refuse(review, types.ErrOrderStatus, "ORDER_STATUS_REVOKED")
	require.Equal(t, court, d.order(police, "F-1").Order.Review.MemberId)
}

// Upheld, an order goes on, and is not judged again.
func TestUpheld(t *testing.T) {
	d := newDesk(t)
	open := openCase("SZ-9", 1)
	open.JointIds, open.Subjects.Envelopes = []string{pboc}, nil
	d.do(open)
	terms := d.terms(day)
	msg := proposeOrder(pboc, "F-1", terms)
	msg.CaseId = "SZ-9"
	d.do(msg)
	d.do(enforce(pboc, "F-1", terms))
	d.do(&types.MsgObjectOrder{Holder: alice.String(), MemberId: pboc, Reference: "F-1", StatementHash: hash("no")})
	review := &types.MsgReviewOrder{
		Reviewer: officer(court, "reviewer"), MemberId: pboc, Reference: "F-1",
		Uphold: true, ReasonsHash: hash("yes"), LegalBasis: basis,
	}
	d.do(review)
	d.refuse(pay(alice, bob, 1), currencytypes.ErrHeld, "hold F-1 of pboc")
	d.refuse(review, types.ErrObjection, "court-sz reviewed this at")
}

// statuses are those of orders.
func statuses(events []proto.Message) []string {
	found := make([]string, len(events))
	for i, event := range events {
		found[i] = event.(*types.EventOrder).Status.String()[len("ORDER_STATUS_"):]
	}
	return found
}
