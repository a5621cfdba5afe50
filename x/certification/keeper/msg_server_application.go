package keeper

import (
	"context"
	"time"

	"github.com/dcep-consortium/dcepd/x/certification/types"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// AcceptApplication implements types.MsgServer.
func (s msgServer) AcceptApplication(ctx context.Context, msg *types.MsgAcceptApplication) (*types.MsgAcceptApplicationResponse, error) {
	key, err := parseApplicationKey(msg.Vendor, msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgAcceptApplicationResponse{}, s.keeper.advance(ctx, msg.Officer, key,
		func(a types.Application, officer consortiumtypes.Officer, params types.Params, now time.Time) (types.Application, error) {
			if err := s.keeper.checkLaboratory(ctx, msg.LaboratoryId, a.Category); err != nil {
				return a, err
			}
			return a.Accept(officer.Address, msg.LaboratoryId, params, now)
		})
}

// AssignLaboratory implements types.MsgServer.
func (s msgServer) AssignLaboratory(ctx context.Context, msg *types.MsgAssignLaboratory) (*types.MsgAssignLaboratoryResponse, error) {
	key, err := parseApplicationKey(msg.Vendor, msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgAssignLaboratoryResponse{}, s.keeper.advance(ctx, msg.Officer, key,
		func(a types.Application, officer consortiumtypes.Officer, params types.Params, now time.Time) (types.Application, error) {
			if err := s.keeper.checkLaboratory(ctx, msg.LaboratoryId, a.Category); err != nil {
				return a, err
			}
			return a.AssignLaboratory(officer.Address, msg.LaboratoryId, msg.Reason, params, now)
		})
}

// StartTest implements types.MsgServer.
func (s msgServer) StartTest(ctx context.Context, msg *types.MsgStartTest) (*types.MsgStartTestResponse, error) {
	key, err := parseApplicationKey(msg.Vendor, msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgStartTestResponse{}, s.keeper.examine(ctx, msg.Officer, key,
		func(a types.Application, officer consortiumtypes.Officer, params types.Params, now time.Time) (types.Application, error) {
			return a.StartTest(officer.Address, officer.MemberId, params, now)
		})
}

// ReportTest implements types.MsgServer.
func (s msgServer) ReportTest(ctx context.Context, msg *types.MsgReportTest) (*types.MsgReportTestResponse, error) {
	key, err := parseApplicationKey(msg.Vendor, msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgReportTestResponse{}, s.keeper.examine(ctx, msg.Officer, key,
		func(a types.Application, officer consortiumtypes.Officer, params types.Params, now time.Time) (types.Application, error) {
			return a.ReportTest(officer.Address, officer.MemberId, msg.Report, params, now)
		})
}

// ReportInspection implements types.MsgServer.
func (s msgServer) ReportInspection(ctx context.Context, msg *types.MsgReportInspection) (*types.MsgReportInspectionResponse, error) {
	key, err := parseApplicationKey(msg.Vendor, msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgReportInspectionResponse{}, s.keeper.advance(ctx, msg.Officer, key,
		func(a types.Application, officer consortiumtypes.Officer, params types.Params, now time.Time) (types.Application, error) {
			return a.ReportInspection(officer.Address, msg.Report, params, now)
		})
}

// ReviewApplication implements types.MsgServer.
func (s msgServer) ReviewApplication(ctx context.Context, msg *types.MsgReviewApplication) (*types.MsgReviewApplicationResponse, error) {
	key, err := parseApplicationKey(msg.Vendor, msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgReviewApplicationResponse{}, s.keeper.advance(ctx, msg.Officer, key,
		func(a types.Application, officer consortiumtypes.Officer, params types.Params, now time.Time) (types.Application, error) {
			return a.Review(officer.Address, msg.Report, params, now)
		})
}

// DecideApplication implements types.MsgServer.
func (s msgServer) DecideApplication(ctx context.Context, msg *types.MsgDecideApplication) (*types.MsgDecideApplicationResponse, error) {
	key, err := parseApplicationKey(msg.Vendor, msg.Reference)
	if err != nil {
		return nil, err
	}
	number, err := s.keeper.decide(ctx, msg.Officer, key,
		func(a types.Application, officer consortiumtypes.Officer, params types.Params, now time.Time) (types.Application, error) {
			return a.Decide(officer.Address, msg.Grant, msg.Reason, params, now)
		})
	return &types.MsgDecideApplicationResponse{Certificate: number}, err
}

// DecideAppeal implements types.MsgServer.
func (s msgServer) DecideAppeal(ctx context.Context, msg *types.MsgDecideAppeal) (*types.MsgDecideAppealResponse, error) {
	key, err := parseApplicationKey(msg.Vendor, msg.Reference)
	if err != nil {
		return nil, err
	}
	number, err := s.keeper.decide(ctx, msg.Officer, key,
		func(a types.Application, officer consortiumtypes.Officer, params types.Params, now time.Time) (types.Application, error) {
			return a.Arbitrate(officer.Address, msg.Reverse, msg.Reason, params, now)
		})
	return &types.MsgDecideAppealResponse{Certificate: number}, err
}
