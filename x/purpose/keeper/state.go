package keeper

import (
	"cosmossdk.io/collections"
	collcodec "cosmossdk.io/collections/codec"

	"github.com/cosmos/cosmos-sdk/codec"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

// The keys of records.
type (
	// programmeKey is manager and the manager's own id.
	programmeKey = collections.Pair[string, string]
	// contributionKey is programme, sponsor and the sponsor's own reference.
	contributionKey = collections.Pair[programmeKey, collections.Pair[sdk.AccAddress, string]]
	// batchKey is programme and the manager's own reference.
	batchKey = collections.Pair[programmeKey, string]
	// grantKey is programme and beneficiary.
	grantKey = collections.Pair[programmeKey, sdk.AccAddress]
	// spendingKey is grant, instruction date and end-to-end id.
	spendingKey = collections.Pair[grantKey, collections.Pair[types.Day, string]]
	// refundKey is spending and the payee's own reference.
	refundKey = collections.Pair[spendingKey, string]
)

type (
	programmeMap = collections.IndexedMap[programmeKey, types.Programme, programmeIndexes]
	grantMap     = collections.IndexedMap[grantKey, types.Grant, grantIndexes]
)

var (
	dayKey               = collcodec.NewUint32Key[types.Day]()
	programmeKeyCodec    = collections.PairKeyCodec(collections.StringKey, collections.StringKey)
	contributionKeyCodec = collections.PairKeyCodec(programmeKeyCodec, collections.PairKeyCodec(sdk.AccAddressKey, collections.StringKey))
	batchKeyCodec        = collections.PairKeyCodec(programmeKeyCodec, collections.StringKey)
	grantKeyCodec        = collections.PairKeyCodec(programmeKeyCodec, sdk.AccAddressKey)
	spendingKeyCodec     = collections.PairKeyCodec(grantKeyCodec, collections.PairKeyCodec(dayKey, collections.StringKey))
	refundKeyCodec       = collections.PairKeyCodec(spendingKeyCodec, collections.StringKey)
)

// programmeIndexes find programmes until they are finished: by when time changes them, and by who may get money back.
type programmeIndexes struct {
	due        lookup.Index[types.Day, programmeKey, types.Programme]
	byCreditor lookup.Index[string, programmeKey, types.Programme]
}

// IndexesList implements collections.Indexes.
func (i programmeIndexes) IndexesList() []collections.Index[programmeKey, types.Programme] {
	return []collections.Index[programmeKey, types.Programme]{i.due, i.byCreditor}
}

func newProgrammes(sb *collections.SchemaBuilder, cdc codec.BinaryCodec) *programmeMap {
	indexed := programmeIndexes{
		due: lookup.NewIndex(sb, types.ProgrammesDueKey, "programmes_due", dayKey, programmeKeyCodec,
			func(p types.Programme) ([]types.Day, error) {
				day, exists, err := p.Due()
				if err != nil || !exists {
					return nil, err
				}
				return []types.Day{day}, nil
			}),
		byCreditor: lookup.NewIndex(sb, types.ProgrammesByCreditorKey, "programmes_by_creditor", collections.StringKey, programmeKeyCodec,
			func(p types.Programme) ([]string, error) { return p.Creditors(), nil }),
	}
	return collections.NewIndexedMap(sb, types.ProgrammesKey, "programmes", programmeKeyCodec, codec.CollValue[types.Programme](cdc), indexed)
}

// grantIndexes find the grants of a beneficiary, and those of a programme that are not spent.
type grantIndexes struct {
	byBeneficiary lookup.Index[string, grantKey, types.Grant]
	unspent       lookup.Index[programmeKey, grantKey, types.Grant]
}

// IndexesList implements collections.Indexes.
func (i grantIndexes) IndexesList() []collections.Index[grantKey, types.Grant] {
	return []collections.Index[grantKey, types.Grant]{i.byBeneficiary, i.unspent}
}

func newGrants(sb *collections.SchemaBuilder, cdc codec.BinaryCodec) *grantMap {
	indexed := grantIndexes{
		byBeneficiary: lookup.NewIndex(sb, types.GrantsByBeneficiaryKey, "grants_by_beneficiary", collections.StringKey, grantKeyCodec,
			func(g types.Grant) ([]string, error) { return []string{g.Beneficiary}, nil }),
		unspent: lookup.NewIndex(sb, types.GrantsUnspentKey, "grants_unspent", programmeKeyCodec, grantKeyCodec,
			func(g types.Grant) ([]programmeKey, error) {
				if !g.IsUnspent() {
					return nil, nil
				}
				return []programmeKey{collections.Join(g.ManagerId, g.ProgrammeId)}, nil
			}),
	}
	return collections.NewIndexedMap(sb, types.GrantsKey, "grants", grantKeyCodec, codec.CollValue[types.Grant](cdc), indexed)
}

// The module's escrow accounts. The programme's id, in which any character may stand, comes last, so that no two names
// meet.

// fundAccount holds what sponsors paid in and nobody was granted.
func fundAccount(key programmeKey) string { return key.K1() + "/fund/" + key.K2() }

// grantAccount holds what one beneficiary may spend.
func grantAccount(key grantKey) string {
	programme := key.K1()
	return programme.K1() + "/grant/" + consortiumtypes.FormatAddress(key.K2()) + "/" + programme.K2()
}
