package keeper

import (
	"context"

	"cosmossdk.io/collections"
)

// Obligations lists what an authority must settle before it may leave: the cases that it leads. Its orders end by
// themselves.
func (k *Keeper) Obligations(ctx context.Context, memberID string) ([]string, error) {
	var left []string
	ofLead := collections.NewPrefixedPairRange[string, ownKey](memberID)
	err := k.cases.Indexes.open.Walk(ctx, ofLead, func(collections.Pair[string, ownKey]) (bool, error) {
		left = []string{"cases are open"}
		return true, nil
	})
	return left, err
}
