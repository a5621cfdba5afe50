package keeper

import (
	"context"
	"time"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/queries"
	certificationtypes "github.com/dcep-consortium/dcepd/x/certification/types"
	"github.com/dcep-consortium/dcepd/x/surveillance/types"
)

var _ types.QueryServer = queryServer{}

// queryServer answers with NotFound, InvalidArgument or Internal, and nothing else.
type queryServer struct{ keeper *Keeper }

// NewQueryServer serves the module's queries.
func NewQueryServer(keeper *Keeper) types.QueryServer { return queryServer{keeper} }

var failures = queries.Failures{
	NotFound:        []error{types.ErrRoundNotFound, types.ErrMisuseNotFound, certificationtypes.ErrCertificateNotFound},
	InvalidArgument: []error{certificationtypes.ErrIdentifier, types.ErrSeal},
}

// Params implements types.QueryServer.
func (s queryServer) Params(ctx context.Context, _ *types.QueryParamsRequest) (response *types.QueryParamsResponse, err error) {
	defer failures.ToStatus(&err)
	params, err := s.keeper.params.Get(ctx)
	if err != nil {
		return nil, err
	}
	return &types.QueryParamsResponse{Params: params}, nil
}

// Round implements types.QueryServer.
func (s queryServer) Round(ctx context.Context, request *types.QueryRoundRequest) (response *types.QueryRoundResponse, err error) {
	defer failures.ToStatus(&err)
	round, err := s.round(ctx, request.BodyId, request.RoundId)
	if err != nil {
		return nil, err
	}
	return &types.QueryRoundResponse{Round: round, Status: round.StatusAt(now(ctx))}, nil
}

func (s queryServer) round(ctx context.Context, bodyID, id string) (types.Round, error) {
	if err := parseRound(bodyID, id); err != nil {
		return types.Round{}, err
	}
	return s.keeper.round(ctx, bodyID, id)
}

// Rounds implements types.QueryServer.
func (s queryServer) Rounds(ctx context.Context, request *types.QueryRoundsRequest) (response *types.QueryRoundsResponse, err error) {
	defer failures.ToStatus(&err)
	body, err := certificationtypes.ParseMemberID(request.BodyId)
	if err != nil {
		return nil, err
	}
	rounds, page, err := queries.Page(ctx, s.keeper.rounds, request.Pagination, queries.Itself[momentKey, types.Round],
		queries.Under[string, time.Time](body.String()))
	if err != nil {
		return nil, err
	}
	return &types.QueryRoundsResponse{Rounds: rounds, Pagination: page}, nil
}

// Population implements types.QueryServer.
func (s queryServer) Population(
	ctx context.Context, request *types.QueryPopulationRequest,
) (response *types.QueryPopulationResponse, err error) {
	defer failures.ToStatus(&err)
	round, err := s.round(ctx, request.BodyId, request.RoundId)
	if err != nil {
		return nil, err
	}
	response = &types.QueryPopulationResponse{}
	response.Pagination, err = s.keeper.register.PageCertificates(ctx, request.Pagination, func(c certificationtypes.Certificate) error {
		if round.CheckMember(c) != nil {
			return nil
		}
		member, err := s.member(ctx, round, c)
		response.Members = append(response.Members, member)
		return err
	})
	if err != nil {
		return nil, err
	}
	return response, nil
}

// member is what became of a certificate of the population.
func (s queryServer) member(ctx context.Context, round types.Round, c certificationtypes.Certificate) (types.Member, error) {
	member := types.Member{Number: c.Number, Overdue: types.IsOverdue(round.FrozenAt, c.GrantedAt)}
	ends := round.InspectBy
	if moment := now(ctx); moment.Before(ends) {
		ends = moment
	}
	member.Ended = !c.IsInForce(ends)
	err := s.keeper.walkInspections(ctx, c.Number, func(i types.Inspection) (bool, error) {
		if i.At.Before(round.FrozenAt) {
			member.Overdue = types.IsOverdue(round.FrozenAt, i.At)
			return true, nil
		}
		member.Inspected = member.Inspected || i.RoundId == round.Id && i.BodyId == round.BodyId
		return false, nil
	})
	return member, err
}

// Inspections implements types.QueryServer.
func (s queryServer) Inspections(
	ctx context.Context, request *types.QueryInspectionsRequest,
) (response *types.QueryInspectionsResponse, err error) {
	defer failures.ToStatus(&err)
	number, err := certificationtypes.ParseNumber(request.Number)
	if err != nil {
		return nil, err
	}
	inspections, page, err := queries.Page(ctx, s.keeper.inspections, request.Pagination, queries.Itself[momentKey, types.Inspection],
		queries.Under[string, time.Time](number.String()))
	if err != nil {
		return nil, err
	}
	return &types.QueryInspectionsResponse{Inspections: inspections, Pagination: page}, nil
}

// InspectionOrders implements types.QueryServer.
func (s queryServer) InspectionOrders(
	ctx context.Context, request *types.QueryInspectionOrdersRequest,
) (response *types.QueryInspectionOrdersResponse, err error) {
	defer failures.ToStatus(&err)
	response = &types.QueryInspectionOrdersResponse{}
	if request.Number == "" {
		response.Orders, response.Pagination, err = queries.Page(ctx, s.keeper.openOrders, request.Pagination,
			func(number string, at time.Time) (types.InspectionOrder, error) {
				return s.keeper.orders.Get(ctx, collections.Join(number, at))
			})
		return response, err
	}
	number, err := certificationtypes.ParseNumber(request.Number)
	if err != nil {
		return nil, err
	}
	response.Orders, response.Pagination, err = queries.Page(ctx, s.keeper.orders, request.Pagination,
		queries.Itself[momentKey, types.InspectionOrder], queries.Under[string, time.Time](number.String()))
	return response, err
}

// MisuseReport implements types.QueryServer.
func (s queryServer) MisuseReport(
	ctx context.Context, request *types.QueryMisuseReportRequest,
) (response *types.QueryMisuseReportResponse, err error) {
	defer failures.ToStatus(&err)
	seal, err := types.ParseSeal(request.Seal)
	if err != nil {
		return nil, err
	}
	report, err := s.keeper.misuseReport(ctx, seal)
	if err != nil {
		return nil, err
	}
	return &types.QueryMisuseReportResponse{Report: report}, nil
}

// MisuseReports implements types.QueryServer.
func (s queryServer) MisuseReports(
	ctx context.Context, request *types.QueryMisuseReportsRequest,
) (response *types.QueryMisuseReportsResponse, err error) {
	defer failures.ToStatus(&err)
	body, err := certificationtypes.ParseMemberID(request.BodyId)
	if err != nil {
		return nil, err
	}
	reports, page, err := queries.Page(ctx, s.keeper.misuse.Indexes.byBody, request.Pagination,
		func(entry collections.Pair[string, []byte], _ collections.NoValue) (types.MisuseReport, error) {
			return s.keeper.misuseReport(ctx, entry.K2())
		}, queries.Under[string, []byte](body.String()))
	if err != nil {
		return nil, err
	}
	return &types.QueryMisuseReportsResponse{Reports: reports, Pagination: page}, nil
}
