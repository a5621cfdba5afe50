package keeper_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

const pab = "pab-sz"

func allocate(amount types.Fen, reference string) *types.MsgAllocateCash {
	return &types.MsgAllocateCash{Treasurer: treasurer.String(), CooperatingBankId: pab, AmountFen: uint64(amount), Reference: reference}
}

func returnCash(amount types.Fen, reference string) *types.MsgReturnCash {
	return &types.MsgReturnCash{
		Treasurer: testutil.Officer(pab, "treasurer").String(), OperatorId: icbc, AmountFen: uint64(amount), Reference: reference,
	}
}

func (b *bank) allocations(operator string) []types.Allocation {
	b.t.Helper()
	response, err := b.queries.Allocations(b.Context(), &types.QueryAllocationsRequest{OperatorId: operator})
	require.NoError(b.t, err)
	return response.Allocations
}

func (b *bank) obligations(member string) []string {
	b.t.Helper()
	left, err := b.keeper.Obligations(b.Context(), member)
	require.NoError(b.t, err)
	return left
}

func outstanding(amount types.Fen) []types.Allocation {
	return []types.Allocation{{OperatorId: icbc, CooperatingBankId: pab, OutstandingFen: uint64(amount)}}
}

func TestAllocateAndReturn(t *testing.T) {
	b := newBank(t, withMembers)
	b.issued(icbc, "ISS-1", 1_000)
	require.Equal(t, &types.EventCashTransferred{MemberId: icbc, ToMemberId: pab, AmountFen: 700, Reference: "CASH-1"}, b.do(allocate(700, "CASH-1")))
	require.Equal(t, uint64(300), b.box(icbc).BalanceFen)
	require.Equal(t, uint64(700), b.box(pab).BalanceFen)
	require.Equal(t, outstanding(700), b.allocations(icbc))
	require.Equal(t, []types.Movement{
		{Type: types.MOVEMENT_TYPE_ISSUED, TotalFen: 1_000, Count: 1}, {Type: types.MOVEMENT_TYPE_ALLOCATED, TotalFen: 700, Count: 1},
	}, b.statement(icbc, genesisDay).Movements)
	response, err := b.queries.CashTransfer(b.Context(), &types.QueryCashTransferRequest{MemberId: icbc, Reference: "CASH-1"})
	require.NoError(t, err)
	require.Equal(t, types.CashTransfer{MemberId: icbc, Reference: "CASH-1", ToMemberId: pab, AmountFen: 700, Height: b.Height() + 1}, response.CashTransfer)

	b.refuse(allocate(1, "CASH-1"), types.ErrCashTransferExists, "CASH-1 of icbc-sz")
	b.refuse(allocate(301, "CASH-2"), types.ErrInsufficientFunds, "cash box of icbc-sz: has 3.00 yuan, asked 3.01 yuan")
	b.do(allocate(300, "CASH-2"))
	require.Equal(t, outstanding(1_000), b.allocations(icbc))
	require.Equal(t, []string{"allocations to cooperating banks are open"}, b.obligations(icbc))
	require.Equal(t, []string{"cash box holds 10.00 yuan"}, b.obligations(pab))

	require.Equal(t, &types.EventCashTransferred{MemberId: pab, ToMemberId: icbc, AmountFen: 600, Reference: "CASH-1"}, b.do(returnCash(600, "CASH-1")),
		"each member has references of its own")
	b.refuse(returnCash(400, "CASH-1"), types.ErrCashTransferExists, "CASH-1 of pab-sz")
	b.refuse(returnCash(401, "CASH-2"), types.ErrAllocation, "pab-sz has 4.00 yuan of icbc-sz, asked 4.01 yuan")
	other := returnCash(1, "CASH-2")
	other.OperatorId = abc
	b.refuse(other, types.ErrAllocation, "pab-sz has 0.00 yuan of abc-sz, asked 0.01 yuan")
	b.do(returnCash(400, "CASH-2"))
	require.Empty(t, b.allocations(icbc), "nothing is no record")
	require.Empty(t, b.obligations(pab))
	require.Equal(t, []types.Movement{
		{Type: types.MOVEMENT_TYPE_ALLOCATION_RECEIVED, TotalFen: 1_000, Count: 2}, {Type: types.MOVEMENT_TYPE_ALLOCATION_RETURNED, TotalFen: 1_000, Count: 2},
	}, b.statement(pab, genesisDay).Movements)
	require.Equal(t, types.Movement{Type: types.MOVEMENT_TYPE_RETURN_RECEIVED, TotalFen: 1_000, Count: 2}, b.statement(icbc, genesisDay).Movements[2])
}

func TestAllocationRefusals(t *testing.T) {
	b := newBank(t, withMembers)
	b.issued(icbc, "ISS-1", 1_000)
	to := func(member string) *types.MsgAllocateCash {
		msg := allocate(1, "CASH-1")
		msg.CooperatingBankId = member
		return msg
	}
	b.refuse(to("who"), consortiumtypes.ErrMemberNotFound, "who")
	b.refuse(to("WHO"), types.ErrIdentifier, "WHO")
	b.refuse(to(abc), types.ErrAllocation, "member abc-sz is MEMBER_KIND_OPERATOR_BANK")
	b.refuse(to(icbc), types.ErrAllocation, "member icbc-sz is MEMBER_KIND_OPERATOR_BANK")
	b.refuse(allocate(0, "CASH-1"), types.ErrAmount, "more than 0.00 yuan")
	b.refuse(allocate(1, ""), types.ErrIdentifier, "reference")
	foreign := allocate(1, "CASH-1")
	foreign.Treasurer = testutil.Officer(pab, "treasurer").String()
	b.refuse(foreign, app.ErrNotPermitted, "")

	b.do(allocate(100, "CASH-1"))
	b.MustSend(&consortiumtypes.MsgSuspendMember{Authority: consortiumtypes.Authority, MemberId: pab})
	b.refuse(allocate(1, "CASH-2"), types.ErrAllocation, "MEMBER_STATUS_SUSPENDED: must be an active cooperating bank")
	b.refuse(returnCash(1, "CASH-1"), consortiumtypes.ErrMemberCannotAct, pab)
	b.MustSend(&consortiumtypes.MsgReinstateMember{Authority: consortiumtypes.Authority, MemberId: pab})
	b.MustSend(&consortiumtypes.MsgStartExit{Authority: consortiumtypes.Authority, MemberId: icbc, ReceiverId: abc})
	b.refuse(allocate(1, "CASH-2"), types.ErrMemberLeaving, icbc)
	b.do(returnCash(100, "CASH-1"))
}

// The coins of a cooperating bank go to customers of the operator that allocated them, out of the bank's own box.
func TestCooperatingBankHandsOut(t *testing.T) {
	b := newBank(t, withMembers)
	b.issued(icbc, "ISS-1", 1_000)
	b.issued(abc, "ISS-1", 1_000)
	alice := b.wallet("alice", types.WALLET_CLASS_IV)
	opening := openWallet(testutil.NewActor("bob"), types.WALLET_CLASS_IV)
	opening.Teller = testutil.Officer(abc, "teller").String()
	b.do(opening)
	handOut := func(bank string, to testutil.Actor, amount types.Fen, reference string) *types.MsgExchangeOut {
		msg := exchangeOut(to, amount, reference)
		msg.Teller = testutil.Officer(bank, "teller").String()
		return msg
	}
	b.refuse(handOut(pab, alice, 1, "OUT-1"), types.ErrAllocation, "pab-sz has 0.00 yuan of icbc-sz, asked 0.01 yuan")
	b.do(allocate(700, "CASH-1"))

	require.Equal(t, &types.EventExchangedOut{MemberId: pab, Wallet: alice.String(), AmountFen: 500, Reference: "OUT-1"},
		b.do(handOut(pab, alice, 500, "OUT-1")))
	require.Equal(t, types.Fen(500), b.account(alice).Balance)
	require.Equal(t, uint64(200), b.box(pab).BalanceFen)
	require.Equal(t, uint64(300), b.box(icbc).BalanceFen)
	require.Equal(t, outstanding(200), b.allocations(icbc))
	b.do(exchangeOut(alice, 1, "OUT-1"))
	b.refuse(handOut(pab, alice, 1, "OUT-1"), types.ErrExchangeExists, "OUT-1 of pab-sz")
	b.refuse(handOut(pab, alice, 201, "OUT-2"), types.ErrAllocation, "has 2.00 yuan of icbc-sz, asked 2.01 yuan")
	b.refuse(handOut(pab, testutil.NewActor("bob"), 1, "OUT-2"), types.ErrAllocation, "pab-sz has 0.00 yuan of abc-sz")
	b.refuse(handOut("cmb-sz", alice, 1, "OUT-2"), types.ErrAllocation, "cmb-sz has 0.00 yuan of icbc-sz")
	b.refuse(handOut(abc, alice, 1, "OUT-2"), types.ErrNotOperator, "operator is icbc-sz, not abc-sz")

	b.do(exchangeIn(alice, 100, "IN-1"))
	b.do(acceptExchangeIn(alice, "IN-1"))
	require.Equal(t, uint64(399), b.box(icbc).BalanceFen, "coins come back to the operator")
	b.do(handOut(pab, alice, 200, "OUT-2"))
	require.Empty(t, b.allocations(icbc))
	require.Empty(t, b.obligations(pab))
}

// The receiver of an expelled bank hands its coins back, and nobody redeems what belongs to operators.
func TestReturnForALeavingBank(t *testing.T) {
	b := newBank(t, withMembers)
	b.issued(icbc, "ISS-1", 1_000)
	b.do(allocate(700, "CASH-1"))
	forBank := returnCash(300, "CASH-1")
	forBank.Treasurer, forBank.MemberId = testutil.Officer(abc, "treasurer").String(), pab
	b.refuse(forBank, types.ErrNotReceiver, "member pab-sz is MEMBER_STATUS_ACTIVE")
	b.MustSend(&consortiumtypes.MsgStartExit{Authority: consortiumtypes.Authority, MemberId: pab, ReceiverId: abc, Expelled: true})
	b.refuse(returnCash(1, "CASH-1"), consortiumtypes.ErrMemberCannotAct, pab)
	redeem := requestRedemption("RED-1", 1)
	redeem.Treasurer, redeem.MemberId = forBank.Treasurer, pab
	b.refuse(redeem, types.ErrAllocation, "its coins go back to the operators")
	own := returnCash(1, "CASH-1")
	own.Treasurer = treasurer.String()
	own.MemberId = pab
	b.refuse(own, types.ErrNotReceiver, `with receiver "abc-sz", not icbc-sz`)

	require.Equal(t, &types.EventCashTransferred{MemberId: pab, ToMemberId: icbc, AmountFen: 300, Reference: "CASH-1"}, b.do(forBank))
	forBank.AmountFen, forBank.Reference = 400, "CASH-2"
	b.do(forBank)
	require.Empty(t, b.obligations(pab))
}
