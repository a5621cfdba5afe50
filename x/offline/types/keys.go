// Package types has the rules of offline devices and vouchers.
package types

import "cosmossdk.io/collections"

const (
	// ModuleName names the module, and its escrow accounts in the currency.
	ModuleName = "offline"
	// StoreKey names the module's store.
	StoreKey = ModuleName

	// MaxBatch is how many vouchers one message may settle.
	MaxBatch = 50
	// MaxReturnsPerBlock bounds how many revoked purses one block gives back.
	MaxReturnsPerBlock = 100
	// SignatureGas is what checking a signature costs.
	SignatureGas = 1_000
)

// The prefixes of the collections in the module's store. A number is never reused.
var (
	ParamsKey                = collections.NewPrefix(0)
	IssuersKey               = collections.NewPrefix(1)
	CurrentIssuersKey        = collections.NewPrefix(2)
	DevicesKey               = collections.NewPrefix(3)
	DevicesByWalletKey       = collections.NewPrefix(4)
	DevicesByOperatorKey     = collections.NewPrefix(5)
	LiveDevicesByWalletKey   = collections.NewPrefix(6)
	LiveDevicesByOperatorKey = collections.NewPrefix(7)
	DevicesDueKey            = collections.NewPrefix(8)
	SignaturesKey            = collections.NewPrefix(9)
	HandoversKey             = collections.NewPrefix(10)
	VouchersKey              = collections.NewPrefix(11)
	VouchersByIDKey          = collections.NewPrefix(12)
	DoubleSpendsKey          = collections.NewPrefix(13)
	ClaimsKey                = collections.NewPrefix(14)
	ClaimsByOperatorKey      = collections.NewPrefix(15)
	OpenClaimsByOperatorKey  = collections.NewPrefix(16)
	OpenClaimsByWalletKey    = collections.NewPrefix(17)
	SurplusesKey             = collections.NewPrefix(18)
)

// PurseID names the escrow account of a device's purse.
func PurseID(deviceID string) string { return "purse/" + deviceID }

// SurplusID names the escrow account of what waits for a wallet.
func SurplusID(wallet string) string { return "surplus/" + wallet }
