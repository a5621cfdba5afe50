package types

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"strings"

	"github.com/dcep-consortium/dcepd/offline"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// DefaultGenesisState is a chain on which no device is registered.
func DefaultGenesisState() *GenesisState { return &GenesisState{Params: DefaultParams()} }

// ValidateGenesis fails with ErrInvalidGenesis, naming the field, unless the state is one that messages could have led
// to: everything is well formed, in the order of its keys, there once, and refers to what is there.
func ValidateGenesis(g *GenesisState) error {
	if err := g.Params.Check(); err != nil {
		return ErrInvalidGenesis.Wrapf("params: %s", err)
	}
	c := &genesisCheck{devices: map[string]Device{}, issuers: map[string]bool{}, vouchers: map[string]Voucher{}}
	for i, issuer := range g.Issuers {
		if err := c.issuer(issuer); err != nil {
			return inEntry("issuers", i, err)
		}
	}
	c.last = ""
	for i, device := range g.Devices {
		if err := c.device(device); err != nil {
			return inEntry("devices", i, err)
		}
	}
	if err := c.checkSigned(g); err != nil {
		return err
	}
	return c.checkPaid(g)
}

// genesisCheck collects what has to agree across fields.
type genesisCheck struct {
	devices  map[string]Device
	issuers  map[string]bool
	vouchers map[string]Voucher
	// last is the key of the entry before, in the list that is being read.
	last string
}

func inEntry(field string, i int, err error) error {
	return ErrInvalidGenesis.Wrapf("%s[%d]: %s", field, i, err)
}

// ordered fails unless the keys of a list ascend.
func (c *genesisCheck) ordered(format string, args ...any) error {
	key := fmt.Sprintf(format, args...)
	if strings.Compare(key, c.last) <= 0 {
		return ErrRecord.Wrapf("key %q does not come after %q", key, c.last)
	}
	c.last = key
	return nil
}

func (c *genesisCheck) issuer(issuer DeviceIssuer) error {
	if _, err := currencytypes.ParseMemberID(issuer.OperatorId); err != nil {
		return err
	}
	made, err := NewDeviceIssuer(issuer.OperatorId, issuer.PublicKey)
	if err != nil {
		return err
	}
	if made.Id != issuer.Id {
		return ErrRecord.Wrapf("id %s is not that of the key, %s", issuer.Id, made.Id)
	}
	if issuer.SupersededAt == nil {
		if c.issuers[issuer.OperatorId] {
			return ErrRecord.Wrapf("second current key of %s", issuer.OperatorId)
		}
		c.issuers[issuer.OperatorId] = true
	}
	return c.ordered("%s\x00%s", issuer.OperatorId, issuer.Id)
}

func (c *genesisCheck) device(device Device) error {
	if err := c.ordered("%s", device.Id); err != nil {
		return err
	}
	if err := device.check(); err != nil {
		return err
	}
	c.devices[device.Id] = device
	return nil
}

// check fails with ErrRecord unless the parts of the record agree.
func (d Device) check() error {
	certificate, err := offline.ParseCertificate(d.Certificate)
	if err != nil {
		return ErrRecord.Wrapf("certificate: %s", err)
	}
	terms := certificate.Terms
	caps := offline.Caps{Purse: d.Caps.PurseFen, Single: d.Caps.SingleFen, Payments: d.Caps.Payments, Hours: d.Caps.Hours}
	switch {
	case certificate.Device().String() != d.Id || !bytes.Equal(terms.Key[:], d.PublicKey):
		return ErrRecord.Wrapf("device %s: the certificate is of %s", d.Id, certificate.Device())
	case consortiumtypes.FormatAddress(terms.Wallet[:]) != d.Wallet || terms.Caps != caps ||
		!terms.From.Equal(d.ValidFrom) || !terms.Until.Equal(d.ValidUntil):
		return ErrRecord.Wrapf("device %s: wallet, caps or validity differ from the certificate", d.Id)
	case !isKnown(DeviceStatus_name, d.Status):
		return ErrRecord.Wrapf("device %s: status %d", d.Id, d.Status)
	case (d.Status == DEVICE_STATUS_REVOKED) != (d.ReturnsAt != nil):
		return ErrRecord.Wrapf("device %s is %s, returns_at is %v", d.Id, statusName(d.Status), d.ReturnsAt)
	case d.Status == DEVICE_STATUS_DEFUNDED && d.PurseFen != 0:
		return ErrRecord.Wrapf("device %s is DEFUNDED and holds %s", d.Id, currencytypes.Fen(d.PurseFen))
	case d.PurseFen > d.Caps.PurseFen || d.GuaranteedFen > d.Caps.PurseFen:
		return ErrRecord.Wrapf("device %s: holds %s and is guaranteed %s, the cap is %s", d.Id,
			currencytypes.Fen(d.PurseFen), currencytypes.Fen(d.GuaranteedFen), currencytypes.Fen(d.Caps.PurseFen))
	case d.LastCounter < d.SyncedCounter:
		return ErrRecord.Wrapf("device %s: synced at counter %d, last seen %d", d.Id, d.SyncedCounter, d.LastCounter)
	}
	if _, err := currencytypes.ParseMemberID(d.OperatorId); err != nil {
		return err
	}
	if _, err := currencytypes.ParseReference("product certificate", d.ProductCertificate); err != nil {
		return err
	}
	out, err := currencytypes.Fen(d.UnloadedFen).Add(currencytypes.Fen(d.SettledFen))
	if err != nil {
		return err
	}
	if held, err := out.Add(currencytypes.Fen(d.PurseFen)); err != nil || uint64(held) != d.LoadedFen {
		return ErrRecord.Wrapf("device %s: loaded %s, unloaded and settled %s, holds %s", d.Id,
			currencytypes.Fen(d.LoadedFen), out, currencytypes.Fen(d.PurseFen))
	}
	return nil
}

// checkSigned checks what devices signed.
func (c *genesisCheck) checkSigned(g *GenesisState) error {
	c.last = ""
	for i, s := range g.Signatures {
		if err := c.signed(s.DeviceId, s.Payload, s.Signature); err != nil {
			return inEntry("signatures", i, err)
		}
		if err := c.ordered("%s%020d", s.DeviceId, s.Counter); err != nil {
			return inEntry("signatures", i, err)
		}
	}
	c.last = ""
	for i, h := range g.Handovers {
		if err := CheckVoucherID(h.Parent); err != nil {
			return inEntry("handovers", i, err)
		}
		if err := c.ordered("%x", h.Parent); err != nil {
			return inEntry("handovers", i, err)
		}
	}
	c.last = ""
	for i, proof := range g.DoubleSpends {
		if err := c.signed(proof.DeviceId, proof.SecondPayload, proof.SecondSignature); err != nil {
			return inEntry("double_spends", i, err)
		}
		if !isKnown(DoubleSpendKind_name, proof.Kind) {
			return inEntry("double_spends", i, ErrRecord.Wrapf("kind %d", proof.Kind))
		}
		if err := c.ordered("%s%x", proof.DeviceId, sha256.Sum256(proof.SecondPayload)); err != nil {
			return inEntry("double_spends", i, err)
		}
	}
	return nil
}

// signed fails unless a known device made the signature.
func (c *genesisCheck) signed(deviceID string, payload, signature []byte) error {
	device, known := c.devices[deviceID]
	if !known {
		return ErrDeviceNotFound.Wrapf("%s", deviceID)
	}
	if err := offline.PublicKey(device.PublicKey).Verify(payload, signature); err != nil {
		return ErrVoucherSignature.Wrapf("device %s: %s", deviceID, err)
	}
	return nil
}

// checkPaid checks what was paid for vouchers and what is still owed.
func (c *genesisCheck) checkPaid(g *GenesisState) error {
	c.last = ""
	for i, voucher := range g.Vouchers {
		if err := c.voucher(voucher); err != nil {
			return inEntry("vouchers", i, err)
		}
	}
	c.last = ""
	for i, claim := range g.Claims {
		if err := c.claim(claim); err != nil {
			return inEntry("claims", i, err)
		}
	}
	wallets := map[string]bool{}
	for i, surplus := range g.Surpluses {
		if _, err := consortiumtypes.ParseAddress(surplus.Wallet); err != nil {
			return inEntry("surpluses", i, err)
		}
		if surplus.AmountFen == 0 || wallets[surplus.Wallet] {
			return inEntry("surpluses", i, ErrRecord.Wrapf("wallet %s: is there twice, or with nothing", surplus.Wallet))
		}
		wallets[surplus.Wallet] = true
	}
	return nil
}

func (c *genesisCheck) voucher(v Voucher) error {
	if err := CheckVoucherID(v.Id); err != nil {
		return err
	}
	for _, id := range []string{v.DeviceId, v.LiableDeviceId} {
		if _, known := c.devices[id]; !known {
			return ErrDeviceNotFound.Wrapf("%s", id)
		}
	}
	if _, err := consortiumtypes.ParseAddress(v.Payee); err != nil {
		return err
	}
	paid, err := currencytypes.Fen(v.PurseFen).Add(currencytypes.Fen(v.GuaranteeFen))
	if err != nil {
		return err
	}
	if whole, err := paid.Add(currencytypes.Fen(v.ClaimFen)); err != nil || uint64(whole) != v.AmountFen || v.UnclaimedFen > uint64(paid) {
		return ErrRecord.Wrapf("voucher %x of %s: purse %s, guarantee %s, claim %s, unclaimed %s", v.Id, currencytypes.Fen(v.AmountFen),
			currencytypes.Fen(v.PurseFen), currencytypes.Fen(v.GuaranteeFen), currencytypes.Fen(v.ClaimFen), currencytypes.Fen(v.UnclaimedFen))
	}
	c.vouchers[string(v.Id)] = v
	return c.ordered("%s%020d%x", v.DeviceId, v.Counter, v.Id)
}

func (c *genesisCheck) claim(claim Claim) error {
	voucher, known := c.vouchers[string(claim.VoucherId)]
	if !known {
		return ErrVoucherNotFound.Wrapf("%x", claim.VoucherId)
	}
	device := c.devices[voucher.LiableDeviceId]
	if claim.AmountFen != voucher.ClaimFen || claim.GuaranteedFen > claim.AmountFen || claim.Wallet != voucher.Payee ||
		claim.DeviceId != device.Id || claim.OperatorId != device.OperatorId || !isKnown(ClaimStatus_name, claim.Status) {
		return ErrRecord.Wrapf("claim %x differs from its voucher", claim.VoucherId)
	}
	return c.ordered("%x", claim.VoucherId)
}

// isKnown tells whether a value of an enum is one of its names other than the unspecified.
func isKnown[E ~int32](names map[int32]string, value E) bool {
	_, known := names[int32(value)]
	return known && value != 0
}
