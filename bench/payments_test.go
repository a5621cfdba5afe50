package bench

import (
	"testing"

	"github.com/stretchr/testify/require"

	codectypes "github.com/cosmos/cosmos-sdk/codec/types"
	txtypes "github.com/cosmos/cosmos-sdk/types/tx"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// sent is what a signed transaction holds.
type sent struct {
	sequence uint64
	pay      currencytypes.MsgPay
}

func read(t *testing.T, raw []byte) sent {
	t.Helper()
	var tx txtypes.TxRaw
	require.NoError(t, tx.Unmarshal(raw))
	var body txtypes.TxBody
	require.NoError(t, body.Unmarshal(tx.BodyBytes))
	var auth txtypes.AuthInfo
	require.NoError(t, auth.Unmarshal(tx.AuthInfoBytes))
	require.Len(t, body.Messages, 1)
	require.Equal(t, codectypes.MsgTypeURL(&currencytypes.MsgPay{}), body.Messages[0].TypeUrl)
	s := sent{sequence: auth.SignerInfos[0].Sequence}
	require.NoError(t, s.pay.Unmarshal(body.Messages[0].Value))
	return s
}

func TestPairs(t *testing.T) {
	wallets, err := NewWallets([]byte("seed"), 5)
	require.NoError(t, err)
	wallets[0].Sequence = 7
	payments := Pairs("chain-1", wallets)
	payments.Name, payments.Day = "RUN", "2019-12-02"
	txs, err := payments.Sign(6)
	require.NoError(t, err)

	pay := func(from, to int, id string) currencytypes.MsgPay {
		return currencytypes.MsgPay{
			Payer: wallets[from].String(), Payee: wallets[to].String(), AmountFen: paymentFen, EndToEndId: id, InstructionDate: "2019-12-02",
		}
	}
	for i, expected := range []sent{
		{7, pay(0, 1, "RUN-0")},
		{0, pay(1, 0, "RUN-1")},
		{0, pay(2, 3, "RUN-2")},
		{0, pay(3, 2, "RUN-3")},
		{8, pay(0, 1, "RUN-4")},
		{1, pay(1, 0, "RUN-5")},
	} {
		require.Equal(t, expected, read(t, txs[i]), "payment %d; the fifth wallet has no other to pair with", i)
	}
}

func TestMerchantOnlyReceives(t *testing.T) {
	wallets, err := NewWallets([]byte("seed"), 3)
	require.NoError(t, err)
	txs, err := Merchant("chain-1", wallets).Sign(3)
	require.NoError(t, err)
	for i, payer := range []int{1, 2, 1} {
		pay := read(t, txs[i]).pay
		require.Equal(t, currencytypes.MsgPay{Payer: wallets[payer].String(), Payee: wallets[0].String(), AmountFen: paymentFen}, pay)
	}
}

func TestBatchesPayTheNextOnes(t *testing.T) {
	wallets, err := NewWallets([]byte("seed"), 4)
	require.NoError(t, err)
	payments := Batches("chain-1", wallets, 2)
	payments.Name, payments.Day = "RUN", "2019-12-02"
	transfer := func(to int) currencytypes.Transfer {
		return currencytypes.Transfer{Payee: wallets[to].String(), AmountFen: paymentFen}
	}
	require.Equal(t, &currencytypes.MsgPayBatch{
		Payer: wallets[3].String(), Transfers: []currencytypes.Transfer{transfer(0), transfer(1)},
		EndToEndId: "RUN-7", InstructionDate: "2019-12-02",
	}, payments.message(3, payments.Payees(3), 7))
}

func TestWalletsComeFromTheSeed(t *testing.T) {
	addresses := func(seed string, count int) []string {
		wallets, err := NewWallets([]byte(seed), count)
		require.NoError(t, err)
		var all []string
		for _, wallet := range wallets {
			all = append(all, wallet.String())
		}
		return all
	}
	require.Equal(t, addresses("a", 4)[:3], addresses("a", 3))
	require.NotEqual(t, addresses("a", 3), addresses("b", 3))
}
