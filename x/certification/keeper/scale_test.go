package keeper_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/certification/keeper"
	"github.com/dcep-consortium/dcepd/x/certification/types"
)

// crowd fills the register of a chain with certificates, of which so many end in the same second, as the first. It
// returns one of these.
func crowd(t testing.TB, chain *testutil.Chain, k *keeper.Keeper, certificates, together int) types.Certificate {
	t.Helper()
	state := types.DefaultGenesisState()
	state.Recognitions = []types.Recognition{{MemberId: beijing, Code: 1, Scopes: []types.Scope{
		{Category: 3, Periods: []types.Period{{FirstDay: "2019-12-01"}}},
	}}}
	state.Vendors = []types.Vendor{{Uscc: vendorUSCC, LegalName: "Card Maker", Wallet: vendor.String(), RegisteredBy: beijing}}
	state.Serials = []types.Serial{{BodyCode: 1, Year: 2019, Last: uint32(certificates)}}
	for i := range certificates {
		number, err := ident.NewCertificateNo(3, 1, 2019, uint32(i+1))
		require.NoError(t, err)
		granted := chain.Time()
		if i >= together {
			granted = granted.Add(time.Duration(i) * time.Minute)
		}
		certificate := types.NewCertificate(number, types.Application{
			Category: 3, Edition: "2019", Vendor: vendorUSCC, BodyId: beijing, Unit: simCard(),
		}, certifier.String(), granted)
		certificate.Warnings = uint32(len(types.Warnings))
		state.Certificates = append(state.Certificates, certificate)
	}
	require.NoError(t, k.InitGenesis(chain.Context(), state))
	return state.Certificates[together-1]
}

// Thousands of certificates end in one second: all are invalid in that second, no block records more than its bound, and
// lists stay pages.
func TestManyEndTogether(t *testing.T) {
	const certificates, together = 2_500, 2_000
	r := open(t, testutil.New(t))
	last := crowd(t, r.Chain, r.keeper, certificates, together)
	r.Advance(last.ExpiresAt.Sub(r.Time()) - time.Nanosecond)
	require.Empty(t, r.end())
	require.NoError(t, r.keeper.IsCertified(r.Context(), last.Number, 3))
	r.Advance(time.Nanosecond)
	require.ErrorIs(t, r.keeper.IsCertified(r.Context(), last.Number, 3), types.ErrProductNotValid)
	for left := together; left > 0; left -= types.MaxStepsPerBlock {
		require.Len(t, r.end(), types.MaxStepsPerBlock)
	}
	require.Empty(t, r.end())
	response, err := r.queries.Certificates(r.Context(), &types.QueryCertificatesRequest{Status: types.CERTIFICATE_STATUS_EXPIRED})
	require.NoError(t, err)
	require.Len(t, response.Certificates, 100)
	require.NotEmpty(t, response.Pagination.NextKey)
}

// BenchmarkEndBlock is what a block's end costs while 5,000 of 100,000 certificates end in one second.
func BenchmarkEndBlock(b *testing.B) {
	chain := testutil.New(b)
	k := app.Certification(chain.App)
	last := crowd(b, chain, k, 100_000, 5_000)
	chain.NextBlock()
	ctx := chain.Context().WithBlockTime(last.ExpiresAt)
	b.ResetTimer()
	for range b.N {
		branch, _ := ctx.CacheContext()
		require.NoError(b, k.EndBlock(branch))
	}
}
