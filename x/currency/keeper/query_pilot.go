package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/queries"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// Pilot implements types.QueryServer.
func (s queryServer) Pilot(ctx context.Context, _ *types.QueryPilotRequest) (response *types.QueryPilotResponse, err error) {
	defer failures.ToStatus(&err)
	pilot, err := s.keeper.pilot.Get(ctx)
	if err != nil {
		return nil, err
	}
	rules, err := s.keeper.rules(ctx)
	if err != nil {
		return nil, err
	}
	response = &types.QueryPilotResponse{Pilot: pilot}
	if rules.Phase != nil {
		response.CurrentPhaseId = rules.Phase.Id
	}
	return response, nil
}

// Invitations implements types.QueryServer.
func (s queryServer) Invitations(
	ctx context.Context, request *types.QueryInvitationsRequest,
) (response *types.QueryInvitationsResponse, err error) {
	defer failures.ToStatus(&err)
	phaseID, err := types.ParseReference("phase id", request.PhaseId)
	if err != nil {
		return nil, err
	}
	invitations, page, err := queries.Page(ctx, s.keeper.ledger.invitations, request.Pagination,
		func(key invitationKey, _ collections.NoValue) (types.Invitation, error) {
			return types.Invitation{PhaseId: key.K1(), OperatorId: key.K2(), CustomerRef: key.K3()}, nil
		},
		queries.Beginning(collections.TriplePrefix[string, string, []byte](phaseID.String())))
	if err != nil {
		return nil, err
	}
	return &types.QueryInvitationsResponse{Invitations: invitations, Pagination: page}, nil
}

// Flags implements types.QueryServer.
func (s queryServer) Flags(ctx context.Context, request *types.QueryFlagsRequest) (response *types.QueryFlagsResponse, err error) {
	defer failures.ToStatus(&err)
	operatorID, err := s.memberID(ctx, request.OperatorId)
	if err != nil {
		return nil, err
	}
	flags, page, err := queries.Page(ctx, s.keeper.ledger.flags, request.Pagination, queries.Itself[flagKey, types.Flag],
		queries.Beginning(collections.QuadPrefix[string, types.Day, []byte, uint32](operatorID)))
	if err != nil {
		return nil, err
	}
	return &types.QueryFlagsResponse{Flags: flags, Pagination: page}, nil
}
