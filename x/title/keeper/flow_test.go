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
	"github.com/dcep-consortium/dcepd/x/title/types"
)

var write = flag.Bool("write", false, "write the golden flow of testdata")

// flow plays messages and writes down what came of each, with actors by name.
type flow struct {
	*quay
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
		name := strings.TrimPrefix(proto.MessageName(event), "dcep.title.v1.")
		fmt.Fprintf(&f.text, "  %s %s\n", name, named(strings.TrimSpace(event.String())))
	}
	f.audit()
}

func named(text string) string {
	for _, actor := range []testutil.Actor{line, shipper, buyer, agent, trader, controller, clerk} {
		text = strings.ReplaceAll(text, actor.String(), actor.Name)
	}
	return strings.ReplaceAll(text, titleID(1), "the-bill")
}

func TestLifeOfATitle(t *testing.T) {
	f := &flow{quay: newQuay(t)}
	f.text.WriteString("The life of a bill of lading\n")
	f.step("The line has loaded the goods, and gives the shipper a title", issue(1))
	f.step("Not a second one", issue(1))
	f.step("The shipper has it held by an agent", transfer(2, shipper, agent))
	f.step("which does not want it", reject(3, agent))
	f.step("The shipper pledges it to its bank", offer(4, shipper))
	f.step("which accepts", accept(5))
	f.step("It cannot sell it now", sell(6, shipper, buyer))
	f.step("The bank consents to this buyer", consentToSale(6, buyer))
	f.step("and to no other", sell(7, shipper, agent))
	f.step("so the buyer gets it", sell(7, shipper, buyer))
	f.step("The shipper acts on an old picture", sell(7, shipper, agent))
	f.step("The buyer wants another port, but the bank must agree", surrender(8, buyer, types.SURRENDER_PURPOSE_AMENDMENT))
	f.step("It is paid and releases the title", release(8))
	f.step("The buyer asks for the amendment", surrender(9, buyer, types.SURRENDER_PURPOSE_AMENDMENT))
	f.step("The line makes it", amend(10))
	f.step("The buyer asks for paper", surrender(11, buyer, types.SURRENDER_PURPOSE_PAPER))
	f.step("The line issues it", toPaper(12))
	f.step("From now on nothing moves here", sell(13, buyer, agent))
	f.step("The paper comes back from an agent of the buyer", fromPaper(13))
	f.step("who gives the title to the buyer", transfer(14, agent, buyer))
	f.step("The buyer asks for the goods", surrender(15, buyer, types.SURRENDER_PURPOSE_DELIVERY))
	f.step("which the line does not give without freight", refuseSurrender(16))
	f.step("It is paid", surrender(17, buyer, types.SURRENDER_PURPOSE_DELIVERY))
	f.step("and delivers", accomplish(18))
	f.step("The title is accomplished", sell(19, buyer, agent))

	path := filepath.Join("testdata", "title.txt")
	if *write {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, []byte(f.text.String()), 0o600))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, string(want), f.text.String(), "if the change is meant: go test ./x/title/keeper -run TestLifeOfATitle -write")
}
