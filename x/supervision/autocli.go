package supervision

import (
	autocliv1 "cosmossdk.io/api/cosmos/autocli/v1"

	"github.com/dcep-consortium/dcepd/commands"
	"github.com/dcep-consortium/dcepd/x/supervision/types"
)

const (
	exampleCase = "finance-sz SZ-2019-001"
	exampleHash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
	exampleLaw  = "--legal-basis 'AML Law art. 26'"
	exampleFlag = `'{"operator_id":"icbc-sz","customer_ref":"n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=","day":"2019-12-02",` +
		`"kind":"FLAG_KIND_NATURAL_PERSON","direction":"FLAG_DIRECTION_OUT"}'`
)

// AutoCLIOptions describes the module's commands.
func (AppModule) AutoCLIOptions() *autocliv1.ModuleOptions {
	return &autocliv1.ModuleOptions{
		Query: commands.Service(types.Query_serviceDesc.ServiceName, "Campaigns, cases, orders, and reviews of flags", usages, queryCommands()),
		Tx: commands.Service(types.Msg_serviceDesc.ServiceName, "Inspect, decide and order", usages, caseCommands(), orderCommands(), flagCommands(),
			commands.Without("SetAuthorityWallet", "UpdateParams")),
	}
}

// usages explains the fields that commands take as flags.
var usages = commands.Usages{
	"activities":       "what the subjects are inspected for, such as trading-service",
	"agree":            "whether the second officer agrees",
	"amount_fen":       "how much is transferred",
	"campaign_id":      "the campaign that the case belongs to",
	"campaign_lead_id": "the authority that leads the campaign",
	"deadline":         "last business day",
	"decision_hash":    "SHA-256 of the written decision",
	"ends_at":          "new end, such as 2020-06-01T00:00:00Z",
	"evidence_hashes":  "SHA-256 of a piece of evidence; repeat for each",
	"joint_ids":        "the authorities that take part besides the lead",
	"lead_id":          "the authority that leads the cases",
	"legal_basis":      "the law or document that the act rests on",
	"member_id":        "the authority whose orders they are",
	"name":             "what the campaign is called",
	"notice_hash":      "SHA-256 of the notice",
	"operator_id":      "the operator whose customers were flagged",
	"proof_hash":       "SHA-256 of the proof",
	"reason":           "why, in at most 256 bytes",
	"reasons_hash":     "SHA-256 of the reasons",
	"rectify_by":       "last business day to put things right",
	"referred_to":      "the authority that takes over",
	"statement_hash":   "SHA-256 of the statement",
	"uphold":           "whether the decision stands",
}

func queryCommands() commands.List {
	return commands.List{
		commands.Of("Params", "params", "Show who may order what, and for how long", "query supervision params"),
		commands.Of("AuthorityWallets", "authority-wallets", "List where held money is transferred to", "query supervision authority-wallets"),
		commands.Of("Campaign", "campaign [lead-id] [campaign-id]", "Show a campaign and what became of its subjects",
			"query supervision campaign finance-sz SZ-2019", "lead_id", "campaign_id"),
		commands.Of("Campaigns", "campaigns", "List all campaigns", "query supervision campaigns"),
		commands.Of("Case", "case [lead-id] [case-id]", "Show a case", "query supervision case "+exampleCase, "lead_id", "case_id"),
		commands.Of("Cases", "cases", "List the cases, of all lead authorities or of one", "query supervision cases --lead-id finance-sz"),
		commands.Of("CasesByCampaign", "cases-of [lead-id] [campaign-id]", "List the cases of a campaign",
			"query supervision cases-of finance-sz SZ-2019", "lead_id", "campaign_id"),
		commands.Of("OverdueCases", "overdue-cases", "List the cases without all outcomes after their deadline", "query supervision overdue-cases"),
		commands.Of("OverdueSubjects", "overdue-subjects", "List the subjects that did not put things right in time",
			"query supervision overdue-subjects"),
		commands.Of("Subject", "subject [lead-id] [case-id] [number]", "Show a subject of a case",
			"query supervision subject "+exampleCase+" 1", "lead_id", "case_id", "number"),
		commands.Of("Subjects", "subjects [lead-id] [case-id]", "List the subjects of a case",
			"query supervision subjects "+exampleCase, "lead_id", "case_id"),
		commands.Of("Steps", "steps [lead-id] [case-id]", "List the record of a case", "query supervision steps "+exampleCase, "lead_id", "case_id"),
		commands.Of("CaseEnvelopes", "envelopes [lead-id] [case-id]", "List the envelopes of a case",
			"query supervision envelopes "+exampleCase, "lead_id", "case_id"),
		commands.Of("Order", "order [member-id] [reference]", "Show an order, and whether it is in force now",
			"query supervision order police-sz F-1", "member_id", "reference"),
		commands.Of("Orders", "orders", "List the orders, of all authorities or of one", "query supervision orders --member-id police-sz"),
		commands.Of("OrdersByCase", "orders-of [lead-id] [case-id]", "List the orders of a case",
			"query supervision orders-of "+exampleCase, "lead_id", "case_id"),
		commands.Of("OrderWallets", "order-wallets [member-id] [reference]", "List the wallets on which an order has a hold",
			"query supervision order-wallets police-sz F-1", "member_id", "reference"),
		commands.Of("OrderChanges", "order-changes [member-id] [reference]", "List the changes of an order",
			"query supervision order-changes police-sz F-1", "member_id", "reference"),
		commands.Of("FlagReviews", "flag-reviews", "List what was done about flags, of all operators or of one",
			"query supervision flag-reviews --operator-id icbc-sz"),
	}
}

func caseCommands() commands.List {
	return commands.List{
		commands.Of("OpenCampaign", "open-campaign [campaign-id]", "Announce an inspection of many subjects (supervisor)",
			"tx supervision open-campaign SZ-2019 --name 'Virtual currencies' --joint-ids pboc,police-sz --activities trading-service "+
				"--deadline 2019-11-25 --legal-basis 'Notice 12 of 2019' --from finance-sz-supervisor", "campaign_id"),
		commands.Of("OpenCase", "open-case [case-id] [subjects]", "Open a case against the sealed subjects of a JSON file (supervisor)",
			"tx supervision open-case SZ-2019-001 subjects.json --campaign-lead-id finance-sz --campaign-id SZ-2019 --joint-ids pboc,police-sz "+
				"--deadline 2019-11-25 --legal-basis 'Notice 12 of 2019' --gas auto --from finance-sz-supervisor", "case_id", "subjects"),
		commands.Of("RecordStep", "record-step [lead-id] [case-id] [kind]", "Begin the inspection, add evidence, or record findings (inspector)",
			"tx supervision record-step "+exampleCase+" inspection --legal-basis 'Notice 12 of 2019' --from police-sz-inspector",
			"lead_id", "case_id", "kind"),
		commands.Of("ServeSubject", "serve-subject [lead-id] [case-id] [number] [identity]", "Record service, and open who the subject is (inspector)",
			"tx supervision serve-subject "+exampleCase+" 1 subject.json --notice-hash "+exampleHash+" --legal-basis 'Notice 12 of 2019' "+
				"--from finance-sz-inspector", "lead_id", "case_id", "number", "identity"),
		commands.Of("ProposeOutcome", "propose-outcome [lead-id] [case-id] [number] [outcome]", "Ask a supervisor of the lead authority to decide (inspector)",
			"tx supervision propose-outcome "+exampleCase+" 1 rectify --rectify-by 2019-12-15 --decision-hash "+exampleHash+
				" --legal-basis 'Notice 12 of 2019' --from finance-sz-inspector", "lead_id", "case_id", "number", "outcome"),
		commands.Of("DecideOutcome", "decide-outcome [case-id] [number]", "Put a proposed outcome in force, or reject it (supervisor)",
			"tx supervision decide-outcome SZ-2019-001 1 --agree --from finance-sz-supervisor", "case_id", "number"),
		commands.Of("ConfirmRectification", "confirm-rectification [case-id] [number]", "Record that a subject put things right (supervisor)",
			"tx supervision confirm-rectification SZ-2019-001 1 --proof-hash "+exampleHash+" --from finance-sz-supervisor", "case_id", "number"),
		commands.Of("ObjectOutcome", "object-outcome [lead-id] [case-id] [number]", "Record what a subject has against its outcome (inspector)",
			"tx supervision object-outcome "+exampleCase+" 1 --statement-hash "+exampleHash+" --from finance-sz-inspector", "lead_id", "case_id", "number"),
		commands.Of("ReviewOutcome", "review-outcome [lead-id] [case-id] [number]", "Uphold an outcome of another authority, or set it aside (reviewer)",
			"tx supervision review-outcome "+exampleCase+" 1 --uphold --reasons-hash "+exampleHash+" --legal-basis 'Review Law art. 28' "+
				"--from court-sz-reviewer", "lead_id", "case_id", "number"),
		commands.Of("CloseCase", "close-case [case-id]", "Close a case of which nothing is open (supervisor)",
			"tx supervision close-case SZ-2019-001 --reason 'all settled' --from finance-sz-supervisor", "case_id"),
	}
}

func orderCommands() commands.List {
	return commands.List{
		commands.Of("ProposeOrder", "propose-order [reference] [lead-id] [case-id] [commitment]", "Bind oneself to an order that nobody else can read (inspector)",
			"tx supervision propose-order F-1 "+exampleCase+" "+exampleHash+" --from police-sz-inspector", "reference", "lead_id", "case_id", "commitment"),
		commands.Of("EnforceOrder", "enforce-order [reference] [terms]", "Put a colleague's order in force, on the terms of a JSON file (supervisor)",
			"tx supervision enforce-order F-1 terms.json --from police-sz-supervisor", "reference", "terms"),
		commands.Of("WithdrawOrder", "withdraw-order [reference]", "Drop an order that is not in force (inspector or supervisor)",
			"tx supervision withdraw-order F-1 --reason 'wrong wallet' --from police-sz-supervisor", "reference"),
		commands.Of("ProposeOrderChange", "propose-order-change [order-reference] [reference] [kind]",
			"Ask a colleague to extend or release an order, or to transfer what it holds (inspector)",
			"tx supervision propose-order-change F-1 F-1-E1 extension --ends-at 2020-06-01T00:00:00Z "+exampleLaw+" --from police-sz-inspector",
			"order_reference", "reference", "kind"),
		commands.Of("DecideOrderChange", "decide-order-change [order-reference] [reference]", "Make a proposed change, or reject it (supervisor)",
			"tx supervision decide-order-change F-1 F-1-E1 --agree --from police-sz-supervisor", "order_reference", "reference"),
		commands.Of("ServeOrder", "serve-order [reference]", "Record that the holder was told of an order (inspector)",
			"tx supervision serve-order F-1 --notice-hash "+exampleHash+" "+exampleLaw+" --from police-sz-inspector", "reference"),
		commands.Of("ObjectOrder", "object-order [member-id] [reference]", "Ask for the review of an order on the own wallet (holder)",
			"tx supervision object-order police-sz F-1 --statement-hash "+exampleHash+" --from alice", "member_id", "reference"),
		commands.Of("ReviewOrder", "review-order [member-id] [reference]", "Uphold an order of another authority, or revoke it (reviewer)",
			"tx supervision review-order police-sz F-1 --uphold --reasons-hash "+exampleHash+" --legal-basis 'Review Law art. 28' "+
				"--from court-sz-reviewer", "member_id", "reference"),
	}
}

func flagCommands() commands.List {
	return commands.List{
		commands.Of("AcknowledgeFlag", "acknowledge-flag [flag]", "Take a flag up (compliance)",
			"tx supervision acknowledge-flag "+exampleFlag+" --from pboc-compliance", "flag"),
		commands.Of("DismissFlag", "dismiss-flag [flag]", "Say why a flag is harmless (another compliance officer)",
			"tx supervision dismiss-flag "+exampleFlag+" --reason 'pays its staff' --from pboc-compliance", "flag"),
		commands.Of("AttachFlag", "attach-flag [flag] [lead-id] [case-id]", "Make a flag part of a case (compliance)",
			"tx supervision attach-flag "+exampleFlag+" "+exampleCase+" --from pboc-compliance", "flag", "lead_id", "case_id"),
	}
}
