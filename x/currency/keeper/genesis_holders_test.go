package keeper_test

import (
	"encoding/hex"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// lively is a chain with wallets in every stage of life, whose operator was succeeded.
func lively(t *testing.T) *bank {
	t.Helper()
	b := newBank(t)
	b.issued(icbc, "ISS-1", 10_000*yuan)
	alice, bob := b.funded("alice", types.WALLET_CLASS_II, 900*yuan), b.funded("bob", types.WALLET_CLASS_IV, 5*yuan)
	b.do(openSub(alice, testutil.NewActor("child"), 30))
	b.do(openSub(alice, testutil.NewActor("closed child"), 20))
	b.do(closeSub(alice, testutil.NewActor("closed child")))
	b.do(&types.MsgSetOwnerLimits{Holder: bob.String(), Limits: types.Limits{DayFen: 100 * yuan}})
	second := openWallet(testutil.NewActor("second"), types.WALLET_CLASS_IV)
	second.CustomerRef = b.view(bob).Wallet.Profile.CustomerRef
	b.do(second)
	until := b.Time().Add(time.Hour)
	b.do(placeHold(alice, "H-1", types.HOLD_SIDE_DEBIT, 7, &until))
	b.do(placeHold(alice, "H-2", types.HOLD_SIDE_CREDIT, 0, nil))
	b.do(liftHold(alice, "H-2"))
	b.do(proposeKey(bob, "KEY-1", testutil.NewActor("cancelled key")))
	b.do(cancelKey(bob, "KEY-1"))
	b.do(proposeKey(bob, "KEY-2", testutil.NewActor("new key")))
	b.do(confirmKey(bob, "KEY-2"))
	b.Advance(24 * time.Hour)
	b.do(completeKey(bob, "KEY-2"))
	b.do(proposeKey(alice, "KEY-1", testutil.NewActor("next key")))
	dead := b.funded("dead", types.WALLET_CLASS_III, 30*yuan)
	b.do(proposeEstate(dead, bob, "EST-1"))
	b.do(confirmEstate(dead, "EST-1"))
	b.do(proposeEstate(bob, alice, "EST-1"))
	b.leave(icbc, abc)
	b.do(transferWallets(icbc, abc))
	return b
}

func TestExportImportExportOfWallets(t *testing.T) {
	b := lively(t)
	exported := b.export()
	require.NoError(t, types.ValidateGenesis(exported))
	for name, size := range map[string]int{
		"limits": len(exported.WalletLimits), "holds": len(exported.Holds), "customers": len(exported.Customers),
		"replacements": len(exported.KeyReplacements), "estates": len(exported.Estates), "successions": len(exported.Successions),
	} {
		require.NotZero(t, size, name)
	}
	twin := &bank{Chain: testutil.New(t, func(g *testutil.Genesis) { g.Currency = exported }), t: t}
	twin.keeper = app.Currency(twin.App)
	require.Equal(t, exported, twin.export())
	require.Equal(t, b.records(), twin.records(), "marks and indexes too")
}

func TestGenesisOfWalletsRefusals(t *testing.T) {
	b := lively(t)
	exported := b.export
	sub := func(g *types.GenesisState) *types.Wallet {
		for i := range g.Wallets {
			if g.Wallets[i].Profile.Kind == types.WALLET_KIND_SUB && g.Wallets[i].Status == types.WALLET_STATUS_OPEN {
				return &g.Wallets[i]
			}
		}
		panic("no sub-wallet")
	}
	closed := func(g *types.GenesisState) string {
		for _, wallet := range g.Wallets {
			if wallet.Status == types.WALLET_STATUS_CLOSED {
				return wallet.Address
			}
		}
		panic("no closed wallet")
	}
	for name, test := range map[string]struct {
		spoil func(*types.GenesisState)
		field string
	}{
		"limits twice":       {func(g *types.GenesisState) { g.WalletLimits = append(g.WalletLimits, g.WalletLimits[0]) }, "wallet_limits[3]"},
		"limits of nobody":   {func(g *types.GenesisState) { g.WalletLimits[0].Wallet = teller.String() }, "wallet_limits[0]"},
		"limits of a closed": {func(g *types.GenesisState) { g.WalletLimits[0].Wallet = closed(g) }, "wallet_limits[0]"},
		"no share":           {func(g *types.GenesisState) { g.WalletLimits[0].SharePercent = 0 }, "wallet_limits[0]"},
		"more than all":      {func(g *types.GenesisState) { g.WalletLimits[0].SharePercent = 101 }, "wallet_limits[0]"},
		"limits without bound": {func(g *types.GenesisState) {
			g.WalletLimits[0] = types.NewWalletLimits(testutil.NewActor("second").Address)
		}, "wallet_limits[0]"},
		"broken owner's":    {func(g *types.GenesisState) { g.WalletLimits[0].Owner.DayFen = 1 }, "wallet_limits[0]"},
		"broken operator's": {func(g *types.GenesisState) { g.WalletLimits[0].Operator.DayFen = 1 }, "wallet_limits[0]"},
		"shares": {func(g *types.GenesisState) {
			for i := range g.WalletLimits {
				g.WalletLimits[i].SharePercent = 50
			}
			g.WalletLimits[0].SharePercent = 49
		}, "% of its limits"},
		"parent":            {func(g *types.GenesisState) { sub(g).Profile.Parent = teller.String() }, "parent"},
		"parent's customer": {func(g *types.GenesisState) { sub(g).Profile.CustomerRef = make([]byte, 32) }, "is of another customer"},
		"class of a sub":    {func(g *types.GenesisState) { sub(g).Class = types.WALLET_CLASS_III }, "of class III"},
		"count":             {func(g *types.GenesisState) { g.Customers[0].Wallets[0]++ }, "customers[0]"},
		"customer twice":    {func(g *types.GenesisState) { g.Customers = append(g.Customers, g.Customers[0]) }, "customers[3]"},
		"no customer":       {func(g *types.GenesisState) { g.Customers = g.Customers[1:] }, "customers:"},
		"first wallet":      {func(g *types.GenesisState) { g.Customers[0].FirstWallet = g.Customers[1].FirstWallet }, "customers[0]"},
		"several":           {func(g *types.GenesisState) { g.Customers[0].Several = !g.Customers[0].Several }, "customers[0]"},
		"sums of no day":    {func(g *types.GenesisState) { g.Customers[0].Day, g.Customers[0].CashInFen = "", 1 }, "customers[0]"},
		"hold twice":        {func(g *types.GenesisState) { g.Holds[1].Reference = g.Holds[0].Reference }, "holds[1]"},
		"hold on nobody":    {func(g *types.GenesisState) { g.Holds[0].Wallet = teller.String() }, "holds[0]"},
		"hold":              {func(g *types.GenesisState) { g.Holds[0].Ground = "" }, "holds[0]"},
		"key twice":         {func(g *types.GenesisState) { g.KeyReplacements = append(g.KeyReplacements, g.KeyReplacements[0]) }, "key_replacements[3]"},
		"key of nobody":     {func(g *types.GenesisState) { g.KeyReplacements[0].Wallet = teller.String() }, "key_replacements[0]"},
		"key":               {func(g *types.GenesisState) { g.KeyReplacements[0].NewPublicKey = nil }, "key_replacements[0]"},
		"unconfirmed":       {func(g *types.GenesisState) { g.KeyReplacements[0].Status = types.KEY_REPLACEMENT_STATUS_CONFIRMED }, "key_replacements[0]"},
		"bound key": {func(g *types.GenesisState) {
			for i := range g.KeyReplacements {
				g.KeyReplacements[i].NewPublicKey = testutil.NewActor("bob").Key.PubKey().Bytes()
			}
		}, "signs for another wallet"},
		"foreign key": {func(g *types.GenesisState) {
			sub(g).KeyType, sub(g).PublicKey = "secp256k1", teller.Key.PubKey().Bytes()
		}, "has key"},
		"estate twice":     {func(g *types.GenesisState) { g.Estates = append(g.Estates, g.Estates[0]) }, "estates[2]"},
		"estate of nobody": {func(g *types.GenesisState) { g.Estates[0].Wallet = teller.String() }, "estates[0]"},
		"heir":             {func(g *types.GenesisState) { g.Estates[0].Heir = teller.String() }, "estates[0]"},
		"document":         {func(g *types.GenesisState) { g.Estates[0].DocumentHash = nil }, "estates[0]"},
		"succession twice": {func(g *types.GenesisState) { g.Successions = append(g.Successions, g.Successions[0]) }, "successions[1]"},
		"own successor":    {func(g *types.GenesisState) { g.Successions[0].SuccessorId = icbc }, "successions[0]"},
		"circle": {func(g *types.GenesisState) {
			g.Successions = append(g.Successions, types.Succession{OperatorId: abc, SuccessorId: icbc})
		}, "successions[1]"},
		"successor's name":  {func(g *types.GenesisState) { g.Successions[0].SuccessorId = "A" }, "successions[0]"},
		"no succession":     {func(g *types.GenesisState) { g.Successions = nil }, "open_wallets"},
		"closed, no moment": {func(g *types.GenesisState) { sub(g).Profile.ClosedAt = &sub(g).Profile.OpenedAt }, "closed_at"},
	} {
		t.Run(name, func(t *testing.T) {
			g := exported()
			test.spoil(g)
			err := types.ValidateGenesis(g)
			require.ErrorIs(t, err, types.ErrInvalidGenesis)
			require.ErrorContains(t, err, test.field)
		})
	}
}

func TestQueriesOfHolders(t *testing.T) {
	b := lively(t)
	second := b.view(testutil.NewActor("second")).Wallet
	reference := hex.EncodeToString(second.Profile.CustomerRef)
	wallets, err := b.queries.WalletsByCustomer(b.Context(), &types.QueryWalletsByCustomerRequest{OperatorId: icbc, CustomerRef: reference})
	require.NoError(t, err)
	require.ElementsMatch(t, []types.Wallet{second, b.view(testutil.NewActor("bob")).Wallet}, wallets.Wallets)
	require.True(t, b.customer(testutil.NewActor("bob")).Several)

	requireCode := func(want codes.Code, err error) {
		t.Helper()
		require.Equal(t, want, status.Code(err), "%v", err)
	}
	_, err = b.queries.Customer(b.Context(), &types.QueryCustomerRequest{OperatorId: abc, CustomerRef: reference})
	requireCode(codes.NotFound, err)
	require.ErrorContains(t, err, types.ErrCustomerNotFound.Error())
	_, err = b.queries.Customer(b.Context(), &types.QueryCustomerRequest{OperatorId: icbc, CustomerRef: "0x"})
	requireCode(codes.InvalidArgument, err)
	_, err = b.queries.WalletsByCustomer(b.Context(), &types.QueryWalletsByCustomerRequest{OperatorId: "nobody", CustomerRef: reference})
	requireCode(codes.NotFound, err)
	nobody := testutil.NewActor("nobody").String()
	_, err = b.queries.SubWallets(b.Context(), &types.QuerySubWalletsRequest{Parent: nobody})
	requireCode(codes.NotFound, err)
	_, err = b.queries.Holds(b.Context(), &types.QueryHoldsRequest{Wallet: nobody})
	requireCode(codes.NotFound, err)
	_, err = b.queries.KeyReplacements(b.Context(), &types.QueryKeyReplacementsRequest{Wallet: "x"})
	requireCode(codes.InvalidArgument, err)
	_, err = b.queries.Estates(b.Context(), &types.QueryEstatesRequest{Wallet: nobody})
	requireCode(codes.NotFound, err)
}
