package model_test

import (
	"flag"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
	offline "github.com/dcep-consortium/dcepd/x/offline/types"
)

// history is a kind of random history: how often each thing happens, in parts of their sum.
type history map[string]struct {
	weight int
	do     func(*machine, *rapid.T)
}

// everyday is what happens in every history.
var everyday = history{
	"exchange out": {2, (*machine).exchangeOut}, "exchange in": {1, (*machine).exchangeIn}, "pay": {3, (*machine).pay},
	"change class": {1, (*machine).changeClass}, "set limits": {1, (*machine).setLimits}, "place hold": {1, (*machine).placeHold},
	"lift hold": {1, (*machine).liftHold}, "close wallet": {1, (*machine).closeWallet}, "let time pass": {2, (*machine).advance},
}

var ofCash = history{
	"request issuance": {1, (*machine).requestIssuance}, "decide issuance": {2, (*machine).decideIssuance},
	"return reserve": {1, (*machine).returnReserve}, "request redemption": {1, (*machine).requestRedemption},
	"decide redemption": {2, (*machine).decideRedemption}, "allocate": {2, (*machine).allocate}, "return cash": {1, (*machine).returnCash},
	"decide exchange in": {2, (*machine).decideExchangeIn}, "set phase": {1, (*machine).setPhase}, "remove phase": {2, (*machine).removePhase},
	"invite": {1, (*machine).invite}, "update wallet": {1, (*machine).updateWallet}, "open wallet": {1, (*machine).openWallet},
}

var ofWallets = history{
	"pay by name": {3, (*machine).payByName}, "pay several": {2, (*machine).paySeveral}, "refund": {2, (*machine).refund},
	"open dispute": {2, (*machine).openDispute}, "decide dispute": {2, (*machine).decideDispute},
	"open wallet": {1, (*machine).openWallet}, "open sub-wallet": {2, (*machine).openSubWallet}, "close wallet": {1, (*machine).closeWallet},
	"place hold": {1, (*machine).placeHold}, "decide exchange in": {1, (*machine).decideExchangeIn},
	"propose estate": {2, (*machine).proposeEstate}, "decide estate": {3, (*machine).decideEstate},
	"propose key": {2, (*machine).proposeKey}, "decide key": {3, (*machine).decideKey},
	"change instruction days": {1, (*machine).changeInstructionDays},
}

var ofPurposes = history{
	"create programme": {3, (*machine).createProgramme}, "fund programme": {5, (*machine).fundProgramme},
	"propose grants": {4, (*machine).proposeGrants}, "decide grants": {4, (*machine).decideGrants}, "spend grant": {7, (*machine).spendGrant},
	"refund spending": {2, (*machine).refundSpending}, "recall grant": {2, (*machine).recallGrant}, "close programme": {1, (*machine).closeProgramme},
	"update wallet": {1, (*machine).updateWallet}, "set phase": {1, (*machine).setPhase},
}

var ofDevices = history{
	"register device": {1, (*machine).registerDevice}, "load device": {3, (*machine).loadDevice}, "decide device": {2, (*machine).decideDevice},
	"state device": {2, (*machine).stateDevice}, "pay offline": {6, (*machine).payOffline}, "hand over": {4, (*machine).handOver},
	"settle": {10, (*machine).settle}, "claim surplus": {2, (*machine).claimSurplus}, "pay claim": {3, (*machine).payClaim},
	"request redemption": {1, (*machine).requestRedemption}, "set phase": {1, (*machine).setPhase},
}

// TestMain plays the same few thousand steps every time, unless somebody asks for others: with -rapid.checks, -rapid.steps or
// -rapid.seed histories are as many, as long and as random as they say.
func TestMain(m *testing.M) {
	flag.Parse()
	chosen := map[string]bool{}
	flag.Visit(func(f *flag.Flag) { chosen[f.Name] = true })
	if !chosen["rapid.checks"] && !chosen["rapid.steps"] && !chosen["rapid.seed"] {
		for name, value := range map[string]string{"rapid.checks": "12", "rapid.steps": "50", "rapid.seed": "1"} {
			if err := flag.Set(name, value); err != nil {
				panic(err)
			}
		}
	}
	os.Exit(m.Run())
}

// unplayed are the messages that no history sends.
var unplayed = []string{
	// A member that leaves is x/consortium's; x/currency/keeper tests who serves its wallets then.
	"/dcep.currency.v1.MsgTransferWallets",
}

func TestMoneyAgreesWithTheNaiveLedger(t *testing.T) {
	histories := []*tally{newTally("cash", ofCash), newTally("wallets", ofWallets), newTally("purposes", ofPurposes), newTally("devices", ofDevices)}
	t.Run("histories", func(t *testing.T) {
		for _, history := range histories {
			t.Run(history.name, func(t *testing.T) {
				t.Parallel()
				history.play(t)
			})
		}
	})
	if t.Failed() {
		return
	}
	var missing []string
	for _, message := range slices.Concat(messagesOf("currency"), messagesOf("purpose"), messagesOf("offline")) {
		played := slices.ContainsFunc(histories, func(of *tally) bool { return of.accepted[message] > 0 })
		if !played && !slices.Contains(unplayed, message) {
			missing = append(missing, message)
		}
	}
	require.Empty(t, missing, "messages that succeeded in no history")
	for _, kind := range []offline.OutcomeKind{
		offline.OUTCOME_KIND_SETTLED, offline.OUTCOME_KIND_ALREADY_SETTLED, offline.OUTCOME_KIND_REFUSED,
	} {
		require.NotZero(t, histories[3].outcomes[kind], kind)
	}
}

// tally plays histories of one kind and counts what happened in them.
type tally struct {
	name    string
	actions history
	// accepted counts the messages of each kind that succeeded, outcomes what became of vouchers.
	accepted map[string]int
	outcomes map[offline.OutcomeKind]int
}

func newTally(name string, special history) *tally {
	of := &tally{name: name, actions: maps.Clone(everyday), accepted: map[string]int{}, outcomes: map[offline.OutcomeKind]int{}}
	maps.Copy(of.actions, special)
	return of
}

// play compares chain and model after every step. Then it exports each history, and lets a twin play the first.
func (of *tally) play(t *testing.T) {
	t.Helper()
	var names []string
	for _, name := range slices.Sorted(maps.Keys(of.actions)) {
		names = append(names, slices.Repeat([]string{name}, of.actions[name].weight)...)
	}
	var machines []*machine
	rapid.Check(t, func(r *rapid.T) {
		chain := testutil.New(t, founded)
		m := &machine{
			chain: chain, model: newNaive(chain.Time(), days), devices: map[string]*testutil.Device{}, accepted: of.accepted, outcomes: of.outcomes,
		}
		m.fill(r)
		r.Repeat(map[string]func(*rapid.T){"three steps": func(r *rapid.T) {
			for range 3 {
				of.actions[fair(names...).Draw(r, "action")].do(m, r)
				m.compare(r)
			}
		}})
		machines = append(machines, m)
	})
	for _, m := range machines {
		m.endBlock(time.Second)
		m.chain.RequireSurvivesExport()
	}
	machines[0].requireTwin(t, testutil.New(t, founded))
}

// days is for how long a payment may be presented at first.
const days = 3

func founded(g *testutil.Genesis) {
	g.Currency.Params = params(days)
	testutil.AddMember(g, bank, consortium.MEMBER_KIND_COOPERATING_BANK)
}

// messagesOf lists all that people and resolutions may send to a module.
func messagesOf(module string) (messages []string) {
	for _, permission := range app.Permissions() {
		if strings.HasPrefix(permission.Message, "/dcep."+module+".") {
			messages = append(messages, permission.Message)
		}
	}
	return messages
}
