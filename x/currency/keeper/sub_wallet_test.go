package keeper_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	storetypes "github.com/cosmos/cosmos-sdk/store/v2/types"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

func openSub(parent, sub testutil.Actor, percent uint32) *types.MsgOpenSubWallet {
	return testutil.OpenSubWallet(parent, sub, percent, types.CARRIER_IC_CARD)
}

func closeWallet(holder testutil.Actor) *types.MsgCloseWallet {
	return &types.MsgCloseWallet{Holder: holder.String()}
}

func closeSub(parent, sub testutil.Actor) *types.MsgCloseWallet {
	return &types.MsgCloseWallet{Holder: parent.String(), Wallet: sub.String()}
}

// view is a wallet with what bounds it.
func (b *bank) view(of testutil.Actor) *types.QueryWalletResponse {
	b.t.Helper()
	response, err := b.queries.Wallet(b.Context(), &types.QueryWalletRequest{Address: of.String()})
	require.NoError(b.t, err)
	return response
}

func (b *bank) subs(parent testutil.Actor) []types.Wallet {
	b.t.Helper()
	response, err := b.queries.SubWallets(b.Context(), &types.QuerySubWalletsRequest{Parent: parent.String()})
	require.NoError(b.t, err)
	return response.Wallets
}

func TestOpenSubWallet(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 100_000*yuan)
	alice, child := b.funded("alice", types.WALLET_CLASS_IV, 6_000*yuan), testutil.NewActor("child")
	require.Equal(t, &types.EventWalletOpened{
		Address: child.String(), OperatorId: icbc, Class: types.WALLET_CLASS_IV, Carrier: types.CARRIER_IC_CARD,
	}, b.do(openSub(alice, child, 40)))

	parent, sub := b.view(alice), b.view(child)
	require.Equal(t, types.WalletProfile{
		OperatorId: icbc, Kind: types.WALLET_KIND_SUB, Region: "440300", CustomerRef: parent.Wallet.Profile.CustomerRef,
		Carrier: types.CARRIER_IC_CARD, OpenedAt: b.Time(), Parent: alice.String(),
	}, sub.Wallet.Profile)
	require.Equal(t, types.WalletLimits{Wallet: alice.String(), SharePercent: 60}, parent.WalletLimits)
	require.Equal(t, types.WalletLimits{Wallet: child.String(), SharePercent: 40}, sub.WalletLimits)
	require.Equal(t, types.Limits{BalanceFen: 6_000 * yuan, SingleFen: 2_000 * yuan, DayFen: 3_000 * yuan, YearFen: 30_000 * yuan}, parent.Limits)
	require.Equal(t, types.Limits{BalanceFen: 4_000 * yuan, SingleFen: 2_000 * yuan, DayFen: 2_000 * yuan, YearFen: 20_000 * yuan}, sub.Limits)
	require.Equal(t, []types.Wallet{sub.Wallet}, b.subs(alice))
	require.Equal(t, uint64(2), b.box(icbc).OpenWallets)
	require.Equal(t, []uint32{0, 0, 0, 1}, b.customer(alice).Wallets, "a sub-wallet does not count")

	b.refuse(exchangeOut(alice, 1, "OUT-2"), types.ErrBalanceLimit, "balance limit 6,000.00 yuan, used 6,000.00 yuan, asked 0.01 yuan")
	b.do(pay(alice, child, 2_000*yuan))
	b.do(pay(alice, child, 1_000*yuan))
	b.refuse(pay(alice, child, 1), types.ErrDayLimit, "daily limit 3,000.00 yuan")
	bob := b.wallet("bob", types.WALLET_CLASS_I)
	b.do(pay(child, bob, 2_000*yuan))
	b.refuse(pay(child, bob, 1), types.ErrDayLimit, "daily limit 2,000.00 yuan")
}

func TestOpenSubWalletRefusals(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 100_000*yuan)
	alice, child, free := b.funded("alice", types.WALLET_CLASS_IV, 9_000*yuan), testutil.NewActor("child"), testutil.NewActor("free")
	b.refuse(openSub(alice, child, 0), types.ErrSubWallet, "has 100 % of its limits: asked 0 %, may give 1 to 99 %")
	b.refuse(openSub(alice, child, 100), types.ErrSubWallet, "asked 100 %, may give 1 to 99 %")
	b.refuse(openSub(alice, child, 11), types.ErrSubWallet, "would keep 89 %: balance limit 8,900.00 yuan, used 9,000.00 yuan")
	b.do(openSub(alice, child, 10))
	b.refuse(openSub(alice, free, 90), types.ErrSubWallet, "has 90 % of its limits: asked 90 %, may give 1 to 89 %")
	b.do(pay(alice, child, 100*yuan))
	b.refuse(openSub(child, free, 1), types.ErrSubWallet, child.String()+" is a sub-wallet itself")
	b.refuse(openSub(alice, child, 1), types.ErrWalletExists, child.String())
	b.refuse(openSub(alice, alice, 1), types.ErrWalletExists, alice.String())
	b.refuse(openSub(alice, teller, 1), types.ErrWalletAddress, "is or was an officer")
	b.refuse(openSub(free, child, 1), types.ErrWalletNotFound, "MsgOpenSubWallet needs a wallet holder")
	spoiled := openSub(alice, free, 1)
	spoiled.Carrier = 0
	b.refuse(spoiled, types.ErrWalletProfile, "carrier 0")

	payer := b.funded("payer", types.WALLET_CLASS_IV, 5_000*yuan)
	for range 2 {
		b.do(pay(payer, child, 400*yuan))
	}
	b.refuse(openSub(payer, free, 85), types.ErrSubWallet, "would keep 15 %: balance limit 1,500.00 yuan, used 4,200.00 yuan")
	merchant := b.wallet("merchant", types.WALLET_CLASS_I)
	for range 2 {
		b.do(pay(payer, merchant, 1_700*yuan))
	}
	b.refuse(openSub(payer, free, 17), types.ErrSubWallet, "would keep 83 %: daily limit 4,150.00 yuan, used 4,200.00 yuan")
	b.nextDays(1)
	b.refuse(openSub(payer, free, 92), types.ErrSubWallet, "would keep 8 %: yearly limit 4,000.00 yuan, used 4,200.00 yuan")
	b.do(openSub(payer, free, 91))
}

func TestSubWalletsAreCounted(t *testing.T) {
	b := newBank(t)
	alice := b.wallet("alice", types.WALLET_CLASS_IV)
	for i := range types.MaxSubWallets {
		b.do(openSub(alice, testutil.NewActor(fmt.Sprintf("child %d", i)), 1))
	}
	last := testutil.NewActor("last")
	b.refuse(openSub(alice, last, 1), types.ErrSubWallet, "limit 20 sub-wallets, has 20")
	b.do(closeSub(alice, testutil.NewActor("child 7")))
	b.do(openSub(alice, last, 1))
	require.Len(t, b.subs(alice), types.MaxSubWallets)
}

// Closing a sub-wallet and opening another must not gain any room.
func TestCloseSubWallet(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 100_000*yuan)
	alice, child, bob := b.funded("alice", types.WALLET_CLASS_IV, 5_000*yuan), testutil.NewActor("child"), b.wallet("bob", types.WALLET_CLASS_I)
	b.do(openSub(alice, child, 50))
	b.do(pay(alice, child, 1_500*yuan))
	b.do(pay(child, bob, 1_200*yuan))
	b.refuse(closeWallet(child), types.ErrSubWallet, "is a sub-wallet of "+alice.String())
	b.refuse(closeSub(bob, child), types.ErrSubWallet, child.String()+" is no sub-wallet of "+bob.String())
	b.refuse(closeSub(alice, bob), types.ErrSubWallet, bob.String()+" is no sub-wallet of "+alice.String())
	b.refuse(closeWallet(alice), types.ErrObligations, "sub-wallets are open")

	require.Equal(t, &types.EventWalletClosed{Address: child.String(), ToParentFen: 300 * yuan}, b.do(closeSub(alice, child)))
	parent, sub := b.view(alice), b.view(child)
	require.Equal(t, uint64(3_800*yuan), parent.Wallet.BalanceFen)
	require.Equal(t, uint64(2_700*yuan), parent.Wallet.DayPaidFen)
	require.Equal(t, uint64(2_700*yuan), parent.Wallet.YearPaidFen)
	require.Equal(t, types.WalletLimits{Wallet: alice.String(), SharePercent: 100}, parent.WalletLimits)
	require.False(t, b.account(alice).Marks.Has(types.MarkLimited))
	require.Equal(t, types.WALLET_STATUS_CLOSED, sub.Wallet.Status)
	require.Zero(t, sub.Wallet.BalanceFen)
	at := b.Time()
	require.Equal(t, &at, sub.Wallet.Profile.ClosedAt)
	require.Empty(t, b.subs(alice))
	require.Equal(t, uint64(2), b.box(icbc).OpenWallets)

	b.refuse(closeSub(alice, child), types.ErrWalletClosed, child.String())
	b.refuse(openSub(alice, child, 1), types.ErrWalletExists, child.String())
	again := testutil.NewActor("again")
	b.refuse(openSub(alice, again, 50), types.ErrSubWallet, "would keep 50 %: daily limit 2,500.00 yuan, used 2,700.00 yuan")
}

// A hold on a sub-wallet is not evaded by closing it, and what the parent may hold does not strand what comes back.
func TestCloseSubWalletWithHolds(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 100_000*yuan)
	alice, child := b.funded("alice", types.WALLET_CLASS_IV, 5_000*yuan), testutil.NewActor("child")
	b.do(openSub(alice, child, 50))
	b.do(pay(alice, child, 700*yuan))
	until := b.Time().Add(time.Hour)
	b.do(placeHold(child, "H-1", types.HOLD_SIDE_DEBIT, 1, &until))
	b.do(placeHold(alice, "H-2", types.HOLD_SIDE_CREDIT, 0, nil))
	b.refuse(closeSub(alice, child), types.ErrObligations, "holds are in force")
	b.Advance(time.Hour)
	require.Equal(t, &types.EventWalletClosed{Address: child.String(), ToParentFen: 700 * yuan}, b.do(closeSub(alice, child)))
	require.Equal(t, types.Fen(5_000*yuan), b.account(alice).Balance)
}

// Nobody takes an address that is somebody else's.
func TestSubWalletNeedsItsKey(t *testing.T) {
	b := newBank(t)
	alice, mallory, child := b.wallet("alice", types.WALLET_CLASS_I), b.wallet("mallory", types.WALLET_CLASS_I), testutil.NewActor("child")
	for text, change := range map[string]func(*types.MsgOpenSubWallet){
		"is not the secp256k1 key of": func(m *types.MsgOpenSubWallet) { m.PublicKey = mallory.Key.PubKey().Bytes() },
		"public_key:  is not":         func(m *types.MsgOpenSubWallet) { m.PublicKey = nil },
		"did not sign":                func(m *types.MsgOpenSubWallet) { m.Proof[0]++ },
		"to be a sub-wallet of":       func(m *types.MsgOpenSubWallet) { m.Proof = openSub(mallory, child, 1).Proof },
	} {
		msg := openSub(alice, child, 1)
		change(msg)
		b.refuse(msg, types.ErrSubWallet, text)
	}
	b.do(openSub(alice, child, 1))
}

// Who opens and closes many does not make it dearer to order something about all wallets.
func TestClosedWalletsCostNothing(t *testing.T) {
	b := newBank(t)
	alice := b.wallet("alice", types.WALLET_CLASS_I)
	profile := b.view(alice).Wallet.Profile
	open := func() ([]sdk.AccAddress, uint64) {
		ctx := b.Context().WithGasMeter(storetypes.NewInfiniteGasMeter())
		wallets, err := app.Currency(b.App).OpenWalletsOf(ctx, profile.OperatorId, profile.CustomerRef, 10)
		require.NoError(t, err)
		return wallets, ctx.GasMeter().GasConsumed()
	}
	_, before := open()
	for i := range 30 {
		sub := testutil.NewActor(fmt.Sprintf("sub %d", i))
		b.do(openSub(alice, sub, 1))
		b.do(closeSub(alice, sub))
	}
	wallets, after := open()
	require.Equal(t, []sdk.AccAddress{alice.Address}, wallets)
	require.Equal(t, before, after)
}
