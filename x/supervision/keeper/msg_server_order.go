package keeper

import (
	"context"

	"github.com/dcep-consortium/dcepd/x/supervision/types"
)

// ProposeOrder implements types.MsgServer.
func (s msgServer) ProposeOrder(ctx context.Context, msg *types.MsgProposeOrder) (*types.MsgProposeOrderResponse, error) {
	reference, err := parseReference("reference", msg.Reference)
	if err != nil {
		return nil, err
	}
	key, err := parseOwnKey("case id", msg.LeadId, msg.CaseId)
	if err != nil {
		return nil, err
	}
	return &types.MsgProposeOrderResponse{}, s.keeper.proposeOrder(ctx, msg.Inspector, reference, key, msg.Commitment)
}

// EnforceOrder implements types.MsgServer.
func (s msgServer) EnforceOrder(ctx context.Context, msg *types.MsgEnforceOrder) (*types.MsgEnforceOrderResponse, error) {
	reference, err := parseReference("reference", msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgEnforceOrderResponse{}, s.keeper.enforceOrder(ctx, msg.Supervisor, reference, msg.Terms)
}

// WithdrawOrder implements types.MsgServer.
func (s msgServer) WithdrawOrder(ctx context.Context, msg *types.MsgWithdrawOrder) (*types.MsgWithdrawOrderResponse, error) {
	reference, err := parseReference("reference", msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgWithdrawOrderResponse{}, s.keeper.withdrawOrder(ctx, msg.Officer, reference, msg.Reason)
}

// ProposeOrderChange implements types.MsgServer.
func (s msgServer) ProposeOrderChange(ctx context.Context, msg *types.MsgProposeOrderChange) (*types.MsgProposeOrderChangeResponse, error) {
	reference, err := parseReference("order reference", msg.OrderReference)
	if err != nil {
		return nil, err
	}
	return &types.MsgProposeOrderChangeResponse{}, s.keeper.proposeOrderChange(ctx, msg.Inspector, reference, types.OrderChange{
		Reference: msg.Reference, Kind: msg.Kind, EndsAt: msg.EndsAt, AmountFen: msg.AmountFen, LegalBasis: msg.LegalBasis,
	})
}

// DecideOrderChange implements types.MsgServer.
func (s msgServer) DecideOrderChange(ctx context.Context, msg *types.MsgDecideOrderChange) (*types.MsgDecideOrderChangeResponse, error) {
	order, err := parseReference("order reference", msg.OrderReference)
	if err != nil {
		return nil, err
	}
	reference, err := parseReference("reference", msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgDecideOrderChangeResponse{}, s.keeper.decideOrderChange(ctx, msg.Supervisor, order, reference, msg.Agree, msg.Reason)
}

// ServeOrder implements types.MsgServer.
func (s msgServer) ServeOrder(ctx context.Context, msg *types.MsgServeOrder) (*types.MsgServeOrderResponse, error) {
	reference, err := parseReference("reference", msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgServeOrderResponse{}, s.keeper.serveOrder(ctx, msg.Inspector, reference, msg.NoticeHash, msg.LegalBasis)
}

// ObjectOrder implements types.MsgServer.
func (s msgServer) ObjectOrder(ctx context.Context, msg *types.MsgObjectOrder) (*types.MsgObjectOrderResponse, error) {
	holder, err := parseAddress(msg.Holder)
	if err != nil {
		return nil, err
	}
	key, err := parseOwnKey("reference", msg.MemberId, msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgObjectOrderResponse{}, s.keeper.objectOrder(ctx, holder, key, msg.StatementHash)
}

// ReviewOrder implements types.MsgServer.
func (s msgServer) ReviewOrder(ctx context.Context, msg *types.MsgReviewOrder) (*types.MsgReviewOrderResponse, error) {
	key, err := parseOwnKey("reference", msg.MemberId, msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgReviewOrderResponse{}, s.keeper.reviewOrder(ctx, msg.Reviewer, key, msg.Uphold, msg.ReasonsHash, msg.LegalBasis)
}
