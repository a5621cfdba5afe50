package app

import (
	"bytes"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/cosmos/gogoproto/proto"
	protov2 "google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	codectypes "github.com/cosmos/cosmos-sdk/codec/types"
	"github.com/cosmos/cosmos-sdk/crypto/keys/secp256k1"
	cryptotypes "github.com/cosmos/cosmos-sdk/crypto/types"
	sdk "github.com/cosmos/cosmos-sdk/types"
	txtypes "github.com/cosmos/cosmos-sdk/types/tx"
	"github.com/cosmos/cosmos-sdk/types/tx/signing"
	authsigning "github.com/cosmos/cosmos-sdk/x/auth/signing"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// paymentTx is a transaction of the one shape that nearly all have: one payment or batch, signed in SIGN_MODE_DIRECT with a
// secp256k1 key that the transaction brings, without memo, fee and options, in the encoding that protobuf libraries write.
// It carries what the standard decoder would find, found on a shorter way.
type paymentTx struct {
	raw       []byte
	body      []byte
	auth      []byte
	msg       paymentMsg
	signer    sdk.AccAddress
	key       *secp256k1.PubKey
	signature []byte
	sequence  uint64
	gas       uint64
	timeout   uint64
	standard  sdk.TxDecoder
	// checked is what was last found about the signature.
	checked signatureCheck
}

type signatureCheck struct {
	chainID       string
	accountNumber uint64
	valid         bool
}

// paymentMsg is a message that pays.
type paymentMsg interface {
	sdk.Msg
	proto.Marshaler
	proto.Unmarshaler
	GetPayer() string
	FixedGas() uint64
}

var (
	_ authsigning.SigVerifiableTx = (*paymentTx)(nil)
	_ sdk.FeeTx                   = (*paymentTx)(nil)
	_ sdk.TxWithMemo              = (*paymentTx)(nil)
	_ sdk.TxWithTimeoutHeight     = (*paymentTx)(nil)
)

var (
	payURL      = sdk.MsgTypeURL(&currencytypes.MsgPay{})
	payBatchURL = sdk.MsgTypeURL(&currencytypes.MsgPayBatch{})
	keyURL      = "/" + proto.MessageName(&secp256k1.PubKey{})
)

// newTxDecoder returns a decoder that knows payments, and leaves all else to the standard one.
func newTxDecoder(standard sdk.TxDecoder) sdk.TxDecoder {
	return func(raw []byte) (sdk.Tx, error) {
		if payment, ok := decodePayment(raw, standard); ok {
			return payment, nil
		}
		return standard(raw)
	}
}

// decodePayment reads a payment, or reports that the bytes are not exactly of that shape. Generated code reads each part, and
// what it would write must be the same bytes: so nothing is there that it skipped, twice, out of order, or written at length.
func decodePayment(raw []byte, standard sdk.TxDecoder) (*paymentTx, bool) {
	var tx txtypes.TxRaw
	if !exactly(raw, &tx) || len(tx.Signatures) != 1 {
		return nil, false
	}
	p := &paymentTx{raw: raw, body: tx.BodyBytes, auth: tx.AuthInfoBytes, signature: tx.Signatures[0], standard: standard}
	return p, p.readBody() && p.readAuth()
}

// exactly reads a message and reports whether the bytes are what it would write.
func exactly(raw []byte, message interface {
	proto.Marshaler
	proto.Unmarshaler
},
) bool {
	if message.Unmarshal(raw) != nil {
		return false
	}
	again, err := message.Marshal()
	return err == nil && bytes.Equal(raw, again)
}

func (p *paymentTx) readBody() bool {
	var body txtypes.TxBody
	if !exactly(p.body, &body) || len(body.Messages) != 1 || body.Memo != "" || body.Unordered || body.TimeoutTimestamp != nil ||
		len(body.ExtensionOptions)+len(body.NonCriticalExtensionOptions) != 0 {
		return false
	}
	p.timeout = body.TimeoutHeight
	packed := body.Messages[0]
	switch packed.TypeUrl {
	case payURL:
		p.msg = &currencytypes.MsgPay{}
	case payBatchURL:
		p.msg = &currencytypes.MsgPayBatch{}
	default:
		return false
	}
	if len(packed.XXX_unrecognized) != 0 || !exactly(packed.Value, p.msg) || !isText(p.msg) {
		return false
	}
	var err error
	p.signer, err = consortiumtypes.ParseAddress(p.msg.GetPayer())
	return err == nil
}

// isText reports whether the texts of a payment are UTF-8: protobuf demands it, the generated code does not ask.
func isText(msg paymentMsg) bool {
	switch msg := msg.(type) {
	case *currencytypes.MsgPay:
		return utf8.ValidString(msg.Payee) && utf8.ValidString(msg.EndToEndId) && utf8.ValidString(msg.InstructionDate)
	case *currencytypes.MsgPayBatch:
		for _, transfer := range msg.Transfers {
			if !utf8.ValidString(transfer.Payee) {
				return false
			}
		}
		return utf8.ValidString(msg.EndToEndId) && utf8.ValidString(msg.InstructionDate)
	default:
		return false
	}
}

// maxPaymentAuthBytes is more than what a payment says about its signer: key, mode, sequence and gas. Modes of signing may be nested, and
// the generated code takes the square of their depth to write them.
const maxPaymentAuthBytes = 256

func (p *paymentTx) readAuth() bool {
	var auth txtypes.AuthInfo
	if len(p.auth) > maxPaymentAuthBytes || !exactly(p.auth, &auth) || len(auth.SignerInfos) != 1 || auth.Fee == nil || auth.Tip != nil {
		return false
	}
	fee, info := auth.Fee, auth.SignerInfos[0]
	if len(fee.Amount) != 0 || fee.Payer != "" || fee.Granter != "" || info.PublicKey == nil || info.ModeInfo == nil {
		return false
	}
	single := info.ModeInfo.GetSingle()
	if single == nil || single.Mode != signing.SignMode_SIGN_MODE_DIRECT {
		return false
	}
	p.key, p.sequence, p.gas = &secp256k1.PubKey{}, info.Sequence, fee.GasLimit
	return info.PublicKey.TypeUrl == keyURL && len(info.PublicKey.XXX_unrecognized) == 0 &&
		exactly(info.PublicKey.Value, p.key) && len(p.key.Key) == secp256k1.PubKeySize
}

// verify checks the signature of the transaction's own key. Bytes, chain and account number are all that it depends on.
func (p *paymentTx) verify(chainID string, accountNumber uint64) bool {
	signed, err := p.signBytes(chainID, accountNumber)
	return err == nil && p.key.VerifySignature(signed, p.signature)
}

// signBytes is what was signed (SIGN_MODE_DIRECT): the parts as they came, not as they would be written again.
func (p *paymentTx) signBytes(chainID string, accountNumber uint64) ([]byte, error) {
	document := txtypes.SignDoc{BodyBytes: p.body, AuthInfoBytes: p.auth, ChainId: chainID, AccountNumber: accountNumber}
	return document.Marshal()
}

// GetMsgs implements sdk.Tx.
func (p *paymentTx) GetMsgs() []sdk.Msg { return []sdk.Msg{p.msg} }

// GetMsgsV2 implements sdk.Tx. The SDK asks for the message in this form also where it does not look at it.
func (p *paymentTx) GetMsgsV2() ([]protov2.Message, error) {
	return []protov2.Message{lateMessage{p}}, nil
}

// GetSigners implements authsigning.SigVerifiableTx.
func (p *paymentTx) GetSigners() ([][]byte, error) { return [][]byte{p.signer}, nil }

// GetPubKeys implements authsigning.SigVerifiableTx.
func (p *paymentTx) GetPubKeys() ([]cryptotypes.PubKey, error) {
	return []cryptotypes.PubKey{p.key}, nil
}

// GetSignaturesV2 implements authsigning.SigVerifiableTx.
func (p *paymentTx) GetSignaturesV2() ([]signing.SignatureV2, error) {
	return []signing.SignatureV2{{PubKey: p.key, Sequence: p.sequence, Data: &signing.SingleSignatureData{
		SignMode: signing.SignMode_SIGN_MODE_DIRECT, Signature: p.signature,
	}}}, nil
}

// GetGas implements sdk.FeeTx.
func (p *paymentTx) GetGas() uint64 { return p.gas }

// GetFee implements sdk.FeeTx.
func (p *paymentTx) GetFee() sdk.Coins { return nil }

// FeePayer implements sdk.FeeTx.
func (p *paymentTx) FeePayer() []byte { return p.signer }

// FeeGranter implements sdk.FeeTx.
func (p *paymentTx) FeeGranter() []byte { return nil }

// GetMemo implements sdk.TxWithMemo.
func (p *paymentTx) GetMemo() string { return "" }

// GetTimeoutHeight implements sdk.TxWithTimeoutHeight.
func (p *paymentTx) GetTimeoutHeight() uint64 { return p.timeout }

// GetTimeoutTimeStamp says that there is none.
func (p *paymentTx) GetTimeoutTimeStamp() time.Time { return time.Time{} }

// GetUnordered implements sdk.TxWithUnordered.
func (p *paymentTx) GetUnordered() bool { return false }

// GetExtensionOptions says that there are none.
func (p *paymentTx) GetExtensionOptions() []*codectypes.Any { return nil }

// GetNonCriticalExtensionOptions says that there are none.
func (p *paymentTx) GetNonCriticalExtensionOptions() []*codectypes.Any { return nil }

// lateMessage is the message of a payment in the form of the newer protobuf library, decoded when somebody looks.
type lateMessage struct{ payment *paymentTx }

// ProtoReflect implements protov2.Message.
func (m lateMessage) ProtoReflect() protoreflect.Message {
	tx, err := m.payment.standard(m.payment.raw)
	if err != nil {
		panic(fmt.Errorf("the standard decoder refuses a payment: %w", err))
	}
	messages, err := tx.GetMsgsV2()
	if err != nil {
		panic(fmt.Errorf("the standard decoder refuses the message of a payment: %w", err))
	}
	return messages[0].ProtoReflect()
}
