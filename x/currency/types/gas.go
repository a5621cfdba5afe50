package types

// Gas of payments. It is the same whatever the state is, so that a signer knows before what to declare, and in proportion to
// what a node has to do: a signature, the payer's record and the name, and then each payee.
const (
	paymentGas      = 18_000
	paymentPayeeGas = 2_000
)

// FixedGas is the gas of a transaction with this message alone.
func (*MsgPay) FixedGas() uint64 { return paymentGas + paymentPayeeGas }

// FixedGas is the gas of a transaction with this message alone.
func (m *MsgPayBatch) FixedGas() uint64 { return paymentGas + paymentPayeeGas*uint64(len(m.Transfers)) }
