package types

import (
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/ident"
)

// MaxRefunds bounds the refunds of one payee for one payment.
const MaxRefunds = 20

// CheckRefundable fails with ErrRefundTooLate after the last business day on which payments of the instruction date are
// refunded or disputed: RefundDays later. Whether the payment is still on record makes no difference.
func CheckRefundable(date, today Day) error {
	if last := date.AddDays(RefundDays); today > last {
		return ErrRefundTooLate.Wrapf("instructed on %s: until %s, today is %s", date, last, today)
	}
	return nil
}

// NewRefund is a payee's refund of what it received by a payment. earlier are its refunds of the payment before. It
// fails with ErrRefundTooLate, ErrPaymentNotFound, ErrRefundExists or ErrRefundExceeds.
func NewRefund(
	key PaymentKey, record PaymentRecord, payee sdk.AccAddress, reference ident.Reference, amount Fen, earlier []Refund, rules Rules,
) (Refund, error) {
	received, err := record.To(payee)
	if err != nil {
		return Refund{}, err
	}
	var refunded Fen
	for _, refund := range earlier {
		if refund.Reference == reference.String() {
			return Refund{}, ErrRefundExists.Wrapf("%s of payment %s by %s", reference, key, name(payee))
		}
		if refunded, err = refunded.Add(Fen(refund.AmountFen)); err != nil {
			return Refund{}, err
		}
	}
	if len(earlier) >= MaxRefunds {
		return Refund{}, ErrRefundExceeds.Wrapf("payment %s to %s: limit %d refunds, has %d", key, name(payee), MaxRefunds, len(earlier))
	}
	if exceeds(received, refunded, amount) {
		return Refund{}, ErrRefundExceeds.Wrapf("payment %s to %s: limit %s, used %s, asked %s", key, name(payee), received, refunded, amount)
	}
	return Refund{
		Payer: name(key.Payer), InstructionDate: key.ID.Date.String(), EndToEndId: key.ID.EndToEndID.String(),
		Payee: name(payee), Reference: reference.String(), AmountFen: uint64(amount), Height: rules.Height,
	}, nil
}
