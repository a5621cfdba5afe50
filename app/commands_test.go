package app_test

import (
	"slices"
	"strings"
	"testing"

	dbm "github.com/cosmos/cosmos-db"
	"github.com/cosmos/gogoproto/proto"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/reflect/protoreflect"

	autocliv1 "cosmossdk.io/api/cosmos/autocli/v1"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/testutil"
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
)

// writtenByHand are the messages whose command AutoCLI does not make.
var writtenByHand = []protoreflect.FullName{
	"dcep.consortium.v1.MsgSubmitResolution",
	"dcep.offline.v1.MsgSettleOffline", "dcep.offline.v1.MsgSettleForHolders", "dcep.offline.v1.MsgSyncDevice", "dcep.offline.v1.MsgUnloadDevice",
}

// Every message that a person may send, and every query, has one command with an example that can be copied.
func TestEveryMethodHasACommand(t *testing.T) {
	modules := testutil.NewApp(dbm.NewMemDB()).AutoCliOpts().ModuleOptions
	described := 0
	for name, options := range modules {
		for prefix, service := range map[string]*autocliv1.ServiceCommandDescriptor{
			"dcepd tx " + name + " ": options.Tx, "dcepd query " + name + " ": options.Query,
		} {
			if service != nil && strings.HasPrefix(service.Service, "dcep.") {
				requireCommands(t, prefix, service)
				described++
			}
		}
	}
	require.GreaterOrEqual(t, described, 9)
}

func requireCommands(t *testing.T, prefix string, service *autocliv1.ServiceCommandDescriptor) {
	t.Helper()
	descriptor, err := proto.HybridResolver.FindDescriptorByName(protoreflect.FullName(service.Service))
	require.NoError(t, err)
	methods := descriptor.(protoreflect.ServiceDescriptor).Methods()
	require.Len(t, service.RpcCommandOptions, methods.Len(), service.Service)
	seen := map[string]bool{}
	for _, command := range service.RpcCommandOptions {
		method := methods.ByName(protoreflect.Name(command.RpcMethod))
		require.NotNil(t, method, command.RpcMethod)
		require.False(t, seen[command.RpcMethod], command.RpcMethod)
		seen[command.RpcMethod] = true
		if command.Skip {
			requireNoCommandNeeded(t, method.Input().FullName())
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
		for word := range strings.FieldsSeq(command.Example) {
			if strings.HasPrefix(word, consortium.AddressPrefix+"1") {
				address, _, _ := strings.Cut(word, "=")
				_, err := consortium.ParseAddress(address)
				require.NoError(t, err, command.Example)
			}
		}
	}
}

// requireNoCommandNeeded wants the message to be of those that only a resolution sends, or to have a command of its own.
func requireNoCommandNeeded(t *testing.T, message protoreflect.FullName) {
	t.Helper()
	if slices.Contains(writtenByHand, message) {
		return
	}
	permissions := app.Permissions()
	row := slices.IndexFunc(permissions, func(p consortium.Permission) bool { return p.Message == "/"+string(message) })
	require.GreaterOrEqual(t, row, 0, message)
	require.True(t, permissions[row].Resolution, "%s has no command, but people may send it", message)
}
