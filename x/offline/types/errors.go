package types

import errorsmod "cosmossdk.io/errors"

// The module's errors. A code is never reused.
var (
	// ErrInvalidGenesis wraps whatever is wrong with a genesis state, naming the field.
	ErrInvalidGenesis = errorsmod.Register(ModuleName, 2, "invalid genesis")
	// ErrInvalidParams names the parameter that is out of its bounds.
	ErrInvalidParams = errorsmod.Register(ModuleName, 3, "invalid parameters")
	// ErrRecord is about a record that cannot be.
	ErrRecord = errorsmod.Register(ModuleName, 4, "invalid record")
	// ErrEscrow says that an escrow account differs from the record of what is in it.
	ErrEscrow = errorsmod.Register(ModuleName, 5, "escrow does not add up")
	// ErrIdentifier is about a device id or voucher id that breaks its rule.
	ErrIdentifier = errorsmod.Register(ModuleName, 7, "invalid identifier")

	// ErrIssuerKey is about a key that cannot certify devices.
	ErrIssuerKey = errorsmod.Register(ModuleName, 8, "invalid key for device certificates")
	// ErrCertificate is about bytes that are no device certificate, or one for another chain.
	ErrCertificate = errorsmod.Register(ModuleName, 9, "invalid device certificate")
	// ErrIssuer is about a certificate that the operator's current key did not sign.
	ErrIssuer = errorsmod.Register(ModuleName, 10, "not certified by the operator")
	// ErrProof is about a device that did not show that it has its key.
	ErrProof = errorsmod.Register(ModuleName, 11, "invalid proof of the device key")
	// ErrCaps names a cap or validity above what the parameters allow.
	ErrCaps = errorsmod.Register(ModuleName, 12, "device certificate goes too far")

	// ErrDeviceNotFound is about a device that was never registered.
	ErrDeviceNotFound = errorsmod.Register(ModuleName, 13, "device not found")
	// ErrDeviceExists is about a device that is registered, or was.
	ErrDeviceExists = errorsmod.Register(ModuleName, 14, "device exists")
	// ErrDeviceStatus is about an action that the status of the device does not allow.
	ErrDeviceStatus = errorsmod.Register(ModuleName, 15, "device status does not allow this")
	// ErrNotOwner is about somebody else's device.
	ErrNotOwner = errorsmod.Register(ModuleName, 16, "not the owner of the device")
	// ErrNotOperator is about a device or wallet of another member.
	ErrNotOperator = errorsmod.Register(ModuleName, 17, "not the operator")
	// ErrPurseCap is about a load above what the operator guarantees.
	ErrPurseCap = errorsmod.Register(ModuleName, 18, "purse cap exceeded")

	// ErrStatement is about bytes that are no statement, one of another device or chain, or of the other message.
	ErrStatement = errorsmod.Register(ModuleName, 19, "invalid device statement")
	// ErrStatementOld is about a statement that is not later than the last one.
	ErrStatementOld = errorsmod.Register(ModuleName, 20, "device statement is not new")
	// ErrStatementBalance is about a device that says it holds more than its purse.
	ErrStatementBalance = errorsmod.Register(ModuleName, 21, "device claims more than its purse")

	// ErrBatch is about no vouchers, or too many.
	ErrBatch = errorsmod.Register(ModuleName, 22, "invalid batch")
	// ErrVoucherFormat names index and rule of bytes that are no voucher.
	ErrVoucherFormat = errorsmod.Register(ModuleName, 23, "malformed voucher")
	// ErrVoucherChain is about a voucher of another chain.
	ErrVoucherChain = errorsmod.Register(ModuleName, 24, "voucher is for another chain")
	// ErrVoucherSignature is about a signature that is not the device's.
	ErrVoucherSignature = errorsmod.Register(ModuleName, 25, "invalid voucher signature")
	// ErrVoucherValidity is about a signature outside the validity of the device's certificate.
	ErrVoucherValidity = errorsmod.Register(ModuleName, 26, "outside the validity of the device certificate")
	// ErrVoucherCap is about an amount above the single cap of the device.
	ErrVoucherCap = errorsmod.Register(ModuleName, 27, "single cap of the device exceeded")
	// ErrVoucherToSelf is about a voucher for the owner of the paying device.
	ErrVoucherToSelf = errorsmod.Register(ModuleName, 28, "payer and payee are the same wallet")
	// ErrHandovers is about a voucher that changed hands too often.
	ErrHandovers = errorsmod.Register(ModuleName, 29, "voucher changed hands too often")
	// ErrHandoverOwner is about a handover by a device of a wallet that did not have the voucher.
	ErrHandoverOwner = errorsmod.Register(ModuleName, 30, "handed over by who did not have it")
	// ErrHandedOver is about a voucher that its payee handed to somebody else.
	ErrHandedOver = errorsmod.Register(ModuleName, 31, "voucher was handed over")
	// ErrNotHolder is about a voucher that somebody presents who neither holds it nor serves its holder.
	ErrNotHolder = errorsmod.Register(ModuleName, 32, "not the holder of the voucher")
	// ErrPurseReturned is about a voucher that comes after the purse went back to its owner.
	ErrPurseReturned = errorsmod.Register(ModuleName, 33, "voucher comes too late")
	// ErrVoucherNotFound is about a voucher that was not settled.
	ErrVoucherNotFound = errorsmod.Register(ModuleName, 34, "voucher not found")

	// ErrClaimNotFound is about a voucher for which nobody owes anything.
	ErrClaimNotFound = errorsmod.Register(ModuleName, 35, "claim not found")
	// ErrClaimPaid is about a claim that was paid before.
	ErrClaimPaid = errorsmod.Register(ModuleName, 36, "claim was paid before")
	// ErrNoSurplus is about a wallet for which nothing waits, or into which nothing fits now.
	ErrNoSurplus = errorsmod.Register(ModuleName, 37, "no surplus to claim")
)
