package types

import (
	"encoding/json"
	"strconv"
	"strings"

	abci "github.com/cometbft/cometbft/abci/types"

	sdk "github.com/cosmos/cosmos-sdk/types"
)

// The events of payments are written here by hand, as sdk.TypedEventToEvent writes them: its way over JSON and back takes
// longer than the payment itself.

// Names are registered after variables are set, so they cannot be asked for here.
const (
	paidType      = "dcep.currency.v1.EventPaid"
	batchPaidType = "dcep.currency.v1.EventBatchPaid"
)

// Event writes the event as the chain emits it: attributes by name, values in JSON.
func (e *EventPaid) Event() sdk.Event {
	return sdk.Event{Type: paidType, Attributes: []abci.EventAttribute{
		{Key: "amount_fen", Value: quoteFen(e.AmountFen)},
		{Key: "end_to_end_id", Value: quote(e.EndToEndId)},
		{Key: "instruction_date", Value: quote(e.InstructionDate)},
		{Key: "payee", Value: quote(e.Payee)},
		{Key: "payer", Value: quote(e.Payer)},
	}}
}

// Event writes the event as the chain emits it: attributes by name, values in JSON.
func (e *EventBatchPaid) Event() sdk.Event {
	var transfers strings.Builder
	for i, transfer := range e.Transfers {
		separator := ","
		if i == 0 {
			separator = "["
		}
		for _, part := range []string{separator, `{"payee":`, quote(transfer.Payee), `,"amount_fen":`, quoteFen(transfer.AmountFen), "}"} {
			transfers.WriteString(part)
		}
	}
	transfers.WriteString("]")
	return sdk.Event{Type: batchPaidType, Attributes: []abci.EventAttribute{
		{Key: "end_to_end_id", Value: quote(e.EndToEndId)},
		{Key: "instruction_date", Value: quote(e.InstructionDate)},
		{Key: "payer", Value: quote(e.Payer)},
		{Key: "transfers", Value: transfers.String()},
	}}
}

// quoteFen writes 64 bits as JSON of protobuf does: in quotes, because numbers of JavaScript have less.
func quoteFen(fen uint64) string { return `"` + strconv.FormatUint(fen, 10) + `"` }

// quote writes a text as JSON.
func quote(s string) string {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || strings.IndexByte(`"\<>&`, c) >= 0 {
			escaped, err := json.Marshal(s)
			if err != nil {
				panic(err) // a string has a form in JSON, whatever it is
			}
			return string(escaped)
		}
	}
	return `"` + s + `"`
}
