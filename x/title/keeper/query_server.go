package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/queries"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
	"github.com/dcep-consortium/dcepd/x/title/types"
)

var _ types.QueryServer = queryServer{}

// queryServer answers with NotFound, InvalidArgument or Internal, and nothing else.
type queryServer struct{ keeper *Keeper }

// NewQueryServer serves the module's queries.
func NewQueryServer(keeper *Keeper) types.QueryServer { return queryServer{keeper} }

var failures = queries.Failures{
	NotFound:        []error{types.ErrTitleNotFound, types.ErrCarrierNotFound},
	InvalidArgument: []error{consortiumtypes.ErrInvalidAddress, currencytypes.ErrIdentifier, singlewindowtypes.ErrDocumentID},
}

// Title implements types.QueryServer.
func (s queryServer) Title(ctx context.Context, request *types.QueryTitleRequest) (response *types.QueryTitleResponse, err error) {
	defer failures.ToStatus(&err)
	_, title, err := s.existing(ctx, request.TitleId)
	return &types.QueryTitleResponse{Title: title}, err
}

// Acts implements types.QueryServer.
func (s queryServer) Acts(ctx context.Context, request *types.QueryActsRequest) (response *types.QueryActsResponse, err error) {
	defer failures.ToStatus(&err)
	id, _, err := s.existing(ctx, request.TitleId)
	if err != nil {
		return nil, err
	}
	acts, page, err := queries.Page(ctx, s.keeper.acts, request.Pagination, queries.Itself[actKey, types.Act], queries.Under[titleKey, uint32](id[:]))
	return &types.QueryActsResponse{Acts: acts, Pagination: page}, err
}

// Titles implements types.QueryServer.
func (s queryServer) Titles(ctx context.Context, request *types.QueryTitlesRequest) (response *types.QueryTitlesResponse, err error) {
	defer failures.ToStatus(&err)
	if _, err := currencytypes.ParseMemberID(request.Party); err != nil {
		if _, err := consortiumtypes.ParseAddress(request.Party); err != nil {
			return nil, err
		}
	}
	read := func(key collections.Pair[string, titleKey], _ collections.NoValue) (types.Title, error) {
		return s.keeper.title(ctx, singlewindowtypes.DocumentID(key.K2()))
	}
	titles, page, err := queries.Page(ctx, s.keeper.titles.Indexes.byParty, request.Pagination, read, queries.Under[string, titleKey](request.Party))
	return &types.QueryTitlesResponse{Titles: titles, Pagination: page}, err
}

// Carrier implements types.QueryServer.
func (s queryServer) Carrier(ctx context.Context, request *types.QueryCarrierRequest) (response *types.QueryCarrierResponse, err error) {
	defer failures.ToStatus(&err)
	wallet, err := consortiumtypes.ParseAddress(request.Wallet)
	if err != nil {
		return nil, err
	}
	carrier, err := s.keeper.carrier(ctx, wallet)
	return &types.QueryCarrierResponse{Carrier: carrier}, err
}

// Carriers implements types.QueryServer.
func (s queryServer) Carriers(ctx context.Context, request *types.QueryCarriersRequest) (response *types.QueryCarriersResponse, err error) {
	defer failures.ToStatus(&err)
	carriers, page, err := queries.Page(ctx, s.keeper.carriers, request.Pagination, queries.Itself[sdk.AccAddress, types.Carrier],
		queries.Whole[sdk.AccAddress]())
	return &types.QueryCarriersResponse{Carriers: carriers, Pagination: page}, err
}

func (s queryServer) existing(ctx context.Context, titleID string) (singlewindowtypes.DocumentID, types.Title, error) {
	id, err := singlewindowtypes.ParseDocumentID(titleID)
	if err != nil {
		return id, types.Title{}, err
	}
	title, err := s.keeper.title(ctx, id)
	return id, title, err
}
