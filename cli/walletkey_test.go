package cli

import (
	"encoding/hex"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/cosmos/cosmos-sdk/client/tx"
	"github.com/cosmos/cosmos-sdk/crypto/hd"
	"github.com/cosmos/cosmos-sdk/crypto/keyring"
	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

const replacedWallet = "dcep1qvzvsp45pcdxkeq4kz0h0eqr0zmtlrjy0df7h7"

func TestProveWalletKey(t *testing.T) {
	clientCtx := testClientContext().WithChainID("dcep-test")
	clientCtx.Keyring = keyring.NewInMemory(clientCtx.Codec)
	_, _, err := clientCtx.Keyring.NewMnemonic("newkey", keyring.English, sdk.FullFundraiserPath, "", hd.Secp256k1)
	require.NoError(t, err)
	wallet, err := consortiumtypes.ParseAddress(replacedWallet)
	require.NoError(t, err)
	reference, err := currencytypes.ParseReference("reference", "KEY-1")
	require.NoError(t, err)

	proof, err := proveWalletKey(clientCtx, "newkey", wallet, "KEY-1")
	require.NoError(t, err)
	public, err := hex.DecodeString(proof.PublicKey)
	require.NoError(t, err)
	signature, err := hex.DecodeString(proof.Proof)
	require.NoError(t, err)
	key, err := currencytypes.ParseWalletKey(public)
	require.NoError(t, err)
	require.NoError(t, currencytypes.CheckKeyProof("dcep-test", wallet, reference, key, signature))
	require.ErrorIs(t, currencytypes.CheckKeyProof("dcep-main", wallet, reference, key, signature), currencytypes.ErrKeyReplacement)

	_, err = proveWalletKey(clientCtx, "nobody", wallet, "KEY-1")
	require.ErrorContains(t, err, `key "nobody"`)
	_, err = proveWalletKey(clientCtx, "newkey", wallet, "")
	require.ErrorIs(t, err, currencytypes.ErrIdentifier)
}

func TestProveSubWallet(t *testing.T) {
	clientCtx := testClientContext().WithChainID("dcep-test")
	clientCtx.Keyring = keyring.NewInMemory(clientCtx.Codec)
	record, _, err := clientCtx.Keyring.NewMnemonic("card", keyring.English, sdk.FullFundraiserPath, "", hd.Secp256k1)
	require.NoError(t, err)
	card, err := record.GetAddress()
	require.NoError(t, err)
	parent, err := consortiumtypes.ParseAddress(replacedWallet)
	require.NoError(t, err)
	clientCtx = clientCtx.WithFromAddress(parent)

	opens := &currencytypes.MsgOpenSubWallet{Holder: replacedWallet, Address: consortiumtypes.FormatAddress(card)}
	require.NoError(t, proveSubWallet(clientCtx, opens))
	require.NoError(t, currencytypes.CheckSubWalletProof("dcep-test", parent, card, opens.PublicKey, opens.Proof))
	proof, err := proveSubWalletKey(clientCtx, "card", parent)
	require.NoError(t, err)
	require.Equal(t, hex.EncodeToString(opens.Proof), proof.Proof)
	require.Equal(t, hex.EncodeToString(opens.PublicKey), proof.PublicKey)

	brought := &currencytypes.MsgOpenSubWallet{Address: replacedWallet, Proof: []byte{1}}
	require.NoError(t, proveSubWallet(clientCtx, brought))
	require.Equal(t, []byte{1}, brought.Proof)
	err = proveSubWallet(clientCtx, &currencytypes.MsgOpenSubWallet{Holder: "dcep1holder", Address: replacedWallet})
	require.ErrorContains(t, err, "dcepd keys prove <key> dcep1holder")
}

// A key that replaced another signs for the wallet, not for the address of its own.
func TestActFor(t *testing.T) {
	clientCtx := testClientContext().WithChainID("dcep-test").WithFromName("newkey").WithSkipConfirmation(true)
	clientCtx.Keyring = keyring.NewInMemory(clientCtx.Codec)
	record, _, err := clientCtx.Keyring.NewMnemonic("newkey", keyring.English, sdk.FullFundraiserPath, "", hd.Secp256k1)
	require.NoError(t, err)
	own, err := record.GetAddress()
	require.NoError(t, err)

	cmd, _, _ := testCommand(t)
	unchanged, err := actFor(cmd, clientCtx.WithFromAddress(own))
	require.NoError(t, err)
	require.Equal(t, own, unchanged.GetFromAddress())

	cmd, _, _ = testCommand(t, "--as", replacedWallet)
	acting, err := actFor(cmd, clientCtx.WithFromAddress(own))
	require.NoError(t, err)
	require.Equal(t, replacedWallet, consortiumtypes.FormatAddress(acting.GetFromAddress()))
	factory, err := tx.NewFactoryCLI(acting, cmd.Flags())
	require.NoError(t, err)
	pay := &currencytypes.MsgPay{Payer: replacedWallet, Payee: consortiumtypes.FormatAddress(own), AmountFen: 1}
	raw, err := sign(cmd, acting, factory, []sdk.Msg{pay})
	require.NoError(t, err)
	decoded, err := acting.TxConfig.TxDecoder()(raw)
	require.NoError(t, err)
	require.Equal(t, []sdk.Msg{pay}, decoded.GetMsgs())

	cmd, _, _ = testCommand(t, "--as", "alice")
	_, err = actFor(cmd, clientCtx)
	require.ErrorContains(t, err, "--as")
	require.ErrorIs(t, err, consortiumtypes.ErrInvalidAddress)
}
