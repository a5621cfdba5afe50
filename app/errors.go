package app

import errorsmod "cosmossdk.io/errors"

// Errors of admission and permission. Codes are never reused.
var (
	ErrFee               = errorsmod.Register(Name, 2, "this chain has no fees")
	ErrTxLimit           = errorsmod.Register(Name, 3, "transaction breaks a limit")
	ErrTxForm            = errorsmod.Register(Name, 4, "transaction has a form this chain does not take")
	ErrUnknownPrincipal  = errorsmod.Register(Name, 5, "signer is neither an officer nor a wallet holder")
	ErrNotPermitted      = errorsmod.Register(Name, 6, "not permitted")
	ErrQuota             = errorsmod.Register(Name, 7, "quota of one block is used up")
	ErrResolutionContent = errorsmod.Register(Name, 9, "a resolution may not do this")
	ErrSignature         = errorsmod.Register(Name, 10, "signature does not fit")
)
