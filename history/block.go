package history

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"time"

	dbm "github.com/cosmos/cosmos-db"
	"github.com/cosmos/gogoproto/proto"

	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// undoDepth is how many blocks can be undone, one after the other: those that an operator may roll back.
const undoDepth = 10

// block collects the entries of one block; nothing is stored before commit.
type block struct {
	store  store
	ledger Ledger
	// ctx reads the state as the block leaves it.
	ctx     context.Context
	height  int64
	time    time.Time
	day     currency.Day
	appHash []byte
	head    *Head

	// cells are the values that the block may have changed, by key.
	cells map[string]*cell
	// operators are those whose rows the block changed.
	operators map[string]bool
	// index is the place of the next movement.
	index   uint32
	added   [][2][]byte
	removed [][]byte
}

// cell is a stored value that the block may change.
type cell struct {
	before  []byte
	message proto.Message
}

// edit returns the value of a key, zero if there is none. What is changed in it is stored with the block.
func edit[T any, Message interface {
	*T
	proto.Message
}](b *block, key []byte) (Message, error) {
	if known, ok := b.cells[string(key)]; ok {
		return known.message.(Message), nil
	}
	before, err := b.store.db.Get(key)
	if err != nil {
		return nil, err
	}
	message := Message(new(T))
	if err := decode(key, before, message); err != nil {
		return nil, err
	}
	b.cells[string(key)] = &cell{before: before, message: message}
	return message, nil
}

// add stores a key that no other block has.
func (b *block) add(key, value []byte) { b.added = append(b.added, [2][]byte{key, value}) }

func (b *block) remove(key []byte) { b.removed = append(b.removed, key) }

// commit writes all of the block at once and returns when it is on disk.
func (b *block) commit() (err error) {
	batch := b.store.db.NewBatch()
	defer closing(batch, &err)
	undo := Undo{AppHash: b.appHash}
	for key, cell := range b.cells {
		value, err := proto.Marshal(cell.message)
		if err != nil {
			return err
		}
		if bytes.Equal(value, cell.before) {
			continue
		}
		undo.Overwritten = append(undo.Overwritten, Overwritten{Key: []byte(key), Value: cell.before})
		if err := batch.Set([]byte(key), value); err != nil {
			return err
		}
	}
	for _, entry := range b.added {
		if err := batch.Set(entry[0], entry[1]); err != nil {
			return err
		}
	}
	for _, key := range b.removed {
		if err := batch.Delete(key); err != nil {
			return err
		}
	}
	// The order of a map is not the same twice, and equal blocks shall make equal databases.
	slices.SortFunc(undo.Overwritten, func(a, b Overwritten) int { return bytes.Compare(a.Key, b.Key) })
	value, err := proto.Marshal(&undo)
	if err != nil {
		return err
	}
	if err := batch.Set(undoKey(b.height), value); err != nil {
		return err
	}
	if err := batch.Delete(undoKey(b.height - undoDepth)); err != nil {
		return err
	}
	return batch.WriteSync()
}

// undo takes back the last block, as if it had never been recorded.
func (s store) undo(height int64, undo Undo) (err error) {
	batch := s.db.NewBatch()
	defer closing(batch, &err)
	for _, overwritten := range undo.Overwritten {
		if len(overwritten.Value) == 0 {
			err = batch.Delete(overwritten.Key)
		} else {
			err = batch.Set(overwritten.Key, overwritten.Value)
		}
		if err != nil {
			return err
		}
	}
	start, end := movementKey(heightBytes(height)), movementKey(heightBytes(height+1))
	err = s.walk(start, end, func(key, value []byte) (bool, error) {
		return false, forget(key, value, batch.Delete)
	})
	if err != nil {
		return err
	}
	if err := batch.Delete(undoKey(height)); err != nil {
		return err
	}
	return batch.WriteSync()
}

func closing(batch dbm.Batch, err *error) { *err = errors.Join(*err, batch.Close()) }
