package keeper

import (
	"context"
	"encoding/hex"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/lookup"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	"github.com/dcep-consortium/dcepd/x/offline/types"
)

// InitGenesis fills the empty store, after checking that the state adds up (ErrInvalidGenesis), that the currency's
// escrow accounts hold what it promises, and that the wallets that it promises it to are open (ErrEscrow).
func (k *Keeper) InitGenesis(ctx context.Context, g *types.GenesisState) error {
	if err := types.ValidateGenesis(g); err != nil {
		return err
	}
	if err := k.params.Set(ctx, g.Params); err != nil {
		return err
	}
	for _, load := range []func(context.Context, *types.GenesisState) error{
		k.initDevices, k.initSignatures, k.initVouchers, k.initSurpluses,
	} {
		if err := load(ctx, g); err != nil {
			return err
		}
	}
	return k.CheckEscrow(ctx)
}

func (k *Keeper) initDevices(ctx context.Context, g *types.GenesisState) error {
	for _, issuer := range g.Issuers {
		if err := k.issuers.Set(ctx, collections.Join(issuer.OperatorId, issuer.Id), issuer); err != nil {
			return err
		}
		if issuer.SupersededAt != nil {
			continue
		}
		if err := k.currentIssuers.Set(ctx, issuer.OperatorId, issuer.Id); err != nil {
			return err
		}
	}
	for _, device := range g.Devices {
		if err := k.devices.Set(ctx, device.Id, device); err != nil {
			return err
		}
	}
	return nil
}

func (k *Keeper) initSignatures(ctx context.Context, g *types.GenesisState) error {
	for _, signature := range g.Signatures {
		if err := k.signatures.Set(ctx, collections.Join(signature.DeviceId, signature.Counter), signature); err != nil {
			return err
		}
	}
	for _, handover := range g.Handovers {
		if err := k.handovers.Set(ctx, handover.Parent, handover); err != nil {
			return err
		}
	}
	return nil
}

func (k *Keeper) initVouchers(ctx context.Context, g *types.GenesisState) error {
	for _, voucher := range g.Vouchers {
		if err := k.vouchers.Set(ctx, keyOfVoucher(voucher), voucher); err != nil {
			return err
		}
	}
	for _, proof := range g.DoubleSpends {
		if err := k.doubleSpends.Set(ctx, keyOfProof(proof), proof); err != nil {
			return err
		}
	}
	for _, claim := range g.Claims {
		if err := k.claims.Set(ctx, claim.VoucherId, claim); err != nil {
			return err
		}
	}
	return nil
}

func (k *Keeper) initSurpluses(ctx context.Context, g *types.GenesisState) error {
	for _, surplus := range g.Surpluses {
		wallet, err := consortiumtypes.ParseAddress(surplus.Wallet)
		if err != nil {
			return err
		}
		if err := k.surpluses.Set(ctx, wallet, surplus); err != nil {
			return err
		}
	}
	return nil
}

// ExportGenesis returns the whole state, each list in the order of its keys.
func (k *Keeper) ExportGenesis(ctx context.Context) (*types.GenesisState, error) {
	g := &types.GenesisState{}
	var err error
	if g.Params, err = k.params.Get(ctx); err != nil {
		return nil, err
	}
	if g.Issuers, err = lookup.All(ctx, k.issuers); err != nil {
		return nil, err
	}
	if g.Devices, err = lookup.All(ctx, k.devices); err != nil {
		return nil, err
	}
	if g.Signatures, err = lookup.All(ctx, k.signatures); err != nil {
		return nil, err
	}
	if g.Handovers, err = lookup.All(ctx, k.handovers); err != nil {
		return nil, err
	}
	if g.Vouchers, err = lookup.All(ctx, k.vouchers); err != nil {
		return nil, err
	}
	if g.DoubleSpends, err = lookup.All(ctx, k.doubleSpends); err != nil {
		return nil, err
	}
	if g.Claims, err = lookup.All(ctx, k.claims); err != nil {
		return nil, err
	}
	g.Surpluses, err = lookup.All(ctx, k.surpluses)
	return g, err
}

// CheckEscrow fails with ErrEscrow, naming both sides, unless each purse and each surplus is in its escrow account, and
// each wallet to which devices, surpluses and open claims may still bring money is open to take it. It reads the whole
// state: for tests, audits and imports, never for a block.
func (k *Keeper) CheckEscrow(ctx context.Context) error {
	err := k.devices.Walk(ctx, nil, func(id string, device types.Device) (bool, error) {
		if device.IsLive() {
			if err := k.checkOpen(ctx, "device "+id, device.Wallet); err != nil {
				return true, err
			}
		}
		return false, k.checkEscrow(ctx, types.PurseID(id), device.PurseFen)
	})
	if err != nil {
		return err
	}
	err = k.claims.Walk(ctx, nil, func(id []byte, claim types.Claim) (bool, error) {
		if !claim.IsOpen() {
			return false, nil
		}
		return false, k.checkOpen(ctx, "claim "+hex.EncodeToString(id), claim.Wallet)
	})
	if err != nil {
		return err
	}
	return k.surpluses.Walk(ctx, nil, func(_ sdk.AccAddress, surplus types.Surplus) (bool, error) {
		if err := k.checkOpen(ctx, "surplus", surplus.Wallet); err != nil {
			return true, err
		}
		return false, k.checkEscrow(ctx, types.SurplusID(surplus.Wallet), surplus.AmountFen)
	})
}

// checkOpen fails with ErrEscrow unless the wallet can take what is promised to it.
func (k *Keeper) checkOpen(ctx context.Context, what, address string) error {
	parsed, err := consortiumtypes.ParseAddress(address)
	if err != nil {
		return err
	}
	wallet, err := k.currency.Wallet(ctx, parsed)
	if err == nil {
		err = wallet.CheckOpen()
	}
	if err != nil {
		return types.ErrEscrow.Wrapf("%s: %s", what, err)
	}
	return nil
}

func (k *Keeper) checkEscrow(ctx context.Context, id string, recorded uint64) error {
	balance, err := k.escrow.Balance(ctx, id)
	if err != nil {
		return err
	}
	if uint64(balance) != recorded {
		return types.ErrEscrow.Wrapf("account %s holds %s, recorded is %s", id, balance, currencytypes.Fen(recorded))
	}
	return nil
}
