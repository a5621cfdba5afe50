package keeper_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// A module gets out of an account what it put into it, and nothing of another account or module.
func TestEscrowHoldsWhatWasPutIn(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 1_000)
	alice, bob := b.funded("alice", types.WALLET_CLASS_I, 1_000), b.wallet("bob", types.WALLET_CLASS_I)
	escrow, ctx := b.keeper.Escrow("purpose"), b.Context()
	require.NoError(t, escrow.FromWallet(ctx, "fund", alice.Address, 700))
	require.Equal(t, types.Fen(300), b.account(alice).Balance)
	require.NoError(t, escrow.Move(ctx, "fund", "other", 200))
	for id, want := range map[string]types.Fen{"fund": 500, "other": 200, "third": 0} {
		balance, err := escrow.Balance(ctx, id)
		require.NoError(t, err)
		require.Equal(t, want, balance, id)
	}
	err := escrow.ToWallet(ctx, "fund", bob.Address, 501)
	require.ErrorIs(t, err, types.ErrEscrow)
	require.ErrorContains(t, err, "fund of module purpose: has 5.00 yuan, asked 5.01 yuan")
	require.ErrorIs(t, b.keeper.Escrow("offline").ToWallet(ctx, "fund", bob.Address, 1), types.ErrEscrow)
	require.NoError(t, escrow.ToWallet(ctx, "fund", bob.Address, 500))
	require.NoError(t, escrow.ToBox(ctx, "other", icbc, types.MOVEMENT_TYPE_EXCHANGED_IN, 200))
	require.Equal(t, types.Fen(500), b.account(bob).Balance)
	require.Equal(t, uint64(200), b.box(icbc).BalanceFen)
	require.Empty(t, b.export().EscrowAccounts, "an empty account leaves no record")
	require.NoError(t, b.keeper.CheckSupply(ctx))
}
