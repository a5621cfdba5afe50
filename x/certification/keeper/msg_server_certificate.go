package keeper

import (
	"context"
	"time"

	"github.com/dcep-consortium/dcepd/x/certification/types"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// OrderSuspension implements types.MsgServer.
func (s msgServer) OrderSuspension(ctx context.Context, msg *types.MsgOrderSuspension) (*types.MsgOrderSuspensionResponse, error) {
	number, err := types.ParseNumber(msg.Number)
	if err != nil {
		return nil, err
	}
	return &types.MsgOrderSuspensionResponse{}, s.keeper.suspend(ctx, msg.Officer, number.String(), msg.Reason, msg.RemedyBy)
}

// SuspendCertificate implements types.MsgServer.
func (s msgServer) SuspendCertificate(ctx context.Context, msg *types.MsgSuspendCertificate) (*types.MsgSuspendCertificateResponse, error) {
	number, err := types.ParseNumber(msg.Number)
	if err != nil {
		return nil, err
	}
	return &types.MsgSuspendCertificateResponse{}, s.keeper.suspend(ctx, msg.Officer, number.String(), msg.Reason, msg.RemedyBy)
}

// ReinstateCertificate implements types.MsgServer.
func (s msgServer) ReinstateCertificate(
	ctx context.Context, msg *types.MsgReinstateCertificate,
) (*types.MsgReinstateCertificateResponse, error) {
	number, err := types.ParseNumber(msg.Number)
	if err != nil {
		return nil, err
	}
	return &types.MsgReinstateCertificateResponse{}, s.keeper.reinstate(ctx, msg.Officer, number.String(), msg.Reason)
}

// WithdrawCertificate implements types.MsgServer.
func (s msgServer) WithdrawCertificate(ctx context.Context, msg *types.MsgWithdrawCertificate) (*types.MsgWithdrawCertificateResponse, error) {
	number, err := types.ParseNumber(msg.Number)
	if err != nil {
		return nil, err
	}
	return &types.MsgWithdrawCertificateResponse{}, s.keeper.byOfficer(ctx, msg.Officer, number.String(),
		func(c types.Certificate, officer consortiumtypes.Officer, member consortiumtypes.Member, now time.Time) (types.Certificate, error) {
			if err := c.CheckBody(member.Id); err != nil {
				return c, err
			}
			return c.Withdraw(officer.Address, msg.Reason, now)
		})
}

// ReduceScope implements types.MsgServer.
func (s msgServer) ReduceScope(ctx context.Context, msg *types.MsgReduceScope) (*types.MsgReduceScopeResponse, error) {
	number, err := types.ParseNumber(msg.Number)
	if err != nil {
		return nil, err
	}
	return &types.MsgReduceScopeResponse{}, s.keeper.byOfficer(ctx, msg.Officer, number.String(),
		func(c types.Certificate, officer consortiumtypes.Officer, member consortiumtypes.Member, now time.Time) (types.Certificate, error) {
			if err := c.CheckBody(member.Id); err != nil {
				return c, err
			}
			return c.ReduceScope(officer.Address, msg.Reason, msg.Unit, now)
		})
}

// TakeOverCertificate implements types.MsgServer.
func (s msgServer) TakeOverCertificate(ctx context.Context, msg *types.MsgTakeOverCertificate) (*types.MsgTakeOverCertificateResponse, error) {
	number, err := types.ParseNumber(msg.Number)
	if err != nil {
		return nil, err
	}
	return &types.MsgTakeOverCertificateResponse{}, s.keeper.takeOver(ctx, msg.Officer, number.String(), msg.Reason)
}

// CancelCertificate implements types.MsgServer.
func (s msgServer) CancelCertificate(ctx context.Context, msg *types.MsgCancelCertificate) (*types.MsgCancelCertificateResponse, error) {
	number, err := types.ParseNumber(msg.Number)
	if err != nil {
		return nil, err
	}
	return &types.MsgCancelCertificateResponse{}, s.keeper.cancel(ctx, msg.Vendor, number.String(), msg.Reason)
}
