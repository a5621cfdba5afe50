package keeper

import (
	"context"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

// msgServer parses messages and delegates to the keeper. Who may send them was decided before: by the guard in front of
// the message router.
type msgServer struct{ *Keeper }

var _ types.MsgServer = msgServer{}

// NewMsgServer returns the module's message service.
func NewMsgServer(k *Keeper) types.MsgServer { return msgServer{k} }

// sender returns the officer who signed and may act now.
func (s msgServer) sender(ctx context.Context, signer string) (types.Officer, error) {
	address, err := types.ParseAddress(signer)
	if err != nil {
		return types.Officer{}, err
	}
	officer, _, err := s.ActingOfficer(ctx, address)
	return officer, err
}

// senderAnd returns the officer who signed and another person's address.
func (s msgServer) senderAnd(
	ctx context.Context, signer, other string,
) (types.Officer, sdk.AccAddress, error) {
	officer, err := s.sender(ctx, signer)
	if err != nil {
		return types.Officer{}, nil, err
	}
	address, err := types.ParseOfficerAddress(other)
	return officer, address, err
}

func (s msgServer) AdmitMember(ctx context.Context, msg *types.MsgAdmitMember) (*types.MsgAdmitMemberResponse, error) {
	return &types.MsgAdmitMemberResponse{}, s.Keeper.AdmitMember(ctx, msg)
}

func (s msgServer) UpdateMember(ctx context.Context, msg *types.MsgUpdateMember) (*types.MsgUpdateMemberResponse, error) {
	return &types.MsgUpdateMemberResponse{}, s.Keeper.UpdateMember(ctx, msg)
}

func (s msgServer) SuspendMember(
	ctx context.Context, msg *types.MsgSuspendMember,
) (*types.MsgSuspendMemberResponse, error) {
	return &types.MsgSuspendMemberResponse{}, s.Keeper.SuspendMember(ctx, msg.MemberId)
}

func (s msgServer) ReinstateMember(
	ctx context.Context, msg *types.MsgReinstateMember,
) (*types.MsgReinstateMemberResponse, error) {
	return &types.MsgReinstateMemberResponse{}, s.Keeper.ReinstateMember(ctx, msg.MemberId)
}

func (s msgServer) StartExit(ctx context.Context, msg *types.MsgStartExit) (*types.MsgStartExitResponse, error) {
	return &types.MsgStartExitResponse{}, s.Keeper.StartExit(ctx, msg.MemberId, msg.ReceiverId, msg.Expelled)
}

func (s msgServer) CompleteExit(
	ctx context.Context, msg *types.MsgCompleteExit,
) (*types.MsgCompleteExitResponse, error) {
	admin, err := s.sender(ctx, msg.Admin)
	if err != nil {
		return nil, err
	}
	return &types.MsgCompleteExitResponse{}, s.Keeper.CompleteExit(ctx, admin, msg.MemberId)
}

func (s msgServer) ReplaceAdmins(
	ctx context.Context, msg *types.MsgReplaceAdmins,
) (*types.MsgReplaceAdminsResponse, error) {
	admins := make([]sdk.AccAddress, len(msg.Admins))
	for i, admin := range msg.Admins {
		address, err := types.ParseOfficerAddress(admin)
		if err != nil {
			return nil, err
		}
		admins[i] = address
	}
	return &types.MsgReplaceAdminsResponse{}, s.Keeper.ReplaceAdmins(ctx, msg.MemberId, admins)
}

func (s msgServer) ProposeOfficer(
	ctx context.Context, msg *types.MsgProposeOfficer,
) (*types.MsgProposeOfficerResponse, error) {
	admin, address, err := s.senderAnd(ctx, msg.Admin, msg.Address)
	if err != nil {
		return nil, err
	}
	return &types.MsgProposeOfficerResponse{}, s.Keeper.ProposeOfficer(ctx, admin, address, msg.Roles)
}

func (s msgServer) ProposeDismissal(
	ctx context.Context, msg *types.MsgProposeDismissal,
) (*types.MsgProposeDismissalResponse, error) {
	admin, address, err := s.senderAnd(ctx, msg.Admin, msg.Address)
	if err != nil {
		return nil, err
	}
	return &types.MsgProposeDismissalResponse{}, s.Keeper.ProposeDismissal(ctx, admin, address)
}

func (s msgServer) ConfirmOfficer(
	ctx context.Context, msg *types.MsgConfirmOfficer,
) (*types.MsgConfirmOfficerResponse, error) {
	admin, address, err := s.senderAnd(ctx, msg.Admin, msg.Address)
	if err != nil {
		return nil, err
	}
	return &types.MsgConfirmOfficerResponse{}, s.Keeper.ConfirmOfficer(ctx, admin, address, msg.Roles)
}

func (s msgServer) CancelOfficerProposal(
	ctx context.Context, msg *types.MsgCancelOfficerProposal,
) (*types.MsgCancelOfficerProposalResponse, error) {
	admin, address, err := s.senderAnd(ctx, msg.Admin, msg.Address)
	if err != nil {
		return nil, err
	}
	return &types.MsgCancelOfficerProposalResponse{}, s.Keeper.CancelOfficerProposal(ctx, admin, address)
}

func (s msgServer) RegisterValidator(
	ctx context.Context, msg *types.MsgRegisterValidator,
) (*types.MsgRegisterValidatorResponse, error) {
	operator, err := s.sender(ctx, msg.Operator)
	if err != nil {
		return nil, err
	}
	return &types.MsgRegisterValidatorResponse{}, s.Keeper.RegisterValidator(ctx, operator, msg)
}

func (s msgServer) SetValidatorPower(
	ctx context.Context, msg *types.MsgSetValidatorPower,
) (*types.MsgSetValidatorPowerResponse, error) {
	return &types.MsgSetValidatorPowerResponse{}, s.Keeper.SetValidatorPower(ctx, msg.ValidatorId, msg.Power)
}

func (s msgServer) RotateValidatorKey(
	ctx context.Context, msg *types.MsgRotateValidatorKey,
) (*types.MsgRotateValidatorKeyResponse, error) {
	operator, err := s.sender(ctx, msg.Operator)
	if err != nil {
		return nil, err
	}
	return &types.MsgRotateValidatorKeyResponse{}, s.Keeper.RotateValidatorKey(ctx, operator, msg)
}

func (s msgServer) UnjailValidator(
	ctx context.Context, msg *types.MsgUnjailValidator,
) (*types.MsgUnjailValidatorResponse, error) {
	operator, err := s.sender(ctx, msg.Operator)
	if err != nil {
		return nil, err
	}
	return &types.MsgUnjailValidatorResponse{}, s.Keeper.UnjailValidator(ctx, operator, msg.ValidatorId)
}

func (s msgServer) ProposeRetirement(
	ctx context.Context, msg *types.MsgProposeRetirement,
) (*types.MsgProposeRetirementResponse, error) {
	officer, err := s.sender(ctx, msg.Officer)
	if err != nil {
		return nil, err
	}
	return &types.MsgProposeRetirementResponse{}, s.Keeper.ProposeRetirement(ctx, officer, msg.ValidatorId)
}

func (s msgServer) ConfirmRetirement(
	ctx context.Context, msg *types.MsgConfirmRetirement,
) (*types.MsgConfirmRetirementResponse, error) {
	officer, err := s.sender(ctx, msg.Officer)
	if err != nil {
		return nil, err
	}
	return &types.MsgConfirmRetirementResponse{}, s.Keeper.ConfirmRetirement(ctx, officer, msg.ValidatorId)
}

func (s msgServer) RegisterNode(
	ctx context.Context, msg *types.MsgRegisterNode,
) (*types.MsgRegisterNodeResponse, error) {
	operator, err := s.sender(ctx, msg.Operator)
	if err != nil {
		return nil, err
	}
	return &types.MsgRegisterNodeResponse{}, s.Keeper.RegisterNode(ctx, operator, msg.NodeId, msg.Kind)
}

func (s msgServer) RemoveNode(ctx context.Context, msg *types.MsgRemoveNode) (*types.MsgRemoveNodeResponse, error) {
	operator, err := s.sender(ctx, msg.Operator)
	if err != nil {
		return nil, err
	}
	return &types.MsgRemoveNodeResponse{}, s.Keeper.RemoveNode(ctx, operator, msg.NodeId)
}

func (s msgServer) SubmitResolution(
	ctx context.Context, msg *types.MsgSubmitResolution,
) (*types.MsgSubmitResolutionResponse, error) {
	governor, err := s.sender(ctx, msg.Governor)
	if err != nil {
		return nil, err
	}
	id, err := s.Keeper.SubmitResolution(ctx, governor, msg.Messages, msg.Reason)
	return &types.MsgSubmitResolutionResponse{ResolutionId: id}, err
}

func (s msgServer) VoteResolution(
	ctx context.Context, msg *types.MsgVoteResolution,
) (*types.MsgVoteResolutionResponse, error) {
	governor, err := s.sender(ctx, msg.Governor)
	if err != nil {
		return nil, err
	}
	return &types.MsgVoteResolutionResponse{}, s.Keeper.VoteResolution(ctx, governor, msg.ResolutionId, msg.Choice)
}

func (s msgServer) UpdateParams(ctx context.Context, msg *types.MsgUpdateParams) (*types.MsgUpdateParamsResponse, error) {
	return &types.MsgUpdateParamsResponse{}, s.Keeper.UpdateParams(ctx, msg.Params)
}
