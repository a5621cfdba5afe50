package types

import (
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/lifecycle"
)

// ExchangeInAction is what can happen to an exchange in.
type ExchangeInAction string

const (
	ExchangeInAccept  ExchangeInAction = "accept"
	ExchangeInReturn  ExchangeInAction = "return"
	ExchangeInReclaim ExchangeInAction = "reclaim"
)

var exchangeInTransitions = lifecycle.Table[ExchangeInStatus, ExchangeInAction]{
	EXCHANGE_IN_STATUS_ESCROWED: {
		ExchangeInAccept:  EXCHANGE_IN_STATUS_ACCEPTED,
		ExchangeInReturn:  EXCHANGE_IN_STATUS_RETURNED,
		ExchangeInReclaim: EXCHANGE_IN_STATUS_RECLAIMED,
	},
}

// reclaimAfterDays leaves the operator the whole business day after the request.
const reclaimAfterDays = 2

// NewExchangeOut is the record of coins that a member handed to a wallet.
func NewExchangeOut(memberID string, reference ident.Reference, wallet sdk.AccAddress, amount Fen, height int64) ExchangeOut {
	return ExchangeOut{
		MemberId: memberID, Reference: reference.String(), Wallet: name(wallet), AmountFen: uint64(amount), Height: height,
	}
}

// NewExchangeIn is a holder's request on a business day; from then on it holds the coins.
func NewExchangeIn(wallet sdk.AccAddress, reference ident.Reference, memberID string, amount Fen, today Day) ExchangeIn {
	return ExchangeIn{
		Wallet:    name(wallet),
		Reference: reference.String(),
		MemberId:  memberID,
		AmountFen: uint64(amount),
		Status:    EXCHANGE_IN_STATUS_ESCROWED,
		Day:       today.String(),
	}
}

// IsOpen reports whether the coins are in escrow.
func (e ExchangeIn) IsOpen() bool { return e.Status == EXCHANGE_IN_STATUS_ESCROWED }

// Accept records that the operator credited the bank account (ErrNotOperator, ErrExchangeStatus).
func (e ExchangeIn) Accept(memberID string, bank ident.Reference) (ExchangeIn, error) {
	accepted, err := e.decideByOperator(ExchangeInAccept, memberID)
	if err != nil {
		return e, err
	}
	accepted.BankReference = bank.String()
	return accepted, nil
}

// Return gives the coins back with the operator's reason (ErrNotOperator, ErrExchangeStatus, ErrReason).
func (e ExchangeIn) Return(memberID, reason string) (ExchangeIn, error) {
	if err := CheckReason(reason); err != nil {
		return e, err
	}
	returned, err := e.decideByOperator(ExchangeInReturn, memberID)
	if err != nil {
		return e, err
	}
	returned.Reason = reason
	return returned, nil
}

// Reclaim gives the coins back to a holder whose operator let one business day pass (ErrExchangeStatus,
// ErrReclaimTooEarly).
func (e ExchangeIn) Reclaim(today Day) (ExchangeIn, error) {
	reclaimed, err := e.decide(ExchangeInReclaim)
	if err != nil {
		return e, err
	}
	requested, err := ParseDay(e.Day)
	if err != nil {
		return e, err
	}
	if first := requested.AddDays(reclaimAfterDays); today < first {
		return e, ErrReclaimTooEarly.Wrapf("exchange in %s of %s, requested on %s: from %s on, today is %s", e.Reference, e.Wallet, requested, first, today)
	}
	return reclaimed, nil
}

func (e ExchangeIn) decideByOperator(action ExchangeInAction, memberID string) (ExchangeIn, error) {
	if memberID != e.MemberId {
		return e, ErrNotOperator.Wrapf("exchange in %s of %s: operator is %s, not %s", e.Reference, e.Wallet, e.MemberId, memberID)
	}
	return e.decide(action)
}

func (e ExchangeIn) decide(action ExchangeInAction) (ExchangeIn, error) {
	to, allowed := exchangeInTransitions.Next(e.Status, action)
	if !allowed {
		return e, ErrExchangeStatus.Wrapf("exchange in %s of %s is %s: cannot %s", e.Reference, e.Wallet, e.Status, action)
	}
	e.Status = to
	return e, nil
}
