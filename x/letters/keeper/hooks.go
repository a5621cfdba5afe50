package keeper

import (
	"context"
	"fmt"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

var _ currencytypes.Hooks = (*Keeper)(nil)

// obligation is a role in letters, with the index and the flag under which those are that keep whoever has it.
type obligation struct {
	role  string
	index *partyIndex
	flag  bool
}

// WalletObligations names a letter that the wallet applied for and that is not over, and one that was issued in its favour:
// the beneficiary must be payable, and the applicant be asked.
func (k *Keeper) WalletObligations(ctx context.Context, wallet sdk.AccAddress) ([]string, error) {
	return k.open(ctx, consortiumtypes.FormatAddress(wallet), []obligation{
		{"applicant", k.letters.Indexes.byApplicant, false}, {"beneficiary", k.letters.Indexes.byBoundBeneficiary, true},
	})
}

// Obligations names a letter that the bank issued, or was asked to, and that is not over, and one that was issued for it to
// advise: a bank that is bound cannot leave.
func (k *Keeper) Obligations(ctx context.Context, memberID string) ([]string, error) {
	return k.open(ctx, memberID, []obligation{
		{"issuing bank", k.letters.Indexes.byIssuingBank, false}, {"advising bank", k.letters.Indexes.byBoundAdvisingBank, true},
	})
}

// open names the first letter of each of the party's roles.
func (k *Keeper) open(ctx context.Context, party string, obligations []obligation) ([]string, error) {
	var lines []string
	for _, o := range obligations {
		iterator, err := o.index.MatchExact(ctx, collections.Join(party, o.flag))
		if err != nil {
			return nil, err
		}
		if iterator.Valid() {
			key, err := iterator.PrimaryKey()
			if err != nil {
				return nil, err
			}
			lines = append(lines, fmt.Sprintf("%s of letter %s of %s, which is not closed", o.role, key.K2(), key.K1()))
		}
		if err := iterator.Close(); err != nil {
			return nil, err
		}
	}
	return lines, nil
}
