package types_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

func TestAttest(t *testing.T) {
	require.Equal(t, types.Document{
		Id: documentID(9).String(), Kind: "declaration", Trust: types.TRUST_ATTESTED, Status: types.DOCUMENT_STATUS_ACTIVE,
		Direction: types.DIRECTION_EXPORT, Amount: usd(10_000_000), Month: "2019-12", Version: 1, ContentCommitment: commitment(1),
		OwnerCommitment: types.OwnerCommitment(ownerSalt, address(firm)), IssuerId: customs, OwnerEnvelope: []byte("sealed"),
	}, declaration())
	for name, test := range map[string]struct {
		change func(*types.MsgAttestDeclaration)
		err    error
		says   string
	}{
		"kind":        {func(m *types.MsgAttestDeclaration) { m.Kind = "poem" }, types.ErrDocumentKind, `"poem" is not in the catalogue`},
		"not customs": {func(m *types.MsgAttestDeclaration) { m.Kind = "invoice" }, types.ErrDocumentKind, "claimed by enterprises"},
		"direction":   {func(m *types.MsgAttestDeclaration) { m.Direction = 0 }, types.ErrDirection, "exported or imported"},
		"currency":    {func(m *types.MsgAttestDeclaration) { m.Amount.Currency = "XYZ" }, types.ErrMoney, "XYZ"},
		"nothing":     {func(m *types.MsgAttestDeclaration) { m.Amount.Minor = 0 }, types.ErrMoney, "more than nothing"},
		"month":       {func(m *types.MsgAttestDeclaration) { m.Month = "2019-13" }, types.ErrMonth, "such as 2019-12"},
		"next month":  {func(m *types.MsgAttestDeclaration) { m.Month = "2020-01" }, types.ErrMonth, "has not begun, this month is 2019-12"},
		"content":     {func(m *types.MsgAttestDeclaration) { m.ContentCommitment = commitment(1)[1:] }, types.ErrCommitment, "content_commitment has 31 bytes"},
		"owner":       {func(m *types.MsgAttestDeclaration) { m.OwnerCommitment = nil }, types.ErrCommitment, "owner_commitment has 0 bytes"},
		"envelope": {
			func(m *types.MsgAttestDeclaration) { m.OwnerEnvelope = make([]byte, types.MaxEnvelopeBytes+1) }, types.ErrEnvelope, "has 513 bytes",
		},
	} {
		t.Run(name, func(t *testing.T) {
			msg := attest()
			test.change(msg)
			_, err := types.NewDeclaration(catalogue(), documentID(9), msg, customs, theDay())
			require.ErrorIs(t, err, test.err)
			require.ErrorContains(t, err, test.says)
		})
	}
}

func TestAmendAndRevoke(t *testing.T) {
	d := declaration()
	amend := func() *types.MsgAmendDeclaration {
		return &types.MsgAmendDeclaration{
			Officer: text(customsOfficer), DocumentId: d.Id, Version: 1, Amount: usd(8_000_000), ContentCommitment: commitment(5), Reason: "short shipment",
		}
	}
	amended, replaced, err := d.Amend(amend(), customs, 12)
	require.NoError(t, err)
	require.Equal(t, uint32(2), amended.Version)
	require.Equal(t, usd(8_000_000), amended.Amount)
	require.Equal(t, d.OwnerEnvelope, amended.OwnerEnvelope, "the owner keeps its key")
	require.Equal(t, types.Amendment{
		DocumentId: d.Id, Version: 1, Amount: usd(10_000_000), ContentCommitment: commitment(1), Officer: text(customsOfficer),
		Reason: "short shipment", Height: 12,
	}, replaced)
	for name, test := range map[string]struct {
		change func(*types.MsgAmendDeclaration)
		issuer string
		err    error
	}{
		"other customs": {func(*types.MsgAmendDeclaration) {}, "customs-sh", types.ErrNotIssuer},
		"version":       {func(m *types.MsgAmendDeclaration) { m.Version = 2 }, customs, types.ErrVersion},
		"currency":      {func(m *types.MsgAmendDeclaration) { m.Amount.Currency = "EUR" }, customs, types.ErrMoney},
		"content":       {func(m *types.MsgAmendDeclaration) { m.ContentCommitment = nil }, customs, types.ErrCommitment},
		"envelope":      {func(m *types.MsgAmendDeclaration) { m.OwnerEnvelope = make([]byte, 513) }, customs, types.ErrEnvelope},
		"reason":        {func(m *types.MsgAmendDeclaration) { m.Reason = "" }, customs, currencytypes.ErrReason},
	} {
		t.Run(name, func(t *testing.T) {
			msg := amend()
			test.change(msg)
			after, _, err := d.Amend(msg, test.issuer, 12)
			require.ErrorIs(t, err, test.err)
			require.Equal(t, d, after)
		})
	}
	revoked, err := d.Revoke(customs, "goods returned")
	require.NoError(t, err)
	require.Zero(t, revoked.WorthMinor())
	require.Equal(t, uint64(10_000_000), d.WorthMinor())
	_, _, err = revoked.Amend(amend(), customs, 13)
	require.ErrorIs(t, err, types.ErrDocumentStatus)
	_, err = revoked.Revoke(customs, "again")
	require.ErrorIs(t, err, types.ErrDocumentStatus)
	require.ErrorIs(t, revoked.CheckStatus(types.DocumentFinance), types.ErrDocumentStatus)
	_, err = invoice().Revoke("", "none of customs' business")
	require.ErrorIs(t, err, types.ErrNotIssuer)
}

func TestClaim(t *testing.T) {
	d := invoice()
	require.Equal(t, types.TRUST_CLAIMED, d.Trust)
	require.Equal(t, text(firm), d.Owner)
	unverified := enterprise(firm)
	unverified.Status = types.ENTERPRISE_STATUS_REGISTERED
	_, err := types.NewClaim(catalogue(), documentID(8), claim(), unverified, theDay())
	require.ErrorIs(t, err, types.ErrEnterpriseStatus)
	attested := claim()
	attested.Kind = "declaration"
	_, err = types.NewClaim(catalogue(), documentID(8), attested, enterprise(firm), theDay())
	require.ErrorIs(t, err, types.ErrDocumentKind)
	require.ErrorContains(t, err, "by customs only")
	self := claim()
	self.Counterparty = text(firm)
	_, err = types.NewClaim(catalogue(), documentID(8), self, enterprise(firm), theDay())
	require.ErrorIs(t, err, types.ErrCounterparty)

	_, _, err = d.ClaimAgain(d, 7)
	require.ErrorIs(t, err, types.ErrDocumentExists, "the same again")
	more := d
	more.Amount = usd(600_000)
	flagged, match, err := d.ClaimAgain(more, 7)
	require.NoError(t, err)
	require.Equal(t, types.PartialMatch{DocumentId: d.Id, Number: 1, Claimant: text(firm), Amount: usd(600_000), Height: 7}, match)
	require.Equal(t, d.Amount, flagged.Amount, "what is on record stays")
	thief := d
	thief.Owner = text(buyer)
	flagged, match, err = flagged.ClaimAgain(thief, 8)
	require.NoError(t, err)
	require.Equal(t, uint32(2), match.Number)
	flagged.PartialMatches = types.MaxPartialMatches
	_, _, err = flagged.ClaimAgain(thief, 9)
	require.ErrorIs(t, err, types.ErrPartialMatches)
	_, _, err = declaration().ClaimAgain(thief, 9)
	require.ErrorIs(t, err, types.ErrDocumentExists, "nobody flags what customs attested")
}

func TestAcknowledge(t *testing.T) {
	_, err := invoice().Acknowledge(enterprise(firm))
	require.ErrorIs(t, err, types.ErrCounterparty)
	unverified := enterprise(buyer)
	unverified.Status = types.ENTERPRISE_STATUS_REGISTERED
	_, err = invoice().Acknowledge(unverified)
	require.ErrorIs(t, err, types.ErrEnterpriseStatus)
	d, err := invoice().Acknowledge(enterprise(buyer))
	require.NoError(t, err)
	require.Equal(t, types.TRUST_ACKNOWLEDGED, d.Trust)
	_, err = d.Acknowledge(enterprise(buyer))
	require.ErrorIs(t, err, types.ErrDocumentStatus)
}

func TestOwner(t *testing.T) {
	d := declaration()
	require.NoError(t, d.CheckOwner(address(firm), ownerSalt))
	require.ErrorIs(t, d.CheckOwner(address(buyer), ownerSalt), types.ErrNotOwner)
	require.ErrorIs(t, d.CheckOwner(address(firm), nil), types.ErrNotOwner)
	require.ErrorIs(t, d.CheckOwner(address(firm), make([]byte, types.SaltBytes)), types.ErrNotOwner)
	require.NoError(t, invoice().CheckOwner(address(firm), nil))
	require.ErrorIs(t, invoice().CheckOwner(address(buyer), nil), types.ErrNotOwner)
}

func TestEndorse(t *testing.T) {
	msg := func(department string) *types.MsgEndorseDocument {
		return &types.MsgEndorseDocument{
			Officer: text(customsOfficer), DocumentId: declaration().Id, Function: "goods", Department: department, Outcome: types.OUTCOME_APPROVED,
		}
	}
	both := catalogue()
	both.Departments[1].MemberId = "tax-sz"
	first, err := types.NewEndorsement(both, declaration(), msg("inspection"), customs, nil, 5)
	require.NoError(t, err)
	require.Equal(t, types.Endorsement{
		DocumentId: declaration().Id, Version: 1, Function: "goods", Department: "inspection", Outcome: types.OUTCOME_APPROVED,
		Officer: text(customsOfficer), Height: 5,
	}, first)
	_, err = types.NewEndorsement(both, declaration(), msg("tax"), "tax-sz", types.Route{types.OUTCOME_APPROVED}, 5)
	require.NoError(t, err)
	for _, said := range []types.Outcome{types.OUTCOME_UNSPECIFIED, types.OUTCOME_REJECTED} {
		_, err = types.NewEndorsement(both, declaration(), msg("tax"), "tax-sz", types.Route{said}, 5)
		require.ErrorIs(t, err, types.ErrRoute)
	}
	_, err = types.NewEndorsement(catalogue(), declaration(), msg("tax"), "tax-sz", nil, 5)
	require.ErrorIs(t, err, types.ErrNotDepartment)
	require.ErrorContains(t, err, "nobody acts for department tax")
	_, err = types.NewEndorsement(both, declaration(), msg("inspection"), "tax-sz", nil, 5)
	require.ErrorIs(t, err, types.ErrNotDepartment)
	_, err = types.NewEndorsement(both, declaration(), msg("police"), "police-sz", nil, 5)
	require.ErrorIs(t, err, types.ErrNotDepartment)
	_, err = types.NewEndorsement(both, invoice(), msg("inspection"), customs, nil, 5)
	require.ErrorIs(t, err, types.ErrFunction)
	undecided, committed, unknown := msg("inspection"), msg("inspection"), msg("inspection")
	undecided.Outcome, committed.Commitment, unknown.Function = 0, []byte{1}, "magic"
	_, err = types.NewEndorsement(both, declaration(), undecided, customs, nil, 5)
	require.ErrorIs(t, err, types.ErrOutcome)
	_, err = types.NewEndorsement(both, declaration(), committed, customs, nil, 5)
	require.ErrorIs(t, err, types.ErrCommitment)
	_, err = types.NewEndorsement(both, declaration(), unknown, customs, nil, 5)
	require.ErrorIs(t, err, types.ErrFunction)
}

func TestAccessLog(t *testing.T) {
	d, access, err := declaration().Log(types.ACCESS_KIND_SHARED, "icbc-sz", text(firm), "financing", 9)
	require.NoError(t, err)
	require.Equal(t, uint64(1), d.Accesses)
	require.Equal(t, types.Access{
		DocumentId: d.Id, Number: 1, Kind: types.ACCESS_KIND_SHARED, Recipient: "icbc-sz", Actor: text(firm), Purpose: "financing", Height: 9,
	}, access)
	for _, purpose := range []string{"", strings.Repeat("x", types.MaxPurposeBytes+1), "\xff"} {
		_, _, err = d.Log(types.ACCESS_KIND_SHARED, "icbc-sz", text(firm), purpose, 9)
		require.ErrorIs(t, err, types.ErrPurpose)
	}
}

func TestEnterprise(t *testing.T) {
	wallet := currencytypes.Wallet{Address: text(firm), Status: currencytypes.WALLET_STATUS_OPEN}
	wallet.Profile.Kind = currencytypes.WALLET_KIND_CORPORATE
	registered, err := types.NewEnterprise(wallet, commitment(1))
	require.NoError(t, err)
	require.ErrorIs(t, registered.CheckVerified(), types.ErrEnterpriseStatus)
	_, err = types.NewEnterprise(wallet, nil)
	require.ErrorIs(t, err, types.ErrCommitment)
	closed, personal := wallet, wallet
	closed.Status, personal.Profile.Kind = currencytypes.WALLET_STATUS_CLOSED, currencytypes.WALLET_KIND_PERSONAL
	for _, wrong := range []currencytypes.Wallet{closed, personal} {
		_, err = types.NewEnterprise(wrong, commitment(1))
		require.ErrorIs(t, err, types.ErrNotCorporate)
	}
	verified, err := registered.Verify(officer(customsOfficer))
	require.NoError(t, err)
	require.NoError(t, verified.CheckVerified())
	_, err = verified.Verify(officer(customsOfficer))
	require.ErrorIs(t, err, types.ErrEnterpriseStatus)
	require.ErrorIs(t, types.CheckSealingKey(make([]byte, 31)), types.ErrSealingKey)
	require.NoError(t, types.CheckSealingKey(commitment(9)))
}
