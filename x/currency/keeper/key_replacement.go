package keeper

import (
	"context"

	"cosmossdk.io/collections"
	"cosmossdk.io/collections/indexes"

	"github.com/cosmos/cosmos-sdk/codec"
	"github.com/cosmos/cosmos-sdk/crypto/keys/secp256k1"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

type (
	// actKey is wallet and the operator's own reference of what two officers decide about it.
	actKey            = collections.Pair[sdk.AccAddress, string]
	keyReplacementMap = collections.IndexedMap[actKey, types.KeyReplacement, keyReplacementIndexes]
)

var actKeyCodec = collections.PairKeyCodec(sdk.AccAddressKey, collections.StringKey)

type keyReplacementIndexes struct {
	open openIndex[sdk.AccAddress, actKey, types.KeyReplacement]
	// byKey finds, by the address of the key, those whose key is bound to their wallet.
	byKey openIndex[sdk.AccAddress, actKey, types.KeyReplacement]
}

// IndexesList implements collections.Indexes.
func (i keyReplacementIndexes) IndexesList() []collections.Index[actKey, types.KeyReplacement] {
	return []collections.Index[actKey, types.KeyReplacement]{i.open, i.byKey}
}

func newKeyReplacements(sb *collections.SchemaBuilder, cdc codec.BinaryCodec) *keyReplacementMap {
	indexed := keyReplacementIndexes{
		open: openIndex[sdk.AccAddress, actKey, types.KeyReplacement]{
			Multi: indexes.NewMulti(sb, types.KeyReplacementsOpenKey, "key_replacements_open", sdk.AccAddressKey, actKeyCodec,
				func(key actKey, _ types.KeyReplacement) (sdk.AccAddress, error) { return key.K1(), nil }),
			isOpen: types.KeyReplacement.IsOpen,
		},
		byKey: openIndex[sdk.AccAddress, actKey, types.KeyReplacement]{
			Multi: indexes.NewMulti(sb, types.KeyReplacementsByKeyKey, "key_replacements_by_key", sdk.AccAddressKey, actKeyCodec,
				func(_ actKey, replacement types.KeyReplacement) (sdk.AccAddress, error) {
					return replacement.KeyAddress(), nil
				}),
			isOpen: types.KeyReplacement.BindsKey,
		},
	}
	return collections.NewIndexedMap(sb, types.KeyReplacementsKey, "key_replacements", actKeyCodec,
		codec.CollValue[types.KeyReplacement](cdc), indexed)
}

// keyReplacement fails with ErrKeyReplacementNotFound.
func (k *Keeper) keyReplacement(ctx context.Context, key actKey) (types.KeyReplacement, error) {
	return lookup.Find(ctx, k.keyReplacements, key, func() error {
		return types.ErrKeyReplacementNotFound.Wrapf("%s of %s", key.K2(), consortiumtypes.FormatAddress(key.K1()))
	})
}

// proposeKeyReplacement is a teller's. The new key has proved that its owner wants it for this wallet.
func (k *Keeper) proposeKeyReplacement(
	ctx context.Context, officer string, wallet sdk.AccAddress, reference ident.Reference, key secp256k1.PubKey, proof []byte,
) error {
	_, teller, err := k.served(ctx, officer, wallet)
	if err != nil {
		return err
	}
	account, err := k.ledger.account(ctx, wallet)
	if err != nil {
		return err
	}
	if err := account.CheckOpen(wallet); err != nil {
		return err
	}
	if err := types.CheckKeyProof(sdk.UnwrapSDKContext(ctx).ChainID(), wallet, reference, key, proof); err != nil {
		return err
	}
	if err := k.checkNewReplacement(ctx, collections.Join(wallet, reference.String())); err != nil {
		return err
	}
	replacement := types.NewKeyReplacement(wallet, reference, teller.MemberId, key, teller.Address)
	if err := k.checkUnused(ctx, replacement.KeyAddress()); err != nil {
		return err
	}
	return k.saveKeyReplacement(ctx, wallet, replacement, teller.Address)
}

// checkNewReplacement wants a reference that the wallet never had, and no other replacement under way.
func (k *Keeper) checkNewReplacement(ctx context.Context, key actKey) error {
	wallet := consortiumtypes.FormatAddress(key.K1())
	exists, err := k.keyReplacements.Has(ctx, key)
	if err != nil {
		return err
	}
	if exists {
		return types.ErrKeyReplacementExists.Wrapf("%s of %s", key.K2(), wallet)
	}
	open, err := k.keyReplacements.Indexes.open.any(ctx, key.K1())
	if err != nil {
		return err
	}
	if open {
		return types.ErrKeyReplacementExists.Wrapf("another one of %s is open", wallet)
	}
	return nil
}

// confirmKeyReplacement is a second officer's, and gives the old key time to object.
func (k *Keeper) confirmKeyReplacement(ctx context.Context, officer string, key actKey) error {
	replacement, acting, err := k.servedReplacement(ctx, officer, key)
	if err != nil {
		return err
	}
	params, err := k.params.Get(ctx)
	if err != nil {
		return err
	}
	if replacement, err = replacement.Confirm(acting.Address, momentOf(ctx).time, params.ObjectionPeriod); err != nil {
		return err
	}
	return k.saveKeyReplacement(ctx, key.K1(), replacement, acting.Address)
}

// objectKeyReplacement is the holder's, with the key that is to be replaced.
func (k *Keeper) objectKeyReplacement(ctx context.Context, key actKey) error {
	replacement, err := k.keyReplacement(ctx, key)
	if err != nil {
		return err
	}
	if replacement, err = replacement.Object(momentOf(ctx).time); err != nil {
		return err
	}
	return k.saveKeyReplacement(ctx, key.K1(), replacement, consortiumtypes.FormatAddress(key.K1()))
}

func (k *Keeper) cancelKeyReplacement(ctx context.Context, officer string, key actKey) error {
	replacement, acting, err := k.servedReplacement(ctx, officer, key)
	if err != nil {
		return err
	}
	if replacement, err = replacement.Cancel(); err != nil {
		return err
	}
	return k.saveKeyReplacement(ctx, key.K1(), replacement, acting.Address)
}

// completeKeyReplacement puts the new key in force.
func (k *Keeper) completeKeyReplacement(ctx context.Context, officer string, key actKey) error {
	replacement, acting, err := k.servedReplacement(ctx, officer, key)
	if err != nil {
		return err
	}
	if replacement, err = replacement.Complete(momentOf(ctx).time); err != nil {
		return err
	}
	if err := k.ledger.replaceKey(ctx, key.K1(), secp256k1.PubKey{Key: replacement.NewPublicKey}); err != nil {
		return err
	}
	return k.saveKeyReplacement(ctx, key.K1(), replacement, acting.Address)
}

// servedReplacement is that of a wallet which the officer's member serves.
func (k *Keeper) servedReplacement(ctx context.Context, officer string, key actKey) (types.KeyReplacement, consortiumtypes.Officer, error) {
	_, acting, err := k.served(ctx, officer, key.K1())
	if err != nil {
		return types.KeyReplacement{}, acting, err
	}
	replacement, err := k.keyReplacement(ctx, key)
	return replacement, acting, err
}

func (k *Keeper) saveKeyReplacement(ctx context.Context, wallet sdk.AccAddress, replacement types.KeyReplacement, by string) error {
	if err := k.keyReplacements.Set(ctx, collections.Join(wallet, replacement.Reference), replacement); err != nil {
		return err
	}
	return emit(ctx, &types.EventKeyReplacement{
		Wallet: replacement.Wallet, Reference: replacement.Reference, Status: replacement.Status, By: by,
	})
}
