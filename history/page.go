package history

import (
	"bytes"

	dbm "github.com/cosmos/cosmos-db"

	"github.com/cosmos/cosmos-sdk/types/query"

	"github.com/dcep-consortium/dcepd/queries"
)

// maxScanned is how many keys a page looks through for entries that fit.
const maxScanned = 10_000

// list is a part of the keys that share a prefix.
type list struct {
	prefix []byte
	// start and end bound what follows the prefix; end is not included. Empty is no bound.
	start, end []byte
}

// page reads one page of a list. take says whether an entry fits; it gets what follows the prefix. The client goes on
// from the key that a page returns; it fails as queries.Bounded does.
func (s store) page(l list, request *query.PageRequest, take func(suffix, value []byte) (bool, error)) (*query.PageResponse, error) {
	asked, err := queries.Bounded(request)
	if err != nil {
		return nil, err
	}
	iterator, err := s.iterator(l, asked)
	if err != nil || iterator == nil {
		return &query.PageResponse{}, err
	}
	response := &query.PageResponse{}
	taken, scanned := uint64(0), 0
	err = each(iterator, func(key, value []byte) (bool, error) {
		suffix := key[len(l.prefix):]
		if taken == asked.Limit || scanned == maxScanned {
			response.NextKey = suffix
			return true, nil
		}
		scanned++
		fits, err := take(suffix, value)
		if fits {
			taken++
		}
		return false, err
	})
	return response, err
}

// iterator goes through the list from the page's key on; it is nil if nothing can be there.
func (s store) iterator(l list, asked query.PageRequest) (dbm.Iterator, error) {
	start := append(bytes.Clone(l.prefix), l.start...)
	end := after(l.prefix)
	if len(l.end) > 0 {
		end = append(bytes.Clone(l.prefix), l.end...)
	}
	if len(asked.Key) > 0 {
		key := append(bytes.Clone(l.prefix), asked.Key...)
		if asked.Reverse {
			// The end is not included, but the key is.
			end = smaller(end, append(key, 0))
		} else if bytes.Compare(key, start) > 0 {
			start = key
		}
	}
	if bytes.Compare(start, end) >= 0 {
		return nil, nil //nolint:nilnil // nothing to go through, and no error
	}
	if asked.Reverse {
		return s.db.ReverseIterator(start, end)
	}
	return s.db.Iterator(start, end)
}

func smaller(a, b []byte) []byte {
	if bytes.Compare(a, b) < 0 {
		return a
	}
	return b
}
