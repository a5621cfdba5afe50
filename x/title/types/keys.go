package types

import "cosmossdk.io/collections"

const (
	// ModuleName names the module.
	ModuleName = "title"
	// StoreKey names the module's store.
	StoreKey = ModuleName
)

// The prefixes of the collections in the module's store. A number is never reused.
var (
	CarriersKey = collections.NewPrefix(0)
	TitlesKey   = collections.NewPrefix(1)
	ByPartyKey  = collections.NewPrefix(2)
	ActsKey     = collections.NewPrefix(3)
	LayoutKey   = collections.NewPrefix(4)
)

// Layout is the number of this layout of the store.
const Layout = 1
