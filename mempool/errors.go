package mempool

import (
	errorsmod "cosmossdk.io/errors"

	sdk "github.com/cosmos/cosmos-sdk/types"
	sdkerrors "github.com/cosmos/cosmos-sdk/types/errors"
)

// Name is the codespace of the errors.
const Name = "mempool"

// Codes are never reused.
var (
	// ErrFull refuses for now: the same transaction may come again.
	ErrFull = errorsmod.Register(Name, 2, "too many transactions are waiting")
	// ErrEarly is about a transaction that a block has before those that it follows: it may be executed in a later one.
	ErrEarly = errorsmod.Register(Name, 3, "its turn has not come")
)

// TakenBefore is what is said of bytes that wait or were executed (sdk/19): what counts is what became of the first.
func TakenBefore(hash Hash) error {
	return errorsmod.Wrapf(sdkerrors.ErrTxInMempoolCache, "%X was taken before", hash)
}

// WrongSequence is what the signer is told who should have sent another transaction first, or whose sequence is used (sdk/32). It may have been
// used by the very transaction that is sent again: nobody should pay again before having asked.
func WrongSequence(signer sdk.AccAddress, expected, got uint64) error {
	advice := "send those before it first, or sign it again with the next sequence"
	if got < expected {
		advice = "that one is used: ask whether it was by this very transaction (dcepd query tx HASH) before you sign it again with the next sequence"
	}
	return errorsmod.Wrapf(sdkerrors.ErrWrongSequence, "%s: expected %d, got %d; %s", signer, expected, got, advice)
}
