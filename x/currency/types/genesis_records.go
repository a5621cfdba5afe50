package types

import (
	"math/big"
	"time"
)

// Expiry times are kept as nanoseconds, which end in 2262.
var lastExpiry = time.Date(2262, time.January, 1, 0, 0, 0, 0, time.UTC)

// pair is the key of a record that a member, or a wallet, named itself.
type pair struct{ owner, reference string }

func (s *genesisSums) checkIssuances(g *GenesisState) error {
	seen := map[pair]bool{}
	for i, issuance := range g.Issuances {
		if err := issuance.check(); err != nil {
			return inEntry("issuances", i, err)
		}
		key := pair{issuance.MemberId, issuance.Id}
		if seen[key] {
			return inEntry("issuances", i, ErrIssuanceExists.Wrapf("%s of %s", issuance.Id, issuance.MemberId))
		}
		seen[key] = true
		if issuance.Status == ISSUANCE_STATUS_ISSUED {
			s.issued.Add(s.issued, wide(issuance.AmountFen))
		}
	}
	return nil
}

func (i Issuance) check() error {
	if err := checkRequest(i.MemberId, i.Id, i.AmountFen, i.RequestedBy, i.ExpiresAt); err != nil {
		return err
	}
	if _, err := ParseReference("reserve_reference", i.ReserveReference); err != nil {
		return err
	}
	if !isKnown(IssuanceStatus_name, i.Status) {
		return ErrRecord.Wrapf("status %d", i.Status)
	}
	if err := checkOptionalOfficer("issuer", i.Issuer); err != nil {
		return err
	}
	if err := checkOptionalOfficer("controller", i.Controller); err != nil {
		return err
	}
	approved := i.Status == ISSUANCE_STATUS_ISSUED || i.Status == ISSUANCE_STATUS_AWAITING_CONTROLLER
	if approved && i.Issuer == "" {
		return ErrRecord.Wrapf("%s without issuer", i.Status)
	}
	if i.Controller != "" && (i.Issuer == "" || i.Status != ISSUANCE_STATUS_ISSUED || i.Controller == i.Issuer) {
		return ErrRecord.Wrapf("%s with controller %s and issuer %q", i.Status, i.Controller, i.Issuer)
	}
	return checkOutcomeReason(i.Reason, i.Status == ISSUANCE_STATUS_REJECTED)
}

// checkReserves makes sure that no reserve backs two issuances, and none that is issued or may be is without one.
func checkReserves(g *GenesisState) error {
	issuances := map[pair]Issuance{}
	for _, issuance := range g.Issuances {
		issuances[pair{issuance.MemberId, issuance.Id}] = issuance
	}
	reserves := map[string]Reserve{}
	for i, reserve := range g.Reserves {
		if _, exists := reserves[reserve.Reference]; exists {
			return inEntry("reserves", i, ErrReserveInUse.Wrapf("%s is there twice", reserve.Reference))
		}
		issuance, exists := issuances[pair{reserve.MemberId, reserve.IssuanceId}]
		if !exists || issuance.ReserveReference != reserve.Reference {
			return inEntry("reserves", i, ErrIssuanceNotFound.Wrapf("%s of %s with reserve %q", reserve.IssuanceId, reserve.MemberId, reserve.Reference))
		}
		if reserve.Returned && !issuance.hasFailed() {
			return inEntry("reserves", i, ErrReserveInUse.Wrapf("%s is returned, its issuance is %s", reserve.Reference, issuance.Status))
		}
		reserves[reserve.Reference] = reserve
	}
	for i, issuance := range g.Issuances {
		reserve, exists := reserves[issuance.ReserveReference]
		if !exists {
			return inEntry("issuances", i, ErrReserveNotFound.Wrapf("%s", issuance.ReserveReference))
		}
		backed := reserve.MemberId == issuance.MemberId && reserve.IssuanceId == issuance.Id
		if !backed && !issuance.hasFailed() {
			return inEntry("issuances", i, ErrReserveInUse.Wrapf("%s backs %s of %s", reserve.Reference, reserve.IssuanceId, reserve.MemberId))
		}
	}
	return nil
}

func checkSingleApprovals(g *GenesisState) error {
	seen := map[pair]bool{}
	for i, approval := range g.SingleApprovals {
		if _, err := ParseMemberID(approval.MemberId); err != nil {
			return inEntry("single_approvals", i, err)
		}
		if _, err := ParseDay(approval.Day); err != nil {
			return inEntry("single_approvals", i, err)
		}
		key := pair{approval.MemberId, approval.Day}
		if approval.TotalFen == 0 || seen[key] {
			return inEntry("single_approvals", i, ErrRecord.Wrapf("%s for %s on %s, or there twice", Fen(approval.TotalFen), approval.MemberId, approval.Day))
		}
		seen[key] = true
	}
	return nil
}

func (s *genesisSums) checkRedemptions(g *GenesisState) error {
	seen := map[pair]bool{}
	for i, redemption := range g.Redemptions {
		if err := redemption.check(); err != nil {
			return inEntry("redemptions", i, err)
		}
		key := pair{redemption.MemberId, redemption.Id}
		if seen[key] {
			return inEntry("redemptions", i, ErrRedemptionExists.Wrapf("%s of %s", redemption.Id, redemption.MemberId))
		}
		seen[key] = true
		switch {
		case redemption.IsOpen():
			s.escrow.Add(s.escrow, wide(redemption.AmountFen))
		case redemption.Status == REDEMPTION_STATUS_SETTLED:
			s.burned.Add(s.burned, wide(redemption.AmountFen))
		}
	}
	return nil
}

// checkReturnable wants room in the last statement of each box for its open redemptions to come back.
func checkReturnable(g *GenesisState) error {
	last := map[string]DayStatement{}
	for _, statement := range g.Statements {
		last[statement.MemberId] = statement
	}
	for i, redemption := range g.Redemptions {
		if !redemption.IsOpen() {
			continue
		}
		_, statement, err := CashBox{}.Move(last[redemption.MemberId], MOVEMENT_TYPE_REDEMPTION_RETURNED, Fen(redemption.AmountFen))
		if err != nil {
			return inEntry("redemptions", i, err)
		}
		last[redemption.MemberId] = statement
	}
	return nil
}

func (r Redemption) check() error {
	if err := checkRequest(r.MemberId, r.Id, r.AmountFen, r.RequestedBy, r.ExpiresAt); err != nil {
		return err
	}
	if !isKnown(RedemptionStatus_name, r.Status) {
		return ErrRecord.Wrapf("status %d", r.Status)
	}
	if err := checkOptionalOfficer("accepted_by", r.AcceptedBy); err != nil {
		return err
	}
	if err := checkOptionalOfficer("settled_by", r.SettledBy); err != nil {
		return err
	}
	settled := r.Status == REDEMPTION_STATUS_SETTLED
	if (r.Status == REDEMPTION_STATUS_ACCEPTED || settled) && r.AcceptedBy == "" {
		return ErrRecord.Wrapf("%s without accepted_by", r.Status)
	}
	if settled != (r.SettledBy != "") || settled != (r.CreditReference != "") {
		return ErrRecord.Wrapf("%s with settled_by %q and credit_reference %q", r.Status, r.SettledBy, r.CreditReference)
	}
	return checkOutcomeReason(r.Reason, r.Status == REDEMPTION_STATUS_REJECTED)
}

func checkCreditReferences(g *GenesisState) error {
	settled := map[pair]string{}
	for _, redemption := range g.Redemptions {
		if redemption.Status == REDEMPTION_STATUS_SETTLED {
			settled[pair{redemption.MemberId, redemption.Id}] = redemption.CreditReference
		}
	}
	seen := map[string]bool{}
	for i, credit := range g.CreditReferences {
		if _, err := ParseReference("reference", credit.Reference); err != nil {
			return inEntry("credit_references", i, err)
		}
		if seen[credit.Reference] {
			return inEntry("credit_references", i, ErrCreditReferenceUsed.Wrapf("%s", credit.Reference))
		}
		seen[credit.Reference] = true
		if settled[pair{credit.MemberId, credit.RedemptionId}] != credit.Reference {
			return inEntry("credit_references", i, ErrRedemptionNotFound.Wrapf("%s of %s settled with %s", credit.RedemptionId, credit.MemberId, credit.Reference))
		}
	}
	if len(seen) != len(settled) {
		return inField("credit_references", ErrRedemptionNotFound.Wrapf("has %d, settled redemptions are %d", len(seen), len(settled)))
	}
	return nil
}

// checkBoxTotals compares what each box says was issued to its member, and burned of its redemptions, with the requests.
func checkBoxTotals(g *GenesisState) error {
	type totals struct{ issued, redeemed *big.Int }
	of := map[string]totals{}
	for _, box := range g.Boxes {
		of[box.MemberId] = totals{new(big.Int), new(big.Int)}
	}
	for i, issuance := range g.Issuances {
		total, exists := of[issuance.MemberId]
		switch {
		case issuance.Status != ISSUANCE_STATUS_ISSUED:
		case !exists:
			return inEntry("issuances", i, ErrRecord.Wrapf("member %s has no box", issuance.MemberId))
		default:
			total.issued.Add(total.issued, wide(issuance.AmountFen))
		}
	}
	for i, redemption := range g.Redemptions {
		total, exists := of[redemption.MemberId]
		switch {
		case redemption.Status != REDEMPTION_STATUS_SETTLED:
		case !exists:
			return inEntry("redemptions", i, ErrRecord.Wrapf("member %s has no box", redemption.MemberId))
		default:
			total.redeemed.Add(total.redeemed, wide(redemption.AmountFen))
		}
	}
	for i, box := range g.Boxes {
		if total := of[box.MemberId]; total.issued.Cmp(wide(box.IssuedFen)) != 0 || total.redeemed.Cmp(wide(box.RedeemedFen)) != 0 {
			return inEntry("boxes", i, ErrSupply.Wrapf("issued_fen %d and redeemed_fen %d of %s, requests make %s and %s",
				box.IssuedFen, box.RedeemedFen, box.MemberId, total.issued, total.redeemed))
		}
	}
	return nil
}

// checkRequest checks what issuances and redemptions have in common.
func checkRequest(memberID, id string, amount uint64, requestedBy string, expiresAt time.Time) error {
	if _, err := ParseMemberID(memberID); err != nil {
		return err
	}
	if _, err := ParseReference("id", id); err != nil {
		return err
	}
	if _, err := ParseAmount(amount); err != nil {
		return err
	}
	if err := checkOfficer("requested_by", requestedBy); err != nil {
		return err
	}
	if expiresAt.Unix() <= 0 || !expiresAt.Before(lastExpiry) {
		return ErrRecord.Wrapf("expires_at %s must be after 1970 and before %d", expiresAt, lastExpiry.Year())
	}
	return nil
}

// checkOutcomeReason wants a reason where somebody refused something, and none elsewhere.
func checkOutcomeReason(reason string, refused bool) error {
	if refused {
		return CheckReason(reason)
	}
	if reason != "" {
		return ErrReason.Wrapf("%.40q of something that was not refused", reason)
	}
	return nil
}
