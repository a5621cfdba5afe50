package types_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// pilotGenesis is fullGenesis with what is said about payments, cash at a cooperating bank, and the pilot.
func pilotGenesis() *types.GenesisState {
	g := fullGenesis()
	refund := func(id string, amount types.Fen) types.Refund {
		return types.Refund{
			Payer: text(1), InstructionDate: "2019-12-02", EndToEndId: "PAY-1", Payee: text(2), Reference: id, AmountFen: uint64(amount), Height: 9,
		}
	}
	forgotten := refund("REF-1", 1_000_000)
	forgotten.EndToEndId = "PAY-0"
	g.Refunds = []types.Refund{forgotten, refund("REF-1", 20), refund("REF-2", 40)}
	upheld := disputeIn(types.DISPUTE_STATUS_UPHELD)
	upheld.AnswerCommitment, upheld.DecisionCommitment, upheld.DecidedBy = commitment, commitment, text(92)
	open := disputeIn(types.DISPUTE_STATUS_OPEN)
	open.EndToEndId, open.ComplaintCommitment = "PAY-0", commitment
	g.Disputes = []types.Dispute{open, upheld}
	g.CashTransfers = []types.CashTransfer{{MemberId: "icbc-sz", Reference: "CASH-1", ToMemberId: "abc-sz", AmountFen: 7, Height: 2}}
	// The boxes of the sample stand for those of an operator and a bank here: what matters is what the bank's holds.
	g.Allocations = []types.Allocation{
		{OperatorId: "abc-sz", CooperatingBankId: "icbc-sz", OutstandingFen: 900},
		{OperatorId: "boc-sz", CooperatingBankId: "icbc-sz", OutstandingFen: 50},
	}
	first, second := phase("P1", "2019-12-01", "2019-12-31"), phase("P2", "2020-01-01", "2020-01-31")
	first.Revision, second.Revision = 2, 3
	g.Pilot = types.Pilot{Revision: 3, Phases: []types.Phase{first, second}}
	g.Wallets[0].AdmittedRevision = 3
	g.Invitations = []types.Invitation{{PhaseId: "P1", OperatorId: "icbc-sz", CustomerRef: make([]byte, 32)}}
	g.Flags = []types.Flag{{
		OperatorId: "icbc-sz", CustomerRef: g.Wallets[0].Profile.CustomerRef, Day: "2019-12-02", Kind: types.FLAG_KIND_CASH,
		Direction: types.FLAG_DIRECTION_IN, SumFen: 10, ThresholdFen: 10, Wallet: text(1), Height: 4,
	}}
	return g
}

func TestInvalidGenesisOfPaymentsAndPilot(t *testing.T) {
	require.NoError(t, types.ValidateGenesis(pilotGenesis()))
	for field, cases := range map[string]map[string]func(*types.GenesisState){
		"refunds[0]:": {
			"payer":     func(g *types.GenesisState) { g.Refunds[0].Payer = text(4) },
			"payee":     func(g *types.GenesisState) { g.Refunds[0].Payee = text(4) },
			"self":      func(g *types.GenesisState) { g.Refunds[0].Payee = text(1) },
			"date":      func(g *types.GenesisState) { g.Refunds[0].InstructionDate = "x" },
			"no name":   func(g *types.GenesisState) { g.Refunds[0].EndToEndId, g.Refunds[0].InstructionDate = "", "" },
			"reference": func(g *types.GenesisState) { g.Refunds[0].Reference = "" },
			"amount":    func(g *types.GenesisState) { g.Refunds[0].AmountFen = 0 },
			"height":    func(g *types.GenesisState) { g.Refunds[0].Height = -1 },
		},
		"refunds[1]:": {
			"no payee": func(g *types.GenesisState) { g.Refunds[1].Payee = text(3) },
		},
		"refunds[2]:": {
			"twice":    func(g *types.GenesisState) { g.Refunds[2].Reference = "REF-1" },
			"too much": func(g *types.GenesisState) { g.Refunds[2].AmountFen++ },
		},
		"disputes[0]:": {
			"payer":             func(g *types.GenesisState) { g.Disputes[0].Payer = text(4) },
			"ground":            func(g *types.GenesisState) { g.Disputes[0].Ground = 0 },
			"status":            func(g *types.GenesisState) { g.Disputes[0].Status = 9 },
			"no time":           func(g *types.GenesisState) { g.Disputes[0].OpenedAt = time.Time{} },
			"no time to answer": func(g *types.GenesisState) { g.Disputes[0].AnswerUntil = g.Disputes[0].OpenedAt },
			"far away":          func(g *types.GenesisState) { g.Disputes[0].AnswerUntil = noon.AddDate(300, 0, 0) },
			"decided by":        func(g *types.GenesisState) { g.Disputes[0].DecidedBy = text(92) },
			"complaint":         func(g *types.GenesisState) { g.Disputes[0].ComplaintCommitment = []byte{1} },
			"answer":            func(g *types.GenesisState) { g.Disputes[0].AnswerCommitment = commitment },
			"decision":          func(g *types.GenesisState) { g.Disputes[0].DecisionCommitment = commitment },
			"not answered":      func(g *types.GenesisState) { g.Disputes[0].Status = types.DISPUTE_STATUS_ANSWERED },
		},
		"disputes[1]:": {
			"twice":       func(g *types.GenesisState) { g.Disputes[1].EndToEndId = "PAY-0" },
			"no payee":    func(g *types.GenesisState) { g.Disputes[1].Payee = text(3) },
			"no officer":  func(g *types.GenesisState) { g.Disputes[1].DecidedBy = "" },
			"bad officer": func(g *types.GenesisState) { g.Disputes[1].DecidedBy = "x" },
			"no decision": func(g *types.GenesisState) { g.Disputes[1].DecisionCommitment = nil },
		},
		"cash_transfers[0]:": {
			"member":    func(g *types.GenesisState) { g.CashTransfers[0].MemberId = "" },
			"to":        func(g *types.GenesisState) { g.CashTransfers[0].ToMemberId = "" },
			"self":      func(g *types.GenesisState) { g.CashTransfers[0].ToMemberId = "icbc-sz" },
			"reference": func(g *types.GenesisState) { g.CashTransfers[0].Reference = "" },
			"amount":    func(g *types.GenesisState) { g.CashTransfers[0].AmountFen = 0 },
			"height":    func(g *types.GenesisState) { g.CashTransfers[0].Height = -1 },
		},
		"cash_transfers[1]:": {
			"twice": func(g *types.GenesisState) { g.CashTransfers = append(g.CashTransfers, g.CashTransfers[0]) },
		},
		"allocations[0]:": {
			"operator": func(g *types.GenesisState) { g.Allocations[0].OperatorId = "" },
			"bank":     func(g *types.GenesisState) { g.Allocations[0].CooperatingBankId = "" },
			"self":     func(g *types.GenesisState) { g.Allocations[0].OperatorId = "icbc-sz" },
			"zero":     func(g *types.GenesisState) { g.Allocations[0].OutstandingFen = 0 },
		},
		"allocations[1]:": {
			"twice":    func(g *types.GenesisState) { g.Allocations[1].OperatorId = "abc-sz" },
			"too much": func(g *types.GenesisState) { g.Allocations[1].OutstandingFen++ },
		},
		"pilot:":      {"phase": func(g *types.GenesisState) { g.Pilot.Phases[0].Name = "" }},
		"wallets[0]:": {"admitted": func(g *types.GenesisState) { g.Wallets[0].AdmittedRevision = 4 }},
		"invitations[0]:": {
			"phase":    func(g *types.GenesisState) { g.Invitations[0].PhaseId = "" },
			"operator": func(g *types.GenesisState) { g.Invitations[0].OperatorId = "" },
			"customer": func(g *types.GenesisState) { g.Invitations[0].CustomerRef = nil },
		},
		"invitations[1]:": {"twice": func(g *types.GenesisState) { g.Invitations = append(g.Invitations, g.Invitations[0]) }},
		"flags[0]:": {
			"day":       func(g *types.GenesisState) { g.Flags[0].Day = "" },
			"kind":      func(g *types.GenesisState) { g.Flags[0].Kind = 0 },
			"direction": func(g *types.GenesisState) { g.Flags[0].Direction = 3 },
			"threshold": func(g *types.GenesisState) { g.Flags[0].ThresholdFen = 0 },
			"sum":       func(g *types.GenesisState) { g.Flags[0].SumFen = 9 },
			"height":    func(g *types.GenesisState) { g.Flags[0].Height = -1 },
			"wallet":    func(g *types.GenesisState) { g.Flags[0].Wallet = text(4) },
			"operator":  func(g *types.GenesisState) { g.Flags[0].OperatorId = "abc-sz" },
			"customer":  func(g *types.GenesisState) { g.Flags[0].CustomerRef = make([]byte, 32) },
		},
		"flags[1]:": {"twice": func(g *types.GenesisState) { g.Flags = append(g.Flags, g.Flags[0]) }},
		"boxes[1]:": {
			"issued":   func(g *types.GenesisState) { g.Boxes[1].IssuedFen++ },
			"redeemed": func(g *types.GenesisState) { g.Boxes[1].RedeemedFen-- },
		},
	} {
		for name, spoil := range cases {
			t.Run(field+" "+name, func(t *testing.T) {
				genesis := pilotGenesis()
				spoil(genesis)
				err := types.ValidateGenesis(genesis)
				require.ErrorIs(t, err, types.ErrInvalidGenesis)
				require.True(t, strings.HasPrefix(err.Error(), field), "%s must begin with %s", err, field)
			})
		}
	}
}
