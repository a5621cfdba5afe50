package types

import (
	"slices"
	"strings"
)

// MaxInvitations bounds the customers that one message invites.
const MaxInvitations = 100

// Of returns the phase of an id (ErrPhaseNotFound).
func (p Pilot) Of(id string) (Phase, error) {
	if i := p.index(id); i >= 0 {
		return p.Phases[i], nil
	}
	return Phase{}, ErrPhaseNotFound.Wrapf("%.40q", id)
}

// Set returns the programme with a phase added, or replaced. What has happened stays: a phase that has ended cannot
// change, one that has begun keeps its first day, and nothing begins before today. It fails with ErrPhase, or as
// Phase.Check.
func (p Pilot) Set(phase Phase, today Day) (Pilot, error) {
	p.Revision++
	phase.Revision = p.Revision
	if err := phase.Check(); err != nil {
		return p, err
	}
	p.Phases = slices.Clone(p.Phases)
	if i := p.index(phase.Id); i >= 0 {
		if err := checkReplacement(p.Phases[i], phase, today); err != nil {
			return p, err
		}
		p.Phases[i] = phase
	} else {
		if err := checkBeginning(phase, today); err != nil {
			return p, err
		}
		p.Phases = append(p.Phases, phase)
	}
	// Dates of four-digit years sort as text.
	slices.SortStableFunc(p.Phases, func(a, b Phase) int { return strings.Compare(a.FirstDay, b.FirstDay) })
	return p, p.checkOrder()
}

func checkReplacement(old, phase Phase, today Day) error {
	switch {
	case old.LastDay < today.String():
		return ErrPhase.Wrapf("%s: ended on %s, today is %s: cannot change", old.Id, old.LastDay, today)
	case old.FirstDay > today.String():
		return checkBeginning(phase, today)
	case phase.FirstDay != old.FirstDay:
		return ErrPhase.Wrapf("%s: first_day is %s and has begun, asked %s", old.Id, old.FirstDay, phase.FirstDay)
	case phase.LastDay < today.String():
		return ErrPhase.Wrapf("%s: last_day %s is before today, %s", old.Id, phase.LastDay, today)
	default:
		return nil
	}
}

func checkBeginning(phase Phase, today Day) error {
	if phase.FirstDay < today.String() {
		return ErrPhase.Wrapf("%s: first_day %s is before today, %s", phase.Id, phase.FirstDay, today)
	}
	return nil
}

// Readmit returns the programme with a new revision of today's phase, so that every wallet is asked again whether it
// takes part.
func (p Pilot) Readmit(today Day) Pilot {
	p.Phases = slices.Clone(p.Phases)
	if phase := p.phaseOf(today); phase != nil {
		p.Revision++
		phase.Revision = p.Revision
	}
	return p
}

// Remove returns the programme without a phase that has not begun (ErrPhaseNotFound, ErrPhase).
func (p Pilot) Remove(id string, today Day) (Pilot, error) {
	phase, err := p.Of(id)
	if err != nil {
		return p, err
	}
	if phase.FirstDay <= today.String() {
		return p, ErrPhase.Wrapf("%s: began on %s, today is %s: cannot be removed", id, phase.FirstDay, today)
	}
	p.Revision++
	p.Phases = slices.DeleteFunc(slices.Clone(p.Phases), func(other Phase) bool { return other.Id == id })
	return p, nil
}

// Check fails with ErrPhase, or as Phase.Check, when no sequence of changes leads to such a programme.
func (p Pilot) Check() error {
	revisions := map[uint32]string{}
	for i, phase := range p.Phases {
		if err := phase.Check(); err != nil {
			return err
		}
		if p.index(phase.Id) != i {
			return ErrPhase.Wrapf("%s is there twice", phase.Id)
		}
		other, taken := revisions[phase.Revision]
		if taken || phase.Revision == 0 || phase.Revision > p.Revision {
			return ErrPhase.Wrapf("%s: revision %d, that of %q too or not of 1 to %d", phase.Id, phase.Revision, other, p.Revision)
		}
		revisions[phase.Revision] = phase.Id
	}
	return p.checkOrder()
}

// checkOrder wants at most maxPhases, one after another.
func (p Pilot) checkOrder() error {
	if len(p.Phases) > maxPhases {
		return ErrPhase.Wrapf("the programme has %d phases, limit %d", len(p.Phases), maxPhases)
	}
	for i := 1; i < len(p.Phases); i++ {
		if before, phase := p.Phases[i-1], p.Phases[i]; phase.FirstDay <= before.LastDay {
			return ErrPhase.Wrapf("%s begins on %s, %s lasts from %s until %s: must not overlap",
				phase.Id, phase.FirstDay, before.Id, before.FirstDay, before.LastDay)
		}
	}
	return nil
}

func (p Pilot) index(id string) int {
	return slices.IndexFunc(p.Phases, func(phase Phase) bool { return phase.Id == id })
}

// CheckInvitation tells whether an operator may still invite the customers to the phase. It fails with ErrNotAdmitted,
// ErrPhase or ErrInvitation.
func (p Phase) CheckInvitation(memberID string, customers [][]byte, today Day) error {
	if _, err := p.Operator(memberID); err != nil {
		return err
	}
	if p.LastDay < today.String() {
		return ErrPhase.Wrapf("%s: ended on %s, today is %s", p.Id, p.LastDay, today)
	}
	if count := len(customers); count == 0 || count > MaxInvitations {
		return ErrInvitation.Wrapf("has %d customers, must have 1 to %d", count, MaxInvitations)
	}
	for i, reference := range customers {
		if size := len(reference); size != customerRefBytes {
			return ErrInvitation.Wrapf("customer_refs[%d] has %d bytes, must have %d", i, size, customerRefBytes)
		}
	}
	return nil
}
