package keeper_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/testutil"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

func exchangeIn(holder testutil.Actor, amount types.Fen, reference string) *types.MsgExchangeIn {
	return &types.MsgExchangeIn{Holder: holder.String(), AmountFen: uint64(amount), Reference: reference}
}

func acceptExchangeIn(wallet testutil.Actor, reference string) *types.MsgAcceptExchangeIn {
	return &types.MsgAcceptExchangeIn{Teller: teller.String(), Wallet: wallet.String(), Reference: reference, BankReference: "BANK-1"}
}

func returnExchangeIn(wallet testutil.Actor, reference string) *types.MsgReturnExchangeIn {
	return &types.MsgReturnExchangeIn{Teller: teller.String(), Wallet: wallet.String(), Reference: reference, Reason: "account closed"}
}

func reclaim(holder testutil.Actor, reference string) *types.MsgReclaimExchangeIn {
	return &types.MsgReclaimExchangeIn{Holder: holder.String(), Reference: reference}
}

func (b *bank) exchangeIn(wallet testutil.Actor, reference string) types.ExchangeIn {
	b.t.Helper()
	response, err := b.queries.ExchangeIn(b.Context(), &types.QueryExchangeInRequest{Wallet: wallet.String(), Reference: reference})
	require.NoError(b.t, err)
	return response.Exchange
}

func TestExchangeOut(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 20_000*yuan)
	alice := b.wallet("alice", types.WALLET_CLASS_IV)

	require.Equal(t, &types.EventExchangedOut{MemberId: icbc, Wallet: alice.String(), AmountFen: 400, Reference: "OUT-1"},
		b.do(exchangeOut(alice, 400, "OUT-1")))
	want := types.NewAccount(types.WALLET_CLASS_IV, types.WalletProfile{})
	want.Balance = 400
	require.Equal(t, want, b.account(alice))
	require.Equal(t, uint64(20_000*yuan-400), b.box(icbc).BalanceFen)
	response, err := b.queries.ExchangeOut(b.Context(), &types.QueryExchangeOutRequest{MemberId: icbc, Reference: "OUT-1"})
	require.NoError(t, err)
	require.Equal(t, types.ExchangeOut{MemberId: icbc, Reference: "OUT-1", Wallet: alice.String(), AmountFen: 400, Height: b.Height() + 1}, response.Exchange)

	b.nextDays(400)
	b.refuse(exchangeOut(alice, 400, "OUT-1"), types.ErrExchangeExists, "OUT-1 of icbc-sz")
	b.refuse(exchangeOut(alice, 10_000*yuan-399, "OUT-2"), types.ErrBalanceLimit, "balance limit 10,000.00 yuan, used 4.00 yuan, asked 9,996.01 yuan")
	b.do(exchangeOut(alice, 10_000*yuan-400, "OUT-2"))
	rich := b.wallet("rich", types.WALLET_CLASS_I)
	b.refuse(exchangeOut(rich, 10_000*yuan+1, "OUT-3"), types.ErrInsufficientFunds, "cash box of icbc-sz")
	b.refuse(exchangeOut(rich, 0, "OUT-3"), types.ErrAmount, "more than 0.00 yuan")
	b.refuse(exchangeOut(rich, 1, ""), types.ErrIdentifier, "reference")
	b.refuse(exchangeOut(testutil.NewActor("nobody"), 1, "OUT-3"), types.ErrWalletNotFound, testutil.NewActor("nobody").String())
	foreign := exchangeOut(rich, 1, "OUT-3")
	foreign.Teller = testutil.Officer(abc, "teller").String()
	b.refuse(foreign, types.ErrNotOperator, "operator is icbc-sz, not abc-sz")
}

func TestExchangeIn(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 1_000)
	alice := b.funded("alice", types.WALLET_CLASS_IV, 1_000)

	require.Equal(t, &types.EventExchangeIn{
		Wallet: alice.String(), MemberId: icbc, AmountFen: 700, Reference: "IN-1", Status: types.EXCHANGE_IN_STATUS_ESCROWED,
	}, b.do(exchangeIn(alice, 700, "IN-1")))
	want := types.ExchangeIn{
		Wallet: alice.String(), Reference: "IN-1", MemberId: icbc, AmountFen: 700, Status: types.EXCHANGE_IN_STATUS_ESCROWED, Day: genesisDay,
	}
	require.Equal(t, want, b.exchangeIn(alice, "IN-1"))
	account := types.NewAccount(types.WALLET_CLASS_IV, types.WalletProfile{})
	account.Balance = 300
	require.Equal(t, account, b.account(alice), "it counts towards no limit")
	require.Equal(t, uint64(0), b.box(icbc).BalanceFen)

	b.refuse(exchangeIn(alice, 1, "IN-1"), types.ErrExchangeExists, "IN-1 of "+alice.String())
	b.refuse(exchangeIn(alice, 301, "IN-2"), types.ErrInsufficientFunds, "has 3.00 yuan, asked 3.01 yuan")
	b.refuse(exchangeIn(alice, 0, "IN-2"), types.ErrAmount, "more than 0.00 yuan")
	b.refuse(exchangeIn(teller, 1, "IN-2"), types.ErrWalletNotFound, teller.String())

	foreign := acceptExchangeIn(alice, "IN-1")
	foreign.Teller = testutil.Officer(abc, "teller").String()
	b.refuse(foreign, types.ErrNotOperator, "operator is icbc-sz, not abc-sz")
	b.refuse(acceptExchangeIn(alice, "IN-2"), types.ErrExchangeNotFound, "IN-2 of "+alice.String())
	nameless := acceptExchangeIn(alice, "IN-1")
	nameless.BankReference = ""
	b.refuse(nameless, types.ErrIdentifier, "bank reference")

	require.Equal(t, &types.EventExchangeIn{
		Wallet: alice.String(), MemberId: icbc, AmountFen: 700, Reference: "IN-1", Status: types.EXCHANGE_IN_STATUS_ACCEPTED,
	}, b.do(acceptExchangeIn(alice, "IN-1")))
	want.Status, want.BankReference = types.EXCHANGE_IN_STATUS_ACCEPTED, "BANK-1"
	require.Equal(t, want, b.exchangeIn(alice, "IN-1"))
	require.Equal(t, uint64(700), b.box(icbc).BalanceFen)
	require.Equal(t, []types.Movement{
		{Type: types.MOVEMENT_TYPE_ISSUED, TotalFen: 1_000, Count: 1},
		{Type: types.MOVEMENT_TYPE_EXCHANGED_OUT, TotalFen: 1_000, Count: 1},
		{Type: types.MOVEMENT_TYPE_EXCHANGED_IN, TotalFen: 700, Count: 1},
	}, b.statement(icbc, genesisDay).Movements)
	b.refuse(returnExchangeIn(alice, "IN-1"), types.ErrExchangeStatus, "ACCEPTED: cannot return")
}

// Coins that come back to their wallet are not refused for its balance limit.
func TestExchangeInComesBack(t *testing.T) {
	for name, test := range map[string]struct {
		status types.ExchangeInStatus
		end    func(*bank, testutil.Actor) *types.EventExchangeIn
	}{
		"returned": {types.EXCHANGE_IN_STATUS_RETURNED, func(b *bank, alice testutil.Actor) *types.EventExchangeIn {
			silent := returnExchangeIn(alice, "IN-1")
			silent.Reason = ""
			b.refuse(silent, types.ErrReason, "1 to 256")
			return b.do(returnExchangeIn(alice, "IN-1")).(*types.EventExchangeIn)
		}},
		"reclaimed": {types.EXCHANGE_IN_STATUS_RECLAIMED, func(b *bank, alice testutil.Actor) *types.EventExchangeIn {
			b.nextDays(1)
			b.refuse(reclaim(alice, "IN-1"), types.ErrReclaimTooEarly, "from 2019-12-04 on, today is 2019-12-03")
			b.nextDays(1)
			return b.do(reclaim(alice, "IN-1")).(*types.EventExchangeIn)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBank(t)
			b.issued(icbc, "ISS-1", 20_000*yuan)
			alice := b.funded("alice", types.WALLET_CLASS_IV, 10_000*yuan)
			b.do(exchangeIn(alice, 700, "IN-1"))
			b.do(exchangeOut(alice, 700, "OUT-2"))

			require.Equal(t, &types.EventExchangeIn{
				Wallet: alice.String(), MemberId: icbc, AmountFen: 700, Reference: "IN-1", Status: test.status,
			}, test.end(b, alice))
			require.Equal(t, types.Fen(10_000*yuan+700), b.account(alice).Balance)
			require.Equal(t, test.status, b.exchangeIn(alice, "IN-1").Status)
			b.refuse(acceptExchangeIn(alice, "IN-1"), types.ErrExchangeStatus, "cannot accept")
			b.refuse(exchangeIn(alice, 700, "IN-1"), types.ErrExchangeExists, "IN-1")
		})
	}
}

// A suspended operator's customers get at their coins all the same.
func TestReclaimFromASuspendedOperator(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 1_000)
	alice := b.funded("alice", types.WALLET_CLASS_IV, 1_000)
	b.MustSend(&consortiumtypes.MsgSuspendMember{Authority: consortiumtypes.Authority, MemberId: icbc})
	b.do(exchangeIn(alice, 700, "IN-1"))
	b.nextDays(2)
	b.refuse(acceptExchangeIn(alice, "IN-1"), consortiumtypes.ErrMemberCannotAct, "icbc-sz")
	b.do(reclaim(alice, "IN-1"))
	require.Equal(t, types.Fen(1_000), b.account(alice).Balance)
}
