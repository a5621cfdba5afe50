package keeper_test

import (
	"bytes"
	"crypto/sha256"
	"strings"
	"testing"
	"time"

	"github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/financing/keeper"
	"github.com/dcep-consortium/dcepd/x/financing/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

const (
	million = 1_000_000 * currencytypes.FenPerYuan

	icbc, abc, customs = "icbc-sz", "abc-sz", "customs-sz"
	// The fixture's chains start on a Monday; five banking days later is the next.
	genesisDay, lastDay, dayAfter, maturity, overdueDay = "2019-12-02", "2019-12-09", "2019-12-10", "2020-03-31", "2020-04-01"
)

var (
	firm, rival = testutil.NewActor("firm"), testutil.NewActor("rival")
	ownerSalt   = bytes.Repeat([]byte{7}, singlewindowtypes.SaltBytes)
)

func trader(bank string) testutil.Actor     { return testutil.Officer(bank, "trade-officer") }
func controller(bank string) testutil.Actor { return testutil.Officer(bank, "controller") }
func treasurer(bank string) testutil.Actor  { return testutil.Officer(bank, "treasurer") }

// desk is a chain on which two banks with ten million yuan each may finance a firm's export of 100,000.00 USD.
type desk struct {
	*testutil.Chain
	t       testing.TB
	keeper  *keeper.Keeper
	queries types.QueryServer
}

func newDesk(t testing.TB) *desk {
	t.Helper()
	return newDeskOn(t, testutil.New(t, generousIssuance))
}

func generousIssuance(g *testutil.Genesis) {
	g.Currency.Params.SingleApprovalLimitFen = 2_000 * million
}

func newDeskOn(t testing.TB, chain *testutil.Chain) *desk {
	t.Helper()
	d := &desk{Chain: chain, t: t, keeper: app.Financing(chain.App), queries: keeper.NewQueryServer(app.Financing(chain.App))}
	for _, bank := range []string{icbc, abc} {
		d.MustSend(&currencytypes.MsgRequestIssuance{
			Treasurer: treasurer(bank).String(), Id: "ISS-1", AmountFen: 10 * million, ReserveReference: "RTGS-" + bank,
		})
		d.MustSend(&currencytypes.MsgApproveIssuance{Officer: testutil.Officer("pboc", "issuer").String(), MemberId: bank, Id: "ISS-1"})
	}
	d.enterprise(firm, 9)
	d.enterprise(rival, 10)
	d.MustSend(attest(1, 10_000_000))
	return d
}

// enterprise opens a corporate wallet at icbc-sz and verifies it.
func (d *desk) enterprise(of testutil.Actor, key byte) {
	d.t.Helper()
	teller := testutil.Officer(icbc, "teller").String()
	customer := sha256.Sum256(of.Address)
	d.MustSend(&currencytypes.MsgOpenWallet{
		Teller: teller, Address: of.String(), Class: currencytypes.WALLET_CLASS_I, Kind: currencytypes.WALLET_KIND_CORPORATE,
		Region: "440300", CustomerRef: customer[:], Carrier: currencytypes.CARRIER_APP,
	})
	d.MustSend(&singlewindowtypes.MsgRegisterEnterprise{Holder: of.String(), UsccCommitment: commitment(key), SealingKey: commitment(key)})
	d.MustSend(&singlewindowtypes.MsgVerifyEnterprise{Teller: teller, Wallet: of.String()})
}

// do sends a message that must succeed, and returns the only event of this module that it must emit.
func (d *desk) do(msg sdk.Msg) proto.Message {
	d.t.Helper()
	events := ours(d.MustSend(msg))
	require.Len(d.t, events, 1)
	d.audit()
	return events[0]
}

func ours(events []proto.Message) []proto.Message {
	var own []proto.Message
	for _, event := range events {
		if strings.HasPrefix(proto.MessageName(event), "dcep.financing.") {
			own = append(own, event)
		}
	}
	return own
}

// audit asks whether the state is one that a genesis may have, the ledger whole, and no loan on its way.
func (d *desk) audit() {
	d.t.Helper()
	state, err := d.keeper.ExportGenesis(d.Context())
	require.NoError(d.t, err)
	require.NoError(d.t, types.ValidateGenesis(state))
	require.NoError(d.t, app.Currency(d.App).CheckSupply(d.Context()))
	ledger, err := app.Currency(d.App).ExportGenesis(d.Context())
	require.NoError(d.t, err)
	require.Empty(d.t, ledger.EscrowAccounts, "loans pass through escrow and leave nothing")
}

// refuse sends a message that must fail with the error, say the text, and change nothing.
func (d *desk) refuse(msg sdk.Msg, want error, text string) {
	d.t.Helper()
	before := d.State()
	_, err := d.Send(msg)
	require.ErrorIs(d.t, err, want)
	require.ErrorContains(d.t, err, text)
	require.Equal(d.t, before, d.State())
}

// until lets time pass to the business day, into the first block of that day.
func (d *desk) until(day string) {
	d.t.Helper()
	want, err := currencytypes.ParseDay(day)
	require.NoError(d.t, err)
	d.Advance(time.Duration(int64(want)-int64(currencytypes.DayOf(d.Time()))) * 24 * time.Hour)
}

func (d *desk) pledge(bank, reference string) types.Pledge {
	d.t.Helper()
	response, err := d.queries.Pledge(d.Context(), &types.QueryPledgeRequest{BankId: bank, Reference: reference})
	require.NoError(d.t, err)
	return response.Pledge
}

func (d *desk) room(bank string) *types.QueryRoomResponse {
	d.t.Helper()
	response, err := d.queries.Room(d.Context(), &types.QueryRoomRequest{DocumentId: documentID(1), BankId: bank})
	require.NoError(d.t, err)
	return response
}

func (d *desk) wallet(of testutil.Actor) types.Fen {
	d.t.Helper()
	wallet, err := app.Currency(d.App).Wallet(d.Context(), of.Address)
	require.NoError(d.t, err)
	return types.Fen(wallet.BalanceFen)
}

func commitment(n byte) []byte { return bytes.Repeat([]byte{n}, singlewindowtypes.CommitmentBytes) }

func documentID(n byte) string { return singlewindowtypes.DocumentID(commitment(n)).String() }

func usd(minor uint64) types.Money { return singlewindowtypes.NewMoney("USD", minor) }

func attest(n byte, minor uint64) *singlewindowtypes.MsgAttestDeclaration {
	return &singlewindowtypes.MsgAttestDeclaration{
		Officer: testutil.Officer(customs, "customs-officer").String(), DocumentId: documentID(n), Kind: "customs-declaration",
		Direction: singlewindowtypes.DIRECTION_EXPORT, Amount: usd(minor), Month: "2019-12", ContentCommitment: commitment(n),
		OwnerCommitment: singlewindowtypes.OwnerCommitment(ownerSalt, firm.Address),
	}
}

func amend(version uint32, minor uint64) *singlewindowtypes.MsgAmendDeclaration {
	return &singlewindowtypes.MsgAmendDeclaration{
		Officer: testutil.Officer(customs, "customs-officer").String(), DocumentId: documentID(1), Version: version, Amount: usd(minor),
		ContentCommitment: commitment(2), Reason: "recounted",
	}
}

func authorise(bank string, minor uint64) *types.MsgAuthoriseFinancing {
	return &types.MsgAuthoriseFinancing{
		Holder: firm.String(), DocumentId: documentID(1), BankId: bank, Reference: "AUTH-1", Ceiling: usd(minor), ExpiresOn: "2020-03-31",
		OwnerSalt: ownerSalt,
	}
}

func register(bank, reference string, minor uint64) *types.MsgRegisterPledge {
	return &types.MsgRegisterPledge{
		Officer: trader(bank).String(), Reference: reference, DocumentId: documentID(1), Authorisation: "AUTH-1",
		Purpose: "export-receivable", Amount: usd(minor), Rate: "7.0345", MaturesOn: maturity, ContractCommitment: commitment(3), Recourse: true,
	}
}

func approve(bank, reference string) *types.MsgApprovePledge {
	return &types.MsgApprovePledge{Controller: controller(bank).String(), Reference: reference}
}

func disburse(bank, reference string) *types.MsgDisburseLoan {
	return &types.MsgDisburseLoan{Treasurer: treasurer(bank).String(), Reference: reference}
}

func repay(by testutil.Actor, reference string, amount types.Fen, own string) *types.MsgRepayLoan {
	return &types.MsgRepayLoan{Holder: by.String(), BankId: icbc, Pledge: reference, AmountFen: uint64(amount), Reference: own}
}

// lent is a desk whose firm has a loan of ICBC on 70,000.00 USD.
func lent(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t)
	d.do(authorise(icbc, 8_000_000))
	d.do(authorise(abc, 8_000_000))
	d.do(register(icbc, "LOAN-1", 7_000_000))
	d.do(approve(icbc, "LOAN-1"))
	d.do(disburse(icbc, "LOAN-1"))
	return d
}
