package types

import (
	"math/big"
)

// creditKey is what a payment, by its name, gave to one payee.
type creditKey struct{ payer, date, id, payee string }

// parseCreditKey wants wallets of the state and a well-formed name.
func (s *genesisSums) parseCreditKey(payer, date, id, payee string) (creditKey, error) {
	if err := s.checkWalletRef("payer", payer); err != nil {
		return creditKey{}, err
	}
	if err := s.checkWalletRef("payee", payee); err != nil {
		return creditKey{}, err
	}
	if _, err := ParsePaymentKey(payer, date, id); err != nil {
		return creditKey{}, err
	}
	if payer == payee {
		return creditKey{}, ErrPaymentToSelf.Wrapf("%s", payer)
	}
	return creditKey{payer, date, id, payee}, nil
}

// paymentsOf returns what each payment on record gave to each payee, and which payments there are.
func paymentsOf(g *GenesisState) (map[creditKey]uint64, map[creditKey]bool) {
	credits, payments := map[creditKey]uint64{}, map[creditKey]bool{}
	for _, payment := range g.Payments {
		payments[creditKey{payment.Payer, payment.InstructionDate, payment.EndToEndId, ""}] = true
		for _, transfer := range payment.Transfers {
			credits[creditKey{payment.Payer, payment.InstructionDate, payment.EndToEndId, transfer.Payee}] = transfer.AmountFen
		}
	}
	return credits, payments
}

// checkRefunds makes sure that no payee gave back more than it got. Refunds outlive the record of their payment.
func (s *genesisSums) checkRefunds(g *GenesisState) error {
	type refundKey struct {
		creditKey
		reference string
	}
	credits, payments := paymentsOf(g)
	refunded, seen := map[creditKey]*big.Int{}, map[refundKey]bool{}
	for i, refund := range g.Refunds {
		key, err := s.parseCreditKey(refund.Payer, refund.InstructionDate, refund.EndToEndId, refund.Payee)
		if err != nil {
			return inEntry("refunds", i, err)
		}
		if err := refund.check(); err != nil {
			return inEntry("refunds", i, err)
		}
		if seen[refundKey{key, refund.Reference}] {
			return inEntry("refunds", i, ErrRefundExists.Wrapf("%s by %s", refund.Reference, refund.Payee))
		}
		seen[refundKey{key, refund.Reference}] = true
		if refunded[key] == nil {
			refunded[key] = new(big.Int)
		}
		refunded[key].Add(refunded[key], wide(refund.AmountFen))
		recorded := payments[creditKey{key.payer, key.date, key.id, ""}]
		if recorded && refunded[key].Cmp(wide(credits[key])) > 0 {
			return inEntry("refunds", i, ErrRefundExceeds.Wrapf("%s got %s and gave %s fen back", refund.Payee, Fen(credits[key]), refunded[key]))
		}
	}
	return nil
}

func (r Refund) check() error {
	if _, err := ParseReference("reference", r.Reference); err != nil {
		return err
	}
	if r.Height < 0 {
		return ErrRecord.Wrapf("height %d", r.Height)
	}
	_, err := ParseAmount(r.AmountFen)
	return err
}

func (s *genesisSums) checkDisputes(g *GenesisState) error {
	credits, payments := paymentsOf(g)
	seen := map[creditKey]bool{}
	for i, dispute := range g.Disputes {
		key, err := s.parseCreditKey(dispute.Payer, dispute.InstructionDate, dispute.EndToEndId, dispute.Payee)
		if err != nil {
			return inEntry("disputes", i, err)
		}
		if err := dispute.check(); err != nil {
			return inEntry("disputes", i, err)
		}
		if seen[key] {
			return inEntry("disputes", i, ErrDisputeExists.Wrapf("%s", dispute.describe()))
		}
		seen[key] = true
		if payments[creditKey{key.payer, key.date, key.id, ""}] && credits[key] == 0 {
			return inEntry("disputes", i, ErrPaymentNotFound.Wrapf("the payment had no payee %s", dispute.Payee))
		}
	}
	return nil
}

// check wants each commitment where the status says that somebody gave one.
func (d Dispute) check() error {
	decided := d.Status == DISPUTE_STATUS_UPHELD || d.Status == DISPUTE_STATUS_REJECTED
	switch {
	case !isKnown(DisputeStatus_name, d.Status) || !isKnown(DisputeGround_name, d.Ground):
		return ErrRecord.Wrapf("status %d, ground %d", d.Status, d.Ground)
	case d.OpenedAt.Unix() <= 0 || !d.AnswerUntil.After(d.OpenedAt) || !d.AnswerUntil.Before(lastExpiry):
		return ErrRecord.Wrapf("opened at %s, answer until %s", d.OpenedAt, d.AnswerUntil)
	case decided != (d.DecidedBy != ""):
		return ErrRecord.Wrapf("%s with decided_by %q", d.Status, d.DecidedBy)
	}
	for _, commitment := range []struct {
		what           string
		is             []byte
		must, mayBeSet bool
	}{
		{"complaint", d.ComplaintCommitment, false, true},
		{"answer", d.AnswerCommitment, d.Status == DISPUTE_STATUS_ANSWERED, d.Status != DISPUTE_STATUS_OPEN},
		{"decision", d.DecisionCommitment, decided, decided},
	} {
		switch {
		case len(commitment.is) == 0 && !commitment.must:
		case !commitment.mayBeSet:
			return ErrCommitment.Wrapf("%s in %s", commitment.what, d.Status)
		default:
			if err := checkCommitment(commitment.what, commitment.is); err != nil {
				return err
			}
		}
	}
	return checkOptionalOfficer("decided_by", d.DecidedBy)
}

func checkCashTransfers(g *GenesisState) error {
	seen := map[pair]bool{}
	for i, transfer := range g.CashTransfers {
		if err := transfer.check(); err != nil {
			return inEntry("cash_transfers", i, err)
		}
		key := pair{transfer.MemberId, transfer.Reference}
		if seen[key] {
			return inEntry("cash_transfers", i, ErrCashTransferExists.Wrapf("%s of %s", transfer.Reference, transfer.MemberId))
		}
		seen[key] = true
	}
	return nil
}

func (t CashTransfer) check() error {
	if _, err := ParseMemberID(t.MemberId); err != nil {
		return err
	}
	if _, err := ParseMemberID(t.ToMemberId); err != nil {
		return err
	}
	if _, err := ParseReference("reference", t.Reference); err != nil {
		return err
	}
	if t.Height < 0 || t.MemberId == t.ToMemberId {
		return ErrRecord.Wrapf("from %s to %s at height %d", t.MemberId, t.ToMemberId, t.Height)
	}
	_, err := ParseAmount(t.AmountFen)
	return err
}

// checkAllocations makes sure that each bank's box holds what the bank has of operators.
func checkAllocations(g *GenesisState) error {
	boxes, outstanding := map[string]uint64{}, map[string]*big.Int{}
	for _, box := range g.Boxes {
		boxes[box.MemberId] = box.BalanceFen
	}
	seen := map[pair]bool{}
	for i, allocation := range g.Allocations {
		key := pair{allocation.OperatorId, allocation.CooperatingBankId}
		for _, member := range []string{key.owner, key.reference} {
			if _, err := ParseMemberID(member); err != nil {
				return inEntry("allocations", i, err)
			}
		}
		if allocation.OutstandingFen == 0 || seen[key] || key.owner == key.reference {
			return inEntry("allocations", i, ErrRecord.Wrapf("%s from %s to %s, or there twice",
				Fen(allocation.OutstandingFen), allocation.OperatorId, allocation.CooperatingBankId))
		}
		seen[key] = true
		bank := allocation.CooperatingBankId
		if outstanding[bank] == nil {
			outstanding[bank] = new(big.Int)
		}
		outstanding[bank].Add(outstanding[bank], wide(allocation.OutstandingFen))
		if outstanding[bank].Cmp(wide(boxes[bank])) > 0 {
			return inEntry("allocations", i, ErrAllocation.Wrapf("%s has %s fen of operators and %s in its box", bank, outstanding[bank], Fen(boxes[bank])))
		}
	}
	return nil
}
