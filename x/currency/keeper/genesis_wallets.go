package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

func (l ledger) initWallets(ctx context.Context, g *types.GenesisState) error {
	wallets, err := types.ParseWallets(g)
	if err != nil {
		return err
	}
	for _, wallet := range wallets {
		if err := l.accounts.Set(ctx, wallet.Address, wallet.Account); err != nil {
			return err
		}
		if err := l.profiles.Set(ctx, wallet.Address, wallet.Profile); err != nil {
			return err
		}
	}
	for _, limits := range g.WalletLimits {
		address, err := consortiumtypes.ParseAddress(limits.Wallet)
		if err != nil {
			return err
		}
		if err := l.limits.Set(ctx, address, limits); err != nil {
			return err
		}
	}
	for _, hold := range g.Holds {
		address, err := consortiumtypes.ParseAddress(hold.Wallet)
		if err != nil {
			return err
		}
		if err := l.holds.Set(ctx, collections.Join3(address, hold.MemberId, hold.Reference), hold); err != nil {
			return err
		}
	}
	return l.initCustomers(ctx, g)
}

func (l ledger) initCustomers(ctx context.Context, g *types.GenesisState) error {
	for _, customer := range g.Customers {
		if err := l.customers.Set(ctx, collections.Join(customer.OperatorId, customer.CustomerRef), customer); err != nil {
			return err
		}
	}
	for _, flag := range g.Flags {
		day, err := types.ParseDay(flag.Day)
		if err != nil {
			return err
		}
		key := collections.Join4(flag.OperatorId, day, flag.CustomerRef, types.FlagRule(flag.Kind, flag.Direction))
		if err := l.flags.Set(ctx, key, flag); err != nil {
			return err
		}
	}
	for _, invitation := range g.Invitations {
		if err := l.invitations.Set(ctx, collections.Join3(invitation.PhaseId, invitation.OperatorId, invitation.CustomerRef)); err != nil {
			return err
		}
	}
	for _, succession := range g.Successions {
		if err := l.successors.Set(ctx, succession.OperatorId, succession.SuccessorId); err != nil {
			return err
		}
	}
	return nil
}

func (l ledger) exportWallets(ctx context.Context, g *types.GenesisState) (err error) {
	err = l.accounts.Walk(ctx, nil, func(address sdk.AccAddress, account types.Account) (bool, error) {
		profile, err := l.profile(ctx, address)
		if err != nil {
			return true, err
		}
		g.Wallets = append(g.Wallets, types.NewWallet(address, account, profile))
		return false, nil
	})
	if err != nil {
		return err
	}
	if g.WalletLimits, err = lookup.All(ctx, l.limits); err != nil {
		return err
	}
	if g.Holds, err = lookup.All(ctx, l.holds); err != nil {
		return err
	}
	if g.Customers, err = lookup.All(ctx, l.customers); err != nil {
		return err
	}
	if g.Flags, err = lookup.All(ctx, l.flags); err != nil {
		return err
	}
	err = l.invitations.Walk(ctx, nil, func(key invitationKey) (bool, error) {
		g.Invitations = append(g.Invitations, types.Invitation{PhaseId: key.K1(), OperatorId: key.K2(), CustomerRef: key.K3()})
		return false, nil
	})
	if err != nil {
		return err
	}
	return l.successors.Walk(ctx, nil, func(operator, successor string) (bool, error) {
		g.Successions = append(g.Successions, types.Succession{OperatorId: operator, SuccessorId: successor})
		return false, nil
	})
}
