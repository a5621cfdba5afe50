package keeper_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/cosmos/cosmos-sdk/types/query"

	"github.com/dcep-consortium/dcepd/queries"
	"github.com/dcep-consortium/dcepd/testutil"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

func TestWalletQueryShowsTheLimits(t *testing.T) {
	b := newBank(t)
	alice := b.wallet("alice", types.WALLET_CLASS_IV)
	response, err := b.queries.Wallet(b.Context(), &types.QueryWalletRequest{Address: alice.String()})
	require.NoError(t, err)
	require.Equal(t, alice.String(), response.Wallet.Address)
	require.Equal(t, types.DefaultParams().ClassLimits[3].Limits, response.Limits)
}

// A day without movement carries the last closing forward.
func TestStatementOfEveryDay(t *testing.T) {
	b := newBank(t)
	b.nextDays(1)
	b.issued(icbc, "ISS-1", 1_000)
	b.nextDays(2)
	b.funded("alice", types.WALLET_CLASS_I, 400)

	quiet := func(day string, balance uint64) types.DayStatement {
		return types.DayStatement{MemberId: icbc, Day: day, OpeningFen: balance, ClosingFen: balance}
	}
	require.Equal(t, quiet("2019-12-02", 0), b.statement(icbc, "2019-12-02"))
	require.Equal(t, types.DayStatement{
		MemberId: icbc, Day: "2019-12-03", ClosingFen: 1_000,
		Movements: []types.Movement{{Type: types.MOVEMENT_TYPE_ISSUED, TotalFen: 1_000, Count: 1}},
	}, b.statement(icbc, "2019-12-03"))
	require.Equal(t, quiet("2019-12-04", 1_000), b.statement(icbc, "2019-12-04"))
	require.Equal(t, types.DayStatement{
		MemberId: icbc, Day: "2019-12-05", OpeningFen: 1_000, ClosingFen: 600,
		Movements: []types.Movement{{Type: types.MOVEMENT_TYPE_EXCHANGED_OUT, TotalFen: 400, Count: 1}},
	}, b.statement(icbc, "2019-12-05"))
	require.Equal(t, types.DayStatement{MemberId: abc, Day: "2019-12-05"}, b.statement(abc, "2019-12-05"))
	b.nextDays(1)
	require.Equal(t, quiet("2019-12-06", 600), b.statement(icbc, "2019-12-06"))

	_, err := b.queries.Statement(b.Context(), &types.QueryStatementRequest{MemberId: icbc, Day: "2019-12-07"})
	require.Equal(t, codes.InvalidArgument, status.Code(err))
	require.ErrorContains(t, err, "2019-12-07 is after the business day 2019-12-06")
}

func TestSupplyQuery(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 1_000)
	b.issued(abc, "ISS-1", 500)
	b.funded("alice", types.WALLET_CLASS_I, 400)
	b.do(requestRedemption("RED-1", 300))
	b.do(acceptRedemption("RED-1"))
	b.do(settleRedemption("RED-1", "CR-1"))
	b.do(requestRedemption("RED-2", 50))
	b.do(requestRedemption("RED-3", 20))
	b.do(acceptRedemption("RED-3"))
	b.do(exchangeIn(testutil.NewActor("alice"), 30, "IN-1"))
	alice := testutil.NewActor("alice").Address
	for key, amount := range map[[2]string]types.Fen{{"purpose", "fund"}: 40, {"offline", "card-b"}: 5, {"offline", "card-a"}: 6} {
		require.NoError(t, b.keeper.Escrow(key[0]).FromWallet(b.Context(), key[1], alice, amount))
	}

	response, err := b.queries.Supply(b.Context(), &types.QuerySupplyRequest{})
	require.NoError(t, err)
	require.Equal(t, &types.QuerySupplyResponse{
		IssuedFen: 1_500, BurnedFen: 300, CirculatingFen: 1_200,
		BoxesFen: 730, RedemptionsFen: 70, ExchangesInFen: 30, WalletsFen: 319,
		Escrow: []types.ModuleEscrow{{Module: "offline", TotalFen: 11}, {Module: "purpose", TotalFen: 40}},
	}, response)
}

func TestListsOfAMember(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 1_000)
	b.issued(icbc, "ISS-2", 1_000)
	b.issued(abc, "ISS-1", 500)
	b.do(requestRedemption("RED-1", 300))

	for member, want := range map[string]int{"": 3, icbc: 2, abc: 1, "boc-sz": 0} {
		issuances, err := b.queries.Issuances(b.Context(), &types.QueryIssuancesRequest{MemberId: member})
		require.NoError(t, err)
		require.Len(t, issuances.Issuances, want, member)
	}
	for member, want := range map[string]int{"": 1, icbc: 1, abc: 0} {
		redemptions, err := b.queries.Redemptions(b.Context(), &types.QueryRedemptionsRequest{MemberId: member})
		require.NoError(t, err)
		require.Len(t, redemptions.Redemptions, want, member)
	}
	boxes, err := b.queries.CashBoxes(b.Context(), &types.QueryCashBoxesRequest{})
	require.NoError(t, err)
	require.Equal(t, []types.CashBox{
		{MemberId: abc, BalanceFen: 500, IssuedFen: 500}, {MemberId: icbc, BalanceFen: 1_700, IssuedFen: 2_000},
	}, boxes.Boxes)
}

func TestOnlyEscrowedExchangesWait(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 1_000)
	alice := b.funded("alice", types.WALLET_CLASS_I, 1_000)
	for _, reference := range []string{"IN-1", "IN-2", "IN-3"} {
		b.do(exchangeIn(alice, 10, reference))
	}
	b.do(acceptExchangeIn(alice, "IN-1"))
	b.do(returnExchangeIn(alice, "IN-3"))
	for operator, want := range map[string][]types.ExchangeIn{icbc: {b.exchangeIn(alice, "IN-2")}, abc: nil} {
		response, err := b.queries.ExchangesInByOperator(b.Context(), &types.QueryExchangesInByOperatorRequest{OperatorId: operator})
		require.NoError(t, err)
		require.Equal(t, want, response.Exchanges)
	}
}

func TestPagesAreCapped(t *testing.T) {
	b := newBank(t)
	const wallets = 130
	for i := range wallets {
		b.MustSend(openWallet(testutil.NewActor(fmt.Sprint(i)), types.WALLET_CLASS_IV))
	}
	list := func(page *query.PageRequest) (*types.QueryWalletsByOperatorResponse, error) {
		return b.queries.WalletsByOperator(b.Context(), &types.QueryWalletsByOperatorRequest{OperatorId: icbc, Pagination: page})
	}
	for _, page := range []*query.PageRequest{nil, {}, {Limit: 1_000_000}} {
		response, err := list(page)
		require.NoError(t, err)
		require.Len(t, response.Wallets, 100)
		seen := map[string]bool{}
		for _, wallet := range response.Wallets {
			seen[wallet.Address] = true
		}
		response, err = list(&query.PageRequest{Key: response.Pagination.NextKey})
		require.NoError(t, err)
		require.Len(t, response.Wallets, wallets-100)
		require.Empty(t, response.Pagination.NextKey)
		for _, wallet := range response.Wallets {
			seen[wallet.Address] = true
		}
		require.Len(t, seen, wallets)
	}
	response, err := list(&query.PageRequest{Limit: 7, Reverse: true})
	require.NoError(t, err)
	require.Len(t, response.Wallets, 7)
	for _, page := range []*query.PageRequest{{Offset: 1}, {CountTotal: true}} {
		_, err := list(page)
		require.Equal(t, codes.InvalidArgument, status.Code(err))
		require.ErrorContains(t, err, queries.ErrPagination.Error())
	}
}

func TestQueryErrors(t *testing.T) {
	b := newBank(t)
	ctx := b.Context()
	nobody := testutil.NewActor("nobody").String()
	answers := func(code codes.Code, cause error, err error) {
		t.Helper()
		require.Equal(t, code, status.Code(err), "%v", err)
		require.ErrorContains(t, err, cause.Error())
	}
	_, err := b.queries.Wallet(ctx, &types.QueryWalletRequest{Address: nobody})
	answers(codes.NotFound, types.ErrWalletNotFound, err)
	_, err = b.queries.Wallet(ctx, &types.QueryWalletRequest{Address: "x"})
	answers(codes.InvalidArgument, consortiumtypes.ErrInvalidAddress, err)
	_, err = b.queries.WalletsByOperator(ctx, &types.QueryWalletsByOperatorRequest{OperatorId: "who"})
	answers(codes.NotFound, consortiumtypes.ErrMemberNotFound, err)
	_, err = b.queries.WalletsByOperator(ctx, &types.QueryWalletsByOperatorRequest{})
	answers(codes.InvalidArgument, types.ErrIdentifier, err)
	_, err = b.queries.CashBox(ctx, &types.QueryCashBoxRequest{MemberId: "who"})
	answers(codes.NotFound, consortiumtypes.ErrMemberNotFound, err)
	_, err = b.queries.CashBox(ctx, &types.QueryCashBoxRequest{MemberId: "WHO"})
	answers(codes.InvalidArgument, types.ErrIdentifier, err)
	_, err = b.queries.Statement(ctx, &types.QueryStatementRequest{MemberId: "who", Day: genesisDay})
	answers(codes.NotFound, consortiumtypes.ErrMemberNotFound, err)
	_, err = b.queries.Statement(ctx, &types.QueryStatementRequest{MemberId: icbc, Day: "today"})
	answers(codes.InvalidArgument, types.ErrDay, err)
	_, err = b.queries.Issuance(ctx, &types.QueryIssuanceRequest{MemberId: icbc, Id: "ISS-1"})
	answers(codes.NotFound, types.ErrIssuanceNotFound, err)
	_, err = b.queries.Issuance(ctx, &types.QueryIssuanceRequest{MemberId: icbc})
	answers(codes.InvalidArgument, types.ErrIdentifier, err)
	_, err = b.queries.Issuances(ctx, &types.QueryIssuancesRequest{MemberId: "-"})
	answers(codes.InvalidArgument, types.ErrIdentifier, err)
	_, err = b.queries.Reserve(ctx, &types.QueryReserveRequest{Reference: "RTGS-1"})
	answers(codes.NotFound, types.ErrReserveNotFound, err)
	_, err = b.queries.Reserve(ctx, &types.QueryReserveRequest{})
	answers(codes.InvalidArgument, types.ErrIdentifier, err)
	_, err = b.queries.Redemption(ctx, &types.QueryRedemptionRequest{MemberId: icbc, Id: "RED-1"})
	answers(codes.NotFound, types.ErrRedemptionNotFound, err)
	_, err = b.queries.Redemption(ctx, &types.QueryRedemptionRequest{})
	answers(codes.InvalidArgument, types.ErrIdentifier, err)
	_, err = b.queries.Redemptions(ctx, &types.QueryRedemptionsRequest{MemberId: "-"})
	answers(codes.InvalidArgument, types.ErrIdentifier, err)
	_, err = b.queries.ExchangeOut(ctx, &types.QueryExchangeOutRequest{MemberId: icbc, Reference: "OUT-1"})
	answers(codes.NotFound, types.ErrExchangeNotFound, err)
	_, err = b.queries.ExchangeOut(ctx, &types.QueryExchangeOutRequest{})
	answers(codes.InvalidArgument, types.ErrIdentifier, err)
	_, err = b.queries.ExchangeIn(ctx, &types.QueryExchangeInRequest{Wallet: nobody, Reference: "IN-1"})
	answers(codes.NotFound, types.ErrExchangeNotFound, err)
	_, err = b.queries.ExchangeIn(ctx, &types.QueryExchangeInRequest{})
	answers(codes.InvalidArgument, consortiumtypes.ErrInvalidAddress, err)
	_, err = b.queries.ExchangesInByOperator(ctx, &types.QueryExchangesInByOperatorRequest{OperatorId: "who"})
	answers(codes.NotFound, consortiumtypes.ErrMemberNotFound, err)
	_, err = b.queries.Payment(ctx, &types.QueryPaymentRequest{Payer: nobody, InstructionDate: genesisDay, EndToEndId: "PAY-1"})
	answers(codes.NotFound, types.ErrPaymentNotFound, err)
	_, err = b.queries.Payment(ctx, &types.QueryPaymentRequest{Payer: nobody, EndToEndId: "PAY-1"})
	answers(codes.InvalidArgument, types.ErrEndToEndID, err)
	_, err = b.queries.Payments(ctx, &types.QueryPaymentsRequest{Payer: "x"})
	answers(codes.InvalidArgument, consortiumtypes.ErrInvalidAddress, err)
}

func TestQueryErrorsOfPaymentsAndPilot(t *testing.T) {
	b := newBank(t)
	ctx := b.Context()
	nobody := testutil.NewActor("nobody").String()
	for name, test := range map[string]struct {
		code  codes.Code
		cause error
		ask   func() error
	}{
		"refunds without a name": {codes.InvalidArgument, types.ErrEndToEndID, func() error {
			_, err := b.queries.Refunds(ctx, &types.QueryRefundsRequest{Payer: nobody})
			return err
		}},
		"no dispute": {codes.NotFound, types.ErrDisputeNotFound, func() error {
			_, err := b.queries.Dispute(ctx, &types.QueryDisputeRequest{Payer: nobody, Payee: nobody, InstructionDate: genesisDay, EndToEndId: "PAY-1"})
			return err
		}},
		"dispute of a bad payee": {codes.InvalidArgument, consortiumtypes.ErrInvalidAddress, func() error {
			_, err := b.queries.Dispute(ctx, &types.QueryDisputeRequest{Payer: nobody, Payee: "x", InstructionDate: genesisDay, EndToEndId: "PAY-1"})
			return err
		}},
		"disputes of a bad payer": {codes.InvalidArgument, consortiumtypes.ErrInvalidAddress, func() error {
			_, err := b.queries.Disputes(ctx, &types.QueryDisputesRequest{Payer: "x"})
			return err
		}},
		"no cash transfer": {codes.NotFound, types.ErrCashTransferNotFound, func() error {
			_, err := b.queries.CashTransfer(ctx, &types.QueryCashTransferRequest{MemberId: icbc, Reference: "CASH-1"})
			return err
		}},
		"cash transfer without a name": {codes.InvalidArgument, types.ErrIdentifier, func() error {
			_, err := b.queries.CashTransfer(ctx, &types.QueryCashTransferRequest{})
			return err
		}},
		"allocations of nobody": {codes.NotFound, consortiumtypes.ErrMemberNotFound, func() error {
			_, err := b.queries.Allocations(ctx, &types.QueryAllocationsRequest{OperatorId: "who"})
			return err
		}},
		"escrow of no module": {codes.InvalidArgument, types.ErrIdentifier, func() error {
			_, err := b.queries.EscrowAccounts(ctx, &types.QueryEscrowAccountsRequest{})
			return err
		}},
		"flags of nobody": {codes.NotFound, consortiumtypes.ErrMemberNotFound, func() error {
			_, err := b.queries.Flags(ctx, &types.QueryFlagsRequest{OperatorId: "who"})
			return err
		}},
		"invitations to no phase": {codes.InvalidArgument, types.ErrIdentifier, func() error {
			_, err := b.queries.Invitations(ctx, &types.QueryInvitationsRequest{})
			return err
		}},
		"pages by offset": {codes.InvalidArgument, queries.ErrPagination, func() error {
			_, err := b.queries.Invitations(ctx, &types.QueryInvitationsRequest{PhaseId: "P1", Pagination: &query.PageRequest{Offset: 1}})
			return err
		}},
	} {
		t.Run(name, func(t *testing.T) {
			err := test.ask()
			require.Equal(t, test.code, status.Code(err), "%v", err)
			require.ErrorContains(t, err, test.cause.Error())
		})
	}
}
