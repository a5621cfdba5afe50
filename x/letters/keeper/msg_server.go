package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/x/letters/types"
)

var _ types.MsgServer = msgServer{}

// msgServer hands the messages on. Who may send which message is decided before it gets here.
type msgServer struct{ keeper *Keeper }

// NewMsgServer serves the module's messages.
func NewMsgServer(keeper *Keeper) types.MsgServer { return msgServer{keeper} }

// ApplyForLetter implements types.MsgServer.
func (s msgServer) ApplyForLetter(ctx context.Context, msg *types.MsgApplyForLetter) (*types.MsgApplyForLetterResponse, error) {
	return &types.MsgApplyForLetterResponse{}, s.keeper.apply(ctx, types.Letter{
		IssuingBankId: msg.IssuingBankId, Number: msg.Number, Applicant: msg.Applicant, Beneficiary: msg.Beneficiary,
		AdvisingBankId: msg.AdvisingBankId, ApplicantBankId: msg.ApplicantBankId, ConfirmationInstruction: msg.ConfirmationInstruction,
		Terms: msg.Terms,
	})
}

// DeclineLetter implements types.MsgServer.
func (s msgServer) DeclineLetter(ctx context.Context, msg *types.MsgDeclineLetter) (*types.MsgDeclineLetterResponse, error) {
	return &types.MsgDeclineLetterResponse{}, s.keeper.decline(ctx, msg.Officer, msg.Number, msg.Reason)
}

// IssueLetter implements types.MsgServer.
func (s msgServer) IssueLetter(ctx context.Context, msg *types.MsgIssueLetter) (*types.MsgIssueLetterResponse, error) {
	return &types.MsgIssueLetterResponse{}, s.keeper.issue(ctx, msg.Officer, msg.Number)
}

// AdviseLetter implements types.MsgServer.
func (s msgServer) AdviseLetter(ctx context.Context, msg *types.MsgAdviseLetter) (*types.MsgAdviseLetterResponse, error) {
	return &types.MsgAdviseLetterResponse{}, s.keeper.advise(ctx, msg.Officer, collections.Join(msg.IssuingBankId, msg.Number))
}

// ConfirmLetter implements types.MsgServer.
func (s msgServer) ConfirmLetter(ctx context.Context, msg *types.MsgConfirmLetter) (*types.MsgConfirmLetterResponse, error) {
	return &types.MsgConfirmLetterResponse{}, s.keeper.confirm(ctx, msg.Officer, collections.Join(msg.IssuingBankId, msg.Number))
}

// CloseLetter implements types.MsgServer.
func (s msgServer) CloseLetter(ctx context.Context, msg *types.MsgCloseLetter) (*types.MsgCloseLetterResponse, error) {
	return &types.MsgCloseLetterResponse{}, s.keeper.closeLetter(ctx, msg.Officer, msg.Number)
}

// IssueAmendment implements types.MsgServer.
func (s msgServer) IssueAmendment(ctx context.Context, msg *types.MsgIssueAmendment) (*types.MsgIssueAmendmentResponse, error) {
	return &types.MsgIssueAmendmentResponse{}, s.keeper.issueAmendment(ctx, msg.Officer, msg.Number, msg.Amendment, msg.Terms)
}

// DropAmendment implements types.MsgServer.
func (s msgServer) DropAmendment(ctx context.Context, msg *types.MsgDropAmendment) (*types.MsgDropAmendmentResponse, error) {
	return &types.MsgDropAmendmentResponse{}, s.keeper.dropAmendment(ctx, msg.Officer, msg.Number, msg.Amendment)
}

// ConfirmAmendment implements types.MsgServer.
func (s msgServer) ConfirmAmendment(ctx context.Context, msg *types.MsgConfirmAmendment) (*types.MsgConfirmAmendmentResponse, error) {
	return &types.MsgConfirmAmendmentResponse{}, s.keeper.confirmAmendment(ctx, msg.Officer, partOf(msg.IssuingBankId, msg.Number, msg.Amendment))
}

// AnswerAmendment implements types.MsgServer.
func (s msgServer) AnswerAmendment(ctx context.Context, msg *types.MsgAnswerAmendment) (*types.MsgAnswerAmendmentResponse, error) {
	return &types.MsgAnswerAmendmentResponse{}, s.keeper.answerAmendment(ctx, msg.Beneficiary, partOf(msg.IssuingBankId, msg.Number, msg.Amendment), msg.Accept)
}

// WaiveDiscrepancies implements types.MsgServer.
func (s msgServer) WaiveDiscrepancies(ctx context.Context, msg *types.MsgWaiveDiscrepancies) (*types.MsgWaiveDiscrepanciesResponse, error) {
	return &types.MsgWaiveDiscrepanciesResponse{}, s.keeper.waive(ctx, msg.Applicant, partOf(msg.IssuingBankId, msg.Number, msg.Presentation))
}

// WithdrawDocuments implements types.MsgServer.
func (s msgServer) WithdrawDocuments(ctx context.Context, msg *types.MsgWithdrawDocuments) (*types.MsgWithdrawDocumentsResponse, error) {
	return &types.MsgWithdrawDocumentsResponse{}, s.keeper.withdraw(ctx, msg.Beneficiary, partOf(msg.IssuingBankId, msg.Number, msg.Presentation))
}

// SettlePresentation implements types.MsgServer.
func (s msgServer) SettlePresentation(ctx context.Context, msg *types.MsgSettlePresentation) (*types.MsgSettlePresentationResponse, error) {
	return &types.MsgSettlePresentationResponse{}, s.keeper.settle(ctx, msg.Officer, partOf(msg.IssuingBankId, msg.Number, msg.Presentation))
}

// ProposeAmendment implements types.MsgServer.
func (s msgServer) ProposeAmendment(ctx context.Context, msg *types.MsgProposeAmendment) (*types.MsgProposeAmendmentResponse, error) {
	number, err := s.keeper.proposeAmendment(ctx, msg.Officer, msg.Number, msg.Terms)
	return &types.MsgProposeAmendmentResponse{Amendment: number}, err
}

// UpdateParams implements types.MsgServer.
func (s msgServer) UpdateParams(ctx context.Context, msg *types.MsgUpdateParams) (*types.MsgUpdateParamsResponse, error) {
	return &types.MsgUpdateParamsResponse{}, s.keeper.updateParams(ctx, msg.Params)
}

// partOf is the key of an amendment or presentation.
func partOf(issuingBankID, letterNumber string, number uint32) partKey {
	return collections.Join(collections.Join(issuingBankID, letterNumber), number)
}
