package keeper_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/purpose/keeper"
	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

// busy is a chain with something in every collection of the module: a running programme, and one that has closed.
func busy(t *testing.T) *office {
	t.Helper()
	o := newOffice(t)
	old := create()
	old.ProgrammeId, old.Terms.Pledges[1].Wallet = "HNFUND-0", clinic.String()
	o.do(old)
	o.do(&types.MsgCloseProgramme{Treasurer: treasurer.String(), ProgrammeId: "HNFUND-0", Reason: "never funded"})
	o.do(create())
	o.do(payIn(province, 700*million, "PAY-1"))
	o.do(payIn(city, 299*million, "PAY-1"))
	o.do(propose("BATCH-1", award(hotel, "tourism", "H", 10*million), award(clinic, "housing", "", 5*million)))
	o.do(confirm("BATCH-1"))
	o.do(propose("BATCH-2", award(trader, "housing", "", million)))
	o.do(propose("BATCH-3", award(trader, "housing", "", million)))
	o.do(&types.MsgCancelGrants{Officer: treasurer.String(), ProgrammeId: fund, Reference: "BATCH-3", Reason: "twice"})
	o.until(firstDay)
	o.do(spend(hotel, airline, 4*million, firstDay, "FLY-1"))
	o.do(spend(hotel, airline, 1, firstDay, "FLY-2"))
	o.do(giveBack(airline, hotel, "FLY-1", million, "BACK-1"))
	o.do(recall(clinic))
	return o
}

// imported starts a chain from what the office exports.
func (o *office) imported() *office {
	o.t.Helper()
	chain := testutil.Import(o.t, []byte(o.State()), o.Time(), o.Height()+1)
	chain.NextBlock()
	return &office{Chain: chain, t: o.t, keeper: app.Purpose(chain.App), queries: keeper.NewQueryServer(app.Purpose(chain.App))}
}

func (o *office) export() *types.GenesisState {
	o.t.Helper()
	exported, err := o.keeper.ExportGenesis(o.Context())
	require.NoError(o.t, err)
	return exported
}

func TestExportImportExport(t *testing.T) {
	o := busy(t)
	exported := o.export()
	require.NoError(t, types.ValidateGenesis(exported))
	for name, size := range map[string]int{
		"programmes": len(exported.Programmes), "contributions": len(exported.Contributions), "batches": len(exported.Batches),
		"grants": len(exported.Grants), "spendings": len(exported.Spendings), "refunds": len(exported.Refunds),
	} {
		require.NotZero(t, size, name)
	}
	twin := o.imported()
	require.Equal(t, exported, twin.export())
	require.Equal(t, o.records(), twin.records(), "every key and value is the same, indexes too")
	twin.audit()

	// What was open before goes on after.
	twin.refuse(spend(hotel, airline, 1, firstDay, "FLY-2"), types.ErrDuplicateSpending, "FLY-2")
	twin.refuse(payIn(city, 1, "PAY-1"), types.ErrContributionExists, "PAY-1")
	twin.do(confirm("BATCH-2"))
	twin.do(giveBack(airline, hotel, "FLY-1", 3*million, "BACK-2"))
	twin.until("2020-01-01")
	require.Equal(t, []string{
		"GrantRecalled hotel 9,999,999.99 yuan", "GrantRecalled trader 1,000,000.00 yuan",
		"Programme CLOSED: province 699,999,999.99 yuan, city 299,000,000.00 yuan", "Programme CLOSING",
	}, sorted(told(twin.end())))
}

// records reads the module's store whole.
func (o *office) records() map[string]string {
	o.t.Helper()
	store := o.Context().KVStore(o.App.StoreKeys()[types.StoreKey])
	iterator := store.Iterator(nil, nil)
	all := map[string]string{}
	for ; iterator.Valid(); iterator.Next() {
		all[string(iterator.Key())] = string(iterator.Value())
	}
	require.NoError(o.t, iterator.Close())
	return all
}

// The records promise what the ledger must hold.
func TestInitGenesisComparesWithTheLedger(t *testing.T) {
	o := busy(t)
	state := o.export()
	state.Refunds[0].AmountFen++
	require.ErrorIs(t, o.keeper.InitGenesis(o.Context(), state), types.ErrInvalidGenesis)

	ledger, err := json.Marshal(o.export())
	require.NoError(t, err)
	fresh := newOffice(t)
	loaded := &types.GenesisState{}
	require.NoError(t, json.Unmarshal(ledger, loaded))
	err = fresh.keeper.InitGenesis(fresh.Context(), loaded)
	require.ErrorIs(t, err, types.ErrEscrow)
	require.ErrorContains(t, err, "account hainan-finance/fund/HNFUND-1 holds 0.00 yuan, the records promise 989,000,000.00 yuan")
}

// An end that could not pay a sponsor would stop the chain.
func TestInitGenesisWantsTheWalletsOfSponsors(t *testing.T) {
	for says, spoil := range map[string]func(*office){
		"is WALLET_STATUS_CLOSED, must be open": func(o *office) { o.CloseAccount(city) },
		"wallet not found":                      func(o *office) { o.LoseAccount(city) },
	} {
		t.Run(says, func(t *testing.T) {
			o := busy(t)
			state := o.export()
			spoil(o)
			err := o.keeper.InitGenesis(o.Context(), state)
			require.ErrorIs(t, err, types.ErrEscrow)
			require.ErrorContains(t, err, "programme HNFUND-1 of hainan-finance: sponsor")
			require.ErrorContains(t, err, says)
		})
	}
	o := busy(t)
	o.CloseAccount(clinic)
	require.NoError(t, o.keeper.InitGenesis(o.Context(), o.export()), "it pledged to HNFUND-0 and paid nothing")
}

// A node answers no query at all while one of its stores has no key.
func TestStoreIsNeverEmpty(t *testing.T) {
	require.NotEmpty(t, newOffice(t).records())
}
