package app

import (
	"context"
	"errors"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"cosmossdk.io/math"

	codectypes "github.com/cosmos/cosmos-sdk/codec/types"
	"github.com/cosmos/cosmos-sdk/crypto/keys/secp256k1"
	sdk "github.com/cosmos/cosmos-sdk/types"
	"github.com/cosmos/cosmos-sdk/types/module"
	"github.com/cosmos/cosmos-sdk/x/auth"
	authkeeper "github.com/cosmos/cosmos-sdk/x/auth/keeper"
	authtypes "github.com/cosmos/cosmos-sdk/x/auth/types"
	banktypes "github.com/cosmos/cosmos-sdk/x/bank/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencykeeper "github.com/dcep-consortium/dcepd/x/currency/keeper"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// authModule is the SDK's auth module, except that its account queries also
// answer for wallets: every Cosmos client asks there for sequence and key before it signs.
type authModule struct {
	auth.AppModule
	accounts authkeeper.AccountKeeper
	currency *currencykeeper.Keeper
}

// RegisterServices registers the auth module's messages and the extended queries.
func (m authModule) RegisterServices(configurator module.Configurator) {
	authtypes.RegisterMsgServer(configurator.MsgServer(), authkeeper.NewMsgServerImpl(m.accounts))
	authtypes.RegisterQueryServer(configurator.QueryServer(), accountQueries{
		QueryServer: authkeeper.NewQueryServer(m.accounts),
		currency:    m.currency,
	})
}

type accountQueries struct {
	authtypes.QueryServer
	currency *currencykeeper.Keeper
}

// Account answers for officers from the auth module and for wallets from the ledger.
func (q accountQueries) Account(ctx context.Context, req *authtypes.QueryAccountRequest) (*authtypes.QueryAccountResponse, error) {
	account, err := q.wallet(ctx, req.Address)
	if err != nil {
		return nil, err
	}
	if account == nil {
		return q.QueryServer.Account(ctx, req)
	}
	packed, err := codectypes.NewAnyWithValue(account)
	if err != nil {
		return nil, status.Error(codes.Internal, err.Error())
	}
	return &authtypes.QueryAccountResponse{Account: packed}, nil
}

// AccountInfo is Account in a form without an Any.
func (q accountQueries) AccountInfo(
	ctx context.Context, req *authtypes.QueryAccountInfoRequest,
) (*authtypes.QueryAccountInfoResponse, error) {
	account, err := q.wallet(ctx, req.Address)
	if err != nil {
		return nil, err
	}
	if account == nil {
		return q.QueryServer.AccountInfo(ctx, req)
	}
	return &authtypes.QueryAccountInfoResponse{Info: account}, nil
}

// wallet returns the wallet as an account, or nil when the address has none.
func (q accountQueries) wallet(ctx context.Context, text string) (*authtypes.BaseAccount, error) {
	address, err := consortiumtypes.AddressCodec.StringToBytes(text)
	if err != nil {
		return nil, status.Errorf(codes.InvalidArgument, "address %q: %s", text, err)
	}
	record, err := q.currency.Account(ctx, address)
	if errors.Is(err, currencytypes.ErrWalletNotFound) {
		return nil, nil //nolint:nilnil // no wallet and no error: the auth module answers
	}
	if err != nil {
		return nil, status.Error(codes.Internal, err.Error())
	}
	account := &authtypes.BaseAccount{Address: text, Sequence: record.Sequence}
	if len(record.PublicKey) > 0 {
		if err := account.SetPubKey(&secp256k1.PubKey{Key: record.PublicKey}); err != nil {
			return nil, status.Error(codes.Internal, err.Error())
		}
	}
	return account, nil
}

// balanceQueries answers the read queries of the bank module from the ledger, so
// that wallets and explorers of the Cosmos world show digital yuan. There is no bank module.
type balanceQueries struct {
	*banktypes.UnimplementedQueryServer
	currency *currencykeeper.Keeper
}

// Balance returns the fen of a wallet; zero of any other denomination and for any other address.
func (q balanceQueries) Balance(ctx context.Context, req *banktypes.QueryBalanceRequest) (*banktypes.QueryBalanceResponse, error) {
	coin, err := q.balance(ctx, req.Address, req.Denom)
	if err != nil {
		return nil, err
	}
	return &banktypes.QueryBalanceResponse{Balance: &coin}, nil
}

// AllBalances returns the fen of a wallet.
func (q balanceQueries) AllBalances(
	ctx context.Context, req *banktypes.QueryAllBalancesRequest,
) (*banktypes.QueryAllBalancesResponse, error) {
	coin, err := q.balance(ctx, req.Address, BaseDenom)
	if err != nil {
		return nil, err
	}
	return &banktypes.QueryAllBalancesResponse{Balances: sdk.NewCoins(coin)}, nil
}

// SpendableBalances returns the fen of a wallet.
func (q balanceQueries) SpendableBalances(
	ctx context.Context, req *banktypes.QuerySpendableBalancesRequest,
) (*banktypes.QuerySpendableBalancesResponse, error) {
	coin, err := q.balance(ctx, req.Address, BaseDenom)
	if err != nil {
		return nil, err
	}
	return &banktypes.QuerySpendableBalancesResponse{Balances: sdk.NewCoins(coin)}, nil
}

// SpendableBalanceByDenom returns the fen of a wallet.
func (q balanceQueries) SpendableBalanceByDenom(
	ctx context.Context, req *banktypes.QuerySpendableBalanceByDenomRequest,
) (*banktypes.QuerySpendableBalanceByDenomResponse, error) {
	coin, err := q.balance(ctx, req.Address, req.Denom)
	if err != nil {
		return nil, err
	}
	return &banktypes.QuerySpendableBalanceByDenomResponse{Balance: &coin}, nil
}

// TotalSupply returns all digital yuan in circulation.
func (q balanceQueries) TotalSupply(
	ctx context.Context, _ *banktypes.QueryTotalSupplyRequest,
) (*banktypes.QueryTotalSupplyResponse, error) {
	coin, err := q.supply(ctx, BaseDenom)
	if err != nil {
		return nil, err
	}
	return &banktypes.QueryTotalSupplyResponse{Supply: sdk.NewCoins(coin)}, nil
}

// SupplyOf returns all digital yuan in circulation; zero of any other denomination.
func (q balanceQueries) SupplyOf(ctx context.Context, req *banktypes.QuerySupplyOfRequest) (*banktypes.QuerySupplyOfResponse, error) {
	coin, err := q.supply(ctx, req.Denom)
	if err != nil {
		return nil, err
	}
	return &banktypes.QuerySupplyOfResponse{Amount: coin}, nil
}

// DenomMetadata describes the digital yuan.
func (q balanceQueries) DenomMetadata(
	_ context.Context, req *banktypes.QueryDenomMetadataRequest,
) (*banktypes.QueryDenomMetadataResponse, error) {
	if req.Denom != BaseDenom {
		return nil, status.Errorf(codes.NotFound, "denomination %q", req.Denom)
	}
	return &banktypes.QueryDenomMetadataResponse{Metadata: yuanMetadata()}, nil
}

// DenomMetadataByQueryString is DenomMetadata for REST clients with denominations that do not fit a path.
func (q balanceQueries) DenomMetadataByQueryString(
	ctx context.Context, req *banktypes.QueryDenomMetadataByQueryStringRequest,
) (*banktypes.QueryDenomMetadataByQueryStringResponse, error) {
	response, err := q.DenomMetadata(ctx, &banktypes.QueryDenomMetadataRequest{Denom: req.Denom})
	if err != nil {
		return nil, err
	}
	return &banktypes.QueryDenomMetadataByQueryStringResponse{Metadata: response.Metadata}, nil
}

// DenomsMetadata describes the only denomination there is.
func (q balanceQueries) DenomsMetadata(
	context.Context, *banktypes.QueryDenomsMetadataRequest,
) (*banktypes.QueryDenomsMetadataResponse, error) {
	return &banktypes.QueryDenomsMetadataResponse{Metadatas: []banktypes.Metadata{yuanMetadata()}}, nil
}

func yuanMetadata() banktypes.Metadata {
	return banktypes.Metadata{
		Name: "Digital yuan", Symbol: "e-CNY", Base: BaseDenom, Display: DisplayDenom,
		Description: "Digital currency of the People's Bank of China (DC/EP)",
		DenomUnits:  []*banktypes.DenomUnit{{Denom: BaseDenom}, {Denom: DisplayDenom, Exponent: 2}},
	}
}

func (q balanceQueries) balance(ctx context.Context, text, denom string) (sdk.Coin, error) {
	if denom == "" {
		return sdk.Coin{}, status.Error(codes.InvalidArgument, "denomination is empty")
	}
	address, err := consortiumtypes.AddressCodec.StringToBytes(text)
	if err != nil {
		return sdk.Coin{}, status.Errorf(codes.InvalidArgument, "address %q: %s", text, err)
	}
	zero := sdk.Coin{Denom: denom, Amount: math.ZeroInt()}
	if denom != BaseDenom {
		return zero, nil
	}
	record, err := q.currency.Account(ctx, address)
	if errors.Is(err, currencytypes.ErrWalletNotFound) {
		return zero, nil
	}
	if err != nil {
		return sdk.Coin{}, status.Error(codes.Internal, err.Error())
	}
	return sdk.Coin{Denom: denom, Amount: math.NewIntFromUint64(uint64(record.Balance))}, nil
}

func (q balanceQueries) supply(ctx context.Context, denom string) (sdk.Coin, error) {
	if denom != BaseDenom {
		return sdk.Coin{Denom: denom, Amount: math.ZeroInt()}, nil
	}
	supply, err := q.currency.Supply(ctx)
	if err != nil {
		return sdk.Coin{}, status.Error(codes.Internal, err.Error())
	}
	return sdk.Coin{Denom: denom, Amount: math.NewIntFromUint64(supply.IssuedFen - supply.BurnedFen)}, nil
}
