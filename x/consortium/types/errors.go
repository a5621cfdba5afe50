package types

import errorsmod "cosmossdk.io/errors"

// The module's errors. A code is never reused.
var (
	// ErrInvalidGenesis wraps whatever is wrong with a genesis state, naming the field.
	ErrInvalidGenesis = errorsmod.Register(ModuleName, 2, "invalid genesis")
	// ErrInvalidParams names the parameter that is out of its bounds.
	ErrInvalidParams = errorsmod.Register(ModuleName, 3, "invalid parameters")
	// ErrInvalidAddress is about text that is no address of a person on this chain.
	ErrInvalidAddress = errorsmod.Register(ModuleName, 4, "invalid address")

	// ErrInvalidMember names the part of a member's description that breaks its rule.
	ErrInvalidMember = errorsmod.Register(ModuleName, 5, "invalid member")
	// ErrMemberNotFound is about an id that no member has.
	ErrMemberNotFound = errorsmod.Register(ModuleName, 6, "member not found")
	// ErrMemberExists is about an id that a member has or had.
	ErrMemberExists = errorsmod.Register(ModuleName, 7, "member exists")
	// ErrMemberStatus is about an action that the status of the member does not allow.
	ErrMemberStatus = errorsmod.Register(ModuleName, 8, "member status does not allow this")
	// ErrMemberCannotAct is about an officer whose member is suspended, expelled or gone.
	ErrMemberCannotAct = errorsmod.Register(ModuleName, 9, "member cannot act")
	// ErrLastCentralBank protects the one vote without which nothing can be decided.
	ErrLastCentralBank = errorsmod.Register(ModuleName, 10, "the consortium needs an active central bank that votes")
	// ErrInvalidReceiver is about a receiver that cannot settle for the leaving member.
	ErrInvalidReceiver = errorsmod.Register(ModuleName, 11, "invalid receiver")
	// ErrObligationsRemain lists what a leaving member still has to settle.
	ErrObligationsRemain = errorsmod.Register(ModuleName, 12, "obligations remain")
	// ErrNotOwnMember is about an object that belongs to another member than the officer's.
	ErrNotOwnMember = errorsmod.Register(ModuleName, 13, "belongs to another member")

	// ErrOfficerNotFound is about an address that never was an officer.
	ErrOfficerNotFound = errorsmod.Register(ModuleName, 14, "officer not found")
	// ErrOfficerDismissed is about an officer who no longer is one.
	ErrOfficerDismissed = errorsmod.Register(ModuleName, 15, "officer is dismissed")
	// ErrInvalidRoles is about roles that no officer can hold together.
	ErrInvalidRoles = errorsmod.Register(ModuleName, 16, "invalid roles")
	// ErrRoleNotAllowed is about a role that the permission table gives no member of the kind.
	ErrRoleNotAllowed = errorsmod.Register(ModuleName, 17, "role not allowed for this kind of member")
	// ErrAddressTaken is about an address that is a wallet, or was an officer of another member.
	ErrAddressTaken = errorsmod.Register(ModuleName, 18, "address is taken")
	// ErrTooFewAdmins protects the two admins without whom a member cannot change its officers.
	ErrTooFewAdmins = errorsmod.Register(ModuleName, 19, "too few admins")
	// ErrProposalNotFound is about an officer for whom nothing waits for a second admin.
	ErrProposalNotFound = errorsmod.Register(ModuleName, 20, "officer proposal not found")
	// ErrProposalPending is about a second proposal while the first one waits.
	ErrProposalPending = errorsmod.Register(ModuleName, 21, "proposal is pending")
	// ErrProposalExpired is about a proposal that waited too long.
	ErrProposalExpired = errorsmod.Register(ModuleName, 22, "officer proposal has expired")
	// ErrProposalChanged is about a consent to other roles than the proposed ones.
	ErrProposalChanged = errorsmod.Register(ModuleName, 23, "proposal differs from what is confirmed")
	// ErrProposalStale is about a proposal whose author has lost the right to make it.
	ErrProposalStale = errorsmod.Register(ModuleName, 24, "proposer may no longer propose")
	// ErrSecondOfficer is about one person deciding both halves of a dual control.
	ErrSecondOfficer = errorsmod.Register(ModuleName, 25, "needs another officer")

	// ErrInvalidValidator is about a malformed validator.
	ErrInvalidValidator = errorsmod.Register(ModuleName, 26, "invalid validator")
	// ErrValidatorNotFound is about an id that no validator has.
	ErrValidatorNotFound = errorsmod.Register(ModuleName, 27, "validator not found")
	// ErrValidatorExists is about an id that a validator has or had.
	ErrValidatorExists = errorsmod.Register(ModuleName, 28, "validator exists")
	// ErrValidatorStatus is about an action that the status of the validator does not allow.
	ErrValidatorStatus = errorsmod.Register(ModuleName, 29, "validator status does not allow this")
	// ErrInvalidConsensusKey is about a key that CometBFT, or this chain, does not accept.
	ErrInvalidConsensusKey = errorsmod.Register(ModuleName, 30, "invalid consensus key")
	// ErrInvalidKeyProof is about a proof of possession that the consensus key did not sign.
	ErrInvalidKeyProof = errorsmod.Register(ModuleName, 31, "invalid proof of possession")
	// ErrConsensusKeyUsed is about a key that some validator has or had.
	ErrConsensusKeyUsed = errorsmod.Register(ModuleName, 32, "consensus key was used before")
	// ErrInvalidPower is about a voting power out of its bounds.
	ErrInvalidPower = errorsmod.Register(ModuleName, 33, "invalid power")
	// ErrPowerBound is about a member that would get too large a share of the voting power.
	ErrPowerBound = errorsmod.Register(ModuleName, 34, "member would get too much power")
	// ErrStillJailed is about a validator whose jail time has not passed.
	ErrStillJailed = errorsmod.Register(ModuleName, 35, "validator is still jailed")
	// ErrRetirementNotProposed is about a consent to a retirement that nobody asked for.
	ErrRetirementNotProposed = errorsmod.Register(ModuleName, 36, "retirement is not proposed")

	// ErrInvalidNode is about a malformed node.
	ErrInvalidNode = errorsmod.Register(ModuleName, 37, "invalid node")
	// ErrNodeNotFound is about an id that no node has.
	ErrNodeNotFound = errorsmod.Register(ModuleName, 38, "node not found")
	// ErrNodeExists is about an id that a node has.
	ErrNodeExists = errorsmod.Register(ModuleName, 39, "node exists")
	// ErrLimitReached is about one more of something that is bounded.
	ErrLimitReached = errorsmod.Register(ModuleName, 40, "limit reached")

	// ErrInvalidResolution is about a malformed resolution.
	ErrInvalidResolution = errorsmod.Register(ModuleName, 41, "invalid resolution")
	// ErrResolutionNotFound is about an id that no resolution has.
	ErrResolutionNotFound = errorsmod.Register(ModuleName, 42, "resolution not found")
	// ErrResolutionClosed is about a resolution that has been decided.
	ErrResolutionClosed = errorsmod.Register(ModuleName, 43, "resolution is closed")
	// ErrResolutionExpired is about a vote that comes too late.
	ErrResolutionExpired = errorsmod.Register(ModuleName, 44, "resolution has expired")
	// ErrInvalidVote is about a choice that is neither yes nor no.
	ErrInvalidVote = errorsmod.Register(ModuleName, 45, "invalid vote")
	// ErrMemberCannotVote is about a member without an active vote.
	ErrMemberCannotVote = errorsmod.Register(ModuleName, 46, "member cannot vote")
	// ErrMessageUnknown is about a message of a resolution that this chain does not know.
	ErrMessageUnknown = errorsmod.Register(ModuleName, 47, "unknown message")
	// ErrMessageSigner is about a message of a resolution that would speak for anybody but the consortium.
	ErrMessageSigner = errorsmod.Register(ModuleName, 48, "the consortium must be the only signer")
	// ErrMessageRefused is about a message of a resolution that is malformed by its own rules.
	ErrMessageRefused = errorsmod.Register(ModuleName, 49, "message refused")
	// ErrExecutionGas is about a resolution that needs more gas than it may use.
	ErrExecutionGas = errorsmod.Register(ModuleName, 50, "execution out of gas")
	// ErrExecutionPanic is about a message that broke its handler. The cause is left out: it may differ between nodes.
	ErrExecutionPanic = errorsmod.Register(ModuleName, 51, "execution panicked")
	// ErrExecutionUnknown is about a failure without a registered error, whose words may differ between nodes.
	ErrExecutionUnknown = errorsmod.Register(ModuleName, 52, "execution failed for an unregistered reason")
)
