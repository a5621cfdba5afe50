package keeper

import (
	"context"

	"cosmossdk.io/collections"

	"github.com/cosmos/cosmos-sdk/types/query"

	"github.com/dcep-consortium/dcepd/queries"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/letters/types"
)

var _ types.QueryServer = queryServer{}

// queryServer answers with NotFound, InvalidArgument or Internal, and nothing else.
type queryServer struct{ keeper *Keeper }

// NewQueryServer serves the module's queries.
func NewQueryServer(keeper *Keeper) types.QueryServer { return queryServer{keeper} }

var failures = queries.Failures{
	NotFound:        []error{types.ErrLetterNotFound, types.ErrPresentationNotFound},
	InvalidArgument: []error{consortiumtypes.ErrInvalidAddress, currencytypes.ErrIdentifier},
}

// Letter implements types.QueryServer.
func (s queryServer) Letter(ctx context.Context, request *types.QueryLetterRequest) (response *types.QueryLetterResponse, err error) {
	defer failures.ToStatus(&err)
	letter, err := s.existing(ctx, request.IssuingBankId, request.Number)
	if err != nil {
		return nil, err
	}
	clock, err := s.keeper.clockOf(ctx, letter)
	if err != nil {
		return nil, err
	}
	response = &types.QueryLetterResponse{Letter: letter}
	if response.Status, err = letter.StatusAt(clock); err != nil {
		return nil, err
	}
	last, err := letter.LastDay(clock)
	if err != nil {
		return nil, err
	}
	available, err := letter.AvailableFen()
	response.LastDay, response.AvailableFen = last.String(), uint64(available)
	return response, err
}

// Letters implements types.QueryServer.
func (s queryServer) Letters(ctx context.Context, request *types.QueryLettersRequest) (response *types.QueryLettersResponse, err error) {
	defer failures.ToStatus(&err)
	bank, err := currencytypes.ParseMemberID(request.IssuingBankId)
	if err != nil {
		return nil, err
	}
	letters, page, err := queries.Page(ctx, s.keeper.letters, request.Pagination, queries.Itself[letterKey, types.Letter],
		queries.Under[string, string](bank.String()))
	if err != nil {
		return nil, err
	}
	return &types.QueryLettersResponse{Letters: letters, Pagination: page}, nil
}

// LettersByApplicant implements types.QueryServer.
func (s queryServer) LettersByApplicant(
	ctx context.Context, request *types.QueryLettersByApplicantRequest,
) (response *types.QueryLettersByApplicantResponse, err error) {
	defer failures.ToStatus(&err)
	if _, err := consortiumtypes.ParseAddress(request.Wallet); err != nil {
		return nil, err
	}
	letters, page, err := s.byParty(ctx, s.keeper.letters.Indexes.byApplicant, request.Wallet, request.Over, request.Pagination)
	return &types.QueryLettersByApplicantResponse{Letters: letters, Pagination: page}, err
}

// LettersByBeneficiary implements types.QueryServer.
func (s queryServer) LettersByBeneficiary(
	ctx context.Context, request *types.QueryLettersByBeneficiaryRequest,
) (response *types.QueryLettersByBeneficiaryResponse, err error) {
	defer failures.ToStatus(&err)
	if _, err := consortiumtypes.ParseAddress(request.Wallet); err != nil {
		return nil, err
	}
	letters, page, err := s.byParty(ctx, s.keeper.letters.Indexes.byBeneficiary, request.Wallet, request.Over, request.Pagination)
	return &types.QueryLettersByBeneficiaryResponse{Letters: letters, Pagination: page}, err
}

// LettersByAdvisingBank implements types.QueryServer.
func (s queryServer) LettersByAdvisingBank(
	ctx context.Context, request *types.QueryLettersByAdvisingBankRequest,
) (response *types.QueryLettersByAdvisingBankResponse, err error) {
	defer failures.ToStatus(&err)
	if _, err := currencytypes.ParseMemberID(request.AdvisingBankId); err != nil {
		return nil, err
	}
	letters, page, err := s.byParty(ctx, s.keeper.letters.Indexes.byAdvisingBank, request.AdvisingBankId, request.Over, request.Pagination)
	return &types.QueryLettersByAdvisingBankResponse{Letters: letters, Pagination: page}, err
}

// Amendments implements types.QueryServer.
func (s queryServer) Amendments(ctx context.Context, request *types.QueryAmendmentsRequest) (response *types.QueryAmendmentsResponse, err error) {
	defer failures.ToStatus(&err)
	letter, err := s.existing(ctx, request.IssuingBankId, request.Number)
	if err != nil {
		return nil, err
	}
	amendments, page, err := queries.Page(ctx, s.keeper.amendments, request.Pagination, queries.Itself[partKey, types.Amendment],
		queries.Under[letterKey, uint32](keyOf(letter)))
	if err != nil {
		return nil, err
	}
	return &types.QueryAmendmentsResponse{Amendments: amendments, Pagination: page}, nil
}

// Presentation implements types.QueryServer.
func (s queryServer) Presentation(
	ctx context.Context, request *types.QueryPresentationRequest,
) (response *types.QueryPresentationResponse, err error) {
	defer failures.ToStatus(&err)
	loaded, clock, err := s.keeper.load(ctx, partOf(request.IssuingBankId, request.Number, request.Presentation))
	if err != nil {
		return nil, err
	}
	p := loaded.Presentation
	known, err := loaded.KnownDiscrepancies(clock)
	if err != nil {
		return nil, err
	}
	payable, err := p.PayableOn(clock)
	response = &types.QueryPresentationResponse{
		Presentation: p, Status: p.StatusAt(clock), PresentedOn: p.PresentedOn(clock).String(), NoticeBy: p.NoticeBy(clock).String(),
		PayableOn: payable.String(),
	}
	for _, code := range known {
		response.Known = append(response.Known, types.Discrepancy{Code: code})
	}
	return response, err
}

// Presentations implements types.QueryServer.
func (s queryServer) Presentations(
	ctx context.Context, request *types.QueryPresentationsRequest,
) (response *types.QueryPresentationsResponse, err error) {
	defer failures.ToStatus(&err)
	letter, err := s.existing(ctx, request.IssuingBankId, request.Number)
	if err != nil {
		return nil, err
	}
	presentations, page, err := queries.Page(ctx, s.keeper.presentations, request.Pagination, queries.Itself[partKey, types.Presentation],
		queries.Under[letterKey, uint32](keyOf(letter)))
	if err != nil {
		return nil, err
	}
	return &types.QueryPresentationsResponse{Presentations: presentations, Pagination: page}, nil
}

// Params implements types.QueryServer.
func (s queryServer) Params(ctx context.Context, _ *types.QueryParamsRequest) (response *types.QueryParamsResponse, err error) {
	defer failures.ToStatus(&err)
	params, err := s.keeper.params.Get(ctx)
	return &types.QueryParamsResponse{Params: params}, err
}

func (s queryServer) existing(ctx context.Context, issuingBankID, number string) (types.Letter, error) {
	return s.keeper.letter(ctx, collections.Join(issuingBankID, number))
}

// byParty pages through the letters that an index has for a party.
func (s queryServer) byParty(
	ctx context.Context, index *partyIndex, party string, over bool, page *query.PageRequest,
) ([]types.Letter, *query.PageResponse, error) {
	read := func(key collections.Pair[partyKey, letterKey], _ collections.NoValue) (types.Letter, error) {
		return s.keeper.letter(ctx, key.K2())
	}
	return queries.Page(ctx, index, page, read,
		queries.Under[partyKey, letterKey](collections.Join(party, over)))
}
