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

	"github.com/dcep-consortium/dcepd/x/supervision/types"
)

var write = flag.Bool("write", false, "write the golden flows of testdata")

// flow plays messages and writes down what came of each, with people by name.
type flow struct {
	*desk
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
		name := strings.TrimPrefix(proto.MessageName(event), "dcep.supervision.v1.")
		fmt.Fprintf(&f.text, "  %s %s\n", name, named(strings.TrimSpace(event.String())))
	}
}

func named(text string) string {
	for _, actor := range []string{"alice", "bob", "chest"} {
		text = strings.ReplaceAll(text, actors[actor], actor)
	}
	for _, member := range []string{finance, police, court, pboc} {
		for _, role := range []string{"inspector", "supervisor", "reviewer", "compliance"} {
			text = strings.ReplaceAll(text, officer(member, role), member+"/"+role)
		}
	}
	return text
}

var actors = map[string]string{"alice": alice.String(), "bob": bob.String(), "chest": chest.String()}

func TestLifeOfACase(t *testing.T) {
	f := &flow{desk: newDesk(t)}
	f.text.WriteString("The life of a case: the bureau, the police, the court, the tax service and the central bank, against three sealed subjects\n")
	f.step("The inspection begins", step(police, types.STEP_KIND_INSPECTION))
	long := f.terms(48 * hour)
	f.step("The central bank's inspector binds itself to an order", proposeOrder(pboc, "B-1", long))
	wrong := long
	wrong.Wallet = bob.String()
	f.step("The supervisor cannot make another of it", enforce(pboc, "B-1", wrong))
	f.step("It puts it in force", enforce(pboc, "B-1", long))
	f.step("Alice pays nothing any more", pay(alice, bob, yuan))
	f.step("The central bank cannot extend it", extension(pboc, "B-1", "E-1", long.EndsAt.Add(day)))
	half := f.terms(100 * day)
	half.AmountFen = 400 * yuan
	f.step("The court orders to hold a part, for longer", proposeOrder(court, "C-1", half))
	f.step("and does", enforce(court, "C-1", half))
	f.Advance(48 * hour)
	f.text.WriteString("\nTwo days later the central bank's order is over\n")
	f.write(f.end())
	f.step("Alice pays what the court left her", pay(alice, bob, 600*yuan))
	f.step("and no fen more", pay(alice, bob, 1))
	f.wallet(chest, chest, 0)
	f.setChest(court, chest)
	f.step("The court wants the money", transfer(court, "C-1", "T-1", 400*yuan))
	f.step("A second officer agrees", decideChange(court, "C-1", "T-1", true))
	f.step("The bureau records its findings", step(finance, types.STEP_KIND_FINDINGS))
	f.step("Nobody is shut down unheard", propose(1, types.OUTCOME_SHUT_DOWN))
	f.step("Alice is served, and her seal opened", serve(1))
	f.step("She must rectify", propose(1, types.OUTCOME_RECTIFY))
	f.step("The supervisor agrees", decide(1, true))
	f.step("The second subject is cleared, and stays sealed", propose(2, types.OUTCOME_CLEARED))
	f.step("The supervisor agrees", decide(2, true))
	f.step("The third is referred to the police", propose(3, types.OUTCOME_REFERRED))
	f.step("The last outcome", decide(3, true))
	closing := &types.MsgCloseCase{Supervisor: officer(finance, "supervisor"), CaseId: caseID, Reason: "all settled"}
	f.step("The case stays open for Alice", closing)
	f.step("who puts things right", &types.MsgConfirmRectification{
		Supervisor: officer(finance, "supervisor"), CaseId: caseID, Number: 1, ProofHash: hash("proof"),
	})
	f.step("The end", closing)

	path := filepath.Join("testdata", "case.txt")
	if *write {
		require.NoError(t, os.WriteFile(path, []byte(f.text.String()), 0o600))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, string(want), f.text.String(), "if the change is meant: go test ./x/supervision/keeper -run TestLifeOfACase -write")
}
