package keeper

import (
	"context"
	"errors"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"cosmossdk.io/collections"

	"github.com/cosmos/cosmos-sdk/types/query"

	"github.com/dcep-consortium/dcepd/x/calendar/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// maxPageSize is the most entries that one page of a list has, and the default.
const maxPageSize = 100

var _ types.QueryServer = queryServer{}

// queryServer answers with NotFound, InvalidArgument or Internal, and nothing else.
type queryServer struct{ keeper *Keeper }

// NewQueryServer serves the module's queries.
func NewQueryServer(keeper *Keeper) types.QueryServer { return queryServer{keeper} }

// Calendar implements types.QueryServer.
func (s queryServer) Calendar(ctx context.Context, request *types.QueryCalendarRequest) (response *types.QueryCalendarResponse, err error) {
	defer toStatus(&err)
	edition, err := s.published(ctx, request.Year)
	if err != nil {
		return nil, err
	}
	return &types.QueryCalendarResponse{Edition: edition}, nil
}

// Calendars implements types.QueryServer.
func (s queryServer) Calendars(ctx context.Context, request *types.QueryCalendarsRequest) (response *types.QueryCalendarsResponse, err error) {
	defer toStatus(&err)
	page, err := pageOf(request.Pagination)
	if err != nil {
		return nil, err
	}
	editions, next, err := query.CollectionPaginate(ctx, s.keeper.current, page, itself[uint32])
	if err != nil {
		return nil, err
	}
	return &types.QueryCalendarsResponse{Editions: editions, Pagination: next}, nil
}

// Editions implements types.QueryServer.
func (s queryServer) Editions(ctx context.Context, request *types.QueryEditionsRequest) (response *types.QueryEditionsResponse, err error) {
	defer toStatus(&err)
	current, err := s.published(ctx, request.Year)
	if err != nil {
		return nil, err
	}
	page, err := pageOf(request.Pagination)
	if err != nil {
		return nil, err
	}
	editions, next, err := query.CollectionPaginate(ctx, s.keeper.superseded, page, itself[collections.Pair[uint32, uint32]],
		query.WithCollectionPaginationPairPrefix[uint32, uint32](request.Year))
	if err != nil {
		return nil, err
	}
	if len(next.NextKey) == 0 {
		editions = append(editions, current)
	}
	return &types.QueryEditionsResponse{Editions: editions, Pagination: next}, nil
}

// Proposal implements types.QueryServer.
func (s queryServer) Proposal(ctx context.Context, request *types.QueryProposalRequest) (response *types.QueryProposalResponse, err error) {
	defer toStatus(&err)
	proposal, err := s.keeper.proposal(ctx, request.Year)
	if err != nil {
		return nil, err
	}
	return &types.QueryProposalResponse{Proposal: proposal}, nil
}

// BankingDay implements types.QueryServer.
func (s queryServer) BankingDay(ctx context.Context, request *types.QueryBankingDayRequest) (response *types.QueryBankingDayResponse, err error) {
	defer toStatus(&err)
	day, err := currencytypes.ParseDay(request.Day)
	if err != nil {
		return nil, err
	}
	if request.BankingDays > types.MaxBankingDays {
		return nil, types.ErrBankingDays.Wrapf("asked %d, at most %d", request.BankingDays, types.MaxBankingDays)
	}
	calendar, err := s.keeper.Calendar(ctx, day)
	if err != nil {
		return nil, err
	}
	next, later := calendar.Next(day), calendar.AddBankingDays(day, int(request.BankingDays))
	return &types.QueryBankingDayResponse{
		IsBankingDay: next == day, NextBankingDay: next.String(), LaterDay: later.String(),
		Provisional: !calendar.IsPublished(day) || !calendar.IsPublished(max(next, later)),
	}, nil
}

func (s queryServer) published(ctx context.Context, year uint32) (types.Edition, error) {
	edition, err := s.keeper.edition(ctx, year)
	if err == nil && edition.Number == 0 {
		err = types.ErrCalendarNotFound.Wrapf("year %d: banks are taken to work from Monday to Friday", year)
	}
	return edition, err
}

// toStatus gives the error of a query the code that clients act on.
func toStatus(err *error) {
	if *err == nil {
		return
	}
	code := codes.Internal
	switch {
	case errors.Is(*err, types.ErrCalendarNotFound), errors.Is(*err, types.ErrProposalNotFound):
		code = codes.NotFound
	case errors.Is(*err, currencytypes.ErrDay), errors.Is(*err, types.ErrBankingDays), errors.Is(*err, types.ErrPagination):
		code = codes.InvalidArgument
	}
	*err = status.Error(code, (*err).Error())
}

// pageOf refuses with ErrPagination whatever would read a list whole. The client goes on from the key that a page returns.
func pageOf(page *query.PageRequest) (*query.PageRequest, error) {
	request := &query.PageRequest{Limit: maxPageSize}
	if page == nil {
		return request, nil
	}
	if page.Offset != 0 || page.CountTotal {
		return nil, types.ErrPagination.Wrap("offset and count_total are not served: go on from the page's next_key")
	}
	request.Key, request.Reverse = page.Key, page.Reverse
	if page.Limit != 0 {
		request.Limit = min(page.Limit, maxPageSize)
	}
	return request, nil
}

// itself is the transformation of a list that shows its values as they are.
func itself[Key any](_ Key, edition types.Edition) (types.Edition, error) { return edition, nil }
