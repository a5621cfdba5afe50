package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/letters/types"
)

// presentation fails with ErrPresentationNotFound.
func (k *Keeper) presentation(ctx context.Context, key partKey) (types.Presentation, error) {
	return lookup.Find(ctx, k.presentations, key, func() error {
		return types.ErrPresentationNotFound.Wrapf("presentation %d under letter %s of %s", key.K2(), key.K1().K2(), key.K1().K1())
	})
}

func (k *Keeper) present(ctx context.Context, beneficiary string, key letterKey, p types.Presentation) (uint32, error) {
	letter, err := k.letter(ctx, key)
	if err != nil {
		return 0, err
	}
	if err := checkBeneficiary(letter, beneficiary); err != nil {
		return 0, err
	}
	var amendment *types.Amendment
	if p.Amendment != 0 {
		found, err := k.amendment(ctx, collections.Join(key, p.Amendment))
		if err != nil {
			return 0, err
		}
		amendment = &found
	}
	clock, err := k.clockOf(ctx, letter)
	if err != nil {
		return 0, err
	}
	params, err := k.params.Get(ctx)
	if err != nil {
		return 0, err
	}
	presented, err := letter.Present(amendment, p, params, clock)
	if err != nil {
		return 0, err
	}
	return presented.Presentation.Number, k.saveCase(ctx, presented, beneficiary)
}

func (k *Keeper) forward(ctx context.Context, officer string, key partKey) (uint32, error) {
	member, err := k.memberOf(ctx, officer)
	if err != nil {
		return 0, err
	}
	loaded, clock, err := k.load(ctx, key)
	if err != nil {
		return 0, err
	}
	params, err := k.params.Get(ctx)
	if err != nil {
		return 0, err
	}
	loaded, forwarded, err := loaded.Forward(member, params, clock)
	if err != nil {
		return 0, err
	}
	if err := k.presentations.Set(ctx, key, loaded.Presentation); err != nil {
		return 0, err
	}
	loaded.Presentation = forwarded
	return forwarded.Number, k.saveCase(ctx, loaded, officer)
}

// examine lets an officer of the examining bank act on a presentation.
func (k *Keeper) examine(ctx context.Context, officer string, key partKey, act func(types.Case, types.Clock) (types.Case, error)) error {
	member, err := k.memberOf(ctx, officer)
	if err != nil {
		return err
	}
	return k.act(ctx, officer, key, func(c types.Case, clock types.Clock) (types.Case, error) {
		if member != c.Presentation.BankId {
			return c, types.ErrNotParty.Wrapf("presentation %d under letter %s of %s is with %s, not with %s",
				c.Presentation.Number, c.Letter.Number, c.Letter.IssuingBankId, c.Presentation.BankId, member)
		}
		return act(c, clock)
	})
}

func (k *Keeper) waive(ctx context.Context, applicant string, key partKey) error {
	return k.act(ctx, applicant, key, func(c types.Case, clock types.Clock) (types.Case, error) {
		if applicant != c.Letter.Applicant {
			return c, types.ErrNotParty.Wrapf("letter %s of %s was applied for by %s, not by %s",
				c.Letter.Number, c.Letter.IssuingBankId, c.Letter.Applicant, applicant)
		}
		return c.Waive(clock)
	})
}

func (k *Keeper) withdraw(ctx context.Context, beneficiary string, key partKey) error {
	return k.act(ctx, beneficiary, key, func(c types.Case, clock types.Clock) (types.Case, error) {
		if err := checkBeneficiary(c.Letter, beneficiary); err != nil {
			return c, err
		}
		if c.Presentation.Forwards != 0 {
			return c, types.ErrNotParty.Wrapf("presentation %d was made by %s", c.Presentation.Number, c.Letter.AdvisingBankId)
		}
		return c.Return(true, clock)
	})
}

// settle pays from the cash box of the examining bank: to the beneficiary's wallet, or to the cash box of the confirming
// bank that presented. Status and money change together or not at all.
func (k *Keeper) settle(ctx context.Context, officer string, key partKey) error {
	return k.examine(ctx, officer, key, func(c types.Case, clock types.Clock) (types.Case, error) {
		settled, err := c.Settle(officer, clock)
		if err != nil {
			return c, err
		}
		return settled, k.pay(ctx, settled)
	})
}

func (k *Keeper) pay(ctx context.Context, c types.Case) error {
	p, amount := c.Presentation, types.Fen(c.Presentation.AmountFen)
	account := p.IssuingBankId + "/" + p.LetterNumber
	if p.Forwards != 0 {
		if err := k.escrow.FromBox(ctx, account, p.BankId, currencytypes.MOVEMENT_TYPE_LETTER_REIMBURSED, amount); err != nil {
			return err
		}
		return k.escrow.ToBox(ctx, account, c.Letter.AdvisingBankId, currencytypes.MOVEMENT_TYPE_LETTER_REIMBURSEMENT_RECEIVED, amount)
	}
	beneficiary, err := consortiumtypes.ParseAddress(c.Letter.Beneficiary)
	if err != nil {
		return err
	}
	if err := k.escrow.FromBox(ctx, account, p.BankId, currencytypes.MOVEMENT_TYPE_LETTER_PAID, amount); err != nil {
		return err
	}
	return k.escrow.ToWallet(ctx, account, beneficiary, amount)
}

func (k *Keeper) act(ctx context.Context, by string, key partKey, act func(types.Case, types.Clock) (types.Case, error)) error {
	loaded, clock, err := k.load(ctx, key)
	if err != nil {
		return err
	}
	changed, err := act(loaded, clock)
	if err != nil {
		return err
	}
	return k.saveCase(ctx, changed, by)
}

// load reads a presentation with its letter and the amendment under which it was presented.
func (k *Keeper) load(ctx context.Context, key partKey) (types.Case, types.Clock, error) {
	letter, err := k.letter(ctx, key.K1())
	if err != nil {
		return types.Case{}, types.Clock{}, err
	}
	loaded := types.Case{Letter: letter}
	if loaded.Presentation, err = k.presentation(ctx, key); err != nil {
		return types.Case{}, types.Clock{}, err
	}
	if loaded.Presentation.Amendment != 0 {
		amendment, err := k.amendment(ctx, collections.Join(key.K1(), loaded.Presentation.Amendment))
		if err != nil {
			return types.Case{}, types.Clock{}, err
		}
		loaded.Amendment = &amendment
	}
	clock, err := k.clockOf(ctx, letter)
	return loaded, clock, err
}

// saveCase records what somebody did to a presentation, and what that changed in letter and amendment.
func (k *Keeper) saveCase(ctx context.Context, c types.Case, by string) error {
	if err := k.letters.Set(ctx, keyOf(c.Letter), c.Letter); err != nil {
		return err
	}
	if c.Amendment != nil {
		if err := k.amendments.Set(ctx, amendmentKey(*c.Amendment), *c.Amendment); err != nil {
			return err
		}
	}
	p := c.Presentation
	if err := k.presentations.Set(ctx, collections.Join(keyOf(c.Letter), p.Number), p); err != nil {
		return err
	}
	return emit(ctx, &types.EventPresentation{
		IssuingBankId: p.IssuingBankId, LetterNumber: p.LetterNumber, Number: p.Number, Status: p.Status, BankId: p.BankId,
		AmountFen: p.AmountFen, Discrepancies: p.Discrepancies, WaivedByApplicant: p.WaivedByApplicant, Maturity: p.Maturity, By: by,
	})
}
