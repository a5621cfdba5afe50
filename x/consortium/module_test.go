package consortium_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"

	autocliv1 "cosmossdk.io/api/cosmos/autocli/v1"

	"github.com/cosmos/cosmos-sdk/codec"
	codectypes "github.com/cosmos/cosmos-sdk/codec/types"

	"github.com/dcep-consortium/dcepd/x/consortium"
	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

func TestEveryMethodHasACommandOrIsLeftOutOnPurpose(t *testing.T) {
	options := consortium.AppModule{}.AutoCLIOptions()
	for _, service := range []struct {
		desc     grpc.ServiceDesc
		commands *autocliv1.ServiceCommandDescriptor
	}{
		{types.Query_serviceDesc, options.Query},
		{types.Msg_serviceDesc, options.Tx},
	} {
		require.Equal(t, service.desc.ServiceName, service.commands.Service)
		commands := map[string]*autocliv1.RpcCommandOptions{}
		for _, command := range service.commands.RpcCommandOptions {
			commands[command.RpcMethod] = command
		}
		require.Len(t, commands, len(service.desc.Methods))
		for _, method := range service.desc.Methods {
			command := commands[method.MethodName]
			require.NotNil(t, command, method.MethodName)
			if command.Skip {
				continue
			}
			require.NotEmpty(t, command.Short, method.MethodName)
			name, _, _ := strings.Cut(command.Use, " ")
			require.Contains(t, command.Example, " consortium "+name, method.MethodName)
			for _, word := range strings.Fields(command.Example) {
				if strings.HasPrefix(word, types.AddressPrefix+"1") {
					_, err := types.ParseAddress(word)
					require.NoError(t, err, command.Example)
				}
			}
		}
	}
}

func TestGenesisOfTheModule(t *testing.T) {
	cdc := codec.NewProtoCodec(codectypes.NewInterfaceRegistry())
	module := consortium.NewAppModule(cdc, nil)
	require.ErrorIs(t, module.ValidateGenesis(cdc, nil, module.DefaultGenesis(cdc)), types.ErrInvalidGenesis)
	require.ErrorIs(t, module.ValidateGenesis(cdc, nil, []byte("{")), types.ErrInvalidGenesis)
}
