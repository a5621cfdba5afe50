package types

import (
	"bytes"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/ident"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// maxRemittanceCommitmentBytes is the length of a SHA-256 or SM3 hash.
const maxRemittanceCommitmentBytes = 32

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

// Instruction is what a payer signs; ParsePay is where one comes from.
type Instruction struct {
	Payer, Payee sdk.AccAddress
	Amount       Fen
	ID           PaymentID
}

// ParsePay reads a payer's message.
func ParsePay(msg *MsgPay) (Instruction, error) {
	payer, err := consortiumtypes.ParseAddress(msg.Payer)
	if err != nil {
		return Instruction{}, err
	}
	payee, err := consortiumtypes.ParseAddress(msg.Payee)
	if err != nil {
		return Instruction{}, err
	}
	if size := len(msg.RemittanceCommitment); size > maxRemittanceCommitmentBytes {
		return Instruction{}, ErrRemittanceCommitment.Wrapf("has %d bytes, limit %d", size, maxRemittanceCommitmentBytes)
	}
	amount, err := ParseAmount(msg.AmountFen)
	if err != nil {
		return Instruction{}, err
	}
	id, err := ParsePaymentID(msg.InstructionDate, msg.EndToEndId)
	return Instruction{Payer: payer, Payee: payee, Amount: amount, ID: id}, err
}

// PaymentRecord remembers a payment that had a name.
type PaymentRecord struct {
	Payee  sdk.AccAddress
	Amount Fen
	// Height is that of the block that paid it.
	Height int64
}

// Check fails with ErrRecord when no payment leaves such a record.
func (r PaymentRecord) Check() error {
	if len(r.Payee) != WalletAddressBytes || r.Amount == 0 || r.Height < 0 {
		return ErrRecord.Wrapf("payment of %s to %x at height %d", r.Amount, []byte(r.Payee), r.Height)
	}
	return nil
}

// Rules are what a payment is judged by, besides the two accounts.
type Rules struct {
	// Today is the business day of the block.
	Today Day
	// FirstDate is the earliest instruction date that is taken.
	FirstDate Day
	// Limits are those of the classes, in their order.
	Limits []ClassLimits
}

// Of returns the limits of a class.
func (r Rules) Of(class WalletClass) ClassLimits { return r.Limits[class-1] }

// Apply decides a payment: it returns both accounts as they are afterwards, or why the payment is refused. Nothing
// else decides payments. earlier is what the payer paid under the same name before, nil if nothing.
func Apply(payer, payee Account, p Instruction, earlier *PaymentRecord, rules Rules) (Account, Account, error) {
	if err := checkInstruction(p, earlier, rules); err != nil {
		return payer, payee, err
	}
	paying, err := payer.pay(p, rules)
	if err != nil {
		return payer, payee, err
	}
	receiving, err := payee.Receive(p.Payee, p.Amount, rules.Of(payee.Class))
	if err != nil {
		return payer, payee, err
	}
	return paying, receiving, nil
}

// checkInstruction asks first whether it was paid: who tries again must learn that, and not that funds have run out.
func checkInstruction(p Instruction, earlier *PaymentRecord, rules Rules) error {
	if earlier != nil {
		return ErrDuplicatePayment.Wrapf("wallet %s, end-to-end id %s of %s: %s to %s at height %d",
			name(p.Payer), p.ID.EndToEndID, p.ID.Date, earlier.Amount, name(earlier.Payee), earlier.Height)
	}
	if !p.ID.IsZero() && p.ID.Date > rules.Today {
		return ErrInstructionDate.Wrapf("%s is after the business day %s", p.ID.Date, rules.Today)
	}
	if !p.ID.IsZero() && p.ID.Date < rules.FirstDate {
		return ErrInstructionDate.Wrapf("%s is before %s, the first date taken on %s", p.ID.Date, rules.FirstDate, rules.Today)
	}
	if bytes.Equal(p.Payer, p.Payee) {
		return ErrPaymentToSelf.Wrapf("wallet %s", name(p.Payer))
	}
	return nil
}

// pay returns the payer's account after the payment.
func (a Account) pay(p Instruction, rules Rules) (Account, error) {
	paying, err := a.Withdraw(p.Payer, p.Amount)
	if err != nil {
		return a, err
	}
	limits := rules.Of(a.Class)
	day, year := a.paid(rules.Today)
	if limit := Fen(limits.SingleFen); limit != 0 && p.Amount > limit {
		return a, limitError(ErrSingleLimit, "single", p.Payer, a.Class, limit, 0, p.Amount)
	}
	if limit := Fen(limits.DayFen); limit != 0 && exceeds(limit, day, p.Amount) {
		return a, limitError(ErrDayLimit, "daily", p.Payer, a.Class, limit, day, p.Amount)
	}
	if limit := Fen(limits.YearFen); limit != 0 && exceeds(limit, year, p.Amount) {
		return a, limitError(ErrYearLimit, "yearly", p.Payer, a.Class, limit, year, p.Amount)
	}
	if paying.DayPaid, err = day.Add(p.Amount); err != nil {
		return a, err
	}
	if paying.YearPaid, err = year.Add(p.Amount); err != nil {
		return a, err
	}
	paying.Day = rules.Today
	if !p.ID.IsZero() && (a.OldestPayment.IsZero() || p.ID.Date < a.OldestPayment) {
		paying.OldestPayment = p.ID.Date
	}
	return paying, nil
}
