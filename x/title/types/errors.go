package types

import errorsmod "cosmossdk.io/errors"

// The module's errors. A code is never reused. What is wrong with an id, a commitment or an enterprise is said by the errors
// of the single window, with a reference, a member id or a reason by those of the currency.
var (
	// ErrInvalidGenesis wraps whatever is wrong with a genesis state, naming the field.
	ErrInvalidGenesis = errorsmod.Register(ModuleName, 2, "invalid genesis")

	// ErrCarrierNotFound is about a wallet that was never on the register of carriers.
	ErrCarrierNotFound = errorsmod.Register(ModuleName, 3, "carrier not found")
	// ErrCarrierStatus is about a carrier that is on the register already, or struck off it.
	ErrCarrierStatus = errorsmod.Register(ModuleName, 4, "carrier status does not allow this")
	// ErrNotDepartment is about an officer of another department than the one that registered the carrier.
	ErrNotDepartment = errorsmod.Register(ModuleName, 5, "not the department that registered the carrier")

	// ErrTitleNotFound is about an id under which no title was issued.
	ErrTitleNotFound = errorsmod.Register(ModuleName, 6, "title not found")
	// ErrTitleExists is about an id under which a title was issued before.
	ErrTitleExists = errorsmod.Register(ModuleName, 7, "title exists")
	// ErrTitleStatus is about an act that the state of the title does not allow.
	ErrTitleStatus = errorsmod.Register(ModuleName, 8, "title status does not allow this")
	// ErrAct is about an act that is not the next one, because something else was done meanwhile.
	ErrAct = errorsmod.Register(ModuleName, 9, "not the next act of the title")
	// ErrNotEntitled is about somebody who does what is for another party to do.
	ErrNotEntitled = errorsmod.Register(ModuleName, 10, "not for this party to do")
	// ErrParty is about somebody who is named and cannot be what it is named as.
	ErrParty = errorsmod.Register(ModuleName, 11, "cannot be a party like this")
	// ErrNominee is about an endorsement to another than the nominee.
	ErrNominee = errorsmod.Register(ModuleName, 12, "not the nominee")
	// ErrNothingToReject is about a rejection that does not follow a transfer or endorsement directly.
	ErrNothingToReject = errorsmod.Register(ModuleName, 13, "the last act was no transfer or endorsement")
	// ErrAmendment is about content that is not the one asked for, or the same as before.
	ErrAmendment = errorsmod.Register(ModuleName, 14, "amendment differs from what was asked for")
	// ErrPurpose is about a surrender for nothing that a carrier does.
	ErrPurpose = errorsmod.Register(ModuleName, 15, "invalid purpose of a surrender")

	// ErrBank is about a member that cannot be a pledgee.
	ErrBank = errorsmod.Register(ModuleName, 16, "not a bank that can take a pledge")
	// ErrPledged is about a title that does not move without its pledgee.
	ErrPledged = errorsmod.Register(ModuleName, 17, "title is pledged")
	// ErrNotPledged is about a pledge that is not offered, or not in force.
	ErrNotPledged = errorsmod.Register(ModuleName, 18, "no such pledge of the title")
	// ErrConsent is about consent to something that needs none.
	ErrConsent = errorsmod.Register(ModuleName, 19, "not an act that a pledgee consents to")
)
