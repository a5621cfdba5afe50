package app

import (
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
	financing "github.com/dcep-consortium/dcepd/x/financing/types"
	singlewindow "github.com/dcep-consortium/dcepd/x/singlewindow/types"
	title "github.com/dcep-consortium/dcepd/x/title/types"
)

func singleWindowPermissions() []consortium.Permission {
	customs := kinds{consortium.MEMBER_KIND_CUSTOMS}
	customsOfficer := roles{consortium.ROLE_CUSTOMS_OFFICER}
	tradeOfficer := roles{consortium.ROLE_TRADE_OFFICER}
	return []consortium.Permission{
		resolution(&singlewindow.MsgSetCatalogue{}),
		walletHolder(&singlewindow.MsgRegisterEnterprise{}),
		officer(&singlewindow.MsgVerifyEnterprise{}, operators, roles{consortium.ROLE_TELLER}),
		walletHolder(&singlewindow.MsgSetEnterpriseKey{}),
		officer(&singlewindow.MsgSetMemberKey{}, anyMember, tradeOfficer),
		officer(&singlewindow.MsgAttestDeclaration{}, customs, customsOfficer),
		officer(&singlewindow.MsgAmendDeclaration{}, customs, customsOfficer),
		officer(&singlewindow.MsgRevokeDeclaration{}, customs, customsOfficer),
		walletHolder(&singlewindow.MsgClaimDocument{}),
		walletHolder(&singlewindow.MsgAcknowledgeDocument{}),
		officer(&singlewindow.MsgEndorseDocument{}, anyMember, tradeOfficer),
		walletHolder(&singlewindow.MsgShareDocument{}),
		officer(&singlewindow.MsgRecordAccess{}, anyMember, tradeOfficer),
	}
}

func financingPermissions() []consortium.Permission {
	// A cooperating bank holds the coins of operators, which it cannot lend.
	banks := kinds{consortium.MEMBER_KIND_OPERATOR_BANK}
	tradeOfficer := roles{consortium.ROLE_TRADE_OFFICER}
	controller := roles{consortium.ROLE_CONTROLLER}
	return []consortium.Permission{
		walletHolder(&financing.MsgAuthoriseFinancing{}),
		walletHolder(&financing.MsgRevokeAuthorisation{}),
		officer(&financing.MsgRegisterPledge{}, banks, tradeOfficer),
		officer(&financing.MsgApprovePledge{}, banks, controller),
		officer(&financing.MsgCancelPledge{}, banks, roles{consortium.ROLE_TRADE_OFFICER, consortium.ROLE_CONTROLLER}),
		officer(&financing.MsgDisburseLoan{}, banks, roles{consortium.ROLE_TREASURER}),
		walletHolder(&financing.MsgRepayLoan{}),
		walletHolder(&financing.MsgSplitReceivable{}),
		officer(&financing.MsgRecordCollection{}, banks, tradeOfficer),
		officer(&financing.MsgAssignPledge{}, banks, controller),
		officer(&financing.MsgWriteOffPledge{}, banks, controller),
		officer(&financing.MsgReleasePledge{}, banks, tradeOfficer),
	}
}

// titlePermissions keep apart who takes a title as security and who lets it go.
func titlePermissions() []consortium.Permission {
	departments := kinds{consortium.MEMBER_KIND_GOVERNMENT_DEPARTMENT}
	tradeOfficer := roles{consortium.ROLE_TRADE_OFFICER}
	controller := roles{consortium.ROLE_CONTROLLER}
	return []consortium.Permission{
		officer(&title.MsgRegisterCarrier{}, departments, tradeOfficer),
		officer(&title.MsgStrikeCarrier{}, departments, tradeOfficer),
		walletHolder(&title.MsgIssueTitle{}),
		walletHolder(&title.MsgNominateBeneficiary{}),
		walletHolder(&title.MsgEndorseTitle{}),
		walletHolder(&title.MsgTransferTitle{}),
		walletHolder(&title.MsgRejectTransfer{}),
		walletHolder(&title.MsgOfferPledge{}),
		officer(&title.MsgAcceptPledge{}, allBanks, tradeOfficer),
		officer(&title.MsgConsentToAct{}, allBanks, controller),
		officer(&title.MsgReleaseTitle{}, allBanks, controller),
		walletHolder(&title.MsgSurrenderTitle{}),
		walletHolder(&title.MsgRefuseSurrender{}),
		walletHolder(&title.MsgAccomplishTitle{}),
		walletHolder(&title.MsgAmendTitle{}),
		walletHolder(&title.MsgChangeToPaper{}),
		walletHolder(&title.MsgChangeFromPaper{}),
	}
}
