package types

import (
	"crypto/sha256"
	"fmt"

	"github.com/dcep-consortium/dcepd/lifecycle"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// DocumentAction is what can happen to a document.
type DocumentAction string

const (
	DocumentAmend       DocumentAction = "amend"
	DocumentRevoke      DocumentAction = "revoke"
	DocumentAcknowledge DocumentAction = "acknowledge"
	DocumentEndorse     DocumentAction = "endorse"
	// DocumentFinance is to authorise or pledge it, in the module of financing.
	DocumentFinance DocumentAction = "finance"
)

var documentTransitions = lifecycle.Table[DocumentStatus, DocumentAction]{
	DOCUMENT_STATUS_ACTIVE: {
		DocumentAmend:       DOCUMENT_STATUS_ACTIVE,
		DocumentRevoke:      DOCUMENT_STATUS_REVOKED,
		DocumentAcknowledge: DOCUMENT_STATUS_ACTIVE,
		DocumentEndorse:     DOCUMENT_STATUS_ACTIVE,
		DocumentFinance:     DOCUMENT_STATUS_ACTIVE,
	},
}

// NewDeclaration is a document that customs attests (ErrDocumentKind, ErrDirection, ErrMoney, ErrMonth, ErrCommitment,
// ErrEnvelope).
func NewDeclaration(catalogue Catalogue, id DocumentID, msg *MsgAttestDeclaration, issuerID string, today Day) (Document, error) {
	if err := catalogue.kind(msg.Kind, true); err != nil {
		return Document{}, err
	}
	if msg.Direction != DIRECTION_EXPORT && msg.Direction != DIRECTION_IMPORT {
		return Document{}, ErrDirection.Wrapf("%s: goods are exported or imported", msg.Direction)
	}
	if err := checkPaper(msg.Amount, msg.Month, msg.ContentCommitment, today); err != nil {
		return Document{}, err
	}
	if err := CheckCommitment("owner_commitment", msg.OwnerCommitment); err != nil {
		return Document{}, err
	}
	return Document{
		Id: id.String(), Kind: msg.Kind, Trust: TRUST_ATTESTED, Status: DOCUMENT_STATUS_ACTIVE, Direction: msg.Direction, Amount: msg.Amount,
		Month: msg.Month, Version: 1, ContentCommitment: msg.ContentCommitment, OwnerCommitment: msg.OwnerCommitment, IssuerId: issuerID,
		OwnerEnvelope: msg.OwnerEnvelope,
	}, checkOptionalEnvelope(msg.OwnerEnvelope)
}

// NewClaim is a document that an enterprise claims (ErrEnterpriseStatus, ErrDocumentKind, ErrMoney, ErrMonth,
// ErrCommitment, ErrCounterparty).
func NewClaim(catalogue Catalogue, id DocumentID, msg *MsgClaimDocument, owner Enterprise, today Day) (Document, error) {
	if err := owner.CheckVerified(); err != nil {
		return Document{}, err
	}
	if err := catalogue.kind(msg.Kind, false); err != nil {
		return Document{}, err
	}
	if err := checkPaper(msg.Amount, msg.Month, msg.ContentCommitment, today); err != nil {
		return Document{}, err
	}
	if msg.Counterparty == owner.Wallet {
		return Document{}, ErrCounterparty.Wrapf("wallet %s owes itself nothing", owner.Wallet)
	}
	return Document{
		Id: id.String(), Kind: msg.Kind, Trust: TRUST_CLAIMED, Status: DOCUMENT_STATUS_ACTIVE, Amount: msg.Amount, Month: msg.Month, Version: 1,
		ContentCommitment: msg.ContentCommitment, Owner: owner.Wallet, Counterparty: msg.Counterparty,
	}, nil
}

func checkPaper(amount Money, month string, content []byte, today Day) error {
	if err := amount.Check(); err != nil {
		return err
	}
	if err := CheckMonth(month, today); err != nil {
		return err
	}
	return CheckCommitment("content_commitment", content)
}

// Part is a part of an acknowledged receivable that its owner assigns. The counterparty's word travels along. It fails with
// ErrDocumentStatus, ErrNotOwner, ErrTier, ErrEnterpriseStatus and ErrMoney; whether there is so much left is for who keeps the room.
func (d Document) Part(id DocumentID, owner string, recipient Enterprise, amount Money) (Document, error) {
	if err := d.CheckStatus(DocumentFinance); err != nil {
		return Document{}, err
	}
	if d.Owner != owner || recipient.Wallet == owner {
		return Document{}, ErrNotOwner.Wrapf("%s, from wallet %s to %s", d.name(), owner, recipient.Wallet)
	}
	if d.Trust != TRUST_ACKNOWLEDGED {
		return Document{}, ErrDocumentStatus.Wrapf("%s is %s: only what its debtor acknowledged is assigned in parts", d.name(), d.Trust)
	}
	if d.Tier >= MaxTier {
		return Document{}, ErrTier.Wrapf("%s is %d tiers away from the debtor, at most %d are allowed", d.name(), d.Tier, MaxTier)
	}
	if err := recipient.CheckVerified(); err != nil {
		return Document{}, err
	}
	if err := amount.In(d.Amount.Currency); err != nil {
		return Document{}, err
	}
	part := d
	part.Id, part.ParentId, part.Tier = id.String(), d.Id, d.Tier+1
	part.Owner, part.Amount, part.PartialMatches, part.Accesses = recipient.Wallet, amount, 0, 0
	return part, nil
}

// PartID is the id of the part that the owner of a document calls by a reference.
func PartID(parent DocumentID, reference string) DocumentID {
	hash := sha256.New()
	hash.Write([]byte(partDomain))
	hash.Write(parent[:])
	hash.Write([]byte(reference))
	return DocumentID(hash.Sum(nil))
}

// partDomain keeps the ids of parts apart from every other hash.
const partDomain = "dcep/singlewindow/part/v1"

// ClaimAgain books another claim of the same paper, which is a partial match unless owner and amount are the same
// (ErrDocumentExists, ErrPartialMatches).
func (d Document) ClaimAgain(claim Document, height int64) (Document, PartialMatch, error) {
	if d.Trust == TRUST_ATTESTED || d.ParentId != "" || d.Owner == claim.Owner && d.Amount == claim.Amount {
		return d, PartialMatch{}, ErrDocumentExists.Wrapf("%s of %s, %s", d.name(), d.Amount, d.Owner)
	}
	if d.PartialMatches >= MaxPartialMatches {
		return d, PartialMatch{}, ErrPartialMatches.Wrapf("%s has %d, at most %d are kept", d.name(), d.PartialMatches, MaxPartialMatches)
	}
	d.PartialMatches++
	return d, PartialMatch{DocumentId: d.Id, Number: d.PartialMatches, Claimant: claim.Owner, Amount: claim.Amount, Height: height}, nil
}

// Acknowledge is the word of the counterparty that it owes what the document says (ErrCounterparty, ErrDocumentStatus).
func (d Document) Acknowledge(counterparty Enterprise) (Document, error) {
	if d.Counterparty != counterparty.Wallet {
		return d, ErrCounterparty.Wrapf("%s, wallet %s", d.name(), counterparty.Wallet)
	}
	if err := counterparty.CheckVerified(); err != nil {
		return d, err
	}
	acknowledged, err := d.decide(DocumentAcknowledge)
	if err != nil {
		return d, err
	}
	if d.Trust != TRUST_CLAIMED {
		return d, ErrDocumentStatus.Wrapf("%s is %s: cannot %s", d.name(), d.Trust, DocumentAcknowledge)
	}
	acknowledged.Trust = TRUST_ACKNOWLEDGED
	return acknowledged, nil
}

// Amend replaces what customs attested, and returns the version that goes (ErrNotIssuer, ErrDocumentStatus, ErrVersion,
// ErrMoney, ErrCommitment, ErrEnvelope, and the currency's ErrReason).
func (d Document) Amend(msg *MsgAmendDeclaration, issuerID string, height int64) (Document, Amendment, error) {
	amended, err := d.byIssuer(DocumentAmend, issuerID, msg.Reason)
	if err != nil {
		return d, Amendment{}, err
	}
	if msg.Version != d.Version {
		return d, Amendment{}, ErrVersion.Wrapf("%s has version %d, asked %d", d.name(), d.Version, msg.Version)
	}
	if err := msg.Amount.In(d.Amount.Currency); err != nil {
		return d, Amendment{}, err
	}
	if err := CheckCommitment("content_commitment", msg.ContentCommitment); err != nil {
		return d, Amendment{}, err
	}
	if err := checkOptionalEnvelope(msg.OwnerEnvelope); err != nil {
		return d, Amendment{}, err
	}
	amended.Version++
	amended.Amount, amended.ContentCommitment = msg.Amount, msg.ContentCommitment
	if len(msg.OwnerEnvelope) > 0 {
		amended.OwnerEnvelope = msg.OwnerEnvelope
	}
	return amended, Amendment{
		DocumentId: d.Id, Version: d.Version, Amount: d.Amount, ContentCommitment: d.ContentCommitment, Officer: msg.Officer,
		Reason: msg.Reason, Height: height,
	}, nil
}

// Revoke ends what customs attested (ErrNotIssuer, ErrDocumentStatus, and the currency's ErrReason).
func (d Document) Revoke(issuerID, reason string) (Document, error) {
	return d.byIssuer(DocumentRevoke, issuerID, reason)
}

func (d Document) byIssuer(action DocumentAction, issuerID, reason string) (Document, error) {
	if err := currencytypes.CheckReason(reason); err != nil {
		return d, err
	}
	if d.IssuerId == "" || d.IssuerId != issuerID {
		return d, ErrNotIssuer.Wrapf("%s was attested by %q, not by %s", d.name(), d.IssuerId, issuerID)
	}
	return d.decide(action)
}

// CheckStatus fails with ErrDocumentStatus unless the state of the document allows the action.
func (d Document) CheckStatus(action DocumentAction) error {
	_, err := d.decide(action)
	return err
}

func (d Document) decide(action DocumentAction) (Document, error) {
	to, allowed := documentTransitions.Next(d.Status, action)
	if !allowed {
		return d, ErrDocumentStatus.Wrapf("%s is %s: cannot %s", d.name(), d.Status, action)
	}
	d.Status = to
	return d, nil
}

// WorthMinor is what the document is worth: its amount, or nothing once it is revoked.
func (d Document) WorthMinor() uint64 {
	if d.Status != DOCUMENT_STATUS_ACTIVE {
		return 0
	}
	return d.Amount.Minor
}

// name is what errors call the document: enough of its id to find it.
func (d Document) name() string { return fmt.Sprintf("%s %.16s…", d.Kind, d.Id) }

// EventOf is the event of a document's change.
func EventOf(d Document, actor, reason string) *EventDocument {
	return &EventDocument{
		DocumentId: d.Id, Kind: d.Kind, Trust: d.Trust, Status: d.Status, Version: d.Version, Amount: d.Amount, Actor: actor, Reason: reason,
	}
}

// checkActor fails unless the text is an address.
func checkActor(address string) error {
	_, err := consortiumtypes.ParseAddress(address)
	return err
}
