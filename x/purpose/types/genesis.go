package types

import (
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// DefaultGenesisState has no programme.
func DefaultGenesisState() *GenesisState { return &GenesisState{} }

// The keys of records as text.
type (
	programmeID [2]string
	// sponsorID is programme and wallet.
	sponsorID [3]string
	// grantID is programme and beneficiary.
	grantID [3]string
	// purposeKey is programme and purpose.
	purposeKey [3]string
	// spendingKey is grant, instruction date and end-to-end id.
	spendingKey [5]string
)

// genesisSums collects what has to agree across records.
type genesisSums struct {
	programmes map[programmeID]Programme
	paid       map[sponsorID]Fen
	awarded    map[grantID]Fen
	grants     map[grantID]Grant
	granted    map[purposeKey]Fen
	spent      map[grantID]Fen
	spendings  map[spendingKey]Spending
	refunded   map[spendingKey]Fen
}

// ValidateGenesis fails with ErrInvalidGenesis, naming the field, unless the state is one that messages could have led
// to: everything is well formed, there once, refers to what is there, and adds up. Whether the ledger has the money is
// asked when the state is loaded.
func ValidateGenesis(g *GenesisState) error {
	sums := &genesisSums{
		programmes: map[programmeID]Programme{}, paid: map[sponsorID]Fen{}, awarded: map[grantID]Fen{},
		grants: map[grantID]Grant{}, granted: map[purposeKey]Fen{}, spent: map[grantID]Fen{},
		spendings: map[spendingKey]Spending{}, refunded: map[spendingKey]Fen{},
	}
	for _, check := range []func(*GenesisState) error{
		sums.checkProgrammes, sums.checkContributions, sums.checkBatches, sums.checkGrants, sums.checkSpendings, sums.checkRefunds,
		sums.checkProgrammeSums, sums.checkGrantSums, sums.checkSpendingSums,
	} {
		if err := check(g); err != nil {
			return err
		}
	}
	return nil
}

func (s *genesisSums) checkProgrammes(g *GenesisState) error {
	for i, programme := range g.Programmes {
		if err := programme.check(); err != nil {
			return inEntry("programmes", i, err)
		}
		key := programmeID{programme.ManagerId, programme.Id}
		if _, exists := s.programmes[key]; exists {
			return inEntry("programmes", i, ErrProgrammeExists.Wrap(programme.name()))
		}
		s.programmes[key] = programme
	}
	return nil
}

// check fails unless the record is one that a programme can have, looked at alone.
func (p Programme) check() error {
	if _, err := currencytypes.ParseMemberID(p.ManagerId); err != nil {
		return err
	}
	if _, err := currencytypes.ParseReference("id", p.Id); err != nil {
		return err
	}
	if err := p.Terms.Check(); err != nil {
		return err
	}
	if err := checkAddress(p.CreatedBy); err != nil {
		return err
	}
	if err := p.checkAmounts(); err != nil {
		return err
	}
	return p.checkStatus()
}

func (p Programme) checkAmounts() error {
	if len(p.Sponsors) != len(p.Terms.Pledges) || len(p.Uses) != len(p.Terms.Purposes) {
		return ErrTerms.Wrapf("%d sponsors for %d pledges, %d uses for %d purposes",
			len(p.Sponsors), len(p.Terms.Pledges), len(p.Uses), len(p.Terms.Purposes))
	}
	var outstanding, granted uint64
	for i, sponsor := range p.Sponsors {
		pledge := p.Terms.Pledges[i]
		if sponsor.Wallet != pledge.Wallet || sponsor.PaidInFen > pledge.AmountFen || sponsor.ReturnedFen > sponsor.PaidInFen {
			return ErrNotSponsor.Wrapf("sponsors[%d]: %s pledged %s; %s paid in %s and got back %s", i, pledge.Wallet,
				Fen(pledge.AmountFen), sponsor.Wallet, Fen(sponsor.PaidInFen), Fen(sponsor.ReturnedFen))
		}
		outstanding += sponsor.PaidInFen - sponsor.ReturnedFen
	}
	for i, use := range p.Uses {
		purpose := p.Terms.Purposes[i]
		if use.PurposeId != purpose.Id || use.GrantedFen > purpose.BudgetFen {
			return ErrBudgetExceeded.Wrapf("uses[%d]: purpose %s, budget %s; %s granted %s", i, purpose.Id, Fen(purpose.BudgetFen),
				use.PurposeId, Fen(use.GrantedFen))
		}
		granted += use.GrantedFen
	}
	if granted > outstanding {
		return ErrFundExceeded.Wrapf("granted %s, paid in and not given back %s", Fen(granted), Fen(outstanding))
	}
	return nil
}

func (p Programme) checkStatus() error {
	returned := uint64(0)
	for _, sponsor := range p.Sponsors {
		returned += sponsor.ReturnedFen
	}
	closed := p.Status == PROGRAMME_STATUS_CLOSED || p.Status == PROGRAMME_STATUS_FINISHED
	_, known := ProgrammeStatus_name[int32(p.Status)]
	switch {
	case !known || p.Status == PROGRAMME_STATUS_UNSPECIFIED:
		return ErrProgrammeStatus.Wrapf("status %d", p.Status)
	case closed && p.FundFen() != 0:
		return ErrProgrammeStatus.Wrapf("is %s, its fund has %s", p.Status, p.FundFen())
	case !closed && (returned != 0 || p.ClosedOn != ""):
		return ErrProgrammeStatus.Wrapf("is %s, but closed on %q with %s given back", p.Status, p.ClosedOn, Fen(returned))
	case p.Status == PROGRAMME_STATUS_OPEN && p.CloseReason != "":
		return ErrProgrammeStatus.Wrapf("is %s with close_reason %.40q", p.Status, p.CloseReason)
	}
	if p.CloseReason != "" {
		if err := currencytypes.CheckReason(p.CloseReason); err != nil {
			return err
		}
	}
	if !closed {
		return nil
	}
	_, err := currencytypes.ParseDay(p.ClosedOn)
	return err
}

// checkProgrammeSums compares each programme with the contributions and grants that there are.
func (s *genesisSums) checkProgrammeSums(g *GenesisState) error {
	for i, p := range g.Programmes {
		for _, sponsor := range p.Sponsors {
			if paid := s.paid[sponsorID{p.ManagerId, p.Id, sponsor.Wallet}]; uint64(paid) != sponsor.PaidInFen {
				return inEntry("programmes", i, ErrPledgeExceeded.Wrapf("sponsor %s paid in %s, contributions make %s",
					sponsor.Wallet, Fen(sponsor.PaidInFen), paid))
			}
		}
		for _, use := range p.Uses {
			if granted := s.granted[purposeKey{p.ManagerId, p.Id, use.PurposeId}]; uint64(granted) != use.GrantedFen {
				return inEntry("programmes", i, ErrBudgetExceeded.Wrapf("purpose %s granted %s, grants make %s",
					use.PurposeId, Fen(use.GrantedFen), granted))
			}
		}
	}
	return nil
}

func inEntry(field string, i int, err error) error {
	return ErrInvalidGenesis.Wrapf("%s[%d]: %s", field, i, err)
}
