package types

import (
	"time"

	certificationtypes "github.com/dcep-consortium/dcepd/x/certification/types"
)

// NewInspection fails with ErrInspection, naming the part that breaks its rule.
func NewInspection(bodyID string, msg *MsgRecordInspection, now time.Time) (Inspection, error) {
	i := Inspection{
		Number: msg.Number, At: now, BodyId: bodyID, RoundId: msg.RoundId, Outcome: msg.Outcome, DoneOn: msg.DoneOn, Place: msg.Place,
		DocumentHash: msg.DocumentHash, Findings: msg.Findings, RemedyBy: msg.RemedyBy, Inspector: msg.Officer,
	}
	return i, i.check()
}

func (i Inspection) check() error {
	if _, known := Outcome_name[int32(i.Outcome)]; !known || i.Outcome == OUTCOME_UNSPECIFIED {
		return ErrInspection.Wrapf("outcome %d must be conforming, minor, major or critical", i.Outcome)
	}
	if today := certificationtypes.DayOf(i.At); !certificationtypes.IsDay(i.DoneOn) || i.DoneOn > today {
		return ErrInspection.Wrapf("done_on %.40q must be a day, and not after today, %s", i.DoneOn, today)
	}
	if err := certificationtypes.CheckReason(i.Place); err != nil {
		return ErrInspection.Wrapf("place: %s", err)
	}
	if len(i.DocumentHash) != seedBytes {
		return ErrInspection.Wrapf("document_hash has %d bytes, must have %d", len(i.DocumentHash), seedBytes)
	}
	if i.Outcome != OUTCOME_CONFORMING || i.Findings != "" {
		if err := certificationtypes.CheckReason(i.Findings); err != nil {
			return ErrInspection.Wrapf("findings: %s", err)
		}
	}
	if needs := i.Outcome == OUTCOME_MINOR || i.Outcome == OUTCOME_MAJOR; needs != (i.RemedyBy != nil) {
		return ErrInspection.Wrapf("remedy_by: a minor or major finding, and nothing else, has a deadline for its remedy")
	}
	if i.RemedyBy != nil && !i.RemedyBy.After(i.At) {
		return ErrInspection.Wrapf("remedy_by %s must be after now, %s", moment(*i.RemedyBy), moment(i.At))
	}
	return nil
}

// NewInspectionOrder fails with ErrInspectionOrder, naming the term that breaks its rule.
func NewInspectionOrder(msg *MsgOrderInspection, now time.Time) (InspectionOrder, error) {
	o := InspectionOrder{Number: msg.Number, OrderedAt: now, InspectBy: msg.InspectBy, Reason: msg.Reason, OrderedBy: msg.Officer}
	return o, o.check()
}

func (o InspectionOrder) check() error {
	if !o.InspectBy.After(o.OrderedAt) {
		return ErrInspectionOrder.Wrapf("inspect_by %s must be after now, %s", moment(o.InspectBy), moment(o.OrderedAt))
	}
	if err := certificationtypes.CheckReason(o.Reason); err != nil {
		return ErrInspectionOrder.Wrapf("reason: %s", err)
	}
	if o.InspectedAt != nil && o.InspectedAt.Before(o.OrderedAt) {
		return ErrInspectionOrder.Wrapf("inspected_at %s is before %s", moment(*o.InspectedAt), moment(o.OrderedAt))
	}
	return nil
}

// Remedy says that a minor finding is remedied (ErrNothingToRemedy).
func (i Inspection) Remedy(now time.Time) (Inspection, error) {
	if i.Outcome != OUTCOME_MINOR || i.RemediedAt != nil {
		return i, ErrNothingToRemedy.Wrapf("certificate %s, inspected %s: %s, remedied %t", i.Number, moment(i.At), i.Outcome, i.RemediedAt != nil)
	}
	i.RemediedAt = &now
	return i, nil
}

// CheckRenewal fails with ErrNotRemedied while a minor finding is not remedied. What a major one suspended is not valid,
// and so not renewed either.
func (i Inspection) CheckRenewal() error {
	if i.Outcome == OUTCOME_MINOR && i.RemediedAt == nil {
		return ErrNotRemedied.Wrapf("certificate %s: minor finding of %s, to be remedied by %s", i.Number, moment(i.At), moment(*i.RemedyBy))
	}
	return nil
}
