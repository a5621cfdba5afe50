package history

import (
	"encoding/json"
	"strconv"
	"strings"

	abci "github.com/cometbft/cometbft/abci/types"

	"github.com/dcep-consortium/dcepd/ident"
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// event reads the fields of a typed event, which are JSON each. The first failure stays in err, so that a handler can
// read all fields and ask once. Reading them one by one costs a tenth of decoding the whole message.
type event struct {
	abci.Event
	txHash []byte
	err    error
}

func (e *event) fail(name, problem string) {
	if e.err == nil {
		e.err = ErrEvent.Wrapf("%s: %s: %.80s", e.Type, name, problem)
	}
}

// raw returns the JSON of a field, which every typed event has, also of zero values.
func (e *event) raw(name string) string {
	for _, attribute := range e.Attributes {
		if attribute.Key == name {
			return attribute.Value
		}
	}
	e.fail(name, "is missing")
	return ""
}

func (e *event) text(name string) string {
	raw := e.raw(name)
	if inner, quoted := strings.CutPrefix(raw, `"`); quoted && !strings.Contains(raw, `\`) {
		if plain, quoted := strings.CutSuffix(inner, `"`); quoted {
			return plain
		}
	}
	var text string
	e.json(name, &text)
	return text
}

// json decodes any field.
func (e *event) json(name string, into any) {
	if err := json.Unmarshal([]byte(e.raw(name)), into); err != nil {
		e.fail(name, err.Error())
	}
}

func (e *event) fen(name string) uint64 { return e.parseFen(name, e.text(name)) }

func (e *event) parseFen(name, text string) uint64 {
	fen, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		e.fail(name, err.Error())
	}
	return fen
}

// wallet reads an address.
func (e *event) wallet(name string) party { return e.parseWallet(name, e.text(name)) }

func (e *event) parseWallet(name, text string) party {
	address, err := consortium.ParseAddress(text)
	if err != nil {
		e.fail(name, err.Error())
	}
	return walletParty(address)
}

// amount is money of one of several wallets.
type amount struct {
	wallet party
	fen    uint64
}

// amounts reads a list of messages with a wallet and an amount_fen.
func (e *event) amounts(name, wallet string) []amount {
	var list []map[string]any
	e.json(name, &list)
	amounts := make([]amount, len(list))
	for i, entry := range list {
		address, isText := entry[wallet].(string)
		fen, isNumber := entry["amount_fen"].(string)
		if !isText || !isNumber {
			e.fail(name, "has no "+wallet+" or amount_fen")
		}
		amounts[i] = amount{e.parseWallet(name, address), e.parseFen(name, fen)}
	}
	return amounts
}

// member reads the id of a member.
func (e *event) member(name string) party {
	id, err := ident.ParseMemberID(e.text(name))
	if err != nil {
		e.fail(name, err.Error())
	}
	return memberParty(id)
}

// instructionDay reads the business day of a payment's instruction, which may be empty.
func (e *event) instructionDay() uint32 {
	const name = "instruction_date"
	day, err := currency.ParseOptionalDay(e.text(name))
	if err != nil {
		e.fail(name, err.Error())
	}
	return uint32(day)
}

// status reads the number of a name such as EXCHANGE_IN_STATUS_ACCEPTED.
func (e *event) status(values map[string]int32) int32 {
	const name = "status"
	text := e.text(name)
	number, known := values[text]
	if !known {
		e.fail(name, "is unknown: "+text)
	}
	return number
}
