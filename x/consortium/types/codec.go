package types

import (
	codectypes "github.com/cosmos/cosmos-sdk/codec/types"
	sdk "github.com/cosmos/cosmos-sdk/types"
	"github.com/cosmos/cosmos-sdk/types/msgservice"
)

var _ codectypes.UnpackInterfacesMessage = (*MsgSubmitResolution)(nil)

// RegisterInterfaces registers the module's messages and their responses.
func RegisterInterfaces(registry codectypes.InterfaceRegistry) {
	msgservice.RegisterMsgServiceDesc(registry, &_Msg_serviceDesc)
}

// UnpackInterfaces makes the decoding of a transaction fail on a message that this chain does not know. A stored
// resolution does without, so that it stays readable after an upgrade removes one of its messages.
func (m *MsgSubmitResolution) UnpackInterfaces(unpacker codectypes.AnyUnpacker) error {
	for _, message := range m.Messages {
		var msg sdk.Msg
		if err := unpacker.UnpackAny(message, &msg); err != nil {
			return err
		}
	}
	return nil
}
