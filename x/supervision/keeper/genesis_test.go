package keeper_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/supervision/types"
)

// busy is a desk with something in every collection of the module.
func busy(t *testing.T) *desk {
	t.Helper()
	d, flag := flagged(t)
	d.do(openCampaign("SZ-1"))
	msg := openCase("SZ-9", 2)
	msg.CampaignLeadId, msg.CampaignId = finance, "SZ-1"
	d.do(msg)
	d.do(step(police, types.STEP_KIND_INSPECTION))
	d.do(step(finance, types.STEP_KIND_FINDINGS))
	d.do(serve(1))
	d.do(propose(1, types.OUTCOME_RECTIFY))
	d.do(decide(1, true))
	d.do(&types.MsgObjectOutcome{Inspector: officer(police, "inspector"), LeadId: finance, CaseId: caseID, Number: 1, StatementHash: hash("no")})
	d.do(propose(2, types.OUTCOME_REFERRED))
	d.do(propose(3, types.OUTCOME_CLEARED))
	d.do(decide(3, false))
	d.ordered(police, "F-1", d.terms(day))
	d.extended(police, "E-1", d.terms(2*day).EndsAt)
	d.do(change(police, "F-1", "R-1", types.ORDER_CHANGE_KIND_RELEASE))
	d.do(&types.MsgObjectOrder{Holder: alice.String(), MemberId: police, Reference: "F-1", StatementHash: hash("no")})
	d.ordered(court, "F-1", types.OrderTerms{
		OperatorId: icbc, CustomerRef: hash(string(bob.Address)), EndsAt: d.terms(day).EndsAt, LegalBasis: basis, Salt: salt(9),
	})
	d.do(proposeOrder(pboc, "B-1", d.terms(day)))
	d.ordered(tax, "X-1", d.terms(day))
	d.released(tax, "X-1")
	d.wallet(chest, chest, 0)
	d.setChest(court, chest)
	d.do(&types.MsgAcknowledgeFlag{Officer: officer(pboc, "compliance"), Flag: flag})
	return d
}

func (d *desk) export() *types.GenesisState {
	d.t.Helper()
	exported, err := d.keeper.ExportGenesis(d.Context())
	require.NoError(d.t, err)
	return exported
}

func TestExportImportExport(t *testing.T) {
	d := busy(t)
	exported := d.export()
	require.NoError(t, types.ValidateGenesis(exported))
	for name, size := range map[string]int{
		"authority_wallets": len(exported.AuthorityWallets), "campaigns": len(exported.Campaigns), "cases": len(exported.Cases),
		"subjects": len(exported.Subjects), "steps": len(exported.Steps), "envelopes": len(exported.Envelopes), "orders": len(exported.Orders),
		"order_wallets": len(exported.OrderWallets), "order_changes": len(exported.OrderChanges), "flag_reviews": len(exported.FlagReviews),
	} {
		require.NotZero(t, size, name)
	}
	chain := testutil.Import(t, []byte(d.State()), d.Time(), d.Height()+1)
	chain.NextBlock()
	again := on(t, chain)
	require.Equal(t, exported, again.export())
	again.audit()

	// Everything goes on: holds, their end, and the changes that were proposed.
	again.refuse(pay(alice, bob, 1), currencytypes.ErrHeld, "hold F-1 of police-sz")
	again.do(decideChange(police, "F-1", "R-1", true))
	again.MustSend(pay(alice, bob, 1))
	again.refuse(pay(bob, alice, 1), currencytypes.ErrHeld, "hold F-1 of court-sz")
	again.Advance(day)
	require.Equal(t, []string{"LAPSED"}, statuses(again.end()))
	again.MustSend(pay(bob, alice, 1))
}

func TestGenesisIsRefused(t *testing.T) {
	d := busy(t)
	good, err := json.Marshal(d.export())
	require.NoError(t, err)
	for name, test := range map[string]struct {
		spoil func(*types.GenesisState)
		text  string
	}{
		"power": {
			func(g *types.GenesisState) { g.Params.Powers[0].Kind = 2 },
			"params: powers[0]: MEMBER_KIND_OPERATOR_BANK is no authority",
		},
		"chest twice": {
			func(g *types.GenesisState) { g.AuthorityWallets = append(g.AuthorityWallets, g.AuthorityWallets[0]) },
			"authority_wallets[1]",
		},
		"campaign": {
			func(g *types.GenesisState) { g.Campaigns[0].Cleared++ },
			"campaigns[0]: SZ-1 of finance-sz counts 2 1 0 0 0, found 2 0 0 0 0",
		},
		"lost campaign": {func(g *types.GenesisState) { g.Campaigns = nil }, "cases[1]: SZ-1 of finance-sz: campaign not found"},
		"case twice":    {func(g *types.GenesisState) { g.Cases = append(g.Cases, g.Cases[0]) }, "cases[2]: case SZ-2019-001"},
		"case counts": {
			func(g *types.GenesisState) { g.Cases[0].Decided++ },
			"cases[0]: case SZ-2019-001 of finance-sz counts 3 subjects, 2 decided",
		},
		"case status": {
			func(g *types.GenesisState) { g.Cases[0].Status = types.CASE_STATUS_ORDERED },
			"cases[0]: case SZ-2019-001 of finance-sz is CASE_STATUS_ORDERED with 1 of 3",
		},
		"subject": {func(g *types.GenesisState) { g.Subjects[0].Number = 9 }, "subjects[0]"},
		"seal": {
			func(g *types.GenesisState) { g.Subjects[0].Identity.Salt[0]++ },
			"subjects[0]: subject 1 of case SZ-2019-001 of finance-sz: not what",
		},
		"one officer": {
			func(g *types.GenesisState) {
				g.Subjects[0].Decisions[0].DecidedBy = g.Subjects[0].Decisions[0].ProposedBy
			}, "subjects[0]: DECISION_STATUS_IN_FORCE",
		},
		"step":         {func(g *types.GenesisState) { g.Steps[1].Number = 3 }, "steps[1]: step 3 of case SZ-2019-001 of finance-sz must be 2"},
		"envelope":     {func(g *types.GenesisState) { g.Envelopes[0].Envelope.RecipientId = icbc }, "envelopes[0]: envelopes[0]: icbc-sz"},
		"order's case": {func(g *types.GenesisState) { g.Orders[0].CaseId = "NO" }, "orders[0]: case NO of finance-sz: case not found"},
		"order alone": {
			func(g *types.GenesisState) { g.Orders[0].EnforcedBy = g.Orders[0].ProposedBy },
			"orders[0]: order F-1 of court-sz is ORDER_STATUS_IN_FORCE",
		},
		"order terms": {func(g *types.GenesisState) { g.Orders[0].Terms.Salt[0]++ }, "orders[0]: order F-1 of court-sz: not what was committed to"},
		"order twice": {func(g *types.GenesisState) { g.Orders = append(g.Orders, g.Orders[0]) }, "order exists"},
		"order's place": {
			func(g *types.GenesisState) { g.OrderWallets[1].Wallet = chest.String() },
			"order_wallets[1]: order F-1 of police-sz is on " + alice.String(),
		},
		"change": {func(g *types.GenesisState) { g.OrderChanges[0].DecidedBy = "" }, "order_changes[0]"},
		"flag":   {func(g *types.GenesisState) { g.FlagReviews = append(g.FlagReviews, g.FlagReviews[0]) }, "flag_reviews[1]"},
	} {
		t.Run(name, func(t *testing.T) {
			var state types.GenesisState
			require.NoError(t, json.Unmarshal(good, &state))
			require.NoError(t, types.ValidateGenesis(&state))
			test.spoil(&state)
			err := types.ValidateGenesis(&state)
			require.ErrorIs(t, err, types.ErrInvalidGenesis)
			require.ErrorContains(t, err, test.text)
		})
	}
}

// An order that the currency does not know is refused.
func TestGenesisMustMatchTheHolds(t *testing.T) {
	d := busy(t)
	require.NoError(t, app.Currency(d.App).ProlongHold(d.Context(), alice.Address, police, "F-1", d.terms(3*day).EndsAt))
	require.ErrorIs(t, d.keeper.CheckHolds(d.Context()), types.ErrHolds)
}

// The currency's holds and the orders must be the same: a hold that stops nothing frees the money, and one without an
// order is there for ever.
func TestGenesisMustMatchEachHold(t *testing.T) {
	d := newDesk(t)
	d.ordered(police, "F-1", d.terms(day))
	d.ordered(court, "C-1", types.OrderTerms{
		OperatorId: icbc, CustomerRef: hash(string(bob.Address)), EndsAt: d.terms(day).EndsAt, LegalBasis: basis, Salt: salt(9),
	})
	good, err := json.Marshal(d.export())
	require.NoError(t, err)
	endsAt := d.terms(day).EndsAt
	hold := func(holder testutil.Actor, member, reference string) *currencytypes.Hold {
		return &currencytypes.Hold{
			Wallet: holder.String(), MemberId: member, Reference: reference, Side: currencytypes.HOLD_SIDE_DEBIT, Ground: basis,
			Officer: officer(member, "supervisor"), EndsAt: &endsAt, Ordered: true,
		}
	}
	for name, test := range map[string]struct {
		state func(*types.GenesisState)
		holds func(alices, bobs *currencytypes.Hold) []*currencytypes.Hold
		says  string
	}{
		"lifted": {
			holds: func(alices, bobs *currencytypes.Hold) []*currencytypes.Hold {
				alices.Status = currencytypes.HOLD_STATUS_LIFTED
				return []*currencytypes.Hold{alices, bobs}
			},
			says: "order F-1 of police-sz: hold on " + alice.String() + " is HOLD_STATUS_LIFTED",
		},
		"credit": {
			holds: func(alices, bobs *currencytypes.Hold) []*currencytypes.Hold {
				alices.Side = currencytypes.HOLD_SIDE_CREDIT
				return []*currencytypes.Hold{alices, bobs}
			},
			says: "HOLD_SIDE_CREDIT",
		},
		"without an order": {
			holds: func(alices, bobs *currencytypes.Hold) []*currencytypes.Hold {
				stray := *alices
				stray.Reference, stray.EndsAt = "F-2", nil
				return []*currencytypes.Hold{alices, bobs, &stray}
			},
			says: "order F-2 of police-sz: order_wallets has no entry of " + alice.String(),
		},
		"a wallet without entry": {
			state: func(g *types.GenesisState) { g.OrderWallets = g.OrderWallets[:1] },
			holds: func(_, bobs *currencytypes.Hold) []*currencytypes.Hold { return []*currencytypes.Hold{bobs} },
			says:  "order F-1 of police-sz: order_wallets has no entry of " + alice.String(),
		},
		"a customer without entry": {
			state: func(g *types.GenesisState) { g.OrderWallets = g.OrderWallets[1:] },
			holds: func(alices, _ *currencytypes.Hold) []*currencytypes.Hold { return []*currencytypes.Hold{alices} },
			says:  "order C-1 of court-sz: order_wallets has no entry of " + bob.String(),
		},
		"all": {
			holds: func(alices, bobs *currencytypes.Hold) []*currencytypes.Hold {
				return []*currencytypes.Hold{alices, bobs}
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			var state types.GenesisState
			require.NoError(t, json.Unmarshal(good, &state))
			if test.state != nil {
				test.state(&state)
			}
			fresh := newDesk(t)
			ledger := app.Currency(fresh.App)
			for _, h := range test.holds(hold(alice, police, "F-1"), hold(bob, court, "C-1")) {
				require.NoError(t, ledger.PlaceHold(fresh.Context(), *h))
				if h.Status == currencytypes.HOLD_STATUS_LIFTED {
					require.NoError(t, ledger.LiftHold(fresh.Context(), alice.Address, h.MemberId, h.Reference))
				}
			}
			err := fresh.keeper.InitGenesis(fresh.Context(), &state)
			if test.says == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorIs(t, err, types.ErrHolds)
			require.ErrorContains(t, err, test.says)
		})
	}
}

// A hold may be found to have lapsed before the end of a block comes to its order.
func TestHoldLapsesBeforeItsOrder(t *testing.T) {
	d := newDesk(t)
	d.ordered(police, "F-1", d.terms(day))
	later := d.Context().WithBlockTime(d.Time().Add(day))
	require.NoError(t, app.Currency(d.App).LapseHolds(later, alice.Address))
	require.NoError(t, d.keeper.CheckHolds(later))
	require.ErrorIs(t, d.keeper.CheckHolds(d.Context()), types.ErrHolds, "not before its end")
}
