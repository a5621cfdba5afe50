package types

import errorsmod "cosmossdk.io/errors"

// The module's errors. A code is never reused. What is wrong with an amount, a day, a member's id or a reason is said by
// the errors of the currency.
var (
	// ErrInvalidGenesis wraps whatever is wrong with a genesis state, naming the field.
	ErrInvalidGenesis = errorsmod.Register(ModuleName, 2, "invalid genesis")
	// ErrTerms names the field of a credit that breaks its rule.
	ErrTerms = errorsmod.Register(ModuleName, 3, "invalid terms")
	// ErrNumber is about a documentary credit number that breaks the rule of field 20.
	ErrNumber = errorsmod.Register(ModuleName, 4, "invalid documentary credit number")
	// ErrWallet is about a wallet that can be no applicant or beneficiary.
	ErrWallet = errorsmod.Register(ModuleName, 5, "wallet cannot be a party")
	// ErrBank is about a member that cannot do what the letter asks of it.
	ErrBank = errorsmod.Register(ModuleName, 6, "not a bank that can do this")
	// ErrLetterNotFound is about a number under which the bank has no letter.
	ErrLetterNotFound = errorsmod.Register(ModuleName, 7, "letter not found")
	// ErrLetterExists is about a number that is taken.
	ErrLetterExists = errorsmod.Register(ModuleName, 8, "letter exists")
	// ErrLetterStatus is about an action that the status of the letter does not allow.
	ErrLetterStatus = errorsmod.Register(ModuleName, 9, "letter status does not allow this")
	// ErrNotParty is about somebody who acts for another party of the letter.
	ErrNotParty = errorsmod.Register(ModuleName, 10, "not the party that can do this")
	// ErrSameOfficer is about one person deciding both halves of a dual control.
	ErrSameOfficer = errorsmod.Register(ModuleName, 11, "needs another officer")
	// ErrExpired is about a letter under which nothing can be presented any more.
	ErrExpired = errorsmod.Register(ModuleName, 12, "letter has expired")
	// ErrNotConfirmed is about a bank that has not confirmed the letter as it is.
	ErrNotConfirmed = errorsmod.Register(ModuleName, 13, "not confirmed")
	// ErrConfirmation is about a confirmation that was not asked for, or is there already.
	ErrConfirmation = errorsmod.Register(ModuleName, 14, "confirmation not possible")
	// ErrStillOpen is about a letter that can still be drawn, or has open presentations.
	ErrStillOpen = errorsmod.Register(ModuleName, 15, "letter is still open")

	// ErrAmendmentNotFound is about an amendment that the letter does not have.
	ErrAmendmentNotFound = errorsmod.Register(ModuleName, 16, "amendment not found")
	// ErrAmendmentStatus is about an action that the status of the amendment does not allow.
	ErrAmendmentStatus = errorsmod.Register(ModuleName, 17, "amendment status does not allow this")
	// ErrAmendmentOpen is about a second amendment while one is open.
	ErrAmendmentOpen = errorsmod.Register(ModuleName, 18, "another amendment is open")
	// ErrAmendmentChanged is about terms that are not the proposed ones.
	ErrAmendmentChanged = errorsmod.Register(ModuleName, 19, "proposed amendment is another one")
	// ErrBelowDrawn is about an amount that is less than what was drawn and presented.
	ErrBelowDrawn = errorsmod.Register(ModuleName, 20, "less than drawn and presented")

	// ErrPresentationNotFound is about a presentation that the letter does not have.
	ErrPresentationNotFound = errorsmod.Register(ModuleName, 21, "presentation not found")
	// ErrPresentationStatus is about an action that the status of the presentation does not allow.
	ErrPresentationStatus = errorsmod.Register(ModuleName, 22, "presentation status does not allow this")
	// ErrDocuments is about a presentation that is not well formed.
	ErrDocuments = errorsmod.Register(ModuleName, 23, "invalid presentation")
	// ErrAmountExceeded is about more than the letter has left.
	ErrAmountExceeded = errorsmod.Register(ModuleName, 24, "amount of the letter exceeded")
	// ErrPartialShipment is about a second drawing where partial shipments are not allowed.
	ErrPartialShipment = errorsmod.Register(ModuleName, 25, "partial shipments are not allowed")
	// ErrDiscrepant is about a presentation that does not comply, as the chain knows by itself.
	ErrDiscrepant = errorsmod.Register(ModuleName, 26, "presentation does not comply")
	// ErrPrecluded is about a notice of refusal after the close of the fifth banking day (UCP 600 Art. 16f).
	ErrPrecluded = errorsmod.Register(ModuleName, 27, "too late to refuse")
	// ErrNotice is about a notice of refusal that is not complete or not well formed (Art. 16c).
	ErrNotice = errorsmod.Register(ModuleName, 28, "invalid notice of refusal")
	// ErrNotWaived is about discrepancies that the applicant has not waived.
	ErrNotWaived = errorsmod.Register(ModuleName, 29, "not waived by the applicant")
	// ErrNotMature is about a payment before its maturity.
	ErrNotMature = errorsmod.Register(ModuleName, 30, "not mature")
	// ErrForward is about a presentation that is not forwarded, or is already.
	ErrForward = errorsmod.Register(ModuleName, 31, "cannot be forwarded")
	// ErrLimit is about more amendments or presentations than a letter may have.
	ErrLimit = errorsmod.Register(ModuleName, 32, "too many for one letter")
	// ErrInvalidParams names the parameter that breaks its rule.
	ErrInvalidParams = errorsmod.Register(ModuleName, 33, "invalid parameters")
)
