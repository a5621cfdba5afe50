package types

import (
	"math/bits"
	"slices"

	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

// Room is how much of a document can be pledged.
type Room struct {
	document singlewindowtypes.Document
	position Position
	// lapsed is pledged by pledges that have lapsed and wait to be tidied up.
	lapsed uint64
}

// NewRoom looks at a document on a day. It reads nothing but the position, which lists what waits for its money: to walk an index
// here would cost every registration of a block as much as all before it.
func NewRoom(document singlewindowtypes.Document, position Position, today Day) Room {
	room := Room{document: document, position: position}
	for _, reservation := range position.Reservations {
		if today.String() > reservation.DisburseBy {
			room.lapsed += reservation.Minor
		}
	}
	return room
}

// Worth is what the document is worth: its amount, or nothing once it is revoked.
func (r Room) Worth() Money { return r.money(r.document.WorthMinor()) }

// Collected is what the debtor paid.
func (r Room) Collected() Money { return r.money(r.position.CollectedMinor) }

// Pledged is what is outstanding of all pledges.
func (r Room) Pledged() Money { return r.money(r.position.PledgedMinor - r.lapsed) }

// Free is what can still be pledged: amount less collected, parts and pledges; nothing if they exceed it.
func (r Room) Free() Money {
	free, _ := r.balance()
	return r.money(free)
}

// Excess is by how much collected, parts and pledges exceed the amount.
func (r Room) Excess() Money {
	_, excess := r.balance()
	return r.money(excess)
}

// balance adds up to 128 bits, so that nothing can wrap around.
func (r Room) balance() (free, excess uint64) {
	var high, taken uint64
	for _, part := range []uint64{r.position.CollectedMinor, r.position.SplitMinor, r.position.PledgedMinor - r.lapsed} {
		var carry uint64
		taken, carry = bits.Add64(taken, part, 0)
		high += carry
	}
	worth := r.document.WorthMinor()
	if high == 0 && taken <= worth {
		return worth - taken, 0
	}
	return 0, taken - worth
}

// IsFinanced reports whether somebody has a pledge on the document.
func (r Room) IsFinanced() bool { return r.position.PledgedMinor > r.lapsed }

func (r Room) money(minor uint64) Money {
	return singlewindowtypes.NewMoney(r.document.Amount.Currency, minor)
}

// CheckPledge fails with ErrNoRoom, naming the room, or with ErrTooManyPledges, unless so much can be pledged.
func (r Room) CheckPledge(amount Money) error {
	if err := r.check(amount); err != nil {
		return err
	}
	if r.position.OpenPledges >= MaxOpenPledges {
		return ErrTooManyPledges.Wrapf("document %s has %d, at most %d may be open", shortID(r.document.Id), r.position.OpenPledges, MaxOpenPledges)
	}
	return nil
}

func (r Room) check(amount Money) error {
	if free := r.Free(); amount.Minor > free.Minor {
		return ErrNoRoom.Wrapf("document %s: amount %s, collected %s, pledged %s, room %s, asked %s", shortID(r.document.Id),
			r.Worth(), r.Collected(), r.Pledged(), free, amount)
	}
	return nil
}

// Split books what went into a part of its own (ErrNoRoom).
func (r Room) Split(amount Money) (Position, error) {
	if err := r.check(amount); err != nil {
		return r.position, err
	}
	p := r.position
	p.SplitMinor += amount.Minor
	return p, nil
}

// Parts is what went into parts of their own.
func (r Room) Parts() Money { return r.money(r.position.SplitMinor) }

// Collect books what the debtor paid, also beyond what is free: the money is there. Parts are collected on their own
// (ErrCollectionExceeds).
func (r Room) Collect(amount Money) (Position, error) {
	worth := r.document.Amount.Minor - min(r.document.Amount.Minor, r.position.SplitMinor)
	if collected := r.position.CollectedMinor; collected > worth || amount.Minor > worth-collected {
		return r.position, ErrCollectionExceeds.Wrapf("document %s: amount %s, in parts %s, collected %s, asked %s", shortID(r.document.Id),
			r.document.Amount, r.Parts(), r.Collected(), amount)
	}
	p := r.position
	p.CollectedMinor += amount.Minor
	return p, nil
}

// Apply books how a pledge changed; a new one was the zero value before.
func (p Position) Apply(before, after Pledge) Position {
	p.PledgedMinor = p.PledgedMinor - before.PledgedMinor + after.PledgedMinor
	switch {
	case !before.IsOpen() && after.IsOpen():
		p.OpenPledges++
	case before.IsOpen() && !after.IsOpen():
		p.OpenPledges--
	}
	switch {
	case !before.IsUndisbursed() && after.IsUndisbursed():
		p.Reservations = append(slices.Clone(p.Reservations), reservation(after))
	case before.IsUndisbursed() && !after.IsUndisbursed():
		p.Reservations = slices.DeleteFunc(slices.Clone(p.Reservations), func(r Reservation) bool { return r == reservation(before) })
	}
	return p
}

func reservation(p Pledge) Reservation {
	return Reservation{BankId: p.BankId, Reference: p.Reference, Minor: p.PledgedMinor, DisburseBy: p.DisburseBy}
}
