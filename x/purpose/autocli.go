package purpose

import (
	"fmt"

	"github.com/cosmos/gogoproto/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	autocliv1 "cosmossdk.io/api/cosmos/autocli/v1"

	"github.com/dcep-consortium/dcepd/x/purpose/types"
)

const (
	exampleProgramme = "hainan-finance HNFUND-1"
	exampleHotel     = "dcep1qvzvsp45pcdxkeq4kz0h0eqr0zmtlrjy7jzvpf"
)

// AutoCLIOptions describes the module's commands.
func (AppModule) AutoCLIOptions() *autocliv1.ModuleOptions {
	return &autocliv1.ModuleOptions{
		Query: service(types.Query_serviceDesc.ServiceName, "Programmes, grants, and what was spent", queryCommands()),
		Tx:    service(types.Msg_serviceDesc.ServiceName, "Give money for purposes, and spend it", txCommands()),
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
	"end_to_end_id":    "own id of the spending; with the same date it never spends twice",
	"instruction_date": "business day of the instruction",
	"manager_id":       "the member that manages the programmes",
	"reason":           "why, in at most 256 bytes",
	"reference":        "own reference, used once for ever",
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
	return []*autocliv1.RpcCommandOptions{
		command("Programme", "programme [manager-id] [programme-id]", "Show a programme and what is in its fund",
			"query purpose programme "+exampleProgramme, "manager_id", "programme_id"),
		command("Programmes", "programmes", "List the programmes, of all managers or of one",
			"query purpose programmes --manager-id hainan-finance"),
		command("Contributions", "contributions [manager-id] [programme-id]", "List what the sponsors paid in",
			"query purpose contributions "+exampleProgramme, "manager_id", "programme_id"),
		command("GrantBatch", "batch [manager-id] [programme-id] [reference]", "Show a batch of grants",
			"query purpose batch "+exampleProgramme+" BATCH-1", "manager_id", "programme_id", "reference"),
		command("GrantBatches", "batches [manager-id] [programme-id]", "List the batches of grants of a programme",
			"query purpose batches "+exampleProgramme, "manager_id", "programme_id"),
		command("Grant", "grant [manager-id] [programme-id] [beneficiary]", "Show a grant and what is left of it",
			"query purpose grant "+exampleProgramme+" "+exampleHotel, "manager_id", "programme_id", "beneficiary"),
		command("Grants", "grants [manager-id] [programme-id]", "List the grants of a programme",
			"query purpose grants "+exampleProgramme, "manager_id", "programme_id"),
		command("GrantsByBeneficiary", "grants-of [beneficiary]", "List the grants of a wallet from all programmes",
			"query purpose grants-of "+exampleHotel, "beneficiary"),
		command("Spending", "spending [manager-id] [programme-id] [beneficiary] [instruction-date] [end-to-end-id]",
			"Show what was spent under an end-to-end id",
			"query purpose spending "+exampleProgramme+" "+exampleHotel+" 2020-12-01 RENT-1",
			"manager_id", "programme_id", "beneficiary", "instruction_date", "end_to_end_id"),
		command("Spendings", "spendings [manager-id] [programme-id] [beneficiary]", "List what was spent of a grant, by instruction date and id",
			"query purpose spendings "+exampleProgramme+" "+exampleHotel, "manager_id", "programme_id", "beneficiary"),
		command("SpendingRefunds", "refunds [manager-id] [programme-id] [beneficiary] [instruction-date] [end-to-end-id]",
			"List what the payee gave back of a spending",
			"query purpose refunds "+exampleProgramme+" "+exampleHotel+" 2020-12-01 RENT-1",
			"manager_id", "programme_id", "beneficiary", "instruction_date", "end_to_end_id"),
	}
}

func txCommands() []*autocliv1.RpcCommandOptions {
	return []*autocliv1.RpcCommandOptions{
		command("CreateProgramme", "create-programme [programme-id] [terms]", "Open a programme on the terms of a JSON file (treasurer)",
			"tx purpose create-programme HNFUND-1 terms.json --from hainan-finance-treasurer", "programme_id", "terms"),
		command("FundProgramme", "fund-programme [manager-id] [programme-id] [amount]", "Pay in what the own wallet pledged, or a part (sponsor)",
			"tx purpose fund-programme "+exampleProgramme+" 400000000.00 --reference PAY-IN-1 --from hainan-holding",
			"manager_id", "programme_id", "amount_fen"),
		command("ProposeGrants", "propose-grants [programme-id] [reference] [awards]", "Ask a controller to make the grants of a JSON file (treasurer)",
			"tx purpose propose-grants HNFUND-1 BATCH-1 awards.json --gas auto --from hainan-finance-treasurer",
			"programme_id", "reference", "awards"),
		command("ConfirmGrants", "confirm-grants [programme-id] [reference]", "Give the beneficiaries of a batch their money (controller)",
			"tx purpose confirm-grants HNFUND-1 BATCH-1 --gas auto --from hainan-finance-controller", "programme_id", "reference"),
		command("CancelGrants", "cancel-grants [programme-id] [reference]", "Drop a batch that was not confirmed (treasurer or controller)",
			"tx purpose cancel-grants HNFUND-1 BATCH-1 --reason 'wrong sector' --from hainan-finance-controller", "programme_id", "reference"),
		command("SpendGrant", "spend-grant [manager-id] [programme-id] [payee] [amount]",
			"Pay a merchant out of the own grant; with the same id and date it never pays twice (beneficiary)",
			"tx purpose spend-grant "+exampleProgramme+" "+exampleHotel+" 12000.00 --end-to-end-id RENT-1 --instruction-date 2020-12-01 --from firm",
			"manager_id", "programme_id", "payee", "amount_fen"),
		command("RefundSpending", "refund-spending [manager-id] [programme-id] [beneficiary] [instruction-date] [end-to-end-id] [amount]",
			"Give back what was received out of a grant, or a part (payee)",
			"tx purpose refund-spending "+exampleProgramme+" "+exampleHotel+" 2020-12-01 RENT-1 500.00 --reference BACK-1 --from landlord",
			"manager_id", "programme_id", "beneficiary", "instruction_date", "end_to_end_id", "amount_fen"),
		command("RecallGrant", "recall-grant [programme-id] [beneficiary]", "Take the unspent rest of a grant back to the fund (treasurer)",
			"tx purpose recall-grant HNFUND-1 "+exampleHotel+" --reason 'moved away' --from hainan-finance-treasurer", "programme_id", "beneficiary"),
		command("CloseProgramme", "close-programme [programme-id]", "End a programme before its last day (treasurer)",
			"tx purpose close-programme HNFUND-1 --reason 'replaced by HNFUND-2' --from hainan-finance-treasurer", "programme_id"),
	}
}
