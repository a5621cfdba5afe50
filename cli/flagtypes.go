package cli

import (
	"context"
	"fmt"
	"strconv"

	"google.golang.org/protobuf/reflect/protoreflect"

	"cosmossdk.io/client/v2/autocli/flag"

	"github.com/cosmos/cosmos-sdk/client"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// The scalars of the protobuf files that people write in their own way.
const (
	yuanScalar        = "dcep.Yuan"
	businessDayScalar = "dcep.BusinessDay"
	categoryScalar    = "dcep.Category"
)

// defineFlagTypes teaches the flags of all messages to read yuan, business days, and key names for addresses.
func defineFlagTypes(builder *flag.Builder) {
	builder.DefineScalarFlagType(yuanScalar, flagType(func(*context.Context) flag.Value { return new(yuanValue) }))
	builder.DefineScalarFlagType(businessDayScalar, flagType(func(*context.Context) flag.Value { return new(dayValue) }))
	builder.DefineScalarFlagType(categoryScalar, flagType(func(*context.Context) flag.Value { return new(categoryValue) }))
	builder.DefineScalarFlagType(flag.AddressStringScalarType, flagType(func(ctx *context.Context) flag.Value {
		return &addressValue{ctx: ctx}
	}))
	types := builder.TypeResolver
	builder.DefineMessageFlagType(limitsMessage, flagType(func(*context.Context) flag.Value { return &limitsValue{types: types} }))
	builder.DefineMessageFlagType(moneyMessage, flagType(func(*context.Context) flag.Value { return &moneyValue{types: types} }))
	builder.DefineMessageFlagType(transferMessage, flagType(func(*context.Context) flag.Value { return &transferValue{types: types} }))
}

// flagType makes the value of a flag; the context is that of the running command.
type flagType func(*context.Context) flag.Value

func (t flagType) NewValue(ctx *context.Context, _ *flag.Builder) flag.Value { return t(ctx) }
func (t flagType) DefaultValue() string                                      { return "" }

// yuanValue reads "1234.50" or "1234.50yuan" and yields fen.
type yuanValue struct {
	fen  currencytypes.Fen
	text string
}

func (v *yuanValue) Set(s string) (err error) {
	v.text = s
	v.fen, err = currencytypes.ParseYuan(s)
	return err
}

func (v *yuanValue) Get(protoreflect.Value) (protoreflect.Value, error) {
	return protoreflect.ValueOfUint64(uint64(v.fen)), nil
}
func (v *yuanValue) String() string { return v.text }
func (v *yuanValue) Type() string   { return "yuan (1234.50)" }

// dayValue reads a business day and yields it as it was written.
type dayValue struct{ text string }

func (v *dayValue) Set(s string) error {
	_, err := currencytypes.ParseOptionalDay(s)
	v.text = s
	return err
}

func (v *dayValue) Get(protoreflect.Value) (protoreflect.Value, error) {
	return protoreflect.ValueOfString(v.text), nil
}
func (v *dayValue) String() string { return v.text }
func (v *dayValue) Type() string   { return "business day (2019-12-01)" }

// categoryValue reads the code of a category of certified products. AutoCLI's own lists of such numbers panic.
type categoryValue struct{ code uint32 }

func (v *categoryValue) Set(s string) error {
	code, err := strconv.ParseUint(s, 10, 32)
	if err != nil {
		return fmt.Errorf("%q is no code of one category, such as 3", s)
	}
	v.code = uint32(code)
	return nil
}

func (v *categoryValue) Get(protoreflect.Value) (protoreflect.Value, error) {
	return protoreflect.ValueOfUint32(v.code), nil
}
func (v *categoryValue) String() string { return strconv.FormatUint(uint64(v.code), 10) }
func (v *categoryValue) Type() string   { return "category" }

// addressValue reads an address or the name of a key. It resolves the name when the command runs, because the keyring
// is not open yet when flags are read.
type addressValue struct {
	ctx  *context.Context
	text string
}

func (v *addressValue) Set(s string) error {
	v.text = s
	return nil
}

func (v *addressValue) Get(protoreflect.Value) (protoreflect.Value, error) {
	if v.text == "" {
		return protoreflect.ValueOfString(""), nil
	}
	address, err := v.resolve()
	return protoreflect.ValueOfString(address), err
}

func (v *addressValue) resolve() (string, error) {
	if address, err := consortiumtypes.ParseAddress(v.text); err == nil {
		return consortiumtypes.FormatAddress(address), nil
	}
	if clientCtx, ok := (*v.ctx).Value(client.ClientContextKey).(*client.Context); ok && clientCtx.Keyring != nil {
		if record, err := clientCtx.Keyring.Key(v.text); err == nil {
			address, err := record.GetAddress()
			return consortiumtypes.FormatAddress(address), err
		}
	}
	return "", fmt.Errorf("%q is neither an address (%s1…) nor the name of a key in the keyring",
		v.text, consortiumtypes.AddressPrefix)
}
func (v *addressValue) String() string { return v.text }
func (v *addressValue) Type() string   { return "address or key name" }
