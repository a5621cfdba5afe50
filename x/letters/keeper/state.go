package keeper

import (
	"cosmossdk.io/collections"
	"cosmossdk.io/collections/indexes"

	"github.com/cosmos/cosmos-sdk/codec"

	"github.com/dcep-consortium/dcepd/x/letters/types"
)

// The keys of records.
type (
	// letterKey is issuing bank and number.
	letterKey = collections.Pair[string, string]
	// partKey is letter and the number of an amendment or presentation.
	partKey = collections.Pair[letterKey, uint32]
	// partyKey is a wallet or bank, and whether the letter is over.
	partyKey = collections.Pair[string, bool]
)

type letterMap = collections.IndexedMap[letterKey, types.Letter, letterIndexes]

var (
	letterKeyCodec = collections.PairKeyCodec(collections.StringKey, collections.StringKey)
	partKeyCodec   = collections.PairKeyCodec(letterKeyCodec, collections.Uint32Key)
	partyKeyCodec  = collections.PairKeyCodec(collections.StringKey, collections.BoolKey)
)

// letterIndexes find letters by party, those that are over apart from the others, so that what is open is found without
// reading what is not.
type letterIndexes struct {
	byApplicant    *indexes.Multi[partyKey, letterKey, types.Letter]
	byBeneficiary  *indexes.Multi[partyKey, letterKey, types.Letter]
	byAdvisingBank *indexes.Multi[partyKey, letterKey, types.Letter]
	byIssuingBank  *indexes.Multi[partyKey, letterKey, types.Letter]
}

// IndexesList implements collections.Indexes.
func (i letterIndexes) IndexesList() []collections.Index[letterKey, types.Letter] {
	return []collections.Index[letterKey, types.Letter]{i.byApplicant, i.byBeneficiary, i.byAdvisingBank, i.byIssuingBank}
}

func newLetters(sb *collections.SchemaBuilder, cdc codec.BinaryCodec) *letterMap {
	by := func(prefix collections.Prefix, name string, party func(types.Letter) string) *indexes.Multi[partyKey, letterKey, types.Letter] {
		return indexes.NewMulti(sb, prefix, name, partyKeyCodec, letterKeyCodec, func(_ letterKey, l types.Letter) (partyKey, error) {
			return collections.Join(party(l), l.IsOver()), nil
		})
	}
	return collections.NewIndexedMap(sb, types.LettersKey, "letters", letterKeyCodec, codec.CollValue[types.Letter](cdc), letterIndexes{
		byApplicant:    by(types.ByApplicantKey, "letters_by_applicant", func(l types.Letter) string { return l.Applicant }),
		byBeneficiary:  by(types.ByBeneficiaryKey, "letters_by_beneficiary", func(l types.Letter) string { return l.Beneficiary }),
		byAdvisingBank: by(types.ByAdvisingBankKey, "letters_by_advising_bank", func(l types.Letter) string { return l.AdvisingBankId }),
		byIssuingBank:  by(types.ByIssuingBankKey, "letters_by_issuing_bank", func(l types.Letter) string { return l.IssuingBankId }),
	})
}

func keyOf(l types.Letter) letterKey { return collections.Join(l.IssuingBankId, l.Number) }
