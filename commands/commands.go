// Package commands describes the commands that AutoCLI makes of a module's services.
package commands

import (
	"fmt"
	"strings"

	"github.com/cosmos/gogoproto/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	autocliv1 "cosmossdk.io/api/cosmos/autocli/v1"
)

// List describes commands.
type List = []*autocliv1.RpcCommandOptions

// Of describes the command of a method. Its arguments are fields of the request, in the order of use; the example goes on after "dcepd ".
func Of(method, use, short, example string, arguments ...string) *autocliv1.RpcCommandOptions {
	options := &autocliv1.RpcCommandOptions{RpcMethod: method, Use: use, Short: short, Example: "  dcepd " + example}
	for _, field := range arguments {
		options.PositionalArgs = append(options.PositionalArgs, &autocliv1.PositionalArgDescriptor{ProtoField: field})
	}
	return options
}

// Without says that methods have no command: only a resolution sends them, or a command that is written by hand.
func Without(methods ...string) List {
	options := make(List, len(methods))
	for i, method := range methods {
		options[i] = &autocliv1.RpcCommandOptions{RpcMethod: method, Skip: true}
	}
	return options
}

// Usages explains fields of requests, by their names, where they are flags.
type Usages map[string]string

// Service describes the commands of a gRPC service. Fields that count fen become flags in yuan: amount_fen is --amount. It panics on a service
// or method that is not generated.
func Service(name, short string, usages Usages, parts ...List) *autocliv1.ServiceCommandDescriptor {
	found, err := proto.HybridResolver.FindDescriptorByName(protoreflect.FullName(name))
	if err != nil {
		panic(fmt.Errorf("service %s: %w", name, err))
	}
	methods := found.(protoreflect.ServiceDescriptor).Methods()
	service := &autocliv1.ServiceCommandDescriptor{Service: name, Short: short}
	for _, part := range parts {
		for _, command := range part {
			if !command.Skip {
				usages.explain(command, methods.ByName(protoreflect.Name(command.RpcMethod)).Input().Fields())
			}
			service.RpcCommandOptions = append(service.RpcCommandOptions, command)
		}
	}
	return service
}

// explain leaves flags alone that the command has described itself.
func (u Usages) explain(command *autocliv1.RpcCommandOptions, fields protoreflect.FieldDescriptors) {
	if command.FlagOptions == nil {
		command.FlagOptions = map[string]*autocliv1.FlagOptions{}
	}
	for i := range fields.Len() {
		field := string(fields.Get(i).Name())
		// People write yuan, whatever the field counts.
		inYuan, isAmount := strings.CutSuffix(field, "_fen")
		usage, explained := u[field]
		if command.FlagOptions[field] == nil && (explained || isAmount) {
			command.FlagOptions[field] = &autocliv1.FlagOptions{Usage: usage, Name: strings.ReplaceAll(inYuan, "_", "-")}
		}
	}
}
