package history

import (
	"testing"

	"github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"

	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// TestMovements: what each event says about who had less and who had more afterwards.
func TestMovements(t *testing.T) {
	exchange := func(status currency.ExchangeInStatus) proto.Message {
		return &currency.EventExchangeIn{Wallet: text(alice), MemberId: "icbc-sz", AmountFen: 5_00, Reference: "IN-1", Status: status}
	}
	issuance := func(status currency.IssuanceStatus) proto.Message {
		return &currency.EventIssuance{MemberId: "icbc-sz", Id: "ISS-1", AmountFen: 5_00, Status: status}
	}
	redemption := func(status currency.RedemptionStatus) proto.Message {
		return &currency.EventRedemption{MemberId: "icbc-sz", Id: "RED-1", AmountFen: 5_00, Status: status}
	}
	estate := func(status currency.EstateStatus) proto.Message {
		return &currency.EventEstate{Wallet: text(alice), Reference: "EST-1", Heir: text(bob), AmountFen: 5_00, Status: status}
	}
	in := Movement{AmountFen: 5_00, Reference: "IN-1"}
	for name, test := range map[string]struct {
		event proto.Message
		want  []Movement
	}{
		"payment": {
			pay(alice, teahome, 28_50, "TEA-1"),
			[]Movement{{
				Kind: MOVEMENT_KIND_PAID, From: text(alice), To: text(teahome), AmountFen: 28_50, EndToEndId: "TEA-1",
				InstructionDate: "2019-12-02", Scenario: currency.SCENARIO_RETAIL,
			}},
		},
		"payment without a name": {
			pay(alice, bob, 1, ""),
			[]Movement{{Kind: MOVEMENT_KIND_PAID, From: text(alice), To: text(bob), AmountFen: 1}},
		},
		"batch": {
			&currency.EventBatchPaid{
				Payer: text(alice), EndToEndId: `PAY "1" \ <2>`, InstructionDate: "2019-12-01", Transfers: []currency.Transfer{
					{Payee: text(bob), AmountFen: 1_00}, {Payee: text(teahome), AmountFen: 18446744073709551615},
				},
			},
			[]Movement{{
				Kind: MOVEMENT_KIND_PAID, From: text(alice), To: text(bob), AmountFen: 1_00, EndToEndId: `PAY "1" \ <2>`, InstructionDate: "2019-12-01",
			}, {
				Index: 1, Kind: MOVEMENT_KIND_PAID, From: text(alice), To: text(teahome), AmountFen: 18446744073709551615,
				EndToEndId: `PAY "1" \ <2>`, InstructionDate: "2019-12-01", Scenario: currency.SCENARIO_RETAIL,
			}},
		},
		"refund": {
			&currency.EventRefunded{
				Payer: text(alice), Payee: text(teahome), AmountFen: 8_50, EndToEndId: "TEA-1", InstructionDate: "2019-12-02", Reference: "BACK-1",
			},
			[]Movement{{
				Kind: MOVEMENT_KIND_REFUNDED, From: text(teahome), To: text(alice), AmountFen: 8_50, EndToEndId: "TEA-1",
				InstructionDate: "2019-12-02", Reference: "BACK-1",
			}},
		},
		"exchange out": {
			&currency.EventExchangedOut{MemberId: "icbc-sz", Wallet: text(alice), AmountFen: 5_00, Reference: "OUT-1", Cash: true},
			[]Movement{{Kind: MOVEMENT_KIND_EXCHANGED_OUT, From: "icbc-sz", To: text(alice), AmountFen: 5_00, Reference: "OUT-1"}},
		},
		"exchange in escrowed": {
			exchange(currency.EXCHANGE_IN_STATUS_ESCROWED),
			[]Movement{with(in, MOVEMENT_KIND_EXCHANGE_IN_ESCROWED, text(alice), "", "icbc-sz")},
		},
		"exchange in accepted": {
			exchange(currency.EXCHANGE_IN_STATUS_ACCEPTED),
			[]Movement{with(in, MOVEMENT_KIND_EXCHANGE_IN_ACCEPTED, "", "icbc-sz", text(alice))},
		},
		"exchange in returned": {
			exchange(currency.EXCHANGE_IN_STATUS_RETURNED),
			[]Movement{with(in, MOVEMENT_KIND_EXCHANGE_IN_RETURNED, "", text(alice), "icbc-sz")},
		},
		"exchange in reclaimed": {
			exchange(currency.EXCHANGE_IN_STATUS_RECLAIMED),
			[]Movement{with(in, MOVEMENT_KIND_EXCHANGE_IN_RECLAIMED, "", text(alice), "icbc-sz")},
		},
		"issuance requested": {issuance(currency.ISSUANCE_STATUS_REQUESTED), nil},
		"issuance waiting":   {issuance(currency.ISSUANCE_STATUS_AWAITING_CONTROLLER), nil},
		"issuance rejected":  {issuance(currency.ISSUANCE_STATUS_REJECTED), nil},
		"issuance cancelled": {issuance(currency.ISSUANCE_STATUS_CANCELLED), nil},
		"issuance expired":   {issuance(currency.ISSUANCE_STATUS_EXPIRED), nil},
		"issued": {
			issuance(currency.ISSUANCE_STATUS_ISSUED),
			[]Movement{{Kind: MOVEMENT_KIND_ISSUED, To: "icbc-sz", AmountFen: 5_00, Reference: "ISS-1"}},
		},
		"redemption requested": {
			redemption(currency.REDEMPTION_STATUS_REQUESTED),
			[]Movement{{Kind: MOVEMENT_KIND_REDEMPTION_REQUESTED, From: "icbc-sz", AmountFen: 5_00, Reference: "RED-1"}},
		},
		"redemption accepted": {redemption(currency.REDEMPTION_STATUS_ACCEPTED), nil},
		"redemption rejected": {
			redemption(currency.REDEMPTION_STATUS_REJECTED),
			[]Movement{{Kind: MOVEMENT_KIND_REDEMPTION_RETURNED, To: "icbc-sz", AmountFen: 5_00, Reference: "RED-1"}},
		},
		"redemption cancelled": {
			redemption(currency.REDEMPTION_STATUS_CANCELLED),
			[]Movement{{Kind: MOVEMENT_KIND_REDEMPTION_RETURNED, To: "icbc-sz", AmountFen: 5_00, Reference: "RED-1"}},
		},
		"redemption settled": {
			redemption(currency.REDEMPTION_STATUS_SETTLED),
			[]Movement{{Kind: MOVEMENT_KIND_REDEMPTION_SETTLED, Concerned: "icbc-sz", AmountFen: 5_00, Reference: "RED-1"}},
		},
		"cash transferred": {
			&currency.EventCashTransferred{MemberId: "icbc-sz", ToMemberId: "citic-sz", AmountFen: 5_00, Reference: "ALLOC-1"},
			[]Movement{{Kind: MOVEMENT_KIND_CASH_TRANSFERRED, From: "icbc-sz", To: "citic-sz", AmountFen: 5_00, Reference: "ALLOC-1"}},
		},
		"estate proposed":  {estate(currency.ESTATE_STATUS_PROPOSED), nil},
		"estate cancelled": {estate(currency.ESTATE_STATUS_CANCELLED), nil},
		"estate paid": {
			estate(currency.ESTATE_STATUS_PAID),
			[]Movement{{Kind: MOVEMENT_KIND_ESTATE_PAID, From: text(alice), To: text(bob), AmountFen: 5_00, Reference: "EST-1"}},
		},
		"wallet closed empty": {&currency.EventWalletClosed{Address: text(alice)}, nil},
		"flagged":             {&currency.EventFlagged{OperatorId: "icbc-sz"}, nil},
	} {
		t.Run(name, func(t *testing.T) { requireMovements(t, test.event, test.want) })
	}
}

// requireMovements records an event in a block of its own and compares all movements that there are.
func requireMovements(t *testing.T, happened proto.Message, want []Movement) {
	t.Helper()
	c := newChain(t, Config{})
	b := c.block(happened)
	require.NoError(t, c.listen(b))
	for i := range want {
		want[i].Height, want[i].Time, want[i].TxHash = 1, c.time, hashOf(b.request.Txs[0])
	}
	require.Equal(t, want, c.stored(t))
}

func with(m Movement, kind MovementKind, from, to, concerned string) Movement {
	m.Kind, m.From, m.To, m.Concerned = kind, from, to, concerned
	return m
}

// stored reads all movements there are.
func (c *chain) stored(t *testing.T) []Movement {
	t.Helper()
	var movements []Movement
	start := []byte{movementPrefix}
	require.NoError(t, c.store.walk(start, after(start), func(key, value []byte) (bool, error) {
		var record Record
		require.NoError(t, decode(key, value, &record))
		height, index, err := parsePosition(key[1:])
		movements = append(movements, record.movement(height, index))
		return false, err
	}))
	return movements
}

// TestUnknownStatus: a status that this program does not know is no movement that could be left out.
func TestUnknownStatus(t *testing.T) {
	for name, happened := range map[string]proto.Message{
		"exchange in": &currency.EventExchangeIn{Wallet: text(alice), MemberId: "icbc-sz", AmountFen: 1, Reference: "IN-1", Status: 99},
		"redemption":  &currency.EventRedemption{MemberId: "icbc-sz", Id: "RED-1", AmountFen: 1, Status: 99},
		"issuance":    &currency.EventIssuance{MemberId: "icbc-sz", Id: "ISS-1", AmountFen: 1, Status: 99},
		"unspecified": &currency.EventExchangeIn{Wallet: text(alice), MemberId: "icbc-sz", AmountFen: 1, Reference: "IN-1"},
	} {
		t.Run(name, func(t *testing.T) {
			c := newChain(t, Config{})
			require.ErrorIs(t, c.listen(c.block(happened)), ErrEvent)
			require.Empty(t, c.stored(t))
		})
	}
}

// TestBadFields: every kind of field is checked, also those that are not needed at once.
func TestBadFields(t *testing.T) {
	for name, test := range map[string]struct{ key, value, problem string }{
		"address":        {"payer", `"dcep1qqq"`, "payer: "},
		"amount":         {"amount_fen", `"-1"`, "amount_fen: "},
		"amount as JSON": {"amount_fen", `1.5`, "amount_fen: "},
		"day":            {"instruction_date", `"2019-13-01"`, "instruction_date: "},
		"text":           {"end_to_end_id", `"a`, "end_to_end_id: "},
	} {
		t.Run(name, func(t *testing.T) {
			c := newChain(t, Config{})
			b := c.block(pay(alice, bob, 1_00, "PAY-1"))
			attributes := b.response.TxResults[0].Events[0].Attributes
			for i := range attributes {
				if attributes[i].Key == test.key {
					attributes[i].Value = test.value
				}
			}
			err := c.listen(b)
			require.ErrorIs(t, err, ErrEvent)
			require.ErrorContains(t, err, test.problem)
		})
	}
}
