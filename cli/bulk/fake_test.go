package bulk_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/cli/bulk"
)

const blockTxs = 4

var errBroken = errors.New("connection broken")

// killed is what a fake panics with where a process would die.
type killed struct{}

// signed is a transaction of the fake chain.
type signed struct {
	hash     string
	id       string
	sequence uint64
	gas      uint64
}

// fakeChain is a chain with one signer. Every question about its height makes a block of what waits.
type fakeChain struct {
	mu       sync.Mutex
	height   int64
	sequence uint64
	// waiting is the node's mempool, in order. Of all transactions made, by hash, some left the bank's machine.
	waiting []signed
	made    map[string]signed
	left    map[string]signed
	blocks  map[int64][]bulk.Executed
	// paid counts how often each id took effect; at says in which block.
	paid map[string]int
	at   map[string]int64

	// decide returns why an order fails in a block, empty if it does not.
	decide func(id string) string
	// onSend may answer in the place of the node. Delivered: the node got it all the same.
	onSend func(tx signed) (answer *bulk.Answer, err error, delivered bool)
	// beforeBlock may change what waits.
	beforeBlock func()
	needsGas    uint64
	conflicts   map[string]string
	sends       int
}

func newFakeChain() *fakeChain {
	return &fakeChain{
		height: 10, sequence: 7, made: map[string]signed{}, left: map[string]signed{}, blocks: map[int64][]bulk.Executed{}, paid: map[string]int{},
		at: map[string]int64{}, conflicts: map[string]string{}, needsGas: 100,
		decide:      func(string) string { return "" },
		onSend:      func(signed) (*bulk.Answer, error, bool) { return nil, nil, false },
		beforeBlock: func() {},
	}
}

func (c *fakeChain) Height(context.Context) (int64, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	height := c.height
	c.beforeBlock()
	c.makeBlock()
	return height, nil
}

// makeBlock executes what is next in order of sequence, and drops what can never be executed.
func (c *fakeChain) makeBlock() {
	c.height++
	var rest []signed
	count := 0
	for _, tx := range c.waiting {
		switch {
		case tx.sequence < c.sequence:
		case tx.sequence == c.sequence && count < blockTxs:
			count++
			c.sequence++
			c.execute(tx)
		default:
			rest = append(rest, tx)
		}
	}
	c.waiting = rest
}

func (c *fakeChain) execute(tx signed) {
	executed := bulk.Executed{Hash: tx.hash}
	switch {
	case tx.gas < c.needsGas:
		executed.Failure, executed.OutOfGas = "out of gas", true
	case c.paid[tx.id] > 0 || c.conflicts[tx.id] != "":
		executed.Failure = "already paid"
	default:
		executed.Failure = c.decide(tx.id)
	}
	if executed.Failure == "" {
		c.paid[tx.id]++
		c.at[tx.id] = c.height
	}
	c.blocks[c.height] = append(c.blocks[c.height], executed)
}

func (c *fakeChain) Sequence(context.Context) (uint64, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.sequence, nil
}

func (c *fakeChain) Find(_ context.Context, order bulk.Order) (*bulk.Effect, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	id := order.Cells[0]
	if conflict := c.conflicts[id]; conflict != "" {
		return &bulk.Effect{Height: 3, Conflict: conflict}, nil
	}
	if c.paid[id] == 0 {
		return nil, nil
	}
	return &bulk.Effect{Height: c.at[id]}, nil
}

func (c *fakeChain) Estimate(context.Context, bulk.Order) uint64 { return 100 }

func (c *fakeChain) Sign(_ context.Context, order bulk.Order, sequence, gas uint64) (bulk.Tx, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	hash := fmt.Sprintf("%s/%d/%d", order.Cells[0], sequence, gas)
	c.made[hash] = signed{hash: hash, id: order.Cells[0], sequence: sequence, gas: gas}
	return bulk.Tx{Hash: hash}, nil
}

func (c *fakeChain) Send(_ context.Context, sent bulk.Tx) (bulk.Answer, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sends++
	tx := c.made[sent.Hash]
	answer, err, delivered := c.onSend(tx)
	if answer != nil || err != nil {
		if delivered {
			c.check(tx)
		}
		if answer == nil {
			answer = &bulk.Answer{}
		}
		return *answer, err
	}
	return c.check(tx), nil
}

// check takes a transaction whose sequence follows those that wait.
func (c *fakeChain) check(tx signed) bulk.Answer {
	expected := c.sequence
	for _, waiting := range c.waiting {
		if waiting.sequence == expected {
			expected++
		}
	}
	if tx.sequence != expected {
		return bulk.Answer{Verdict: bulk.NotNext, Reason: "wrong sequence"}
	}
	c.waiting = append(c.waiting, tx)
	c.left[tx.hash] = tx
	return bulk.Answer{Verdict: bulk.Taken}
}

// due are the transactions that may come next, wherever they are.
func (c *fakeChain) due() []signed {
	var due []signed
	for _, hash := range slices.Sorted(maps.Keys(c.left)) {
		if c.left[hash].sequence == c.sequence {
			due = append(due, c.left[hash])
		}
	}
	return due
}

func (c *fakeChain) Block(_ context.Context, height int64) ([]bulk.Executed, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.blocks[height], nil
}

// desk is the bank's side: a file and its journal.
type desk struct {
	path   string
	orders []bulk.Order
	config bulk.Config
}

var terms = bulk.Terms{Kind: "pay", SHA256: "ab", ChainID: "test-1", Signer: "dcep1payer", Date: "2019-12-02"}

func newDesk(t testing.TB, dir string, count int) *desk {
	d := &desk{
		path:   filepath.Join(dir, "pay.csv"),
		config: bulk.Config{Window: 6, Patience: time.Minute, Progress: func(bulk.Progress) {}},
	}
	if count == 0 {
		return d
	}
	d.orders = newOrders(count)
	journal, err := bulk.BeginJournal(d.path, terms)
	require.NoError(t, err)
	require.NoError(t, journal.Close())
	return d
}

func newOrders(count int) []bulk.Order {
	orders := make([]bulk.Order, count)
	for i := range orders {
		orders[i] = bulk.Order{Row: bulk.Row{Line: i + 2, Cells: []string{"PAY-" + strconv.Itoa(i)}}}
	}
	return orders
}

// run runs the file to its end, or to where the fake kills it; then there are no results.
func (d *desk) run(t testing.TB, chain bulk.Chain) (results []bulk.Result, err error) {
	journal, err := bulk.OpenJournal(d.path)
	require.NoError(t, err)
	defer func() {
		require.NoError(t, journal.Close())
		if broken := recover(); broken != nil {
			if broken != (killed{}) {
				panic(broken)
			}
			results, err = nil, nil
		}
	}()
	return bulk.Run(t.Context(), chain, journal, d.orders, d.config)
}

func (d *desk) journal(t testing.TB) string {
	content, err := os.ReadFile(bulk.JournalPath(d.path))
	require.NoError(t, err)
	return string(content)
}

// requireOnce requires that every order took effect once, and is known to.
func requireOnce(t testing.TB, chain *fakeChain, results []bulk.Result) {
	for _, result := range results {
		require.Equal(t, bulk.StatusDone, result.Status, "%v", result)
		require.Equal(t, 1, chain.paid[result.Cells[0]], "%v", result)
		require.Equal(t, chain.at[result.Cells[0]], result.Height)
		if result.Hash != "" {
			require.True(t, strings.HasPrefix(result.Hash, result.Cells[0]+"/"), result.Hash)
		}
	}
}
