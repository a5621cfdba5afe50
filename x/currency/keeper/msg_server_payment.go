package keeper

import (
	"context"

	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// Pay implements types.MsgServer.
func (s msgServer) Pay(ctx context.Context, msg *types.MsgPay) (*types.MsgPayResponse, error) {
	instruction, err := types.ParsePay(msg)
	if err != nil {
		return nil, err
	}
	return &types.MsgPayResponse{}, s.keeper.pay(ctx, instruction)
}

// PayBatch implements types.MsgServer.
func (s msgServer) PayBatch(ctx context.Context, msg *types.MsgPayBatch) (*types.MsgPayBatchResponse, error) {
	instruction, err := types.ParsePayBatch(msg)
	if err != nil {
		return nil, err
	}
	return &types.MsgPayBatchResponse{}, s.keeper.payBatch(ctx, instruction)
}

// Refund implements types.MsgServer.
func (s msgServer) Refund(ctx context.Context, msg *types.MsgRefund) (*types.MsgRefundResponse, error) {
	key, payee, err := parseCredit(msg.Payer, msg.InstructionDate, msg.EndToEndId, msg.Payee)
	if err != nil {
		return nil, err
	}
	amount, err := types.ParseAmount(msg.AmountFen)
	if err != nil {
		return nil, err
	}
	reference, err := types.ParseReference("reference", msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgRefundResponse{}, s.keeper.refund(ctx, key, payee, reference, amount)
}

// OpenDispute implements types.MsgServer.
func (s msgServer) OpenDispute(ctx context.Context, msg *types.MsgOpenDispute) (*types.MsgOpenDisputeResponse, error) {
	key, payee, err := parseCredit(msg.Payer, msg.InstructionDate, msg.EndToEndId, msg.Payee)
	if err != nil {
		return nil, err
	}
	return &types.MsgOpenDisputeResponse{}, s.keeper.openDispute(ctx, key, payee, msg.Ground, msg.ComplaintCommitment)
}

// WithdrawDispute implements types.MsgServer.
func (s msgServer) WithdrawDispute(ctx context.Context, msg *types.MsgWithdrawDispute) (*types.MsgWithdrawDisputeResponse, error) {
	key, payee, err := parseCredit(msg.Payer, msg.InstructionDate, msg.EndToEndId, msg.Payee)
	if err != nil {
		return nil, err
	}
	return &types.MsgWithdrawDisputeResponse{}, s.keeper.withdrawDispute(ctx, key, payee)
}

// AnswerDispute implements types.MsgServer.
func (s msgServer) AnswerDispute(ctx context.Context, msg *types.MsgAnswerDispute) (*types.MsgAnswerDisputeResponse, error) {
	key, payee, err := parseCredit(msg.Payer, msg.InstructionDate, msg.EndToEndId, msg.Payee)
	if err != nil {
		return nil, err
	}
	return &types.MsgAnswerDisputeResponse{}, s.keeper.answerDispute(ctx, key, payee, msg.AnswerCommitment)
}

// DecideDispute implements types.MsgServer.
func (s msgServer) DecideDispute(ctx context.Context, msg *types.MsgDecideDispute) (*types.MsgDecideDisputeResponse, error) {
	key, payee, err := parseCredit(msg.Payer, msg.InstructionDate, msg.EndToEndId, msg.Payee)
	if err != nil {
		return nil, err
	}
	return &types.MsgDecideDisputeResponse{}, s.keeper.decideDispute(ctx, msg.Officer, key, payee, msg.Upheld, msg.DecisionCommitment)
}

// AllocateCash implements types.MsgServer.
func (s msgServer) AllocateCash(ctx context.Context, msg *types.MsgAllocateCash) (*types.MsgAllocateCashResponse, error) {
	transfer, err := parseCashTransfer(msg.CooperatingBankId, msg.Reference, msg.AmountFen)
	if err != nil {
		return nil, err
	}
	return &types.MsgAllocateCashResponse{}, s.keeper.allocateCash(ctx, msg.Treasurer, transfer)
}

// ReturnCash implements types.MsgServer.
func (s msgServer) ReturnCash(ctx context.Context, msg *types.MsgReturnCash) (*types.MsgReturnCashResponse, error) {
	transfer, err := parseCashTransfer(msg.OperatorId, msg.Reference, msg.AmountFen)
	if err != nil {
		return nil, err
	}
	return &types.MsgReturnCashResponse{}, s.keeper.returnCash(ctx, msg.Treasurer, msg.MemberId, transfer)
}

// parseCredit reads the name of a payment and one of its payees.
func parseCredit(payer, instructionDate, endToEndID, payee string) (types.PaymentKey, sdk.AccAddress, error) {
	key, err := types.ParsePaymentKey(payer, instructionDate, endToEndID)
	if err != nil {
		return key, nil, err
	}
	address, err := consortiumtypes.ParseAddress(payee)
	return key, address, err
}

// parseCashTransfer reads what is handed to whom; who hands it over is the signer's member.
func parseCashTransfer(to, reference string, amount uint64) (types.CashTransfer, error) {
	member, err := types.ParseMemberID(to)
	if err != nil {
		return types.CashTransfer{}, err
	}
	parsed, err := types.ParseReference("reference", reference)
	if err != nil {
		return types.CashTransfer{}, err
	}
	fen, err := types.ParseAmount(amount)
	return types.CashTransfer{ToMemberId: member.String(), Reference: parsed.String(), AmountFen: uint64(fen)}, err
}
