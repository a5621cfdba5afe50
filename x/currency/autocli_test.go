package currency_test

import (
	"strings"
	"testing"

	"github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/reflect/protoreflect"

	autocliv1 "cosmossdk.io/api/cosmos/autocli/v1"

	"github.com/dcep-consortium/dcepd/x/currency"
)

// Every message and query has one command, with an example that begins with its own name and arguments that exist.
func TestEveryMethodHasACommand(t *testing.T) {
	options := currency.AppModule{}.AutoCLIOptions()
	for prefix, service := range map[string]*autocliv1.ServiceCommandDescriptor{
		"dcepd tx currency ": options.Tx, "dcepd query currency ": options.Query,
	} {
		descriptor, err := proto.HybridResolver.FindDescriptorByName(protoreflect.FullName(service.Service))
		require.NoError(t, err)
		methods := descriptor.(protoreflect.ServiceDescriptor).Methods()
		require.Len(t, service.RpcCommandOptions, methods.Len())
		seen := map[string]bool{}
		for _, command := range service.RpcCommandOptions {
			method := methods.ByName(protoreflect.Name(command.RpcMethod))
			require.NotNil(t, method, command.RpcMethod)
			if command.Skip {
				require.Contains(t, []string{"UpdateParams", "SetPhase", "RemovePhase"}, command.RpcMethod, "only a resolution sends it")
				continue
			}
			name, arguments, _ := strings.Cut(command.Use, " ")
			require.False(t, seen[name], name)
			seen[name] = true
			require.NotEmpty(t, command.Short, name)
			require.Contains(t, command.Example, prefix+name, name)
			require.Len(t, command.PositionalArgs, strings.Count(arguments, "["), name)
			for _, argument := range command.PositionalArgs {
				require.NotNil(t, method.Input().Fields().ByName(protoreflect.Name(argument.ProtoField)), "%s: %s", name, argument.ProtoField)
			}
		}
	}
}
