package history

import (
	autocliv1 "cosmossdk.io/api/cosmos/autocli/v1"

	"github.com/dcep-consortium/dcepd/commands"
)

const exampleWallet = "dcep1qvzvsp45pcdxkeq4kz0h0eqr0zmtlrjy0df7h7"

// AutoCLIOptions describes the commands below dcepd query history.
func AutoCLIOptions() *autocliv1.ModuleOptions {
	return &autocliv1.ModuleOptions{Query: commands.Service(_Query_serviceDesc.ServiceName,
		"What happened: movements by wallet, member and reference, and the scoreboard", usages, queryCommands())}
}

func queryCommands() commands.List {
	return commands.List{
		byKind(withAlias("payments", commands.Of("MovementsByWallet", "wallet [wallet]", "List what a wallet paid, was paid, and exchanged",
			"query history wallet "+exampleWallet+" --direction in --from-day 2019-12-01 --page-reverse", "wallet"))),
		byKind(commands.Of("MovementsByMember", "member [member-id]", "List what a cash box got and gave",
			"query history member icbc-sz --kind exchanged-out --from-day 2019-12-01 --to-day 2019-12-31", "member_id")),
		commands.Of("MovementsByReference", "reference [reference]", "List what happened under an end-to-end id or reference",
			"query history reference PAY-1", "reference"),
		commands.Of("Scoreboard", "scoreboard", "List what the operators reached, by day or month",
			"query history scoreboard --period month --from-day 2019-12-01"),
		commands.Of("Progress", "progress", "Show which blocks the node's history knows",
			"query history progress"),
	}
}

// byKind hides the flag --kind, since all values of the enumeration would make every line of the help as long as they are.
func byKind(options *autocliv1.RpcCommandOptions) *autocliv1.RpcCommandOptions {
	options.FlagOptions = map[string]*autocliv1.FlagOptions{"kind": {Usage: usages["kind"], Hidden: true}}
	options.Long = options.Short + `.

With --kind only movements of one kind: paid, refunded, exchanged-out, exchange-in-accepted, …, as they stand in the list.`
	return options
}

func withAlias(alias string, options *autocliv1.RpcCommandOptions) *autocliv1.RpcCommandOptions {
	options.Alias = []string{alias}
	return options
}

// usages explains the fields that commands take as flags.
var usages = commands.Usages{
	"direction":   "only what came in, or went out",
	"kind":        "only movements of one kind",
	"from_day":    "first business day",
	"to_day":      "last business day",
	"period":      "length of time of a row",
	"operator_id": "the operator it is about; without it all that the node serves",
}
