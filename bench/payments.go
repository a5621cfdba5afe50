package bench

import (
	"fmt"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/app"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// paymentFen is small enough for any number of payments within the limits of every class.
const paymentFen = 1

// Payments describes who pays whom. The payers take turns.
type Payments struct {
	ChainID string
	Payers  Wallets
	// Payees are the addresses that the payer of an index pays: one with a payment, several with a batch.
	Payees func(payer int) []string
	// Name begins the end-to-end ids, which must be new for each load. Without a name payments carry no id.
	Name string
	// Day is the business day on which the payments are made, such as 2019-12-02. It counts only with a name.
	Day string
}

// Pairs lets the wallets of each pair pay each other: two payments of different pairs touch nothing in common, and after
// an even number of rounds everybody has what it had.
func Pairs(chainID string, wallets Wallets) Payments {
	wallets = wallets[:len(wallets)/2*2]
	return Payments{ChainID: chainID, Payers: wallets, Payees: func(payer int) []string { return []string{wallets[payer^1].String()} }}
}

// Merchant lets everybody pay the first wallet.
func Merchant(chainID string, wallets Wallets) Payments {
	merchant := []string{wallets[0].String()}
	return Payments{ChainID: chainID, Payers: wallets[1:], Payees: func(int) []string { return merchant }}
}

// Batches lets every wallet pay the next ones, so many at once; when all have paid, everybody has what it had.
func Batches(chainID string, wallets Wallets, payees int) Payments {
	next := func(payer int) []string {
		addresses := make([]string, payees)
		for i := range addresses {
			addresses[i] = wallets[(payer+1+i)%len(wallets)].String()
		}
		return addresses
	}
	return Payments{ChainID: chainID, Payers: wallets, Payees: next}
}

// Sign signs so many payments or batches, on all cores. Those at indexes that are equal modulo the number of payers are of
// the same payer, in order.
func (p Payments) Sign(count int) ([][]byte, error) {
	txs := make([][]byte, count)
	err := inParallel(min(len(p.Payers), count), func(payer int) error {
		payees := p.Payees(payer)
		for i := payer; i < count; i += len(p.Payers) {
			message := p.message(payer, payees, i)
			gas, _ := app.FixedGas(message)
			raw, err := p.Payers[payer].Sign(p.ChainID, gas, message)
			if err != nil {
				return err
			}
			txs[i] = raw
		}
		return nil
	})
	return txs, err
}

func (p Payments) message(payer int, payees []string, number int) sdk.Msg {
	id, day := "", ""
	if p.Name != "" {
		id, day = fmt.Sprintf("%s-%d", p.Name, number), p.Day
	}
	from := p.Payers[payer].String()
	if len(payees) == 1 {
		return &currencytypes.MsgPay{Payer: from, Payee: payees[0], AmountFen: paymentFen, EndToEndId: id, InstructionDate: day}
	}
	transfers := make([]currencytypes.Transfer, len(payees))
	for i, payee := range payees {
		transfers[i] = currencytypes.Transfer{Payee: payee, AmountFen: paymentFen}
	}
	return &currencytypes.MsgPayBatch{Payer: from, Transfers: transfers, EndToEndId: id, InstructionDate: day}
}
