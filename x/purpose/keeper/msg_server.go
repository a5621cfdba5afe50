package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/ident"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

var _ types.MsgServer = msgServer{}

// msgServer reads each message into values that are well formed and hands them on. Who may send which message is
// decided before it gets here.
type msgServer struct{ keeper *Keeper }

// NewMsgServer serves the module's messages.
func NewMsgServer(keeper *Keeper) types.MsgServer { return msgServer{keeper} }

// CreateProgramme implements types.MsgServer.
func (s msgServer) CreateProgramme(ctx context.Context, msg *types.MsgCreateProgramme) (*types.MsgCreateProgrammeResponse, error) {
	id, err := parseID(msg.ProgrammeId)
	if err != nil {
		return nil, err
	}
	if err := msg.Terms.Check(); err != nil {
		return nil, err
	}
	return &types.MsgCreateProgrammeResponse{}, s.keeper.createProgramme(ctx, msg.Treasurer, id, msg.Terms)
}

// FundProgramme implements types.MsgServer.
func (s msgServer) FundProgramme(ctx context.Context, msg *types.MsgFundProgramme) (*types.MsgFundProgrammeResponse, error) {
	sponsor, err := consortiumtypes.ParseAddress(msg.Sponsor)
	if err != nil {
		return nil, err
	}
	key, err := parseProgrammeKey(msg.ManagerId, msg.ProgrammeId)
	if err != nil {
		return nil, err
	}
	amount, reference, err := parseAmount(msg.AmountFen, msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgFundProgrammeResponse{}, s.keeper.fundProgramme(ctx, sponsor, key, amount, reference)
}

// ProposeGrants implements types.MsgServer.
func (s msgServer) ProposeGrants(ctx context.Context, msg *types.MsgProposeGrants) (*types.MsgProposeGrantsResponse, error) {
	id, reference, err := parseBatch(msg.ProgrammeId, msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgProposeGrantsResponse{}, s.keeper.proposeGrants(ctx, msg.Treasurer, id, reference, msg.Awards.Awards)
}

// ConfirmGrants implements types.MsgServer.
func (s msgServer) ConfirmGrants(ctx context.Context, msg *types.MsgConfirmGrants) (*types.MsgConfirmGrantsResponse, error) {
	id, reference, err := parseBatch(msg.ProgrammeId, msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgConfirmGrantsResponse{}, s.keeper.confirmGrants(ctx, msg.Controller, id, reference)
}

// CancelGrants implements types.MsgServer.
func (s msgServer) CancelGrants(ctx context.Context, msg *types.MsgCancelGrants) (*types.MsgCancelGrantsResponse, error) {
	id, reference, err := parseBatch(msg.ProgrammeId, msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgCancelGrantsResponse{}, s.keeper.cancelGrants(ctx, msg.Officer, id, reference, msg.Reason)
}

// SpendGrant implements types.MsgServer.
func (s msgServer) SpendGrant(ctx context.Context, msg *types.MsgSpendGrant) (*types.MsgSpendGrantResponse, error) {
	grant, err := parseGrantKey(msg.ManagerId, msg.ProgrammeId, msg.Beneficiary)
	if err != nil {
		return nil, err
	}
	payee, err := consortiumtypes.ParseAddress(msg.Payee)
	if err != nil {
		return nil, err
	}
	amount, err := currencytypes.ParseAmount(msg.AmountFen)
	if err != nil {
		return nil, err
	}
	id, err := types.ParseSpendingID(msg.InstructionDate, msg.EndToEndId)
	if err != nil {
		return nil, err
	}
	return &types.MsgSpendGrantResponse{}, s.keeper.spendGrant(ctx, grant, payee, amount, id)
}

// RefundSpending implements types.MsgServer.
func (s msgServer) RefundSpending(ctx context.Context, msg *types.MsgRefundSpending) (*types.MsgRefundSpendingResponse, error) {
	payee, err := consortiumtypes.ParseAddress(msg.Payee)
	if err != nil {
		return nil, err
	}
	key, err := parseSpendingKey(msg.ManagerId, msg.ProgrammeId, msg.Beneficiary, msg.InstructionDate, msg.EndToEndId)
	if err != nil {
		return nil, err
	}
	amount, reference, err := parseAmount(msg.AmountFen, msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgRefundSpendingResponse{}, s.keeper.refundSpending(ctx, payee, key, amount, reference)
}

// RecallGrant implements types.MsgServer.
func (s msgServer) RecallGrant(ctx context.Context, msg *types.MsgRecallGrant) (*types.MsgRecallGrantResponse, error) {
	id, err := parseID(msg.ProgrammeId)
	if err != nil {
		return nil, err
	}
	beneficiary, err := consortiumtypes.ParseAddress(msg.Beneficiary)
	if err != nil {
		return nil, err
	}
	return &types.MsgRecallGrantResponse{}, s.keeper.recallGrant(ctx, msg.Treasurer, id, beneficiary, msg.Reason)
}

// CloseProgramme implements types.MsgServer.
func (s msgServer) CloseProgramme(ctx context.Context, msg *types.MsgCloseProgramme) (*types.MsgCloseProgrammeResponse, error) {
	id, err := parseID(msg.ProgrammeId)
	if err != nil {
		return nil, err
	}
	return &types.MsgCloseProgrammeResponse{}, s.keeper.closeProgramme(ctx, msg.Treasurer, id, msg.Reason)
}

func parseID(programmeID string) (ident.Reference, error) {
	return currencytypes.ParseReference("programme id", programmeID)
}

func parseBatch(programmeID, reference string) (ident.Reference, ident.Reference, error) {
	id, err := parseID(programmeID)
	if err != nil {
		return id, ident.Reference{}, err
	}
	parsed, err := currencytypes.ParseReference("reference", reference)
	return id, parsed, err
}

func parseAmount(fen uint64, reference string) (types.Fen, ident.Reference, error) {
	amount, err := currencytypes.ParseAmount(fen)
	if err != nil {
		return 0, ident.Reference{}, err
	}
	parsed, err := currencytypes.ParseReference("reference", reference)
	return amount, parsed, err
}

func parseProgrammeKey(managerID, programmeID string) (programmeKey, error) {
	manager, err := currencytypes.ParseMemberID(managerID)
	if err != nil {
		return programmeKey{}, err
	}
	id, err := parseID(programmeID)
	return collections.Join(manager.String(), id.String()), err
}

func parseGrantKey(managerID, programmeID, beneficiary string) (grantKey, error) {
	programme, err := parseProgrammeKey(managerID, programmeID)
	if err != nil {
		return grantKey{}, err
	}
	address, err := consortiumtypes.ParseAddress(beneficiary)
	return collections.Join(programme, address), err
}

func parseSpendingKey(managerID, programmeID, beneficiary, instructionDate, endToEndID string) (spendingKey, error) {
	grant, err := parseGrantKey(managerID, programmeID, beneficiary)
	if err != nil {
		return spendingKey{}, err
	}
	id, err := types.ParseSpendingID(instructionDate, endToEndID)
	return spendingKeyOf(grant, id), err
}
