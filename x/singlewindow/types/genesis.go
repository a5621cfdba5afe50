package types

import (
	"slices"

	"github.com/dcep-consortium/dcepd/ident"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// DefaultGenesisState has the catalogue of a single window and nothing on record.
func DefaultGenesisState() *GenesisState { return &GenesisState{Catalogue: DefaultCatalogue()} }

// genesisCheck is what the lists of a genesis state refer to.
type genesisCheck struct {
	catalogue   Catalogue
	enterprises map[string]Enterprise
	keys        map[string]bool
	documents   map[string]Document
}

// ValidateGenesis fails with ErrInvalidGenesis, naming the field, unless the state is one that messages could have led to:
// everything is well formed, there once, refers to what is there, and is counted.
func ValidateGenesis(g *GenesisState) error {
	if err := g.Catalogue.Check(); err != nil {
		return ErrInvalidGenesis.Wrapf("catalogue: %s", err)
	}
	c := &genesisCheck{
		catalogue: g.Catalogue, enterprises: map[string]Enterprise{}, keys: map[string]bool{}, documents: map[string]Document{},
	}
	for _, check := range []func(*GenesisState) error{
		c.checkKeys, c.checkEnterprises, c.checkDocuments, c.checkAmendments, c.checkPartialMatches, c.checkEndorsements, c.checkAccess,
	} {
		if err := check(g); err != nil {
			return err
		}
	}
	return nil
}

func inEntry(field string, i int, err error) error {
	return ErrInvalidGenesis.Wrapf("%s[%d]: %s", field, i, err)
}

func (c *genesisCheck) checkKeys(g *GenesisState) error {
	for i, key := range g.SealingKeys {
		if err := CheckSealingKey(key.Key); err != nil {
			return inEntry("sealing_keys", i, err)
		}
		_, memberErr := ident.ParseMemberID(key.Holder)
		if memberErr != nil && checkActor(key.Holder) != nil {
			return inEntry("sealing_keys", i, ErrSealingKey.Wrapf("holder %.80q is neither a member nor a wallet", key.Holder))
		}
		if c.keys[key.Holder] || key.Height < 0 {
			return inEntry("sealing_keys", i, ErrSealingKey.Wrapf("holder %s is there twice, or height %d", key.Holder, key.Height))
		}
		c.keys[key.Holder] = true
	}
	return nil
}

func (c *genesisCheck) checkEnterprises(g *GenesisState) error {
	for i, enterprise := range g.Enterprises {
		if err := enterprise.check(); err != nil {
			return inEntry("enterprises", i, err)
		}
		if _, twice := c.enterprises[enterprise.Wallet]; twice {
			return inEntry("enterprises", i, ErrEnterpriseExists.Wrap(enterprise.Wallet))
		}
		if !c.keys[enterprise.Wallet] {
			return inEntry("enterprises", i, ErrSealingKeyNotFound.Wrap(enterprise.Wallet))
		}
		c.enterprises[enterprise.Wallet] = enterprise
	}
	return nil
}

func (e Enterprise) check() error {
	if err := checkActor(e.Wallet); err != nil {
		return err
	}
	if err := CheckCommitment("uscc_commitment", e.UsccCommitment); err != nil {
		return err
	}
	verified := e.Status == ENTERPRISE_STATUS_VERIFIED
	if !verified && e.Status != ENTERPRISE_STATUS_REGISTERED || verified != (e.VerifiedBy != "") {
		return ErrEnterpriseStatus.Wrapf("%s is %s, verified by %q", e.Wallet, e.Status, e.VerifiedBy)
	}
	if verified {
		return checkActor(e.VerifiedBy)
	}
	return nil
}

func (c *genesisCheck) checkDocuments(g *GenesisState) error {
	for i, document := range g.Documents {
		if err := c.checkDocument(document); err != nil {
			return inEntry("documents", i, err)
		}
		if _, twice := c.documents[document.Id]; twice {
			return inEntry("documents", i, ErrDocumentExists.Wrap(document.Id))
		}
		c.documents[document.Id] = document
	}
	for i, document := range g.Documents {
		if document.ParentId == "" {
			continue
		}
		if parent, exists := c.documents[document.ParentId]; !exists || parent.Tier+1 != document.Tier {
			return inEntry("documents", i, ErrDocumentNotFound.Wrapf("parent %s of tier %d", document.ParentId, document.Tier-1))
		}
	}
	return nil
}

func (c *genesisCheck) checkDocument(d Document) error {
	if _, err := ParseDocumentID(d.Id); err != nil {
		return err
	}
	if err := c.catalogue.kind(d.Kind, d.Trust == TRUST_ATTESTED); err != nil {
		return err
	}
	if err := d.Amount.Check(); err != nil {
		return err
	}
	if err := ParseMonth(d.Month); err != nil {
		return err
	}
	if err := CheckCommitment("content_commitment", d.ContentCommitment); err != nil {
		return err
	}
	if d.Status != DOCUMENT_STATUS_ACTIVE && d.Status != DOCUMENT_STATUS_REVOKED || d.Version == 0 || d.PartialMatches > MaxPartialMatches ||
		(d.ParentId == "") != (d.Tier == 0) {
		return ErrDocumentStatus.Wrapf("%s is %s, version %d, tier %d, partial matches %d", d.name(), d.Status, d.Version, d.Tier, d.PartialMatches)
	}
	if d.Trust == TRUST_ATTESTED {
		return d.checkAttested()
	}
	return c.checkClaimed(d)
}

func (d Document) checkAttested() error {
	if d.Direction != DIRECTION_EXPORT && d.Direction != DIRECTION_IMPORT {
		return ErrDirection.Wrap(d.Direction.String())
	}
	if d.Owner != "" || d.Counterparty != "" || d.ParentId != "" || d.PartialMatches != 0 {
		return ErrNotOwner.Wrapf("%s names owner %q, counterparty %q, parent %q", d.name(), d.Owner, d.Counterparty, d.ParentId)
	}
	if err := CheckCommitment("owner_commitment", d.OwnerCommitment); err != nil {
		return err
	}
	if _, err := currencytypes.ParseMemberID(d.IssuerId); err != nil {
		return err
	}
	return checkOptionalEnvelope(d.OwnerEnvelope)
}

func (c *genesisCheck) checkClaimed(d Document) error {
	if d.Trust != TRUST_CLAIMED && d.Trust != TRUST_ACKNOWLEDGED || d.Trust == TRUST_ACKNOWLEDGED && d.Counterparty == "" {
		return ErrCounterparty.Wrapf("%s is %s by %q", d.name(), d.Trust, d.Counterparty)
	}
	if _, exists := c.enterprises[d.Owner]; !exists {
		return ErrEnterpriseNotFound.Wrapf("owner %.80q", d.Owner)
	}
	if _, exists := c.enterprises[d.Counterparty]; !exists && d.Counterparty != "" {
		return ErrEnterpriseNotFound.Wrapf("counterparty %.80q", d.Counterparty)
	}
	if d.Version != 1 || d.Direction != DIRECTION_UNSPECIFIED || len(d.OwnerCommitment)+len(d.OwnerEnvelope) != 0 || d.IssuerId != "" {
		return ErrDocumentStatus.Wrapf("%s is claimed, with version %d, %s or issuer %q", d.name(), d.Version, d.Direction, d.IssuerId)
	}
	return nil
}

// checkAmendments asks for every version that was replaced, once and in order.
func (c *genesisCheck) checkAmendments(g *GenesisState) error {
	seen := map[string]uint32{}
	for i, a := range g.Amendments {
		document, exists := c.documents[a.DocumentId]
		seen[a.DocumentId]++
		switch {
		case !exists:
			return inEntry("amendments", i, ErrDocumentNotFound.Wrap(a.DocumentId))
		case a.Version != seen[a.DocumentId] || a.Version >= document.Version || a.Height < 0:
			return inEntry("amendments", i, ErrVersion.Wrapf("version %d of %d, height %d", a.Version, document.Version, a.Height))
		}
		for _, err := range []error{
			a.Amount.In(document.Amount.Currency), CheckCommitment("content_commitment", a.ContentCommitment), checkActor(a.Officer),
			currencytypes.CheckReason(a.Reason),
		} {
			if err != nil {
				return inEntry("amendments", i, err)
			}
		}
	}
	for i, document := range g.Documents {
		if seen[document.Id] != document.Version-1 {
			return inEntry("documents", i, ErrVersion.Wrapf("version %d with %d amendments", document.Version, seen[document.Id]))
		}
	}
	return nil
}

func (c *genesisCheck) checkPartialMatches(g *GenesisState) error {
	seen := map[string]uint32{}
	for i, match := range g.PartialMatches {
		seen[match.DocumentId]++
		if match.Number != seen[match.DocumentId] || match.Height < 0 {
			return inEntry("partial_matches", i, ErrPartialMatches.Wrapf("number %d, height %d", match.Number, match.Height))
		}
		if _, exists := c.enterprises[match.Claimant]; !exists {
			return inEntry("partial_matches", i, ErrEnterpriseNotFound.Wrap(match.Claimant))
		}
		if err := match.Amount.Check(); err != nil {
			return inEntry("partial_matches", i, err)
		}
	}
	for i, document := range g.Documents {
		if seen[document.Id] != document.PartialMatches {
			return inEntry("documents", i, ErrPartialMatches.Wrapf("%d, there are %d", document.PartialMatches, seen[document.Id]))
		}
		delete(seen, document.Id)
	}
	if len(seen) > 0 {
		return ErrInvalidGenesis.Wrapf("partial_matches: %d documents of them are not there", len(seen))
	}
	return nil
}

func (c *genesisCheck) checkEndorsements(g *GenesisState) error {
	type key struct {
		document             string
		version              uint32
		function, department string
	}
	said := map[key]Outcome{}
	for i, e := range g.Endorsements {
		said[key{e.DocumentId, e.Version, e.Function, e.Department}] = e.Outcome
		document, exists := c.documents[e.DocumentId]
		if !exists || e.Version == 0 || e.Version > document.Version || e.Height < 0 {
			return inEntry("endorsements", i, ErrDocumentNotFound.Wrapf("version %d of %s", e.Version, e.DocumentId))
		}
		if e.Outcome != OUTCOME_APPROVED && e.Outcome != OUTCOME_REJECTED {
			return inEntry("endorsements", i, ErrOutcome.Wrap(e.Outcome.String()))
		}
		if _, err := c.catalogue.Before(document, e.Function, e.Department); err != nil {
			return inEntry("endorsements", i, err)
		}
		if err := checkActor(e.Officer); err != nil {
			return inEntry("endorsements", i, err)
		}
		if len(e.Commitment) > 0 {
			if err := CheckCommitment("commitment", e.Commitment); err != nil {
				return inEntry("endorsements", i, err)
			}
		}
	}
	if len(said) != len(g.Endorsements) {
		return ErrInvalidGenesis.Wrapf("endorsements: %d of them say the same of the same", len(g.Endorsements)-len(said))
	}
	return nil
}

func (c *genesisCheck) checkAccess(g *GenesisState) error {
	type key struct{ document, recipient string }
	has := map[key]bool{}
	for i, envelope := range g.Envelopes {
		if err := CheckEnvelope(envelope.Sealed); err != nil {
			return inEntry("envelopes", i, err)
		}
		at := key{envelope.DocumentId, envelope.Recipient}
		if _, exists := c.documents[envelope.DocumentId]; !exists || has[at] || !c.keys[envelope.Recipient] {
			return inEntry("envelopes", i, ErrRecipient.Wrapf("document %s, recipient %.80q: not there, or twice", envelope.DocumentId, envelope.Recipient))
		}
		has[at] = true
	}
	seen := map[string]uint64{}
	for i, access := range g.Accesses {
		seen[access.DocumentId]++
		logged, _, err := Document{Accesses: access.Number - 1}.Log(access.Kind, "", "", access.Purpose, 0)
		if err == nil {
			err = checkActor(access.Actor)
		}
		kinds := []AccessKind{ACCESS_KIND_SHARED, ACCESS_KIND_OPENED}
		if err == nil && (logged.Accesses != seen[access.DocumentId] || !slices.Contains(kinds, access.Kind) || access.Height < 0 ||
			!has[key{access.DocumentId, access.Recipient}]) {
			err = ErrEnvelopeNotFound.Wrapf("number %d, %s, recipient %.80q, height %d", access.Number, access.Kind, access.Recipient, access.Height)
		}
		if err != nil {
			return inEntry("accesses", i, err)
		}
	}
	for i, document := range g.Documents {
		if seen[document.Id] != document.Accesses {
			return inEntry("documents", i, ErrEnvelopeNotFound.Wrapf("%d accesses, there are %d", document.Accesses, seen[document.Id]))
		}
	}
	return nil
}
