package keeper_test

import (
	"context"
	"encoding/hex"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

func (b *bank) customer(of testutil.Actor) types.Customer {
	b.t.Helper()
	profile := b.view(of).Wallet.Profile
	response, err := b.queries.Customer(b.Context(), &types.QueryCustomerRequest{
		OperatorId: profile.OperatorId, CustomerRef: hex.EncodeToString(profile.CustomerRef),
	})
	require.NoError(b.t, err)
	return response.Customer
}

func updateWallet(wallet testutil.Actor) *types.MsgUpdateWallet {
	return &types.MsgUpdateWallet{
		Teller: teller.String(), Wallet: wallet.String(), Region: "320500", Carrier: types.CARRIER_SIM, CarrierPartner: "china-mobile",
		ProductCertificate: "CERT-1", MerchantScenario: types.SCENARIO_MEDICAL, TerminalId: "T-1", TerminalCertificate: "CERT-2",
	}
}

func changeClass(wallet testutil.Actor, class types.WalletClass) *types.MsgChangeWalletClass {
	return &types.MsgChangeWalletClass{Teller: teller.String(), Wallet: wallet.String(), Class: class}
}

func TestUpdateWallet(t *testing.T) {
	b := newBank(t)
	alice := b.wallet("alice", types.WALLET_CLASS_IV)
	want := b.view(alice).Wallet
	require.Equal(t, &types.EventWalletUpdated{Address: alice.String(), Officer: teller.String()}, b.do(updateWallet(alice)))
	want.Profile.Region, want.Profile.Carrier, want.Profile.CarrierPartner = "320500", types.CARRIER_SIM, "china-mobile"
	want.Profile.ProductCertificate, want.Profile.MerchantScenario = "CERT-1", types.SCENARIO_MEDICAL
	want.Profile.TerminalId, want.Profile.TerminalCertificate = "T-1", "CERT-2"
	require.Equal(t, want, b.view(alice).Wallet)

	for name, test := range map[string]struct {
		spoil func(*types.MsgUpdateWallet)
		error error
		text  string
	}{
		"region":   {func(m *types.MsgUpdateWallet) { m.Region = "1" }, types.ErrIdentifier, "region"},
		"carrier":  {func(m *types.MsgUpdateWallet) { m.Carrier = 9 }, types.ErrWalletProfile, "carrier 9"},
		"partner":  {func(m *types.MsgUpdateWallet) { m.CarrierPartner = "China Mobile" }, types.ErrIdentifier, "member id"},
		"terminal": {func(m *types.MsgUpdateWallet) { m.MerchantScenario = 0 }, types.ErrWalletProfile, "only a merchant"},
		"unknown":  {func(m *types.MsgUpdateWallet) { m.Wallet = teller.String() }, types.ErrWalletNotFound, teller.String()},
		"foreign": {
			func(m *types.MsgUpdateWallet) { m.Teller = testutil.Officer(abc, "teller").String() },
			types.ErrNotOperator, "operator is icbc-sz, not abc-sz",
		},
		"treasurer": {func(m *types.MsgUpdateWallet) { m.Teller = treasurer.String() }, app.ErrNotPermitted, "MsgUpdateWallet"},
	} {
		t.Run(name, func(t *testing.T) {
			b.t = t
			msg := updateWallet(alice)
			test.spoil(msg)
			b.refuse(msg, test.error, test.text)
		})
	}
	b.t = t
	b.do(closeWallet(alice))
	b.refuse(updateWallet(alice), types.ErrWalletClosed, alice.String())
}

// products certifies what is in it, for one use each, and platforms but that of one operator.
type products struct {
	certified map[string]types.ProductUse
	unfit     string
}

func (p products) CheckProduct(_ context.Context, _, certificate string, use types.ProductUse) error {
	if certificate != "" && p.certified[certificate] != use {
		return types.ErrWalletProfile.Wrapf("certificate %s for %s", certificate, use)
	}
	return nil
}

func (p products) CheckPlatform(_ context.Context, operatorID string) error {
	if operatorID == p.unfit {
		return types.ErrWalletProfile.Wrapf("platform of %s", operatorID)
	}
	return nil
}

func (p products) ProductStatus(_ context.Context, certificate string) (string, error) {
	if _, certified := p.certified[certificate]; certified {
		return "valid", nil
	}
	return "withdrawn", nil
}

func TestProductsAreCertified(t *testing.T) {
	b := newBank(t)
	certified := map[string]types.ProductUse{
		"CERT-1": types.ProductCarrier, "CERT-2": types.ProductTerminal, "CERT-4": types.ProductClientSoftware,
	}
	b.keeper.SetProducts(products{certified: certified})
	alice, bob, child := b.wallet("alice", types.WALLET_CLASS_IV), testutil.NewActor("bob"), testutil.NewActor("child")
	msg := openWallet(bob, types.WALLET_CLASS_IV)
	msg.ProductCertificate = "CERT-1"
	b.refuse(msg, types.ErrWalletProfile, "certificate CERT-1 for client software")
	msg.Carrier, msg.ProductCertificate = types.CARRIER_SIM, "CERT-2"
	b.refuse(msg, types.ErrWalletProfile, "certificate CERT-2 for carrier")
	msg.ProductCertificate = "CERT-1"
	b.do(msg)
	require.Equal(t, "valid", b.view(bob).ProductStatus)
	require.Empty(t, b.view(bob).TerminalStatus)
	sub := openSub(alice, child, 1)
	sub.Carrier, sub.ProductCertificate = types.CARRIER_APP, "CERT-3"
	b.refuse(sub, types.ErrWalletProfile, "certificate CERT-3 for client software")
	sub.ProductCertificate = "CERT-4"
	b.do(sub)
	update := updateWallet(alice)
	update.TerminalCertificate = "CERT-1"
	b.refuse(update, types.ErrWalletProfile, "certificate CERT-1 for terminal")
	b.do(updateWallet(alice))
	delete(certified, "CERT-1")
	require.Equal(t, "withdrawn", b.view(bob).ProductStatus, "it shows on wallets that are there")
	moved := updateWallet(alice)
	moved.Region = "110100"
	b.do(moved)
	require.Equal(t, "110100", b.view(alice).Wallet.Profile.Region, "what is on record does not stop the rest")
	b.refuse(updateWallet(b.wallet("carol", types.WALLET_CLASS_IV)), types.ErrWalletProfile, "certificate CERT-1 for carrier")
	b.keeper.SetProducts(products{unfit: icbc})
	b.refuse(openWallet(testutil.NewActor("dora"), types.WALLET_CLASS_IV), types.ErrWalletProfile, "platform of icbc-sz")
}

func TestChangeWalletClass(t *testing.T) {
	b := newBank(t)
	b.updateParams(func(p *types.Params) { p.ClassLimits[2].WalletsPerCustomer = 1 })
	alice, child := b.wallet("alice", types.WALLET_CLASS_IV), testutil.NewActor("child")
	b.do(openSub(alice, child, 30))
	require.Equal(t, &types.EventWalletClassChanged{
		Address: alice.String(), From: types.WALLET_CLASS_IV, To: types.WALLET_CLASS_III, Officer: teller.String(),
	}, b.do(changeClass(alice, types.WALLET_CLASS_III)))
	require.Equal(t, types.WALLET_CLASS_III, b.account(alice).Class)
	require.Equal(t, types.WALLET_CLASS_III, b.account(child).Class)
	require.Equal(t, uint64(14_000*yuan), b.view(alice).Limits.BalanceFen)
	require.Equal(t, uint64(6_000*yuan), b.view(child).Limits.BalanceFen)
	require.Equal(t, []uint32{0, 0, 1, 0}, b.customer(alice).Wallets)

	second := openWallet(testutil.NewActor("second"), types.WALLET_CLASS_IV)
	second.CustomerRef = b.view(alice).Wallet.Profile.CustomerRef
	b.do(second)
	b.refuse(changeClass(testutil.NewActor("second"), types.WALLET_CLASS_III), types.ErrWalletCount, "wallets of class III: limit 1, has 1")
	b.refuse(changeClass(alice, types.WALLET_CLASS_III), types.ErrWalletClass, "is of class III")
	b.refuse(changeClass(child, types.WALLET_CLASS_I), types.ErrSubWallet, "is a sub-wallet of "+alice.String())
	b.refuse(changeClass(alice, 0), types.ErrWalletProfile, "class 0")
	b.refuse(changeClass(testutil.NewActor("nobody"), 1), types.ErrWalletNotFound, testutil.NewActor("nobody").String())
	foreign := changeClass(alice, types.WALLET_CLASS_I)
	foreign.Teller = testutil.Officer(abc, "teller").String()
	b.refuse(foreign, types.ErrNotOperator, "operator is icbc-sz, not abc-sz")
	b.do(changeClass(alice, types.WALLET_CLASS_I))
	b.do(changeClass(testutil.NewActor("second"), types.WALLET_CLASS_III))
	require.Equal(t, []uint32{1, 0, 1, 0}, b.customer(alice).Wallets)
	b.do(closeWallet(testutil.NewActor("second")))
	b.refuse(changeClass(testutil.NewActor("second"), types.WALLET_CLASS_II), types.ErrWalletClosed, testutil.NewActor("second").String())
}

func TestLimitsOfAWallet(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 10_000*yuan)
	alice, child, bob := b.funded("alice", types.WALLET_CLASS_IV, 4_000*yuan), testutil.NewActor("child"), b.wallet("bob", types.WALLET_CLASS_IV)
	own := &types.MsgSetOwnerLimits{Holder: alice.String(), Limits: types.Limits{SingleFen: 100 * yuan, DayFen: 300 * yuan}}
	require.Equal(t, &types.EventLimitsSet{Address: alice.String(), By: alice.String()}, b.do(own))
	operators := &types.MsgSetOperatorLimits{
		Officer: compliance.String(), Wallet: alice.String(), Limits: types.Limits{SingleFen: 200 * yuan, DayFen: 250 * yuan, BalanceFen: 4_100 * yuan},
	}
	require.Equal(t, &types.EventLimitsSet{Address: alice.String(), By: compliance.String()}, b.do(operators))
	view := b.view(alice)
	require.Equal(t, types.Limits{BalanceFen: 4_100 * yuan, SingleFen: 100 * yuan, DayFen: 250 * yuan, YearFen: 50_000 * yuan}, view.Limits)
	require.Equal(t, types.WalletLimits{Wallet: alice.String(), Owner: own.Limits, Operator: operators.Limits, SharePercent: 100}, view.WalletLimits)
	b.refuse(pay(alice, bob, 100*yuan+1), types.ErrSingleLimit, "single limit 100.00 yuan")
	b.do(pay(alice, bob, 100*yuan))
	b.do(pay(alice, bob, 100*yuan))
	b.refuse(pay(alice, bob, 50*yuan+1), types.ErrDayLimit, "daily limit 250.00 yuan, used 200.00 yuan")
	b.refuse(exchangeOut(alice, 300*yuan+1, "OUT-2"), types.ErrBalanceLimit, "balance limit 4,100.00 yuan")

	b.do(openSub(alice, child, 1))
	b.refuse(&types.MsgSetOwnerLimits{Holder: child.String()}, types.ErrSubWallet, "is a sub-wallet of "+alice.String())
	b.refuse(&types.MsgSetOwnerLimits{Holder: bob.String(), Wallet: child.String()}, types.ErrSubWallet, "is no sub-wallet of "+bob.String())
	b.do(&types.MsgSetOwnerLimits{Holder: alice.String(), Wallet: child.String(), Limits: types.Limits{SingleFen: 20 * yuan}})
	require.Equal(t, uint64(20*yuan), b.view(child).Limits.SingleFen)

	own.Limits = types.Limits{SingleFen: 150}
	b.refuse(own, types.ErrLimits, "single_fen is 1.50 yuan, must be whole yuan")
	operators.Limits = types.Limits{SingleFen: 2 * yuan, DayFen: yuan}
	b.refuse(operators, types.ErrLimits, "single_fen is 2.00 yuan, above day_fen of 1.00 yuan")
	operators.Limits = types.Limits{}
	foreign := *operators
	foreign.Officer = testutil.Officer(abc, "compliance").String()
	b.refuse(&foreign, types.ErrNotOperator, "operator is icbc-sz, not abc-sz")
	foreign.Officer = teller.String()
	b.refuse(&foreign, app.ErrNotPermitted, "MsgSetOperatorLimits")

	own.Limits = types.Limits{}
	b.do(own)
	b.do(operators)
	b.do(closeSub(alice, child))
	require.False(t, b.account(alice).Marks.Has(types.MarkLimited))
	require.Empty(t, b.export().WalletLimits, "without any bound there is no record")
	operators.Wallet = child.String()
	b.refuse(operators, types.ErrWalletClosed, child.String())
}

// A wallet that moved, or is now a merchant's, must show again that it takes part in the pilot; so must its sub-wallets.
func TestUpdatedWalletsInAPhase(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 1_000*yuan)
	phase := microPhase("P1", genesisDay, "2020-04-30")
	phase.Operators[1].MaxWallets = 2
	b.do(setPhase(phase))
	alice, child, third := b.funded("alice", types.WALLET_CLASS_IV, 100*yuan), testutil.NewActor("child"), testutil.NewActor("third")
	require.Equal(t, b.pilot().Pilot.Revision, b.account(alice).Admitted)
	b.do(openSub(alice, child, 10))
	b.refuse(openSub(alice, third, 10), types.ErrWalletCount, "operator icbc-sz: limit 2, open 2")
	b.do(pay(alice, child, 1))

	b.do(updateWallet(alice))
	require.Zero(t, b.account(alice).Admitted)
	b.refuse(pay(alice, child, 1), types.ErrNotAdmitted, "scenario SCENARIO_MEDICAL is not admitted")
	b.do(closeSub(alice, child))
	moved := updateWallet(alice)
	moved.Region = "110100"
	b.do(moved)
	b.refuse(openSub(alice, third, 10), types.ErrNotAdmitted, "region 110100 is not in")
}

// A sub-wallet is where its parent is, also when it was admitted before, or its own profile says another region.
func TestSubWalletMovesWithItsParent(t *testing.T) {
	b := newBank(t)
	b.issued(icbc, "ISS-1", 1_000*yuan)
	b.do(setPhase(microPhase("P1", genesisDay, "2020-04-30")))
	alice, bob := b.funded("alice", types.WALLET_CLASS_IV, 100*yuan), b.wallet("bob", types.WALLET_CLASS_IV)
	child := testutil.NewActor("child")
	b.do(openSub(alice, child, 10))
	b.do(pay(alice, child, 10))
	b.do(pay(child, bob, 1))

	move := func(wallet testutil.Actor, region string) *types.MsgUpdateWallet {
		msg := updateWallet(wallet)
		msg.Region, msg.MerchantScenario, msg.TerminalId, msg.TerminalCertificate = region, types.SCENARIO_UNSPECIFIED, "", ""
		return msg
	}
	b.do(move(alice, "110100"))
	b.refuse(pay(child, bob, 1), types.ErrNotAdmitted, "wallet "+child.String()+": region 110100 is not in 320500, 440300")
	b.do(move(child, "440300"))
	b.refuse(pay(child, bob, 1), types.ErrNotAdmitted, "region 110100 is not in")
	b.do(move(child, "110100"))
	b.do(move(alice, "440300"))
	b.do(pay(child, bob, 1))
}
