package commands_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	autocliv1 "cosmossdk.io/api/cosmos/autocli/v1"

	"github.com/dcep-consortium/dcepd/commands"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

func TestService(t *testing.T) {
	own := commands.Of("PlaceHold", "hold [wallet]", "Stop money", "tx currency hold dcep1…", "wallet")
	own.FlagOptions = map[string]*autocliv1.FlagOptions{"side": {Hidden: true}}
	service := commands.Service(currency.Msg_serviceDesc.ServiceName, "Pay", commands.Usages{"amount_fen": "in yuan", "side": "which"},
		commands.List{own}, commands.Without("UpdateParams"))

	require.Equal(t, &autocliv1.ServiceCommandDescriptor{
		Service: "dcep.currency.v1.Msg", Short: "Pay",
		RpcCommandOptions: []*autocliv1.RpcCommandOptions{
			{
				RpcMethod: "PlaceHold", Use: "hold [wallet]", Short: "Stop money", Example: "  dcepd tx currency hold dcep1…",
				PositionalArgs: []*autocliv1.PositionalArgDescriptor{{ProtoField: "wallet"}},
				FlagOptions:    map[string]*autocliv1.FlagOptions{"amount_fen": {Name: "amount", Usage: "in yuan"}, "side": {Hidden: true}},
			},
			{RpcMethod: "UpdateParams", Skip: true},
		},
	}, service)
	require.Panics(t, func() { commands.Service("dcep.none.v1.Msg", "", nil) })
}
