// Package storecache keeps the records that blocks read and wrote lately in memory, above the trees of the state.
//
// A tree finds a record at the end of a path of some twenty nodes. The wallets that paid a moment ago pay again, and are asked for
// several times in a block; their records are found here at once.
//
// The SDK has such a cache, of a thousand records. Beside its size there is a reason not to use it: a simulation, which runs beside blocks,
// may read an old record out of the tree just before a block overwrites it, and put it into the cache just after. All blocks
// that follow would be executed on the old record, and the node would come to another state than all others. Here nobody writes
// between the two.
package storecache

import (
	"fmt"
	"sync"

	lru "github.com/hashicorp/golang-lru/v2"

	"github.com/cosmos/cosmos-sdk/store/v2/cachekv"
	storetypes "github.com/cosmos/cosmos-sdk/store/v2/types"
)

// maxRecordBytes is far more than a wallet's records have, and less than some that members fill with texts.
const maxRecordBytes = 4096

// Cache is above all stores of a state. It implements storetypes.MultiStorePersistentCache.
type Cache struct {
	records int
	stores  map[string]*store
}

var _ storetypes.MultiStorePersistentCache = (*Cache)(nil)

// New returns an empty cache of so many records of each store.
func New(records int) *Cache {
	return &Cache{records: records, stores: map[string]*store{}}
}

// GetStoreCache returns the store of that key above its tree. What was known of an earlier tree is forgotten.
func (c *Cache) GetStoreCache(key storetypes.StoreKey, tree storetypes.CommitKVStore) storetypes.CommitKVStore {
	// Records that are used once, such as the names of payments, do not drive out those that are used again.
	known, err := lru.New2Q[string, []byte](c.records)
	if err != nil {
		panic(fmt.Errorf("cache of %d records: %w", c.records, err))
	}
	above := &store{CommitKVStore: tree, known: known}
	c.stores[key.Name()] = above
	return above
}

// Unwrap returns the tree of that key, nil if it has none.
func (c *Cache) Unwrap(key storetypes.StoreKey) storetypes.CommitKVStore {
	if above, exists := c.stores[key.Name()]; exists {
		return above.CommitKVStore
	}
	return nil
}

// Reset forgets all stores.
func (c *Cache) Reset() { clear(c.stores) }

// store is a tree of which some records are known. Records may be read by many while one writes; iterators go to the tree.
type store struct {
	storetypes.CommitKVStore
	known *lru.TwoQueueCache[string, []byte]
	// writing is held by who writes, and shared by those who read the tree until they have noted what they read.
	writing sync.RWMutex
}

// Get returns the record under a key, nil if there is none. That there is none is not remembered.
func (s *store) Get(key []byte) []byte {
	if record, known := s.known.Get(string(key)); known {
		return record
	}
	s.writing.RLock()
	defer s.writing.RUnlock()
	record := s.CommitKVStore.Get(key)
	if record != nil {
		s.note(key, record)
	}
	return record
}

// note remembers a record, if it is no longer than most are: their number bounds the memory that they take.
func (s *store) note(key, record []byte) {
	if len(record) > maxRecordBytes {
		s.known.Remove(string(key))
		return
	}
	s.known.Add(string(key), record)
}

// Has says whether there is a record under a key.
func (s *store) Has(key []byte) bool {
	if s.known.Contains(string(key)) {
		return true
	}
	s.writing.RLock()
	defer s.writing.RUnlock()
	return s.CommitKVStore.Has(key)
}

// Set writes a record.
func (s *store) Set(key, record []byte) {
	s.writing.Lock()
	defer s.writing.Unlock()
	s.CommitKVStore.Set(key, record)
	s.note(key, record)
}

// Delete removes the record under a key.
func (s *store) Delete(key []byte) {
	s.writing.Lock()
	defer s.writing.Unlock()
	s.CommitKVStore.Delete(key)
	s.known.Remove(string(key))
}

// Commit saves what was written as a version of the tree.
func (s *store) Commit() storetypes.CommitID {
	s.writing.Lock()
	defer s.writing.Unlock()
	return s.CommitKVStore.Commit()
}

// CacheWrap returns a branch of the store, above what is known.
func (s *store) CacheWrap() storetypes.CacheWrap { return cachekv.NewStore(s) }
