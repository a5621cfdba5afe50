package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/dcep-consortium/dcepd/lookup"
	"github.com/dcep-consortium/dcepd/queries"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

var _ types.QueryServer = queryServer{}

// queryServer answers with NotFound, InvalidArgument or Internal, and nothing else.
type queryServer struct{ keeper *Keeper }

// NewQueryServer serves the module's queries.
func NewQueryServer(keeper *Keeper) types.QueryServer { return queryServer{keeper} }

var failures = queries.Failures{
	NotFound: []error{
		types.ErrEnterpriseNotFound, types.ErrDocumentNotFound, types.ErrEnvelopeNotFound, types.ErrSealingKeyNotFound,
	},
	InvalidArgument: []error{consortiumtypes.ErrInvalidAddress, types.ErrDocumentID},
}

// Catalogue implements types.QueryServer.
func (s queryServer) Catalogue(ctx context.Context, _ *types.QueryCatalogueRequest) (response *types.QueryCatalogueResponse, err error) {
	defer failures.ToStatus(&err)
	catalogue, err := s.keeper.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	return &types.QueryCatalogueResponse{Catalogue: catalogue}, nil
}

// Enterprise implements types.QueryServer.
func (s queryServer) Enterprise(ctx context.Context, request *types.QueryEnterpriseRequest) (response *types.QueryEnterpriseResponse, err error) {
	defer failures.ToStatus(&err)
	wallet, err := consortiumtypes.ParseAddress(request.Wallet)
	if err != nil {
		return nil, err
	}
	enterprise, err := s.keeper.Enterprise(ctx, wallet)
	if err != nil {
		return nil, err
	}
	return &types.QueryEnterpriseResponse{Enterprise: enterprise}, nil
}

// SealingKey implements types.QueryServer.
func (s queryServer) SealingKey(ctx context.Context, request *types.QuerySealingKeyRequest) (response *types.QuerySealingKeyResponse, err error) {
	defer failures.ToStatus(&err)
	key, err := lookup.Find(ctx, s.keeper.sealingKeys, request.Holder, func() error { return types.ErrSealingKeyNotFound.Wrapf("holder %.80q", request.Holder) })
	if err != nil {
		return nil, err
	}
	return &types.QuerySealingKeyResponse{SealingKey: key}, nil
}

// Document implements types.QueryServer.
func (s queryServer) Document(ctx context.Context, request *types.QueryDocumentRequest) (response *types.QueryDocumentResponse, err error) {
	defer failures.ToStatus(&err)
	_, document, err := s.existing(ctx, request.DocumentId)
	if err != nil {
		return nil, err
	}
	return &types.QueryDocumentResponse{Document: document}, nil
}

// DocumentAmendments implements types.QueryServer.
func (s queryServer) DocumentAmendments(
	ctx context.Context, request *types.QueryDocumentAmendmentsRequest,
) (response *types.QueryDocumentAmendmentsResponse, err error) {
	defer failures.ToStatus(&err)
	id, _, err := s.existing(ctx, request.DocumentId)
	if err != nil {
		return nil, err
	}
	amendments, page, err := queries.Page(ctx, s.keeper.amendments, request.Pagination, queries.Itself[numberedKey, types.Amendment],
		queries.Under[documentKey, uint64](id[:]))
	if err != nil {
		return nil, err
	}
	return &types.QueryDocumentAmendmentsResponse{Amendments: amendments, Pagination: page}, nil
}

// PartialMatches implements types.QueryServer.
func (s queryServer) PartialMatches(
	ctx context.Context, request *types.QueryPartialMatchesRequest,
) (response *types.QueryPartialMatchesResponse, err error) {
	defer failures.ToStatus(&err)
	id, _, err := s.existing(ctx, request.DocumentId)
	if err != nil {
		return nil, err
	}
	matches, page, err := queries.Page(ctx, s.keeper.partialMatches, request.Pagination, queries.Itself[numberedKey, types.PartialMatch],
		queries.Under[documentKey, uint64](id[:]))
	if err != nil {
		return nil, err
	}
	return &types.QueryPartialMatchesResponse{PartialMatches: matches, Pagination: page}, nil
}

// Endorsements implements types.QueryServer.
func (s queryServer) Endorsements(
	ctx context.Context, request *types.QueryEndorsementsRequest,
) (response *types.QueryEndorsementsResponse, err error) {
	defer failures.ToStatus(&err)
	id, _, err := s.existing(ctx, request.DocumentId)
	if err != nil {
		return nil, err
	}
	endorsements, page, err := queries.Page(ctx, s.keeper.endorsements, request.Pagination, queries.Itself[endorsementKey, types.Endorsement],
		queries.Beginning(collections.TriplePrefix[documentKey, uint64, collections.Pair[string, string]](id[:])))
	if err != nil {
		return nil, err
	}
	return &types.QueryEndorsementsResponse{Endorsements: endorsements, Pagination: page}, nil
}

// Envelope implements types.QueryServer.
func (s queryServer) Envelope(ctx context.Context, request *types.QueryEnvelopeRequest) (response *types.QueryEnvelopeResponse, err error) {
	defer failures.ToStatus(&err)
	id, err := types.ParseDocumentID(request.DocumentId)
	if err != nil {
		return nil, err
	}
	envelope, err := s.keeper.envelope(ctx, id, request.Recipient)
	if err != nil {
		return nil, err
	}
	return &types.QueryEnvelopeResponse{Envelope: envelope}, nil
}

// AccessLog implements types.QueryServer.
func (s queryServer) AccessLog(ctx context.Context, request *types.QueryAccessLogRequest) (response *types.QueryAccessLogResponse, err error) {
	defer failures.ToStatus(&err)
	id, _, err := s.existing(ctx, request.DocumentId)
	if err != nil {
		return nil, err
	}
	accesses, page, err := queries.Page(ctx, s.keeper.accesses, request.Pagination, queries.Itself[numberedKey, types.Access],
		queries.Under[documentKey, uint64](id[:]))
	if err != nil {
		return nil, err
	}
	return &types.QueryAccessLogResponse{Accesses: accesses, Pagination: page}, nil
}

// existing reads a document that there is.
func (s queryServer) existing(ctx context.Context, documentID string) (types.DocumentID, types.Document, error) {
	id, err := types.ParseDocumentID(documentID)
	if err != nil {
		return id, types.Document{}, err
	}
	document, err := s.keeper.Document(ctx, id)
	return id, document, err
}
