package keeper

import (
	"context"

	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

var _ types.MsgServer = msgServer{}

// msgServer reads each message into values that are well formed and hands them on. Who may send which message is
// decided before it gets here.
type msgServer struct{ keeper *Keeper }

// NewMsgServer serves the module's messages.
func NewMsgServer(keeper *Keeper) types.MsgServer { return msgServer{keeper} }

// SetCatalogue implements types.MsgServer.
func (s msgServer) SetCatalogue(ctx context.Context, msg *types.MsgSetCatalogue) (*types.MsgSetCatalogueResponse, error) {
	return &types.MsgSetCatalogueResponse{}, s.keeper.setCatalogue(ctx, msg.Catalogue)
}

// RegisterEnterprise implements types.MsgServer.
func (s msgServer) RegisterEnterprise(ctx context.Context, msg *types.MsgRegisterEnterprise) (*types.MsgRegisterEnterpriseResponse, error) {
	holder, err := consortiumtypes.ParseAddress(msg.Holder)
	if err != nil {
		return nil, err
	}
	return &types.MsgRegisterEnterpriseResponse{}, s.keeper.registerEnterprise(ctx, holder, msg.UsccCommitment, msg.SealingKey)
}

// VerifyEnterprise implements types.MsgServer.
func (s msgServer) VerifyEnterprise(ctx context.Context, msg *types.MsgVerifyEnterprise) (*types.MsgVerifyEnterpriseResponse, error) {
	wallet, err := consortiumtypes.ParseAddress(msg.Wallet)
	if err != nil {
		return nil, err
	}
	return &types.MsgVerifyEnterpriseResponse{}, s.keeper.verifyEnterprise(ctx, msg.Teller, wallet)
}

// SetEnterpriseKey implements types.MsgServer.
func (s msgServer) SetEnterpriseKey(ctx context.Context, msg *types.MsgSetEnterpriseKey) (*types.MsgSetEnterpriseKeyResponse, error) {
	holder, err := consortiumtypes.ParseAddress(msg.Holder)
	if err != nil {
		return nil, err
	}
	return &types.MsgSetEnterpriseKeyResponse{}, s.keeper.setEnterpriseKey(ctx, holder, msg.SealingKey)
}

// SetMemberKey implements types.MsgServer.
func (s msgServer) SetMemberKey(ctx context.Context, msg *types.MsgSetMemberKey) (*types.MsgSetMemberKeyResponse, error) {
	return &types.MsgSetMemberKeyResponse{}, s.keeper.setMemberKey(ctx, msg.Officer, msg.SealingKey)
}

// AttestDeclaration implements types.MsgServer.
func (s msgServer) AttestDeclaration(ctx context.Context, msg *types.MsgAttestDeclaration) (*types.MsgAttestDeclarationResponse, error) {
	id, err := types.ParseDocumentID(msg.DocumentId)
	if err != nil {
		return nil, err
	}
	return &types.MsgAttestDeclarationResponse{}, s.keeper.attestDeclaration(ctx, id, msg)
}

// AmendDeclaration implements types.MsgServer.
func (s msgServer) AmendDeclaration(ctx context.Context, msg *types.MsgAmendDeclaration) (*types.MsgAmendDeclarationResponse, error) {
	id, err := types.ParseDocumentID(msg.DocumentId)
	if err != nil {
		return nil, err
	}
	return &types.MsgAmendDeclarationResponse{}, s.keeper.amendDeclaration(ctx, id, msg)
}

// RevokeDeclaration implements types.MsgServer.
func (s msgServer) RevokeDeclaration(ctx context.Context, msg *types.MsgRevokeDeclaration) (*types.MsgRevokeDeclarationResponse, error) {
	id, err := types.ParseDocumentID(msg.DocumentId)
	if err != nil {
		return nil, err
	}
	return &types.MsgRevokeDeclarationResponse{}, s.keeper.revokeDeclaration(ctx, id, msg.Officer, msg.Reason)
}

// ClaimDocument implements types.MsgServer.
func (s msgServer) ClaimDocument(ctx context.Context, msg *types.MsgClaimDocument) (*types.MsgClaimDocumentResponse, error) {
	id, holder, err := parseOwn(msg.DocumentId, msg.Holder)
	if err != nil {
		return nil, err
	}
	partial, err := s.keeper.claimDocument(ctx, id, holder, msg)
	if err != nil {
		return nil, err
	}
	return &types.MsgClaimDocumentResponse{PartialMatch: partial}, nil
}

// AcknowledgeDocument implements types.MsgServer.
func (s msgServer) AcknowledgeDocument(ctx context.Context, msg *types.MsgAcknowledgeDocument) (*types.MsgAcknowledgeDocumentResponse, error) {
	id, holder, err := parseOwn(msg.DocumentId, msg.Holder)
	if err != nil {
		return nil, err
	}
	return &types.MsgAcknowledgeDocumentResponse{}, s.keeper.acknowledgeDocument(ctx, id, holder)
}

// EndorseDocument implements types.MsgServer.
func (s msgServer) EndorseDocument(ctx context.Context, msg *types.MsgEndorseDocument) (*types.MsgEndorseDocumentResponse, error) {
	id, err := types.ParseDocumentID(msg.DocumentId)
	if err != nil {
		return nil, err
	}
	return &types.MsgEndorseDocumentResponse{}, s.keeper.endorseDocument(ctx, id, msg)
}

// ShareDocument implements types.MsgServer.
func (s msgServer) ShareDocument(ctx context.Context, msg *types.MsgShareDocument) (*types.MsgShareDocumentResponse, error) {
	id, holder, err := parseOwn(msg.DocumentId, msg.Holder)
	if err != nil {
		return nil, err
	}
	return &types.MsgShareDocumentResponse{}, s.keeper.shareDocument(ctx, id, holder, msg)
}

// RecordAccess implements types.MsgServer.
func (s msgServer) RecordAccess(ctx context.Context, msg *types.MsgRecordAccess) (*types.MsgRecordAccessResponse, error) {
	id, err := types.ParseDocumentID(msg.DocumentId)
	if err != nil {
		return nil, err
	}
	return &types.MsgRecordAccessResponse{}, s.keeper.recordAccess(ctx, id, msg.Officer, msg.Purpose)
}

func parseOwn(documentID, holder string) (types.DocumentID, sdk.AccAddress, error) {
	id, err := types.ParseDocumentID(documentID)
	if err != nil {
		return id, nil, err
	}
	wallet, err := consortiumtypes.ParseAddress(holder)
	return id, wallet, err
}
