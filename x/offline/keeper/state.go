package keeper

import (
	"context"
	"crypto/sha256"
	"math"

	"cosmossdk.io/collections"
	"cosmossdk.io/collections/indexes"

	"github.com/cosmos/cosmos-sdk/codec"

	"github.com/dcep-consortium/dcepd/x/offline/types"
)

// The keys of records.
type (
	// issuerKey is member and key id.
	issuerKey = collections.Pair[string, string]
	// signatureKey is device and counter.
	signatureKey = collections.Pair[string, uint64]
	// voucherKey is the paying device, its counter and the voucher's id.
	voucherKey = collections.Triple[string, uint64, []byte]
	// proofKey is the device and the SHA-256 of the second payload.
	proofKey = collections.Pair[string, []byte]
)

// The collections with indexes.
type (
	deviceMap  = collections.IndexedMap[string, types.Device, deviceIndexes]
	voucherMap = collections.IndexedMap[voucherKey, types.Voucher, voucherIndexes]
	claimMap   = collections.IndexedMap[[]byte, types.Claim, claimIndexes]
)

var (
	issuerKeyCodec    = collections.PairKeyCodec(collections.StringKey, collections.StringKey)
	signatureKeyCodec = collections.PairKeyCodec(collections.StringKey, collections.Uint64Key)
	voucherKeyCodec   = collections.TripleKeyCodec(collections.StringKey, collections.Uint64Key, collections.BytesKey)
	proofKeyCodec     = collections.PairKeyCodec(collections.StringKey, collections.BytesKey)
)

const (
	// over stands in an index of what is under way for whatever is over: nobody has an empty name, nobody looks there.
	over = ""
	// never is when a purse is due that waits for nothing.
	never = math.MaxInt64
)

type deviceIndexes struct {
	byWallet, byOperator, liveByWallet, liveByOperator *indexes.Multi[string, string, types.Device]
	due                                                *indexes.Multi[int64, string, types.Device]
}

// IndexesList implements collections.Indexes.
func (i deviceIndexes) IndexesList() []collections.Index[string, types.Device] {
	return []collections.Index[string, types.Device]{i.byWallet, i.byOperator, i.liveByWallet, i.liveByOperator, i.due}
}

func newDevices(sb *collections.SchemaBuilder, cdc codec.BinaryCodec) *deviceMap {
	by := func(prefix collections.Prefix, name string, of func(types.Device) string) *indexes.Multi[string, string, types.Device] {
		return indexes.NewMulti(sb, prefix, name, collections.StringKey, collections.StringKey,
			func(_ string, device types.Device) (string, error) { return of(device), nil })
	}
	live := func(of func(types.Device) string) func(types.Device) string {
		return func(device types.Device) string {
			if !device.IsLive() {
				return over
			}
			return of(device)
		}
	}
	wallet := func(device types.Device) string { return device.Wallet }
	operator := func(device types.Device) string { return device.OperatorId }
	indexed := deviceIndexes{
		byWallet:       by(types.DevicesByWalletKey, "devices_by_wallet", wallet),
		byOperator:     by(types.DevicesByOperatorKey, "devices_by_operator", operator),
		liveByWallet:   by(types.LiveDevicesByWalletKey, "live_devices_by_wallet", live(wallet)),
		liveByOperator: by(types.LiveDevicesByOperatorKey, "live_devices_by_operator", live(operator)),
		due: indexes.NewMulti(sb, types.DevicesDueKey, "devices_due", collections.Int64Key, collections.StringKey,
			func(_ string, device types.Device) (int64, error) {
				if device.ReturnsAt == nil {
					return never, nil
				}
				return device.ReturnsAt.UnixNano(), nil
			}),
	}
	return collections.NewIndexedMap(sb, types.DevicesKey, "devices", collections.StringKey, codec.CollValue[types.Device](cdc), indexed)
}

type voucherIndexes struct {
	byID *indexes.Unique[[]byte, voucherKey, types.Voucher]
}

// IndexesList implements collections.Indexes.
func (i voucherIndexes) IndexesList() []collections.Index[voucherKey, types.Voucher] {
	return []collections.Index[voucherKey, types.Voucher]{i.byID}
}

func newVouchers(sb *collections.SchemaBuilder, cdc codec.BinaryCodec) *voucherMap {
	indexed := voucherIndexes{
		byID: indexes.NewUnique(sb, types.VouchersByIDKey, "vouchers_by_id", collections.BytesKey, voucherKeyCodec,
			func(_ voucherKey, voucher types.Voucher) ([]byte, error) { return voucher.Id, nil }),
	}
	return collections.NewIndexedMap(sb, types.VouchersKey, "vouchers", voucherKeyCodec, codec.CollValue[types.Voucher](cdc), indexed)
}

type claimIndexes struct {
	byOperator, openByOperator, openByWallet *indexes.Multi[string, []byte, types.Claim]
}

// IndexesList implements collections.Indexes.
func (i claimIndexes) IndexesList() []collections.Index[[]byte, types.Claim] {
	return []collections.Index[[]byte, types.Claim]{i.byOperator, i.openByOperator, i.openByWallet}
}

func newClaims(sb *collections.SchemaBuilder, cdc codec.BinaryCodec) *claimMap {
	by := func(prefix collections.Prefix, name string, of func(types.Claim) string) *indexes.Multi[string, []byte, types.Claim] {
		return indexes.NewMulti(sb, prefix, name, collections.StringKey, collections.BytesKey,
			func(_ []byte, claim types.Claim) (string, error) { return of(claim), nil })
	}
	open := func(of func(types.Claim) string) func(types.Claim) string {
		return func(claim types.Claim) string {
			if !claim.IsOpen() {
				return over
			}
			return of(claim)
		}
	}
	operator := func(claim types.Claim) string { return claim.OperatorId }
	wallet := func(claim types.Claim) string { return claim.Wallet }
	indexed := claimIndexes{
		byOperator:     by(types.ClaimsByOperatorKey, "claims_by_operator", operator),
		openByOperator: by(types.OpenClaimsByOperatorKey, "open_claims_by_operator", open(operator)),
		openByWallet:   by(types.OpenClaimsByWalletKey, "open_claims_by_wallet", open(wallet)),
	}
	return collections.NewIndexedMap(sb, types.ClaimsKey, "claims", collections.BytesKey, codec.CollValue[types.Claim](cdc), indexed)
}

func keyOfVoucher(voucher types.Voucher) voucherKey {
	return collections.Join3(voucher.DeviceId, voucher.Counter, voucher.Id)
}

func keyOfProof(proof types.DoubleSpend) proofKey {
	sum := sha256.Sum256(proof.SecondPayload)
	return collections.Join(proof.DeviceId, sum[:])
}

// anyUnder reports whether an index has something under the name.
func anyUnder[Key, Value any](ctx context.Context, index *indexes.Multi[string, Key, Value], name string) (bool, error) {
	found := false
	err := index.Walk(ctx, collections.NewPrefixedPairRange[string, Key](name), func(string, Key) (bool, error) {
		found = true
		return true, nil
	})
	return found, err
}
