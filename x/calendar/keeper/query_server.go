package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/queries"
	"github.com/dcep-consortium/dcepd/x/calendar/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

var _ types.QueryServer = queryServer{}

// queryServer answers with NotFound, InvalidArgument or Internal, and nothing else.
type queryServer struct{ keeper *Keeper }

// NewQueryServer serves the module's queries.
func NewQueryServer(keeper *Keeper) types.QueryServer { return queryServer{keeper} }

var failures = queries.Failures{
	NotFound:        []error{types.ErrCalendarNotFound, types.ErrProposalNotFound},
	InvalidArgument: []error{currencytypes.ErrDay, types.ErrBankingDays},
}

// Calendar implements types.QueryServer.
func (s queryServer) Calendar(ctx context.Context, request *types.QueryCalendarRequest) (response *types.QueryCalendarResponse, err error) {
	defer failures.ToStatus(&err)
	edition, err := s.published(ctx, request.Year)
	if err != nil {
		return nil, err
	}
	return &types.QueryCalendarResponse{Edition: edition}, nil
}

// Calendars implements types.QueryServer.
func (s queryServer) Calendars(ctx context.Context, request *types.QueryCalendarsRequest) (response *types.QueryCalendarsResponse, err error) {
	defer failures.ToStatus(&err)
	editions, next, err := queries.Page(ctx, s.keeper.current, request.Pagination, queries.Itself[uint32, types.Edition])
	if err != nil {
		return nil, err
	}
	return &types.QueryCalendarsResponse{Editions: editions, Pagination: next}, nil
}

// Editions implements types.QueryServer. The edition that holds is kept apart from those before it, and closes the list.
func (s queryServer) Editions(ctx context.Context, request *types.QueryEditionsRequest) (response *types.QueryEditionsResponse, err error) {
	defer failures.ToStatus(&err)
	current, err := s.published(ctx, request.Year)
	if err != nil {
		return nil, err
	}
	editions, next, err := queries.Page(ctx, s.keeper.superseded, request.Pagination,
		queries.Itself[collections.Pair[uint32, uint32], types.Edition], queries.Under[uint32, uint32](request.Year))
	if err != nil {
		return nil, err
	}
	switch backwards := request.Pagination.GetReverse(); {
	case backwards && len(request.Pagination.GetKey()) == 0:
		editions = append([]types.Edition{current}, editions...)
	case !backwards && len(next.NextKey) == 0:
		editions = append(editions, current)
	}
	return &types.QueryEditionsResponse{Editions: editions, Pagination: next}, nil
}

// Proposal implements types.QueryServer.
func (s queryServer) Proposal(ctx context.Context, request *types.QueryProposalRequest) (response *types.QueryProposalResponse, err error) {
	defer failures.ToStatus(&err)
	proposal, err := s.keeper.proposal(ctx, request.Year)
	if err != nil {
		return nil, err
	}
	return &types.QueryProposalResponse{Proposal: proposal}, nil
}

// BankingDay implements types.QueryServer.
func (s queryServer) BankingDay(ctx context.Context, request *types.QueryBankingDayRequest) (response *types.QueryBankingDayResponse, err error) {
	defer failures.ToStatus(&err)
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
