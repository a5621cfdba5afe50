package types

import (
	"slices"
	"time"
)

// MaxOpenHolds bounds the holds of one wallet that were neither lifted nor found to have lapsed.
const MaxOpenHolds = 32

// IsOpen reports whether the hold was neither lifted nor found to have lapsed.
func (h Hold) IsOpen() bool { return h.Status == HOLD_STATUS_PLACED }

// IsInForce reports whether the hold stops money at the moment: its end is the first moment at which it does not.
func (h Hold) IsInForce(now time.Time) bool {
	return h.IsOpen() && (h.EndsAt == nil || now.Before(*h.EndsAt))
}

// InForce returns the holds that stop money at the moment.
func InForce(holds []Hold, now time.Time) []Hold {
	return slices.DeleteFunc(slices.Clone(holds), func(h Hold) bool { return !h.IsInForce(now) })
}
