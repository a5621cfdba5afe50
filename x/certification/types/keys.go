package types

import (
	"time"

	"cosmossdk.io/collections"
)

const (
	// ModuleName names the module.
	ModuleName = "certification"
	// StoreKey names the module's store.
	StoreKey = ModuleName
)

// The prefixes of the collections in the module's store. A number is never reused. CertificatesKey is part of what
// proofs of certificates show.
var (
	ParamsKey               = collections.NewPrefix(0)
	EditionsKey             = collections.NewPrefix(1)
	RecognitionsKey         = collections.NewPrefix(2)
	VendorsKey              = collections.NewPrefix(3)
	VendorsByWalletKey      = collections.NewPrefix(4)
	ApplicationsKey         = collections.NewPrefix(5)
	ApplicationsDueKey      = collections.NewPrefix(6)
	ApplicationsByBodyKey   = collections.NewPrefix(7)
	CertificatesKey         = collections.NewPrefix(8)
	CertificatesDueKey      = collections.NewPrefix(9)
	CertificatesByStatusKey = collections.NewPrefix(10)
	CertificatesByBodyKey   = collections.NewPrefix(11)
	CertificatesByVendorKey = collections.NewPrefix(12)
	SerialsKey              = collections.NewPrefix(13)
	DeploymentsKey          = collections.NewPrefix(14)
)

const (
	// ValidityYears is how long a certificate is valid (rules for the certification of fintech products, 2019).
	ValidityYears = 3
	// RenewalWindow is how long before its end a certificate can be renewed.
	RenewalWindow = 90 * 24 * time.Hour
	// MaxStepsPerBlock bounds what time does in one block: lapses, warnings, expiries and withdrawals.
	MaxStepsPerBlock = 100
	// MaxChanges bounds the history of a certificate, all of which one proof shows. What ends a certificate is recorded
	// beyond it.
	MaxChanges = 200
	// MaxCategories bounds the categories of an edition.
	MaxCategories = 99
	// MaxListed bounds each list of a unit.
	MaxListed = 40
	// MaxScopePeriods bounds how often a member is recognised for a category.
	MaxScopePeriods = 50
	// MaxProductCertificates bounds how many certificates of one model a verification reads, newest first.
	MaxProductCertificates = 100
	// maxTextBytes bounds a name, and maxReasonBytes a reason or findings.
	maxTextBytes, maxReasonBytes = 120, 512
	hashBytes                    = 32
)

// Warnings are how long before its end a certificate's holder is warned.
var Warnings = [...]time.Duration{RenewalWindow, 30 * 24 * time.Hour}
