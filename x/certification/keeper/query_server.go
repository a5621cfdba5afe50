package keeper

import (
	"context"
	"time"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/queries"
	"github.com/dcep-consortium/dcepd/x/certification/types"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

var _ types.QueryServer = queryServer{}

// queryServer answers with NotFound, InvalidArgument or Internal, and nothing else.
type queryServer struct{ keeper *Keeper }

// NewQueryServer serves the module's queries.
func NewQueryServer(keeper *Keeper) types.QueryServer { return queryServer{keeper} }

var failures = queries.Failures{
	NotFound: []error{
		types.ErrRecognitionNotFound, types.ErrVendorNotFound, types.ErrApplicationNotFound, types.ErrCertificateNotFound,
	},
	InvalidArgument: []error{types.ErrIdentifier, types.ErrText, types.ErrFilter, consortiumtypes.ErrInvalidAddress},
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

// Editions implements types.QueryServer.
func (s queryServer) Editions(ctx context.Context, request *types.QueryEditionsRequest) (response *types.QueryEditionsResponse, err error) {
	defer failures.ToStatus(&err)
	editions, page, err := queries.Page(ctx, s.keeper.editions, request.Pagination, queries.Itself[string, types.Edition])
	if err != nil {
		return nil, err
	}
	return &types.QueryEditionsResponse{Editions: editions, Pagination: page}, nil
}

// Recognitions implements types.QueryServer.
func (s queryServer) Recognitions(
	ctx context.Context, request *types.QueryRecognitionsRequest,
) (response *types.QueryRecognitionsResponse, err error) {
	defer failures.ToStatus(&err)
	recognitions, page, err := queries.Page(ctx, s.keeper.recognitions, request.Pagination, queries.Itself[string, types.Recognition])
	if err != nil {
		return nil, err
	}
	return &types.QueryRecognitionsResponse{Recognitions: recognitions, Pagination: page}, nil
}

// Recognition implements types.QueryServer.
func (s queryServer) Recognition(
	ctx context.Context, request *types.QueryRecognitionRequest,
) (response *types.QueryRecognitionResponse, err error) {
	defer failures.ToStatus(&err)
	member, err := types.ParseMemberID(request.MemberId)
	if err != nil {
		return nil, err
	}
	recognition, err := s.keeper.Recognition(ctx, member.String())
	if err != nil {
		return nil, err
	}
	return &types.QueryRecognitionResponse{Recognition: recognition}, nil
}

// Vendor implements types.QueryServer.
func (s queryServer) Vendor(ctx context.Context, request *types.QueryVendorRequest) (response *types.QueryVendorResponse, err error) {
	defer failures.ToStatus(&err)
	vendor, err := s.vendor(ctx, request.Vendor)
	if err != nil {
		return nil, err
	}
	return &types.QueryVendorResponse{Vendor: vendor}, nil
}

// vendor reads a vendor by credit code or by address.
func (s queryServer) vendor(ctx context.Context, name string) (types.Vendor, error) {
	uscc, err := types.ParseVendor(name)
	if err == nil {
		return s.keeper.vendor(ctx, uscc.String())
	}
	address, addressErr := consortiumtypes.ParseAddress(name)
	if addressErr != nil {
		return types.Vendor{}, err
	}
	return s.keeper.VendorOfWallet(ctx, consortiumtypes.FormatAddress(address))
}

// Application implements types.QueryServer.
func (s queryServer) Application(
	ctx context.Context, request *types.QueryApplicationRequest,
) (response *types.QueryApplicationResponse, err error) {
	defer failures.ToStatus(&err)
	key, err := parseApplicationKey(request.Vendor, request.Reference)
	if err != nil {
		return nil, err
	}
	application, err := s.keeper.application(ctx, key)
	if err != nil {
		return nil, err
	}
	return &types.QueryApplicationResponse{Application: application}, nil
}

// Applications implements types.QueryServer.
func (s queryServer) Applications(
	ctx context.Context, request *types.QueryApplicationsRequest,
) (response *types.QueryApplicationsResponse, err error) {
	defer failures.ToStatus(&err)
	response = &types.QueryApplicationsResponse{}
	switch {
	case request.Vendor != "" && request.BodyId == "":
		vendor, err := s.vendor(ctx, request.Vendor)
		if err != nil {
			return nil, err
		}
		response.Applications, response.Pagination, err = queries.Page(ctx, s.keeper.applications, request.Pagination,
			queries.Itself[applicationKey, types.Application], queries.Under[string, string](vendor.Uscc))
		return response, err
	case request.BodyId != "" && request.Vendor == "":
		body, err := types.ParseMemberID(request.BodyId)
		if err != nil {
			return nil, err
		}
		response.Applications, response.Pagination, err = queries.Page(ctx, s.keeper.applications.Indexes.byBody, request.Pagination,
			func(entry collections.Pair[string, applicationKey], _ collections.NoValue) (types.Application, error) {
				return s.keeper.application(ctx, entry.K2())
			}, queries.Under[string, applicationKey](body.String()))
		return response, err
	case request.BodyId == "" && request.Vendor == "":
		response.Applications, response.Pagination, err = queries.Page(ctx, s.keeper.applications, request.Pagination,
			queries.Itself[applicationKey, types.Application])
		return response, err
	default:
		return nil, types.ErrFilter.Wrap("name a vendor or a body, not both")
	}
}

// Deployments implements types.QueryServer.
func (s queryServer) Deployments(
	ctx context.Context, request *types.QueryDeploymentsRequest,
) (response *types.QueryDeploymentsResponse, err error) {
	defer failures.ToStatus(&err)
	deployments, page, err := queries.Page(ctx, s.keeper.deployments, request.Pagination, queries.Itself[deploymentKey, types.Deployment])
	if err != nil {
		return nil, err
	}
	return &types.QueryDeploymentsResponse{Deployments: deployments, Pagination: page}, nil
}

// momentOr is the moment that was asked for, or now.
func momentOr(ctx context.Context, at *time.Time) time.Time {
	if at != nil {
		return *at
	}
	return now(ctx)
}
