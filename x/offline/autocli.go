package offline

import (
	autocliv1 "cosmossdk.io/api/cosmos/autocli/v1"

	"github.com/dcep-consortium/dcepd/commands"
	"github.com/dcep-consortium/dcepd/x/offline/types"
)

const (
	exampleWallet  = "dcep1qvzvsp45pcdxkeq4kz0h0eqr0zmtlrjy0df7h7"
	exampleDevice  = "5a1fd0cbb3a86b4bd0ad5f1a0a3b1c5d7e9f0011"
	exampleVoucher = "5a1fd0cbb3a86b4bd0ad5f1a0a3b1c5d7e9f00112233445566778899aabbccdd"
)

// AutoCLIOptions describes the module's commands. What only a resolution may send has none. What a device signs is sent
// by dcepd offline, which has the device at hand.
func (AppModule) AutoCLIOptions() *autocliv1.ModuleOptions {
	return &autocliv1.ModuleOptions{
		Query: commands.Service(types.Query_serviceDesc.ServiceName, "Offline devices, and what became of vouchers", usages, queryCommands()),
		Tx: commands.Service(types.Msg_serviceDesc.ServiceName, "Register, load and settle offline devices", usages, txCommands(),
			commands.Without("SettleOffline", "SettleForHolders", "SyncDevice", "UnloadDevice", "UpdateParams")),
	}
}

// usages explains the fields that commands take as flags.
var usages = commands.Usages{
	"certificate":         "device certificate, signed by the operator, in hexadecimal",
	"device_id":           "the device it is about; without it all of them",
	"operator_id":         "the member it is about; without it all of them",
	"product_certificate": "number of the product certificate of the secure element",
	"proof":               "the device's signature that it has its key, in hexadecimal",
	"reason":              "why, in at most 256 bytes",
}

func queryCommands() commands.List {
	return commands.List{
		commands.Of("Device", "device [device-id]", "Show a device, its caps and its purse", "query offline device "+exampleDevice, "device_id"),
		commands.Of("DevicesByWallet", "devices [wallet]", "List the devices of a wallet", "query offline devices "+exampleWallet, "wallet"),
		commands.Of("DevicesByOperator", "devices-by-operator [operator-id]", "List the devices that a member certified",
			"query offline devices-by-operator icbc-sz", "operator_id"),
		commands.Of("DeviceIssuers", "issuers", "List the keys by which operators certify devices", "query offline issuers"),
		commands.Of("Voucher", "voucher [voucher-id]", "Show who paid for a settled voucher", "query offline voucher "+exampleVoucher, "voucher_id"),
		commands.Of("Vouchers", "vouchers [device-id]", "List the settled vouchers that a device paid", "query offline vouchers "+exampleDevice, "device_id"),
		commands.Of("DoubleSpends", "double-spends", "List the proofs of double spending", "query offline double-spends --device-id "+exampleDevice),
		commands.Of("Claims", "claims", "List what operators owe for vouchers, or owed", "query offline claims --operator-id icbc-sz"),
		commands.Of("Surplus", "surplus [wallet]", "Show what waits for a wallet because it did not fit", "query offline surplus "+exampleWallet, "wallet"),
		commands.Of("Params", "params", "Show the most that devices may be certified for", "query offline params"),
	}
}

func txCommands() commands.List {
	return commands.List{
		commands.Of("SetDeviceIssuer", "set-issuer [public-key]", "Certify devices with this key from now on (compliance)",
			"tx offline set-issuer $(cat issuer.pub) --from icbc-sz-compliance", "public_key"),
		commands.Of("RegisterDevice", "register-device [certificate] [proof]", "Register a certified device of a customer (teller)",
			"tx offline register-device $CERTIFICATE $PROOF --product-certificate SE-2019-0001 --from icbc-sz-teller", "certificate", "proof"),
		commands.Of("LoadDevice", "load-device [device-id] [amount]", "Move money to the purse of the own device (owner)",
			"tx offline load-device "+exampleDevice+" 200.00 --from alice", "device_id", "amount_fen"),
		commands.Of("SuspendDevice", "suspend-device [device-id]", "Stop loading, unloading and syncing of a device (compliance)",
			"tx offline suspend-device "+exampleDevice+" --reason 'reported lost' --from icbc-sz-compliance", "device_id"),
		commands.Of("ResumeDevice", "resume-device [device-id]", "End a suspension (compliance)",
			"tx offline resume-device "+exampleDevice+" --from icbc-sz-compliance", "device_id"),
		commands.Of("RevokeDevice", "revoke-device [device-id]", "End a device; its purse waits for late vouchers (compliance)",
			"tx offline revoke-device "+exampleDevice+" --reason 'reported stolen' --from icbc-sz-compliance", "device_id"),
		commands.Of("ClaimSurplus", "claim-surplus", "Take as much as fits of what waits for the own wallet (holder)",
			"tx offline claim-surplus --from bob"),
		commands.Of("PayClaim", "pay-claim [voucher-id]", "Pay what the own member owes for a voucher (treasurer)",
			"tx offline pay-claim "+exampleVoucher+" --from icbc-sz-treasurer", "voucher_id"),
	}
}
