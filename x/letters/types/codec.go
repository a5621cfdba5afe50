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
		&MsgApplyForLetter{}, &MsgDeclineLetter{}, &MsgIssueLetter{}, &MsgAdviseLetter{}, &MsgConfirmLetter{}, &MsgCloseLetter{},
		&MsgProposeAmendment{}, &MsgIssueAmendment{}, &MsgDropAmendment{}, &MsgConfirmAmendment{}, &MsgAnswerAmendment{},
		&MsgPresentDocuments{}, &MsgForwardDocuments{}, &MsgFindComplying{}, &MsgRefuseDocuments{}, &MsgWaiveDiscrepancies{},
		&MsgAgreeToWaiver{}, &MsgReturnDocuments{}, &MsgWithdrawDocuments{}, &MsgAcceptPresentation{}, &MsgSettlePresentation{},
		&MsgUpdateParams{},
	)
}
