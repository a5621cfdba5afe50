package types

import (
	"bytes"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/ident"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// maxCommitmentBytes is the length of a SHA-256 or SM3 hash.
const maxCommitmentBytes = 32

// MaxBatchPayees bounds how many payees one message pays.
const MaxBatchPayees = 200

// PaymentID is the payer's own name for a payment (ISO 20022 EndToEndIdentification), unique among its payments of one
// instruction date. The zero value is a payment without a name.
type PaymentID struct {
	Date       Day
	EndToEndID ident.Reference
}

// ParsePaymentID reads both parts or none (ErrEndToEndID, ErrIdentifier, ErrDay).
func ParsePaymentID(instructionDate, endToEndID string) (PaymentID, error) {
	switch {
	case instructionDate == "" && endToEndID == "":
		return PaymentID{}, nil
	case instructionDate == "":
		return PaymentID{}, ErrEndToEndID.Wrapf("id %.40q has no instruction date", endToEndID)
	case endToEndID == "":
		return PaymentID{}, ErrEndToEndID.Wrapf("instruction date %.40q has no end-to-end id", instructionDate)
	}
	id, err := ParseReference("end-to-end id", endToEndID)
	if err != nil {
		return PaymentID{}, err
	}
	date, err := ParseDay(instructionDate)
	return PaymentID{Date: date, EndToEndID: id}, err
}

// IsZero reports whether the payment has no name.
func (id PaymentID) IsZero() bool { return id == PaymentID{} }

// Credit is what one payee gets.
type Credit struct {
	Payee  sdk.AccAddress
	Amount Fen
}

// Instruction is what a payer signs: one payment, or a batch of them under one name.
type Instruction struct {
	Payer   sdk.AccAddress
	Credits []Credit
	ID      PaymentID
}

// ParsePay reads a payer's message.
func ParsePay(msg *MsgPay) (Instruction, error) {
	return parseInstruction(msg.Payer, []Transfer{{Payee: msg.Payee, AmountFen: msg.AmountFen}},
		msg.InstructionDate, msg.EndToEndId, msg.RemittanceCommitment)
}

// ParsePayBatch reads a payer's message to several payees: at most MaxBatchPayees, each once (ErrBatch).
func ParsePayBatch(msg *MsgPayBatch) (Instruction, error) {
	if count := len(msg.Transfers); count == 0 || count > MaxBatchPayees {
		return Instruction{}, ErrBatch.Wrapf("has %d transfers, must have 1 to %d", count, MaxBatchPayees)
	}
	p, err := parseInstruction(msg.Payer, msg.Transfers, msg.InstructionDate, msg.EndToEndId, msg.RemittanceCommitment)
	if err != nil {
		return p, err
	}
	seen := make(map[string]bool, len(p.Credits))
	for i, credit := range p.Credits {
		if seen[string(credit.Payee)] {
			return p, ErrBatch.Wrapf("transfers[%d]: payee %s is there twice", i, name(credit.Payee))
		}
		seen[string(credit.Payee)] = true
	}
	return p, nil
}

func parseInstruction(payer string, transfers []Transfer, date, id string, commitment []byte) (Instruction, error) {
	var p Instruction
	var err error
	if p.Payer, err = consortiumtypes.ParseAddress(payer); err != nil {
		return p, err
	}
	if p.Credits, err = parseCredits(transfers); err != nil {
		return p, err
	}
	if size := len(commitment); size > maxCommitmentBytes {
		return p, ErrCommitment.Wrapf("has %d bytes, limit %d", size, maxCommitmentBytes)
	}
	p.ID, err = ParsePaymentID(date, id)
	return p, err
}

// CheckID refuses what was paid before, first of all: who tries again must learn that, and not that funds have run out.
// earlier is what the payer paid under the same name, nil if nothing. It fails with ErrDuplicatePayment, naming the
// height of the earlier payment, or ErrInstructionDate.
func CheckID(payer sdk.AccAddress, id PaymentID, earlier *PaymentRecord, rules Rules) error {
	if earlier != nil {
		return ErrDuplicatePayment.Wrapf("wallet %s, end-to-end id %s of %s: paid at height %d",
			name(payer), id.EndToEndID, id.Date, earlier.Height)
	}
	if !id.IsZero() && id.Date > rules.Today {
		return ErrInstructionDate.Wrapf("%s is after the business day %s", id.Date, rules.Today)
	}
	if !id.IsZero() && id.Date < rules.FirstDate {
		return ErrInstructionDate.Wrapf("%s is before %s, the first date taken on %s", id.Date, rules.FirstDate, rules.Today)
	}
	return nil
}

// Apply decides a payment whose name CheckID has let pass: it returns both accounts as they are afterwards, or why the
// payment is refused. Nothing else decides payments.
func Apply(payer, payee Party, amount Fen, id PaymentID, rules Rules) (Account, Account, error) {
	if bytes.Equal(payer.Address, payee.Address) {
		return payer.Account, payee.Account, ErrPaymentToSelf.Wrapf("wallet %s", name(payer.Address))
	}
	paying, err := payer.Pay(amount, rules.Today)
	if err != nil {
		return payer.Account, payee.Account, err
	}
	receiving, err := payee.receivePayment(amount, rules.Today)
	if err != nil {
		return payer.Account, payee.Account, err
	}
	if !id.IsZero() && (paying.OldestPayment.IsZero() || id.Date < paying.OldestPayment) {
		paying.OldestPayment = id.Date
	}
	return paying, receiving, nil
}
