package limits_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
	offlinetypes "github.com/dcep-consortium/dcepd/x/offline/types"
)

// held is what the payee's wallet has when a limit of its balance is reached but for edge.
const held = 900 * yuan

// limitIn bounds what arrives in the payee's wallet.
type limitIn struct {
	name  string
	apply func(w *world)
	err   error
	// edge is what it lets through.
	edge currency.Fen
}

var limitsIn = []limitIn{
	{"balance, of the class", byClass(balance), currency.ErrBalanceLimit, edge},
	{"balance, of the holder", byHolder(balance), currency.ErrBalanceLimit, edge},
	{"balance, of the operator", byOperator(balance), currency.ErrBalanceLimit, edge},
	{"balance, of the phase", byPhase(balance), currency.ErrBalanceLimit, edge},
	{"balance, of the share", byShare(balance), currency.ErrBalanceLimit, edge},
	{"hold", holdCredits, currency.ErrHeld, 0},
}

func balance(l *currency.Limits) { l.BalanceFen = held + edge }

func holdCredits(w *world) {
	w.t.Helper()
	w.do(holdOnCredits("HOLD"))
}

func holdOnCredits(reference string) *currency.MsgPlaceHold {
	return &currency.MsgPlaceHold{
		Officer: compliance.String(), Wallet: payee.String(), Reference: reference, Side: currency.HOLD_SIDE_CREDIT, Ground: "article 29",
	}
}

// bound says which limits stop a path.
type bound int

const (
	// byAll: money that is new to the wallet.
	byAll bound = iota
	// byHolds: money that was the wallet's own, and that somebody else gives back.
	byHolds
	// byNone: money that never stopped being the wallet's own.
	byNone
	// delayed: goods were delivered; what does not fit waits.
	delayed
)

// pathIn moves an amount into the payee's wallet. prepare happens before there is a limit.
type pathIn struct {
	name    string
	bound   bound
	prepare func(w *world, amount currency.Fen)
	move    func(w *world, amount currency.Fen) sdk.Msg
}

var pathsIn = []pathIn{
	{"pay", byAll, nil, func(_ *world, amount currency.Fen) sdk.Msg { return pay(friend, payee, amount) }},
	{"pay a batch", byAll, nil, func(_ *world, amount currency.Fen) sdk.Msg { return payBatch(friend, payee, amount) }},
	{"exchange out", byAll, nil, func(w *world, amount currency.Fen) sdk.Msg { return exchangeOut(payee, amount, w.name()) }},
	{"spend a grant", byAll, nil, func(w *world, amount currency.Fen) sdk.Msg { return spend(payee, amount, w.name()) }},
	{"estate", byAll, nil, func(w *world, amount currency.Fen) sdk.Msg { return w.estate(amount) }},
	{"refund", byHolds, nil, func(w *world, amount currency.Fen) sdk.Msg {
		return refund(friend, payee, "FROM-PAYEE", amount, w.name())
	}},
	{"returned exchange in", byNone, exchangedIn, func(*world, currency.Fen) sdk.Msg {
		return &currency.MsgReturnExchangeIn{Teller: teller.String(), Wallet: payee.String(), Reference: "IN", Reason: "account closed"}
	}},
	{"reclaimed exchange in", byNone, exchangedIn, func(w *world, _ currency.Fen) sdk.Msg {
		w.ctx = w.ctx.WithBlockTime(w.ctx.BlockTime().Add(48 * time.Hour))
		return &currency.MsgReclaimExchangeIn{Holder: payee.String(), Reference: "IN"}
	}},
	{"closed sub-wallet", byNone, subWallet, func(*world, currency.Fen) sdk.Msg {
		return &currency.MsgCloseWallet{Holder: payee.String(), Wallet: child.String()}
	}},
	{"unload a device", byNone, loaded, func(w *world, amount currency.Fen) sdk.Msg {
		return &offlinetypes.MsgUnloadDevice{Owner: payee.String(), Statement: ownDevice().State(0, uint64(amount), false, w.ctx.BlockTime())}
	}},
	{"settle a voucher", delayed, nil, func(w *world, amount currency.Fen) sdk.Msg {
		return testutil.Settle(payee, w.gift.Pay(payee, uint64(amount), w.ctx.BlockTime()))
	}},
	{"claim a surplus", delayed, waiting, func(*world, currency.Fen) sdk.Msg {
		return &offlinetypes.MsgClaimSurplus{Holder: payee.String()}
	}},
	{"pay a claim", delayed, owed, func(w *world, amount currency.Fen) sdk.Msg {
		return &offlinetypes.MsgPayClaim{Treasurer: treasurer.String(), VoucherId: w.claims()[0].VoucherId}
	}},
}

func TestEveryLimitOnEveryPathIn(t *testing.T) {
	whole := newWorld(t)
	whole.do(exchangeOut(payee, held, "FILLED"))
	for _, limit := range limitsIn {
		for _, path := range pathsIn {
			t.Run(limit.name+"/"+path.name, func(t *testing.T) {
				w := whole.branch(t)
				if path.prepare != nil {
					path.prepare(w, limit.edge+1)
				}
				require.Equal(t, currency.Fen(held), w.balance(payee))
				limit.apply(w)
				switch {
				case path.bound == byAll, path.bound == byHolds && limit.edge == 0:
					requireBounded(w, limit, path)
				case path.bound == delayed:
					requireDelayed(w, limit, path)
				default:
					w.do(path.move(w, limit.edge+1))
					require.Equal(t, held+limit.edge+1, w.balance(payee))
				}
				w.check()
			})
		}
	}
}

func requireBounded(w *world, limit limitIn, path pathIn) {
	w.t.Helper()
	require.ErrorIs(w.t, w.try(path.move(w, limit.edge+1)), limit.err)
	require.Equal(w.t, currency.Fen(held), w.balance(payee))
	if limit.edge > 0 {
		w.do(path.move(w, limit.edge))
		require.Equal(w.t, held+limit.edge, w.balance(payee))
	}
	require.ErrorIs(w.t, w.try(exchangeOut(payee, 1, w.name())), limit.err)
}

// requireDelayed wants what fits to arrive, and the last fen to wait.
func requireDelayed(w *world, limit limitIn, path pathIn) {
	w.t.Helper()
	msg := path.move(w, limit.edge+1)
	if _, claims := msg.(*offlinetypes.MsgClaimSurplus); claims && limit.edge == 0 {
		require.ErrorIs(w.t, w.try(msg), offlinetypes.ErrNoSurplus)
	} else {
		w.do(msg)
	}
	require.Equal(w.t, held+limit.edge, w.balance(payee))
	state, err := app.Offline(w.chain.App).ExportGenesis(w.ctx)
	require.NoError(w.t, err)
	require.Equal(w.t, []offlinetypes.Surplus{{Wallet: payee.String(), AmountFen: 1}}, state.Surpluses)
}

// exchangedIn is an exchange in of the payee's that its operator has not decided.
func exchangedIn(w *world, amount currency.Fen) {
	w.t.Helper()
	w.do(exchangeOut(payee, amount, w.name()), exchangeIn(payee, amount, "IN"))
}

var child = testutil.NewActor("child of payee")

func subWallet(w *world, amount currency.Fen) {
	w.t.Helper()
	w.do(testutil.OpenSubWallet(payee, child, 1, currency.CARRIER_APP), exchangeOut(child, amount, w.name()))
}

func ownDevice() *testutil.Device { return testutil.NewDevice("payee's", payee) }

func loaded(w *world, amount currency.Fen) {
	w.t.Helper()
	device := ownDevice()
	w.do(device.Register(teller, testutil.DeviceKey("issuer"), device.Terms(caps, w.chain.Time())), exchangeOut(payee, amount, w.name()),
		&offlinetypes.MsgLoadDevice{Owner: payee.String(), DeviceId: device.ID(), AmountFen: uint64(amount)})
}

// waiting is a surplus that a hold kept out.
func waiting(w *world, amount currency.Fen) {
	w.t.Helper()
	w.do(holdOnCredits("FIRST"), testutil.Settle(payee, w.gift.Pay(payee, uint64(amount), w.chain.Time())),
		&currency.MsgLiftHold{Officer: compliance.String(), Wallet: payee.String(), Reference: "FIRST"})
}

// owed is a voucher of a device whose purse and guarantee are used up.
func owed(w *world, amount currency.Fen) {
	w.t.Helper()
	for _, vouchers := range []currency.Fen{plenty, plenty} {
		w.do(testutil.Settle(payer, w.gift.Pay(payer, uint64(vouchers), w.chain.Time())))
	}
	w.do(testutil.Settle(payee, w.gift.Pay(payee, uint64(amount), w.chain.Time())))
}

func (w *world) claims() []offlinetypes.Claim {
	w.t.Helper()
	state, err := app.Offline(w.chain.App).ExportGenesis(w.ctx)
	require.NoError(w.t, err)
	require.Len(w.t, state.Claims, 1)
	return state.Claims
}
