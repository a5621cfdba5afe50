package history

import (
	"fmt"

	dbm "github.com/cosmos/cosmos-db"
	"github.com/cosmos/gogoproto/proto"
)

// databaseName is the directory below data/, without the suffix that the database appends.
const databaseName = "history"

// store is the database. Blocks change it one after the other; queries read it meanwhile.
type store struct{ db dbm.DB }

// openStore opens the database in a directory, and makes it if there is none.
func openStore(dir string) (store, error) {
	db, err := dbm.NewGoLevelDB(databaseName, dir, nil)
	if err != nil {
		return store{}, fmt.Errorf("open history: %w", err)
	}
	return store{db}, nil
}

// read decodes the value of a key into the message; found is false when there is none.
func (s store) read(key []byte, message proto.Message) (found bool, err error) {
	value, err := s.db.Get(key)
	if err != nil || value == nil {
		return false, err
	}
	return true, decode(key, value, message)
}

func decode(key, value []byte, message proto.Message) error {
	if err := proto.Unmarshal(value, message); err != nil {
		return ErrStored.Wrapf("key %x: %s", key, err)
	}
	return nil
}

// head says how far the history is; found is false before the first block.
func (s store) head() (head Head, found bool, err error) {
	found, err = s.read(headKey, &head)
	return head, found, err
}

// walk visits keys from start to before end, until visit says stop.
func (s store) walk(start, end []byte, visit func(key, value []byte) (stop bool, err error)) (err error) {
	iterator, err := s.db.Iterator(start, end)
	if err != nil {
		return err
	}
	return each(iterator, visit)
}

func each(iterator dbm.Iterator, visit func(key, value []byte) (stop bool, err error)) (err error) {
	defer func() {
		if closeErr := iterator.Close(); err == nil {
			err = closeErr
		}
	}()
	for ; iterator.Valid(); iterator.Next() {
		stop, err := visit(iterator.Key(), iterator.Value())
		if err != nil || stop {
			return err
		}
	}
	return iterator.Error()
}

// after is the first key that does not begin with the prefix and comes after all that do. A prefix is never all 0xff.
func after(prefix []byte) []byte {
	end := append([]byte{}, prefix...)
	for i := len(end) - 1; i >= 0; i-- {
		end[i]++
		if end[i] != 0 {
			return end[:i+1]
		}
	}
	return nil
}
