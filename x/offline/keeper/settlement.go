package keeper

import (
	"context"
	"encoding/hex"
	"errors"
	"slices"

	"cosmossdk.io/collections"
	errorsmod "cosmossdk.io/errors"

	"github.com/dcep-consortium/dcepd/lookup"
	"github.com/dcep-consortium/dcepd/offline"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/offline/types"
)

// refusals are the errors that refuse one voucher and leave the others of its batch alone.
var refusals = []error{
	types.ErrDeviceNotFound, types.ErrVoucherChain, types.ErrHandovers, types.ErrVoucherToSelf, types.ErrVoucherCap,
	types.ErrVoucherValidity, types.ErrHandoverOwner, types.ErrVoucherSignature, types.ErrNotHolder, types.ErrNotOperator,
	types.ErrHandedOver, types.ErrPurseReturned, currencytypes.ErrWalletNotFound, currencytypes.ErrWalletClosed,
}

// settlement is a voucher that is about to be settled, with all that decides about it.
type settlement struct {
	now     moment
	params  types.Params
	voucher offline.Voucher
	links   []offline.Link
	// devices are those of the links, each once, in the order of their first signature.
	devices []types.Device
	// liable is the place in devices of the one that stands for the voucher.
	liable int
}

func (s *settlement) last() offline.Link { return s.links[len(s.links)-1] }

// place finds a device of a link.
func (s *settlement) place(id offline.KeyID) int {
	return slices.IndexFunc(s.devices, func(d types.Device) bool { return d.Id == id.String() })
}

// presenter fails with why it may not present vouchers of the payee's wallet.
type presenter func(ctx context.Context, payee currencytypes.Wallet) error

// settleOffline settles vouchers of the wallet that sent them (ErrNotHolder for others).
func (k *Keeper) settleOffline(ctx context.Context, holder string, vouchers []offline.Voucher) ([]types.Outcome, error) {
	return k.settle(ctx, vouchers, func(_ context.Context, payee currencytypes.Wallet) error {
		if payee.Address != holder {
			return types.ErrNotHolder.Wrapf("payee is %s, not %s", payee.Address, holder)
		}
		return nil
	})
}

// settleForHolders settles vouchers of customers of the teller's member (ErrNotOperator for others).
func (k *Keeper) settleForHolders(ctx context.Context, teller string, vouchers []offline.Voucher) ([]types.Outcome, error) {
	_, member, err := k.actor(ctx, teller)
	if err != nil {
		return nil, err
	}
	return k.settle(ctx, vouchers, func(ctx context.Context, payee currencytypes.Wallet) error {
		return k.checkServed(ctx, member.Id, payee)
	})
}

// settle settles a batch, voucher by voucher.
func (k *Keeper) settle(ctx context.Context, vouchers []offline.Voucher, by presenter) ([]types.Outcome, error) {
	params, err := k.params.Get(ctx)
	if err != nil {
		return nil, err
	}
	var outcomes []types.Outcome
	for _, voucher := range vouchers {
		s := &settlement{now: momentOf(ctx), params: params, voucher: voucher, links: voucher.Links()}
		outcome, err := k.settleVoucher(ctx, by, s)
		if err != nil {
			return nil, err
		}
		outcomes = append(outcomes, outcome)
		if outcome.Kind == types.OUTCOME_KIND_SETTLED {
			continue
		}
		if err := emit(ctx, &types.EventVoucherRefused{
			VoucherId: hex.EncodeToString(outcome.VoucherId), Outcome: outcome.Kind, Reason: outcome.Reason,
		}); err != nil {
			return nil, err
		}
	}
	return outcomes, nil
}

func (k *Keeper) settleVoucher(ctx context.Context, by presenter, s *settlement) (types.Outcome, error) {
	id := s.last().ID
	outcome := types.Outcome{VoucherId: id[:], Kind: types.OUTCOME_KIND_SETTLED}
	settled, err := k.isSettled(ctx, id[:])
	if err != nil {
		return outcome, err
	}
	if settled {
		outcome.Kind = types.OUTCOME_KIND_ALREADY_SETTLED
		return outcome, nil
	}
	if err := k.checkVoucher(ctx, by, s); err != nil {
		if !slices.ContainsFunc(refusals, func(refusal error) bool { return errors.Is(err, refusal) }) {
			return outcome, err
		}
		outcome.Kind, outcome.Reason = types.OUTCOME_KIND_REFUSED, err.Error()
		outcome.Codespace, outcome.Code, _ = errorsmod.ABCIInfo(err, false)
		return outcome, nil
	}
	return outcome, k.payVoucher(ctx, s)
}

func (k *Keeper) isSettled(ctx context.Context, id []byte) (bool, error) {
	_, err := k.vouchers.Indexes.byID.MatchExact(ctx, id)
	if errors.Is(err, collections.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// checkVoucher finds all that could refuse the voucher, and who stands for it, and changes nothing.
func (k *Keeper) checkVoucher(ctx context.Context, by presenter, s *settlement) error {
	if len(s.links) > int(s.params.MaxHandovers)+1 {
		return types.ErrHandovers.Wrapf("voucher %s: limit %d, changed hands %d times", s.last().ID, s.params.MaxHandovers, len(s.links)-1)
	}
	signers := make([]types.Device, len(s.links))
	for i, link := range s.links {
		device, err := k.device(ctx, link.Device.String())
		if err != nil {
			return err
		}
		signers[i] = device
		if s.place(link.Device) < 0 {
			s.devices = append(s.devices, device)
		}
	}
	consumeSignatureGas(ctx, len(s.links))
	if err := types.CheckVoucher(s.voucher, signers, s.now.chain, s.params.MaxHandovers); err != nil {
		return err
	}
	if err := k.checkPayee(ctx, by, s); err != nil {
		return err
	}
	id := s.last().ID
	passedOn, err := k.handovers.Has(ctx, id[:])
	if err != nil {
		return err
	}
	if passedOn {
		return types.ErrHandedOver.Wrapf("voucher %s", id)
	}
	for i := range s.links {
		proof, err := k.spentTwice(ctx, s, i)
		if err != nil {
			return err
		}
		if proof != nil {
			// What stood before this signature had been spent already, so its signer stands for what comes after.
			s.liable = s.place(s.links[i].Device)
		}
	}
	_, err = s.devices[s.liable].Settle(types.Cover{}, s.now.time)
	return err
}

// checkPayee asks whether the payee's wallet is open and whether the voucher comes from the payee or its operator.
// Anybody else could settle what the payee has handed over since, and make it look like a double spender.
func (k *Keeper) checkPayee(ctx context.Context, by presenter, s *settlement) error {
	last := s.last()
	wallet, err := k.currency.Wallet(ctx, last.Payee[:])
	if err != nil {
		return err
	}
	if wallet.Status != currencytypes.WALLET_STATUS_OPEN {
		return currencytypes.ErrWalletClosed.Wrapf("payee %s", wallet.Address)
	}
	return by(ctx, wallet)
}

// spentTwice proves that what a link hands over was spent before; nil when it was not, or for the payment itself.
func (k *Keeper) spentTwice(ctx context.Context, s *settlement, i int) (*types.DoubleSpend, error) {
	if i == 0 {
		return nil, nil //nolint:nilnil // no proof and no error
	}
	parent, link := s.links[i-1], s.links[i]
	settled, err := k.isSettled(ctx, parent.ID[:])
	if err != nil {
		return nil, err
	}
	if settled {
		return types.AfterSettlement(parent, link, s.now.time), nil
	}
	first, found, err := lookup.Maybe(ctx, k.handovers, parent.ID[:])
	if err != nil || !found {
		return nil, err
	}
	return first.Contradicts(link, s.now.time), nil
}

// payVoucher records what the voucher shows, convicts who spent twice, and pays the payee.
func (k *Keeper) payVoucher(ctx context.Context, s *settlement) error {
	for i, link := range s.links {
		twice, err := k.spentTwice(ctx, s, i)
		if err != nil {
			return err
		}
		counter, err := k.saw(ctx, link)
		if err != nil {
			return err
		}
		if counter != nil {
			twice = counter
		}
		if err := k.handed(ctx, s, i); err != nil {
			return err
		}
		at := s.place(link.Device)
		s.devices[at] = s.devices[at].Saw(link.Counter)
		if twice == nil {
			continue
		}
		if s.devices[at], err = k.convict(ctx, s.devices[at], *twice, link.Counter); err != nil {
			return err
		}
	}
	record := types.NewVoucher(s.voucher, s.now.time)
	if err := k.cover(ctx, s, &record); err != nil {
		return err
	}
	for _, device := range s.devices {
		if err := k.devices.Set(ctx, device.Id, device); err != nil {
			return err
		}
	}
	if err := k.vouchers.Set(ctx, keyOfVoucher(record), record); err != nil {
		return err
	}
	return emit(ctx, &types.EventVoucherSettled{
		VoucherId: hex.EncodeToString(record.Id), DeviceId: record.DeviceId, Counter: record.Counter, Payee: record.Payee,
		AmountFen: record.AmountFen, LiableDeviceId: record.LiableDeviceId, PurseFen: record.PurseFen,
		GuaranteeFen: record.GuaranteeFen, ClaimFen: record.ClaimFen, UnclaimedFen: record.UnclaimedFen,
	})
}

// saw keeps the first payload of each counter and proves a double spend by a second one.
func (k *Keeper) saw(ctx context.Context, link offline.Link) (*types.DoubleSpend, error) {
	key := collections.Join(link.Device.String(), link.Counter)
	first, found, err := lookup.Maybe(ctx, k.signatures, key)
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, k.signatures.Set(ctx, key, types.NewSignature(link))
	}
	return first.Contradicts(link, momentOf(ctx).time), nil
}

// handed keeps the first handover of each link.
func (k *Keeper) handed(ctx context.Context, s *settlement, i int) error {
	if i == 0 {
		return nil
	}
	parent, link := s.links[i-1].ID, s.links[i]
	known, err := k.handovers.Has(ctx, parent[:])
	if err != nil || known {
		return err
	}
	return k.handovers.Set(ctx, parent[:], types.Handover{Parent: parent[:], Payload: link.Payload, Signature: link.Signature})
}

// convict keeps a proof, once, and revokes the device. The caller saves the device.
func (k *Keeper) convict(ctx context.Context, device types.Device, proof types.DoubleSpend, counter uint64) (types.Device, error) {
	known, err := k.doubleSpends.Has(ctx, keyOfProof(proof))
	if err != nil || known {
		return device, err
	}
	if err := k.doubleSpends.Set(ctx, keyOfProof(proof), proof); err != nil {
		return device, err
	}
	if err := emit(ctx, &types.EventDoubleSpend{
		DeviceId: device.Id, OperatorId: device.OperatorId, Kind: proof.Kind, Counter: counter,
	}); err != nil {
		return device, err
	}
	params, err := k.params.Get(ctx)
	if err != nil {
		return device, err
	}
	convicted := device.Convict(momentOf(ctx).time, params.ReturnPeriod)
	if convicted.Status == device.Status {
		return device, nil
	}
	return convicted, k.emitDevice(ctx, convicted, 0)
}

// cover pays a voucher: from the purse of the liable device, then from its operator's cash box up to the purse cap in
// total. What is left, also because the box has too little, becomes a claim against the operator.
func (k *Keeper) cover(ctx context.Context, s *settlement, record *types.Voucher) error {
	liable := s.devices[s.liable]
	cover := liable.Cover(currencytypes.Fen(record.AmountFen))
	settled, err := liable.Settle(cover, s.now.time)
	if err != nil {
		return err
	}
	s.devices[s.liable] = settled
	paid, err := k.guarantee(ctx, liable, cover.Guarantee)
	if err != nil {
		return err
	}
	unpaid := cover.Guarantee - paid
	record.LiableDeviceId = liable.Id
	record.PurseFen, record.GuaranteeFen, record.ClaimFen = uint64(cover.Purse), uint64(paid), uint64(cover.Claim+unpaid)
	unclaimed, err := k.credit(ctx, types.PurseID(liable.Id), record.Payee, cover.Purse+paid)
	if err != nil {
		return err
	}
	record.UnclaimedFen = uint64(unclaimed)
	if record.ClaimFen == 0 {
		return nil
	}
	return k.claims.Set(ctx, record.Id, types.NewClaim(*record, liable, unpaid))
}

// guarantee takes what the operator stands for from its cash box into the purse, all of it or nothing.
func (k *Keeper) guarantee(ctx context.Context, liable types.Device, amount currencytypes.Fen) (currencytypes.Fen, error) {
	if amount == 0 {
		return 0, nil
	}
	err := k.escrow.FromBox(ctx, types.PurseID(liable.Id), liable.OperatorId, currencytypes.MOVEMENT_TYPE_OFFLINE_LOSS, amount)
	if errors.Is(err, currencytypes.ErrInsufficientFunds) {
		return 0, nil
	}
	return amount, err
}

// credit pays from escrow as much as fits into the wallet and puts the rest aside for it: goods were delivered, so a
// limit or hold of the payee delays the money and never refuses it. It returns what was put aside.
func (k *Keeper) credit(ctx context.Context, from, payee string, amount currencytypes.Fen) (currencytypes.Fen, error) {
	wallet, err := consortiumtypes.ParseAddress(payee)
	if err != nil {
		return 0, err
	}
	room, err := k.escrow.Room(ctx, wallet)
	if err != nil {
		return 0, err
	}
	fits := min(amount, room)
	if fits > 0 {
		if err := k.escrow.ToWallet(ctx, from, wallet, fits); err != nil {
			return 0, err
		}
	}
	rest := amount - fits
	if rest == 0 {
		return 0, nil
	}
	if err := k.escrow.Move(ctx, from, types.SurplusID(payee), rest); err != nil {
		return 0, err
	}
	surplus, _, err := lookup.Maybe(ctx, k.surpluses, wallet)
	if err != nil {
		return 0, err
	}
	surplus.Wallet = payee
	if surplus, err = surplus.Add(rest); err != nil {
		return 0, err
	}
	return rest, k.surpluses.Set(ctx, wallet, surplus)
}
