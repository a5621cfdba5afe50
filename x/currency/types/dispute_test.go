package types_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

var commitment = bytes.Repeat([]byte{5}, 32)

func disputeIn(status types.DisputeStatus) types.Dispute {
	dispute, err := types.NewDispute(paymentKey(), address(2), types.DISPUTE_GROUND_NOT_RECEIVED, nil, noon, time.Hour)
	if err != nil {
		panic(err)
	}
	dispute.Status = status
	return dispute
}

func TestNewDispute(t *testing.T) {
	dispute, err := types.NewDispute(paymentKey(), address(2), types.DISPUTE_GROUND_OTHER, commitment, noon, time.Hour)
	require.NoError(t, err)
	require.Equal(t, types.Dispute{
		Payer: text(1), InstructionDate: "2019-12-02", EndToEndId: "PAY-1", Payee: text(2), Ground: types.DISPUTE_GROUND_OTHER,
		ComplaintCommitment: commitment, Status: types.DISPUTE_STATUS_OPEN, OpenedAt: noon, AnswerUntil: noon.Add(time.Hour),
	}, dispute)
	for _, ground := range []types.DisputeGround{types.DISPUTE_GROUND_UNSPECIFIED, 6, -1} {
		_, err := types.NewDispute(paymentKey(), address(2), ground, nil, noon, time.Hour)
		require.ErrorIs(t, err, types.ErrDispute)
	}
	for _, size := range []int{1, 31, 33} {
		_, err := types.NewDispute(paymentKey(), address(2), types.DISPUTE_GROUND_OTHER, make([]byte, size), noon, time.Hour)
		require.ErrorIs(t, err, types.ErrCommitment)
	}
}

func TestDisputeTransitions(t *testing.T) {
	const (
		open     = types.DISPUTE_STATUS_OPEN
		answered = types.DISPUTE_STATUS_ANSWERED
	)
	later := noon.Add(time.Hour)
	for name, test := range map[string]struct {
		want map[types.DisputeStatus]types.DisputeStatus
		act  func(types.Dispute) (types.Dispute, error)
	}{
		"answer": {
			map[types.DisputeStatus]types.DisputeStatus{open: answered},
			func(d types.Dispute) (types.Dispute, error) { return d.Answer(commitment) },
		},
		"withdraw": {
			map[types.DisputeStatus]types.DisputeStatus{open: types.DISPUTE_STATUS_WITHDRAWN, answered: types.DISPUTE_STATUS_WITHDRAWN},
			types.Dispute.Withdraw,
		},
		"uphold": {
			map[types.DisputeStatus]types.DisputeStatus{open: types.DISPUTE_STATUS_UPHELD, answered: types.DISPUTE_STATUS_UPHELD},
			func(d types.Dispute) (types.Dispute, error) { return d.Decide(text(9), true, commitment, later) },
		},
		"reject": {
			map[types.DisputeStatus]types.DisputeStatus{open: types.DISPUTE_STATUS_REJECTED, answered: types.DISPUTE_STATUS_REJECTED},
			func(d types.Dispute) (types.Dispute, error) { return d.Decide(text(9), false, commitment, later) },
		},
	} {
		t.Run(name, func(t *testing.T) {
			requireMoves(t, types.DisputeStatus_name, test.want, types.ErrDisputeStatus, disputeIn,
				func(d types.Dispute) types.DisputeStatus { return d.Status }, test.act)
		})
	}
	for number := range types.DisputeStatus_name {
		status := types.DisputeStatus(number)
		require.Equal(t, status == open || status == answered, disputeIn(status).IsOpen(), status)
	}
}

// Nobody decides before the payee has answered, or had its time to.
func TestDecisionWaitsForTheAnswer(t *testing.T) {
	open := disputeIn(types.DISPUTE_STATUS_OPEN)
	_, err := open.Decide(text(9), true, commitment, noon.Add(time.Hour-1))
	require.ErrorIs(t, err, types.ErrAnswerAwaited)
	require.ErrorContains(t, err, "until 2019-12-02T05:00:00Z")
	decided, err := open.Decide(text(9), true, commitment, noon.Add(time.Hour))
	require.NoError(t, err)
	require.Equal(t, text(9), decided.DecidedBy)
	require.Equal(t, commitment, decided.DecisionCommitment)

	answered, err := open.Answer(commitment)
	require.NoError(t, err)
	require.Equal(t, commitment, answered.AnswerCommitment)
	_, err = answered.Decide(text(9), false, commitment, noon)
	require.NoError(t, err)
	for _, size := range []int{0, 31, 33} {
		_, err = open.Answer(make([]byte, size))
		require.ErrorIs(t, err, types.ErrCommitment)
		_, err = answered.Decide(text(9), false, make([]byte, size), noon)
		require.ErrorIs(t, err, types.ErrCommitment)
	}
}
