package types

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"

	collcodec "cosmossdk.io/collections/codec"
)

// The layout of a payment's record, version 1, with big-endian numbers. Its key holds payer, date and end-to-end id.
//
//	offset  bytes  content
//	     0      1  version, 1
//	     1      8  height
//	     9     28  for each payee: address (20), amount in fen (8)
const (
	paymentVersion   = 1
	paymentHeightAt  = 1
	paymentCreditsAt = paymentHeightAt + 8
	creditBytes      = WalletAddressBytes + 8
)

// PaymentRecordValue encodes payment records for the store.
var PaymentRecordValue collcodec.ValueCodec[PaymentRecord] = paymentCodec{}

type paymentCodec struct{}

// Encode writes the record.
func (paymentCodec) Encode(r PaymentRecord) ([]byte, error) {
	if err := r.Check(); err != nil {
		return nil, err
	}
	b := make([]byte, paymentCreditsAt, paymentCreditsAt+len(r.Credits)*creditBytes)
	b[0] = paymentVersion
	binary.BigEndian.PutUint64(b[paymentHeightAt:], uint64(r.Height)) //nolint:gosec // Check allows no negative height
	for _, credit := range r.Credits {
		b = append(b, credit.Payee...)
		b = binary.BigEndian.AppendUint64(b, uint64(credit.Amount))
	}
	return b, nil
}

// Decode fails with ErrRecord on anything that Encode does not write. The record keeps no part of b.
func (paymentCodec) Decode(b []byte) (PaymentRecord, error) {
	if len(b) <= paymentCreditsAt || (len(b)-paymentCreditsAt)%creditBytes != 0 || b[0] != paymentVersion {
		return PaymentRecord{}, ErrRecord.Wrapf("payment of %d bytes and version %.1x, want version %d and %d bytes with %d for each payee",
			len(b), b, paymentVersion, paymentCreditsAt, creditBytes)
	}
	height := binary.BigEndian.Uint64(b[paymentHeightAt:])
	if height > math.MaxInt64 {
		return PaymentRecord{}, ErrRecord.Wrapf("payment at height %d", height)
	}
	r := PaymentRecord{Height: int64(height)}
	for rest := b[paymentCreditsAt:]; len(rest) > 0; rest = rest[creditBytes:] {
		payee := [WalletAddressBytes]byte(rest)
		r.Credits = append(r.Credits, Credit{Payee: payee[:], Amount: Fen(binary.BigEndian.Uint64(rest[WalletAddressBytes:]))})
	}
	return r, r.Check()
}

// EncodeJSON writes the record for people who look into the store.
func (paymentCodec) EncodeJSON(r PaymentRecord) ([]byte, error) { return json.Marshal(r) }

// DecodeJSON reads what EncodeJSON wrote.
func (paymentCodec) DecodeJSON(b []byte) (PaymentRecord, error) { return decodeJSON[PaymentRecord](b) }

// Stringify writes the record for logs.
func (paymentCodec) Stringify(r PaymentRecord) string { return fmt.Sprintf("%+v", r) }

// ValueType names the encoding.
func (paymentCodec) ValueType() string { return "dcep/currency/PaymentRecord" }
