package types

import errorsmod "cosmossdk.io/errors"

// The module's errors. A code is never reused. What is wrong with a day is said by the currency's ErrDay.
var (
	// ErrInvalidGenesis wraps whatever is wrong with a genesis state, naming the field.
	ErrInvalidGenesis = errorsmod.Register(ModuleName, 2, "invalid genesis")
	// ErrCalendar names what breaks the rules of a calendar.
	ErrCalendar = errorsmod.Register(ModuleName, 3, "invalid calendar")
	// ErrPastDay names the first day that has begun and would change.
	ErrPastDay = errorsmod.Register(ModuleName, 4, "a day that has begun does not change")
	// ErrUnchanged is about a calendar that holds already.
	ErrUnchanged = errorsmod.Register(ModuleName, 5, "calendar holds already")
	// ErrProposalNotFound is about a year for which no calendar waits.
	ErrProposalNotFound = errorsmod.Register(ModuleName, 6, "proposed calendar not found")
	// ErrProposalChanged is about a calendar that is not the proposed one.
	ErrProposalChanged = errorsmod.Register(ModuleName, 7, "proposed calendar is another one")
	// ErrSameOfficer is about one person deciding both halves of a dual control.
	ErrSameOfficer = errorsmod.Register(ModuleName, 8, "needs another officer")
	// ErrCalendarNotFound is about a year of which no calendar was published.
	ErrCalendarNotFound = errorsmod.Register(ModuleName, 9, "calendar not published")
	// ErrBankingDays is about more banking days than the query counts.
	ErrBankingDays = errorsmod.Register(ModuleName, 10, "too many banking days")
	// ErrProposalStale is about a calendar whose proposer is not in office any more.
	ErrProposalStale = errorsmod.Register(ModuleName, 11, "proposed calendar is stale")
)
