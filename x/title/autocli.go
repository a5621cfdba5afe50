package title

import (
	autocliv1 "cosmossdk.io/api/cosmos/autocli/v1"

	"github.com/dcep-consortium/dcepd/commands"
	"github.com/dcep-consortium/dcepd/x/title/types"
)

const (
	exampleTitle  = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
	exampleWallet = "dcep1qvzvsp45pcdxkeq4kz0h0eqr0zmtlrjy0df7h7"
	exampleDigest = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"
)

// AutoCLIOptions describes the module's commands.
func (AppModule) AutoCLIOptions() *autocliv1.ModuleOptions {
	return &autocliv1.ModuleOptions{
		Query: commands.Service(types.Query_serviceDesc.ServiceName, "Electronic bills of lading, what was done to them, and carriers", usages, queryCommands()),
		Tx: commands.Service(types.Msg_serviceDesc.ServiceName, "Issue, transfer, pledge and surrender electronic bills of lading", usages,
			holderCommands(), pledgeCommands(), carrierCommands()),
	}
}

// usages explains the fields that commands take as flags.
var usages = commands.Usages{
	"content_commitment": "for an amendment: commitment to the whole content after it, 32 bytes",
	"filing":             "number under which the department has the carrier's bills of lading on file",
	"nominee":            "who is to be the next beneficiary; without it, nobody any more",
	"reason":             "why, in at most 256 bytes",
	"to_beneficiary":     "next beneficiary, if the holder is the beneficiary; of an endorsement, the nominee",
	"to_holder":          "of a transfer: the next holder",
}

func queryCommands() commands.List {
	return commands.List{
		commands.Of("Title", "title [title-id]", "Show in whose hands a title is, and how many acts there were", "query title title "+exampleTitle, "title_id"),
		commands.Of("Acts", "acts [title-id]", "List everything that was done to a title", "query title acts "+exampleTitle, "title_id"),
		commands.Of("Titles", "titles [party]", "List the titles in circulation of a carrier, holder, beneficiary or pledgee",
			"query title titles "+exampleWallet, "party"),
		commands.Of("Carrier", "carrier [wallet]", "Show an entry of the register of carriers", "query title carrier "+exampleWallet, "wallet"),
		commands.Of("Carriers", "carriers", "List the register of carriers", "query title carriers"),
	}
}

// what names the act of a title that a message is to be.
var what = []string{"title_id", "act"}

func holderCommands() commands.List {
	return commands.List{
		commands.Of("NominateBeneficiary", "nominate [title-id] [act]", "Say who is to be the next beneficiary (beneficiary)",
			"tx title nominate "+exampleTitle+" 2 --nominee "+exampleWallet+" --from buyer", what...),
		commands.Of("EndorseTitle", "endorse [title-id] [act] [nominee]", "Make the nominee the beneficiary (holder)",
			"tx title endorse "+exampleTitle+" 3 "+exampleWallet+" --from shipper", append(what[:2:2], "nominee")...),
		commands.Of("TransferTitle", "transfer [title-id] [act] [to-holder]", "Put a title into other hands (holder)",
			"tx title transfer "+exampleTitle+" 2 "+exampleWallet+" --to-beneficiary "+exampleWallet+" --from shipper", append(what[:2:2], "to_holder")...),
		commands.Of("RejectTransfer", "reject [title-id] [act]", "Undo the transfer or endorsement that was the last act (who got something by it)",
			"tx title reject "+exampleTitle+" 3 --from buyer", what...),
		commands.Of("SurrenderTitle", "surrender [title-id] [act] [purpose]", "Give a title to the carrier (holder and beneficiary)",
			"tx title surrender "+exampleTitle+" 4 delivery --from buyer", append(what[:2:2], "purpose")...),
	}
}

func pledgeCommands() commands.List {
	return commands.List{
		commands.Of("OfferPledge", "offer-pledge [title-id] [act] [bank-id] [reference]", "Offer a title to a bank as security (holder and beneficiary)",
			"tx title offer-pledge "+exampleTitle+" 2 icbc-sz LOAN-1 --from buyer", append(what[:2:2], "bank_id", "reference")...),
		commands.Of("AcceptPledge", "accept-pledge [title-id] [act] [reference]", "Accept the offer that was the last act (trade officer)",
			"tx title accept-pledge "+exampleTitle+" 3 LOAN-1 --from icbc-sz-trade-officer", append(what[:2:2], "reference")...),
		commands.Of("ConsentToAct", "consent [title-id] [act] [kind]", "Let a pledged title move by exactly one act, as the next one (controller)",
			"tx title consent "+exampleTitle+" 4 transfer --to-holder "+exampleWallet+" --from icbc-sz-controller", append(what[:2:2], "kind")...),
		commands.Of("ReleaseTitle", "release [title-id] [act]", "End a pledge (controller)",
			"tx title release "+exampleTitle+" 4 --reason repaid --from icbc-sz-controller", what...),
	}
}

func carrierCommands() commands.List {
	return commands.List{
		commands.Of("RegisterCarrier", "register-carrier [wallet] [filing]", "Put an enterprise on the register of carriers (trade officer of a department)",
			"tx title register-carrier "+exampleWallet+" MOC-NV-00123 --from maritime-sz-trade-officer", "wallet", "filing"),
		commands.Of("StrikeCarrier", "strike-carrier [wallet]", "Take a carrier off the register (trade officer of the same department)",
			"tx title strike-carrier "+exampleWallet+" --reason 'filing expired' --from maritime-sz-trade-officer", "wallet"),
		commands.Of("IssueTitle", "issue [title-id] [holder] [beneficiary] [content-commitment]", "Put a title into the hands of its first holder (carrier)",
			"tx title issue "+exampleTitle+" "+exampleWallet+" "+exampleWallet+" "+exampleDigest+" --from carrier",
			"title_id", "holder", "beneficiary", "content_commitment"),
		commands.Of("RefuseSurrender", "refuse-surrender [title-id] [act]", "Give a surrendered title back to its holder (carrier)",
			"tx title refuse-surrender "+exampleTitle+" 5 --reason 'freight unpaid' --from carrier", what...),
		commands.Of("AccomplishTitle", "accomplish [title-id] [act]", "Say that the goods were delivered (carrier)",
			"tx title accomplish "+exampleTitle+" 5 --from carrier", what...),
		commands.Of("AmendTitle", "amend [title-id] [act] [content-commitment]", "Amend the content as asked, and give the title back (carrier)",
			"tx title amend "+exampleTitle+" 5 "+exampleDigest+" --from carrier", append(what[:2:2], "content_commitment")...),
		commands.Of("ChangeToPaper", "change-to-paper [title-id] [act] [paper-commitment]", "Say that paper stands for the goods from now on (carrier)",
			"tx title change-to-paper "+exampleTitle+" 5 "+exampleDigest+" --from carrier", append(what[:2:2], "paper_commitment")...),
		commands.Of("ChangeFromPaper", "change-from-paper [title-id] [act] [holder] [beneficiary] [content-commitment]",
			"Put a title in place of paper that was handed in (carrier)",
			"tx title change-from-paper "+exampleTitle+" 6 "+exampleWallet+" "+exampleWallet+" "+exampleDigest+" --from carrier",
			append(what[:2:2], "holder", "beneficiary", "content_commitment")...),
	}
}
