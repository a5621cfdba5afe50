package types

import (
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/lifecycle"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// ProgrammeAction is what can happen to a programme, or under it.
type ProgrammeAction string

const (
	ProgrammeFund   ProgrammeAction = "fund"
	ProgrammeGrant  ProgrammeAction = "grant"
	ProgrammeSpend  ProgrammeAction = "spend"
	ProgrammeRecall ProgrammeAction = "recall"
	ProgrammeRefund ProgrammeAction = "refund"
	// ProgrammeClose is the manager's end, ProgrammeEnd that of time.
	ProgrammeClose ProgrammeAction = "close"
	ProgrammeEnd   ProgrammeAction = "end"
	// ProgrammeReturn gives the rest to the sponsors.
	ProgrammeReturn ProgrammeAction = "return"
	// ProgrammeFinish is when no refund can come any more.
	ProgrammeFinish ProgrammeAction = "finish"
)

var programmeTransitions = lifecycle.Table[ProgrammeStatus, ProgrammeAction]{
	PROGRAMME_STATUS_OPEN: {
		ProgrammeFund:   PROGRAMME_STATUS_OPEN,
		ProgrammeGrant:  PROGRAMME_STATUS_OPEN,
		ProgrammeSpend:  PROGRAMME_STATUS_OPEN,
		ProgrammeRecall: PROGRAMME_STATUS_OPEN,
		ProgrammeRefund: PROGRAMME_STATUS_OPEN,
		ProgrammeClose:  PROGRAMME_STATUS_CLOSING,
		ProgrammeEnd:    PROGRAMME_STATUS_CLOSING,
	},
	PROGRAMME_STATUS_CLOSING: {
		ProgrammeRefund: PROGRAMME_STATUS_CLOSING,
		ProgrammeReturn: PROGRAMME_STATUS_CLOSED,
	},
	PROGRAMME_STATUS_CLOSED: {
		ProgrammeRefund: PROGRAMME_STATUS_CLOSED,
		ProgrammeFinish: PROGRAMME_STATUS_FINISHED,
	},
}

// NewProgramme is an open programme without money.
func NewProgramme(managerID string, id ident.Reference, terms ProgrammeTerms, officer sdk.AccAddress) Programme {
	p := Programme{
		ManagerId: managerID,
		Id:        id.String(),
		Terms:     terms,
		Status:    PROGRAMME_STATUS_OPEN,
		CreatedBy: consortiumtypes.FormatAddress(officer),
	}
	for _, pledge := range terms.Pledges {
		p.Sponsors = append(p.Sponsors, Sponsor{Wallet: pledge.Wallet})
	}
	for _, purpose := range terms.Purposes {
		p.Uses = append(p.Uses, PurposeUse{PurposeId: purpose.Id})
	}
	return p
}

// CheckSponsor fails with ErrSponsor unless the wallet is an open one of a firm or public body.
func CheckSponsor(wallet currencytypes.Wallet) error {
	if wallet.Profile.Kind != currencytypes.WALLET_KIND_CORPORATE || wallet.Status != currencytypes.WALLET_STATUS_OPEN {
		return ErrSponsor.Wrapf("wallet %s is %s and %s, must be corporate and open", wallet.Address, wallet.Profile.Kind, wallet.Status)
	}
	return nil
}

// Fund books what a sponsor pays in (ErrProgrammeStatus, ErrOutsidePeriod, ErrNotSponsor, ErrPledgeExceeded).
func (p Programme) Fund(wallet sdk.AccAddress, amount Fen, today Day) (Programme, error) {
	funded, err := p.act(ProgrammeFund, today)
	if err != nil {
		return p, err
	}
	name := consortiumtypes.FormatAddress(wallet)
	for i, sponsor := range p.Sponsors {
		if sponsor.Wallet != name {
			continue
		}
		pledged, paid := Fen(p.Terms.Pledges[i].AmountFen), Fen(sponsor.PaidInFen)
		if amount > pledged-paid {
			return p, ErrPledgeExceeded.Wrapf("%s, sponsor %s: pledged %s, paid in %s, asked %s", p.name(), name, pledged, paid, amount)
		}
		funded.Sponsors = append([]Sponsor(nil), p.Sponsors...)
		funded.Sponsors[i].PaidInFen += uint64(amount)
		return funded, nil
	}
	return p, ErrNotSponsor.Wrapf("%s, wallet %s", p.name(), name)
}

// FundFen is what can still be granted: paid in, less what is granted, less what went back.
func (p Programme) FundFen() Fen {
	var fund Fen
	for _, sponsor := range p.Sponsors {
		fund += Fen(sponsor.PaidInFen) - Fen(sponsor.ReturnedFen)
	}
	for _, use := range p.Uses {
		fund -= Fen(use.GrantedFen)
	}
	return fund
}

// Creditors are the wallets of the sponsors who may get money back, in the order of the pledges: all who paid in, until
// they have it all or no refund can come any more.
func (p Programme) Creditors() []string {
	if p.Status == PROGRAMME_STATUS_FINISHED {
		return nil
	}
	var wallets []string
	for _, sponsor := range p.Sponsors {
		if sponsor.PaidInFen > sponsor.ReturnedFen {
			wallets = append(wallets, sponsor.Wallet)
		}
	}
	return wallets
}

// Reserve takes what an award is worth out of the fund (ErrProgrammeStatus, ErrOutsidePeriod, ErrPurposeNotFound,
// ErrSectorNotAdmitted, ErrBudgetExceeded, ErrFundExceeded).
func (p Programme) Reserve(award Award, today Day) (Programme, error) {
	reserved, err := p.act(ProgrammeGrant, today)
	if err != nil {
		return p, err
	}
	purpose, use, err := p.purpose(award.PurposeId)
	if err != nil {
		return p, err
	}
	if err := purpose.CheckSector(award); err != nil {
		return p, err
	}
	amount, granted, budget := Fen(award.AmountFen), Fen(p.Uses[use].GrantedFen), Fen(purpose.BudgetFen)
	if amount > budget-granted {
		return p, ErrBudgetExceeded.Wrapf("%s, purpose %s: budget %s, granted %s, asked %s", p.name(), purpose.Id, budget, granted, amount)
	}
	if fund := p.FundFen(); amount > fund {
		return p, ErrFundExceeded.Wrapf("%s: fund has %s, asked %s", p.name(), fund, amount)
	}
	reserved.Uses = append([]PurposeUse(nil), p.Uses...)
	reserved.Uses[use].GrantedFen += uint64(amount)
	return reserved, nil
}

// TakeBack puts what came back from a grant into the fund.
func (p Programme) TakeBack(purposeID string, amount Fen) (Programme, error) {
	_, use, err := p.purpose(purposeID)
	if err != nil {
		return p, err
	}
	p.Uses = append([]PurposeUse(nil), p.Uses...)
	p.Uses[use].GrantedFen -= uint64(amount)
	return p, nil
}

// Purpose fails with ErrPurposeNotFound.
func (p Programme) Purpose(id string) (Purpose, error) {
	purpose, _, err := p.purpose(id)
	return purpose, err
}

func (p Programme) purpose(id string) (Purpose, int, error) {
	for i, purpose := range p.Terms.Purposes {
		if purpose.Id == id {
			return purpose, i, nil
		}
	}
	return Purpose{}, 0, ErrPurposeNotFound.Wrapf("%s, purpose %.40q", p.name(), id)
}

// CheckRunning fails with ErrProgrammeStatus or ErrOutsidePeriod unless the programme allows the action today.
func (p Programme) CheckRunning(action ProgrammeAction, today Day) error {
	_, err := p.act(action, today)
	return err
}

// IsRunning reports whether the programme is open and its last day has not passed.
func (p Programme) IsRunning(today Day) bool {
	return p.Status == PROGRAMME_STATUS_OPEN && today.String() <= p.Terms.LastDay
}

// act is what everybody may do only while the programme runs. Dates of four-digit years sort as text.
func (p Programme) act(action ProgrammeAction, today Day) (Programme, error) {
	acted, err := p.decide(action)
	if err != nil {
		return p, err
	}
	early := action == ProgrammeSpend && today.String() < p.Terms.FirstDay
	if early || today.String() > p.Terms.LastDay {
		return p, ErrOutsidePeriod.Wrapf("%s: %s to %s, today is %s: cannot %s", p.name(), p.Terms.FirstDay, p.Terms.LastDay, today, action)
	}
	return acted, nil
}

func (p Programme) decide(action ProgrammeAction) (Programme, error) {
	to, allowed := programmeTransitions.Next(p.Status, action)
	if !allowed {
		return p, ErrProgrammeStatus.Wrapf("%s is %s: cannot %s", p.name(), p.Status, action)
	}
	p.Status = to
	return p, nil
}

// name is what errors call the programme.
func (p Programme) name() string { return "programme " + p.Id + " of " + p.ManagerId }
