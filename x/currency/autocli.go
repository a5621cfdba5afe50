package currency

import (
	autocliv1 "cosmossdk.io/api/cosmos/autocli/v1"

	"github.com/dcep-consortium/dcepd/commands"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

const (
	exampleWallet = "dcep1qvzvsp45pcdxkeq4kz0h0eqr0zmtlrjy0df7h7"
	// What a teller's system computes for the customer: HMAC-SHA-256 under the operator's key.
	exampleCustomer = "5a1fd0cbb3a86b4bd0ad5f1a0a3b1c5d7e9f00112233445566778899aabbccdd"
	exampleKey      = "02b4632d08485ff1df2db55b9dafd23347d1c47a457072a1e87be26896549a8737"
	exampleProof    = "8c2f…"
)

// AutoCLIOptions describes the module's commands. What only a resolution may send has none.
func (AppModule) AutoCLIOptions() *autocliv1.ModuleOptions {
	return &autocliv1.ModuleOptions{
		Query: commands.Service(types.Query_serviceDesc.ServiceName, "Wallets, cash boxes, issuances, redemptions, exchanges and payments", usages, queryCommands()),
		Tx: commands.Service(types.Msg_serviceDesc.ServiceName, "Issue, redeem, exchange and pay digital yuan", usages,
			cashCommands(), walletCommands(), keyAndEstateCommands(), exchangeCommands(), paymentCommands(),
			commands.Without("UpdateParams", "SetPhase", "RemovePhase")),
	}
}

// usages explains the fields that commands take as flags.
var usages = commands.Usages{
	"amount_fen":            "amount in yuan; without it everything",
	"answer_commitment":     "salted hash of the answer, 32 bytes in hexadecimal",
	"bank_reference":        "reference of the credit to the holder's bank account",
	"carrier":               "what the holder pays with",
	"carrier_partner":       "telecom of the SIM, or another member that provides the carrier",
	"cash":                  "physical cash instead of a bank account",
	"class":                 "how well the holder is known",
	"complaint_commitment":  "salted hash of the complaint, 32 bytes in hexadecimal",
	"credit_reference":      "reference of the credit in the RTGS system, used once for ever",
	"customer_refs":         "customers, HMACs of 32 bytes in hexadecimal",
	"decision_commitment":   "salted hash of the decision, 32 bytes in hexadecimal",
	"document_hash":         "SHA-256 of the document, 32 bytes in hexadecimal",
	"customer_ref":          "HMAC of the customer under the operator's key, 32 bytes in hexadecimal",
	"end_to_end_id":         "own id of the payment; with the same date it never pays twice (default: a new one)",
	"ends_at":               "when it ends by itself, such as 2020-06-01T00:00:00+08:00; without it, when it is lifted",
	"ground":                "the law, contract or rule a hold rests on, or what is wrong with a payment",
	"instruction_date":      "business day of the instruction (default: today)",
	"kind":                  "whose wallet it is",
	"limits":                "what is not named has no limit but those of the class",
	"member_id":             "the member it is about; without it the own one, or all in a list",
	"merchant_scenario":     "field of business, if the holder is a merchant",
	"new_public_key":        "compressed secp256k1 key, 33 bytes in hexadecimal",
	"non_resident":          "the holder is not resident in China",
	"product_certificate":   "certificate of the chip, carrier or client software",
	"proof":                 "what dcepd keys prove made with the new key, 64 bytes in hexadecimal",
	"reason":                "why, in at most 256 bytes",
	"reference":             "own reference, used once for ever",
	"region":                "division code (GB/T 2260), six digits",
	"remittance_commitment": "salted hash of the remittance information, at most 32 bytes in hexadecimal",
	"share_percent":         "percents of the own balance, day and year limits",
	"side":                  "debit stops money that leaves, credit money that arrives",
	"terminal_certificate":  "certificate of the merchant's terminal",
	"terminal_id":           "the merchant's own name of its terminal",
	"transfers":             "a payee and what it gets; once for each payee",
	"upheld":                "decide for the payer",
	"wallet":                "the sub-wallet it is about; without it the own wallet",
	"reserve_reference":     "reference of the reserve transfer in the RTGS system",
}
