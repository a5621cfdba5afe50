package types_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/x/certification/types"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

const (
	vendorUSCC = "9144030071526726XG"
	otherUSCC  = "914403001922038216"

	holder, reviewer, examiner, inspector, certifier, arbiter, supervisor = 1, 2, 3, 4, 5, 6, 7
)

var (
	start  = time.Date(2019, 12, 2, 1, 0, 0, 0, time.UTC)
	params = types.DefaultParams()
)

func text(n byte) string {
	return consortiumtypes.FormatAddress(sdk.AccAddress(bytes.Repeat([]byte{n}, 20)))
}

func reference(s string) ident.Reference {
	parsed, err := ident.ParseReference(s)
	if err != nil {
		panic(err)
	}
	return parsed
}

func number(serial uint32) ident.CertificateNo {
	made, err := ident.NewCertificateNo(3, 1, 2019, serial)
	if err != nil {
		panic(err)
	}
	return made
}

func vendor() types.Vendor {
	return types.Vendor{Uscc: vendorUSCC, LegalName: "Card Maker", Wallet: text(holder), RegisteredBy: "cert-bj"}
}

func edition() types.Edition { return types.DefaultEditions()[0] }

// unit is a SIM card of two versions.
func unit() types.Unit {
	return types.Unit{
		Name: "SIM card", Model: "SIM-8", Specification: "eSE, 8 Mbit", Versions: []string{"1.0", "1.1"}, Components: []string{"chip CC-EAL5"},
		ProductionSites: []string{"Zhuhai", "Shenzhen"}, Standards: []string{"JR/T 0089-2012"},
	}
}

func apply() *types.MsgApply {
	return &types.MsgApply{
		Vendor: text(holder), Reference: "APP-1", BodyId: "cert-bj", Kind: types.APPLICATION_KIND_INITIAL, Category: 3, Unit: unit(), Sample: "S-1",
	}
}

func report(verdict types.Verdict) types.Report {
	return types.Report{
		Verdict: verdict, Standards: []string{"JR/T 0089-2012"}, DoneOn: "2019-12-02", DocumentHash: bytes.Repeat([]byte{9}, 32), Findings: "as reported",
	}
}

// path is what leads an application from one status to the next when all is well.
var path = []func(types.Application, time.Time) (types.Application, error){
	func(a types.Application, now time.Time) (types.Application, error) {
		return a.Accept(text(reviewer), "lab-bctc", params, now)
	},
	func(a types.Application, now time.Time) (types.Application, error) {
		return a.StartTest(text(examiner), "lab-bctc", params, now)
	},
	func(a types.Application, now time.Time) (types.Application, error) {
		return a.ReportTest(text(examiner), "lab-bctc", report(types.VERDICT_PASS), params, now)
	},
	func(a types.Application, now time.Time) (types.Application, error) {
		return a.ReportInspection(text(inspector), report(types.VERDICT_PASS), params, now)
	},
	func(a types.Application, now time.Time) (types.Application, error) {
		return a.Review(text(reviewer), report(types.VERDICT_PASS), params, now)
	},
	func(a types.Application, now time.Time) (types.Application, error) {
		return a.Decide(text(certifier), true, "conforms", params, now)
	},
}

// after is an application after so many steps of the path.
func after(steps int) types.Application {
	a, err := types.NewApplication(vendor(), reference("APP-1"), apply(), nil, edition(), params, start)
	for _, step := range path[:steps] {
		if err == nil {
			a, err = step(a, start)
		}
	}
	if err != nil {
		panic(err)
	}
	return a
}

func must[Value any](value Value, err error) Value {
	if err != nil {
		panic(err)
	}
	return value
}

// applicationIn is an application in each status that there is.
func applicationIn(status types.ApplicationStatus) types.Application {
	refused := func() types.Application {
		return must(after(5).Decide(text(certifier), false, "weak keys", params, start))
	}
	switch status {
	case types.APPLICATION_STATUS_REFUSED:
		return refused()
	case types.APPLICATION_STATUS_WITHDRAWN:
		return must(after(0).Withdraw(text(holder), "new design", params, start))
	case types.APPLICATION_STATUS_LAPSED:
		lapsed, _ := after(0).Lapse(params, start.Add(params.AcceptancePeriod))
		return lapsed
	case types.APPLICATION_STATUS_APPEALED:
		return must(refused().Appeal(text(holder), "keys are sound", params, start))
	case types.APPLICATION_STATUS_UPHELD:
		appealed := must(refused().Appeal(text(holder), "keys are sound", params, start))
		return must(appealed.Arbitrate(text(arbiter), false, "they are not", params, start))
	case types.APPLICATION_STATUS_UNSPECIFIED:
		return types.Application{Unit: unit()}
	default:
		return after(int(status) - 1)
	}
}

// certificate is one that was just granted.
func certificate() types.Certificate {
	return types.NewCertificate(number(1), after(6), text(certifier), start)
}

// certificateIn is a certificate in each status that there is, at a moment at which the status is what time made it.
func certificateIn(status types.CertificateStatus) (types.Certificate, time.Time) {
	valid, now := certificate(), start.Add(time.Hour)
	switch status {
	case types.CERTIFICATE_STATUS_UNSPECIFIED:
		return types.Certificate{Unit: unit()}, now
	case types.CERTIFICATE_STATUS_VALID:
		return valid, now
	case types.CERTIFICATE_STATUS_SUSPENDED:
		return must(valid.Suspend(text(certifier), "key leak", now.Add(30*24*time.Hour), params, start)), now
	case types.CERTIFICATE_STATUS_WITHDRAWN:
		return must(valid.Withdraw(text(certifier), "forged reports", start)), now
	case types.CERTIFICATE_STATUS_CANCELLED:
		return must(valid.Cancel(text(holder), "end of sale", start)), now
	case types.CERTIFICATE_STATUS_EXPIRED:
		return valid, valid.ExpiresAt
	default:
		return must(valid.Renew(text(certifier), "surveillance is clean", number(2), start)), now
	}
}

// requireTable tries an action from every status there is and wants exactly the moves that are listed, and the given
// error that names the status, with the value unchanged, for all others.
func requireTable[Status interface {
	~int32
	Label() string
}, Value any](
	t *testing.T, names map[int32]string, want map[Status]Status, refused error,
	in func(Status) (Value, time.Time), status func(Value) Status, act func(Value, time.Time) (Value, error),
) {
	t.Helper()
	for n, name := range names {
		from := Status(n)
		before, now := in(from)
		got, err := act(before, now)
		to, allowed := want[from]
		if !allowed {
			require.ErrorIs(t, err, refused, name)
			require.ErrorContains(t, err, "is "+from.Label(), name)
			require.Equal(t, before, got, name)
			continue
		}
		require.NoError(t, err, name)
		require.Equal(t, to, status(got), name)
	}
}
