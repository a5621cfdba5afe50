// Package keeper keeps the inspections and orders of authorities.
package keeper

import (
	"context"
	"time"

	"github.com/cosmos/gogoproto/proto"

	"cosmossdk.io/collections"
	corestore "cosmossdk.io/core/store"

	"github.com/cosmos/cosmos-sdk/codec"
	sdk "github.com/cosmos/cosmos-sdk/types"

	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	"github.com/dcep-consortium/dcepd/x/supervision/types"
)

// Keeper holds campaigns, cases, orders and reviews of flags. What orders hold is in the currency's holds.
type Keeper struct {
	consortium types.ConsortiumKeeper
	currency   types.CurrencyKeeper

	schema           collections.Schema
	params           collections.Item[types.Params]
	authorityWallets collections.Map[string, types.AuthorityWallet]
	campaigns        collections.Map[ownKey, types.Campaign]
	cases            *caseMap
	subjects         *subjectMap
	steps            collections.Map[numberKey, types.Step]
	envelopes        collections.Map[recipientKey, types.CaseEnvelope]
	orders           *orderMap
	// orderWallets are the holds of orders in force.
	orderWallets collections.KeySet[orderWalletKey]
	changes      collections.Map[changeKey, types.OrderChange]
	flagReviews  collections.Map[flagKey, types.FlagReview]
}

// NewKeeper panics when the collections do not form a schema.
func NewKeeper(
	cdc codec.BinaryCodec, store corestore.KVStoreService, consortium types.ConsortiumKeeper, currency types.CurrencyKeeper,
) *Keeper {
	sb := collections.NewSchemaBuilder(store)
	k := &Keeper{
		consortium: consortium,
		currency:   currency,
		params:     collections.NewItem(sb, types.ParamsKey, "params", codec.CollValue[types.Params](cdc)),
		authorityWallets: collections.NewMap(sb, types.AuthorityWalletsKey, "authority_wallets", collections.StringKey,
			codec.CollValue[types.AuthorityWallet](cdc)),
		campaigns:    collections.NewMap(sb, types.CampaignsKey, "campaigns", ownKeyCodec, codec.CollValue[types.Campaign](cdc)),
		cases:        newCases(sb, cdc),
		subjects:     newSubjects(sb, cdc),
		steps:        collections.NewMap(sb, types.StepsKey, "steps", numberKeyCodec, codec.CollValue[types.Step](cdc)),
		envelopes:    collections.NewMap(sb, types.EnvelopesKey, "envelopes", recipientKeyCodec, codec.CollValue[types.CaseEnvelope](cdc)),
		orders:       newOrders(sb, cdc),
		orderWallets: collections.NewKeySet(sb, types.OrderWalletsKey, "order_wallets", orderWalletKeyCodec),
		changes:      collections.NewMap(sb, types.OrderChangesKey, "order_changes", recipientKeyCodec, codec.CollValue[types.OrderChange](cdc)),
		flagReviews:  collections.NewMap(sb, types.FlagReviewsKey, "flag_reviews", flagKeyCodec, codec.CollValue[types.FlagReview](cdc)),
	}
	schema, err := sb.Build()
	if err != nil {
		panic(err)
	}
	k.schema = schema
	return k
}

// act returns who signed, for which member, and when. The member must be an authority (ErrAuthority).
func (k *Keeper) act(ctx context.Context, address string) (types.Act, error) {
	parsed, err := consortiumtypes.ParseAddress(address)
	if err != nil {
		return types.Act{}, err
	}
	officer, member, err := k.consortium.ActingOfficer(ctx, parsed)
	if err != nil {
		return types.Act{}, err
	}
	return types.Act{Officer: officer.Address, Member: member, At: now(ctx)}, types.CheckAuthority(member)
}

// power returns what the member of the act may order (ErrPower).
func (k *Keeper) power(ctx context.Context, act types.Act) (types.Power, error) {
	params, err := k.params.Get(ctx)
	if err != nil {
		return types.Power{}, err
	}
	return params.Of(act.Member)
}

// now is the time of the block.
func now(ctx context.Context) time.Time { return sdk.UnwrapSDKContext(ctx).BlockTime() }

func emit(ctx context.Context, event proto.Message) error {
	return sdk.UnwrapSDKContext(ctx).EventManager().EmitTypedEvent(event)
}
