package types

import (
	"bytes"
	"errors"
	"time"

	errorsmod "cosmossdk.io/errors"

	"github.com/dcep-consortium/dcepd/offline"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// ParseVouchers reads a batch. Bytes that are no voucher refuse it whole, naming index and rule: whoever sent them has a
// broken program (ErrBatch, ErrVoucherFormat).
func ParseVouchers(batch [][]byte) ([]offline.Voucher, error) {
	if len(batch) == 0 || len(batch) > MaxBatch {
		return nil, ErrBatch.Wrapf("has %d vouchers, must have 1 to %d", len(batch), MaxBatch)
	}
	vouchers := make([]offline.Voucher, len(batch))
	for i, encoded := range batch {
		voucher, err := offline.ParseVoucher(encoded)
		if err != nil {
			return nil, ErrVoucherFormat.Wrapf("vouchers[%d]: %s", i, err)
		}
		vouchers[i] = voucher
	}
	return vouchers, nil
}

// refusals says how an error of the format is called here.
var refusals = []struct {
	from error
	to   *errorsmod.Error
}{
	{offline.ErrToSelf, ErrVoucherToSelf},
	{offline.ErrSingleCap, ErrVoucherCap},
	{offline.ErrValidity, ErrVoucherValidity},
	{offline.ErrNotHolder, ErrHandoverOwner},
	{offline.ErrSignature, ErrVoucherSignature},
}

// CheckVoucher asks of a voucher what its payee's device could ask without a network, and no more: an honest payee has
// nothing to fear. devices are those of its links, in order (ErrVoucherChain, ErrHandovers, ErrVoucherToSelf,
// ErrVoucherCap, ErrVoucherValidity, ErrHandoverOwner, ErrVoucherSignature).
func CheckVoucher(v offline.Voucher, devices []Device, chain offline.Hash, maxHandovers uint32) error {
	links := v.Links()
	id := links[len(links)-1].ID
	if v.Payment.Chain != chain {
		return ErrVoucherChain.Wrapf("voucher %s", id)
	}
	if count := len(v.Endorsements); count > int(maxHandovers) {
		return ErrHandovers.Wrapf("voucher %s: limit %d, changed hands %d times", id, maxHandovers, count)
	}
	for i, link := range links {
		if err := checkLink(v, links, i, devices[i]); err != nil {
			for _, refusal := range refusals {
				if errors.Is(err, refusal.from) {
					return refusal.to.Wrapf("voucher %s, counter %d of device %s: %s", id, link.Counter, link.Device, err)
				}
			}
			return err
		}
	}
	return nil
}

func checkLink(v offline.Voucher, links []offline.Link, i int, device Device) error {
	certificate, err := offline.ParseCertificate(device.Certificate)
	if err != nil {
		return ErrRecord.Wrapf("certificate of device %s: %s", device.Id, err)
	}
	if i == 0 {
		err = certificate.CheckPayment(v.Payment)
	} else {
		err = certificate.CheckHandover(links[i-1], links[i])
	}
	if err != nil {
		return err
	}
	return certificate.Terms.Key.Verify(links[i].Payload, links[i].Signature)
}

// NewVoucher is what is recorded of a settled voucher, before it is paid.
func NewVoucher(v offline.Voucher, now time.Time) Voucher {
	last := v.Last()
	return Voucher{
		Id: last.ID[:], DeviceId: v.Payment.Device.String(), Counter: v.Payment.Counter,
		Payee: consortiumtypes.FormatAddress(last.Payee[:]), AmountFen: v.Payment.Amount,
		Handovers: uint32(len(v.Endorsements)), SettledAt: now, //nolint:gosec // the format bounds handovers
	}
}

// Contradicts returns the proof that what the chain saw first and the link cannot both be from one honest device; nil
// when it is the same payload.
func (s Signature) Contradicts(link offline.Link, now time.Time) *DoubleSpend {
	if bytes.Equal(s.Payload, link.Payload) {
		return nil
	}
	return proof(DOUBLE_SPEND_KIND_COUNTER, s.Payload, s.Signature, link, now)
}

// Contradicts returns the proof that the same was handed over twice; nil when it is the same handover.
func (h Handover) Contradicts(link offline.Link, now time.Time) *DoubleSpend {
	if bytes.Equal(h.Payload, link.Payload) {
		return nil
	}
	return proof(DOUBLE_SPEND_KIND_FORK, h.Payload, h.Signature, link, now)
}

// AfterSettlement is the proof that a link hands over what its owner had settled.
func AfterSettlement(settled, link offline.Link, now time.Time) *DoubleSpend {
	return proof(DOUBLE_SPEND_KIND_SETTLED, settled.Payload, settled.Signature, link, now)
}

func proof(kind DoubleSpendKind, payload, signature []byte, link offline.Link, now time.Time) *DoubleSpend {
	return &DoubleSpend{
		DeviceId: link.Device.String(), Kind: kind, FirstPayload: payload, FirstSignature: signature,
		SecondPayload: link.Payload, SecondSignature: link.Signature, FoundAt: now,
	}
}

// NewSignature is what the chain keeps of a link.
func NewSignature(link offline.Link) Signature {
	return Signature{DeviceId: link.Device.String(), Counter: link.Counter, Payload: link.Payload, Signature: link.Signature}
}

// NewClaim is what an operator owes for a voucher. guaranteed is the part that it guarantees and did not have.
func NewClaim(v Voucher, liable Device, guaranteed currencytypes.Fen) Claim {
	return Claim{
		VoucherId: v.Id, OperatorId: liable.OperatorId, DeviceId: liable.Id, Wallet: v.Payee,
		AmountFen: v.ClaimFen, GuaranteedFen: uint64(guaranteed), Status: CLAIM_STATUS_OPEN, RecordedAt: v.SettledAt,
	}
}

// IsOpen reports whether the claim is still owed.
func (c Claim) IsOpen() bool { return c.Status == CLAIM_STATUS_OPEN }

// Pay records that the operator paid (ErrNotOperator, ErrClaimPaid).
func (c Claim) Pay(memberID, officer string) (Claim, error) {
	if c.OperatorId != memberID {
		return c, ErrNotOperator.Wrapf("claim %x is against %s, not against %s", c.VoucherId, c.OperatorId, memberID)
	}
	if !c.IsOpen() {
		return c, ErrClaimPaid.Wrapf("claim %x", c.VoucherId)
	}
	c.Status, c.PaidBy = CLAIM_STATUS_PAID, officer
	return c, nil
}

// Add puts more aside for the wallet.
func (s Surplus) Add(amount currencytypes.Fen) (Surplus, error) {
	total, err := currencytypes.Fen(s.AmountFen).Add(amount)
	s.AmountFen = uint64(total)
	return s, err
}
