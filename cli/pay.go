package cli

import (
	"crypto/rand"
	"fmt"
	"io"
	"time"

	gogoproto "github.com/cosmos/gogoproto/proto"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	purposetypes "github.com/dcep-consortium/dcepd/x/purpose/types"
)

// now is the clock of the person at the keyboard; the chain never sees it.
func now() time.Time { return time.Now() }

// identifyPayment gives what pays under a name that name, which keeps it from being made twice: an end-to-end id, unless the
// payer chose one, and the business day of the instruction. It says on out how the payment can be repeated. Other messages
// stay as they are.
func identifyPayment(out io.Writer, message gogoproto.Message, now time.Time) error {
	id, date := paymentName(message)
	if id == nil {
		return nil
	}
	if *date == "" {
		*date = currencytypes.DayOf(now).String()
	}
	if *id != "" {
		return nil
	}
	random := make([]byte, 6)
	if _, err := rand.Read(random); err != nil {
		return fmt.Errorf("make an end-to-end id: %w", err)
	}
	*id = fmt.Sprintf("PAY-%s-%x", *date, random)
	_, err := fmt.Fprintf(out, `end-to-end id %s
To repeat this payment without paying twice, add: --end-to-end-id %s --instruction-date %s
`, *id, *id, *date)
	return err
}

// paymentName returns where a message has its end-to-end id and instruction date; nil for one that is no payment.
func paymentName(message gogoproto.Message) (id, date *string) {
	switch m := message.(type) {
	case *currencytypes.MsgPay:
		return &m.EndToEndId, &m.InstructionDate
	case *currencytypes.MsgPayBatch:
		return &m.EndToEndId, &m.InstructionDate
	case *purposetypes.MsgSpendGrant:
		return &m.EndToEndId, &m.InstructionDate
	}
	return nil, nil
}
