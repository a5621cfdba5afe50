package types

import "cosmossdk.io/collections"

const (
	// ModuleName names the module, and its escrow accounts in the ledger of the currency.
	ModuleName = "letters"
	// StoreKey names the module's store.
	StoreKey = ModuleName
)

// The prefixes of the collections in the module's store. A number is never reused.
var (
	ParamsKey              = collections.NewPrefix(0)
	LettersKey             = collections.NewPrefix(1)
	ByApplicantKey         = collections.NewPrefix(2)
	ByBeneficiaryKey       = collections.NewPrefix(3)
	ByAdvisingBankKey      = collections.NewPrefix(4)
	AmendmentsKey          = collections.NewPrefix(5)
	PresentationsKey       = collections.NewPrefix(6)
	ByIssuingBankKey       = collections.NewPrefix(7)
	ByBoundBeneficiaryKey  = collections.NewPrefix(8)
	ByBoundAdvisingBankKey = collections.NewPrefix(9)
)

const (
	// ExaminationDays is how many banking days following that of presentation a bank has to examine (UCP 600 Art. 14b).
	ExaminationDays = 5
	// DefaultPresentationDays is how many calendar days after shipment documents may be presented, unless field 48 says
	// otherwise (Art. 14c).
	DefaultPresentationDays = 21
	// PartialShortPercent is how much less than the amount may be drawn though partial shipments are not allowed and
	// field 39A says nothing (Art. 30c).
	PartialShortPercent = 5
	// MaxLetterDays bounds the days from an application to the expiry.
	MaxLetterDays = 3653
	// MaxTenorDays bounds the days until a maturity: a year and a day.
	MaxTenorDays = 366
	// MaxPresentationDays bounds field 48.
	MaxPresentationDays = 999
	// MaxDocuments bounds the documents of a presentation.
	MaxDocuments = 50
	// MaxDiscrepancies bounds the discrepancies of a notice.
	MaxDiscrepancies = 50
	// MaxAmendments bounds the amendments of a letter.
	MaxAmendments = 100
	// ForwardDays is how long after the last day of a letter the confirming bank may forward what it accepted, and the letter stays open for it.
	ForwardDays = 60
	// MaxPresentations is how many presentations there may be of a letter when its beneficiary makes another one.
	MaxPresentations    = 1000
	minutesPerDay       = 24 * 60
	commitmentBytes     = 32
	maxNumberChars      = 16
	maxPlaceChars       = 29
	maxKindChars        = 35
	maxTolerancePercent = 99
)
