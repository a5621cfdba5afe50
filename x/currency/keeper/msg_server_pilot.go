package keeper

import (
	"context"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// SetPhase implements types.MsgServer.
func (s msgServer) SetPhase(ctx context.Context, msg *types.MsgSetPhase) (*types.MsgSetPhaseResponse, error) {
	return &types.MsgSetPhaseResponse{}, s.keeper.setPhase(ctx, msg.Phase)
}

// RemovePhase implements types.MsgServer.
func (s msgServer) RemovePhase(ctx context.Context, msg *types.MsgRemovePhase) (*types.MsgRemovePhaseResponse, error) {
	return &types.MsgRemovePhaseResponse{}, s.keeper.removePhase(ctx, msg.PhaseId)
}

// InviteCustomers implements types.MsgServer.
func (s msgServer) InviteCustomers(ctx context.Context, msg *types.MsgInviteCustomers) (*types.MsgInviteCustomersResponse, error) {
	return &types.MsgInviteCustomersResponse{}, s.keeper.inviteCustomers(ctx, msg.Officer, msg.PhaseId, msg.CustomerRefs)
}
