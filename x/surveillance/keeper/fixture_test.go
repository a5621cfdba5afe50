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
	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/testutil"
	certificationtypes "github.com/dcep-consortium/dcepd/x/certification/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/surveillance/keeper"
	"github.com/dcep-consortium/dcepd/x/surveillance/types"
)

const (
	beijing    = "cert-bj"
	vendorUSCC = "9144030071526726XG"
	roundID    = "2019-H2"
	day        = 24 * time.Hour
)

var (
	supervisor = testutil.Officer("pboc", "supervisor")
	inspector  = testutil.Officer(beijing, "inspector")
	certifier  = testutil.Officer(beijing, "certifier")
	vendor     = testutil.NewActor("card maker")
)

// watch is a chain with so many certificates of one body.
type watch struct {
	*testutil.Chain
	t       *testing.T
	keeper  *keeper.Keeper
	queries types.QueryServer
	numbers []string
}

func newWatch(t *testing.T, certificates int) *watch {
	t.Helper()
	chain := testutil.New(t)
	w := &watch{Chain: chain, t: t, keeper: app.Surveillance(chain.App), queries: keeper.NewQueryServer(app.Surveillance(chain.App))}
	customer := sha256.Sum256(vendor.Address)
	w.MustSend(&currencytypes.MsgOpenWallet{
		Teller: testutil.Officer("icbc-sz", "teller").String(), Address: vendor.String(), Class: currencytypes.WALLET_CLASS_I,
		Kind: currencytypes.WALLET_KIND_CORPORATE, Region: "440300", CustomerRef: customer[:], Carrier: currencytypes.CARRIER_APP,
	})
	state := certificationtypes.DefaultGenesisState()
	state.Recognitions = []certificationtypes.Recognition{{MemberId: beijing, Code: 1, Scopes: []certificationtypes.Scope{
		{Category: 3, Periods: []certificationtypes.Period{{FirstDay: "2019-12-01"}}},
	}}}
	state.Vendors = []certificationtypes.Vendor{{Uscc: vendorUSCC, LegalName: "Card Maker", Wallet: vendor.String(), RegisteredBy: beijing}}
	state.Serials = []certificationtypes.Serial{{BodyCode: 1, Year: 2019, Last: uint32(certificates)}}
	for i := range certificates {
		number, err := ident.NewCertificateNo(3, 1, 2019, uint32(i+1))
		require.NoError(t, err)
		w.numbers = append(w.numbers, number.String())
		state.Certificates = append(state.Certificates, certificationtypes.NewCertificate(number, certificationtypes.Application{
			Category: 3, Edition: "2019", Vendor: vendorUSCC, BodyId: beijing, Unit: certificationtypes.Unit{
				Name: "SIM card", Model: "SIM-8", Specification: "eSE", Versions: []string{"1.0"}, Standards: []string{"JR/T 0089-2012"},
			},
		}, certifier.String(), w.Time()))
	}
	require.NoError(t, app.Certification(chain.App).InitGenesis(chain.Context(), state))
	w.Advance(time.Hour)
	return w
}

func (w *watch) do(msg sdk.Msg) []string {
	w.t.Helper()
	var names []string
	for _, event := range w.MustSend(msg) {
		names = append(names, strings.TrimPrefix(proto.MessageName(event), "dcep."))
	}
	return names
}

// refuse sends a message that must fail with the error, say the text, and change nothing.
func (w *watch) refuse(msg sdk.Msg, want error, text string) {
	w.t.Helper()
	before := w.State()
	_, err := w.Send(msg)
	require.ErrorIs(w.t, err, want)
	require.ErrorContains(w.t, err, text)
	require.Equal(w.t, before, w.State())
}

func seed(n byte) []byte { return bytes.Repeat([]byte{n}, 32) }

func commitment(member string, n byte) []byte {
	return types.Commitment(testutil.ChainID, beijing, roundID, member, seed(n))
}

func (w *watch) openRound() *types.MsgOpenRound {
	return &types.MsgOpenRound{
		Officer: supervisor.String(), BodyId: beijing, RoundId: roundID, RatePermille: 200, InspectBy: w.Time().Add(60 * day),
		Commitment: commitment("pboc", 1),
	}
}

func commit() *types.MsgCommitSeed {
	return &types.MsgCommitSeed{Officer: inspector.String(), RoundId: roundID, Commitment: commitment(beijing, 2)}
}

func reveal(by testutil.Actor, n byte) *types.MsgRevealSeed {
	return &types.MsgRevealSeed{Officer: by.String(), BodyId: beijing, RoundId: roundID, Seed: seed(n)}
}

func (w *watch) inspect(number, round string, outcome types.Outcome) *types.MsgRecordInspection {
	msg := &types.MsgRecordInspection{
		Officer: inspector.String(), Number: number, RoundId: round, Outcome: outcome, DoneOn: certificationtypes.DayOf(w.Time()), Place: "Zhuhai",
		DocumentHash: seed(9), Findings: "as reported",
	}
	if outcome == types.OUTCOME_MINOR || outcome == types.OUTCOME_MAJOR {
		until := w.Time().Add(30 * day)
		msg.RemedyBy = &until
	}
	return msg
}

func (w *watch) status(number string) certificationtypes.CertificateStatus {
	w.t.Helper()
	certificate, err := app.Certification(w.App).Certificate(w.Context(), number)
	require.NoError(w.t, err)
	return certificate.At(w.Time()).Status
}

func (w *watch) round() *types.QueryRoundResponse {
	w.t.Helper()
	response, err := w.queries.Round(w.Context(), &types.QueryRoundRequest{BodyId: beijing, RoundId: roundID})
	require.NoError(w.t, err)
	return response
}

func (w *watch) population() []types.Member {
	w.t.Helper()
	var all []types.Member
	request := &types.QueryPopulationRequest{BodyId: beijing, RoundId: roundID}
	for {
		response, err := w.queries.Population(w.Context(), request)
		require.NoError(w.t, err)
		all = append(all, response.Members...)
		if len(response.Pagination.NextKey) == 0 {
			return all
		}
		request.Pagination = pageFrom(response.Pagination.NextKey)
	}
}
