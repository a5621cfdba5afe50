package types

import "cosmossdk.io/collections"

const (
	// ModuleName names the module.
	ModuleName = "currency"
	// StoreKey names the module's store.
	StoreKey = ModuleName
)

// The prefixes of the collections in the module's store. A number is never reused.
var (
	ParamsKey               = collections.NewPrefix(0)
	PilotKey                = collections.NewPrefix(1)
	SupplyKey               = collections.NewPrefix(2)
	AccountsKey             = collections.NewPrefix(3)
	ProfilesKey             = collections.NewPrefix(4)
	ProfilesByCustomerKey   = collections.NewPrefix(5)
	PaymentsKey             = collections.NewPrefix(6)
	BoxesKey                = collections.NewPrefix(7)
	StatementsKey           = collections.NewPrefix(8)
	IssuancesKey            = collections.NewPrefix(9)
	IssuancesOpenKey        = collections.NewPrefix(10)
	IssuancesDueKey         = collections.NewPrefix(11)
	ReservesKey             = collections.NewPrefix(12)
	SingleApprovalsKey      = collections.NewPrefix(13)
	RedemptionsKey          = collections.NewPrefix(14)
	RedemptionsOpenKey      = collections.NewPrefix(15)
	RedemptionsDueKey       = collections.NewPrefix(16)
	CreditReferencesKey     = collections.NewPrefix(17)
	ExchangesOutKey         = collections.NewPrefix(18)
	ExchangesInKey          = collections.NewPrefix(19)
	ExchangesInOpenKey      = collections.NewPrefix(20)
	ProfilesByParentKey     = collections.NewPrefix(21)
	WalletLimitsKey         = collections.NewPrefix(22)
	HoldsKey                = collections.NewPrefix(23)
	HoldsOpenKey            = collections.NewPrefix(24)
	CustomersKey            = collections.NewPrefix(25)
	FlagsKey                = collections.NewPrefix(26)
	InvitationsKey          = collections.NewPrefix(27)
	KeyReplacementsKey      = collections.NewPrefix(28)
	KeyReplacementsOpenKey  = collections.NewPrefix(29)
	EstatesKey              = collections.NewPrefix(30)
	EstatesOpenKey          = collections.NewPrefix(31)
	SuccessionsKey          = collections.NewPrefix(32)
	RefundsKey              = collections.NewPrefix(33)
	DisputesKey             = collections.NewPrefix(34)
	CashTransfersKey        = collections.NewPrefix(35)
	AllocationsKey          = collections.NewPrefix(36)
	EscrowKey               = collections.NewPrefix(37)
	KeyReplacementsByKeyKey = collections.NewPrefix(38)
	ProfilesOpenKey         = collections.NewPrefix(39)
)

// MaxExpiriesPerBlock bounds the issuances, and apart from them the redemptions, that one block marks as expired.
const MaxExpiriesPerBlock = 100

// MaxPrunedPerPayment bounds the payer's own expired end-to-end ids that one payment deletes. Two for each one written
// means that they never pile up.
const MaxPrunedPerPayment = 2
