package keeper_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/cosmos/cosmos-sdk/types/query"

	"github.com/dcep-consortium/dcepd/x/supervision/types"
)

func TestQueries(t *testing.T) {
	d := busy(t)
	ctx := d.Context()
	q := d.queries
	params, err := q.Params(ctx, &types.QueryParamsRequest{})
	require.NoError(t, err)
	require.Equal(t, types.DefaultParams(), params.Params)
	wallets, err := q.AuthorityWallets(ctx, &types.QueryAuthorityWalletsRequest{})
	require.NoError(t, err)
	require.Equal(t, []types.AuthorityWallet{{MemberId: court, Wallet: chest.String()}}, wallets.Wallets)
	campaigns, err := q.Campaigns(ctx, &types.QueryCampaignsRequest{})
	require.NoError(t, err)
	require.Len(t, campaigns.Campaigns, 1)
	cases, err := q.Cases(ctx, &types.QueryCasesRequest{LeadId: finance})
	require.NoError(t, err)
	require.Len(t, cases.Cases, 2)
	none, err := q.Cases(ctx, &types.QueryCasesRequest{LeadId: police})
	require.NoError(t, err)
	require.Empty(t, none.Cases)
	byCampaign, err := q.CasesByCampaign(ctx, &types.QueryCasesByCampaignRequest{LeadId: finance, CampaignId: "SZ-1"})
	require.NoError(t, err)
	require.Equal(t, cases.Cases[1:], byCampaign.Cases)
	subjects, err := q.Subjects(ctx, &types.QuerySubjectsRequest{LeadId: finance, CaseId: caseID})
	require.NoError(t, err)
	require.Len(t, subjects.Subjects, 3)
	subject, err := q.Subject(ctx, &types.QuerySubjectRequest{LeadId: finance, CaseId: caseID, Number: 1})
	require.NoError(t, err)
	require.Equal(t, subjects.Subjects[0], subject.Subject)
	steps, err := q.Steps(ctx, &types.QueryStepsRequest{LeadId: finance, CaseId: caseID})
	require.NoError(t, err)
	require.Len(t, steps.Steps, 2)
	envelopes, err := q.CaseEnvelopes(ctx, &types.QueryCaseEnvelopesRequest{LeadId: finance, CaseId: caseID})
	require.NoError(t, err)
	require.Equal(t, "for the bureau", string(envelopes.Envelopes[0].Envelope.Ciphertext))
	orders, err := q.Orders(ctx, &types.QueryOrdersRequest{MemberId: police})
	require.NoError(t, err)
	require.Len(t, orders.Orders, 1)
	all, err := q.Orders(ctx, &types.QueryOrdersRequest{})
	require.NoError(t, err)
	byCase, err := q.OrdersByCase(ctx, &types.QueryOrdersByCaseRequest{LeadId: finance, CaseId: caseID})
	require.NoError(t, err)
	require.Equal(t, all.Orders, byCase.Orders)
	changes, err := q.OrderChanges(ctx, &types.QueryOrderChangesRequest{MemberId: police, Reference: "F-1"})
	require.NoError(t, err)
	require.Len(t, changes.Changes, 2)
	reviews, err := q.FlagReviews(ctx, &types.QueryFlagReviewsRequest{})
	require.NoError(t, err)
	require.Len(t, reviews.Reviews, 1)
}

func TestQueriesFail(t *testing.T) {
	d := newDesk(t)
	ctx := d.Context()
	for name, test := range map[string]struct {
		ask  func() error
		code codes.Code
	}{
		"case": {func() error {
			_, err := d.queries.Case(ctx, &types.QueryCaseRequest{LeadId: finance, CaseId: "NO"})
			return err
		}, codes.NotFound},
		"order": {func() error {
			_, err := d.queries.Order(ctx, &types.QueryOrderRequest{MemberId: finance, Reference: "NO"})
			return err
		}, codes.NotFound},
		"campaign": {func() error {
			_, err := d.queries.CasesByCampaign(ctx, &types.QueryCasesByCampaignRequest{LeadId: finance, CampaignId: "NO"})
			return err
		}, codes.NotFound},
		"subject": {
			func() error {
				_, err := d.queries.Subject(ctx, &types.QuerySubjectRequest{LeadId: finance, CaseId: caseID, Number: 9})
				return err
			}, codes.NotFound,
		},
		"id": {func() error { _, err := d.queries.Orders(ctx, &types.QueryOrdersRequest{MemberId: "A B"}); return err }, codes.InvalidArgument},
		"offset": {
			func() error {
				_, err := d.queries.OverdueCases(ctx, &types.QueryOverdueCasesRequest{Pagination: &query.PageRequest{Offset: 1}})
				return err
			}, codes.InvalidArgument,
		},
		"reverse": {
			func() error {
				_, err := d.queries.OverdueCases(ctx, &types.QueryOverdueCasesRequest{Pagination: &query.PageRequest{Reverse: true}})
				return err
			}, codes.InvalidArgument,
		},
		"key": {
			func() error {
				_, err := d.queries.OverdueCases(ctx, &types.QueryOverdueCasesRequest{Pagination: &query.PageRequest{Key: []byte{1}}})
				return err
			}, codes.InvalidArgument,
		},
	} {
		t.Run(name, func(t *testing.T) { require.Equal(t, test.code, status.Code(test.ask())) })
	}
}

// The overdue are listed page by page, and nobody else.
func TestOverdueIsPaged(t *testing.T) {
	d := newDesk(t)
	for i := range 5 {
		msg := openCase(fmt.Sprintf("SZ-%d", i), 1)
		msg.Deadline = fmt.Sprintf("2019-12-0%d", 3+i)
		d.do(msg)
	}
	d.Advance(4 * day) // 2019-12-06: three are late
	var found []string
	page := &query.PageRequest{Limit: 2}
	for {
		response, err := d.queries.OverdueCases(d.Context(), &types.QueryOverdueCasesRequest{Pagination: page})
		require.NoError(t, err)
		for _, c := range response.Cases {
			found = append(found, c.Id)
		}
		if page.Key = response.Pagination.NextKey; len(page.Key) == 0 {
			break
		}
	}
	require.Equal(t, []string{"SZ-0", "SZ-1", "SZ-2"}, found)
}
