package cli

import (
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

// moneyMessage is the message that people write as an amount with its currency.
const moneyMessage protoreflect.FullName = "dcep.singlewindow.v1.Money"

// moneyValue reads "1234.50USD".
type moneyValue struct {
	types protoregistry.MessageTypeResolver
	text  string
	money singlewindowtypes.Money
}

func (v *moneyValue) Set(s string) (err error) {
	v.text = s
	v.money, err = singlewindowtypes.ParseMoney(s)
	return err
}

func (v *moneyValue) Get(protoreflect.Value) (protoreflect.Value, error) {
	if v.text == "" {
		return protoreflect.Value{}, nil
	}
	message, err := newOf(v.types, moneyMessage)
	if err != nil {
		return protoreflect.Value{}, err
	}
	fields := message.Descriptor().Fields()
	message.Set(fields.ByName("currency"), protoreflect.ValueOfString(v.money.Currency))
	message.Set(fields.ByName("minor"), protoreflect.ValueOfUint64(v.money.Minor))
	return protoreflect.ValueOfMessage(message), nil
}

func (v *moneyValue) String() string { return v.text }
func (v *moneyValue) Type() string   { return "money (1234.50USD)" }

// moneyText shows what moneyValue reads.
func moneyText(message protoreflect.Message) string {
	fields := message.Descriptor().Fields()
	currency := message.Get(fields.ByName("currency")).String()
	if currency == "" {
		return ""
	}
	return singlewindowtypes.NewMoney(currency, message.Get(fields.ByName("minor")).Uint()).String()
}
