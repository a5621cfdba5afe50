package types

import (
	"strings"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/ident"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// customerRefBytes is the length of the HMAC that stands for a customer.
const customerRefBytes = 32

// ParseWalletClass accepts one of the four classes. It fails with ErrWalletProfile.
func ParseWalletClass(class WalletClass) (WalletClass, error) {
	if !isKnown(WalletClass_name, class) {
		return class, ErrWalletProfile.Wrapf("class %d is not one of I, II, III and IV", class)
	}
	return class, nil
}

// Check fails with ErrIdentifier or ErrWalletProfile, naming the part that breaks its rule.
func (p WalletProfile) Check() error {
	if _, err := ParseMemberID(p.OperatorId); err != nil {
		return err
	}
	if !isKnown(WalletKind_name, p.Kind) {
		return ErrWalletProfile.Wrapf("kind %d is not personal, corporate or sub", p.Kind)
	}
	if (p.Kind == WALLET_KIND_SUB) != (p.Parent != "") {
		return ErrWalletProfile.Wrapf("kind %s with parent %q: a sub-wallet, and nothing else, has a parent", p.Kind, p.Parent)
	}
	if _, err := ident.ParseRegionCode(p.Region); err != nil {
		return ErrIdentifier.Wrapf("region: %s", err)
	}
	if len(p.CustomerRef) != customerRefBytes {
		return ErrWalletProfile.Wrapf("customer_ref has %d bytes, must have %d", len(p.CustomerRef), customerRefBytes)
	}
	if !isKnown(Carrier_name, p.Carrier) {
		return ErrWalletProfile.Wrapf("carrier %d is not known", p.Carrier)
	}
	if p.MerchantScenario != SCENARIO_UNSPECIFIED && !isKnown(Scenario_name, p.MerchantScenario) {
		return ErrWalletProfile.Wrapf("merchant_scenario %d is not known", p.MerchantScenario)
	}
	return p.checkReferences()
}

func (p WalletProfile) checkReferences() error {
	if p.MerchantScenario == SCENARIO_UNSPECIFIED && (p.TerminalId != "" || p.TerminalCertificate != "") {
		return ErrWalletProfile.Wrap("only a merchant, with merchant_scenario, has a terminal")
	}
	if p.CarrierPartner != "" {
		if _, err := ParseMemberID(p.CarrierPartner); err != nil {
			return err
		}
	}
	for _, reference := range []struct{ what, text string }{
		{"product certificate", p.ProductCertificate}, {"terminal id", p.TerminalId}, {"terminal certificate", p.TerminalCertificate},
	} {
		if reference.text == "" {
			continue
		}
		if _, err := ParseReference(reference.what, reference.text); err != nil {
			return err
		}
	}
	return nil
}

// marks are those that follow from the profile alone.
func (p WalletProfile) marks() Marks {
	var marks Marks
	if p.Kind == WALLET_KIND_CORPORATE {
		marks |= MarkCorporate
	}
	if p.NonResident {
		marks |= MarkNonResident
	}
	return marks
}

// CarrierUse is what the wallet's carrier is certified for: an app is software, all else a thing.
func (p WalletProfile) CarrierUse() ProductUse {
	if p.Carrier == CARRIER_APP {
		return ProductClientSoftware
	}
	return ProductCarrier
}

// IsOpen reports whether the wallet was not closed.
func (p WalletProfile) IsOpen() bool { return p.ClosedAt == nil }

// HasTerminal reports whether the merchant has a terminal on record.
func (p WalletProfile) HasTerminal() bool { return p.TerminalId != "" || p.TerminalCertificate != "" }

// Update returns the profile with what the operator now knows of the wallet (ErrIdentifier, ErrWalletProfile).
func (p WalletProfile) Update(msg *MsgUpdateWallet) (WalletProfile, error) {
	p.Region = msg.Region
	p.Carrier = msg.Carrier
	p.CarrierPartner = msg.CarrierPartner
	p.ProductCertificate = msg.ProductCertificate
	p.MerchantScenario = msg.MerchantScenario
	p.TerminalId = msg.TerminalId
	p.TerminalCertificate = msg.TerminalCertificate
	return p, p.Check()
}

// CheckWalletAddress fails with ErrWalletAddress for the consortium's own account, which has no key to pay with.
func CheckWalletAddress(address sdk.AccAddress) error {
	if text := name(address); text == consortiumtypes.Authority {
		return ErrWalletAddress.Wrapf("%s is the consortium's own account", text)
	}
	return nil
}

// NewWallet joins the two records of a wallet into what people and genesis see.
func NewWallet(address sdk.AccAddress, account Account, profile WalletProfile) Wallet {
	return Wallet{
		Address:     name(address),
		Class:       account.Class,
		Status:      account.Status,
		BalanceFen:  uint64(account.Balance),
		Day:         account.Day.String(),
		DayPaidFen:  uint64(account.DayPaid),
		YearPaidFen: uint64(account.YearPaid),
		Sequence:    account.Sequence,
		KeyType:     account.KeyType.String(),
		PublicKey:   account.PublicKey,
		Profile:     profile,

		DayReceivedFen:   uint64(account.DayReceived),
		AdmittedRevision: account.Admitted,
	}
}

// CheckOpen fails with ErrWalletClosed.
func (w Wallet) CheckOpen() error {
	if w.Status != WALLET_STATUS_OPEN {
		return ErrWalletClosed.Wrapf("wallet %s is %s, must be open", w.Address, w.Status)
	}
	return nil
}

// Parse returns the wallet's address and its account, which does not yet know its oldest payment nor the marks that
// follow from other records.
func (w Wallet) Parse() (sdk.AccAddress, Account, error) {
	address, err := consortiumtypes.ParseAddress(w.Address)
	if err != nil {
		return nil, Account{}, err
	}
	day, err := ParseOptionalDay(w.Day)
	if err != nil {
		return nil, Account{}, err
	}
	account := Account{
		Class:     w.Class,
		Status:    w.Status,
		PublicKey: w.PublicKey,
		Sequence:  w.Sequence,
		Balance:   Fen(w.BalanceFen),
		Day:       day,
		DayPaid:   Fen(w.DayPaidFen),
		YearPaid:  Fen(w.YearPaidFen),

		DayReceived: Fen(w.DayReceivedFen),
		Admitted:    w.AdmittedRevision,
		Marks:       w.Profile.marks(),
	}
	switch w.KeyType {
	case KeyTypeNone.String():
	case KeyTypeSecp256k1.String():
		account.KeyType = KeyTypeSecp256k1
	default:
		return nil, Account{}, ErrRecord.Wrapf("key type %q", w.KeyType)
	}
	return address, account, account.Check()
}

// isKnown tells whether a value of an enum is one of its names other than the unspecified.
func isKnown[E ~int32](names map[int32]string, value E) bool {
	_, known := names[int32(value)]
	return known && value != 0
}

// className writes a class as people do, such as "IV".
func className(class WalletClass) string {
	return strings.TrimPrefix(class.String(), "WALLET_CLASS_")
}
