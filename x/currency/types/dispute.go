package types

import (
	"time"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/lifecycle"
)

// DisputeAction is what can happen to a dispute.
type DisputeAction string

const (
	DisputeAnswer   DisputeAction = "answer"
	DisputeWithdraw DisputeAction = "withdraw"
	DisputeUphold   DisputeAction = "uphold"
	DisputeReject   DisputeAction = "reject"
)

var disputeTransitions = lifecycle.Table[DisputeStatus, DisputeAction]{
	DISPUTE_STATUS_OPEN: {
		DisputeAnswer:   DISPUTE_STATUS_ANSWERED,
		DisputeWithdraw: DISPUTE_STATUS_WITHDRAWN,
		DisputeUphold:   DISPUTE_STATUS_UPHELD,
		DisputeReject:   DISPUTE_STATUS_REJECTED,
	},
	DISPUTE_STATUS_ANSWERED: {
		DisputeWithdraw: DISPUTE_STATUS_WITHDRAWN,
		DisputeUphold:   DISPUTE_STATUS_UPHELD,
		DisputeReject:   DISPUTE_STATUS_REJECTED,
	},
}

// NewDispute is a payer's complaint about what it paid a payee, who may answer within the period. The commitment to what
// the complaint says is optional. It fails with ErrDispute or ErrCommitment.
func NewDispute(
	key PaymentKey, payee sdk.AccAddress, ground DisputeGround, commitment []byte, now time.Time, period time.Duration,
) (Dispute, error) {
	if !isKnown(DisputeGround_name, ground) {
		return Dispute{}, ErrDispute.Wrapf("ground %d is not known", ground)
	}
	if len(commitment) != 0 {
		if err := checkCommitment("complaint", commitment); err != nil {
			return Dispute{}, err
		}
	}
	return Dispute{
		Payer: name(key.Payer), InstructionDate: key.ID.Date.String(), EndToEndId: key.ID.EndToEndID.String(),
		Payee: name(payee), Ground: ground, ComplaintCommitment: commitment, Status: DISPUTE_STATUS_OPEN,
		OpenedAt: now, AnswerUntil: now.Add(period),
	}, nil
}

// IsOpen reports whether nobody has decided it, nor taken it back.
func (d Dispute) IsOpen() bool {
	return d.Status == DISPUTE_STATUS_OPEN || d.Status == DISPUTE_STATUS_ANSWERED
}

// Withdraw takes the complaint back (ErrDisputeStatus).
func (d Dispute) Withdraw() (Dispute, error) { return d.move(DisputeWithdraw) }

// Answer records what the payee says, until somebody decides (ErrCommitment, ErrDisputeStatus).
func (d Dispute) Answer(commitment []byte) (Dispute, error) {
	if err := checkCommitment("answer", commitment); err != nil {
		return d, err
	}
	answered, err := d.move(DisputeAnswer)
	if err != nil {
		return d, err
	}
	answered.AnswerCommitment = commitment
	return answered, nil
}

// Decide ends the dispute for the payer or the payee, but not before the payee has answered or had its time. It fails
// with ErrCommitment, ErrDisputeStatus, or ErrAnswerAwaited, naming the first moment to decide without an answer.
func (d Dispute) Decide(officer string, upheld bool, commitment []byte, now time.Time) (Dispute, error) {
	if err := checkCommitment("decision", commitment); err != nil {
		return d, err
	}
	action := DisputeReject
	if upheld {
		action = DisputeUphold
	}
	decided, err := d.move(action)
	if err != nil {
		return d, err
	}
	if d.Status == DISPUTE_STATUS_OPEN && now.Before(d.AnswerUntil) {
		return d, ErrAnswerAwaited.Wrapf("%s: until %s", d.describe(), d.AnswerUntil.Format(time.RFC3339))
	}
	decided.DecisionCommitment, decided.DecidedBy = commitment, officer
	return decided, nil
}

func (d Dispute) move(action DisputeAction) (Dispute, error) {
	to, allowed := disputeTransitions.Next(d.Status, action)
	if !allowed {
		return d, ErrDisputeStatus.Wrapf("%s is %s: cannot %s", d.describe(), d.Status, action)
	}
	d.Status = to
	return d, nil
}

func (d Dispute) describe() string {
	return "dispute of " + d.Payer + " about payment " + d.EndToEndId + " of " + d.InstructionDate + " to " + d.Payee
}

// checkCommitment wants a salted SHA-256 or SM3 hash. what names the field in the error, which is ErrCommitment.
func checkCommitment(what string, commitment []byte) error {
	if size := len(commitment); size != maxCommitmentBytes {
		return ErrCommitment.Wrapf("%s has %d bytes, must have %d", what, size, maxCommitmentBytes)
	}
	return nil
}
