package types

import (
	"slices"
	"time"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/lifecycle"
)

// ApplicationAction is what can happen to an application.
type ApplicationAction string

const (
	ApplicationAccept     ApplicationAction = "accept"
	ApplicationAssign     ApplicationAction = "assign a laboratory"
	ApplicationStartTest  ApplicationAction = "start the test"
	ApplicationReportTest ApplicationAction = "report the test"
	ApplicationInspect    ApplicationAction = "report the inspection"
	ApplicationReview     ApplicationAction = "review"
	ApplicationDecide     ApplicationAction = "decide"
	ApplicationWithdraw   ApplicationAction = "withdraw"
	ApplicationAppeal     ApplicationAction = "appeal"
	ApplicationArbitrate  ApplicationAction = "decide the appeal"
	// ApplicationLapse is what the passing of a step's deadline does.
	ApplicationLapse ApplicationAction = "lapse"
)

// applicationTransitions says where each action leads when all is well. A failed test or inspection is repeated, and at
// last refused; what needs no site inspection goes from the test to the review, and a renewal there at once; a decision
// may refuse; an appeal against a failed test or inspection leads back to it.
var applicationTransitions = lifecycle.Table[ApplicationStatus, ApplicationAction]{
	APPLICATION_STATUS_APPLIED: {
		ApplicationAccept:   APPLICATION_STATUS_ACCEPTED,
		ApplicationWithdraw: APPLICATION_STATUS_WITHDRAWN,
		ApplicationLapse:    APPLICATION_STATUS_LAPSED,
	},
	APPLICATION_STATUS_ACCEPTED: {
		ApplicationAssign:    APPLICATION_STATUS_ACCEPTED,
		ApplicationStartTest: APPLICATION_STATUS_TESTING,
		ApplicationWithdraw:  APPLICATION_STATUS_WITHDRAWN,
		ApplicationLapse:     APPLICATION_STATUS_LAPSED,
	},
	APPLICATION_STATUS_TESTING: {
		ApplicationAssign:     APPLICATION_STATUS_ACCEPTED,
		ApplicationReportTest: APPLICATION_STATUS_SITE_INSPECTION,
		ApplicationWithdraw:   APPLICATION_STATUS_WITHDRAWN,
		ApplicationLapse:      APPLICATION_STATUS_LAPSED,
	},
	APPLICATION_STATUS_SITE_INSPECTION: {
		ApplicationInspect:  APPLICATION_STATUS_REVIEW,
		ApplicationWithdraw: APPLICATION_STATUS_WITHDRAWN,
		ApplicationLapse:    APPLICATION_STATUS_LAPSED,
	},
	APPLICATION_STATUS_REVIEW: {
		ApplicationReview:   APPLICATION_STATUS_DECISION,
		ApplicationWithdraw: APPLICATION_STATUS_WITHDRAWN,
		ApplicationLapse:    APPLICATION_STATUS_LAPSED,
	},
	APPLICATION_STATUS_DECISION: {
		ApplicationDecide:   APPLICATION_STATUS_GRANTED,
		ApplicationWithdraw: APPLICATION_STATUS_WITHDRAWN,
		ApplicationLapse:    APPLICATION_STATUS_LAPSED,
	},
	APPLICATION_STATUS_REFUSED: {
		ApplicationAppeal: APPLICATION_STATUS_APPEALED,
	},
	APPLICATION_STATUS_APPEALED: {
		ApplicationArbitrate: APPLICATION_STATUS_GRANTED,
		ApplicationWithdraw:  APPLICATION_STATUS_WITHDRAWN,
		ApplicationLapse:     APPLICATION_STATUS_LAPSED,
	},
}

// NewApplication is one that waits for acceptance. certificate is the one to be changed or renewed, nil for a first one
// (ErrText, ErrUnit, ErrCategory, ErrApplicationKind, ErrNotHolder, ErrNotBody, and what the certificate says).
func NewApplication(
	vendor Vendor, reference ident.Reference, msg *MsgApply, certificate *Certificate, edition Edition, params Params, now time.Time,
) (Application, error) {
	a := Application{
		Vendor: vendor.Uscc, Reference: reference.String(), Kind: msg.Kind, Certificate: msg.Certificate, BodyId: msg.BodyId,
		Edition: edition.Id, Category: msg.Category, Unit: msg.Unit, Sample: msg.Sample,
	}
	if certificate != nil {
		if err := a.fit(*certificate, now); err != nil {
			return a, err
		}
	}
	category, err := edition.Category(a.Category)
	if err != nil {
		return a, err
	}
	a.SiteInspection = category.SiteInspection && (certificate == nil || !isSubset(a.Unit.ProductionSites, certificate.Unit.ProductionSites))
	if a.Kind != APPLICATION_KIND_RENEWAL {
		if err := a.Unit.Check(category); err != nil {
			return a, err
		}
		if err := CheckName("sample", a.Sample); err != nil {
			return a, err
		}
	}
	return a.become(APPLICATION_STATUS_APPLIED, Act{Duty: DUTY_VENDOR, By: vendor.Wallet}, params, now), nil
}

// fit takes category and, for a renewal, unit from the certificate that the application is about.
func (a *Application) fit(c Certificate, now time.Time) error {
	if err := c.CheckHolder(a.Vendor); err != nil {
		return err
	}
	if err := c.CheckBody(a.BodyId); err != nil {
		return err
	}
	a.Category = c.Category
	if a.Kind == APPLICATION_KIND_RENEWAL {
		a.Unit = c.Unit
		return c.CheckRenewal(now)
	}
	if a.Unit.Name != c.Unit.Name || a.Unit.Model != c.Unit.Model {
		return ErrApplicationKind.Wrapf("%s is %s, not %s: another model is another certificate", c.Number, c.Unit.Model, a.Unit.Model)
	}
	return c.CheckValid(now)
}

// CheckKind fails with ErrApplicationKind unless the kind is known and names a certificate exactly if it is about one.
func (m *MsgApply) CheckKind() error {
	if !isKnown(ApplicationKind_name, m.Kind) || (m.Kind == APPLICATION_KIND_INITIAL) != (m.Certificate == "") {
		return ErrApplicationKind.Wrapf("%s with certificate %.40q: a change or renewal, and nothing else, names one", m.Kind, m.Certificate)
	}
	return nil
}

// IsUndecided reports whether the application still moves: it is open, or refused and not too late to appeal.
func (a Application) IsUndecided() bool { return a.StepEndsAt != nil }

// Accept names the laboratory (ErrApplicationStatus, ErrStepDeadline, ErrSameOfficer).
func (a Application) Accept(reviewer, laboratoryID string, params Params, now time.Time) (Application, error) {
	return a.assign(ApplicationAccept, reviewer, laboratoryID, "", params, now)
}

// AssignLaboratory names another laboratory (ErrApplicationStatus, ErrStepDeadline, ErrSameOfficer, ErrText).
func (a Application) AssignLaboratory(reviewer, laboratoryID, reason string, params Params, now time.Time) (Application, error) {
	if err := CheckReason(reason); err != nil {
		return a, err
	}
	return a.assign(ApplicationAssign, reviewer, laboratoryID, reason, params, now)
}

func (a Application) assign(action ApplicationAction, reviewer, laboratoryID, reason string, params Params, now time.Time) (Application, error) {
	act := Act{Duty: DUTY_REVIEWER, By: reviewer, Reason: reason}
	to, err := a.decide(action, act, now)
	if err != nil {
		return a, err
	}
	if (a.Kind == APPLICATION_KIND_RENEWAL) != (laboratoryID == "") {
		return a, ErrApplicationKind.Wrapf("%s, laboratory %q: all but renewals are tested, renewals rest on surveillance", a.name(), laboratoryID)
	}
	if a.Kind == APPLICATION_KIND_RENEWAL {
		to = APPLICATION_STATUS_REVIEW
	}
	a.LaboratoryId = laboratoryID
	return a.become(to, act, params, now), nil
}

// StartTest says that the laboratory has the sample (ErrNotLaboratory, ErrApplicationStatus, ErrStepDeadline).
func (a Application) StartTest(examiner, laboratoryID string, params Params, now time.Time) (Application, error) {
	act := Act{Duty: DUTY_EXAMINER, By: examiner}
	to, err := a.examine(ApplicationStartTest, act, laboratoryID, now)
	if err != nil {
		return a, err
	}
	return a.become(to, act, params, now), nil
}

// ReportTest leads on, or to another test, or to refusal (ErrReport, ErrNotLaboratory, ErrApplicationStatus,
// ErrStepDeadline).
func (a Application) ReportTest(examiner, laboratoryID string, report Report, params Params, now time.Time) (Application, error) {
	if err := a.checkReport(report, now); err != nil {
		return a, err
	}
	act := Act{Duty: DUTY_EXAMINER, By: examiner, Report: &report}
	to, err := a.examine(ApplicationReportTest, act, laboratoryID, now)
	if err != nil {
		return a, err
	}
	if !a.SiteInspection {
		to = APPLICATION_STATUS_REVIEW
	}
	return a.conclude(to, act, params, now), nil
}

func (a Application) examine(action ApplicationAction, act Act, laboratoryID string, now time.Time) (ApplicationStatus, error) {
	to, err := a.decide(action, act, now)
	if err == nil && a.LaboratoryId != laboratoryID {
		err = ErrNotLaboratory.Wrapf("%s is tested by %s, not by %s", a.name(), a.LaboratoryId, laboratoryID)
	}
	return to, err
}

// ReportInspection leads on, or to another inspection, or to refusal (ErrReport, ErrApplicationStatus,
// ErrStepDeadline, ErrSameOfficer).
func (a Application) ReportInspection(inspector string, report Report, params Params, now time.Time) (Application, error) {
	if err := a.checkReport(report, now); err != nil {
		return a, err
	}
	act := Act{Duty: DUTY_INSPECTOR, By: inspector, Report: &report}
	to, err := a.decide(ApplicationInspect, act, now)
	if err != nil {
		return a, err
	}
	return a.conclude(to, act, params, now), nil
}

// Review recommends a decision, whatever the verdict (ErrReport, ErrApplicationStatus, ErrStepDeadline, ErrSameOfficer).
func (a Application) Review(reviewer string, report Report, params Params, now time.Time) (Application, error) {
	if err := a.checkReport(report, now); err != nil {
		return a, err
	}
	act := Act{Duty: DUTY_REVIEWER, By: reviewer, Report: &report}
	to, err := a.decide(ApplicationReview, act, now)
	if err != nil {
		return a, err
	}
	return a.become(to, act, params, now), nil
}

// conclude goes on after a pass; after a failure it stays for another try, or is refused when there were enough.
func (a Application) conclude(passed ApplicationStatus, act Act, params Params, now time.Time) Application {
	if act.Report.Verdict == VERDICT_PASS {
		return a.become(passed, act, params, now)
	}
	if a.Retries >= params.MaxRetries {
		return a.refuse(act, params, now)
	}
	retries := a.Retries + 1
	a = a.become(a.Status, act, params, now)
	a.Retries = retries
	return a
}

func (a Application) refuse(act Act, params Params, now time.Time) Application {
	a.RefusedIn = a.Status
	return a.become(APPLICATION_STATUS_REFUSED, act, params, now)
}

// Decide grants or refuses (ErrText, ErrApplicationStatus, ErrStepDeadline, ErrSameOfficer).
func (a Application) Decide(certifier string, grant bool, reason string, params Params, now time.Time) (Application, error) {
	if err := CheckReason(reason); err != nil {
		return a, err
	}
	act := Act{Duty: DUTY_CERTIFIER, By: certifier, Reason: reason}
	to, err := a.decide(ApplicationDecide, act, now)
	if err != nil {
		return a, err
	}
	if !grant {
		return a.refuse(act, params, now), nil
	}
	return a.become(to, act, params, now), nil
}

// Withdraw is the vendor's (ErrText, ErrApplicationStatus, ErrStepDeadline).
func (a Application) Withdraw(wallet, reason string, params Params, now time.Time) (Application, error) {
	return a.byVendor(ApplicationWithdraw, wallet, reason, params, now)
}

// Appeal is the vendor's, once (ErrText, ErrApplicationStatus, ErrStepDeadline, ErrAppealed).
func (a Application) Appeal(wallet, reason string, params Params, now time.Time) (Application, error) {
	appealed, err := a.byVendor(ApplicationAppeal, wallet, reason, params, now)
	if err != nil {
		return a, err
	}
	if a.Appealed {
		return a, ErrAppealed.Wrapf("%s: an appeal is made once", a.name())
	}
	appealed.Appealed = true
	return appealed, nil
}

func (a Application) byVendor(action ApplicationAction, wallet, reason string, params Params, now time.Time) (Application, error) {
	if err := CheckReason(reason); err != nil {
		return a, err
	}
	act := Act{Duty: DUTY_VENDOR, By: wallet, Reason: reason}
	to, err := a.decide(action, act, now)
	if err != nil {
		return a, err
	}
	return a.become(to, act, params, now), nil
}

// Arbitrate decides an appeal, by an officer who did nothing to the application before: the refusal stands, or what was
// refused by decision is granted, or the failed test or inspection is done again (ErrText, ErrApplicationStatus,
// ErrStepDeadline, ErrSameOfficer).
func (a Application) Arbitrate(arbiter string, reverse bool, reason string, params Params, now time.Time) (Application, error) {
	if err := CheckReason(reason); err != nil {
		return a, err
	}
	act := Act{Duty: DUTY_ARBITER, By: arbiter, Reason: reason}
	to, err := a.decide(ApplicationArbitrate, act, now)
	if err != nil {
		return a, err
	}
	switch {
	case !reverse:
		to = APPLICATION_STATUS_UPHELD
	case a.RefusedIn != APPLICATION_STATUS_DECISION:
		to = a.RefusedIn
	}
	return a.become(to, act, params, now), nil
}

// Lapse is what the deadline's passing does; a refusal that nobody appealed against just stands. It reports whether the
// time has come.
func (a Application) Lapse(params Params, now time.Time) (Application, bool) {
	if a.StepEndsAt == nil || now.Before(*a.StepEndsAt) {
		return a, false
	}
	to, open := applicationTransitions.Next(a.Status, ApplicationLapse)
	if !open {
		a.StepEndsAt = nil
		return a, true
	}
	return a.become(to, Act{}, params, *a.StepEndsAt), true
}

// decide returns where the action leads, if status, time and duty allow it.
func (a Application) decide(action ApplicationAction, act Act, now time.Time) (ApplicationStatus, error) {
	to, allowed := applicationTransitions.Next(a.Status, action)
	if !allowed {
		return to, ErrApplicationStatus.Wrapf("%s is %s: cannot %s", a.name(), a.Status.Label(), action)
	}
	if a.StepEndsAt == nil || !now.Before(*a.StepEndsAt) {
		return to, ErrStepDeadline.Wrapf("%s is %s: cannot %s, the step ended %s", a.name(), a.Status.Label(), action, moment(a.StepEndsAt))
	}
	other := slices.IndexFunc(a.Acts, func(before Act) bool { return before.By == act.By && before.Duty != act.Duty })
	if act.Duty != DUTY_VENDOR && other >= 0 {
		return to, ErrSameOfficer.Wrapf("%s: %s was its %s and cannot %s", a.name(), act.By, label("DUTY_", a.Acts[other].Duty.String()), action)
	}
	return to, nil
}

// become records the act and starts the next step.
func (a Application) become(status ApplicationStatus, act Act, params Params, now time.Time) Application {
	act.At, act.Status = now, status
	a.Acts = append(slices.Clone(a.Acts), act)
	a.Status, a.Retries, a.StepEndsAt = status, 0, nil
	if period := params.stepPeriod(status); period > 0 {
		ends := now.Add(period)
		a.StepEndsAt = &ends
	}
	return a
}

func (a Application) checkReport(report Report, now time.Time) error {
	if err := report.Check(DayOf(now)); err != nil {
		return err
	}
	if !isSubset(report.Standards, a.Unit.Standards) {
		return ErrReport.Wrapf("standards %v, applied for are %v", report.Standards, a.Unit.Standards)
	}
	return nil
}

// CheckBody fails with ErrNotBody.
func (a Application) CheckBody(memberID string) error {
	if a.BodyId != memberID {
		return ErrNotBody.Wrapf("%s was made to %s, not to %s", a.name(), a.BodyId, memberID)
	}
	return nil
}

// name is what errors call the application.
func (a Application) name() string { return "application " + a.Reference + " of " + a.Vendor }

func moment(t *time.Time) string {
	if t == nil {
		return "before"
	}
	return t.UTC().Format(time.RFC3339)
}
