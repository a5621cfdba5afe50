package types_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// What is written by hand is what the SDK writes, for every text and amount there is.
func FuzzEventsOfPayments(f *testing.F) {
	f.Add("dcep1payer", "dcep1payee", "E2E-1", "2019-12-02", uint64(1))
	f.Add("", "", "", "", uint64(0))
	f.Add(`"\<>&'`, "钱包", "a\nb\u2028", "\x7f\x00\t", uint64(math.MaxUint64))
	f.Fuzz(func(t *testing.T, payer, payee, id, date string, amount uint64) {
		paid := &types.EventPaid{Payer: payer, Payee: payee, AmountFen: amount, EndToEndId: id, InstructionDate: date}
		want, err := sdk.TypedEventToEvent(paid)
		require.NoError(t, err)
		require.Equal(t, want, paid.Event())

		batch := &types.EventBatchPaid{Payer: payer, EndToEndId: id, InstructionDate: date}
		for range 1 + amount%3 {
			batch.Transfers = append(batch.Transfers, types.Transfer{Payee: payee, AmountFen: amount})
		}
		want, err = sdk.TypedEventToEvent(batch)
		require.NoError(t, err)
		require.Equal(t, want, batch.Event())
	})
}
