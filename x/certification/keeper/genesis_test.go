package keeper_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/certification/types"
)

// busy is a register with everything that a state can have.
func busy(t *testing.T) *register {
	t.Helper()
	r := newRegister(t)
	number := r.sim("APP-1")
	r.do(suspend(number, r.Time().Add(30*day)))
	unit := simCard()
	unit.Model, unit.Standards = "APP-7", []string{"JR/T 0092-2019"}
	software := r.certified("APP-2", 1, unit)
	r.do(&types.MsgDeployProduct{
		Officer: testutil.Officer("icbc-sz", "node-operator").String(), Use: types.PRODUCT_USE_CLIENT_SOFTWARE, Certificate: software,
	})
	r.do(withdraw(r.sim("APP-3")))
	r.do(apply("APP-4"))
	r.do(accept("APP-4"))
	return r
}

func (r *register) export() *types.GenesisState {
	r.t.Helper()
	exported, err := r.keeper.ExportGenesis(r.Context())
	require.NoError(r.t, err)
	return exported
}

func TestExportImportExport(t *testing.T) {
	r := busy(t)
	exported := r.export()
	require.NoError(t, types.ValidateGenesis(exported))
	for name, size := range map[string]int{
		"editions": len(exported.Editions), "recognitions": len(exported.Recognitions), "vendors": len(exported.Vendors),
		"applications": len(exported.Applications), "certificates": len(exported.Certificates), "serials": len(exported.Serials),
		"deployments": len(exported.Deployments),
	} {
		require.NotZero(t, size, name)
	}
	chain := testutil.Import(t, []byte(r.State()), r.Time(), r.Height()+1)
	chain.NextBlock()
	twin := open(t, chain)
	require.Equal(t, exported, twin.export())
	require.Equal(t, r.records(), twin.records(), "every key and value is the same, indexes too")

	// What was open before goes on after.
	number := exported.Certificates[1].Number
	require.Equal(t, types.CERTIFICATE_STATUS_SUSPENDED, exported.Certificates[1].Status)
	twin.do(reinstate(certifier, number))
	for _, step := range twin.steps("APP-4")[1:] {
		twin.do(step)
	}
	require.Equal(t, "000004", twin.application("APP-4").Granted[12:18], "numbers go on")
}

// records reads the module's store whole.
func (r *register) records() map[string]string {
	r.t.Helper()
	iterator := r.Context().KVStore(r.App.StoreKeys()[types.StoreKey]).Iterator(nil, nil)
	all := map[string]string{}
	for ; iterator.Valid(); iterator.Next() {
		all[string(iterator.Key())] = string(iterator.Value())
	}
	require.NoError(r.t, iterator.Close())
	return all
}

func TestGenesisIsValidated(t *testing.T) {
	r := busy(t)
	for name, breaks := range map[string]func(*types.GenesisState){
		"params":                     func(g *types.GenesisState) { g.Params.AppealPeriod = 0 },
		"editions: needs one":        func(g *types.GenesisState) { g.Editions = nil },
		"editions[1]":                func(g *types.GenesisState) { g.Editions[1].FirstDay = g.Editions[0].FirstDay },
		"recognitions[1]":            func(g *types.GenesisState) { g.Recognitions[1].Code = g.Recognitions[0].Code },
		"recognitions[0]":            func(g *types.GenesisState) { g.Recognitions[0].Scopes[0].Category = 0 },
		"vendors[0]":                 func(g *types.GenesisState) { g.Vendors[0].LegalName = "" },
		"vendors[1]: " + vendorUSCC:  func(g *types.GenesisState) { g.Vendors = append(g.Vendors, g.Vendors[0]) },
		"certificates[0]: 01-001":    func(g *types.GenesisState) { g.Certificates[0].Status = types.CERTIFICATE_STATUS_EXPIRED },
		"certificates[1]: 03-001":    func(g *types.GenesisState) { g.Certificates[1].ExpiresAt = g.Certificates[1].GrantedAt },
		"certificates[0]: is not of": func(g *types.GenesisState) { g.Certificates[0].Vendor = "914403001922038216" },
		"certificates[2]":            func(g *types.GenesisState) { g.Serials[0].Last = 2 },
		"applications[0]":            func(g *types.GenesisState) { g.Applications[0].Granted = "" },
		"applications[3]":            func(g *types.GenesisState) { g.Applications[3].StepEndsAt = nil },
		"deployments[0]":             func(g *types.GenesisState) { g.Deployments[0].Use = types.PRODUCT_USE_CARRIER },
		"deployments[1]":             func(g *types.GenesisState) { g.Deployments = append(g.Deployments, g.Deployments[0]) },
		"serials[0]: body code 9":    func(g *types.GenesisState) { g.Serials[0].BodyCode = 9 },
	} {
		t.Run(name, func(t *testing.T) {
			r.t = t
			state := r.export()
			breaks(state)
			err := r.keeper.InitGenesis(r.Context(), state)
			require.ErrorIs(t, err, types.ErrInvalidGenesis)
			if name != "certificates[0]: is not of" {
				require.ErrorContains(t, err, name)
			}
		})
	}
}

func TestDefaultGenesis(t *testing.T) {
	require.NoError(t, types.ValidateGenesis(types.DefaultGenesisState()))
	editions := types.DefaultEditions()
	require.Len(t, editions[0].Categories, 11)
	require.Len(t, editions[1].Categories, 14)
}
