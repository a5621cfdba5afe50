package types

import (
	"time"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

const (
	day = 24 * time.Hour
	// halfYear and year are the shortest six and twelve months there are, so that an order of months never lasts longer
	// than the law allows.
	halfYear = 181 * day
	year     = 365 * day
)

// DefaultParams are the powers that the law gives: the central bank 48 hours (Anti-Money Laundering Law, temporary
// freezing); public security 6 months, 12 in complex cases, extendable; administrative authorities 30 days and once 30
// more (Administrative Compulsion Law, article 32); courts as ordered. Money is transferred to courts, the tax authority and
// customs only. A finance bureau orders nothing.
func DefaultParams() Params {
	administrative := func(kind consortiumtypes.MemberKind, transfers bool) Power {
		return Power{Kind: kind, Term: 30 * day, Extendable: true, MaxExtensions: 1, Transfers: transfers}
	}
	return Params{Powers: []Power{
		{Kind: consortiumtypes.MEMBER_KIND_CENTRAL_BANK, Term: 48 * time.Hour, Reviews: true},
		{Kind: consortiumtypes.MEMBER_KIND_PUBLIC_SECURITY, Term: halfYear, ComplexTerm: year, Extendable: true},
		{Kind: consortiumtypes.MEMBER_KIND_COURT, Extendable: true, Transfers: true, Reviews: true},
		administrative(consortiumtypes.MEMBER_KIND_TAX_AUTHORITY, true),
		administrative(consortiumtypes.MEMBER_KIND_CUSTOMS, true),
		administrative(consortiumtypes.MEMBER_KIND_COMMERCE_AUTHORITY, false),
		administrative(consortiumtypes.MEMBER_KIND_GOVERNMENT_DEPARTMENT, false),
	}}
}

// Check fails with ErrInvalidParams, naming the entry.
func (p Params) Check() error {
	seen := map[consortiumtypes.MemberKind]bool{}
	for i, power := range p.Powers {
		switch {
		case !isKnown(consortiumtypes.MemberKind_name, power.Kind) || seen[power.Kind]:
			return ErrInvalidParams.Wrapf("powers[%d]: kind %s is not known or there twice", i, power.Kind)
		case CheckAuthority(consortiumtypes.Member{Kind: power.Kind}) != nil:
			return ErrInvalidParams.Wrapf("powers[%d]: %s is no authority", i, power.Kind)
		case power.Term < 0 || power.ComplexTerm != 0 && power.ComplexTerm < power.Term:
			return ErrInvalidParams.Wrapf("powers[%d]: term %s, complex_term %s", i, power.Term, power.ComplexTerm)
		case power.Term == 0 && power.ComplexTerm != 0:
			return ErrInvalidParams.Wrapf("powers[%d]: complex_term %s without a term", i, power.ComplexTerm)
		case power.MaxExtensions != 0 && !power.Extendable:
			return ErrInvalidParams.Wrapf("powers[%d]: max_extensions %d, but not extendable", i, power.MaxExtensions)
		}
		seen[power.Kind] = true
	}
	return nil
}

// Of returns the power of a member, and fails with ErrPower if it may order nothing.
func (p Params) Of(member consortiumtypes.Member) (Power, error) {
	for _, power := range p.Powers {
		if power.Kind == member.Kind {
			return power, nil
		}
	}
	return Power{}, ErrPower.Wrapf("%s is %s, which may order nothing", member.Id, member.Kind)
}

// CheckReviewer fails with ErrReviewer unless the member may review what another authority decided. What a court
// decided, only another court reviews.
func (p Params) CheckReviewer(reviewer, authority consortiumtypes.Member) error {
	if reviewer.Id == authority.Id {
		return ErrReviewer.Wrapf("%s decided this itself", reviewer.Id)
	}
	power, err := p.Of(reviewer)
	if err != nil || !power.Reviews {
		return ErrReviewer.Wrapf("%s is %s, which reviews nothing", reviewer.Id, reviewer.Kind)
	}
	if authority.Kind == consortiumtypes.MEMBER_KIND_COURT && reviewer.Kind != consortiumtypes.MEMBER_KIND_COURT {
		return ErrReviewer.Wrapf("%s is a court: only another court reviews it", authority.Id)
	}
	return nil
}

// CheckTerm fails with ErrPower unless an order may last from one moment to the other.
func (p Power) CheckTerm(from, until time.Time, isComplex bool) error {
	limit := p.Term
	if isComplex && p.ComplexTerm != 0 {
		limit = p.ComplexTerm
	}
	if limit != 0 && until.Sub(from) > limit {
		return ErrPower.Wrapf("%s: limit %s from %s, asked until %s", p.Kind, limit, moment(from), moment(until))
	}
	return nil
}

// CheckExtension fails with ErrPower unless an order that was extended so often may be extended once more.
func (p Power) CheckExtension(extended uint32) error {
	if !p.Extendable || p.MaxExtensions != 0 && extended >= p.MaxExtensions {
		return ErrPower.Wrapf("%s: limit %d extensions, had %d", p.Kind, p.MaxExtensions, extended)
	}
	return nil
}

// moment writes a time as errors name it.
func moment(t time.Time) string { return t.UTC().Format(time.RFC3339) }
