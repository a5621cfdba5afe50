package keeper

import (
	"context"

	"github.com/dcep-consortium/dcepd/x/calendar/types"
)

var _ types.MsgServer = msgServer{}

// msgServer hands the messages on. Who may send them is decided before they get here.
type msgServer struct{ keeper *Keeper }

// NewMsgServer serves the module's messages.
func NewMsgServer(keeper *Keeper) types.MsgServer { return msgServer{keeper} }

// ProposeCalendar implements types.MsgServer.
func (s msgServer) ProposeCalendar(ctx context.Context, msg *types.MsgProposeCalendar) (*types.MsgProposeCalendarResponse, error) {
	return &types.MsgProposeCalendarResponse{}, s.keeper.propose(ctx, msg.Officer, msg.Calendar)
}

// ConfirmCalendar implements types.MsgServer.
func (s msgServer) ConfirmCalendar(ctx context.Context, msg *types.MsgConfirmCalendar) (*types.MsgConfirmCalendarResponse, error) {
	return &types.MsgConfirmCalendarResponse{}, s.keeper.confirm(ctx, msg.Officer, msg.Calendar)
}
