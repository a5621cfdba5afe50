package keeper_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/cosmos/cosmos-sdk/types/query"

	"github.com/dcep-consortium/dcepd/queries"
	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

func requireCode(t *testing.T, want codes.Code, err error) {
	t.Helper()
	require.Equal(t, want, status.Code(err), "%v", err)
}

func TestQueries(t *testing.T) {
	o := busy(t)
	ctx := o.Context()
	exported := o.export()

	programmes, err := o.queries.Programmes(ctx, &types.QueryProgrammesRequest{})
	require.NoError(t, err)
	require.Equal(t, exported.Programmes, programmes.Programmes)
	programmes, err = o.queries.Programmes(ctx, &types.QueryProgrammesRequest{ManagerId: icbc})
	require.NoError(t, err)
	require.Empty(t, programmes.Programmes)

	contributions, err := o.queries.Contributions(ctx, &types.QueryContributionsRequest{ManagerId: manager, ProgrammeId: fund})
	require.NoError(t, err)
	require.Equal(t, exported.Contributions, contributions.Contributions)
	contributions, err = o.queries.Contributions(ctx, &types.QueryContributionsRequest{ManagerId: manager, ProgrammeId: "HNFUND-0"})
	require.NoError(t, err)
	require.Empty(t, contributions.Contributions)

	batches, err := o.queries.GrantBatches(ctx, &types.QueryGrantBatchesRequest{ManagerId: manager, ProgrammeId: fund})
	require.NoError(t, err)
	require.Equal(t, exported.Batches, batches.Batches)

	grants, err := o.queries.Grants(ctx, &types.QueryGrantsRequest{ManagerId: manager, ProgrammeId: fund})
	require.NoError(t, err)
	require.Equal(t, exported.Grants, grants.Grants)
	byBeneficiary, err := o.queries.GrantsByBeneficiary(ctx, &types.QueryGrantsByBeneficiaryRequest{Beneficiary: hotel.String()})
	require.NoError(t, err)
	require.Equal(t, []types.Grant{o.grant(hotel).Grant}, byBeneficiary.Grants)

	spendings, err := o.queries.Spendings(ctx, &types.QuerySpendingsRequest{ManagerId: manager, ProgrammeId: fund, Beneficiary: hotel.String()})
	require.NoError(t, err)
	require.Equal(t, exported.Spendings, spendings.Spendings)
}

func TestPages(t *testing.T) {
	o := funded(t)
	o.do(propose("BATCH-1", award(hotel, "tourism", "H", million)))
	o.do(confirm("BATCH-1"))
	o.until(firstDay)
	for i := range 101 {
		o.MustSend(spend(hotel, airline, 1, firstDay, fmt.Sprintf("FLY-%03d", i)))
	}
	ask := func(page *query.PageRequest) (*types.QuerySpendingsResponse, error) {
		return o.queries.Spendings(o.Context(), &types.QuerySpendingsRequest{
			ManagerId: manager, ProgrammeId: fund, Beneficiary: hotel.String(), Pagination: page,
		})
	}
	for _, page := range []*query.PageRequest{nil, {Limit: 1000}} {
		first, err := ask(page)
		require.NoError(t, err)
		require.Len(t, first.Spendings, 100)
		rest, err := ask(&query.PageRequest{Key: first.Pagination.NextKey})
		require.NoError(t, err)
		require.Len(t, rest.Spendings, 1)
		require.Equal(t, "FLY-100", rest.Spendings[0].EndToEndId)
		require.Empty(t, rest.Pagination.NextKey)
	}
	for _, page := range []*query.PageRequest{{Offset: 1}, {CountTotal: true}} {
		_, err := ask(page)
		requireCode(t, codes.InvalidArgument, err)
		require.ErrorContains(t, err, queries.ErrPagination.Error())
	}
}

func TestQueryErrors(t *testing.T) {
	o := busy(t)
	ctx, nobody := o.Context(), testutil.NewActor("nobody").String()
	type keys struct{ manager, programme, reference, beneficiary, date, id string }
	valid := keys{manager, fund, "BATCH-1", hotel.String(), firstDay, "FLY-1"}
	asked := map[string]func(keys) error{
		"Programme": func(k keys) error {
			_, err := o.queries.Programme(ctx, &types.QueryProgrammeRequest{ManagerId: k.manager, ProgrammeId: k.programme})
			return err
		},
		"Contributions": func(k keys) error {
			_, err := o.queries.Contributions(ctx, &types.QueryContributionsRequest{ManagerId: k.manager, ProgrammeId: k.programme})
			return err
		},
		"GrantBatch": func(k keys) error {
			_, err := o.queries.GrantBatch(ctx, &types.QueryGrantBatchRequest{ManagerId: k.manager, ProgrammeId: k.programme, Reference: k.reference})
			return err
		},
		"GrantBatches": func(k keys) error {
			_, err := o.queries.GrantBatches(ctx, &types.QueryGrantBatchesRequest{ManagerId: k.manager, ProgrammeId: k.programme})
			return err
		},
		"Grant": func(k keys) error {
			_, err := o.queries.Grant(ctx, &types.QueryGrantRequest{ManagerId: k.manager, ProgrammeId: k.programme, Beneficiary: k.beneficiary})
			return err
		},
		"Grants": func(k keys) error {
			_, err := o.queries.Grants(ctx, &types.QueryGrantsRequest{ManagerId: k.manager, ProgrammeId: k.programme})
			return err
		},
		"Spendings": func(k keys) error {
			_, err := o.queries.Spendings(ctx, &types.QuerySpendingsRequest{ManagerId: k.manager, ProgrammeId: k.programme, Beneficiary: k.beneficiary})
			return err
		},
		"Spending": func(k keys) error {
			_, err := o.queries.Spending(ctx, &types.QuerySpendingRequest{
				ManagerId: k.manager, ProgrammeId: k.programme, Beneficiary: k.beneficiary, InstructionDate: k.date, EndToEndId: k.id,
			})
			return err
		},
		"SpendingRefunds": func(k keys) error {
			_, err := o.queries.SpendingRefunds(ctx, &types.QuerySpendingRefundsRequest{
				ManagerId: k.manager, ProgrammeId: k.programme, Beneficiary: k.beneficiary, InstructionDate: k.date, EndToEndId: k.id,
			})
			return err
		},
	}
	for name, ask := range asked {
		requireCode(t, codes.OK, ask(valid))
		for field, test := range map[string]struct {
			change  func(*keys, string)
			unknown string
			uses    bool
		}{
			"manager":   {func(k *keys, s string) { k.manager = s }, icbc, true},
			"programme": {func(k *keys, s string) { k.programme = s }, "X", true},
			"reference": {func(k *keys, s string) { k.reference = s }, "X", name == "GrantBatch"},
			"beneficiary": {
				func(k *keys, s string) { k.beneficiary = s }, nobody,
				name == "Grant" || name == "Spending" || name == "Spendings" || name == "SpendingRefunds",
			},
			"date": {func(k *keys, s string) { k.date = s }, "2019-12-04", name == "Spending" || name == "SpendingRefunds"},
			"id":   {func(k *keys, s string) { k.id = s }, "X", name == "Spending" || name == "SpendingRefunds"},
		} {
			if !test.uses {
				continue
			}
			unknown, malformed := valid, valid
			test.change(&unknown, test.unknown)
			test.change(&malformed, "")
			t.Run(name+" "+field, func(t *testing.T) {
				requireCode(t, codes.NotFound, ask(unknown))
				requireCode(t, codes.InvalidArgument, ask(malformed))
			})
		}
	}
	_, err := o.queries.Programmes(ctx, &types.QueryProgrammesRequest{ManagerId: "X"})
	requireCode(t, codes.InvalidArgument, err)
	_, err = o.queries.GrantsByBeneficiary(ctx, &types.QueryGrantsByBeneficiaryRequest{})
	requireCode(t, codes.InvalidArgument, err)
}
