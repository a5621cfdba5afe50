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
	"github.com/dcep-consortium/dcepd/x/certification/keeper"
	"github.com/dcep-consortium/dcepd/x/certification/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

const (
	beijing, chongqing, bctc, cfca = "cert-bj", "cert-cq", "lab-bctc", "lab-cfca"
	// genesisDay is the business day on which the fixture's chains start.
	genesisDay = "2019-12-02"
	vendorUSCC = "9144030071526726XG"
	day        = 24 * time.Hour
)

var (
	supervisor = testutil.Officer("pboc", "supervisor")
	reviewer   = testutil.Officer(beijing, "reviewer")
	inspector  = testutil.Officer(beijing, "inspector")
	certifier  = testutil.Officer(beijing, "certifier")
	examiner   = testutil.Officer(bctc, "examiner")
	teller     = testutil.Officer("icbc-sz", "teller")

	vendor, rival = testutil.NewActor("card maker"), testutil.NewActor("rival")
)

// register is a chain on which bodies and laboratories are recognised, and one firm is a vendor.
type register struct {
	*testutil.Chain
	t       *testing.T
	keeper  *keeper.Keeper
	queries types.QueryServer
}

func newRegister(t *testing.T) *register {
	t.Helper()
	r := open(t, testutil.New(t))
	for _, member := range []string{beijing, chongqing, bctc, cfca} {
		r.do(recognise(member, 1, 3, 6, 7, 11, 12))
	}
	r.firm(vendor)
	r.firm(rival)
	r.do(registerVendor(vendor))
	return r
}

func open(t *testing.T, chain *testutil.Chain) *register {
	t.Helper()
	k := app.Certification(chain.App)
	return &register{Chain: chain, t: t, keeper: k, queries: keeper.NewQueryServer(k)}
}

func recognise(member string, categories ...uint32) *types.MsgRecognise {
	return &types.MsgRecognise{Officer: supervisor.String(), MemberId: member, Categories: categories, FirstDay: genesisDay}
}

func registerVendor(firm testutil.Actor) *types.MsgRegisterVendor {
	return &types.MsgRegisterVendor{Officer: reviewer.String(), Uscc: vendorUSCC, LegalName: "Card Maker", Wallet: firm.String()}
}

// firm opens a corporate wallet.
func (r *register) firm(holder testutil.Actor) {
	r.MustSend(openWallet(holder, currencytypes.WALLET_KIND_CORPORATE))
}

func openWallet(holder testutil.Actor, kind currencytypes.WalletKind) *currencytypes.MsgOpenWallet {
	customer := sha256.Sum256(holder.Address)
	return &currencytypes.MsgOpenWallet{
		Teller: teller.String(), Address: holder.String(), Class: currencytypes.WALLET_CLASS_I, Kind: kind, Region: "440300",
		CustomerRef: customer[:], Carrier: currencytypes.CARRIER_APP,
	}
}

// do sends a message that must succeed, and returns this module's events.
func (r *register) do(msg sdk.Msg) []proto.Message {
	r.t.Helper()
	events := ours(r.MustSend(msg))
	require.NotEmpty(r.t, events)
	return events
}

// one is do for a message with exactly one event.
func (r *register) one(msg sdk.Msg) proto.Message {
	r.t.Helper()
	events := r.do(msg)
	require.Len(r.t, events, 1)
	return events[0]
}

func ours(events []proto.Message) []proto.Message {
	var own []proto.Message
	for _, event := range events {
		if strings.HasPrefix(proto.MessageName(event), "dcep.certification.") {
			own = append(own, event)
		}
	}
	return own
}

// refuse sends a message that must fail with the error, say the text, and change nothing.
func (r *register) refuse(msg sdk.Msg, want error, text string) {
	r.t.Helper()
	before := r.State()
	_, err := r.Send(msg)
	require.ErrorIs(r.t, err, want)
	require.ErrorContains(r.t, err, text)
	require.Equal(r.t, before, r.State())
}

// end runs the module's part of a block's end and returns its events.
func (r *register) end() []proto.Message {
	r.t.Helper()
	ctx := r.Context()
	require.NoError(r.t, r.keeper.EndBlock(ctx))
	return ours(testutil.TypedEvents(r.t, ctx.EventManager().ABCIEvents()))
}

func simCard() types.Unit {
	return types.Unit{
		Name: "SIM card", Model: "SIM-8", Specification: "eSE, 8 Mbit", Versions: []string{"1.0", "1.1"}, Components: []string{"chip CC-EAL5"},
		ProductionSites: []string{"Zhuhai"}, Standards: []string{"JR/T 0089-2012"},
	}
}

func apply(reference string) *types.MsgApply {
	return &types.MsgApply{
		Vendor: vendor.String(), Reference: reference, BodyId: beijing, Kind: types.APPLICATION_KIND_INITIAL, Category: 3, Unit: simCard(), Sample: "S-1",
	}
}

func (r *register) report(verdict types.Verdict) types.Report {
	return types.Report{Verdict: verdict, DoneOn: types.DayOf(r.Time()), DocumentHash: bytes.Repeat([]byte{9}, 32), Findings: "as reported"}
}

func accept(reference string) *types.MsgAcceptApplication {
	return &types.MsgAcceptApplication{Officer: reviewer.String(), Vendor: vendorUSCC, Reference: reference, LaboratoryId: bctc}
}

// steps are the messages of officers that lead an application to a certificate.
func (r *register) steps(reference string) []sdk.Msg {
	passed := r.report(types.VERDICT_PASS)
	return []sdk.Msg{
		accept(reference),
		&types.MsgStartTest{Officer: examiner.String(), Vendor: vendorUSCC, Reference: reference},
		&types.MsgReportTest{Officer: examiner.String(), Vendor: vendorUSCC, Reference: reference, Report: passed},
		&types.MsgReportInspection{Officer: inspector.String(), Vendor: vendorUSCC, Reference: reference, Report: passed},
		&types.MsgReviewApplication{Officer: reviewer.String(), Vendor: vendorUSCC, Reference: reference, Report: passed},
		grant(reference),
	}
}

func grant(reference string) *types.MsgDecideApplication {
	return &types.MsgDecideApplication{Officer: certifier.String(), Vendor: vendorUSCC, Reference: reference, Grant: true, Reason: "conforms"}
}

// certified leads an application for the unit all the way and returns the number.
func (r *register) certified(reference string, category uint32, unit types.Unit) string {
	r.t.Helper()
	msg := apply(reference)
	msg.Category, msg.Unit = category, unit
	r.do(msg)
	for _, step := range r.steps(reference) {
		if _, inspects := step.(*types.MsgReportInspection); inspects && r.application(reference).Status != types.APPLICATION_STATUS_SITE_INSPECTION {
			continue
		}
		r.do(step)
	}
	return r.application(reference).Granted
}

func (r *register) sim(reference string) string {
	r.t.Helper()
	return r.certified(reference, 3, simCard())
}

func (r *register) application(reference string) types.Application {
	r.t.Helper()
	response, err := r.queries.Application(r.Context(), &types.QueryApplicationRequest{Vendor: vendorUSCC, Reference: reference})
	require.NoError(r.t, err)
	return response.Application
}

func (r *register) certificate(number string) types.Certificate {
	r.t.Helper()
	certificate, err := r.keeper.Certificate(r.Context(), number)
	require.NoError(r.t, err)
	return certificate
}

func suspend(number string, remedyBy time.Time) *types.MsgSuspendCertificate {
	return &types.MsgSuspendCertificate{Officer: certifier.String(), Number: number, Reason: "key leak", RemedyBy: remedyBy}
}

func order(number string, remedyBy time.Time) *types.MsgOrderSuspension {
	return &types.MsgOrderSuspension{Officer: supervisor.String(), Number: number, Reason: "incident", RemedyBy: remedyBy}
}

func reinstate(by testutil.Actor, number string) *types.MsgReinstateCertificate {
	return &types.MsgReinstateCertificate{Officer: by.String(), Number: number, Reason: "keys replaced"}
}

func withdraw(number string) *types.MsgWithdrawCertificate {
	return &types.MsgWithdrawCertificate{Officer: certifier.String(), Number: number, Reason: "forged reports"}
}
