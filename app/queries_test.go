package app_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/cosmos/cosmos-sdk/baseapp"
	sdk "github.com/cosmos/cosmos-sdk/types"
	authtypes "github.com/cosmos/cosmos-sdk/x/auth/types"
	banktypes "github.com/cosmos/cosmos-sdk/x/bank/types"

	"github.com/dcep-consortium/dcepd/testutil"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// fund opens a wallet of class I with an amount in fen.
func fund(chain *testutil.Chain, holder testutil.Actor, fen uint64) {
	teller := testutil.Officer("icbc-sz", "teller")
	chain.MustSend(&currency.MsgRequestIssuance{
		Treasurer: testutil.Officer("icbc-sz", "treasurer").String(), Id: holder.Name, AmountFen: fen, ReserveReference: "RTGS " + holder.Name,
	})
	chain.MustSend(&currency.MsgApproveIssuance{Officer: testutil.Officer("pboc", "issuer").String(), MemberId: "icbc-sz", Id: holder.Name})
	chain.MustSend(&currency.MsgOpenWallet{
		Teller: teller.String(), Address: holder.String(), Class: currency.WALLET_CLASS_I, Kind: currency.WALLET_KIND_PERSONAL,
		Region: "440300", CustomerRef: make([]byte, 32), Carrier: currency.CARRIER_APP,
	})
	chain.MustSend(&currency.MsgExchangeOut{Teller: teller.String(), Wallet: holder.String(), AmountFen: fen, Reference: holder.Name})
}

func TestCosmosToolsReadWallets(t *testing.T) {
	chain := testutil.New(t)
	alice, bob := testutil.NewActor("alice"), testutil.NewActor("bob")
	fund(chain, alice, 500_00)
	fund(chain, bob, 100_00)
	chain.NextBlock()
	result := chain.Deliver(alice, &currency.MsgPay{Payer: alice.String(), Payee: bob.String(), AmountFen: 20_00})
	require.Zero(t, result.Code, result.Log)

	conn := baseapp.NewQueryServerTestHelper(chain.Context(), chain.App.InterfaceRegistry())
	conn.GRPCQueryRouter = chain.App.GRPCQueryRouter()
	conn.Ctx = chain.Context()
	bank := banktypes.NewQueryClient(conn)

	balance, err := bank.Balance(t.Context(), &banktypes.QueryBalanceRequest{Address: alice.String(), Denom: "fen"})
	require.NoError(t, err)
	require.Equal(t, sdk.NewInt64Coin("fen", 480_00), *balance.Balance)
	supply, err := bank.SupplyOf(t.Context(), &banktypes.QuerySupplyOfRequest{Denom: "fen"})
	require.NoError(t, err)
	require.Equal(t, sdk.NewInt64Coin("fen", 600_00), supply.Amount)

	auth := authtypes.NewQueryClient(conn)
	info, err := auth.AccountInfo(t.Context(), &authtypes.QueryAccountInfoRequest{Address: alice.String()})
	require.NoError(t, err)
	require.Equal(t, uint64(1), info.Info.Sequence)
	require.Zero(t, info.Info.AccountNumber)
	officer, err := auth.AccountInfo(t.Context(), &authtypes.QueryAccountInfoRequest{
		Address: testutil.Officer("icbc-sz", "teller").String(),
	})
	require.NoError(t, err)
	require.Equal(t, testutil.Officer("icbc-sz", "teller").String(), officer.Info.Address)
}
