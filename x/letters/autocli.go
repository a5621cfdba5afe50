package letters

import (
	"fmt"

	"github.com/cosmos/gogoproto/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	autocliv1 "cosmossdk.io/api/cosmos/autocli/v1"

	"github.com/dcep-consortium/dcepd/x/letters/types"
)

const exampleLetter = "icbc-sz LC2020001"

// AutoCLIOptions describes the module's commands.
func (AppModule) AutoCLIOptions() *autocliv1.ModuleOptions {
	return &autocliv1.ModuleOptions{
		Query: service(types.Query_serviceDesc.ServiceName, "Letters of credit, their amendments and presentations", queryCommands()),
		Tx:    service(types.Msg_serviceDesc.ServiceName, "Apply for letters of credit, issue, present, examine and pay", txCommands()),
	}
}

// service explains the flags of its commands. It panics on a service that is not generated.
func service(name, short string, commands []*autocliv1.RpcCommandOptions) *autocliv1.ServiceCommandDescriptor {
	found, err := proto.HybridResolver.FindDescriptorByName(protoreflect.FullName(name))
	if err != nil {
		panic(fmt.Errorf("service %s: %w", name, err))
	}
	methods := found.(protoreflect.ServiceDescriptor).Methods()
	for _, command := range commands {
		command.FlagOptions = map[string]*autocliv1.FlagOptions{}
		fields := methods.ByName(protoreflect.Name(command.RpcMethod)).Input().Fields()
		for i := range fields.Len() {
			field := fields.Get(i).Name()
			if usage, explained := usages[field]; explained {
				command.FlagOptions[string(field)] = &autocliv1.FlagOptions{Usage: usage}
			}
		}
	}
	return &autocliv1.ServiceCommandDescriptor{Service: name, Short: short, RpcCommandOptions: commands}
}

// usages explains the fields that commands take as flags.
var usages = map[protoreflect.Name]string{
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

// command describes a method; its arguments are fields of the request.
func command(method, use, short, example string, arguments ...string) *autocliv1.RpcCommandOptions {
	options := &autocliv1.RpcCommandOptions{RpcMethod: method, Use: use, Short: short, Example: "  dcepd " + example}
	for _, field := range arguments {
		options.PositionalArgs = append(options.PositionalArgs, &autocliv1.PositionalArgDescriptor{ProtoField: field})
	}
	return options
}

func queryCommands() []*autocliv1.RpcCommandOptions {
	const wallet = "dcep1qvzsvsp45pcdxkeq4kz0h0eqr0zmtlrjy7jzvpf"
	return []*autocliv1.RpcCommandOptions{
		command("Letter", "letter [issuing-bank-id] [number]", "Show a letter, and what can still be presented under it",
			"query letters letter "+exampleLetter, "issuing_bank_id", "number"),
		command("Letters", "letters [issuing-bank-id]", "List the letters that a bank issued", "query letters letters icbc-sz", "issuing_bank_id"),
		command("LettersByApplicant", "letters-of-applicant [wallet]", "List the letters that a wallet applied for",
			"query letters letters-of-applicant "+wallet, "wallet"),
		command("LettersByBeneficiary", "letters-of-beneficiary [wallet]", "List the letters in favour of a wallet",
			"query letters letters-of-beneficiary "+wallet, "wallet"),
		command("LettersByAdvisingBank", "letters-of-advising-bank [advising-bank-id]", "List the letters that a bank advises",
			"query letters letters-of-advising-bank boc-sz", "advising_bank_id"),
		command("Amendments", "amendments [issuing-bank-id] [number]", "List the amendments of a letter",
			"query letters amendments "+exampleLetter, "issuing_bank_id", "number"),
		command("Presentation", "presentation [issuing-bank-id] [number] [presentation]",
			"Show a presentation: its status and its days, as the calendar has them now",
			"query letters presentation "+exampleLetter+" 1", "issuing_bank_id", "number", "presentation"),
		command("Presentations", "presentations [issuing-bank-id] [number]", "List the presentations of a letter",
			"query letters presentations "+exampleLetter, "issuing_bank_id", "number"),
		command("Params", "params", "Show the rules for all letters", "query letters params"),
	}
}

func txCommands() []*autocliv1.RpcCommandOptions {
	commands := append(letterCommands(), presentationCommands()...)
	// Only a resolution sends it.
	return append(commands, &autocliv1.RpcCommandOptions{RpcMethod: "UpdateParams", Skip: true})
}

func letterCommands() []*autocliv1.RpcCommandOptions {
	return []*autocliv1.RpcCommandOptions{
		command("ApplyForLetter", "apply [issuing-bank-id] [number] [beneficiary] [advising-bank-id] [terms]",
			"Ask a bank to issue a letter on the terms of a JSON file (applicant)",
			"tx letters apply "+exampleLetter+" exporter boc-sz terms.json --confirmation-instruction without --from importer",
			"issuing_bank_id", "number", "beneficiary", "advising_bank_id", "terms"),
		command("DeclineLetter", "decline [number]", "Refuse an application (trade officer)",
			"tx letters decline LC2020001 --reason 'no line of credit' --from icbc-sz-trade-officer", "number"),
		command("IssueLetter", "issue [number]", "Issue a letter; it takes two officers (trade officer, examiner)",
			"tx letters issue LC2020001 --from icbc-sz-trade-officer", "number"),
		command("AdviseLetter", "advise [issuing-bank-id] [number]", "Advise a letter that is found authentic (trade officer of the advising bank)",
			"tx letters advise "+exampleLetter+" --from boc-sz-trade-officer", "issuing_bank_id", "number"),
		command("ConfirmLetter", "confirm [issuing-bank-id] [number]",
			"Add the confirmation; it takes two officers (trade officer, examiner of the advising bank)",
			"tx letters confirm "+exampleLetter+" --from boc-sz-trade-officer", "issuing_bank_id", "number"),
		command("CloseLetter", "close [number]", "End a letter of which nothing can be drawn any more (trade officer)",
			"tx letters close LC2020001 --from icbc-sz-trade-officer", "number"),
		command("ProposeAmendment", "propose-amendment [number]", "Ask a second officer to amend a letter, or to cancel it (trade officer, examiner)",
			"tx letters propose-amendment LC2020001 --terms amended.json --from icbc-sz-trade-officer", "number"),
		command("IssueAmendment", "issue-amendment [number] [amendment]", "Issue the amendment that another officer proposed (trade officer, examiner)",
			"tx letters issue-amendment LC2020001 1 --terms amended.json --from icbc-sz-examiner", "number", "amendment"),
		command("DropAmendment", "drop-amendment [number] [amendment]", "Drop an amendment that was not issued (trade officer, examiner)",
			"tx letters drop-amendment LC2020001 1 --from icbc-sz-examiner", "number", "amendment"),
		command("ConfirmAmendment", "confirm-amendment [issuing-bank-id] [number] [amendment]",
			"Extend the confirmation to an amendment; it takes two officers (trade officer, examiner of the confirming bank)",
			"tx letters confirm-amendment "+exampleLetter+" 1 --from boc-sz-trade-officer", "issuing_bank_id", "number", "amendment"),
		command("AnswerAmendment", "answer-amendment [issuing-bank-id] [number] [amendment]", "Accept an amendment as a whole, or reject it (beneficiary)",
			"tx letters answer-amendment "+exampleLetter+" 1 --accept --from exporter", "issuing_bank_id", "number", "amendment"),
	}
}

func presentationCommands() []*autocliv1.RpcCommandOptions {
	at := []string{"issuing_bank_id", "number", "presentation"}
	const first = exampleLetter + " 1"
	return []*autocliv1.RpcCommandOptions{
		command("PresentDocuments", "present [issuing-bank-id] [number] [bank-id] [amount] [documents]",
			"Present the documents of a JSON file to the issuing or the confirming bank (beneficiary)",
			"tx letters present "+exampleLetter+" icbc-sz 98000.00 documents.json --shipment-date 2020-03-02 --from exporter",
			"issuing_bank_id", "number", "bank_id", "amount_fen", "documents"),
		command("ForwardDocuments", "forward [issuing-bank-id] [number] [presentation]",
			"Present to the issuing bank what the confirming bank accepted, for reimbursement (trade officer of the confirming bank)",
			"tx letters forward "+first+" --from boc-sz-trade-officer", at...),
		command("FindComplying", "find-complying [issuing-bank-id] [number] [presentation]", "Determine that a presentation complies (examiner)",
			"tx letters find-complying "+first+" --from icbc-sz-examiner", at...),
		command("RefuseDocuments", "refuse [issuing-bank-id] [number] [presentation] [notice]",
			"Give the single notice of refusal with every discrepancy of a JSON file (examiner)",
			"tx letters refuse "+first+" notice.json --disposition hold-for-waiver --from icbc-sz-examiner", append(at[:3:3], "notice")...),
		command("WaiveDiscrepancies", "waive [issuing-bank-id] [number] [presentation]", "Take up the documents with their discrepancies (applicant)",
			"tx letters waive "+first+" --from importer", at...),
		command("AgreeToWaiver", "agree-to-waiver [issuing-bank-id] [number] [presentation]", "Agree to the applicant's waiver (examiner)",
			"tx letters agree-to-waiver "+first+" --from icbc-sz-examiner", at...),
		command("ReturnDocuments", "return [issuing-bank-id] [number] [presentation]", "Return refused documents (examiner, trade officer)",
			"tx letters return "+first+" --from icbc-sz-examiner", at...),
		command("WithdrawDocuments", "withdraw [issuing-bank-id] [number] [presentation]",
			"Take back documents that were not found to comply (beneficiary)", "tx letters withdraw "+first+" --from exporter", at...),
		command("AcceptPresentation", "accept [issuing-bank-id] [number] [presentation]",
			"Undertake to pay at maturity what complies or was waived (trade officer)",
			"tx letters accept "+first+" --from icbc-sz-trade-officer", at...),
		command("SettlePresentation", "settle [issuing-bank-id] [number] [presentation]", "Pay, from maturity on (trade officer, treasurer)",
			"tx letters settle "+first+" --from icbc-sz-trade-officer", at...),
	}
}
