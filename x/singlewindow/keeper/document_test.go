package keeper_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

func TestEnterprise(t *testing.T) {
	w := newWindow(t)
	w.refuse(registerEnterprise(firm, 1), types.ErrEnterpriseExists, firm.String())
	person, stranger := testutil.NewActor("person"), testutil.NewActor("stranger")
	w.wallet(person, currencytypes.WALLET_KIND_PERSONAL)
	w.refuse(registerEnterprise(person, 3), types.ErrNotCorporate, "WALLET_KIND_PERSONAL")
	w.wallet(stranger, currencytypes.WALLET_KIND_CORPORATE)
	w.refuse(&types.MsgVerifyEnterprise{Teller: teller.String(), Wallet: stranger.String()}, types.ErrEnterpriseNotFound, stranger.String())
	short := registerEnterprise(stranger, 3)
	short.SealingKey = short.SealingKey[1:]
	w.refuse(short, types.ErrSealingKey, "has 31 bytes")
	require.Equal(t, &types.EventEnterprise{Wallet: stranger.String(), Status: types.ENTERPRISE_STATUS_REGISTERED},
		w.do(registerEnterprise(stranger, 3)))
	verify := &types.MsgVerifyEnterprise{Teller: testutil.Officer("abc-sz", "teller").String(), Wallet: stranger.String()}
	w.refuse(verify, types.ErrNotOperator, "is served by icbc-sz, not by abc-sz")
	w.refuse(claim(stranger, 1), types.ErrEnterpriseStatus, "must verify it first")
	verify.Teller = teller.String()
	require.Equal(t, types.ENTERPRISE_STATUS_VERIFIED, w.do(verify).(*types.EventEnterprise).Status)
	w.refuse(verify, types.ErrEnterpriseStatus, "cannot verify")

	require.Equal(t, &types.EventSealingKey{Holder: firm.String(), Key: commitment(42)},
		w.do(&types.MsgSetEnterpriseKey{Holder: firm.String(), SealingKey: commitment(42)}))
	w.refuse(&types.MsgSetEnterpriseKey{Holder: person.String(), SealingKey: commitment(42)}, types.ErrEnterpriseNotFound, person.String())
	require.Equal(t, &types.EventSealingKey{Holder: icbc, Key: commitment(43)},
		w.do(&types.MsgSetMemberKey{Officer: trader.String(), SealingKey: commitment(43)}))
	key, err := w.queries.SealingKey(w.Context(), &types.QuerySealingKeyRequest{Holder: icbc})
	require.NoError(t, err)
	require.Equal(t, commitment(43), key.SealingKey.Key)
	enterprise, err := w.queries.Enterprise(w.Context(), &types.QueryEnterpriseRequest{Wallet: firm.String()})
	require.NoError(t, err)
	require.Equal(t, teller.String(), enterprise.Enterprise.VerifiedBy)
}

func TestDeclaration(t *testing.T) {
	w := newWindow(t)
	byBank := attest()
	byBank.Officer = trader.String()
	w.refuse(byBank, app.ErrNotPermitted, "CUSTOMS")
	require.Equal(t, &types.EventDocument{
		DocumentId: documentID(9), Kind: "customs-declaration", Trust: types.TRUST_ATTESTED, Status: types.DOCUMENT_STATUS_ACTIVE, Version: 1,
		Amount: usd(10_000_000), Actor: customsOfficer.String(),
	}, w.do(attest()))
	w.refuse(attest(), types.ErrDocumentExists, documentID(9))
	amend := &types.MsgAmendDeclaration{
		Officer: customsOfficer.String(), DocumentId: documentID(9), Version: 1, Amount: usd(8_000_000), ContentCommitment: commitment(3), Reason: "recounted",
	}
	require.Equal(t, uint32(2), w.do(amend).(*types.EventDocument).Version)
	w.refuse(amend, types.ErrVersion, "has version 2, asked 1")
	amendments, err := w.queries.DocumentAmendments(w.Context(), &types.QueryDocumentAmendmentsRequest{DocumentId: documentID(9)})
	require.NoError(t, err)
	require.Equal(t, []types.Amendment{{
		DocumentId: documentID(9), Version: 1, Amount: usd(10_000_000), ContentCommitment: commitment(1), Officer: customsOfficer.String(),
		Reason: "recounted", Height: w.Context().BlockHeight(),
	}}, amendments.Amendments)
	revoke := &types.MsgRevokeDeclaration{Officer: customsOfficer.String(), DocumentId: documentID(9), Reason: "goods returned"}
	require.Equal(t, types.DOCUMENT_STATUS_REVOKED, w.do(revoke).(*types.EventDocument).Status)
	w.refuse(revoke, types.ErrDocumentStatus, "cannot revoke")
	revoke.DocumentId = documentID(7)
	w.refuse(revoke, types.ErrDocumentNotFound, documentID(7))
}

// The same paper gives the same fingerprint, so a second claim is seen, by whomever and for whatever amount.
func TestClaims(t *testing.T) {
	w := newWindow(t)
	msg := claim(firm, 500_000)
	msg.Counterparty = buyer.String()
	require.Equal(t, types.TRUST_CLAIMED, w.do(msg).(*types.EventDocument).Trust)
	w.refuse(msg, types.ErrDocumentExists, "5,000.00 CNY")
	require.Equal(t, &types.EventPartialMatch{DocumentId: documentID(8), Claimant: firm.String(), Amount: types.NewMoney("CNY", 600_000)},
		w.do(claim(firm, 600_000)))
	require.Equal(t, &types.EventPartialMatch{DocumentId: documentID(8), Claimant: buyer.String(), Amount: types.NewMoney("CNY", 500_000)},
		w.do(claim(buyer, 500_000)))
	require.Equal(t, uint32(2), w.document(8).PartialMatches)
	require.Equal(t, firm.String(), w.document(8).Owner)
	matches, err := w.queries.PartialMatches(w.Context(), &types.QueryPartialMatchesRequest{DocumentId: documentID(8)})
	require.NoError(t, err)
	require.Len(t, matches.PartialMatches, 2)

	acknowledge := &types.MsgAcknowledgeDocument{Holder: firm.String(), DocumentId: documentID(8)}
	w.refuse(acknowledge, types.ErrCounterparty, firm.String())
	acknowledge.Holder = buyer.String()
	require.Equal(t, types.TRUST_ACKNOWLEDGED, w.do(acknowledge).(*types.EventDocument).Trust)
	nobody := claim(firm, 1)
	nobody.DocumentId, nobody.Counterparty = documentID(6), testutil.NewActor("nobody").String()
	w.refuse(nobody, types.ErrEnterpriseNotFound, nobody.Counterparty)
}

func TestEndorse(t *testing.T) {
	w := newWindow(t)
	w.do(attest())
	endorser := testutil.Officer(customs, "trade-officer")
	endorse := func(department string, outcome types.Outcome) *types.MsgEndorseDocument {
		return &types.MsgEndorseDocument{
			Officer: endorser.String(), DocumentId: documentID(9), Function: "goods-declaration", Department: department, Outcome: outcome,
		}
	}
	w.refuse(endorse("inspection", types.OUTCOME_APPROVED), types.ErrNotDepartment, "nobody acts for department inspection")
	catalogue := types.DefaultCatalogue()
	catalogue.Departments[0].MemberId, catalogue.Departments[1].MemberId = customs, customs
	set := &types.MsgSetCatalogue{Authority: consortiumtypes.Authority, Catalogue: catalogue}
	require.Equal(t, &types.EventCatalogue{Departments: 22, DocumentKinds: 14, Functions: 10}, w.do(set))
	byOfficer := *set
	byOfficer.Authority = customsOfficer.String()
	w.refuse(&byOfficer, app.ErrNotPermitted, "resolution")
	less := types.DefaultCatalogue()
	less.Departments = less.Departments[:21]
	w.refuse(&types.MsgSetCatalogue{Authority: consortiumtypes.Authority, Catalogue: less}, types.ErrCatalogue, "department public-security cannot go")

	w.refuse(endorse("customs", types.OUTCOME_APPROVED), types.ErrRoute, "department inspection comes before customs")
	require.Equal(t, &types.EventEndorsed{
		DocumentId: documentID(9), Version: 1, Function: "goods-declaration", Department: "inspection", Outcome: types.OUTCOME_APPROVED,
		Officer: endorser.String(),
	}, w.do(endorse("inspection", types.OUTCOME_APPROVED)))
	w.refuse(endorse("inspection", types.OUTCOME_REJECTED), types.ErrEndorsementExists, "version 1")
	w.do(endorse("customs", types.OUTCOME_REJECTED))
	list, err := w.queries.Endorsements(w.Context(), &types.QueryEndorsementsRequest{DocumentId: documentID(9)})
	require.NoError(t, err)
	require.Len(t, list.Endorsements, 2)
	shown, err := w.queries.Catalogue(w.Context(), &types.QueryCatalogueRequest{})
	require.NoError(t, err)
	require.Equal(t, catalogue, shown.Catalogue)
}

func TestShare(t *testing.T) {
	w := newWindow(t)
	w.do(attest())
	w.refuse(share(), types.ErrRecipient, icbc)
	w.do(&types.MsgSetMemberKey{Officer: trader.String(), SealingKey: commitment(43)})
	for name, test := range map[string]struct {
		change func(*types.MsgShareDocument)
		err    error
	}{
		"owner":    {func(m *types.MsgShareDocument) { m.Holder = buyer.String() }, types.ErrNotOwner},
		"salt":     {func(m *types.MsgShareDocument) { m.OwnerSalt = nil }, types.ErrNotOwner},
		"envelope": {func(m *types.MsgShareDocument) { m.Envelope = nil }, types.ErrEnvelope},
		"purpose":  {func(m *types.MsgShareDocument) { m.Purpose = "" }, types.ErrPurpose},
	} {
		t.Run(name, func(t *testing.T) {
			msg := share()
			test.change(msg)
			w.refuse(msg, test.err, "")
		})
	}
	access := &types.MsgRecordAccess{Officer: trader.String(), DocumentId: documentID(9), Purpose: "credit decision"}
	w.refuse(access, types.ErrEnvelopeNotFound, icbc)
	require.Equal(t, &types.EventAccess{DocumentId: documentID(9), Kind: types.ACCESS_KIND_SHARED, Recipient: icbc, Actor: firm.String()}, w.do(share()))
	require.Equal(t, &types.EventAccess{DocumentId: documentID(9), Kind: types.ACCESS_KIND_OPENED, Recipient: icbc, Actor: trader.String()}, w.do(access))
	log, err := w.queries.AccessLog(w.Context(), &types.QueryAccessLogRequest{DocumentId: documentID(9)})
	require.NoError(t, err)
	require.Len(t, log.Accesses, 2)
	require.Equal(t, "credit decision", log.Accesses[1].Purpose)
	envelope, err := w.queries.Envelope(w.Context(), &types.QueryEnvelopeRequest{DocumentId: documentID(9), Recipient: icbc})
	require.NoError(t, err)
	require.Equal(t, []byte("sealed"), envelope.Envelope.Sealed)
}

func TestQueryCodes(t *testing.T) {
	w := newWindow(t)
	ctx := w.Context()
	_, err := w.queries.Document(ctx, &types.QueryDocumentRequest{DocumentId: documentID(1)})
	require.Equal(t, codes.NotFound, status.Code(err))
	_, err = w.queries.Document(ctx, &types.QueryDocumentRequest{DocumentId: "x"})
	require.Equal(t, codes.InvalidArgument, status.Code(err))
	_, err = w.queries.SealingKey(ctx, &types.QuerySealingKeyRequest{Holder: "nobody"})
	require.Equal(t, codes.NotFound, status.Code(err))
	require.ErrorContains(t, err, types.ErrSealingKeyNotFound.Error())
	_, err = w.queries.Envelope(ctx, &types.QueryEnvelopeRequest{DocumentId: documentID(1), Recipient: icbc})
	require.Equal(t, codes.NotFound, status.Code(err))
	_, err = w.queries.Enterprise(ctx, &types.QueryEnterpriseRequest{Wallet: "x"})
	require.Equal(t, codes.InvalidArgument, status.Code(err))
}

func TestGenesis(t *testing.T) {
	w := newWindow(t)
	w.do(attest())
	w.do(claim(firm, 500_000))
	w.do(claim(buyer, 500_000))
	w.do(&types.MsgSetMemberKey{Officer: trader.String(), SealingKey: commitment(43)})
	w.do(share())
	w.do(&types.MsgAmendDeclaration{
		Officer: customsOfficer.String(), DocumentId: documentID(9), Version: 1, Amount: usd(1), ContentCommitment: commitment(3), Reason: "recounted",
	})
	for name, test := range map[string]struct {
		change func(*types.GenesisState)
		says   string
	}{
		"catalogue":      {func(g *types.GenesisState) { g.Catalogue.Departments[0].Id = "" }, "catalogue"},
		"enterprise":     {func(g *types.GenesisState) { g.Enterprises = append(g.Enterprises, g.Enterprises[0]) }, "enterprises[2]"},
		"no key":         {func(g *types.GenesisState) { g.SealingKeys = g.SealingKeys[:1] }, "enterprises["},
		"holder":         {func(g *types.GenesisState) { g.SealingKeys[0].Holder = "?" }, "sealing_keys[0]"},
		"document twice": {func(g *types.GenesisState) { g.Documents = append(g.Documents, g.Documents[0]) }, "documents[2]"},
		"owner":          {func(g *types.GenesisState) { g.Documents[0].Owner = teller.String() }, "documents[0]"},
		"named owner":    {func(g *types.GenesisState) { g.Documents[1].Owner = firm.String() }, "documents[1]"},
		"version":        {func(g *types.GenesisState) { g.Documents[1].Version = 3 }, "documents[1]"},
		"amendment":      {func(g *types.GenesisState) { g.Amendments[0].Version = 2 }, "amendments[0]"},
		"partial match":  {func(g *types.GenesisState) { g.PartialMatches[0].Number = 2 }, "partial_matches[0]"},
		"uncounted":      {func(g *types.GenesisState) { g.PartialMatches = nil }, "documents[0]"},
		"recipient":      {func(g *types.GenesisState) { g.Envelopes[0].Recipient = "abc-sz" }, "envelopes[0]"},
		"access":         {func(g *types.GenesisState) { g.Accesses[0].Number = 2 }, "accesses[0]"},
		"unlogged":       {func(g *types.GenesisState) { g.Accesses = nil }, "documents[1]"},
		"parent":         {func(g *types.GenesisState) { g.Documents[0].ParentId, g.Documents[0].Tier = documentID(1), 1 }, "documents[0]"},
	} {
		t.Run(name, func(t *testing.T) {
			state, err := w.keeper.ExportGenesis(w.Context())
			require.NoError(t, err)
			test.change(state)
			require.ErrorIs(t, types.ValidateGenesis(state), types.ErrInvalidGenesis)
			require.ErrorContains(t, types.ValidateGenesis(state), test.says)
		})
	}
}
