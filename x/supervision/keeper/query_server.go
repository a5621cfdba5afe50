package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/cosmos/cosmos-sdk/types/query"

	"github.com/dcep-consortium/dcepd/lookup"
	"github.com/dcep-consortium/dcepd/queries"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/supervision/types"
)

var _ types.QueryServer = queryServer{}

// queryServer answers with NotFound, InvalidArgument or Internal, and nothing else.
type queryServer struct{ keeper *Keeper }

// NewQueryServer serves the module's queries.
func NewQueryServer(keeper *Keeper) types.QueryServer { return queryServer{keeper} }

var failures = queries.Failures{
	NotFound: []error{types.ErrCampaignNotFound, types.ErrCaseNotFound, types.ErrSubjectNotFound, types.ErrOrderNotFound},
	InvalidArgument: []error{
		consortiumtypes.ErrInvalidAddress, currencytypes.ErrIdentifier, types.ErrSubject, types.ErrOrderTerms, types.ErrHash, types.ErrLegalBasis,
	},
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

// AuthorityWallets implements types.QueryServer.
func (s queryServer) AuthorityWallets(
	ctx context.Context, request *types.QueryAuthorityWalletsRequest,
) (response *types.QueryAuthorityWalletsResponse, err error) {
	defer failures.ToStatus(&err)
	wallets, page, err := queries.Page(ctx, s.keeper.authorityWallets, request.Pagination, queries.Itself[string, types.AuthorityWallet])
	if err != nil {
		return nil, err
	}
	return &types.QueryAuthorityWalletsResponse{Wallets: wallets, Pagination: page}, nil
}

// FlagReviews implements types.QueryServer.
func (s queryServer) FlagReviews(ctx context.Context, request *types.QueryFlagReviewsRequest) (response *types.QueryFlagReviewsResponse, err error) {
	defer failures.ToStatus(&err)
	of := queries.Whole[flagKey]()
	if request.OperatorId != "" {
		operator, err := currencytypes.ParseMemberID(request.OperatorId)
		if err != nil {
			return nil, err
		}
		of = queries.Beginning(collections.QuadPrefix[string, types.Day, []byte, uint32](operator.String()))
	}
	reviews, page, err := queries.Page(ctx, s.keeper.flagReviews, request.Pagination, queries.Itself[flagKey, types.FlagReview], of)
	if err != nil {
		return nil, err
	}
	return &types.QueryFlagReviewsResponse{Reviews: reviews, Pagination: page}, nil
}

// ofMember narrows a list to the records of one authority, or to nothing less than all if no id is given.
func ofMember(id string) (queries.Narrowing[ownKey], error) {
	if id == "" {
		return queries.Whole[ownKey](), nil
	}
	member, err := currencytypes.ParseMemberID(id)
	return queries.Under[string, string](member.String()), err
}

// indexed reads one page of an index, as the records it leads to.
func indexed[Reference comparable, Key, Value any](
	ctx context.Context, index lookup.Index[Reference, Key, Value], page *query.PageRequest, read func(context.Context, Key) (Value, error), of Reference,
) ([]Value, *query.PageResponse, error) {
	return queries.Page(ctx, index, page, func(entry collections.Pair[Reference, Key], _ collections.NoValue) (Value, error) {
		return read(ctx, entry.K2())
	}, queries.Under[Reference, Key](of))
}

// overdue reads one page of an index by day, of the days before today. The index is in the order of days, so what is not
// overdue ends the page.
func overdue[Key, Value any](
	ctx context.Context, index lookup.Index[types.Day, Key, Value], asked *query.PageRequest, read func(context.Context, Key) (Value, error),
) ([]Value, *query.PageResponse, error) {
	page, err := queries.Bounded(asked)
	if err != nil {
		return nil, nil, err
	}
	if page.Reverse {
		return nil, nil, queries.ErrPagination.Wrap("reverse is not served: the list begins with the oldest")
	}
	codec := index.KeyCodec()
	past := new(collections.Range[collections.Pair[types.Day, Key]]).EndExclusive(collections.PairPrefix[types.Day, Key](currencytypes.DayOf(now(ctx))))
	if len(page.Key) != 0 {
		_, from, err := codec.Decode(page.Key)
		if err != nil {
			return nil, nil, queries.ErrPagination.Wrapf("key: %s", err)
		}
		past = past.StartInclusive(from)
	}
	var found []Value
	response := &query.PageResponse{}
	err = index.Walk(ctx, past, func(entry collections.Pair[types.Day, Key]) (bool, error) {
		if uint64(len(found)) == page.Limit {
			response.NextKey = make([]byte, codec.Size(entry))
			_, err := codec.Encode(response.NextKey, entry)
			return true, err
		}
		value, err := read(ctx, entry.K2())
		found = append(found, value)
		return err != nil, err
	})
	return found, response, err
}
