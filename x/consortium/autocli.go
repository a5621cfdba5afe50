package consortium

import (
	autocliv1 "cosmossdk.io/api/cosmos/autocli/v1"

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
		Query: &autocliv1.ServiceCommandDescriptor{
			Service:           types.Query_serviceDesc.ServiceName,
			Short:             "Members, officers, validators, nodes and resolutions",
			RpcCommandOptions: queryCommands(),
		},
		Tx: &autocliv1.ServiceCommandDescriptor{
			Service:           types.Msg_serviceDesc.ServiceName,
			Short:             "Act as an officer of a member of the consortium",
			RpcCommandOptions: append(txCommands(), resolutionMessages()...),
		},
	}
}

// command describes a method; its arguments are fields of the request.
func command(method, use, short, example string, arguments ...string) *autocliv1.RpcCommandOptions {
	options := &autocliv1.RpcCommandOptions{RpcMethod: method, Use: use, Short: short, Example: "  dcepd " + example}
	for _, field := range arguments {
		options.PositionalArgs = append(options.PositionalArgs, &autocliv1.PositionalArgDescriptor{ProtoField: field})
	}
	return options
}

func queryCommands() []*autocliv1.RpcCommandOptions {
	return []*autocliv1.RpcCommandOptions{
		command("Member", "member [member-id]", "Show a member",
			"query consortium member icbc-sz", "member_id"),
		command("Members", "members", "List the members",
			"query consortium members --page-limit 20"),
		command("Officer", "officer [address]", "Show an officer",
			"query consortium officer "+exampleOfficer, "address"),
		command("OfficersByMember", "officers [member-id]", "List the officers of a member, dismissed ones too",
			"query consortium officers icbc-sz", "member_id"),
		command("OfficerProposals", "officer-proposals [member-id]", "List what waits for the second admin of a member",
			"query consortium officer-proposals icbc-sz", "member_id"),
		command("Validator", "validator [validator-id]", "Show a validator",
			"query consortium validator icbc-sz-1", "validator_id"),
		command("Validators", "validators", "List the validators, former ones too",
			"query consortium validators"),
		command("Nodes", "nodes", "List the nodes that are admitted as peers",
			"query consortium nodes"),
		command("Resolution", "resolution [resolution-id]", "Show a resolution and its votes",
			"query consortium resolution 7", "resolution_id"),
		command("Resolutions", "resolutions", "List the resolutions",
			"query consortium resolutions --page-reverse --page-limit 10"),
		command("Permissions", "permissions", "Show who may send which message",
			"query consortium permissions"),
		command("Params", "params", "Show the consortium's rules",
			"query consortium params"),
	}
}

func txCommands() []*autocliv1.RpcCommandOptions {
	return []*autocliv1.RpcCommandOptions{
		command("CompleteExit", "complete-exit [member-id]",
			"End the membership of a leaving member that has settled everything (admin of it or of its receiver)",
			"tx consortium complete-exit icbc-sz --from icbc-sz-admin-1", "member_id"),

		command("ProposeOfficer", "propose-officer [address]",
			"Ask to appoint an officer, or to change its roles to exactly these (admin)",
			"tx consortium propose-officer "+exampleOfficer+" --roles issuer,teller --from icbc-sz-admin-1", "address"),
		command("ProposeDismissal", "propose-dismissal [address]", "Ask to dismiss an officer (admin)",
			"tx consortium propose-dismissal "+exampleOfficer+" --from icbc-sz-admin-1", "address"),
		command("ConfirmOfficer", "confirm-officer [address]",
			"Consent to what another admin proposed: repeat the roles, or give none to confirm a dismissal (admin)",
			"tx consortium confirm-officer "+exampleOfficer+" --roles issuer,teller --from icbc-sz-admin-2", "address"),
		command("CancelOfficerProposal", "cancel-officer-proposal [address]",
			"Withdraw what an admin of the member proposed (admin)",
			"tx consortium cancel-officer-proposal "+exampleOfficer+" --from icbc-sz-admin-2", "address"),

		command("RegisterValidator", "register-validator [validator-id] [key-type] [consensus-key] [proof]",
			"Register a candidate with proof of its consensus key, see validator-key prove (node operator)",
			"tx consortium register-validator icbc-sz-2 ed25519 "+exampleKey+" --from icbc-sz-node-operator",
			"validator_id", "key_type", "consensus_key", "proof"),
		command("RotateValidatorKey", "rotate-validator-key [validator-id] [key-type] [consensus-key] [proof]",
			"Give a validator a new consensus key, see validator-key new (node operator)",
			"tx consortium rotate-validator-key icbc-sz-1 ed25519 "+exampleKey+" --from icbc-sz-node-operator",
			"validator_id", "key_type", "consensus_key", "proof"),
		command("UnjailValidator", "unjail-validator [validator-id]",
			"Bring a jailed validator back when its jail time has passed (node operator)",
			"tx consortium unjail-validator icbc-sz-1 --from icbc-sz-node-operator", "validator_id"),
		command("ProposeRetirement", "propose-retirement [validator-id]",
			"Ask to retire a validator (node operator or admin)",
			"tx consortium propose-retirement icbc-sz-1 --from icbc-sz-node-operator", "validator_id"),
		command("ConfirmRetirement", "confirm-retirement [validator-id]",
			"Consent to a retirement that another officer proposed (node operator or admin)",
			"tx consortium confirm-retirement icbc-sz-1 --from icbc-sz-admin-1", "validator_id"),

		command("RegisterNode", "register-node [node-id] [kind]", "Admit a node as a peer (node operator)",
			"tx consortium register-node "+exampleNode+" sentry --from icbc-sz-node-operator", "node_id", "kind"),
		command("RemoveNode", "remove-node [node-id]", "Withdraw a node (node operator)",
			"tx consortium remove-node "+exampleNode+" --from icbc-sz-node-operator", "node_id"),

		command("VoteResolution", "vote-resolution [resolution-id] [choice]",
			"Vote yes or no on a resolution, or change the vote (governor)",
			"tx consortium vote-resolution 7 yes --from icbc-sz-governor", "resolution_id", "choice"),
	}
}

// resolutionMessages are the methods without a command here.
func resolutionMessages() []*autocliv1.RpcCommandOptions {
	methods := []string{
		"AdmitMember", "UpdateMember", "SuspendMember", "ReinstateMember", "StartExit", "ReplaceAdmins",
		"SetValidatorPower", "UpdateParams", "SubmitResolution",
	}
	options := make([]*autocliv1.RpcCommandOptions, len(methods))
	for i, method := range methods {
		options[i] = &autocliv1.RpcCommandOptions{RpcMethod: method, Skip: true}
	}
	return options
}
