package keeper

import (
	"context"

	"cosmossdk.io/collections"
	"cosmossdk.io/collections/indexes"

	"github.com/cosmos/cosmos-sdk/codec"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

type estateMap = collections.IndexedMap[actKey, types.Estate, estateIndexes]

type estateIndexes struct {
	open openIndex[sdk.AccAddress, actKey, types.Estate]
}

// IndexesList implements collections.Indexes.
func (i estateIndexes) IndexesList() []collections.Index[actKey, types.Estate] {
	return []collections.Index[actKey, types.Estate]{i.open}
}

func newEstates(sb *collections.SchemaBuilder, cdc codec.BinaryCodec) *estateMap {
	indexed := estateIndexes{
		open: openIndex[sdk.AccAddress, actKey, types.Estate]{
			Multi: indexes.NewMulti(sb, types.EstatesOpenKey, "estates_open", sdk.AccAddressKey, actKeyCodec,
				func(key actKey, _ types.Estate) (sdk.AccAddress, error) { return key.K1(), nil }),
			isOpen: types.Estate.IsOpen,
		},
	}
	return collections.NewIndexedMap(sb, types.EstatesKey, "estates", actKeyCodec, codec.CollValue[types.Estate](cdc), indexed)
}

// estate fails with ErrEstateNotFound.
func (k *Keeper) estate(ctx context.Context, key actKey) (types.Estate, error) {
	return lookup.Find(ctx, k.estates, key, func() error {
		return types.ErrEstateNotFound.Wrapf("%s of %s", key.K2(), consortiumtypes.FormatAddress(key.K1()))
	})
}

// proposeEstate is a teller's, who has seen the document with the hash. The heir's wallet may be any operator's.
func (k *Keeper) proposeEstate(
	ctx context.Context, officer string, wallet sdk.AccAddress, reference ident.Reference, heir sdk.AccAddress, documentHash []byte,
) error {
	_, teller, err := k.served(ctx, officer, wallet)
	if err != nil {
		return err
	}
	estate, err := types.NewEstate(wallet, reference, teller.MemberId, heir, documentHash, teller.Address)
	if err != nil {
		return err
	}
	for _, party := range []sdk.AccAddress{wallet, heir} {
		account, err := k.ledger.account(ctx, party)
		if err != nil {
			return err
		}
		if err := account.CheckOpen(party); err != nil {
			return err
		}
	}
	exists, err := k.estates.Has(ctx, collections.Join(wallet, reference.String()))
	if err != nil {
		return err
	}
	if exists {
		return types.ErrEstateExists.Wrapf("%s of %s", reference, estate.Wallet)
	}
	open, err := k.estates.Indexes.open.any(ctx, wallet)
	if err != nil {
		return err
	}
	if open {
		return types.ErrEstateExists.Wrapf("another one of %s is open", estate.Wallet)
	}
	return k.saveEstate(ctx, wallet, estate, teller.Address)
}

// confirmEstate is a second officer's: it pays the whole balance to the heir and closes the wallet.
func (k *Keeper) confirmEstate(ctx context.Context, officer string, key actKey) error {
	wallet := key.K1()
	profile, acting, err := k.served(ctx, officer, wallet)
	if err != nil {
		return err
	}
	estate, err := k.estate(ctx, key)
	if err != nil {
		return err
	}
	account, err := k.ledger.account(ctx, wallet)
	if err != nil {
		return err
	}
	if estate, err = estate.Confirm(acting.Address, account.Balance); err != nil {
		return err
	}
	left, err := k.leftInWallet(ctx, wallet, profile)
	if err != nil {
		return err
	}
	if err := checkSettled(wallet, left); err != nil {
		return err
	}
	heir, err := consortiumtypes.ParseAddress(estate.Heir)
	if err != nil {
		return err
	}
	rules, err := k.rules(ctx)
	if err != nil {
		return err
	}
	if err := k.ledger.inherit(ctx, wallet, heir, rules); err != nil {
		return err
	}
	return k.saveEstate(ctx, wallet, estate, acting.Address)
}

func (k *Keeper) cancelEstate(ctx context.Context, officer string, key actKey) error {
	_, acting, err := k.served(ctx, officer, key.K1())
	if err != nil {
		return err
	}
	estate, err := k.estate(ctx, key)
	if err != nil {
		return err
	}
	if estate, err = estate.Cancel(); err != nil {
		return err
	}
	return k.saveEstate(ctx, key.K1(), estate, acting.Address)
}

func (k *Keeper) saveEstate(ctx context.Context, wallet sdk.AccAddress, estate types.Estate, officer string) error {
	if err := k.estates.Set(ctx, collections.Join(wallet, estate.Reference), estate); err != nil {
		return err
	}
	return emit(ctx, &types.EventEstate{
		Wallet: estate.Wallet, Reference: estate.Reference, Heir: estate.Heir, AmountFen: estate.AmountFen,
		Status: estate.Status, Officer: officer,
	})
}
