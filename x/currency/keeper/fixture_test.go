package keeper_test

import (
	"crypto/sha256"
	"testing"
	"time"

	"github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/currency/keeper"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

const (
	yuan = types.FenPerYuan
	icbc = "icbc-sz"
	abc  = "abc-sz"
	// genesisDay is the business day on which the fixture's chains start.
	genesisDay = "2019-12-02"
)

var (
	treasurer  = testutil.Officer(icbc, "treasurer")
	teller     = testutil.Officer(icbc, "teller")
	issuer     = testutil.Officer("pboc", "issuer")
	controller = testutil.Officer("pboc", "controller")
)

// bank is a chain of the sample consortium with what the tests of this module often need.
type bank struct {
	*testutil.Chain
	t       *testing.T
	keeper  *keeper.Keeper
	queries types.QueryServer
}

func newBank(t *testing.T, changes ...func(*testutil.Genesis)) *bank {
	t.Helper()
	chain := testutil.New(t, changes...)
	k := app.Currency(chain.App)
	return &bank{Chain: chain, t: t, keeper: k, queries: keeper.NewQueryServer(k)}
}

// do sends a message that must succeed, and returns the only event it must emit.
func (b *bank) do(msg sdk.Msg) proto.Message {
	b.t.Helper()
	events, err := b.Send(msg)
	require.NoError(b.t, err)
	require.Len(b.t, events, 1)
	require.NoError(b.t, b.keeper.CheckSupply(b.Context()))
	return events[0]
}

// refuse sends a message that must fail with the error, say the text, and change nothing.
func (b *bank) refuse(msg sdk.Msg, want error, text string) {
	b.t.Helper()
	before := b.State()
	_, err := b.Send(msg)
	require.ErrorIs(b.t, err, want)
	require.ErrorContains(b.t, err, text)
	require.Equal(b.t, before, b.State())
}

// nextDays lets whole business days pass.
func (b *bank) nextDays(days int) {
	b.t.Helper()
	b.Advance(time.Duration(days) * 24 * time.Hour)
}

// expire runs the module's part of a block's end and returns its events.
func (b *bank) expire() []proto.Message {
	b.t.Helper()
	ctx := b.Context()
	require.NoError(b.t, b.keeper.EndBlock(ctx))
	require.NoError(b.t, b.keeper.CheckSupply(ctx))
	return testutil.TypedEvents(b.t, ctx.EventManager().ABCIEvents())
}

// issued puts coins into a member's box; id names issuance and reserve.
func (b *bank) issued(memberID, id string, amount types.Fen) {
	b.t.Helper()
	b.do(requestIssuance(memberID, id, amount))
	b.do(approve(issuer, memberID, id))
}

// wallet opens a wallet of the holder at icbc-sz.
func (b *bank) wallet(holder string, class types.WalletClass) testutil.Actor {
	b.t.Helper()
	actor := testutil.NewActor(holder)
	b.do(openWallet(actor, class))
	return actor
}

// funded opens a wallet with coins from icbc-sz's box.
func (b *bank) funded(holder string, class types.WalletClass, amount types.Fen) testutil.Actor {
	b.t.Helper()
	actor := b.wallet(holder, class)
	b.do(exchangeOut(actor, amount, "OUT-"+holder))
	return actor
}

func (b *bank) account(of testutil.Actor) types.Account {
	b.t.Helper()
	account, err := b.keeper.Account(b.Context(), of.Address)
	require.NoError(b.t, err)
	return account
}

func (b *bank) box(memberID string) types.CashBox {
	b.t.Helper()
	response, err := b.queries.CashBox(b.Context(), &types.QueryCashBoxRequest{MemberId: memberID})
	require.NoError(b.t, err)
	return response.Box
}

func requestIssuance(memberID, id string, amount types.Fen) *types.MsgRequestIssuance {
	return &types.MsgRequestIssuance{
		Treasurer: testutil.Officer(memberID, "treasurer").String(), Id: id, AmountFen: uint64(amount), ReserveReference: "RTGS-" + memberID + id,
	}
}

func approve(officer testutil.Actor, memberID, id string) *types.MsgApproveIssuance {
	return &types.MsgApproveIssuance{Officer: officer.String(), MemberId: memberID, Id: id}
}

// openWallet makes every holder a customer of its own.
func openWallet(holder testutil.Actor, class types.WalletClass) *types.MsgOpenWallet {
	customer := sha256.Sum256(holder.Address)
	return &types.MsgOpenWallet{
		Teller: teller.String(), Address: holder.String(), Class: class, Kind: types.WALLET_KIND_PERSONAL, Region: "440300",
		CustomerRef: customer[:], Carrier: types.CARRIER_APP,
	}
}

func exchangeOut(to testutil.Actor, amount types.Fen, reference string) *types.MsgExchangeOut {
	return &types.MsgExchangeOut{Teller: teller.String(), Wallet: to.String(), AmountFen: uint64(amount), Reference: reference}
}

func pay(payer, payee testutil.Actor, amount types.Fen) *types.MsgPay {
	return &types.MsgPay{Payer: payer.String(), Payee: payee.String(), AmountFen: uint64(amount)}
}

func payNamed(payer, payee testutil.Actor, amount types.Fen, date, id string) *types.MsgPay {
	msg := pay(payer, payee, amount)
	msg.InstructionDate, msg.EndToEndId = date, id
	return msg
}
