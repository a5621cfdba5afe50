package singlewindow

import (
	autocliv1 "cosmossdk.io/api/cosmos/autocli/v1"

	"github.com/dcep-consortium/dcepd/commands"
	"github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

const (
	exampleDocument   = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
	exampleCommitment = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"
	exampleWallet     = "dcep1qvzvsp45pcdxkeq4kz0h0eqr0zmtlrjy0df7h7"
)

// AutoCLIOptions describes the module's commands.
func (AppModule) AutoCLIOptions() *autocliv1.ModuleOptions {
	return &autocliv1.ModuleOptions{
		Query: commands.Service(types.Query_serviceDesc.ServiceName, "Enterprises, declarations and other papers", usages, queryCommands()),
		Tx: commands.Service(types.Msg_serviceDesc.ServiceName, "Put enterprises and papers on record", usages,
			enterpriseCommands(), documentCommands(), commands.Without("SetCatalogue")),
	}
}

// usages explains the fields that commands take as flags.
var usages = commands.Usages{
	"amount":             "amount in the document's currency",
	"commitment":         "salted commitment to the department's own paper, 32 bytes",
	"content_commitment": "salted commitment to the fields, 32 bytes: dcepd tradefinance seal prints it",
	"counterparty":       "enterprise that owes what the document says",
	"direction":          "which way the goods go",
	"envelope":           "key of the content, sealed to the recipient: dcepd tradefinance seal prints it",
	"kind":               "kind of the document, as in the catalogue",
	"month":              "month of declaration or issue, such as 2019-12",
	"outcome":            "what the department says",
	"owner_commitment":   "salted commitment to the owner's wallet, 32 bytes",
	"owner_envelope":     "key of the content, sealed to the owner",
	"owner_salt":         "of declarations: the 16 bytes that open the owner commitment",
	"purpose":            "what the content is used for",
	"reason":             "why, in at most 256 bytes",
	"sealing_key":        "X25519 public key: dcepd tradefinance sealing-key prints it",
	"uscc_commitment":    "salted commitment to the unified social credit code, 32 bytes",
	"version":            "version that is replaced",
}

func queryCommands() commands.List {
	return commands.List{
		commands.Of("Catalogue", "catalogue", "Show departments, document kinds and functions", "query singlewindow catalogue"),
		commands.Of("Enterprise", "enterprise [wallet]", "Show an enterprise", "query singlewindow enterprise "+exampleWallet, "wallet"),
		commands.Of("SealingKey", "sealing-key [holder]", "Show the key to which content is sealed for a wallet or member",
			"query singlewindow sealing-key icbc-sz", "holder"),
		commands.Of("Document", "document [document-id]", "Show a document", "query singlewindow document "+exampleDocument, "document_id"),
		commands.Of("DocumentAmendments", "amendments [document-id]", "List the versions that were replaced",
			"query singlewindow amendments "+exampleDocument, "document_id"),
		commands.Of("PartialMatches", "partial-matches [document-id]", "List the other claims of the same paper",
			"query singlewindow partial-matches "+exampleDocument, "document_id"),
		commands.Of("Endorsements", "endorsements [document-id]", "List what departments said of a document",
			"query singlewindow endorsements "+exampleDocument, "document_id"),
		commands.Of("Envelope", "envelope [document-id] [recipient]", "Show the sealed key that a recipient got",
			"query singlewindow envelope "+exampleDocument+" icbc-sz", "document_id", "recipient"),
		commands.Of("AccessLog", "access-log [document-id]", "List to whom the content was shared, and who opened it",
			"query singlewindow access-log "+exampleDocument, "document_id"),
	}
}

func enterpriseCommands() commands.List {
	return commands.List{
		commands.Of("RegisterEnterprise", "register-enterprise [uscc-commitment] [sealing-key]",
			"Make the own corporate wallet one that takes part in trade (wallet holder)",
			"tx singlewindow register-enterprise "+exampleCommitment+" "+exampleCommitment+" --from firm", "uscc_commitment", "sealing_key"),
		commands.Of("VerifyEnterprise", "verify-enterprise [wallet]", "Say that the operator has seen the licence (teller)",
			"tx singlewindow verify-enterprise "+exampleWallet+" --from icbc-sz-teller", "wallet"),
		commands.Of("SetEnterpriseKey", "set-enterprise-key [sealing-key]", "Replace the own sealing key (enterprise)",
			"tx singlewindow set-enterprise-key "+exampleCommitment+" --from firm", "sealing_key"),
		commands.Of("SetMemberKey", "set-member-key [sealing-key]", "Set the sealing key of the own member (trade officer)",
			"tx singlewindow set-member-key "+exampleCommitment+" --from icbc-sz-trade-officer", "sealing_key"),
	}
}

func documentCommands() commands.List {
	return commands.List{
		commands.Of("AttestDeclaration", "attest-declaration [document-id] [amount]", "Put a declaration on record (customs officer)",
			"tx singlewindow attest-declaration "+exampleDocument+" 100000.00USD --kind customs-declaration --direction export --month 2019-12"+
				" --content-commitment "+exampleCommitment+" --owner-commitment "+exampleCommitment+" --from customs-sz-customs-officer",
			"document_id", "amount"),
		commands.Of("AmendDeclaration", "amend-declaration [document-id] [version] [amount]", "Replace what a declaration says (customs officer)",
			"tx singlewindow amend-declaration "+exampleDocument+" 1 80000.00USD --content-commitment "+exampleCommitment+
				" --reason 'short shipment' --from customs-sz-customs-officer", "document_id", "version", "amount"),
		commands.Of("RevokeDeclaration", "revoke-declaration [document-id]", "End a declaration (customs officer)",
			"tx singlewindow revoke-declaration "+exampleDocument+" --reason 'goods returned' --from customs-sz-customs-officer", "document_id"),
		commands.Of("ClaimDocument", "claim-document [document-id] [kind] [amount]", "Put another paper on record (enterprise)",
			"tx singlewindow claim-document "+exampleDocument+" invoice 50000.00CNY --month 2019-12 --content-commitment "+exampleCommitment+
				" --from firm", "document_id", "kind", "amount"),
		commands.Of("AcknowledgeDocument", "acknowledge-document [document-id]", "Say that the own firm owes what a document says (counterparty)",
			"tx singlewindow acknowledge-document "+exampleDocument+" --from buyer", "document_id"),
		commands.Of("EndorseDocument", "endorse-document [document-id] [function] [department] [outcome]",
			"Give the word of a department (trade officer of its member)",
			"tx singlewindow endorse-document "+exampleDocument+" goods-declaration inspection approved --from customs-sz-trade-officer",
			"document_id", "function", "department", "outcome"),
		commands.Of("ShareDocument", "share-document [document-id] [recipient] [envelope]", "Give a member or wallet the key of the content (owner)",
			"tx singlewindow share-document "+exampleDocument+" icbc-sz "+exampleCommitment+" --purpose financing --from firm",
			"document_id", "recipient", "envelope"),
		commands.Of("RecordAccess", "record-access [document-id]", "Say that the own member opened the content (officer)",
			"tx singlewindow record-access "+exampleDocument+" --purpose 'credit decision' --from icbc-sz-trade-officer", "document_id"),
	}
}
