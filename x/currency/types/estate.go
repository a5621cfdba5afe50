package types

import (
	"crypto/sha256"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/lifecycle"
)

// EstateAction is what can happen to an estate proposal.
type EstateAction string

const (
	EstateConfirm EstateAction = "confirm"
	EstateCancel  EstateAction = "cancel"
)

var estateTransitions = lifecycle.Table[EstateStatus, EstateAction]{
	ESTATE_STATUS_PROPOSED: {
		EstateConfirm: ESTATE_STATUS_PAID,
		EstateCancel:  ESTATE_STATUS_CANCELLED,
	},
}

// NewEstate is a teller's proposal to pay a wallet out to its holder's heir (ErrEstate).
func NewEstate(wallet sdk.AccAddress, reference ident.Reference, memberID string, heir sdk.AccAddress, documentHash []byte, teller string) (Estate, error) {
	estate := Estate{
		Wallet:       name(wallet),
		Reference:    reference.String(),
		MemberId:     memberID,
		Heir:         name(heir),
		DocumentHash: documentHash,
		ProposedBy:   teller,
		Status:       ESTATE_STATUS_PROPOSED,
	}
	return estate, estate.checkTerms()
}

func (e Estate) checkTerms() error {
	if e.Heir == e.Wallet {
		return ErrEstate.Wrapf("heir: %s is the wallet itself", e.Heir)
	}
	if size := len(e.DocumentHash); size != sha256.Size {
		return ErrEstate.Wrapf("document_hash has %d bytes, must have %d", size, sha256.Size)
	}
	return nil
}

// IsOpen reports whether somebody may still decide.
func (e Estate) IsOpen() bool { return e.Status == ESTATE_STATUS_PROPOSED }

// Confirm is the consent of a second officer, who pays the amount out (ErrEstateStatus, ErrSameOfficer).
func (e Estate) Confirm(officer string, amount Fen) (Estate, error) {
	paid, err := e.decide(EstateConfirm)
	if err != nil {
		return e, err
	}
	if officer == e.ProposedBy {
		return e, ErrSameOfficer.Wrapf("estate %s of %s: %s proposed it", e.Reference, e.Wallet, officer)
	}
	paid.ConfirmedBy, paid.AmountFen = officer, uint64(amount)
	return paid, nil
}

// Cancel takes the proposal back (ErrEstateStatus).
func (e Estate) Cancel() (Estate, error) { return e.decide(EstateCancel) }

func (e Estate) decide(action EstateAction) (Estate, error) {
	to, allowed := estateTransitions.Next(e.Status, action)
	if !allowed {
		return e, ErrEstateStatus.Wrapf("estate %s of %s is %s: cannot %s it", e.Reference, e.Wallet, e.Status, action)
	}
	e.Status = to
	return e, nil
}

// check finds records that no sequence of messages leads to.
func (e Estate) check() error {
	if _, err := ParseReference("reference", e.Reference); err != nil {
		return err
	}
	if _, err := ParseMemberID(e.MemberId); err != nil {
		return err
	}
	if err := e.checkTerms(); err != nil {
		return err
	}
	if err := checkOfficer("proposed_by", e.ProposedBy); err != nil {
		return err
	}
	if err := checkOptionalOfficer("confirmed_by", e.ConfirmedBy); err != nil {
		return err
	}
	if !isKnown(EstateStatus_name, e.Status) {
		return ErrRecord.Wrapf("status %d", e.Status)
	}
	paid := e.Status == ESTATE_STATUS_PAID
	if paid != (e.ConfirmedBy != "") || !paid && e.AmountFen != 0 || e.ConfirmedBy == e.ProposedBy {
		return ErrRecord.Wrapf("%s with confirmed_by %q and %s", e.Status, e.ConfirmedBy, Fen(e.AmountFen))
	}
	return nil
}
