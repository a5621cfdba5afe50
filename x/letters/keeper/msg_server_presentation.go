package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/x/letters/types"
)

// PresentDocuments implements types.MsgServer.
func (s msgServer) PresentDocuments(ctx context.Context, msg *types.MsgPresentDocuments) (*types.MsgPresentDocumentsResponse, error) {
	number, err := s.keeper.present(ctx, msg.Beneficiary, collections.Join(msg.IssuingBankId, msg.Number), types.Presentation{
		BankId: msg.BankId, AmountFen: msg.AmountFen, ShipmentDate: msg.ShipmentDate, Documents: msg.Documents.Documents, Amendment: msg.Amendment,
	})
	return &types.MsgPresentDocumentsResponse{Presentation: number}, err
}

// ForwardDocuments implements types.MsgServer.
func (s msgServer) ForwardDocuments(ctx context.Context, msg *types.MsgForwardDocuments) (*types.MsgForwardDocumentsResponse, error) {
	number, err := s.keeper.forward(ctx, msg.Officer, partOf(msg.IssuingBankId, msg.Number, msg.Presentation))
	return &types.MsgForwardDocumentsResponse{Presentation: number}, err
}

// FindComplying implements types.MsgServer.
func (s msgServer) FindComplying(ctx context.Context, msg *types.MsgFindComplying) (*types.MsgFindComplyingResponse, error) {
	key := partOf(msg.IssuingBankId, msg.Number, msg.Presentation)
	return &types.MsgFindComplyingResponse{}, s.keeper.examine(ctx, msg.Officer, key, func(c types.Case, clock types.Clock) (types.Case, error) {
		return c.FindComplying(msg.Officer, clock)
	})
}

// RefuseDocuments implements types.MsgServer.
func (s msgServer) RefuseDocuments(ctx context.Context, msg *types.MsgRefuseDocuments) (*types.MsgRefuseDocumentsResponse, error) {
	key := partOf(msg.IssuingBankId, msg.Number, msg.Presentation)
	return &types.MsgRefuseDocumentsResponse{}, s.keeper.examine(ctx, msg.Officer, key, func(c types.Case, clock types.Clock) (types.Case, error) {
		return c.Refuse(msg.Notice.Discrepancies, msg.Disposition, clock)
	})
}

// AgreeToWaiver implements types.MsgServer.
func (s msgServer) AgreeToWaiver(ctx context.Context, msg *types.MsgAgreeToWaiver) (*types.MsgAgreeToWaiverResponse, error) {
	key := partOf(msg.IssuingBankId, msg.Number, msg.Presentation)
	return &types.MsgAgreeToWaiverResponse{}, s.keeper.examine(ctx, msg.Officer, key, func(c types.Case, clock types.Clock) (types.Case, error) {
		return c.AgreeToWaiver(msg.Officer, clock)
	})
}

// ReturnDocuments implements types.MsgServer.
func (s msgServer) ReturnDocuments(ctx context.Context, msg *types.MsgReturnDocuments) (*types.MsgReturnDocumentsResponse, error) {
	key := partOf(msg.IssuingBankId, msg.Number, msg.Presentation)
	return &types.MsgReturnDocumentsResponse{}, s.keeper.examine(ctx, msg.Officer, key, func(c types.Case, clock types.Clock) (types.Case, error) {
		return c.Return(false, clock)
	})
}

// AcceptPresentation implements types.MsgServer.
func (s msgServer) AcceptPresentation(ctx context.Context, msg *types.MsgAcceptPresentation) (*types.MsgAcceptPresentationResponse, error) {
	key := partOf(msg.IssuingBankId, msg.Number, msg.Presentation)
	return &types.MsgAcceptPresentationResponse{}, s.keeper.examine(ctx, msg.Officer, key, func(c types.Case, clock types.Clock) (types.Case, error) {
		return c.Accept(msg.Officer, clock)
	})
}
