package keeper_test

import (
	"bytes"
	"crypto/sha256"
	"strings"
	"testing"

	"github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
	"github.com/dcep-consortium/dcepd/x/title/keeper"
	"github.com/dcep-consortium/dcepd/x/title/types"
)

const (
	icbc, boc, maritime = "icbc-sz", "boc-sz", "maritime-sz"
	loan, filing        = "LOAN-1", "MOC-NV-00123"
)

var (
	line, shipper, buyer, agent = testutil.NewActor("line"), testutil.NewActor("shipper"), testutil.NewActor("buyer"), testutil.NewActor("agent")
	trader, controller          = testutil.Officer(icbc, "trade-officer"), testutil.Officer(icbc, "controller")
	clerk                       = testutil.Officer(maritime, "trade-officer")
)

// quay is a chain with a carrier on the register and three enterprises.
type quay struct {
	*testutil.Chain
	t       *testing.T
	keeper  *keeper.Keeper
	queries types.QueryServer
}

func newQuay(t *testing.T) *quay {
	t.Helper()
	q := quayOn(t, testutil.New(t))
	for i, firm := range []testutil.Actor{line, shipper, buyer, agent} {
		q.enterprise(firm, byte(9+i))
	}
	q.do(&types.MsgRegisterCarrier{Officer: clerk.String(), Wallet: line.String(), Filing: filing})
	return q
}

func quayOn(t *testing.T, chain *testutil.Chain) *quay {
	t.Helper()
	titles := app.Title(chain.App)
	return &quay{Chain: chain, t: t, keeper: titles, queries: keeper.NewQueryServer(titles)}
}

// enterprise opens a corporate wallet at icbc-sz and verifies it.
func (q *quay) enterprise(of testutil.Actor, key byte) {
	q.t.Helper()
	q.wallet(of)
	q.MustSend(&singlewindowtypes.MsgRegisterEnterprise{Holder: of.String(), UsccCommitment: commitment(key), SealingKey: commitment(key)})
	q.MustSend(&singlewindowtypes.MsgVerifyEnterprise{Teller: testutil.Officer(icbc, "teller").String(), Wallet: of.String()})
}

func (q *quay) wallet(of testutil.Actor) {
	q.t.Helper()
	customer := sha256.Sum256(of.Address)
	q.MustSend(&currencytypes.MsgOpenWallet{
		Teller: testutil.Officer(icbc, "teller").String(), Address: of.String(), Class: currencytypes.WALLET_CLASS_I,
		Kind: currencytypes.WALLET_KIND_CORPORATE, Region: "440300", CustomerRef: customer[:], Carrier: currencytypes.CARRIER_APP,
	})
}

// do sends a message that must succeed, and returns the only event of this module that it must emit.
func (q *quay) do(msg sdk.Msg) proto.Message {
	q.t.Helper()
	events := ours(q.MustSend(msg))
	require.Len(q.t, events, 1)
	q.audit()
	return events[0]
}

func ours(events []proto.Message) []proto.Message {
	var own []proto.Message
	for _, event := range events {
		if strings.HasPrefix(proto.MessageName(event), "dcep.title.") {
			own = append(own, event)
		}
	}
	return own
}

// audit wants every state to be one that can be imported.
func (q *quay) audit() {
	q.t.Helper()
	exported, err := q.keeper.ExportGenesis(q.Context())
	require.NoError(q.t, err)
	require.NoError(q.t, types.ValidateGenesis(exported))
}

// refuse sends a message that must fail with the error, say the text, and change nothing.
func (q *quay) refuse(msg sdk.Msg, want error, text string) {
	q.t.Helper()
	before := q.State()
	_, err := q.Send(msg)
	require.ErrorIs(q.t, err, want)
	require.ErrorContains(q.t, err, text)
	require.Equal(q.t, before, q.State())
}

func (q *quay) title() types.Title {
	q.t.Helper()
	response, err := q.queries.Title(q.Context(), &types.QueryTitleRequest{TitleId: titleID(1)})
	require.NoError(q.t, err)
	return response.Title
}

func commitment(n byte) []byte { return bytes.Repeat([]byte{n}, singlewindowtypes.CommitmentBytes) }

func titleID(n byte) string { return singlewindowtypes.DocumentID(commitment(n)).String() }

func issue(n byte) *types.MsgIssueTitle {
	return &types.MsgIssueTitle{
		Carrier: line.String(), TitleId: titleID(n), Holder: shipper.String(), Beneficiary: shipper.String(), ContentCommitment: commitment(1),
	}
}

func nominate(act uint32, by, nominee testutil.Actor) *types.MsgNominateBeneficiary {
	return &types.MsgNominateBeneficiary{Beneficiary: by.String(), TitleId: titleID(1), Act: act, Nominee: nominee.String()}
}

func endorse(act uint32, by, nominee testutil.Actor) *types.MsgEndorseTitle {
	return &types.MsgEndorseTitle{Holder: by.String(), TitleId: titleID(1), Act: act, Nominee: nominee.String()}
}

// transfer hands over the hold alone.
func transfer(act uint32, by, to testutil.Actor) *types.MsgTransferTitle {
	return &types.MsgTransferTitle{Holder: by.String(), TitleId: titleID(1), Act: act, ToHolder: to.String()}
}

// sell hands over hold and benefit.
func sell(act uint32, by, to testutil.Actor) *types.MsgTransferTitle {
	msg := transfer(act, by, to)
	msg.ToBeneficiary = to.String()
	return msg
}

func reject(act uint32, by testutil.Actor) *types.MsgRejectTransfer {
	return &types.MsgRejectTransfer{Recipient: by.String(), TitleId: titleID(1), Act: act}
}

func offer(act uint32, by testutil.Actor) *types.MsgOfferPledge {
	return &types.MsgOfferPledge{Holder: by.String(), TitleId: titleID(1), Act: act, BankId: icbc, Reference: loan}
}

func accept(act uint32) *types.MsgAcceptPledge {
	return &types.MsgAcceptPledge{Officer: trader.String(), TitleId: titleID(1), Act: act, Reference: loan}
}

// consentToSale is the bank's to a sale to somebody.
func consentToSale(act uint32, to testutil.Actor) *types.MsgConsentToAct {
	return &types.MsgConsentToAct{
		Officer: controller.String(), TitleId: titleID(1), Act: act, Kind: types.ACT_KIND_TRANSFER, ToHolder: to.String(), ToBeneficiary: to.String(),
	}
}

func release(act uint32) *types.MsgReleaseTitle {
	return &types.MsgReleaseTitle{Officer: controller.String(), TitleId: titleID(1), Act: act, Reason: "repaid"}
}

func surrender(act uint32, by testutil.Actor, purpose types.SurrenderPurpose) *types.MsgSurrenderTitle {
	msg := &types.MsgSurrenderTitle{Holder: by.String(), TitleId: titleID(1), Act: act, Purpose: purpose}
	if purpose == types.SURRENDER_PURPOSE_AMENDMENT {
		msg.ContentCommitment = commitment(2)
	}
	return msg
}

func refuseSurrender(act uint32) *types.MsgRefuseSurrender {
	return &types.MsgRefuseSurrender{Carrier: line.String(), TitleId: titleID(1), Act: act, Reason: "freight unpaid"}
}

func accomplish(act uint32) *types.MsgAccomplishTitle {
	return &types.MsgAccomplishTitle{Carrier: line.String(), TitleId: titleID(1), Act: act}
}

func amend(act uint32) *types.MsgAmendTitle {
	return &types.MsgAmendTitle{Carrier: line.String(), TitleId: titleID(1), Act: act, ContentCommitment: commitment(2)}
}

func toPaper(act uint32) *types.MsgChangeToPaper {
	return &types.MsgChangeToPaper{Carrier: line.String(), TitleId: titleID(1), Act: act, PaperCommitment: commitment(3)}
}

func fromPaper(act uint32) *types.MsgChangeFromPaper {
	return &types.MsgChangeFromPaper{
		Carrier: line.String(), TitleId: titleID(1), Act: act, Holder: agent.String(), Beneficiary: buyer.String(), ContentCommitment: commitment(4),
	}
}

// issued is a quay with a title in the hands of the shipper.
func issued(t *testing.T, msgs ...sdk.Msg) *quay {
	t.Helper()
	q := newQuay(t)
	q.do(issue(1))
	for _, msg := range msgs {
		q.do(msg)
	}
	return q
}
