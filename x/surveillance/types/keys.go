package types

import (
	"time"

	"cosmossdk.io/collections"
)

const (
	// ModuleName names the module.
	ModuleName = "surveillance"
	// StoreKey names the module's store.
	StoreKey = ModuleName
)

// The prefixes of the collections in the module's store. A number is never reused.
var (
	ParamsKey       = collections.NewPrefix(0)
	RoundsKey       = collections.NewPrefix(1)
	RoundsByIDKey   = collections.NewPrefix(2)
	InspectionsKey  = collections.NewPrefix(3)
	MisuseKey       = collections.NewPrefix(4)
	MisuseByBodyKey = collections.NewPrefix(5)
	OrdersKey       = collections.NewPrefix(6)
	OpenOrdersKey   = collections.NewPrefix(7)
)

const (
	// MaxGap is how long a certificate may go without an inspection before every round draws it, so that with a round a
	// year each is inspected at least once in the three years that it lives.
	MaxGap = 2 * 365 * 24 * time.Hour
	// permille is the whole, of which a rate is a part.
	permille = 1000
	// seedBytes is the length of a seed, a salt and a hash.
	seedBytes = 32
)
