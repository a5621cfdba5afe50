package cli

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

func TestConfirmShowsWhatIsSigned(t *testing.T) {
	clientCtx := testClientContext().WithFromName("alice")
	pay := &types.MsgPay{Payer: "dcep1alice", Payee: "dcep1bob", AmountFen: 1250}

	cmd, stdout, stderr := testCommand(t)
	cmd.SetIn(strings.NewReader("y\n"))
	require.NoError(t, confirm(cmd, clientCtx, []sdk.Msg{pay}))
	require.Equal(t, `MsgPay
payer   dcep1alice
payee   dcep1bob
amount  12.50 yuan
`, stderr.String())
	require.Empty(t, stdout.String())
}

func TestConfirmTakesSilenceForNo(t *testing.T) {
	clientCtx := testClientContext().WithFromName("alice")
	for _, answer := range []string{"", "\n", "n\n", "maybe\n"} {
		cmd, _, _ := testCommand(t)
		cmd.SetIn(strings.NewReader(answer))
		require.ErrorIs(t, confirm(cmd, clientCtx, []sdk.Msg{&types.MsgPay{}}), errNotConfirmed, answer)
	}
	cmd, _, stderr := testCommand(t)
	require.NoError(t, confirm(cmd, clientCtx.WithSkipConfirmation(true), []sdk.Msg{&types.MsgPay{}}))
	require.Empty(t, stderr.String())
}
