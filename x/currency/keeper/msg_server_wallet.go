package keeper

import (
	"context"

	"cosmossdk.io/collections"

	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/currency/types"
)

// OpenSubWallet implements types.MsgServer.
func (s msgServer) OpenSubWallet(ctx context.Context, msg *types.MsgOpenSubWallet) (*types.MsgOpenSubWalletResponse, error) {
	holder, address, err := parsePair(msg.Holder, msg.Address)
	if err != nil {
		return nil, err
	}
	chainID := sdk.UnwrapSDKContext(ctx).ChainID()
	if err := types.CheckSubWalletProof(chainID, holder, address, msg.PublicKey, msg.Proof); err != nil {
		return nil, err
	}
	return &types.MsgOpenSubWalletResponse{},
		s.keeper.openSubWallet(ctx, holder, address, msg.SharePercent, msg.Carrier, msg.ProductCertificate)
}

// UpdateWallet implements types.MsgServer.
func (s msgServer) UpdateWallet(ctx context.Context, msg *types.MsgUpdateWallet) (*types.MsgUpdateWalletResponse, error) {
	wallet, err := consortiumtypes.ParseAddress(msg.Wallet)
	if err != nil {
		return nil, err
	}
	return &types.MsgUpdateWalletResponse{}, s.keeper.updateWallet(ctx, wallet, msg)
}

// ChangeWalletClass implements types.MsgServer.
func (s msgServer) ChangeWalletClass(ctx context.Context, msg *types.MsgChangeWalletClass) (*types.MsgChangeWalletClassResponse, error) {
	wallet, err := consortiumtypes.ParseAddress(msg.Wallet)
	if err != nil {
		return nil, err
	}
	class, err := types.ParseWalletClass(msg.Class)
	if err != nil {
		return nil, err
	}
	return &types.MsgChangeWalletClassResponse{}, s.keeper.changeWalletClass(ctx, msg.Teller, wallet, class)
}

// SetOwnerLimits implements types.MsgServer.
func (s msgServer) SetOwnerLimits(ctx context.Context, msg *types.MsgSetOwnerLimits) (*types.MsgSetOwnerLimitsResponse, error) {
	holder, wallet, err := parseOwn(msg.Holder, msg.Wallet)
	if err != nil {
		return nil, err
	}
	if err := msg.Limits.Check(); err != nil {
		return nil, err
	}
	return &types.MsgSetOwnerLimitsResponse{}, s.keeper.setOwnerLimits(ctx, holder, wallet, msg.Limits)
}

// SetOperatorLimits implements types.MsgServer.
func (s msgServer) SetOperatorLimits(ctx context.Context, msg *types.MsgSetOperatorLimits) (*types.MsgSetOperatorLimitsResponse, error) {
	wallet, err := consortiumtypes.ParseAddress(msg.Wallet)
	if err != nil {
		return nil, err
	}
	if err := msg.Limits.Check(); err != nil {
		return nil, err
	}
	return &types.MsgSetOperatorLimitsResponse{}, s.keeper.setOperatorLimits(ctx, msg.Officer, wallet, msg.Limits)
}

// PlaceHold implements types.MsgServer.
func (s msgServer) PlaceHold(ctx context.Context, msg *types.MsgPlaceHold) (*types.MsgPlaceHoldResponse, error) {
	wallet, reference, err := parseExchange(msg.Wallet, msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgPlaceHoldResponse{}, s.keeper.placeHold(ctx, wallet, types.Hold{
		Wallet:    msg.Wallet,
		Reference: reference.String(),
		Side:      msg.Side,
		AmountFen: msg.AmountFen,
		Ground:    msg.Ground,
		Officer:   msg.Officer,
		EndsAt:    msg.EndsAt,
	})
}

// LiftHold implements types.MsgServer.
func (s msgServer) LiftHold(ctx context.Context, msg *types.MsgLiftHold) (*types.MsgLiftHoldResponse, error) {
	wallet, reference, err := parseExchange(msg.Wallet, msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgLiftHoldResponse{}, s.keeper.liftHold(ctx, msg.Officer, wallet, reference)
}

// CloseWallet implements types.MsgServer.
func (s msgServer) CloseWallet(ctx context.Context, msg *types.MsgCloseWallet) (*types.MsgCloseWalletResponse, error) {
	holder, wallet, err := parseOwn(msg.Holder, msg.Wallet)
	if err != nil {
		return nil, err
	}
	return &types.MsgCloseWalletResponse{}, s.keeper.closeWallet(ctx, holder, wallet)
}

// TransferWallets implements types.MsgServer.
func (s msgServer) TransferWallets(ctx context.Context, msg *types.MsgTransferWallets) (*types.MsgTransferWalletsResponse, error) {
	leaving, err := types.ParseMemberID(msg.OperatorId)
	if err != nil {
		return nil, err
	}
	return &types.MsgTransferWalletsResponse{}, s.keeper.transferWallets(ctx, msg.Treasurer, leaving)
}

// ProposeKeyReplacement implements types.MsgServer.
func (s msgServer) ProposeKeyReplacement(
	ctx context.Context, msg *types.MsgProposeKeyReplacement,
) (*types.MsgProposeKeyReplacementResponse, error) {
	wallet, reference, err := parseExchange(msg.Wallet, msg.Reference)
	if err != nil {
		return nil, err
	}
	key, err := types.ParseWalletKey(msg.NewPublicKey)
	if err != nil {
		return nil, err
	}
	return &types.MsgProposeKeyReplacementResponse{},
		s.keeper.proposeKeyReplacement(ctx, msg.Teller, wallet, reference, key, msg.Proof)
}

// ConfirmKeyReplacement implements types.MsgServer.
func (s msgServer) ConfirmKeyReplacement(
	ctx context.Context, msg *types.MsgConfirmKeyReplacement,
) (*types.MsgConfirmKeyReplacementResponse, error) {
	key, err := parseActKey(msg.Wallet, msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgConfirmKeyReplacementResponse{}, s.keeper.confirmKeyReplacement(ctx, msg.Officer, key)
}

// ObjectKeyReplacement implements types.MsgServer.
func (s msgServer) ObjectKeyReplacement(
	ctx context.Context, msg *types.MsgObjectKeyReplacement,
) (*types.MsgObjectKeyReplacementResponse, error) {
	key, err := parseActKey(msg.Holder, msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgObjectKeyReplacementResponse{}, s.keeper.objectKeyReplacement(ctx, key)
}

// CancelKeyReplacement implements types.MsgServer.
func (s msgServer) CancelKeyReplacement(
	ctx context.Context, msg *types.MsgCancelKeyReplacement,
) (*types.MsgCancelKeyReplacementResponse, error) {
	key, err := parseActKey(msg.Wallet, msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgCancelKeyReplacementResponse{}, s.keeper.cancelKeyReplacement(ctx, msg.Officer, key)
}

// CompleteKeyReplacement implements types.MsgServer.
func (s msgServer) CompleteKeyReplacement(
	ctx context.Context, msg *types.MsgCompleteKeyReplacement,
) (*types.MsgCompleteKeyReplacementResponse, error) {
	key, err := parseActKey(msg.Wallet, msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgCompleteKeyReplacementResponse{}, s.keeper.completeKeyReplacement(ctx, msg.Officer, key)
}

// ProposeEstate implements types.MsgServer.
func (s msgServer) ProposeEstate(ctx context.Context, msg *types.MsgProposeEstate) (*types.MsgProposeEstateResponse, error) {
	wallet, reference, err := parseExchange(msg.Wallet, msg.Reference)
	if err != nil {
		return nil, err
	}
	heir, err := consortiumtypes.ParseAddress(msg.Heir)
	if err != nil {
		return nil, err
	}
	return &types.MsgProposeEstateResponse{}, s.keeper.proposeEstate(ctx, msg.Teller, wallet, reference, heir, msg.DocumentHash)
}

// ConfirmEstate implements types.MsgServer.
func (s msgServer) ConfirmEstate(ctx context.Context, msg *types.MsgConfirmEstate) (*types.MsgConfirmEstateResponse, error) {
	key, err := parseActKey(msg.Wallet, msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgConfirmEstateResponse{}, s.keeper.confirmEstate(ctx, msg.Officer, key)
}

// CancelEstate implements types.MsgServer.
func (s msgServer) CancelEstate(ctx context.Context, msg *types.MsgCancelEstate) (*types.MsgCancelEstateResponse, error) {
	key, err := parseActKey(msg.Wallet, msg.Reference)
	if err != nil {
		return nil, err
	}
	return &types.MsgCancelEstateResponse{}, s.keeper.cancelEstate(ctx, msg.Officer, key)
}

// parseActKey reads wallet and the operator's own reference.
func parseActKey(wallet, reference string) (actKey, error) {
	address, parsed, err := parseExchange(wallet, reference)
	return collections.Join(address, parsed.String()), err
}

// parseOwn reads the holder and the wallet it means, which is its own when the text is empty.
func parseOwn(holder, wallet string) (sdk.AccAddress, sdk.AccAddress, error) {
	if wallet == "" {
		wallet = holder
	}
	return parsePair(holder, wallet)
}

func parsePair(first, second string) (sdk.AccAddress, sdk.AccAddress, error) {
	one, err := consortiumtypes.ParseAddress(first)
	if err != nil {
		return nil, nil, err
	}
	other, err := consortiumtypes.ParseAddress(second)
	return one, other, err
}
