package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
	"github.com/dcep-consortium/dcepd/x/title/types"
)

// title fails with ErrTitleNotFound.
func (k *Keeper) title(ctx context.Context, id singlewindowtypes.DocumentID) (types.Title, error) {
	return lookup.Find(ctx, k.titles, id[:], func() error { return types.ErrTitleNotFound.Wrap(id.String()) })
}

// issue is the first act of a title, by a carrier on the register.
func (k *Keeper) issue(ctx context.Context, act types.Act) error {
	id, err := singlewindowtypes.ParseDocumentID(act.TitleId)
	if err != nil {
		return err
	}
	if err := lookup.Absent(ctx, k.titles, id[:], types.ErrTitleExists.Wrap(id.String())); err != nil {
		return err
	}
	wallet, err := consortiumtypes.ParseAddress(act.By)
	if err != nil {
		return err
	}
	carrier, err := k.carrier(ctx, wallet)
	if err != nil {
		return err
	}
	if err := carrier.CheckRegistered(); err != nil {
		return err
	}
	act.Kind, act.Number = types.ACT_KIND_ISSUE, 1
	return k.apply(ctx, id, types.Title{}, act)
}

// act does what follows, by a party of the title.
func (k *Keeper) act(ctx context.Context, act types.Act) error {
	id, err := singlewindowtypes.ParseDocumentID(act.TitleId)
	if err != nil {
		return err
	}
	title, err := k.title(ctx, id)
	if err != nil {
		return err
	}
	return k.apply(ctx, id, title, act)
}

// actOfOfficer does what an officer does for a bank.
func (k *Keeper) actOfOfficer(ctx context.Context, act types.Act) error {
	id, err := singlewindowtypes.ParseDocumentID(act.TitleId)
	if err != nil {
		return err
	}
	title, err := k.title(ctx, id)
	if err != nil {
		return err
	}
	member, err := k.memberOf(ctx, act.By)
	if err != nil {
		return err
	}
	if act.BankId, err = k.actsFor(ctx, member, title); err != nil {
		return err
	}
	return k.apply(ctx, id, title, act)
}

// actsFor is the bank for which a member acts on a title: itself, or a pledgee that is expelled and whose receiver it is. That one's
// officers cannot act, and the title would never be free again.
func (k *Keeper) actsFor(ctx context.Context, member string, title types.Title) (string, error) {
	pledgee := title.Pledgee()
	if pledgee == "" || pledgee == member {
		return member, nil
	}
	bank, err := k.consortium.Member(ctx, pledgee)
	if err != nil {
		return "", err
	}
	if bank.Status == consortiumtypes.MEMBER_STATUS_LEAVING && bank.Expelled && bank.ReceiverId == member {
		return pledgee, nil
	}
	return member, nil
}

// offerPledge wants a bank that can take one.
func (k *Keeper) offerPledge(ctx context.Context, act types.Act) error {
	bank, err := k.consortium.Member(ctx, act.BankId)
	if err != nil {
		return err
	}
	isBank := bank.Kind == consortiumtypes.MEMBER_KIND_OPERATOR_BANK || bank.Kind == consortiumtypes.MEMBER_KIND_COOPERATING_BANK
	if !isBank || bank.Status != consortiumtypes.MEMBER_STATUS_ACTIVE {
		return types.ErrBank.Wrapf("member %s is %s and %s, must be a bank and active", bank.Id, bank.Kind, bank.Status)
	}
	return k.act(ctx, act)
}

// apply does the act and keeps it. Whoever comes into a title by it must be able to act in turn.
func (k *Keeper) apply(ctx context.Context, id singlewindowtypes.DocumentID, was types.Title, act types.Act) error {
	act.At = sdk.UnwrapSDKContext(ctx).BlockTime()
	title, err := was.Apply(act)
	if err != nil {
		return err
	}
	for _, wallet := range title.Joined(was, act) {
		if err := k.checkParty(ctx, wallet); err != nil {
			return err
		}
	}
	if err := k.titles.Set(ctx, id[:], title); err != nil {
		return err
	}
	if err := k.acts.Set(ctx, collections.Join(id[:], act.Number), act); err != nil {
		return err
	}
	return emit(ctx, types.EventOf(title, act))
}

// checkParty wants a verified enterprise with an open wallet: nobody else can have a title in hand.
func (k *Keeper) checkParty(ctx context.Context, name string) error {
	address, err := consortiumtypes.ParseAddress(name)
	if err != nil {
		return err
	}
	enterprise, err := k.window.Enterprise(ctx, address)
	if err != nil {
		return err
	}
	if err := enterprise.CheckVerified(); err != nil {
		return err
	}
	wallet, err := k.currency.Wallet(ctx, address)
	if err != nil {
		return err
	}
	if wallet.Status != currencytypes.WALLET_STATUS_OPEN {
		return types.ErrParty.Wrapf("wallet %s is %s, must be open", name, wallet.Status)
	}
	return nil
}
