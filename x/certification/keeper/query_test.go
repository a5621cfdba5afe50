package keeper_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/cosmos/cosmos-sdk/types/query"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/x/certification/types"
	currencykeeper "github.com/dcep-consortium/dcepd/x/currency/keeper"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

func (r *register) wallets() currencytypes.QueryServer {
	return currencykeeper.NewQueryServer(app.Currency(r.App))
}

func (r *register) verify(version string, at *time.Time) *types.QueryVerifyProductResponse {
	r.t.Helper()
	response, err := r.queries.VerifyProduct(r.Context(), &types.QueryVerifyProductRequest{Vendor: vendorUSCC, Model: "SIM-8", Version: version, At: at})
	require.NoError(r.t, err)
	return response
}

func TestVerifyProductAtAnyMoment(t *testing.T) {
	r := newRegister(t)
	none := r.verify("1.0", nil)
	require.False(t, none.Certified)
	require.Equal(t, `no certificate of Card Maker covered model "SIM-8", version "1.0", on 2019-12-02T00:00:01Z`, none.Explanation)

	number := r.sim("APP-1")
	similar := simCard()
	similar.Model = "SIM-80"
	r.certified("APP-2", 3, similar)
	granted := r.Time()
	r.Advance(day)
	r.do(suspend(number, r.Time().Add(30*day)))
	suspended := r.Time()
	r.Advance(day)
	r.do(reinstate(certifier, number))
	reinstated := r.Time()
	r.Advance(day)
	for _, test := range []struct {
		at     time.Time
		status types.CertificateStatus
	}{
		{granted, types.CERTIFICATE_STATUS_VALID},
		{suspended.Add(-1), types.CERTIFICATE_STATUS_VALID},
		{suspended, types.CERTIFICATE_STATUS_SUSPENDED},
		{reinstated.Add(-1), types.CERTIFICATE_STATUS_SUSPENDED},
		{reinstated, types.CERTIFICATE_STATUS_VALID},
		{r.Time(), types.CERTIFICATE_STATUS_VALID},
	} {
		response := r.verify("1.1", &test.at)
		require.Equal(t, number, response.Number)
		require.Equal(t, test.status, response.Snapshot.Status, test.at)
		require.Equal(t, test.status == types.CERTIFICATE_STATUS_VALID, response.Certified)
	}
	before := granted.Add(-1)
	require.False(t, r.verify("1.1", &before).Certified)
	require.False(t, r.verify("9.9", nil).Certified)

	// Two certificates: the one that is valid answers.
	second := r.sim("APP-3")
	r.do(withdraw(second))
	require.Equal(t, number, r.verify("1.0", nil).Number)
	r.do(withdraw(number))
	answer := r.verify("1.0", nil)
	require.False(t, answer.Certified)
	require.Contains(t, answer.Explanation, "withdrawn since")

	future := r.Time().Add(1)
	_, err := r.queries.VerifyProduct(r.Context(), &types.QueryVerifyProductRequest{Vendor: vendorUSCC, Model: "SIM-8", Version: "1.0", At: &future})
	require.Equal(t, codes.InvalidArgument, status.Code(err))
	_, err = r.queries.Certificate(r.Context(), &types.QueryCertificateRequest{Number: number, At: &before})
	require.Equal(t, codes.InvalidArgument, status.Code(err))
	was, err := r.queries.Certificate(r.Context(), &types.QueryCertificateRequest{Number: number, At: &suspended})
	require.NoError(t, err)
	require.Equal(t, types.CERTIFICATE_STATUS_SUSPENDED, was.Snapshot.Status)
	require.Equal(t, "Card Maker", was.Vendor.LegalName)
}

func (r *register) list(request *types.QueryCertificatesRequest) []string {
	r.t.Helper()
	response, err := r.queries.Certificates(r.Context(), request)
	require.NoError(r.t, err)
	var numbers []string
	for _, entry := range response.Certificates {
		numbers = append(numbers, entry.Number+" "+entry.Status.Label())
	}
	return numbers
}

func TestLists(t *testing.T) {
	r := newRegister(t)
	one, two := r.sim("APP-1"), r.sim("APP-2")
	r.Advance(time.Hour)
	three := r.sim("APP-3")
	r.do(suspend(two, r.Time().Add(day)))
	require.Equal(t, []string{one + " valid", two + " suspended", three + " valid"}, r.list(&types.QueryCertificatesRequest{}))
	require.Equal(t, []string{two + " suspended"}, r.list(&types.QueryCertificatesRequest{Status: types.CERTIFICATE_STATUS_SUSPENDED}))
	expiry := r.certificate(three).ExpiresAt
	require.Equal(t, []string{one + " valid"},
		r.list(&types.QueryCertificatesRequest{Status: types.CERTIFICATE_STATUS_VALID, ExpiringBefore: &expiry}))
	r.do(withdraw(one))
	require.Equal(t, []string{two + " suspended", three + " valid"}, r.list(&types.QueryCertificatesRequest{BodyId: beijing}))
	require.Len(t, r.list(&types.QueryCertificatesRequest{Vendor: vendor.String()}), 3)
	require.Len(t, r.list(&types.QueryCertificatesRequest{Pagination: &query.PageRequest{Limit: 2}}), 2)
	for _, wrong := range []*types.QueryCertificatesRequest{
		{BodyId: beijing, Vendor: vendorUSCC}, {ExpiringBefore: &expiry}, {Pagination: &query.PageRequest{Offset: 1}},
	} {
		_, err := r.queries.Certificates(r.Context(), wrong)
		require.Equal(t, codes.InvalidArgument, status.Code(err))
	}

	r.do(apply("APP-4"))
	undecided, err := r.queries.Applications(r.Context(), &types.QueryApplicationsRequest{BodyId: beijing})
	require.NoError(t, err)
	require.Len(t, undecided.Applications, 1)
	all, err := r.queries.Applications(r.Context(), &types.QueryApplicationsRequest{Vendor: vendorUSCC})
	require.NoError(t, err)
	require.Len(t, all.Applications, 4)
	everything, err := r.queries.Applications(r.Context(), &types.QueryApplicationsRequest{})
	require.NoError(t, err)
	require.Equal(t, all.Applications, everything.Applications)
	_, err = r.queries.Applications(r.Context(), &types.QueryApplicationsRequest{Vendor: vendorUSCC, BodyId: beijing})
	require.Equal(t, codes.InvalidArgument, status.Code(err))
	require.ErrorContains(t, err, types.ErrFilter.Error())
	editions, err := r.queries.Editions(r.Context(), &types.QueryEditionsRequest{})
	require.NoError(t, err)
	require.Equal(t, types.DefaultEditions(), editions.Editions)
	recognitions, err := r.queries.Recognitions(r.Context(), &types.QueryRecognitionsRequest{})
	require.NoError(t, err)
	require.Len(t, recognitions.Recognitions, 4)
	params, err := r.queries.Params(r.Context(), &types.QueryParamsRequest{})
	require.NoError(t, err)
	require.Equal(t, types.DefaultParams(), params.Params)
	_, err = r.queries.Certificate(r.Context(), &types.QueryCertificateRequest{Number: "03-001-2019-000009-83"})
	require.Equal(t, codes.NotFound, status.Code(err))
}
