package e2e

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/cosmos/cosmos-sdk/client"
	clienttx "github.com/cosmos/cosmos-sdk/client/tx"
	sdk "github.com/cosmos/cosmos-sdk/types"
	"github.com/cosmos/cosmos-sdk/types/tx/signing"
	authtypes "github.com/cosmos/cosmos-sdk/x/auth/types"
)

// signer signs the transactions that the command line would not make: many in a row, and wrong ones.
type signer struct {
	network  *network
	key      string
	number   uint64
	sequence uint64
}

// signerOf starts at the present sequence of the key's account, or at zero for a stranger.
func (n *network) signerOf(t testing.TB, key string) *signer {
	t.Helper()
	s := &signer{network: n, key: key}
	info, err := authtypes.NewQueryClient(n.conn(t)).AccountInfo(t.Context(),
		&authtypes.QueryAccountInfoRequest{Address: n.address(t, key)})
	if err == nil {
		s.number, s.sequence = info.Info.AccountNumber, info.Info.Sequence
	}
	return s
}

// txGas is what a signer declares.
const txGas = 1_000_000

// sign signs the messages with the next sequence.
func (s *signer) sign(t testing.TB, msgs ...sdk.Msg) []byte {
	t.Helper()
	keys, err := s.network.Keyring()
	require.NoError(t, err)
	config := encoding().TxConfig()
	factory := clienttx.Factory{}.WithTxConfig(config).WithKeybase(keys).WithChainID(s.network.ChainID).
		WithSignMode(signing.SignMode_SIGN_MODE_DIRECT).WithGas(txGas).
		WithAccountNumber(s.number).WithSequence(s.sequence)
	var builder client.TxBuilder
	builder, err = factory.BuildUnsignedTx(msgs...)
	require.NoError(t, err)
	require.NoError(t, clienttx.Sign(t.Context(), factory, s.key, builder, true))
	raw, err := config.TxEncoder()(builder.GetTx())
	require.NoError(t, err)
	s.sequence++
	return raw
}
