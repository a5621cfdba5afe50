package cli

import (
	"bytes"
	"io"
	"testing"
	"time"

	gogoproto "github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	purposetypes "github.com/dcep-consortium/dcepd/x/purpose/types"
)

// 23:30 in London is already the next business day in Beijing.
var lateEvening = time.Date(2019, 12, 1, 23, 30, 0, 0, time.UTC)

func TestPaymentGetsAnIdentity(t *testing.T) {
	var out bytes.Buffer
	pay := &currencytypes.MsgPay{}
	require.NoError(t, identifyPayment(&out, pay, lateEvening))
	require.Equal(t, "2019-12-02", pay.InstructionDate)
	require.Regexp(t, `^PAY-2019-12-02-[0-9a-f]{12}$`, pay.EndToEndId)
	require.LessOrEqual(t, len(pay.EndToEndId), 35)
	require.Contains(t, out.String(), "--end-to-end-id "+pay.EndToEndId+" --instruction-date 2019-12-02")

	other := &currencytypes.MsgPay{}
	require.NoError(t, identifyPayment(&out, other, lateEvening))
	require.NotEqual(t, pay.EndToEndId, other.EndToEndId)
}

func TestPaymentKeepsItsIdentity(t *testing.T) {
	var out bytes.Buffer
	pay := &currencytypes.MsgPay{EndToEndId: "INV-7"}
	require.NoError(t, identifyPayment(&out, pay, lateEvening))
	require.Equal(t, &currencytypes.MsgPay{EndToEndId: "INV-7", InstructionDate: "2019-12-02"}, pay)
	require.Empty(t, out.String())

	pay = &currencytypes.MsgPay{EndToEndId: "INV-7", InstructionDate: "2019-11-30"}
	require.NoError(t, identifyPayment(&out, pay, lateEvening))
	require.Equal(t, "2019-11-30", pay.InstructionDate)
}

// Whatever pays under a name gets one; what has none is left alone.
func TestWhatPaysGetsAnIdentity(t *testing.T) {
	batch, spend, other := &currencytypes.MsgPayBatch{}, &purposetypes.MsgSpendGrant{}, &currencytypes.MsgRefund{}
	for _, message := range []gogoproto.Message{batch, spend, other} {
		require.NoError(t, identifyPayment(io.Discard, message, lateEvening))
	}
	require.Equal(t, []string{"2019-12-02", "2019-12-02"}, []string{batch.InstructionDate, spend.InstructionDate})
	require.Regexp(t, `^PAY-2019-12-02-[0-9a-f]{12}$`, batch.EndToEndId)
	require.Regexp(t, `^PAY-2019-12-02-[0-9a-f]{12}$`, spend.EndToEndId)
	require.Equal(t, &currencytypes.MsgRefund{}, other)
}
