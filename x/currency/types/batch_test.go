package types_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

func TestParsePayBatch(t *testing.T) {
	transfers := func(count int) []types.Transfer {
		all := make([]types.Transfer, count)
		for i := range all {
			all[i] = types.Transfer{Payee: text(byte(i)), AmountFen: uint64(i + 1)}
		}
		return all
	}
	full := &types.MsgPayBatch{Payer: text(255), Transfers: transfers(types.MaxBatchPayees), InstructionDate: "2019-12-02", EndToEndId: "PAY-1"}
	instruction, err := types.ParsePayBatch(full)
	require.NoError(t, err)
	require.Len(t, instruction.Credits, types.MaxBatchPayees)
	require.Equal(t, types.Credit{Payee: address(199), Amount: 200}, instruction.Credits[199])
	require.Equal(t, "PAY-1", instruction.ID.EndToEndID.String())

	for name, test := range map[string]struct {
		spoil func(*types.MsgPayBatch)
		want  error
	}{
		"none":       {func(m *types.MsgPayBatch) { m.Transfers = nil }, types.ErrBatch},
		"too many":   {func(m *types.MsgPayBatch) { m.Transfers = transfers(types.MaxBatchPayees + 1) }, types.ErrBatch},
		"twice":      {func(m *types.MsgPayBatch) { m.Transfers[1].Payee = text(0) }, types.ErrBatch},
		"nothing":    {func(m *types.MsgPayBatch) { m.Transfers[1].AmountFen = 0 }, types.ErrAmount},
		"payee":      {func(m *types.MsgPayBatch) { m.Transfers[1].Payee = "x" }, consortiumtypes.ErrInvalidAddress},
		"payer":      {func(m *types.MsgPayBatch) { m.Payer = "" }, consortiumtypes.ErrInvalidAddress},
		"half named": {func(m *types.MsgPayBatch) { m.EndToEndId = "" }, types.ErrEndToEndID},
		"commitment": {func(m *types.MsgPayBatch) { m.RemittanceCommitment = make([]byte, 33) }, types.ErrCommitment},
	} {
		msg := &types.MsgPayBatch{Payer: text(255), Transfers: transfers(2), InstructionDate: "2019-12-02", EndToEndId: "PAY-1"}
		test.spoil(msg)
		_, err := types.ParsePayBatch(msg)
		require.ErrorIs(t, err, test.want, name)
	}
}
