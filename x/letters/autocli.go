package letters

import (
	autocliv1 "cosmossdk.io/api/cosmos/autocli/v1"

	"github.com/dcep-consortium/dcepd/commands"
	"github.com/dcep-consortium/dcepd/x/letters/types"
)

const exampleLetter = "icbc-sz LC2020001"

// AutoCLIOptions describes the module's commands.
func (AppModule) AutoCLIOptions() *autocliv1.ModuleOptions {
	return &autocliv1.ModuleOptions{
		Query: commands.Service(types.Query_serviceDesc.ServiceName, "Letters of credit, their amendments and presentations", usages, queryCommands()),
		Tx: commands.Service(types.Msg_serviceDesc.ServiceName, "Apply for letters of credit, issue, present, examine and pay", usages,
			letterCommands(), presentationCommands(), commands.Without("UpdateParams")),
	}
}

// usages explains the fields that commands take as flags.
var usages = commands.Usages{
	"accept":                   "take the amendment, as a whole; without it, reject it",
	"amendment":                "number of the open amendment under which they are presented",
	"applicant_bank_id":        "the applicant's bank, if it is not the issuing bank (51a)",
	"confirmation_instruction": "what is asked of the advising bank (49)",
	"disposition":              "what happens to the documents (UCP 600 Art. 16c)",
	"over":                     "those that are closed or cancelled instead of the open ones",
	"reason":                   "why, in at most 256 bytes",
	"shipment_date":            "as the transport document has it",
	"terms":                    "JSON file of the whole terms after the amendment; without it, the letter is cancelled",
}

func queryCommands() commands.List {
	const wallet = "dcep1qvzvsp45pcdxkeq4kz0h0eqr0zmtlrjy0df7h7"
	return commands.List{
		commands.Of("Letter", "letter [issuing-bank-id] [number]", "Show a letter, and what can still be presented under it",
			"query letters letter "+exampleLetter, "issuing_bank_id", "number"),
		commands.Of("Letters", "letters [issuing-bank-id]", "List the letters that a bank issued", "query letters letters icbc-sz", "issuing_bank_id"),
		commands.Of("LettersByApplicant", "letters-of-applicant [wallet]", "List the letters that a wallet applied for",
			"query letters letters-of-applicant "+wallet, "wallet"),
		commands.Of("LettersByBeneficiary", "letters-of-beneficiary [wallet]", "List the letters in favour of a wallet",
			"query letters letters-of-beneficiary "+wallet, "wallet"),
		commands.Of("LettersByAdvisingBank", "letters-of-advising-bank [advising-bank-id]", "List the letters that a bank advises",
			"query letters letters-of-advising-bank boc-sz", "advising_bank_id"),
		commands.Of("Amendments", "amendments [issuing-bank-id] [number]", "List the amendments of a letter",
			"query letters amendments "+exampleLetter, "issuing_bank_id", "number"),
		commands.Of("Presentation", "presentation [issuing-bank-id] [number] [presentation]",
			"Show a presentation: its status and its days, as the calendar has them now",
			"query letters presentation "+exampleLetter+" 1", "issuing_bank_id", "number", "presentation"),
		commands.Of("Presentations", "presentations [issuing-bank-id] [number]", "List the presentations of a letter",
			"query letters presentations "+exampleLetter, "issuing_bank_id", "number"),
		commands.Of("Params", "params", "Show the rules for all letters", "query letters params"),
	}
}

func letterCommands() commands.List {
	return commands.List{
		commands.Of("ApplyForLetter", "apply [issuing-bank-id] [number] [beneficiary] [advising-bank-id] [terms]",
			"Ask a bank to issue a letter on the terms of a JSON file (applicant)",
			"tx letters apply "+exampleLetter+" exporter boc-sz terms.json --confirmation-instruction without --from importer",
			"issuing_bank_id", "number", "beneficiary", "advising_bank_id", "terms"),
		commands.Of("DeclineLetter", "decline [number]", "Refuse an application (trade officer)",
			"tx letters decline LC2020001 --reason 'no line of credit' --from icbc-sz-trade-officer", "number"),
		commands.Of("IssueLetter", "issue [number]", "Issue a letter; it takes two officers (trade officer, examiner)",
			"tx letters issue LC2020001 --from icbc-sz-trade-officer", "number"),
		commands.Of("AdviseLetter", "advise [issuing-bank-id] [number]", "Advise a letter that is found authentic (trade officer of the advising bank)",
			"tx letters advise "+exampleLetter+" --from boc-sz-trade-officer", "issuing_bank_id", "number"),
		commands.Of("ConfirmLetter", "confirm [issuing-bank-id] [number]",
			"Add the confirmation; it takes two officers (trade officer, examiner of the advising bank)",
			"tx letters confirm "+exampleLetter+" --from boc-sz-trade-officer", "issuing_bank_id", "number"),
		commands.Of("CloseLetter", "close [number]", "End a letter of which nothing can be drawn any more (trade officer)",
			"tx letters close LC2020001 --from icbc-sz-trade-officer", "number"),
		commands.Of("ProposeAmendment", "propose-amendment [number]", "Ask a second officer to amend a letter, or to cancel it (trade officer, examiner)",
			"tx letters propose-amendment LC2020001 --terms amended.json --from icbc-sz-trade-officer", "number"),
		commands.Of("IssueAmendment", "issue-amendment [number] [amendment]", "Issue the amendment that another officer proposed (trade officer, examiner)",
			"tx letters issue-amendment LC2020001 1 --terms amended.json --from icbc-sz-examiner", "number", "amendment"),
		commands.Of("DropAmendment", "drop-amendment [number] [amendment]", "Drop an amendment that was not issued (trade officer, examiner)",
			"tx letters drop-amendment LC2020001 1 --from icbc-sz-examiner", "number", "amendment"),
		commands.Of("ConfirmAmendment", "confirm-amendment [issuing-bank-id] [number] [amendment]",
			"Extend the confirmation to an amendment; it takes two officers (trade officer, examiner of the confirming bank)",
			"tx letters confirm-amendment "+exampleLetter+" 1 --from boc-sz-trade-officer", "issuing_bank_id", "number", "amendment"),
		commands.Of("AnswerAmendment", "answer-amendment [issuing-bank-id] [number] [amendment]", "Accept an amendment as a whole, or reject it (beneficiary)",
			"tx letters answer-amendment "+exampleLetter+" 1 --accept --from exporter", "issuing_bank_id", "number", "amendment"),
	}
}

func presentationCommands() commands.List {
	at := []string{"issuing_bank_id", "number", "presentation"}
	const first = exampleLetter + " 1"
	return commands.List{
		commands.Of("PresentDocuments", "present [issuing-bank-id] [number] [bank-id] [amount] [documents]",
			"Present the documents of a JSON file to the issuing or the confirming bank (beneficiary)",
			"tx letters present "+exampleLetter+" icbc-sz 98000.00 documents.json --shipment-date 2020-03-02 --from exporter",
			"issuing_bank_id", "number", "bank_id", "amount_fen", "documents"),
		commands.Of("ForwardDocuments", "forward [issuing-bank-id] [number] [presentation]",
			"Present to the issuing bank what the confirming bank accepted, for reimbursement (trade officer of the confirming bank)",
			"tx letters forward "+first+" --from boc-sz-trade-officer", at...),
		commands.Of("FindComplying", "find-complying [issuing-bank-id] [number] [presentation]", "Determine that a presentation complies (examiner)",
			"tx letters find-complying "+first+" --from icbc-sz-examiner", at...),
		commands.Of("RefuseDocuments", "refuse [issuing-bank-id] [number] [presentation] [notice]",
			"Give the single notice of refusal with every discrepancy of a JSON file (examiner)",
			"tx letters refuse "+first+" notice.json --disposition hold-for-waiver --from icbc-sz-examiner", append(at[:3:3], "notice")...),
		commands.Of("WaiveDiscrepancies", "waive [issuing-bank-id] [number] [presentation]", "Take up the documents with their discrepancies (applicant)",
			"tx letters waive "+first+" --from importer", at...),
		commands.Of("AgreeToWaiver", "agree-to-waiver [issuing-bank-id] [number] [presentation]", "Agree to the applicant's waiver (examiner)",
			"tx letters agree-to-waiver "+first+" --from icbc-sz-examiner", at...),
		commands.Of("ReturnDocuments", "return [issuing-bank-id] [number] [presentation]", "Return refused documents (examiner, trade officer)",
			"tx letters return "+first+" --from icbc-sz-examiner", at...),
		commands.Of("WithdrawDocuments", "withdraw [issuing-bank-id] [number] [presentation]",
			"Take back documents that were not found to comply (beneficiary)", "tx letters withdraw "+first+" --from exporter", at...),
		commands.Of("AcceptPresentation", "accept [issuing-bank-id] [number] [presentation]",
			"Undertake to pay at maturity what complies or was waived (trade officer)",
			"tx letters accept "+first+" --from icbc-sz-trade-officer", at...),
		commands.Of("SettlePresentation", "settle [issuing-bank-id] [number] [presentation]", "Pay, from maturity on (trade officer, treasurer)",
			"tx letters settle "+first+" --from icbc-sz-trade-officer", at...),
	}
}
