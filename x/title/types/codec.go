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
		&MsgRegisterCarrier{}, &MsgStrikeCarrier{}, &MsgIssueTitle{}, &MsgNominateBeneficiary{}, &MsgEndorseTitle{}, &MsgTransferTitle{},
		&MsgRejectTransfer{}, &MsgOfferPledge{}, &MsgAcceptPledge{}, &MsgConsentToAct{}, &MsgReleaseTitle{}, &MsgSurrenderTitle{},
		&MsgRefuseSurrender{}, &MsgAccomplishTitle{}, &MsgAmendTitle{}, &MsgChangeToPaper{}, &MsgChangeFromPaper{},
	)
}
