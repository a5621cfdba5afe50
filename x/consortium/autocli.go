package consortium

import (
	autocliv1 "cosmossdk.io/api/cosmos/autocli/v1"

	"github.com/dcep-consortium/dcepd/commands"
	"github.com/dcep-consortium/dcepd/x/consortium/types"
)

const (
	exampleOfficer = "dcep1jnsy0rrczmaufdjccu8xfpd6sdlu6vht4qa0f9"
	exampleNode    = "1d2a3f0c9b8e7d6a5c4b3f2e1d0c9b8a7f6e5d4c"
	exampleKey     = "consensus_key.bin proof.bin"
)

// AutoCLIOptions describes the module's commands. What only a resolution may send has none, and resolutions are
// submitted with a command of the client's own that reads them from a file.
func (AppModule) AutoCLIOptions() *autocliv1.ModuleOptions {
	return &autocliv1.ModuleOptions{
		Query: commands.Service(types.Query_serviceDesc.ServiceName, "Members, officers, validators, nodes and resolutions", nil, queryCommands()),
		Tx: commands.Service(types.Msg_serviceDesc.ServiceName, "Act as an officer of a member of the consortium", nil, txCommands(),
			commands.Without("AdmitMember", "UpdateMember", "SuspendMember", "ReinstateMember", "StartExit", "ReplaceAdmins",
				"SetValidatorPower", "UpdateParams", "SubmitResolution")),
	}
}

func queryCommands() commands.List {
	return commands.List{
		commands.Of("Member", "member [member-id]", "Show a member",
			"query consortium member icbc-sz", "member_id"),
		commands.Of("Members", "members", "List the members",
			"query consortium members --page-limit 20"),
		commands.Of("Officer", "officer [address]", "Show an officer",
			"query consortium officer "+exampleOfficer, "address"),
		commands.Of("OfficersByMember", "officers [member-id]", "List the officers of a member, dismissed ones too",
			"query consortium officers icbc-sz", "member_id"),
		commands.Of("OfficerProposals", "officer-proposals [member-id]", "List what waits for the second admin of a member",
			"query consortium officer-proposals icbc-sz", "member_id"),
		commands.Of("Validator", "validator [validator-id]", "Show a validator",
			"query consortium validator icbc-sz-1", "validator_id"),
		commands.Of("Validators", "validators", "List the validators, former ones too",
			"query consortium validators"),
		commands.Of("Nodes", "nodes", "List the nodes that are admitted as peers",
			"query consortium nodes"),
		commands.Of("Resolution", "resolution [resolution-id]", "Show a resolution and its votes",
			"query consortium resolution 7", "resolution_id"),
		commands.Of("Resolutions", "resolutions", "List the resolutions",
			"query consortium resolutions --page-reverse --page-limit 10"),
		commands.Of("Permissions", "permissions", "Show who may send which message",
			"query consortium permissions"),
		commands.Of("Params", "params", "Show the consortium's rules",
			"query consortium params"),
	}
}

func txCommands() commands.List {
	return commands.List{
		commands.Of("CompleteExit", "complete-exit [member-id]",
			"End the membership of a leaving member that has settled everything (admin of it or of its receiver)",
			"tx consortium complete-exit icbc-sz --from icbc-sz-admin-1", "member_id"),

		commands.Of("ProposeOfficer", "propose-officer [address]",
			"Ask to appoint an officer, or to change its roles to exactly these (admin)",
			"tx consortium propose-officer "+exampleOfficer+" --roles issuer,teller --from icbc-sz-admin-1", "address"),
		commands.Of("ProposeDismissal", "propose-dismissal [address]", "Ask to dismiss an officer (admin)",
			"tx consortium propose-dismissal "+exampleOfficer+" --from icbc-sz-admin-1", "address"),
		commands.Of("ConfirmOfficer", "confirm-officer [address]",
			"Consent to what another admin proposed: repeat the roles, or give none to confirm a dismissal (admin)",
			"tx consortium confirm-officer "+exampleOfficer+" --roles issuer,teller --from icbc-sz-admin-2", "address"),
		commands.Of("CancelOfficerProposal", "cancel-officer-proposal [address]",
			"Withdraw what an admin of the member proposed (admin)",
			"tx consortium cancel-officer-proposal "+exampleOfficer+" --from icbc-sz-admin-2", "address"),

		commands.Of("RegisterValidator", "register-validator [validator-id] [key-type] [consensus-key] [proof]",
			"Register a candidate with proof of its consensus key, see validator-key prove (node operator)",
			"tx consortium register-validator icbc-sz-2 ed25519 "+exampleKey+" --from icbc-sz-node-operator",
			"validator_id", "key_type", "consensus_key", "proof"),
		commands.Of("RotateValidatorKey", "rotate-validator-key [validator-id] [key-type] [consensus-key] [proof]",
			"Give a validator a new consensus key, see validator-key new (node operator)",
			"tx consortium rotate-validator-key icbc-sz-1 ed25519 "+exampleKey+" --from icbc-sz-node-operator",
			"validator_id", "key_type", "consensus_key", "proof"),
		commands.Of("UnjailValidator", "unjail-validator [validator-id]",
			"Bring a jailed validator back when its jail time has passed (node operator)",
			"tx consortium unjail-validator icbc-sz-1 --from icbc-sz-node-operator", "validator_id"),
		commands.Of("ProposeRetirement", "propose-retirement [validator-id]",
			"Ask to retire a validator (node operator or admin)",
			"tx consortium propose-retirement icbc-sz-1 --from icbc-sz-node-operator", "validator_id"),
		commands.Of("ConfirmRetirement", "confirm-retirement [validator-id]",
			"Consent to a retirement that another officer proposed (node operator or admin)",
			"tx consortium confirm-retirement icbc-sz-1 --from icbc-sz-admin-1", "validator_id"),

		commands.Of("RegisterNode", "register-node [node-id] [kind]", "Admit a node as a peer (node operator)",
			"tx consortium register-node "+exampleNode+" sentry --from icbc-sz-node-operator", "node_id", "kind"),
		commands.Of("RemoveNode", "remove-node [node-id]", "Withdraw a node (node operator)",
			"tx consortium remove-node "+exampleNode+" --from icbc-sz-node-operator", "node_id"),

		commands.Of("VoteResolution", "vote-resolution [resolution-id] [choice]",
			"Vote yes or no on a resolution, or change the vote (governor)",
			"tx consortium vote-resolution 7 yes --from icbc-sz-governor", "resolution_id", "choice"),
	}
}
