package currency

import (
	"fmt"

	"github.com/cosmos/gogoproto/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	autocliv1 "cosmossdk.io/api/cosmos/autocli/v1"

	"github.com/dcep-consortium/dcepd/x/currency/types"
)

const (
	exampleWallet = "dcep1qvzvsp45pcdxkeq4kz0h0eqr0zmtlrjy7jzvpf"
	// What a teller's system computes for the customer: HMAC-SHA-256 under the operator's key.
	exampleCustomer = "5a1fd0cbb3a86b4bd0ad5f1a0a3b1c5d7e9f00112233445566778899aabbccdd"
)

// AutoCLIOptions describes the module's commands. What only a resolution may send has none.
func (AppModule) AutoCLIOptions() *autocliv1.ModuleOptions {
	return &autocliv1.ModuleOptions{
		Query: service(types.Query_serviceDesc.ServiceName, "Wallets, cash boxes, issuances, redemptions, exchanges and payments", queryCommands()),
		Tx:    service(types.Msg_serviceDesc.ServiceName, "Issue, redeem, exchange and pay digital yuan", txCommands()),
	}
}

// service explains the flags of its commands. It panics on a service that is not generated.
func service(name, short string, commands []*autocliv1.RpcCommandOptions) *autocliv1.ServiceCommandDescriptor {
	found, err := proto.HybridResolver.FindDescriptorByName(protoreflect.FullName(name))
	if err != nil {
		panic(fmt.Errorf("service %s: %w", name, err))
	}
	methods := found.(protoreflect.ServiceDescriptor).Methods()
	for _, command := range commands {
		command.FlagOptions = map[string]*autocliv1.FlagOptions{}
		fields := methods.ByName(protoreflect.Name(command.RpcMethod)).Input().Fields()
		for i := range fields.Len() {
			field := fields.Get(i).Name()
			if usage, explained := usages[field]; explained {
				command.FlagOptions[string(field)] = &autocliv1.FlagOptions{Usage: usage}
			}
		}
	}
	return &autocliv1.ServiceCommandDescriptor{Service: name, Short: short, RpcCommandOptions: commands}
}

// usages explains the fields that commands take as flags.
var usages = map[protoreflect.Name]string{
	"bank_reference":        "reference of the credit to the holder's bank account",
	"carrier":               "what the holder pays with",
	"class":                 "how well the holder is known",
	"credit_reference":      "reference of the credit in the RTGS system, used once for ever",
	"customer_ref":          "HMAC of the customer under the operator's key, 32 bytes in hexadecimal",
	"end_to_end_id":         "own id of the payment; with the same date it never pays twice",
	"instruction_date":      "business day of the instruction",
	"kind":                  "whose wallet it is",
	"member_id":             "the member it is about; without it the own one, or all in a list",
	"merchant_scenario":     "field of business, if the holder is a merchant",
	"reason":                "why, in at most 256 bytes",
	"reference":             "own reference, used once for ever",
	"region":                "division code (GB/T 2260), six digits",
	"remittance_commitment": "salted hash of the remittance information, at most 32 bytes in hexadecimal",
	"reserve_reference":     "reference of the reserve transfer in the RTGS system",
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
		command("Wallet", "wallet [address]", "Show a wallet, what it paid today and this year, and its limits",
			"query currency wallet "+exampleWallet, "address"),
		command("WalletsByOperator", "wallets [operator-id]", "List the wallets that a member opened",
			"query currency wallets icbc-sz --page-limit 20", "operator_id"),
		command("CashBox", "box [member-id]", "Show a member's cash box",
			"query currency box icbc-sz", "member_id"),
		command("CashBoxes", "boxes", "List the cash boxes",
			"query currency boxes"),
		command("Statement", "statement [member-id] [day]", "Show a business day of a cash box, every movement by type",
			"query currency statement icbc-sz 2019-12-02", "member_id", "day"),
		command("Issuance", "issuance [member-id] [id]", "Show an issuance",
			"query currency issuance icbc-sz ISS-1", "member_id", "id"),
		command("Issuances", "issuances", "List the issuances, of all members or of one",
			"query currency issuances --member-id icbc-sz"),
		command("Reserve", "reserve [reference]", "Show which issuance a reserve reference backs",
			"query currency reserve RTGS-20191202-0001", "reference"),
		command("Redemption", "redemption [member-id] [id]", "Show a redemption",
			"query currency redemption icbc-sz RED-1", "member_id", "id"),
		command("Redemptions", "redemptions", "List the redemptions, of all members or of one",
			"query currency redemptions --member-id icbc-sz"),
		command("ExchangeOut", "exchange-out [member-id] [reference]", "Show what a member handed to a wallet under a reference",
			"query currency exchange-out icbc-sz OUT-1", "member_id", "reference"),
		command("ExchangeIn", "exchange-in [wallet] [reference]", "Show an exchange in of a wallet",
			"query currency exchange-in "+exampleWallet+" IN-1", "wallet", "reference"),
		command("ExchangesInByOperator", "exchanges-in [operator-id]", "List the exchanges in that wait for a member",
			"query currency exchanges-in icbc-sz", "operator_id"),
		command("Payment", "payment [payer] [instruction-date] [end-to-end-id]", "Show what was paid under an end-to-end id",
			"query currency payment "+exampleWallet+" 2019-12-02 PAY-1", "payer", "instruction_date", "end_to_end_id"),
		command("Payments", "payments [payer]", "List a payer's payments with end-to-end ids, by instruction date and id, as long as they are kept",
			"query currency payments "+exampleWallet, "payer"),
		command("Supply", "supply", "Show how much was issued and burned, and where the rest is",
			"query currency supply"),
		command("Params", "params", "Show limits and periods",
			"query currency params"),
	}
}

func txCommands() []*autocliv1.RpcCommandOptions {
	return []*autocliv1.RpcCommandOptions{
		command("RequestIssuance", "request-issuance [id] [amount]", "Ask the central bank for new digital yuan against reserve (treasurer)",
			"tx currency request-issuance ISS-1 50000000.00 --reserve-reference RTGS-20191202-0001 --from icbc-sz-treasurer", "id", "amount_fen"),
		command("ApproveIssuance", "approve-issuance [member-id] [id]", "Approve an issuance (issuer, then controller above the limit)",
			"tx currency approve-issuance icbc-sz ISS-1 --from pboc-issuer", "member_id", "id"),
		command("RejectIssuance", "reject-issuance [member-id] [id]", "Refuse an issuance (issuer or controller)",
			"tx currency reject-issuance icbc-sz ISS-1 --reason 'reserve did not arrive' --from pboc-issuer", "member_id", "id"),
		command("CancelIssuance", "cancel-issuance [id]", "Withdraw a request that is not issued (treasurer)",
			"tx currency cancel-issuance ISS-1 --from icbc-sz-treasurer", "id"),
		command("ReturnReserve", "return-reserve [reserve-reference]", "Record that the reserve of a failed issuance was sent back (issuer)",
			"tx currency return-reserve RTGS-20191202-0001 --from pboc-issuer", "reserve_reference"),

		command("RequestRedemption", "request-redemption [id] [amount]", "Turn digital yuan of the cash box back into reserve (treasurer)",
			"tx currency request-redemption RED-1 1000000.00 --from icbc-sz-treasurer", "id", "amount_fen"),
		command("AcceptRedemption", "accept-redemption [member-id] [id]", "Record that the RTGS transfer was sent (issuer)",
			"tx currency accept-redemption icbc-sz RED-1 --from pboc-issuer", "member_id", "id"),
		command("SettleRedemption", "settle-redemption [member-id] [id]", "Burn the coins of an accepted redemption (controller)",
			"tx currency settle-redemption icbc-sz RED-1 --credit-reference RTGS-20191202-0002 --from pboc-controller", "member_id", "id"),
		command("RejectRedemption", "reject-redemption [member-id] [id]", "Refuse a redemption; after acceptance only a controller may",
			"tx currency reject-redemption icbc-sz RED-1 --reason 'transfer came back' --from pboc-controller", "member_id", "id"),
		command("CancelRedemption", "cancel-redemption [id]", "Withdraw a redemption that was not accepted (treasurer)",
			"tx currency cancel-redemption RED-1 --from icbc-sz-treasurer", "id"),

		command("OpenWallet", "open-wallet [address]", "Open a wallet for a customer (teller)",
			"tx currency open-wallet "+exampleWallet+" --class iii --kind personal --region 440300 --carrier app --customer-ref "+
				exampleCustomer+" --from icbc-sz-teller", "address"),
		command("ExchangeOut", "exchange-out [wallet] [amount]", "Hand digital yuan from the cash box to a wallet (teller)",
			"tx currency exchange-out "+exampleWallet+" 1000.00 --reference OUT-1 --from icbc-sz-teller", "wallet", "amount_fen"),
		command("ExchangeIn", "exchange-in [amount]", "Send digital yuan to the own bank account (holder)",
			"tx currency exchange-in 200.00 --reference IN-1 --from alice", "amount_fen"),
		command("AcceptExchangeIn", "accept-exchange-in [wallet] [reference]", "Take in what was credited to the holder's bank account (teller)",
			"tx currency accept-exchange-in "+exampleWallet+" IN-1 --bank-reference BANK-1 --from icbc-sz-teller", "wallet", "reference"),
		command("ReturnExchangeIn", "return-exchange-in [wallet] [reference]", "Give an exchange in back to the wallet (teller)",
			"tx currency return-exchange-in "+exampleWallet+" IN-1 --reason 'account closed' --from icbc-sz-teller", "wallet", "reference"),
		command("ReclaimExchangeIn", "reclaim-exchange-in [reference]", "Take back what the operator left lying for a business day (holder)",
			"tx currency reclaim-exchange-in IN-1 --from alice", "reference"),

		command("Pay", "pay [payee] [amount]", "Pay from the own wallet; with the same id and date it never pays twice (holder)",
			"tx currency pay "+exampleWallet+" 12.50 --end-to-end-id PAY-1 --instruction-date 2019-12-02 --from alice", "payee", "amount_fen"),

		{RpcMethod: "UpdateParams", Skip: true},
	}
}
