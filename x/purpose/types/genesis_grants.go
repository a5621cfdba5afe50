package types

import (
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

func (s *genesisSums) checkContributions(g *GenesisState) error {
	seen := map[[4]string]bool{}
	for i, contribution := range g.Contributions {
		if err := s.checkContribution(contribution); err != nil {
			return inEntry("contributions", i, err)
		}
		key := [4]string{contribution.ManagerId, contribution.ProgrammeId, contribution.Sponsor, contribution.Reference}
		if seen[key] {
			return inEntry("contributions", i, ErrContributionExists.Wrapf("%s of %s", contribution.Reference, contribution.Sponsor))
		}
		seen[key] = true
	}
	return nil
}

func (s *genesisSums) checkContribution(c Contribution) error {
	if err := s.checkProgrammeRef(c.ManagerId, c.ProgrammeId); err != nil {
		return err
	}
	if err := checkAddress(c.Sponsor); err != nil {
		return err
	}
	if err := checkNamed("reference", c.Reference, c.Height); err != nil {
		return err
	}
	return addTo(s.paid, sponsorID{c.ManagerId, c.ProgrammeId, c.Sponsor}, c.AmountFen)
}

func (s *genesisSums) checkBatches(g *GenesisState) error {
	seen := map[[3]string]bool{}
	for i, batch := range g.Batches {
		if err := s.checkBatch(batch); err != nil {
			return inEntry("batches", i, err)
		}
		key := [3]string{batch.ManagerId, batch.ProgrammeId, batch.Reference}
		if seen[key] {
			return inEntry("batches", i, ErrBatchExists.Wrapf("%s of %s", batch.Reference, batch.ProgrammeId))
		}
		seen[key] = true
	}
	return nil
}

func (s *genesisSums) checkBatch(b GrantBatch) error {
	if err := s.checkProgrammeRef(b.ManagerId, b.ProgrammeId); err != nil {
		return err
	}
	if err := checkNamed("reference", b.Reference, 0); err != nil {
		return err
	}
	total, err := checkAwards(b.Awards)
	if err != nil {
		return err
	}
	if uint64(total) != b.TotalFen {
		return ErrAwards.Wrapf("total_fen is %s, awards make %s", Fen(b.TotalFen), total)
	}
	if err := checkAddress(b.ProposedBy); err != nil {
		return err
	}
	if err := b.checkOutcome(); err != nil {
		return err
	}
	for _, award := range b.Awards {
		purpose, err := s.programmes[programmeID{b.ManagerId, b.ProgrammeId}].Purpose(award.PurposeId)
		if err != nil {
			return err
		}
		if err := purpose.CheckSector(award); err != nil {
			return err
		}
		if b.Status != GRANT_BATCH_STATUS_CONFIRMED {
			continue
		}
		if err := addTo(s.awarded, grantID{b.ManagerId, b.ProgrammeId, award.Beneficiary}, award.AmountFen); err != nil {
			return err
		}
	}
	return nil
}

func (b GrantBatch) checkOutcome() error {
	_, known := GrantBatchStatus_name[int32(b.Status)]
	decided := b.Status != GRANT_BATCH_STATUS_PROPOSED
	if !known || b.Status == GRANT_BATCH_STATUS_UNSPECIFIED || decided != (b.DecidedBy != "") {
		return ErrBatchStatus.Wrapf("%s with decided_by %q", b.Status, b.DecidedBy)
	}
	if decided {
		if err := checkAddress(b.DecidedBy); err != nil {
			return err
		}
	}
	if b.Status == GRANT_BATCH_STATUS_CONFIRMED && b.DecidedBy == b.ProposedBy {
		return ErrSameOfficer.Wrapf("batch %s", b.Reference)
	}
	if b.Status == GRANT_BATCH_STATUS_CANCELLED {
		return currencytypes.CheckReason(b.Reason)
	}
	if b.Reason != "" {
		return ErrBatchStatus.Wrapf("%s with reason %.40q", b.Status, b.Reason)
	}
	return nil
}

func (s *genesisSums) checkGrants(g *GenesisState) error {
	for i, grant := range g.Grants {
		if err := s.checkGrant(grant); err != nil {
			return inEntry("grants", i, err)
		}
		key := grant.key()
		if _, exists := s.grants[key]; exists {
			return inEntry("grants", i, ErrGrantStatus.Wrapf("second %s", grant.name()))
		}
		s.grants[key] = grant
	}
	if len(s.awarded) != len(s.grants) {
		return ErrInvalidGenesis.Wrapf("grants: %d, confirmed batches make %d", len(s.grants), len(s.awarded))
	}
	return nil
}

func (g Grant) key() grantID { return grantID{g.ManagerId, g.ProgrammeId, g.Beneficiary} }

func (s *genesisSums) checkGrant(g Grant) error {
	if err := s.checkProgrammeRef(g.ManagerId, g.ProgrammeId); err != nil {
		return err
	}
	programme := s.programmes[programmeID{g.ManagerId, g.ProgrammeId}]
	purpose, err := programme.Purpose(g.PurposeId)
	if err != nil {
		return err
	}
	if err := purpose.CheckSector(Award{Beneficiary: g.Beneficiary, Sector: g.Sector}); err != nil {
		return err
	}
	if awarded := s.awarded[g.key()]; g.AwardedFen == 0 || uint64(awarded) != g.AwardedFen {
		return ErrAwards.Wrapf("%s: awarded %s, confirmed batches make %s", g.name(), Fen(g.AwardedFen), awarded)
	}
	if g.RecalledFen > g.AwardedFen || g.SpentFen > g.AwardedFen-g.RecalledFen {
		return ErrGrantExceeded.Wrapf("%s: awarded %s, recalled %s, spent %s", g.name(), Fen(g.AwardedFen), Fen(g.RecalledFen), Fen(g.SpentFen))
	}
	_, known := GrantStatus_name[int32(g.Status)]
	if !known || g.Status == GRANT_STATUS_UNSPECIFIED || g.Status == GRANT_STATUS_RECALLED && g.UnspentFen() != 0 {
		return ErrGrantStatus.Wrapf("%s is %s with %s", g.name(), g.Status, g.UnspentFen())
	}
	closed := programme.Status == PROGRAMME_STATUS_CLOSED || programme.Status == PROGRAMME_STATUS_FINISHED
	if closed && g.UnspentFen() != 0 {
		return ErrProgrammeStatus.Wrapf("%s is %s, %s has %s", programme.name(), programme.Status, g.name(), g.UnspentFen())
	}
	if granted, limit := g.AwardedFen-g.RecalledFen, programme.Terms.CapPerBeneficiaryFen; limit != 0 && granted > limit {
		return ErrCapExceeded.Wrapf("%s: limit %s, granted %s", g.name(), Fen(limit), Fen(granted))
	} else if granted == 0 {
		return nil
	}
	return addTo(s.granted, purposeKey{g.ManagerId, g.ProgrammeId, g.PurposeId}, g.AwardedFen-g.RecalledFen)
}

func (s *genesisSums) checkSpendings(g *GenesisState) error {
	for i, spending := range g.Spendings {
		if err := s.checkSpending(spending); err != nil {
			return inEntry("spendings", i, err)
		}
		key := spending.key()
		if earlier, exists := s.spendings[key]; exists {
			return inEntry("spendings", i, earlier.Duplicate())
		}
		s.spendings[key] = spending
	}
	return nil
}

func (s Spending) key() spendingKey {
	return spendingKey{s.ManagerId, s.ProgrammeId, s.Beneficiary, s.InstructionDate, s.EndToEndId}
}

func (s *genesisSums) checkSpending(p Spending) error {
	grant := grantID{p.ManagerId, p.ProgrammeId, p.Beneficiary}
	if _, exists := s.grants[grant]; !exists {
		return ErrGrantNotFound.Wrapf("of %s from programme %s of %s", p.Beneficiary, p.ProgrammeId, p.ManagerId)
	}
	if _, err := ParseSpendingID(p.InstructionDate, p.EndToEndId); err != nil {
		return err
	}
	if err := checkAddress(p.Payee); err != nil {
		return err
	}
	if _, err := currencytypes.ParseDay(p.Day); err != nil {
		return err
	}
	if p.Height < 0 {
		return ErrInvalidGenesis.Wrapf("height %d", p.Height)
	}
	if _, err := currencytypes.ParseAmount(p.AmountFen); err != nil {
		return err
	}
	if p.RefundedFen > p.AmountFen {
		return ErrRefundExceeded.Wrapf("%s: spent %s, given back %s", p.name(), Fen(p.AmountFen), Fen(p.RefundedFen))
	}
	if p.RefundedFen == p.AmountFen {
		return nil
	}
	return addTo(s.spent, grant, p.AmountFen-p.RefundedFen)
}

func (s *genesisSums) checkRefunds(g *GenesisState) error {
	seen := map[[6]string]bool{}
	for i, refund := range g.Refunds {
		spending := spendingKey{refund.ManagerId, refund.ProgrammeId, refund.Beneficiary, refund.InstructionDate, refund.EndToEndId}
		if _, exists := s.spendings[spending]; !exists {
			return inEntry("refunds", i, ErrSpendingNotFound.Wrapf("%s of %s on %s", refund.EndToEndId, refund.Beneficiary, refund.InstructionDate))
		}
		if err := checkNamed("reference", refund.Reference, refund.Height); err != nil {
			return inEntry("refunds", i, err)
		}
		key := [6]string{spending[0], spending[1], spending[2], spending[3], spending[4], refund.Reference}
		if seen[key] {
			return inEntry("refunds", i, ErrRefundExists.Wrapf("%s of %s", refund.Reference, refund.EndToEndId))
		}
		seen[key] = true
		if err := addTo(s.refunded, spending, refund.AmountFen); err != nil {
			return inEntry("refunds", i, err)
		}
	}
	return nil
}

// checkGrantSums compares each grant with its spendings.
func (s *genesisSums) checkGrantSums(g *GenesisState) error {
	for i, grant := range g.Grants {
		if spent := s.spent[grant.key()]; uint64(spent) != grant.SpentFen {
			return inEntry("grants", i, ErrGrantExceeded.Wrapf("%s: spent %s, spendings make %s", grant.name(), Fen(grant.SpentFen), spent))
		}
	}
	return nil
}

// checkSpendingSums compares each spending with its refunds.
func (s *genesisSums) checkSpendingSums(g *GenesisState) error {
	for i, spending := range g.Spendings {
		if refunded := s.refunded[spending.key()]; uint64(refunded) != spending.RefundedFen {
			return inEntry("spendings", i, ErrRefundExceeded.Wrapf("%s: given back %s, refunds make %s",
				spending.name(), Fen(spending.RefundedFen), refunded))
		}
	}
	return nil
}

func (s *genesisSums) checkProgrammeRef(managerID, id string) error {
	if _, exists := s.programmes[programmeID{managerID, id}]; !exists {
		return ErrProgrammeNotFound.Wrapf("programme %.40q of %.40q", id, managerID)
	}
	return nil
}

// checkNamed reads what somebody named, and the height of the block that did it.
func checkNamed(what, reference string, height int64) error {
	if height < 0 {
		return ErrInvalidGenesis.Wrapf("height %d", height)
	}
	_, err := currencytypes.ParseReference(what, reference)
	return err
}

// addTo adds an amount, which must be more than nothing, to one of several sums.
func addTo[Key comparable](sums map[Key]Fen, key Key, fen uint64) error {
	total := sums[key]
	if err := addAmount(&total, fen); err != nil {
		return err
	}
	sums[key] = total
	return nil
}
