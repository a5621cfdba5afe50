package history

import (
	"context"

	dbm "github.com/cosmos/cosmos-db"
	"github.com/cosmos/gogoproto/proto"

	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// Wallet is what the history needs to know of a wallet.
type Wallet struct {
	// OperatorID is the member that serves it now.
	OperatorID string
	Class      currency.WalletClass
	Carrier    currency.Carrier
	// Scenario is the field of business of a merchant.
	Scenario currency.Scenario
	Open     bool
	// Parent is the address of the wallet whose holder opened this one; nil if none did.
	Parent []byte
}

// Ledger reads wallets and offline devices in the state as a block leaves it.
type Ledger interface {
	// Wallet returns a wallet, closed ones too.
	Wallet(ctx context.Context, address []byte) (Wallet, error)
	// SubWallets returns the open wallets that the holder of another one opened.
	SubWallets(ctx context.Context, parent []byte) ([][]byte, error)
	// Device returns an offline device.
	Device(ctx context.Context, id string) (Device, error)
	// EachWallet visits all wallets.
	EachWallet(ctx context.Context, visit func(address []byte, wallet Wallet) error) error
}

// baseBatch is how many wallets are noted with one write when a history begins.
const baseBatch = 1000

// maxSuccessions is how many operators may have followed each other; more would be a circle.
const maxSuccessions = 100

// countWallets notes all wallets that there are when a history begins. It may be interrupted: without a head that
// follows, it is done again.
func (b *block) countWallets() error {
	stocks, err := b.stocks()
	if err != nil {
		return err
	}
	for _, operator := range stocks {
		stock, err := b.stock(operator)
		if err != nil {
			return err
		}
		stock.WalletCounts = nil
	}
	writer := noteWriter{db: b.store.db}
	err = b.ledger.EachWallet(b.ctx, func(address []byte, wallet Wallet) error {
		var note WalletNote
		if _, err := b.store.read(noteKey(address), &note); err != nil {
			return err
		}
		note.update(wallet)
		if err := b.count(&note, increment); err != nil {
			return err
		}
		return writer.write(noteKey(address), &note)
	})
	if err != nil {
		return err
	}
	return writer.flush()
}

// noteWriter writes notes in batches, so that memory does not grow with the number of wallets.
type noteWriter struct {
	db      dbm.DB
	batch   dbm.Batch
	pending int
}

func (w *noteWriter) write(key []byte, note *WalletNote) error {
	if w.batch == nil {
		w.batch = w.db.NewBatch()
	}
	value, err := proto.Marshal(note)
	if err != nil {
		return err
	}
	if err := w.batch.Set(key, value); err != nil {
		return err
	}
	if w.pending++; w.pending < baseBatch {
		return nil
	}
	return w.flush()
}

func (w *noteWriter) flush() (err error) {
	if w.batch == nil {
		return nil
	}
	defer closing(w.batch, &err)
	err = w.batch.Write()
	w.batch, w.pending = nil, 0
	return err
}

func (n *WalletNote) update(wallet Wallet) {
	n.OperatorId, n.Class, n.Carrier = wallet.OperatorID, wallet.Class, wallet.Carrier
	n.Scenario, n.Open = wallet.Scenario, wallet.Open
}

// wallet returns the note of a wallet, with the operator that serves it now.
func (b *block) wallet(p party) (*WalletNote, error) {
	note, err := edit[WalletNote](b, noteKey(p.wallet()))
	if err != nil {
		return nil, err
	}
	note.OperatorId, err = b.successor(note.OperatorId)
	return note, err
}

// refresh notes what the ledger now says of a wallet, and counts it where it now belongs.
func (b *block) refresh(p party) (note *WalletNote, now Wallet, err error) {
	if note, err = b.wallet(p); err != nil {
		return nil, now, err
	}
	if now, err = b.ledger.Wallet(b.ctx, p.wallet()); err != nil {
		return nil, now, err
	}
	wasOpen := note.Open
	if err := b.count(note, decrement); err != nil {
		return nil, now, err
	}
	note.update(now)
	if err := b.count(note, increment); err != nil {
		return nil, now, err
	}
	if wasOpen && !note.Open {
		err = b.score(note.OperatorId, func(row *ScoreboardRow) { row.ClosedWallets++ })
	}
	return note, now, err
}

// successor follows the operators that left to the one that serves their wallets now.
func (b *block) successor(operator string) (string, error) {
	for range maxSuccessions {
		next, err := edit[Successor](b, successorKey(operator))
		if err != nil || next.OperatorId == "" {
			return operator, err
		}
		operator = next.OperatorId
	}
	return "", ErrStored.Wrapf("operator %s has more than %d successors", operator, maxSuccessions)
}

func walletOpened(b *block, e *event) error {
	address := e.wallet("address")
	if e.err != nil {
		return e.err
	}
	note, _, err := b.refresh(address)
	if err != nil {
		return err
	}
	return b.score(note.OperatorId, func(row *ScoreboardRow) { row.OpenedWallets++ })
}

func walletUpdated(b *block, e *event) error {
	address := e.wallet("address")
	if e.err != nil {
		return e.err
	}
	_, _, err := b.refresh(address)
	return err
}

// walletReclassed follows a wallet and its sub-wallets, which have the class of their parent.
func walletReclassed(b *block, e *event) error {
	address := e.wallet("address")
	if e.err != nil {
		return e.err
	}
	subs, err := b.ledger.SubWallets(b.ctx, address.wallet())
	if err != nil {
		return err
	}
	for _, sub := range subs {
		if _, _, err := b.refresh(walletParty(sub)); err != nil {
			return err
		}
	}
	_, _, err = b.refresh(address)
	return err
}

// walletClosed also records what a sub-wallet gave back to its parent.
func walletClosed(b *block, e *event) error {
	address, amount := e.wallet("address"), e.fen("to_parent_fen")
	if e.err != nil {
		return e.err
	}
	_, wallet, err := b.refresh(address)
	if err != nil || amount == 0 {
		return err
	}
	return b.move(e, Record{Kind: MOVEMENT_KIND_CLOSED, From: address, To: walletParty(wallet.Parent), AmountFen: amount})
}

// estate records the pay-out, after which the wallet may be closed.
func estate(b *block, e *event) error {
	status := currency.EstateStatus(e.status(currency.EstateStatus_value))
	if status != currency.ESTATE_STATUS_PAID {
		return e.err
	}
	wallet := e.wallet("wallet")
	record := Record{
		Kind: MOVEMENT_KIND_ESTATE_PAID, From: wallet, To: e.wallet("heir"), AmountFen: e.fen("amount_fen"),
		Reference: e.text("reference"),
	}
	if e.err != nil {
		return e.err
	}
	if _, _, err := b.refresh(wallet); err != nil {
		return err
	}
	return b.move(e, record)
}

// walletsTransferred counts all wallets of an operator for its successor from now on.
func walletsTransferred(b *block, e *event) error {
	operator, successor := e.member("operator_id").String(), e.member("successor_id").String()
	if e.err != nil {
		return e.err
	}
	left, err := b.stock(operator)
	if err != nil {
		return err
	}
	taken, err := b.stock(successor)
	if err != nil {
		return err
	}
	for _, count := range left.WalletCounts {
		walletCount(taken, count.Class, count.Carrier).Wallets += count.Wallets
	}
	left.WalletCounts = nil
	next, err := edit[Successor](b, successorKey(operator))
	if err != nil {
		return err
	}
	next.OperatorId = successor
	return nil
}
