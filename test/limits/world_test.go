// Package limits_test asks every limit through every path that moves money: at its exact edge the money goes, and one
// fen more is refused.
package limits_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/offline"
	"github.com/dcep-consortium/dcepd/testutil"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
	offlinetypes "github.com/dcep-consortium/dcepd/x/offline/types"
	purpose "github.com/dcep-consortium/dcepd/x/purpose/types"
)

const (
	yuan = currency.FenPerYuan
	// edge is what each limit still lets through, used what was paid before under limits that add up.
	edge = 100 * yuan
	used = 60 * yuan
	// plenty is more than any path moves.
	plenty = 5_000 * yuan

	icbc = "icbc-sz"
	// manager runs the programme whose grants are spent, and fund is the programme.
	manager, fund = "finance-sz", "FUND-1"
	genesisDay    = "2019-12-02"
)

var (
	teller     = testutil.Officer(icbc, "teller")
	treasurer  = testutil.Officer(icbc, "treasurer")
	compliance = testutil.Officer(icbc, "compliance")
	issuer     = testutil.Officer("pboc", "issuer")

	// payer is bounded where money leaves, payee where it arrives; friend is on the other side and has no limits.
	payer, payee, friend = testutil.NewActor("payer"), testutil.NewActor("payee"), testutil.NewActor("friend")
)

// caps are those of the devices.
var caps = offline.Caps{Purse: plenty, Single: plenty, Payments: 100, Hours: 24}

// world is a chain with everything on it that any path needs, in a branch of its state that a test throws away.
type world struct {
	t     *testing.T
	chain *testutil.Chain
	ctx   sdk.Context
	// names counts what was named, so that nothing has the name of another.
	names *int
	// purse is payer's device, gift friend's; both pay offline.
	purse, gift *testutil.Device
}

func (w *world) branch(t *testing.T) *world {
	t.Helper()
	branched := *w
	branched.t = t
	branched.ctx, _ = w.ctx.CacheContext()
	return &branched
}

// try sends a message through router and guard; on error nothing is kept.
func (w *world) try(msg sdk.Msg) error {
	w.t.Helper()
	ctx, write := w.ctx.CacheContext()
	_, err := w.chain.App.MsgServiceRouter().Handler(msg)(ctx, msg)
	if err == nil {
		write()
	}
	return err
}

func (w *world) do(msgs ...sdk.Msg) {
	w.t.Helper()
	for _, msg := range msgs {
		require.NoError(w.t, w.try(msg), "%T", msg)
	}
}

func (w *world) name() string {
	*w.names++
	return fmt.Sprintf("NAME-%d", *w.names)
}

func (w *world) balance(of testutil.Actor) currency.Fen {
	w.t.Helper()
	account, err := app.Currency(w.chain.App).Account(w.ctx, of.Address)
	require.NoError(w.t, err)
	return account.Balance
}

// check wants all money to be where the records say.
func (w *world) check() {
	w.t.Helper()
	require.NoError(w.t, app.Currency(w.chain.App).CheckSupply(w.ctx))
	require.NoError(w.t, app.Offline(w.chain.App).CheckEscrow(w.ctx))
	_, err := app.Purpose(w.chain.App).CheckEscrow(w.ctx)
	require.NoError(w.t, err)
}

func newWorld(t *testing.T) *world {
	t.Helper()
	chain := testutil.New(t)
	w := &world{
		t: t, chain: chain, ctx: chain.Context(), names: new(int),
		purse: testutil.NewDevice("purse", payer), gift: testutil.NewDevice("gift", friend),
	}
	w.do(
		&currency.MsgRequestIssuance{Treasurer: treasurer.String(), Id: "ISS-1", AmountFen: 1_000_000 * yuan, ReserveReference: "RTGS-1"},
		&currency.MsgApproveIssuance{Officer: issuer.String(), MemberId: icbc, Id: "ISS-1"},
	)
	for _, holder := range []testutil.Actor{payer, payee, friend} {
		w.do(openWallet(holder))
	}
	w.do(exchangeOut(friend, 50*plenty, w.name()))
	w.openDevices()
	w.grantToFriend()
	// What the friend paid and got is what refunds give back.
	w.do(payNamed(friend, payer, plenty, "TO-PAYER"), spend(payer, plenty, "SPENT-WITH-PAYER"), exchangeOut(payee, plenty, w.name()))
	w.do(payNamed(payee, friend, plenty, "FROM-PAYEE"))
	w.check()
	return w
}

func (w *world) openDevices() {
	w.t.Helper()
	key := testutil.DeviceKey("issuer")
	public := key.Public()
	w.do(
		&offlinetypes.MsgUpdateParams{Authority: authority, Params: offlineParams()},
		&offlinetypes.MsgSetDeviceIssuer{Officer: compliance.String(), PublicKey: public[:]},
	)
	for _, device := range []*testutil.Device{w.purse, w.gift} {
		w.do(device.Register(teller, key, device.Terms(caps, w.chain.Time())))
	}
	w.do(&offlinetypes.MsgLoadDevice{Owner: friend.String(), DeviceId: w.gift.ID(), AmountFen: plenty})
}

func offlineParams() offlinetypes.Params {
	params := offlinetypes.DefaultParams()
	params.MaxCaps.PurseFen, params.MaxCaps.SingleFen = plenty, plenty
	return params
}

// grantToFriend opens a programme that friend and payer sponsor, and gives friend a grant.
func (w *world) grantToFriend() {
	w.t.Helper()
	w.do(
		&purpose.MsgCreateProgramme{Treasurer: testutil.Officer(manager, "treasurer").String(), ProgrammeId: fund, Terms: purpose.ProgrammeTerms{
			Name: "Homes", BudgetFen: 20 * plenty, FirstDay: genesisDay, LastDay: "2020-12-31", CapPerBeneficiaryFen: 4 * plenty,
			Pledges: []purpose.Pledge{{Wallet: friend.String(), AmountFen: 10 * plenty}, {Wallet: payer.String(), AmountFen: 10 * plenty}},
			Purposes: []purpose.Purpose{{
				Id: "homes", Description: "Homes", BudgetFen: 20 * plenty, Scenarios: []currency.Scenario{currency.SCENARIO_HOUSING},
			}},
		}},
		fundProgramme(friend, 10*plenty, "FUND"),
		proposeGrants("BATCH-1", award(friend, 4*plenty)),
		&purpose.MsgConfirmGrants{Controller: testutil.Officer(manager, "controller").String(), ProgrammeId: fund, Reference: "BATCH-1"},
	)
}

func openWallet(holder testutil.Actor) *currency.MsgOpenWallet {
	customer := sha256.Sum256(holder.Address)
	return &currency.MsgOpenWallet{
		Teller: teller.String(), Address: holder.String(), Class: currency.WALLET_CLASS_I, Kind: currency.WALLET_KIND_CORPORATE, Region: "440300",
		CustomerRef: customer[:], Carrier: currency.CARRIER_APP, MerchantScenario: currency.SCENARIO_HOUSING,
	}
}

func exchangeOut(to testutil.Actor, amount currency.Fen, reference string) *currency.MsgExchangeOut {
	return &currency.MsgExchangeOut{Teller: teller.String(), Wallet: to.String(), AmountFen: uint64(amount), Reference: reference}
}

func exchangeIn(from testutil.Actor, amount currency.Fen, reference string) *currency.MsgExchangeIn {
	return &currency.MsgExchangeIn{Holder: from.String(), AmountFen: uint64(amount), Reference: reference}
}

func pay(from, to testutil.Actor, amount currency.Fen) *currency.MsgPay {
	return &currency.MsgPay{Payer: from.String(), Payee: to.String(), AmountFen: uint64(amount)}
}

func payNamed(from, to testutil.Actor, amount currency.Fen, id string) *currency.MsgPay {
	msg := pay(from, to, amount)
	msg.EndToEndId, msg.InstructionDate = id, genesisDay
	return msg
}

func payBatch(from, to testutil.Actor, amount currency.Fen) *currency.MsgPayBatch {
	return &currency.MsgPayBatch{Payer: from.String(), Transfers: []currency.Transfer{{Payee: to.String(), AmountFen: uint64(amount)}}}
}

func refund(by, to testutil.Actor, id string, amount currency.Fen, reference string) *currency.MsgRefund {
	return &currency.MsgRefund{
		Payee: by.String(), Payer: to.String(), InstructionDate: genesisDay, EndToEndId: id, AmountFen: uint64(amount), Reference: reference,
	}
}

func fundProgramme(from testutil.Actor, amount currency.Fen, reference string) *purpose.MsgFundProgramme {
	return &purpose.MsgFundProgramme{
		Sponsor: from.String(), ManagerId: manager, ProgrammeId: fund, AmountFen: uint64(amount), Reference: reference,
	}
}

func award(to testutil.Actor, amount currency.Fen) purpose.Award {
	return purpose.Award{Beneficiary: to.String(), PurposeId: "homes", Sector: "K", AmountFen: uint64(amount)}
}

func proposeGrants(reference string, awards ...purpose.Award) *purpose.MsgProposeGrants {
	return &purpose.MsgProposeGrants{
		Treasurer: testutil.Officer(manager, "treasurer").String(), ProgrammeId: fund, Reference: reference, Awards: purpose.Awards{Awards: awards},
	}
}

// spend pays out of friend's grant.
func spend(to testutil.Actor, amount currency.Fen, id string) *purpose.MsgSpendGrant {
	return &purpose.MsgSpendGrant{
		Beneficiary: friend.String(), ManagerId: manager, ProgrammeId: fund, Payee: to.String(), AmountFen: uint64(amount),
		EndToEndId: id, InstructionDate: genesisDay,
	}
}

// estate is what two officers do to pay the wallet of a dead holder out to payee.
func (w *world) estate(amount currency.Fen) *currency.MsgConfirmEstate {
	w.t.Helper()
	dead := testutil.NewActor(w.name())
	reference := w.name()
	w.do(openWallet(dead), exchangeOut(dead, amount, reference), &currency.MsgProposeEstate{
		Teller: teller.String(), Wallet: dead.String(), Reference: reference, Heir: payee.String(), DocumentHash: bytes.Repeat([]byte{1}, 32),
	})
	return &currency.MsgConfirmEstate{Officer: compliance.String(), Wallet: dead.String(), Reference: reference}
}
