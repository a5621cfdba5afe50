package keeper

import (
	"context"
	"fmt"

	"cosmossdk.io/collections"
	"cosmossdk.io/collections/indexes"

	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/letters/types"
)

var _ currencytypes.Hooks = (*Keeper)(nil)

// WalletObligations names a letter of the wallet that is not over: its beneficiary must be payable, and its applicant
// be asked.
func (k *Keeper) WalletObligations(ctx context.Context, wallet sdk.AccAddress) ([]string, error) {
	name := consortiumtypes.FormatAddress(wallet)
	return k.open(ctx, name, map[string]*partyIndex{
		"applicant": k.letters.Indexes.byApplicant, "beneficiary": k.letters.Indexes.byBeneficiary,
	}, "applicant", "beneficiary")
}

// Obligations names a letter that the bank issued or advises and that is not over: a bank that is bound cannot leave.
func (k *Keeper) Obligations(ctx context.Context, memberID string) ([]string, error) {
	return k.open(ctx, memberID, map[string]*partyIndex{
		"issuing bank": k.letters.Indexes.byIssuingBank, "advising bank": k.letters.Indexes.byAdvisingBank,
	}, "issuing bank", "advising bank")
}

type partyIndex = indexes.Multi[partyKey, letterKey, types.Letter]

// open names the first open letter in each of the roles.
func (k *Keeper) open(ctx context.Context, party string, by map[string]*partyIndex, roles ...string) ([]string, error) {
	var lines []string
	for _, role := range roles {
		iterator, err := by[role].MatchExact(ctx, collections.Join(party, false))
		if err != nil {
			return nil, err
		}
		if iterator.Valid() {
			key, err := iterator.PrimaryKey()
			if err != nil {
				return nil, err
			}
			lines = append(lines, fmt.Sprintf("%s of letter %s of %s, which is not closed", role, key.K2(), key.K1()))
		}
		if err := iterator.Close(); err != nil {
			return nil, err
		}
	}
	return lines, nil
}
