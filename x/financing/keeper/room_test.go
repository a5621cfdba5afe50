package keeper_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/financing/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

// Customs corrects a declaration below what is pledged: the pledge stays, the excess is said, and nothing more is pledged.
func TestAmendmentBelowThePledge(t *testing.T) {
	d := lent(t)
	require.Equal(t, []any{&types.EventRoomExceeded{DocumentId: documentID(1), Excess: usd(2_000_000)}}, asAny(ours(d.MustSend(amend(1, 5_000_000)))))
	d.audit()
	require.Equal(t, &types.QueryRoomResponse{
		Amount: usd(5_000_000), Collected: usd(0), Pledged: usd(7_000_000), Split: usd(0), Room: usd(0), Excess: usd(2_000_000),
	}, d.room(icbc))
	require.Equal(t, types.PLEDGE_STATUS_DISBURSED, d.pledge(icbc, "LOAN-1").Status)
	d.refuse(register(abc, "A-1", 1), types.ErrNoRoom, "amount 50,000.00 USD, collected 0.00 USD, pledged 70,000.00 USD, room 0.00 USD")
	require.Empty(t, ours(d.MustSend(amend(2, 12_000_000))), "enough again")
	require.Equal(t, usd(5_000_000), d.room(abc).Room)

	events := d.MustSend(&singlewindowtypes.MsgRevokeDeclaration{
		Officer: testutil.Officer(customs, "customs-officer").String(), DocumentId: documentID(1), Reason: "goods returned",
	})
	require.Equal(t, []any{&types.EventRoomExceeded{DocumentId: documentID(1), Excess: usd(7_000_000)}}, asAny(ours(events)))
	d.refuse(register(abc, "A-1", 1), singlewindowtypes.ErrDocumentStatus, "DOCUMENT_STATUS_REVOKED: cannot finance")
	d.do(repay(firm, "LOAN-1", 49_241_500, "BACK-1"))
}

func TestCollection(t *testing.T) {
	d := newDesk(t)
	collect := func(bank, reference string, minor uint64) *types.MsgRecordCollection {
		return &types.MsgRecordCollection{
			Officer: trader(bank).String(), DocumentId: documentID(1), Authorisation: "AUTH-1", Reference: reference, Amount: usd(minor),
		}
	}
	d.refuse(collect(icbc, "IN-1", 1), types.ErrAuthorisationNotFound, "bank icbc-sz")
	d.do(authorise(icbc, 8_000_000))
	require.Equal(t, &types.EventCollected{DocumentId: documentID(1), BankId: icbc, Reference: "IN-1", Amount: usd(4_000_000)},
		d.do(collect(icbc, "IN-1", 4_000_000)))
	d.refuse(collect(icbc, "IN-1", 1), types.ErrCollectionExists, "IN-1")
	d.refuse(collect(icbc, "IN-2", 6_000_001), types.ErrCollectionExceeds, "collected 40,000.00 USD")
	other := collect(icbc, "IN-2", 1)
	other.Amount.Currency = "EUR"
	d.refuse(other, singlewindowtypes.ErrMoney, "the document is in USD")
	require.Equal(t, usd(6_000_000), d.room(icbc).Room)
	d.refuse(register(icbc, "LOAN-1", 6_000_001), types.ErrNoRoom, "collected 40,000.00 USD, pledged 0.00 USD, room 60,000.00 USD")
	d.do(register(icbc, "LOAN-1", 6_000_000))
	d.do(collect(icbc, "IN-2", 6_000_000))
	require.Equal(t, usd(6_000_000), d.room(icbc).Excess, "until the loan is repaid out of it")
	list, err := d.queries.Collections(d.Context(), &types.QueryCollectionsRequest{DocumentId: documentID(1)})
	require.NoError(t, err)
	require.Len(t, list.Collections, 2)
}

// A debtor acknowledges an invoice; its owner pays a supplier with a part of it, and the supplier borrows on that.
func TestSplit(t *testing.T) {
	d := newDesk(t)
	supplier := testutil.NewActor("supplier")
	d.enterprise(supplier, 11)
	cny := func(minor uint64) types.Money { return singlewindowtypes.NewMoney("CNY", minor) }
	d.MustSend(&singlewindowtypes.MsgClaimDocument{
		Holder: firm.String(), DocumentId: documentID(5), Kind: "invoice", Amount: cny(1_000_000), Month: "2019-11", ContentCommitment: commitment(5),
		Counterparty: rival.String(),
	})
	split := func(document, reference string, from, to testutil.Actor, minor uint64) *types.MsgSplitReceivable {
		return &types.MsgSplitReceivable{
			Holder: from.String(), DocumentId: document, Reference: reference, Recipient: to.String(), Amount: cny(minor),
		}
	}
	whole := documentID(5)
	d.refuse(split(whole, "PART-1", firm, supplier, 400_000), singlewindowtypes.ErrDocumentStatus, "only what its debtor acknowledged")
	d.MustSend(&singlewindowtypes.MsgAcknowledgeDocument{Holder: rival.String(), DocumentId: whole})
	d.refuse(split(whole, "PART-1", supplier, firm, 400_000), singlewindowtypes.ErrNotOwner, supplier.String())
	d.refuse(split(whole, "PART-1", firm, supplier, 1_000_001), types.ErrNoRoom, "room 10,000.00 CNY, asked 10,000.01 CNY")
	event := d.do(split(whole, "PART-1", firm, supplier, 400_000)).(*types.EventReceivableSplit)
	d.refuse(split(whole, "PART-1", firm, supplier, 1), types.ErrPartExists, "PART-1")
	d.refuse(split(whole, "PART-2", firm, supplier, 600_001), types.ErrNoRoom, "room 6,000.00 CNY")

	ctx := d.Context()
	part, err := app.SingleWindow(d.App).Document(ctx, singlewindowtypes.PartID(singlewindowtypes.DocumentID(commitment(5)), "PART-1"))
	require.NoError(t, err)
	require.Equal(t, event.PartId, part.Id)
	require.Equal(t, supplier.String(), part.Owner)
	require.Equal(t, singlewindowtypes.TRUST_ACKNOWLEDGED, part.Trust, "the debtor's word travels along")
	require.Equal(t, rival.String(), part.Counterparty)
	require.Equal(t, uint32(1), part.Tier)
	parts, err := d.queries.Parts(ctx, &types.QueryPartsRequest{DocumentId: whole})
	require.NoError(t, err)
	require.Len(t, parts.Parts, 1)

	d.do(&types.MsgAuthoriseFinancing{
		Holder: supplier.String(), DocumentId: part.Id, BankId: icbc, Reference: "AUTH-1", Ceiling: cny(400_000), ExpiresOn: "2020-01-31",
	})
	pledge := register(icbc, "LOAN-1", 0)
	pledge.DocumentId, pledge.Amount, pledge.Purpose, pledge.Rate = part.Id, cny(400_000), "receivable-discount", "1"
	d.do(pledge)
	d.refuse(split(part.Id, "ON-1", supplier, firm, 1), types.ErrNoRoom, "room 0.00 CNY")
	d.refuse(&singlewindowtypes.MsgClaimDocument{
		Holder: firm.String(), DocumentId: part.Id, Kind: "invoice", Amount: cny(1), Month: "2019-11", ContentCommitment: commitment(5),
	}, singlewindowtypes.ErrDocumentExists, part.Id[:16])
}

// A receivable goes on to suppliers of suppliers, but not for ever.
func TestTiers(t *testing.T) {
	d := newDesk(t)
	d.MustSend(&singlewindowtypes.MsgClaimDocument{
		Holder: firm.String(), DocumentId: documentID(5), Kind: "invoice", Amount: singlewindowtypes.NewMoney("CNY", 100), Month: "2019-11",
		ContentCommitment: commitment(5), Counterparty: rival.String(),
	})
	d.MustSend(&singlewindowtypes.MsgAcknowledgeDocument{Holder: rival.String(), DocumentId: documentID(5)})
	supplier := testutil.NewActor("supplier")
	d.enterprise(supplier, 11)
	document, from, to := documentID(5), firm, supplier
	for range singlewindowtypes.MaxTier {
		event := d.do(&types.MsgSplitReceivable{
			Holder: from.String(), DocumentId: document, Reference: "ON", Recipient: to.String(), Amount: singlewindowtypes.NewMoney("CNY", 100),
		})
		document, from, to = event.(*types.EventReceivableSplit).PartId, to, from
	}
	d.refuse(&types.MsgSplitReceivable{
		Holder: from.String(), DocumentId: document, Reference: "ON", Recipient: to.String(), Amount: singlewindowtypes.NewMoney("CNY", 100),
	}, singlewindowtypes.ErrTier, "is 8 tiers away from the debtor")
}

func TestQueries(t *testing.T) {
	d := lent(t)
	ctx := d.Context()
	match, err := d.queries.Match(ctx, &types.QueryMatchRequest{DocumentId: documentID(1)})
	require.NoError(t, err)
	require.Equal(t, &types.QueryMatchResponse{
		Kind: "customs-declaration", Trust: singlewindowtypes.TRUST_ATTESTED, Status: singlewindowtypes.DOCUMENT_STATUS_ACTIVE, Financed: true,
	}, match)
	authorisations, err := d.queries.Authorisations(ctx, &types.QueryAuthorisationsRequest{DocumentId: documentID(1), BankId: icbc})
	require.NoError(t, err)
	require.Len(t, authorisations.Authorisations, 1)
	require.Equal(t, uint64(7_000_000), authorisations.Authorisations[0].UsedMinor)
	byBank, err := d.queries.PledgesByBank(ctx, &types.QueryPledgesByBankRequest{BankId: icbc})
	require.NoError(t, err)
	byEnterprise, err := d.queries.PledgesByEnterprise(ctx, &types.QueryPledgesByEnterpriseRequest{Wallet: firm.String()})
	require.NoError(t, err)
	require.Equal(t, []types.Pledge{d.pledge(icbc, "LOAN-1")}, byBank.Pledges)
	require.Equal(t, byBank.Pledges, byEnterprise.Pledges)

	for name, ask := range map[codes.Code][]func() error{
		codes.NotFound: {
			func() error {
				_, err := d.queries.Room(ctx, &types.QueryRoomRequest{DocumentId: documentID(1), BankId: "boc-sz"})
				return err
			},
			func() error {
				_, err := d.queries.Match(ctx, &types.QueryMatchRequest{DocumentId: documentID(8)})
				return err
			},
			func() error {
				_, err := d.queries.Pledge(ctx, &types.QueryPledgeRequest{BankId: icbc, Reference: "X"})
				return err
			},
		},
		codes.InvalidArgument: {
			func() error { _, err := d.queries.Match(ctx, &types.QueryMatchRequest{DocumentId: "1"}); return err },
			func() error {
				_, err := d.queries.Pledge(ctx, &types.QueryPledgeRequest{BankId: "-", Reference: "X"})
				return err
			},
			func() error {
				_, err := d.queries.Statistics(ctx, &types.QueryStatisticsRequest{Month: "May"})
				return err
			},
			func() error {
				_, err := d.queries.PledgesByEnterprise(ctx, &types.QueryPledgesByEnterpriseRequest{Wallet: "x"})
				return err
			},
		},
	} {
		for i, each := range ask {
			require.Equal(t, name, status.Code(each()), i)
		}
	}
}

func TestGenesis(t *testing.T) {
	d := lent(t)
	d.do(repay(firm, "LOAN-1", 100, "BACK-1"))
	d.do(register(abc, "A-1", 1_000))
	d.do(&types.MsgRecordCollection{Officer: trader(icbc).String(), DocumentId: documentID(1), Authorisation: "AUTH-1", Reference: "IN-1", Amount: usd(1)})
	good, err := d.keeper.ExportGenesis(d.Context())
	require.NoError(t, err)
	require.NoError(t, types.ValidateGenesis(good))
	for name, test := range map[string]struct {
		change func(*types.GenesisState)
		says   string
	}{
		"pledge twice":     {func(g *types.GenesisState) { g.Pledges = append(g.Pledges, g.Pledges[1]) }, "pledges[2]"},
		"other wallet":     {func(g *types.GenesisState) { g.Pledges[1].Wallet = rival.String() }, "pledges[1]"},
		"loan":             {func(g *types.GenesisState) { g.Pledges[1].LoanFen++ }, "pledges[1]"},
		"outstanding":      {func(g *types.GenesisState) { g.Pledges[1].OutstandingFen-- }, "pledges[1]"},
		"pledged":          {func(g *types.GenesisState) { g.Pledges[1].PledgedMinor-- }, "pledges[1]"},
		"status":           {func(g *types.GenesisState) { g.Pledges[1].Status = types.PLEDGE_STATUS_APPROVED }, "pledges[1]"},
		"alone":            {func(g *types.GenesisState) { g.Pledges[1].ApprovedBy = g.Pledges[1].RegisteredBy }, "pledges[1]"},
		"used":             {func(g *types.GenesisState) { g.Authorisations[1].UsedMinor++ }, "authorisations[1]"},
		"position":         {func(g *types.GenesisState) { g.Positions[0].PledgedMinor++ }, "positions[0]"},
		"open":             {func(g *types.GenesisState) { g.Positions[0].OpenPledges = 0 }, "positions[0]"},
		"reservation":      {func(g *types.GenesisState) { g.Positions[0].Reservations[0].Minor++ }, "positions[0]"},
		"no reservation":   {func(g *types.GenesisState) { g.Positions[0].Reservations = nil }, "positions[0]"},
		"no position":      {func(g *types.GenesisState) { g.Positions = nil }, "positions"},
		"repayment twice":  {func(g *types.GenesisState) { g.Repayments = append(g.Repayments, g.Repayments[0]) }, "repayments[1]"},
		"no pledge":        {func(g *types.GenesisState) { g.Repayments[0].Pledge = "X" }, "repayments[0]"},
		"collection twice": {func(g *types.GenesisState) { g.Collections = append(g.Collections, g.Collections[0]) }, "collections[1]"},
		"month":            {func(g *types.GenesisState) { g.Statistics[0].Month = "" }, "statistics[0]"},
	} {
		t.Run(name, func(t *testing.T) {
			state, err := d.keeper.ExportGenesis(d.Context())
			require.NoError(t, err)
			test.change(state)
			require.ErrorIs(t, types.ValidateGenesis(state), types.ErrInvalidGenesis)
			require.ErrorContains(t, types.ValidateGenesis(state), test.says)
		})
	}
}
