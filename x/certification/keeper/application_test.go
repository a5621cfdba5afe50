package keeper_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/certification/types"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

func TestApplicationToCertificate(t *testing.T) {
	r := newRegister(t)
	require.Equal(t, &types.EventApplication{
		Vendor: vendorUSCC, Reference: "APP-1", BodyId: beijing, Status: types.APPLICATION_STATUS_APPLIED, By: vendor.String(),
	}, r.one(apply("APP-1")))
	steps := r.steps("APP-1")
	for i, want := range []types.ApplicationStatus{
		types.APPLICATION_STATUS_ACCEPTED, types.APPLICATION_STATUS_TESTING, types.APPLICATION_STATUS_SITE_INSPECTION, types.APPLICATION_STATUS_REVIEW,
		types.APPLICATION_STATUS_DECISION,
	} {
		event, is := r.one(steps[i]).(*types.EventApplication)
		require.True(t, is)
		require.Equal(t, want, event.Status)
	}
	const number = "03-001-2019-000001-10"
	require.Equal(t, []string{
		(&types.EventCertificate{
			Number: number, Status: types.CERTIFICATE_STATUS_VALID, Cause: types.CAUSE_GRANTED, By: certifier.String(), At: r.Time(),
		}).String(),
		(&types.EventApplication{
			Vendor: vendorUSCC, Reference: "APP-1", BodyId: beijing, Status: types.APPLICATION_STATUS_GRANTED, By: certifier.String(),
			Reason: "conforms", Certificate: number,
		}).String(),
	}, texts(r.do(steps[5])))

	unit := simCard()
	require.Equal(t, types.Certificate{
		Number: number, Category: 3, Edition: "2019", Vendor: vendorUSCC, BodyId: beijing, Status: types.CERTIFICATE_STATUS_VALID, Unit: unit,
		GrantedAt: r.Time(), ExpiresAt: r.Time().AddDate(3, 0, 0),
		Changes: []types.CertificateChange{{
			At: r.Time(), Status: types.CERTIFICATE_STATUS_VALID, Cause: types.CAUSE_GRANTED, By: certifier.String(), BodyId: beijing, Unit: &unit,
		}},
	}, r.certificate(number))
	require.Equal(t, "03-001-2019-000002-07", r.sim("APP-2"), "the body counts")
}

func texts[Text interface{ String() string }](list []Text) []string {
	all := make([]string, len(list))
	for i, entry := range list {
		all[i] = entry.String()
	}
	return all
}

func TestApplyRefuses(t *testing.T) {
	r := newRegister(t)
	r.do(apply("APP-1"))
	for name, test := range map[string]struct {
		change func(*types.MsgApply)
		err    error
		says   string
	}{
		"reference twice": {func(m *types.MsgApply) { m.Reference = "APP-1" }, types.ErrApplicationExists, "APP-1"},
		"reference":       {func(m *types.MsgApply) { m.Reference = "" }, types.ErrIdentifier, "reference"},
		"no vendor":       {func(m *types.MsgApply) { m.Vendor = rival.String() }, types.ErrVendorNotFound, rival.String()},
		"no body":         {func(m *types.MsgApply) { m.BodyId = "icbc-sz" }, types.ErrNotRecognised, "icbc-sz, for anything"},
		"a laboratory":    {func(m *types.MsgApply) { m.BodyId = bctc }, types.ErrNotRecognised, "is no certification body"},
		"not for that": {func(m *types.MsgApply) {
			m.Category, m.Unit.Standards = 5, []string{"JR/T 0002-2016"}
		}, types.ErrNotRecognised, "cert-bj, category 5, on 2019-12-02"},
		"next edition":   {func(m *types.MsgApply) { m.Category = 12 }, types.ErrCategory, "edition 2019 has 1 to 11"},
		"no certificate": {func(m *types.MsgApply) { m.Kind = types.APPLICATION_KIND_CHANGE }, types.ErrApplicationKind, "names one"},
		"unknown certificate": {func(m *types.MsgApply) {
			m.Kind, m.Certificate = types.APPLICATION_KIND_CHANGE, "03-001-2019-000009-83"
		}, types.ErrCertificateNotFound, "000009"},
	} {
		t.Run(name, func(t *testing.T) {
			msg := apply("APP-2")
			test.change(msg)
			r.t = t
			r.refuse(msg, test.err, test.says)
		})
	}
}

func TestOfficersRefuse(t *testing.T) {
	r := newRegister(t)
	r.do(apply("APP-1"))
	other := accept("APP-1")
	other.Officer = testutil.Officer(chongqing, "reviewer").String()
	r.refuse(other, types.ErrNotBody, "was made to cert-bj, not to cert-cq")
	bad := accept("APP-1")
	bad.LaboratoryId = beijing
	r.refuse(bad, types.ErrNotRecognised, "cert-bj is no laboratory")
	bad.LaboratoryId, bad.Reference = bctc, "APP-9"
	r.refuse(bad, types.ErrApplicationNotFound, "APP-9")
	r.refuse(grant("APP-1"), types.ErrApplicationStatus, "is applied: cannot decide")

	steps := r.steps("APP-1")
	r.do(steps[0])
	wrong := &types.MsgStartTest{Officer: testutil.Officer(cfca, "examiner").String(), Vendor: vendorUSCC, Reference: "APP-1"}
	r.refuse(wrong, types.ErrNotLaboratory, "is tested by lab-bctc, not by lab-cfca")

	// The laboratory loses its recognition; the body names another one.
	r.do(steps[1])
	r.do(&types.MsgEndRecognition{Officer: supervisor.String(), MemberId: bctc, Categories: []uint32{3}, Reason: "audit failed"})
	r.refuse(steps[2], types.ErrNotRecognised, "lab-bctc, category 3")
	r.do(&types.MsgAssignLaboratory{
		Officer: reviewer.String(), Vendor: vendorUSCC, Reference: "APP-1", LaboratoryId: cfca, Reason: "recognition ended",
	})
	r.do(wrong)
	require.Equal(t, cfca, r.application("APP-1").LaboratoryId)

	// The body too, before it decides.
	examined := &types.MsgReportTest{Officer: wrong.Officer, Vendor: vendorUSCC, Reference: "APP-1", Report: r.report(types.VERDICT_PASS)}
	r.do(examined)
	r.do(steps[3])
	r.do(steps[4])
	r.do(&types.MsgEndRecognition{Officer: supervisor.String(), MemberId: beijing, Categories: []uint32{3}, Reason: "audit failed"})
	r.refuse(steps[5], types.ErrNotRecognised, "cert-bj, category 3")
	r.refuse(apply("APP-2"), types.ErrNotRecognised, "cert-bj, category 3")
}

func TestWithdrawAndAppeal(t *testing.T) {
	r := newRegister(t)
	r.do(apply("APP-1"))
	r.do(&types.MsgWithdrawApplication{Vendor: vendor.String(), Reference: "APP-1", Reason: "new design"})
	r.refuse(accept("APP-1"), types.ErrApplicationStatus, "is withdrawn")

	r.do(apply("APP-2"))
	steps := r.steps("APP-2")
	for _, step := range steps[:5] {
		r.do(step)
	}
	no := grant("APP-2")
	no.Grant, no.Reason = false, "weak keys"
	r.one(no)
	r.do(&types.MsgAppeal{Vendor: vendor.String(), Reference: "APP-2", Reason: "they are sound"})
	decision := &types.MsgDecideAppeal{Officer: certifier.String(), Vendor: vendorUSCC, Reference: "APP-2", Reverse: true, Reason: "they are"}
	r.refuse(decision, types.ErrSameOfficer, "was its certifier and cannot decide the appeal")

	second := testutil.Officer(beijing, "second certifier")
	r.appoint(beijing, second, consortiumtypes.ROLE_CERTIFIER)
	decision.Officer = second.String()
	require.Len(t, r.do(decision), 2)
	require.Equal(t, "03-001-2019-000001-10", r.application("APP-2").Granted)
}

// appoint makes somebody an officer, by two admins.
func (r *register) appoint(member string, officer testutil.Actor, role consortiumtypes.Role) {
	r.t.Helper()
	roles := []consortiumtypes.Role{role}
	r.MustSend(&consortiumtypes.MsgProposeOfficer{Admin: testutil.Officer(member, "admin").String(), Address: officer.String(), Roles: roles})
	r.MustSend(&consortiumtypes.MsgConfirmOfficer{Admin: testutil.Officer(member, "admin2").String(), Address: officer.String(), Roles: roles})
}

func TestStepsLapse(t *testing.T) {
	r := newRegister(t)
	r.do(apply("APP-1"))
	ends := *r.application("APP-1").StepEndsAt
	r.Advance(ends.Sub(r.Time()) - 1)
	require.Empty(t, r.end())
	r.Advance(1)
	r.refuse(accept("APP-1"), types.ErrStepDeadline, "is applied: cannot accept, the step ended 2020-01-01T00:00:0")
	require.Equal(t, []string{
		(&types.EventApplication{Vendor: vendorUSCC, Reference: "APP-1", BodyId: beijing, Status: types.APPLICATION_STATUS_LAPSED}).String(),
	}, texts(r.end()))
	r.refuse(accept("APP-1"), types.ErrApplicationStatus, "is lapsed")
}

func TestVendors(t *testing.T) {
	r := newRegister(t)
	r.refuse(registerVendor(rival), types.ErrVendorExists, vendorUSCC)
	same := registerVendor(vendor)
	same.Uscc = "914403001922038216"
	r.refuse(same, types.ErrVendorExists, "wallet "+vendor.String())
	person := testutil.NewActor("person")
	r.MustSend(openWallet(person, currencytypes.WALLET_KIND_PERSONAL))
	r.refuse(registerVendor(person), types.ErrVendorWallet, "must be an open corporate wallet")
	r.refuse(registerVendor(testutil.NewActor("nobody")), types.ErrVendorWallet, "must be an open corporate wallet")
	wrong := registerVendor(rival)
	wrong.Uscc = "1"
	r.refuse(wrong, types.ErrIdentifier, "USCC")

	// A vendor with a certificate keeps its wallet; one without may lose it, and gets another.
	number := r.sim("APP-1")
	r.refuse(&currencytypes.MsgCloseWallet{Holder: vendor.String()}, currencytypes.ErrObligations, "certificate "+number+" is in force")
	r.do(&types.MsgCancelCertificate{Vendor: vendor.String(), Number: number, Reason: "end of sale"})
	r.MustSend(&currencytypes.MsgCloseWallet{Holder: vendor.String()})
	r.do(registerVendor(rival))
	response, err := r.queries.Vendor(r.Context(), &types.QueryVendorRequest{Vendor: rival.String()})
	require.NoError(t, err)
	require.Equal(t, types.Vendor{Uscc: vendorUSCC, LegalName: "Card Maker", Wallet: rival.String(), RegisteredBy: beijing}, response.Vendor)
}

func TestScheme(t *testing.T) {
	r := newRegister(t)
	next := types.DefaultEditions()[1]
	next.Id, next.FirstDay = "2025", "2025-01-01"
	require.Equal(t, &types.EventEditionPublished{Edition: "2025", FirstDay: "2025-01-01", Officer: supervisor.String()},
		r.one(&types.MsgPublishEdition{Officer: supervisor.String(), Edition: next}))
	r.refuse(&types.MsgPublishEdition{Officer: supervisor.String(), Edition: next}, types.ErrEdition, "must be after 2025")
	next.Id, next.FirstDay = "2026", "2026-01-01"
	next.Categories[3].Code = 3
	r.refuse(&types.MsgPublishEdition{Officer: supervisor.String(), Edition: next}, types.ErrEdition, "codes rise")

	r.refuse(recognise("icbc-sz", 1), types.ErrRecognition, "must be a certification body or a test laboratory")
	r.refuse(recognise(beijing, 1), types.ErrRecognition, "recognised before")
	r.refuse(recognise("nobody", 1), consortiumtypes.ErrMemberNotFound, "nobody")
	past := recognise(beijing, 2)
	past.FirstDay = "2019-12-01"
	r.refuse(past, types.ErrRecognition, "does not begin in the past")
	end := &types.MsgEndRecognition{Officer: supervisor.String(), MemberId: beijing, Categories: []uint32{2}, Reason: "audit failed"}
	r.refuse(end, types.ErrRecognition, "is not recognised on 2019-12-02 or later")
	end.MemberId = "icbc-sz"
	r.refuse(end, types.ErrRecognitionNotFound, "icbc-sz")
	end.MemberId, end.Categories = beijing, []uint32{1}
	require.Equal(t, &types.EventRecognition{
		MemberId: beijing, Categories: []uint32{1}, LastDay: "2019-12-01", Officer: supervisor.String(), Reason: "audit failed",
	}, r.one(end))
	response, err := r.queries.Recognition(r.Context(), &types.QueryRecognitionRequest{MemberId: beijing})
	require.NoError(t, err)
	require.Empty(t, response.Recognition.Scopes[0].Periods, "what began today and ended today never was")

	// After the second edition's first day its categories are open.
	r.Advance(3 * 365 * day)
	blockchain := apply("APP-1")
	blockchain.Category, blockchain.Unit.Standards = 12, []string{"JR/T 0193-2020"}
	r.do(blockchain)
	require.Equal(t, "2022", r.application("APP-1").Edition)
}

func TestParams(t *testing.T) {
	r := newRegister(t)
	params := types.DefaultParams()
	params.TestPeriod = 0
	update := &types.MsgUpdateParams{Authority: consortiumtypes.Authority, Params: params}
	r.refuse(update, types.ErrInvalidParams, "test_period")
	update.Params.TestPeriod = day
	require.Equal(t, &types.EventParamsUpdated{}, r.one(update))
	_, err := r.Send(&types.MsgUpdateParams{Authority: vendor.String(), Params: update.Params})
	require.ErrorContains(t, err, "needs a passed resolution")
	for _, msg := range []sdk.Msg{grant("APP-1"), suspend("03-001-2019-000001-10", r.Time())} {
		switch msg := msg.(type) {
		case *types.MsgDecideApplication:
			msg.Officer = supervisor.String()
		case *types.MsgSuspendCertificate:
			msg.Officer = supervisor.String()
		}
		_, err := r.Send(msg)
		require.ErrorContains(t, err, "not permitted", "the central bank owns the scheme and decides nothing")
	}
}
