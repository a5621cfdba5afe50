package offline

import (
	"fmt"

	"github.com/cosmos/gogoproto/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	autocliv1 "cosmossdk.io/api/cosmos/autocli/v1"

	"github.com/dcep-consortium/dcepd/x/offline/types"
)

const (
	exampleWallet  = "dcep1qvzvsp45pcdxkeq4kz0h0eqr0zmtlrjy7jzvpf"
	exampleDevice  = "5a1fd0cbb3a86b4bd0ad5f1a0a3b1c5d7e9f0011"
	exampleVoucher = "5a1fd0cbb3a86b4bd0ad5f1a0a3b1c5d7e9f00112233445566778899aabbccdd"
)

// AutoCLIOptions describes the module's commands. What only a resolution may send has none. What a device signs is sent
// by dcepd offline, which has the device at hand.
func (AppModule) AutoCLIOptions() *autocliv1.ModuleOptions {
	return &autocliv1.ModuleOptions{
		Query: service(types.Query_serviceDesc.ServiceName, "Offline devices, and what became of vouchers", queryCommands()),
		Tx:    service(types.Msg_serviceDesc.ServiceName, "Register, load and settle offline devices", txCommands()),
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
	"certificate":         "device certificate, signed by the operator, in hexadecimal",
	"device_id":           "the device it is about; without it all of them",
	"operator_id":         "the member it is about; without it all of them",
	"product_certificate": "number of the product certificate of the secure element",
	"proof":               "the device's signature that it has its key, in hexadecimal",
	"reason":              "why, in at most 256 bytes",
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
		command("Device", "device [device-id]", "Show a device, its caps and its purse", "query offline device "+exampleDevice, "device_id"),
		command("DevicesByWallet", "devices [wallet]", "List the devices of a wallet", "query offline devices "+exampleWallet, "wallet"),
		command("DevicesByOperator", "devices-by-operator [operator-id]", "List the devices that a member certified",
			"query offline devices-by-operator icbc-sz", "operator_id"),
		command("DeviceIssuers", "issuers", "List the keys by which operators certify devices", "query offline issuers"),
		command("Voucher", "voucher [voucher-id]", "Show who paid for a settled voucher", "query offline voucher "+exampleVoucher, "voucher_id"),
		command("Vouchers", "vouchers [device-id]", "List the settled vouchers that a device paid", "query offline vouchers "+exampleDevice, "device_id"),
		command("DoubleSpends", "double-spends", "List the proofs of double spending", "query offline double-spends --device-id "+exampleDevice),
		command("Claims", "claims", "List what operators owe for vouchers, or owed", "query offline claims --operator-id icbc-sz"),
		command("Surplus", "surplus [wallet]", "Show what waits for a wallet because it did not fit", "query offline surplus "+exampleWallet, "wallet"),
		command("Params", "params", "Show the most that devices may be certified for", "query offline params"),
	}
}

func txCommands() []*autocliv1.RpcCommandOptions {
	return []*autocliv1.RpcCommandOptions{
		command("SetDeviceIssuer", "set-issuer [public-key]", "Certify devices with this key from now on (compliance)",
			"tx offline set-issuer $(cat issuer.pub) --from icbc-sz-compliance", "public_key"),
		command("RegisterDevice", "register-device [certificate] [proof]", "Register a certified device of a customer (teller)",
			"tx offline register-device $CERTIFICATE $PROOF --product-certificate SE-2019-0001 --from icbc-sz-teller", "certificate", "proof"),
		command("LoadDevice", "load-device [device-id] [amount]", "Move money to the purse of the own device (owner)",
			"tx offline load-device "+exampleDevice+" 200.00 --from alice", "device_id", "amount_fen"),
		{RpcMethod: "SettleOffline", Skip: true},
		{RpcMethod: "SettleForHolders", Skip: true},
		{RpcMethod: "SyncDevice", Skip: true},
		{RpcMethod: "UnloadDevice", Skip: true},
		command("SuspendDevice", "suspend-device [device-id]", "Stop loading, unloading and syncing of a device (compliance)",
			"tx offline suspend-device "+exampleDevice+" --reason 'reported lost' --from icbc-sz-compliance", "device_id"),
		command("ResumeDevice", "resume-device [device-id]", "End a suspension (compliance)",
			"tx offline resume-device "+exampleDevice+" --from icbc-sz-compliance", "device_id"),
		command("RevokeDevice", "revoke-device [device-id]", "End a device; its purse waits for late vouchers (compliance)",
			"tx offline revoke-device "+exampleDevice+" --reason 'reported stolen' --from icbc-sz-compliance", "device_id"),
		command("ClaimSurplus", "claim-surplus", "Take as much as fits of what waits for the own wallet (holder)",
			"tx offline claim-surplus --from bob"),
		command("PayClaim", "pay-claim [voucher-id]", "Pay what the own member owes for a voucher (treasurer)",
			"tx offline pay-claim "+exampleVoucher+" --from icbc-sz-treasurer", "voucher_id"),
		{RpcMethod: "UpdateParams", Skip: true},
	}
}
