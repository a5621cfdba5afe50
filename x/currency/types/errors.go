package types

import errorsmod "cosmossdk.io/errors"

// The module's errors. A code is never reused.
var (
	// ErrInvalidGenesis wraps whatever is wrong with a genesis state, naming the field.
	ErrInvalidGenesis = errorsmod.Register(ModuleName, 2, "invalid genesis")
	// ErrInvalidParams names the parameter that is out of its bounds.
	ErrInvalidParams = errorsmod.Register(ModuleName, 3, "invalid parameters")
	// ErrAmount is about an amount that is zero, or text that is no amount.
	ErrAmount = errorsmod.Register(ModuleName, 4, "invalid amount")
	// ErrOverflow is about a sum beyond what 64 bits hold.
	ErrOverflow = errorsmod.Register(ModuleName, 5, "amount overflows")
	// ErrDay is about text that is no business day.
	ErrDay = errorsmod.Register(ModuleName, 6, "invalid business day")
	// ErrIdentifier is about a member id, reference or region that breaks the rule of its kind.
	ErrIdentifier = errorsmod.Register(ModuleName, 7, "invalid identifier")
	// ErrReason is about a missing or too long explanation.
	ErrReason = errorsmod.Register(ModuleName, 8, "invalid reason")
	// ErrRecord is about bytes in the store that are no record, or a record that cannot be.
	ErrRecord = errorsmod.Register(ModuleName, 9, "invalid record")
	// ErrSupply says that issued less burned differs from all that is held.
	ErrSupply = errorsmod.Register(ModuleName, 10, "supply does not add up")
	// ErrStatement is about a business day whose movements do not lead from opening to closing.
	ErrStatement = errorsmod.Register(ModuleName, 11, "statement does not add up")

	// ErrWalletNotFound is about an address that never was a wallet.
	ErrWalletNotFound = errorsmod.Register(ModuleName, 12, "wallet not found")
	// ErrWalletExists is about an address that is a wallet, or was one.
	ErrWalletExists = errorsmod.Register(ModuleName, 13, "wallet exists")
	// ErrWalletClosed is about a wallet that is no longer used.
	ErrWalletClosed = errorsmod.Register(ModuleName, 14, "wallet is closed")
	// ErrWalletAddress is about an address that belongs to an officer, an account or the consortium itself.
	ErrWalletAddress = errorsmod.Register(ModuleName, 15, "address cannot be a wallet")
	// ErrWalletProfile names the part of a wallet's description that breaks its rule.
	ErrWalletProfile = errorsmod.Register(ModuleName, 16, "invalid wallet profile")
	// ErrWalletKey is about a public key that is not the wallet's.
	ErrWalletKey = errorsmod.Register(ModuleName, 17, "invalid wallet key")
	// ErrNotOperator is about an officer of another member than the wallet's operator.
	ErrNotOperator = errorsmod.Register(ModuleName, 18, "not the wallet's operator")
	// ErrMemberLeaving is about new business of a member on its way out.
	ErrMemberLeaving = errorsmod.Register(ModuleName, 19, "member is leaving")

	// ErrInsufficientFunds is about a wallet or cash box that holds less than was asked.
	ErrInsufficientFunds = errorsmod.Register(ModuleName, 20, "insufficient funds")
	// ErrSingleLimit is about one payment above the limit of the payer's class.
	ErrSingleLimit = errorsmod.Register(ModuleName, 21, "single payment limit exceeded")
	// ErrDayLimit is about payments of a business day above the limit of the payer's class.
	ErrDayLimit = errorsmod.Register(ModuleName, 22, "daily limit exceeded")
	// ErrYearLimit is about payments of a calendar year above the limit of the payer's class.
	ErrYearLimit = errorsmod.Register(ModuleName, 23, "yearly limit exceeded")
	// ErrBalanceLimit is about a balance above the limit of the receiver's class.
	ErrBalanceLimit = errorsmod.Register(ModuleName, 24, "balance limit exceeded")

	// ErrPaymentToSelf is about a payment whose payer is its payee.
	ErrPaymentToSelf = errorsmod.Register(ModuleName, 25, "payer and payee are the same wallet")
	// ErrDuplicatePayment names the height of the payment that used the end-to-end id before.
	ErrDuplicatePayment = errorsmod.Register(ModuleName, 26, "already paid")
	// ErrEndToEndID is about an end-to-end id without an instruction date, or the other way round.
	ErrEndToEndID = errorsmod.Register(ModuleName, 27, "end-to-end id and instruction date belong together")
	// ErrInstructionDate is about a date in the future or too far back.
	ErrInstructionDate = errorsmod.Register(ModuleName, 28, "instruction date refused")
	// ErrRemittanceCommitment is about a commitment longer than a hash.
	ErrRemittanceCommitment = errorsmod.Register(ModuleName, 29, "invalid remittance commitment")
	// ErrPaymentNotFound is about an end-to-end id that paid nothing, or was forgotten since.
	ErrPaymentNotFound = errorsmod.Register(ModuleName, 30, "payment not found")

	// ErrIssuanceNotFound is about an id under which the member requested nothing.
	ErrIssuanceNotFound = errorsmod.Register(ModuleName, 31, "issuance not found")
	// ErrIssuanceExists is about an id that the member used before.
	ErrIssuanceExists = errorsmod.Register(ModuleName, 32, "issuance exists")
	// ErrIssuanceStatus is about an action that the status of the issuance does not allow.
	ErrIssuanceStatus = errorsmod.Register(ModuleName, 33, "issuance status does not allow this")
	// ErrReserveNotFound is about a reserve reference that backs nothing.
	ErrReserveNotFound = errorsmod.Register(ModuleName, 34, "reserve not found")
	// ErrReserveInUse is about a reserve reference that backs an issuance.
	ErrReserveInUse = errorsmod.Register(ModuleName, 35, "reserve is in use")
	// ErrReserveReturned is about a reserve that was sent back before.
	ErrReserveReturned = errorsmod.Register(ModuleName, 36, "reserve was returned before")

	// ErrRedemptionNotFound is about an id under which the member requested nothing.
	ErrRedemptionNotFound = errorsmod.Register(ModuleName, 37, "redemption not found")
	// ErrRedemptionExists is about an id that the member used before.
	ErrRedemptionExists = errorsmod.Register(ModuleName, 38, "redemption exists")
	// ErrRedemptionStatus is about an action that the status of the redemption does not allow.
	ErrRedemptionStatus = errorsmod.Register(ModuleName, 39, "redemption status does not allow this")
	// ErrCreditReferenceUsed is about a credit reference that settled a redemption before.
	ErrCreditReferenceUsed = errorsmod.Register(ModuleName, 40, "credit reference was used before")
	// ErrNotReceiver is about an officer who redeems for another member without being its receiver's.
	ErrNotReceiver = errorsmod.Register(ModuleName, 41, "not the receiver of the member")

	// ErrExpired is about a request that waited too long.
	ErrExpired = errorsmod.Register(ModuleName, 42, "request has expired")
	// ErrNotExpired is about a request that may still be decided.
	ErrNotExpired = errorsmod.Register(ModuleName, 43, "request has not expired")
	// ErrRoleNotDue names the role that must act next.
	ErrRoleNotDue = errorsmod.Register(ModuleName, 44, "another role must act")
	// ErrSameOfficer is about one person deciding both halves of a dual control.
	ErrSameOfficer = errorsmod.Register(ModuleName, 45, "needs another officer")

	// ErrExchangeNotFound is about a reference under which nothing was exchanged.
	ErrExchangeNotFound = errorsmod.Register(ModuleName, 46, "exchange not found")
	// ErrExchangeExists is about a reference that was used before.
	ErrExchangeExists = errorsmod.Register(ModuleName, 47, "exchange exists")
	// ErrExchangeStatus is about an action that the status of the exchange does not allow.
	ErrExchangeStatus = errorsmod.Register(ModuleName, 48, "exchange status does not allow this")
	// ErrReclaimTooEarly names the first business day on which the holder may take the coins back.
	ErrReclaimTooEarly = errorsmod.Register(ModuleName, 49, "too early to reclaim")

	// ErrPagination is about a way to page through a list that would have to read it whole.
	ErrPagination = errorsmod.Register(ModuleName, 50, "pagination refused")
)
