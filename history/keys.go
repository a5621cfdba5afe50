package history

import (
	"bytes"
	"encoding/binary"

	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// The first byte of a key. Numbers are big-endian, so that keys are in the order of heights and days.
const (
	// headPrefix → Head.
	headPrefix byte = iota
	// undoPrefix, height → Undo.
	undoPrefix
	// dayPrefix, day → height of its first block.
	dayPrefix
	// movementPrefix, position → Record.
	movementPrefix
	// partyPrefix, length, party, position → direction, kind.
	partyPrefix
	// referencePrefix, length, reference, position → nothing.
	referencePrefix
	// notePrefix, address → WalletNote.
	notePrefix
	// stockPrefix, operator → Stock.
	stockPrefix
	// successorPrefix, operator → who took its wallets over.
	successorPrefix
	// rowPrefix, period, day or month, operator → ScoreboardRow.
	rowPrefix
)

// positionSize is the length of a position: eight bytes height, four bytes index.
const positionSize = 12

// position names a movement: the height of its block and its place there.
func position(height int64, index uint32) []byte {
	return binary.BigEndian.AppendUint32(heightBytes(height), index)
}

func parsePosition(key []byte) (height int64, index uint32, err error) {
	if len(key) != positionSize {
		return 0, 0, ErrStored.Wrapf("position %x has %d bytes, not %d", key, len(key), positionSize)
	}
	return parseHeight(key[:8]), binary.BigEndian.Uint32(key[8:]), nil
}

// heightBytes is before every position of the height, and after those of earlier heights.
func heightBytes(height int64) []byte {
	return binary.BigEndian.AppendUint64(nil, uint64(max(height, 0)))
}

func parseHeight(b []byte) int64 { return int64(binary.BigEndian.Uint64(b)) } //nolint:gosec // written by heightBytes

var headKey = []byte{headPrefix}

func undoKey(height int64) []byte { return join(undoPrefix, heightBytes(height)) }

func dayKey(day currency.Day) []byte { return join(dayPrefix, dayBytes(day)) }

func dayBytes(day currency.Day) []byte { return binary.BigEndian.AppendUint32(nil, uint32(day)) }

func movementKey(position []byte) []byte { return join(movementPrefix, position) }

func noteKey(address []byte) []byte { return join(notePrefix, address) }

func stockKey(operator string) []byte { return join(stockPrefix, []byte(operator)) }

func successorKey(operator string) []byte { return join(successorPrefix, []byte(operator)) }

// partyList is where the positions of a party's movements are.
func partyList(p party) []byte {
	return join(partyPrefix, []byte{byte(len(p))}, p) //nolint:gosec // an address or a member id, and a tag
}

// referenceList is where the positions of a reference's movements are.
func referenceList(reference string) []byte {
	return join(referencePrefix, []byte{byte(len(reference))}, []byte(reference)) //nolint:gosec // at most maxReference
}

// rowList is where the rows of a period are; periodNumber and operator follow.
func rowList(period Period) []byte { return []byte{rowPrefix, byte(period)} } //nolint:gosec // one of two

func rowKey(period Period, day currency.Day, operator string) []byte {
	return append(append(rowList(period), periodNumber(period, day)...), operator...)
}

// periodNumber orders days and months.
func periodNumber(period Period, day currency.Day) []byte {
	if period == PERIOD_MONTH {
		day = firstOfMonth(day)
	}
	return dayBytes(day)
}

func join(prefix byte, parts ...[]byte) []byte {
	return append([]byte{prefix}, bytes.Join(parts, nil)...)
}
