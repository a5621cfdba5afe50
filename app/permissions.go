package app

import (
	sdk "github.com/cosmos/cosmos-sdk/types"
	authtypes "github.com/cosmos/cosmos-sdk/x/auth/types"
	consensustypes "github.com/cosmos/cosmos-sdk/x/consensus/types"
	upgradetypes "github.com/cosmos/cosmos-sdk/x/upgrade/types"

	consortium "github.com/dcep-consortium/dcepd/x/consortium/types"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
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
	return append(table, currencyPermissions()...)
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

func currencyPermissions() []consortium.Permission {
	treasurer := roles{consortium.ROLE_TREASURER}
	teller := roles{consortium.ROLE_TELLER}
	issuer := roles{consortium.ROLE_ISSUER}
	controller := roles{consortium.ROLE_CONTROLLER}
	either := roles{consortium.ROLE_ISSUER, consortium.ROLE_CONTROLLER}
	return []consortium.Permission{
		officer(&currency.MsgRequestIssuance{}, operators, treasurer),
		officer(&currency.MsgApproveIssuance{}, centralBank, either),
		officer(&currency.MsgRejectIssuance{}, centralBank, either),
		officer(&currency.MsgCancelIssuance{}, operators, treasurer),
		officer(&currency.MsgReturnReserve{}, centralBank, issuer),
		officer(&currency.MsgRequestRedemption{}, operators, treasurer),
		officer(&currency.MsgAcceptRedemption{}, centralBank, issuer),
		officer(&currency.MsgSettleRedemption{}, centralBank, controller),
		officer(&currency.MsgRejectRedemption{}, centralBank, either),
		officer(&currency.MsgCancelRedemption{}, operators, treasurer),
		officer(&currency.MsgOpenWallet{}, operators, teller),
		officer(&currency.MsgExchangeOut{}, operators, teller),
		walletHolder(&currency.MsgExchangeIn{}),
		officer(&currency.MsgAcceptExchangeIn{}, operators, teller),
		officer(&currency.MsgReturnExchangeIn{}, operators, teller),
		walletHolder(&currency.MsgReclaimExchangeIn{}),
		walletHolder(&currency.MsgPay{}),
		resolution(&currency.MsgUpdateParams{}),
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
