package types

import errorsmod "cosmossdk.io/errors"

// The module's errors. A code is never reused. What is wrong with an amount, a day, a reference or a reason is said by
// the errors of the currency, and so is what the ledger refuses.
var (
	// ErrInvalidGenesis wraps whatever is wrong with a genesis state, naming the field.
	ErrInvalidGenesis = errorsmod.Register(ModuleName, 2, "invalid genesis")
	// ErrInvalidParams names the entry of the table of powers that breaks its rule.
	ErrInvalidParams = errorsmod.Register(ModuleName, 3, "invalid parameters")
	// ErrAuthority is about a member that is no authority, or not one of the case.
	ErrAuthority = errorsmod.Register(ModuleName, 4, "not an authority of the case")
	// ErrHash is about a hash, commitment or salt that has not 32 bytes.
	ErrHash = errorsmod.Register(ModuleName, 5, "invalid hash")
	// ErrLegalBasis is about an act that names no law.
	ErrLegalBasis = errorsmod.Register(ModuleName, 6, "invalid legal basis")
	// ErrSameOfficer is about one person doing both halves of a dual control.
	ErrSameOfficer = errorsmod.Register(ModuleName, 7, "needs another officer")

	// ErrCampaign names the part of a campaign that breaks its rule.
	ErrCampaign = errorsmod.Register(ModuleName, 8, "invalid campaign")
	// ErrCampaignNotFound is about an id under which the authority opened nothing.
	ErrCampaignNotFound = errorsmod.Register(ModuleName, 9, "campaign not found")
	// ErrCampaignExists is about an id that the authority used before.
	ErrCampaignExists = errorsmod.Register(ModuleName, 10, "campaign exists")

	// ErrCase names the part of a case that breaks its rule.
	ErrCase = errorsmod.Register(ModuleName, 11, "invalid case")
	// ErrCaseNotFound is about an id under which the authority opened nothing.
	ErrCaseNotFound = errorsmod.Register(ModuleName, 12, "case not found")
	// ErrCaseExists is about an id that the authority used before.
	ErrCaseExists = errorsmod.Register(ModuleName, 13, "case exists")
	// ErrCaseStatus is about an action that the status of the case does not allow.
	ErrCaseStatus = errorsmod.Register(ModuleName, 14, "case status does not allow this")
	// ErrCaseOpen says what keeps a case from being closed.
	ErrCaseOpen = errorsmod.Register(ModuleName, 15, "case cannot be closed")

	// ErrSubject names the part of an identity that breaks its rule.
	ErrSubject = errorsmod.Register(ModuleName, 16, "invalid subject")
	// ErrSubjectNotFound is about a number that the case does not have.
	ErrSubjectNotFound = errorsmod.Register(ModuleName, 17, "subject not found")
	// ErrCommitment is about contents that are not what was committed to.
	ErrCommitment = errorsmod.Register(ModuleName, 18, "not what was committed to")
	// ErrServed is about a subject or order that was served before, or was not yet.
	ErrServed = errorsmod.Register(ModuleName, 19, "service of notice")

	// ErrOutcome names the part of an outcome that breaks its rule.
	ErrOutcome = errorsmod.Register(ModuleName, 20, "invalid outcome")
	// ErrDecisionStatus is about an action that no decision on the subject allows.
	ErrDecisionStatus = errorsmod.Register(ModuleName, 21, "status of the decision does not allow this")
	// ErrObjection is about a second objection, or a review of what nobody objected to.
	ErrObjection = errorsmod.Register(ModuleName, 22, "objection")
	// ErrReviewer is about a member that may not review the decision.
	ErrReviewer = errorsmod.Register(ModuleName, 23, "may not review this")

	// ErrOrderTerms names the term of an order that breaks its rule.
	ErrOrderTerms = errorsmod.Register(ModuleName, 24, "invalid terms")
	// ErrOrderNotFound is about a reference under which the authority proposed nothing.
	ErrOrderNotFound = errorsmod.Register(ModuleName, 25, "order not found")
	// ErrOrderExists is about a reference that the authority used before.
	ErrOrderExists = errorsmod.Register(ModuleName, 26, "order exists")
	// ErrOrderStatus is about an action that the status of the order, or its end, does not allow.
	ErrOrderStatus = errorsmod.Register(ModuleName, 27, "order status does not allow this")
	// ErrPower is about an order beyond what the law lets the authority do.
	ErrPower = errorsmod.Register(ModuleName, 28, "beyond the authority's powers")
	// ErrOrderWallets is about an order on more wallets than one order can hold.
	ErrOrderWallets = errorsmod.Register(ModuleName, 29, "too many wallets")
	// ErrProposalExpired is about a proposal that waited too long for the second officer.
	ErrProposalExpired = errorsmod.Register(ModuleName, 30, "proposal has expired")

	// ErrOrderChange names the part of a change that breaks its rule.
	ErrOrderChange = errorsmod.Register(ModuleName, 31, "invalid change")
	// ErrOrderChangeNotFound is about a reference under which no change of the order was proposed.
	ErrOrderChangeNotFound = errorsmod.Register(ModuleName, 32, "change not found")
	// ErrOrderChangeExists is about a reference that was used for a change of the order before.
	ErrOrderChangeExists = errorsmod.Register(ModuleName, 33, "change exists")
	// ErrOrderChangeStatus is about a change that was decided.
	ErrOrderChangeStatus = errorsmod.Register(ModuleName, 34, "change was decided")
	// ErrAuthorityWallet is about a transfer without a place to go, or a wallet that cannot be one.
	ErrAuthorityWallet = errorsmod.Register(ModuleName, 35, "authority wallet")

	// ErrFlagReview is about an action that the review of the flag does not allow.
	ErrFlagReview = errorsmod.Register(ModuleName, 36, "review of the flag does not allow this")
	// ErrHolds says that the currency has other holds than the orders' records say.
	ErrHolds = errorsmod.Register(ModuleName, 37, "holds do not match the orders")
	// ErrEnvelope is about an envelope to somebody outside the case, or too large.
	ErrEnvelope = errorsmod.Register(ModuleName, 38, "invalid envelope")
)
