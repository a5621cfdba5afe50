package types

import errorsmod "cosmossdk.io/errors"

// The module's errors. A code is never reused. What is wrong with a reference, a member id or a reason is said by the
// errors of the currency.
var (
	// ErrInvalidGenesis wraps whatever is wrong with a genesis state, naming the field.
	ErrInvalidGenesis = errorsmod.Register(ModuleName, 2, "invalid genesis")
	// ErrCatalogue names the entry of a catalogue that breaks its rule.
	ErrCatalogue = errorsmod.Register(ModuleName, 3, "invalid catalogue")
	// ErrMoney is about a currency that is none, or nothing of it.
	ErrMoney = errorsmod.Register(ModuleName, 4, "invalid amount of money")
	// ErrMonth is about a month that is none, or has not begun.
	ErrMonth = errorsmod.Register(ModuleName, 5, "invalid month")
	// ErrCommitment is about bytes that are no commitment.
	ErrCommitment = errorsmod.Register(ModuleName, 6, "invalid commitment")
	// ErrSealingKey is about bytes that are no X25519 public key.
	ErrSealingKey = errorsmod.Register(ModuleName, 7, "invalid sealing key")

	// ErrEnterpriseNotFound is about a wallet that takes no part in trade.
	ErrEnterpriseNotFound = errorsmod.Register(ModuleName, 8, "enterprise not found")
	// ErrEnterpriseExists is about a wallet that is registered already.
	ErrEnterpriseExists = errorsmod.Register(ModuleName, 9, "enterprise exists")
	// ErrEnterpriseStatus is about an enterprise that is not, or already, verified.
	ErrEnterpriseStatus = errorsmod.Register(ModuleName, 10, "enterprise status does not allow this")
	// ErrNotCorporate is about a wallet that is not of a firm, or closed.
	ErrNotCorporate = errorsmod.Register(ModuleName, 11, "not an open corporate wallet")
	// ErrNotOperator is about an officer of another member than the one that serves the wallet.
	ErrNotOperator = errorsmod.Register(ModuleName, 12, "not the operator of the wallet")

	// ErrDocumentID is about an id that is not 64 hexadecimal digits.
	ErrDocumentID = errorsmod.Register(ModuleName, 13, "invalid document id")
	// ErrDocumentNotFound is about an id under which nothing is on record.
	ErrDocumentNotFound = errorsmod.Register(ModuleName, 14, "document not found")
	// ErrDocumentExists is about a paper that is on record already, just so.
	ErrDocumentExists = errorsmod.Register(ModuleName, 15, "document exists")
	// ErrDocumentKind is about a kind that the catalogue does not have, or that somebody else puts on record.
	ErrDocumentKind = errorsmod.Register(ModuleName, 16, "document kind refused")
	// ErrDocumentStatus is about an action that the state of the document does not allow.
	ErrDocumentStatus = errorsmod.Register(ModuleName, 17, "document status does not allow this")
	// ErrDirection is about a declaration that neither exports nor imports.
	ErrDirection = errorsmod.Register(ModuleName, 18, "invalid direction")
	// ErrNotIssuer is about customs that did not attest the declaration.
	ErrNotIssuer = errorsmod.Register(ModuleName, 19, "not the customs that attested it")
	// ErrVersion is about an amendment of another version than the current one.
	ErrVersion = errorsmod.Register(ModuleName, 20, "not the current version")
	// ErrNotOwner is about a wallet that does not own the document, or does not prove it.
	ErrNotOwner = errorsmod.Register(ModuleName, 21, "not the owner of the document")
	// ErrCounterparty is about a wallet that is not, or cannot be, the counterparty of a document.
	ErrCounterparty = errorsmod.Register(ModuleName, 22, "not the counterparty of the document")
	// ErrPartialMatches is about a paper that too many claimed already.
	ErrPartialMatches = errorsmod.Register(ModuleName, 23, "too many partial matches")

	// ErrFunction is about a function that the catalogue does not have, or that is not about such documents.
	ErrFunction = errorsmod.Register(ModuleName, 24, "function refused")
	// ErrNotDepartment is about an officer of a member that does not act for the department.
	ErrNotDepartment = errorsmod.Register(ModuleName, 25, "member does not act for the department")
	// ErrRoute is about an endorsement before its turn, or after a rejection.
	ErrRoute = errorsmod.Register(ModuleName, 26, "not the turn of the department")
	// ErrEndorsementExists is about a department that endorsed this version before.
	ErrEndorsementExists = errorsmod.Register(ModuleName, 27, "endorsement exists")
	// ErrOutcome is about an endorsement that neither approves nor rejects.
	ErrOutcome = errorsmod.Register(ModuleName, 28, "invalid outcome")

	// ErrRecipient is about a recipient that has no sealing key.
	ErrRecipient = errorsmod.Register(ModuleName, 29, "recipient has no sealing key")
	// ErrEnvelope is about a sealed key of a wrong size.
	ErrEnvelope = errorsmod.Register(ModuleName, 30, "invalid envelope")
	// ErrEnvelopeNotFound is about a recipient that got no key of the document.
	ErrEnvelopeNotFound = errorsmod.Register(ModuleName, 31, "envelope not found")
	// ErrPurpose is about an access of which nobody says what it is for.
	ErrPurpose = errorsmod.Register(ModuleName, 32, "invalid purpose")
	// ErrSealingKeyNotFound is about a wallet or member that set no sealing key.
	ErrSealingKeyNotFound = errorsmod.Register(ModuleName, 33, "sealing key not found")
	// ErrTier is about a receivable that was assigned on too often.
	ErrTier = errorsmod.Register(ModuleName, 34, "too many tiers")
)
