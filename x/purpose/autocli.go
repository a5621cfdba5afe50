package purpose

import (
	autocliv1 "cosmossdk.io/api/cosmos/autocli/v1"

	"github.com/dcep-consortium/dcepd/commands"
	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

const (
	exampleProgramme = "hainan-finance HNFUND-1"
	exampleHotel     = "dcep1qvzvsp45pcdxkeq4kz0h0eqr0zmtlrjy0df7h7"
)

// AutoCLIOptions describes the module's commands.
func (AppModule) AutoCLIOptions() *autocliv1.ModuleOptions {
	return &autocliv1.ModuleOptions{
		Query: commands.Service(types.Query_serviceDesc.ServiceName, "Programmes, grants, and what was spent", usages, queryCommands()),
		Tx:    commands.Service(types.Msg_serviceDesc.ServiceName, "Give money for purposes, and spend it", usages, txCommands()),
	}
}

// usages explains the fields that commands take as flags.
var usages = commands.Usages{
	"end_to_end_id":    "own id of the spending; with the same date it never spends twice (default: a new one)",
	"instruction_date": "business day of the instruction (default: today)",
	"manager_id":       "the member that manages the programmes",
	"reason":           "why, in at most 256 bytes",
	"reference":        "own reference, used once for ever",
}

func queryCommands() commands.List {
	return commands.List{
		commands.Of("Programme", "programme [manager-id] [programme-id]", "Show a programme and what is in its fund",
			"query purpose programme "+exampleProgramme, "manager_id", "programme_id"),
		commands.Of("Programmes", "programmes", "List the programmes, of all managers or of one",
			"query purpose programmes --manager-id hainan-finance"),
		commands.Of("Contributions", "contributions [manager-id] [programme-id]", "List what the sponsors paid in",
			"query purpose contributions "+exampleProgramme, "manager_id", "programme_id"),
		commands.Of("GrantBatch", "batch [manager-id] [programme-id] [reference]", "Show a batch of grants",
			"query purpose batch "+exampleProgramme+" BATCH-1", "manager_id", "programme_id", "reference"),
		commands.Of("GrantBatches", "batches [manager-id] [programme-id]", "List the batches of grants of a programme",
			"query purpose batches "+exampleProgramme, "manager_id", "programme_id"),
		commands.Of("Grant", "grant [manager-id] [programme-id] [beneficiary]", "Show a grant and what is left of it",
			"query purpose grant "+exampleProgramme+" "+exampleHotel, "manager_id", "programme_id", "beneficiary"),
		commands.Of("Grants", "grants [manager-id] [programme-id]", "List the grants of a programme",
			"query purpose grants "+exampleProgramme, "manager_id", "programme_id"),
		commands.Of("GrantsByBeneficiary", "grants-of [beneficiary]", "List the grants of a wallet from all programmes",
			"query purpose grants-of "+exampleHotel, "beneficiary"),
		commands.Of("Spending", "spending [manager-id] [programme-id] [beneficiary] [instruction-date] [end-to-end-id]",
			"Show what was spent under an end-to-end id",
			"query purpose spending "+exampleProgramme+" "+exampleHotel+" 2020-12-01 RENT-1",
			"manager_id", "programme_id", "beneficiary", "instruction_date", "end_to_end_id"),
		commands.Of("Spendings", "spendings [manager-id] [programme-id] [beneficiary]", "List what was spent of a grant, by instruction date and id",
			"query purpose spendings "+exampleProgramme+" "+exampleHotel, "manager_id", "programme_id", "beneficiary"),
		commands.Of("SpendingRefunds", "refunds [manager-id] [programme-id] [beneficiary] [instruction-date] [end-to-end-id]",
			"List what the payee gave back of a spending",
			"query purpose refunds "+exampleProgramme+" "+exampleHotel+" 2020-12-01 RENT-1",
			"manager_id", "programme_id", "beneficiary", "instruction_date", "end_to_end_id"),
	}
}

func txCommands() commands.List {
	return commands.List{
		commands.Of("CreateProgramme", "create-programme [programme-id] [terms]", "Open a programme on the terms of a JSON file (treasurer)",
			"tx purpose create-programme HNFUND-1 terms.json --from hainan-finance-treasurer", "programme_id", "terms"),
		commands.Of("FundProgramme", "fund-programme [manager-id] [programme-id] [amount]", "Pay in what the own wallet pledged, or a part (sponsor)",
			"tx purpose fund-programme "+exampleProgramme+" 400000000.00 --reference PAY-IN-1 --from hainan-holding",
			"manager_id", "programme_id", "amount_fen"),
		commands.Of("ProposeGrants", "propose-grants [programme-id] [reference] [awards]", "Ask a controller to make the grants of a JSON file (treasurer)",
			"tx purpose propose-grants HNFUND-1 BATCH-1 awards.json --gas auto --from hainan-finance-treasurer",
			"programme_id", "reference", "awards"),
		commands.Of("ConfirmGrants", "confirm-grants [programme-id] [reference]", "Give the beneficiaries of a batch their money (controller)",
			"tx purpose confirm-grants HNFUND-1 BATCH-1 --gas auto --from hainan-finance-controller", "programme_id", "reference"),
		commands.Of("CancelGrants", "cancel-grants [programme-id] [reference]", "Drop a batch that was not confirmed (treasurer or controller)",
			"tx purpose cancel-grants HNFUND-1 BATCH-1 --reason 'wrong sector' --from hainan-finance-controller", "programme_id", "reference"),
		commands.Of("SpendGrant", "spend-grant [manager-id] [programme-id] [payee] [amount]",
			"Pay a merchant out of the own grant; with the same id and date it never pays twice (beneficiary)",
			"tx purpose spend-grant "+exampleProgramme+" "+exampleHotel+" 12000.00 --end-to-end-id RENT-1 --from firm",
			"manager_id", "programme_id", "payee", "amount_fen"),
		commands.Of("RefundSpending", "refund-spending [manager-id] [programme-id] [beneficiary] [instruction-date] [end-to-end-id] [amount]",
			"Give back what was received out of a grant, or a part (payee)",
			"tx purpose refund-spending "+exampleProgramme+" "+exampleHotel+" 2020-12-01 RENT-1 500.00 --reference BACK-1 --from landlord",
			"manager_id", "programme_id", "beneficiary", "instruction_date", "end_to_end_id", "amount_fen"),
		commands.Of("RecallGrant", "recall-grant [programme-id] [beneficiary]", "Take the unspent rest of a grant back to the fund (treasurer)",
			"tx purpose recall-grant HNFUND-1 "+exampleHotel+" --reason 'moved away' --from hainan-finance-treasurer", "programme_id", "beneficiary"),
		commands.Of("CloseProgramme", "close-programme [programme-id]", "End a programme before its last day (treasurer)",
			"tx purpose close-programme HNFUND-1 --reason 'replaced by HNFUND-2' --from hainan-finance-treasurer", "programme_id"),
	}
}
