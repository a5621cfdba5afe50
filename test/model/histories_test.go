package model_test

import (
	"slices"
	"strings"
	"testing"

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
	"decide exchange in": {2, (*machine).decideExchangeIn}, "set phase": {1, (*machine).setPhase}, "remove phase": {1, (*machine).removePhase},
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
	"create programme": {2, (*machine).createProgramme}, "fund programme": {4, (*machine).fundProgramme},
	"propose grants": {4, (*machine).proposeGrants}, "decide grants": {4, (*machine).decideGrants}, "spend grant": {6, (*machine).spendGrant},
	"refund spending": {2, (*machine).refundSpending}, "recall grant": {1, (*machine).recallGrant}, "close programme": {1, (*machine).closeProgramme},
	"update wallet": {1, (*machine).updateWallet}, "set phase": {1, (*machine).setPhase},
}

var ofDevices = history{
	"register device": {1, (*machine).registerDevice}, "load device": {3, (*machine).loadDevice}, "decide device": {1, (*machine).decideDevice},
	"state device": {2, (*machine).stateDevice}, "pay offline": {5, (*machine).payOffline}, "hand over": {4, (*machine).handOver},
	"settle": {8, (*machine).settle}, "claim surplus": {2, (*machine).claimSurplus}, "pay claim": {1, (*machine).payClaim},
	"request redemption": {1, (*machine).requestRedemption}, "set phase": {1, (*machine).setPhase},
}

func TestCashAgreesWithTheNaiveLedger(t *testing.T) {
	accepted, _ := play(t, everyday, ofCash)
	requireAccepted(t, accepted, "currency.v1.MsgRequestIssuance", "currency.v1.MsgApproveIssuance", "currency.v1.MsgRejectIssuance",
		"currency.v1.MsgCancelIssuance", "currency.v1.MsgReturnReserve", "currency.v1.MsgRequestRedemption", "currency.v1.MsgAcceptRedemption",
		"currency.v1.MsgSettleRedemption", "currency.v1.MsgRejectRedemption", "currency.v1.MsgCancelRedemption", "currency.v1.MsgAllocateCash",
		"currency.v1.MsgReturnCash", "currency.v1.MsgExchangeOut", "currency.v1.MsgExchangeIn", "currency.v1.MsgAcceptExchangeIn",
		"currency.v1.MsgReturnExchangeIn", "currency.v1.MsgReclaimExchangeIn", "currency.v1.MsgSetPhase", "currency.v1.MsgRemovePhase",
		"currency.v1.MsgInviteCustomers", "currency.v1.MsgUpdateWallet")
}

func TestWalletsAgreeWithTheNaiveLedger(t *testing.T) {
	accepted, _ := play(t, everyday, ofWallets)
	requireAccepted(t, accepted, "currency.v1.MsgOpenWallet", "currency.v1.MsgOpenSubWallet", "currency.v1.MsgCloseWallet",
		"currency.v1.MsgChangeWalletClass", "currency.v1.MsgSetOwnerLimits", "currency.v1.MsgSetOperatorLimits", "currency.v1.MsgPlaceHold",
		"currency.v1.MsgLiftHold", "currency.v1.MsgPay", "currency.v1.MsgPayBatch", "currency.v1.MsgRefund", "currency.v1.MsgOpenDispute",
		"currency.v1.MsgAnswerDispute", "currency.v1.MsgWithdrawDispute", "currency.v1.MsgDecideDispute", "currency.v1.MsgProposeEstate",
		"currency.v1.MsgConfirmEstate", "currency.v1.MsgCancelEstate", "currency.v1.MsgProposeKeyReplacement",
		"currency.v1.MsgConfirmKeyReplacement", "currency.v1.MsgObjectKeyReplacement", "currency.v1.MsgCancelKeyReplacement",
		"currency.v1.MsgCompleteKeyReplacement", "currency.v1.MsgUpdateParams")
}

func TestPurposesAgreeWithTheNaiveLedger(t *testing.T) {
	accepted, _ := play(t, everyday, ofPurposes)
	requireAccepted(t, accepted, messagesOf("purpose")...)
}

func TestOfflineDevicesAgreeWithTheNaiveLedger(t *testing.T) {
	accepted, outcomes := play(t, everyday, ofDevices)
	requireAccepted(t, accepted, messagesOf("offline")...)
	for _, kind := range []offline.OutcomeKind{
		offline.OUTCOME_KIND_SETTLED, offline.OUTCOME_KIND_ALREADY_SETTLED, offline.OUTCOME_KIND_REFUSED,
	} {
		require.NotZero(t, outcomes[kind], kind)
	}
}

// play runs random histories, and compares chain and model after every step. It counts the messages that were accepted.
func play(t *testing.T, parts ...history) (map[string]int, map[offline.OutcomeKind]int) {
	t.Helper()
	all := history{}
	var names []string
	for _, part := range parts {
		for name, action := range part {
			all[name] = action
			for range action.weight {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	accepted, outcomes := map[string]int{}, map[offline.OutcomeKind]int{}
	rapid.Check(t, func(r *rapid.T) {
		const days = 3
		chain := testutil.New(t, func(g *testutil.Genesis) {
			g.Currency.Params = params(days)
			testutil.AddMember(g, bank, consortium.MEMBER_KIND_COOPERATING_BANK)
		})
		m := &machine{
			chain: chain, model: newNaive(chain.Time(), days), devices: map[string]*testutil.Device{}, accepted: accepted, outcomes: outcomes,
		}
		m.fill(r)
		r.Repeat(map[string]func(*rapid.T){"three steps": func(r *rapid.T) {
			for range 3 {
				all[fair(names...).Draw(r, "action")].do(m, r)
				m.compare(r)
			}
		}})
	})
	return accepted, outcomes
}

// messagesOf lists all that people and resolutions may send to a module.
func messagesOf(module string) (messages []string) {
	for _, permission := range app.Permissions() {
		if name, ofModule := strings.CutPrefix(permission.Message, "/dcep."); ofModule && strings.HasPrefix(name, module+".") {
			messages = append(messages, name)
		}
	}
	return messages
}

func requireAccepted(t *testing.T, accepted map[string]int, messages ...string) {
	t.Helper()
	for _, message := range messages {
		require.NotZero(t, accepted["/dcep."+message], "no %s succeeded in any run", message)
	}
}
