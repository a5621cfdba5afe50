package types

import (
	"github.com/dcep-consortium/dcepd/lifecycle"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// GrantAction is what can happen to a grant.
type GrantAction string

const (
	GrantAward  GrantAction = "award"
	GrantSpend  GrantAction = "spend"
	GrantRecall GrantAction = "recall"
)

// A beneficiary without a grant has the unspecified status. A refund changes no status: where it goes depends on it.
var grantTransitions = lifecycle.Table[GrantStatus, GrantAction]{
	GRANT_STATUS_UNSPECIFIED: {
		GrantAward: GRANT_STATUS_OPEN,
	},
	GRANT_STATUS_OPEN: {
		GrantAward:  GRANT_STATUS_OPEN,
		GrantSpend:  GRANT_STATUS_OPEN,
		GrantRecall: GRANT_STATUS_RECALLED,
	},
	GRANT_STATUS_RECALLED: {
		GrantAward: GRANT_STATUS_OPEN,
	},
}

// NewGrant is the grant of a beneficiary who was awarded nothing yet.
func NewGrant(p Programme, award Award) Grant {
	return Grant{
		ManagerId: p.ManagerId, ProgrammeId: p.Id, Beneficiary: award.Beneficiary, PurposeId: award.PurposeId, Sector: award.Sector,
	}
}

// CheckBeneficiary fails with ErrBeneficiary unless the wallet is open.
func CheckBeneficiary(wallet currencytypes.Wallet) error {
	if wallet.Status != currencytypes.WALLET_STATUS_OPEN {
		return ErrBeneficiary.Wrapf("wallet %s is %s, must be open", wallet.Address, wallet.Status)
	}
	return nil
}

// Award adds to the grant, also to one that was recalled (ErrPurposeChanged, ErrCapExceeded, and the currency's
// ErrOverflow).
func (g Grant) Award(p Programme, award Award) (Grant, error) {
	awarded, err := g.decide(GrantAward)
	if err != nil {
		return g, err
	}
	if award.PurposeId != g.PurposeId || award.Sector != g.Sector {
		return g, ErrPurposeChanged.Wrapf("%s is for purpose %s, sector %q; asked %s, %q",
			g.name(), g.PurposeId, g.Sector, award.PurposeId, award.Sector)
	}
	amount, granted, limit := Fen(award.AmountFen), Fen(g.AwardedFen)-Fen(g.RecalledFen), Fen(p.Terms.CapPerBeneficiaryFen)
	if limit != 0 && (granted > limit || amount > limit-granted) {
		return g, ErrCapExceeded.Wrapf("%s: limit %s, granted %s, asked %s", g.name(), limit, granted, amount)
	}
	total, err := Fen(g.AwardedFen).Add(amount)
	if err != nil {
		return g, err
	}
	awarded.AwardedFen = uint64(total)
	return awarded, nil
}

// UnspentFen is what the beneficiary may still spend.
func (g Grant) UnspentFen() Fen { return Fen(g.AwardedFen) - Fen(g.RecalledFen) - Fen(g.SpentFen) }

// IsUnspent reports whether the beneficiary has something left to spend.
func (g Grant) IsUnspent() bool { return g.Status == GRANT_STATUS_OPEN && g.UnspentFen() > 0 }

// Spend takes an amount out of the grant (ErrGrantStatus, ErrGrantExceeded).
func (g Grant) Spend(amount Fen) (Grant, error) {
	spent, err := g.decide(GrantSpend)
	if err != nil {
		return g, err
	}
	if left := g.UnspentFen(); amount > left {
		return g, ErrGrantExceeded.Wrapf("%s: has %s, asked %s", g.name(), left, amount)
	}
	spent.SpentFen += uint64(amount)
	return spent, nil
}

// Recall ends the grant and returns its unspent rest (ErrGrantStatus).
func (g Grant) Recall() (Grant, Fen, error) {
	recalled, err := g.decide(GrantRecall)
	if err != nil {
		return g, 0, err
	}
	rest := g.UnspentFen()
	recalled.RecalledFen += uint64(rest)
	return recalled, rest, nil
}

// Refund takes back what was spent. It returns the part that belongs to the fund: all, if the grant was recalled or the
// programme no longer runs, and nothing otherwise.
func (g Grant) Refund(amount Fen, running bool) (Grant, Fen) {
	g.SpentFen -= uint64(amount)
	if running && g.Status == GRANT_STATUS_OPEN {
		return g, 0
	}
	g.RecalledFen += uint64(amount)
	return g, amount
}

func (g Grant) decide(action GrantAction) (Grant, error) {
	to, allowed := grantTransitions.Next(g.Status, action)
	if !allowed {
		return g, ErrGrantStatus.Wrapf("%s is %s: cannot %s", g.name(), g.Status, action)
	}
	g.Status = to
	return g, nil
}

// name is what errors call the grant.
func (g Grant) name() string {
	return "grant of " + g.Beneficiary + " from programme " + g.ProgrammeId + " of " + g.ManagerId
}
