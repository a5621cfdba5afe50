package keeper_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/cosmos/cosmos-sdk/types/query"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	certificationtypes "github.com/dcep-consortium/dcepd/x/certification/types"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/surveillance/keeper"
	"github.com/dcep-consortium/dcepd/x/surveillance/types"
)

func pageFrom(key []byte) *query.PageRequest { return &query.PageRequest{Key: key} }

// A round from the freezing to the recomputation by anybody.
func TestRound(t *testing.T) {
	w := newWatch(t, 150)
	require.Equal(t, []string{"surveillance.v1.EventRoundOpened"}, w.do(w.openRound()))
	again := w.openRound()
	w.refuse(again, types.ErrRoundExists, "round 2019-H2 of cert-bj")
	again.RoundId = "2020-H1"
	w.refuse(again, types.ErrRoundStatus, "is open: one goes on at a time")
	require.Equal(t, []string{"surveillance.v1.EventSeedCommitted"}, w.do(commit()))
	w.refuse(commit(), types.ErrRoundStatus, "is committed: cannot commit")
	w.refuse(reveal(inspector, 2), types.ErrRoundStatus, "is committed: cannot reveal a seed")

	// Now the two give each other their seeds privately, and inspect who is drawn.
	draw := types.NewDraw(testutil.ChainID, w.round().Round, seed(1), seed(2))
	drawn := map[string]bool{}
	for _, number := range w.numbers {
		if draw.Includes(number) {
			drawn[number] = true
		}
	}
	require.NotEmpty(t, drawn)
	w.Advance(10 * day)
	for _, number := range w.numbers {
		if drawn[number] {
			require.Equal(t, []string{"surveillance.v1.EventInspected"}, w.do(w.inspect(number, roundID, types.OUTCOME_CONFORMING)))
		}
	}
	w.Advance(50*day - time.Second)
	w.refuse(reveal(supervisor, 1), types.ErrRoundStatus, "is committed")
	w.Advance(time.Second)
	w.refuse(w.inspect(w.numbers[0], roundID, types.OUTCOME_CONFORMING), types.ErrRoundStatus, "is revealing: cannot record inspections")
	w.refuse(reveal(supervisor, 2), types.ErrSeed, "not the seed that pboc committed to")
	w.do(reveal(supervisor, 1))
	require.Equal(t, []string{"surveillance.v1.EventSeedRevealed"}, w.do(reveal(inspector, 2)))
	revealed := w.round()
	require.Equal(t, types.ROUND_STATUS_REVEALED, revealed.Status)

	// Anybody recomputes, and sees that exactly the drawn ones were inspected.
	public := types.NewDraw(testutil.ChainID, revealed.Round, revealed.Round.CentralBank.Seed, revealed.Round.Body.Seed)
	population := w.population()
	require.Len(t, population, len(w.numbers))
	for _, member := range population {
		require.Equal(t, public.Includes(member.Number), member.Inspected, member.Number)
		require.False(t, member.Ended || member.Overdue)
	}
	again.RoundId, again.InspectBy = "2020-H1", w.Time().Add(60*day)
	w.do(again)
	rounds, err := w.queries.Rounds(w.Context(), &types.QueryRoundsRequest{BodyId: beijing})
	require.NoError(t, err)
	require.Len(t, rounds.Rounds, 2)
}

// What a withheld seed costs: everything is drawn, and nothing of it is renewed before it was inspected. Nobody gains by it.
func TestWithheldSeedDrawsEverything(t *testing.T) {
	for name, revealer := range map[string]*types.MsgRevealSeed{
		"the body withholds":         reveal(supervisor, 1),
		"the central bank withholds": reveal(inspector, 2),
		"both withhold":              nil,
	} {
		t.Run(name, func(t *testing.T) {
			w := newWatch(t, 3)
			w.do(w.inspect(w.numbers[0], "", types.OUTCOME_CONFORMING))
			w.do(w.inspect(w.numbers[1], "", types.OUTCOME_CONFORMING))
			w.Advance(day)
			w.do(w.openRound())
			w.do(commit())
			w.Advance(60 * day)
			if revealer != nil {
				w.do(revealer)
			}
			w.Advance(14*day - time.Second)
			require.Equal(t, types.ROUND_STATUS_REVEALING, w.round().Status)
			require.NoError(t, w.renewal(w.numbers[0]))
			w.Advance(time.Second)
			require.Equal(t, types.ROUND_STATUS_DEFAULTED, w.round().Status)
			for _, number := range w.numbers {
				require.ErrorIs(t, w.renewal(number), types.ErrNotInspected)
			}
			require.ErrorContains(t, w.renewal(w.numbers[0]), "round 2019-H2 of cert-bj drew everything, because a seed is missing")
			w.do(w.inspect(w.numbers[0], roundID, types.OUTCOME_CONFORMING))
			require.NoError(t, w.renewal(w.numbers[0]))
			require.ErrorIs(t, w.renewal(w.numbers[1]), types.ErrNotInspected)
		})
	}
}

func (w *watch) renewal(number string) error {
	w.t.Helper()
	certificate, err := app.Certification(w.App).Certificate(w.Context(), number)
	require.NoError(w.t, err)
	return w.keeper.CheckRenewal(w.Context(), certificate)
}

// The population is that of the moment of freezing: later grants are not in it, and who ends it does not leave it.
func TestPopulationIsFrozen(t *testing.T) {
	w := newWatch(t, 3)
	w.do(w.openRound())
	w.do(commit())
	w.Advance(day)
	w.do(&certificationtypes.MsgCancelCertificate{Vendor: vendor.String(), Number: w.numbers[2], Reason: "end of sale"})
	population := w.population()
	require.Len(t, population, 3)
	require.True(t, population[2].Ended)
	w.refuse(w.inspect(w.numbers[2], roundID, types.OUTCOME_CONFORMING), certificationtypes.ErrCertificateStatus, "nothing to inspect")
	w.Advance(100 * day)
	next := w.openRound()
	next.RoundId = "2020-H1"
	w.do(next)
	w.Advance(2 * 365 * day)
	last := w.openRound()
	last.RoundId = "2022-H1"
	w.do(last)
	response, err := w.queries.Population(w.Context(), &types.QueryPopulationRequest{BodyId: beijing, RoundId: "2022-H1"})
	require.NoError(t, err)
	require.Len(t, response.Members, 2, "what ended before is not in the population")
	for _, member := range response.Members {
		require.True(t, member.Overdue, "never inspected for two years: drawn whatever the seeds say")
	}
}

func TestOutcomes(t *testing.T) {
	w := newWatch(t, 4)
	conforming, minor, major, critical := w.numbers[0], w.numbers[1], w.numbers[2], w.numbers[3]
	require.ErrorIs(t, w.renewal(conforming), types.ErrNotInspected)
	w.do(w.inspect(conforming, "", types.OUTCOME_CONFORMING))
	require.NoError(t, w.renewal(conforming))
	w.refuse(w.inspect(conforming, "", types.OUTCOME_CONFORMING), types.ErrInspection, "in this very block")

	at := w.Time()
	w.do(w.inspect(minor, "", types.OUTCOME_MINOR))
	require.Equal(t, certificationtypes.CERTIFICATE_STATUS_VALID, w.status(minor))
	require.ErrorIs(t, w.renewal(minor), types.ErrNotRemedied)
	remedy := &types.MsgConfirmRemedy{Officer: inspector.String(), Number: minor, InspectedAt: at}
	require.Equal(t, []string{"surveillance.v1.EventRemedied"}, w.do(remedy))
	require.NoError(t, w.renewal(minor))
	w.refuse(remedy, types.ErrNothingToRemedy, "remedied true")
	remedy.InspectedAt = at.Add(1)
	w.refuse(remedy, types.ErrInspectionNotFound, minor)

	require.Equal(t, []string{"surveillance.v1.EventInspected", "certification.v1.EventCertificate"}, w.do(w.inspect(major, "", types.OUTCOME_MAJOR)))
	require.Equal(t, certificationtypes.CERTIFICATE_STATUS_SUSPENDED, w.status(major))
	w.Advance(30 * day)
	require.Equal(t, certificationtypes.CERTIFICATE_STATUS_WITHDRAWN, w.status(major), "not remedied in time")
	w.do(w.inspect(critical, "", types.OUTCOME_CRITICAL))
	require.Equal(t, certificationtypes.CERTIFICATE_STATUS_WITHDRAWN, w.status(critical))
	inspections, err := w.queries.Inspections(w.Context(), &types.QueryInspectionsRequest{Number: minor})
	require.NoError(t, err)
	require.Len(t, inspections.Inspections, 1)
}

// An inspection for a cause bars renewal until it is done.
func TestOrderedInspection(t *testing.T) {
	w := newWatch(t, 2)
	number := w.numbers[0]
	w.do(w.inspect(number, "", types.OUTCOME_CONFORMING))
	w.Advance(day)
	order := &types.MsgOrderInspection{Officer: supervisor.String(), Number: number, InspectBy: w.Time().Add(30 * day), Reason: "opens without a PIN"}
	require.Equal(t, []string{"surveillance.v1.EventInspectionOrdered"}, w.do(order))
	ordered := types.InspectionOrder{
		Number: number, OrderedAt: w.Time(), InspectBy: order.InspectBy, Reason: order.Reason, OrderedBy: supervisor.String(),
	}
	require.Equal(t, []types.InspectionOrder{ordered}, w.orders(""))
	w.refuse(order, types.ErrInspectionOrder, "is to be inspected by 2020-01-02T01:00:01Z already")
	require.ErrorIs(t, w.renewal(number), types.ErrNotInspected)
	require.ErrorContains(t, w.renewal(number), "opens without a PIN")

	late := *order
	late.Number, late.InspectBy = w.numbers[1], w.Time()
	w.refuse(&late, types.ErrInspectionOrder, "must be after now")
	late.InspectBy, late.Reason = order.InspectBy, ""
	w.refuse(&late, types.ErrInspectionOrder, "reason")
	late.Officer = inspector.String()
	w.refuse(&late, app.ErrNotPermitted, "MsgOrderInspection")

	w.Advance(40 * day)
	require.Equal(t, []types.InspectionOrder{ordered}, w.orders(""), "nothing but an inspection ends it")
	w.do(w.inspect(number, "", types.OUTCOME_CONFORMING))
	require.NoError(t, w.renewal(number))
	require.Empty(t, w.orders(""))
	inspected := w.Time()
	ordered.InspectedAt = &inspected
	require.Equal(t, []types.InspectionOrder{ordered}, w.orders(number))

	w.do(w.inspect(w.numbers[1], "", types.OUTCOME_CRITICAL))
	ended := *order
	ended.Number, ended.InspectBy = w.numbers[1], w.Time().Add(day)
	w.refuse(&ended, certificationtypes.ErrCertificateStatus, "is withdrawn: nothing to inspect")
	_, err := w.queries.InspectionOrders(w.Context(), &types.QueryInspectionOrdersRequest{Number: "x"})
	require.Equal(t, codes.InvalidArgument, status.Code(err))
}

func (w *watch) orders(number string) []types.InspectionOrder {
	w.t.Helper()
	response, err := w.queries.InspectionOrders(w.Context(), &types.QueryInspectionOrdersRequest{Number: number})
	require.NoError(w.t, err)
	return response.Orders
}

func TestInspectionRefuses(t *testing.T) {
	w := newWatch(t, 1)
	for name, test := range map[string]struct {
		change func(*types.MsgRecordInspection)
		err    error
	}{
		"outcome":     {func(m *types.MsgRecordInspection) { m.Outcome = 0 }, types.ErrInspection},
		"future":      {func(m *types.MsgRecordInspection) { m.DoneOn = "2030-01-01" }, types.ErrInspection},
		"place":       {func(m *types.MsgRecordInspection) { m.Place = "" }, types.ErrInspection},
		"hash":        {func(m *types.MsgRecordInspection) { m.DocumentHash = nil }, types.ErrInspection},
		"no deadline": {func(m *types.MsgRecordInspection) { m.Outcome = types.OUTCOME_MINOR }, types.ErrInspection},
		"unknown":     {func(m *types.MsgRecordInspection) { m.Number = "03-001-2019-000009-83" }, certificationtypes.ErrCertificateNotFound},
		"other body": {func(m *types.MsgRecordInspection) {
			m.Officer = testutil.Officer("cert-cq", "inspector").String()
		}, certificationtypes.ErrNotBody},
		"no round": {func(m *types.MsgRecordInspection) { m.RoundId = "2018" }, types.ErrRoundNotFound},
	} {
		t.Run(name, func(t *testing.T) {
			w.t = t
			msg := w.inspect(w.numbers[0], "", types.OUTCOME_CONFORMING)
			test.change(msg)
			w.refuse(msg, test.err, "")
		})
	}
	w.t = t
	wrong := w.openRound()
	wrong.BodyId = "icbc-sz"
	w.refuse(wrong, certificationtypes.ErrRecognitionNotFound, "icbc-sz")
}

// A report is sealed until the holder answered, then judged and public.
func TestMisuse(t *testing.T) {
	w := newWatch(t, 2)
	opening := types.Opening{Number: w.numbers[0], Kind: types.MISUSE_KIND_LENT, EvidenceHash: seed(3), Salt: seed(4)}
	seal := opening.Seal(testutil.ChainID, beijing)
	report := &types.MsgReportMisuse{Reporter: vendor.String(), BodyId: beijing, Seal: seal}
	require.Equal(t, []string{"surveillance.v1.EventMisuseReport"}, w.do(report))
	w.refuse(report, types.ErrMisuseExists, "report")
	judgement := &types.MsgJudgeMisuse{Officer: certifier.String(), Seal: seal, Judgement: types.JUDGEMENT_WITHDRAWAL, Reason: "lent to a rival"}
	w.refuse(judgement, types.ErrMisuseStatus, "is sealed")
	foreign := opening
	foreign.Number = w.numbers[1]
	w.refuse(&types.MsgAnswerMisuse{Vendor: vendor.String(), Seal: seal, Opening: foreign, AnswerHash: seed(5)}, types.ErrSeal, "report")
	w.do(&types.MsgAnswerMisuse{Vendor: vendor.String(), Seal: seal, Opening: opening, AnswerHash: seed(5)})
	elsewhere := *judgement
	elsewhere.Officer = testutil.Officer("cert-cq", "certifier").String()
	w.refuse(&elsewhere, certificationtypes.ErrNotBody, "cert-bj judges it")
	w.do(judgement)
	require.Equal(t, certificationtypes.CERTIFICATE_STATUS_WITHDRAWN, w.status(w.numbers[0]))
	response, err := w.queries.MisuseReports(w.Context(), &types.QueryMisuseReportsRequest{BodyId: beijing})
	require.NoError(t, err)
	require.Equal(t, types.JUDGEMENT_WITHDRAWAL, response.Reports[0].Judgement)

	// Nobody answers: the body opens it with its judgement, after the time for an answer.
	second := types.Opening{Number: w.numbers[1], Kind: types.MISUSE_KIND_ALTERED, EvidenceHash: seed(3), Salt: seed(6)}
	seal = second.Seal(testutil.ChainID, beijing)
	w.do(&types.MsgReportMisuseAsOfficer{Officer: testutil.Officer("icbc-sz", "compliance").String(), BodyId: beijing, Seal: seal})
	until := w.Time().Add(60 * day)
	judgement = &types.MsgJudgeMisuse{
		Officer: certifier.String(), Seal: seal, Opening: &second, Judgement: types.JUDGEMENT_SUSPENSION, Reason: "cut in half", RemedyBy: &until,
	}
	w.refuse(judgement, types.ErrMisuseStatus, "is sealed")
	w.Advance(30 * day)
	w.do(judgement)
	require.Equal(t, certificationtypes.CERTIFICATE_STATUS_SUSPENDED, w.status(w.numbers[1]))
	judgement.Seal = seed(8)
	w.refuse(judgement, types.ErrMisuseNotFound, "report")
	_, err = w.queries.MisuseReport(w.Context(), &types.QueryMisuseReportRequest{Seal: "zz"})
	require.Equal(t, codes.InvalidArgument, status.Code(err))
}

func TestParams(t *testing.T) {
	w := newWatch(t, 1)
	params := types.DefaultParams()
	params.CommitPeriod = 0
	update := &types.MsgUpdateParams{Authority: consortiumtypes.Authority, Params: params}
	w.refuse(update, types.ErrInvalidParams, "commit_period")
	update.Params.CommitPeriod = day
	require.Equal(t, []string{"surveillance.v1.EventParamsUpdated"}, w.do(update))
	response, err := w.queries.Params(w.Context(), &types.QueryParamsRequest{})
	require.NoError(t, err)
	require.Equal(t, update.Params, response.Params)
}

func TestExportImportExport(t *testing.T) {
	w := newWatch(t, 3)
	w.do(w.openRound())
	w.do(commit())
	w.do(w.inspect(w.numbers[0], roundID, types.OUTCOME_MINOR))
	w.do(&types.MsgOrderInspection{Officer: supervisor.String(), Number: w.numbers[1], InspectBy: w.Time().Add(day), Reason: "complaint"})
	w.do(&types.MsgReportMisuse{Reporter: vendor.String(), BodyId: beijing, Seal: seed(7)})
	exported, err := w.keeper.ExportGenesis(w.Context())
	require.NoError(t, err)
	require.NoError(t, types.ValidateGenesis(exported))
	require.Len(t, exported.Rounds, 1)
	require.Len(t, exported.Inspections, 1)
	require.Len(t, exported.InspectionOrders, 1)
	require.Len(t, exported.MisuseReports, 1)
	chain := testutil.Import(t, []byte(w.State()), w.Time(), w.Height()+1)
	chain.NextBlock()
	twin := &watch{Chain: chain, t: t, keeper: app.Surveillance(chain.App), queries: keeper.NewQueryServer(app.Surveillance(chain.App))}
	again, err := twin.keeper.ExportGenesis(twin.Context())
	require.NoError(t, err)
	require.Equal(t, exported, again)
	twin.Advance(60 * day)
	twin.do(reveal(supervisor, 1))
	twin.do(reveal(inspector, 2))
	require.Equal(t, types.ROUND_STATUS_REVEALED, twin.round().Status)
}
