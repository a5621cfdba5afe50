package types

import errorsmod "cosmossdk.io/errors"

// The module's errors. A code is never reused. What is wrong with a document is said by the errors of the single window,
// with an amount of yuan, a day, a reference or a reason by those of the currency.
var (
	// ErrInvalidGenesis wraps whatever is wrong with a genesis state, naming the field.
	ErrInvalidGenesis = errorsmod.Register(ModuleName, 2, "invalid genesis")

	// ErrBank is about a member that cannot finance.
	ErrBank = errorsmod.Register(ModuleName, 3, "not a bank that finances")
	// ErrAuthorisationNotFound is about a reference under which the enterprise authorised nothing.
	ErrAuthorisationNotFound = errorsmod.Register(ModuleName, 4, "authorisation not found")
	// ErrAuthorisationExists is about a reference that was used before for document and bank.
	ErrAuthorisationExists = errorsmod.Register(ModuleName, 5, "authorisation exists")
	// ErrAuthorisationExpired is about an authorisation that ended, was revoked, or would last too long.
	ErrAuthorisationExpired = errorsmod.Register(ModuleName, 6, "authorisation is not in force")
	// ErrCeiling is about more than the enterprise authorised.
	ErrCeiling = errorsmod.Register(ModuleName, 7, "ceiling of the authorisation exceeded")
	// ErrNotAuthorised is about a bank that asks without an authorisation in force.
	ErrNotAuthorised = errorsmod.Register(ModuleName, 8, "bank is not authorised for the document")

	// ErrNoRoom names the room that a document has.
	ErrNoRoom = errorsmod.Register(ModuleName, 9, "not enough room")
	// ErrPurpose is about a purpose as which such a document is not financed.
	ErrPurpose = errorsmod.Register(ModuleName, 10, "document is not financed for this")
	// ErrRate is about a rate that is none.
	ErrRate = errorsmod.Register(ModuleName, 11, "invalid rate")
	// ErrMaturity is about a maturity that is past or too far away.
	ErrMaturity = errorsmod.Register(ModuleName, 12, "invalid maturity")
	// ErrTooManyPledges is about a document with too many open pledges.
	ErrTooManyPledges = errorsmod.Register(ModuleName, 13, "too many open pledges")
	// ErrLoan is about an amount that makes no loan: less than a fen, or more than there can be.
	ErrLoan = errorsmod.Register(ModuleName, 14, "amount makes no loan")

	// ErrPledgeNotFound is about a reference under which the bank registered nothing.
	ErrPledgeNotFound = errorsmod.Register(ModuleName, 15, "pledge not found")
	// ErrPledgeExists is about a reference that the bank used before.
	ErrPledgeExists = errorsmod.Register(ModuleName, 16, "pledge exists")
	// ErrPledgeStatus is about an action that the status of the pledge does not allow.
	ErrPledgeStatus = errorsmod.Register(ModuleName, 17, "pledge status does not allow this")
	// ErrSameOfficer is about one person deciding both halves of a dual control.
	ErrSameOfficer = errorsmod.Register(ModuleName, 18, "needs another officer")
	// ErrNotDue is about a change by time whose time has not come.
	ErrNotDue = errorsmod.Register(ModuleName, 19, "not due")

	// ErrNotBorrower is about a wallet that did not get the loan.
	ErrNotBorrower = errorsmod.Register(ModuleName, 20, "not the borrower")
	// ErrRepaymentExists is about a reference that the enterprise used before for the pledge.
	ErrRepaymentExists = errorsmod.Register(ModuleName, 21, "repayment exists")
	// ErrRepaymentExceeds is about more than is outstanding.
	ErrRepaymentExceeds = errorsmod.Register(ModuleName, 22, "repayment exceeds the loan")
	// ErrCollectionExists is about a reference that the bank used before for the document.
	ErrCollectionExists = errorsmod.Register(ModuleName, 23, "collection exists")
	// ErrCollectionExceeds is about more than the document is worth.
	ErrCollectionExceeds = errorsmod.Register(ModuleName, 24, "collection exceeds the document")
	// ErrAssignee is about an assignment that does not say to whom.
	ErrAssignee = errorsmod.Register(ModuleName, 25, "invalid assignee")
	// ErrPartExists is about a reference that the owner used before for a part of the document.
	ErrPartExists = errorsmod.Register(ModuleName, 26, "part exists")
)
