package keeper

import (
	"context"

	abci "github.com/cometbft/cometbft/abci/types"

	sdk "github.com/cosmos/cosmos-sdk/types"
)

// BeginBlock draws the consequences of what CometBFT reports with the block: evidence of misbehaviour, and absence from
// the last commit.
func (k *Keeper) BeginBlock(ctx context.Context) error {
	if err := k.punishMisbehavior(ctx); err != nil {
		return err
	}
	return k.countMissedBlocks(ctx)
}

// EndBlock executes what was resolved, tidies away what expired, and returns what changes in CometBFT's validator set.
// The order lets a resolution of this block move power with this block.
func (k *Keeper) EndBlock(ctx sdk.Context) ([]abci.ValidatorUpdate, error) {
	if err := k.executeResolutions(ctx); err != nil {
		return nil, err
	}
	if err := k.expireResolutions(ctx); err != nil {
		return nil, err
	}
	return k.updateValidatorSet(ctx)
}
