package keeper_test

import (
	"bytes"
	"crypto/sha256"
	"strings"
	"testing"

	"github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/singlewindow/keeper"
	"github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

const icbc, customs = "icbc-sz", "customs-sz"

var (
	firm, buyer    = testutil.NewActor("firm"), testutil.NewActor("buyer")
	teller         = testutil.Officer(icbc, "teller")
	trader         = testutil.Officer(icbc, "trade-officer")
	customsOfficer = testutil.Officer(customs, "customs-officer")
	ownerSalt      = bytes.Repeat([]byte{7}, types.SaltBytes)
)

// window is a chain with two verified enterprises.
type window struct {
	*testutil.Chain
	t       *testing.T
	keeper  *keeper.Keeper
	queries types.QueryServer
}

func newWindow(t *testing.T) *window {
	t.Helper()
	chain := testutil.New(t)
	w := &window{Chain: chain, t: t, keeper: app.SingleWindow(chain.App), queries: keeper.NewQueryServer(app.SingleWindow(chain.App))}
	for key, holder := range []testutil.Actor{firm, buyer} {
		w.wallet(holder, currencytypes.WALLET_KIND_CORPORATE)
		w.do(registerEnterprise(holder, byte(key+1)))
		w.do(&types.MsgVerifyEnterprise{Teller: teller.String(), Wallet: holder.String()})
	}
	return w
}

func (w *window) wallet(of testutil.Actor, kind currencytypes.WalletKind) {
	w.t.Helper()
	customer := sha256.Sum256(of.Address)
	w.MustSend(&currencytypes.MsgOpenWallet{
		Teller: teller.String(), Address: of.String(), Class: currencytypes.WALLET_CLASS_I, Kind: kind, Region: "440300",
		CustomerRef: customer[:], Carrier: currencytypes.CARRIER_APP,
	})
}

// do sends a message that must succeed, and returns the only event of this module that it must emit.
func (w *window) do(msg sdk.Msg) proto.Message {
	w.t.Helper()
	var own []proto.Message
	for _, event := range w.MustSend(msg) {
		if strings.HasPrefix(proto.MessageName(event), "dcep.singlewindow.") {
			own = append(own, event)
		}
	}
	require.Len(w.t, own, 1)
	state, err := w.keeper.ExportGenesis(w.Context())
	require.NoError(w.t, err)
	require.NoError(w.t, types.ValidateGenesis(state))
	return own[0]
}

// refuse sends a message that must fail with the error, say the text, and change nothing.
func (w *window) refuse(msg sdk.Msg, want error, text string) {
	w.t.Helper()
	before := w.State()
	_, err := w.Send(msg)
	require.ErrorIs(w.t, err, want)
	require.ErrorContains(w.t, err, text)
	require.Equal(w.t, before, w.State())
}

func (w *window) document(n byte) types.Document {
	w.t.Helper()
	response, err := w.queries.Document(w.Context(), &types.QueryDocumentRequest{DocumentId: documentID(n)})
	require.NoError(w.t, err)
	return response.Document
}

func commitment(n byte) []byte { return bytes.Repeat([]byte{n}, types.CommitmentBytes) }

func documentID(n byte) string { return types.DocumentID(commitment(n)).String() }

func usd(minor uint64) types.Money { return types.NewMoney("USD", minor) }

func registerEnterprise(holder testutil.Actor, key byte) *types.MsgRegisterEnterprise {
	return &types.MsgRegisterEnterprise{Holder: holder.String(), UsccCommitment: commitment(key), SealingKey: commitment(key)}
}

func attest() *types.MsgAttestDeclaration {
	return &types.MsgAttestDeclaration{
		Officer: customsOfficer.String(), DocumentId: documentID(9), Kind: "customs-declaration", Direction: types.DIRECTION_EXPORT,
		Amount: usd(10_000_000), Month: "2019-12", ContentCommitment: commitment(1), OwnerCommitment: types.OwnerCommitment(ownerSalt, firm.Address),
	}
}

func claim(by testutil.Actor, minor uint64) *types.MsgClaimDocument {
	return &types.MsgClaimDocument{
		Holder: by.String(), DocumentId: documentID(8), Kind: "invoice", Amount: types.NewMoney("CNY", minor), Month: "2019-11",
		ContentCommitment: commitment(2),
	}
}

func share() *types.MsgShareDocument {
	return &types.MsgShareDocument{
		Holder: firm.String(), DocumentId: documentID(9), Recipient: icbc, Envelope: []byte("sealed"), OwnerSalt: ownerSalt, Purpose: "financing",
	}
}
