package mempool

import (
	"container/list"
	"crypto/sha256"
	"errors"
	"slices"
	"sync"

	errorsmod "cosmossdk.io/errors"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/recent"
)

const (
	// maxBlocks is after how many blocks a transaction that none of them had leaves.
	maxBlocks = 120
	// resendBlocks is after how many blocks peers are told again what still waits.
	resendBlocks = 10
	// rememberedTxs is how many transactions that were executed are known by their hash at least.
	rememberedTxs = 100_000
)

// ErrStale is about a candidate of a state that a block has followed since: judge it by the new one.
var ErrStale = errors.New("admitted by an earlier state")

// ID names a transaction by who sent it and in which order: two with the same id cannot both be executed.
type ID struct {
	signer   string
	Sequence uint64
}

// NewID names the signer's transaction of that sequence.
func NewID(signer sdk.AccAddress, sequence uint64) ID { return ID{string(signer), sequence} }

// Signer is the address that signs.
func (i ID) Signer() sdk.AccAddress { return sdk.AccAddress(i.signer) }

// Tx is a transaction that may wait.
type Tx struct {
	Tx  sdk.Tx
	Raw []byte
	ID  ID
	// Hash is of Raw.
	Hash Hash
	// Lane names whose lane it is in: a member's or a wallet's.
	Lane string
	// Member says that the lane is a member's.
	Member bool

	// since is the height after which it was taken.
	since int64
	// own says that a client of this node brought it.
	own bool
}

// Hash is of the signed bytes of a transaction.
type Hash [sha256.Size]byte

// HashOf returns the hash of signed bytes.
func HashOf(raw []byte) Hash { return sha256.Sum256(raw) }

// Candidate is a transaction that the state after a height admits, if it comes in turn.
type Candidate struct {
	Tx
	Height int64
	// Next is the sequence that the state expects of the signer.
	Next uint64
}

// Origin is who brings a transaction.
type Origin int

const (
	// FromClient makes this node answerable: it tells peers again what its clients brought.
	FromClient Origin = iota
	// FromPeer is told to peers once.
	FromPeer
)

// Pool keeps one first-in-first-out lane for each member and each wallet. Proposals are filled from all lanes in turn, and
// each lane is bounded, by what is free too, so that a few flooders leave room for all. A lane that a block took from goes to the back, so
// that those who ask for the most gas are not always the first. It may be used by many at once.
type Pool struct {
	limits Limits

	mu     sync.Mutex
	height int64
	bytes  int
	lanes  *list.List // of *lane, oldest first; empty lanes are taken out
	byName map[string]*list.Element
	laneOf map[ID]*list.Element
	byHash map[Hash]ID
	// unsent are those that peers should get, in this order; some may wait no longer.
	unsent   []Tx
	executed *recent.Set[Hash]

	// block guards underWay apart, so that the execution of a block waits for nobody who looks at what waits.
	block sync.Mutex
	// underWay are those that the block under way has. They leave together with the state in which their sequences were next.
	underWay []outcome
}

// outcome is of a transaction in a block: executed if its sequence was used up, else refused before.
type outcome struct {
	hash     Hash
	id       ID
	executed bool
}

type lane struct {
	name    string
	member  bool
	bytes   int
	waiting []Tx // oldest first
}

// New returns an empty pool.
func New(limits Limits) *Pool {
	return &Pool{
		limits: limits, lanes: list.New(), byName: map[string]*list.Element{}, laneOf: map[ID]*list.Element{},
		byHash: map[Hash]ID{}, executed: recent.NewSet[Hash](rememberedTxs),
	}
}

// Knows says whether the same bytes wait or were executed.
func (p *Pool) Knows(hash Hash) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.knows(hash)
}

func (p *Pool) knows(hash Hash) bool {
	_, waits := p.byHash[hash]
	return waits || p.executed.Has(hash)
}

// Judge fails with ErrTxInMempoolCache where the same bytes wait or were executed, with ErrWrongSequence where the signer must send
// another one first or again, with ErrFull where there is no room, and with ErrStale.
func (p *Pool) Judge(c Candidate) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.judge(c)
}

func (p *Pool) judge(c Candidate) error {
	if p.knows(c.Hash) {
		return TakenBefore(c.Hash)
	}
	if c.Height != p.height {
		return ErrStale
	}
	expected := c.Next
	for p.isWaiting(ID{c.ID.signer, expected}) {
		expected++
	}
	if c.ID.Sequence != expected {
		return WrongSequence(c.ID.Signer(), expected, c.ID.Sequence)
	}
	return p.checkRoom(c.Lane, len(c.Raw))
}

func (p *Pool) isWaiting(id ID) bool {
	_, waits := p.laneOf[id]
	return waits
}

// Add takes a candidate, whose signature was verified, or fails as Judge does.
func (p *Pool) Add(c Candidate, from Origin) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := p.judge(c); err != nil {
		return err
	}
	element, known := p.byName[c.Lane]
	if !known {
		element = p.lanes.PushBack(&lane{name: c.Lane, member: c.Member})
		p.byName[c.Lane] = element
	}
	tx := c.Tx
	tx.since, tx.own = p.height, from == FromClient
	own := element.Value.(*lane)
	own.waiting = append(own.waiting, tx)
	own.bytes += len(tx.Raw)
	p.byHash[tx.Hash] = tx.ID
	p.laneOf[tx.ID] = element
	p.bytes += len(tx.Raw)
	p.unsent = append(p.unsent, tx)
	return nil
}

func (p *Pool) checkRoom(name string, size int) error {
	if len(p.laneOf) >= p.limits.Txs {
		return errorsmod.Wrapf(ErrFull, "this node: limit %d; wait for a block and send it again", p.limits.Txs)
	}
	if p.bytes+size > p.limits.Bytes {
		return errorsmod.Wrapf(ErrFull, "this node: limit %d bytes, used %d, asked %d; wait for a block and send it again",
			p.limits.Bytes, p.bytes, size)
	}
	element, known := p.byName[name]
	if !known {
		return nil
	}
	own := element.Value.(*lane)
	if limit := min(LaneTxs, p.limits.Txs-len(p.laneOf)); len(own.waiting) >= limit {
		return errorsmod.Wrapf(ErrFull, "%s: limit %d; wait for a block and send it again", name, limit)
	}
	if limit := p.limits.Bytes - p.bytes; own.bytes+size > limit {
		return errorsmod.Wrapf(ErrFull, "%s: limit %d bytes, used %d, asked %d; wait for a block and send it again", name, limit, own.bytes, size)
	}
	return nil
}

// Begin begins a block. What an earlier attempt at one had does not count.
func (p *Pool) Begin() {
	p.block.Lock()
	defer p.block.Unlock()
	p.underWay = nil
}

// Executed says that the block under way used up the sequence of a transaction.
func (p *Pool) Executed(raw []byte, id ID) {
	p.had(outcome{hash: HashOf(raw), id: id, executed: true})
}

// Refused says that the block under way had a transaction and used up nothing of it. The same bytes may come again.
func (p *Pool) Refused(raw []byte) {
	p.had(outcome{hash: HashOf(raw)})
}

func (p *Pool) had(o outcome) {
	p.block.Lock()
	defer p.block.Unlock()
	p.underWay = append(p.underWay, o)
}

// Follow follows a block: what it had leaves, and so does what waited too long. What clients of this node brought and has waited for
// a while goes to peers again, because they may have lost it or been absent.
func (p *Pool) Follow(height int64) {
	p.block.Lock()
	block := p.underWay
	p.underWay = nil
	p.block.Unlock()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.height = height
	for _, had := range block {
		if had.executed {
			element := p.laneOf[had.id]
			p.remove(had.id)
			if element != nil && len(element.Value.(*lane).waiting) > 0 {
				p.lanes.MoveToBack(element)
			}
			p.executed.Add(had.hash)
		} else if id, waits := p.byHash[had.hash]; waits {
			p.remove(id)
		}
	}
	p.unsent = slices.DeleteFunc(p.unsent, func(tx Tx) bool { return !p.waits(tx) })
	var old []ID
	for element := p.lanes.Front(); element != nil; element = element.Next() {
		for _, tx := range element.Value.(*lane).waiting {
			switch age := height - tx.since; {
			case age >= maxBlocks:
				old = append(old, tx.ID)
			case tx.own && age > 0 && age%resendBlocks == 0:
				p.unsent = append(p.unsent, tx)
			}
		}
	}
	p.drop(old)
}

// waits says whether these bytes still wait.
func (p *Pool) waits(tx Tx) bool {
	_, waits := p.byHash[tx.Hash]
	return waits
}

// Reap returns what peers should get now, in order, up to so many bytes; all, if that is 0.
func (p *Pool) Reap(maxBytes uint64) (txs [][]byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	used, next := uint64(0), 0
	for ; next < len(p.unsent); next++ {
		tx := p.unsent[next]
		if !p.waits(tx) {
			continue
		}
		if used += uint64(len(tx.Raw)); maxBytes > 0 && used > maxBytes && len(txs) > 0 {
			break
		}
		txs = append(txs, tx.Raw)
	}
	p.unsent = slices.Clone(p.unsent[next:])
	return txs
}

// Drop takes out what a proposer found to be no longer admissible. The same bytes may come again.
func (p *Pool) Drop(ids []ID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.drop(ids)
}

func (p *Pool) drop(ids []ID) {
	for _, id := range ids {
		p.remove(id)
	}
}

func (p *Pool) remove(id ID) {
	element, waits := p.laneOf[id]
	if !waits {
		return
	}
	own := element.Value.(*lane)
	at := slices.IndexFunc(own.waiting, func(tx Tx) bool { return tx.ID == id })
	removed := own.waiting[at]
	own.waiting = slices.Delete(own.waiting, at, at+1)
	delete(p.laneOf, id)
	delete(p.byHash, removed.Hash)
	own.bytes -= len(removed.Raw)
	p.bytes -= len(removed.Raw)
	if len(own.waiting) == 0 {
		delete(p.byName, own.name)
		p.lanes.Remove(element)
	}
}

// InTurn lists what waits, of members and of wallets: the first of every lane, then the second of every lane, and so on.
func (p *Pool) InTurn() (members, wallets []Tx) {
	p.mu.Lock()
	defer p.mu.Unlock()
	var ofMembers, ofWallets [][]Tx
	for element := p.lanes.Front(); element != nil; element = element.Next() {
		if own := element.Value.(*lane); own.member {
			ofMembers = append(ofMembers, own.waiting)
		} else {
			ofWallets = append(ofWallets, own.waiting)
		}
	}
	return inTurn(ofMembers), inTurn(ofWallets)
}

func inTurn(lanes [][]Tx) (result []Tx) {
	for len(lanes) > 0 {
		longer := lanes[:0]
		for _, waiting := range lanes {
			result = append(result, waiting[0])
			if len(waiting) > 1 {
				longer = append(longer, waiting[1:])
			}
		}
		lanes = longer
	}
	return result
}
