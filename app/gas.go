package app

import (
	"fmt"

	storetypes "github.com/cosmos/cosmos-sdk/store/v2/types"
	sdk "github.com/cosmos/cosmos-sdk/types"
)

// FixedGas returns the gas of a transaction whose only message names it: it is known before, and the same whatever the state
// is.
func FixedGas(messages ...sdk.Msg) (storetypes.Gas, bool) {
	if len(messages) != 1 {
		return 0, false
	}
	message, ok := messages[0].(interface{ FixedGas() uint64 })
	if !ok {
		return 0, false
	}
	return message.FixedGas(), true
}

// newGasMeter returns the meter of a transaction that may use so much.
func newGasMeter(tx sdk.Tx, limit storetypes.Gas) storetypes.GasMeter {
	if used, ok := FixedGas(tx.GetMsgs()...); ok {
		return fixedGasMeter{limit: limit, used: used}
	}
	return storetypes.NewGasMeter(limit)
}

// fixedGasMeter says from the beginning what a transaction uses, and counts nothing.
type fixedGasMeter struct{ limit, used storetypes.Gas }

// GasConsumed implements storetypes.GasMeter.
func (m fixedGasMeter) GasConsumed() storetypes.Gas { return m.used }

// GasConsumedToLimit implements storetypes.GasMeter.
func (m fixedGasMeter) GasConsumedToLimit() storetypes.Gas { return min(m.used, m.limit) }

// GasRemaining implements storetypes.GasMeter.
func (m fixedGasMeter) GasRemaining() storetypes.Gas { return m.limit - min(m.used, m.limit) }

// Limit implements storetypes.GasMeter.
func (m fixedGasMeter) Limit() storetypes.Gas { return m.limit }

// ConsumeGas implements storetypes.GasMeter.
func (fixedGasMeter) ConsumeGas(storetypes.Gas, string) {}

// RefundGas implements storetypes.GasMeter.
func (fixedGasMeter) RefundGas(storetypes.Gas, string) {}

// IsPastLimit implements storetypes.GasMeter.
func (m fixedGasMeter) IsPastLimit() bool { return m.used > m.limit }

// IsOutOfGas implements storetypes.GasMeter.
func (m fixedGasMeter) IsOutOfGas() bool { return m.used >= m.limit }

// String implements storetypes.GasMeter.
func (m fixedGasMeter) String() string { return fmt.Sprintf("fixed gas %d of %d", m.used, m.limit) }
