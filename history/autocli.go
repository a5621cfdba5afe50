package history

import (
	"fmt"

	"github.com/cosmos/gogoproto/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	autocliv1 "cosmossdk.io/api/cosmos/autocli/v1"
)

const exampleWallet = "dcep1qvzvsp45pcdxkeq4kz0h0eqr0zmtlrjy7jzvpf"

// AutoCLIOptions describes the commands below dcepd query history.
func AutoCLIOptions() *autocliv1.ModuleOptions {
	return &autocliv1.ModuleOptions{Query: &autocliv1.ServiceCommandDescriptor{
		Service: _Query_serviceDesc.ServiceName,
		Short:   "What happened: movements by wallet, member and reference, and the scoreboard",
		RpcCommandOptions: []*autocliv1.RpcCommandOptions{
			withAlias("payments", command("MovementsByWallet", "wallet [wallet]", "List what a wallet paid, was paid, and exchanged",
				"query history wallet "+exampleWallet+" --direction in --from-day 2019-12-01 --page-reverse", "wallet")),
			command("MovementsByMember", "member [member-id]", "List what a cash box got and gave",
				"query history member icbc-sz --kind exchanged-out --from-day 2019-12-01 --to-day 2019-12-31", "member_id"),
			command("MovementsByReference", "reference [reference]", "List what happened under an end-to-end id or reference",
				"query history reference PAY-1", "reference"),
			command("Scoreboard", "scoreboard", "List what the operators reached, by day or month",
				"query history scoreboard --period month --from-day 2019-12-01"),
			command("Progress", "progress", "Show which blocks the node's history knows",
				"query history progress"),
		},
	}}
}

// command describes a method; its arguments are fields of the request, and its other fields are flags.
func command(method, use, short, example string, arguments ...string) *autocliv1.RpcCommandOptions {
	options := &autocliv1.RpcCommandOptions{
		RpcMethod: method, Use: use, Short: short, Example: "  dcepd " + example,
		FlagOptions: map[string]*autocliv1.FlagOptions{},
	}
	for _, field := range arguments {
		options.PositionalArgs = append(options.PositionalArgs, &autocliv1.PositionalArgDescriptor{ProtoField: field})
	}
	fields := requestOf(method).Fields()
	for i := range fields.Len() {
		field := string(fields.Get(i).Name())
		if usage, explained := usages[field]; explained {
			options.FlagOptions[field] = &autocliv1.FlagOptions{Usage: usage}
		}
		if field == "kind" {
			// All values of the enumeration would make every line of the help as long as they are.
			options.FlagOptions[field].Hidden = true
			options.Long = short + `.

With --kind only movements of one kind: paid, refunded, exchanged-out, exchange-in-accepted, …, as they stand in the list.`
		}
	}
	return options
}

// requestOf panics on a method that is not generated.
func requestOf(method string) protoreflect.MessageDescriptor {
	found, err := proto.HybridResolver.FindDescriptorByName(protoreflect.FullName(_Query_serviceDesc.ServiceName))
	if err != nil {
		panic(fmt.Errorf("service %s: %w", _Query_serviceDesc.ServiceName, err))
	}
	return found.(protoreflect.ServiceDescriptor).Methods().ByName(protoreflect.Name(method)).Input()
}

func withAlias(alias string, options *autocliv1.RpcCommandOptions) *autocliv1.RpcCommandOptions {
	options.Alias = []string{alias}
	return options
}

// usages explains the fields that commands take as flags.
var usages = map[string]string{
	"direction":   "only what came in, or went out",
	"kind":        "only movements of one kind",
	"from_day":    "first business day",
	"to_day":      "last business day",
	"period":      "length of time of a row",
	"operator_id": "the operator it is about; without it all that the node serves",
}
