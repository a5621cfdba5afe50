package types

import (
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

// DefaultGenesisState has nothing financed.
func DefaultGenesisState() *GenesisState { return &GenesisState{} }

// The keys of records as text.
type (
	// namedKey is document, bank and reference.
	namedKey  [3]string
	pledgeKey [2]string
)

// genesisSums collects what has to agree across records.
type genesisSums struct {
	used      map[namedKey]uint64
	pledged   map[string]uint64
	open      map[string]uint32
	reserved  map[string]map[Reservation]bool
	collected map[string]uint64
	split     map[string]uint64
	pledges   map[pledgeKey]Pledge
	repaid    map[pledgeKey]Fen
}

// ValidateGenesis fails with ErrInvalidGenesis, naming the field, unless the state is one that messages could have led to: everything
// is well formed, there once, refers to what is there, and adds up.
func ValidateGenesis(g *GenesisState) error {
	s := &genesisSums{
		used: map[namedKey]uint64{}, pledged: map[string]uint64{}, open: map[string]uint32{}, reserved: map[string]map[Reservation]bool{},
		collected: map[string]uint64{}, split: map[string]uint64{},
		pledges: map[pledgeKey]Pledge{}, repaid: map[pledgeKey]Fen{},
	}
	for _, check := range []func(*GenesisState) error{
		s.checkPledges, s.checkAuthorisations, s.checkRepayments, s.checkCollections, s.checkParts, s.checkPositions, checkStatistics,
	} {
		if err := check(g); err != nil {
			return err
		}
	}
	return nil
}

func inEntry(field string, i int, err error) error {
	return ErrInvalidGenesis.Wrapf("%s[%d]: %s", field, i, err)
}

func (s *genesisSums) checkPledges(g *GenesisState) error {
	for i, p := range g.Pledges {
		if err := p.check(); err != nil {
			return inEntry("pledges", i, err)
		}
		key := pledgeKey{p.BankId, p.Reference}
		if _, twice := s.pledges[key]; twice {
			return inEntry("pledges", i, ErrPledgeExists.Wrap(p.name()))
		}
		s.pledges[key] = p
		s.used[namedKey{p.DocumentId, p.BankId, p.Authorisation}] += p.Terms.Amount.Minor
		s.pledged[p.DocumentId] += p.PledgedMinor
		if p.IsOpen() {
			s.open[p.DocumentId]++
		}
		if p.IsUndisbursed() {
			if s.reserved[p.DocumentId] == nil {
				s.reserved[p.DocumentId] = map[Reservation]bool{}
			}
			s.reserved[p.DocumentId][reservation(p)] = true
		}
	}
	return nil
}

// check fails unless the record is one that a pledge can have, looked at alone.
func (p Pledge) check() error {
	if err := checkNames(p.DocumentId, p.BankId, p.Reference); err != nil {
		return err
	}
	for _, address := range []string{p.Wallet, p.RegisteredBy} {
		if _, err := consortiumtypes.ParseAddress(address); err != nil {
			return err
		}
	}
	for _, day := range []string{p.RegisteredOn, p.DisburseBy, p.Terms.MaturesOn} {
		if _, err := currencytypes.ParseDay(day); err != nil {
			return err
		}
	}
	if _, err := currencytypes.ParseOptionalDay(p.DisbursedOn); err != nil {
		return err
	}
	loan, err := Loan(p.Terms.Amount, p.Terms.Rate)
	if err != nil {
		return err
	}
	if uint64(loan) != p.LoanFen || p.OutstandingFen > p.LoanFen || p.DocumentVersion == 0 {
		return ErrLoan.Wrapf("%s: loan %s, converted %s, outstanding %s", p.name(), Fen(p.LoanFen), loan, Fen(p.OutstandingFen))
	}
	if err := singlewindowtypes.CheckCommitment("contract_commitment", p.Terms.ContractCommitment); err != nil {
		return err
	}
	return p.checkStatus()
}

// checkStatus asks whether amounts, officers and status agree.
func (p Pledge) checkStatus() error {
	disbursed := p.DisbursedOn != ""
	pledged := uint64(0)
	switch p.Status {
	case PLEDGE_STATUS_REGISTERED, PLEDGE_STATUS_APPROVED:
		pledged = p.Terms.Amount.Minor
	case PLEDGE_STATUS_DISBURSED, PLEDGE_STATUS_PARTLY_REPAID, PLEDGE_STATUS_OVERDUE, PLEDGE_STATUS_ASSIGNED, PLEDGE_STATUS_WRITTEN_OFF:
		pledged = share(p.Terms.Amount.Minor, Fen(p.OutstandingFen), Fen(p.LoanFen))
	case PLEDGE_STATUS_REPAID, PLEDGE_STATUS_RELEASED, PLEDGE_STATUS_CANCELLED, PLEDGE_STATUS_LAPSED:
	default:
		return ErrPledgeStatus.Wrapf("%s: status %d", p.name(), p.Status)
	}
	undisbursed := p.IsUndisbursed() || p.Status == PLEDGE_STATUS_CANCELLED || p.Status == PLEDGE_STATUS_LAPSED
	owes := disbursed && p.Status != PLEDGE_STATUS_REPAID
	mayOwe := p.Status == PLEDGE_STATUS_RELEASED
	switch {
	case p.PledgedMinor != pledged:
		return ErrPledgeStatus.Wrapf("%s is %s: pledged %d, must be %d", p.name(), p.Status, p.PledgedMinor, pledged)
	case undisbursed == disbursed || !mayOwe && owes != (p.OutstandingFen > 0):
		return ErrPledgeStatus.Wrapf("%s is %s: disbursed on %q, outstanding %s", p.name(), p.Status, p.DisbursedOn, Fen(p.OutstandingFen))
	case (p.Status == PLEDGE_STATUS_REGISTERED) && p.ApprovedBy != "" || disbursed && p.ApprovedBy == "":
		return ErrPledgeStatus.Wrapf("%s is %s: approved by %q", p.name(), p.Status, p.ApprovedBy)
	case p.ApprovedBy == p.RegisteredBy:
		return ErrSameOfficer.Wrap(p.name())
	}
	return nil
}

func checkNames(documentID, bankID, reference string) error {
	if _, err := singlewindowtypes.ParseDocumentID(documentID); err != nil {
		return err
	}
	if _, err := currencytypes.ParseMemberID(bankID); err != nil {
		return err
	}
	_, err := currencytypes.ParseReference("reference", reference)
	return err
}

func (s *genesisSums) checkAuthorisations(g *GenesisState) error {
	wallets := map[namedKey]string{}
	for i, a := range g.Authorisations {
		if err := checkNames(a.DocumentId, a.BankId, a.Reference); err != nil {
			return inEntry("authorisations", i, err)
		}
		key := namedKey{a.DocumentId, a.BankId, a.Reference}
		if _, twice := wallets[key]; twice {
			return inEntry("authorisations", i, ErrAuthorisationExists.Wrap(a.name()))
		}
		if _, err := consortiumtypes.ParseAddress(a.Wallet); err != nil {
			return inEntry("authorisations", i, err)
		}
		if _, err := currencytypes.ParseDay(a.ExpiresOn); err != nil {
			return inEntry("authorisations", i, err)
		}
		if err := a.Ceiling.Check(); err != nil {
			return inEntry("authorisations", i, err)
		}
		if a.UsedMinor > a.Ceiling.Minor || a.UsedMinor != s.used[key] {
			return inEntry("authorisations", i, ErrCeiling.Wrapf("%s: ceiling %s, used %d, pledges make %d", a.name(), a.Ceiling, a.UsedMinor, s.used[key]))
		}
		wallets[key] = a.Wallet
	}
	for i, p := range g.Pledges {
		if wallet := wallets[namedKey{p.DocumentId, p.BankId, p.Authorisation}]; wallet != p.Wallet {
			return inEntry("pledges", i, ErrAuthorisationNotFound.Wrapf("%s: of wallet %q, pledge of %s", p.Authorisation, wallet, p.Wallet))
		}
	}
	return nil
}

func (s *genesisSums) checkRepayments(g *GenesisState) error {
	seen := map[namedKey]bool{}
	for i, r := range g.Repayments {
		key := pledgeKey{r.BankId, r.Pledge}
		if _, exists := s.pledges[key]; !exists {
			return inEntry("repayments", i, ErrPledgeNotFound.Wrapf("%s of %s", r.Pledge, r.BankId))
		}
		named := namedKey{r.BankId, r.Pledge, r.Reference}
		if seen[named] || r.Height < 0 {
			return inEntry("repayments", i, ErrRepaymentExists.Wrapf("%s, height %d", r.Reference, r.Height))
		}
		seen[named] = true
		if _, err := currencytypes.ParseReference("reference", r.Reference); err != nil {
			return inEntry("repayments", i, err)
		}
		if _, err := currencytypes.ParseDay(r.Day); err != nil {
			return inEntry("repayments", i, err)
		}
		total, err := s.repaid[key].Add(Fen(r.AmountFen))
		if err != nil || r.AmountFen == 0 {
			return inEntry("repayments", i, ErrRepaymentExceeds.Wrapf("%s of %s", Fen(r.AmountFen), r.Reference))
		}
		s.repaid[key] = total
	}
	for i, p := range g.Pledges {
		outstanding := uint64(0)
		if p.DisbursedOn != "" {
			outstanding = p.LoanFen - uint64(s.repaid[pledgeKey{p.BankId, p.Reference}])
		}
		if outstanding != p.OutstandingFen {
			return inEntry("pledges", i, ErrRepaymentExceeds.Wrapf("%s: outstanding %s, repayments leave %s", p.name(), Fen(p.OutstandingFen), Fen(outstanding)))
		}
	}
	return nil
}

func (s *genesisSums) checkCollections(g *GenesisState) error {
	seen := map[namedKey]bool{}
	for i, c := range g.Collections {
		if err := checkNames(c.DocumentId, c.BankId, c.Reference); err != nil {
			return inEntry("collections", i, err)
		}
		key := namedKey{c.DocumentId, c.BankId, c.Reference}
		if seen[key] || c.Height < 0 {
			return inEntry("collections", i, ErrCollectionExists.Wrapf("%s, height %d", c.Reference, c.Height))
		}
		seen[key] = true
		if err := c.Amount.Check(); err != nil {
			return inEntry("collections", i, err)
		}
		if _, err := currencytypes.ParseDay(c.Day); err != nil {
			return inEntry("collections", i, err)
		}
		s.collected[c.DocumentId] += c.Amount.Minor
	}
	return nil
}

func (s *genesisSums) checkParts(g *GenesisState) error {
	seen := map[[2]string]bool{}
	for i, p := range g.Parts {
		parent, err := singlewindowtypes.ParseDocumentID(p.DocumentId)
		if err != nil {
			return inEntry("parts", i, err)
		}
		if _, err := currencytypes.ParseReference("reference", p.Reference); err != nil {
			return inEntry("parts", i, err)
		}
		if _, err := consortiumtypes.ParseAddress(p.Recipient); err != nil {
			return inEntry("parts", i, err)
		}
		if err := p.Amount.Check(); err != nil {
			return inEntry("parts", i, err)
		}
		key := [2]string{p.DocumentId, p.Reference}
		if want := singlewindowtypes.PartID(parent, p.Reference).String(); seen[key] || p.Height < 0 || p.PartId != want {
			return inEntry("parts", i, ErrPartExists.Wrapf("%s: part id %s, must be %s; height %d", p.Reference, p.PartId, want, p.Height))
		}
		seen[key] = true
		s.split[p.DocumentId] += p.Amount.Minor
	}
	return nil
}

// checkPositions compares each position with the pledges and collections that there are.
func (s *genesisSums) checkPositions(g *GenesisState) error {
	for i, p := range g.Positions {
		if _, err := singlewindowtypes.ParseDocumentID(p.DocumentId); err != nil {
			return inEntry("positions", i, err)
		}
		if p.PledgedMinor != s.pledged[p.DocumentId] || p.OpenPledges != s.open[p.DocumentId] || p.CollectedMinor != s.collected[p.DocumentId] ||
			p.SplitMinor != s.split[p.DocumentId] {
			return inEntry("positions", i, ErrNoRoom.Wrapf("document %s: pledged %d by %d, collected %d; records make %d by %d, %d", p.DocumentId,
				p.PledgedMinor, p.OpenPledges, p.CollectedMinor, s.pledged[p.DocumentId], s.open[p.DocumentId], s.collected[p.DocumentId]))
		}
		for j, reserved := range p.Reservations {
			if !s.reserved[p.DocumentId][reserved] {
				return inEntry("positions", i, ErrPledgeStatus.Wrapf("reservations[%d]: no pledge waits for it, or it is there twice", j))
			}
			delete(s.reserved[p.DocumentId], reserved)
		}
		if missing := len(s.reserved[p.DocumentId]); missing > 0 {
			return inEntry("positions", i, ErrPledgeStatus.Wrapf("%d reservations are missing", missing))
		}
		delete(s.pledged, p.DocumentId)
		delete(s.collected, p.DocumentId)
		delete(s.split, p.DocumentId)
	}
	if missing := len(s.pledged) + len(s.collected) + len(s.split); missing > 0 {
		return ErrInvalidGenesis.Wrapf("positions: %d are missing or there twice", missing)
	}
	return nil
}

func checkStatistics(g *GenesisState) error {
	seen := map[[3]string]bool{}
	for i, s := range g.Statistics {
		if err := singlewindowtypes.ParseMonth(s.Month); err != nil {
			return inEntry("statistics", i, err)
		}
		key := [3]string{s.Month, s.Purpose, s.Currency}
		if s.Purpose == "" || s.Currency == "" || seen[key] {
			return inEntry("statistics", i, ErrPurpose.Wrapf("%q in %q is nothing, or there twice", s.Purpose, s.Currency))
		}
		seen[key] = true
	}
	return nil
}
