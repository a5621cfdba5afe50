package keeper

import (
	"context"
	"errors"

	"cosmossdk.io/collections"
	"cosmossdk.io/collections/indexes"

	"github.com/cosmos/cosmos-sdk/types/query"

	"github.com/dcep-consortium/dcepd/lookup"
	"github.com/dcep-consortium/dcepd/queries"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/offline/types"
)

var _ types.QueryServer = queryServer{}

// queryServer answers with NotFound, InvalidArgument or Internal, and nothing else.
type queryServer struct{ keeper *Keeper }

// NewQueryServer serves the module's queries.
func NewQueryServer(keeper *Keeper) types.QueryServer { return queryServer{keeper} }

// Device implements types.QueryServer.
func (s queryServer) Device(ctx context.Context, request *types.QueryDeviceRequest) (response *types.QueryDeviceResponse, err error) {
	defer failures.ToStatus(&err)
	id, err := types.ParseDeviceID(request.DeviceId)
	if err != nil {
		return nil, err
	}
	device, err := s.keeper.device(ctx, id)
	if err != nil {
		return nil, err
	}
	response = &types.QueryDeviceResponse{Device: asOfNow(ctx, device)}
	if s.keeper.products != nil {
		response.ProductStatus, err = s.keeper.products.ProductStatus(ctx, device.ProductCertificate)
	}
	return response, err
}

// DevicesByWallet implements types.QueryServer.
func (s queryServer) DevicesByWallet(
	ctx context.Context, request *types.QueryDevicesByWalletRequest,
) (response *types.QueryDevicesByWalletResponse, err error) {
	defer failures.ToStatus(&err)
	wallet, err := consortiumtypes.ParseAddress(request.Wallet)
	if err != nil {
		return nil, err
	}
	devices, page, err := s.devicesUnder(ctx, s.keeper.devices.Indexes.byWallet, consortiumtypes.FormatAddress(wallet), request.Pagination)
	if err != nil {
		return nil, err
	}
	return &types.QueryDevicesByWalletResponse{Devices: devices, Pagination: page}, nil
}

// DevicesByOperator implements types.QueryServer.
func (s queryServer) DevicesByOperator(
	ctx context.Context, request *types.QueryDevicesByOperatorRequest,
) (response *types.QueryDevicesByOperatorResponse, err error) {
	defer failures.ToStatus(&err)
	member, err := s.member(ctx, request.OperatorId)
	if err != nil {
		return nil, err
	}
	devices, page, err := s.devicesUnder(ctx, s.keeper.devices.Indexes.byOperator, member, request.Pagination)
	if err != nil {
		return nil, err
	}
	return &types.QueryDevicesByOperatorResponse{Devices: devices, Pagination: page}, nil
}

func (s queryServer) devicesUnder(
	ctx context.Context, index *indexes.Multi[string, string, types.Device], name string, page *query.PageRequest,
) ([]types.Device, *query.PageResponse, error) {
	return queries.Page(ctx, index, page,
		func(key collections.Pair[string, string], _ collections.NoValue) (types.Device, error) {
			device, err := s.keeper.device(ctx, key.K2())
			return asOfNow(ctx, device), err
		},
		queries.Under[string, string](name))
}

// DeviceIssuers implements types.QueryServer.
func (s queryServer) DeviceIssuers(
	ctx context.Context, request *types.QueryDeviceIssuersRequest,
) (response *types.QueryDeviceIssuersResponse, err error) {
	defer failures.ToStatus(&err)
	issuers, page, err := queries.Page(ctx, s.keeper.issuers, request.Pagination, queries.Itself[issuerKey, types.DeviceIssuer])
	if err != nil {
		return nil, err
	}
	return &types.QueryDeviceIssuersResponse{Issuers: issuers, Pagination: page}, nil
}

// Voucher implements types.QueryServer.
func (s queryServer) Voucher(ctx context.Context, request *types.QueryVoucherRequest) (response *types.QueryVoucherResponse, err error) {
	defer failures.ToStatus(&err)
	id, err := types.ParseVoucherID(request.VoucherId)
	if err != nil {
		return nil, err
	}
	key, err := s.keeper.vouchers.Indexes.byID.MatchExact(ctx, id)
	if errors.Is(err, collections.ErrNotFound) {
		return nil, types.ErrVoucherNotFound.Wrapf("%s", request.VoucherId)
	}
	if err != nil {
		return nil, err
	}
	voucher, err := s.keeper.vouchers.Get(ctx, key)
	if err != nil {
		return nil, err
	}
	return &types.QueryVoucherResponse{Voucher: voucher}, nil
}

// Vouchers implements types.QueryServer.
func (s queryServer) Vouchers(ctx context.Context, request *types.QueryVouchersRequest) (response *types.QueryVouchersResponse, err error) {
	defer failures.ToStatus(&err)
	id, err := types.ParseDeviceID(request.DeviceId)
	if err != nil {
		return nil, err
	}
	vouchers, page, err := queries.Page(ctx, s.keeper.vouchers, request.Pagination, queries.Itself[voucherKey, types.Voucher],
		queries.Beginning(collections.TriplePrefix[string, uint64, []byte](id)))
	if err != nil {
		return nil, err
	}
	return &types.QueryVouchersResponse{Vouchers: vouchers, Pagination: page}, nil
}

// DoubleSpends implements types.QueryServer.
func (s queryServer) DoubleSpends(
	ctx context.Context, request *types.QueryDoubleSpendsRequest,
) (response *types.QueryDoubleSpendsResponse, err error) {
	defer failures.ToStatus(&err)
	of := queries.Whole[proofKey]()
	if request.DeviceId != "" {
		id, err := types.ParseDeviceID(request.DeviceId)
		if err != nil {
			return nil, err
		}
		of = queries.Under[string, []byte](id)
	}
	proofs, page, err := queries.Page(ctx, s.keeper.doubleSpends, request.Pagination, queries.Itself[proofKey, types.DoubleSpend], of)
	if err != nil {
		return nil, err
	}
	return &types.QueryDoubleSpendsResponse{DoubleSpends: proofs, Pagination: page}, nil
}

// Claims implements types.QueryServer.
func (s queryServer) Claims(ctx context.Context, request *types.QueryClaimsRequest) (response *types.QueryClaimsResponse, err error) {
	defer failures.ToStatus(&err)
	of := queries.Whole[collections.Pair[string, []byte]]()
	if request.OperatorId != "" {
		member, err := s.member(ctx, request.OperatorId)
		if err != nil {
			return nil, err
		}
		of = queries.Under[string, []byte](member)
	}
	claims, page, err := queries.Page(ctx, s.keeper.claims.Indexes.byOperator, request.Pagination,
		func(key collections.Pair[string, []byte], _ collections.NoValue) (types.Claim, error) {
			return s.keeper.claim(ctx, key.K2())
		}, of)
	if err != nil {
		return nil, err
	}
	return &types.QueryClaimsResponse{Claims: claims, Pagination: page}, nil
}

// Surplus implements types.QueryServer.
func (s queryServer) Surplus(ctx context.Context, request *types.QuerySurplusRequest) (response *types.QuerySurplusResponse, err error) {
	defer failures.ToStatus(&err)
	wallet, err := consortiumtypes.ParseAddress(request.Wallet)
	if err != nil {
		return nil, err
	}
	surplus, _, err := lookup.Maybe(ctx, s.keeper.surpluses, wallet)
	if err != nil {
		return nil, err
	}
	surplus.Wallet = consortiumtypes.FormatAddress(wallet)
	return &types.QuerySurplusResponse{Surplus: surplus}, nil
}

// Params implements types.QueryServer.
func (s queryServer) Params(ctx context.Context, _ *types.QueryParamsRequest) (response *types.QueryParamsResponse, err error) {
	defer failures.ToStatus(&err)
	params, err := s.keeper.params.Get(ctx)
	if err != nil {
		return nil, err
	}
	return &types.QueryParamsResponse{Params: params}, nil
}

// member reads the id of somebody who is in the consortium, or was.
func (s queryServer) member(ctx context.Context, memberID string) (string, error) {
	id, err := currencytypes.ParseMemberID(memberID)
	if err != nil {
		return "", err
	}
	member, err := s.keeper.consortium.Member(ctx, id.String())
	return member.Id, err
}

// asOfNow shows the status that deadlines have made of a device.
func asOfNow(ctx context.Context, device types.Device) types.Device {
	device.Status = device.StatusAt(momentOf(ctx).time)
	return device
}

var failures = queries.Failures{
	NotFound: []error{
		consortiumtypes.ErrMemberNotFound, types.ErrDeviceNotFound, types.ErrVoucherNotFound,
	},
	InvalidArgument: []error{
		consortiumtypes.ErrInvalidAddress, currencytypes.ErrIdentifier, types.ErrIdentifier,
	},
}
