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
//	     1     20  address of the payee
//	    21      8  amount in fen
//	    29      8  height
//	    37
const (
	paymentVersion  = 1
	paymentPayeeAt  = 1
	paymentAmountAt = paymentPayeeAt + WalletAddressBytes
	paymentHeightAt = paymentAmountAt + 8
	// PaymentRecordBytes is the length of a payment's record.
	PaymentRecordBytes = paymentHeightAt + 8
)

// PaymentRecordValue encodes payment records for the store.
var PaymentRecordValue collcodec.ValueCodec[PaymentRecord] = paymentCodec{}

type paymentCodec struct{}

// Encode writes the record of PaymentRecordBytes.
func (paymentCodec) Encode(r PaymentRecord) ([]byte, error) {
	if err := r.Check(); err != nil {
		return nil, err
	}
	b := make([]byte, PaymentRecordBytes)
	b[0] = paymentVersion
	copy(b[paymentPayeeAt:], r.Payee)
	binary.BigEndian.PutUint64(b[paymentAmountAt:], uint64(r.Amount))
	binary.BigEndian.PutUint64(b[paymentHeightAt:], uint64(r.Height)) //nolint:gosec // Check allows no negative height
	return b, nil
}

// Decode fails with ErrRecord on anything that Encode does not write. The record keeps no part of b.
func (paymentCodec) Decode(b []byte) (PaymentRecord, error) {
	if len(b) != PaymentRecordBytes || b[0] != paymentVersion {
		return PaymentRecord{}, ErrRecord.Wrapf("payment of %d bytes and version %.1x, want %d bytes and version %d",
			len(b), b, PaymentRecordBytes, paymentVersion)
	}
	height := binary.BigEndian.Uint64(b[paymentHeightAt:])
	if height > math.MaxInt64 {
		return PaymentRecord{}, ErrRecord.Wrapf("payment at height %d", height)
	}
	payee := [WalletAddressBytes]byte(b[paymentPayeeAt:paymentAmountAt])
	r := PaymentRecord{
		Payee:  payee[:],
		Amount: Fen(binary.BigEndian.Uint64(b[paymentAmountAt:])),
		Height: int64(height),
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
