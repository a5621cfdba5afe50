package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/lookup"
	"github.com/dcep-consortium/dcepd/x/letters/types"
)

// amendment fails with ErrAmendmentNotFound.
func (k *Keeper) amendment(ctx context.Context, key partKey) (types.Amendment, error) {
	return lookup.Find(ctx, k.amendments, key, func() error {
		return types.ErrAmendmentNotFound.Wrapf("amendment %d of letter %s of %s", key.K2(), key.K1().K2(), key.K1().K1())
	})
}

func (k *Keeper) proposeAmendment(ctx context.Context, officer, number string, terms *types.LetterTerms) (uint32, error) {
	member, err := k.memberOf(ctx, officer)
	if err != nil {
		return 0, err
	}
	letter, err := k.letter(ctx, collections.Join(member, number))
	if err != nil {
		return 0, err
	}
	clock, err := k.clockOf(ctx, letter)
	if err != nil {
		return 0, err
	}
	var previous types.Amendment
	if letter.Amendments > 0 {
		if previous, err = k.amendment(ctx, collections.Join(keyOf(letter), letter.Amendments)); err != nil {
			return 0, err
		}
	}
	letter, amendment, err := letter.ProposeAmendment(previous, terms, officer, clock)
	if err != nil {
		return 0, err
	}
	if err := k.letters.Set(ctx, keyOf(letter), letter); err != nil {
		return 0, err
	}
	return amendment.Number, k.saveAmendment(ctx, amendment, officer, true)
}

func (k *Keeper) issueAmendment(ctx context.Context, officer, letterNumber string, number uint32, terms *types.LetterTerms) error {
	letter, amendment, clock, err := k.ownAmendment(ctx, officer, letterNumber, number)
	if err != nil {
		return err
	}
	if amendment, err = letter.IssueAmendment(amendment, terms, officer, clock); err != nil {
		return err
	}
	return k.saveAmendment(ctx, amendment, officer, false)
}

func (k *Keeper) dropAmendment(ctx context.Context, officer, letterNumber string, number uint32) error {
	_, amendment, _, err := k.ownAmendment(ctx, officer, letterNumber, number)
	if err != nil {
		return err
	}
	if amendment, err = amendment.Drop(); err != nil {
		return err
	}
	return k.saveAmendment(ctx, amendment, officer, false)
}

func (k *Keeper) confirmAmendment(ctx context.Context, officer string, key partKey) error {
	member, err := k.memberOf(ctx, officer)
	if err != nil {
		return err
	}
	letter, amendment, _, err := k.loadAmendment(ctx, key)
	if err != nil {
		return err
	}
	if member != letter.AdvisingBankId {
		return types.ErrNotParty.Wrapf("letter %s of %s is confirmed by %s, not by %s", letter.Number, letter.IssuingBankId, letter.AdvisingBankId, member)
	}
	letter, amendment, err = letter.ConfirmAmendment(amendment, officer)
	if err != nil {
		return err
	}
	if err := k.letters.Set(ctx, keyOf(letter), letter); err != nil {
		return err
	}
	return k.saveAmendment(ctx, amendment, officer, amendment.Confirmation.Second == "")
}

func (k *Keeper) answerAmendment(ctx context.Context, beneficiary string, key partKey, accept bool) error {
	letter, amendment, clock, err := k.loadAmendment(ctx, key)
	if err != nil {
		return err
	}
	if err := checkBeneficiary(letter, beneficiary); err != nil {
		return err
	}
	letter, amendment, err = letter.AnswerAmendment(amendment, accept, clock)
	if err != nil {
		return err
	}
	if err := k.letters.Set(ctx, keyOf(letter), letter); err != nil {
		return err
	}
	return k.saveAmendment(ctx, amendment, beneficiary, false)
}

func (k *Keeper) ownAmendment(
	ctx context.Context, officer, letterNumber string, number uint32,
) (types.Letter, types.Amendment, types.Clock, error) {
	member, err := k.memberOf(ctx, officer)
	if err != nil {
		return types.Letter{}, types.Amendment{}, types.Clock{}, err
	}
	return k.loadAmendment(ctx, collections.Join(collections.Join(member, letterNumber), number))
}

func (k *Keeper) loadAmendment(ctx context.Context, key partKey) (types.Letter, types.Amendment, types.Clock, error) {
	letter, err := k.letter(ctx, key.K1())
	if err != nil {
		return letter, types.Amendment{}, types.Clock{}, err
	}
	amendment, err := k.amendment(ctx, key)
	if err != nil {
		return letter, amendment, types.Clock{}, err
	}
	clock, err := k.clockOf(ctx, letter)
	return letter, amendment, clock, err
}

// saveAmendment records what somebody did to an amendment.
func (k *Keeper) saveAmendment(ctx context.Context, a types.Amendment, by string, awaits bool) error {
	if err := k.amendments.Set(ctx, amendmentKey(a), a); err != nil {
		return err
	}
	return emit(ctx, &types.EventAmendment{
		IssuingBankId: a.IssuingBankId, LetterNumber: a.LetterNumber, Number: a.Number, Status: a.Status,
		Confirmed: a.Confirmation.Second != "", AwaitsSecondOfficer: awaits, By: by,
	})
}

func amendmentKey(a types.Amendment) partKey {
	return collections.Join(collections.Join(a.IssuingBankId, a.LetterNumber), a.Number)
}

func checkBeneficiary(letter types.Letter, wallet string) error {
	if wallet != letter.Beneficiary {
		return types.ErrNotParty.Wrapf("letter %s of %s is in favour of %s, not of %s", letter.Number, letter.IssuingBankId, letter.Beneficiary, wallet)
	}
	return nil
}
