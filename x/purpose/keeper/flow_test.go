package keeper_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

var write = flag.Bool("write", false, "write the golden flows of testdata")

// flow plays messages and writes down what came of each, with actors by name.
type flow struct {
	*office
	text strings.Builder
}

func (f *flow) step(title string, msg sdk.Msg) {
	f.t.Helper()
	fmt.Fprintf(&f.text, "\n%s\n", title)
	events, err := f.Send(msg)
	if err != nil {
		fmt.Fprintf(&f.text, "  refused: %s\n", named(err.Error()))
	}
	f.write(ours(events))
	f.audit()
}

func (f *flow) write(events []proto.Message) {
	for _, event := range events {
		name := strings.TrimPrefix(proto.MessageName(event), "dcep.purpose.v1.")
		fmt.Fprintf(&f.text, "  %s %s\n", name, named(strings.TrimSpace(event.String())))
	}
}

func named(text string) string {
	for _, actor := range []testutil.Actor{treasurer, controller, province, city, hotel, clinic, trader, landlord, airline, grocer} {
		text = strings.ReplaceAll(text, actor.String(), actor.Name)
	}
	return text
}

func (f *flow) balances(title string, actors ...testutil.Actor) {
	f.t.Helper()
	fmt.Fprintf(&f.text, "\n%s\n  the fund has %s\n", title, types.Fen(f.programme().FundFen))
	for _, actor := range actors {
		fmt.Fprintf(&f.text, "  %s has %s\n", actor.Name, f.balance(actor))
	}
}

func TestLifeOfAProgramme(t *testing.T) {
	f := &flow{office: newOffice(t)}
	f.text.WriteString("The life of a programme\n")
	f.step("The finance department opens a fund of a billion yuan for December", create())
	f.step("The province pays its part", payIn(province, 700*million, "PAY-1"))
	f.step("A fen more than the pledge is refused", payIn(city, 300*million+1, "PAY-1"))
	f.step("The city pays its part", payIn(city, 300*million, "PAY-1"))
	f.step("A treasurer proposes two grants", propose("BATCH-1", award(hotel, "tourism", "H", 1_000_000), award(clinic, "housing", "", 500_000)))
	f.step("A trader is no hotel", propose("BATCH-2", award(trader, "tourism", "F", 1_000_000)))
	f.step("A controller confirms", confirm("BATCH-1"))
	f.step("A day early", spend(hotel, airline, 1, genesisDay, "FLY-1"))
	f.until(firstDay)
	f.step("The hotel flies its staff in", spend(hotel, airline, 400_000, firstDay, "FLY-1"))
	f.step("The same id pays nothing", spend(hotel, airline, 400_000, firstDay, "FLY-1"))
	f.step("Not at the grocer's", spend(hotel, grocer, 1, firstDay, "FOOD-1"))
	f.step("Not more than is left", spend(hotel, airline, 600_001, firstDay, "FLY-2"))
	f.step("The airline gives a part back, to the grant", giveBack(airline, hotel, "FLY-1", 100_000, "BACK-1"))
	f.step("The clinic moves away", recall(clinic))
	f.balances("So far", province, city, hotel, airline)
	f.until("2020-01-01")
	f.text.WriteString("\nDecember is over\n")
	f.write(f.end())
	f.balances("All is back but what was spent", province, city, hotel, airline)
	f.step("The airline gives more back, to the sponsors", giveBack(airline, hotel, "FLY-1", 3, "BACK-2"))
	f.until("2020-06-30")
	f.text.WriteString("\nNothing can come back any more\n")
	f.write(f.end())
	f.balances("At last", province, city, hotel, airline)

	path := filepath.Join("testdata", "programme.txt")
	if *write {
		require.NoError(t, os.WriteFile(path, []byte(f.text.String()), 0o600))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, string(want), f.text.String(), "if the change is meant: go test ./x/purpose/keeper -run TestLifeOfAProgramme -write")
}
