package financing

import (
	autocliv1 "cosmossdk.io/api/cosmos/autocli/v1"

	"github.com/dcep-consortium/dcepd/commands"
	"github.com/dcep-consortium/dcepd/x/financing/types"
)

const (
	exampleDocument = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
	exampleWallet   = "dcep1qvzvsp45pcdxkeq4kz0h0eqr0zmtlrjy0df7h7"
	examplePledge   = "icbc-sz LOAN-1"
)

// AutoCLIOptions describes the module's commands.
func (AppModule) AutoCLIOptions() *autocliv1.ModuleOptions {
	return &autocliv1.ModuleOptions{
		Query: commands.Service(types.Query_serviceDesc.ServiceName, "What is financed, and how much room is left", usages, queryCommands()),
		Tx: commands.Service(types.Msg_serviceDesc.ServiceName, "Finance documents of the single window", usages,
			enterpriseCommands(), bankCommands()),
	}
}

// usages explains the fields that commands take as flags.
var usages = commands.Usages{
	"assignee":      "who bought the claim",
	"authorisation": "the enterprise's reference of its authorisation",
	"ceiling":       "what may be pledged in all, in the document's currency",
	"expires_on":    "last business day of the authorisation, at most a year away",

	"contract_commitment":    "salted commitment to the contract, 32 bytes: dcepd tradefinance commit prints it",
	"matures_on":             "business day by which the loan is to be repaid",
	"purpose":                "what the document is financed as, such as export-receivable",
	"rate":                   "yuan for one unit of the document's currency, such as 7.0345; 1 for CNY",
	"recourse":               "the enterprise owes the loan also when the debtor does not pay",
	"statutory_registration": "number in the statutory register",

	"owner_salt": "of declarations: the 16 bytes that open the owner commitment",
	"reason":     "why, in at most 256 bytes",
	"reference":  "own reference, used once for ever",
}

func queryCommands() commands.List {
	return commands.List{
		commands.Of("Match", "match [document-id]", "Say whether a document is on record and financed",
			"query financing match "+exampleDocument, "document_id"),
		commands.Of("Room", "room [document-id] [bank-id]", "Show how much of a document the authorised bank can still pledge",
			"query financing room "+exampleDocument+" icbc-sz", "document_id", "bank_id"),
		commands.Of("Authorisations", "authorisations [document-id] [bank-id]", "List what the owner authorised a bank to",
			"query financing authorisations "+exampleDocument+" icbc-sz", "document_id", "bank_id"),
		commands.Of("Pledge", "pledge [bank-id] [reference]", "Show a pledge and its loan", "query financing pledge "+examplePledge, "bank_id", "reference"),
		commands.Of("PledgesByBank", "pledges-of-bank [bank-id]", "List the pledges of a bank", "query financing pledges-of-bank icbc-sz", "bank_id"),
		commands.Of("PledgesByEnterprise", "pledges-of-enterprise [wallet]", "List the pledges of a wallet at all banks",
			"query financing pledges-of-enterprise "+exampleWallet, "wallet"),
		commands.Of("Repayments", "repayments [bank-id] [reference]", "List what was paid back of a loan",
			"query financing repayments "+examplePledge, "bank_id", "reference"),
		commands.Of("Collections", "collections [document-id]", "List what the debtor of a document paid",
			"query financing collections "+exampleDocument, "document_id"),
		commands.Of("Parts", "parts [document-id]", "List the parts of a receivable that its owner assigned",
			"query financing parts "+exampleDocument, "document_id"),
		commands.Of("Statistics", "statistics [month]", "Show the sums of a month over all banks", "query financing statistics 2019-12", "month"),
	}
}

func enterpriseCommands() commands.List {
	return commands.List{
		commands.Of("AuthoriseFinancing", "authorise [document-id] [bank-id] [ceiling]", "Let a bank finance the own document (owner)",
			"tx financing authorise "+exampleDocument+" icbc-sz 80000.00USD --reference AUTH-1 --expires-on 2020-03-31 --from firm",
			"document_id", "bank_id", "ceiling"),
		commands.Of("RevokeAuthorisation", "revoke-authorisation [document-id] [bank-id] [reference]",
			"Let the bank register nothing more under an authorisation (owner)",
			"tx financing revoke-authorisation "+exampleDocument+" icbc-sz AUTH-1 --from firm", "document_id", "bank_id", "reference"),
		commands.Of("SplitReceivable", "split [document-id] [recipient] [amount]", "Assign a part of the own acknowledged receivable (owner)",
			"tx financing split "+exampleDocument+" "+exampleWallet+" 20000.00CNY --reference PART-1 --from firm", "document_id", "recipient", "amount"),
		commands.Of("RepayLoan", "repay [bank-id] [pledge] [amount]", "Pay a loan back, or a part of it (borrower)",
			"tx financing repay "+examplePledge+" 100000.00 --reference BACK-1 --from firm", "bank_id", "pledge", "amount_fen"),
	}
}

func bankCommands() commands.List {
	return commands.List{
		commands.Of("RegisterPledge", "register [reference] [document-id] [authorisation] [amount]",
			"Take room of a document before lending on it (trade officer)",
			"tx financing register LOAN-1 "+exampleDocument+" AUTH-1 70000.00USD --purpose export-receivable --rate 7.0345 --matures-on 2020-03-31"+
				" --contract-commitment "+exampleDocument+" --recourse --from icbc-sz-trade-officer",
			"reference", "document_id", "authorisation", "amount"),
		commands.Of("ApprovePledge", "approve [reference]", "Agree to a pledge that another officer registered (controller)",
			"tx financing approve LOAN-1 --from icbc-sz-controller", "reference"),
		commands.Of("CancelPledge", "cancel [reference]", "Give up a pledge before the money is disbursed (trade officer or controller)",
			"tx financing cancel LOAN-1 --reason 'declined' --from icbc-sz-trade-officer", "reference"),
		commands.Of("DisburseLoan", "disburse [reference]", "Pay the loan to the enterprise's wallet (treasurer)",
			"tx financing disburse LOAN-1 --from icbc-sz-treasurer", "reference"),
		commands.Of("RecordCollection", "record-collection [document-id] [authorisation] [reference] [amount]", "Say that the debtor paid (trade officer)",
			"tx financing record-collection "+exampleDocument+" AUTH-1 IN-1 80000.00USD --from icbc-sz-trade-officer",
			"document_id", "authorisation", "reference", "amount"),
		commands.Of("AssignPledge", "assign [reference] [assignee]", "Say that an overdue claim was sold (controller)",
			"tx financing assign LOAN-1 'Export Credit Insurance' --reason 'buyer insolvent' --from icbc-sz-controller", "reference", "assignee"),
		commands.Of("WriteOffPledge", "write-off [reference]", "Give an overdue claim up (controller)",
			"tx financing write-off LOAN-1 --reason 'buyer insolvent' --from icbc-sz-controller", "reference"),
		commands.Of("ReleasePledge", "release [reference]", "End a pledge and free its room (trade officer)",
			"tx financing release LOAN-1 --reason 'repaid' --from icbc-sz-trade-officer", "reference"),
	}
}
