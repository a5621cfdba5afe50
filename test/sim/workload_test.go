package sim_test

import (
	"fmt"
	"math/rand"
	"time"

	abci "github.com/cometbft/cometbft/abci/types"

	codectypes "github.com/cosmos/cosmos-sdk/codec/types"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/testutil"
	calendar "github.com/dcep-consortium/dcepd/x/calendar/types"
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

var (
	operators  = []string{"icbc-sz", "abc-sz", "boc-sz", "china-mobile"}
	validators = []string{"pboc", "icbc-sz", "abc-sz", "boc-sz"}
)

// workload makes the same blocks from the same seed: a pilot day in disorder,
// with many transactions that must fail.
type workload struct {
	rand    *rand.Rand
	wallets []testutil.Actor
	serial  int
	ids     []string
	// proposed is the calendar that was proposed last.
	proposed *calendar.YearCalendar
	// voyage is how many steps of bills of lading there were.
	voyage int
}

func newWorkload(seed int64) *workload {
	w := &workload{rand: rand.New(rand.NewSource(seed))}
	for i := range 12 {
		w.wallets = append(w.wallets, testutil.NewActor(fmt.Sprintf("holder %d", i)))
	}
	return w
}

type signed struct {
	actor testutil.Actor
	msg   sdk.Msg
}

// block returns what is sent in one block and how that block is.
func (w *workload) block(time time.Time) ([]signed, testutil.Block) {
	var sent []signed
	for range w.rand.Intn(8) {
		sent = append(sent, w.message(time))
	}
	block := testutil.Block{After: w.after()}
	if w.rand.Intn(3) == 0 {
		block.Missed = []string{w.pick(validators)}
	}
	if w.rand.Intn(60) == 0 {
		key := testutil.ConsensusKey(w.pick(validators)).PubKey()
		block.Misbehavior = []abci.Misbehavior{{
			Type: abci.MisbehaviorType_DUPLICATE_VOTE, Height: 1, Time: time, TotalVotingPower: 40,
			Validator: abci.Validator{Address: key.Address(), Power: 10},
		}}
	}
	return sent, block
}

func (w *workload) after() time.Duration {
	if w.rand.Intn(20) == 0 {
		return time.Duration(w.rand.Intn(100)) * time.Hour
	}
	return time.Second
}

func (w *workload) pick(list []string) string { return list[w.rand.Intn(len(list))] }

func (w *workload) amount() uint64 { return uint64(w.rand.Int63n(3_000_000)) }

// id is mostly new and sometimes one that was used before.
func (w *workload) id() string {
	if len(w.ids) > 0 && w.rand.Intn(2) == 0 {
		return w.pick(w.ids)
	}
	w.serial++
	id := fmt.Sprintf("ID-%d", w.serial)
	w.ids = append(w.ids, id)
	return id
}

func (w *workload) message(now time.Time) signed {
	member := w.pick(operators)
	switch w.rand.Intn(8) {
	case 0:
		return w.treasury(member)
	case 4:
		return w.calendar(now)
	case 5:
		return w.letter(now)
	case 6:
		return w.trade(now)
	case 7:
		return w.billOfLading()
	case 1:
		return w.governance()
	case 2:
		return w.counter(member)
	default:
		return w.holder(now)
	}
}

func (w *workload) treasury(member string) signed {
	treasurer, issuer, controller := testutil.Officer(member, "treasurer"), testutil.Officer("pboc", "issuer"), testutil.Officer("pboc", "controller")
	switch w.rand.Intn(8) {
	case 0, 1:
		return signed{treasurer, &currency.MsgRequestIssuance{
			Treasurer: treasurer.String(), Id: w.id(), AmountFen: w.amount() * 10_000, ReserveReference: "RTGS-" + w.id(),
		}}
	case 2, 3:
		return signed{issuer, &currency.MsgApproveIssuance{Officer: issuer.String(), MemberId: member, Id: w.id()}}
	case 4:
		return signed{controller, &currency.MsgApproveIssuance{Officer: controller.String(), MemberId: member, Id: w.id()}}
	case 5:
		return signed{treasurer, &currency.MsgRequestRedemption{Treasurer: treasurer.String(), Id: w.id(), AmountFen: w.amount()}}
	case 6:
		return signed{issuer, &currency.MsgAcceptRedemption{Issuer: issuer.String(), MemberId: member, Id: w.id()}}
	default:
		return signed{controller, &currency.MsgSettleRedemption{
			Controller: controller.String(), MemberId: member, Id: w.id(), CreditReference: "CR-" + w.id(),
		}}
	}
}

func (w *workload) counter(member string) signed {
	teller := testutil.Officer(member, "teller")
	wallet := w.wallets[w.rand.Intn(len(w.wallets))]
	switch w.rand.Intn(5) {
	case 0, 1:
		return signed{teller, &currency.MsgOpenWallet{
			Teller: teller.String(), Address: wallet.String(), Class: currency.WalletClass(1 + w.rand.Intn(4)),
			Kind: currency.WALLET_KIND_PERSONAL, Region: "440300", CustomerRef: make([]byte, 32), Carrier: currency.CARRIER_APP,
		}}
	case 2, 3:
		return signed{teller, &currency.MsgExchangeOut{Teller: teller.String(), Wallet: wallet.String(), AmountFen: w.amount(), Reference: w.id()}}
	default:
		return signed{teller, &currency.MsgAcceptExchangeIn{
			Teller: teller.String(), Wallet: wallet.String(), Reference: w.id(), BankReference: "BANK-1",
		}}
	}
}

func (w *workload) holder(now time.Time) signed {
	payer, payee := w.wallets[w.rand.Intn(len(w.wallets))], w.wallets[w.rand.Intn(len(w.wallets))]
	switch w.rand.Intn(7) {
	case 0:
		return signed{payer, &currency.MsgExchangeIn{Holder: payer.String(), AmountFen: w.amount(), Reference: w.id()}}
	case 1:
		return signed{payer, &currency.MsgReclaimExchangeIn{Holder: payer.String(), Reference: w.id()}}
	default:
		return signed{payer, &currency.MsgPay{
			Payer: payer.String(), Payee: payee.String(), AmountFen: w.amount() / 10, EndToEndId: w.id(),
			InstructionDate: currency.DayOf(now).String(),
		}}
	}
}

func (w *workload) governance() signed {
	member := w.pick(validators)
	governor := testutil.Officer(member, "governor")
	admin := testutil.Officer(member, "admin")
	switch w.rand.Intn(7) {
	case 0:
		return signed{governor, w.resolution(governor)}
	case 1, 2, 3:
		return signed{governor, &consortium.MsgVoteResolution{
			Governor: governor.String(), ResolutionId: uint64(1 + w.rand.Intn(10)), Choice: consortium.VoteChoice(1 + w.rand.Intn(2)),
		}}
	case 4:
		return signed{admin, &consortium.MsgProposeOfficer{
			Admin: admin.String(), Address: testutil.NewActor("new officer " + member).String(), Roles: []consortium.Role{consortium.ROLE_GOVERNOR},
		}}
	default:
		second := testutil.Officer(member, "admin2")
		return signed{second, &consortium.MsgConfirmOfficer{
			Admin: second.String(), Address: testutil.NewActor("new officer " + member).String(), Roles: []consortium.Role{consortium.ROLE_GOVERNOR},
		}}
	}
}

func (w *workload) resolution(governor testutil.Actor) *consortium.MsgSubmitResolution {
	target := w.pick([]string{"abc-sz", "china-unicom", "nobody"})
	var msg sdk.Msg
	switch w.rand.Intn(3) {
	case 0:
		msg = &consortium.MsgSuspendMember{Authority: consortium.Authority, MemberId: target}
	case 1:
		msg = &consortium.MsgReinstateMember{Authority: consortium.Authority, MemberId: target}
	default:
		msg = &consortium.MsgSetValidatorPower{Authority: consortium.Authority, ValidatorId: target, Power: int64(1 + w.rand.Intn(20))}
	}
	packed, err := codectypes.NewAnyWithValue(msg)
	if err != nil {
		panic(err)
	}
	return &consortium.MsgSubmitResolution{Governor: governor.String(), Messages: []*codectypes.Any{packed}, Reason: "drill"}
}
