package types_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

// genesis is the state of a programme of which the hotel spent 30.00 of 100.00 yuan and got 10.00 back, the clinic was
// granted 50.00 yuan that were recalled, and another batch waits.
func genesis() *types.GenesisState {
	p := running()
	p.Uses[1].GrantedFen = 100 * yuan
	s := spent()
	s.RefundedFen = 10 * yuan
	g := types.NewGrant(p, award(hotel, "tourism", "H", 0))
	g.AwardedFen, g.SpentFen, g.Status = 100*yuan, 20*yuan, types.GRANT_STATUS_OPEN
	recalled := types.NewGrant(p, award(clinic, "housing", "Q", 0))
	recalled.AwardedFen, recalled.RecalledFen, recalled.Status = 50*yuan, 50*yuan, types.GRANT_STATUS_RECALLED
	confirmed := batchIn(types.GRANT_BATCH_STATUS_CONFIRMED)
	confirmed.DecidedBy = text(controller)
	proposed := batchIn(types.GRANT_BATCH_STATUS_PROPOSED)
	proposed.Reference = "BATCH-2"
	cancelled := batchIn(types.GRANT_BATCH_STATUS_CANCELLED)
	cancelled.Reference, cancelled.DecidedBy, cancelled.Reason = "BATCH-3", text(treasurer), "mistake"
	contribution := func(n byte, name string, amount types.Fen) types.Contribution {
		return types.Contribution{
			ManagerId: p.ManagerId, ProgrammeId: p.Id, Sponsor: text(n), Reference: name, AmountFen: uint64(amount), Height: 3,
		}
	}
	return &types.GenesisState{
		Programmes: []types.Programme{p},
		Contributions: []types.Contribution{
			contribution(provincial, "PAY-1", 300*yuan), contribution(provincial, "PAY-2", 400*yuan), contribution(municipal, "PAY-1", 300*yuan),
		},
		Batches:   []types.GrantBatch{confirmed, proposed, cancelled},
		Grants:    []types.Grant{g, recalled},
		Spendings: []types.Spending{s},
		Refunds: []types.SpendingRefund{
			types.NewSpendingRefund(s, reference("BACK-1"), 4*yuan, 11), types.NewSpendingRefund(s, reference("BACK-2"), 6*yuan, 12),
		},
	}
}

// ended is the same programme after its end.
func ended() *types.GenesisState {
	g := genesis()
	g.Programmes[0].Status, g.Programmes[0].ClosedOn = types.PROGRAMME_STATUS_CLOSED, "2021-01-01"
	g.Programmes[0].Sponsors[0].ReturnedFen, g.Programmes[0].Sponsors[1].ReturnedFen = 686*yuan, 294*yuan
	g.Programmes[0].Uses[1].GrantedFen = 20 * yuan
	g.Grants[0].RecalledFen, g.Grants[0].Status = 80*yuan, types.GRANT_STATUS_RECALLED
	return g
}

func TestGenesis(t *testing.T) {
	require.NoError(t, types.ValidateGenesis(types.DefaultGenesisState()))
	require.NoError(t, types.ValidateGenesis(genesis()))
	require.NoError(t, types.ValidateGenesis(ended()))
	finished := ended()
	finished.Programmes[0].Status = types.PROGRAMME_STATUS_FINISHED
	finished.Programmes[0].CloseReason = "replaced"
	require.NoError(t, types.ValidateGenesis(finished))
}

func TestGenesisIsRefused(t *testing.T) {
	type state = types.GenesisState
	for name, test := range map[string]struct {
		change func(*state)
		says   string
	}{
		"manager":           {func(s *state) { s.Programmes[0].ManagerId = "X" }, "programmes[0]: member id"},
		"id":                {func(s *state) { s.Programmes[0].Id = "" }, "programmes[0]: id"},
		"terms":             {func(s *state) { s.Programmes[0].Terms.Name = "" }, "programmes[0]: name"},
		"creator":           {func(s *state) { s.Programmes[0].CreatedBy = "" }, "programmes[0]"},
		"second programme":  {func(s *state) { s.Programmes = append(s.Programmes, s.Programmes[0]) }, "programmes[1]: programme HNFUND-1 of hainan-finance"},
		"sponsors":          {func(s *state) { s.Programmes[0].Sponsors = nil }, "0 sponsors for 2 pledges"},
		"uses":              {func(s *state) { s.Programmes[0].Uses = nil }, "0 uses for 2 purposes"},
		"sponsor":           {func(s *state) { s.Programmes[0].Sponsors[0].Wallet = text(hotel) }, "sponsors[0]"},
		"paid in too much":  {func(s *state) { s.Programmes[0].Sponsors[0].PaidInFen++ }, "paid in 700.01 yuan"},
		"returned too much": {func(s *state) { s.Programmes[0].Sponsors[0].ReturnedFen = 701 * yuan }, "got back 701.00 yuan"},
		"use":               {func(s *state) { s.Programmes[0].Uses[0].PurposeId = "x" }, "uses[0]"},
		"granted too much":  {func(s *state) { s.Programmes[0].Uses[1].GrantedFen = 401 * yuan }, "granted 401.00 yuan"},
		"granted beyond fund": {func(s *state) {
			s.Programmes[0].Sponsors[0].PaidInFen, s.Programmes[0].Sponsors[1].PaidInFen = 0, 99*yuan
		}, "granted 100.00 yuan, paid in and not given back 99.00 yuan"},
		"no status":           {func(s *state) { s.Programmes[0].Status = 0 }, "status 0"},
		"unknown status":      {func(s *state) { s.Programmes[0].Status = 9 }, "status 9"},
		"returned while open": {func(s *state) { s.Programmes[0].Sponsors[0].ReturnedFen = 1 }, "0.01 yuan given back"},
		"closed while open":   {func(s *state) { s.Programmes[0].ClosedOn = "2021-01-01" }, `closed on "2021-01-01"`},
		"reason while open":   {func(s *state) { s.Programmes[0].CloseReason = "x" }, "close_reason"},
		"paid in otherwise":   {func(s *state) { s.Programmes[0].Sponsors[0].PaidInFen-- }, "paid in 699.99 yuan, contributions make 700.00 yuan"},
		"granted otherwise":   {func(s *state) { s.Programmes[0].Uses[1].GrantedFen-- }, "purpose tourism granted 99.99 yuan, grants make 100.00 yuan"},

		"contribution of no programme": {func(s *state) { s.Contributions[0].ProgrammeId = "X" }, `contributions[0]: programme "X"`},
		"contribution of nobody":       {func(s *state) { s.Contributions[0].Sponsor = "" }, "contributions[0]"},
		"contribution without name":    {func(s *state) { s.Contributions[0].Reference = "" }, "contributions[0]: reference"},
		"contribution of the past":     {func(s *state) { s.Contributions[0].Height = -1 }, "height -1"},
		"contribution of nothing":      {func(s *state) { s.Contributions[0].AmountFen = 0 }, "contributions[0]: amount"},
		"second contribution":          {func(s *state) { s.Contributions[1].Reference = "PAY-1" }, "contributions[1]: PAY-1"},

		"batch of no programme":   {func(s *state) { s.Batches[0].ManagerId = "x" }, "batches[0]: programme"},
		"batch without name":      {func(s *state) { s.Batches[0].Reference = "" }, "batches[0]: reference"},
		"batch of nothing":        {func(s *state) { s.Batches[0].Awards = nil }, "batches[0]: 0 awards"},
		"batch of another total":  {func(s *state) { s.Batches[0].TotalFen++ }, "total_fen is 150.01 yuan, awards make 150.00 yuan"},
		"batch of nobody":         {func(s *state) { s.Batches[1].ProposedBy = "" }, "batches[1]"},
		"batch without status":    {func(s *state) { s.Batches[1].Status = 0 }, "UNSPECIFIED"},
		"batch of unknown status": {func(s *state) { s.Batches[1].Status = 9 }, "batches[1]: 9"},
		"undecided":               {func(s *state) { s.Batches[0].DecidedBy = "" }, "CONFIRMED with decided_by"},
		"decided by nobody":       {func(s *state) { s.Batches[0].DecidedBy = "x" }, "batches[0]"},
		"decided too early":       {func(s *state) { s.Batches[1].DecidedBy = text(controller) }, "PROPOSED with decided_by"},
		"decided by the proposer": {func(s *state) { s.Batches[0].DecidedBy = text(treasurer) }, "batch BATCH-1: needs another officer"},
		"cancelled for nothing":   {func(s *state) { s.Batches[2].Reason = "" }, "batches[2]: has 0 bytes"},
		"confirmed with reason":   {func(s *state) { s.Batches[0].Reason = "x" }, "CONFIRMED with reason"},
		"second batch":            {func(s *state) { s.Batches[1].Reference = "BATCH-1" }, "batches[1]: BATCH-1"},
		"batch of no purpose":     {func(s *state) { s.Batches[1].Awards[0].PurposeId = "x" }, "batches[1]"},
		"batch of wrong sector":   {func(s *state) { s.Batches[1].Awards[0].Sector = "K" }, "batches[1]"},

		"grant of no programme": {func(s *state) { s.Grants[0].ProgrammeId = "X" }, "grants[0]: programme"},
		"grant of no purpose":   {func(s *state) { s.Grants[0].PurposeId = "x" }, "grants[0]"},
		"grant of wrong sector": {func(s *state) { s.Grants[0].Sector = "K" }, "grants[0]"},
		"grant without award":   {func(s *state) { s.Grants[0].AwardedFen++ }, "awarded 100.01 yuan, confirmed batches make 100.00 yuan"},
		"award without grant":   {func(s *state) { s.Grants = s.Grants[:1] }, "grants: 1, confirmed batches make 2"},
		"second grant":          {func(s *state) { s.Grants[1] = s.Grants[0] }, "grants[1]: second grant"},
		"recalled too much":     {func(s *state) { s.Grants[1].RecalledFen++ }, "recalled 50.01 yuan"},
		"spent too much":        {func(s *state) { s.Grants[0].SpentFen = 101 * yuan }, "spent 101.00 yuan"},
		"spent otherwise":       {func(s *state) { s.Grants[0].SpentFen++ }, "spent 20.01 yuan, spendings make 20.00 yuan"},
		"grant without status":  {func(s *state) { s.Grants[0].Status = 0 }, "UNSPECIFIED"},
		"grant unknown status":  {func(s *state) { s.Grants[0].Status = 9 }, "is 9"},
		"rest of a recalled":    {func(s *state) { s.Grants[0].Status = types.GRANT_STATUS_RECALLED }, "RECALLED with 80.00 yuan"},
		"beyond the cap":        {func(s *state) { s.Programmes[0].Terms.CapPerBeneficiaryFen = 100*yuan - 1 }, "limit 99.99 yuan, granted 100.00 yuan"},

		"spending of no grant": {func(s *state) { s.Spendings[0].Beneficiary = text(landlord) }, "spendings[0]: of " + text(landlord)},
		"spending undated":     {func(s *state) { s.Spendings[0].InstructionDate = "" }, "spendings[0]"},
		"spending to nobody":   {func(s *state) { s.Spendings[0].Payee = "" }, "spendings[0]"},
		"spending on no day":   {func(s *state) { s.Spendings[0].Day = "" }, "spendings[0]"},
		"spending of the past": {func(s *state) { s.Spendings[0].Height = -1 }, "height -1"},
		"spending of nothing":  {func(s *state) { s.Spendings[0].AmountFen = 0 }, "spendings[0]: amount"},
		"refunded too much":    {func(s *state) { s.Spendings[0].RefundedFen = 31 * yuan }, "given back 31.00 yuan"},
		"second spending":      {func(s *state) { s.Spendings = append(s.Spendings, s.Spendings[0]) }, "spendings[1]"},
		"refunded otherwise":   {func(s *state) { s.Refunds[0].AmountFen++ }, "given back 10.00 yuan, refunds make 10.01 yuan"},

		"refund of no spending": {func(s *state) { s.Refunds[0].EndToEndId = "X" }, "refunds[0]: X"},
		"refund without name":   {func(s *state) { s.Refunds[0].Reference = "" }, "refunds[0]: reference"},
		"refund of nothing":     {func(s *state) { s.Refunds[0].AmountFen = 0 }, "refunds[0]: amount"},
		"second refund":         {func(s *state) { s.Refunds[1].Reference = "BACK-1" }, "refunds[1]: BACK-1"},
	} {
		t.Run(name, func(t *testing.T) {
			broken := genesis()
			test.change(broken)
			err := types.ValidateGenesis(broken)
			require.ErrorIs(t, err, types.ErrInvalidGenesis)
			require.ErrorContains(t, err, test.says)
		})
	}
}

func TestGenesisOfAnEndedProgrammeIsRefused(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*types.GenesisState)
		says   string
	}{
		"something in the fund": {func(s *types.GenesisState) { s.Programmes[0].Sponsors[0].ReturnedFen-- }, "its fund has 0.01 yuan"},
		"closed on no day":      {func(s *types.GenesisState) { s.Programmes[0].ClosedOn = "" }, "programmes[0]"},
		"reason of nothing":     {func(s *types.GenesisState) { s.Programmes[0].CloseReason = "\xff" }, "programmes[0]"},
		"a grant with a rest": {func(s *types.GenesisState) {
			s.Grants[0].Status = types.GRANT_STATUS_OPEN
			s.Grants[0].RecalledFen--
		}, "has 0.01 yuan"},
	} {
		t.Run(name, func(t *testing.T) {
			broken := ended()
			test.change(broken)
			err := types.ValidateGenesis(broken)
			require.ErrorIs(t, err, types.ErrInvalidGenesis)
			require.ErrorContains(t, err, test.says)
		})
	}
}
