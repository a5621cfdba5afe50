package keeper

import (
	"context"

	"github.com/dcep-consortium/dcepd/offline"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/offline/types"
)

var _ types.MsgServer = msgServer{}

// msgServer reads each message into values that are well formed and hands them on. Who may send which message is
// decided before it gets here.
type msgServer struct{ keeper *Keeper }

// NewMsgServer serves the module's messages.
func NewMsgServer(keeper *Keeper) types.MsgServer { return msgServer{keeper} }

// SetDeviceIssuer implements types.MsgServer.
func (s msgServer) SetDeviceIssuer(ctx context.Context, msg *types.MsgSetDeviceIssuer) (*types.MsgSetDeviceIssuerResponse, error) {
	return &types.MsgSetDeviceIssuerResponse{}, s.keeper.setDeviceIssuer(ctx, msg.Officer, msg.PublicKey)
}

// RegisterDevice implements types.MsgServer.
func (s msgServer) RegisterDevice(ctx context.Context, msg *types.MsgRegisterDevice) (*types.MsgRegisterDeviceResponse, error) {
	certificate, err := offline.ParseCertificate(msg.Certificate)
	if err != nil {
		return nil, types.ErrCertificate.Wrap(err.Error())
	}
	product, err := currencytypes.ParseReference("product certificate", msg.ProductCertificate)
	if err != nil {
		return nil, err
	}
	return &types.MsgRegisterDeviceResponse{}, s.keeper.registerDevice(ctx, msg.Teller, certificate, msg.Proof, product)
}

// LoadDevice implements types.MsgServer.
func (s msgServer) LoadDevice(ctx context.Context, msg *types.MsgLoadDevice) (*types.MsgLoadDeviceResponse, error) {
	id, err := types.ParseDeviceID(msg.DeviceId)
	if err != nil {
		return nil, err
	}
	amount, err := currencytypes.ParseAmount(msg.AmountFen)
	if err != nil {
		return nil, err
	}
	return &types.MsgLoadDeviceResponse{}, s.keeper.loadDevice(ctx, msg.Owner, id, amount)
}

// SettleOffline implements types.MsgServer.
func (s msgServer) SettleOffline(ctx context.Context, msg *types.MsgSettleOffline) (*types.MsgSettleOfflineResponse, error) {
	vouchers, err := types.ParseVouchers(msg.Vouchers)
	if err != nil {
		return nil, err
	}
	outcomes, err := s.keeper.settleOffline(ctx, msg.Holder, vouchers)
	if err != nil {
		return nil, err
	}
	return &types.MsgSettleOfflineResponse{Outcomes: outcomes}, nil
}

// SettleForHolders implements types.MsgServer.
func (s msgServer) SettleForHolders(ctx context.Context, msg *types.MsgSettleForHolders) (*types.MsgSettleForHoldersResponse, error) {
	vouchers, err := types.ParseVouchers(msg.Vouchers)
	if err != nil {
		return nil, err
	}
	outcomes, err := s.keeper.settleForHolders(ctx, msg.Teller, vouchers)
	if err != nil {
		return nil, err
	}
	return &types.MsgSettleForHoldersResponse{Outcomes: outcomes}, nil
}

// SyncDevice implements types.MsgServer.
func (s msgServer) SyncDevice(ctx context.Context, msg *types.MsgSyncDevice) (*types.MsgSyncDeviceResponse, error) {
	statement, err := types.ParseStatement(msg.Statement, false)
	if err != nil {
		return nil, err
	}
	return &types.MsgSyncDeviceResponse{}, s.keeper.stateDevice(ctx, msg.Owner, statement)
}

// UnloadDevice implements types.MsgServer.
func (s msgServer) UnloadDevice(ctx context.Context, msg *types.MsgUnloadDevice) (*types.MsgUnloadDeviceResponse, error) {
	statement, err := types.ParseStatement(msg.Statement, true)
	if err != nil {
		return nil, err
	}
	return &types.MsgUnloadDeviceResponse{}, s.keeper.stateDevice(ctx, msg.Owner, statement)
}

// SuspendDevice implements types.MsgServer.
func (s msgServer) SuspendDevice(ctx context.Context, msg *types.MsgSuspendDevice) (*types.MsgSuspendDeviceResponse, error) {
	id, err := parseDeviceReason(msg.DeviceId, msg.Reason)
	if err != nil {
		return nil, err
	}
	return &types.MsgSuspendDeviceResponse{}, s.keeper.suspendDevice(ctx, msg.Officer, id, msg.Reason)
}

// ResumeDevice implements types.MsgServer.
func (s msgServer) ResumeDevice(ctx context.Context, msg *types.MsgResumeDevice) (*types.MsgResumeDeviceResponse, error) {
	id, err := types.ParseDeviceID(msg.DeviceId)
	if err != nil {
		return nil, err
	}
	return &types.MsgResumeDeviceResponse{}, s.keeper.resumeDevice(ctx, msg.Officer, id)
}

// RevokeDevice implements types.MsgServer.
func (s msgServer) RevokeDevice(ctx context.Context, msg *types.MsgRevokeDevice) (*types.MsgRevokeDeviceResponse, error) {
	id, err := parseDeviceReason(msg.DeviceId, msg.Reason)
	if err != nil {
		return nil, err
	}
	return &types.MsgRevokeDeviceResponse{}, s.keeper.revokeDevice(ctx, msg.Officer, id, msg.Reason)
}

// ClaimSurplus implements types.MsgServer.
func (s msgServer) ClaimSurplus(ctx context.Context, msg *types.MsgClaimSurplus) (*types.MsgClaimSurplusResponse, error) {
	holder, err := consortiumtypes.ParseAddress(msg.Holder)
	if err != nil {
		return nil, err
	}
	return &types.MsgClaimSurplusResponse{}, s.keeper.claimSurplus(ctx, holder, msg.Holder)
}

// PayClaim implements types.MsgServer.
func (s msgServer) PayClaim(ctx context.Context, msg *types.MsgPayClaim) (*types.MsgPayClaimResponse, error) {
	if err := types.CheckVoucherID(msg.VoucherId); err != nil {
		return nil, err
	}
	return &types.MsgPayClaimResponse{}, s.keeper.payClaim(ctx, msg.Treasurer, msg.VoucherId)
}

// UpdateParams implements types.MsgServer.
func (s msgServer) UpdateParams(ctx context.Context, msg *types.MsgUpdateParams) (*types.MsgUpdateParamsResponse, error) {
	return &types.MsgUpdateParamsResponse{}, s.keeper.updateParams(ctx, msg.Params)
}

func parseDeviceReason(id, reason string) (string, error) {
	if err := currencytypes.CheckReason(reason); err != nil {
		return "", err
	}
	return types.ParseDeviceID(id)
}
