package keeper

import (
	"context"
	"errors"

	"cosmossdk.io/collections"
	"cosmossdk.io/collections/indexes"

	"github.com/cosmos/cosmos-sdk/codec"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// wallets is what decides about a wallet besides its account. A payment reads of it only what the account's marks name.
type wallets struct {
	profiles    *profileMap
	limits      collections.Map[sdk.AccAddress, types.WalletLimits]
	holds       *holdMap
	customers   collections.Map[customerKey, types.Customer]
	flags       collections.Map[flagKey, types.Flag]
	invitations collections.KeySet[invitationKey]
	// successors tell who serves the wallets of an operator that left.
	successors collections.Map[string, string]
}

func newWallets(sb *collections.SchemaBuilder, cdc codec.BinaryCodec) wallets {
	return wallets{
		profiles:    newProfiles(sb, cdc),
		limits:      collections.NewMap(sb, types.WalletLimitsKey, "wallet_limits", sdk.AccAddressKey, codec.CollValue[types.WalletLimits](cdc)),
		holds:       newHolds(sb, cdc),
		customers:   collections.NewMap(sb, types.CustomersKey, "customers", customerKeyCodec, codec.CollValue[types.Customer](cdc)),
		flags:       collections.NewMap(sb, types.FlagsKey, "flags", flagKeyCodec, codec.CollValue[types.Flag](cdc)),
		invitations: collections.NewKeySet(sb, types.InvitationsKey, "invitations", invitationKeyCodec),
		successors:  collections.NewMap(sb, types.SuccessionsKey, "successions", collections.StringKey, collections.StringValue),
	}
}

type profileIndexes struct {
	byCustomer *indexes.Multi[customerKey, sdk.AccAddress, types.WalletProfile]
	// openByCustomer are the open wallets: whoever closes many makes nobody look at them again.
	openByCustomer openIndex[customerKey, sdk.AccAddress, types.WalletProfile]
	// byParent are the open sub-wallets.
	byParent openIndex[sdk.AccAddress, sdk.AccAddress, types.WalletProfile]
}

// IndexesList implements collections.Indexes.
func (i profileIndexes) IndexesList() []collections.Index[sdk.AccAddress, types.WalletProfile] {
	return []collections.Index[sdk.AccAddress, types.WalletProfile]{i.byCustomer, i.openByCustomer, i.byParent}
}

func newProfiles(sb *collections.SchemaBuilder, cdc codec.BinaryCodec) *profileMap {
	customer := func(_ sdk.AccAddress, profile types.WalletProfile) (customerKey, error) {
		return customerKeyOf(profile), nil
	}
	indexed := profileIndexes{
		byCustomer: indexes.NewMulti(sb, types.ProfilesByCustomerKey, "profiles_by_customer", customerKeyCodec, sdk.AccAddressKey, customer),
		openByCustomer: openIndex[customerKey, sdk.AccAddress, types.WalletProfile]{
			Multi:  indexes.NewMulti(sb, types.ProfilesOpenKey, "profiles_open", customerKeyCodec, sdk.AccAddressKey, customer),
			isOpen: types.WalletProfile.IsOpen,
		},
		byParent: openIndex[sdk.AccAddress, sdk.AccAddress, types.WalletProfile]{
			Multi: indexes.NewMulti(sb, types.ProfilesByParentKey, "profiles_by_parent", sdk.AccAddressKey, sdk.AccAddressKey,
				func(_ sdk.AccAddress, profile types.WalletProfile) (sdk.AccAddress, error) {
					return consortiumtypes.ParseAddress(profile.Parent)
				}),
			isOpen: types.WalletProfile.IsOpenSub,
		},
	}
	return collections.NewIndexedMap(sb, types.ProfilesKey, "profiles", sdk.AccAddressKey, codec.CollValue[types.WalletProfile](cdc), indexed)
}

type holdIndexes struct {
	// open are those that were neither lifted nor found to have lapsed.
	open openIndex[sdk.AccAddress, holdKey, types.Hold]
}

// IndexesList implements collections.Indexes.
func (i holdIndexes) IndexesList() []collections.Index[holdKey, types.Hold] {
	return []collections.Index[holdKey, types.Hold]{i.open}
}

func newHolds(sb *collections.SchemaBuilder, cdc codec.BinaryCodec) *holdMap {
	indexed := holdIndexes{
		open: openIndex[sdk.AccAddress, holdKey, types.Hold]{
			Multi: indexes.NewMulti(sb, types.HoldsOpenKey, "holds_open", sdk.AccAddressKey, holdKeyCodec,
				func(key holdKey, _ types.Hold) (sdk.AccAddress, error) { return key.K1(), nil }),
			isOpen: types.Hold.IsOpen,
		},
	}
	return collections.NewIndexedMap(sb, types.HoldsKey, "holds", holdKeyCodec, codec.CollValue[types.Hold](cdc), indexed)
}

// profile fails with ErrWalletNotFound.
func (w wallets) profile(ctx context.Context, address sdk.AccAddress) (types.WalletProfile, error) {
	return lookup.Find(ctx, w.profiles, address, func() error {
		return types.ErrWalletNotFound.Wrapf("%s", consortiumtypes.FormatAddress(address))
	})
}

// operator returns who serves the wallets that the member opened: itself, or the last of its successors.
func (w wallets) operator(ctx context.Context, openedBy string) (string, error) {
	chain, err := w.operators(ctx, openedBy)
	if err != nil {
		return "", err
	}
	return chain[len(chain)-1], nil
}

// operators returns all who served the wallets that the member opened, itself first. A successor is active when it takes
// over and a member that has left never returns, so the chain ends.
func (w wallets) operators(ctx context.Context, openedBy string) ([]string, error) {
	chain := []string{openedBy}
	for {
		successor, err := w.successors.Get(ctx, chain[len(chain)-1])
		if errors.Is(err, collections.ErrNotFound) {
			return chain, nil
		}
		if err != nil {
			return nil, err
		}
		chain = append(chain, successor)
	}
}

// limitsOf returns what bounds the wallet below its class.
func (w wallets) limitsOf(ctx context.Context, address sdk.AccAddress) (types.WalletLimits, error) {
	limits, err := w.limits.Get(ctx, address)
	if errors.Is(err, collections.ErrNotFound) {
		return types.NewWalletLimits(address), nil
	}
	return limits, err
}

// openHolds returns the holds that were neither lifted nor found to have lapsed. There are at most types.MaxOpenHolds.
func (w wallets) openHolds(ctx context.Context, address sdk.AccAddress) ([]types.Hold, error) {
	var open []types.Hold
	ofWallet := collections.NewPrefixedPairRange[sdk.AccAddress, holdKey](address)
	err := w.holds.Indexes.open.Walk(ctx, ofWallet, func(_ sdk.AccAddress, key holdKey) (bool, error) {
		hold, err := w.holds.Get(ctx, key)
		open = append(open, hold)
		return err != nil, err
	})
	return open, err
}

func (w wallets) saveHold(ctx context.Context, wallet sdk.AccAddress, hold types.Hold) error {
	if err := w.holds.Set(ctx, collections.Join3(wallet, hold.MemberId, hold.Reference), hold); err != nil {
		return err
	}
	return emit(ctx, &types.EventHold{
		Wallet: hold.Wallet, MemberId: hold.MemberId, Reference: hold.Reference, Side: hold.Side, Status: hold.Status,
	})
}

// customer returns a new one for a reference without any wallet.
func (w wallets) customer(ctx context.Context, key customerKey) (types.Customer, error) {
	customer, err := w.customers.Get(ctx, key)
	if errors.Is(err, collections.ErrNotFound) {
		return types.NewCustomer(key.K1(), key.K2()), nil
	}
	return customer, err
}

func customerKeyOf(profile types.WalletProfile) customerKey {
	return collections.Join(profile.OperatorId, profile.CustomerRef)
}

// open adds a wallet without money, and counts it for its operator and its customer.
func (l ledger) open(
	ctx context.Context, address sdk.AccAddress, account types.Account, profile types.WalletProfile, rules types.Rules,
) error {
	exists, err := l.accounts.Has(ctx, address)
	if err != nil {
		return err
	}
	if exists {
		return types.ErrWalletExists.Wrapf("%s", consortiumtypes.FormatAddress(address))
	}
	customer, err := l.customer(ctx, customerKeyOf(profile))
	if err != nil {
		return err
	}
	if account, err = l.join(ctx, &customer, address, account, rules); err != nil {
		return err
	}
	if profile.Kind != types.WALLET_KIND_SUB {
		if customer, err = customer.AddWallet(account.Class, rules.ClassOf(account.Class).WalletsPerCustomer); err != nil {
			return err
		}
	}
	if err := l.customers.Set(ctx, customerKeyOf(profile), customer); err != nil {
		return err
	}
	operator, err := l.operator(ctx, profile.OperatorId)
	if err != nil {
		return err
	}
	if err := l.changeBox(ctx, operator, func(box *types.CashBox) { box.OpenWallets++ }); err != nil {
		return err
	}
	if err := l.profiles.Set(ctx, address, profile); err != nil {
		return err
	}
	return l.accounts.Set(ctx, address, account)
}

// join makes the wallet one of the customer's. As long as there is one, its account alone knows the sums of the day;
// with the second, they move to the customer.
func (l ledger) join(
	ctx context.Context, customer *types.Customer, address sdk.AccAddress, account types.Account, rules types.Rules,
) (types.Account, error) {
	if customer.FirstWallet == "" {
		customer.FirstWallet = consortiumtypes.FormatAddress(address)
		return account, nil
	}
	if customer.Several {
		return account.Share(), nil
	}
	first, err := consortiumtypes.ParseAddress(customer.FirstWallet)
	if err != nil {
		return account, err
	}
	only, err := l.account(ctx, first)
	if err != nil {
		return account, err
	}
	*customer = customer.TakeOver(only, rules.Today)
	return account.Share(), l.accounts.Set(ctx, first, only.Share())
}
