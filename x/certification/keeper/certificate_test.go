package keeper_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/certification/types"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	surveillancetypes "github.com/dcep-consortium/dcepd/x/surveillance/types"
)

func TestSuspendAndReinstate(t *testing.T) {
	r := newRegister(t)
	number := r.sim("APP-1")
	remedy := r.Time().Add(30 * day)
	require.Equal(t, &types.EventCertificate{
		Number: number, Status: types.CERTIFICATE_STATUS_SUSPENDED, Cause: types.CAUSE_SUSPENDED, By: certifier.String(), Reason: "key leak", At: r.Time(),
	}, r.one(suspend(number, remedy)))
	r.refuse(suspend(number, remedy), types.ErrCertificateStatus, "is suspended since")
	r.refuse(suspend("03-001-2019-000009-83", remedy), types.ErrCertificateNotFound, "000009")
	r.refuse(suspend("03-001-2019-000009-84", remedy), types.ErrIdentifier, "checksum")
	foreign := reinstate(testutil.Officer(chongqing, "certifier"), number)
	r.refuse(foreign, types.ErrNotBody, "cert-bj answers for it, not cert-cq")
	r.refuse(reinstate(supervisor, number), types.ErrOrdered, "cert-bj suspended it by itself, and its certifier reinstates it")

	r.do(order(number, remedy))
	r.refuse(reinstate(certifier, number), types.ErrOrdered, "the central bank ordered the suspension, and its supervisor reinstates it")
	require.Equal(t, types.CAUSE_REINSTATED, r.one(reinstate(supervisor, number)).(*types.EventCertificate).Cause)
	r.refuse(order(number, r.Time().Add(181*day)), types.ErrRemedyDeadline, "not after")
	r.do(withdraw(number))
	r.refuse(order(number, remedy), types.ErrCertificateStatus, "is withdrawn since")
	r.refuse(&types.MsgCancelCertificate{Vendor: vendor.String(), Number: number, Reason: "end of sale"}, types.ErrCertificateStatus, "cannot cancel it")
}

// Nobody has to notice the end of a certificate: it is over in the first transaction of the block that comes after it,
// also when the chain stood still until then.
func TestTimeEndsCertificates(t *testing.T) {
	r := newRegister(t)
	expires, remedied := r.sim("APP-1"), r.sim("APP-2")
	r.Advance(3 * 365 * day) // leap day left: 1 December 2022
	remedy := r.Time().Add(day / 2)
	r.do(suspend(remedied, remedy))
	r.end()

	r.Advance(day/2 - 1)
	r.do(reinstate(certifier, remedied))
	r.do(suspend(remedied, remedy))
	require.Empty(t, r.end())
	r.Advance(1)
	r.refuse(reinstate(certifier, remedied), types.ErrCertificateStatus, "is withdrawn since 2022-12-01T12:00:0")

	until := r.certificate(expires).ExpiresAt
	require.NoError(t, r.keeper.IsCertified(r.Context(), expires, 3))
	r.Advance(until.Sub(r.Time()) + 40*day) // the chain stood still
	require.ErrorIs(t, r.keeper.IsCertified(r.Context(), expires, 3), types.ErrProductNotValid)
	r.refuse(suspend(expires, r.Time().Add(day)), types.ErrCertificateStatus, "is expired since 2022-12-02T00:00:0")
	require.Equal(t, types.CERTIFICATE_STATUS_VALID, r.certificate(expires).Status, "nothing has recorded it")
	require.Equal(t, []string{(&types.EventCertificate{
		Number: expires, Status: types.CERTIFICATE_STATUS_EXPIRED, Cause: types.CAUSE_EXPIRED, At: until,
	}).String()}, texts(r.end()))
	require.Empty(t, r.end())
	for number, want := range map[string]types.CertificateStatus{
		expires: types.CERTIFICATE_STATUS_EXPIRED, remedied: types.CERTIFICATE_STATUS_WITHDRAWN,
	} {
		require.Equal(t, want, r.certificate(number).Status)
		require.NoError(t, r.certificate(number).Check())
	}
}

func TestWarnings(t *testing.T) {
	r := newRegister(t)
	number := r.sim("APP-1")
	until := r.certificate(number).ExpiresAt
	for _, before := range types.Warnings {
		r.Advance(until.Add(-before).Sub(r.Time()) - 1)
		require.Empty(t, r.end())
		r.Advance(1)
		require.Equal(t, []string{(&types.EventCertificateExpiring{Number: number, ExpiresAt: until}).String()}, texts(r.end()))
		require.Empty(t, r.end())
	}
}

func TestChangeAndRenewal(t *testing.T) {
	r := newRegister(t)
	number := r.sim("APP-1")
	change := apply("APP-2")
	change.Kind, change.Certificate, change.Category = types.APPLICATION_KIND_CHANGE, number, 0
	change.Unit.Versions = []string{"1.0", "1.1", "2.0"}
	r.do(change)
	steps := r.steps("APP-2")
	for _, i := range []int{0, 1, 2, 4, 5} {
		r.do(steps[i])
	}
	require.Equal(t, number, r.application("APP-2").Granted)
	require.Equal(t, change.Unit, r.certificate(number).Unit)

	renewal := &types.MsgApply{Vendor: vendor.String(), Reference: "APP-3", BodyId: beijing, Kind: types.APPLICATION_KIND_RENEWAL, Certificate: number}
	opens := r.certificate(number).ExpiresAt.Add(-types.RenewalWindow)
	r.Advance(opens.Sub(r.Time()) - 1)
	r.refuse(renewal, types.ErrRenewalWindow, "its renewal opens")
	r.Advance(1)
	r.do(renewal)
	steps = r.steps("APP-3")
	acceptance := accept("APP-3")
	acceptance.LaboratoryId = ""
	r.do(acceptance)
	r.do(steps[4])
	r.refuse(steps[5], surveillancetypes.ErrNotInspected, "certificate "+number+": never since it was granted")
	r.MustSend(&surveillancetypes.MsgRecordInspection{
		Officer: inspector.String(), Number: number, Outcome: surveillancetypes.OUTCOME_CONFORMING, DoneOn: types.DayOf(r.Time()), Place: "Zhuhai",
		DocumentHash: make([]byte, 32),
	})
	events := r.do(steps[5])
	require.Len(t, events, 3)
	successor := r.application("APP-3").Granted
	require.Equal(t, "03-001-2022-000001", successor[:18])
	require.Equal(t, successor, r.certificate(number).Successor)
	require.Equal(t, types.CERTIFICATE_STATUS_RENEWED, r.certificate(number).Status)
	require.Equal(t, number, r.certificate(successor).Predecessor)
	require.Equal(t, r.Time().AddDate(3, 0, 0), r.certificate(successor).ExpiresAt)
	require.Equal(t, change.Unit, r.certificate(successor).Unit)
}

func TestReduceScope(t *testing.T) {
	r := newRegister(t)
	number := r.sim("APP-1")
	less := simCard()
	less.Versions = []string{"1.1"}
	reduce := &types.MsgReduceScope{Officer: certifier.String(), Number: number, Unit: less, Reason: "1.0 is unsafe"}
	r.do(reduce)
	r.refuse(reduce, types.ErrNotReduced, "nothing is left out")
	require.Equal(t, less, r.certificate(number).Unit)
}

func TestTakeOver(t *testing.T) {
	r := newRegister(t)
	number := r.sim("APP-1")
	other := testutil.Officer(chongqing, "certifier")
	takeOver := &types.MsgTakeOverCertificate{Officer: other.String(), Number: number, Reason: "cert-bj lost its recognition"}
	r.refuse(takeOver, types.ErrStillRecognised, "cert-bj answers for it")
	left, err := r.keeper.Obligations(r.Context(), beijing)
	require.NoError(t, err)
	require.Equal(t, []string{"certificate " + number + " is in force: another body takes it over"}, left)

	r.do(&types.MsgEndRecognition{Officer: supervisor.String(), MemberId: beijing, Categories: []uint32{3}, Reason: "audit failed"})
	r.do(takeOver)
	require.Equal(t, chongqing, r.certificate(number).BodyId)
	r.refuse(suspend(number, r.Time().Add(day)), types.ErrNotBody, "cert-cq answers for it, not cert-bj")
	left, err = r.keeper.Obligations(r.Context(), beijing)
	require.NoError(t, err)
	require.Empty(t, left)
	cancel := &types.MsgCancelCertificate{Vendor: rival.String(), Number: number, Reason: "end of sale"}
	r.refuse(cancel, types.ErrVendorNotFound, rival.String())
	second := registerVendor(rival)
	second.Uscc = "914403001922038216"
	r.do(second)
	r.refuse(cancel, types.ErrNotHolder, "holds it, not 914403001922038216")
}

// A body that is suspended as a member cannot answer either.
func TestTakeOverFromSuspendedMember(t *testing.T) {
	r := newRegister(t)
	number := r.sim("APP-1")
	r.MustSend(&consortiumtypes.MsgSuspendMember{Authority: consortiumtypes.Authority, MemberId: beijing})
	r.do(&types.MsgTakeOverCertificate{Officer: testutil.Officer(chongqing, "certifier").String(), Number: number, Reason: "cert-bj is suspended"})
	require.Equal(t, chongqing, r.certificate(number).BodyId)
}

func TestNumbersAreUsedUp(t *testing.T) {
	r := newRegister(t)
	r.sim("APP-1")
	state := r.export()
	state.Serials[0].Last = 999_999
	require.NoError(t, r.keeper.InitGenesis(r.Context(), state))
	r.do(apply("APP-2"))
	steps := r.steps("APP-2")
	for _, step := range steps[:5] {
		r.do(step)
	}
	r.refuse(steps[5], types.ErrSerials, "body code 1, year 2019, last 999999")
}
