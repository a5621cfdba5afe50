package types_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/certification/types"
)

const (
	valid     = types.CERTIFICATE_STATUS_VALID
	suspended = types.CERTIFICATE_STATUS_SUSPENDED
	gone      = types.CERTIFICATE_STATUS_WITHDRAWN
	cancelled = types.CERTIFICATE_STATUS_CANCELLED
	expired   = types.CERTIFICATE_STATUS_EXPIRED
	renewed   = types.CERTIFICATE_STATUS_RENEWED
	month     = 30 * 24 * time.Hour
)

type cert = types.Certificate

func smaller() types.Unit {
	left := unit()
	left.Versions = []string{"1.1"}
	return left
}

func TestCertificateTable(t *testing.T) {
	type moves = map[types.CertificateStatus]types.CertificateStatus
	for name, test := range map[string]struct {
		want moves
		act  func(cert, time.Time) (cert, error)
	}{
		"suspend": {moves{valid: suspended}, func(c cert, now time.Time) (cert, error) {
			return c.Suspend(text(certifier), "key leak", now.Add(month), params, now)
		}},
		"order": {moves{valid: suspended, suspended: suspended}, func(c cert, now time.Time) (cert, error) {
			return c.OrderSuspension(text(supervisor), "incident", now.Add(month), params, now)
		}},
		"reinstate": {moves{suspended: valid}, func(c cert, now time.Time) (cert, error) {
			return c.Reinstate(text(certifier), "keys replaced", false, now)
		}},
		"withdraw": {moves{valid: gone, suspended: gone}, func(c cert, now time.Time) (cert, error) {
			return c.Withdraw(text(certifier), "forged reports", now)
		}},
		"cancel": {moves{valid: cancelled, suspended: cancelled}, func(c cert, now time.Time) (cert, error) {
			return c.Cancel(text(holder), "end of sale", now)
		}},
		"change": {moves{valid: valid}, func(c cert, now time.Time) (cert, error) {
			return c.ChangeUnit(text(certifier), "version 2", unit(), now)
		}},
		"reduce": {moves{valid: valid, suspended: suspended}, func(c cert, now time.Time) (cert, error) {
			return c.ReduceScope(text(certifier), "1.0 is unsafe", smaller(), now)
		}},
		"take over": {moves{valid: valid, suspended: suspended}, func(c cert, now time.Time) (cert, error) {
			return c.TakeOver(text(certifier), "cert-bj closed", "cert-cq", now)
		}},
		"renew": {moves{valid: renewed}, func(c cert, now time.Time) (cert, error) {
			return c.Renew(text(certifier), "clean", number(2), now)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			requireTable(t, types.CertificateStatus_name, test.want, types.ErrCertificateStatus, certificateIn,
				func(c cert) types.CertificateStatus { return c.Status }, test.act)
		})
	}
}

// The end is a moment, and nobody has to notice it.
func TestExpiryIsExact(t *testing.T) {
	c := certificate()
	require.Equal(t, time.Date(2022, 12, 2, 1, 0, 0, 0, time.UTC), c.ExpiresAt)
	leap := time.Date(2020, 2, 28, 16, 30, 0, 0, time.UTC) // the 29th in Shanghai
	require.Equal(t, time.Date(2023, 2, 28, 16, 30, 0, 0, time.UTC), types.ExpiryOf(leap), "1 March 2023, half past midnight in Shanghai")

	for _, test := range []struct {
		at     time.Time
		status types.CertificateStatus
	}{
		{start.Add(-time.Second), types.CERTIFICATE_STATUS_UNSPECIFIED},
		{start, valid},
		{c.ExpiresAt.Add(-time.Nanosecond), valid},
		{c.ExpiresAt, expired},
		{c.ExpiresAt.Add(time.Second), expired},
	} {
		require.Equal(t, test.status, c.At(test.at).Status, test.at)
		require.Equal(t, test.status == valid, c.CheckUse(types.PRODUCT_USE_CARRIER, test.at) == nil)
	}
	_, err := c.Suspend(text(certifier), "too late", c.ExpiresAt.Add(month), params, c.ExpiresAt)
	require.ErrorIs(t, err, types.ErrCertificateStatus)

	ticked, ended := c.Tick(c.ExpiresAt.Add(1000 * time.Hour))
	require.True(t, ended)
	require.Equal(t, types.CertificateChange{At: c.ExpiresAt, Status: expired, Cause: types.CAUSE_EXPIRED}, ticked.Changes[1])
	for _, at := range []time.Time{start, c.ExpiresAt.Add(-1), c.ExpiresAt, c.ExpiresAt.Add(1)} {
		require.Equal(t, c.At(at), ticked.At(at), "recording it changes no answer")
	}
	_, lasts := ticked.Due()
	require.False(t, lasts)
}

func TestRemedyDeadlineIsExact(t *testing.T) {
	remedy := start.Add(month)
	c := must(certificate().Suspend(text(certifier), "key leak", remedy, params, start))
	require.Equal(t, suspended, c.At(remedy.Add(-time.Second)).Status)
	for _, at := range []time.Time{remedy, remedy.Add(time.Second), c.ExpiresAt.Add(time.Hour)} {
		s := c.At(at)
		require.Equal(t, gone, s.Status)
		require.Equal(t, types.CAUSE_NOT_REMEDIED, s.Cause)
		require.Equal(t, remedy, s.Since)
		require.Nil(t, s.RemedyBy)
	}
	_, err := c.Reinstate(text(certifier), "a second late", false, remedy)
	require.ErrorIs(t, err, types.ErrCertificateStatus)
	require.ErrorContains(t, err, "is withdrawn since 2020-01-01T01:00:00Z: cannot reinstate it")
	_, err = c.Reinstate(text(certifier), "in time", false, remedy.Add(-time.Second))
	require.NoError(t, err)

	// A remedy that may last beyond the end does not: the certificate expires.
	late := certificate()
	now := late.ExpiresAt.Add(-time.Hour)
	late = must(late.Suspend(text(certifier), "key leak", now.Add(month), params, now))
	require.Equal(t, expired, late.At(late.ExpiresAt).Status)
	require.Equal(t, expired, late.At(now.Add(2*month)).Status)

	for _, wrong := range []time.Time{start, start.Add(-1), start.Add(params.MaxRemedyPeriod + 1)} {
		_, err := certificate().Suspend(text(certifier), "key leak", wrong, params, start)
		require.ErrorIs(t, err, types.ErrRemedyDeadline)
	}
}

func TestHistoryAnswersForEveryMoment(t *testing.T) {
	c := certificate()
	at := func(hours int) time.Time { return start.Add(time.Duration(hours) * time.Hour) }
	c = must(c.Suspend(text(certifier), "key leak", at(1000), params, at(1)))
	c = must(c.ReduceScope(text(certifier), "1.0 is unsafe", smaller(), at(2)))
	c = must(c.TakeOver(text(certifier), "cert-bj closed", "cert-cq", at(3)))
	c = must(c.Reinstate(text(certifier), "keys replaced", false, at(4)))
	c = must(c.Cancel(text(holder), "end of sale", at(5)))
	for i, want := range []struct {
		status types.CertificateStatus
		body   string
		unit   types.Unit
	}{
		{valid, "cert-bj", unit()},
		{suspended, "cert-bj", unit()},
		{suspended, "cert-bj", smaller()},
		{suspended, "cert-cq", smaller()},
		{valid, "cert-cq", smaller()},
		{cancelled, "cert-cq", smaller()},
	} {
		for _, moment := range []time.Time{at(i), at(i + 1).Add(-1)} {
			s := c.At(moment)
			require.Equal(t, want.status, s.Status, i)
			require.Equal(t, want.body, s.BodyId, i)
			require.Equal(t, want.unit, s.Unit, i)
			require.Equal(t, want.status == suspended, s.RemedyBy != nil)
		}
	}
	require.NoError(t, c.Check())
}

func TestOnlyWhoOrderedReinstates(t *testing.T) {
	ordered := must(certificate().OrderSuspension(text(supervisor), "incident", start.Add(month), params, start))
	require.True(t, ordered.IsOrdered())
	reduced := must(ordered.ReduceScope(text(certifier), "1.0 is unsafe", smaller(), start))
	for _, c := range []cert{ordered, reduced} {
		_, err := c.Reinstate(text(certifier), "all is well", false, start)
		require.ErrorIs(t, err, types.ErrOrdered)
		require.Equal(t, valid, must(c.Reinstate(text(supervisor), "reviewed", true, start)).Status)
	}
	own := must(certificate().Suspend(text(certifier), "key leak", start.Add(month), params, start))
	_, err := own.Reinstate(text(supervisor), "reviewed", true, start)
	require.ErrorIs(t, err, types.ErrOrdered)
	taken := must(own.OrderSuspension(text(supervisor), "incident", start.Add(2*month), params, start))
	_, err = taken.Reinstate(text(certifier), "mine", false, start)
	require.ErrorIs(t, err, types.ErrOrdered, "the order stands above the body's own suspension")
}

func TestScopeOnlyShrinks(t *testing.T) {
	for name, change := range map[string]func(*types.Unit){
		"nothing":        func(*types.Unit) {},
		"a new version":  func(u *types.Unit) { u.Versions = []string{"2.0"} },
		"another model":  func(u *types.Unit) { u.Model, u.Versions = "SIM-9", []string{"1.1"} },
		"a new site":     func(u *types.Unit) { u.ProductionSites = []string{"Wuhan"} },
		"a new standard": func(u *types.Unit) { u.Standards = []string{"JR/T 0098-2012"} },
	} {
		t.Run(name, func(t *testing.T) {
			left := unit()
			change(&left)
			_, err := certificate().ReduceScope(text(certifier), "less", left, start)
			require.ErrorIs(t, err, types.ErrNotReduced)
		})
	}
	nothing := unit()
	nothing.Versions = nil
	_, err := certificate().ReduceScope(text(certifier), "all", nothing, start)
	require.ErrorIs(t, err, types.ErrUnit)
}

func TestWarnings(t *testing.T) {
	c := certificate()
	for i, before := range types.Warnings {
		due, lasts := c.Due()
		require.True(t, lasts)
		require.Equal(t, c.ExpiresAt.Add(-before), due)
		var ended bool
		c, ended = c.Tick(due)
		require.False(t, ended)
		require.Equal(t, uint32(i+1), c.Warnings)
	}
	due, _ := c.Due()
	require.Equal(t, c.ExpiresAt, due)

	// A chain that halted across both warns once.
	late, ended := certificate().Tick(c.ExpiresAt.Add(-time.Second))
	require.False(t, ended)
	require.Equal(t, c.Warnings, late.Warnings)
	remedy := start.Add(month)
	inRemedy := must(certificate().Suspend(text(certifier), "key leak", remedy, params, start))
	due, _ = inRemedy.Due()
	require.Equal(t, remedy, due)
}

func TestHistoryIsBounded(t *testing.T) {
	c := certificate()
	for len(c.Changes) < types.MaxChanges {
		c = must(c.ChangeUnit(text(certifier), fmt.Sprintf("change %d", len(c.Changes)), unit(), start))
	}
	_, err := c.ChangeUnit(text(certifier), "one more", unit(), start)
	require.ErrorIs(t, err, types.ErrHistoryFull)
	require.Equal(t, gone, must(c.Withdraw(text(certifier), "at last", start)).Status, "what ends it is never refused")
	_, err = c.Withdraw(text(certifier), "", start)
	require.ErrorIs(t, err, types.ErrText)
}

func TestUses(t *testing.T) {
	c := certificate()
	require.NoError(t, c.CheckUse(types.PRODUCT_USE_CARRIER, start))
	require.NoError(t, c.CheckUse(types.PRODUCT_USE_DEVICE, start))
	for _, use := range []types.ProductUse{
		types.PRODUCT_USE_UNSPECIFIED, types.PRODUCT_USE_CLIENT_SOFTWARE, types.PRODUCT_USE_TERMINAL, types.PRODUCT_USE_CLOUD_PLATFORM,
		types.PRODUCT_USE_VALIDATOR_PLATFORM,
	} {
		require.ErrorIs(t, c.CheckUse(use, start), types.ErrProductUse)
	}
	stopped := must(c.Suspend(text(certifier), "key leak", start.Add(month), params, start))
	err := stopped.CheckUse(types.PRODUCT_USE_CARRIER, start)
	require.ErrorIs(t, err, types.ErrProductNotValid)
	require.ErrorContains(t, err, "is suspended since 2019-12-02T01:00:00Z")
}
