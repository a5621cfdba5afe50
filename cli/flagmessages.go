package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/dynamicpb"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// The messages that people write as one flag.
const (
	limitsMessage   protoreflect.FullName = "dcep.currency.v1.Limits"
	transferMessage protoreflect.FullName = "dcep.currency.v1.Transfer"
)

// limitsValue reads "single=50.00,day=200.00"; what is not named has no limit.
type limitsValue struct {
	types protoregistry.MessageTypeResolver
	text  string
	fen   map[string]currencytypes.Fen
}

var limitNames = []string{"balance", "single", "day", "year"}

func (v *limitsValue) Set(s string) error {
	v.text, v.fen = s, map[string]currencytypes.Fen{}
	for part := range strings.SplitSeq(s, ",") {
		limit, amount, _ := strings.Cut(part, "=")
		if !slices.Contains(limitNames, limit) {
			return fmt.Errorf("%q: name one of %s, such as single=50.00,day=200.00", limit, strings.Join(limitNames, ", "))
		}
		if _, twice := v.fen[limit]; twice {
			return fmt.Errorf("%q is there twice", limit)
		}
		fen, err := currencytypes.ParseYuan(amount)
		if err != nil {
			return fmt.Errorf("%s: %w", limit, err)
		}
		v.fen[limit] = fen
	}
	return nil
}

func (v *limitsValue) Get(protoreflect.Value) (protoreflect.Value, error) {
	if v.text == "" {
		return protoreflect.Value{}, nil
	}
	message, err := newOf(v.types, limitsMessage)
	if err != nil {
		return protoreflect.Value{}, err
	}
	fields := message.Descriptor().Fields()
	for limit, fen := range v.fen {
		message.Set(fields.ByName(protoreflect.Name(limit+fenSuffix)), protoreflect.ValueOfUint64(uint64(fen)))
	}
	return protoreflect.ValueOfMessage(message), nil
}

func (v *limitsValue) String() string { return v.text }
func (v *limitsValue) Type() string   { return "limits in yuan (single=50.00,day=200.00)" }

// transferValue reads a payee and its amount: "dcep1…=12.50". Flags that are there several times are read before the
// keyring is open, so the payee's key has no name here.
type transferValue struct {
	types protoregistry.MessageTypeResolver
	text  string
	payee string
	fen   currencytypes.Fen
}

func (v *transferValue) Set(s string) error {
	payee, amount, found := strings.Cut(s, "=")
	if !found {
		return fmt.Errorf("%q: write the payee's address and yuan, such as dcep1…=12.50", s)
	}
	address, err := consortiumtypes.ParseAddress(payee)
	if err != nil {
		return fmt.Errorf("payee: %w", err)
	}
	v.text, v.payee = s, consortiumtypes.FormatAddress(address)
	v.fen, err = currencytypes.ParseYuan(amount)
	return err
}

func (v *transferValue) Get(protoreflect.Value) (protoreflect.Value, error) {
	message, err := newOf(v.types, transferMessage)
	if err != nil {
		return protoreflect.Value{}, err
	}
	fields := message.Descriptor().Fields()
	message.Set(fields.ByName("payee"), protoreflect.ValueOfString(v.payee))
	message.Set(fields.ByName("amount_fen"), protoreflect.ValueOfUint64(uint64(v.fen)))
	return protoreflect.ValueOfMessage(message), nil
}

func (v *transferValue) String() string { return v.text }
func (v *transferValue) Type() string   { return "payee=yuan (dcep1…=12.50)" }

// newOf makes a message as the commands make those around it: of the known types or, for those that gogoproto
// generated, of their description.
func newOf(types protoregistry.MessageTypeResolver, name protoreflect.FullName) (protoreflect.Message, error) {
	known, err := types.FindMessageByName(name)
	if err == nil {
		return known.New(), nil
	}
	if !errors.Is(err, protoregistry.NotFound) {
		return nil, err
	}
	described, err := descriptors.FindDescriptorByName(name)
	if err != nil {
		return nil, fmt.Errorf("message %s: %w", name, err)
	}
	return dynamicpb.NewMessage(described.(protoreflect.MessageDescriptor)), nil
}
