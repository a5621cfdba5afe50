package types_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

func TestBoxMoves(t *testing.T) {
	box := types.CashBox{MemberId: "icbc-sz", BalanceFen: 100, OpenWallets: 3}
	statement := types.NewDayStatement("icbc-sz", today, 100)
	require.NoError(t, statement.Check())
	for _, step := range []struct {
		movement types.MovementType
		amount   types.Fen
	}{
		{types.MOVEMENT_TYPE_EXCHANGED_IN, 5},
		{types.MOVEMENT_TYPE_ISSUED, 1_000},
		{types.MOVEMENT_TYPE_EXCHANGED_OUT, 30},
		{types.MOVEMENT_TYPE_EXCHANGED_OUT, 40},
		{types.MOVEMENT_TYPE_REDEMPTION_REQUESTED, 200},
		{types.MOVEMENT_TYPE_REDEMPTION_RETURNED, 200},
	} {
		before := statement
		var err error
		box, statement, err = box.Move(statement, step.movement, step.amount)
		require.NoError(t, err)
		require.NoError(t, statement.Check())
		require.NoError(t, before.Check(), "a statement that was handed out does not change")
	}
	require.Equal(t, types.CashBox{MemberId: "icbc-sz", BalanceFen: 1_035, OpenWallets: 3}, box)
	require.Equal(t, types.DayStatement{
		MemberId: "icbc-sz", Day: "2019-12-02", OpeningFen: 100,
		Movements: []types.Movement{
			{Type: types.MOVEMENT_TYPE_ISSUED, TotalFen: 1_000, Count: 1},
			{Type: types.MOVEMENT_TYPE_REDEMPTION_REQUESTED, TotalFen: 200, Count: 1},
			{Type: types.MOVEMENT_TYPE_REDEMPTION_RETURNED, TotalFen: 200, Count: 1},
			{Type: types.MOVEMENT_TYPE_EXCHANGED_OUT, TotalFen: 70, Count: 2},
			{Type: types.MOVEMENT_TYPE_EXCHANGED_IN, TotalFen: 5, Count: 1},
		},
		ClosingFen: 1_035,
	}, statement)
}

func TestBoxDirections(t *testing.T) {
	want := map[types.MovementType]uint64{
		types.MOVEMENT_TYPE_ISSUED:               110,
		types.MOVEMENT_TYPE_REDEMPTION_REQUESTED: 90,
		types.MOVEMENT_TYPE_REDEMPTION_RETURNED:  110,
		types.MOVEMENT_TYPE_EXCHANGED_OUT:        90,
		types.MOVEMENT_TYPE_EXCHANGED_IN:         110,
		types.MOVEMENT_TYPE_ALLOCATED:            90,
		types.MOVEMENT_TYPE_ALLOCATION_RECEIVED:  110,
		types.MOVEMENT_TYPE_ALLOCATION_RETURNED:  90,
		types.MOVEMENT_TYPE_RETURN_RECEIVED:      110,
		types.MOVEMENT_TYPE_OFFLINE_LOSS:         90,

		types.MOVEMENT_TYPE_LETTER_PAID:                   90,
		types.MOVEMENT_TYPE_LETTER_REIMBURSED:             90,
		types.MOVEMENT_TYPE_LETTER_REIMBURSEMENT_RECEIVED: 110,
		types.MOVEMENT_TYPE_LOAN_DISBURSED:                90,
		types.MOVEMENT_TYPE_LOAN_REPAID:                   110,
	}
	for number, name := range types.MovementType_name {
		movement := types.MovementType(number)
		box := types.CashBox{BalanceFen: 100}
		after, _, err := box.Move(types.NewDayStatement("icbc-sz", today, 100), movement, 10)
		if movement == types.MOVEMENT_TYPE_UNSPECIFIED {
			require.ErrorIs(t, err, types.ErrStatement)
			continue
		}
		require.NoError(t, err, name)
		require.Equal(t, want[movement], after.BalanceFen, name)
		require.Equal(t, after.BalanceFen > 100, movement.IsInflow(), name)
	}
}

func TestBoxRefusals(t *testing.T) {
	box := types.CashBox{MemberId: "icbc-sz", BalanceFen: 100}
	statement := types.NewDayStatement("icbc-sz", today, 100)
	after, same, err := box.Move(statement, types.MOVEMENT_TYPE_EXCHANGED_OUT, 101)
	require.ErrorIs(t, err, types.ErrInsufficientFunds)
	require.ErrorContains(t, err, "cash box of icbc-sz: has 1.00 yuan, asked 1.01 yuan")
	require.Equal(t, box, after)
	require.Equal(t, statement, same)

	box.BalanceFen = math.MaxUint64
	_, _, err = box.Move(statement, types.MOVEMENT_TYPE_ISSUED, 1)
	require.ErrorIs(t, err, types.ErrOverflow)
}

func TestStatementCheck(t *testing.T) {
	valid := func() types.DayStatement {
		return types.DayStatement{
			MemberId: "icbc-sz", Day: "2019-12-02", OpeningFen: 10, ClosingFen: 25,
			Movements: []types.Movement{
				{Type: types.MOVEMENT_TYPE_ISSUED, TotalFen: 20, Count: 2},
				{Type: types.MOVEMENT_TYPE_EXCHANGED_OUT, TotalFen: 5, Count: 1},
			},
		}
	}
	require.NoError(t, valid().Check())
	for name, spoil := range map[string]func(*types.DayStatement){
		"opening":           func(s *types.DayStatement) { s.OpeningFen++ },
		"closing":           func(s *types.DayStatement) { s.ClosingFen-- },
		"total":             func(s *types.DayStatement) { s.Movements[0].TotalFen++ },
		"missing movement":  func(s *types.DayStatement) { s.Movements = s.Movements[1:] },
		"twice":             func(s *types.DayStatement) { s.Movements[1].Type = s.Movements[0].Type },
		"order":             func(s *types.DayStatement) { s.Movements[0], s.Movements[1] = s.Movements[1], s.Movements[0] },
		"unspecified type":  func(s *types.DayStatement) { s.Movements[0].Type = 0 },
		"unknown type":      func(s *types.DayStatement) { s.Movements[1].Type = 99 },
		"no count":          func(s *types.DayStatement) { s.Movements[0].Count = 0 },
		"count above total": func(s *types.DayStatement) { s.Movements[1].Count = 6 },
		"empty movement": func(s *types.DayStatement) {
			s.Movements = append(s.Movements, types.Movement{Type: types.MOVEMENT_TYPE_EXCHANGED_IN})
		},
	} {
		statement := valid()
		spoil(&statement)
		require.ErrorIs(t, statement.Check(), types.ErrStatement, name)
	}
}

// The same coins may pass a box so often on one day that the sums exceed any amount.
func TestStatementSumsBeyondAnyAmount(t *testing.T) {
	huge := uint64(math.MaxUint64)
	statement := types.DayStatement{MemberId: "icbc-sz", Day: "2019-12-02", OpeningFen: 7, ClosingFen: 7, Movements: []types.Movement{
		{Type: types.MOVEMENT_TYPE_ISSUED, TotalFen: huge, Count: 9},
		{Type: types.MOVEMENT_TYPE_REDEMPTION_REQUESTED, TotalFen: huge, Count: 9},
	}}
	require.NoError(t, statement.Check())
	statement.Movements[1].TotalFen--
	require.ErrorIs(t, statement.Check(), types.ErrStatement)
}
