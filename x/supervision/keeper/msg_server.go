package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/ident"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/supervision/types"
)

var _ types.MsgServer = msgServer{}

// msgServer reads each message into values that are well formed and hands them on. Who may send which message is
// decided before it gets here.
type msgServer struct{ keeper *Keeper }

// NewMsgServer serves the module's messages.
func NewMsgServer(keeper *Keeper) types.MsgServer { return msgServer{keeper} }

// OpenCampaign implements types.MsgServer.
func (s msgServer) OpenCampaign(ctx context.Context, msg *types.MsgOpenCampaign) (*types.MsgOpenCampaignResponse, error) {
	return &types.MsgOpenCampaignResponse{}, s.keeper.openCampaign(ctx, msg.Supervisor, types.Campaign{
		Id: msg.CampaignId, Name: msg.Name, JointIds: msg.JointIds, Activities: msg.Activities, Deadline: msg.Deadline, LegalBasis: msg.LegalBasis,
	})
}

// OpenCase implements types.MsgServer.
func (s msgServer) OpenCase(ctx context.Context, msg *types.MsgOpenCase) (*types.MsgOpenCaseResponse, error) {
	return &types.MsgOpenCaseResponse{}, s.keeper.openCase(ctx, msg.Supervisor, types.Case{
		Id: msg.CaseId, CampaignLeadId: msg.CampaignLeadId, CampaignId: msg.CampaignId, JointIds: msg.JointIds,
		Deadline: msg.Deadline, LegalBasis: msg.LegalBasis,
	}, msg.Subjects)
}

// RecordStep implements types.MsgServer.
func (s msgServer) RecordStep(ctx context.Context, msg *types.MsgRecordStep) (*types.MsgRecordStepResponse, error) {
	key, err := parseOwnKey("case id", msg.LeadId, msg.CaseId)
	if err != nil {
		return nil, err
	}
	return &types.MsgRecordStepResponse{}, s.keeper.recordStep(ctx, msg.Inspector, key, msg.Kind, msg.LegalBasis, msg.EvidenceHashes)
}

// ServeSubject implements types.MsgServer.
func (s msgServer) ServeSubject(ctx context.Context, msg *types.MsgServeSubject) (*types.MsgServeSubjectResponse, error) {
	key, err := parseNumberKey(msg.LeadId, msg.CaseId, msg.Number)
	if err != nil {
		return nil, err
	}
	return &types.MsgServeSubjectResponse{}, s.keeper.serveSubject(ctx, msg.Inspector, key, msg.Identity, msg.NoticeHash, msg.LegalBasis)
}

// ProposeOutcome implements types.MsgServer.
func (s msgServer) ProposeOutcome(ctx context.Context, msg *types.MsgProposeOutcome) (*types.MsgProposeOutcomeResponse, error) {
	key, err := parseNumberKey(msg.LeadId, msg.CaseId, msg.Number)
	if err != nil {
		return nil, err
	}
	return &types.MsgProposeOutcomeResponse{}, s.keeper.proposeOutcome(ctx, msg.Inspector, key, types.Decision{
		Outcome: msg.Outcome, RectifyBy: msg.RectifyBy, ReferredTo: msg.ReferredTo, LegalBasis: msg.LegalBasis, DecisionHash: msg.DecisionHash,
	})
}

// DecideOutcome implements types.MsgServer.
func (s msgServer) DecideOutcome(ctx context.Context, msg *types.MsgDecideOutcome) (*types.MsgDecideOutcomeResponse, error) {
	return &types.MsgDecideOutcomeResponse{}, s.keeper.decideOutcome(ctx, msg.Supervisor, msg.CaseId, msg.Number, msg.Agree, msg.Reason)
}

// ConfirmRectification implements types.MsgServer.
func (s msgServer) ConfirmRectification(
	ctx context.Context, msg *types.MsgConfirmRectification,
) (*types.MsgConfirmRectificationResponse, error) {
	return &types.MsgConfirmRectificationResponse{}, s.keeper.confirmRectification(ctx, msg.Supervisor, msg.CaseId, msg.Number, msg.ProofHash)
}

// ObjectOutcome implements types.MsgServer.
func (s msgServer) ObjectOutcome(ctx context.Context, msg *types.MsgObjectOutcome) (*types.MsgObjectOutcomeResponse, error) {
	key, err := parseNumberKey(msg.LeadId, msg.CaseId, msg.Number)
	if err != nil {
		return nil, err
	}
	return &types.MsgObjectOutcomeResponse{}, s.keeper.objectOutcome(ctx, msg.Inspector, key, msg.StatementHash)
}

// ReviewOutcome implements types.MsgServer.
func (s msgServer) ReviewOutcome(ctx context.Context, msg *types.MsgReviewOutcome) (*types.MsgReviewOutcomeResponse, error) {
	key, err := parseNumberKey(msg.LeadId, msg.CaseId, msg.Number)
	if err != nil {
		return nil, err
	}
	return &types.MsgReviewOutcomeResponse{}, s.keeper.reviewOutcome(ctx, msg.Reviewer, key, msg.Uphold, msg.ReasonsHash, msg.LegalBasis)
}

// CloseCase implements types.MsgServer.
func (s msgServer) CloseCase(ctx context.Context, msg *types.MsgCloseCase) (*types.MsgCloseCaseResponse, error) {
	return &types.MsgCloseCaseResponse{}, s.keeper.closeCase(ctx, msg.Supervisor, msg.CaseId, msg.Reason)
}

// AcknowledgeFlag implements types.MsgServer.
func (s msgServer) AcknowledgeFlag(ctx context.Context, msg *types.MsgAcknowledgeFlag) (*types.MsgAcknowledgeFlagResponse, error) {
	return &types.MsgAcknowledgeFlagResponse{}, s.keeper.acknowledgeFlag(ctx, msg.Officer, msg.Flag)
}

// DismissFlag implements types.MsgServer.
func (s msgServer) DismissFlag(ctx context.Context, msg *types.MsgDismissFlag) (*types.MsgDismissFlagResponse, error) {
	return &types.MsgDismissFlagResponse{}, s.keeper.dismissFlag(ctx, msg.Officer, msg.Flag, msg.Reason)
}

// AttachFlag implements types.MsgServer.
func (s msgServer) AttachFlag(ctx context.Context, msg *types.MsgAttachFlag) (*types.MsgAttachFlagResponse, error) {
	key, err := parseOwnKey("case id", msg.LeadId, msg.CaseId)
	if err != nil {
		return nil, err
	}
	return &types.MsgAttachFlagResponse{}, s.keeper.attachFlag(ctx, msg.Officer, msg.Flag, key)
}

// SetAuthorityWallet implements types.MsgServer.
func (s msgServer) SetAuthorityWallet(ctx context.Context, msg *types.MsgSetAuthorityWallet) (*types.MsgSetAuthorityWalletResponse, error) {
	return &types.MsgSetAuthorityWalletResponse{},
		s.keeper.setAuthorityWallet(ctx, types.AuthorityWallet{MemberId: msg.MemberId, Wallet: msg.Wallet})
}

// UpdateParams implements types.MsgServer.
func (s msgServer) UpdateParams(ctx context.Context, msg *types.MsgUpdateParams) (*types.MsgUpdateParamsResponse, error) {
	return &types.MsgUpdateParamsResponse{}, s.keeper.updateParams(ctx, msg.Params)
}

func parseAddress(text string) (sdk.AccAddress, error) { return consortiumtypes.ParseAddress(text) }

// parseOwnKey reads an authority and its own id or reference; what names the latter in errors.
func parseOwnKey(what, memberID, id string) (ownKey, error) {
	member, err := currencytypes.ParseMemberID(memberID)
	if err != nil {
		return ownKey{}, err
	}
	reference, err := parseReference(what, id)
	return collections.Join(member.String(), reference.String()), err
}

func parseNumberKey(leadID, caseID string, number uint32) (numberKey, error) {
	key, err := parseOwnKey("case id", leadID, caseID)
	return collections.Join(key, number), err
}

func parseReference(what, text string) (ident.Reference, error) {
	return currencytypes.ParseReference(what, text)
}
