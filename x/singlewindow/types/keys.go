package types

import "cosmossdk.io/collections"

const (
	// ModuleName names the module.
	ModuleName = "singlewindow"
	// StoreKey names the module's store.
	StoreKey = ModuleName
)

// The prefixes of the collections in the module's store. A number is never reused.
var (
	CatalogueKey      = collections.NewPrefix(0)
	EnterprisesKey    = collections.NewPrefix(1)
	SealingKeysKey    = collections.NewPrefix(2)
	DocumentsKey      = collections.NewPrefix(3)
	AmendmentsKey     = collections.NewPrefix(4)
	PartialMatchesKey = collections.NewPrefix(5)
	EndorsementsKey   = collections.NewPrefix(6)
	EnvelopesKey      = collections.NewPrefix(7)
	AccessesKey       = collections.NewPrefix(8)
)

const (
	// CommitmentBytes is the length of every commitment: SHA-256.
	CommitmentBytes = 32
	// SaltBytes is the length of the salt that opens a commitment to an owner.
	SaltBytes = 16
	// SealingKeyBytes is the length of an X25519 public key.
	SealingKeyBytes = 32
	// MaxEnvelopeBytes bounds a sealed key.
	MaxEnvelopeBytes = 512
	// MaxPurposeBytes bounds what somebody wants with the content of a document.
	MaxPurposeBytes = 128
	// MaxDepartments bounds the departments of the catalogue.
	MaxDepartments = 64
	// MaxDocumentKinds bounds the document kinds of the catalogue.
	MaxDocumentKinds = 64
	// MaxFunctions bounds the functions of the catalogue.
	MaxFunctions = 32
	// MaxTier bounds how many times a receivable is assigned on, part of a part.
	MaxTier = 8
	// MaxPartialMatches bounds the other claims of one paper, so that nobody fills its record.
	MaxPartialMatches = 20
)
