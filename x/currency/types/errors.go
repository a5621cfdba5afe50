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
	// ErrCommitment is about a commitment that is no hash.
	ErrCommitment = errorsmod.Register(ModuleName, 29, "invalid commitment")
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

	// ErrLimits names a limit that is not whole yuan, or that another limit makes useless.
	ErrLimits = errorsmod.Register(ModuleName, 51, "invalid limits")
	// ErrHeld names the hold that stops the movement.
	ErrHeld = errorsmod.Register(ModuleName, 52, "held")
	// ErrHold is about a hold that cannot be placed.
	ErrHold = errorsmod.Register(ModuleName, 53, "invalid hold")
	// ErrHoldNotFound is about a reference under which the member holds nothing.
	ErrHoldNotFound = errorsmod.Register(ModuleName, 54, "hold not found")
	// ErrHoldExists is about a reference under which the member placed a hold before.
	ErrHoldExists = errorsmod.Register(ModuleName, 55, "hold exists")
	// ErrHoldStatus is about a hold that has ended.
	ErrHoldStatus = errorsmod.Register(ModuleName, 56, "hold has ended")

	// ErrPhase names the part of a phase that breaks its rule.
	ErrPhase = errorsmod.Register(ModuleName, 57, "invalid phase")
	// ErrPhaseNotFound is about an id that no phase has.
	ErrPhaseNotFound = errorsmod.Register(ModuleName, 58, "phase not found")
	// ErrNoPhase is about new business on a day on which no phase of the pilot runs.
	ErrNoPhase = errorsmod.Register(ModuleName, 59, "no phase of the pilot runs")
	// ErrNotAdmitted names the rule of the phase that keeps somebody out.
	ErrNotAdmitted = errorsmod.Register(ModuleName, 60, "not admitted to the pilot")
	// ErrCirculationCap is about an issuance above what may circulate in the phase.
	ErrCirculationCap = errorsmod.Register(ModuleName, 61, "circulation cap exceeded")
	// ErrQuota is about an issuance above the operator's quota in the phase.
	ErrQuota = errorsmod.Register(ModuleName, 62, "operator quota exceeded")
	// ErrWalletCount is about one wallet too many, of the operator in the phase or of the customer in the class.
	ErrWalletCount = errorsmod.Register(ModuleName, 63, "too many wallets")

	// ErrBatch is about a batch without payees, with too many, or with one twice.
	ErrBatch = errorsmod.Register(ModuleName, 64, "invalid batch")
	// ErrRefundExceeds is about refunds of together more than the payment.
	ErrRefundExceeds = errorsmod.Register(ModuleName, 65, "refunds exceed the payment")
	// ErrRefundExists is about a reference that the payee used for a refund of the payment before.
	ErrRefundExists = errorsmod.Register(ModuleName, 66, "refund exists")
	// ErrRefundTooLate names the last business day on which the payment could be refunded or disputed.
	ErrRefundTooLate = errorsmod.Register(ModuleName, 67, "too late to refund or dispute")
	// ErrDisputeNotFound is about a payment that its payer did not dispute.
	ErrDisputeNotFound = errorsmod.Register(ModuleName, 68, "dispute not found")
	// ErrDisputeExists is about a payment that was disputed before.
	ErrDisputeExists = errorsmod.Register(ModuleName, 69, "dispute exists")
	// ErrDisputeStatus is about an action that the status of the dispute does not allow.
	ErrDisputeStatus = errorsmod.Register(ModuleName, 70, "dispute status does not allow this")
	// ErrDispute names the part of a complaint that breaks its rule.
	ErrDispute = errorsmod.Register(ModuleName, 71, "invalid dispute")
	// ErrAnswerAwaited names the moment until which the payee may answer before anybody decides.
	ErrAnswerAwaited = errorsmod.Register(ModuleName, 72, "the payee may still answer")

	// ErrCashTransferExists is about a reference that was used before.
	ErrCashTransferExists = errorsmod.Register(ModuleName, 73, "cash transfer exists")
	// ErrCashTransferNotFound is about a reference under which nothing was handed over.
	ErrCashTransferNotFound = errorsmod.Register(ModuleName, 74, "cash transfer not found")
	// ErrAllocation is about cash for, or back from, a member that is no cooperating bank of the operator.
	ErrAllocation = errorsmod.Register(ModuleName, 75, "not allocated")

	// ErrSubWallet is about a share that the parent cannot give, or a wallet that is no sub-wallet of the holder.
	ErrSubWallet = errorsmod.Register(ModuleName, 76, "invalid sub-wallet")
	// ErrWalletClass is about a class that the wallet cannot get.
	ErrWalletClass = errorsmod.Register(ModuleName, 77, "class cannot be changed")
	// ErrObligations lists what must be settled before the wallet can close.
	ErrObligations = errorsmod.Register(ModuleName, 78, "wallet has obligations")
	// ErrKeyReplacement names the part of a key replacement that breaks its rule.
	ErrKeyReplacement = errorsmod.Register(ModuleName, 79, "invalid key replacement")
	// ErrKeyReplacementExists is about a wallet with an open replacement, or a reference that was used before.
	ErrKeyReplacementExists = errorsmod.Register(ModuleName, 80, "key replacement exists")
	// ErrKeyReplacementNotFound is about a reference under which no key was proposed.
	ErrKeyReplacementNotFound = errorsmod.Register(ModuleName, 81, "key replacement not found")
	// ErrKeyReplacementStatus is about an action that the status of the replacement does not allow.
	ErrKeyReplacementStatus = errorsmod.Register(ModuleName, 82, "key replacement status does not allow this")
	// ErrObjectionPeriod names the moment until which the old key may object, or since which it may no longer.
	ErrObjectionPeriod = errorsmod.Register(ModuleName, 83, "objection period")
	// ErrEstate names the part of an estate proposal that breaks its rule.
	ErrEstate = errorsmod.Register(ModuleName, 84, "invalid estate")
	// ErrEstateExists is about a wallet with an open proposal, or a reference that was used before.
	ErrEstateExists = errorsmod.Register(ModuleName, 85, "estate exists")
	// ErrEstateNotFound is about a reference under which nothing was proposed.
	ErrEstateNotFound = errorsmod.Register(ModuleName, 86, "estate not found")
	// ErrEstateStatus is about an action that the status of the estate does not allow.
	ErrEstateStatus = errorsmod.Register(ModuleName, 87, "estate status does not allow this")
	// ErrSuccession is about wallets that cannot be taken over.
	ErrSuccession = errorsmod.Register(ModuleName, 88, "wallets cannot be taken over")
	// ErrCustomerNotFound is about a customer reference without any wallet.
	ErrCustomerNotFound = errorsmod.Register(ModuleName, 89, "customer not found")
	// ErrEscrow is about an escrow account that holds less than was asked.
	ErrEscrow = errorsmod.Register(ModuleName, 90, "escrow holds too little")
	// ErrInvitation is about invitations of nobody, of too many, or of what is no customer reference.
	ErrInvitation = errorsmod.Register(ModuleName, 91, "invalid invitation")
	// ErrOrdered is about a hold that an authority ordered and an operator wants to lift.
	ErrOrdered = errorsmod.Register(ModuleName, 92, "ordered by an authority")
	// ErrFlagNotFound is about a customer's day that was not flagged.
	ErrFlagNotFound = errorsmod.Register(ModuleName, 93, "flag not found")
)
