package mempool

import (
	errorsmod "cosmossdk.io/errors"

	sdk "github.com/cosmos/cosmos-sdk/types"
	sdkerrors "github.com/cosmos/cosmos-sdk/types/errors"
)

// Name is the codespace of the errors.
const Name = "mempool"

// ErrFull refuses for now: the same transaction may come again. Codes are never reused.
var ErrFull = errorsmod.Register(Name, 2, "too many transactions are waiting")

// WrongSequence is what the signer of a transaction is told who should have sent another one first, or this one before.
func WrongSequence(signer sdk.AccAddress, expected, got uint64) error {
	return errorsmod.Wrapf(sdkerrors.ErrWrongSequence, "%s: expected %d, got %d; sign it again with the next sequence", signer, expected, got)
}
