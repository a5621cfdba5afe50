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
	"github.com/dcep-consortium/dcepd/x/supervision/keeper"
	"github.com/dcep-consortium/dcepd/x/supervision/types"
)

const (
	yuan = currencytypes.FenPerYuan
	icbc = "icbc-sz"
	pboc = "pboc"
	// The authorities: the lead, and those that can order.
	finance, police, court, tax = "finance-sz", "police-sz", "court-sz", "tax-sz"

	caseID   = "SZ-2019-001"
	deadline = "2019-12-25"
	basis    = "Notice 12 of 2019"
	hour     = time.Hour
	day      = 24 * hour
)

var (
	teller     = testutil.Officer(icbc, "teller")
	alice, bob = testutil.NewActor("alice"), testutil.NewActor("bob")
	// chest is the wallet of an authority.
	chest = testutil.NewActor("chest")
)

// desk is a chain on which the bureau has a case with the police, the court, the tax service and the central bank,
// against three subjects; alice has 1,000.00 yuan.
type desk struct {
	*testutil.Chain
	t       *testing.T
	keeper  *keeper.Keeper
	queries types.QueryServer
}

func newDesk(t *testing.T, changes ...func(*testutil.Genesis)) *desk {
	t.Helper()
	d := on(t, testutil.New(t, changes...))
	d.MustSend(&currencytypes.MsgRequestIssuance{
		Treasurer: testutil.Officer(icbc, "treasurer").String(), Id: "ISS-1", AmountFen: 1_000_000 * yuan, ReserveReference: "RTGS-1",
	})
	d.MustSend(&currencytypes.MsgApproveIssuance{Officer: testutil.Officer(pboc, "issuer").String(), MemberId: icbc, Id: "ISS-1"})
	d.wallet(alice, alice, 1_000*yuan)
	d.wallet(bob, bob, 100*yuan)
	d.do(openCase(caseID, 3))
	return d
}

func on(t *testing.T, chain *testutil.Chain) *desk {
	t.Helper()
	k := app.Supervision(chain.App)
	return &desk{Chain: chain, t: t, keeper: k, queries: keeper.NewQueryServer(k)}
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
		if strings.HasPrefix(proto.MessageName(event), "dcep.supervision.") {
			own = append(own, event)
		}
	}
	return own
}

// audit compares the orders with the holds, and the ledger with the supply.
func (d *desk) audit() {
	d.t.Helper()
	require.NoError(d.t, d.keeper.CheckHolds(d.Context()))
	require.NoError(d.t, app.Currency(d.App).CheckSupply(d.Context()))
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

// end runs the module's part of a block's end and returns the events of this module.
func (d *desk) end() []proto.Message {
	d.t.Helper()
	ctx := d.Context()
	require.NoError(d.t, d.keeper.EndBlock(ctx))
	return ours(testutil.TypedEvents(d.t, ctx.EventManager().ABCIEvents()))
}

// wallet opens a corporate wallet at icbc-sz for a customer, with coins if it needs any.
func (d *desk) wallet(holder, customer testutil.Actor, amount types.Fen) {
	d.t.Helper()
	d.MustSend(openWallet(holder, customer))
	if amount > 0 {
		d.MustSend(&currencytypes.MsgExchangeOut{Teller: teller.String(), Wallet: holder.String(), AmountFen: uint64(amount), Reference: "OUT-" + holder.Name})
	}
}

func openWallet(holder, customer testutil.Actor) *currencytypes.MsgOpenWallet {
	return &currencytypes.MsgOpenWallet{
		Teller: teller.String(), Address: holder.String(), Class: currencytypes.WALLET_CLASS_I, Kind: currencytypes.WALLET_KIND_CORPORATE,
		Region: "440300", CustomerRef: hash(string(customer.Address)), Carrier: currencytypes.CARRIER_APP,
	}
}

func (d *desk) balance(of testutil.Actor) types.Fen {
	d.t.Helper()
	wallet, err := app.Currency(d.App).Wallet(d.Context(), of.Address)
	require.NoError(d.t, err)
	return types.Fen(wallet.BalanceFen)
}

func (d *desk) order(member, reference string) *types.QueryOrderResponse {
	d.t.Helper()
	response, err := d.queries.Order(d.Context(), &types.QueryOrderRequest{MemberId: member, Reference: reference})
	require.NoError(d.t, err)
	return response
}

func (d *desk) theCase() types.Case {
	d.t.Helper()
	response, err := d.queries.Case(d.Context(), &types.QueryCaseRequest{LeadId: finance, CaseId: caseID})
	require.NoError(d.t, err)
	return response.Case
}

func pay(from, to testutil.Actor, amount types.Fen) *currencytypes.MsgPay {
	return &currencytypes.MsgPay{Payer: from.String(), Payee: to.String(), AmountFen: uint64(amount)}
}

func hash(text string) []byte {
	sum := sha256.Sum256([]byte(text))
	return sum[:]
}

func salt(number int) []byte { return bytes.Repeat([]byte{byte(number)}, 32) }

// identity is subject 1, alice's wallet; 2, a firm; or 3, a member.
func identity(number int) types.SubjectIdentity {
	who := types.SubjectIdentity{Kind: types.SUBJECT_KIND_WALLET, Id: alice.String(), Activity: types.ACTIVITY_TRADING_SERVICE, Salt: salt(number)}
	switch number {
	case 2:
		who.Kind, who.Id, who.Activity = types.SUBJECT_KIND_ENTERPRISE, testutil.USCC(77), types.ACTIVITY_OVERSEAS_CHANNEL
	case 3:
		who.Kind, who.Id, who.Activity = types.SUBJECT_KIND_MEMBER, "ccb-sz", types.ACTIVITY_TOKEN_FUNDRAISING
	}
	return who
}

func commitment(number int) []byte {
	sum, err := identity(number).Commitment()
	if err != nil {
		panic(err)
	}
	return sum
}

func officer(member, role string) string { return testutil.Officer(member, role).String() }

func openCase(id string, subjects int) *types.MsgOpenCase {
	msg := &types.MsgOpenCase{
		Supervisor: officer(finance, "supervisor"), CaseId: id, JointIds: []string{police, court, tax, pboc}, Deadline: deadline, LegalBasis: basis,
		Subjects: types.SealedSubjects{Envelopes: []types.Envelope{
			{RecipientId: finance, Ciphertext: []byte("for the bureau")}, {RecipientId: police, Ciphertext: []byte("for the police")},
		}},
	}
	for number := 1; number <= subjects; number++ {
		msg.Subjects.Commitments = append(msg.Subjects.Commitments, commitment(number))
	}
	return msg
}

func step(member string, kind types.StepKind) *types.MsgRecordStep {
	return &types.MsgRecordStep{
		Inspector: officer(member, "inspector"), LeadId: finance, CaseId: caseID, Kind: kind, LegalBasis: basis, EvidenceHashes: [][]byte{hash("ledger")},
	}
}

func serve(number int) *types.MsgServeSubject {
	return &types.MsgServeSubject{
		Inspector: officer(police, "inspector"), LeadId: finance, CaseId: caseID, Number: uint32(number), Identity: identity(number),
		NoticeHash: hash("notice"), LegalBasis: basis,
	}
}

func propose(number int, outcome types.Outcome) *types.MsgProposeOutcome {
	msg := &types.MsgProposeOutcome{
		Inspector: officer(finance, "inspector"), LeadId: finance, CaseId: caseID, Number: uint32(number), Outcome: outcome, LegalBasis: basis,
		DecisionHash: hash("decision"),
	}
	switch outcome {
	case types.OUTCOME_RECTIFY:
		msg.RectifyBy = "2019-12-15"
	case types.OUTCOME_REFERRED:
		msg.ReferredTo = police
	default:
	}
	return msg
}

func decide(number int, agree bool) *types.MsgDecideOutcome {
	msg := &types.MsgDecideOutcome{Supervisor: officer(finance, "supervisor"), CaseId: caseID, Number: uint32(number), Agree: agree}
	if !agree {
		msg.Reason = "too harsh"
	}
	return msg
}

// terms hold everything of alice's wallet for so long from now on.
func (d *desk) terms(lasting time.Duration) types.OrderTerms {
	return types.OrderTerms{Wallet: alice.String(), EndsAt: d.Time().Add(lasting).Truncate(time.Second), LegalBasis: basis, Salt: salt(9)}
}

func proposeOrder(member, reference string, terms types.OrderTerms) *types.MsgProposeOrder {
	sum, err := terms.Commitment(member, reference)
	if err != nil {
		panic(err)
	}
	return &types.MsgProposeOrder{Inspector: officer(member, "inspector"), Reference: reference, LeadId: finance, CaseId: caseID, Commitment: sum}
}

func enforce(member, reference string, terms types.OrderTerms) *types.MsgEnforceOrder {
	return &types.MsgEnforceOrder{Supervisor: officer(member, "supervisor"), Reference: reference, Terms: terms}
}

// ordered puts an order in force.
func (d *desk) ordered(member, reference string, terms types.OrderTerms) {
	d.t.Helper()
	d.do(proposeOrder(member, reference, terms))
	d.do(enforce(member, reference, terms))
}

func change(member, order, reference string, kind types.OrderChangeKind) *types.MsgProposeOrderChange {
	return &types.MsgProposeOrderChange{Inspector: officer(member, "inspector"), OrderReference: order, Reference: reference, Kind: kind, LegalBasis: basis}
}

func decideChange(member, order, reference string, agree bool) *types.MsgDecideOrderChange {
	msg := &types.MsgDecideOrderChange{Supervisor: officer(member, "supervisor"), OrderReference: order, Reference: reference, Agree: agree}
	if !agree {
		msg.Reason = "not yet"
	}
	return msg
}

// released ends an order by two officers.
func (d *desk) released(member, reference string) {
	d.t.Helper()
	d.do(change(member, reference, "RELEASE", types.ORDER_CHANGE_KIND_RELEASE))
	d.do(decideChange(member, reference, "RELEASE", true))
}
