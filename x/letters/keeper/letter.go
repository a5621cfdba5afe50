package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/letters/types"
)

// letter fails with ErrLetterNotFound.
func (k *Keeper) letter(ctx context.Context, key letterKey) (types.Letter, error) {
	return lookup.Find(ctx, k.letters, key, func() error { return types.ErrLetterNotFound.Wrapf("letter %s of %s", key.K2(), key.K1()) })
}

func (k *Keeper) apply(ctx context.Context, letter types.Letter) error {
	letter.Status = types.LETTER_STATUS_APPLIED
	if err := letter.CheckApplication(); err != nil {
		return err
	}
	clock, err := k.clockOf(ctx, letter)
	if err != nil {
		return err
	}
	if err := letter.Terms.CheckFrom(clock.Today()); err != nil {
		return err
	}
	taken, err := k.letters.Has(ctx, keyOf(letter))
	if err != nil {
		return err
	}
	if taken {
		return types.ErrLetterExists.Wrapf("letter %s of %s", letter.Number, letter.IssuingBankId)
	}
	if err := k.checkParties(ctx, letter); err != nil {
		return err
	}
	return k.saveLetter(ctx, letter, letter.Applicant, false)
}

// checkParties says whether everybody can be what the letter makes of them, when it is applied for and when it is issued:
// whom strangers named in an application is free to go until then.
func (k *Keeper) checkParties(ctx context.Context, letter types.Letter) error {
	for _, wallet := range []string{letter.Applicant, letter.Beneficiary} {
		if err := k.checkWallet(ctx, wallet); err != nil {
			return err
		}
	}
	for _, bank := range []struct {
		id   string
		pays bool
	}{
		{letter.IssuingBankId, true},
		{letter.AdvisingBankId, letter.ConfirmationInstruction != types.CONFIRMATION_INSTRUCTION_WITHOUT},
		{letter.ApplicantBankId, false},
	} {
		if err := k.checkBank(ctx, bank.id, bank.pays); err != nil {
			return err
		}
	}
	return nil
}

// checkWallet wants an open corporate wallet: a credit is business between firms.
func (k *Keeper) checkWallet(ctx context.Context, text string) error {
	address, err := consortiumtypes.ParseAddress(text)
	if err != nil {
		return err
	}
	wallet, err := k.currency.Wallet(ctx, address)
	if err != nil {
		return err
	}
	if wallet.Profile.Kind != currencytypes.WALLET_KIND_CORPORATE || wallet.Status != currencytypes.WALLET_STATUS_OPEN {
		return types.ErrWallet.Wrapf("wallet %s is %s and %s, must be corporate and open", text, wallet.Profile.Kind, wallet.Status)
	}
	return nil
}

// checkBank wants a bank that can take on something new, and that has coins of its own if it is to pay; an empty id is no
// bank. What a cooperating bank has belongs to the operators that allocated it.
func (k *Keeper) checkBank(ctx context.Context, id string, pays bool) error {
	if id == "" {
		return nil
	}
	member, err := k.consortium.Member(ctx, id)
	if err != nil {
		return err
	}
	isBank := member.Kind == consortiumtypes.MEMBER_KIND_OPERATOR_BANK || member.Kind == consortiumtypes.MEMBER_KIND_COOPERATING_BANK
	if !isBank || member.Status != consortiumtypes.MEMBER_STATUS_ACTIVE {
		return types.ErrBank.Wrapf("member %s is %s and %s, must be a bank and active", id, member.Kind, member.Status)
	}
	if pays && member.Kind == consortiumtypes.MEMBER_KIND_COOPERATING_BANK {
		return types.ErrBank.Wrapf("member %s is a cooperating bank, which holds the coins of operators: it can advise letters, not issue or confirm them", id)
	}
	return nil
}

func (k *Keeper) decline(ctx context.Context, officer, number, reason string) error {
	return k.changeOwn(ctx, officer, number, func(l types.Letter, c types.Clock) (types.Letter, error) { return l.Decline(reason, c) })
}

func (k *Keeper) issue(ctx context.Context, officer, number string) error {
	return k.changeOwn(ctx, officer, number, func(l types.Letter, c types.Clock) (types.Letter, error) {
		issued, err := l.Approve(officer, c)
		if err != nil {
			return l, err
		}
		return issued, k.checkParties(ctx, l)
	})
}

func (k *Keeper) closeLetter(ctx context.Context, officer, number string) error {
	return k.changeOwn(ctx, officer, number, func(l types.Letter, c types.Clock) (types.Letter, error) { return l.Close(c) })
}

func (k *Keeper) advise(ctx context.Context, officer string, key letterKey) error {
	return k.changeAdvised(ctx, officer, key, func(l types.Letter, c types.Clock) (types.Letter, error) { return l.Advise(officer, c) })
}

func (k *Keeper) confirm(ctx context.Context, officer string, key letterKey) error {
	return k.changeAdvised(ctx, officer, key, func(l types.Letter, c types.Clock) (types.Letter, error) { return l.Confirm(officer, c) })
}

// changeOwn lets an officer of the issuing bank change a letter, which is one of its own by its key.
func (k *Keeper) changeOwn(ctx context.Context, officer, number string, change func(types.Letter, types.Clock) (types.Letter, error)) error {
	member, err := k.memberOf(ctx, officer)
	if err != nil {
		return err
	}
	return k.change(ctx, officer, collections.Join(member, number), change)
}

// changeAdvised lets an officer of the advising bank change a letter.
func (k *Keeper) changeAdvised(
	ctx context.Context, officer string, key letterKey, change func(types.Letter, types.Clock) (types.Letter, error),
) error {
	member, err := k.memberOf(ctx, officer)
	if err != nil {
		return err
	}
	return k.change(ctx, officer, key, func(l types.Letter, c types.Clock) (types.Letter, error) {
		if member != l.AdvisingBankId {
			return l, types.ErrNotParty.Wrapf("letter %s of %s is advised by %s, not by %s", l.Number, l.IssuingBankId, l.AdvisingBankId, member)
		}
		return change(l, c)
	})
}

func (k *Keeper) change(ctx context.Context, by string, key letterKey, change func(types.Letter, types.Clock) (types.Letter, error)) error {
	letter, err := k.letter(ctx, key)
	if err != nil {
		return err
	}
	clock, err := k.clockOf(ctx, letter)
	if err != nil {
		return err
	}
	changed, err := change(letter, clock)
	if err != nil {
		return err
	}
	awaits := changed.Issue.First != "" && changed.Issue.Second == "" && changed.Status == types.LETTER_STATUS_APPLIED ||
		changed.Confirmation.First != "" && changed.Confirmation.Second == ""
	return k.saveLetter(ctx, changed, by, awaits)
}

// saveLetter records what somebody did to a letter.
func (k *Keeper) saveLetter(ctx context.Context, letter types.Letter, by string, awaits bool) error {
	if err := k.letters.Set(ctx, keyOf(letter), letter); err != nil {
		return err
	}
	return emit(ctx, &types.EventLetter{
		IssuingBankId: letter.IssuingBankId, Number: letter.Number, Status: letter.Status, Advised: letter.AdvisedBy != "",
		Confirmed: letter.IsConfirmed(), AwaitsSecondOfficer: awaits, By: by,
	})
}
