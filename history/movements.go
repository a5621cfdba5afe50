package history

import (
	"github.com/cosmos/gogoproto/proto"

	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// listing is an entry in the list of a party or a reference.
type listing struct {
	// list is the key without the position.
	list      []byte
	direction Direction
}

// listings are where a movement is found.
func listings(record *Record) []listing {
	from, to, concerned := party(record.From), party(record.To), party(record.Concerned)
	found := make([]listing, 0, 4)
	if len(from) > 0 {
		found = append(found, listing{partyList(from), DIRECTION_OUT})
	}
	if len(to) > 0 {
		found = append(found, listing{partyList(to), DIRECTION_IN})
	}
	if len(concerned) > 0 {
		found = append(found, listing{partyList(concerned), DIRECTION_UNSPECIFIED})
	}
	if record.EndToEndId != "" {
		found = append(found, listing{referenceList(record.EndToEndId), DIRECTION_UNSPECIFIED})
	}
	if record.Reference != "" && record.Reference != record.EndToEndId {
		found = append(found, listing{referenceList(record.Reference), DIRECTION_UNSPECIFIED})
	}
	return found
}

// move stores a movement and the ways to find it.
func (b *block) move(e *event, record Record) error {
	if e.err != nil {
		return e.err
	}
	record.TxHash, record.Time = e.txHash, b.time.UnixNano()
	value, err := proto.Marshal(&record)
	if err != nil {
		return err
	}
	position := position(b.height, b.index)
	b.index++
	b.add(movementKey(position), value)
	for _, entry := range listings(&record) {
		b.add(append(entry.list, position...), []byte{byte(entry.direction), byte(record.Kind)}) //nolint:gosec // small numbers
	}
	return nil
}

// forget removes a stored movement and the ways to find it.
func forget(key, value []byte, remove func(key []byte) error) error {
	var record Record
	if err := decode(key, value, &record); err != nil {
		return err
	}
	for _, entry := range listings(&record) {
		if err := remove(append(entry.list, key[1:]...)); err != nil {
			return err
		}
	}
	return remove(key)
}

func paid(b *block, e *event) error {
	payer := e.wallet("payer")
	return b.pay(e, payer, Record{
		Kind: MOVEMENT_KIND_PAID, From: payer, To: e.wallet("payee"), AmountFen: e.fen("amount_fen"),
		EndToEndId: e.text("end_to_end_id"), InstructionDay: e.instructionDay(),
	})
}

func batchPaid(b *block, e *event) error {
	payer, id, day := e.wallet("payer"), e.text("end_to_end_id"), e.instructionDay()
	for _, transfer := range e.amounts("transfers", "payee") {
		err := b.pay(e, payer, Record{
			Kind: MOVEMENT_KIND_PAID, From: payer, To: transfer.wallet, AmountFen: transfer.fen, EndToEndId: id, InstructionDay: day,
		})
		if err != nil {
			return err
		}
	}
	return e.err
}

// pay stores a payment and counts it for the operator of whoever paid.
func (b *block) pay(e *event, payer party, record Record) error {
	if e.err != nil {
		return e.err
	}
	scenario, err := b.countPayment(payer, record.To, record.AmountFen, func(*ScoreboardRow) {})
	if err != nil {
		return err
	}
	record.Scenario = scenario
	return b.move(e, record)
}

// countPayment counts a payment for the operator of the payer, and both wallets as active. It returns the payee's field of
// business. What else the rows count, more says.
func (b *block) countPayment(payer, payee party, fen uint64, more func(*ScoreboardRow)) (currency.Scenario, error) {
	from, err := b.activeWallet(payer)
	if err != nil {
		return 0, err
	}
	to, err := b.activeWallet(payee)
	if err != nil {
		return 0, err
	}
	return to.Scenario, b.score(from.OperatorId, func(row *ScoreboardRow) {
		row.Payments++
		row.PaidFen += fen
		count := scenarioCount(row, to.Scenario)
		count.Payments++
		count.PaidFen += fen
		more(row)
	})
}

func refunded(b *block, e *event) error {
	payer := e.wallet("payer")
	return b.refund(e, payer, Record{
		Kind: MOVEMENT_KIND_REFUNDED, From: e.wallet("payee"), To: payer, AmountFen: e.fen("amount_fen"),
		EndToEndId: e.text("end_to_end_id"), InstructionDay: e.instructionDay(), Reference: e.text("reference"),
	})
}

// refund stores what came back and counts it for the operator of whoever had paid.
func (b *block) refund(e *event, payer party, record Record) error {
	if e.err != nil {
		return e.err
	}
	note, err := b.wallet(payer)
	if err != nil {
		return err
	}
	err = b.score(note.OperatorId, func(row *ScoreboardRow) {
		row.Refunds++
		row.RefundedFen += record.AmountFen
	})
	if err != nil {
		return err
	}
	return b.move(e, record)
}

func exchangedOut(b *block, e *event) error {
	record := Record{
		Kind: MOVEMENT_KIND_EXCHANGED_OUT, From: e.member("member_id"), To: e.wallet("wallet"),
		AmountFen: e.fen("amount_fen"), Reference: e.text("reference"),
	}
	if e.err != nil {
		return e.err
	}
	err := b.score(party(record.From).String(), func(row *ScoreboardRow) { row.ExchangedOutFen += record.AmountFen })
	if err != nil {
		return err
	}
	return b.move(e, record)
}

func exchangeIn(b *block, e *event) error {
	wallet, member := e.wallet("wallet"), e.member("member_id")
	status := currency.ExchangeInStatus(e.status(currency.ExchangeInStatus_value))
	record := Record{AmountFen: e.fen("amount_fen"), Reference: e.text("reference")}
	if e.err != nil {
		return e.err
	}
	switch status {
	case currency.EXCHANGE_IN_STATUS_ESCROWED:
		record.Kind, record.From, record.Concerned = MOVEMENT_KIND_EXCHANGE_IN_ESCROWED, wallet, member
	case currency.EXCHANGE_IN_STATUS_RETURNED:
		record.Kind, record.To, record.Concerned = MOVEMENT_KIND_EXCHANGE_IN_RETURNED, wallet, member
	case currency.EXCHANGE_IN_STATUS_RECLAIMED:
		record.Kind, record.To, record.Concerned = MOVEMENT_KIND_EXCHANGE_IN_RECLAIMED, wallet, member
	case currency.EXCHANGE_IN_STATUS_ACCEPTED:
		record.Kind, record.To, record.Concerned = MOVEMENT_KIND_EXCHANGE_IN_ACCEPTED, member, wallet
		err := b.score(member.String(), func(row *ScoreboardRow) { row.ExchangedInFen += record.AmountFen })
		if err != nil {
			return err
		}
	default:
		return ErrEvent.Wrapf("%s: status %s", e.Type, status)
	}
	return b.move(e, record)
}

// issuance records only what moves money: the issue itself.
func issuance(b *block, e *event) error {
	status := currency.IssuanceStatus(e.status(currency.IssuanceStatus_value))
	if status != currency.ISSUANCE_STATUS_ISSUED {
		return e.err
	}
	return b.move(e, Record{
		Kind: MOVEMENT_KIND_ISSUED, To: e.member("member_id"), AmountFen: e.fen("amount_fen"), Reference: e.text("id"),
	})
}

// redemption records what moves money; acceptance does not.
func redemption(b *block, e *event) error {
	member := e.member("member_id")
	status := currency.RedemptionStatus(e.status(currency.RedemptionStatus_value))
	record := Record{AmountFen: e.fen("amount_fen"), Reference: e.text("id")}
	switch status {
	case currency.REDEMPTION_STATUS_REQUESTED:
		record.Kind, record.From = MOVEMENT_KIND_REDEMPTION_REQUESTED, member
	case currency.REDEMPTION_STATUS_REJECTED, currency.REDEMPTION_STATUS_CANCELLED, currency.REDEMPTION_STATUS_EXPIRED:
		record.Kind, record.To = MOVEMENT_KIND_REDEMPTION_RETURNED, member
	case currency.REDEMPTION_STATUS_SETTLED:
		record.Kind, record.Concerned = MOVEMENT_KIND_REDEMPTION_SETTLED, member
	default:
		return e.err
	}
	return b.move(e, record)
}

func cashTransferred(b *block, e *event) error {
	return b.move(e, Record{
		Kind: MOVEMENT_KIND_CASH_TRANSFERRED, From: e.member("member_id"), To: e.member("to_member_id"),
		AmountFen: e.fen("amount_fen"), Reference: e.text("reference"),
	})
}
