package keeper_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

func TestOpenWallet(t *testing.T) {
	b := newBank(t)
	alice := testutil.NewActor("alice")
	msg := openWallet(alice, types.WALLET_CLASS_III)
	msg.MerchantScenario = types.SCENARIO_EDUCATION
	require.Equal(t, &types.EventWalletOpened{
		Address: alice.String(), OperatorId: icbc, Class: types.WALLET_CLASS_III, Carrier: types.CARRIER_APP,
	}, b.do(msg))

	wallet, err := b.keeper.Wallet(b.Context(), alice.Address)
	require.NoError(t, err)
	require.Equal(t, types.Wallet{
		Address: alice.String(), Class: types.WALLET_CLASS_III, Status: types.WALLET_STATUS_OPEN,
		Profile: types.WalletProfile{
			OperatorId: icbc, Kind: types.WALLET_KIND_PERSONAL, Region: "440300", CustomerRef: msg.CustomerRef,
			Carrier: types.CARRIER_APP, MerchantScenario: types.SCENARIO_EDUCATION, OpenedAt: b.Time(),
		},
	}, wallet)
	require.Equal(t, types.CashBox{MemberId: icbc, OpenWallets: 1}, b.box(icbc))
	b.wallet("bob", types.WALLET_CLASS_IV)
	require.Equal(t, types.CashBox{MemberId: icbc, OpenWallets: 2}, b.box(icbc))
}

func TestOpenWalletRefusals(t *testing.T) {
	b := newBank(t)
	b.wallet("alice", types.WALLET_CLASS_IV)
	free := testutil.NewActor("free")
	for name, test := range map[string]struct {
		spoil func(*types.MsgOpenWallet)
		error error
		text  string
	}{
		"exists": {
			func(m *types.MsgOpenWallet) { m.Address = testutil.NewActor("alice").String() },
			types.ErrWalletExists, testutil.NewActor("alice").String(),
		},
		"exists elsewhere": {
			func(m *types.MsgOpenWallet) {
				m.Address, m.Teller = testutil.NewActor("alice").String(), testutil.Officer(abc, "teller").String()
			},
			types.ErrWalletExists, testutil.NewActor("alice").String(),
		},
		"officer":    {func(m *types.MsgOpenWallet) { m.Address = treasurer.String() }, types.ErrWalletAddress, "is or was an officer"},
		"consortium": {func(m *types.MsgOpenWallet) { m.Address = consortiumtypes.Authority }, types.ErrWalletAddress, "consortium's own account"},
		"address":    {func(m *types.MsgOpenWallet) { m.Address = "alice" }, consortiumtypes.ErrInvalidAddress, "alice"},
		"class":      {func(m *types.MsgOpenWallet) { m.Class = 0 }, types.ErrWalletProfile, "class 0"},
		"kind":       {func(m *types.MsgOpenWallet) { m.Kind = 0 }, types.ErrWalletProfile, "kind 0"},
		"region":     {func(m *types.MsgOpenWallet) { m.Region = "100" }, types.ErrIdentifier, "region"},
		"customer":   {func(m *types.MsgOpenWallet) { m.CustomerRef = []byte("Alice") }, types.ErrWalletProfile, "customer_ref has 5 bytes"},
		"carrier":    {func(m *types.MsgOpenWallet) { m.Carrier = 0 }, types.ErrWalletProfile, "carrier 0"},
		"scenario":   {func(m *types.MsgOpenWallet) { m.MerchantScenario = 99 }, types.ErrWalletProfile, "merchant_scenario 99"},
		"holder":     {func(m *types.MsgOpenWallet) { m.Teller = free.String() }, consortiumtypes.ErrOfficerNotFound, "needs an officer"},
		"treasurer":  {func(m *types.MsgOpenWallet) { m.Teller = treasurer.String() }, app.ErrNotPermitted, "MsgOpenWallet"},
	} {
		t.Run(name, func(t *testing.T) {
			msg := openWallet(free, types.WALLET_CLASS_IV)
			test.spoil(msg)
			b.t = t
			b.refuse(msg, test.error, test.text)
		})
	}
}

// Whoever has an account of the auth module would sign from two records at once.
func TestAccountsCannotBecomeWallets(t *testing.T) {
	b := newBank(t)
	other := testutil.NewActor("has an account")
	app.Accounts(b.App).SetAccount(b.Context(), app.Accounts(b.App).NewAccountWithAddress(b.Context(), other.Address))
	b.refuse(openWallet(other, types.WALLET_CLASS_IV), types.ErrWalletAddress, "has an account")
}

func TestRecordSigner(t *testing.T) {
	b := newBank(t)
	alice := b.wallet("alice", types.WALLET_CLASS_II)
	stranger := testutil.NewActor("stranger")
	require.ErrorIs(t, b.keeper.RecordSigner(b.Context(), stranger.Address, stranger.Key.PubKey()), types.ErrWalletNotFound)
	require.ErrorIs(t, b.keeper.RecordSigner(b.Context(), alice.Address, stranger.Key.PubKey()), types.ErrWalletKey)

	want := types.NewAccount(types.WALLET_CLASS_II, types.WalletProfile{})
	require.Equal(t, want, b.account(alice))
	for sequence := range uint64(3) {
		require.NoError(t, b.keeper.RecordSigner(b.Context(), alice.Address, alice.Key.PubKey()))
		want.KeyType, want.PublicKey, want.Sequence = types.KeyTypeSecp256k1, alice.Key.PubKey().Bytes(), sequence+1
		require.Equal(t, want, b.account(alice))
	}
}

func TestHooks(t *testing.T) {
	b := newBank(t)
	requireLeft := func(want ...string) {
		t.Helper()
		left, err := b.keeper.Obligations(b.Context(), icbc)
		require.NoError(t, err)
		require.Equal(t, want, left)
	}
	requireLeft()
	b.do(requestIssuance(icbc, "ISS-1", 1_000))
	requireLeft("issuances are open")
	b.do(approve(issuer, icbc, "ISS-1"))
	requireLeft("cash box holds 10.00 yuan")
	alice := b.funded("alice", types.WALLET_CLASS_IV, 1_000)
	requireLeft("open wallets: 1")
	b.do(exchangeIn(alice, 600, "IN-1"))
	requireLeft("open wallets: 1", "exchanges in are open")
	b.do(acceptExchangeIn(alice, "IN-1"))
	b.do(requestRedemption("RED-1", 500))
	requireLeft("cash box holds 1.00 yuan", "open wallets: 1", "redemptions are open")
	b.do(acceptRedemption("RED-1"))
	requireLeft("cash box holds 1.00 yuan", "open wallets: 1", "redemptions are open")
	b.do(settleRedemption("RED-1", "CR-1"))
	requireLeft("cash box holds 1.00 yuan", "open wallets: 1")

	left, err := b.keeper.Obligations(b.Context(), abc)
	require.NoError(t, err)
	require.Empty(t, left)

	for _, test := range []struct {
		actor testutil.Actor
		want  bool
	}{{alice, true}, {testutil.NewActor("nobody"), false}, {teller, false}} {
		is, err := b.keeper.IsWallet(b.Context(), test.actor.Address)
		require.NoError(t, err)
		require.Equal(t, test.want, is)
	}
}
