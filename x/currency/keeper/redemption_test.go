package keeper_test

import (
	"math"
	"testing"
	"time"

	"github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/testutil"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

func requestRedemption(id string, amount types.Fen) *types.MsgRequestRedemption {
	return &types.MsgRequestRedemption{Treasurer: treasurer.String(), Id: id, AmountFen: uint64(amount)}
}

func acceptRedemption(id string) *types.MsgAcceptRedemption {
	return &types.MsgAcceptRedemption{Issuer: issuer.String(), MemberId: icbc, Id: id}
}

func settleRedemption(id, credit string) *types.MsgSettleRedemption {
	return &types.MsgSettleRedemption{Controller: controller.String(), MemberId: icbc, Id: id, CreditReference: credit}
}

func (b *bank) redemption(memberID, id string) types.Redemption {
	b.t.Helper()
	response, err := b.queries.Redemption(b.Context(), &types.QueryRedemptionRequest{MemberId: memberID, Id: id})
	require.NoError(b.t, err)
	return response.Redemption
}

func (b *bank) statement(memberID, day string) types.DayStatement {
	b.t.Helper()
	response, err := b.queries.Statement(b.Context(), &types.QueryStatementRequest{MemberId: memberID, Day: day})
	require.NoError(b.t, err)
	require.NoError(b.t, response.Statement.Check())
	return response.Statement
}

func redemptionEvent(id string, amount uint64, status types.RedemptionStatus, officer string) proto.Message {
	return &types.EventRedemption{MemberId: icbc, Id: id, AmountFen: amount, Status: status, Officer: officer}
}

func TestRedemptionBurns(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 1_000)

	require.Equal(t, redemptionEvent("RED-1", 300, types.REDEMPTION_STATUS_REQUESTED, treasurer.String()), b.do(requestRedemption("RED-1", 300)))
	want := types.Redemption{
		MemberId: icbc, Id: "RED-1", AmountFen: 300, Status: types.REDEMPTION_STATUS_REQUESTED,
		RequestedBy: treasurer.String(), ExpiresAt: b.Time().Add(72 * time.Hour),
	}
	require.Equal(t, want, b.redemption(icbc, "RED-1"))
	require.Equal(t, uint64(700), b.box(icbc).BalanceFen)

	b.refuse(settleRedemption("RED-1", "CR-1"), types.ErrRedemptionStatus, "REQUESTED: cannot settle")
	require.Equal(t, redemptionEvent("RED-1", 300, types.REDEMPTION_STATUS_ACCEPTED, issuer.String()), b.do(acceptRedemption("RED-1")))
	b.nextDays(9)
	require.Empty(t, b.expire(), "an accepted redemption does not expire")
	b.refuse(&types.MsgCancelRedemption{Treasurer: treasurer.String(), Id: "RED-1"}, types.ErrRedemptionStatus, "ACCEPTED: cannot cancel")

	require.Equal(t, redemptionEvent("RED-1", 300, types.REDEMPTION_STATUS_SETTLED, controller.String()), b.do(settleRedemption("RED-1", "CR-1")))
	want.Status, want.AcceptedBy, want.SettledBy, want.CreditReference = types.REDEMPTION_STATUS_SETTLED, issuer.String(), controller.String(), "CR-1"
	require.Equal(t, want, b.redemption(icbc, "RED-1"))
	supply, err := b.keeper.Supply(b.Context())
	require.NoError(t, err)
	require.Equal(t, types.Supply{IssuedFen: 1_000, BurnedFen: 300}, supply)
	require.Equal(t, uint64(700), b.box(icbc).BalanceFen)
}

func TestRedemptionGivesTheCoinsBack(t *testing.T) {
	for name, test := range map[string]struct {
		status types.RedemptionStatus
		end    func(*bank) proto.Message
	}{
		"rejected": {types.REDEMPTION_STATUS_REJECTED, func(b *bank) proto.Message {
			return b.do(&types.MsgRejectRedemption{Officer: issuer.String(), MemberId: icbc, Id: "RED-1", Reason: "wrong account"})
		}},
		"rejected after acceptance": {types.REDEMPTION_STATUS_REJECTED, func(b *bank) proto.Message {
			b.do(acceptRedemption("RED-1"))
			reject := &types.MsgRejectRedemption{Officer: issuer.String(), MemberId: icbc, Id: "RED-1", Reason: "transfer came back"}
			b.refuse(reject, types.ErrRoleNotDue, "ROLE_CONTROLLER must reject")
			reject.Officer = controller.String()
			return b.do(reject)
		}},
		"cancelled": {types.REDEMPTION_STATUS_CANCELLED, func(b *bank) proto.Message {
			return b.do(&types.MsgCancelRedemption{Treasurer: treasurer.String(), Id: "RED-1"})
		}},
		"expired": {types.REDEMPTION_STATUS_EXPIRED, func(b *bank) proto.Message {
			b.Advance(72*time.Hour - testutil.BlockInterval)
			b.refuse(acceptRedemption("RED-2"), types.ErrRedemptionNotFound, "RED-2 of icbc-sz")
			require.Empty(b.t, b.expire(), "one moment before")
			b.NextBlock()
			b.refuse(acceptRedemption("RED-1"), types.ErrExpired, "at 2019-12-05T00:00:01Z")
			events := b.expire()
			require.Len(b.t, events, 1)
			return events[0]
		}},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBank(t)
			b.issued(icbc, "ISS-1", 1_000)
			b.do(requestRedemption("RED-1", 300))
			event := test.end(b).(*types.EventRedemption)
			require.Equal(t, test.status, event.Status)
			require.Equal(t, test.status == types.REDEMPTION_STATUS_EXPIRED, event.Officer == "")
			require.Equal(t, test.status, b.redemption(icbc, "RED-1").Status)

			require.Equal(t, uint64(1_000), b.box(icbc).BalanceFen)
			day := types.DayOf(b.Time()).String()
			movements := b.statement(icbc, day).Movements
			require.Equal(t, types.Movement{Type: types.MOVEMENT_TYPE_REDEMPTION_RETURNED, TotalFen: 300, Count: 1}, movements[len(movements)-1])
			b.refuse(requestRedemption("RED-1", 300), types.ErrRedemptionExists, "RED-1 of icbc-sz")
		})
	}
}

func TestRedemptionRefusals(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 1_000)
	b.refuse(requestRedemption("RED-1", 1_001), types.ErrInsufficientFunds, "cash box of icbc-sz: has 10.00 yuan, asked 10.01 yuan")
	b.refuse(requestRedemption("RED-1", 0), types.ErrAmount, "more than 0.00 yuan")
	b.refuse(requestRedemption("", 1), types.ErrIdentifier, "id")

	for _, id := range []string{"RED-1", "RED-2"} {
		b.do(requestRedemption(id, 10))
		b.do(acceptRedemption(id))
	}
	b.do(settleRedemption("RED-1", "CR-1"))
	b.refuse(settleRedemption("RED-2", "CR-1"), types.ErrCreditReferenceUsed, "CR-1")
	b.refuse(settleRedemption("RED-2", ""), types.ErrIdentifier, "credit reference")
	b.do(settleRedemption("RED-2", "CR-2"))
}

// The treasurer of the receiver redeems for a leaving member, and nobody else does for anybody.
func TestRedemptionForALeavingMember(t *testing.T) {
	b := newBank(t)
	b.issued(abc, "ISS-1", 1_000)
	request := requestRedemption("RED-1", 400)
	request.MemberId = abc
	b.refuse(request, types.ErrNotReceiver, "member abc-sz is MEMBER_STATUS_ACTIVE")

	b.MustSend(&consortiumtypes.MsgStartExit{Authority: consortiumtypes.Authority, MemberId: abc, ReceiverId: icbc})
	other := *request
	other.Treasurer = testutil.Officer("boc-sz", "treasurer").String()
	b.refuse(&other, types.ErrNotReceiver, `with receiver "icbc-sz", not boc-sz`)
	b.refuse(requestIssuance(abc, "ISS-2", 1), types.ErrMemberLeaving, "abc-sz")
	wallet := openWallet(testutil.NewActor("late"), types.WALLET_CLASS_IV)
	wallet.Teller = testutil.Officer(abc, "teller").String()
	b.refuse(wallet, types.ErrMemberLeaving, "abc-sz")

	event := b.do(request)
	require.Equal(t, &types.EventRedemption{
		MemberId: abc, Id: "RED-1", AmountFen: 400, Status: types.REDEMPTION_STATUS_REQUESTED, Officer: treasurer.String(),
	}, event)
	require.Equal(t, uint64(600), b.box(abc).BalanceFen)
	b.do(&types.MsgCancelRedemption{Treasurer: treasurer.String(), MemberId: abc, Id: "RED-1"})
	require.Equal(t, uint64(1_000), b.box(abc).BalanceFen)

	own := requestRedemption("RED-2", 1_000)
	own.Treasurer = testutil.Officer(abc, "treasurer").String()
	b.do(own)
	require.Equal(t, uint64(0), b.box(abc).BalanceFen)
}

// What expires comes back at the end of a block, whose statement must have room for it.
func TestRedemptionsLeaveRoomInTheStatement(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 1_000)
	again := func(returned uint64) *bank {
		exported := b.export()
		today := &exported.Statements[len(exported.Statements)-1]
		for _, movement := range []types.MovementType{types.MOVEMENT_TYPE_REDEMPTION_REQUESTED, types.MOVEMENT_TYPE_REDEMPTION_RETURNED} {
			today.Movements = append(today.Movements, types.Movement{Type: movement, TotalFen: returned, Count: 1})
		}
		return newBank(t, func(g *testutil.Genesis) { g.Currency = exported })
	}
	full := again(math.MaxUint64 - 999)
	full.refuse(requestRedemption("RED-1", 5), types.ErrOverflow, "10.00 yuan circulate: request again on another day")
	full.nextDays(1)
	full.do(requestRedemption("RED-1", 5))

	nearly := again(math.MaxUint64 - 1_000)
	nearly.do(requestRedemption("RED-1", 1_000))
	nearly.do(&types.MsgCancelRedemption{Treasurer: treasurer.String(), Id: "RED-1"})
	nearly.refuse(requestRedemption("RED-2", 1), types.ErrOverflow, "2019-12-02 of icbc-sz: redemptions of")
}
