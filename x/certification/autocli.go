package certification

import (
	autocliv1 "cosmossdk.io/api/cosmos/autocli/v1"

	"github.com/dcep-consortium/dcepd/commands"
	"github.com/dcep-consortium/dcepd/x/certification/types"
)

const (
	exampleNumber      = "03-001-2019-000001-10"
	exampleVendor      = "91440300100001X10N"
	exampleApplication = exampleVendor + " APP-1"
)

// AutoCLIOptions describes the module's commands.
func (AppModule) AutoCLIOptions() *autocliv1.ModuleOptions {
	return &autocliv1.ModuleOptions{
		Query: commands.Service(types.Query_serviceDesc.ServiceName, "Certified products, and who certifies them", queryUsages, queryCommands()),
		Tx: commands.Service(types.Msg_serviceDesc.ServiceName, "Certify products", usages, schemeCommands(), applicationCommands(),
			certificateCommands(), commands.Without("UpdateParams")),
	}
}

// queryUsages explains the fields that queries take as flags. A vendor is no flag of a transaction: it signs.
var queryUsages = commands.Usages{
	"at":              "a moment of the past, such as 2019-12-01T09:00:00Z; now if left out",
	"body_id":         "the certification body",
	"expiring_before": "with --status: only what ends before this moment, such as 2022-12-01T00:00:00Z",
	"status":          "valid, suspended, withdrawn, cancelled, expired or renewed",
	"vendor":          "credit code of the vendor, or address of its wallet",
}

// usages explains the fields that transactions take as flags.
var usages = commands.Usages{
	"attestation":   "record of the trusted execution environment, as JSON (validator platform only)",
	"categories":    "codes of categories of the catalogue, such as 1,3",
	"category":      "code of the catalogue, such as 3 for security carriers",
	"certificate":   "number of the certificate",
	"first_day":     "first business day, such as 2019-12-02",
	"kind":          "initial, change or renewal",
	"laboratory_id": "the laboratory that tests; a renewal has none",
	"last_day":      "last business day; open if left out",
	"legal_name":    "name of the firm, as on its licence",
	"reason":        "why, on one line of at most 512 bytes",
	"remedy_by":     "until when it must be remedied, such as 2020-03-01T00:00:00Z",
	"sample":        "the vendor's mark on the sample",
	"unit":          "the product: name, model, specification, versions, components, production_sites and standards, as JSON or a file of it",
	"wallet":        "address of the vendor's corporate wallet",
}

func queryCommands() commands.List {
	return commands.List{
		commands.Of("Params", "params", "Show the parameters", "query certification params"),
		commands.Of("Editions", "editions", "List the editions of the catalogue", "query certification editions"),
		commands.Of("Recognitions", "recognitions", "List the recognised bodies and laboratories", "query certification recognitions"),
		commands.Of("Recognition", "recognition [member-id]", "Show what a body or laboratory is recognised for",
			"query certification recognition cert-bj", "member_id"),
		commands.Of("Vendor", "vendor [vendor]", "Show a vendor by credit code or wallet", "query certification vendor "+exampleVendor, "vendor"),
		commands.Of("Application", "application [vendor] [reference]", "Show an application and all that was done to it",
			"query certification application "+exampleApplication, "vendor", "reference"),
		commands.Of("Applications", "applications", "List the applications of a vendor, or the undecided ones of a body",
			"query certification applications --body-id cert-bj"),
		commands.Of("Certificate", "certificate [number]", "Show a certificate as it is now, or was at a moment",
			"query certification certificate "+exampleNumber, "number"),
		commands.Of("Certificates", "certificates", "List certificates: all, by status and expiry, of a body, or of a vendor",
			"query certification certificates --status suspended"),
		commands.Of("VerifyProduct", "verify-product [vendor] [model] [version]", "Say whether a product is certified, or was at a moment",
			"query certification verify-product "+exampleVendor+" SIM-8 2.1", "vendor", "model", "version"),
		commands.Of("Deployments", "deployments", "List the certified products that members say they use", "query certification deployments"),
	}
}

func schemeCommands() commands.List {
	return commands.List{
		commands.Of("PublishEdition", "publish-edition [edition]", "Publish the next edition of the catalogue from a JSON file (central bank)",
			"tx certification publish-edition edition.json --from pboc-supervisor", "edition"),
		commands.Of("Recognise", "recognise [member-id]", "Recognise a body or laboratory for categories (central bank)",
			"tx certification recognise cert-bj --categories 1,3 --first-day 2019-12-02 --from pboc-supervisor", "member_id"),
		commands.Of("EndRecognition", "end-recognition [member-id]", "End the recognition of a body or laboratory (central bank)",
			"tx certification end-recognition cert-bj --categories 3 --reason 'audit failed' --from pboc-supervisor", "member_id"),
		commands.Of("RegisterVendor", "register-vendor [uscc] [legal-name] [wallet]", "Register a firm with its corporate wallet as vendor (reviewer)",
			"tx certification register-vendor "+exampleVendor+" 'Eastcompeace' eastcompeace --from cert-bj-reviewer", "uscc", "legal_name", "wallet"),
		commands.Of("DeployProduct", "deploy-product [use] [certificate]", "Say which certified product the own member uses (node operator)",
			"tx certification deploy-product client-software 01-001-2019-000001-03 --from icbc-sz-node-operator", "use", "certificate"),
	}
}

func applicationCommands() commands.List {
	return commands.List{
		commands.Of("Apply", "apply [reference] [body-id]", "Ask a body for a certificate, a change or a renewal (vendor)",
			"tx certification apply APP-1 cert-bj --kind initial --category 3 --unit unit.json --sample S-1 --from eastcompeace", "reference", "body_id"),
		commands.Of("WithdrawApplication", "withdraw-application [reference]", "Take an application back (vendor)",
			"tx certification withdraw-application APP-1 --reason 'new design' --from eastcompeace", "reference"),
		commands.Of("Appeal", "appeal [reference]", "Appeal against a refusal, once (vendor)",
			"tx certification appeal APP-1 --reason 'the sample was damaged on the way' --from eastcompeace", "reference"),
		commands.Of("AcceptApplication", "accept-application [vendor] [reference]", "Take an application and name the laboratory (reviewer)",
			"tx certification accept-application "+exampleApplication+" --laboratory-id lab-bctc --from cert-bj-reviewer", "vendor", "reference"),
		commands.Of("AssignLaboratory", "assign-laboratory [vendor] [reference] [laboratory-id]", "Name another laboratory (reviewer)",
			"tx certification assign-laboratory "+exampleApplication+" lab-cfca --reason 'recognition ended' --from cert-bj-reviewer",
			"vendor", "reference", "laboratory_id"),
		commands.Of("StartTest", "start-test [vendor] [reference]", "Say that the sample is here (examiner)",
			"tx certification start-test "+exampleApplication+" --from lab-bctc-examiner", "vendor", "reference"),
		commands.Of("ReportTest", "report-test [vendor] [reference] [report]", "Report the type test from a JSON file (examiner)",
			"tx certification report-test "+exampleApplication+" report.json --from lab-bctc-examiner", "vendor", "reference", "report"),
		commands.Of("ReportInspection", "report-inspection [vendor] [reference] [report]", "Report the site inspection from a JSON file (inspector)",
			"tx certification report-inspection "+exampleApplication+" report.json --from cert-bj-inspector", "vendor", "reference", "report"),
		commands.Of("ReviewApplication", "review-application [vendor] [reference] [report]", "Recommend a decision, in a JSON file (reviewer)",
			"tx certification review-application "+exampleApplication+" report.json --from cert-bj-reviewer", "vendor", "reference", "report"),
		commands.Of("DecideApplication", "decide-application [vendor] [reference]", "Grant with --grant, or refuse (certifier)",
			"tx certification decide-application "+exampleApplication+" --grant --reason 'conforms' --from cert-bj-certifier", "vendor", "reference"),
		commands.Of("DecideAppeal", "decide-appeal [vendor] [reference]", "Reverse a refusal with --reverse, or uphold it (certifier)",
			"tx certification decide-appeal "+exampleApplication+" --reverse --reason 'sound' --from cert-bj-certifier", "vendor", "reference"),
	}
}

func certificateCommands() commands.List {
	return commands.List{
		commands.Of("OrderSuspension", "order-suspension [number]", "Order the suspension of a certificate, pending review (central bank)",
			"tx certification order-suspension "+exampleNumber+" --reason 'incident' --remedy-by 2020-03-01T00:00:00Z --from pboc-supervisor", "number"),
		commands.Of("SuspendCertificate", "suspend [number]", "Suspend a certificate until it is remedied (certifier)",
			"tx certification suspend "+exampleNumber+" --reason 'key leak' --remedy-by 2020-03-01T00:00:00Z --from cert-bj-certifier", "number"),
		commands.Of("ReinstateCertificate", "reinstate [number]", "End a suspension (certifier, or the central bank that ordered it)",
			"tx certification reinstate "+exampleNumber+" --reason 'keys replaced' --from cert-bj-certifier", "number"),
		commands.Of("WithdrawCertificate", "withdraw [number]", "Take a certificate away for good (certifier)",
			"tx certification withdraw "+exampleNumber+" --reason 'forged reports' --from cert-bj-certifier", "number"),
		commands.Of("ReduceScope", "reduce-scope [number] [unit]", "Leave something out of a certificate (certifier)",
			"tx certification reduce-scope "+exampleNumber+" unit.json --reason 'version withdrawn' --from cert-bj-certifier", "number", "unit"),
		commands.Of("TakeOverCertificate", "take-over [number]", "Answer for a certificate whose body lost its recognition (certifier)",
			"tx certification take-over "+exampleNumber+" --reason 'cert-bj closed' --from cert-cq-certifier", "number"),
		commands.Of("CancelCertificate", "cancel [number]", "Give the own certificate up (vendor)",
			"tx certification cancel "+exampleNumber+" --reason 'end of sale' --from eastcompeace", "number"),
	}
}
