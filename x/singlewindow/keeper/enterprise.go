package keeper

import (
	"context"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

// Enterprise fails with ErrEnterpriseNotFound.
func (k *Keeper) Enterprise(ctx context.Context, wallet sdk.AccAddress) (types.Enterprise, error) {
	return lookup.Find(ctx, k.enterprises, wallet, func() error {
		return types.ErrEnterpriseNotFound.Wrapf("wallet %s", consortiumtypes.FormatAddress(wallet))
	})
}

func (k *Keeper) registerEnterprise(ctx context.Context, holder sdk.AccAddress, usccCommitment, sealingKey []byte) error {
	exists := types.ErrEnterpriseExists.Wrapf("wallet %s", consortiumtypes.FormatAddress(holder))
	if err := lookup.Absent(ctx, k.enterprises, holder, exists); err != nil {
		return err
	}
	wallet, err := k.currency.Wallet(ctx, holder)
	if err != nil {
		return err
	}
	enterprise, err := types.NewEnterprise(wallet, usccCommitment)
	if err != nil {
		return err
	}
	if err := k.saveKey(ctx, enterprise.Wallet, sealingKey); err != nil {
		return err
	}
	return k.saveEnterprise(ctx, holder, enterprise)
}

func (k *Keeper) verifyEnterprise(ctx context.Context, teller string, address sdk.AccAddress) error {
	officer, memberID, err := k.actor(ctx, teller)
	if err != nil {
		return err
	}
	enterprise, err := k.Enterprise(ctx, address)
	if err != nil {
		return err
	}
	wallet, err := k.currency.Wallet(ctx, address)
	if err != nil {
		return err
	}
	operator, err := k.currency.Operator(ctx, wallet.Profile)
	if err != nil {
		return err
	}
	if operator != memberID {
		return types.ErrNotOperator.Wrapf("wallet %s is served by %s, not by %s", wallet.Address, operator, memberID)
	}
	if enterprise, err = enterprise.Verify(officer); err != nil {
		return err
	}
	return k.saveEnterprise(ctx, address, enterprise)
}

func (k *Keeper) saveEnterprise(ctx context.Context, wallet sdk.AccAddress, enterprise types.Enterprise) error {
	if err := k.enterprises.Set(ctx, wallet, enterprise); err != nil {
		return err
	}
	return emit(ctx, &types.EventEnterprise{Wallet: enterprise.Wallet, Status: enterprise.Status, Officer: enterprise.VerifiedBy})
}

func (k *Keeper) setEnterpriseKey(ctx context.Context, holder sdk.AccAddress, key []byte) error {
	enterprise, err := k.Enterprise(ctx, holder)
	if err != nil {
		return err
	}
	return k.setKey(ctx, enterprise.Wallet, key)
}

func (k *Keeper) setMemberKey(ctx context.Context, officer string, key []byte) error {
	_, memberID, err := k.actor(ctx, officer)
	if err != nil {
		return err
	}
	return k.setKey(ctx, memberID, key)
}

func (k *Keeper) setKey(ctx context.Context, holder string, key []byte) error {
	if err := k.saveKey(ctx, holder, key); err != nil {
		return err
	}
	return emit(ctx, &types.EventSealingKey{Holder: holder, Key: key})
}

// saveKey is the part of setting a key that a registration shares: its own event says it.
func (k *Keeper) saveKey(ctx context.Context, holder string, key []byte) error {
	if err := types.CheckSealingKey(key); err != nil {
		return err
	}
	return k.sealingKeys.Set(ctx, holder, types.SealingKey{Holder: holder, Key: key, Height: height(ctx)})
}
