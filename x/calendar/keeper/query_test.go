package keeper_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/cosmos/cosmos-sdk/types/query"

	"github.com/dcep-consortium/dcepd/queries"
	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/calendar/types"
)

func TestQueries(t *testing.T) {
	o := newOffice(t)
	ctx := o.Context()
	o.do(propose(extended()))
	one, err := o.queries.Calendar(ctx, &types.QueryCalendarRequest{Year: 2021})
	require.NoError(t, err)
	require.Equal(t, types.Edition{Calendar: testutil.Calendars()[2], Number: 1}, one.Edition)
	proposal, err := o.queries.Proposal(ctx, &types.QueryProposalRequest{Year: 2020})
	require.NoError(t, err)
	require.Equal(t, types.Proposal{Calendar: extended(), ProposedBy: compliance.String()}, proposal.Proposal)

	first, err := o.queries.Calendars(ctx, &types.QueryCalendarsRequest{Pagination: &query.PageRequest{Limit: 2}})
	require.NoError(t, err)
	require.Len(t, first.Editions, 2)
	rest, err := o.queries.Calendars(ctx, &types.QueryCalendarsRequest{Pagination: &query.PageRequest{Key: first.Pagination.NextKey}})
	require.NoError(t, err)
	require.Equal(t, []types.Edition{one.Edition}, rest.Editions)
	require.Empty(t, rest.Pagination.NextKey)

	require.Equal(t, &types.QueryBankingDayResponse{NextBankingDay: "2020-02-01", LaterDay: "2020-02-04"}, o.closed("2020-01-31", 3, t))
	require.Equal(t, &types.QueryBankingDayResponse{
		IsBankingDay: true, NextBankingDay: "2021-12-31", LaterDay: "2022-01-03", Provisional: true,
	}, o.later("2021-12-31", 1), "2022 is not published")
}

// closed asks a chain on which 31 January 2020 was closed alone.
func (o *office) closed(day string, later uint32, t *testing.T) *types.QueryBankingDayResponse {
	t.Helper()
	year := testutil.Calendars()[1]
	year.ClosedPeriods[1].LastDay = "2020-01-31"
	other := newOffice(t)
	other.do(propose(year))
	other.do(confirm(year))
	return other.later(day, later)
}

func TestQueryErrors(t *testing.T) {
	o := newOffice(t)
	ctx := o.Context()
	for name, test := range map[string]struct {
		ask  func() error
		code codes.Code
		says string
	}{
		"calendar": {func() error {
			_, err := o.queries.Calendar(ctx, &types.QueryCalendarRequest{Year: 2018})
			return err
		}, codes.NotFound, types.ErrCalendarNotFound.Error()},
		"editions": {func() error {
			_, err := o.queries.Editions(ctx, &types.QueryEditionsRequest{Year: 2018})
			return err
		}, codes.NotFound, types.ErrCalendarNotFound.Error()},
		"proposal": {func() error {
			_, err := o.queries.Proposal(ctx, &types.QueryProposalRequest{Year: 2020})
			return err
		}, codes.NotFound, types.ErrProposalNotFound.Error()},
		"day": {func() error {
			_, err := o.queries.BankingDay(ctx, &types.QueryBankingDayRequest{Day: "x"})
			return err
		}, codes.InvalidArgument, "such as 2019-12-01"},
		"too many": {func() error {
			_, err := o.queries.BankingDay(ctx, &types.QueryBankingDayRequest{Day: "2020-01-01", BankingDays: 101})
			return err
		}, codes.InvalidArgument, types.ErrBankingDays.Error()},
		"offset": {func() error {
			_, err := o.queries.Calendars(ctx, &types.QueryCalendarsRequest{Pagination: &query.PageRequest{Offset: 1}})
			return err
		}, codes.InvalidArgument, queries.ErrPagination.Error()},
		"count": {func() error {
			_, err := o.queries.Editions(ctx, &types.QueryEditionsRequest{Year: 2020, Pagination: &query.PageRequest{CountTotal: true}})
			return err
		}, codes.InvalidArgument, queries.ErrPagination.Error()},
	} {
		t.Run(name, func(t *testing.T) {
			err := test.ask()
			require.Equal(t, test.code, status.Code(err), "%v", err)
			require.ErrorContains(t, err, test.says)
		})
	}
	require.Equal(t, "2020-01-02", o.later("2020-01-02", 0).LaterDay)
}
