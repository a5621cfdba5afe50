package surveillance

import (
	autocliv1 "cosmossdk.io/api/cosmos/autocli/v1"

	"github.com/dcep-consortium/dcepd/commands"
	"github.com/dcep-consortium/dcepd/x/surveillance/types"
)

const (
	exampleNumber = "03-001-2019-000001-10"
	exampleHash   = "11e38ff0b42a1fbbd5de90e5cd49dd2b2c0a3b2d8b57b0d6e9b1e0c8c6cf6a12"
)

// AutoCLIOptions describes the module's commands.
func (AppModule) AutoCLIOptions() *autocliv1.ModuleOptions {
	return &autocliv1.ModuleOptions{
		Query: commands.Service(types.Query_serviceDesc.ServiceName, "Draws, inspections, and reports of misuse", usages, queryCommands()),
		Tx: commands.Service(types.Msg_serviceDesc.ServiceName, "Look after certified products", usages, txCommands(),
			commands.Without("UpdateParams")),
	}
}

// usages explains the fields that commands take as flags.
var usages = commands.Usages{
	"answer_hash":   "SHA-256 of the answer, in hexadecimal",
	"body_id":       "the certification body",
	"commitment":    "what binds to the own seed, in hexadecimal; see dcepd surveillance new-seed",
	"document_hash": "SHA-256 of the report, in hexadecimal",
	"done_on":       "business day of the visit or sample",
	"findings":      "what was found, on one line",
	"inspect_by":    "until when the product, or those that are drawn, must be inspected, such as 2020-03-01T00:00:00Z",
	"judgement":     "unfounded, warning, suspension or withdrawal",
	"opening":       "number, kind, evidence_hash and salt of the report, as JSON or a file of it",
	"outcome":       "conforming, minor, major or critical",
	"place":         "step, site or shop that was looked at",
	"rate_permille": "how many in a thousand are drawn",
	"number":        "of the certificate",
	"reason":        "why, on one line",
	"remedy_by":     "until when a finding must be remedied, such as 2020-03-01T00:00:00Z",
	"round_id":      "id of the round",
	"seal":          "seal of the report, in hexadecimal",
	"seed":          "the own seed, in hexadecimal",
}

func queryCommands() commands.List {
	return commands.List{
		commands.Of("Params", "params", "Show the parameters", "query surveillance params"),
		commands.Of("Round", "round [body-id] [round-id]", "Show a draw and where it is", "query surveillance round cert-bj 2019-H2", "body_id", "round_id"),
		commands.Of("Rounds", "rounds [body-id]", "List the draws of a body", "query surveillance rounds cert-bj", "body_id"),
		commands.Of("Population", "population [body-id] [round-id]", "List the certificates among which a round draws",
			"query surveillance population cert-bj 2019-H2", "body_id", "round_id"),
		commands.Of("Inspections", "inspections [number]", "List the inspections of a certificate", "query surveillance inspections "+exampleNumber, "number"),
		commands.Of("InspectionOrders", "inspection-orders", "List the inspections that were ordered and wait, or those of one certificate",
			"query surveillance inspection-orders --number "+exampleNumber),
		commands.Of("MisuseReport", "misuse-report [seal]", "Show a report of misuse by its seal", "query surveillance misuse-report "+exampleHash, "seal"),
		commands.Of("MisuseReports", "misuse-reports [body-id]", "List the reports of misuse to a body", "query surveillance misuse-reports cert-bj", "body_id"),
	}
}

func txCommands() commands.List {
	return commands.List{
		commands.Of("OpenRound", "open-round [body-id] [round-id] [commitment]", "Freeze the population of a body and commit to a seed (central bank)",
			"tx surveillance open-round cert-bj 2019-H2 "+exampleHash+" --rate-permille 100 --inspect-by 2020-03-01T00:00:00Z --from pboc-supervisor",
			"body_id", "round_id", "commitment"),
		commands.Of("CommitSeed", "commit-seed [round-id] [commitment]", "Commit the own body to its seed (inspector)",
			"tx surveillance commit-seed 2019-H2 "+exampleHash+" --from cert-bj-inspector", "round_id", "commitment"),
		commands.Of("RevealSeed", "reveal-seed [body-id] [round-id] [seed]", "Show the own seed, after the inspections (central bank, inspector)",
			"tx surveillance reveal-seed cert-bj 2019-H2 "+exampleHash+" --from cert-bj-inspector", "body_id", "round_id", "seed"),
		commands.Of("OrderInspection", "order-inspection [number]", "Order the body to inspect a product for a cause (central bank)",
			"tx surveillance order-inspection "+exampleNumber+" --inspect-by 2020-03-01T00:00:00Z --reason 'cards that open without a PIN' --from pboc-supervisor",
			"number"),
		commands.Of("RecordInspection", "record-inspection [number] [outcome]", "Record what an inspection found (inspector)",
			"tx surveillance record-inspection "+exampleNumber+" conforming --round-id 2019-H2 --done-on 2020-01-15 --place Zhuhai --document-hash "+
				exampleHash+" --from cert-bj-inspector", "number", "outcome"),
		commands.Of("ConfirmRemedy", "confirm-remedy [number] [inspected-at]", "Say that a minor finding is remedied (inspector)",
			"tx surveillance confirm-remedy "+exampleNumber+" 2020-01-15T02:00:00Z --from cert-bj-inspector", "number", "inspected_at"),
		commands.Of("ReportMisuse", "report-misuse [body-id] [seal]", "Report that the mark is misused, sealed (wallet holder)",
			"tx surveillance report-misuse cert-bj "+exampleHash+" --from alice", "body_id", "seal"),
		commands.Of("ReportMisuseAsOfficer", "report-misuse-as-officer [body-id] [seal]", "Report that the mark is misused, sealed (officer)",
			"tx surveillance report-misuse-as-officer cert-bj "+exampleHash+" --from icbc-sz-compliance", "body_id", "seal"),
		commands.Of("AnswerMisuse", "answer-misuse [seal] [opening]", "Answer a report and open it (vendor)",
			"tx surveillance answer-misuse "+exampleHash+" opening.json --answer-hash "+exampleHash+" --from cardmaker", "seal", "opening"),
		commands.Of("JudgeMisuse", "judge-misuse [seal] [judgement]", "Judge a report and publish it (certifier)",
			"tx surveillance judge-misuse "+exampleHash+" warning --reason 'first time' --from cert-bj-certifier", "seal", "judgement"),
	}
}
