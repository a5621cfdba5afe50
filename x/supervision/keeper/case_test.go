package keeper_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/supervision/types"
)

func openCampaign(id string) *types.MsgOpenCampaign {
	return &types.MsgOpenCampaign{
		Supervisor: officer(finance, "supervisor"), CampaignId: id, Name: "Virtual currencies", JointIds: []string{police, pboc, tax},
		Activities: []types.Activity{types.ACTIVITY_TRADING_SERVICE, types.ACTIVITY_OVERSEAS_CHANNEL, types.ACTIVITY_TOKEN_FUNDRAISING},
		Deadline:   deadline, LegalBasis: basis,
	}
}

func TestOpenCampaignRefusals(t *testing.T) {
	d := newDesk(t)
	require.Equal(t, &types.EventCampaignOpened{LeadId: finance, CampaignId: "SZ-1", Officer: officer(finance, "supervisor")}, d.do(openCampaign("SZ-1")))
	for name, test := range map[string]struct {
		spoil func(*types.MsgOpenCampaign)
		error error
		text  string
	}{
		"exists":     {func(m *types.MsgOpenCampaign) { m.CampaignId = "SZ-1" }, types.ErrCampaignExists, "campaign SZ-1 of finance-sz"},
		"id":         {func(m *types.MsgOpenCampaign) { m.CampaignId = "" }, currencytypes.ErrIdentifier, "campaign id"},
		"name":       {func(m *types.MsgOpenCampaign) { m.Name = " " }, types.ErrCampaign, "name"},
		"none":       {func(m *types.MsgOpenCampaign) { m.Activities = nil }, types.ErrCampaign, "at least one"},
		"twice":      {func(m *types.MsgOpenCampaign) { m.Activities[1] = m.Activities[0] }, types.ErrCampaign, "activities[1]"},
		"over":       {func(m *types.MsgOpenCampaign) { m.Deadline = "2019-12-01" }, types.ErrCampaign, "deadline 2019-12-01 is over, today is 2019-12-02"},
		"day":        {func(m *types.MsgOpenCampaign) { m.Deadline = "soon" }, currencytypes.ErrDay, "soon"},
		"law":        {func(m *types.MsgOpenCampaign) { m.LegalBasis = "" }, types.ErrLegalBasis, "1 to 256 bytes"},
		"lead twice": {func(m *types.MsgOpenCampaign) { m.JointIds[0] = finance }, types.ErrAuthority, "joint_ids[0]"},
		"bank":       {func(m *types.MsgOpenCampaign) { m.JointIds[0] = icbc }, types.ErrAuthority, "member icbc-sz is MEMBER_KIND_OPERATOR_BANK"},
		"nobody":     {func(m *types.MsgOpenCampaign) { m.JointIds[0] = "nobody" }, consortiumtypes.ErrMemberNotFound, "nobody"},
		"role":       {func(m *types.MsgOpenCampaign) { m.Supervisor = officer(finance, "inspector") }, app.ErrNotPermitted, "MsgOpenCampaign"},
	} {
		t.Run(name, func(t *testing.T) {
			d.t = t
			msg := openCampaign("SZ-2")
			test.spoil(msg)
			d.refuse(msg, test.error, test.text)
		})
	}
}

func TestOpenCaseRefusals(t *testing.T) {
	d := newDesk(t)
	d.do(openCampaign("SZ-1"))
	for name, test := range map[string]struct {
		spoil func(*types.MsgOpenCase)
		error error
		text  string
	}{
		"exists":     {func(m *types.MsgOpenCase) { m.CaseId = caseID }, types.ErrCaseExists, "case SZ-2019-001 of finance-sz"},
		"half":       {func(m *types.MsgOpenCase) { m.CampaignId = "SZ-1" }, types.ErrCase, "belong together"},
		"campaign":   {func(m *types.MsgOpenCase) { m.CampaignId, m.CampaignLeadId = "SZ-2", finance }, types.ErrCampaignNotFound, "campaign SZ-2 of finance-sz"},
		"nobody":     {func(m *types.MsgOpenCase) { m.Subjects.Commitments = nil }, types.ErrCase, "subjects: has 0, must have 1 to 100"},
		"commitment": {func(m *types.MsgOpenCase) { m.Subjects.Commitments[0] = nil }, types.ErrHash, "commitment has 0 bytes"},
		"over":       {func(m *types.MsgOpenCase) { m.Deadline = "2019-12-01" }, types.ErrCase, "deadline 2019-12-01 is over"},
		"outsider":   {func(m *types.MsgOpenCase) { m.Subjects.Envelopes[0].RecipientId = icbc }, types.ErrEnvelope, "envelopes[0]: icbc-sz"},
		"twice":      {func(m *types.MsgOpenCase) { m.Subjects.Envelopes[0].RecipientId = police }, types.ErrEnvelope, "envelopes[1]: police-sz"},
		"large": {
			func(m *types.MsgOpenCase) {
				m.Subjects.Envelopes[0].Ciphertext = make([]byte, types.MaxEnvelopeBytes+1)
			},
			types.ErrEnvelope, "has 8193 bytes",
		},
		"not invited": {
			func(m *types.MsgOpenCase) {
				m.Supervisor, m.JointIds, m.CampaignId, m.CampaignLeadId = officer(court, "supervisor"), nil, "SZ-1", finance
				m.Subjects.Envelopes = nil
			},
			types.ErrAuthority, "court-sz does not take part in campaign SZ-1 of finance-sz",
		},
	} {
		t.Run(name, func(t *testing.T) {
			d.t = t
			msg := openCase("SZ-2", 1)
			test.spoil(msg)
			d.refuse(msg, test.error, test.text)
		})
	}
}

// From opening to mixed outcomes, one of which is replaced because it was not followed.
func TestCaseToMixedOutcomes(t *testing.T) {
	d := newDesk(t)
	d.do(openCampaign("SZ-1"))
	msg := openCase("SZ-2", 3)
	msg.CampaignLeadId, msg.CampaignId = finance, "SZ-1"
	d.do(msg)
	second := func(m *types.MsgDecideOutcome) *types.MsgDecideOutcome { m.CaseId = "SZ-2"; return m }
	first := func(m *types.MsgProposeOutcome) *types.MsgProposeOutcome { m.CaseId = "SZ-2"; return m }
	record := func(member string, kind types.StepKind) *types.MsgRecordStep {
		m := step(member, kind)
		m.CaseId = "SZ-2"
		return m
	}
	d.refuse(first(propose(1, types.OUTCOME_CLEARED)), types.ErrCaseStatus, "CASE_STATUS_OPENED: cannot propose an outcome")
	d.refuse(record(police, types.STEP_KIND_FINDINGS), types.ErrCaseStatus, "CASE_STATUS_OPENED: cannot record findings")
	require.Equal(t, &types.EventStepRecorded{
		LeadId: finance, CaseId: "SZ-2", Number: 1, Kind: types.STEP_KIND_INSPECTION, Status: types.CASE_STATUS_INSPECTING, MemberId: police,
		Officer: officer(police, "inspector"),
	}, d.do(record(police, types.STEP_KIND_INSPECTION)))
	d.refuse(record("customs-sz", types.STEP_KIND_EVIDENCE), types.ErrAuthority, "customs-sz is not of case SZ-2")
	d.do(record(tax, types.STEP_KIND_EVIDENCE))
	d.do(record(finance, types.STEP_KIND_FINDINGS))

	for number := 1; number <= 3; number++ {
		m := serve(number)
		m.CaseId = "SZ-2"
		d.do(m)
	}
	for number, outcome := range []types.Outcome{types.OUTCOME_CLEARED, types.OUTCOME_RECTIFY, types.OUTCOME_REFERRED} {
		d.do(first(propose(number+1, outcome)))
		d.do(second(decide(number+1, true)))
	}
	campaign := d.campaign("SZ-1")
	require.Equal(t, []uint32{3, 1, 1, 0, 1}, []uint32{campaign.Subjects, campaign.Cleared, campaign.Rectify, campaign.ShutDown, campaign.Referred})
	closing := &types.MsgCloseCase{Supervisor: officer(finance, "supervisor"), CaseId: "SZ-2", Reason: "done"}
	d.refuse(closing, types.ErrCaseOpen, "1 subjects must still rectify")
	require.Empty(t, d.overdueSubjects())
	d.Advance(14 * day)
	require.Equal(t, []uint32{2}, d.overdueSubjects(), "2019-12-16")
	d.refuse(first(propose(1, types.OUTCOME_SHUT_DOWN)), types.ErrDecisionStatus, "OUTCOME_CLEARED is in force")
	d.do(first(propose(2, types.OUTCOME_SHUT_DOWN)))
	require.Equal(t, &types.EventOutcome{
		LeadId: finance, CaseId: "SZ-2", Number: 2, Outcome: types.OUTCOME_SHUT_DOWN, Status: types.DECISION_STATUS_IN_FORCE,
		CaseStatus: types.CASE_STATUS_ORDERED, Officer: officer(finance, "supervisor"),
	}, d.do(second(decide(2, true))))
	require.Empty(t, d.overdueSubjects())
	campaign = d.campaign("SZ-1")
	require.Equal(t, []uint32{3, 1, 0, 1, 1}, []uint32{campaign.Subjects, campaign.Cleared, campaign.Rectify, campaign.ShutDown, campaign.Referred})
	require.Equal(t, &types.EventCase{LeadId: finance, CaseId: "SZ-2", Status: types.CASE_STATUS_CLOSED, Officer: officer(finance, "supervisor")}, d.do(closing))
	d.refuse(record(police, types.STEP_KIND_EVIDENCE), types.ErrCaseStatus, "CASE_STATUS_CLOSED")
}

func (d *desk) campaign(id string) types.Campaign {
	d.t.Helper()
	response, err := d.queries.Campaign(d.Context(), &types.QueryCampaignRequest{LeadId: finance, CampaignId: id})
	require.NoError(d.t, err)
	return response.Campaign
}

// overdueSubjects are the numbers of those who are late.
func (d *desk) overdueSubjects() []uint32 {
	d.t.Helper()
	response, err := d.queries.OverdueSubjects(d.Context(), &types.QueryOverdueSubjectsRequest{})
	require.NoError(d.t, err)
	var numbers []uint32
	for _, subject := range response.Subjects {
		numbers = append(numbers, subject.Number)
	}
	return numbers
}

// found is a desk whose case has findings.
func found(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t)
	d.do(step(police, types.STEP_KIND_INSPECTION))
	d.do(step(finance, types.STEP_KIND_FINDINGS))
	return d
}

func TestSubjectsStaySealedUntilServed(t *testing.T) {
	d := found(t)
	require.NotContains(t, d.supervisionState(), alice.String())
	require.NotContains(t, d.supervisionState(), testutil.USCC(77))
	d.refuse(propose(1, types.OUTCOME_SHUT_DOWN), types.ErrServed, "subject 1 of case SZ-2019-001 of finance-sz was not served")
	d.refuse(propose(1, types.OUTCOME_RECTIFY), types.ErrServed, "was not served")
	wrong := serve(1)
	wrong.Identity.Activity = types.ACTIVITY_OTHER
	d.refuse(wrong, types.ErrCommitment, "subject 1 of case")
	wrong = serve(1)
	wrong.Identity.Id = "nobody"
	d.refuse(wrong, types.ErrSubject, `SUBJECT_KIND_WALLET "nobody"`)
	wrong = serve(1)
	wrong.Number = 4
	d.refuse(wrong, types.ErrSubjectNotFound, "subject 4")
	require.Equal(t, &types.EventSubjectServed{LeadId: finance, CaseId: caseID, Number: 1, Officer: officer(police, "inspector")}, d.do(serve(1)))
	d.refuse(serve(1), types.ErrServed, "was served at")
	require.Contains(t, d.supervisionState(), alice.String())

	// Who is cleared, or referred, need never be known.
	d.do(propose(2, types.OUTCOME_CLEARED))
	d.do(decide(2, true))
	require.NotContains(t, d.supervisionState(), testutil.USCC(77))
}

func (d *desk) supervisionState() string {
	d.t.Helper()
	exported, err := d.keeper.ExportGenesis(d.Context())
	require.NoError(d.t, err)
	return string(d.App.AppCodec().MustMarshalJSON(exported))
}

func TestOutcomeRefusals(t *testing.T) {
	d := found(t)
	for number := 1; number <= 3; number++ {
		d.do(serve(number))
	}
	for name, test := range map[string]struct {
		spoil func(*types.MsgProposeOutcome)
		error error
		text  string
	}{
		"outcome":  {func(m *types.MsgProposeOutcome) { m.Outcome = 0 }, types.ErrOutcome, "OUTCOME_UNSPECIFIED"},
		"day":      {func(m *types.MsgProposeOutcome) { m.RectifyBy = "" }, types.ErrOutcome, "rectify_by"},
		"past":     {func(m *types.MsgProposeOutcome) { m.RectifyBy = "2019-12-01" }, types.ErrOutcome, "rectify_by 2019-12-01 is over"},
		"referred": {func(m *types.MsgProposeOutcome) { m.ReferredTo = police }, types.ErrOutcome, "referred_to"},
		"hash":     {func(m *types.MsgProposeOutcome) { m.DecisionHash = nil }, types.ErrHash, "decision_hash has 0 bytes"},
		"law":      {func(m *types.MsgProposeOutcome) { m.LegalBasis = "" }, types.ErrLegalBasis, "1 to 256 bytes"},
		"outsider": {func(m *types.MsgProposeOutcome) { m.Inspector = officer("customs-sz", "inspector") }, types.ErrAuthority, "customs-sz"},
	} {
		t.Run(name, func(t *testing.T) {
			d.t = t
			msg := propose(1, types.OUTCOME_RECTIFY)
			test.spoil(msg)
			d.refuse(msg, test.error, test.text)
		})
	}
	d.t = t
	bank := propose(1, types.OUTCOME_REFERRED)
	bank.ReferredTo = icbc
	d.refuse(bank, types.ErrAuthority, "icbc-sz")
	d.refuse(decide(1, true), types.ErrDecisionStatus, "no decision is proposed")
	d.do(propose(1, types.OUTCOME_RECTIFY))
	d.refuse(propose(1, types.OUTCOME_CLEARED), types.ErrDecisionStatus, "a decision is proposed already")
	noReason := decide(1, false)
	noReason.Reason = ""
	d.refuse(noReason, currencytypes.ErrReason, "has 0 bytes")
	foreign := decide(1, true)
	foreign.Supervisor = officer(police, "supervisor")
	d.refuse(foreign, types.ErrCaseNotFound, "case SZ-2019-001 of police-sz")
	d.do(decide(1, false))
	proof := &types.MsgConfirmRectification{Supervisor: officer(finance, "supervisor"), CaseId: caseID, Number: 1, ProofHash: hash("proof")}
	d.refuse(proof, types.ErrDecisionStatus, "has nothing to rectify")
	d.do(propose(1, types.OUTCOME_RECTIFY))
	d.do(decide(1, true))
	short := *proof
	short.ProofHash = nil
	d.refuse(&short, types.ErrHash, "proof_hash has 0 bytes")
	rectified := d.do(proof).(*types.EventOutcome)
	require.True(t, rectified.Rectified)
	require.Zero(t, d.theCase().Unrectified)
	d.refuse(proof, types.ErrDecisionStatus, "has nothing to rectify")

	d.do(propose(2, types.OUTCOME_RECTIFY))
	d.Advance(14 * day)
	d.refuse(decide(2, true), types.ErrOutcome, "rectify_by 2019-12-15 is over")
	d.do(decide(2, false))
}

func TestNobodyDecidesAlone(t *testing.T) {
	d := newDesk(t, func(g *testutil.Genesis) {
		for i, each := range g.Consortium.Officers {
			if each.Address == officer(finance, "inspector") {
				g.Consortium.Officers[i].Roles = append(each.Roles, consortiumtypes.ROLE_SUPERVISOR)
			}
		}
	})
	d.do(step(police, types.STEP_KIND_INSPECTION))
	d.do(step(finance, types.STEP_KIND_FINDINGS))
	d.do(propose(1, types.OUTCOME_CLEARED))
	alone := decide(1, true)
	alone.Supervisor = officer(finance, "inspector")
	d.refuse(alone, types.ErrSameOfficer, "subject 1 of case SZ-2019-001")
}

func TestReviewOfAnOutcome(t *testing.T) {
	d := found(t)
	d.do(&types.MsgServeSubject{
		Inspector: officer(finance, "inspector"), LeadId: finance, CaseId: caseID, Number: 1, Identity: identity(1), NoticeHash: hash("notice"), LegalBasis: basis,
	})
	objection := &types.MsgObjectOutcome{Inspector: officer(police, "inspector"), LeadId: finance, CaseId: caseID, Number: 1, StatementHash: hash("no")}
	review := &types.MsgReviewOutcome{
		LeadId: finance, CaseId: caseID, Number: 1, ReasonsHash: hash("because"), LegalBasis: basis,
	}
	d.refuse(objection, types.ErrDecisionStatus, "has no outcome")
	for number, outcome := range []types.Outcome{types.OUTCOME_SHUT_DOWN, types.OUTCOME_CLEARED, types.OUTCOME_CLEARED} {
		d.do(propose(number+1, outcome))
		d.do(decide(number+1, true))
	}
	d.do(&types.MsgCloseCase{Supervisor: officer(finance, "supervisor"), CaseId: caseID, Reason: "done"})
	require.Equal(t, &types.EventOutcomeObjected{LeadId: finance, CaseId: caseID, Number: 1, Officer: officer(police, "inspector")}, d.do(objection))
	d.refuse(objection, types.ErrObjection, "objected at")
	review.Reviewer = officer(court, "reviewer")
	d.refuse(review, types.ErrReviewer, "court-sz is of case SZ-2019-001")
	review.Reviewer = officer("maritime-sz", "reviewer")
	d.refuse(review, types.ErrReviewer, "which reviews nothing")

	// A court outside the case sets it aside, which opens the closed case again.
	params := types.DefaultParams()
	for i := range params.Powers {
		params.Powers[i].Reviews = true
	}
	d.do(&types.MsgUpdateParams{Authority: consortiumtypes.Authority, Params: params})
	require.Equal(t, &types.EventOutcomeReviewed{
		LeadId: finance, CaseId: caseID, Number: 1, MemberId: "maritime-sz", Officer: officer("maritime-sz", "reviewer"),
	}, d.do(review))
	require.Equal(t, types.CASE_STATUS_FINDINGS, d.theCase().Status)
	require.Equal(t, uint32(2), d.theCase().Decided)
	d.refuse(review, types.ErrDecisionStatus, "has no outcome")
	d.do(propose(1, types.OUTCOME_CLEARED))
	d.do(decide(1, true))
	d.do(objection)
	review.Uphold = true
	d.do(review)
	d.refuse(review, types.ErrObjection, "maritime-sz reviewed this at")
	require.Equal(t, types.CASE_STATUS_ORDERED, d.theCase().Status)
}

func TestACaseWithOrdersInForceStaysOpen(t *testing.T) {
	d := found(t)
	for number := 1; number <= 3; number++ {
		d.do(propose(number, types.OUTCOME_CLEARED))
		d.do(decide(number, true))
	}
	closing := &types.MsgCloseCase{Supervisor: officer(finance, "supervisor"), CaseId: caseID, Reason: "done"}
	terms := d.terms(2 * hour)
	d.ordered(police, "F-1", d.terms(hour))
	d.ordered(court, "F-1", terms)
	d.refuse(closing, types.ErrCaseOpen, "orders are in force")
	d.released(police, "F-1")
	d.refuse(closing, types.ErrCaseOpen, "orders are in force")
	d.Advance(terms.EndsAt.Sub(d.Time()))
	late := d.terms(hour)
	d.do(proposeOrder(police, "F-2", late))
	d.do(closing)
	d.refuse(enforce(police, "F-2", late), types.ErrCaseStatus, "CASE_STATUS_CLOSED: cannot order a hold")
	d.refuse(proposeOrder(police, "F-3", late), types.ErrCaseStatus, "cannot order a hold")
}

func TestOverdueCases(t *testing.T) {
	d := newDesk(t)
	late := func() []string {
		response, err := d.queries.OverdueCases(d.Context(), &types.QueryOverdueCasesRequest{})
		require.NoError(t, err)
		var ids []string
		for _, c := range response.Cases {
			ids = append(ids, c.Id)
		}
		return ids
	}
	early := openCase("SZ-2", 1)
	early.Deadline = "2019-12-10"
	d.do(early)
	require.Empty(t, late())
	d.Advance(8 * day)
	require.Empty(t, late(), "on 2019-12-10, the last day")
	d.Advance(day)
	require.Equal(t, []string{"SZ-2"}, late())
	d.Advance(15 * day)
	require.Equal(t, []string{"SZ-2", caseID}, late())
}

// An authority does not leave its cases behind.
func TestObligations(t *testing.T) {
	d := found(t)
	left, err := d.keeper.Obligations(d.Context(), finance)
	require.NoError(t, err)
	require.Equal(t, []string{"cases are open"}, left)
	left, err = d.keeper.Obligations(d.Context(), police)
	require.NoError(t, err)
	require.Empty(t, left)
}
