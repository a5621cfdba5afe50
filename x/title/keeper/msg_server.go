package keeper

import (
	"context"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/title/types"
)

var _ types.MsgServer = msgServer{}

// msgServer makes acts of the messages. Who may send which message at all is decided before it gets here.
type msgServer struct{ keeper *Keeper }

// NewMsgServer serves the module's messages.
func NewMsgServer(keeper *Keeper) types.MsgServer { return msgServer{keeper} }

// RegisterCarrier implements types.MsgServer.
func (s msgServer) RegisterCarrier(ctx context.Context, msg *types.MsgRegisterCarrier) (*types.MsgRegisterCarrierResponse, error) {
	wallet, err := consortiumtypes.ParseAddress(msg.Wallet)
	if err != nil {
		return nil, err
	}
	return &types.MsgRegisterCarrierResponse{}, s.keeper.registerCarrier(ctx, msg.Officer, wallet, msg.Filing)
}

// StrikeCarrier implements types.MsgServer.
func (s msgServer) StrikeCarrier(ctx context.Context, msg *types.MsgStrikeCarrier) (*types.MsgStrikeCarrierResponse, error) {
	wallet, err := consortiumtypes.ParseAddress(msg.Wallet)
	if err != nil {
		return nil, err
	}
	return &types.MsgStrikeCarrierResponse{}, s.keeper.strikeCarrier(ctx, msg.Officer, wallet, msg.Reason)
}

// IssueTitle implements types.MsgServer.
func (s msgServer) IssueTitle(ctx context.Context, msg *types.MsgIssueTitle) (*types.MsgIssueTitleResponse, error) {
	return &types.MsgIssueTitleResponse{}, s.keeper.issue(ctx, types.Act{
		TitleId: msg.TitleId, By: msg.Carrier, Holder: msg.Holder, Beneficiary: msg.Beneficiary, Commitment: msg.ContentCommitment,
	})
}

// SurrenderTitle implements types.MsgServer.
func (s msgServer) SurrenderTitle(ctx context.Context, msg *types.MsgSurrenderTitle) (*types.MsgSurrenderTitleResponse, error) {
	kind, err := msg.Purpose.Kind()
	if err != nil {
		return nil, err
	}
	return &types.MsgSurrenderTitleResponse{}, s.keeper.act(ctx, types.Act{
		TitleId: msg.TitleId, Number: msg.Act, Kind: kind, By: msg.Holder, Commitment: msg.ContentCommitment,
	})
}

// NominateBeneficiary implements types.MsgServer.
func (s msgServer) NominateBeneficiary(ctx context.Context, msg *types.MsgNominateBeneficiary) (*types.MsgNominateBeneficiaryResponse, error) {
	return &types.MsgNominateBeneficiaryResponse{}, s.keeper.act(ctx, types.Act{
		TitleId: msg.TitleId, Number: msg.Act, Kind: types.ACT_KIND_NOMINATE, By: msg.Beneficiary, Beneficiary: msg.Nominee,
	})
}

// EndorseTitle implements types.MsgServer.
func (s msgServer) EndorseTitle(ctx context.Context, msg *types.MsgEndorseTitle) (*types.MsgEndorseTitleResponse, error) {
	return &types.MsgEndorseTitleResponse{}, s.keeper.act(ctx, types.Act{
		TitleId: msg.TitleId, Number: msg.Act, Kind: types.ACT_KIND_ENDORSE, By: msg.Holder, Beneficiary: msg.Nominee,
	})
}

// TransferTitle implements types.MsgServer.
func (s msgServer) TransferTitle(ctx context.Context, msg *types.MsgTransferTitle) (*types.MsgTransferTitleResponse, error) {
	return &types.MsgTransferTitleResponse{}, s.keeper.act(ctx, types.Act{
		TitleId: msg.TitleId, Number: msg.Act, Kind: types.ACT_KIND_TRANSFER, By: msg.Holder, Holder: msg.ToHolder, Beneficiary: msg.ToBeneficiary,
	})
}

// RejectTransfer implements types.MsgServer.
func (s msgServer) RejectTransfer(ctx context.Context, msg *types.MsgRejectTransfer) (*types.MsgRejectTransferResponse, error) {
	return &types.MsgRejectTransferResponse{}, s.keeper.act(ctx, types.Act{
		TitleId: msg.TitleId, Number: msg.Act, Kind: types.ACT_KIND_REJECT, By: msg.Recipient,
	})
}

// OfferPledge implements types.MsgServer.
func (s msgServer) OfferPledge(ctx context.Context, msg *types.MsgOfferPledge) (*types.MsgOfferPledgeResponse, error) {
	return &types.MsgOfferPledgeResponse{}, s.keeper.offerPledge(ctx, types.Act{
		TitleId: msg.TitleId, Number: msg.Act, Kind: types.ACT_KIND_OFFER_PLEDGE, By: msg.Holder, BankId: msg.BankId, Reference: msg.Reference,
	})
}

// AcceptPledge implements types.MsgServer.
func (s msgServer) AcceptPledge(ctx context.Context, msg *types.MsgAcceptPledge) (*types.MsgAcceptPledgeResponse, error) {
	return &types.MsgAcceptPledgeResponse{}, s.keeper.actOfOfficer(ctx, types.Act{
		TitleId: msg.TitleId, Number: msg.Act, Kind: types.ACT_KIND_ACCEPT_PLEDGE, By: msg.Officer, Reference: msg.Reference,
	})
}

// ConsentToAct implements types.MsgServer.
func (s msgServer) ConsentToAct(ctx context.Context, msg *types.MsgConsentToAct) (*types.MsgConsentToActResponse, error) {
	return &types.MsgConsentToActResponse{}, s.keeper.actOfOfficer(ctx, types.Act{
		TitleId: msg.TitleId, Number: msg.Act, Kind: types.ACT_KIND_CONSENT, By: msg.Officer, ConsentsTo: msg.Kind,
		Holder: msg.ToHolder, Beneficiary: msg.ToBeneficiary, Commitment: msg.ContentCommitment,
	})
}

// ReleaseTitle implements types.MsgServer.
func (s msgServer) ReleaseTitle(ctx context.Context, msg *types.MsgReleaseTitle) (*types.MsgReleaseTitleResponse, error) {
	return &types.MsgReleaseTitleResponse{}, s.keeper.actOfOfficer(ctx, types.Act{
		TitleId: msg.TitleId, Number: msg.Act, Kind: types.ACT_KIND_RELEASE, By: msg.Officer, Reason: msg.Reason,
	})
}

// RefuseSurrender implements types.MsgServer.
func (s msgServer) RefuseSurrender(ctx context.Context, msg *types.MsgRefuseSurrender) (*types.MsgRefuseSurrenderResponse, error) {
	return &types.MsgRefuseSurrenderResponse{}, s.keeper.act(ctx, types.Act{
		TitleId: msg.TitleId, Number: msg.Act, Kind: types.ACT_KIND_REFUSE_SURRENDER, By: msg.Carrier, Reason: msg.Reason,
	})
}

// AccomplishTitle implements types.MsgServer.
func (s msgServer) AccomplishTitle(ctx context.Context, msg *types.MsgAccomplishTitle) (*types.MsgAccomplishTitleResponse, error) {
	return &types.MsgAccomplishTitleResponse{}, s.keeper.act(ctx, types.Act{
		TitleId: msg.TitleId, Number: msg.Act, Kind: types.ACT_KIND_ACCOMPLISH, By: msg.Carrier,
	})
}

// AmendTitle implements types.MsgServer.
func (s msgServer) AmendTitle(ctx context.Context, msg *types.MsgAmendTitle) (*types.MsgAmendTitleResponse, error) {
	return &types.MsgAmendTitleResponse{}, s.keeper.act(ctx, types.Act{
		TitleId: msg.TitleId, Number: msg.Act, Kind: types.ACT_KIND_AMEND, By: msg.Carrier, Commitment: msg.ContentCommitment,
	})
}

// ChangeToPaper implements types.MsgServer.
func (s msgServer) ChangeToPaper(ctx context.Context, msg *types.MsgChangeToPaper) (*types.MsgChangeToPaperResponse, error) {
	return &types.MsgChangeToPaperResponse{}, s.keeper.act(ctx, types.Act{
		TitleId: msg.TitleId, Number: msg.Act, Kind: types.ACT_KIND_CHANGE_TO_PAPER, By: msg.Carrier, Commitment: msg.PaperCommitment,
	})
}

// ChangeFromPaper implements types.MsgServer.
func (s msgServer) ChangeFromPaper(ctx context.Context, msg *types.MsgChangeFromPaper) (*types.MsgChangeFromPaperResponse, error) {
	return &types.MsgChangeFromPaperResponse{}, s.keeper.act(ctx, types.Act{
		TitleId: msg.TitleId, Number: msg.Act, Kind: types.ACT_KIND_CHANGE_FROM_PAPER, By: msg.Carrier, Holder: msg.Holder, Beneficiary: msg.Beneficiary,
		Commitment: msg.ContentCommitment,
	})
}
