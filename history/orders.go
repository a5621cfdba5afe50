package history

import supervision "github.com/dcep-consortium/dcepd/x/supervision/types"

// orderChanged records what a confirmed transfer moved; other changes of an order move nothing.
func orderChanged(b *block, e *event) error {
	kind, status := e.text("kind"), supervision.OrderChangeStatus(e.status(supervision.OrderChangeStatus_value))
	if kind != supervision.ORDER_CHANGE_KIND_TRANSFER.String() || status != supervision.ORDER_CHANGE_STATUS_CONFIRMED {
		return e.err
	}
	return b.move(e, Record{
		Kind: MOVEMENT_KIND_ORDER_TRANSFERRED, From: e.wallet("from"), To: e.wallet("to"), AmountFen: e.fen("amount_fen"),
		Reference: e.text("order_reference"),
	})
}
