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
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/letters/keeper"
	"github.com/dcep-consortium/dcepd/x/letters/types"
)

const (
	yuan      = currencytypes.FenPerYuan
	icbc, boc = "icbc-sz", "boc-sz"
	// srcb is a cooperating bank.
	srcb   = "srcb-sz"
	number = "LC2019001"
	start  = "2019-12-02"
)

var (
	importer, exporter   = testutil.NewActor("importer"), testutil.NewActor("exporter")
	trade, examiner      = testutil.Officer(icbc, "trade-officer"), testutil.Officer(icbc, "examiner")
	treasurer            = testutil.Officer(icbc, "treasurer")
	bocTrade, bocExamine = testutil.Officer(boc, "trade-officer"), testutil.Officer(boc, "examiner")
)

// office is a chain with two banks that have a million yuan each, an importer and an exporter.
type office struct {
	*testutil.Chain
	t       *testing.T
	keeper  *keeper.Keeper
	queries types.QueryServer
}

func newOffice(t *testing.T) *office {
	t.Helper()
	o := officeOn(t, testutil.New(t, func(g *testutil.Genesis) {
		testutil.AddMember(g, srcb, consortiumtypes.MEMBER_KIND_COOPERATING_BANK)
	}))
	for _, bank := range []string{icbc, boc} {
		o.MustSend(&currencytypes.MsgRequestIssuance{
			Treasurer: testutil.Officer(bank, "treasurer").String(), Id: "ISS-1", AmountFen: 1_000_000 * yuan, ReserveReference: "RTGS-" + bank,
		})
		o.MustSend(&currencytypes.MsgApproveIssuance{Officer: testutil.Officer("pboc", "issuer").String(), MemberId: bank, Id: "ISS-1"})
	}
	for _, firm := range []testutil.Actor{importer, exporter} {
		o.openWallet(firm, currencytypes.WALLET_KIND_CORPORATE)
	}
	return o
}

func officeOn(t *testing.T, chain *testutil.Chain) *office {
	t.Helper()
	letters := app.Letters(chain.App)
	return &office{Chain: chain, t: t, keeper: letters, queries: keeper.NewQueryServer(letters)}
}

func (o *office) openWallet(holder testutil.Actor, kind currencytypes.WalletKind) {
	o.t.Helper()
	customer := sha256.Sum256(holder.Address)
	o.MustSend(&currencytypes.MsgOpenWallet{
		Teller: testutil.Officer(icbc, "teller").String(), Address: holder.String(), Class: currencytypes.WALLET_CLASS_I, Kind: kind,
		Region: "440300", CustomerRef: customer[:], Carrier: currencytypes.CARRIER_APP,
	})
}

// do sends a message that must succeed, and returns the only event of this module that it must emit.
func (o *office) do(msg sdk.Msg) proto.Message {
	o.t.Helper()
	events := ours(o.MustSend(msg))
	require.Len(o.t, events, 1)
	o.audit()
	return events[0]
}

func ours(events []proto.Message) []proto.Message {
	var own []proto.Message
	for _, event := range events {
		if strings.HasPrefix(proto.MessageName(event), "dcep.letters.") {
			own = append(own, event)
		}
	}
	return own
}

// audit wants every state to be one that can be imported, and the ledger to hold nothing for this module.
func (o *office) audit() {
	o.t.Helper()
	exported, err := o.keeper.ExportGenesis(o.Context())
	require.NoError(o.t, err)
	require.NoError(o.t, types.ValidateGenesis(exported))
	require.NoError(o.t, app.Currency(o.App).CheckSupply(o.Context()))
	ledger, err := app.Currency(o.App).ExportGenesis(o.Context())
	require.NoError(o.t, err)
	require.Empty(o.t, ledger.EscrowAccounts)
}

// refuse sends a message that must fail with the error, say the text, and change nothing.
func (o *office) refuse(msg sdk.Msg, want error, text string) {
	o.t.Helper()
	before := o.State()
	_, err := o.Send(msg)
	require.ErrorIs(o.t, err, want)
	require.ErrorContains(o.t, err, text)
	require.Equal(o.t, before, o.State())
}

// until lets time pass to 08:00:01 of the business day.
func (o *office) until(day string) {
	o.t.Helper()
	want, err := currencytypes.ParseDay(day)
	require.NoError(o.t, err)
	o.Advance(time.Duration(int64(want)-int64(currencytypes.DayOf(o.Time()))) * 24 * time.Hour)
}

func (o *office) box(bank string) types.Fen {
	o.t.Helper()
	ledger, err := app.Currency(o.App).ExportGenesis(o.Context())
	require.NoError(o.t, err)
	for _, box := range ledger.Boxes {
		if box.MemberId == bank {
			return types.Fen(box.BalanceFen)
		}
	}
	return 0
}

func (o *office) balance(of testutil.Actor) types.Fen {
	o.t.Helper()
	wallet, err := app.Currency(o.App).Wallet(o.Context(), of.Address)
	require.NoError(o.t, err)
	return types.Fen(wallet.BalanceFen)
}

func (o *office) letter() *types.QueryLetterResponse {
	o.t.Helper()
	response, err := o.queries.Letter(o.Context(), &types.QueryLetterRequest{IssuingBankId: icbc, Number: number})
	require.NoError(o.t, err)
	return response
}

// presentation is the first under the letter.
func (o *office) presentation() *types.QueryPresentationResponse {
	o.t.Helper()
	response, err := o.queries.Presentation(o.Context(), &types.QueryPresentationRequest{IssuingBankId: icbc, Number: number, Presentation: 1})
	require.NoError(o.t, err)
	return response
}

func commitment(n byte) []byte { return bytes.Repeat([]byte{n}, 32) }

func terms() types.LetterTerms {
	return types.LetterTerms{
		Expiry: "2020-06-30", ExpiryPlace: "SHENZHEN", AmountFen: 100_000 * yuan, TolerancePlus: 5, ToleranceMinus: 5,
		Availability: types.AVAILABILITY_SIGHT_PAYMENT, PartialShipments: types.ALLOWANCE_ALLOWED, Transhipment: types.ALLOWANCE_NOT_ALLOWED,
		LatestShipment: "2020-06-01",
		Sealed: []types.SealedField{
			{Tag: "45A", Commitment: commitment(1)},
			{Tag: "46A", Commitment: commitment(2)},
			{Tag: "50", Commitment: commitment(3)},
			{Tag: "59", Commitment: commitment(4)},
		},
	}
}

func apply() *types.MsgApplyForLetter {
	return &types.MsgApplyForLetter{
		Applicant: importer.String(), IssuingBankId: icbc, Number: number, Beneficiary: exporter.String(), AdvisingBankId: boc,
		ConfirmationInstruction: types.CONFIRMATION_INSTRUCTION_CONFIRM, Terms: terms(),
	}
}

func issue(by testutil.Actor) *types.MsgIssueLetter {
	return &types.MsgIssueLetter{Officer: by.String(), Number: number}
}

func advise() *types.MsgAdviseLetter {
	return &types.MsgAdviseLetter{Officer: bocTrade.String(), IssuingBankId: icbc, Number: number}
}

func confirm(by testutil.Actor) *types.MsgConfirmLetter {
	return &types.MsgConfirmLetter{Officer: by.String(), IssuingBankId: icbc, Number: number}
}

func present(bank string, amount types.Fen, shipped string) *types.MsgPresentDocuments {
	return &types.MsgPresentDocuments{
		Beneficiary: exporter.String(), IssuingBankId: icbc, Number: number, BankId: bank, AmountFen: uint64(amount), ShipmentDate: shipped,
		Documents: types.Documents{Documents: []types.Document{{Kind: "INVOICE", Commitment: commitment(5)}}},
	}
}

func comply(by testutil.Actor, n uint32) *types.MsgFindComplying {
	return &types.MsgFindComplying{Officer: by.String(), IssuingBankId: icbc, Number: number, Presentation: n}
}

func refuseDocuments(n uint32, codes ...types.DiscrepancyCode) *types.MsgRefuseDocuments {
	msg := &types.MsgRefuseDocuments{
		Officer: examiner.String(), IssuingBankId: icbc, Number: number, Presentation: n, Disposition: types.DISPOSITION_HOLD_FOR_WAIVER,
	}
	for _, code := range codes {
		msg.Notice.Discrepancies = append(msg.Notice.Discrepancies, types.Discrepancy{Code: code, Tag: "46A"})
	}
	return msg
}

func waive(n uint32) *types.MsgWaiveDiscrepancies {
	return &types.MsgWaiveDiscrepancies{Applicant: importer.String(), IssuingBankId: icbc, Number: number, Presentation: n}
}

func agree(n uint32) *types.MsgAgreeToWaiver {
	return &types.MsgAgreeToWaiver{Officer: examiner.String(), IssuingBankId: icbc, Number: number, Presentation: n}
}

func accept(by testutil.Actor, n uint32) *types.MsgAcceptPresentation {
	return &types.MsgAcceptPresentation{Officer: by.String(), IssuingBankId: icbc, Number: number, Presentation: n}
}

func settle(by testutil.Actor, n uint32) *types.MsgSettlePresentation {
	return &types.MsgSettlePresentation{Officer: by.String(), IssuingBankId: icbc, Number: number, Presentation: n}
}

// issued is an office with a letter that the bank is bound to.
func issued(t *testing.T) *office {
	t.Helper()
	o := newOffice(t)
	o.do(apply())
	o.do(issue(trade))
	o.do(issue(examiner))
	return o
}

// confirmed is one whose letter Bank of China has confirmed too.
func confirmed(t *testing.T) *office {
	t.Helper()
	o := issued(t)
	o.do(advise())
	o.do(confirm(bocTrade))
	o.do(confirm(bocExamine))
	return o
}
