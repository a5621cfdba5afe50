package bench

import (
	"fmt"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

const (
	// paymentFen is small enough for any number of payments within the limits of every class.
	paymentFen = 1
	// PaymentGas is what a payment declares: more than it uses, less than what would fill blocks with nothing.
	PaymentGas = 60_000
)

// Payments describes who pays whom. The payers take turns.
type Payments struct {
	ChainID string
	Payers  Wallets
	// Payee is the address that the payer of an index pays.
	Payee func(payer int) string
	// Name begins the end-to-end ids, which must be new for each load. Without a name payments carry no id.
	Name string
	// Day is the business day on which the payments are made, such as 2019-12-02. It counts only with a name.
	Day string
}

// Pairs lets the wallets of each pair pay each other: two payments of different pairs touch nothing in common, and after
// an even number of rounds everybody has what it had.
func Pairs(chainID string, wallets Wallets) Payments {
	wallets = wallets[:len(wallets)/2*2]
	return Payments{ChainID: chainID, Payers: wallets, Payee: func(payer int) string { return wallets[payer^1].String() }}
}

// Merchant lets everybody pay the first wallet.
func Merchant(chainID string, wallets Wallets) Payments {
	merchant := wallets[0].String()
	return Payments{ChainID: chainID, Payers: wallets[1:], Payee: func(int) string { return merchant }}
}

// Sign signs so many payments, on all cores. Those at indexes that are equal modulo the number of payers are of the same
// payer, in order.
func (p Payments) Sign(count int) ([][]byte, error) {
	txs := make([][]byte, count)
	err := inParallel(min(len(p.Payers), count), func(payer int) error {
		for i := payer; i < count; i += len(p.Payers) {
			raw, err := p.Payers[payer].Sign(p.ChainID, PaymentGas, p.message(payer, i))
			if err != nil {
				return err
			}
			txs[i] = raw
		}
		return nil
	})
	return txs, err
}

func (p Payments) message(payer, number int) *currencytypes.MsgPay {
	message := &currencytypes.MsgPay{Payer: p.Payers[payer].String(), Payee: p.Payee(payer), AmountFen: paymentFen}
	if p.Name != "" {
		message.EndToEndId, message.InstructionDate = fmt.Sprintf("%s-%d", p.Name, number), p.Day
	}
	return message
}
