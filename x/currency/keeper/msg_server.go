package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/ident"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

var _ types.MsgServer = msgServer{}

// msgServer reads each message into values that are well formed and hands them on. Who may send which message is
// decided before it gets here.
type msgServer struct {
	keeper *Keeper
}

// NewMsgServer serves the module's messages.
func NewMsgServer(keeper *Keeper) types.MsgServer { return msgServer{keeper: keeper} }

// RequestIssuance implements types.MsgServer.
func (s msgServer) RequestIssuance(ctx context.Context, msg *types.MsgRequestIssuance) (*types.MsgRequestIssuanceResponse, error) {
	id, err := types.ParseReference("id", msg.Id)
	if err != nil {
		return nil, err
	}
	reserve, err := types.ParseReference("reserve reference", msg.ReserveReference)
	if err != nil {
		return nil, err
	}
	amount, err := types.ParseAmount(msg.AmountFen)
	if err != nil {
		return nil, err
	}
	return &types.MsgRequestIssuanceResponse{}, s.keeper.requestIssuance(ctx, msg.Treasurer, id, amount, reserve)
}

// ApproveIssuance implements types.MsgServer.
func (s msgServer) ApproveIssuance(ctx context.Context, msg *types.MsgApproveIssuance) (*types.MsgApproveIssuanceResponse, error) {
	key, err := parseRequestKey(msg.MemberId, msg.Id)
	if err != nil {
		return nil, err
	}
	return &types.MsgApproveIssuanceResponse{}, s.keeper.approveIssuance(ctx, msg.Officer, key)
}

// RejectIssuance implements types.MsgServer.
func (s msgServer) RejectIssuance(ctx context.Context, msg *types.MsgRejectIssuance) (*types.MsgRejectIssuanceResponse, error) {
	key, err := parseRequestKey(msg.MemberId, msg.Id)
	if err != nil {
		return nil, err
	}
	return &types.MsgRejectIssuanceResponse{}, s.keeper.rejectIssuance(ctx, msg.Officer, key, msg.Reason)
}

// CancelIssuance implements types.MsgServer.
func (s msgServer) CancelIssuance(ctx context.Context, msg *types.MsgCancelIssuance) (*types.MsgCancelIssuanceResponse, error) {
	id, err := types.ParseReference("id", msg.Id)
	if err != nil {
		return nil, err
	}
	return &types.MsgCancelIssuanceResponse{}, s.keeper.cancelIssuance(ctx, msg.Treasurer, id)
}

// ReturnReserve implements types.MsgServer.
func (s msgServer) ReturnReserve(ctx context.Context, msg *types.MsgReturnReserve) (*types.MsgReturnReserveResponse, error) {
	reference, err := types.ParseReference("reserve reference", msg.ReserveReference)
	if err != nil {
		return nil, err
	}
	return &types.MsgReturnReserveResponse{}, s.keeper.returnReserve(ctx, reference)
}

// RequestRedemption implements types.MsgServer.
func (s msgServer) RequestRedemption(ctx context.Context, msg *types.MsgRequestRedemption) (*types.MsgRequestRedemptionResponse, error) {
	id, err := types.ParseReference("id", msg.Id)
	if err != nil {
		return nil, err
	}
	amount, err := types.ParseAmount(msg.AmountFen)
	if err != nil {
		return nil, err
	}
	return &types.MsgRequestRedemptionResponse{}, s.keeper.requestRedemption(ctx, msg.Treasurer, msg.MemberId, id, amount)
}

// AcceptRedemption implements types.MsgServer.
func (s msgServer) AcceptRedemption(ctx context.Context, msg *types.MsgAcceptRedemption) (*types.MsgAcceptRedemptionResponse, error) {
	key, err := parseRequestKey(msg.MemberId, msg.Id)
	if err != nil {
		return nil, err
	}
	return &types.MsgAcceptRedemptionResponse{}, s.keeper.acceptRedemption(ctx, msg.Issuer, key)
}

// SettleRedemption implements types.MsgServer.
func (s msgServer) SettleRedemption(ctx context.Context, msg *types.MsgSettleRedemption) (*types.MsgSettleRedemptionResponse, error) {
	key, err := parseRequestKey(msg.MemberId, msg.Id)
	if err != nil {
		return nil, err
	}
	credit, err := types.ParseReference("credit reference", msg.CreditReference)
	if err != nil {
		return nil, err
	}
	return &types.MsgSettleRedemptionResponse{}, s.keeper.settleRedemption(ctx, msg.Controller, key, credit)
}

// RejectRedemption implements types.MsgServer.
func (s msgServer) RejectRedemption(ctx context.Context, msg *types.MsgRejectRedemption) (*types.MsgRejectRedemptionResponse, error) {
	key, err := parseRequestKey(msg.MemberId, msg.Id)
	if err != nil {
		return nil, err
	}
	return &types.MsgRejectRedemptionResponse{}, s.keeper.rejectRedemption(ctx, msg.Officer, key, msg.Reason)
}

// CancelRedemption implements types.MsgServer.
func (s msgServer) CancelRedemption(ctx context.Context, msg *types.MsgCancelRedemption) (*types.MsgCancelRedemptionResponse, error) {
	id, err := types.ParseReference("id", msg.Id)
	if err != nil {
		return nil, err
	}
	return &types.MsgCancelRedemptionResponse{}, s.keeper.cancelRedemption(ctx, msg.Treasurer, msg.MemberId, id)
}

// OpenWallet implements types.MsgServer.
func (s msgServer) OpenWallet(ctx context.Context, msg *types.MsgOpenWallet) (*types.MsgOpenWalletResponse, error) {
	address, err := consortiumtypes.ParseAddress(msg.Address)
	if err != nil {
		return nil, err
	}
	class, err := types.ParseWalletClass(msg.Class)
	if err != nil {
		return nil, err
	}
	profile := types.WalletProfile{
		Kind:             msg.Kind,
		Region:           msg.Region,
		CustomerRef:      msg.CustomerRef,
		Carrier:          msg.Carrier,
		MerchantScenario: msg.MerchantScenario,

		CarrierPartner:      msg.CarrierPartner,
		ProductCertificate:  msg.ProductCertificate,
		TerminalId:          msg.TerminalId,
		TerminalCertificate: msg.TerminalCertificate,
		NonResident:         msg.NonResident,
	}
	return &types.MsgOpenWalletResponse{}, s.keeper.openWallet(ctx, msg.Teller, address, class, profile)
}

// ExchangeOut implements types.MsgServer.
func (s msgServer) ExchangeOut(ctx context.Context, msg *types.MsgExchangeOut) (*types.MsgExchangeOutResponse, error) {
	wallet, reference, err := parseExchange(msg.Wallet, msg.Reference)
	if err != nil {
		return nil, err
	}
	amount, err := types.ParseAmount(msg.AmountFen)
	if err != nil {
		return nil, err
	}
	return &types.MsgExchangeOutResponse{}, s.keeper.exchangeOut(ctx, msg.Teller, wallet, amount, reference, msg.Cash)
}

// ExchangeIn implements types.MsgServer.
func (s msgServer) ExchangeIn(ctx context.Context, msg *types.MsgExchangeIn) (*types.MsgExchangeInResponse, error) {
	holder, reference, err := parseExchange(msg.Holder, msg.Reference)
	if err != nil {
		return nil, err
	}
	amount, err := types.ParseAmount(msg.AmountFen)
	if err != nil {
		return nil, err
	}
	return &types.MsgExchangeInResponse{}, s.keeper.exchangeIn(ctx, holder, amount, reference, msg.Cash)
}

// AcceptExchangeIn implements types.MsgServer.
func (s msgServer) AcceptExchangeIn(ctx context.Context, msg *types.MsgAcceptExchangeIn) (*types.MsgAcceptExchangeInResponse, error) {
	wallet, reference, err := parseExchange(msg.Wallet, msg.Reference)
	if err != nil {
		return nil, err
	}
	bank, err := types.ParseReference("bank reference", msg.BankReference)
	if err != nil {
		return nil, err
	}
	return &types.MsgAcceptExchangeInResponse{}, s.keeper.acceptExchangeIn(ctx, msg.Teller, wallet, reference, bank)
}

// ReturnExchangeIn implements types.MsgServer.
func (s msgServer) ReturnExchangeIn(ctx context.Context, msg *types.MsgReturnExchangeIn) (*types.MsgReturnExchangeInResponse, error) {
	wallet, reference, err := parseExchange(msg.Wallet, msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgReturnExchangeInResponse{}, s.keeper.returnExchangeIn(ctx, msg.Teller, wallet, reference, msg.Reason)
}

// ReclaimExchangeIn implements types.MsgServer.
func (s msgServer) ReclaimExchangeIn(ctx context.Context, msg *types.MsgReclaimExchangeIn) (*types.MsgReclaimExchangeInResponse, error) {
	holder, reference, err := parseExchange(msg.Holder, msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgReclaimExchangeInResponse{}, s.keeper.reclaimExchangeIn(ctx, holder, reference)
}

// UpdateParams implements types.MsgServer.
func (s msgServer) UpdateParams(ctx context.Context, msg *types.MsgUpdateParams) (*types.MsgUpdateParamsResponse, error) {
	return &types.MsgUpdateParamsResponse{}, s.keeper.updateParams(ctx, msg.Params)
}

// parseRequestKey reads member and the member's own id.
func parseRequestKey(memberID, id string) (requestKey, error) {
	member, err := types.ParseMemberID(memberID)
	if err != nil {
		return requestKey{}, err
	}
	reference, err := types.ParseReference("id", id)
	return collections.Join(member.String(), reference.String()), err
}

// parseExchange reads wallet and reference.
func parseExchange(wallet, reference string) (sdk.AccAddress, ident.Reference, error) {
	address, err := consortiumtypes.ParseAddress(wallet)
	if err != nil {
		return nil, ident.Reference{}, err
	}
	parsed, err := types.ParseReference("reference", reference)
	return address, parsed, err
}
