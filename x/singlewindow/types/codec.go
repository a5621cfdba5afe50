package types

import (
	codectypes "github.com/cosmos/cosmos-sdk/codec/types"
	sdk "github.com/cosmos/cosmos-sdk/types"
	"github.com/cosmos/cosmos-sdk/types/msgservice"
)

// RegisterInterfaces registers the module's messages.
func RegisterInterfaces(registry codectypes.InterfaceRegistry) {
	msgservice.RegisterMsgServiceDesc(registry, &_Msg_serviceDesc)
	registry.RegisterImplementations((*sdk.Msg)(nil),
		&MsgSetCatalogue{},
		&MsgRegisterEnterprise{}, &MsgVerifyEnterprise{}, &MsgSetEnterpriseKey{}, &MsgSetMemberKey{},
		&MsgAttestDeclaration{}, &MsgAmendDeclaration{}, &MsgRevokeDeclaration{},
		&MsgClaimDocument{}, &MsgAcknowledgeDocument{}, &MsgEndorseDocument{},
		&MsgShareDocument{}, &MsgRecordAccess{},
	)
}
