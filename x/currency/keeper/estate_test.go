package keeper_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

func proposeEstate(wallet, heir testutil.Actor, reference string) *types.MsgProposeEstate {
	return &types.MsgProposeEstate{
		Teller: teller.String(), Wallet: wallet.String(), Reference: reference, Heir: heir.String(), DocumentHash: bytes.Repeat([]byte{5}, 32),
	}
}

func confirmEstate(wallet testutil.Actor, reference string) *types.MsgConfirmEstate {
	return &types.MsgConfirmEstate{Officer: compliance.String(), Wallet: wallet.String(), Reference: reference}
}

func cancelEstate(wallet testutil.Actor, reference string) *types.MsgCancelEstate {
	return &types.MsgCancelEstate{Officer: teller.String(), Wallet: wallet.String(), Reference: reference}
}

func TestEstate(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 1_000)
	alice, heir := b.funded("alice", types.WALLET_CLASS_IV, 900), testutil.NewActor("heir")
	elsewhere := openWallet(heir, types.WALLET_CLASS_IV)
	elsewhere.Teller = testutil.Officer(abc, "teller").String()
	b.do(elsewhere)
	require.Equal(t, &types.EventEstate{
		Wallet: alice.String(), Reference: "EST-1", Heir: heir.String(), Status: types.ESTATE_STATUS_PROPOSED, Officer: teller.String(),
	}, b.do(proposeEstate(alice, heir, "EST-1")))
	require.Equal(t, &types.EventEstate{
		Wallet: alice.String(), Reference: "EST-1", Heir: heir.String(), AmountFen: 900, Status: types.ESTATE_STATUS_PAID,
		Officer: compliance.String(),
	}, b.do(confirmEstate(alice, "EST-1")))
	require.Equal(t, types.WALLET_STATUS_CLOSED, b.account(alice).Status)
	require.Zero(t, b.account(alice).Balance)
	require.Equal(t, types.Fen(900), b.account(heir).Balance)
	require.Zero(t, b.box(icbc).OpenWallets)
	require.Equal(t, []uint32{0, 0, 0, 0}, b.customer(alice).Wallets)
	response, err := b.queries.Estates(b.Context(), &types.QueryEstatesRequest{Wallet: alice.String()})
	require.NoError(t, err)
	require.Equal(t, []types.Estate{{
		Wallet: alice.String(), Reference: "EST-1", MemberId: icbc, Heir: heir.String(), DocumentHash: bytes.Repeat([]byte{5}, 32),
		ProposedBy: teller.String(), ConfirmedBy: compliance.String(), AmountFen: 900, Status: types.ESTATE_STATUS_PAID,
	}}, response.Estates)
	b.refuse(confirmEstate(alice, "EST-1"), types.ErrEstateStatus, "ESTATE_STATUS_PAID: cannot confirm it")
	b.refuse(cancelEstate(alice, "EST-1"), types.ErrEstateStatus, "ESTATE_STATUS_PAID: cannot cancel it")
	b.refuse(proposeEstate(alice, heir, "EST-2"), types.ErrWalletClosed, alice.String())
}

func TestProposeEstateRefusals(t *testing.T) {
	b := newBank(t)
	alice, heir, gone := b.wallet("alice", types.WALLET_CLASS_IV), b.wallet("heir", types.WALLET_CLASS_IV), b.wallet("gone", types.WALLET_CLASS_IV)
	b.do(closeWallet(gone))
	b.refuse(proposeEstate(alice, alice, "EST-1"), types.ErrEstate, "heir: "+alice.String()+" is the wallet itself")
	b.refuse(proposeEstate(alice, teller, "EST-1"), types.ErrWalletNotFound, teller.String())
	b.refuse(proposeEstate(alice, gone, "EST-1"), types.ErrWalletClosed, gone.String())
	b.refuse(proposeEstate(gone, heir, "EST-1"), types.ErrWalletClosed, gone.String())
	b.refuse(proposeEstate(alice, heir, ""), types.ErrIdentifier, "reference")
	short := proposeEstate(alice, heir, "EST-1")
	short.DocumentHash = short.DocumentHash[1:]
	b.refuse(short, types.ErrEstate, "document_hash has 31 bytes, must have 32")
	foreign := proposeEstate(alice, heir, "EST-1")
	foreign.Teller = testutil.Officer(abc, "teller").String()
	b.refuse(foreign, types.ErrNotOperator, "operator is icbc-sz, not abc-sz")
	foreign.Teller = compliance.String()
	b.refuse(foreign, app.ErrNotPermitted, "MsgProposeEstate")

	b.do(proposeEstate(alice, heir, "EST-1"))
	b.refuse(proposeEstate(alice, heir, "EST-1"), types.ErrEstateExists, "EST-1 of "+alice.String())
	b.refuse(proposeEstate(alice, heir, "EST-2"), types.ErrEstateExists, "another one of "+alice.String()+" is open")
	b.do(cancelEstate(alice, "EST-1"))
	b.refuse(proposeEstate(alice, heir, "EST-1"), types.ErrEstateExists, "EST-1 of "+alice.String())
	b.refuse(confirmEstate(alice, "EST-1"), types.ErrEstateStatus, "ESTATE_STATUS_CANCELLED")
	b.refuse(confirmEstate(alice, "EST-2"), types.ErrEstateNotFound, "EST-2 of "+alice.String())
	b.refuse(cancelEstate(alice, "EST-2"), types.ErrEstateNotFound, "EST-2 of "+alice.String())
}

// The money is safe until everything else about the wallet is settled and the heir may have it.
func TestConfirmEstateRefusals(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 30_000*yuan)
	module := &owed{}
	b.keeper.SetHooks(module)
	alice, heir, child := b.funded("alice", types.WALLET_CLASS_IV, 900*yuan), b.funded("heir", types.WALLET_CLASS_IV, 9_200*yuan), testutil.NewActor("child")
	b.do(proposeEstate(alice, heir, "EST-1"))
	refuse := func(want error, text string) {
		t.Helper()
		b.refuse(confirmEstate(alice, "EST-1"), want, text)
	}
	refuse(types.ErrBalanceLimit, "balance limit 10,000.00 yuan, used 9,200.00 yuan, asked 900.00 yuan")
	b.do(exchangeIn(heir, 100*yuan, "IN-1"))
	b.do(placeHold(heir, "H-1", types.HOLD_SIDE_CREDIT, 0, nil))
	refuse(types.ErrHeld, "wallet "+heir.String()+": hold H-1 of icbc-sz stops credits")
	b.do(liftHold(heir, "H-1"))
	b.do(placeHold(alice, "H-1", types.HOLD_SIDE_DEBIT, 1, nil))
	refuse(types.ErrHeld, "wallet "+alice.String()+": hold H-1 of icbc-sz stops the estate")
	b.do(liftHold(alice, "H-1"))
	b.do(exchangeIn(alice, 1, "IN-1"))
	refuse(types.ErrObligations, "exchanges in are open")
	b.do(returnExchangeIn(alice, "IN-1"))
	b.do(openSub(alice, child, 10))
	refuse(types.ErrObligations, "sub-wallets are open")
	module.what = []string{"grants wait"}
	refuse(types.ErrObligations, "grants wait")
	module.what = nil
	foreign := confirmEstate(alice, "EST-1")
	foreign.Officer = testutil.Officer(abc, "compliance").String()
	b.refuse(foreign, types.ErrNotOperator, "operator is icbc-sz, not abc-sz")
	foreign.Officer = teller.String()
	b.refuse(foreign, app.ErrNotPermitted, "MsgConfirmEstate")

	// The sub-wallet of a dead parent is paid out first, here to the parent itself.
	b.do(pay(alice, child, 100*yuan))
	b.do(proposeEstate(child, alice, "EST-1"))
	b.do(confirmEstate(child, "EST-1"))
	require.Equal(t, types.Fen(900*yuan), b.account(alice).Balance)
	require.Equal(t, uint32(100), b.view(alice).WalletLimits.SharePercent)
	b.do(placeHold(alice, "H-2", types.HOLD_SIDE_CREDIT, 0, nil))
	b.do(confirmEstate(alice, "EST-1"))
	require.Equal(t, types.Fen(10_000*yuan), b.account(heir).Balance)
	require.NoError(t, types.ValidateGenesis(b.export()))
	b.do(liftHold(alice, "H-2"))
}
