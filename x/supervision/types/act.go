package types

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

type (
	// Fen is an amount of digital yuan, 1/100 yuan.
	Fen = currencytypes.Fen
	// Day is a business day (UTC+8).
	Day = currencytypes.Day
)

// Act is who does something, for which authority, and when.
type Act struct {
	Officer string
	Member  consortiumtypes.Member
	At      time.Time
}

// Today is the business day of the act.
func (a Act) Today() Day { return currencytypes.DayOf(a.At) }

// CheckSecond refuses the person who did the first half (ErrSameOfficer).
func (a Act) CheckSecond(first, what string) error {
	if a.Officer == first {
		return ErrSameOfficer.Wrapf("%s was proposed by %s: another officer must decide", what, first)
	}
	return nil
}

// authorityKinds are the members that can inspect and order.
var authorityKinds = []consortiumtypes.MemberKind{
	consortiumtypes.MEMBER_KIND_CENTRAL_BANK, consortiumtypes.MEMBER_KIND_FINANCE_BUREAU, consortiumtypes.MEMBER_KIND_PUBLIC_SECURITY,
	consortiumtypes.MEMBER_KIND_COURT, consortiumtypes.MEMBER_KIND_TAX_AUTHORITY, consortiumtypes.MEMBER_KIND_CUSTOMS,
	consortiumtypes.MEMBER_KIND_COMMERCE_AUTHORITY, consortiumtypes.MEMBER_KIND_GOVERNMENT_DEPARTMENT,
}

// AuthorityKinds are the kinds of members that can inspect and order.
func AuthorityKinds() []consortiumtypes.MemberKind { return slices.Clone(authorityKinds) }

// CheckAuthority fails with ErrAuthority unless the member can take part in an inspection.
func CheckAuthority(member consortiumtypes.Member) error {
	if !slices.Contains(authorityKinds, member.Kind) {
		return ErrAuthority.Wrapf("member %s is %s, which inspects nobody", member.Id, member.Kind)
	}
	return nil
}

// checkJoint reads the joint authorities besides the lead.
func checkJoint(lead string, joint []string) error {
	if len(joint) > MaxAuthorities {
		return ErrAuthority.Wrapf("joint_ids has %d entries, at most %d", len(joint), MaxAuthorities)
	}
	for i, id := range joint {
		if _, err := currencytypes.ParseMemberID(id); err != nil {
			return err
		}
		if id == lead || slices.Contains(joint[:i], id) {
			return ErrAuthority.Wrapf("joint_ids[%d]: %s is there twice, or the lead", i, id)
		}
	}
	return nil
}

// checkHash fails with ErrHash, naming the field.
func checkHash(what string, hash []byte) error {
	if len(hash) != hashBytes {
		return ErrHash.Wrapf("%s has %d bytes, must have %d", what, len(hash), hashBytes)
	}
	return nil
}

// checkBasis wants the law or order that an act rests on (ErrLegalBasis).
func checkBasis(basis string) error {
	if !isLine(basis, currencytypes.MaxReasonBytes) {
		return ErrLegalBasis.Wrapf("%.40q must be 1 to %d bytes of printable UTF-8 without spaces around it", basis, currencytypes.MaxReasonBytes)
	}
	return nil
}

// isLine accepts a line that people can read.
func isLine(text string, most int) bool {
	return text != "" && len(text) <= most && utf8.ValidString(text) && strings.TrimSpace(text) == text &&
		!strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) })
}

// isKnown reports whether an enum has the value, other than unspecified.
func isKnown[Enum ~int32](names map[int32]string, value Enum) bool {
	_, known := names[int32(value)]
	return known && value != 0
}

// NewService records that a notice was served (ErrHash, ErrLegalBasis).
func NewService(act Act, noticeHash []byte, basis string) (*Service, error) {
	service := &Service{Officer: act.Officer, At: act.At, NoticeHash: noticeHash, LegalBasis: basis}
	return service, service.check()
}

func (s *Service) check() error {
	if s == nil {
		return nil
	}
	if err := checkAddress(s.Officer); err != nil {
		return err
	}
	if err := checkHash("notice_hash", s.NoticeHash); err != nil {
		return err
	}
	return checkBasis(s.LegalBasis)
}

func (o *Objection) check() error {
	if o == nil {
		return nil
	}
	if err := checkAddress(o.By); err != nil {
		return err
	}
	return checkHash("statement_hash", o.StatementHash)
}

func (r *Review) check() error {
	if r == nil {
		return nil
	}
	if err := checkAddress(r.Officer); err != nil {
		return err
	}
	if _, err := currencytypes.ParseMemberID(r.MemberId); err != nil {
		return err
	}
	if err := checkHash("reasons_hash", r.ReasonsHash); err != nil {
		return err
	}
	return checkBasis(r.LegalBasis)
}

// checkAddress wants canonical text, because records compare addresses as text.
func checkAddress(text string) error {
	address, err := consortiumtypes.ParseAddress(text)
	if err != nil {
		return err
	}
	if canonical := consortiumtypes.FormatAddress(address); canonical != text {
		return consortiumtypes.ErrInvalidAddress.Wrapf("%s must be written %s", text, canonical)
	}
	return nil
}
