package cli

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	autocliv1 "cosmossdk.io/api/cosmos/autocli/v1"
	"cosmossdk.io/client/v2/autocli/flag"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/cli/bulk"
)

// columnFlag is the flag by which the command line would read a column: payee, end_to_end_id, amount.
func columnFlag(flags *pflag.FlagSet, column string) *pflag.Flag {
	name := strings.ReplaceAll(column, "_", "-")
	if flag := flags.Lookup(name); flag != nil {
		return flag
	}
	return flags.Lookup(name + strings.ReplaceAll(fenSuffix, "_", "-"))
}

// columns are the fields of a message as columns, without the signer.
func (b *builder) columns(message protoreflect.FullName) ([]string, error) {
	descriptor, err := messageDescriptor(message)
	if err != nil {
		return nil, err
	}
	var names []string
	fields := descriptor.Fields()
	for i := range fields.Len() {
		names = append(names, strings.TrimSuffix(string(fields.Get(i).Name()), fenSuffix))
	}
	return slices.DeleteFunc(names, func(name string) bool { return name == flag.GetSignerFieldName(descriptor) }), nil
}

func messageDescriptor(name protoreflect.FullName) (protoreflect.MessageDescriptor, error) {
	descriptor, err := descriptors.FindDescriptorByName(name)
	if err != nil {
		return nil, err
	}
	return descriptor.(protoreflect.MessageDescriptor), nil
}

// orders reads every line as the command line reads the flags of one message, and reports those that it refuses.
func (b *builder) orders(
	cmd *cobra.Command, format fileFormat, table bulk.Table, desk orderDesk,
) (orders []bulk.Order, problems []bulk.Problem, err error) {
	descriptor, err := messageDescriptor(format.message)
	if err != nil {
		return nil, nil, err
	}
	for _, row := range table.Rows {
		message, problem, err := b.message(cmd.Context(), descriptor, format, table.Columns, row)
		if err != nil {
			return nil, nil, err
		}
		if problem != nil {
			problems = append(problems, *problem)
			continue
		}
		if err := desk.complete(message); err != nil {
			problems = append(problems, bulk.Problem{Line: row.Line, Rule: err.Error()})
			continue
		}
		orders = append(orders, bulk.Order{Row: row, Message: message})
	}
	return orders, problems, nil
}

// message reads one line. What is wrong with the line is a problem, not an error.
func (b *builder) message(
	ctx context.Context, descriptor protoreflect.MessageDescriptor, format fileFormat, columns []string, row bulk.Row,
) (sdk.Msg, *bulk.Problem, error) {
	flags := pflag.NewFlagSet("", pflag.ContinueOnError)
	binder, err := b.flags.AddMessageFlags(&ctx, flags, dynamicpb.NewMessageType(descriptor), &autocliv1.RpcCommandOptions{})
	if err != nil {
		return nil, nil, err
	}
	for i, column := range columns {
		cell := row.Cells[i]
		switch {
		case column == remarkColumn:
		case cell == "" && slices.Contains(format.required, column):
			return nil, &bulk.Problem{Line: row.Line, Column: column, Rule: "must be filled"}, nil
		case cell != "":
			field := columnFlag(flags, column)
			if err := field.Value.Set(cell); err != nil {
				return nil, &bulk.Problem{Line: row.Line, Column: column, Value: cell, Rule: err.Error()}, nil
			}
			field.Changed = true
		}
	}
	input, err := binder.BuildMessage(nil)
	if err != nil {
		// An address that is none, which is only known when it is used.
		return nil, &bulk.Problem{Line: row.Line, Rule: unwrapFlag(err).Error()}, nil
	}
	message, err := concrete(input)
	return message, nil, err
}

func unwrapFlag(err error) error {
	var invalid *pflag.InvalidValueError
	if errors.As(err, &invalid) {
		return invalid.Unwrap()
	}
	return err
}

// problem is one about a column of an order.
func (f fileFormat) problem(table bulk.Table, order bulk.Order, column, rule string) bulk.Problem {
	problem := bulk.Problem{Line: order.Line, Column: column, Rule: rule}
	if i := slices.Index(table.Columns, column); i >= 0 {
		problem.Value = order.Cells[i]
	}
	return problem
}
