package types

import errorsmod "cosmossdk.io/errors"

// The module's errors. A code is never reused.
var (
	// ErrInvalidGenesis wraps whatever is wrong with a genesis state, naming the field.
	ErrInvalidGenesis = errorsmod.Register(ModuleName, 2, "invalid genesis")
	// ErrInvalidParams names the parameter that breaks its rule.
	ErrInvalidParams = errorsmod.Register(ModuleName, 3, "invalid parameters")
	// ErrIdentifier is about a malformed credit code, certificate number, member id or reference.
	ErrIdentifier = errorsmod.Register(ModuleName, 4, "invalid identifier")
	// ErrText is about a name or a reason that is empty, too long or not printable.
	ErrText = errorsmod.Register(ModuleName, 5, "invalid text")

	// ErrEdition names the part of an edition of the catalogue that breaks its rule.
	ErrEdition = errorsmod.Register(ModuleName, 6, "invalid edition")
	// ErrCategory is about a category that the edition in force does not have.
	ErrCategory = errorsmod.Register(ModuleName, 7, "category not in the catalogue")
	// ErrRecognition is about a recognition that cannot be given or ended.
	ErrRecognition = errorsmod.Register(ModuleName, 8, "invalid recognition")
	// ErrRecognitionNotFound is about a member that was never recognised.
	ErrRecognitionNotFound = errorsmod.Register(ModuleName, 9, "recognition not found")
	// ErrNotRecognised is about a member that is not recognised for the category today.
	ErrNotRecognised = errorsmod.Register(ModuleName, 10, "not recognised for the category")

	// ErrVendorNotFound is about a credit code or a wallet of no vendor.
	ErrVendorNotFound = errorsmod.Register(ModuleName, 11, "vendor not found")
	// ErrVendorExists is about a credit code or a wallet of a vendor that is registered.
	ErrVendorExists = errorsmod.Register(ModuleName, 12, "vendor exists")
	// ErrVendorWallet is about a wallet that cannot be a vendor's.
	ErrVendorWallet = errorsmod.Register(ModuleName, 13, "wallet cannot be a vendor's")
	// ErrUnit names the part of a product unit that breaks its rule.
	ErrUnit = errorsmod.Register(ModuleName, 14, "invalid unit")
	// ErrReport names the part of a report that breaks its rule.
	ErrReport = errorsmod.Register(ModuleName, 15, "invalid report")

	// ErrApplicationNotFound is about a reference under which the vendor applied for nothing.
	ErrApplicationNotFound = errorsmod.Register(ModuleName, 16, "application not found")
	// ErrApplicationExists is about a reference that the vendor used before.
	ErrApplicationExists = errorsmod.Register(ModuleName, 17, "application exists")
	// ErrApplicationKind is about an application that does not fit the certificate it is about.
	ErrApplicationKind = errorsmod.Register(ModuleName, 18, "application does not fit")
	// ErrApplicationStatus is about an action that the status of the application does not allow.
	ErrApplicationStatus = errorsmod.Register(ModuleName, 19, "application status does not allow this")
	// ErrStepDeadline is about a step whose deadline has passed.
	ErrStepDeadline = errorsmod.Register(ModuleName, 20, "deadline of the step has passed")
	// ErrNotBody is about an application or certificate of another body.
	ErrNotBody = errorsmod.Register(ModuleName, 21, "another body answers for it")
	// ErrNotLaboratory is about an application that another laboratory tests.
	ErrNotLaboratory = errorsmod.Register(ModuleName, 22, "another laboratory tests it")
	// ErrSameOfficer is about one person in two duties.
	ErrSameOfficer = errorsmod.Register(ModuleName, 23, "needs another officer")
	// ErrRenewalWindow is about a renewal too early.
	ErrRenewalWindow = errorsmod.Register(ModuleName, 24, "renewal is not open")
	// ErrAppealed is about a second appeal.
	ErrAppealed = errorsmod.Register(ModuleName, 25, "appealed before")

	// ErrCertificateNotFound is about a number that no certificate has.
	ErrCertificateNotFound = errorsmod.Register(ModuleName, 26, "certificate not found")
	// ErrCertificateStatus is about an action that the status of the certificate does not allow.
	ErrCertificateStatus = errorsmod.Register(ModuleName, 27, "certificate status does not allow this")
	// ErrNotHolder is about the certificate of another vendor.
	ErrNotHolder = errorsmod.Register(ModuleName, 28, "another vendor holds it")
	// ErrRemedyDeadline is about a deadline for a remedy that is past or too far away.
	ErrRemedyDeadline = errorsmod.Register(ModuleName, 29, "invalid deadline for the remedy")
	// ErrOrdered is about a suspension that only the central bank ends.
	ErrOrdered = errorsmod.Register(ModuleName, 30, "suspended by order of the central bank")
	// ErrNotReduced is about a scope that is not smaller than before.
	ErrNotReduced = errorsmod.Register(ModuleName, 31, "scope is not reduced")
	// ErrStillRecognised is about a certificate whose body may go on answering for it.
	ErrStillRecognised = errorsmod.Register(ModuleName, 32, "body is still recognised")
	// ErrHistoryFull is about one more change of a certificate than its record can bear.
	ErrHistoryFull = errorsmod.Register(ModuleName, 33, "history is full")
	// ErrSerials is about one more certificate than a body's numbers of a year allow.
	ErrSerials = errorsmod.Register(ModuleName, 34, "numbers are used up")

	// ErrProductNotValid is about a product whose certificate is not valid now.
	ErrProductNotValid = errorsmod.Register(ModuleName, 35, "certificate of the product is not valid")
	// ErrProductUse is about a certificate of another category than the use needs.
	ErrProductUse = errorsmod.Register(ModuleName, 36, "certificate is for another use")
	// ErrProductRequired is about a product for which the consortium requires a certificate.
	ErrProductRequired = errorsmod.Register(ModuleName, 37, "a certified product is required")
	// ErrAttestation is about a malformed or outdated attestation.
	ErrAttestation = errorsmod.Register(ModuleName, 38, "invalid attestation")
	// ErrFilter is about a list that was asked for in two ways at once.
	ErrFilter = errorsmod.Register(ModuleName, 39, "invalid filter")
)
