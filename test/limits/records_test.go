package limits_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
	offlinetypes "github.com/dcep-consortium/dcepd/x/offline/types"
	purpose "github.com/dcep-consortium/dcepd/x/purpose/types"
)

// issued is what the world's chain has issued, all of it to the one operator.
const issued = 1_000_000 * yuan

// recordLimit is a limit of something else than a wallet. ask needs more than one message for some; all go or none.
type recordLimit struct {
	name  string
	apply func(w *world)
	ask   func(w *world, amount currency.Fen) []sdk.Msg
	// edge is what goes; one fen, wallet or voucher more fails with err.
	edge currency.Fen
	err  error
}

var recordLimits = []recordLimit{
	{
		name:  "circulation cap of the phase",
		apply: func(w *world) { w.do(phase(func(p *currency.Phase) { p.CirculationCapFen = issued + edge })) },
		ask:   issue, edge: edge, err: currency.ErrCirculationCap,
	},
	{
		name:  "quota of the operator",
		apply: func(w *world) { w.do(phase(func(p *currency.Phase) { p.Operators[0].QuotaFen = issued + edge })) },
		ask:   issue, edge: edge, err: currency.ErrQuota,
	},
	{name: "box", ask: redeem, edge: issued - 51*plenty, err: currency.ErrInsufficientFunds},
	{name: "refund of a payment", ask: func(w *world, amount currency.Fen) []sdk.Msg {
		return []sdk.Msg{refund(payer, friend, "TO-PAYER", amount, w.name())}
	}, edge: plenty, err: currency.ErrRefundExceeds},
	{name: "pledge", ask: func(w *world, amount currency.Fen) []sdk.Msg {
		return []sdk.Msg{exchangeOut(payer, 10*plenty, w.name()), fundProgramme(payer, amount, w.name())}
	}, edge: 10 * plenty, err: purpose.ErrPledgeExceeded},
	{name: "fund", ask: func(w *world, amount currency.Fen) []sdk.Msg {
		return []sdk.Msg{proposeGrants(w.name(), award(payee, 4*plenty), award(payer, amount-4*plenty))}
	}, edge: 6 * plenty, err: purpose.ErrFundExceeded},
	{name: "cap of the beneficiary", ask: func(w *world, amount currency.Fen) []sdk.Msg {
		return []sdk.Msg{proposeGrants(w.name(), award(payee, amount))}
	}, edge: 4 * plenty, err: purpose.ErrCapExceeded},
	{name: "grant", ask: func(w *world, amount currency.Fen) []sdk.Msg {
		return []sdk.Msg{spend(payee, amount, w.name())}
	}, edge: 3 * plenty, err: purpose.ErrGrantExceeded},
	{name: "purse cap", ask: func(w *world, amount currency.Fen) []sdk.Msg {
		return []sdk.Msg{&offlinetypes.MsgLoadDevice{Owner: payer.String(), DeviceId: w.purse.ID(), AmountFen: uint64(amount)}}
	}, edge: plenty, err: offlinetypes.ErrPurseCap},
	{
		name:  "wallets of the operator, opened by tellers",
		apply: func(w *world) { w.do(phase(func(p *currency.Phase) { p.Operators[0].MaxWallets = 5 })) },
		ask:   openWallets, edge: 2, err: currency.ErrWalletCount,
	},
	{
		name:  "wallets of the operator, opened by holders",
		apply: func(w *world) { w.do(phase(func(p *currency.Phase) { p.Operators[0].MaxWallets = 5 })) },
		ask:   openSubWallets, edge: 2, err: currency.ErrWalletCount,
	},
	{name: "sub-wallets", ask: openSubWallets, edge: currency.MaxSubWallets, err: currency.ErrSubWallet},
	{
		name: "wallets of a customer",
		apply: func(w *world) {
			params := currency.DefaultParams()
			params.ClassLimits[0].WalletsPerCustomer = 3
			w.do(&currency.MsgUpdateParams{Authority: authority, Params: params})
		},
		ask: openWallets, edge: 3, err: currency.ErrWalletCount,
	},
}

func TestEveryLimitOfARecord(t *testing.T) {
	whole := newWorld(t)
	for _, limit := range recordLimits {
		t.Run(limit.name, func(t *testing.T) {
			w := whole.branch(t)
			if limit.apply != nil {
				limit.apply(w)
			}
			require.ErrorIs(t, w.branch(t).tryAll(limit.ask(w, limit.edge+1)), limit.err)
			require.NoError(t, w.tryAll(limit.ask(w, limit.edge)))
			w.check()
		})
	}
}

// What issuers approve alone adds up; the approval beyond waits for a controller.
func TestSingleApprovalLimitAtItsEdge(t *testing.T) {
	whole := newWorld(t)
	params := currency.DefaultParams()
	params.SingleApprovalLimitFen = issued + used + edge
	whole.do(&currency.MsgUpdateParams{Authority: authority, Params: params})
	require.NoError(t, whole.tryAll(issue(whole, used)))
	for amount, want := range map[currency.Fen]currency.IssuanceStatus{
		edge: currency.ISSUANCE_STATUS_ISSUED, edge + 1: currency.ISSUANCE_STATUS_AWAITING_CONTROLLER,
	} {
		w := whole.branch(t)
		require.NoError(t, w.tryAll(issue(w, amount)))
		state, err := app.Currency(w.chain.App).ExportGenesis(w.ctx)
		require.NoError(t, err)
		var found []currency.IssuanceStatus
		for _, issuance := range state.Issuances {
			if issuance.AmountFen == uint64(amount) {
				found = append(found, issuance.Status)
			}
		}
		require.Equal(t, []currency.IssuanceStatus{want}, found)
	}
}

func (w *world) tryAll(msgs []sdk.Msg) error {
	w.t.Helper()
	for _, msg := range msgs {
		if err := w.try(msg); err != nil {
			return err
		}
	}
	return nil
}

func issue(w *world, amount currency.Fen) []sdk.Msg {
	id := w.name()
	return []sdk.Msg{
		&currency.MsgRequestIssuance{Treasurer: treasurer.String(), Id: id, AmountFen: uint64(amount), ReserveReference: id},
		&currency.MsgApproveIssuance{Officer: issuer.String(), MemberId: icbc, Id: id},
	}
}

func redeem(w *world, amount currency.Fen) []sdk.Msg {
	return []sdk.Msg{&currency.MsgRequestRedemption{Treasurer: treasurer.String(), Id: w.name(), AmountFen: uint64(amount)}}
}

// openWallets opens so many wallets of one new customer.
func openWallets(w *world, count currency.Fen) []sdk.Msg {
	var msgs []sdk.Msg
	customer := openWallet(testutil.NewActor(w.name())).CustomerRef
	for range count {
		msg := openWallet(testutil.NewActor(w.name()))
		msg.CustomerRef = customer
		msgs = append(msgs, msg)
	}
	return msgs
}

func openSubWallets(w *world, count currency.Fen) []sdk.Msg {
	var msgs []sdk.Msg
	for range count {
		msgs = append(msgs, testutil.OpenSubWallet(payer, testutil.NewActor(w.name()), 1, currency.CARRIER_APP))
	}
	return msgs
}
