package types

import errorsmod "cosmossdk.io/errors"

// The module's errors. A code is never reused. What is wrong with an amount, a day, a reference or a reason is said by
// the errors of the currency.
var (
	// ErrInvalidGenesis wraps whatever is wrong with a genesis state, naming the field.
	ErrInvalidGenesis = errorsmod.Register(ModuleName, 2, "invalid genesis")
	// ErrTerms names the term of a programme that breaks its rule.
	ErrTerms = errorsmod.Register(ModuleName, 3, "invalid terms")
	// ErrSponsor is about a wallet that cannot be a sponsor.
	ErrSponsor = errorsmod.Register(ModuleName, 4, "wallet cannot be a sponsor")
	// ErrBeneficiary is about a wallet that cannot be a beneficiary.
	ErrBeneficiary = errorsmod.Register(ModuleName, 5, "wallet cannot be a beneficiary")

	// ErrProgrammeNotFound is about an id under which the manager created nothing.
	ErrProgrammeNotFound = errorsmod.Register(ModuleName, 6, "programme not found")
	// ErrProgrammeExists is about an id that the manager used before.
	ErrProgrammeExists = errorsmod.Register(ModuleName, 7, "programme exists")
	// ErrProgrammeStatus is about an action that the status of the programme does not allow.
	ErrProgrammeStatus = errorsmod.Register(ModuleName, 8, "programme status does not allow this")
	// ErrOutsidePeriod is about an action before the first or after the last day of the programme.
	ErrOutsidePeriod = errorsmod.Register(ModuleName, 9, "outside the days of the programme")
	// ErrNotDue is about a change by time whose time has not come.
	ErrNotDue = errorsmod.Register(ModuleName, 10, "not due")

	// ErrNotSponsor is about a wallet that pledged nothing.
	ErrNotSponsor = errorsmod.Register(ModuleName, 11, "not a sponsor of the programme")
	// ErrPledgeExceeded is about more money than was pledged.
	ErrPledgeExceeded = errorsmod.Register(ModuleName, 12, "pledge exceeded")
	// ErrContributionExists is about a reference that the sponsor used before.
	ErrContributionExists = errorsmod.Register(ModuleName, 13, "contribution exists")

	// ErrAwards is about a list of awards that breaks its rule.
	ErrAwards = errorsmod.Register(ModuleName, 14, "invalid awards")
	// ErrPurposeNotFound is about a purpose that the programme does not have.
	ErrPurposeNotFound = errorsmod.Register(ModuleName, 15, "purpose not found")
	// ErrPurposeChanged is about an award for another purpose, or to another sector, than the beneficiary's grant.
	ErrPurposeChanged = errorsmod.Register(ModuleName, 16, "grant is for another purpose")
	// ErrSectorNotAdmitted is about a beneficiary of a sector that the purpose does not admit.
	ErrSectorNotAdmitted = errorsmod.Register(ModuleName, 17, "sector not admitted")
	// ErrBudgetExceeded is about more grants than the budget of the purpose.
	ErrBudgetExceeded = errorsmod.Register(ModuleName, 18, "budget of the purpose exceeded")
	// ErrFundExceeded is about more grants than the sponsors have paid in.
	ErrFundExceeded = errorsmod.Register(ModuleName, 19, "fund exceeded")
	// ErrCapExceeded is about more grants to one beneficiary than the programme allows.
	ErrCapExceeded = errorsmod.Register(ModuleName, 20, "cap per beneficiary exceeded")

	// ErrBatchNotFound is about a reference under which the manager proposed nothing.
	ErrBatchNotFound = errorsmod.Register(ModuleName, 21, "batch of grants not found")
	// ErrBatchExists is about a reference that the manager used before in the programme.
	ErrBatchExists = errorsmod.Register(ModuleName, 22, "batch of grants exists")
	// ErrBatchStatus is about an action that the status of the batch does not allow.
	ErrBatchStatus = errorsmod.Register(ModuleName, 23, "status of the batch does not allow this")
	// ErrSameOfficer is about one person deciding both halves of a dual control.
	ErrSameOfficer = errorsmod.Register(ModuleName, 24, "needs another officer")

	// ErrGrantNotFound is about a beneficiary who was granted nothing.
	ErrGrantNotFound = errorsmod.Register(ModuleName, 25, "grant not found")
	// ErrGrantStatus is about an action that the status of the grant does not allow.
	ErrGrantStatus = errorsmod.Register(ModuleName, 26, "grant status does not allow this")
	// ErrGrantExceeded is about more than the unspent rest of a grant.
	ErrGrantExceeded = errorsmod.Register(ModuleName, 27, "grant exceeded")
	// ErrScenarioNotAdmitted is about a payee in a field of business that the purpose does not admit.
	ErrScenarioNotAdmitted = errorsmod.Register(ModuleName, 28, "scenario not admitted")
	// ErrRegionNotAdmitted is about a payee in a region that the programme does not admit.
	ErrRegionNotAdmitted = errorsmod.Register(ModuleName, 29, "region not admitted")
	// ErrPayeeNotAdmitted is about a payee that the programme does not name, or that is the beneficiary itself.
	ErrPayeeNotAdmitted = errorsmod.Register(ModuleName, 30, "payee not admitted")

	// ErrDuplicateSpending names the height of the spending that used the end-to-end id before.
	ErrDuplicateSpending = errorsmod.Register(ModuleName, 31, "already spent")
	// ErrInstructionDate is about a date in the future or before the programme.
	ErrInstructionDate = errorsmod.Register(ModuleName, 32, "instruction date refused")
	// ErrSpendingNotFound is about an end-to-end id that spent nothing.
	ErrSpendingNotFound = errorsmod.Register(ModuleName, 33, "spending not found")
	// ErrNotPayee is about a wallet that did not receive what it wants to give back.
	ErrNotPayee = errorsmod.Register(ModuleName, 34, "not the payee of the spending")
	// ErrRefundExists is about a reference that the payee used before for the spending.
	ErrRefundExists = errorsmod.Register(ModuleName, 35, "refund exists")
	// ErrRefundExceeded is about more than was spent and not yet given back.
	ErrRefundExceeded = errorsmod.Register(ModuleName, 36, "refund exceeds the spending")
	// ErrRefundPeriod is about a spending too long ago to be given back.
	ErrRefundPeriod = errorsmod.Register(ModuleName, 37, "too late to refund")

	// ErrEscrow says that the ledger holds something else than the records promise.
	ErrEscrow = errorsmod.Register(ModuleName, 38, "escrow does not match the records")
)
