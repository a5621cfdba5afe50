package types

import (
	"bytes"
	"strings"
	"time"

	certificationtypes "github.com/dcep-consortium/dcepd/x/certification/types"
)

// NewRound freezes the population of a body now, with the central bank committed to its seed (ErrRound, ErrSeed).
func NewRound(centralBankID string, msg *MsgOpenRound, params Params, now time.Time) (Round, error) {
	r := Round{
		BodyId: msg.BodyId, Id: msg.RoundId, RatePermille: msg.RatePermille, FrozenAt: now, CommitBy: now.Add(params.CommitPeriod),
		InspectBy: msg.InspectBy, RevealBy: msg.InspectBy.Add(params.RevealPeriod), OpenedBy: msg.Officer, CentralBankId: centralBankID,
		CentralBank: Seed{Commitment: msg.Commitment},
	}
	if r.RatePermille == 0 || r.RatePermille > permille {
		return r, ErrRound.Wrapf("rate_permille is %d, must be 1 to %d", r.RatePermille, permille)
	}
	earliest, latest := r.CommitBy.Add(params.MinInspectionPeriod), r.CommitBy.Add(params.MaxInspectionPeriod)
	if r.InspectBy.Before(earliest) || r.InspectBy.After(latest) {
		return r, ErrRound.Wrapf("inspect_by %s must be %s to %s", moment(r.InspectBy), moment(earliest), moment(latest))
	}
	return r, checkHash("commitment", msg.Commitment)
}

// StatusAt says where the round is at a moment.
func (r Round) StatusAt(now time.Time) RoundStatus {
	committed := len(r.Body.Commitment) > 0
	revealed := len(r.CentralBank.Seed) > 0 && len(r.Body.Seed) > 0
	switch {
	case revealed:
		return ROUND_STATUS_REVEALED
	case !committed && !now.Before(r.CommitBy), !now.Before(r.RevealBy):
		return ROUND_STATUS_DEFAULTED
	case !committed:
		return ROUND_STATUS_OPEN
	case now.Before(r.InspectBy):
		return ROUND_STATUS_COMMITTED
	default:
		return ROUND_STATUS_REVEALING
	}
}

// Commit binds the body to its seed (ErrSeed, ErrRoundStatus).
func (r Round) Commit(commitment []byte, now time.Time) (Round, error) {
	if err := checkHash("commitment", commitment); err != nil {
		return r, err
	}
	if err := r.check("commit to a seed", now, ROUND_STATUS_OPEN); err != nil {
		return r, err
	}
	if bytes.Equal(commitment, r.CentralBank.Commitment) {
		return r, ErrSeed.Wrapf("%s: the commitment is the central bank's", r.name())
	}
	r.Body.Commitment = commitment
	return r, nil
}

// Reveal shows the seed of a party, once the inspections are over (ErrNotParty, ErrRoundStatus, ErrSeed).
func (r Round) Reveal(chainID, memberID string, seed []byte, now time.Time) (Round, error) {
	own := &r.Body
	switch memberID {
	case r.CentralBankId:
		own = &r.CentralBank
	case r.BodyId:
	default:
		return r, ErrNotParty.Wrapf("%s: of %s and %s, not of %s", r.name(), r.CentralBankId, r.BodyId, memberID)
	}
	before := r
	if err := r.check("reveal a seed", now, ROUND_STATUS_REVEALING); err != nil {
		return before, err
	}
	if len(own.Seed) > 0 {
		return before, ErrRoundStatus.Wrapf("%s: %s has revealed its seed", r.name(), memberID)
	}
	if len(seed) != seedBytes || !bytes.Equal(Commitment(chainID, r.BodyId, r.Id, memberID, seed), own.Commitment) {
		return before, ErrSeed.Wrapf("%s: not the seed that %s committed to", r.name(), memberID)
	}
	own.Seed = seed
	return r, nil
}

// CheckMember fails with ErrNotInPopulation unless the certificate was in force under the body when the round froze its
// population.
func (r Round) CheckMember(c certificationtypes.Certificate) error {
	was := c.At(r.FrozenAt)
	if was.BodyId != r.BodyId || !was.InForce() {
		return ErrNotInPopulation.Wrapf("%s: certificate %s was %s under %q on %s", r.name(), c.Number, was.Status.Label(), was.BodyId, moment(r.FrozenAt))
	}
	return nil
}

// CheckInspecting fails with ErrRoundStatus unless inspections of the round may be recorded now. Also after a default,
// where everything is drawn.
func (r Round) CheckInspecting(now time.Time) error {
	if r.StatusAt(now) == ROUND_STATUS_DEFAULTED {
		return nil
	}
	return r.check("record inspections", now, ROUND_STATUS_COMMITTED)
}

// IsOver reports whether another round may begin.
func (r Round) IsOver(now time.Time) bool {
	status := r.StatusAt(now)
	return status == ROUND_STATUS_REVEALED || status == ROUND_STATUS_DEFAULTED
}

func (r Round) check(action string, now time.Time, want RoundStatus) error {
	if status := r.StatusAt(now); status != want {
		return ErrRoundStatus.Wrapf("%s is %s: cannot %s", r.name(), status.Label(), action)
	}
	return nil
}

func (r Round) name() string { return "round " + r.Id + " of " + r.BodyId }

// Label is the status for people, such as "revealing".
func (s RoundStatus) Label() string {
	return strings.ToLower(strings.TrimPrefix(s.String(), "ROUND_STATUS_"))
}

// IsOverdue reports whether a round that freezes its population then draws a certificate whatever the seeds say: last is
// when it was granted or last inspected.
func IsOverdue(frozenAt, last time.Time) bool { return !frozenAt.Before(last.Add(MaxGap)) }

func checkHash(what string, hash []byte) error {
	if len(hash) != seedBytes {
		return ErrSeed.Wrapf("%s has %d bytes, must have %d", what, len(hash), seedBytes)
	}
	return nil
}

func moment(t time.Time) string { return t.UTC().Format(time.RFC3339) }
