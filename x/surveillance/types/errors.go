package types

import errorsmod "cosmossdk.io/errors"

// The module's errors. A code is never reused. What is wrong with a number, a member id, a reference or a reason is said
// by the errors of the register.
var (
	// ErrInvalidGenesis wraps whatever is wrong with a genesis state, naming the field.
	ErrInvalidGenesis = errorsmod.Register(ModuleName, 2, "invalid genesis")
	// ErrInvalidParams names the parameter that breaks its rule.
	ErrInvalidParams = errorsmod.Register(ModuleName, 3, "invalid parameters")
	// ErrRoundNotFound is about a round that nobody opened.
	ErrRoundNotFound = errorsmod.Register(ModuleName, 4, "round not found")
	// ErrRoundExists is about an id that the body's rounds used before.
	ErrRoundExists = errorsmod.Register(ModuleName, 5, "round exists")
	// ErrRound names the term of a round that breaks its rule.
	ErrRound = errorsmod.Register(ModuleName, 6, "invalid round")
	// ErrRoundStatus is about an action that the status of the round does not allow.
	ErrRoundStatus = errorsmod.Register(ModuleName, 7, "round status does not allow this")
	// ErrSeed is about a seed that is not the one that was committed to, or a malformed commitment.
	ErrSeed = errorsmod.Register(ModuleName, 8, "invalid seed")
	// ErrNotParty is about a member that has no seed in the round.
	ErrNotParty = errorsmod.Register(ModuleName, 9, "not a party of the round")
	// ErrNotInPopulation is about a certificate among which the round does not draw.
	ErrNotInPopulation = errorsmod.Register(ModuleName, 10, "not in the population")
	// ErrInspection names the part of an inspection that breaks its rule.
	ErrInspection = errorsmod.Register(ModuleName, 11, "invalid inspection")
	// ErrInspectionNotFound is about a moment at which no inspection was recorded.
	ErrInspectionNotFound = errorsmod.Register(ModuleName, 12, "inspection not found")
	// ErrNothingToRemedy is about a finding that is remedied, or needs no remedy.
	ErrNothingToRemedy = errorsmod.Register(ModuleName, 13, "nothing to remedy")
	// ErrNotInspected is about a certificate that cannot be renewed before it is inspected.
	ErrNotInspected = errorsmod.Register(ModuleName, 14, "not inspected")
	// ErrNotRemedied is about a certificate that cannot be renewed before a finding is remedied.
	ErrNotRemedied = errorsmod.Register(ModuleName, 15, "finding is not remedied")
	// ErrInspectionOrder names the term of an order that breaks its rule, or the order that waits already.
	ErrInspectionOrder = errorsmod.Register(ModuleName, 21, "invalid order to inspect")

	// ErrMisuseNotFound is about a seal of no report.
	ErrMisuseNotFound = errorsmod.Register(ModuleName, 16, "report not found")
	// ErrMisuseExists is about a seal that was brought before.
	ErrMisuseExists = errorsmod.Register(ModuleName, 17, "report exists")
	// ErrMisuseStatus is about an action that the status of the report does not allow.
	ErrMisuseStatus = errorsmod.Register(ModuleName, 18, "report status does not allow this")
	// ErrSeal is about an opening that the seal does not cover, or that is malformed.
	ErrSeal = errorsmod.Register(ModuleName, 19, "opening does not fit the seal")
	// ErrJudgement is about a judgement that is unknown, or stricter than the consortium allows.
	ErrJudgement = errorsmod.Register(ModuleName, 20, "judgement not allowed")
)
