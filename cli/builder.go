package cli

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	gogoproto "github.com/cosmos/gogoproto/proto"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/dynamicpb"

	autocliv1 "cosmossdk.io/api/cosmos/autocli/v1"
	"cosmossdk.io/client/v2/autocli"
	"cosmossdk.io/client/v2/autocli/flag"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/types/registry"
)

// descriptors are those of all messages, each with those that it refers to, which the registry of gogoproto itself leaves out
// when they stand in files that are registered later.
var descriptors = registry.MergedProtoRegistry()

// builder makes a command of each method that a module describes with AutoCLIOptions. It reads flags as AutoCLI does,
// but runs the commands itself: AutoCLI prints what it got and cannot wait for a block.
type builder struct {
	flags   flag.Builder
	modules map[string]*autocliv1.ModuleOptions
}

func newBuilder(options autocli.AppOptions) *builder {
	b := &builder{modules: options.ModuleOptions, flags: flag.Builder{
		TypeResolver:          protoregistry.GlobalTypes,
		FileResolver:          descriptors,
		AddressCodec:          options.AddressCodec,
		ValidatorAddressCodec: options.ValidatorAddressCodec,
		ConsensusAddressCodec: options.ConsensusAddressCodec,
	}}
	defineFlagTypes(&b.flags)
	return b
}

// method is an RPC with the way in which its module wants to show it.
type method struct {
	descriptor protoreflect.MethodDescriptor
	options    *autocliv1.RpcCommandOptions
}

// addModules adds one command group for each module that describes the service; build makes a method's command.
func (b *builder) addModules(
	parent *cobra.Command, what string, service func(*autocliv1.ModuleOptions) *autocliv1.ServiceCommandDescriptor,
	build func(method) (*cobra.Command, error),
) error {
	for _, name := range slices.Sorted(maps.Keys(b.modules)) {
		descriptor := service(b.modules[name])
		if descriptor == nil || descriptor.Service == "" {
			continue
		}
		group := groupCommand(name, descriptor.Short)
		if group.Short == "" {
			group.Short = fmt.Sprintf("%s of the %s module", what, name)
		}
		if err := b.addMethods(group, descriptor, build); err != nil {
			return fmt.Errorf("module %s: %w", name, err)
		}
		if group.HasSubCommands() {
			parent.AddCommand(group)
		}
	}
	return nil
}

func (b *builder) addMethods(
	group *cobra.Command, service *autocliv1.ServiceCommandDescriptor, build func(method) (*cobra.Command, error),
) error {
	descriptor, err := descriptors.FindDescriptorByName(protoreflect.FullName(service.Service))
	if err != nil {
		return fmt.Errorf("service %s: %w", service.Service, err)
	}
	methods := descriptor.(protoreflect.ServiceDescriptor).Methods()
	for i := range methods.Len() {
		m := method{descriptor: methods.Get(i), options: &autocliv1.RpcCommandOptions{}}
		for _, options := range service.RpcCommandOptions {
			if options.RpcMethod == string(m.descriptor.Name()) {
				m.options = options
			}
		}
		if m.options.Skip {
			continue
		}
		command, err := build(m)
		if err != nil {
			return fmt.Errorf("method %s: %w", m.descriptor.Name(), err)
		}
		if command != nil {
			group.AddCommand(command)
		}
	}
	return nil
}

// command makes the command of a method; run gets the request that its arguments and flags say.
func (b *builder) command(m method, run func(*cobra.Command, gogoproto.Message) error) (*cobra.Command, error) {
	cmd := &cobra.Command{
		Use:        m.options.Use,
		Short:      m.options.Short,
		Long:       m.options.Long,
		Example:    m.options.Example,
		Aliases:    m.options.Alias,
		SuggestFor: m.options.SuggestFor,
	}
	if cmd.Use == "" {
		cmd.Use = kebab(string(m.descriptor.Name()))
	}
	if cmd.Short == "" {
		cmd.Short = fmt.Sprintf("Call %s", m.descriptor.FullName())
	}
	// The flags are made now and read their keyring from the context of the run.
	ctx := context.Background()
	binder, err := b.flags.AddMessageFlags(&ctx, cmd.Flags(), dynamicpb.NewMessageType(m.descriptor.Input()), m.options)
	if err != nil {
		return nil, err
	}
	splitLists(cmd.Flags())
	cmd.Args = binder.CobraArgs
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		ctx = cmd.Context()
		input, err := binder.BuildMessage(args)
		if err != nil {
			return namedArgument(cmd, err)
		}
		request, err := concrete(input)
		if err != nil {
			return err
		}
		return run(cmd, request)
	}
	return cmd, nil
}

// namedArgument says which argument is wrong: the builder of flags knows it only as the flag --0, --1, …
func namedArgument(cmd *cobra.Command, err error) error {
	var invalid *pflag.InvalidValueError
	if !errors.As(err, &invalid) {
		return err
	}
	name := "--" + invalid.GetFlag().Name
	if position, notNumber := strconv.Atoi(invalid.GetFlag().Name); notNumber == nil {
		if words := strings.Fields(cmd.Use); position+1 < len(words) {
			name = strings.Trim(words[position+1], "[]")
		}
	}
	return explain(invalid.Unwrap(), "%s", name)
}

// queryCommand asks a node and shows its answer.
func (b *builder) queryCommand(m method) (*cobra.Command, error) {
	path := fmt.Sprintf("/%s/%s", m.descriptor.Parent().FullName(), m.descriptor.Name())
	cmd, err := b.command(m, func(cmd *cobra.Command, request gogoproto.Message) error {
		clientCtx, err := client.GetClientQueryContext(cmd)
		if err != nil {
			return err
		}
		response, err := newMessage(string(m.descriptor.Output().FullName()))
		if err != nil {
			return err
		}
		if err := clientCtx.Invoke(cmd.Context(), path, request, response); err != nil {
			return readable(err)
		}
		return show(cmd, clientCtx, response)
	})
	if err != nil {
		return nil, err
	}
	addQueryFlags(cmd)
	return cmd, nil
}

// txCommand signs and sends a message. Messages of the consortium itself have none: they travel in a resolution.
func (b *builder) txCommand(m method) (*cobra.Command, error) {
	signer := flag.GetSignerFieldName(m.descriptor.Input())
	if signer == "" || signer == authorityField {
		return nil, nil
	}
	cmd, err := b.command(m, func(cmd *cobra.Command, request gogoproto.Message) error {
		return runMessage(cmd, request, protoreflect.Name(signer))
	})
	if err != nil {
		return nil, err
	}
	addTxFlags(cmd)
	return cmd, nil
}

// concrete turns what the flags built into the Go type that codecs and signing know.
func concrete(dynamic protoreflect.Message) (gogoproto.Message, error) {
	encoded, err := proto.Marshal(dynamic.Interface())
	if err != nil {
		return nil, err
	}
	message, err := newMessage(string(dynamic.Descriptor().FullName()))
	if err != nil {
		return nil, err
	}
	return message, gogoproto.Unmarshal(encoded, message)
}

func newMessage(name string) (gogoproto.Message, error) {
	kind := gogoproto.MessageType(name)
	if kind == nil {
		return nil, fmt.Errorf("message %s is not registered", name)
	}
	return reflect.New(kind.Elem()).Interface().(gogoproto.Message), nil
}

// reflected is the opposite of concrete.
func reflected(message gogoproto.Message) (protoreflect.Message, error) {
	descriptor, err := descriptors.FindDescriptorByName(protoreflect.FullName(gogoproto.MessageName(message)))
	if err != nil {
		return nil, err
	}
	encoded, err := gogoproto.Marshal(message)
	if err != nil {
		return nil, err
	}
	dynamic := dynamicpb.NewMessage(descriptor.(protoreflect.MessageDescriptor))
	return dynamic, proto.Unmarshal(encoded, dynamic)
}

// splitLists lets a flag that may be repeated also take its values in one, with commas between.
func splitLists(flags *pflag.FlagSet) {
	flags.VisitAll(func(f *pflag.Flag) {
		if strings.HasSuffix(f.Value.Type(), "(repeated)") {
			f.Value = commaSeparated{f.Value}
		}
	})
}

type commaSeparated struct{ pflag.Value }

func (v commaSeparated) Set(s string) error {
	for _, part := range strings.Split(s, ",") {
		if err := v.Value.Set(part); err != nil {
			return err
		}
	}
	return nil
}

// groupCommand only holds others.
func groupCommand(use, short string) *cobra.Command {
	return &cobra.Command{Use: use, Short: short, RunE: client.ValidateCmd, SuggestionsMinimumDistance: 2}
}

// kebab writes CashBox as cash-box.
func kebab(name string) string {
	var text strings.Builder
	for i, r := range name {
		if i > 0 && 'A' <= r && r <= 'Z' {
			text.WriteByte('-')
		}
		text.WriteRune(r)
	}
	return strings.ToLower(text.String())
}
