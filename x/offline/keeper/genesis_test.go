package keeper_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/offline/types"
)

// lived is a bank on which everything happened once.
func lived(t *testing.T) (*bank, *device) {
	t.Helper()
	b, alice, bob, carol, dave := payer(t)
	bobs := b.device(bob, 0)
	voucher := alice.pay(bob, 60_00)
	b.settled(carol, bobs.handOver(voucher, carol))
	b.settled(dave, bobs.handOver(voucher, dave))
	for range 4 {
		b.settled(dave, alice.pay(dave, 90_00))
	}
	poor := b.wallet("erin", classIV, 0)
	b.do(alice.sync(0))
	b.settled(poor, alice.pay(poor, 1_00))
	b.do(&types.MsgSetDeviceIssuer{Officer: compliance.String(), PublicKey: public(newKey(t))})
	return b, alice
}

func TestExportIsIdentical(t *testing.T) {
	b, _ := lived(t)
	b.NextBlock()
	exported, err := b.App.ExportAppStateAndValidators(false, nil, nil)
	require.NoError(t, err)
	again := testutil.Import(t, exported.AppState, b.Time(), exported.Height)
	again.NextBlock()
	second, err := again.App.ExportAppStateAndValidators(false, nil, nil)
	require.NoError(t, err)
	var states [2]map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(exported.AppState, &states[0]))
	require.NoError(t, json.Unmarshal(second.AppState, &states[1]))
	require.JSONEq(t, string(states[0][types.ModuleName]), string(states[1][types.ModuleName]))
	require.NoError(t, app.Offline(again.App).CheckEscrow(again.Context()))
}

func TestGenesisIsChecked(t *testing.T) {
	b, _ := lived(t)
	good, err := b.keeper.ExportGenesis(b.Context())
	require.NoError(t, err)
	require.NoError(t, types.ValidateGenesis(good))
	require.NoError(t, types.ValidateGenesis(types.DefaultGenesisState()))
	for field, change := range map[string]func(*types.GenesisState){
		"params":                                                func(g *types.GenesisState) { g.Params.ReturnPeriod = 0 },
		"issuers[0]: id":                                        func(g *types.GenesisState) { g.Issuers[0].Id = "" },
		"issuers[1]: second current key":                        func(g *types.GenesisState) { g.Issuers[0].SupersededAt, g.Issuers[1].SupersededAt = nil, nil },
		"devices[1]: key":                                       func(g *types.GenesisState) { g.Devices[0], g.Devices[1] = g.Devices[1], g.Devices[0] },
		"devices[0]: device":                                    func(g *types.GenesisState) { g.Devices[0].Caps.Hours++ },
		"signatures[0]: device":                                 func(g *types.GenesisState) { g.Signatures[0].Payload = []byte("another") },
		"signatures[1]: key":                                    func(g *types.GenesisState) { g.Signatures[1] = g.Signatures[0] },
		"handovers[0]: voucher id: has 0 bytes":                 func(g *types.GenesisState) { g.Handovers[0].Parent = nil },
		"double_spends[0]: kind 9":                              func(g *types.GenesisState) { g.DoubleSpends[0].Kind = 9 },
		"vouchers[0]: voucher":                                  func(g *types.GenesisState) { g.Vouchers[0].AmountFen++ },
		"vouchers[0]: who: device not found":                    func(g *types.GenesisState) { g.Vouchers[0].LiableDeviceId = "who" },
		"claims[0]: claim":                                      func(g *types.GenesisState) { g.Claims[0].AmountFen++ },
		"surpluses[0]: wallet":                                  func(g *types.GenesisState) { g.Surpluses = []types.Surplus{{Wallet: g.Vouchers[0].Payee}} },
		"claims[0]: 00: voucher not found":                      func(g *types.GenesisState) { g.Claims[0].VoucherId = []byte{0} },
		"devices[0]: device " + good.Devices[0].Id + ": loaded": func(g *types.GenesisState) { g.Devices[0].LoadedFen++ },
	} {
		t.Run(field, func(t *testing.T) {
			changed := clone(t, good)
			change(changed)
			err := types.ValidateGenesis(changed)
			require.ErrorIs(t, err, types.ErrInvalidGenesis)
			require.ErrorContains(t, err, field)
		})
	}
}

func clone(t *testing.T, g *types.GenesisState) *types.GenesisState {
	t.Helper()
	encoded, err := g.Marshal()
	require.NoError(t, err)
	var copied types.GenesisState
	require.NoError(t, copied.Unmarshal(encoded))
	return &copied
}

// A state that promises more than escrow holds does not start.
func TestGenesisNeedsItsMoney(t *testing.T) {
	b, alice := lived(t)
	good, err := b.keeper.ExportGenesis(b.Context())
	require.NoError(t, err)
	good.Surpluses = append(good.Surpluses, types.Surplus{Wallet: alice.Owner.String(), AmountFen: 1})
	require.NoError(t, types.ValidateGenesis(good))
	err = b.keeper.InitGenesis(b.Context(), good)
	require.ErrorIs(t, err, types.ErrEscrow)
	require.ErrorContains(t, err, "holds 0.00 yuan, recorded is 0.01 yuan")

	good.Devices[0].OperatorId = ""
	require.ErrorIs(t, types.ValidateGenesis(good), types.ErrInvalidGenesis)
	good.Devices[0].Status = 0
	require.ErrorContains(t, types.ValidateGenesis(good), types.ErrRecord.Error())
}

// A purse that no wallet could take back would stop the chain, and what waits for a closed wallet would wait for ever.
func TestGenesisNeedsTheWallets(t *testing.T) {
	for says, test := range map[string]struct {
		holder string
		spoil  func(*bank, testutil.Actor)
	}{
		"must be open":     {"alice", func(b *bank, alice testutil.Actor) { b.CloseAccount(alice) }},
		"wallet not found": {"alice", func(b *bank, alice testutil.Actor) { b.LoseAccount(alice) }},
		"claim ":           {"dave", func(b *bank, dave testutil.Actor) { b.CloseAccount(dave) }},
		"surplus: wallet ": {"carol", func(b *bank, carol testutil.Actor) { b.CloseAccount(carol) }},
	} {
		t.Run(says, func(t *testing.T) {
			b, _ := lived(t)
			good, err := b.keeper.ExportGenesis(b.Context())
			require.NoError(t, err)
			good.Surpluses = append(good.Surpluses, types.Surplus{Wallet: testutil.NewActor("carol").String(), AmountFen: 1})
			test.spoil(b, testutil.NewActor(test.holder))
			err = b.keeper.InitGenesis(b.Context(), good)
			require.ErrorIs(t, err, types.ErrEscrow)
			require.ErrorContains(t, err, says)
		})
	}
}
