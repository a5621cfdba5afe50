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
	"github.com/dcep-consortium/dcepd/x/letters/types"
)

var write = flag.Bool("write", false, "write the golden flow of testdata")

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
	for _, event := range ours(events) {
		name := strings.TrimPrefix(proto.MessageName(event), "dcep.letters.v1.")
		fmt.Fprintf(&f.text, "  %s %s\n", name, named(strings.TrimSpace(event.String())))
	}
	f.audit()
}

func named(text string) string {
	for _, actor := range []testutil.Actor{importer, exporter, trade, examiner, treasurer, bocTrade, bocExamine} {
		text = strings.ReplaceAll(text, actor.String(), actor.Name)
	}
	return text
}

func (f *flow) money() {
	f.t.Helper()
	fmt.Fprintf(&f.text, "\n  %s has %s, %s has %s, the exporter has %s; available %s\n", icbc, f.box(icbc), boc, f.box(boc), f.balance(exporter),
		types.Fen(f.letter().AvailableFen))
}

func TestLifeOfALetter(t *testing.T) {
	f := &flow{office: newOffice(t)}
	f.text.WriteString("The life of a letter of credit\n")
	f.step("The importer applies for 100,000.00 yuan, five percent more or less", apply())
	f.step("One officer of the bank", issue(trade))
	f.step("The same one again", issue(trade))
	f.step("The second one binds the bank", issue(examiner))
	f.step("Bank of China vouches for it", advise())
	f.step("It adds its confirmation, by one officer", confirm(bocTrade))
	f.step("and by two", confirm(bocExamine))
	f.step("The exporter presents more than there is", present(icbc, 105_000*yuan+1, start))
	f.step("It presents for 40,000.00 yuan to the confirming bank", present(boc, 40_000*yuan, start))
	f.step("Which finds it complying", comply(bocExamine, 1))
	f.step("accepts", accept(bocTrade, 1))
	f.step("and pays", settle(bocTrade, 1))
	f.money()
	f.step("It forwards the documents", &types.MsgForwardDocuments{Officer: bocTrade.String(), IssuingBankId: icbc, Number: number, Presentation: 1})
	f.until("2019-12-10")
	f.step("The issuing bank says nothing for five banking days, and then too late", refuseDocuments(2, types.DISCREPANCY_CODE_OTHER))
	f.step("So it accepts", accept(trade, 2))
	f.step("and another officer reimburses", settle(treasurer, 2))
	f.money()
	f.until("2020-06-02")
	f.step("The exporter ships and presents the rest a day late", present(icbc, 60_000*yuan, "2020-06-02"))
	f.step("Nobody can overlook that", comply(examiner, 3))
	f.step("The bank refuses", refuseDocuments(3, types.DISCREPANCY_CODE_LATE_SHIPMENT))
	f.step("The importer wants the goods", waive(3))
	f.step("The bank agrees", agree(3))
	f.step("accepts", accept(trade, 3))
	f.step("and pays", settle(trade, 3))
	f.money()
	f.until("2020-07-01")
	f.step("June is over", present(icbc, 1, "2020-06-02"))
	f.step("The bank closes the letter", &types.MsgCloseLetter{Officer: trade.String(), Number: number})

	path := filepath.Join("testdata", "letter.txt")
	if *write {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, []byte(f.text.String()), 0o600))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, string(want), f.text.String(), "if the change is meant: go test ./x/letters/keeper -run TestLifeOfALetter -write")
}
