package types

import (
	"slices"
	"time"

	"github.com/dcep-consortium/dcepd/lifecycle"
)

const maxReasonBytes = 2000

type resolutionAction string

const (
	resolutionVote    resolutionAction = "vote on"
	resolutionPass    resolutionAction = "pass"
	resolutionReject  resolutionAction = "reject"
	resolutionExpire  resolutionAction = "expire"
	resolutionExecute resolutionAction = "execute"
	resolutionFail    resolutionAction = "fail"
)

var resolutionTransitions = lifecycle.Table[ResolutionStatus, resolutionAction]{
	RESOLUTION_STATUS_OPEN: {
		resolutionVote:   RESOLUTION_STATUS_OPEN,
		resolutionPass:   RESOLUTION_STATUS_PASSED,
		resolutionReject: RESOLUTION_STATUS_REJECTED,
		resolutionExpire: RESOLUTION_STATUS_EXPIRED,
	},
	RESOLUTION_STATUS_PASSED: {
		resolutionExecute: RESOLUTION_STATUS_EXECUTED,
		resolutionFail:    RESOLUTION_STATUS_FAILED,
	},
}

// CheckSubmission checks what does not depend on the chain's messages: their number and the reason. It fails with
// ErrInvalidResolution.
func CheckSubmission(messages int, reason string, params Params) error {
	if messages == 0 || messages > int(params.MaxResolutionMessages) {
		return ErrInvalidResolution.Wrapf("has %d messages, must have 1 to %d", messages, params.MaxResolutionMessages)
	}
	if err := checkText(reason, maxReasonBytes); err != nil {
		return ErrInvalidResolution.Wrapf("reason %s", err)
	}
	return nil
}

// HasExpired reports whether the time to vote is over.
func (r Resolution) HasExpired(now time.Time) bool { return !now.Before(r.ExpiresAt) }

// Vote casts or changes the vote of a member. It fails with ErrInvalidVote, ErrResolutionClosed, ErrResolutionExpired or
// ErrMemberCannotVote.
func (r Resolution) Vote(member Member, officer string, choice VoteChoice, now time.Time) (Resolution, error) {
	if !isKnown(VoteChoice_name, choice) {
		return r, ErrInvalidVote.Wrapf("choice %d is unknown", choice)
	}
	if !member.CanVote() {
		return r, ErrMemberCannotVote.Wrapf("member %s is %s with voting weight %d",
			member.Id, member.Status, member.VotingWeight)
	}
	voted, err := r.move(resolutionVote)
	if err != nil {
		return r, err
	}
	if r.HasExpired(now) {
		return r, ErrResolutionExpired.Wrapf("resolution %d, on %s", r.Id, r.ExpiresAt.UTC().Format(time.RFC3339))
	}
	vote := Vote{MemberId: member.Id, Officer: officer, Choice: choice}
	voted.Votes = slices.Clone(r.Votes)
	if i := slices.IndexFunc(voted.Votes, func(v Vote) bool { return v.MemberId == member.Id }); i >= 0 {
		voted.Votes[i] = vote
	} else {
		voted.Votes = append(voted.Votes, vote)
	}
	return voted, nil
}

// Decide passes or rejects an open resolution by the votes of those who vote now, or leaves it open.
//
// It passes with the threshold of all weight and the consent of a central bank, and is rejected once the votes that are
// still to come cannot bring both. When it does nothing but replace the admins of a central bank, replaced is that
// member: its own consent may be out of reach, so the unanimity of all others decides instead.
func (r Resolution) Decide(voters []Member, threshold Share, replaced string) (Resolution, error) {
	others := slices.DeleteFunc(slices.Clone(voters), func(m Member) bool { return m.Id == replaced })
	isPassed, isPossible := r.tally(voters, threshold)
	if replaced != "" && len(others) > 0 {
		isPassed, isPossible = r.tallyUnanimity(others)
	}
	switch {
	case isPassed:
		return r.move(resolutionPass)
	case !isPossible:
		return r.move(resolutionReject)
	default:
		return r, nil
	}
}

func (r Resolution) tally(voters []Member, threshold Share) (isPassed, isPossible bool) {
	var yes, possible, total uint64
	var hasConsent, canHaveConsent bool
	for _, voter := range voters {
		weight, choice := uint64(voter.VotingWeight), r.choice(voter.Id)
		total += weight
		if choice == VOTE_CHOICE_YES {
			yes += weight
			hasConsent = hasConsent || voter.CanConsent()
		}
		if choice != VOTE_CHOICE_NO {
			possible += weight
			canHaveConsent = canHaveConsent || voter.CanConsent()
		}
	}
	return hasConsent && threshold.IsReachedBy(yes, total), canHaveConsent && threshold.IsReachedBy(possible, total)
}

func (r Resolution) tallyUnanimity(voters []Member) (isPassed, isPossible bool) {
	isPassed, isPossible = true, true
	for _, voter := range voters {
		choice := r.choice(voter.Id)
		isPassed = isPassed && choice == VOTE_CHOICE_YES
		isPossible = isPossible && choice != VOTE_CHOICE_NO
	}
	return isPassed, isPossible
}

// choice returns the vote of the member, unspecified when it has not voted.
func (r Resolution) choice(memberID string) VoteChoice {
	for _, vote := range r.Votes {
		if vote.MemberId == memberID {
			return vote.Choice
		}
	}
	return VOTE_CHOICE_UNSPECIFIED
}

// Expire closes a resolution that was not decided in time.
func (r Resolution) Expire(now time.Time) (Resolution, error) {
	if !r.HasExpired(now) {
		return r, ErrInvalidResolution.Wrapf("resolution %d expires only on %s",
			r.Id, r.ExpiresAt.UTC().Format(time.RFC3339))
	}
	return r.move(resolutionExpire)
}

// Execute records that all messages of a passed resolution took effect.
func (r Resolution) Execute(height int64) (Resolution, error) {
	moved, err := r.move(resolutionExecute)
	if err != nil {
		return r, err
	}
	moved.ExecutedHeight = height
	return moved, nil
}

// Fail records that the messages of a passed resolution took no effect, and why.
func (r Resolution) Fail(height int64, reason string) (Resolution, error) {
	moved, err := r.move(resolutionFail)
	if err != nil {
		return r, err
	}
	moved.ExecutedHeight = height
	moved.Failure = printable(reason, MaxFailureBytes)
	return moved, nil
}

func (r Resolution) move(action resolutionAction) (Resolution, error) {
	status, ok := resolutionTransitions.Next(r.Status, action)
	if !ok {
		return r, ErrResolutionClosed.Wrapf("cannot %s resolution %d: it is %s", action, r.Id, r.Status)
	}
	r.Status = status
	return r, nil
}

// Validate checks the record by itself and fails with ErrInvalidResolution, naming the field.
func (r Resolution) Validate() error {
	if r.Id == 0 {
		return ErrInvalidResolution.Wrap("id is 0, must be positive")
	}
	if err := checkCanonicalAddress(r.Proposer); err != nil {
		return ErrInvalidResolution.Wrapf("%d: proposer: %s", r.Id, err)
	}
	if len(r.Messages) == 0 {
		return ErrInvalidResolution.Wrapf("%d: has no messages", r.Id)
	}
	if !isKnown(ResolutionStatus_name, r.Status) {
		return ErrInvalidResolution.Wrapf("%d: status %d is unknown", r.Id, r.Status)
	}
	if period := r.ExpiresAt.Sub(r.SubmittedAt); period <= 0 || period > maxPeriod {
		return ErrInvalidResolution.Wrapf("%d: expires_at is %s after submitted_at, must be at most %s", r.Id, period, maxPeriod)
	}
	voted := make(map[string]bool, len(r.Votes))
	for _, vote := range r.Votes {
		if voted[vote.MemberId] {
			return ErrInvalidResolution.Wrapf("%d: member %s votes twice", r.Id, vote.MemberId)
		}
		voted[vote.MemberId] = true
		if err := checkCanonicalAddress(vote.Officer); err != nil {
			return ErrInvalidResolution.Wrapf("%d: vote of %s: %s", r.Id, vote.MemberId, err)
		}
		if !isKnown(VoteChoice_name, vote.Choice) {
			return ErrInvalidResolution.Wrapf("%d: vote of %s: choice %d is unknown", r.Id, vote.MemberId, vote.Choice)
		}
	}
	return nil
}
