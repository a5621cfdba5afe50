package keeper_test

import (
	"encoding/hex"
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

	"github.com/dcep-consortium/dcepd/offline"
	"github.com/dcep-consortium/dcepd/testutil"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/offline/types"
)

var write = flag.Bool("write", false, "write the golden flow of testdata")

// flow plays messages and writes down what came of each, with actors, devices and vouchers by name.
type flow struct {
	*bank
	text  strings.Builder
	names []string
}

func (f *flow) call(text, name string) { f.names = append(f.names, text, name) }

func (f *flow) step(title string, msg sdk.Msg) {
	f.t.Helper()
	fmt.Fprintf(&f.text, "\n%s\n", title)
	events, err := f.Send(msg)
	if err != nil {
		fmt.Fprintf(&f.text, "  refused: %s\n", f.named(err.Error()))
	}
	f.write(events)
	f.check()
}

func (f *flow) write(events []proto.Message) {
	for _, event := range events {
		module, name, _ := strings.Cut(strings.TrimPrefix(proto.MessageName(event), "dcep."), ".v1.")
		if module == types.ModuleName {
			fmt.Fprintf(&f.text, "  %s %s\n", name, f.named(strings.TrimSpace(event.String())))
		}
	}
}

func (f *flow) named(text string) string { return strings.NewReplacer(f.names...).Replace(text) }

// pass lets time pass.
func (f *flow) pass(title string, by time.Duration) {
	f.t.Helper()
	fmt.Fprintf(&f.text, "\n%s\n", title)
	f.Advance(by)
	f.write(f.expire())
}

func (f *flow) balances(title string, devices []*device, actors ...testutil.Actor) {
	f.t.Helper()
	fmt.Fprintf(&f.text, "\n%s\n", title)
	for _, device := range devices {
		fmt.Fprintf(&f.text, "  the purse of %s has %s\n", f.named(device.id), currencytypes.Fen(device.record().PurseFen))
	}
	for _, actor := range actors {
		fmt.Fprintf(&f.text, "  %s has %s\n", actor.Name, currencytypes.Fen(f.balance(actor)))
	}
}

// certified registers a device whose key is the same in every run.
func (f *flow) certified(name string, owner testutil.Actor) *device {
	f.t.Helper()
	d := &device{Device: &testutil.Device{Owner: owner, Key: testutil.DeviceKey(name)}, bank: f.bank}
	d.id = d.ID()
	f.call(d.id, name)
	f.step("The bank certifies "+name, f.register(f.terms(owner, d.Key), d.Key))
	return d
}

// signed gives a voucher a name.
func (f *flow) signed(name string, v offline.Voucher) offline.Voucher {
	id := v.Last().ID
	f.call(hex.EncodeToString(id[:]), name)
	return v
}

func TestLifeOfADevice(t *testing.T) {
	f := &flow{bank: newBank(t)}
	f.text.WriteString("The life of a device that somebody clones\n")
	alice, bob := f.wallet("alice", currencytypes.WALLET_CLASS_III, 300_00), f.wallet("bob", currencytypes.WALLET_CLASS_III, 50_00)
	shop := f.wallet("shop", currencytypes.WALLET_CLASS_III, 0)
	for _, actor := range []testutil.Actor{alice, bob, shop, teller, compliance, treasurer} {
		f.call(actor.String(), actor.Name)
	}
	card, phone := f.certified("Alice's card", alice), f.certified("Bob's phone", bob)
	f.step("Alice loads her card", card.load(150_00))
	f.step("A fen more than the purse holds is refused", card.load(50_01))

	lunch := f.signed("voucher LUNCH", card.pay(bob, 60_00))
	onwards := f.signed("voucher LUNCH, handed over", phone.handOver(lunch, shop))
	f.step("In the tunnel Alice pays Bob, Bob pays the shop with it, and the shop settles when it has a network", settle(shop, onwards))
	f.step("It is settled once", settle(shop, onwards))
	f.step("Bob no longer has it", settle(bob, lunch))

	f.pass("Two days without a network pass", 48*time.Hour+time.Second)
	f.step("Alice cannot load before she synced", card.load(1_00))
	f.step("She syncs", card.sync(90_00))
	f.step("The clock counts anew", card.load(10_00))

	f.step("The shop takes no money for now", &currencytypes.MsgPlaceHold{
		Officer: compliance.String(), Wallet: shop.String(), Reference: "HOLD-1", Side: currencytypes.HOLD_SIDE_CREDIT, Ground: "books under review",
	})
	waiting := f.signed("voucher HELD", card.pay(shop, 100_00))
	f.step("Goods were delivered, so its money waits", settle(shop, waiting))
	f.step("Nothing is paid out under the hold", &types.MsgClaimSurplus{Holder: shop.String()})
	f.step("The hold ends", &currencytypes.MsgLiftHold{Officer: compliance.String(), Wallet: shop.String(), Reference: "HOLD-1"})
	f.step("What waited is the shop's", &types.MsgClaimSurplus{Holder: shop.String()})

	for i, title := range []string{
		"A clone of the card pays with a counter that was used: the bank stands for it, and the proof revokes the card",
		"It pays again", "The guarantee is the purse cap and no more: the rest is a claim",
	} {
		cloned := f.signed(fmt.Sprintf("voucher CLONE-%d", i+1), card.payWith(uint64(1+i), shop, 80_00))
		f.step(title, settle(shop, cloned))
		if i == 2 {
			id := cloned.Last().ID
			f.step("The bank pays the claim all the same", &types.MsgPayClaim{Treasurer: treasurer.String(), VoucherId: id[:]})
		}
	}
	f.balances("So far", []*device{card, phone}, alice, bob, shop)

	f.step("Bob loads his phone", phone.load(20_00))
	f.step("He takes it back, and gives the phone up", phone.unload(0, 20_00, true))
	f.pass("Thirty days after the card was revoked its purse is closed", month)
	f.step("A late voucher is worth nothing", settle(shop, f.signed("voucher LATE", card.payWith(9, shop, 1_00))))
	f.balances("At last", []*device{card, phone}, alice, bob, shop)

	path := filepath.Join("testdata", "device.txt")
	if *write {
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o750))
		require.NoError(t, os.WriteFile(path, []byte(f.text.String()), 0o600))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, string(want), f.text.String(), "if the change is meant: go test ./x/offline/keeper -run TestLifeOfADevice -write")
}
