package keeper_test

import (
	"crypto/ecdh"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/seal"
	"github.com/dcep-consortium/dcepd/x/financing/types"
	singlewindowkeeper "github.com/dcep-consortium/dcepd/x/singlewindow/keeper"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

// secrets are what the tables of the two READMEs keep to the parties.
var secrets = map[string]string{
	"declaration number": "531620190000000123", "credit code": "914403001922038216", "goods": "8517120000", "buyer": "Pacific Trading Inc",
	"invoice number": "INV-2019-77", "contract": "facility agreement 4711",
}

// paper is what customs and the enterprise keep off the chain.
type paper struct {
	number   ident.DeclarationNo
	key      seal.DeclarationKey
	content  seal.Content
	sealed   []byte
	contents seal.Key
	firm     *ecdh.PrivateKey
	bank     *ecdh.PrivateKey
	invoice  seal.Content
}

func newPaper(t *testing.T) paper {
	t.Helper()
	number, err := ident.ParseDeclarationNo(secrets["declaration number"], 2019)
	require.NoError(t, err)
	p := paper{number: number, key: seal.NewDeclarationKey([seal.CustomsKeyBytes]byte{1}, number)}
	p.content = seal.Content{Kind: "customs-declaration", Fields: []seal.Field{
		{Name: "number", Value: number.String()}, {Name: "hs", Value: secrets["goods"]}, {Name: "buyer", Value: secrets["buyer"]},
	}}.Salted()
	p.invoice = seal.Content{Kind: "invoice", Fields: []seal.Field{{Name: "number", Value: secrets["invoice number"]}}}.Salted()
	p.sealed, p.contents, err = seal.Encrypt(p.content)
	require.NoError(t, err)
	p.firm, err = ecdh.X25519().NewPrivateKey(slices.Repeat([]byte{1}, 32))
	require.NoError(t, err)
	p.bank, err = ecdh.X25519().NewPrivateKey(slices.Repeat([]byte{2}, 32))
	require.NoError(t, err)
	return p
}

func (p paper) id() string { return p.key.DocumentID(p.number) }

func commit(t *testing.T, name, value string) []byte {
	t.Helper()
	commitment, err := seal.Field{Name: name, Value: value, Salt: seal.NewSalt()}.Commitment()
	require.NoError(t, err)
	return commitment[:]
}

// messages is a whole business: an export that customs attests, shared with a bank, financed, and an invoice.
func (p paper) messages(t *testing.T) []sdk.Msg {
	t.Helper()
	content, err := p.content.Commitment()
	require.NoError(t, err)
	invoice, err := p.invoice.Commitment()
	require.NoError(t, err)
	toOwner, err := seal.SealKey(p.contents, p.firm.PublicKey().Bytes(), p.id(), "")
	require.NoError(t, err)
	toBank, err := seal.SealKey(p.contents, p.bank.PublicKey().Bytes(), p.id(), icbc)
	require.NoError(t, err)
	attested, authorised, registered := attest(1, 10_000_000), authorise(icbc, 8_000_000), register(icbc, "LOAN-1", 7_000_000)
	attested.DocumentId, attested.ContentCommitment, attested.OwnerEnvelope = p.id(), content[:], toOwner
	attested.OwnerCommitment = singlewindowtypes.OwnerCommitment(p.key.OwnerSalt(), firm.Address)
	authorised.DocumentId, authorised.OwnerSalt = p.id(), p.key.OwnerSalt()
	registered.DocumentId, registered.ContractCommitment = p.id(), commit(t, "contract", secrets["contract"])
	return []sdk.Msg{
		&singlewindowtypes.MsgSetMemberKey{Officer: trader(icbc).String(), SealingKey: p.bank.PublicKey().Bytes()},
		attested,
		&singlewindowtypes.MsgShareDocument{
			Holder: firm.String(), DocumentId: p.id(), Recipient: icbc, Envelope: toBank, OwnerSalt: p.key.OwnerSalt(), Purpose: "financing",
		},
		&singlewindowtypes.MsgRecordAccess{Officer: trader(icbc).String(), DocumentId: p.id(), Purpose: "credit decision"},
		authorised, registered, approve(icbc, "LOAN-1"), disburse(icbc, "LOAN-1"), repay(firm, "LOAN-1", 100, "BACK-1"),
		&singlewindowtypes.MsgClaimDocument{
			Holder: firm.String(), DocumentId: documentID(8), Kind: "invoice", Amount: usd(500), Month: "2019-11", ContentCommitment: invoice[:],
		},
	}
}

// TestVisibility reads everything as a rival bank, which runs a node: events, queries and the raw store. The public reads of it
// what a node lets it query.
func TestVisibility(t *testing.T) {
	d, p := newDesk(t), newPaper(t)
	var events strings.Builder
	for _, msg := range p.messages(t) {
		for _, event := range d.MustSend(msg) {
			fmt.Fprintf(&events, "%T %s\n", event, event)
		}
	}
	d.NextBlock()
	rival := map[string]string{"events": events.String(), "queries": d.answers(t, p.id()), "store": d.rawStore(t)}
	for place, text := range rival {
		for name, secret := range secrets {
			require.NotContains(t, text, secret, "%s in %s", name, place)
		}
		for name, key := range map[string][]byte{"declaration's key": p.key[:], "content's key": p.contents[:]} {
			require.NotContains(t, text, string(key), "%s in %s", name, place)
			require.NotContains(t, text, hex.EncodeToString(key), "%s in %s", name, place)
		}
		// What the tables say that members read.
		for _, shown := range []string{p.id(), firm.String(), "LOAN-1", icbc, "customs-declaration"} {
			require.Contains(t, text, shown, "%s in %s", shown, place)
		}
	}
	// The salt that opened the owner is in the transactions alone, not in the state.
	require.NotContains(t, rival["store"], string(p.key.OwnerSalt()))
	d.requireHiddenOwner(t)

	// A rival cannot ask for the room, nor open the envelopes.
	_, err := d.queries.Room(d.Context(), &types.QueryRoomRequest{DocumentId: p.id(), BankId: abc})
	require.ErrorContains(t, err, types.ErrNotAuthorised.Error())
	stored, err := singlewindowkeeper.NewQueryServer(app.SingleWindow(d.App)).Envelope(d.Context(),
		&singlewindowtypes.QueryEnvelopeRequest{DocumentId: p.id(), Recipient: icbc})
	require.NoError(t, err)
	_, err = seal.OpenKey(stored.Envelope.Sealed, p.firm, p.id(), icbc)
	require.ErrorIs(t, err, seal.ErrSealed)

	// The parties open it, and see that it is what customs attested.
	key, err := seal.OpenKey(stored.Envelope.Sealed, p.bank, p.id(), icbc)
	require.NoError(t, err)
	document, err := singlewindowkeeper.NewQueryServer(app.SingleWindow(d.App)).Document(d.Context(),
		&singlewindowtypes.QueryDocumentRequest{DocumentId: p.id()})
	require.NoError(t, err)
	opened, err := seal.Decrypt(p.sealed, key, document.Document.ContentCommitment)
	require.NoError(t, err)
	require.Equal(t, secrets["buyer"], opened.Value("buyer"))
	require.Equal(t, p.id(), p.key.DocumentID(p.number))
}

// requireHiddenOwner wants that no declaration itself names its owner, also after the owner acted on it.
func (d *desk) requireHiddenOwner(t *testing.T) {
	t.Helper()
	state, err := app.SingleWindow(d.App).ExportGenesis(d.Context())
	require.NoError(t, err)
	for _, document := range state.Documents {
		if document.Trust == singlewindowtypes.TRUST_ATTESTED {
			require.NotContains(t, document.String(), firm.String())
		}
	}
}

// answers asks every query of both modules for everything.
func (d *desk) answers(t *testing.T, id string) string {
	t.Helper()
	ctx := d.Context()
	window := singlewindowkeeper.NewQueryServer(app.SingleWindow(d.App))
	var all strings.Builder
	add := func(answer fmt.Stringer, err error) {
		t.Helper()
		require.NoError(t, err)
		fmt.Fprintln(&all, answer)
	}
	add(window.Catalogue(ctx, &singlewindowtypes.QueryCatalogueRequest{}))
	add(window.Enterprise(ctx, &singlewindowtypes.QueryEnterpriseRequest{Wallet: firm.String()}))
	add(window.SealingKey(ctx, &singlewindowtypes.QuerySealingKeyRequest{Holder: icbc}))
	for _, each := range []string{id, documentID(8)} {
		add(window.Document(ctx, &singlewindowtypes.QueryDocumentRequest{DocumentId: each}))
		add(window.DocumentAmendments(ctx, &singlewindowtypes.QueryDocumentAmendmentsRequest{DocumentId: each}))
		add(window.PartialMatches(ctx, &singlewindowtypes.QueryPartialMatchesRequest{DocumentId: each}))
		add(window.Endorsements(ctx, &singlewindowtypes.QueryEndorsementsRequest{DocumentId: each}))
		add(window.AccessLog(ctx, &singlewindowtypes.QueryAccessLogRequest{DocumentId: each}))
		add(d.queries.Match(ctx, &types.QueryMatchRequest{DocumentId: each}))
		add(d.queries.Authorisations(ctx, &types.QueryAuthorisationsRequest{DocumentId: each, BankId: icbc}))
		add(d.queries.Collections(ctx, &types.QueryCollectionsRequest{DocumentId: each}))
	}
	add(window.Envelope(ctx, &singlewindowtypes.QueryEnvelopeRequest{DocumentId: id, Recipient: icbc}))
	add(d.queries.Room(ctx, &types.QueryRoomRequest{DocumentId: id, BankId: icbc}))
	add(d.queries.Pledge(ctx, &types.QueryPledgeRequest{BankId: icbc, Reference: "LOAN-1"}))
	add(d.queries.PledgesByBank(ctx, &types.QueryPledgesByBankRequest{BankId: icbc}))
	add(d.queries.PledgesByEnterprise(ctx, &types.QueryPledgesByEnterpriseRequest{Wallet: firm.String()}))
	add(d.queries.Repayments(ctx, &types.QueryRepaymentsRequest{BankId: icbc, Reference: "LOAN-1"}))
	add(d.queries.Statistics(ctx, &types.QueryStatisticsRequest{Month: "2019-12"}))
	return all.String()
}

// rawStore is every key and value of every store of the node.
func (d *desk) rawStore(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	ctx := d.Context()
	for _, store := range d.App.StoreKeys() {
		iterator := ctx.KVStore(store).Iterator(nil, nil)
		for ; iterator.Valid(); iterator.Next() {
			all.Write(iterator.Key())
			all.WriteByte('\n')
			all.Write(iterator.Value())
			all.WriteByte('\n')
		}
		require.NoError(t, iterator.Close())
	}
	return all.String()
}
