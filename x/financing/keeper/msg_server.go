package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/ident"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/financing/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

var _ types.MsgServer = msgServer{}

// msgServer reads each message into values that are well formed and hands them on. Who may send which message is
// decided before it gets here.
type msgServer struct{ keeper *Keeper }

// NewMsgServer serves the module's messages.
func NewMsgServer(keeper *Keeper) types.MsgServer { return msgServer{keeper} }

// AuthoriseFinancing implements types.MsgServer.
func (s msgServer) AuthoriseFinancing(ctx context.Context, msg *types.MsgAuthoriseFinancing) (*types.MsgAuthoriseFinancingResponse, error) {
	holder, err := consortiumtypes.ParseAddress(msg.Holder)
	if err != nil {
		return nil, err
	}
	id, err := singlewindowtypes.ParseDocumentID(msg.DocumentId)
	if err != nil {
		return nil, err
	}
	reference, err := parseReference(msg.Reference)
	if err != nil {
		return nil, err
	}
	expires, err := currencytypes.ParseDay(msg.ExpiresOn)
	if err != nil {
		return nil, err
	}
	return &types.MsgAuthoriseFinancingResponse{}, s.keeper.authoriseFinancing(ctx, holder, id, reference, expires, msg)
}

// RevokeAuthorisation implements types.MsgServer.
func (s msgServer) RevokeAuthorisation(ctx context.Context, msg *types.MsgRevokeAuthorisation) (*types.MsgRevokeAuthorisationResponse, error) {
	holder, err := consortiumtypes.ParseAddress(msg.Holder)
	if err != nil {
		return nil, err
	}
	id, err := singlewindowtypes.ParseDocumentID(msg.DocumentId)
	if err != nil {
		return nil, err
	}
	key := collections.Join3(id[:], msg.BankId, msg.Reference)
	return &types.MsgRevokeAuthorisationResponse{}, s.keeper.revokeAuthorisation(ctx, holder, key)
}

// RegisterPledge implements types.MsgServer.
func (s msgServer) RegisterPledge(ctx context.Context, msg *types.MsgRegisterPledge) (*types.MsgRegisterPledgeResponse, error) {
	id, err := singlewindowtypes.ParseDocumentID(msg.DocumentId)
	if err != nil {
		return nil, err
	}
	reference, err := parseReference(msg.Reference)
	if err != nil {
		return nil, err
	}
	authorisation, err := currencytypes.ParseReference("authorisation", msg.Authorisation)
	if err != nil {
		return nil, err
	}
	return &types.MsgRegisterPledgeResponse{}, s.keeper.registerPledge(ctx, msg.Officer, id, reference, authorisation, types.PledgeTerms{
		Purpose: msg.Purpose, Amount: msg.Amount, Rate: msg.Rate, MaturesOn: msg.MaturesOn, ContractCommitment: msg.ContractCommitment,
		Recourse: msg.Recourse, StatutoryRegistration: msg.StatutoryRegistration,
	})
}

// ApprovePledge implements types.MsgServer.
func (s msgServer) ApprovePledge(ctx context.Context, msg *types.MsgApprovePledge) (*types.MsgApprovePledgeResponse, error) {
	return &types.MsgApprovePledgeResponse{}, s.change(ctx, msg.Controller, msg.Reference,
		func(p types.Pledge, officer consortiumtypes.Officer, today types.Day) (types.Pledge, error) {
			return p.Approve(officer, today)
		})
}

// CancelPledge implements types.MsgServer.
func (s msgServer) CancelPledge(ctx context.Context, msg *types.MsgCancelPledge) (*types.MsgCancelPledgeResponse, error) {
	return &types.MsgCancelPledgeResponse{}, s.change(ctx, msg.Officer, msg.Reference,
		func(p types.Pledge, _ consortiumtypes.Officer, today types.Day) (types.Pledge, error) {
			return p.Cancel(msg.Reason, today)
		})
}

// DisburseLoan implements types.MsgServer.
func (s msgServer) DisburseLoan(ctx context.Context, msg *types.MsgDisburseLoan) (*types.MsgDisburseLoanResponse, error) {
	reference, err := parseReference(msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgDisburseLoanResponse{}, s.keeper.disburseLoan(ctx, msg.Treasurer, reference)
}

// RepayLoan implements types.MsgServer.
func (s msgServer) RepayLoan(ctx context.Context, msg *types.MsgRepayLoan) (*types.MsgRepayLoanResponse, error) {
	holder, err := consortiumtypes.ParseAddress(msg.Holder)
	if err != nil {
		return nil, err
	}
	key, err := parsePledgeKey(msg.BankId, msg.Pledge)
	if err != nil {
		return nil, err
	}
	amount, err := currencytypes.ParseAmount(msg.AmountFen)
	if err != nil {
		return nil, err
	}
	reference, err := parseReference(msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgRepayLoanResponse{}, s.keeper.repayLoan(ctx, holder, key, amount, reference)
}

// RecordCollection implements types.MsgServer.
func (s msgServer) RecordCollection(ctx context.Context, msg *types.MsgRecordCollection) (*types.MsgRecordCollectionResponse, error) {
	id, err := singlewindowtypes.ParseDocumentID(msg.DocumentId)
	if err != nil {
		return nil, err
	}
	reference, err := parseReference(msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgRecordCollectionResponse{}, s.keeper.recordCollection(ctx, msg.Officer, id, msg.Authorisation, reference.String(), msg.Amount)
}

// SplitReceivable implements types.MsgServer.
func (s msgServer) SplitReceivable(ctx context.Context, msg *types.MsgSplitReceivable) (*types.MsgSplitReceivableResponse, error) {
	holder, err := consortiumtypes.ParseAddress(msg.Holder)
	if err != nil {
		return nil, err
	}
	id, err := singlewindowtypes.ParseDocumentID(msg.DocumentId)
	if err != nil {
		return nil, err
	}
	reference, err := parseReference(msg.Reference)
	if err != nil {
		return nil, err
	}
	recipient, err := consortiumtypes.ParseAddress(msg.Recipient)
	if err != nil {
		return nil, err
	}
	part, err := s.keeper.splitReceivable(ctx, holder, id, reference, recipient, msg.Amount)
	if err != nil {
		return nil, err
	}
	return &types.MsgSplitReceivableResponse{PartId: part.String()}, nil
}

// AssignPledge implements types.MsgServer.
func (s msgServer) AssignPledge(ctx context.Context, msg *types.MsgAssignPledge) (*types.MsgAssignPledgeResponse, error) {
	return &types.MsgAssignPledgeResponse{}, s.change(ctx, msg.Controller, msg.Reference,
		func(p types.Pledge, _ consortiumtypes.Officer, today types.Day) (types.Pledge, error) {
			return p.Assign(msg.Assignee, msg.Reason, today)
		})
}

// WriteOffPledge implements types.MsgServer.
func (s msgServer) WriteOffPledge(ctx context.Context, msg *types.MsgWriteOffPledge) (*types.MsgWriteOffPledgeResponse, error) {
	return &types.MsgWriteOffPledgeResponse{}, s.change(ctx, msg.Controller, msg.Reference,
		func(p types.Pledge, _ consortiumtypes.Officer, today types.Day) (types.Pledge, error) {
			return p.WriteOff(msg.Reason, today)
		})
}

// ReleasePledge implements types.MsgServer.
func (s msgServer) ReleasePledge(ctx context.Context, msg *types.MsgReleasePledge) (*types.MsgReleasePledgeResponse, error) {
	return &types.MsgReleasePledgeResponse{}, s.change(ctx, msg.Officer, msg.Reference,
		func(p types.Pledge, _ consortiumtypes.Officer, today types.Day) (types.Pledge, error) {
			return p.Release(msg.Reason, today)
		})
}

func (s msgServer) change(
	ctx context.Context, officer, reference string, decide func(types.Pledge, consortiumtypes.Officer, types.Day) (types.Pledge, error),
) error {
	parsed, err := parseReference(reference)
	if err != nil {
		return err
	}
	return s.keeper.change(ctx, officer, parsed, decide)
}

func parseReference(reference string) (ident.Reference, error) {
	return currencytypes.ParseReference("reference", reference)
}

func parsePledgeKey(bankID, reference string) (pledgeKey, error) {
	bank, err := currencytypes.ParseMemberID(bankID)
	if err != nil {
		return pledgeKey{}, err
	}
	parsed, err := currencytypes.ParseReference("pledge", reference)
	return collections.Join(bank.String(), parsed.String()), err
}
