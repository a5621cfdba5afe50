package keeper

import (
	"context"
	"time"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/x/certification/types"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

var _ types.MsgServer = msgServer{}

// msgServer reads each message into values that are well formed and hands them on. Who may send which message is
// decided before it gets here.
type msgServer struct{ keeper *Keeper }

// NewMsgServer serves the module's messages.
func NewMsgServer(keeper *Keeper) types.MsgServer { return msgServer{keeper} }

// UpdateParams implements types.MsgServer.
func (s msgServer) UpdateParams(ctx context.Context, msg *types.MsgUpdateParams) (*types.MsgUpdateParamsResponse, error) {
	return &types.MsgUpdateParamsResponse{}, s.keeper.updateParams(ctx, msg.Params)
}

// PublishEdition implements types.MsgServer.
func (s msgServer) PublishEdition(ctx context.Context, msg *types.MsgPublishEdition) (*types.MsgPublishEditionResponse, error) {
	return &types.MsgPublishEditionResponse{}, s.keeper.publishEdition(ctx, msg.Officer, msg.Edition)
}

// Recognise implements types.MsgServer.
func (s msgServer) Recognise(ctx context.Context, msg *types.MsgRecognise) (*types.MsgRecogniseResponse, error) {
	member, err := types.ParseMemberID(msg.MemberId)
	if err != nil {
		return nil, err
	}
	period := types.Period{FirstDay: msg.FirstDay, LastDay: msg.LastDay}
	return &types.MsgRecogniseResponse{}, s.keeper.recognise(ctx, msg.Officer, member.String(), msg.Categories, period)
}

// EndRecognition implements types.MsgServer.
func (s msgServer) EndRecognition(ctx context.Context, msg *types.MsgEndRecognition) (*types.MsgEndRecognitionResponse, error) {
	member, err := types.ParseMemberID(msg.MemberId)
	if err != nil {
		return nil, err
	}
	return &types.MsgEndRecognitionResponse{}, s.keeper.endRecognition(ctx, msg.Officer, member.String(), msg.Categories, msg.Reason)
}

// RegisterVendor implements types.MsgServer.
func (s msgServer) RegisterVendor(ctx context.Context, msg *types.MsgRegisterVendor) (*types.MsgRegisterVendorResponse, error) {
	uscc, err := types.ParseVendor(msg.Uscc)
	if err != nil {
		return nil, err
	}
	wallet, err := consortiumtypes.ParseAddress(msg.Wallet)
	if err != nil {
		return nil, err
	}
	return &types.MsgRegisterVendorResponse{}, s.keeper.registerVendor(ctx, msg.Officer, uscc, msg.LegalName, wallet)
}

// DeployProduct implements types.MsgServer.
func (s msgServer) DeployProduct(ctx context.Context, msg *types.MsgDeployProduct) (*types.MsgDeployProductResponse, error) {
	if _, err := types.ParseNumber(msg.Certificate); err != nil {
		return nil, err
	}
	return &types.MsgDeployProductResponse{}, s.keeper.deploy(ctx, msg.Officer, msg)
}

// Apply implements types.MsgServer.
func (s msgServer) Apply(ctx context.Context, msg *types.MsgApply) (*types.MsgApplyResponse, error) {
	reference, err := types.ParseReference("reference", msg.Reference)
	if err != nil {
		return nil, err
	}
	if _, err := types.ParseMemberID(msg.BodyId); err != nil {
		return nil, err
	}
	if err := msg.CheckKind(); err != nil {
		return nil, err
	}
	return &types.MsgApplyResponse{}, s.keeper.apply(ctx, reference, msg)
}

// WithdrawApplication implements types.MsgServer.
func (s msgServer) WithdrawApplication(
	ctx context.Context, msg *types.MsgWithdrawApplication,
) (*types.MsgWithdrawApplicationResponse, error) {
	reference, err := types.ParseReference("reference", msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgWithdrawApplicationResponse{}, s.keeper.byVendor(ctx, msg.Vendor, reference,
		func(a types.Application, params types.Params, now time.Time) (types.Application, error) {
			return a.Withdraw(msg.Vendor, msg.Reason, params, now)
		})
}

// Appeal implements types.MsgServer.
func (s msgServer) Appeal(ctx context.Context, msg *types.MsgAppeal) (*types.MsgAppealResponse, error) {
	reference, err := types.ParseReference("reference", msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgAppealResponse{}, s.keeper.byVendor(ctx, msg.Vendor, reference,
		func(a types.Application, params types.Params, now time.Time) (types.Application, error) {
			return a.Appeal(msg.Vendor, msg.Reason, params, now)
		})
}

func parseApplicationKey(vendor, reference string) (applicationKey, error) {
	uscc, err := types.ParseVendor(vendor)
	if err != nil {
		return applicationKey{}, err
	}
	parsed, err := types.ParseReference("reference", reference)
	return collections.Join(uscc.String(), parsed.String()), err
}
