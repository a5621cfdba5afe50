package app_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	abci "github.com/cometbft/cometbft/abci/types"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/cosmos/cosmos-sdk/baseapp"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/history"
	"github.com/dcep-consortium/dcepd/testutil"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// settings are app.toml.
type settings map[string]any

func (s settings) Get(name string) any { return s[name] }

// withHistory is a node that keeps a history in a directory of its own.
func withHistory(t *testing.T) settings {
	t.Helper()
	home := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(home, "data"), 0o700))
	return settings{"home": home, "history.enable": true, "history.scoreboard": "*"}
}

func historyOf(chain *testutil.Chain) history.QueryClient {
	conn := baseapp.NewQueryServerTestHelper(chain.Context(), chain.App.InterfaceRegistry())
	conn.GRPCQueryRouter, conn.Ctx = chain.App.GRPCQueryRouter(), chain.Context()
	return history.NewQueryClient(conn)
}

// playDay sends transactions of every kind that moves money between wallets and boxes, two blocks each of them.
func playDay(t *testing.T, chain *testutil.Chain, end func(testutil.Block)) (holders []testutil.Actor) {
	t.Helper()
	treasurer, teller := testutil.Officer("icbc-sz", "treasurer"), testutil.Officer("icbc-sz", "teller")
	send := func(actor testutil.Actor, msg sdk.Msg) {
		end(testutil.Block{Txs: [][]byte{chain.Sign(actor, []sdk.Msg{msg})}})
	}
	send(treasurer, &currency.MsgRequestIssuance{Treasurer: treasurer.String(), Id: "ISS-1", AmountFen: 1000_00, ReserveReference: "RTGS-1"})
	issuer := testutil.Officer("pboc", "issuer")
	send(issuer, &currency.MsgApproveIssuance{Officer: issuer.String(), MemberId: "icbc-sz", Id: "ISS-1"})
	for i, name := range []string{"alice", "bob", "shop"} {
		holder := testutil.NewActor(name)
		holders = append(holders, holder)
		send(teller, &currency.MsgOpenWallet{
			Teller: teller.String(), Address: holder.String(), Class: currency.WalletClass(i + 1), Kind: currency.WALLET_KIND_PERSONAL,
			Region: "440300", CustomerRef: make([]byte, 32), Carrier: currency.CARRIER_APP, MerchantScenario: currency.Scenario(i),
		})
	}
	alice, bob, shop := holders[0], holders[1], holders[2]
	day := currency.DayOf(chain.Time()).String()
	send(teller, &currency.MsgExchangeOut{Teller: teller.String(), Wallet: alice.String(), AmountFen: 500_00, Reference: "OUT-1"})
	send(alice, &currency.MsgPay{Payer: alice.String(), Payee: bob.String(), AmountFen: 100_00, EndToEndId: "PAY-1", InstructionDate: day})
	send(alice, &currency.MsgPay{Payer: alice.String(), Payee: bob.String(), AmountFen: 100_00, EndToEndId: "PAY-1", InstructionDate: day})
	send(alice, &currency.MsgPayBatch{
		Payer: alice.String(), EndToEndId: "PAY-2", InstructionDate: day,
		Transfers: []currency.Transfer{{Payee: bob.String(), AmountFen: 1_00}, {Payee: shop.String(), AmountFen: 30_00}},
	})
	send(shop, &currency.MsgRefund{
		Payee: shop.String(), Payer: alice.String(), InstructionDate: day, EndToEndId: "PAY-2", AmountFen: 5_00, Reference: "BACK-1",
	})
	send(bob, &currency.MsgExchangeIn{Holder: bob.String(), AmountFen: 40_00, Reference: "IN-1"})
	send(teller, &currency.MsgAcceptExchangeIn{Teller: teller.String(), Wallet: bob.String(), Reference: "IN-1", BankReference: "BANK-1"})
	send(bob, &currency.MsgExchangeIn{Holder: bob.String(), AmountFen: 7_00, Reference: "IN-2"})
	send(teller, &currency.MsgReturnExchangeIn{Teller: teller.String(), Wallet: bob.String(), Reference: "IN-2", Reason: "account closed"})
	send(treasurer, &currency.MsgRequestRedemption{Treasurer: treasurer.String(), Id: "RED-1", AmountFen: 200_00})
	send(treasurer, &currency.MsgRequestRedemption{Treasurer: treasurer.String(), Id: "RED-2", AmountFen: 1_00})
	send(treasurer, &currency.MsgCancelRedemption{Treasurer: treasurer.String(), MemberId: "icbc-sz", Id: "RED-2"})
	return holders
}

// TestHistoryOfARestlessNode: a node that dies after every block that it executed, before it committed it, has the same
// history as one that never does, the same state as one without, and both add up to what the ledger says.
func TestHistoryOfARestlessNode(t *testing.T) {
	plain := testutil.New(t)
	playDay(t, plain, func(block testutil.Block) { plain.EndBlock(block) })
	calm := testutil.NewWith(t, withHistory(t))
	holders := playDay(t, calm, func(block testutil.Block) { calm.EndBlock(block) })
	restless := testutil.NewWith(t, withHistory(t))
	playDay(t, restless, func(block testutil.Block) {
		restless.Finalize(block)
		require.NoError(t, restless.App.Close())
		restless.Restart()
		restless.EndBlock(block)
	})
	require.Equal(t, plain.AppHash(), calm.AppHash())
	require.Equal(t, plain.AppHash(), restless.AppHash())

	for _, holder := range holders {
		want := movementsOf(t, calm, holder.String())
		require.Equal(t, want, movementsOf(t, restless, holder.String()))
		account, err := app.Currency(calm.App).Account(calm.Context(), holder.Address)
		require.NoError(t, err)
		require.Equal(t, uint64(account.Balance), balanceOf(want, holder.String()), holder.Name)
	}
	response, err := historyOf(restless).MovementsByMember(t.Context(), &history.QueryMovementsByMemberRequest{MemberId: "icbc-sz"})
	require.NoError(t, err)
	require.Equal(t, uint64(1000_00-500_00+40_00-200_00), balanceOf(response.Movements, "icbc-sz"))

	rows, err := historyOf(restless).Scoreboard(t.Context(), &history.QueryScoreboardRequest{Period: history.PERIOD_MONTH, OperatorId: "icbc-sz"})
	require.NoError(t, err)
	require.Len(t, rows.Rows, 1)
	row := rows.Rows[0]
	require.Equal(t, []uint64{3, 3, 3, 3, 131_00, 1, 5_00, 500_00, 40_00}, []uint64{
		row.Wallets, row.OpenedWallets, row.ActiveWallets, row.Payments, row.PaidFen, row.Refunds, row.RefundedFen, row.ExchangedOutFen, row.ExchangedInFen,
	})
	require.NoError(t, calm.App.Close())
	require.NoError(t, restless.App.Close())
}

func movementsOf(t *testing.T, chain *testutil.Chain, wallet string) []history.Movement {
	t.Helper()
	response, err := historyOf(chain).MovementsByWallet(t.Context(), &history.QueryMovementsByWalletRequest{Wallet: wallet})
	require.NoError(t, err)
	require.Equal(t, int64(1), response.FromHeight)
	require.NotEmpty(t, response.Movements)
	return response.Movements
}

// balanceOf is what came in less what went out.
func balanceOf(movements []history.Movement, of string) (fen uint64) {
	for _, movement := range movements {
		if movement.To == of {
			fen += movement.AmountFen
		}
		if movement.From == of {
			fen -= movement.AmountFen
		}
	}
	return fen
}

// TestHistoryEnabledLater: it begins at the next height, knows the wallets that there are, and says from where on it is whole.
func TestHistoryEnabledLater(t *testing.T) {
	options := withHistory(t)
	options["history.enable"] = false
	chain := testutil.NewWith(t, options)
	holders := playDay(t, chain, func(block testutil.Block) { chain.EndBlock(block) })
	_, err := historyOf(chain).Progress(t.Context(), &history.QueryProgressRequest{})
	require.Equal(t, codes.NotFound, status.Code(err))

	options["history.enable"] = true
	chain.Restart()
	alice, bob := holders[0], holders[1]
	result := chain.Deliver(alice, &currency.MsgPay{Payer: alice.String(), Payee: bob.String(), AmountFen: 3_00})
	require.Zero(t, result.Code, result.Log)
	progress, err := historyOf(chain).Progress(t.Context(), &history.QueryProgressRequest{})
	require.NoError(t, err)
	require.Equal(t, chain.Height(), progress.Progress.FromHeight)
	rows, err := historyOf(chain).Scoreboard(t.Context(), &history.QueryScoreboardRequest{})
	require.NoError(t, err)
	require.Len(t, rows.Rows, 1)
	require.Equal(t, uint64(3), rows.Rows[0].Wallets)
	require.Equal(t, uint64(1), rows.Rows[0].Payments)
	require.NoError(t, chain.App.Close())
}

// TestHistoryThatCannotBeWritten: the block is not committed, so that nothing is missing later.
func TestHistoryThatCannotBeWritten(t *testing.T) {
	options := withHistory(t)
	chain := testutil.NewWith(t, options)
	require.NoError(t, chain.App.Close())
	_, err := chain.App.FinalizeBlock(&abci.RequestFinalizeBlock{Height: chain.Height() + 1, Time: chain.Time()})
	require.ErrorContains(t, err, fmt.Sprintf("history of block %d", chain.Height()+1))
	require.ErrorContains(t, err, "closed")
}
