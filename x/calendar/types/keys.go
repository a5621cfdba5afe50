package types

import "cosmossdk.io/collections"

const (
	// ModuleName names the module.
	ModuleName = "calendar"
	// StoreKey names the module's store.
	StoreKey = ModuleName
)

// The prefixes of the collections in the module's store. A number is never reused.
var (
	CurrentKey    = collections.NewPrefix(0)
	SupersededKey = collections.NewPrefix(1)
	ProposalsKey  = collections.NewPrefix(2)
	LayoutKey     = collections.NewPrefix(3)
)

// Layout numbers how records are kept. It is always in the store, which must not be empty for a node to answer queries.
const Layout = 1

const (
	// MaxClosedPeriods bounds the closed periods of a year.
	MaxClosedPeriods = 40
	// MaxClosedWeekdays bounds the days from Monday to Friday on which banks are closed in a year, so that a slip of the
	// pen cannot move a deadline by months.
	MaxClosedWeekdays = 60
	// MaxWorkingDays bounds the weekend days of a year on which banks work.
	MaxWorkingDays = 40
	// MaxYearsAhead is how many years before its own a calendar may be published.
	MaxYearsAhead = 2
	// MaxBankingDays bounds how far the query counts.
	MaxBankingDays = 100
	maxTextBytes   = 200
)
