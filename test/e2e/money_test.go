package e2e

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/cosmos/cosmos-sdk/types/query"

	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// bank is the operator of all customers.
const bank = "icbc-sz"

// issue puts digital yuan into the bank's cash box, as much as one issuer may approve alone.
func (n *network) issue(t testing.TB, id, amount string) receipt {
	t.Helper()
	n.send(t, bank+"-treasurer", "currency", "request-issuance", id, amount, "--reserve-reference=RTGS-"+id)
	return n.send(t, "pboc-issuer", "currency", "approve-issuance", bank, id)
}

// customer is somebody with a key and a wallet.
type customer struct {
	key, address string
}

// openWallet makes a key for a new customer and opens a personal wallet for it at the bank.
func (n *network) openWallet(t testing.TB, key, class string) customer {
	t.Helper()
	address := n.addKey(t, key)
	n.send(t, bank+"-teller", openWalletArgs(address, class)...)
	return customer{key: key, address: address}
}

func openWalletArgs(address, class string) []string {
	return []string{
		"currency", "open-wallet", address, "--class=" + class, "--kind=personal", "--region=440300", "--carrier=app",
		"--customer-ref=" + customerRef(address),
	}
}

// customerRef stands for an operator's keyed hash of a customer.
func customerRef(name string) string {
	sum := sha256.Sum256([]byte(name))
	return hex.EncodeToString(sum[:])
}

// fund hands a customer digital yuan from the bank's cash box.
func (n *network) fund(t testing.TB, to customer, amount, reference string) {
	t.Helper()
	n.send(t, bank+"-teller", "currency", "exchange-out", to.address, amount, "--reference="+reference)
}

// payArgs is the command of a payment with an end-to-end id.
func payArgs(to customer, amount, id string) []string {
	return []string{"currency", "pay", to.address, amount, "--end-to-end-id=" + id}
}

// payments are all payments of a customer that the chain remembers, page by page.
func (n *network) payments(t testing.TB, of customer) []currency.Payment {
	t.Helper()
	var all []currency.Payment
	request := &currency.QueryPaymentsRequest{Payer: of.address}
	for {
		response, err := currency.NewQueryClient(n.conn(t)).Payments(t.Context(), request)
		require.NoError(t, err)
		all = append(all, response.Payments...)
		if len(response.Pagination.GetNextKey()) == 0 {
			return all
		}
		request.Pagination = &query.PageRequest{Key: response.Pagination.NextKey}
	}
}
