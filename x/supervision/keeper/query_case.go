package keeper

import (
	"context"

	"github.com/dcep-consortium/dcepd/queries"
	"github.com/dcep-consortium/dcepd/x/supervision/types"
)

// Campaign implements types.QueryServer.
func (s queryServer) Campaign(ctx context.Context, request *types.QueryCampaignRequest) (response *types.QueryCampaignResponse, err error) {
	defer failures.ToStatus(&err)
	key, err := parseOwnKey("campaign id", request.LeadId, request.CampaignId)
	if err != nil {
		return nil, err
	}
	campaign, err := s.keeper.campaign(ctx, key)
	if err != nil {
		return nil, err
	}
	return &types.QueryCampaignResponse{Campaign: campaign}, nil
}

// Campaigns implements types.QueryServer.
func (s queryServer) Campaigns(ctx context.Context, request *types.QueryCampaignsRequest) (response *types.QueryCampaignsResponse, err error) {
	defer failures.ToStatus(&err)
	campaigns, page, err := queries.Page(ctx, s.keeper.campaigns, request.Pagination, queries.Itself[ownKey, types.Campaign])
	if err != nil {
		return nil, err
	}
	return &types.QueryCampaignsResponse{Campaigns: campaigns, Pagination: page}, nil
}

// Case implements types.QueryServer.
func (s queryServer) Case(ctx context.Context, request *types.QueryCaseRequest) (response *types.QueryCaseResponse, err error) {
	defer failures.ToStatus(&err)
	_, c, err := s.existing(ctx, request.LeadId, request.CaseId)
	if err != nil {
		return nil, err
	}
	return &types.QueryCaseResponse{Case: c}, nil
}

// Cases implements types.QueryServer.
func (s queryServer) Cases(ctx context.Context, request *types.QueryCasesRequest) (response *types.QueryCasesResponse, err error) {
	defer failures.ToStatus(&err)
	of, err := ofMember(request.LeadId)
	if err != nil {
		return nil, err
	}
	cases, page, err := queries.Page(ctx, s.keeper.cases, request.Pagination, queries.Itself[ownKey, types.Case], of)
	if err != nil {
		return nil, err
	}
	return &types.QueryCasesResponse{Cases: cases, Pagination: page}, nil
}

// CasesByCampaign implements types.QueryServer.
func (s queryServer) CasesByCampaign(
	ctx context.Context, request *types.QueryCasesByCampaignRequest,
) (response *types.QueryCasesByCampaignResponse, err error) {
	defer failures.ToStatus(&err)
	key, err := parseOwnKey("campaign id", request.LeadId, request.CampaignId)
	if err != nil {
		return nil, err
	}
	if _, err := s.keeper.campaign(ctx, key); err != nil {
		return nil, err
	}
	cases, page, err := indexed(ctx, s.keeper.cases.Indexes.byCampaign, request.Pagination, s.keeper.caseOf, key)
	if err != nil {
		return nil, err
	}
	return &types.QueryCasesByCampaignResponse{Cases: cases, Pagination: page}, nil
}

// OverdueCases implements types.QueryServer.
func (s queryServer) OverdueCases(ctx context.Context, request *types.QueryOverdueCasesRequest) (response *types.QueryOverdueCasesResponse, err error) {
	defer failures.ToStatus(&err)
	cases, page, err := overdue(ctx, s.keeper.cases.Indexes.due, request.Pagination, s.keeper.caseOf)
	if err != nil {
		return nil, err
	}
	return &types.QueryOverdueCasesResponse{Cases: cases, Pagination: page}, nil
}

// OverdueSubjects implements types.QueryServer.
func (s queryServer) OverdueSubjects(
	ctx context.Context, request *types.QueryOverdueSubjectsRequest,
) (response *types.QueryOverdueSubjectsResponse, err error) {
	defer failures.ToStatus(&err)
	subjects, page, err := overdue(ctx, s.keeper.subjects.Indexes.due, request.Pagination, s.keeper.subject)
	if err != nil {
		return nil, err
	}
	return &types.QueryOverdueSubjectsResponse{Subjects: subjects, Pagination: page}, nil
}

// Subject implements types.QueryServer.
func (s queryServer) Subject(ctx context.Context, request *types.QuerySubjectRequest) (response *types.QuerySubjectResponse, err error) {
	defer failures.ToStatus(&err)
	key, err := parseNumberKey(request.LeadId, request.CaseId, request.Number)
	if err != nil {
		return nil, err
	}
	subject, err := s.keeper.subject(ctx, key)
	if err != nil {
		return nil, err
	}
	return &types.QuerySubjectResponse{Subject: subject}, nil
}

// Subjects implements types.QueryServer.
func (s queryServer) Subjects(ctx context.Context, request *types.QuerySubjectsRequest) (response *types.QuerySubjectsResponse, err error) {
	defer failures.ToStatus(&err)
	key, _, err := s.existing(ctx, request.LeadId, request.CaseId)
	if err != nil {
		return nil, err
	}
	subjects, page, err := queries.Page(ctx, s.keeper.subjects, request.Pagination, queries.Itself[numberKey, types.Subject], queries.Under[ownKey, uint32](key))
	if err != nil {
		return nil, err
	}
	return &types.QuerySubjectsResponse{Subjects: subjects, Pagination: page}, nil
}

// Steps implements types.QueryServer.
func (s queryServer) Steps(ctx context.Context, request *types.QueryStepsRequest) (response *types.QueryStepsResponse, err error) {
	defer failures.ToStatus(&err)
	key, _, err := s.existing(ctx, request.LeadId, request.CaseId)
	if err != nil {
		return nil, err
	}
	steps, page, err := queries.Page(ctx, s.keeper.steps, request.Pagination, queries.Itself[numberKey, types.Step], queries.Under[ownKey, uint32](key))
	if err != nil {
		return nil, err
	}
	return &types.QueryStepsResponse{Steps: steps, Pagination: page}, nil
}

// CaseEnvelopes implements types.QueryServer.
func (s queryServer) CaseEnvelopes(
	ctx context.Context, request *types.QueryCaseEnvelopesRequest,
) (response *types.QueryCaseEnvelopesResponse, err error) {
	defer failures.ToStatus(&err)
	key, _, err := s.existing(ctx, request.LeadId, request.CaseId)
	if err != nil {
		return nil, err
	}
	envelopes, page, err := queries.Page(ctx, s.keeper.envelopes, request.Pagination, queries.Itself[recipientKey, types.CaseEnvelope],
		queries.Under[ownKey, string](key))
	if err != nil {
		return nil, err
	}
	return &types.QueryCaseEnvelopesResponse{Envelopes: envelopes, Pagination: page}, nil
}

// existing reads the key of a case that there is.
func (s queryServer) existing(ctx context.Context, leadID, caseID string) (ownKey, types.Case, error) {
	key, err := parseOwnKey("case id", leadID, caseID)
	if err != nil {
		return key, types.Case{}, err
	}
	c, err := s.keeper.caseOf(ctx, key)
	return key, c, err
}
