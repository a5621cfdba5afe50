package history

import (
	"context"
	"time"

	"github.com/cosmos/cosmos-sdk/types/query"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/queries"
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// maxReference is the length of the longest reference.
const maxReference = 64

var _ QueryServer = queryServer{}

// queryServer answers with NotFound, InvalidArgument or Internal, and nothing else.
type queryServer struct{ recorder *Recorder }

// NewQueryServer serves what a recorder wrote. Without a recorder every query fails with NotFound.
func NewQueryServer(recorder *Recorder) QueryServer { return queryServer{recorder} }

// begun returns the head of a history that has begun. It fails with ErrDisabled.
func (s queryServer) begun() (store, Head, error) {
	if s.recorder == nil {
		return store{}, Head{}, ErrDisabled.Wrap("set enable = true in [history] of its app.toml")
	}
	head, found, err := s.recorder.store.head()
	if err == nil && !found {
		err = ErrDisabled.Wrap("yet: it begins with the next block")
	}
	return s.recorder.store, head, err
}

// MovementsByWallet implements QueryServer.
func (s queryServer) MovementsByWallet(
	_ context.Context, request *QueryMovementsByWalletRequest,
) (response *QueryMovementsByWalletResponse, err error) {
	defer failures.ToStatus(&err)
	address, err := consortium.ParseAddress(request.Wallet)
	if err != nil {
		return nil, ErrArgument.Wrapf("wallet: %s", err)
	}
	wanted := filter{request.Direction, request.Kind, request.FromDay, request.ToDay}
	movements, page, head, err := s.ofParty(walletParty(address), wanted, request.Pagination)
	if err != nil {
		return nil, err
	}
	return &QueryMovementsByWalletResponse{Movements: movements, Pagination: page, FromHeight: head.completeFrom()}, nil
}

// MovementsByMember implements QueryServer.
func (s queryServer) MovementsByMember(
	_ context.Context, request *QueryMovementsByMemberRequest,
) (response *QueryMovementsByMemberResponse, err error) {
	defer failures.ToStatus(&err)
	id, err := ident.ParseMemberID(request.MemberId)
	if err != nil {
		return nil, ErrArgument.Wrap(err.Error())
	}
	wanted := filter{request.Direction, request.Kind, request.FromDay, request.ToDay}
	movements, page, head, err := s.ofParty(memberParty(id), wanted, request.Pagination)
	if err != nil {
		return nil, err
	}
	return &QueryMovementsByMemberResponse{Movements: movements, Pagination: page, FromHeight: head.completeFrom()}, nil
}

// MovementsByReference implements QueryServer.
func (s queryServer) MovementsByReference(
	_ context.Context, request *QueryMovementsByReferenceRequest,
) (response *QueryMovementsByReferenceResponse, err error) {
	defer failures.ToStatus(&err)
	// Longer than the references that people give: vouchers have 64 digits.
	if request.Reference == "" || len(request.Reference) > maxReference {
		return nil, ErrArgument.Wrapf("reference: 1 to %d bytes, not %d", maxReference, len(request.Reference))
	}
	store, head, err := s.begun()
	if err != nil {
		return nil, err
	}
	movements, page, err := store.movements(list{prefix: referenceList(request.Reference)}, filter{}, request.Pagination)
	if err != nil {
		return nil, err
	}
	return &QueryMovementsByReferenceResponse{Movements: movements, Pagination: page, FromHeight: head.completeFrom()}, nil
}

// Progress implements QueryServer.
func (s queryServer) Progress(context.Context, *QueryProgressRequest) (response *QueryProgressResponse, err error) {
	defer failures.ToStatus(&err)
	_, head, err := s.begun()
	if err != nil {
		return nil, err
	}
	return &QueryProgressResponse{Progress: Progress{
		FromHeight: head.completeFrom(),
		Height:     head.Height,
		FromDay:    currency.Day(max(head.FromDay, head.KeptFromDay)).String(),
		Day:        currency.Day(head.Day).String(),
		KeepDays:   s.recorder.config.KeepDays,
		Earlier:    head.Earlier,
	}}, nil
}

// completeFrom is the height from which on no movement is missing.
func (m Head) completeFrom() int64 { return max(m.FromHeight, m.KeptFromHeight) }

// filter says which movements of a party are wanted; zero values want all.
type filter struct {
	direction      Direction
	kind           MovementKind
	fromDay, toDay string
}

func (s queryServer) ofParty(p party, wanted filter, page *query.PageRequest) ([]Movement, *query.PageResponse, Head, error) {
	store, head, err := s.begun()
	if err != nil {
		return nil, nil, head, err
	}
	from, to, err := wanted.days()
	if err != nil {
		return nil, nil, head, err
	}
	positions := list{prefix: partyList(p)}
	if !from.IsZero() {
		height, err := store.firstHeight(from, head.Height+1)
		if err != nil {
			return nil, nil, head, err
		}
		positions.start = heightBytes(height)
	}
	if !to.IsZero() {
		height, err := store.firstHeight(to.AddDays(1), head.Height+1)
		if err != nil {
			return nil, nil, head, err
		}
		positions.end = heightBytes(height)
	}
	movements, response, err := store.movements(positions, wanted, page)
	return movements, response, head, err
}

func (f filter) days() (from, to currency.Day, err error) {
	if from, err = currency.ParseOptionalDay(f.fromDay); err != nil {
		return 0, 0, ErrArgument.Wrapf("from_day: %s", err)
	}
	if to, err = currency.ParseOptionalDay(f.toDay); err != nil {
		return 0, 0, ErrArgument.Wrapf("to_day: %s", err)
	}
	return from, to, nil
}

// fits judges an entry by its value: direction and kind.
func (f filter) fits(value []byte) bool {
	return (f.direction == DIRECTION_UNSPECIFIED || f.direction == Direction(value[0])) &&
		(f.kind == MOVEMENT_KIND_UNSPECIFIED || f.kind == MovementKind(value[1]))
}

// movements reads a page of a list of positions.
func (s store) movements(positions list, wanted filter, page *query.PageRequest) ([]Movement, *query.PageResponse, error) {
	var movements []Movement
	response, err := s.page(positions, page, func(suffix, value []byte) (bool, error) {
		if len(value) != 2 {
			return false, ErrStored.Wrapf("entry %x", value)
		}
		if !wanted.fits(value) {
			return false, nil
		}
		var record Record
		found, err := s.read(movementKey(suffix), &record)
		// It may have been forgotten since the page began.
		if err != nil || !found {
			return false, err
		}
		height, index, err := parsePosition(suffix)
		movements = append(movements, record.movement(height, index))
		return true, err
	})
	return movements, response, err
}

// movement is the record as clients see it.
func (m *Record) movement(height int64, index uint32) Movement {
	return Movement{
		Height: height, Index: index, Kind: m.Kind, AmountFen: m.AmountFen, EndToEndId: m.EndToEndId, Reference: m.Reference,
		From: party(m.From).String(), To: party(m.To).String(), Concerned: party(m.Concerned).String(),
		InstructionDate: currency.Day(m.InstructionDay).String(), Scenario: m.Scenario, TxHash: hexadecimal(m.TxHash),
		Time: time.Unix(0, m.Time).UTC(),
	}
}

var failures = queries.Failures{
	NotFound:        []error{ErrDisabled, ErrRowsNotServed},
	InvalidArgument: []error{ErrArgument},
}
