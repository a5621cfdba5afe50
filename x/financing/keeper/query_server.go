package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/queries"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/financing/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

var _ types.QueryServer = queryServer{}

// queryServer answers with NotFound, InvalidArgument or Internal, and nothing else.
type queryServer struct{ keeper *Keeper }

// NewQueryServer serves the module's queries.
func NewQueryServer(keeper *Keeper) types.QueryServer { return queryServer{keeper} }

var failures = queries.Failures{
	NotFound: []error{types.ErrPledgeNotFound, types.ErrNotAuthorised, singlewindowtypes.ErrDocumentNotFound},
	InvalidArgument: []error{
		consortiumtypes.ErrInvalidAddress, currencytypes.ErrIdentifier, singlewindowtypes.ErrDocumentID, singlewindowtypes.ErrMonth,
	},
}

// Match implements types.QueryServer.
func (s queryServer) Match(ctx context.Context, request *types.QueryMatchRequest) (response *types.QueryMatchResponse, err error) {
	defer failures.ToStatus(&err)
	id, err := singlewindowtypes.ParseDocumentID(request.DocumentId)
	if err != nil {
		return nil, err
	}
	document, err := s.keeper.window.Document(ctx, id)
	if err != nil {
		return nil, err
	}
	room, err := s.keeper.roomOf(ctx, id, document)
	if err != nil {
		return nil, err
	}
	return &types.QueryMatchResponse{
		Kind: document.Kind, Trust: document.Trust, Status: document.Status, PartialMatches: document.PartialMatches,
		Financed: room.IsFinanced(), Exhausted: room.Free().Minor == 0,
	}, nil
}

// Room implements types.QueryServer.
func (s queryServer) Room(ctx context.Context, request *types.QueryRoomRequest) (response *types.QueryRoomResponse, err error) {
	defer failures.ToStatus(&err)
	id, err := singlewindowtypes.ParseDocumentID(request.DocumentId)
	if err != nil {
		return nil, err
	}
	room, err := s.keeper.room(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := s.keeper.checkAuthorised(ctx, id, request.BankId); err != nil {
		return nil, err
	}
	return &types.QueryRoomResponse{
		Amount: room.Worth(), Collected: room.Collected(), Pledged: room.Pledged(), Split: room.Parts(), Room: room.Free(),
		Excess: room.Excess(),
	}, nil
}

// Authorisations implements types.QueryServer.
func (s queryServer) Authorisations(
	ctx context.Context, request *types.QueryAuthorisationsRequest,
) (response *types.QueryAuthorisationsResponse, err error) {
	defer failures.ToStatus(&err)
	id, err := singlewindowtypes.ParseDocumentID(request.DocumentId)
	if err != nil {
		return nil, err
	}
	authorisations, page, err := queries.Page(ctx, s.keeper.authorisations, request.Pagination, queries.Itself[authorisationKey, types.Authorisation],
		queries.Beginning(collections.TripleSuperPrefix[documentKey, string, string](id[:], request.BankId)))
	if err != nil {
		return nil, err
	}
	return &types.QueryAuthorisationsResponse{Authorisations: authorisations, Pagination: page}, nil
}

// Pledge implements types.QueryServer.
func (s queryServer) Pledge(ctx context.Context, request *types.QueryPledgeRequest) (response *types.QueryPledgeResponse, err error) {
	defer failures.ToStatus(&err)
	key, err := parsePledgeKey(request.BankId, request.Reference)
	if err != nil {
		return nil, err
	}
	pledge, err := s.keeper.pledge(ctx, key)
	if err != nil {
		return nil, err
	}
	return &types.QueryPledgeResponse{Pledge: pledge.At(today(ctx))}, nil
}

// PledgesByBank implements types.QueryServer.
func (s queryServer) PledgesByBank(
	ctx context.Context, request *types.QueryPledgesByBankRequest,
) (response *types.QueryPledgesByBankResponse, err error) {
	defer failures.ToStatus(&err)
	bank, err := currencytypes.ParseMemberID(request.BankId)
	if err != nil {
		return nil, err
	}
	pledges, page, err := queries.Page(ctx, s.keeper.pledges, request.Pagination,
		func(_ pledgeKey, pledge types.Pledge) (types.Pledge, error) { return pledge.At(today(ctx)), nil },
		queries.Under[string, string](bank.String()))
	if err != nil {
		return nil, err
	}
	return &types.QueryPledgesByBankResponse{Pledges: pledges, Pagination: page}, nil
}

// PledgesByEnterprise implements types.QueryServer.
func (s queryServer) PledgesByEnterprise(
	ctx context.Context, request *types.QueryPledgesByEnterpriseRequest,
) (response *types.QueryPledgesByEnterpriseResponse, err error) {
	defer failures.ToStatus(&err)
	wallet, err := consortiumtypes.ParseAddress(request.Wallet)
	if err != nil {
		return nil, err
	}
	pledges, page, err := queries.Page(ctx, s.keeper.pledges.Indexes.byWallet, request.Pagination,
		func(entry collections.Pair[string, pledgeKey], _ collections.NoValue) (types.Pledge, error) {
			pledge, err := s.keeper.pledge(ctx, entry.K2())
			return pledge.At(today(ctx)), err
		},
		queries.Under[string, pledgeKey](consortiumtypes.FormatAddress(wallet)))
	if err != nil {
		return nil, err
	}
	return &types.QueryPledgesByEnterpriseResponse{Pledges: pledges, Pagination: page}, nil
}

// Repayments implements types.QueryServer.
func (s queryServer) Repayments(ctx context.Context, request *types.QueryRepaymentsRequest) (response *types.QueryRepaymentsResponse, err error) {
	defer failures.ToStatus(&err)
	key, err := parsePledgeKey(request.BankId, request.Reference)
	if err != nil {
		return nil, err
	}
	if _, err := s.keeper.pledge(ctx, key); err != nil {
		return nil, err
	}
	repayments, page, err := queries.Page(ctx, s.keeper.repayments, request.Pagination, queries.Itself[repaymentKey, types.Repayment],
		queries.Under[pledgeKey, string](key))
	if err != nil {
		return nil, err
	}
	return &types.QueryRepaymentsResponse{Repayments: repayments, Pagination: page}, nil
}

// Collections implements types.QueryServer.
func (s queryServer) Collections(
	ctx context.Context, request *types.QueryCollectionsRequest,
) (response *types.QueryCollectionsResponse, err error) {
	defer failures.ToStatus(&err)
	id, err := s.keeper.existing(ctx, request.DocumentId)
	if err != nil {
		return nil, err
	}
	collected, page, err := queries.Page(ctx, s.keeper.collections, request.Pagination, queries.Itself[collectionKey, types.Collection],
		queries.Beginning(collections.TriplePrefix[documentKey, string, string](id[:])))
	if err != nil {
		return nil, err
	}
	return &types.QueryCollectionsResponse{Collections: collected, Pagination: page}, nil
}

// Parts implements types.QueryServer.
func (s queryServer) Parts(ctx context.Context, request *types.QueryPartsRequest) (response *types.QueryPartsResponse, err error) {
	defer failures.ToStatus(&err)
	id, err := s.keeper.existing(ctx, request.DocumentId)
	if err != nil {
		return nil, err
	}
	parts, page, err := queries.Page(ctx, s.keeper.parts, request.Pagination, queries.Itself[partKey, types.Part],
		queries.Under[documentKey, string](id[:]))
	if err != nil {
		return nil, err
	}
	return &types.QueryPartsResponse{Parts: parts, Pagination: page}, nil
}

// Statistics implements types.QueryServer.
func (s queryServer) Statistics(ctx context.Context, request *types.QueryStatisticsRequest) (response *types.QueryStatisticsResponse, err error) {
	defer failures.ToStatus(&err)
	if err := singlewindowtypes.ParseMonth(request.Month); err != nil {
		return nil, err
	}
	statistics, page, err := queries.Page(ctx, s.keeper.statistics, request.Pagination, queries.Itself[statisticsKey, types.Statistics],
		queries.Beginning(collections.TriplePrefix[string, string, string](request.Month)))
	if err != nil {
		return nil, err
	}
	return &types.QueryStatisticsResponse{Statistics: statistics, Pagination: page}, nil
}
