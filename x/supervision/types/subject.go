package types

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/dcep-consortium/dcepd/ident"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// subjectDomain keeps a commitment to a subject from being one to anything else.
const subjectDomain = "dcep supervision subject 1"

// Commitment is the SHA-256 that a case is opened with (ErrSubject, ErrHash).
func (i SubjectIdentity) Commitment() ([]byte, error) {
	if err := i.Check(); err != nil {
		return nil, err
	}
	return commit(subjectDomain, i.Salt, i.Kind.String(), i.Id, i.Activity.String()), nil
}

// Check fails with ErrSubject or ErrHash unless the identity is well formed.
func (i SubjectIdentity) Check() error {
	if !isKnown(Activity_name, i.Activity) {
		return ErrSubject.Wrapf("activity %s", i.Activity)
	}
	if err := checkHash("salt", i.Salt); err != nil {
		return err
	}
	var err error
	switch i.Kind {
	case SUBJECT_KIND_WALLET:
		err = checkAddress(i.Id)
	case SUBJECT_KIND_CUSTOMER:
		operator, reference, _ := strings.Cut(i.Id, "/")
		if _, err = currencytypes.ParseMemberID(operator); err == nil {
			_, err = currencytypes.ParseCustomerRef(reference)
		}
	case SUBJECT_KIND_MEMBER:
		_, err = currencytypes.ParseMemberID(i.Id)
	case SUBJECT_KIND_ENTERPRISE:
		_, err = ident.ParseUSCC(i.Id)
	default:
		err = fmt.Errorf("kind %s", i.Kind)
	}
	if err != nil {
		return ErrSubject.Wrapf("%s %.100q: %s", i.Kind, i.Id, err)
	}
	return nil
}

// commit hashes lines of text, the first of which says what they are and the second is the salt, so that they can be
// hashed again by any program. No line can contain the end of another.
func commit(domain string, salt []byte, lines ...string) []byte {
	text := domain + "\n" + hex.EncodeToString(salt) + "\n" + strings.Join(lines, "\n") + "\n"
	digest := sha256.Sum256([]byte(text))
	return digest[:]
}

// NewSubject is a subject of which only the commitment is known (ErrHash).
func NewSubject(c Case, number uint32, commitment []byte) (Subject, error) {
	return Subject{LeadId: c.LeadId, CaseId: c.Id, Number: number, Commitment: commitment}, checkHash("commitment", commitment)
}

// Serve opens who the subject is (ErrServed, ErrCommitment, ErrSubject, ErrHash, ErrLegalBasis).
func (s Subject) Serve(act Act, identity SubjectIdentity, noticeHash []byte, basis string) (Subject, error) {
	if s.Service != nil {
		return s, ErrServed.Wrapf("%s was served at %s", s.name(), moment(s.Service.At))
	}
	commitment, err := identity.Commitment()
	if err != nil {
		return s, err
	}
	if string(commitment) != string(s.Commitment) {
		return s, ErrCommitment.Wrapf("%s: committed to %x, not %x", s.name(), s.Commitment, commitment)
	}
	service, err := NewService(act, noticeHash, basis)
	s.Identity, s.Service = &identity, service
	return s, err
}

// last returns the latest decision, and its place.
func (s Subject) last() (Decision, int) {
	if len(s.Decisions) == 0 {
		return Decision{}, -1
	}
	return s.Decisions[len(s.Decisions)-1], len(s.Decisions) - 1
}

// InForce returns the decision that is in force, and whether there is one.
func (s Subject) InForce() (Decision, bool) {
	place := s.inForce()
	if place < 0 {
		return Decision{}, false
	}
	return s.Decisions[place], true
}

func (s Subject) inForce() int {
	for i, decision := range s.Decisions {
		if decision.Status == DECISION_STATUS_IN_FORCE {
			return i
		}
	}
	return -1
}

// Due returns the last business day on which the subject can put things right in time, and whether it must.
func (s Subject) Due() (Day, bool, error) {
	decision, exists := s.InForce()
	if !exists || !decision.mustRectify() {
		return 0, false, nil
	}
	until, err := currencytypes.ParseDay(decision.RectifyBy)
	return until, true, err
}

// with returns the subject with a decision replaced.
func (s Subject) with(place int, decision Decision) Subject {
	s.Decisions = append([]Decision(nil), s.Decisions...)
	s.Decisions[place] = decision
	return s
}

// name is what errors call the subject.
func (s Subject) name() string {
	return fmt.Sprintf("subject %d of case %s of %s", s.Number, s.CaseId, s.LeadId)
}
