package history

import purpose "github.com/dcep-consortium/dcepd/x/purpose/types"

// grantBatch records what beneficiaries were granted. Their wallets do not have it: it waits in escrow.
func grantBatch(b *block, e *event) error {
	status := purpose.GrantBatchStatus(e.status(purpose.GrantBatchStatus_value))
	if status != purpose.GRANT_BATCH_STATUS_CONFIRMED {
		return e.err
	}
	reference := e.text("reference")
	for _, award := range e.amounts("awards", "beneficiary") {
		err := b.move(e, Record{Kind: MOVEMENT_KIND_GRANTED, Concerned: award.wallet, AmountFen: award.fen, Reference: reference})
		if err != nil {
			return err
		}
	}
	return e.err
}

func grantRecalled(b *block, e *event) error {
	return b.move(e, Record{
		Kind: MOVEMENT_KIND_GRANT_RECALLED, Concerned: e.wallet("beneficiary"), AmountFen: e.fen("amount_fen"), Reference: e.text("programme_id"),
	})
}

// grantSpent records a payment of the beneficiary whose money comes out of escrow.
func grantSpent(b *block, e *event) error {
	beneficiary := e.wallet("beneficiary")
	return b.pay(e, beneficiary, Record{
		Kind: MOVEMENT_KIND_GRANT_SPENT, To: e.wallet("payee"), Concerned: beneficiary, AmountFen: e.fen("amount_fen"),
		EndToEndId: e.text("end_to_end_id"), InstructionDay: e.instructionDay(), Reference: e.text("programme_id"),
	})
}

func spendingRefunded(b *block, e *event) error {
	beneficiary := e.wallet("beneficiary")
	err := b.refund(e, beneficiary, Record{
		Kind: MOVEMENT_KIND_GRANT_REFUNDED, From: e.wallet("payee"), Concerned: beneficiary, AmountFen: e.fen("amount_fen"),
		EndToEndId: e.text("end_to_end_id"), InstructionDay: e.instructionDay(), Reference: e.text("reference"),
	})
	if err != nil {
		return err
	}
	return returned(b, e)
}

func programmeFunded(b *block, e *event) error {
	return b.move(e, Record{
		Kind: MOVEMENT_KIND_PROGRAMME_FUNDED, From: e.wallet("sponsor"), AmountFen: e.fen("amount_fen"), Reference: e.text("reference"),
	})
}

// returned records what sponsors got back of the rest of a programme.
func returned(b *block, e *event) error {
	programme := e.text("programme_id")
	for _, share := range e.amounts("returned", "wallet") {
		err := b.move(e, Record{Kind: MOVEMENT_KIND_PROGRAMME_RETURNED, To: share.wallet, AmountFen: share.fen, Reference: programme})
		if err != nil {
			return err
		}
	}
	return e.err
}
