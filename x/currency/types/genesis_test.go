package types_test

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// fullGenesis has something in every field: 1,000 and 500 fen were issued, 200 burned, 100 wait to be redeemed, 40 to
// be exchanged in.
func fullGenesis() *types.GenesisState {
	issued := issuanceIn(types.ISSUANCE_STATUS_ISSUED)
	issued.Issuer = text(92)
	double := types.NewIssuance("icbc-sz", reference("ISS-2"), reference("RTGS-2"), 500, text(91), noon, period)
	double.Status, double.Issuer, double.Controller = types.ISSUANCE_STATUS_ISSUED, text(92), text(93)
	rejected := types.NewIssuance("icbc-sz", reference("ISS-3"), reference("RTGS-3"), 9, text(91), noon, period)
	rejected.Status, rejected.Reason = types.ISSUANCE_STATUS_REJECTED, "no reserve"
	again := types.NewIssuance("abc-sz", reference("ISS-1"), reference("RTGS-3"), 9, text(91), noon, period)

	settled := types.NewRedemption("icbc-sz", reference("RED-1"), 200, text(91), noon, period)
	settled.Status, settled.AcceptedBy, settled.SettledBy, settled.CreditReference = types.REDEMPTION_STATUS_SETTLED, text(92), text(93), "CR-1"
	waiting := types.NewRedemption("icbc-sz", reference("RED-2"), 100, text(91), noon, period)

	payer, payee := types.NewAccount(types.WALLET_CLASS_II, types.WalletProfile{}), types.NewAccount(types.WALLET_CLASS_IV, types.WalletProfile{})
	payer.Balance, payer.Day, payer.DayPaid, payer.YearPaid = 150, today, 60, 60
	payee.Balance = 60
	closed := types.Account{Class: types.WALLET_CLASS_I, Status: types.WALLET_STATUS_CLOSED}
	closedProfile := profile("icbc-sz")
	closedProfile.ClosedAt = &noon
	exchangeIn := types.NewExchangeIn(address(1), reference("IN-1"), "icbc-sz", 40, today)
	accepted := types.NewExchangeIn(address(1), reference("IN-2"), "icbc-sz", 50, today)
	accepted.Status, accepted.BankReference = types.EXCHANGE_IN_STATUS_ACCEPTED, "BANK-1"

	return &types.GenesisState{
		Params: types.DefaultParams(),
		Supply: types.Supply{IssuedFen: 1_500, BurnedFen: 200},
		Wallets: []types.Wallet{
			types.NewWallet(address(1), payer, profile("icbc-sz")),
			types.NewWallet(address(2), payee, profile("abc-sz")),
			types.NewWallet(address(3), closed, closedProfile),
		},
		Customers: []types.Customer{
			{OperatorId: "abc-sz", CustomerRef: profile("").CustomerRef, Wallets: []uint32{0, 0, 0, 1}, FirstWallet: text(2)},
			{OperatorId: "icbc-sz", CustomerRef: profile("").CustomerRef, Wallets: []uint32{0, 1, 0, 0}, FirstWallet: text(1), Several: true},
		},
		Boxes: []types.CashBox{
			{MemberId: "abc-sz", OpenWallets: 1},
			{MemberId: "icbc-sz", BalanceFen: 950, OpenWallets: 1, IssuedFen: 1_500, RedeemedFen: 200},
		},
		Statements: []types.DayStatement{
			{
				MemberId: "icbc-sz", Day: "2019-11-30", ClosingFen: 1_300,
				Movements: []types.Movement{
					{Type: types.MOVEMENT_TYPE_ISSUED, TotalFen: 1_500, Count: 2},
					{Type: types.MOVEMENT_TYPE_REDEMPTION_REQUESTED, TotalFen: 200, Count: 1},
				},
			},
			{
				MemberId: "icbc-sz", Day: "2019-12-02", OpeningFen: 1_300, ClosingFen: 950,
				Movements: []types.Movement{
					{Type: types.MOVEMENT_TYPE_REDEMPTION_REQUESTED, TotalFen: 100, Count: 1},
					{Type: types.MOVEMENT_TYPE_EXCHANGED_OUT, TotalFen: 300, Count: 1},
					{Type: types.MOVEMENT_TYPE_EXCHANGED_IN, TotalFen: 50, Count: 1},
				},
			},
		},
		Issuances: []types.Issuance{again, issued, double, rejected},
		Reserves: []types.Reserve{
			{Reference: "RTGS-1", MemberId: "icbc-sz", IssuanceId: "ISS-1"},
			{Reference: "RTGS-2", MemberId: "icbc-sz", IssuanceId: "ISS-2"},
			{Reference: "RTGS-3", MemberId: "abc-sz", IssuanceId: "ISS-1"},
		},
		SingleApprovals:  []types.SingleApproval{{MemberId: "icbc-sz", Day: "2019-11-30", TotalFen: 1_000}},
		Redemptions:      []types.Redemption{settled, waiting},
		CreditReferences: []types.CreditReference{{Reference: "CR-1", MemberId: "icbc-sz", RedemptionId: "RED-1"}},
		ExchangesOut:     []types.ExchangeOut{types.NewExchangeOut("icbc-sz", reference("OUT-1"), address(1), 300, 7)},
		ExchangesIn:      []types.ExchangeIn{exchangeIn, accepted},
		Payments: []types.Payment{
			{Payer: text(1), InstructionDate: "2019-12-02", EndToEndId: "PAY-1", Transfers: []types.Transfer{{Payee: text(2), AmountFen: 60}}, Height: 8},
		},
	}
}

func TestValidGenesis(t *testing.T) {
	require.NoError(t, types.ValidateGenesis(types.DefaultGenesisState()))
	require.NoError(t, types.ValidateGenesis(fullGenesis()))
}

// Each case breaks one thing; the error names the field.
func TestInvalidGenesis(t *testing.T) {
	for field, cases := range map[string]map[string]func(*types.GenesisState){
		"params:": {"dates": func(g *types.GenesisState) { g.Params.InstructionDays = 0 }},
		"wallets[0]:": {
			"address": func(g *types.GenesisState) { g.Wallets[0].Address = "x" },
			"case":    func(g *types.GenesisState) { g.Wallets[0].Address = strings.ToUpper(text(1)) },
			"class":   func(g *types.GenesisState) { g.Wallets[0].Class = 9 },
			"profile": func(g *types.GenesisState) { g.Wallets[0].Profile.Region = "" },
			"consortium": func(g *types.GenesisState) {
				g.Wallets[0].Address = consortiumtypes.Authority
			},
		},
		"wallets[1]:": {
			"twice":  func(g *types.GenesisState) { g.Wallets[1].Address = text(1) },
			"no box": func(g *types.GenesisState) { g.Boxes = g.Boxes[1:] },
		},
		"wallets[2]:": {"closed with money": func(g *types.GenesisState) { g.Wallets[2].BalanceFen = 1 }},
		"boxes[0]:": {
			"member": func(g *types.GenesisState) { g.Boxes[0].MemberId = "A" },
			"open":   func(g *types.GenesisState) { g.Boxes[0].OpenWallets = 0 },
		},
		"boxes[1]:": {
			"twice":   func(g *types.GenesisState) { g.Boxes[1].MemberId = "abc-sz" },
			"balance": func(g *types.GenesisState) { g.Boxes[1].BalanceFen++ },
			"open":    func(g *types.GenesisState) { g.Boxes[1].OpenWallets = 2 },
		},
		"statements[0]:": {
			"opening": func(g *types.GenesisState) { g.Statements[0].OpeningFen, g.Statements[0].ClosingFen = 1, 1_301 },
			"closing": func(g *types.GenesisState) { g.Statements[0].ClosingFen++ },
			"day":     func(g *types.GenesisState) { g.Statements[0].Day = "2019-11" },
			"no box":  func(g *types.GenesisState) { g.Statements[0].MemberId = "boc-sz" },
		},
		"statements[1]:": {
			"twice":   func(g *types.GenesisState) { g.Statements[1].Day = "2019-11-30" },
			"earlier": func(g *types.GenesisState) { g.Statements[1].Day = "2019-11-29" },
			"member":  func(g *types.GenesisState) { g.Statements[1].MemberId = "abc-sz" },
			"carried": func(g *types.GenesisState) { g.Statements[1].OpeningFen++ },
		},
		"issuances[0]:": {
			"member":     func(g *types.GenesisState) { g.Issuances[0].MemberId = "" },
			"id":         func(g *types.GenesisState) { g.Issuances[0].Id = "" },
			"amount":     func(g *types.GenesisState) { g.Issuances[0].AmountFen = 0 },
			"requester":  func(g *types.GenesisState) { g.Issuances[0].RequestedBy = "" },
			"upper case": func(g *types.GenesisState) { g.Issuances[0].RequestedBy = strings.ToUpper(text(91)) },
			"reserve":    func(g *types.GenesisState) { g.Issuances[0].ReserveReference = "" },
			"status":     func(g *types.GenesisState) { g.Issuances[0].Status = 0 },
			"unapproved": func(g *types.GenesisState) { g.Issuances[0].Status = types.ISSUANCE_STATUS_AWAITING_CONTROLLER },
			"controller": func(g *types.GenesisState) { g.Issuances[0].Controller = text(93) },
			"no expiry":  func(g *types.GenesisState) { g.Issuances[0].ExpiresAt = time.Time{} },
			"far expiry": func(g *types.GenesisState) { g.Issuances[0].ExpiresAt = noon.AddDate(300, 0, 0) },
			"reason":     func(g *types.GenesisState) { g.Issuances[0].Reason = "because" },
		},
		"issuances[1]:": {
			"no issuer": func(g *types.GenesisState) { g.Issuances[1].Issuer = "" },
			"bad issuer": func(g *types.GenesisState) {
				g.Issuances[1].Issuer = "x"
			},
			"no reserve": func(g *types.GenesisState) { g.Reserves = g.Reserves[1:] },
		},
		"issuances[2]:": {
			"twice":        func(g *types.GenesisState) { g.Issuances[2].Id = "ISS-1" },
			"same officer": func(g *types.GenesisState) { g.Issuances[2].Controller = text(92) },
			"one reserve": func(g *types.GenesisState) {
				g.Issuances[2].ReserveReference, g.Reserves = "RTGS-1", append(g.Reserves[:1], g.Reserves[2])
			},
		},
		"issuances[3]:": {
			"no reason": func(g *types.GenesisState) { g.Issuances[3].Reason = "" },
			"both open": func(g *types.GenesisState) {
				g.Issuances[3].Status, g.Issuances[3].Reason = types.ISSUANCE_STATUS_REQUESTED, ""
			},
		},
		"reserves[0]:": {
			"returned":  func(g *types.GenesisState) { g.Reserves[0].Returned = true },
			"issuance":  func(g *types.GenesisState) { g.Reserves[0].IssuanceId = "ISS-9" },
			"reference": func(g *types.GenesisState) { g.Reserves[0].Reference = "RTGS-9" },
		},
		"reserves[1]:": {"twice": func(g *types.GenesisState) { g.Reserves[1] = g.Reserves[0] }},
		"single_approvals[0]:": {
			"member": func(g *types.GenesisState) { g.SingleApprovals[0].MemberId = "" },
			"day":    func(g *types.GenesisState) { g.SingleApprovals[0].Day = "" },
			"zero":   func(g *types.GenesisState) { g.SingleApprovals[0].TotalFen = 0 },
		},
		"single_approvals[1]:": {
			"twice": func(g *types.GenesisState) { g.SingleApprovals = append(g.SingleApprovals, g.SingleApprovals[0]) },
		},
		"redemptions[0]:": {
			"not accepted": func(g *types.GenesisState) { g.Redemptions[0].AcceptedBy = "" },
			"not settled":  func(g *types.GenesisState) { g.Redemptions[0].SettledBy = "" },
			"no credit":    func(g *types.GenesisState) { g.Redemptions[0].CreditReference = "" },
			"bad officer":  func(g *types.GenesisState) { g.Redemptions[0].AcceptedBy = "x" },
		},
		"redemptions[1]:": {
			"twice":  func(g *types.GenesisState) { g.Redemptions[1].Id = "RED-1" },
			"status": func(g *types.GenesisState) { g.Redemptions[1].Status = 7 },
			"credit": func(g *types.GenesisState) { g.Redemptions[1].CreditReference = "CR-2" },
			"amount": func(g *types.GenesisState) { g.Redemptions[1].AmountFen = 0 },
			"reason": func(g *types.GenesisState) { g.Redemptions[1].Reason = "because" },
			"no room": func(g *types.GenesisState) {
				today := &g.Statements[len(g.Statements)-1]
				today.Movements[0].TotalFen, today.Movements[1].TotalFen = math.MaxUint64, 350
				today.Movements = slices.Insert(today.Movements, 1, types.Movement{
					Type: types.MOVEMENT_TYPE_REDEMPTION_RETURNED, TotalFen: math.MaxUint64 - 50, Count: 1,
				})
			},
		},
		"credit_references[0]:": {
			"reference":  func(g *types.GenesisState) { g.CreditReferences[0].Reference = "" },
			"other":      func(g *types.GenesisState) { g.CreditReferences[0].Reference = "CR-9" },
			"redemption": func(g *types.GenesisState) { g.CreditReferences[0].RedemptionId = "RED-2" },
		},
		"credit_references[1]:": {
			"twice": func(g *types.GenesisState) { g.CreditReferences = append(g.CreditReferences, g.CreditReferences[0]) },
		},
		"credit_references:": {"missing": func(g *types.GenesisState) { g.CreditReferences = nil }},
		"exchanges_out[0]:": {
			"member":    func(g *types.GenesisState) { g.ExchangesOut[0].MemberId = "" },
			"reference": func(g *types.GenesisState) { g.ExchangesOut[0].Reference = "" },
			"wallet":    func(g *types.GenesisState) { g.ExchangesOut[0].Wallet = text(4) },
			"amount":    func(g *types.GenesisState) { g.ExchangesOut[0].AmountFen = 0 },
			"height":    func(g *types.GenesisState) { g.ExchangesOut[0].Height = -1 },
		},
		"exchanges_out[1]:": {"twice": func(g *types.GenesisState) { g.ExchangesOut = append(g.ExchangesOut, g.ExchangesOut[0]) }},
		"exchanges_in[0]:": {
			"wallet":    func(g *types.GenesisState) { g.ExchangesIn[0].Wallet = text(4) },
			"closed":    func(g *types.GenesisState) { g.ExchangesIn[0].Wallet = text(3) },
			"reference": func(g *types.GenesisState) { g.ExchangesIn[0].Reference = "" },
			"member":    func(g *types.GenesisState) { g.ExchangesIn[0].MemberId = "" },
			"stranger":  func(g *types.GenesisState) { g.ExchangesIn[0].MemberId = "ccb-sz" },
			"amount":    func(g *types.GenesisState) { g.ExchangesIn[0].AmountFen = 0 },
			"status":    func(g *types.GenesisState) { g.ExchangesIn[0].Status = 0 },
			"day":       func(g *types.GenesisState) { g.ExchangesIn[0].Day = "" },
			"bank":      func(g *types.GenesisState) { g.ExchangesIn[0].BankReference = "BANK-9" },
			"reason":    func(g *types.GenesisState) { g.ExchangesIn[0].Reason = "because" },
		},
		"exchanges_in[1]:": {
			"twice":   func(g *types.GenesisState) { g.ExchangesIn[1].Reference = "IN-1" },
			"no bank": func(g *types.GenesisState) { g.ExchangesIn[1].BankReference = "" },
		},
		"payments[0]:": {
			"payer":    func(g *types.GenesisState) { g.Payments[0].Payer = text(4) },
			"payee":    func(g *types.GenesisState) { g.Payments[0].Transfers[0].Payee = text(4) },
			"self":     func(g *types.GenesisState) { g.Payments[0].Transfers[0].Payee = text(1) },
			"no id":    func(g *types.GenesisState) { g.Payments[0].EndToEndId = "" },
			"no name":  func(g *types.GenesisState) { g.Payments[0].EndToEndId, g.Payments[0].InstructionDate = "", "" },
			"date":     func(g *types.GenesisState) { g.Payments[0].InstructionDate = "x" },
			"amount":   func(g *types.GenesisState) { g.Payments[0].Transfers[0].AmountFen = 0 },
			"negative": func(g *types.GenesisState) { g.Payments[0].Height = -1 },
		},
		"payments[1]:":       {"twice": func(g *types.GenesisState) { g.Payments = append(g.Payments, g.Payments[0]) }},
		"supply.issued_fen:": {"created": func(g *types.GenesisState) { g.Supply.IssuedFen++ }},
		"supply.burned_fen:": {"burned": func(g *types.GenesisState) { g.Supply.BurnedFen-- }},
		"supply:": {
			"wallet": func(g *types.GenesisState) { g.Wallets[1].BalanceFen++ },
			"escrow": func(g *types.GenesisState) { g.ExchangesIn[0].AmountFen-- },
			"redeem": func(g *types.GenesisState) { g.Redemptions[1].AmountFen++ },
		},
	} {
		for name, spoil := range cases {
			t.Run(field+" "+name, func(t *testing.T) {
				genesis := fullGenesis()
				spoil(genesis)
				err := types.ValidateGenesis(genesis)
				require.ErrorIs(t, err, types.ErrInvalidGenesis)
				require.True(t, strings.HasPrefix(err.Error(), field), "%s must begin with %s", err, field)
			})
		}
	}
}
