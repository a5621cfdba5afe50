package bench

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"runtime"

	"golang.org/x/sync/errgroup"

	"github.com/cosmos/cosmos-sdk/crypto/keys/secp256k1"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// walletClasses are given to the wallets in turn, so that every limit there is takes part.
var walletClasses = []currencytypes.WalletClass{
	currencytypes.WALLET_CLASS_I, currencytypes.WALLET_CLASS_II, currencytypes.WALLET_CLASS_III, currencytypes.WALLET_CLASS_IV,
}

// FundsFen is what a wallet is funded with: enough until the other side pays back, and no burden to the operator.
const FundsFen = 1_000

// Wallets are the payers and payees of a load.
type Wallets []*Account

// NewWallets derives so many keys from a seed; the same seed gives the same wallets. Whoever knows the seed can pay with
// them.
func NewWallets(seed []byte, count int) (Wallets, error) {
	wallets := make(Wallets, count)
	err := inParallel(count, func(i int) (err error) {
		wallets[i], err = NewAccount(secp256k1.GenPrivKeyFromSecret(derive(seed, "key", i)))
		return err
	})
	return wallets, err
}

// derive makes 32 bytes of a seed for one purpose.
func derive(seed []byte, purpose string, index int) []byte {
	mac := hmac.New(sha256.New, seed)
	_, _ = fmt.Fprintf(mac, "%s %d", purpose, index) //nolint:errcheck // a hash takes everything
	return mac.Sum(nil)
}

// Open is the teller's message that opens the wallet of that index. The customer's reference is made up.
func (w Wallets) Open(teller string, index int) *currencytypes.MsgOpenWallet {
	reference := sha256.Sum256(binary.BigEndian.AppendUint64(w[index].Address, uint64(index))) //nolint:gosec // an index
	return &currencytypes.MsgOpenWallet{
		Teller:      teller,
		Address:     w[index].String(),
		Class:       walletClasses[index%len(walletClasses)],
		Kind:        currencytypes.WALLET_KIND_PERSONAL,
		Region:      "440300",
		CustomerRef: reference[:],
		Carrier:     currencytypes.CARRIER_APP,
	}
}

// Fund is the teller's message that hands money to the wallet of that index, under a reference that begins with a name.
func (w Wallets) Fund(teller string, index int, name string) *currencytypes.MsgExchangeOut {
	return &currencytypes.MsgExchangeOut{
		Teller: teller, Wallet: w[index].String(), AmountFen: FundsFen, Reference: fmt.Sprintf("%s-%d", name, index),
	}
}

// inParallel does something for every index on all cores, and returns the first error.
func inParallel(count int, do func(int) error) error {
	workers := runtime.GOMAXPROCS(0)
	var group errgroup.Group
	for worker := range workers {
		group.Go(func() error {
			for i := worker; i < count; i += workers {
				if err := do(i); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return group.Wait()
}
