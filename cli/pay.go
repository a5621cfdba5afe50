package cli

import (
	"crypto/rand"
	"fmt"
	"io"
	"time"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// now is the clock of the person at the keyboard; the chain never sees it.
func now() time.Time { return time.Now() }

// identifyPayment gives a payment what keeps it from being made twice: an end-to-end id, unless the payer chose one,
// and the business day of the instruction. It says on out how the payment can be repeated.
func identifyPayment(out io.Writer, pay *currencytypes.MsgPay, now time.Time) error {
	if pay.InstructionDate == "" {
		pay.InstructionDate = currencytypes.DayOf(now).String()
	}
	if pay.EndToEndId != "" {
		return nil
	}
	random := make([]byte, 6)
	if _, err := rand.Read(random); err != nil {
		return fmt.Errorf("make an end-to-end id: %w", err)
	}
	pay.EndToEndId = fmt.Sprintf("PAY-%s-%x", pay.InstructionDate, random)
	_, err := fmt.Fprintf(out, `end-to-end id %s
To repeat this payment without paying twice, add: --end-to-end-id %s --instruction-date %s
`, pay.EndToEndId, pay.EndToEndId, pay.InstructionDate)
	return err
}
