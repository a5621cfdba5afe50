package keeper_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

var (
	commitment = bytes.Repeat([]byte{3}, 32)
	judge      = testutil.Officer("pboc", "compliance")
	bureau     = testutil.Officer("sz-finance", "compliance")
)

// withMembers adds a finance bureau and two cooperating banks to the sample.
func withMembers(g *testutil.Genesis) {
	for i, member := range []struct {
		id    string
		kind  consortiumtypes.MemberKind
		posts map[string]consortiumtypes.Role
	}{
		{"sz-finance", consortiumtypes.MEMBER_KIND_FINANCE_BUREAU, map[string]consortiumtypes.Role{"compliance": consortiumtypes.ROLE_COMPLIANCE}},
		{"pab-sz", consortiumtypes.MEMBER_KIND_COOPERATING_BANK, tellerAndTreasurer},
		{"cmb-sz", consortiumtypes.MEMBER_KIND_COOPERATING_BANK, tellerAndTreasurer},
	} {
		g.Consortium.Members = append(g.Consortium.Members, consortiumtypes.Member{
			Id: member.id, LegalName: member.id, Kind: member.kind, Region: "440300", Uscc: testutil.USCC(50 + i),
			Status: consortiumtypes.MEMBER_STATUS_ACTIVE, VotingWeight: 1, JoinedAt: testutil.GenesisTime,
		})
		posts := map[string]consortiumtypes.Role{"admin": consortiumtypes.ROLE_ADMIN, "admin2": consortiumtypes.ROLE_ADMIN}
		for name, role := range member.posts {
			posts[name] = role
		}
		for name, role := range posts {
			g.Consortium.Officers = append(g.Consortium.Officers, consortiumtypes.Officer{
				Address: testutil.Officer(member.id, name).String(), MemberId: member.id, Roles: []consortiumtypes.Role{role},
				Status: consortiumtypes.OFFICER_STATUS_ACTIVE, AppointedBy: []string{"genesis"},
			})
		}
	}
}

var tellerAndTreasurer = map[string]consortiumtypes.Role{
	"teller": consortiumtypes.ROLE_TELLER, "treasurer": consortiumtypes.ROLE_TREASURER,
}

// claim is a dispute of alice about PAY-1 to bob.
type claim struct {
	*bank
	alice, bob testutil.Actor
}

func newClaim(t *testing.T) claim {
	t.Helper()
	b := newBank(t, withMembers)
	b.issued(icbc, "ISS-1", 1_000*yuan)
	c := claim{bank: b, alice: b.funded("alice", types.WALLET_CLASS_I, 500*yuan), bob: b.wallet("bob", types.WALLET_CLASS_I)}
	b.do(payNamed(c.alice, c.bob, 100, genesisDay, "PAY-1"))
	return c
}

func (c claim) open() *types.MsgOpenDispute {
	return &types.MsgOpenDispute{
		Payer: c.alice.String(), Payee: c.bob.String(), InstructionDate: genesisDay, EndToEndId: "PAY-1", Ground: types.DISPUTE_GROUND_NOT_RECEIVED,
	}
}

func (c claim) withdraw() *types.MsgWithdrawDispute {
	return &types.MsgWithdrawDispute{Payer: c.alice.String(), Payee: c.bob.String(), InstructionDate: genesisDay, EndToEndId: "PAY-1"}
}

func (c claim) answer() *types.MsgAnswerDispute {
	return &types.MsgAnswerDispute{
		Payer: c.alice.String(), Payee: c.bob.String(), InstructionDate: genesisDay, EndToEndId: "PAY-1", AnswerCommitment: commitment,
	}
}

func (c claim) decide(officer testutil.Actor, upheld bool) *types.MsgDecideDispute {
	return &types.MsgDecideDispute{
		Officer: officer.String(), Payer: c.alice.String(), Payee: c.bob.String(), InstructionDate: genesisDay, EndToEndId: "PAY-1",
		Upheld: upheld, DecisionCommitment: commitment,
	}
}

func (c claim) event(status types.DisputeStatus) *types.EventDispute {
	return &types.EventDispute{
		Payer: c.alice.String(), Payee: c.bob.String(), EndToEndId: "PAY-1", InstructionDate: genesisDay, Status: status,
	}
}

func (c claim) dispute() types.Dispute {
	c.t.Helper()
	response, err := c.queries.Dispute(c.Context(), &types.QueryDisputeRequest{
		Payer: c.alice.String(), Payee: c.bob.String(), InstructionDate: genesisDay, EndToEndId: "PAY-1",
	})
	require.NoError(c.t, err)
	return response.Dispute
}

func TestDisputeIsAnsweredAndUpheld(t *testing.T) {
	c := newClaim(t)
	opening := c.open()
	opening.ComplaintCommitment = commitment
	require.Equal(t, c.event(types.DISPUTE_STATUS_OPEN), c.do(opening))
	want := types.Dispute{
		Payer: c.alice.String(), InstructionDate: genesisDay, EndToEndId: "PAY-1", Payee: c.bob.String(),
		Ground: types.DISPUTE_GROUND_NOT_RECEIVED, ComplaintCommitment: commitment, Status: types.DISPUTE_STATUS_OPEN,
		OpenedAt: c.Time(), AnswerUntil: c.Time().Add(10 * 24 * time.Hour),
	}
	require.Equal(t, want, c.dispute())
	c.refuse(c.open(), types.ErrDisputeExists, "PAY-1 of "+c.alice.String())
	c.refuse(c.decide(judge, true), types.ErrAnswerAwaited, "until 2019-12-12T")

	require.Equal(t, c.event(types.DISPUTE_STATUS_ANSWERED), c.do(c.answer()))
	c.refuse(c.answer(), types.ErrDisputeStatus, "ANSWERED: cannot answer")
	require.Equal(t, c.event(types.DISPUTE_STATUS_UPHELD), c.do(c.decide(judge, true)))
	want.Status, want.AnswerCommitment, want.DecisionCommitment, want.DecidedBy = types.DISPUTE_STATUS_UPHELD, commitment, commitment, judge.String()
	require.Equal(t, want, c.dispute())
	require.Equal(t, types.Fen(100), c.account(c.bob).Balance, "only the payee moves the money back")
	c.do(refund(c.bob, c.alice, 100, "REF-1"))

	c.refuse(c.decide(judge, false), types.ErrDisputeStatus, "UPHELD: cannot reject")
	c.refuse(c.withdraw(), types.ErrDisputeStatus, "UPHELD: cannot withdraw")
	c.refuse(c.open(), types.ErrDisputeExists, "PAY-1")
}

func TestDisputeWithoutAnAnswer(t *testing.T) {
	c := newClaim(t)
	c.do(c.open())
	c.Advance(10*24*time.Hour - time.Second)
	c.refuse(c.decide(bureau, false), types.ErrAnswerAwaited, "until")
	c.Advance(time.Second)
	require.Equal(t, c.event(types.DISPUTE_STATUS_REJECTED), c.do(c.decide(bureau, false)))
	require.Equal(t, bureau.String(), c.dispute().DecidedBy)
	c.refuse(c.answer(), types.ErrDisputeStatus, "REJECTED: cannot answer")
}

func TestDisputeIsWithdrawn(t *testing.T) {
	c := newClaim(t)
	c.do(c.open())
	c.do(c.answer())
	require.Equal(t, c.event(types.DISPUTE_STATUS_WITHDRAWN), c.do(c.withdraw()))
	c.refuse(c.decide(judge, true), types.ErrDisputeStatus, "WITHDRAWN: cannot uphold")
	c.refuse(c.withdraw(), types.ErrDisputeStatus, "WITHDRAWN: cannot withdraw")
}

func TestDisputeRefusals(t *testing.T) {
	c := newClaim(t)
	for _, msg := range []func() error{
		func() error { _, err := c.Send(c.withdraw()); return err },
		func() error { _, err := c.Send(c.answer()); return err },
		func() error { _, err := c.Send(c.decide(judge, true)); return err },
	} {
		require.ErrorIs(t, msg(), types.ErrDisputeNotFound)
	}
	change := func(change func(*types.MsgOpenDispute)) *types.MsgOpenDispute {
		msg := c.open()
		change(msg)
		return msg
	}
	c.refuse(change(func(m *types.MsgOpenDispute) { m.Payee = teller.String() }), types.ErrPaymentNotFound, "had no payee "+teller.String())
	c.refuse(change(func(m *types.MsgOpenDispute) { m.EndToEndId = "PAY-2" }), types.ErrPaymentNotFound, "PAY-2")
	c.refuse(change(func(m *types.MsgOpenDispute) { m.EndToEndId, m.InstructionDate = "", "" }), types.ErrEndToEndID, "both are needed")
	c.refuse(change(func(m *types.MsgOpenDispute) { m.Payer, m.Payee = c.bob.String(), c.alice.String() }), types.ErrPaymentNotFound, "PAY-1 of "+c.bob.String())
	c.refuse(change(func(m *types.MsgOpenDispute) { m.Ground = 0 }), types.ErrDispute, "ground 0")
	c.refuse(change(func(m *types.MsgOpenDispute) { m.ComplaintCommitment = make([]byte, 33) }), types.ErrCommitment, "complaint has 33 bytes, must have 32")
	c.do(c.open())
	answer := c.answer()
	answer.AnswerCommitment = nil
	c.refuse(answer, types.ErrCommitment, "answer has 0 bytes, must have 32")
	c.do(c.answer())
	decision := c.decide(judge, true)
	decision.DecisionCommitment = make([]byte, 31)
	c.refuse(decision, types.ErrCommitment, "decision has 31 bytes, must have 32")
	c.refuse(c.decide(testutil.Officer(icbc, "compliance"), true), app.ErrNotPermitted, "")
	c.refuse(c.decide(issuer, true), app.ErrNotPermitted, "")

	late := newClaim(t)
	late.nextDays(181)
	late.refuse(late.open(), types.ErrRefundTooLate, "until 2020-05-30, today is 2020-05-31")
}
