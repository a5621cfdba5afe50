package keeper_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

func proposeKey(wallet testutil.Actor, reference string, key testutil.Actor) *types.MsgProposeKeyReplacement {
	public := key.Key.PubKey().Bytes()
	proof, err := key.Key.Sign(types.KeyProofBytes(testutil.ChainID, wallet.Address, reference, public))
	if err != nil {
		panic(err)
	}
	return &types.MsgProposeKeyReplacement{
		Teller: teller.String(), Wallet: wallet.String(), Reference: reference, NewPublicKey: public, Proof: proof,
	}
}

func confirmKey(wallet testutil.Actor, reference string) *types.MsgConfirmKeyReplacement {
	return &types.MsgConfirmKeyReplacement{Officer: compliance.String(), Wallet: wallet.String(), Reference: reference}
}

func objectKey(wallet testutil.Actor, reference string) *types.MsgObjectKeyReplacement {
	return &types.MsgObjectKeyReplacement{Holder: wallet.String(), Reference: reference}
}

func cancelKey(wallet testutil.Actor, reference string) *types.MsgCancelKeyReplacement {
	return &types.MsgCancelKeyReplacement{Officer: teller.String(), Wallet: wallet.String(), Reference: reference}
}

func completeKey(wallet testutil.Actor, reference string) *types.MsgCompleteKeyReplacement {
	return &types.MsgCompleteKeyReplacement{Officer: teller.String(), Wallet: wallet.String(), Reference: reference}
}

func (b *bank) keyReplacements(of testutil.Actor) []types.KeyReplacement {
	b.t.Helper()
	response, err := b.queries.KeyReplacements(b.Context(), &types.QueryKeyReplacementsRequest{Wallet: of.String()})
	require.NoError(b.t, err)
	return response.KeyReplacements
}

func keyEvent(wallet testutil.Actor, status types.KeyReplacementStatus, by testutil.Actor) *types.EventKeyReplacement {
	return &types.EventKeyReplacement{Wallet: wallet.String(), Reference: "KEY-1", Status: status, By: by.String()}
}

// The wallet stays what it was; only the new key signs for it.
func TestReplaceKey(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 1_000)
	alice, bob, key := b.funded("alice", types.WALLET_CLASS_IV, 1_000), b.wallet("bob", types.WALLET_CLASS_IV), testutil.NewActor("new key")
	b.do(placeHold(alice, "H-1", types.HOLD_SIDE_DEBIT, 5, nil))
	b.NextBlock()
	require.Zero(t, b.Deliver(alice, pay(alice, bob, 10)).Code)

	require.Equal(t, keyEvent(alice, types.KEY_REPLACEMENT_STATUS_PROPOSED, teller), b.do(proposeKey(alice, "KEY-1", key)))
	b.refuse(completeKey(alice, "KEY-1"), types.ErrKeyReplacementStatus, "KEY_REPLACEMENT_STATUS_PROPOSED: cannot complete it")
	require.Equal(t, keyEvent(alice, types.KEY_REPLACEMENT_STATUS_CONFIRMED, compliance), b.do(confirmKey(alice, "KEY-1")))
	until := b.Time().Add(24 * time.Hour)
	require.Equal(t, []types.KeyReplacement{{
		Wallet: alice.String(), Reference: "KEY-1", MemberId: icbc, NewPublicKey: key.Key.PubKey().Bytes(), ProposedBy: teller.String(),
		ConfirmedBy: compliance.String(), ObjectionUntil: &until, Status: types.KEY_REPLACEMENT_STATUS_CONFIRMED,
	}}, b.keyReplacements(alice))
	b.refuse(confirmKey(alice, "KEY-1"), types.ErrKeyReplacementStatus, "cannot confirm it")
	b.Advance(24*time.Hour - time.Nanosecond)
	b.refuse(completeKey(alice, "KEY-1"), types.ErrObjectionPeriod, "the old key may object until "+until.Format(time.RFC3339))
	b.Advance(time.Nanosecond)
	b.refuse(objectKey(alice, "KEY-1"), types.ErrObjectionPeriod, "it was possible until "+until.Format(time.RFC3339))
	want := b.account(alice)
	require.Equal(t, keyEvent(alice, types.KEY_REPLACEMENT_STATUS_COMPLETED, teller), b.do(completeKey(alice, "KEY-1")))
	want.PublicKey = key.Key.PubKey().Bytes()
	require.Equal(t, want, b.account(alice))

	b.NextBlock()
	require.NotZero(t, b.Deliver(alice, pay(alice, bob, 10)).Code, "the old key is worth nothing")
	owner := testutil.Actor{Name: "alice", Address: alice.Address, Key: key.Key}
	require.Zero(t, b.Deliver(owner, pay(alice, bob, 10)).Code)
	require.Equal(t, types.Fen(980), b.account(alice).Balance)
	require.Equal(t, uint64(2), b.account(alice).Sequence)
}

// Who never signed has no key on record, and gets one.
func TestReplaceKeyOfAWalletThatNeverSigned(t *testing.T) {
	b := newBank(t)
	alice, key := b.wallet("alice", types.WALLET_CLASS_IV), testutil.NewActor("new key")
	b.do(proposeKey(alice, "KEY-1", key))
	b.do(confirmKey(alice, "KEY-1"))
	b.Advance(24 * time.Hour)
	b.do(completeKey(alice, "KEY-1"))
	account := b.account(alice)
	require.Equal(t, types.KeyTypeSecp256k1, account.KeyType)
	b.NextBlock()
	require.NotZero(t, b.Deliver(alice, closeWallet(alice)).Code)
	require.Zero(t, b.Deliver(testutil.Actor{Address: alice.Address, Key: key.Key}, closeWallet(alice)).Code)
}

func TestProposeKeyReplacementRefusals(t *testing.T) {
	b := newBank(t)
	alice, bob, key := b.wallet("alice", types.WALLET_CLASS_IV), b.wallet("bob", types.WALLET_CLASS_IV), testutil.NewActor("new key")
	other := proposeKey(alice, "KEY-1", testutil.NewActor("other key"))
	for name, test := range map[string]struct {
		spoil func(*types.MsgProposeKeyReplacement)
		error error
		text  string
	}{
		"proof of another key": {func(m *types.MsgProposeKeyReplacement) { m.Proof = other.Proof }, types.ErrKeyReplacement, "did not sign KEY-1"},
		"proof for another wallet": {
			func(m *types.MsgProposeKeyReplacement) { m.Proof = proposeKey(bob, "KEY-1", key).Proof },
			types.ErrKeyReplacement, "for wallet " + alice.String() + " on chain dcep-test",
		},
		"another reference": {func(m *types.MsgProposeKeyReplacement) { m.Reference = "KEY-2" }, types.ErrKeyReplacement, "did not sign KEY-2"},
		"no proof":          {func(m *types.MsgProposeKeyReplacement) { m.Proof = nil }, types.ErrKeyReplacement, "proof"},
		"short key":         {func(m *types.MsgProposeKeyReplacement) { m.NewPublicKey = m.NewPublicKey[1:] }, types.ErrKeyReplacement, "has 32 bytes"},
		"no point": {
			func(m *types.MsgProposeKeyReplacement) {
				m.NewPublicKey = append([]byte{2}, make([]byte, 32)...)
			},
			types.ErrKeyReplacement, "proof",
		},
		"own key":   {func(m *types.MsgProposeKeyReplacement) { *m = *proposeKey(alice, "KEY-1", alice) }, types.ErrWalletExists, alice.String()},
		"a wallet":  {func(m *types.MsgProposeKeyReplacement) { *m = *proposeKey(alice, "KEY-1", bob) }, types.ErrWalletExists, bob.String()},
		"officer":   {func(m *types.MsgProposeKeyReplacement) { *m = *proposeKey(alice, "KEY-1", teller) }, types.ErrWalletAddress, "is or was an officer"},
		"reference": {func(m *types.MsgProposeKeyReplacement) { m.Reference = "" }, types.ErrIdentifier, "reference"},
		"foreign": {
			func(m *types.MsgProposeKeyReplacement) { m.Teller = testutil.Officer(abc, "teller").String() },
			types.ErrNotOperator, "operator is icbc-sz, not abc-sz",
		},
		"role": {func(m *types.MsgProposeKeyReplacement) { m.Teller = compliance.String() }, app.ErrNotPermitted, "MsgProposeKeyReplacement"},
	} {
		t.Run(name, func(t *testing.T) {
			b.t = t
			msg := proposeKey(alice, "KEY-1", key)
			test.spoil(msg)
			b.refuse(msg, test.error, test.text)
		})
	}
}

// A key that may come to sign for a wallet, or does, is nobody else's: not another wallet's, nor an officer's.
func TestKeysAreBound(t *testing.T) {
	b := newBank(t)
	alice, bob, key := b.wallet("alice", types.WALLET_CLASS_IV), b.wallet("bob", types.WALLET_CLASS_IV), testutil.NewActor("new key")
	b.do(proposeKey(alice, "KEY-1", key))
	b.refuse(proposeKey(alice, "KEY-1", testutil.NewActor("other")), types.ErrKeyReplacementExists, "KEY-1 of "+alice.String())
	b.refuse(proposeKey(alice, "KEY-2", testutil.NewActor("other")), types.ErrKeyReplacementExists, "another one of "+alice.String()+" is open")
	b.refuse(proposeKey(bob, "KEY-1", key), types.ErrWalletAddress, "of a key that signs for another wallet")
	b.refuse(openWallet(key, types.WALLET_CLASS_IV), types.ErrWalletAddress, "of a key that signs for another wallet")
	requireBound := func(want bool) {
		t.Helper()
		bound, err := b.keeper.IsWallet(b.Context(), key.Address)
		require.NoError(t, err)
		require.Equal(t, want, bound)
	}
	requireBound(true)
	b.do(cancelKey(alice, "KEY-1"))
	requireBound(false)
	b.refuse(proposeKey(alice, "KEY-1", key), types.ErrKeyReplacementExists, "KEY-1 of "+alice.String())
	b.do(proposeKey(bob, "KEY-1", key))
	b.do(confirmKey(bob, "KEY-1"))
	b.Advance(24 * time.Hour)
	b.do(completeKey(bob, "KEY-1"))
	requireBound(true)
	b.refuse(proposeKey(bob, "KEY-2", key), types.ErrWalletAddress, "of a key that signs for another wallet")
	b.refuse(proposeKey(alice, "KEY-2", key), types.ErrWalletAddress, "of a key that signs for another wallet")
}

func TestObjectAndCancelKeyReplacement(t *testing.T) {
	b := newBank(t)
	alice := b.wallet("alice", types.WALLET_CLASS_IV)
	b.do(proposeKey(alice, "KEY-1", testutil.NewActor("new key")))
	require.Equal(t, keyEvent(alice, types.KEY_REPLACEMENT_STATUS_OBJECTED, alice), b.do(objectKey(alice, "KEY-1")))
	for _, msg := range []sdk.Msg{confirmKey(alice, "KEY-1"), objectKey(alice, "KEY-1"), cancelKey(alice, "KEY-1"), completeKey(alice, "KEY-1")} {
		b.refuse(msg, types.ErrKeyReplacementStatus, "KEY_REPLACEMENT_STATUS_OBJECTED")
	}
	b.do(proposeKey(alice, "KEY-2", testutil.NewActor("new key")))
	b.do(confirmKey(alice, "KEY-2"))
	b.Advance(24*time.Hour - time.Nanosecond)
	b.do(objectKey(alice, "KEY-2"))
	b.do(proposeKey(alice, "KEY-3", testutil.NewActor("new key")))
	b.do(confirmKey(alice, "KEY-3"))
	cancel := cancelKey(alice, "KEY-3")
	cancel.Officer = compliance.String()
	b.do(cancel)
	b.refuse(completeKey(alice, "KEY-3"), types.ErrKeyReplacementStatus, "KEY_REPLACEMENT_STATUS_CANCELLED")
	b.refuse(confirmKey(alice, "KEY-4"), types.ErrKeyReplacementNotFound, "KEY-4 of "+alice.String())
	b.refuse(objectKey(alice, "KEY-4"), types.ErrKeyReplacementNotFound, "KEY-4 of "+alice.String())
	foreign := testutil.Officer(abc, "compliance").String()
	b.do(proposeKey(alice, "KEY-5", testutil.NewActor("new key")))
	for _, msg := range []sdk.Msg{
		&types.MsgConfirmKeyReplacement{Officer: foreign, Wallet: alice.String(), Reference: "KEY-5"},
		&types.MsgCancelKeyReplacement{Officer: foreign, Wallet: alice.String(), Reference: "KEY-5"},
		&types.MsgCompleteKeyReplacement{Officer: foreign, Wallet: alice.String(), Reference: "KEY-5"},
	} {
		b.refuse(msg, types.ErrNotOperator, "operator is icbc-sz, not abc-sz")
	}
	proposer := confirmKey(alice, "KEY-5")
	proposer.Officer = teller.String()
	b.refuse(proposer, app.ErrNotPermitted, "MsgConfirmKeyReplacement")
}
