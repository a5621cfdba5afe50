package keeper

import (
	"context"

	certificationtypes "github.com/dcep-consortium/dcepd/x/certification/types"
	"github.com/dcep-consortium/dcepd/x/surveillance/types"
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

// OpenRound implements types.MsgServer.
func (s msgServer) OpenRound(ctx context.Context, msg *types.MsgOpenRound) (*types.MsgOpenRoundResponse, error) {
	if err := parseRound(msg.BodyId, msg.RoundId); err != nil {
		return nil, err
	}
	return &types.MsgOpenRoundResponse{}, s.keeper.openRound(ctx, msg)
}

// CommitSeed implements types.MsgServer.
func (s msgServer) CommitSeed(ctx context.Context, msg *types.MsgCommitSeed) (*types.MsgCommitSeedResponse, error) {
	if _, err := certificationtypes.ParseReference("round id", msg.RoundId); err != nil {
		return nil, err
	}
	return &types.MsgCommitSeedResponse{}, s.keeper.commitSeed(ctx, msg)
}

// RevealSeed implements types.MsgServer.
func (s msgServer) RevealSeed(ctx context.Context, msg *types.MsgRevealSeed) (*types.MsgRevealSeedResponse, error) {
	if err := parseRound(msg.BodyId, msg.RoundId); err != nil {
		return nil, err
	}
	return &types.MsgRevealSeedResponse{}, s.keeper.revealSeed(ctx, msg)
}

// OrderInspection implements types.MsgServer.
func (s msgServer) OrderInspection(ctx context.Context, msg *types.MsgOrderInspection) (*types.MsgOrderInspectionResponse, error) {
	if _, err := certificationtypes.ParseNumber(msg.Number); err != nil {
		return nil, err
	}
	return &types.MsgOrderInspectionResponse{}, s.keeper.orderInspection(ctx, msg)
}

// RecordInspection implements types.MsgServer.
func (s msgServer) RecordInspection(ctx context.Context, msg *types.MsgRecordInspection) (*types.MsgRecordInspectionResponse, error) {
	if _, err := certificationtypes.ParseNumber(msg.Number); err != nil {
		return nil, err
	}
	if msg.RoundId != "" {
		if _, err := certificationtypes.ParseReference("round id", msg.RoundId); err != nil {
			return nil, err
		}
	}
	return &types.MsgRecordInspectionResponse{}, s.keeper.recordInspection(ctx, msg)
}

// ConfirmRemedy implements types.MsgServer.
func (s msgServer) ConfirmRemedy(ctx context.Context, msg *types.MsgConfirmRemedy) (*types.MsgConfirmRemedyResponse, error) {
	if _, err := certificationtypes.ParseNumber(msg.Number); err != nil {
		return nil, err
	}
	return &types.MsgConfirmRemedyResponse{}, s.keeper.confirmRemedy(ctx, msg)
}

// ReportMisuse implements types.MsgServer.
func (s msgServer) ReportMisuse(ctx context.Context, msg *types.MsgReportMisuse) (*types.MsgReportMisuseResponse, error) {
	if _, err := certificationtypes.ParseMemberID(msg.BodyId); err != nil {
		return nil, err
	}
	return &types.MsgReportMisuseResponse{}, s.keeper.reportMisuse(ctx, msg.Reporter, msg.BodyId, msg.Seal)
}

// ReportMisuseAsOfficer implements types.MsgServer.
func (s msgServer) ReportMisuseAsOfficer(
	ctx context.Context, msg *types.MsgReportMisuseAsOfficer,
) (*types.MsgReportMisuseAsOfficerResponse, error) {
	if _, err := certificationtypes.ParseMemberID(msg.BodyId); err != nil {
		return nil, err
	}
	return &types.MsgReportMisuseAsOfficerResponse{}, s.keeper.reportMisuse(ctx, msg.Officer, msg.BodyId, msg.Seal)
}

// AnswerMisuse implements types.MsgServer.
func (s msgServer) AnswerMisuse(ctx context.Context, msg *types.MsgAnswerMisuse) (*types.MsgAnswerMisuseResponse, error) {
	return &types.MsgAnswerMisuseResponse{}, s.keeper.answerMisuse(ctx, msg)
}

// JudgeMisuse implements types.MsgServer.
func (s msgServer) JudgeMisuse(ctx context.Context, msg *types.MsgJudgeMisuse) (*types.MsgJudgeMisuseResponse, error) {
	return &types.MsgJudgeMisuseResponse{}, s.keeper.judgeMisuse(ctx, msg)
}

func parseRound(bodyID, id string) error {
	if _, err := certificationtypes.ParseMemberID(bodyID); err != nil {
		return err
	}
	_, err := certificationtypes.ParseReference("round id", id)
	return err
}
