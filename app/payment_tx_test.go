package app

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
	"time"

	dbm "github.com/cosmos/cosmos-db"
	"github.com/stretchr/testify/require"
	protov2 "google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/anypb"

	signingv1beta1 "cosmossdk.io/api/cosmos/tx/signing/v1beta1"
	"cosmossdk.io/log/v2"

	codectypes "github.com/cosmos/cosmos-sdk/codec/types"
	"github.com/cosmos/cosmos-sdk/crypto/keys/secp256k1"
	simtestutil "github.com/cosmos/cosmos-sdk/testutil/sims"
	sdk "github.com/cosmos/cosmos-sdk/types"
	txtypes "github.com/cosmos/cosmos-sdk/types/tx"
	"github.com/cosmos/cosmos-sdk/types/tx/signing"
	authsigning "github.com/cosmos/cosmos-sdk/x/auth/signing"
	txsigning "github.com/cosmos/cosmos-sdk/x/tx/signing"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// parts are a transaction before it is encoded.
type parts struct {
	message sdk.Msg
	body    txtypes.TxBody
	auth    txtypes.AuthInfo
	raw     txtypes.TxRaw
	key     *secp256k1.PrivKey
}

func newParts(t testing.TB) *parts {
	t.Helper()
	key := secp256k1.GenPrivKeyFromSecret([]byte("payer"))
	packed, err := codectypes.NewAnyWithValue(key.PubKey())
	require.NoError(t, err)
	return &parts{
		key: key,
		message: &currencytypes.MsgPay{
			Payer: sdk.AccAddress(key.PubKey().Address()).String(), Payee: sdk.AccAddress(bytes.Repeat([]byte{7}, 20)).String(),
			AmountFen: 100, EndToEndId: "E2E-1", InstructionDate: "2019-12-02", RemittanceCommitment: bytes.Repeat([]byte{9}, 32),
		},
		auth: txtypes.AuthInfo{
			SignerInfos: []*txtypes.SignerInfo{{
				PublicKey: packed, Sequence: 300,
				ModeInfo: &txtypes.ModeInfo{Sum: &txtypes.ModeInfo_Single_{Single: &txtypes.ModeInfo_Single{Mode: signing.SignMode_SIGN_MODE_DIRECT}}},
			}},
			Fee: &txtypes.Fee{GasLimit: 20_000},
		},
	}
}

// encode signs for the chain "pay-test" and account number 0.
func (p *parts) encode(t testing.TB) []byte {
	t.Helper()
	if p.body.Messages == nil {
		packed, err := codectypes.NewAnyWithValue(p.message)
		require.NoError(t, err)
		p.body.Messages = []*codectypes.Any{packed}
	}
	var err error
	if p.raw.BodyBytes == nil {
		p.raw.BodyBytes, err = p.body.Marshal()
		require.NoError(t, err)
	}
	if p.raw.AuthInfoBytes == nil {
		p.raw.AuthInfoBytes, err = p.auth.Marshal()
		require.NoError(t, err)
	}
	document := txtypes.SignDoc{BodyBytes: p.raw.BodyBytes, AuthInfoBytes: p.raw.AuthInfoBytes, ChainId: "pay-test"}
	toSign, err := document.Marshal()
	require.NoError(t, err)
	signature, err := p.key.Sign(toSign)
	require.NoError(t, err)
	p.raw.Signatures = append(p.raw.Signatures, signature)
	raw, err := p.raw.Marshal()
	require.NoError(t, err)
	return raw
}

func (p *parts) pay() *currencytypes.MsgPay { return p.message.(*currencytypes.MsgPay) }

// paymentCases are transactions, and whether each is a payment on the short way.
var paymentCases = []struct {
	name   string
	short  bool
	change func(testing.TB, *parts)
}{
	{"payment", true, func(testing.TB, *parts) {}},
	{"without a name", true, func(_ testing.TB, p *parts) {
		p.message = &currencytypes.MsgPay{Payer: p.pay().Payer, Payee: p.pay().Payee, AmountFen: 1}
	}},
	{"batch", true, func(_ testing.TB, p *parts) {
		p.message = &currencytypes.MsgPayBatch{Payer: p.pay().Payer, Transfers: []currencytypes.Transfer{
			{Payee: p.pay().Payee, AmountFen: 1}, {Payee: "nonsense"},
		}}
	}},
	{"timeout height", true, func(_ testing.TB, p *parts) { p.body.TimeoutHeight = 77 }},
	{"payer in capitals", false, func(_ testing.TB, p *parts) { p.pay().Payer = strings.ToUpper(p.pay().Payer) }},
	{"sequence zero", true, func(_ testing.TB, p *parts) { p.auth.SignerInfos[0].Sequence = 0 }},
	{"another key", true, func(t testing.TB, p *parts) {
		var err error
		p.auth.SignerInfos[0].PublicKey, err = codectypes.NewAnyWithValue(secp256k1.GenPrivKeyFromSecret([]byte("thief")).PubKey())
		require.NoError(t, err)
	}},
	{"another message", false, func(_ testing.TB, p *parts) {
		p.message = &currencytypes.MsgExchangeIn{Holder: p.pay().Payer, AmountFen: 1}
	}},
	{"two messages", false, func(t testing.TB, p *parts) {
		packed, err := codectypes.NewAnyWithValue(p.message)
		require.NoError(t, err)
		p.body.Messages = []*codectypes.Any{packed, packed}
	}},
	{"memo", false, func(_ testing.TB, p *parts) { p.body.Memo = "rent" }},
	{"unordered", false, func(_ testing.TB, p *parts) { p.body.Unordered = true }},
	{"timeout time", false, func(_ testing.TB, p *parts) { at := time.Unix(1, 0).UTC(); p.body.TimeoutTimestamp = &at }},
	{"option", false, func(_ testing.TB, p *parts) { p.body.ExtensionOptions = []*codectypes.Any{{TypeUrl: "/x"}} }},
	{"harmless option", false, func(_ testing.TB, p *parts) { p.body.NonCriticalExtensionOptions = []*codectypes.Any{{TypeUrl: "/x"}} }},
	{"fee", false, func(_ testing.TB, p *parts) { p.auth.Fee.Amount = sdk.NewCoins(sdk.NewInt64Coin("fen", 1)) }},
	{"fee payer", false, func(_ testing.TB, p *parts) { p.auth.Fee.Payer = p.pay().Payee }},
	{"fee granter", false, func(_ testing.TB, p *parts) { p.auth.Fee.Granter = p.pay().Payee }},
	{"no fee part", false, func(_ testing.TB, p *parts) { p.auth.Fee = nil }},
	{"tip", false, func(_ testing.TB, p *parts) { p.auth.Tip = &txtypes.Tip{} }}, //nolint:staticcheck // to see it refused
	{"no key", false, func(_ testing.TB, p *parts) { p.auth.SignerInfos[0].PublicKey = nil }},
	{"short key", false, func(t testing.TB, p *parts) {
		var err error
		p.auth.SignerInfos[0].PublicKey, err = codectypes.NewAnyWithValue(&secp256k1.PubKey{Key: []byte{2}})
		require.NoError(t, err)
	}},
	{"another mode", false, func(_ testing.TB, p *parts) {
		p.auth.SignerInfos[0].ModeInfo.GetSingle().Mode = signing.SignMode_SIGN_MODE_LEGACY_AMINO_JSON
	}},
	{"no mode", false, func(_ testing.TB, p *parts) { p.auth.SignerInfos[0].ModeInfo = nil }},
	{"two signers", false, func(_ testing.TB, p *parts) { p.auth.SignerInfos = append(p.auth.SignerInfos, p.auth.SignerInfos[0]) }},
	{"two signatures", false, func(_ testing.TB, p *parts) { p.raw.Signatures = [][]byte{{1}} }},
	{"payer that is no address", false, func(_ testing.TB, p *parts) { p.pay().Payer = "dcep1nonsense" }},
	{"payee that is no text", false, func(_ testing.TB, p *parts) { p.pay().Payee = "\xff" }},
	{"id that is no text", false, func(_ testing.TB, p *parts) { p.pay().EndToEndId = "\xff" }},
	{"payee of a batch that is no text", false, func(_ testing.TB, p *parts) {
		p.message = &currencytypes.MsgPayBatch{Payer: p.pay().Payer, Transfers: []currencytypes.Transfer{{Payee: "\xff"}}}
	}},
	{"unknown field in the message", false, func(t testing.TB, p *parts) {
		packed, err := codectypes.NewAnyWithValue(p.message)
		require.NoError(t, err)
		p.body.Messages = []*codectypes.Any{{TypeUrl: packed.TypeUrl, Value: append(packed.Value, 0xa0, 0x1f, 1)}}
	}},
	{"field twice in the message", false, func(t testing.TB, p *parts) {
		packed, err := codectypes.NewAnyWithValue(p.message)
		require.NoError(t, err)
		p.body.Messages = []*codectypes.Any{{TypeUrl: packed.TypeUrl, Value: append(packed.Value, 0x18, 5)}}
	}},
	{"number written at length", false, func(t testing.TB, p *parts) {
		packed, err := codectypes.NewAnyWithValue(p.message)
		require.NoError(t, err)
		p.body.Messages = []*codectypes.Any{{TypeUrl: packed.TypeUrl, Value: bytes.Replace(packed.Value, []byte{0x18, 100}, []byte{0x18, 0xe4, 0}, 1)}}
	}},
	{"harmless unknown field in the body", false, func(t testing.TB, p *parts) {
		packed, err := codectypes.NewAnyWithValue(p.message)
		require.NoError(t, err)
		body, err := (&txtypes.TxBody{Messages: []*codectypes.Any{packed}}).Marshal()
		require.NoError(t, err)
		p.raw.BodyBytes = append(body, 0xf8, 0x7f, 1)
	}},
}

func newTestApp() *App {
	return New(log.NewNopLogger(), dbm.NewMemDB(), true, simtestutil.EmptyAppOptions{})
}

func TestPaymentsOnTheShortWay(t *testing.T) {
	SetBech32Prefix()
	instance := newTestApp()
	for _, test := range paymentCases {
		t.Run(test.name, func(t *testing.T) {
			p := newParts(t)
			test.change(t, p)
			raw := p.encode(t)
			_, short := decodePayment(raw, instance.txConfig.TxDecoder())
			require.Equal(t, test.short, short)
			requireSameDecoding(t, instance, raw)
		})
	}
}

// Whatever is read on the short way, the standard decoder reads as the same.
func FuzzPaymentTx(f *testing.F) {
	SetBech32Prefix()
	instance := newTestApp()
	for _, test := range paymentCases {
		p := newParts(f)
		test.change(f, p)
		f.Add(p.encode(f))
	}
	f.Fuzz(func(t *testing.T, raw []byte) { requireSameDecoding(t, instance, raw) })
}

func requireSameDecoding(t *testing.T, instance *App, raw []byte) {
	t.Helper()
	payment, short := decodePayment(raw, instance.txConfig.TxDecoder())
	if !short {
		return
	}
	decoded, err := instance.txConfig.TxDecoder()(raw)
	require.NoError(t, err)
	standard := decoded.(authsigning.Tx)
	require.Equal(t, standard.GetMsgs(), payment.GetMsgs())
	signers, err := standard.GetSigners()
	require.NoError(t, err)
	require.Equal(t, [][]byte{payment.signer}, signers)
	wantKeys, err := standard.GetPubKeys()
	require.NoError(t, err)
	keys, err := payment.GetPubKeys()
	require.NoError(t, err)
	require.Equal(t, wantKeys, keys)
	wantSignatures, err := standard.GetSignaturesV2()
	require.NoError(t, err)
	signatures, err := payment.GetSignaturesV2()
	require.NoError(t, err)
	require.Equal(t, wantSignatures, signatures)
	require.True(t, standard.GetFee().IsZero())
	require.Equal(t, standard.FeePayer(), payment.FeePayer())
	require.Equal(t, standard.FeeGranter(), payment.FeeGranter())
	require.Equal(t, standard.GetGas(), payment.GetGas())
	require.Equal(t, standard.GetMemo(), payment.GetMemo())
	require.Equal(t, standard.GetTimeoutHeight(), payment.GetTimeoutHeight())
	require.Equal(t, standard.GetTimeoutTimeStamp(), payment.GetTimeoutTimeStamp())
	require.Equal(t, standard.GetUnordered(), payment.GetUnordered())
	require.Empty(t, standard.(extensibleTx).GetExtensionOptions())
	require.Empty(t, standard.(extensibleTx).GetNonCriticalExtensionOptions())

	wantMessages, err := standard.GetMsgsV2()
	require.NoError(t, err)
	messages, err := payment.GetMsgsV2()
	require.NoError(t, err)
	require.Len(t, messages, 1)
	require.True(t, protov2.Equal(wantMessages[0], messages[0].ProtoReflect().Interface()))

	signerData := txsigning.SignerData{ChainID: "pay-test", AccountNumber: 7, PubKey: &anypb.Any{}}
	want, err := instance.txConfig.SignModeHandler().GetSignBytes(t.Context(), signingv1beta1.SignMode_SIGN_MODE_DIRECT, signerData,
		decoded.(authsigning.V2AdaptableTx).GetSigningTxData())
	require.NoError(t, err)
	got, err := payment.signBytes("pay-test", 7)
	require.NoError(t, err)
	require.Equal(t, want, got)
}

// Whoever may propose could otherwise keep every validator busy for minutes with one transaction.
func TestDeepModesAreNotRead(t *testing.T) {
	const depth = 2_000
	SetBech32Prefix()
	var mode []byte
	for range depth {
		multi := append(binary.AppendUvarint([]byte{2<<3 | 2}, uint64(len(mode))), mode...)
		mode = append(binary.AppendUvarint([]byte{2<<3 | 2}, uint64(len(multi))), multi...)
	}
	info := append(binary.AppendUvarint([]byte{2<<3 | 2}, uint64(len(mode))), mode...)
	p := newParts(t)
	p.raw.AuthInfoBytes = append(binary.AppendUvarint([]byte{1<<3 | 2}, uint64(len(info))), info...)
	raw := p.encode(t)
	standard := newTestApp().txConfig.TxDecoder()
	_, err := standard(raw)
	require.ErrorContains(t, err, "recursion limit reached")
	require.Less(t, testing.AllocsPerRun(1, func() {
		_, short := decodePayment(raw, standard)
		require.False(t, short)
	}), float64(depth))
}
