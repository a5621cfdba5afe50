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
	// partyKey is a wallet or bank, and the flag of the index: whether the letter is over, or whether it binds.
	partyKey = collections.Pair[string, bool]
)

type partyIndex = indexes.Multi[partyKey, letterKey, types.Letter]

type letterMap = collections.IndexedMap[letterKey, types.Letter, letterIndexes]

var (
	letterKeyCodec = collections.PairKeyCodec(collections.StringKey, collections.StringKey)
	partKeyCodec   = collections.PairKeyCodec(letterKeyCodec, collections.Uint32Key)
	partyKeyCodec  = collections.PairKeyCodec(collections.StringKey, collections.BoolKey)
)

// letterIndexes find letters by party, those that are over apart from the others, so that what is open is found without
// reading what is not. Whom strangers name in applications is found apart by the letters that bind it.
type letterIndexes struct {
	byApplicant         *partyIndex
	byBeneficiary       *partyIndex
	byAdvisingBank      *partyIndex
	byIssuingBank       *partyIndex
	byBoundBeneficiary  *partyIndex
	byBoundAdvisingBank *partyIndex
}

// IndexesList implements collections.Indexes.
func (i letterIndexes) IndexesList() []collections.Index[letterKey, types.Letter] {
	return []collections.Index[letterKey, types.Letter]{
		i.byApplicant, i.byBeneficiary, i.byAdvisingBank, i.byIssuingBank, i.byBoundBeneficiary, i.byBoundAdvisingBank,
	}
}

func newLetters(sb *collections.SchemaBuilder, cdc codec.BinaryCodec) *letterMap {
	applicant := func(l types.Letter) string { return l.Applicant }
	beneficiary := func(l types.Letter) string { return l.Beneficiary }
	advisingBank := func(l types.Letter) string { return l.AdvisingBankId }
	issuingBank := func(l types.Letter) string { return l.IssuingBankId }
	by := func(prefix collections.Prefix, name string, party func(types.Letter) string, flag func(types.Letter) bool) *partyIndex {
		return indexes.NewMulti(sb, prefix, name, partyKeyCodec, letterKeyCodec, func(_ letterKey, l types.Letter) (partyKey, error) {
			return collections.Join(party(l), flag(l)), nil
		})
	}
	return collections.NewIndexedMap(sb, types.LettersKey, "letters", letterKeyCodec, codec.CollValue[types.Letter](cdc), letterIndexes{
		byApplicant:         by(types.ByApplicantKey, "letters_by_applicant", applicant, types.Letter.IsOver),
		byBeneficiary:       by(types.ByBeneficiaryKey, "letters_by_beneficiary", beneficiary, types.Letter.IsOver),
		byAdvisingBank:      by(types.ByAdvisingBankKey, "letters_by_advising_bank", advisingBank, types.Letter.IsOver),
		byIssuingBank:       by(types.ByIssuingBankKey, "letters_by_issuing_bank", issuingBank, types.Letter.IsOver),
		byBoundBeneficiary:  by(types.ByBoundBeneficiaryKey, "letters_by_bound_beneficiary", beneficiary, types.Letter.Binds),
		byBoundAdvisingBank: by(types.ByBoundAdvisingBankKey, "letters_by_bound_advising_bank", advisingBank, types.Letter.Binds),
	})
}

func keyOf(l types.Letter) letterKey { return collections.Join(l.IssuingBankId, l.Number) }
