package types

import "cosmossdk.io/collections"

const (
	// ModuleName names the module, and its escrow accounts in the ledger of the currency.
	ModuleName = "financing"
	// StoreKey names the module's store.
	StoreKey = ModuleName
)

// The prefixes of the collections in the module's store. A number is never reused.
var (
	AuthorisationsKey      = collections.NewPrefix(0)
	PositionsKey           = collections.NewPrefix(1)
	PledgesKey             = collections.NewPrefix(2)
	PledgesByWalletKey     = collections.NewPrefix(3)
	PledgesOpenByWalletKey = collections.NewPrefix(4)
	PledgesOpenByBankKey   = collections.NewPrefix(5)
	PledgesDueKey          = collections.NewPrefix(7)
	RepaymentsKey          = collections.NewPrefix(8)
	CollectionsKey         = collections.NewPrefix(9)
	StatisticsKey          = collections.NewPrefix(10)
	LayoutKey              = collections.NewPrefix(11)
	PartsKey               = collections.NewPrefix(12)
)

// Layout numbers how records are kept. It is always in the store, so that the store is never empty.
const Layout = 1

const (
	// DisburseBankingDays is how many banking days after its registration a pledge may wait for the money.
	DisburseBankingDays = 5
	// MaxOpenPledges bounds the pledges of one document that are not at an end, so that its room is always known soon.
	MaxOpenPledges = 50
	// MaxAuthorisationDays bounds how long an authorisation lasts.
	MaxAuthorisationDays = 366
	// MaxTenorDays bounds the days from the registration of a pledge to its maturity: ten years.
	MaxTenorDays = 3653
	// MaxStepsPerBlock bounds how many pledges lapse or become overdue in one block.
	MaxStepsPerBlock = 100
	// RateDecimals is how exact a rate is stated.
	RateDecimals = 6
)
