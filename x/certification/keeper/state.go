package keeper

import (
	"time"

	"cosmossdk.io/collections"

	"github.com/cosmos/cosmos-sdk/codec"

	"github.com/dcep-consortium/dcepd/lookup"
	"github.com/dcep-consortium/dcepd/x/certification/types"
)

// The keys of records and of index entries.
type (
	// applicationKey is vendor and the vendor's own reference.
	applicationKey = collections.Pair[string, string]
	// serialKey is the code of a body and a year.
	serialKey = collections.Pair[uint32, uint32]
	// deploymentKey is member and use.
	deploymentKey = collections.Pair[string, int32]
	// statusEntry is status, expiry and number.
	statusEntry = collections.Triple[int32, time.Time, string]
	// productEntry is vendor, model and number.
	productEntry = collections.Triple[string, string, string]
)

type (
	vendorMap      = collections.IndexedMap[string, types.Vendor, vendorIndexes]
	applicationMap = collections.IndexedMap[applicationKey, types.Application, applicationIndexes]
	certificateMap = collections.IndexedMap[string, types.Certificate, certificateIndexes]
)

var (
	applicationKeyCodec = collections.PairKeyCodec(collections.StringKey, collections.StringKey)
	serialKeyCodec      = collections.PairKeyCodec(collections.Uint32Key, collections.Uint32Key)
	deploymentKeyCodec  = collections.PairKeyCodec(collections.StringKey, collections.Int32Key)
	dueKeyCodec         = collections.PairKeyCodec(lookup.MomentKey, collections.StringKey)
)

// vendorIndexes find a vendor by its wallet.
type vendorIndexes struct {
	byWallet sparseIndex[collections.Pair[string, string], string, types.Vendor]
}

// IndexesList implements collections.Indexes.
func (i vendorIndexes) IndexesList() []collections.Index[string, types.Vendor] {
	return []collections.Index[string, types.Vendor]{i.byWallet}
}

func newVendors(sb *collections.SchemaBuilder, cdc codec.BinaryCodec) *vendorMap {
	indexed := vendorIndexes{newSparseIndex(sb, types.VendorsByWalletKey, "vendors_by_wallet", applicationKeyCodec,
		func(uscc string, v types.Vendor) (collections.Pair[string, string], bool) {
			return collections.Join(v.Wallet, uscc), true
		})}
	return collections.NewIndexedMap(sb, types.VendorsKey, "vendors", collections.StringKey, codec.CollValue[types.Vendor](cdc), indexed)
}

// applicationIndexes find what time ends, and what a body has not decided.
type applicationIndexes struct {
	due    sparseIndex[collections.Pair[time.Time, applicationKey], applicationKey, types.Application]
	byBody sparseIndex[collections.Pair[string, applicationKey], applicationKey, types.Application]
}

// IndexesList implements collections.Indexes.
func (i applicationIndexes) IndexesList() []collections.Index[applicationKey, types.Application] {
	return []collections.Index[applicationKey, types.Application]{i.due, i.byBody}
}

func newApplications(sb *collections.SchemaBuilder, cdc codec.BinaryCodec) *applicationMap {
	indexed := applicationIndexes{
		due: newSparseIndex(sb, types.ApplicationsDueKey, "applications_due", collections.PairKeyCodec(lookup.MomentKey, applicationKeyCodec),
			func(key applicationKey, a types.Application) (collections.Pair[time.Time, applicationKey], bool) {
				if a.StepEndsAt == nil {
					return collections.Pair[time.Time, applicationKey]{}, false
				}
				return collections.Join(*a.StepEndsAt, key), true
			}),
		byBody: newSparseIndex(sb, types.ApplicationsByBodyKey, "applications_by_body", collections.PairKeyCodec(collections.StringKey, applicationKeyCodec),
			func(key applicationKey, a types.Application) (collections.Pair[string, applicationKey], bool) {
				return collections.Join(a.BodyId, key), a.IsUndecided()
			}),
	}
	return collections.NewIndexedMap(sb, types.ApplicationsKey, "applications", applicationKeyCodec, codec.CollValue[types.Application](cdc), indexed)
}

// certificateIndexes find what time changes, lists by status and expiry, what a body answers for, and the certificates of
// a vendor by model.
type certificateIndexes struct {
	due      sparseIndex[collections.Pair[time.Time, string], string, types.Certificate]
	byStatus sparseIndex[statusEntry, string, types.Certificate]
	byBody   sparseIndex[collections.Pair[string, string], string, types.Certificate]
	byVendor sparseIndex[productEntry, string, types.Certificate]
}

// IndexesList implements collections.Indexes.
func (i certificateIndexes) IndexesList() []collections.Index[string, types.Certificate] {
	return []collections.Index[string, types.Certificate]{i.due, i.byStatus, i.byBody, i.byVendor}
}

func newCertificates(sb *collections.SchemaBuilder, cdc codec.BinaryCodec) *certificateMap {
	indexed := certificateIndexes{
		due: newSparseIndex(sb, types.CertificatesDueKey, "certificates_due", dueKeyCodec,
			func(number string, c types.Certificate) (collections.Pair[time.Time, string], bool) {
				due, exists := c.Due()
				return collections.Join(due, number), exists
			}),
		byStatus: newSparseIndex(sb, types.CertificatesByStatusKey, "certificates_by_status",
			collections.TripleKeyCodec(collections.Int32Key, lookup.MomentKey, collections.StringKey),
			func(number string, c types.Certificate) (statusEntry, bool) {
				return collections.Join3(int32(c.Status), c.ExpiresAt, number), true
			}),
		byBody: newSparseIndex(sb, types.CertificatesByBodyKey, "certificates_by_body", applicationKeyCodec,
			func(number string, c types.Certificate) (collections.Pair[string, string], bool) {
				_, lasts := c.Due()
				return collections.Join(c.BodyId, number), lasts
			}),
		byVendor: newSparseIndex(sb, types.CertificatesByVendorKey, "certificates_by_vendor",
			collections.TripleKeyCodec(collections.StringKey, collections.StringKey, collections.StringKey),
			func(number string, c types.Certificate) (productEntry, bool) {
				return collections.Join3(c.Vendor, c.Unit.Model, number), true
			}),
	}
	return collections.NewIndexedMap(sb, types.CertificatesKey, "certificates", collections.StringKey, codec.CollValue[types.Certificate](cdc), indexed)
}
