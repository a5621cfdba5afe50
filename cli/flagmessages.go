package cli

import (
	"fmt"
	"slices"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

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
	limits, err := v.types.FindMessageByName(limitsMessage)
	if err != nil {
		return protoreflect.Value{}, err
	}
	message := limits.New()
	fields := message.Descriptor().Fields()
	for limit, fen := range v.fen {
		message.Set(fields.ByName(protoreflect.Name(limit+fenSuffix)), protoreflect.ValueOfUint64(uint64(fen)))
	}
	return protoreflect.ValueOfMessage(message), nil
}

func (v *limitsValue) String() string { return v.text }
func (v *limitsValue) Type() string   { return "limits in yuan (single=50.00,day=200.00)" }

// transferValue reads a payee and its amount: "dcep1…=12.50", or a key's name for the address.
type transferValue struct {
	types protoregistry.MessageTypeResolver
	text  string
	payee addressValue
	fen   currencytypes.Fen
}

func (v *transferValue) Set(s string) (err error) {
	payee, amount, found := strings.Cut(s, "=")
	if !found {
		return fmt.Errorf("%q: write payee and yuan, such as dcep1…=12.50", s)
	}
	if err := v.payee.Set(payee); err != nil {
		return err
	}
	v.text = s
	v.fen, err = currencytypes.ParseYuan(amount)
	return err
}

func (v *transferValue) Get(none protoreflect.Value) (protoreflect.Value, error) {
	payee, err := v.payee.Get(none)
	if err != nil {
		return protoreflect.Value{}, err
	}
	transfer, err := v.types.FindMessageByName(transferMessage)
	if err != nil {
		return protoreflect.Value{}, err
	}
	message := transfer.New()
	fields := message.Descriptor().Fields()
	message.Set(fields.ByName("payee"), payee)
	message.Set(fields.ByName("amount_fen"), protoreflect.ValueOfUint64(uint64(v.fen)))
	return protoreflect.ValueOfMessage(message), nil
}

func (v *transferValue) String() string { return v.text }
func (v *transferValue) Type() string   { return "payee=yuan (dcep1…=12.50)" }
