package types_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/certification/types"
)

const (
	applied, accepted  = types.APPLICATION_STATUS_APPLIED, types.APPLICATION_STATUS_ACCEPTED
	tested, inspection = types.APPLICATION_STATUS_TESTING, types.APPLICATION_STATUS_SITE_INSPECTION
	review, decision   = types.APPLICATION_STATUS_REVIEW, types.APPLICATION_STATUS_DECISION
	granted, refused   = types.APPLICATION_STATUS_GRANTED, types.APPLICATION_STATUS_REFUSED
	withdrawn, lapsed  = types.APPLICATION_STATUS_WITHDRAWN, types.APPLICATION_STATUS_LAPSED
	appealed, upheld   = types.APPLICATION_STATUS_APPEALED, types.APPLICATION_STATUS_UPHELD
)

type application = types.Application

func TestApplicationTable(t *testing.T) {
	type moves = map[types.ApplicationStatus]types.ApplicationStatus
	for name, test := range map[string]struct {
		want moves
		act  func(application, time.Time) (application, error)
	}{
		"accept":      {moves{applied: accepted}, path[0]},
		"start test":  {moves{accepted: tested}, path[1]},
		"report test": {moves{tested: inspection}, path[2]},
		"inspect":     {moves{inspection: review}, path[3]},
		"review":      {moves{review: decision}, path[4]},
		"grant":       {moves{decision: granted}, path[5]},
		"refuse": {moves{decision: refused}, func(a application, now time.Time) (application, error) {
			return a.Decide(text(certifier), false, "weak keys", params, now)
		}},
		"assign": {moves{accepted: accepted, tested: accepted}, func(a application, now time.Time) (application, error) {
			return a.AssignLaboratory(text(reviewer), "lab-cfca", "busy", params, now)
		}},
		"withdraw": {
			moves{
				applied: withdrawn, accepted: withdrawn, tested: withdrawn, inspection: withdrawn, review: withdrawn, decision: withdrawn, appealed: withdrawn,
			},
			func(a application, now time.Time) (application, error) {
				return a.Withdraw(text(holder), "new design", params, now)
			},
		},
		"appeal": {moves{refused: appealed}, func(a application, now time.Time) (application, error) {
			return a.Appeal(text(holder), "unfair", params, now)
		}},
		"uphold": {moves{appealed: upheld}, func(a application, now time.Time) (application, error) {
			return a.Arbitrate(text(arbiter), false, "fair", params, now)
		}},
		"reverse": {moves{appealed: granted}, func(a application, now time.Time) (application, error) {
			return a.Arbitrate(text(arbiter), true, "unfair indeed", params, now)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			requireTable(t, types.ApplicationStatus_name, test.want, types.ErrApplicationStatus,
				func(s types.ApplicationStatus) (application, time.Time) { return applicationIn(s), start },
				func(a application) types.ApplicationStatus { return a.Status }, test.act)
		})
	}
}

// The second before, at and after the deadline of every step.
func TestStepDeadlines(t *testing.T) {
	for i, period := range []time.Duration{
		params.AcceptancePeriod, params.SamplePeriod, params.TestPeriod, params.InspectionPeriod, params.ReviewPeriod, params.DecisionPeriod,
	} {
		a := after(i)
		require.Equal(t, start.Add(period), *a.StepEndsAt)
		_, err := path[i](a, start.Add(period-time.Second))
		require.NoError(t, err)
		for _, late := range []time.Duration{period, period + time.Second, 1000 * time.Hour * 24} {
			same, err := path[i](a, start.Add(late))
			require.ErrorIs(t, err, types.ErrStepDeadline)
			require.ErrorContains(t, err, "is "+a.Status.Label())
			require.Equal(t, a, same)
		}
		_, due := a.Lapse(params, start.Add(period-1))
		require.False(t, due)
		gone, due := a.Lapse(params, start.Add(1000*24*time.Hour))
		require.True(t, due)
		require.Equal(t, lapsed, gone.Status)
		require.Equal(t, types.Act{At: start.Add(period), Status: lapsed}, gone.Acts[len(gone.Acts)-1], "at its deadline, however late it is noticed")
		require.False(t, gone.IsUndecided())
	}
	no := applicationIn(refused)
	_, err := no.Appeal(text(holder), "unfair", params, start.Add(params.AppealPeriod))
	require.ErrorIs(t, err, types.ErrStepDeadline)
	stands, due := no.Lapse(params, start.Add(params.AppealPeriod))
	require.True(t, due)
	require.Equal(t, refused, stands.Status)
	require.False(t, stands.IsUndecided())
}

func TestFailuresAreRepeatedUpToTheCap(t *testing.T) {
	a := after(2)
	for i := range params.MaxRetries {
		a = must(a.ReportTest(text(examiner), "lab-bctc", report(types.VERDICT_FAIL), params, start.Add(time.Duration(i)*time.Hour)))
		require.Equal(t, tested, a.Status)
		require.Equal(t, i+1, a.Retries)
	}
	require.Equal(t, start.Add(time.Hour+params.TestPeriod), *a.StepEndsAt, "a repeated test has its whole time")
	a = must(a.ReportTest(text(examiner), "lab-bctc", report(types.VERDICT_FAIL), params, start))
	require.Equal(t, refused, a.Status)
	require.Equal(t, tested, a.RefusedIn)

	// Reversed, the test is done again, with all its tries.
	a = must(a.Appeal(text(holder), "the sample was damaged on the way", params, start))
	a = must(a.Arbitrate(text(arbiter), true, "it was", params, start))
	require.Equal(t, tested, a.Status)
	require.Zero(t, a.Retries)
	for range params.MaxRetries + 1 {
		a = must(a.ReportTest(text(examiner), "lab-bctc", report(types.VERDICT_FAIL), params, start))
	}
	require.Equal(t, refused, a.Status)
	_, err := a.Appeal(text(holder), "again", params, start)
	require.ErrorIs(t, err, types.ErrAppealed)

	b := after(3)
	for range params.MaxRetries + 1 {
		b = must(b.ReportInspection(text(inspector), report(types.VERDICT_FAIL), params, start))
	}
	require.Equal(t, refused, b.Status)
	require.Equal(t, inspection, b.RefusedIn)
}

func TestDutiesAreSeparate(t *testing.T) {
	for name, test := range map[string]struct {
		from application
		act  func(application) (application, error)
	}{
		"the reviewer inspects": {after(3), func(a application) (application, error) {
			return a.ReportInspection(text(reviewer), report(types.VERDICT_PASS), params, start)
		}},
		"the inspector reviews": {after(4), func(a application) (application, error) {
			return a.Review(text(inspector), report(types.VERDICT_PASS), params, start)
		}},
		"the reviewer decides": {after(5), func(a application) (application, error) {
			return a.Decide(text(reviewer), true, "conforms", params, start)
		}},
		"the inspector decides": {after(5), func(a application) (application, error) {
			return a.Decide(text(inspector), true, "conforms", params, start)
		}},
		"who refused decides the appeal": {applicationIn(appealed), func(a application) (application, error) {
			return a.Arbitrate(text(certifier), false, "fair", params, start)
		}},
		"who reviewed decides the appeal": {applicationIn(appealed), func(a application) (application, error) {
			return a.Arbitrate(text(reviewer), true, "unfair", params, start)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			same, err := test.act(test.from)
			require.ErrorIs(t, err, types.ErrSameOfficer)
			require.Equal(t, test.from, same)
		})
	}
	_, err := after(2).ReportTest(text(examiner), "lab-cfca", report(types.VERDICT_PASS), params, start)
	require.ErrorIs(t, err, types.ErrNotLaboratory)
	require.ErrorIs(t, after(0).CheckBody("cert-cq"), types.ErrNotBody)
}

func TestNewApplication(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*types.MsgApply)
		err    error
	}{
		"category":      {func(m *types.MsgApply) { m.Category = 12 }, types.ErrCategory},
		"no model":      {func(m *types.MsgApply) { m.Unit.Model = "" }, types.ErrUnit},
		"no version":    {func(m *types.MsgApply) { m.Unit.Versions = nil }, types.ErrUnit},
		"version twice": {func(m *types.MsgApply) { m.Unit.Versions = []string{"1", "1"} }, types.ErrUnit},
		"no site":       {func(m *types.MsgApply) { m.Unit.ProductionSites = nil }, types.ErrUnit},
		"standard":      {func(m *types.MsgApply) { m.Unit.Standards = []string{"JR/T 0001-2016"} }, types.ErrUnit},
		"sample":        {func(m *types.MsgApply) { m.Sample = " " }, types.ErrText},
	} {
		t.Run(name, func(t *testing.T) {
			msg := apply()
			test.change(msg)
			_, err := types.NewApplication(vendor(), reference("APP-1"), msg, nil, edition(), params, start)
			require.ErrorIs(t, err, test.err)
		})
	}
	require.NoError(t, apply().CheckKind())
	for _, wrong := range []*types.MsgApply{
		{Kind: 0}, {Kind: 9}, {Kind: types.APPLICATION_KIND_INITIAL, Certificate: "x"}, {Kind: types.APPLICATION_KIND_CHANGE},
	} {
		require.ErrorIs(t, wrong.CheckKind(), types.ErrApplicationKind)
	}
}

func TestChangesAndRenewals(t *testing.T) {
	c := certificate()
	change := apply()
	change.Kind, change.Certificate = types.APPLICATION_KIND_CHANGE, c.Number
	change.Unit.Versions = []string{"1.0", "1.1", "2.0"}
	a := must(types.NewApplication(vendor(), reference("APP-2"), change, &c, edition(), params, start))
	require.False(t, a.SiteInspection, "no new site")
	change.Unit.ProductionSites = []string{"Wuhan"}
	require.True(t, must(types.NewApplication(vendor(), reference("APP-2"), change, &c, edition(), params, start)).SiteInspection)

	change.Unit.Model = "SIM-9"
	_, err := types.NewApplication(vendor(), reference("APP-2"), change, &c, edition(), params, start)
	require.ErrorIs(t, err, types.ErrApplicationKind)
	other := vendor()
	other.Uscc = otherUSCC
	_, err = types.NewApplication(other, reference("APP-2"), change, &c, edition(), params, start)
	require.ErrorIs(t, err, types.ErrNotHolder)
	change.BodyId = "cert-cq"
	_, err = types.NewApplication(vendor(), reference("APP-2"), change, &c, edition(), params, start)
	require.ErrorIs(t, err, types.ErrNotBody)

	renewal := &types.MsgApply{Vendor: text(holder), BodyId: "cert-bj", Kind: types.APPLICATION_KIND_RENEWAL, Certificate: c.Number}
	opens := c.ExpiresAt.Add(-types.RenewalWindow)
	_, err = types.NewApplication(vendor(), reference("APP-3"), renewal, &c, edition(), params, opens.Add(-time.Second))
	require.ErrorIs(t, err, types.ErrRenewalWindow)
	a = must(types.NewApplication(vendor(), reference("APP-3"), renewal, &c, edition(), params, opens))
	require.Equal(t, unit(), a.Unit)
	_, err = a.Accept(text(reviewer), "lab-bctc", params, opens)
	require.ErrorIs(t, err, types.ErrApplicationKind)
	require.Equal(t, review, must(a.Accept(text(reviewer), "", params, opens)).Status, "a renewal rests on surveillance")
	_, err = after(0).Accept(text(reviewer), "", params, start)
	require.ErrorIs(t, err, types.ErrApplicationKind)
	_, err = types.NewApplication(vendor(), reference("APP-3"), renewal, &c, edition(), params, c.ExpiresAt)
	require.ErrorIs(t, err, types.ErrCertificateStatus)
}

func TestReports(t *testing.T) {
	for name, change := range map[string]func(*types.Report){
		"verdict":      func(r *types.Report) { r.Verdict = 0 },
		"day":          func(r *types.Report) { r.DoneOn = "2019-13-02" },
		"tomorrow":     func(r *types.Report) { r.DoneOn = "2019-12-03" },
		"hash":         func(r *types.Report) { r.DocumentHash = r.DocumentHash[1:] },
		"standard":     func(r *types.Report) { r.Standards = []string{"JR/T 0098-2012"} },
		"why it fails": func(r *types.Report) { r.Verdict, r.Findings = types.VERDICT_FAIL, "" },
	} {
		t.Run(name, func(t *testing.T) {
			broken := report(types.VERDICT_PASS)
			change(&broken)
			_, err := after(2).ReportTest(text(examiner), "lab-bctc", broken, params, start)
			require.ErrorIs(t, err, types.ErrReport)
		})
	}
}
