package history

import currency "github.com/dcep-consortium/dcepd/x/currency/types"

// maxForgotten is how many movements a block forgets at most, so that a shorter keep-days takes effect slowly instead of
// stopping the node.
const maxForgotten = 1000

// prune forgets movements that are older than keepDays; 0 keeps all.
func (b *block) prune(keepDays uint32) error {
	if keepDays == 0 {
		return nil
	}
	day := b.day.AddDays(-int64(keepDays))
	height, err := b.store.firstHeight(day, b.height)
	if err != nil {
		return err
	}
	if height > b.head.KeptFromHeight {
		b.head.KeptFromHeight, b.head.KeptFromDay = height, uint32(day)
	}
	forgotten := 0
	end := movementKey(heightBytes(b.head.KeptFromHeight))
	return b.store.walk([]byte{movementPrefix}, end, func(key, value []byte) (bool, error) {
		forgotten++
		err := forget(key, value, func(old []byte) error {
			b.remove(old)
			return nil
		})
		return forgotten == maxForgotten, err
	})
}

// firstHeight returns the first height of the day, or of the next one that has blocks, or otherwise if there is none.
func (s store) firstHeight(day currency.Day, otherwise int64) (height int64, err error) {
	height = otherwise
	err = s.walk(dayKey(day), after([]byte{dayPrefix}), func(key, value []byte) (bool, error) {
		var first FirstBlock
		err := decode(key, value, &first)
		height = first.Height
		return true, err
	})
	return height, err
}
