package types_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

func profile(operator string) types.WalletProfile {
	return types.WalletProfile{
		OperatorId: operator, Kind: types.WALLET_KIND_PERSONAL, Region: "440300", CustomerRef: bytes.Repeat([]byte{7}, 32),
		Carrier: types.CARRIER_APP, OpenedAt: noon,
	}
}

func TestProfileCheck(t *testing.T) {
	require.NoError(t, profile("icbc-sz").Check())
	merchant := profile("icbc-sz")
	merchant.MerchantScenario = types.SCENARIO_MEDICAL
	require.NoError(t, merchant.Check())

	for name, test := range map[string]struct {
		spoil func(*types.WalletProfile)
		error error
	}{
		"operator":                {func(p *types.WalletProfile) { p.OperatorId = "-a" }, types.ErrIdentifier},
		"no kind":                 {func(p *types.WalletProfile) { p.Kind = 0 }, types.ErrWalletProfile},
		"unknown kind":            {func(p *types.WalletProfile) { p.Kind = 4 }, types.ErrWalletProfile},
		"sub without parent":      {func(p *types.WalletProfile) { p.Kind = types.WALLET_KIND_SUB }, types.ErrWalletProfile},
		"parent of no sub":        {func(p *types.WalletProfile) { p.Parent = text(1) }, types.ErrWalletProfile},
		"partner":                 {func(p *types.WalletProfile) { p.CarrierPartner = "-a" }, types.ErrIdentifier},
		"certificate":             {func(p *types.WalletProfile) { p.ProductCertificate = " " }, types.ErrIdentifier},
		"terminal of no merchant": {func(p *types.WalletProfile) { p.TerminalId = "T-1" }, types.ErrWalletProfile},
		"region":                  {func(p *types.WalletProfile) { p.Region = "990000" }, types.ErrIdentifier},
		"short customer":          {func(p *types.WalletProfile) { p.CustomerRef = p.CustomerRef[1:] }, types.ErrWalletProfile},
		"long customer":           {func(p *types.WalletProfile) { p.CustomerRef = append(p.CustomerRef, 1) }, types.ErrWalletProfile},
		"no carrier":              {func(p *types.WalletProfile) { p.Carrier = 0 }, types.ErrWalletProfile},
		"unknown carrier":         {func(p *types.WalletProfile) { p.Carrier = 5 }, types.ErrWalletProfile},
		"unknown scenario":        {func(p *types.WalletProfile) { p.MerchantScenario = 10 }, types.ErrWalletProfile},
	} {
		spoiled := profile("icbc-sz")
		test.spoil(&spoiled)
		require.ErrorIs(t, spoiled.Check(), test.error, name)
	}
}

func TestParseWalletClass(t *testing.T) {
	for number := range types.WalletClass_name {
		_, err := types.ParseWalletClass(types.WalletClass(number))
		if number == 0 {
			require.ErrorIs(t, err, types.ErrWalletProfile)
			continue
		}
		require.NoError(t, err)
	}
	_, err := types.ParseWalletClass(5)
	require.ErrorIs(t, err, types.ErrWalletProfile)
}

func TestWalletRoundTrip(t *testing.T) {
	account := fullAccount()
	wallet := types.NewWallet(address(1), account, profile("icbc-sz"))
	account.OldestPayment, account.Marks = 0, 0
	gotAddress, gotAccount, err := wallet.Parse()
	require.NoError(t, err)
	require.Equal(t, address(1), gotAddress)
	require.Equal(t, account, gotAccount)

	for name, test := range map[string]struct {
		spoil func(*types.Wallet)
		error error
	}{
		"address":  {func(w *types.Wallet) { w.Address = "dcep1" }, consortiumtypes.ErrInvalidAddress},
		"day":      {func(w *types.Wallet) { w.Day = "2019" }, types.ErrDay},
		"key type": {func(w *types.Wallet) { w.KeyType = "sm2" }, types.ErrRecord},
		"no key":   {func(w *types.Wallet) { w.KeyType = "" }, types.ErrRecord},
		"class":    {func(w *types.Wallet) { w.Class = 0 }, types.ErrRecord},
		"usage":    {func(w *types.Wallet) { w.DayPaidFen = w.YearPaidFen + 1 }, types.ErrRecord},
	} {
		spoiled := wallet
		test.spoil(&spoiled)
		_, _, err := spoiled.Parse()
		require.ErrorIs(t, err, test.error, name)
	}
}

func TestWalletAddressIsNotTheConsortiums(t *testing.T) {
	authority, err := consortiumtypes.ParseAddress(consortiumtypes.Authority)
	require.NoError(t, err)
	require.ErrorIs(t, types.CheckWalletAddress(authority), types.ErrWalletAddress)
	require.NoError(t, types.CheckWalletAddress(address(1)))
}
