package keeper_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

const boc = "boc-sz"

func transferWallets(from, to string) *types.MsgTransferWallets {
	return &types.MsgTransferWallets{Treasurer: testutil.Officer(to, "treasurer").String(), OperatorId: from}
}

// leave starts the exit of a member towards a receiver, as a resolution would.
func (b *bank) leave(memberID, receiverID string) {
	b.t.Helper()
	require.NoError(b.t, app.Consortium(b.App).StartExit(b.Context(), memberID, receiverID, false))
}

func TestTransferWallets(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 1_000)
	b.issued(abc, "ISS-1", 1_000)
	alice, closed := b.funded("alice", types.WALLET_CLASS_IV, 700), b.wallet("closed", types.WALLET_CLASS_IV)
	b.do(closeWallet(closed))
	b.do(exchangeIn(alice, 100, "IN-1"))
	b.do(placeHold(alice, "H-1", types.HOLD_SIDE_DEBIT, 50, nil))

	b.refuse(transferWallets(icbc, abc), types.ErrNotReceiver, "member icbc-sz is MEMBER_STATUS_ACTIVE")
	b.leave(icbc, abc)
	b.refuse(transferWallets(icbc, boc), types.ErrNotReceiver, `with receiver "abc-sz", not boc-sz`)
	b.refuse(transferWallets("nobody", abc), consortiumtypes.ErrMemberNotFound, "nobody")
	b.refuse(transferWallets("Nobody", abc), types.ErrIdentifier, "member id")
	b.refuse(transferWallets(icbc, "pboc"), app.ErrNotPermitted, "member pboc is CENTRAL_BANK")
	foreign := transferWallets(icbc, abc)
	foreign.Treasurer = testutil.Officer(abc, "teller").String()
	b.refuse(foreign, app.ErrNotPermitted, "MsgTransferWallets")

	require.Equal(t, &types.EventWalletsTransferred{OperatorId: icbc, SuccessorId: abc, OpenWallets: 1}, b.do(transferWallets(icbc, abc)))
	require.Zero(t, b.box(icbc).OpenWallets)
	require.Equal(t, uint64(1), b.box(abc).OpenWallets)
	require.Equal(t, abc, b.view(alice).OperatorId)
	require.Equal(t, icbc, b.view(alice).Wallet.Profile.OperatorId)
	b.refuse(transferWallets(icbc, abc), types.ErrSuccession, "the wallets of icbc-sz were taken over by abc-sz")

	left, err := b.keeper.Obligations(b.Context(), icbc)
	require.NoError(t, err)
	require.Equal(t, []string{"cash box holds 3.00 yuan", "exchanges in are open"}, left, "what was asked of it stays with it")
	require.NoError(t, types.ValidateGenesis(b.export()), "the exchange in is with one who served the wallet")
	b.do(acceptExchangeIn(alice, "IN-1"))
	b.refuse(exchangeOut(alice, 1, "OUT-2"), types.ErrNotOperator, "operator is abc-sz, not icbc-sz")
	next := exchangeOut(alice, 1, "OUT-2")
	next.Teller = testutil.Officer(abc, "teller").String()
	b.do(next)

	lift := liftHold(alice, "H-1")
	lift.Officer = testutil.Officer(boc, "compliance").String()
	b.refuse(lift, types.ErrHoldNotFound, "hold H-1 of boc-sz")
	lift.Officer = testutil.Officer(abc, "compliance").String()
	require.Equal(t, holdEvent(alice, "H-1", types.HOLD_STATUS_LIFTED), b.do(lift))
	b.refuse(lift, types.ErrHoldStatus, "hold H-1 of icbc-sz")
}

// Successors follow each other; what belongs to a wallet goes along.
func TestTransferWalletsTwice(t *testing.T) {
	b := newBank(t)
	alice, child := b.wallet("alice", types.WALLET_CLASS_IV), testutil.NewActor("child")
	b.leave(icbc, abc)
	b.refuse(openSub(alice, child, 10), types.ErrMemberLeaving, icbc)
	b.leave(abc, boc)
	b.refuse(transferWallets(icbc, abc), types.ErrSuccession, "successor abc-sz is MEMBER_STATUS_LEAVING")
	b.leave(icbc, boc)
	b.do(transferWallets(icbc, boc))
	require.Equal(t, &types.EventWalletsTransferred{OperatorId: abc, SuccessorId: boc}, b.do(transferWallets(abc, boc)))
	b.do(openSub(alice, child, 10))
	b.leave(boc, "ccb-sz")
	require.Equal(t, &types.EventWalletsTransferred{OperatorId: boc, SuccessorId: "ccb-sz", OpenWallets: 2}, b.do(transferWallets(boc, "ccb-sz")))
	require.Equal(t, "ccb-sz", b.view(child).OperatorId)
	response, err := b.queries.Successions(b.Context(), &types.QuerySuccessionsRequest{})
	require.NoError(t, err)
	require.Equal(t, []types.Succession{
		{OperatorId: abc, SuccessorId: boc}, {OperatorId: boc, SuccessorId: "ccb-sz"}, {OperatorId: icbc, SuccessorId: boc},
	}, response.Successions)

	b.do(closeSub(alice, child))
	b.do(closeWallet(alice))
	require.Zero(t, b.box("ccb-sz").OpenWallets)
	require.NoError(t, types.ValidateGenesis(b.export()))
}
