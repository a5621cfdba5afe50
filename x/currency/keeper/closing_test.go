package keeper_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// owed is a module that owes wallets something.
type owed struct{ what []string }

func (o *owed) WalletObligations(context.Context, sdk.AccAddress) ([]string, error) {
	return o.what, nil
}

func TestCloseWallet(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 1_000)
	module := &owed{}
	b.keeper.SetHooks(types.MultiHooks{module, &owed{}})
	alice := b.funded("alice", types.WALLET_CLASS_IV, 300)
	refuse := func(text string) {
		t.Helper()
		b.refuse(closeWallet(alice), types.ErrObligations, text)
	}
	refuse("balance is 3.00 yuan")
	b.do(exchangeIn(alice, 300, "IN-1"))
	refuse("exchanges in are open")
	b.do(acceptExchangeIn(alice, "IN-1"))

	until := b.Time().Add(time.Minute)
	b.do(placeHold(alice, "H-1", types.HOLD_SIDE_CREDIT, 0, &until))
	refuse("holds are in force")
	b.Advance(time.Minute - time.Nanosecond)
	refuse("holds are in force")
	b.Advance(time.Nanosecond)
	b.do(proposeKey(alice, "KEY-1", testutil.NewActor("new key")))
	b.do(proposeEstate(alice, b.wallet("heir", types.WALLET_CLASS_I), "EST-1"))
	module.what = []string{"grants wait", "a device is not paid out"}
	refuse("a key replacement is open, grants wait, a device is not paid out, an estate proposal is open")
	module.what = nil
	b.do(cancelKey(alice, "KEY-1"))
	b.do(cancelEstate(alice, "EST-1"))

	require.Equal(t, &types.EventWalletClosed{Address: alice.String()}, b.do(closeWallet(alice)))
	require.Equal(t, types.WALLET_STATUS_CLOSED, b.account(alice).Status)
	require.Equal(t, uint64(1), b.box(icbc).OpenWallets)
	require.Equal(t, []uint32{0, 0, 0, 0}, b.customer(alice).Wallets)
	b.refuse(exchangeOut(alice, 1, "OUT-2"), types.ErrWalletClosed, alice.String())
	b.refuse(openWallet(alice, types.WALLET_CLASS_IV), types.ErrWalletExists, alice.String())
	b.refuse(closeWallet(testutil.NewActor("nobody")), types.ErrWalletNotFound, "needs a wallet holder")
}

// A closed wallet's transactions are not even admitted.
func TestClosedWalletSendsNothing(t *testing.T) {
	b := newBank(t)
	alice := b.wallet("alice", types.WALLET_CLASS_IV)
	b.NextBlock()
	require.Zero(t, b.Deliver(alice, closeWallet(alice)).Code)
	refused := b.Deliver(alice, closeWallet(alice))
	require.Equal(t, types.ErrWalletClosed.ABCICode(), refused.Code)
	require.Equal(t, types.ModuleName, refused.Codespace)
}
