package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/lookup"
	"github.com/dcep-consortium/dcepd/offline"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/offline/types"
)

// device fails with ErrDeviceNotFound.
func (k *Keeper) device(ctx context.Context, id string) (types.Device, error) {
	return lookup.Find(ctx, k.devices, id, func() error { return types.ErrDeviceNotFound.Wrapf("%s", id) })
}

// ownDevice is a device of the wallet that signed (ErrDeviceNotFound, ErrNotOwner).
func (k *Keeper) ownDevice(ctx context.Context, owner, id string) (types.Device, error) {
	device, err := k.device(ctx, id)
	if err != nil {
		return device, err
	}
	return device, device.CheckOwner(owner)
}

// operatedDevice is a device of the member whose officer signed (ErrDeviceNotFound, ErrNotOperator).
func (k *Keeper) operatedDevice(ctx context.Context, officer, id string) (types.Device, error) {
	_, member, err := k.actor(ctx, officer)
	if err != nil {
		return types.Device{}, err
	}
	device, err := k.device(ctx, id)
	if err != nil {
		return device, err
	}
	return device, device.CheckOperator(member.Id)
}

func (k *Keeper) setDeviceIssuer(ctx context.Context, signer string, key []byte) error {
	officer, member, err := k.actor(ctx, signer)
	if err != nil {
		return err
	}
	if err := currencytypes.CheckNewBusiness(member); err != nil {
		return err
	}
	issuer, err := types.NewDeviceIssuer(member.Id, key)
	if err != nil {
		return err
	}
	used, err := k.issuers.Has(ctx, collections.Join(member.Id, issuer.Id))
	if err != nil {
		return err
	}
	if used {
		return types.ErrIssuerKey.Wrapf("key %s: %s has or had it", issuer.Id, member.Id)
	}
	if previous, found, err := lookup.Maybe(ctx, k.currentIssuers, member.Id); err != nil {
		return err
	} else if found {
		if err := k.supersedeIssuer(ctx, collections.Join(member.Id, previous)); err != nil {
			return err
		}
	}
	if err := k.issuers.Set(ctx, collections.Join(member.Id, issuer.Id), issuer); err != nil {
		return err
	}
	if err := k.currentIssuers.Set(ctx, member.Id, issuer.Id); err != nil {
		return err
	}
	return emit(ctx, &types.EventDeviceIssuerSet{OperatorId: member.Id, Id: issuer.Id, Officer: officer.Address})
}

func (k *Keeper) supersedeIssuer(ctx context.Context, key issuerKey) error {
	issuer, err := k.issuers.Get(ctx, key)
	if err != nil {
		return err
	}
	return k.issuers.Set(ctx, key, issuer.Supersede(momentOf(ctx).time))
}

func (k *Keeper) registerDevice(ctx context.Context, teller string, certificate offline.Certificate, proof []byte, product ident.Reference) error {
	_, member, err := k.actor(ctx, teller)
	if err != nil {
		return err
	}
	if err := currencytypes.CheckNewBusiness(member); err != nil {
		return err
	}
	now := momentOf(ctx)
	if certificate.Terms.Chain != now.chain {
		return types.ErrCertificate.Wrapf("device %s: is for another chain", certificate.Device())
	}
	if err := k.checkIssued(ctx, member.Id, certificate, proof); err != nil {
		return err
	}
	wallet, err := k.currency.Wallet(ctx, certificate.Terms.Wallet[:])
	if err != nil {
		return err
	}
	if err := k.checkServed(ctx, member.Id, wallet); err != nil {
		return err
	}
	if wallet.Status != currencytypes.WALLET_STATUS_OPEN {
		return currencytypes.ErrWalletClosed.Wrapf("wallet %s", wallet.Address)
	}
	if err := k.checkProduct(ctx, member.Id, product); err != nil {
		return err
	}
	params, err := k.params.Get(ctx)
	if err != nil {
		return err
	}
	device, err := types.NewDevice(certificate, member.Id, product, params, now.time)
	if err != nil {
		return err
	}
	exists, err := k.devices.Has(ctx, device.Id)
	if err != nil {
		return err
	}
	if exists {
		return types.ErrDeviceExists.Wrapf("%s", device.Id)
	}
	return k.saveDevice(ctx, device, 0)
}

// checkProduct asks whether devices on that secure element may be registered. One whose certificate ends later stays in
// use: it shows, and the operator decides.
func (k *Keeper) checkProduct(ctx context.Context, operatorID string, product ident.Reference) error {
	if k.products == nil {
		return nil
	}
	return k.products.CheckProduct(ctx, operatorID, product.String(), currencytypes.ProductDevice)
}

// checkIssued fails with ErrIssuer or ErrProof.
func (k *Keeper) checkIssued(ctx context.Context, memberID string, certificate offline.Certificate, proof []byte) error {
	current, err := lookup.Find(ctx, k.currentIssuers, memberID, func() error {
		return types.ErrIssuer.Wrapf("%s has no key for device certificates", memberID)
	})
	if err != nil {
		return err
	}
	issuer, err := k.issuers.Get(ctx, collections.Join(memberID, current))
	if err != nil {
		return err
	}
	consumeSignatureGas(ctx, 2)
	return issuer.CheckCertificate(certificate, proof)
}

// checkServed fails with ErrNotOperator unless the member serves the wallet now.
func (k *Keeper) checkServed(ctx context.Context, memberID string, wallet currencytypes.Wallet) error {
	operator, err := k.currency.Operator(ctx, wallet.Profile)
	if err != nil {
		return err
	}
	if operator != memberID {
		return types.ErrNotOperator.Wrapf("wallet %s is served by %s, not by %s", wallet.Address, operator, memberID)
	}
	return nil
}

func (k *Keeper) loadDevice(ctx context.Context, owner, id string, amount currencytypes.Fen) error {
	device, err := k.ownDevice(ctx, owner, id)
	if err != nil {
		return err
	}
	if device, err = device.Load(amount, momentOf(ctx).time); err != nil {
		return err
	}
	wallet, err := consortiumtypes.ParseAddress(owner)
	if err != nil {
		return err
	}
	if err := k.escrow.FromWallet(ctx, types.PurseID(id), wallet, amount); err != nil {
		return err
	}
	if err := k.devices.Set(ctx, id, device); err != nil {
		return err
	}
	return emit(ctx, &types.EventDeviceLoaded{Id: id, Wallet: owner, AmountFen: uint64(amount), LoadedFen: device.LoadedFen})
}

// stateDevice takes a device's statement. One that contradicts what the device signed with the same counter before
// convicts it and pays nothing back.
func (k *Keeper) stateDevice(ctx context.Context, owner string, signed offline.SignedStatement) error {
	statement := signed.Statement
	id := statement.Device.String()
	device, err := k.ownDevice(ctx, owner, id)
	if err != nil {
		return err
	}
	now := momentOf(ctx)
	consumeSignatureGas(ctx, 1)
	if err := device.CheckStatement(signed, now.chain); err != nil {
		return err
	}
	params, err := k.params.Get(ctx)
	if err != nil {
		return err
	}
	stated, err := device.State(statement, now.time, params.ReturnPeriod)
	if err != nil {
		return err
	}
	link := offline.Link{
		ID: statement.ID(), Device: statement.Device, Counter: statement.Counter, Payload: statement.Bytes(), Signature: signed.Signature,
	}
	proof, err := k.saw(ctx, link)
	if err != nil {
		return err
	}
	if proof != nil {
		device, err = k.convict(ctx, device, *proof, link.Counter)
		if err != nil {
			return err
		}
		return k.devices.Set(ctx, id, device.Saw(link.Counter))
	}
	if statement.Unload > 0 {
		wallet, err := consortiumtypes.ParseAddress(owner)
		if err != nil {
			return err
		}
		if err := k.escrow.RestoreToWallet(ctx, types.PurseID(id), wallet, currencytypes.Fen(statement.Unload)); err != nil {
			return err
		}
	}
	if err := k.devices.Set(ctx, id, stated); err != nil {
		return err
	}
	if err := emit(ctx, &types.EventDeviceSynced{
		Id: id, Counter: statement.Counter, BalanceFen: statement.Balance, UnloadedFen: statement.Unload,
	}); err != nil || !statement.Retire {
		return err
	}
	return k.emitDevice(ctx, stated, 0)
}

func (k *Keeper) suspendDevice(ctx context.Context, officer, id, reason string) error {
	device, err := k.operatedDevice(ctx, officer, id)
	if err != nil {
		return err
	}
	if device, err = device.Suspend(reason, momentOf(ctx).time); err != nil {
		return err
	}
	return k.saveDevice(ctx, device, 0)
}

func (k *Keeper) resumeDevice(ctx context.Context, officer, id string) error {
	device, err := k.operatedDevice(ctx, officer, id)
	if err != nil {
		return err
	}
	if device, err = device.Resume(momentOf(ctx).time); err != nil {
		return err
	}
	return k.saveDevice(ctx, device, 0)
}

func (k *Keeper) revokeDevice(ctx context.Context, officer, id, reason string) error {
	device, err := k.operatedDevice(ctx, officer, id)
	if err != nil {
		return err
	}
	params, err := k.params.Get(ctx)
	if err != nil {
		return err
	}
	if device, err = device.Revoke(reason, momentOf(ctx).time, params.ReturnPeriod); err != nil {
		return err
	}
	return k.saveDevice(ctx, device, 0)
}

// EndBlock gives revoked purses back that waited long enough. What exceeds types.MaxReturnsPerBlock waits for the next
// block, which changes no answer: vouchers are refused from the moment on at which the purse was due.
func (k *Keeper) EndBlock(ctx context.Context) error {
	now := momentOf(ctx)
	var due []string
	untilNow := collections.NewPrefixUntilPairRange[int64, string](now.time.UnixNano())
	err := k.devices.Indexes.due.Walk(ctx, untilNow, func(_ int64, id string) (bool, error) {
		due = append(due, id)
		return len(due) == types.MaxReturnsPerBlock, nil
	})
	if err != nil {
		return err
	}
	for _, id := range due {
		if err := k.defund(ctx, id, now); err != nil {
			return err
		}
	}
	return nil
}

func (k *Keeper) defund(ctx context.Context, id string, now moment) error {
	device, err := k.device(ctx, id)
	if err != nil {
		return err
	}
	device, rest, err := device.Defund(now.time)
	if err != nil {
		return err
	}
	if rest > 0 {
		wallet, err := consortiumtypes.ParseAddress(device.Wallet)
		if err != nil {
			return err
		}
		if err := k.escrow.RestoreToWallet(ctx, types.PurseID(id), wallet, rest); err != nil {
			return err
		}
	}
	return k.saveDevice(ctx, device, rest)
}

func (k *Keeper) saveDevice(ctx context.Context, device types.Device, returned currencytypes.Fen) error {
	if err := k.devices.Set(ctx, device.Id, device); err != nil {
		return err
	}
	return k.emitDevice(ctx, device, returned)
}

func (k *Keeper) emitDevice(ctx context.Context, device types.Device, returned currencytypes.Fen) error {
	return emit(ctx, &types.EventDevice{
		Id: device.Id, Wallet: device.Wallet, OperatorId: device.OperatorId, Status: device.Status, Reason: device.Reason,
		ReturnedFen: uint64(returned),
	})
}

// consumeSignatureGas pays for checking signatures before they are checked.
func consumeSignatureGas(ctx context.Context, count int) {
	sdk.UnwrapSDKContext(ctx).GasMeter().ConsumeGas(types.SignatureGas*uint64(count), "secp256r1 signatures") //nolint:gosec // a handful
}
