package types

import (
	"time"

	"cosmossdk.io/collections"
)

const (
	// ModuleName names the module.
	ModuleName = "supervision"
	// StoreKey names the module's store.
	StoreKey = ModuleName
)

// The prefixes of the collections in the module's store. A number is never reused.
var (
	ParamsKey              = collections.NewPrefix(0)
	AuthorityWalletsKey    = collections.NewPrefix(1)
	CampaignsKey           = collections.NewPrefix(2)
	CasesKey               = collections.NewPrefix(3)
	CasesDueKey            = collections.NewPrefix(4)
	CasesByCampaignKey     = collections.NewPrefix(5)
	CasesOpenKey           = collections.NewPrefix(6)
	SubjectsKey            = collections.NewPrefix(7)
	SubjectsDueKey         = collections.NewPrefix(8)
	StepsKey               = collections.NewPrefix(9)
	EnvelopesKey           = collections.NewPrefix(10)
	OrdersKey              = collections.NewPrefix(11)
	OrdersDueKey           = collections.NewPrefix(12)
	OrdersByCaseKey        = collections.NewPrefix(13)
	OrdersInForceByCaseKey = collections.NewPrefix(14)
	OrdersByCustomerKey    = collections.NewPrefix(15)
	OrderWalletsKey        = collections.NewPrefix(16)
	OrderChangesKey        = collections.NewPrefix(17)
	FlagReviewsKey         = collections.NewPrefix(18)
)

const (
	// MaxAuthorities bounds the joint authorities of a campaign or case, besides the lead.
	MaxAuthorities = 10
	// MaxSubjects bounds the subjects of one case.
	MaxSubjects = 100
	// MaxDecisions bounds what is ever proposed for one subject.
	MaxDecisions = 20
	// MaxEvidence bounds the hashes of one step.
	MaxEvidence = 20
	// MaxEnvelopeBytes bounds the ciphertext for one authority.
	MaxEnvelopeBytes = 8 << 10
	// MaxOrderWallets bounds the wallets of a customer on which one order has holds.
	MaxOrderWallets = 100
	// MaxCustomerOrders bounds the orders on all wallets of one customer.
	MaxCustomerOrders = 16
	// MaxStepsPerBlock bounds what tidying orders away does in one block: holds marked, and orders.
	MaxStepsPerBlock = 100
	// ProposalPeriod is how long the second officer may put an order or a change in force.
	ProposalPeriod = 7 * 24 * time.Hour

	hashBytes    = 32
	saltBytes    = 32
	maxNameBytes = 100
)
