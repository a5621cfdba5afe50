package types

import (
	"bytes"

	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// PaymentRecord remembers a payment that had a name.
type PaymentRecord struct {
	Credits []Credit
	// Height is that of the block that paid it.
	Height int64
}

// Check fails with ErrRecord when no payment leaves such a record.
func (r PaymentRecord) Check() error {
	if len(r.Credits) == 0 || len(r.Credits) > MaxBatchPayees || r.Height < 0 {
		return ErrRecord.Wrapf("payment to %d payees at height %d", len(r.Credits), r.Height)
	}
	for _, credit := range r.Credits {
		if len(credit.Payee) != WalletAddressBytes || credit.Amount == 0 {
			return ErrRecord.Wrapf("payment of %s to %x", credit.Amount, []byte(credit.Payee))
		}
	}
	return nil
}

// To returns what the payee got (ErrPaymentNotFound).
func (r PaymentRecord) To(payee sdk.AccAddress) (Fen, error) {
	for _, credit := range r.Credits {
		if bytes.Equal(credit.Payee, payee) {
			return credit.Amount, nil
		}
	}
	return 0, ErrPaymentNotFound.Wrapf("the payment had no payee %s", name(payee))
}

// PaymentKey is whose payment it is and how the payer named it.
type PaymentKey struct {
	Payer sdk.AccAddress
	ID    PaymentID
}

// ParsePaymentKey reads the key of a payment that had a name (ErrEndToEndID, ErrIdentifier, ErrDay).
func ParsePaymentKey(payer, instructionDate, endToEndID string) (PaymentKey, error) {
	address, err := consortiumtypes.ParseAddress(payer)
	if err != nil {
		return PaymentKey{}, err
	}
	id, err := ParsePaymentID(instructionDate, endToEndID)
	if err == nil && id.IsZero() {
		err = ErrEndToEndID.Wrap("both are needed")
	}
	return PaymentKey{Payer: address, ID: id}, err
}

// String names the payment for people.
func (k PaymentKey) String() string {
	return k.ID.EndToEndID.String() + " of " + name(k.Payer) + " on " + k.ID.Date.String()
}

// NewPayment writes a record with its key as people see it.
func NewPayment(payer sdk.AccAddress, date Day, id string, record PaymentRecord) Payment {
	payment := Payment{Payer: name(payer), InstructionDate: date.String(), EndToEndId: id, Height: record.Height}
	for _, credit := range record.Credits {
		payment.Transfers = append(payment.Transfers, credit.Transfer())
	}
	return payment
}

// Parse is the other way round.
func (p Payment) Parse() (PaymentKey, PaymentRecord, error) {
	key, err := ParsePaymentKey(p.Payer, p.InstructionDate, p.EndToEndId)
	if err != nil {
		return key, PaymentRecord{}, err
	}
	credits, err := parseCredits(p.Transfers)
	return key, PaymentRecord{Credits: credits, Height: p.Height}, err
}

// Transfer writes the credit as people see it.
func (c Credit) Transfer() Transfer {
	return Transfer{Payee: name(c.Payee), AmountFen: uint64(c.Amount)}
}

func parseCredits(transfers []Transfer) ([]Credit, error) {
	credits := make([]Credit, len(transfers))
	var err error
	for i, transfer := range transfers {
		if credits[i].Payee, err = consortiumtypes.ParseAddress(transfer.Payee); err != nil {
			return nil, err
		}
		if credits[i].Amount, err = ParseAmount(transfer.AmountFen); err != nil {
			return nil, err
		}
	}
	return credits, nil
}
