package e2e

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	authtypes "github.com/cosmos/cosmos-sdk/x/auth/types"

	"github.com/dcep-consortium/dcepd/genesis"
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// badInput is one way of doing something wrong: a transaction command, who signs it, and what the refusal must say.
type badInput struct {
	name string
	from string
	args []string
	says []string
}

// TestBadInput does each wrong thing once. Every refusal names the rule and the value, and afterwards the exported state
// is what it was before, but for the sequences of those who signed what came into a block.
func TestBadInput(t *testing.T) {
	t.Parallel()
	n := startNetwork(t, tightLimits)
	d := n.liveADay(t)
	n.prepareBadInput(t)
	const witness = "boc-sz-1"
	before, _ := n.export(t, witness)
	n.start(t, witness)

	for _, test := range n.badInputs(t, d) {
		t.Run(test.name, func(t *testing.T) {
			requireRefused(t, n.trySend(t, test.from, test.args...), test.says...)
		})
	}
	for _, test := range n.badTransactions(t, d) {
		t.Run(test.name, func(t *testing.T) {
			requireRefused(t, n.run(t, test.args...), test.says...)
		})
	}

	n.awaitHeight(t, n.height(t), witness)
	after, _ := n.export(t, witness)
	for module := range before.AppState {
		require.JSONEq(t, withoutSequences(t, before, module), withoutSequences(t, after, module), module)
	}
}

// tightLimits makes each kind of limit reachable with small change.
func tightLimits(c *genesis.Consortium) {
	c.Currency.SingleApprovalLimitFen = 5_000_00
	c.Currency.ClassLimits[currency.WALLET_CLASS_II-1] = currency.ClassLimits{Class: currency.WALLET_CLASS_II, Limits: currency.Limits{YearFen: 30_00}}
	c.Currency.ClassLimits[currency.WALLET_CLASS_III-1] = currency.ClassLimits{Class: currency.WALLET_CLASS_III, Limits: currency.Limits{DayFen: 20_00}}
	c.Currency.ClassLimits[currency.WALLET_CLASS_IV-1] = currency.ClassLimits{
		Class: currency.WALLET_CLASS_IV, Limits: currency.Limits{BalanceFen: 50_00, SingleFen: 10_00},
	}
}

// prepareBadInput brings the network into a state in which everything can go wrong.
func (n *network) prepareBadInput(t *testing.T) {
	t.Helper()
	for key, class := range map[string]string{"single": "iv", "daily": "iii"} {
		n.fund(t, n.openWallet(t, key, class), "40.00", "OUT-"+key)
	}
	n.send(t, bank+"-treasurer", "currency", "request-issuance", "ISS-BIG", "9000.00", "--reserve-reference=RTGS-BIG")
	n.send(t, "pboc-issuer", "currency", "approve-issuance", bank, "ISS-BIG")
	n.addKey(t, "stranger")
	n.decree(t, "suspend china-unicom", &consortium.MsgSuspendMember{Authority: consortium.Authority, MemberId: "china-unicom"})
}

func (n *network) badInputs(t *testing.T, d day) []badInput {
	stranger := n.address(t, "stranger")
	pay := func(amount string) []string { return payArgs(d.payee, amount, "BAD-"+amount) }
	issuance := func(id, reserve string) []string {
		return []string{"currency", "request-issuance", id, "1.00", "--reserve-reference=" + reserve}
	}
	return []badInput{
		{"malformed amount", d.payer.key, pay("12x.00"), []string{"invalid amount", `"12x.00"`, "only digits"}},
		{"amount without decimals", d.payer.key, pay("12"), []string{"invalid amount", `"12"`, "exactly two decimals"}},
		{"three decimals", d.payer.key, pay("1.005"), []string{"invalid amount", `"1.005"`, "exactly two decimals"}},
		{"nothing", d.payer.key, pay("0.00"), []string{"invalid amount", "0.00 yuan"}},
		{"more than there is", d.payer.key, payArgs(d.payee, "99999999999999999999.00", "BAD"), []string{"invalid amount", "largest amount"}},
		{
			"unknown wallet", d.payer.key, payArgs(customer{address: stranger}, "1.00", "BAD-UNKNOWN"),
			[]string{"wallet not found", stranger},
		},
		{
			"unknown member", "pboc-issuer",
			[]string{"currency", "approve-issuance", "nobody", "ISS-1"},
			[]string{"issuance not found", "nobody"},
		},
		{"wrong role", bank + "-teller", issuance("BAD", "RTGS-BAD"), []string{"not permitted", "TELLER", "TREASURER"}},
		{"wrong kind of member", "pboc-admin-1", issuance("BAD", "RTGS-BAD"), []string{"not permitted", "CENTRAL_BANK", "OPERATOR_BANK"}},
		{
			"suspended member", "china-unicom-teller", openWalletArgs(stranger, "iv"),
			[]string{"member cannot act", "china-unicom", "SUSPENDED"},
		},
		{
			"own approval confirmed", "pboc-issuer",
			[]string{"currency", "approve-issuance", bank, "ISS-BIG"},
			[]string{"another role must act", "ROLE_CONTROLLER", "ISS-BIG"},
		},
		{
			"own proposal confirmed", bank + "-admin-1",
			[]string{"consortium", "confirm-officer", n.address(t, "day-teller"), "--roles=teller"},
			[]string{"needs another officer", n.address(t, bank+"-admin-1")},
		},
		{"reused request id", bank + "-treasurer", issuance("ISS-1", "RTGS-NEW"), []string{"issuance exists", "ISS-1"}},
		{"reused reserve reference", bank + "-treasurer", issuance("ISS-2", "RTGS-ISS-1"), []string{"reserve is in use", "RTGS-ISS-1"}},
		{
			"reused exchange reference", bank + "-teller",
			[]string{"currency", "exchange-out", d.payer.address, "1.00", "--reference=OUT-1"},
			[]string{"exchange exists", "OUT-1"},
		},
		{"reused end-to-end id", d.payer.key, payArgs(d.payee, "1.00", "E2E-1"), []string{"already paid", "E2E-1", "at height"}},
		{"over the single limit", "single", pay("10.01"), []string{"single payment limit exceeded", "limit 10.00 yuan", "asked 10.01 yuan"}},
		{"over the daily limit", "daily", pay("20.01"), []string{"daily limit exceeded", "limit 20.00 yuan", "asked 20.01 yuan"}},
		{"over the yearly limit", d.payer.key, pay("17.51"), []string{"yearly limit exceeded", "limit 30.00 yuan", "used 12.50 yuan", "asked 17.51 yuan"}},
		{
			"over the balance limit", bank + "-teller",
			[]string{"currency", "exchange-out", d.payee.address, "37.51", "--reference=OUT-BAD"},
			[]string{"balance limit exceeded", "limit 50.00 yuan", "used 12.50 yuan", "asked 37.51 yuan"},
		},
		{
			"more than the cash box has", bank + "-treasurer",
			[]string{"currency", "request-redemption", "RED-BAD", "9999.00"},
			[]string{"insufficient funds", "asked 9,999.00 yuan"},
		},
		{"wrong chain id", d.payer.key, append(pay("1.00"), "--chain-id=another-chain"), []string{"signature does not fit", n.ChainID}},
		{"no gas", d.payer.key, append(pay("1.00"), "--gas=0"), []string{"gas: 1 to", "declared 0"}},
		{"too much gas", d.payer.key, append(pay("1.00"), "--gas=99999999"), []string{"gas: 1 to", "declared 99999999"}},
		{"expired transaction", d.payer.key, append(pay("1.00"), "--timeout-height=1"), []string{"timeout height", "1"}},
		{"unregistered signer", "stranger", pay("1.00"), []string{stranger}},
		{
			"resolution with a foreign signer", "pboc-governor", n.resolutionArgs(t, "steal", steal(d)),
			[]string{"resolution file", "messages[0]", "MsgPay"},
		},
	}
}

func steal(d day) *currency.MsgPay {
	return &currency.MsgPay{Payer: d.payer.address, Payee: d.payee.address, AmountFen: 1}
}

type fields = map[string]any

// badTransactions are wrong in ways that only an edited transaction can be: each is made unsigned, changed, signed by
// hand and sent.
func (n *network) badTransactions(t *testing.T, d day) []badInput {
	pay := n.txArgs(t, d.payer.key, payArgs(d.payee, "1.00", "BAD-EDITED")...)
	reinstate := &consortium.MsgReinstateMember{Authority: consortium.Authority, MemberId: "china-unicom"}
	resolve := n.txArgs(t, "pboc-governor", n.resolutionArgs(t, "edited", reinstate)...)
	return []badInput{
		n.edited(t, "fee attached", d.payer.key, pay, func(tx fields) {
			at(tx, "auth_info", "fee")["amount"] = []fields{{"denom": "fen", "amount": "5"}}
		}, "this chain has no fees", "5fen"),
		n.edited(t, "fee granter", d.payer.key, pay, func(tx fields) {
			at(tx, "auth_info", "fee")["granter"] = d.payee.address
		}, "this chain has no fees", "granter"),
		n.edited(t, "oversized transaction", d.payer.key, pay, func(tx fields) {
			firstMessage(tx)["end_to_end_id"] = strings.Repeat("x", 70_000)
		}, "size: limit 65536 bytes"),
		n.edited(t, "oversized memo", d.payer.key, pay, func(tx fields) {
			at(tx, "body")["memo"] = strings.Repeat("x", 257)
		}, "memo: limit 256 bytes, has 257"),
		n.edited(t, "message that nobody may send", d.payer.key, pay, func(tx fields) {
			at(tx, "body")["messages"] = []fields{{
				"@type": "/dcep.consortium.v1.MsgSuspendMember", "authority": d.payer.address, "member_id": bank,
			}}
		}, "needs a passed resolution", d.payer.address),
		n.edited(t, "signed resolution with a foreign signer", "pboc-governor", resolve, func(tx fields) {
			firstMessage(tx)["messages"] = []json.RawMessage{messageJSON(t, steal(d))}
		}, "the consortium must be the only signer", "message 0", "MsgPay", consortium.Authority),
	}
}

// edited makes an unsigned transaction, changes it, and has it signed.
func (n *network) edited(t *testing.T, name, key string, command []string, edit func(fields), says ...string) badInput {
	t.Helper()
	var tx fields
	require.NoError(t, json.Unmarshal([]byte(n.do(t, append(command, "--generate-only")...)), &tx))
	edit(tx)
	unsigned, signed := filepath.Join(t.TempDir(), "unsigned.json"), filepath.Join(t.TempDir(), "signed.json")
	writeJSON(t, unsigned, tx)
	n.do(t, "tx", "sign", unsigned, "--from="+key, "--chain-id="+n.ChainID, "--output-document="+signed)
	return badInput{name: name, args: []string{"tx", "broadcast", signed, "--wait"}, says: says}
}

func at(tx fields, path ...string) fields {
	for _, name := range path {
		tx = tx[name].(fields)
	}
	return tx
}

func firstMessage(tx fields) fields { return at(tx, "body")["messages"].([]any)[0].(fields) }

// withoutSequences is the exported state of a module without what signing changes: sequences and public keys. The
// window in which a validator's missed blocks are counted is left out too, because the witness of the test misses some.
func withoutSequences(t *testing.T, exported document, module string) string {
	t.Helper()
	codec := encoding().AppCodec()
	switch module {
	case authtypes.ModuleName:
		var state authtypes.GenesisState
		require.NoError(t, codec.UnmarshalJSON(exported.AppState[module], &state))
		accounts, err := authtypes.UnpackAccounts(state.Accounts)
		require.NoError(t, err)
		names := make([]string, len(accounts))
		for i, account := range accounts {
			names[i] = fmt.Sprintf("%d %s", account.GetAccountNumber(), account.GetAddress())
		}
		text, err := json.Marshal(names)
		require.NoError(t, err)
		return string(text)
	case consortium.ModuleName:
		var state consortium.GenesisState
		require.NoError(t, codec.UnmarshalJSON(exported.AppState[module], &state))
		for i := range state.Validators {
			state.Validators[i].WindowStart, state.Validators[i].MissedBlocks = 0, 0
		}
		return string(codec.MustMarshalJSON(&state))
	case currency.ModuleName:
		var state currency.GenesisState
		require.NoError(t, codec.UnmarshalJSON(exported.AppState[module], &state))
		for i := range state.Wallets {
			state.Wallets[i].Sequence, state.Wallets[i].KeyType, state.Wallets[i].PublicKey = 0, "", nil
		}
		return string(codec.MustMarshalJSON(&state))
	default:
		return string(exported.AppState[module])
	}
}
