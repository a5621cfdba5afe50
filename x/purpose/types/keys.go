package types

import "cosmossdk.io/collections"

const (
	// ModuleName names the module, and its escrow accounts in the ledger of the currency.
	ModuleName = "purpose"
	// StoreKey names the module's store.
	StoreKey = ModuleName
)

// The prefixes of the collections in the module's store. A number is never reused.
var (
	ProgrammesKey           = collections.NewPrefix(0)
	ProgrammesDueKey        = collections.NewPrefix(1)
	ProgrammesByCreditorKey = collections.NewPrefix(2)
	ContributionsKey        = collections.NewPrefix(3)
	BatchesKey              = collections.NewPrefix(4)
	GrantsKey               = collections.NewPrefix(5)
	GrantsByBeneficiaryKey  = collections.NewPrefix(6)
	GrantsUnspentKey        = collections.NewPrefix(7)
	SpendingsKey            = collections.NewPrefix(8)
	RefundsKey              = collections.NewPrefix(9)
	LayoutKey               = collections.NewPrefix(10)
)

// Layout numbers how records are kept. It is always in the store: goleveldb tells no empty value from a missing one, so
// the tree of a store that has no key at all cannot be found, and no query of the node would be answered.
const Layout = 1

const (
	// MaxSponsors bounds the sponsors of a programme, all of whom its end pays in one block.
	MaxSponsors = 20
	// MaxPurposes bounds the purposes of a programme.
	MaxPurposes = 20
	// MaxRegions bounds the regions that a programme names.
	MaxRegions = 40
	// MaxPayees bounds the merchants that a programme names.
	MaxPayees = 100
	// MaxAwards bounds the grants of one batch.
	MaxAwards = 100
	// MaxProgrammeDays bounds the days from a programme's creation to its last day: ten years, so that a slip of the
	// pen locks no money away for ever.
	MaxProgrammeDays = 3653
	// RefundDays is how many days after a spending the payee may give it back, as for payments.
	RefundDays = 180
	// MaxStepsPerBlock bounds what the ends of programmes do in one block: grants taken back, and changes of status.
	MaxStepsPerBlock = 100
)
