package types

import (
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

// CheckBank fails with ErrBank unless the member is an active bank with a cash box of its own coins. A cooperating bank holds the
// coins of operators, which it cannot lend.
func CheckBank(member consortiumtypes.Member) error {
	if member.Kind != consortiumtypes.MEMBER_KIND_OPERATOR_BANK || member.Status != consortiumtypes.MEMBER_STATUS_ACTIVE {
		return ErrBank.Wrapf("member %s is %s and %s, must be an active operator bank", member.Id, member.Kind, member.Status)
	}
	return nil
}

// NewAuthorisation is the consent of the document's owner (ErrAuthorisationExpired, and the single window's ErrDocumentStatus,
// ErrMoney).
func NewAuthorisation(document singlewindowtypes.Document, bankID, reference, wallet string, ceiling Money, expires, today Day) (Authorisation, error) {
	if err := document.CheckStatus(singlewindowtypes.DocumentFinance); err != nil {
		return Authorisation{}, err
	}
	if err := ceiling.In(document.Amount.Currency); err != nil {
		return Authorisation{}, err
	}
	if latest := today.AddDays(MaxAuthorisationDays); expires < today || expires > latest {
		return Authorisation{}, ErrAuthorisationExpired.Wrapf("expires_on %s must be from today, %s, to %s", expires, today, latest)
	}
	return Authorisation{
		DocumentId: document.Id, BankId: bankID, Reference: reference, Wallet: wallet, Ceiling: ceiling, ExpiresOn: expires.String(),
	}, nil
}

// Revoke ends the authorisation for what is not registered yet (ErrNotBorrower, ErrAuthorisationExpired).
func (a Authorisation) Revoke(wallet string) (Authorisation, error) {
	if a.Wallet != wallet {
		return a, ErrNotBorrower.Wrapf("%s was given by %s, not by %s", a.name(), a.Wallet, wallet)
	}
	if a.Revoked {
		return a, ErrAuthorisationExpired.Wrapf("%s is revoked already", a.name())
	}
	a.Revoked = true
	return a, nil
}

// CheckInForce fails with ErrAuthorisationExpired.
func (a Authorisation) CheckInForce(today Day) error {
	if !a.IsInForce(today) {
		return ErrAuthorisationExpired.Wrapf("%s: revoked %t, expires on %s, today is %s", a.name(), a.Revoked, a.ExpiresOn, today)
	}
	return nil
}

// IsInForce reports whether the bank may act under it. Dates of four-digit years sort as text.
func (a Authorisation) IsInForce(today Day) bool { return !a.Revoked && today.String() <= a.ExpiresOn }

// Use takes an amount out of the ceiling. What was used once is used, also when the pledge ends undisbursed: the enterprise
// authorises anew (ErrAuthorisationExpired, ErrCeiling).
func (a Authorisation) Use(amount Money, today Day) (Authorisation, error) {
	if err := a.CheckInForce(today); err != nil {
		return a, err
	}
	if left := a.Ceiling.Minor - a.UsedMinor; amount.Minor > left {
		return a, ErrCeiling.Wrapf("%s: ceiling %s, used %s, asked %s", a.name(), a.Ceiling, singlewindowtypes.NewMoney(a.Ceiling.Currency, a.UsedMinor), amount)
	}
	a.UsedMinor += amount.Minor
	return a, nil
}

// name is what errors call the authorisation.
func (a Authorisation) name() string {
	return "authorisation " + a.Reference + " of bank " + a.BankId + " for document " + shortID(a.DocumentId)
}

// shortID is enough of a document's id to find it.
func shortID(id string) string { return id[:min(16, len(id))] + "…" }
