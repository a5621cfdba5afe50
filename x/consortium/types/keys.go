package types

import (
	"cosmossdk.io/collections"

	sdkaddress "github.com/cosmos/cosmos-sdk/types/address"
)

const (
	// ModuleName names the module and its account, the authority of resolutions.
	ModuleName = "consortium"
	// StoreKey names the module's store.
	StoreKey = ModuleName
	// AddressPrefix is the human-readable part of every bech32 address of the chain.
	AddressPrefix = "dcep"
)

// Authority is the address of the module's account, in whose name a passed resolution sends its messages. Nobody holds
// a key for it.
var Authority = FormatAddress(sdkaddress.Module(ModuleName))

// The prefixes of the collections in the module's store. A number is never reused.
var (
	ParamsKey             = collections.NewPrefix(0)
	MembersKey            = collections.NewPrefix(1)
	OfficersKey           = collections.NewPrefix(2)
	OfficersByMemberKey   = collections.NewPrefix(3)
	AdminsKey             = collections.NewPrefix(4)
	OfficerProposalsKey   = collections.NewPrefix(5)
	ValidatorsKey         = collections.NewPrefix(6)
	ValidatorsByMemberKey = collections.NewPrefix(7)
	ValidatorsByStatusKey = collections.NewPrefix(8)
	ConsensusAddressesKey = collections.NewPrefix(9)
	SeatedKeysKey         = collections.NewPrefix(10)
	SetChangedKey         = collections.NewPrefix(11)
	NodesKey              = collections.NewPrefix(12)
	NodesByMemberKey      = collections.NewPrefix(13)
	ResolutionsKey        = collections.NewPrefix(14)
	NextResolutionIDKey   = collections.NewPrefix(15)
	PassedResolutionsKey  = collections.NewPrefix(16)
	ResolutionExpiriesKey = collections.NewPrefix(17)
)

// What bounds the state of one member and the work of one block, beyond the parameters.
const (
	// MaxMembers bounds the walk over the voters at each vote.
	MaxMembers = 1000
	// MinAdmins is how many admins a member always has: officers change by two of them.
	MinAdmins = 2
	// MaxAdmins bounds the admins of one member.
	MaxAdmins = 32
	// MaxInitialOfficers bounds the officers who come with a new member.
	MaxInitialOfficers = 100
	// MaxOfficerProposals bounds what waits for the second admin of one member.
	MaxOfficerProposals = 64
	// MaxMemberValidators bounds the candidates, active and jailed validators of one member.
	MaxMemberValidators = 16
	// MaxValidators bounds the active and jailed validators of the chain.
	MaxValidators = 500
	// MaxMemberNodes bounds the nodes of one member.
	MaxMemberNodes = 64
	// MaxExpiriesPerBlock bounds the resolutions that one block tidies away.
	MaxExpiriesPerBlock = 20
	// MaxFailureBytes bounds the recorded reason of a failed resolution.
	MaxFailureBytes = 512
)
