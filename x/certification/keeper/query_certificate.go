package keeper

import (
	"context"
	"fmt"
	"time"

	"cosmossdk.io/collections"

	"github.com/cosmos/cosmos-sdk/types/query"

	"github.com/dcep-consortium/dcepd/queries"
	"github.com/dcep-consortium/dcepd/x/certification/types"
)

// Certificate implements types.QueryServer.
func (s queryServer) Certificate(
	ctx context.Context, request *types.QueryCertificateRequest,
) (response *types.QueryCertificateResponse, err error) {
	defer failures.ToStatus(&err)
	certificate, err := s.keeper.named(ctx, request.Number)
	if err != nil {
		return nil, err
	}
	at := momentOr(ctx, request.At)
	if at.Before(certificate.GrantedAt) || at.After(now(ctx)) {
		return nil, types.ErrFilter.Wrapf("at %s: certificate %s was granted %s, and now is %s", at.Format(time.RFC3339), certificate.Number,
			certificate.GrantedAt.Format(time.RFC3339), now(ctx).Format(time.RFC3339))
	}
	vendor, err := s.keeper.vendor(ctx, certificate.Vendor)
	if err != nil {
		return nil, err
	}
	return &types.QueryCertificateResponse{Certificate: certificate, Snapshot: certificate.At(at), Vendor: vendor}, nil
}

// Certificates implements types.QueryServer.
func (s queryServer) Certificates(
	ctx context.Context, request *types.QueryCertificatesRequest,
) (response *types.QueryCertificatesResponse, err error) {
	defer failures.ToStatus(&err)
	filters := 0
	for _, used := range []bool{request.Status != types.CERTIFICATE_STATUS_UNSPECIFIED, request.BodyId != "", request.Vendor != ""} {
		if used {
			filters++
		}
	}
	if filters > 1 || request.ExpiringBefore != nil && request.Status == types.CERTIFICATE_STATUS_UNSPECIFIED {
		return nil, types.ErrFilter.Wrap("list by status, by body or by vendor; expiring_before goes with a status")
	}
	response = &types.QueryCertificatesResponse{}
	indexes := s.keeper.certificates.Indexes
	switch {
	case request.BodyId != "":
		response.Certificates, response.Pagination, err = queries.Page(ctx, indexes.byBody, request.Pagination,
			func(entry collections.Pair[string, string], _ collections.NoValue) (types.CertificateEntry, error) {
				return s.entry(ctx, entry.K2())
			},
			queries.Under[string, string](request.BodyId))
	case request.Vendor != "":
		vendor, err := s.vendor(ctx, request.Vendor)
		if err != nil {
			return nil, err
		}
		response.Certificates, response.Pagination, err = queries.Page(ctx, indexes.byVendor, request.Pagination,
			func(entry productEntry, _ collections.NoValue) (types.CertificateEntry, error) {
				return s.entry(ctx, entry.K3())
			},
			queries.Beginning(collections.TriplePrefix[string, string, string](vendor.Uscc)))
		return response, err
	case filters == 1:
		response.Certificates, response.Pagination, err = s.byStatus(ctx, request)
	default:
		response.Certificates, response.Pagination, err = queries.Page(ctx, s.keeper.certificates, request.Pagination,
			func(_ string, c types.Certificate) (types.CertificateEntry, error) { return entryOf(c, now(ctx)), nil })
	}
	return response, err
}

func (s queryServer) entry(ctx context.Context, number string) (types.CertificateEntry, error) {
	certificate, err := s.keeper.Certificate(ctx, number)
	return entryOf(certificate, now(ctx)), err
}

func entryOf(c types.Certificate, now time.Time) types.CertificateEntry {
	return types.CertificateEntry{
		Number: c.Number, Category: c.Category, Vendor: c.Vendor, BodyId: c.BodyId, Status: c.At(now).Status,
		Name: c.Unit.Name, Model: c.Unit.Model, ExpiresAt: c.ExpiresAt,
	}
}

// PageCertificates shows one page of all certificates that there ever were, by number.
func (k *Keeper) PageCertificates(
	ctx context.Context, page *query.PageRequest, visit func(types.Certificate) error,
) (*query.PageResponse, error) {
	_, next, err := queries.Page(ctx, k.certificates, page, func(_ string, c types.Certificate) (struct{}, error) { return struct{}{}, visit(c) })
	return next, err
}

// VerifyProduct implements types.QueryServer.
func (s queryServer) VerifyProduct(
	ctx context.Context, request *types.QueryVerifyProductRequest,
) (response *types.QueryVerifyProductResponse, err error) {
	defer failures.ToStatus(&err)
	vendor, err := s.vendor(ctx, request.Vendor)
	if err != nil {
		return nil, err
	}
	if err := types.CheckName("model", request.Model); err != nil {
		return nil, err
	}
	at := momentOr(ctx, request.At)
	if at.After(now(ctx)) {
		return nil, types.ErrFilter.Wrapf("at %s: now is %s, the future is not certified", at.Format(time.RFC3339), now(ctx).Format(time.RFC3339))
	}
	response = &types.QueryVerifyProductResponse{
		Explanation: fmt.Sprintf("no certificate of %s covered model %q, version %q, on %s", vendor.LegalName,
			request.Model, request.Version, at.Format(time.RFC3339)),
	}
	read := 0
	newestFirst := collections.NewSuperPrefixedTripleRangeReversed[string, string, string](vendor.Uscc, request.Model)
	err = s.keeper.certificates.Indexes.byVendor.Walk(ctx, newestFirst, func(entry productEntry) (bool, error) {
		certificate, err := s.keeper.Certificate(ctx, entry.K3())
		if err != nil {
			return true, err
		}
		read++
		snapshot := certificate.At(at)
		if snapshot.Status == types.CERTIFICATE_STATUS_UNSPECIFIED || !snapshot.Unit.Covers(request.Version) {
			return read == types.MaxProductCertificates, nil
		}
		valid := snapshot.Status == types.CERTIFICATE_STATUS_VALID
		if valid || response.Snapshot == nil {
			response.Certified, response.Number, response.Snapshot = valid, certificate.Number, &snapshot
			response.Explanation = fmt.Sprintf("certificate %s: %s since %s (%s)", certificate.Number, snapshot.Status.Label(),
				snapshot.Since.Format(time.RFC3339), snapshot.Cause.Label())
		}
		return valid || read == types.MaxProductCertificates, nil
	})
	return response, err
}

// byStatus lists the certificates of a status in the order in which they end. One whose time has passed in this very
// moment may still be listed under the status that it had, and shows the one that it has.
func (s queryServer) byStatus(ctx context.Context, request *types.QueryCertificatesRequest) ([]types.CertificateEntry, *query.PageResponse, error) {
	page, err := queries.Bounded(request.Pagination)
	if err != nil {
		return nil, nil, err
	}
	status := queries.Beginning(collections.TriplePrefix[int32, time.Time, string](int32(request.Status)))
	show := func(entry statusEntry, _ collections.NoValue) (types.CertificateEntry, error) {
		return s.entry(ctx, entry.K3())
	}
	entries, next, err := query.CollectionPaginate(ctx, s.keeper.certificates.Indexes.byStatus, &page, show, status)
	if err != nil || request.ExpiringBefore == nil {
		return entries, next, err
	}
	for i, entry := range entries {
		if !entry.ExpiresAt.Before(*request.ExpiringBefore) {
			return entries[:i], &query.PageResponse{}, nil
		}
	}
	return entries, next, nil
}
