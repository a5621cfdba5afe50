package sim_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	errorsmod "cosmossdk.io/errors"

	"github.com/cosmos/cosmos-sdk/baseapp/txnrunner"
	"github.com/cosmos/cosmos-sdk/client"
	sdk "github.com/cosmos/cosmos-sdk/types"
	sdkerrors "github.com/cosmos/cosmos-sdk/types/errors"
	authsigning "github.com/cosmos/cosmos-sdk/x/auth/signing"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/mempool"
	"github.com/dcep-consortium/dcepd/testutil"
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// paymentErrors are the refusals of payments that must turn up in the blocks below.
var paymentErrors = []*errorsmod.Error{
	sdkerrors.ErrTxDecode, sdkerrors.ErrWrongSequence, mempool.ErrEarly, sdkerrors.ErrTxTimeoutHeight, consortium.ErrInvalidAddress,
	app.ErrTxLimit, app.ErrSignature, app.ErrUnknownPrincipal,
	currency.ErrWalletNotFound, currency.ErrWalletClosed, currency.ErrDuplicatePayment, currency.ErrInstructionDate,
	currency.ErrPaymentToSelf, currency.ErrInsufficientFunds, currency.ErrHeld, currency.ErrSingleLimit, currency.ErrDayLimit,
	currency.ErrBalanceLimit, currency.ErrBatch, currency.ErrAmount, currency.ErrEndToEndID, currency.ErrIdentifier,
	currency.ErrCommitment, currency.ErrNotAdmitted, currency.ErrNoPhase,
}

// Payments on the short way (app/runner.go) come to what the SDK's own way makes of the same blocks, with the SDK's decoder:
// the same state, results and events, whatever else is in the block, whether the node knew the payments from its mempool,
// and also when it restarts before every block.
func TestPaymentsComeToTheSameOnBothWays(t *testing.T) {
	seen := map[string]int{}
	for seed := range int64(4) {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			short, long, restarted := testutil.New(t), testutil.New(t), testutil.New(t)
			long.App.SetBlockSTMTxRunner(txnrunner.NewDefaultRunner(long.App.TxConfig().TxDecoder()))
			p := newPayments(seed, short, long, restarted)
			for range blocks {
				p.disturb()
				block := p.block()
				restarted.Restart()
				p.again(restarted)
				one, two, three := short.EndBlock(block), long.EndBlock(block), restarted.EndBlock(block)
				require.Equal(t, two.TxResults, one.TxResults, "height %d", short.Height())
				require.Equal(t, two.AppHash, one.AppHash, "height %d", short.Height())
				require.Equal(t, two, one)
				require.Equal(t, one, three)
				for _, result := range one.TxResults {
					seen[fmt.Sprintf("%s/%d", result.Codespace, result.Code)]++
				}
			}
			require.NoError(t, app.Currency(short.App).CheckSupply(short.Context()))
		})
	}
	require.Greater(t, seen["/0"], 1000, "payments must succeed, too")
	var missing []string
	for _, refusal := range paymentErrors {
		if seen[fmt.Sprintf("%s/%d", refusal.Codespace(), refusal.ABCICode())] == 0 {
			missing = append(missing, refusal.Error())
		}
	}
	require.Empty(t, missing, "refusals that were never seen")
}

// payments makes blocks full of payments, good and bad, between wallets of all kinds.
type payments struct {
	*workload
	chains  []*testutil.Chain
	holders []testutil.Actor
	// next are the sequences after what is in the block so far.
	next map[string]uint64
	// undone are the messages of the block under way, which a node that restarts has to do again.
	undone []sdk.Msg
	round  int
}

var flagged = []currency.WalletClass{currency.WALLET_CLASS_I, currency.WALLET_CLASS_II, currency.WALLET_CLASS_III, currency.WALLET_CLASS_IV}

func newPayments(seed int64, chains ...*testutil.Chain) *payments {
	p := &payments{workload: newWorkload(200 + seed), chains: chains}
	treasurer, teller := testutil.Officer("icbc-sz", "treasurer"), testutil.Officer("icbc-sz", "teller").String()
	p.do(&currency.MsgRequestIssuance{Treasurer: treasurer.String(), Id: "START", AmountFen: 100_000_000, ReserveReference: "START"})
	p.do(&currency.MsgApproveIssuance{Officer: testutil.Officer("pboc", "issuer").String(), MemberId: "icbc-sz", Id: "START"})
	for i := range 16 {
		holder := testutil.NewActor(fmt.Sprintf("payer %d", i))
		p.holders = append(p.holders, holder)
		// Every third customer has two wallets; some are abroad, some are firms, one is of another region.
		open := &currency.MsgOpenWallet{
			Teller: teller, Address: holder.String(), Class: flagged[i%4], Kind: currency.WALLET_KIND_PERSONAL, Region: "440300",
			CustomerRef: bytes.Repeat([]byte{byte(i - i%3/2)}, 32), Carrier: currency.CARRIER_APP, NonResident: i%5 == 4,
		}
		if i%8 == 0 {
			open.Kind = currency.WALLET_KIND_CORPORATE
		}
		if i == 7 {
			open.Region = "110100"
		}
		p.do(open)
		if i == 15 {
			p.do(&currency.MsgCloseWallet{Holder: holder.String()})
			continue
		}
		p.do(&currency.MsgExchangeOut{Teller: teller, Wallet: holder.String(), AmountFen: 900_000, Reference: fmt.Sprintf("START-%d", i)})
	}
	for _, chain := range chains {
		chain.NextBlock()
	}
	p.undone = nil
	return p
}

// do dispatches a message on all chains; all must answer the same.
func (p *payments) do(msg sdk.Msg) {
	var first error
	for i, chain := range p.chains {
		_, err := chain.Send(msg)
		if i == 0 {
			first = err
		} else if fmt.Sprint(first) != fmt.Sprint(err) {
			panic(fmt.Sprintf("%v and %v", first, err))
		}
	}
	if first == nil {
		p.undone = append(p.undone, msg)
	}
}

// again does what a restarted chain has forgotten of the block under way.
func (p *payments) again(chain *testutil.Chain) {
	for _, msg := range p.undone {
		chain.MustSend(msg)
	}
	p.undone = nil
}

// disturb changes what payments are judged by.
func (p *payments) disturb() {
	p.round++
	teller, compliance := testutil.Officer("icbc-sz", "teller").String(), testutil.Officer("icbc-sz", "compliance").String()
	wallet := p.holders[p.rand.Intn(len(p.holders))]
	switch p.rand.Intn(8) {
	case 0:
		p.do(&currency.MsgPlaceHold{
			Officer: compliance, Wallet: wallet.String(), Reference: p.id(), Side: currency.HoldSide(1 + p.rand.Intn(2)), Ground: "test",
		})
	case 1:
		end := p.chains[0].Time().Add(3 * time.Second)
		p.do(&currency.MsgPlaceHold{
			Officer: compliance, Wallet: wallet.String(), Reference: p.id(), Side: currency.HOLD_SIDE_DEBIT, AmountFen: 500_000,
			Ground: "test", EndsAt: &end,
		})
	case 2, 3:
		p.do(&currency.MsgLiftHold{Officer: compliance, Wallet: wallet.String(), Reference: p.pick(append(p.ids, "none"))})
	case 4:
		p.do(&currency.MsgSetOperatorLimits{Officer: compliance, Wallet: wallet.String(), Limits: currency.Limits{SingleFen: 1_000_00, DayFen: 1_000_00}})
	case 5:
		p.do(&currency.MsgExchangeOut{Teller: teller, Wallet: wallet.String(), AmountFen: p.amount(), Reference: p.id()})
	}
	p.replaceKey()
	today := currency.DayOf(p.chains[0].Time())
	phase := currency.Phase{
		Id: fmt.Sprintf("P-%d", p.round), Name: "pilot", FirstDay: today.String(), LastDay: today.String(), Regions: []string{"440300"},
		Operators: []currency.PhaseOperator{{MemberId: "icbc-sz"}}, ClassLimits: currency.DefaultParams().ClassLimits,
	}
	if p.round == 40 || p.round == 70 {
		p.do(&currency.MsgSetPhase{Authority: consortium.Authority, Phase: phase})
	}
}

// replaceKey gives one of the holders a new key, in time.
func (p *payments) replaceKey() {
	holder, key := p.holders[3], testutil.NewActor("payer 3, new key").Key
	teller, compliance := testutil.Officer("icbc-sz", "teller").String(), testutil.Officer("icbc-sz", "compliance").String()
	switch p.round {
	case 10:
		public := key.PubKey().Bytes()
		proof, err := key.Sign(currency.KeyProofBytes(testutil.ChainID, holder.Address, "KEY", public))
		if err != nil {
			panic(err)
		}
		p.do(&currency.MsgProposeKeyReplacement{Teller: teller, Wallet: holder.String(), Reference: "KEY", NewPublicKey: public, Proof: proof})
		p.do(&currency.MsgConfirmKeyReplacement{Officer: compliance, Wallet: holder.String(), Reference: "KEY"})
	case 60:
		p.do(&currency.MsgCompleteKeyReplacement{Officer: teller, Wallet: holder.String(), Reference: "KEY"})
		p.holders[3].Key = key
	}
}

// block returns payments and what comes between them.
func (p *payments) block() testutil.Block {
	chain := p.chains[0]
	p.next = map[string]uint64{}
	block := testutil.Block{After: p.after()}
	if p.round == 50 || p.round == 55 {
		block.After = 24 * time.Hour
	}
	for range 4 + p.rand.Intn(20) {
		var raw []byte
		switch p.rand.Intn(12) {
		case 0:
			sent := p.message(chain.Time())
			raw = chain.Sign(sent.actor, []sdk.Msg{sent.msg})
		case 1:
			raw = p.sign(p.holder(), func(of testutil.Actor) sdk.Msg { return &currency.MsgSetOwnerLimits{Holder: of.String()} })
		case 2:
			raw = p.bad()
		default:
			raw = p.sign(p.holder(), p.payment)
		}
		if p.rand.Intn(2) == 0 {
			// Also signatures that are known, and transactions that wait in the mempool.
			chain.CheckTx(raw)
		}
		block.Txs = append(block.Txs, raw)
	}
	return block
}

func (p *payments) holder() testutil.Actor { return p.holders[p.rand.Intn(len(p.holders))] }

// sign signs with the holder's next sequence.
func (p *payments) sign(of testutil.Actor, message func(testutil.Actor) sdk.Msg, options ...testutil.TxOption) []byte {
	if _, known := p.next[of.String()]; !known {
		account, err := app.Currency(p.chains[0].App).Account(p.chains[0].Context(), of.Address)
		if err == nil {
			p.next[of.String()] = account.Sequence
		}
	}
	sequence := func(_ client.TxBuilder, data *authsigning.SignerData) { data.Sequence = p.next[of.String()] }
	raw := p.chains[0].Sign(of, []sdk.Msg{message(of)}, append([]testutil.TxOption{sequence}, options...)...)
	if len(options) == 0 {
		p.next[of.String()]++
	}
	return raw
}

// payment returns a payment or a batch, in which one thing may be wrong.
func (p *payments) payment(of testutil.Actor) sdk.Msg {
	day := currency.DayOf(p.chains[0].Time())
	pay := &currency.MsgPay{Payer: of.String(), Payee: p.holder().String(), AmountFen: uint64(1 + p.rand.Intn(3_000))}
	if p.rand.Intn(3) > 0 {
		pay.EndToEndId, pay.InstructionDate = p.id(), day.String()
	}
	switch p.rand.Intn(40) {
	case 0:
		pay.AmountFen = 0
	case 1:
		pay.AmountFen = 250_000
	case 2:
		pay.AmountFen = 900_000_000
	case 3:
		pay.AmountFen = 190_000
	case 4, 19, 20, 21:
		// Once a day is allowed to a wallet with limits of its own.
		pay.AmountFen = 90_000
	case 5:
		pay.Payee = testutil.NewActor("nobody").String()
	case 6:
		pay.Payee = of.String()
	case 7:
		pay.Payee = "dcep1nonsense"
	case 8:
		pay.Payee = strings.ToUpper(pay.Payee)
	case 9:
		pay.EndToEndId, pay.InstructionDate = "ONLY-ID", ""
	case 10:
		pay.EndToEndId, pay.InstructionDate = " \"<", day.String()
	case 11:
		pay.EndToEndId, pay.InstructionDate = p.id(), day.AddDays(1-2*int64(p.rand.Intn(2))*20).String()
	case 12:
		pay.RemittanceCommitment = make([]byte, 33)
	case 13, 14, 15, 16, 17, 18:
		return p.batch(pay)
	}
	return pay
}

func (p *payments) batch(pay *currency.MsgPay) sdk.Msg {
	batch := &currency.MsgPayBatch{Payer: pay.Payer, EndToEndId: pay.EndToEndId, InstructionDate: pay.InstructionDate}
	first := p.rand.Intn(len(p.holders))
	for i := range 1 + p.rand.Intn(5) {
		transfer := currency.Transfer{Payee: p.holders[(first+i)%len(p.holders)].String(), AmountFen: uint64(1 + p.rand.Intn(1_000))}
		batch.Transfers = append(batch.Transfers, transfer)
	}
	switch p.rand.Intn(10) {
	case 0:
		batch.Transfers = append(batch.Transfers, batch.Transfers[0])
	case 1:
		batch.Transfers = append(batch.Transfers, currency.Transfer{Payee: testutil.NewActor("nobody").String(), AmountFen: 1})
	case 2:
		batch.Transfers = nil
	}
	return batch
}

// bad returns a transaction that fails before its message runs, or one that takes the long way.
func (p *payments) bad() []byte {
	of := p.holder()
	option := func(change func(client.TxBuilder, *authsigning.SignerData)) testutil.TxOption { return change }
	switch p.rand.Intn(10) {
	case 0:
		return []byte("no transaction")
	case 1:
		return p.sign(of, p.payment, option(func(_ client.TxBuilder, d *authsigning.SignerData) { d.Sequence += 3 }))
	case 2:
		return p.sign(of, p.payment, option(func(_ client.TxBuilder, d *authsigning.SignerData) { d.ChainID = "another" }))
	case 3:
		return p.sign(of, p.payment, option(func(b client.TxBuilder, _ *authsigning.SignerData) { b.SetGasLimit(19_999) }))
	case 4:
		return p.sign(of, p.payment, option(func(b client.TxBuilder, _ *authsigning.SignerData) { b.SetTimeoutHeight(1) }))
	case 5:
		return p.sign(testutil.NewActor("stranger"), p.payment)
	case 6:
		// An officer is no wallet holder.
		return p.sign(testutil.Officer("icbc-sz", "teller"), p.payment, option(func(client.TxBuilder, *authsigning.SignerData) {}))
	case 7:
		thief := of
		thief.Key = testutil.NewActor("thief").Key
		return p.sign(thief, p.payment, option(func(client.TxBuilder, *authsigning.SignerData) {}))
	case 8:
		raw := p.sign(of, p.payment, option(func(client.TxBuilder, *authsigning.SignerData) {}))
		raw[len(raw)-1] ^= 1
		return raw
	default:
		// A payment with a memo is none of the short way, but counts as one for gas and limits.
		raw := p.sign(of, p.payment, option(func(b client.TxBuilder, _ *authsigning.SignerData) { b.SetMemo("rent") }))
		p.next[of.String()]++
		return raw
	}
}
