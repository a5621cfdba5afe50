package app

import (
	"slices"

	sdk "github.com/cosmos/cosmos-sdk/types"
	authtypes "github.com/cosmos/cosmos-sdk/x/auth/types"
	consensustypes "github.com/cosmos/cosmos-sdk/x/consensus/types"
	upgradetypes "github.com/cosmos/cosmos-sdk/x/upgrade/types"

	calendar "github.com/dcep-consortium/dcepd/x/calendar/types"
	certification "github.com/dcep-consortium/dcepd/x/certification/types"
	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
	letters "github.com/dcep-consortium/dcepd/x/letters/types"
	offline "github.com/dcep-consortium/dcepd/x/offline/types"
	purpose "github.com/dcep-consortium/dcepd/x/purpose/types"
	supervision "github.com/dcep-consortium/dcepd/x/supervision/types"
	surveillance "github.com/dcep-consortium/dcepd/x/surveillance/types"
)

type (
	kinds []consortium.MemberKind
	roles []consortium.Role
)

// Groups of member kinds that the same rows name.
var (
	anyMember   kinds
	centralBank = kinds{consortium.MEMBER_KIND_CENTRAL_BANK}
	operators   = kinds{consortium.MEMBER_KIND_OPERATOR_BANK, consortium.MEMBER_KIND_OPERATOR_NON_BANK}
	// cooperatingBanks distribute what operators allocate to them: the tier between the two.
	cooperatingBanks = kinds{consortium.MEMBER_KIND_COOPERATING_BANK}
	servingBanks     = append(slices.Clone(operators), cooperatingBanks...)
	// allBanks hold papers for their customers, whether or not they have coins of their own.
	allBanks            = kinds{consortium.MEMBER_KIND_OPERATOR_BANK, consortium.MEMBER_KIND_COOPERATING_BANK}
	certificationBodies = kinds{consortium.MEMBER_KIND_CERTIFICATION_BODY}
	laboratories        = kinds{consortium.MEMBER_KIND_TEST_LABORATORY}
	// A suspension ends by who began it.
	suspendingBodies = kinds{consortium.MEMBER_KIND_CENTRAL_BANK, consortium.MEMBER_KIND_CERTIFICATION_BODY}
	disputeBodies    = kinds{consortium.MEMBER_KIND_CENTRAL_BANK, consortium.MEMBER_KIND_FINANCE_BUREAU}
	// Who manages purpose-bound money.
	programmeManagers = kinds{
		consortium.MEMBER_KIND_CENTRAL_BANK, consortium.MEMBER_KIND_OPERATOR_BANK, consortium.MEMBER_KIND_COMMERCE_AUTHORITY,
		consortium.MEMBER_KIND_GOVERNMENT_DEPARTMENT, consortium.MEMBER_KIND_FINANCE_BUREAU,
	}
)

// Permissions is the whole of who may send what. The guard refuses every message
// that has no row; docs/permissions.md is this table for people.
func Permissions() []consortium.Permission {
	table := []consortium.Permission{
		resolution(&authtypes.MsgUpdateParams{}),
		resolution(&consensustypes.MsgUpdateParams{}),
		resolution(&upgradetypes.MsgSoftwareUpgrade{}),
		resolution(&upgradetypes.MsgCancelUpgrade{}),
	}
	table = append(table, consortiumPermissions()...)
	table = append(table, certificationPermissions()...)
	table = append(table, surveillancePermissions()...)
	table = append(table, currencyPermissions()...)
	table = append(table, calendarPermissions()...)
	table = append(table, letterPermissions()...)
	table = append(table, offlinePermissions()...)
	table = append(table, purposePermissions()...)
	table = append(table, singleWindowPermissions()...)
	table = append(table, financingPermissions()...)
	table = append(table, titlePermissions()...)
	return append(table, supervisionPermissions()...)
}

func consortiumPermissions() []consortium.Permission {
	admin := roles{consortium.ROLE_ADMIN}
	governor := roles{consortium.ROLE_GOVERNOR}
	nodeOperator := roles{consortium.ROLE_NODE_OPERATOR}
	return []consortium.Permission{
		resolution(&consortium.MsgAdmitMember{}),
		resolution(&consortium.MsgUpdateMember{}),
		resolution(&consortium.MsgSuspendMember{}),
		resolution(&consortium.MsgReinstateMember{}),
		resolution(&consortium.MsgStartExit{}),
		officer(&consortium.MsgCompleteExit{}, anyMember, admin),
		resolution(&consortium.MsgReplaceAdmins{}),
		officer(&consortium.MsgProposeOfficer{}, anyMember, admin),
		officer(&consortium.MsgProposeDismissal{}, anyMember, admin),
		officer(&consortium.MsgConfirmOfficer{}, anyMember, admin),
		officer(&consortium.MsgCancelOfficerProposal{}, anyMember, admin),
		officer(&consortium.MsgRegisterValidator{}, anyMember, nodeOperator),
		resolution(&consortium.MsgSetValidatorPower{}),
		officer(&consortium.MsgRotateValidatorKey{}, anyMember, nodeOperator),
		officer(&consortium.MsgUnjailValidator{}, anyMember, nodeOperator),
		officer(&consortium.MsgProposeRetirement{}, anyMember, roles{consortium.ROLE_NODE_OPERATOR, consortium.ROLE_ADMIN}),
		officer(&consortium.MsgConfirmRetirement{}, anyMember, roles{consortium.ROLE_NODE_OPERATOR, consortium.ROLE_ADMIN}),
		officer(&consortium.MsgRegisterNode{}, anyMember, nodeOperator),
		officer(&consortium.MsgRemoveNode{}, anyMember, nodeOperator),
		officer(&consortium.MsgSubmitResolution{}, anyMember, governor),
		officer(&consortium.MsgVoteResolution{}, anyMember, governor),
		resolution(&consortium.MsgUpdateParams{}),
	}
}

// certificationPermissions keep apart who owns the scheme, who tests, who inspects, who reviews and who decides.
func certificationPermissions() []consortium.Permission {
	supervisor := roles{consortium.ROLE_SUPERVISOR}
	reviewer := roles{consortium.ROLE_REVIEWER}
	certifier := roles{consortium.ROLE_CERTIFIER}
	examiner := roles{consortium.ROLE_EXAMINER}
	return []consortium.Permission{
		resolution(&certification.MsgUpdateParams{}),
		officer(&certification.MsgPublishEdition{}, centralBank, supervisor),
		officer(&certification.MsgRecognise{}, centralBank, supervisor),
		officer(&certification.MsgEndRecognition{}, centralBank, supervisor),
		officer(&certification.MsgOrderSuspension{}, centralBank, supervisor),
		officer(&certification.MsgRegisterVendor{}, certificationBodies, reviewer),
		walletHolder(&certification.MsgApply{}),
		walletHolder(&certification.MsgWithdrawApplication{}),
		walletHolder(&certification.MsgAppeal{}),
		officer(&certification.MsgAcceptApplication{}, certificationBodies, reviewer),
		officer(&certification.MsgAssignLaboratory{}, certificationBodies, reviewer),
		officer(&certification.MsgStartTest{}, laboratories, examiner),
		officer(&certification.MsgReportTest{}, laboratories, examiner),
		officer(&certification.MsgReportInspection{}, certificationBodies, roles{consortium.ROLE_INSPECTOR}),
		officer(&certification.MsgReviewApplication{}, certificationBodies, reviewer),
		officer(&certification.MsgDecideApplication{}, certificationBodies, certifier),
		officer(&certification.MsgDecideAppeal{}, certificationBodies, certifier),
		officer(&certification.MsgSuspendCertificate{}, certificationBodies, certifier),
		officer(&certification.MsgReinstateCertificate{}, suspendingBodies, roles{consortium.ROLE_CERTIFIER, consortium.ROLE_SUPERVISOR}),
		officer(&certification.MsgWithdrawCertificate{}, certificationBodies, certifier),
		officer(&certification.MsgReduceScope{}, certificationBodies, certifier),
		officer(&certification.MsgTakeOverCertificate{}, certificationBodies, certifier),
		walletHolder(&certification.MsgCancelCertificate{}),
		officer(&certification.MsgDeployProduct{}, anyMember, roles{consortium.ROLE_NODE_OPERATOR}),
	}
}

func surveillancePermissions() []consortium.Permission {
	inspector := roles{consortium.ROLE_INSPECTOR}
	return []consortium.Permission{
		resolution(&surveillance.MsgUpdateParams{}),
		officer(&surveillance.MsgOpenRound{}, centralBank, roles{consortium.ROLE_SUPERVISOR}),
		officer(&surveillance.MsgCommitSeed{}, certificationBodies, inspector),
		officer(&surveillance.MsgRevealSeed{}, suspendingBodies, roles{consortium.ROLE_SUPERVISOR, consortium.ROLE_INSPECTOR}),
		officer(&surveillance.MsgOrderInspection{}, centralBank, roles{consortium.ROLE_SUPERVISOR}),
		officer(&surveillance.MsgRecordInspection{}, certificationBodies, inspector),
		officer(&surveillance.MsgConfirmRemedy{}, certificationBodies, inspector),
		walletHolder(&surveillance.MsgReportMisuse{}),
		officer(&surveillance.MsgReportMisuseAsOfficer{}, anyMember, roles{consortium.ROLE_COMPLIANCE}),
		walletHolder(&surveillance.MsgAnswerMisuse{}),
		officer(&surveillance.MsgJudgeMisuse{}, certificationBodies, roles{consortium.ROLE_CERTIFIER}),
	}
}

func currencyPermissions() []consortium.Permission {
	table := []consortium.Permission{resolution(&currency.MsgUpdateParams{})}
	for _, part := range [][]consortium.Permission{cashPermissions(), walletPermissions(), paymentPermissions(), pilotPermissions()} {
		table = append(table, part...)
	}
	return table
}

func cashPermissions() []consortium.Permission {
	treasurer := roles{consortium.ROLE_TREASURER}
	issuer := roles{consortium.ROLE_ISSUER}
	either := roles{consortium.ROLE_ISSUER, consortium.ROLE_CONTROLLER}
	return []consortium.Permission{
		officer(&currency.MsgRequestIssuance{}, operators, treasurer),
		officer(&currency.MsgApproveIssuance{}, centralBank, either),
		officer(&currency.MsgRejectIssuance{}, centralBank, either),
		officer(&currency.MsgCancelIssuance{}, operators, treasurer),
		officer(&currency.MsgReturnReserve{}, centralBank, issuer),
		officer(&currency.MsgRequestRedemption{}, operators, treasurer),
		officer(&currency.MsgAcceptRedemption{}, centralBank, issuer),
		officer(&currency.MsgSettleRedemption{}, centralBank, roles{consortium.ROLE_CONTROLLER}),
		officer(&currency.MsgRejectRedemption{}, centralBank, either),
		officer(&currency.MsgCancelRedemption{}, operators, treasurer),
		officer(&currency.MsgAllocateCash{}, operators, treasurer),
		officer(&currency.MsgReturnCash{}, servingBanks, treasurer),
	}
}

func walletPermissions() []consortium.Permission {
	teller := roles{consortium.ROLE_TELLER}
	compliance := roles{consortium.ROLE_COMPLIANCE}
	either := roles{consortium.ROLE_TELLER, consortium.ROLE_COMPLIANCE}
	return []consortium.Permission{
		officer(&currency.MsgOpenWallet{}, operators, teller),
		walletHolder(&currency.MsgOpenSubWallet{}),
		officer(&currency.MsgUpdateWallet{}, operators, teller),
		officer(&currency.MsgChangeWalletClass{}, operators, teller),
		walletHolder(&currency.MsgSetOwnerLimits{}),
		officer(&currency.MsgSetOperatorLimits{}, operators, compliance),
		officer(&currency.MsgPlaceHold{}, operators, compliance),
		officer(&currency.MsgLiftHold{}, operators, compliance),
		walletHolder(&currency.MsgCloseWallet{}),
		officer(&currency.MsgTransferWallets{}, operators, roles{consortium.ROLE_TREASURER}),
		officer(&currency.MsgProposeKeyReplacement{}, operators, teller),
		officer(&currency.MsgConfirmKeyReplacement{}, operators, compliance),
		walletHolder(&currency.MsgObjectKeyReplacement{}),
		officer(&currency.MsgCancelKeyReplacement{}, operators, either),
		officer(&currency.MsgCompleteKeyReplacement{}, operators, either),
		officer(&currency.MsgProposeEstate{}, operators, teller),
		officer(&currency.MsgConfirmEstate{}, operators, compliance),
		officer(&currency.MsgCancelEstate{}, operators, either),
	}
}

func paymentPermissions() []consortium.Permission {
	teller := roles{consortium.ROLE_TELLER}
	return []consortium.Permission{
		officer(&currency.MsgExchangeOut{}, servingBanks, teller),
		walletHolder(&currency.MsgExchangeIn{}),
		officer(&currency.MsgAcceptExchangeIn{}, operators, teller),
		officer(&currency.MsgReturnExchangeIn{}, operators, teller),
		walletHolder(&currency.MsgReclaimExchangeIn{}),
		walletHolder(&currency.MsgPay{}),
		walletHolder(&currency.MsgPayBatch{}),
		walletHolder(&currency.MsgRefund{}),
		walletHolder(&currency.MsgOpenDispute{}),
		walletHolder(&currency.MsgWithdrawDispute{}),
		walletHolder(&currency.MsgAnswerDispute{}),
		officer(&currency.MsgDecideDispute{}, disputeBodies, roles{consortium.ROLE_COMPLIANCE}),
	}
}

func pilotPermissions() []consortium.Permission {
	return []consortium.Permission{
		resolution(&currency.MsgSetPhase{}),
		resolution(&currency.MsgRemovePhase{}),
		officer(&currency.MsgInviteCustomers{}, operators, roles{consortium.ROLE_TELLER}),
	}
}

func calendarPermissions() []consortium.Permission {
	either := roles{consortium.ROLE_COMPLIANCE, consortium.ROLE_CONTROLLER}
	return []consortium.Permission{
		officer(&calendar.MsgProposeCalendar{}, centralBank, either),
		officer(&calendar.MsgConfirmCalendar{}, centralBank, either),
	}
}

func letterPermissions() []consortium.Permission {
	// A cooperating bank holds the coins of operators, which it cannot pay out under letters: it only advises them.
	payingBanks := kinds{consortium.MEMBER_KIND_OPERATOR_BANK}
	trade := roles{consortium.ROLE_TRADE_OFFICER}
	examiner := roles{consortium.ROLE_EXAMINER}
	either := roles{consortium.ROLE_EXAMINER, consortium.ROLE_TRADE_OFFICER}
	return []consortium.Permission{
		walletHolder(&letters.MsgApplyForLetter{}),
		officer(&letters.MsgDeclineLetter{}, payingBanks, trade),
		officer(&letters.MsgIssueLetter{}, payingBanks, either),
		officer(&letters.MsgAdviseLetter{}, allBanks, trade),
		officer(&letters.MsgConfirmLetter{}, payingBanks, either),
		officer(&letters.MsgCloseLetter{}, payingBanks, trade),
		officer(&letters.MsgProposeAmendment{}, payingBanks, either),
		officer(&letters.MsgIssueAmendment{}, payingBanks, either),
		officer(&letters.MsgDropAmendment{}, payingBanks, either),
		officer(&letters.MsgConfirmAmendment{}, payingBanks, either),
		walletHolder(&letters.MsgAnswerAmendment{}),
		walletHolder(&letters.MsgPresentDocuments{}),
		officer(&letters.MsgForwardDocuments{}, payingBanks, trade),
		officer(&letters.MsgFindComplying{}, payingBanks, examiner),
		officer(&letters.MsgRefuseDocuments{}, payingBanks, examiner),
		walletHolder(&letters.MsgWaiveDiscrepancies{}),
		officer(&letters.MsgAgreeToWaiver{}, payingBanks, examiner),
		officer(&letters.MsgReturnDocuments{}, payingBanks, either),
		walletHolder(&letters.MsgWithdrawDocuments{}),
		officer(&letters.MsgAcceptPresentation{}, payingBanks, trade),
		officer(&letters.MsgSettlePresentation{}, payingBanks, roles{consortium.ROLE_TREASURER, consortium.ROLE_TRADE_OFFICER}),
		resolution(&letters.MsgUpdateParams{}),
	}
}

func offlinePermissions() []consortium.Permission {
	teller := roles{consortium.ROLE_TELLER}
	compliance := roles{consortium.ROLE_COMPLIANCE}
	return []consortium.Permission{
		officer(&offline.MsgSetDeviceIssuer{}, operators, compliance),
		officer(&offline.MsgRegisterDevice{}, operators, teller),
		walletHolder(&offline.MsgLoadDevice{}),
		walletHolder(&offline.MsgSettleOffline{}),
		officer(&offline.MsgSettleForHolders{}, operators, teller),
		walletHolder(&offline.MsgSyncDevice{}),
		walletHolder(&offline.MsgUnloadDevice{}),
		officer(&offline.MsgSuspendDevice{}, operators, compliance),
		officer(&offline.MsgResumeDevice{}, operators, compliance),
		officer(&offline.MsgRevokeDevice{}, operators, compliance),
		walletHolder(&offline.MsgClaimSurplus{}),
		officer(&offline.MsgPayClaim{}, operators, roles{consortium.ROLE_TREASURER}),
		resolution(&offline.MsgUpdateParams{}),
	}
}

func purposePermissions() []consortium.Permission {
	treasurer := roles{consortium.ROLE_TREASURER}
	controller := roles{consortium.ROLE_CONTROLLER}
	return []consortium.Permission{
		officer(&purpose.MsgCreateProgramme{}, programmeManagers, treasurer),
		walletHolder(&purpose.MsgFundProgramme{}),
		officer(&purpose.MsgProposeGrants{}, programmeManagers, treasurer),
		officer(&purpose.MsgConfirmGrants{}, programmeManagers, controller),
		officer(&purpose.MsgCancelGrants{}, programmeManagers, roles{consortium.ROLE_TREASURER, consortium.ROLE_CONTROLLER}),
		walletHolder(&purpose.MsgSpendGrant{}),
		walletHolder(&purpose.MsgRefundSpending{}),
		officer(&purpose.MsgRecallGrant{}, programmeManagers, treasurer),
		officer(&purpose.MsgCloseProgramme{}, programmeManagers, treasurer),
	}
}

func supervisionPermissions() []consortium.Permission {
	authorities := kinds(supervision.AuthorityKinds())
	inspector := roles{consortium.ROLE_INSPECTOR}
	supervisor := roles{consortium.ROLE_SUPERVISOR}
	reviewer := roles{consortium.ROLE_REVIEWER}
	compliance := roles{consortium.ROLE_COMPLIANCE}
	return []consortium.Permission{
		officer(&supervision.MsgOpenCampaign{}, authorities, supervisor),
		officer(&supervision.MsgOpenCase{}, authorities, supervisor),
		officer(&supervision.MsgRecordStep{}, authorities, inspector),
		officer(&supervision.MsgServeSubject{}, authorities, inspector),
		officer(&supervision.MsgProposeOutcome{}, authorities, inspector),
		officer(&supervision.MsgDecideOutcome{}, authorities, supervisor),
		officer(&supervision.MsgConfirmRectification{}, authorities, supervisor),
		officer(&supervision.MsgObjectOutcome{}, authorities, inspector),
		officer(&supervision.MsgReviewOutcome{}, authorities, reviewer),
		officer(&supervision.MsgCloseCase{}, authorities, supervisor),
		officer(&supervision.MsgProposeOrder{}, authorities, inspector),
		officer(&supervision.MsgEnforceOrder{}, authorities, supervisor),
		officer(&supervision.MsgWithdrawOrder{}, authorities, roles{consortium.ROLE_INSPECTOR, consortium.ROLE_SUPERVISOR}),
		officer(&supervision.MsgProposeOrderChange{}, authorities, inspector),
		officer(&supervision.MsgDecideOrderChange{}, authorities, supervisor),
		officer(&supervision.MsgServeOrder{}, authorities, inspector),
		walletHolder(&supervision.MsgObjectOrder{}),
		officer(&supervision.MsgReviewOrder{}, authorities, reviewer),
		officer(&supervision.MsgAcknowledgeFlag{}, centralBank, compliance),
		officer(&supervision.MsgDismissFlag{}, centralBank, compliance),
		officer(&supervision.MsgAttachFlag{}, centralBank, compliance),
		resolution(&supervision.MsgSetAuthorityWallet{}),
		resolution(&supervision.MsgUpdateParams{}),
	}
}

func officer(msg sdk.Msg, of kinds, with roles) consortium.Permission {
	return consortium.Permission{Message: sdk.MsgTypeURL(msg), Kinds: of, Roles: with}
}

func walletHolder(msg sdk.Msg) consortium.Permission {
	return consortium.Permission{Message: sdk.MsgTypeURL(msg), WalletHolder: true}
}

func resolution(msg sdk.Msg) consortium.Permission {
	return consortium.Permission{Message: sdk.MsgTypeURL(msg), Resolution: true}
}
