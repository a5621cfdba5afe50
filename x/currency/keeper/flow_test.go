package keeper_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

var write = flag.Bool("write", false, "write the golden flows of testdata")

// flow plays messages and writes down what came of each, with actors by name.
type flow struct {
	*bank
	actors []testutil.Actor
	text   strings.Builder
}

func (f *flow) step(title string, msg sdk.Msg) {
	f.t.Helper()
	fmt.Fprintf(&f.text, "\n%s\n", title)
	events, err := f.Send(msg)
	if err != nil {
		fmt.Fprintf(&f.text, "  refused: %s\n", f.named(err.Error()))
	}
	for _, event := range events {
		name := strings.TrimPrefix(proto.MessageName(event), "dcep.currency.v1.")
		fmt.Fprintf(&f.text, "  %s %s\n", name, f.named(strings.TrimSpace(event.String())))
	}
	require.NoError(f.t, f.keeper.CheckSupply(f.Context()))
}

func (f *flow) named(text string) string {
	for _, actor := range f.actors {
		text = strings.ReplaceAll(text, actor.String(), actor.Name)
	}
	return text
}

func (f *flow) balance(actor testutil.Actor) {
	f.t.Helper()
	account, err := f.keeper.Account(f.Context(), actor.Address)
	require.NoError(f.t, err)
	fmt.Fprintf(&f.text, "  %s has %s\n", actor.Name, account.Balance)
}

func TestLifeOfAWallet(t *testing.T) {
	treasurer, teller := testutil.Officer("icbc-sz", "treasurer"), testutil.Officer("icbc-sz", "teller")
	issuer := testutil.Officer("pboc", "issuer")
	carol, shop := testutil.NewActor("carol"), testutil.NewActor("shop")
	f := &flow{bank: newBank(t), actors: []testutil.Actor{treasurer, teller, issuer, carol, shop}}
	open := func(holder testutil.Actor, class types.WalletClass) *types.MsgOpenWallet {
		return &types.MsgOpenWallet{
			Teller: teller.String(), Address: holder.String(), Class: class, Kind: types.WALLET_KIND_PERSONAL,
			Region: "440300", CustomerRef: make([]byte, 32), Carrier: types.CARRIER_SIM,
		}
	}
	pay := func(fen uint64, id string) *types.MsgPay {
		return &types.MsgPay{
			Payer: carol.String(), Payee: shop.String(), AmountFen: fen, EndToEndId: id, InstructionDate: types.DayOf(f.Time()).String(),
		}
	}

	f.text.WriteString("The life of a wallet of class IV\n")
	f.step("ICBC asks for 100,000.00 yuan against reserve", &types.MsgRequestIssuance{
		Treasurer: treasurer.String(), Id: "ISS-1", AmountFen: 100_000_00, ReserveReference: "RTGS-1",
	})
	f.step("The central bank issues them", &types.MsgApproveIssuance{Officer: issuer.String(), MemberId: "icbc-sz", Id: "ISS-1"})
	f.step("A teller opens a wallet for Carol, known by her phone number", open(carol, types.WALLET_CLASS_IV))
	f.step("And one for a shop, known in person", open(shop, types.WALLET_CLASS_I))
	f.step("Carol gets all that class IV may hold", &types.MsgExchangeOut{
		Teller: teller.String(), Wallet: carol.String(), AmountFen: 10_000_00, Reference: "OUT-1",
	})
	f.step("One fen more is refused", &types.MsgExchangeOut{
		Teller: teller.String(), Wallet: carol.String(), AmountFen: 1, Reference: "OUT-2",
	})
	f.step("She pays 2,000.00 at once", pay(2_000_00, "PAY-1"))
	f.step("The same id pays nothing", pay(2_000_00, "PAY-1"))
	f.step("2,000.01 at once is refused", pay(2_000_01, "PAY-2"))
	f.step("Another 2,000.00", pay(2_000_00, "PAY-3"))
	f.step("1,000.01 would exceed the day", pay(1_000_01, "PAY-4"))
	f.step("1,000.00 reaches it", pay(1_000_00, "PAY-5"))
	f.balance(carol)
	f.Advance(24 * time.Hour)
	f.step("The next day begins anew", pay(1_000_01, "PAY-6"))
	f.step("She sends 500.00 back to her bank account", &types.MsgExchangeIn{Holder: carol.String(), AmountFen: 500_00, Reference: "IN-1"})
	f.step("The bank credits it", &types.MsgAcceptExchangeIn{
		Teller: teller.String(), Wallet: carol.String(), Reference: "IN-1", BankReference: "CREDIT-1",
	})
	f.balance(carol)
	f.balance(shop)

	path := filepath.Join("testdata", "wallet.txt")
	if *write {
		require.NoError(t, os.WriteFile(path, []byte(f.text.String()), 0o600))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, string(want), f.text.String(), "if the change is meant: go test ./x/currency/keeper -run TestLifeOfAWallet -write")
}
