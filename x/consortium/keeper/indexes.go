package keeper

import (
	"cosmossdk.io/collections"
	"cosmossdk.io/collections/indexes"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

type (
	// proposalKey is a member and the officer concerned.
	proposalKey = collections.Pair[string, sdk.AccAddress]
	// expiryKey is the end of the vote, in nanoseconds since 1970, and the resolution.
	expiryKey = collections.Pair[int64, uint64]
	// flagged is a member and whether the record counts: an admin in office, a live validator.
	flagged = collections.Pair[string, bool]
)

type officerIndexes struct {
	Member *indexes.Multi[string, sdk.AccAddress, types.Officer]
	// Admin keeps the count of a member's admins from walking all of its officers.
	Admin *indexes.Multi[flagged, sdk.AccAddress, types.Officer]
}

// IndexesList implements collections.Indexes.
func (i officerIndexes) IndexesList() []collections.Index[sdk.AccAddress, types.Officer] {
	return []collections.Index[sdk.AccAddress, types.Officer]{i.Member, i.Admin}
}

func newOfficerIndexes(sb *collections.SchemaBuilder) officerIndexes {
	return officerIndexes{
		Member: indexes.NewMulti(sb, types.OfficersByMemberKey, "officers_by_member",
			collections.StringKey, sdk.AccAddressKey,
			func(_ sdk.AccAddress, o types.Officer) (string, error) { return o.MemberId, nil }),
		Admin: indexes.NewMulti(sb, types.AdminsKey, "admins",
			collections.PairKeyCodec(collections.StringKey, collections.BoolKey), sdk.AccAddressKey,
			func(_ sdk.AccAddress, o types.Officer) (flagged, error) {
				return collections.Join(o.MemberId, o.Has(types.ROLE_ADMIN)), nil
			}),
	}
}

type validatorIndexes struct {
	// Member keeps the work for one member from walking the validators that it had.
	Member *indexes.Multi[flagged, string, types.Validator]
	// Status keeps the work at the end of a block from walking every validator that ever was.
	Status *indexes.Multi[int32, string, types.Validator]
}

// IndexesList implements collections.Indexes.
func (i validatorIndexes) IndexesList() []collections.Index[string, types.Validator] {
	return []collections.Index[string, types.Validator]{i.Member, i.Status}
}

func newValidatorIndexes(sb *collections.SchemaBuilder) validatorIndexes {
	return validatorIndexes{
		Member: indexes.NewMulti(sb, types.ValidatorsByMemberKey, "validators_by_member",
			collections.PairKeyCodec(collections.StringKey, collections.BoolKey), collections.StringKey,
			func(_ string, v types.Validator) (flagged, error) {
				return collections.Join(v.MemberId, v.IsLive()), nil
			}),
		Status: indexes.NewMulti(sb, types.ValidatorsByStatusKey, "validators_by_status",
			collections.Int32Key, collections.StringKey,
			func(_ string, v types.Validator) (int32, error) { return int32(v.Status), nil }),
	}
}

type nodeIndexes struct {
	Member *indexes.Multi[string, string, types.Node]
}

// IndexesList implements collections.Indexes.
func (i nodeIndexes) IndexesList() []collections.Index[string, types.Node] {
	return []collections.Index[string, types.Node]{i.Member}
}

func newNodeIndexes(sb *collections.SchemaBuilder) nodeIndexes {
	return nodeIndexes{
		Member: indexes.NewMulti(sb, types.NodesByMemberKey, "nodes_by_member",
			collections.StringKey, collections.StringKey,
			func(_ string, n types.Node) (string, error) { return n.MemberId, nil }),
	}
}
