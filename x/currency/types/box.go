package types

import (
	"math/big"
	"slices"
)

// direction says whether a movement fills a cash box or empties it.
type direction int8

const (
	in  direction = 1
	out direction = -1
)

// movements is every reason for which a cash box changes, and which way.
var movements = map[MovementType]direction{
	MOVEMENT_TYPE_ISSUED:               in,
	MOVEMENT_TYPE_REDEMPTION_REQUESTED: out,
	MOVEMENT_TYPE_REDEMPTION_RETURNED:  in,
	MOVEMENT_TYPE_EXCHANGED_OUT:        out,
	MOVEMENT_TYPE_EXCHANGED_IN:         in,
	MOVEMENT_TYPE_ALLOCATED:            out,
	MOVEMENT_TYPE_ALLOCATION_RECEIVED:  in,
	MOVEMENT_TYPE_ALLOCATION_RETURNED:  out,
	MOVEMENT_TYPE_RETURN_RECEIVED:      in,
	MOVEMENT_TYPE_OFFLINE_LOSS:         out,

	MOVEMENT_TYPE_LETTER_PAID:                   out,
	MOVEMENT_TYPE_LETTER_REIMBURSED:             out,
	MOVEMENT_TYPE_LETTER_REIMBURSEMENT_RECEIVED: in,
	MOVEMENT_TYPE_LOAN_DISBURSED:                out,
	MOVEMENT_TYPE_LOAN_REPAID:                   in,
}

// IsInflow reports whether movements of the type fill the box.
func (t MovementType) IsInflow() bool { return movements[t] == in }

// NewDayStatement begins the business day of a cash box with what it holds.
func NewDayStatement(memberID string, day Day, opening Fen) DayStatement {
	return DayStatement{MemberId: memberID, Day: day.String(), OpeningFen: uint64(opening), ClosingFen: uint64(opening)}
}

// Move returns box and statement after one movement. It fails with ErrInsufficientFunds, naming the box.
func (b CashBox) Move(statement DayStatement, movement MovementType, amount Fen) (CashBox, DayStatement, error) {
	balance, err := b.after(movement, amount)
	if err != nil {
		return b, statement, err
	}
	statement.Movements = slices.Clone(statement.Movements)
	at, found := slices.BinarySearchFunc(statement.Movements, movement, func(m Movement, t MovementType) int { return int(m.Type - t) })
	if !found {
		statement.Movements = slices.Insert(statement.Movements, at, Movement{Type: movement})
	}
	total, err := Fen(statement.Movements[at].TotalFen).Add(amount)
	if err != nil {
		return b, statement, err
	}
	statement.Movements[at].TotalFen = uint64(total)
	statement.Movements[at].Count++
	b.BalanceFen, statement.ClosingFen = uint64(balance), uint64(balance)
	return b, statement, nil
}

// after returns the balance after a movement.
func (b CashBox) after(movement MovementType, amount Fen) (Fen, error) {
	balance := Fen(b.BalanceFen)
	switch movements[movement] {
	case in:
		return balance.Add(amount)
	case out:
		if amount > balance {
			return 0, ErrInsufficientFunds.Wrapf("cash box of %s: has %s, asked %s", b.MemberId, balance, amount)
		}
		return balance - amount, nil
	default:
		return 0, ErrStatement.Wrapf("movement type %d", movement)
	}
}

// CheckRedeemable refuses another redemption of the box on a day on which so much came back from redemptions that the
// total might not hold all that may still come back: never more than circulates (ErrOverflow). Redemptions come back when
// they expire, and then nobody is there to be refused.
func (s DayStatement) CheckRedeemable(supply Supply) error {
	var returned Fen
	for _, m := range s.Movements {
		if m.Type == MOVEMENT_TYPE_REDEMPTION_RETURNED {
			returned = Fen(m.TotalFen)
		}
	}
	circulating := Fen(supply.IssuedFen - supply.BurnedFen)
	if _, err := returned.Add(circulating); err != nil {
		return ErrOverflow.Wrapf("%s of %s: redemptions of %s came back, %s circulate: request again on another day",
			s.Day, s.MemberId, returned, circulating)
	}
	return nil
}

// Check fails with ErrStatement unless opening + inflows = closing + outflows. The sums may be larger than any amount,
// even than a total of one type: the same coins can go out and come in many times a day.
func (s DayStatement) Check() error {
	sources, uses := wide(s.OpeningFen), wide(s.ClosingFen)
	previous := MOVEMENT_TYPE_UNSPECIFIED
	for _, m := range s.Movements {
		if m.Type <= previous || movements[m.Type] == 0 {
			return ErrStatement.Wrapf("%s of %s: movement type %d after %d", s.MemberId, s.Day, m.Type, previous)
		}
		if m.Count == 0 || m.Count > m.TotalFen {
			return ErrStatement.Wrapf("%s of %s: %s: %d movements of together %s", s.MemberId, s.Day, m.Type, m.Count, Fen(m.TotalFen))
		}
		if m.Type.IsInflow() {
			sources.Add(sources, wide(m.TotalFen))
		} else {
			uses.Add(uses, wide(m.TotalFen))
		}
		previous = m.Type
	}
	if sources.Cmp(uses) != 0 {
		return ErrStatement.Wrapf("%s of %s: opening and inflows are %s fen, closing and outflows %s fen", s.MemberId, s.Day, sources, uses)
	}
	return nil
}

func wide(fen uint64) *big.Int { return new(big.Int).SetUint64(fen) }
