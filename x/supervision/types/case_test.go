package types

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// Every state and every action: what is not listed is refused.
func TestCaseTransitions(t *testing.T) {
	allowed := map[CaseStatus]map[CaseAction]CaseStatus{
		CASE_STATUS_OPENED:     {CaseInspect: CASE_STATUS_INSPECTING},
		CASE_STATUS_INSPECTING: {CaseFindings: CASE_STATUS_FINDINGS},
		CASE_STATUS_FINDINGS: {
			CasePropose: CASE_STATUS_FINDINGS, CaseDecide: CASE_STATUS_FINDINGS, CaseOrdered: CASE_STATUS_ORDERED,
			CaseRectify: CASE_STATUS_FINDINGS, CaseReopen: CASE_STATUS_FINDINGS,
		},
		CASE_STATUS_ORDERED: {
			CasePropose: CASE_STATUS_ORDERED, CaseDecide: CASE_STATUS_ORDERED, CaseOrdered: CASE_STATUS_ORDERED,
			CaseRectify: CASE_STATUS_ORDERED, CaseReopen: CASE_STATUS_FINDINGS, CaseClose: CASE_STATUS_CLOSED,
		},
		CASE_STATUS_CLOSED: {CaseReopen: CASE_STATUS_FINDINGS},
	}
	for number := range CaseStatus_name {
		status := CaseStatus(number)
		for _, action := range []CaseAction{
			CaseInspect, CaseEvidence, CaseFindings, CasePropose, CaseDecide, CaseOrdered, CaseRectify, CaseReopen, CaseServe, CaseOrder, CaseAttach, CaseClose,
		} {
			want, may := allowed[status][action]
			switch action {
			case CaseEvidence, CaseServe, CaseOrder, CaseAttach:
				// As long as the case is open, and without changing it.
				want, may = status, status != CASE_STATUS_CLOSED && status != CASE_STATUS_UNSPECIFIED
			default:
			}
			got, err := Case{Id: "C", LeadId: "lead", Status: status}.decide(action)
			if !may {
				require.ErrorIs(t, err, ErrCaseStatus, "%s %s", status, action)
				require.Equal(t, status, got.Status)
				continue
			}
			require.NoError(t, err, "%s %s", status, action)
			require.Equal(t, want, got.Status, "%s %s", status, action)
		}
	}
}

func TestOrderTransitions(t *testing.T) {
	now := time.Unix(1_000, 0).UTC()
	allowed := map[OrderStatus]map[OrderAction]OrderStatus{
		ORDER_STATUS_PROPOSED: {OrderEnforce: ORDER_STATUS_IN_FORCE, OrderWithdraw: ORDER_STATUS_WITHDRAWN},
		ORDER_STATUS_IN_FORCE: {
			OrderExtend: ORDER_STATUS_IN_FORCE, OrderRelease: ORDER_STATUS_RELEASED, OrderTransfer: ORDER_STATUS_TRANSFERRED,
			OrderLapse: ORDER_STATUS_LAPSED, OrderRevoke: ORDER_STATUS_REVOKED, OrderProceed: ORDER_STATUS_IN_FORCE,
		},
	}
	for number := range OrderStatus_name {
		status := OrderStatus(number)
		for _, action := range []OrderAction{
			OrderEnforce, OrderWithdraw, OrderExtend, OrderRelease, OrderTransfer, OrderLapse, OrderRevoke, OrderProceed,
		} {
			order := Order{MemberId: "police", Reference: "F-1", Status: status, Terms: &OrderTerms{EndsAt: now.Add(time.Second)}}
			got, err := order.decide(action, now)
			want, may := allowed[status][action]
			if !may {
				require.ErrorIs(t, err, ErrOrderStatus, "%s %s", status, action)
				continue
			}
			require.NoError(t, err, "%s %s", status, action)
			require.Equal(t, want, got.Status)
			if status == ORDER_STATUS_IN_FORCE {
				_, err = order.decide(action, now.Add(time.Second))
				require.ErrorContains(t, err, "order F-1 of police lapsed at 1970-01-01T00:16:41Z")
			}
		}
		_, err := Order{Status: status, Terms: &OrderTerms{EndsAt: now}}.Lapse(now)
		if status == ORDER_STATUS_IN_FORCE {
			require.NoError(t, err)
		} else {
			require.ErrorIs(t, err, ErrOrderStatus)
		}
	}
	_, err := Order{Status: ORDER_STATUS_IN_FORCE, Terms: &OrderTerms{EndsAt: now}}.Lapse(now.Add(-1))
	require.ErrorContains(t, err, "is in force until")
}

// A decision leads from none to one in force or rejected; each change of one subject counts once.
func TestSettle(t *testing.T) {
	decided := func(outcome Outcome, rectified string) Subject {
		return Subject{Decisions: []Decision{{Outcome: outcome, Status: DECISION_STATUS_IN_FORCE, RectifiedBy: rectified}}}
	}
	none := Subject{}
	for name, test := range map[string]struct {
		before, after        Subject
		action               CaseAction
		decided, unrectified uint32
		status               CaseStatus
	}{
		"first":     {none, decided(OUTCOME_CLEARED, ""), CaseDecide, 2, 1, CASE_STATUS_ORDERED},
		"rejected":  {none, none, CaseDecide, 1, 1, CASE_STATUS_FINDINGS},
		"rectify":   {none, decided(OUTCOME_RECTIFY, ""), CaseDecide, 2, 2, CASE_STATUS_ORDERED},
		"rectified": {decided(OUTCOME_RECTIFY, ""), decided(OUTCOME_RECTIFY, "x"), CaseRectify, 1, 0, CASE_STATUS_FINDINGS},
		"replaced":  {decided(OUTCOME_RECTIFY, ""), decided(OUTCOME_SHUT_DOWN, ""), CaseDecide, 1, 0, CASE_STATUS_FINDINGS},
		"set aside": {decided(OUTCOME_RECTIFY, ""), none, CaseReopen, 0, 0, CASE_STATUS_FINDINGS},
	} {
		t.Run(name, func(t *testing.T) {
			c := Case{Status: CASE_STATUS_FINDINGS, Subjects: 2, Decided: 1, Unrectified: 1}
			settled, err := c.Settle(test.before, test.after, test.action)
			require.NoError(t, err)
			require.Equal(t, Case{Status: test.status, Subjects: 2, Decided: test.decided, Unrectified: test.unrectified}, settled)
		})
	}
}

func TestPowers(t *testing.T) {
	params := DefaultParams()
	require.NoError(t, params.Check())
	now := time.Unix(0, 0)
	within := func(kind consortiumtypes.MemberKind, lasting time.Duration, isComplex bool) error {
		power, err := params.Of(consortiumtypes.Member{Kind: kind})
		require.NoError(t, err)
		return power.CheckTerm(now, now.Add(lasting), isComplex)
	}
	for kind, limits := range map[consortiumtypes.MemberKind][2]time.Duration{
		consortiumtypes.MEMBER_KIND_CENTRAL_BANK:          {48 * time.Hour, 48 * time.Hour},
		consortiumtypes.MEMBER_KIND_PUBLIC_SECURITY:       {181 * day, 365 * day},
		consortiumtypes.MEMBER_KIND_TAX_AUTHORITY:         {30 * day, 30 * day},
		consortiumtypes.MEMBER_KIND_CUSTOMS:               {30 * day, 30 * day},
		consortiumtypes.MEMBER_KIND_COMMERCE_AUTHORITY:    {30 * day, 30 * day},
		consortiumtypes.MEMBER_KIND_GOVERNMENT_DEPARTMENT: {30 * day, 30 * day},
	} {
		require.NoError(t, within(kind, limits[0], false))
		require.ErrorIs(t, within(kind, limits[0]+1, false), ErrPower)
		require.NoError(t, within(kind, limits[1], true))
		require.ErrorIs(t, within(kind, limits[1]+1, true), ErrPower)
	}
	require.NoError(t, within(consortiumtypes.MEMBER_KIND_COURT, 100*year, false), "as ordered")
	_, err := params.Of(consortiumtypes.Member{Id: "finance", Kind: consortiumtypes.MEMBER_KIND_FINANCE_BUREAU})
	require.ErrorIs(t, err, ErrPower)
	for name, spoil := range map[string]func(*Power){
		"bank":           func(p *Power) { p.Kind = consortiumtypes.MEMBER_KIND_OPERATOR_BANK },
		"twice":          func(p *Power) { p.Kind = consortiumtypes.MEMBER_KIND_COURT },
		"negative":       func(p *Power) { p.Term = -1 },
		"shorter":        func(p *Power) { p.ComplexTerm = 1 },
		"without a term": func(p *Power) { p.Term, p.ComplexTerm = 0, 1 },
		"not extendable": func(p *Power) { p.MaxExtensions = 1 },
	} {
		t.Run(name, func(t *testing.T) {
			params := DefaultParams()
			spoil(&params.Powers[0])
			require.ErrorIs(t, params.Check(), ErrInvalidParams)
		})
	}
}

// Between courts and others.
func TestReviewers(t *testing.T) {
	params := DefaultParams()
	police := consortiumtypes.Member{Id: "police", Kind: consortiumtypes.MEMBER_KIND_PUBLIC_SECURITY}
	court := consortiumtypes.Member{Id: "court", Kind: consortiumtypes.MEMBER_KIND_COURT}
	high := consortiumtypes.Member{Id: "high-court", Kind: consortiumtypes.MEMBER_KIND_COURT}
	pboc := consortiumtypes.Member{Id: "pboc", Kind: consortiumtypes.MEMBER_KIND_CENTRAL_BANK}
	require.NoError(t, params.CheckReviewer(court, police))
	require.NoError(t, params.CheckReviewer(pboc, police))
	require.NoError(t, params.CheckReviewer(high, court))
	for _, pair := range [][2]consortiumtypes.Member{{police, pboc}, {court, court}, {pboc, court}} {
		require.ErrorIs(t, params.CheckReviewer(pair[0], pair[1]), ErrReviewer)
	}
}

// A commitment says everything, so that no part can change between the two officers.
func TestCommitments(t *testing.T) {
	salt := make([]byte, 32)
	address := "dcep1qvzvsp45pcdxkeq4kz0h0eqr0zmtlrjy0df7h7"
	terms := OrderTerms{Wallet: address, AmountFen: 1, EndsAt: time.Unix(1_000, 0).UTC(), LegalBasis: "law", Salt: salt}
	sum, err := terms.Commitment("police", "F-1")
	require.NoError(t, err)
	require.Equal(t, commit("dcep supervision order 1", salt, "police", "F-1", address, "", "", "1", "1000", "false", "law"), sum)
	for name, change := range map[string]func(*OrderTerms){
		"amount":  func(o *OrderTerms) { o.AmountFen = 2 },
		"end":     func(o *OrderTerms) { o.EndsAt = o.EndsAt.Add(time.Second) },
		"complex": func(o *OrderTerms) { o.Complex = true },
		"law":     func(o *OrderTerms) { o.LegalBasis = "another" },
		"salt":    func(o *OrderTerms) { o.Salt = append([]byte{1}, salt[1:]...) },
	} {
		other := terms
		change(&other)
		different, err := other.Commitment("police", "F-1")
		require.NoError(t, err, name)
		require.NotEqual(t, sum, different, name)
	}
	for name, spoil := range map[string]func(*OrderTerms){
		"fraction":  func(o *OrderTerms) { o.EndsAt = o.EndsAt.Add(1) },
		"customer":  func(o *OrderTerms) { o.CustomerRef = salt },
		"wallet":    func(o *OrderTerms) { o.Wallet = "nobody" },
		"nothing":   func(o *OrderTerms) { o.Wallet = "" },
		"operator":  func(o *OrderTerms) { o.Wallet, o.AmountFen, o.OperatorId, o.CustomerRef = "", 0, "A B", salt },
		"reference": func(o *OrderTerms) { o.Wallet, o.AmountFen, o.OperatorId, o.CustomerRef = "", 0, "icbc-sz", salt[1:] },
	} {
		wrong := terms
		spoil(&wrong)
		_, err := wrong.Commitment("police", "F-1")
		require.ErrorIs(t, err, ErrOrderTerms, name)
	}
	identity := SubjectIdentity{Kind: SUBJECT_KIND_CUSTOMER, Id: "icbc-sz/" + "00", Activity: ACTIVITY_OTHER, Salt: salt}
	_, err = identity.Commitment()
	require.ErrorIs(t, err, ErrSubject)
	identity.Salt = nil
	_, err = identity.Commitment()
	require.ErrorIs(t, err, ErrHash)
}
