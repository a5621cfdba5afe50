// Package keeper keeps the banking days of years.
package keeper

import (
	"context"
	"errors"
	"fmt"

	"github.com/cosmos/gogoproto/proto"

	"cosmossdk.io/collections"
	corestore "cosmossdk.io/core/store"

	"github.com/cosmos/cosmos-sdk/codec"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/x/calendar/types"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// Keeper holds the calendars of years.
type Keeper struct {
	consortium types.ConsortiumKeeper

	schema collections.Schema
	layout collections.Item[uint64]
	// current holds the last edition of each year, superseded those before it.
	current    collections.Map[uint32, types.Edition]
	superseded collections.Map[collections.Pair[uint32, uint32], types.Edition]
	proposals  collections.Map[uint32, types.Proposal]
}

// NewKeeper panics when the collections do not form a schema.
func NewKeeper(cdc codec.BinaryCodec, store corestore.KVStoreService, consortium types.ConsortiumKeeper) *Keeper {
	sb := collections.NewSchemaBuilder(store)
	k := &Keeper{
		consortium: consortium,
		layout:     collections.NewItem(sb, types.LayoutKey, "layout", collections.Uint64Value),
		current:    collections.NewMap(sb, types.CurrentKey, "current", collections.Uint32Key, codec.CollValue[types.Edition](cdc)),
		superseded: collections.NewMap(sb, types.SupersededKey, "superseded",
			collections.PairKeyCodec(collections.Uint32Key, collections.Uint32Key), codec.CollValue[types.Edition](cdc)),
		proposals: collections.NewMap(sb, types.ProposalsKey, "proposals", collections.Uint32Key, codec.CollValue[types.Proposal](cdc)),
	}
	schema, err := sb.Build()
	if err != nil {
		panic(err)
	}
	k.schema = schema
	return k
}

// Calendar returns the banking days as they are published now, of the years from the day's on. Ask again whenever a
// deadline is judged: days to come may change.
func (k *Keeper) Calendar(ctx context.Context, from types.Day) (types.Calendar, error) {
	var years []types.YearCalendar
	since := new(collections.Range[uint32]).StartInclusive(uint32(from.Year())) //nolint:gosec // years of days are positive and small
	err := k.current.Walk(ctx, since, func(_ uint32, edition types.Edition) (bool, error) {
		years = append(years, edition.Calendar)
		return false, nil
	})
	if err != nil {
		return types.Calendar{}, err
	}
	return types.NewCalendar(years...)
}

// AddBankingDays returns the n-th banking day following the day, as the calendars are published now.
func (k *Keeper) AddBankingDays(ctx context.Context, day types.Day, n int) (types.Day, error) {
	calendar, err := k.Calendar(ctx, day)
	return calendar.AddBankingDays(day, n), err
}

func (k *Keeper) propose(ctx context.Context, officer string, calendar types.YearCalendar) error {
	if err := k.checkOfficer(ctx, officer); err != nil {
		return err
	}
	current, err := k.edition(ctx, calendar.Year)
	if err != nil {
		return err
	}
	if err := current.CheckPublication(calendar, today(ctx)); err != nil {
		return err
	}
	if err := k.proposals.Set(ctx, calendar.Year, types.Proposal{Calendar: calendar, ProposedBy: officer}); err != nil {
		return err
	}
	return emit(ctx, &types.EventCalendarProposed{Calendar: calendar, Officer: officer})
}

func (k *Keeper) confirm(ctx context.Context, officer string, calendar types.YearCalendar) error {
	if err := k.checkOfficer(ctx, officer); err != nil {
		return err
	}
	proposal, err := k.proposal(ctx, calendar.Year)
	if err != nil {
		return err
	}
	if err := k.checkProposer(ctx, proposal.ProposedBy); err != nil {
		return types.ErrProposalStale.Wrapf("calendar of %d: %s: propose it again", calendar.Year, err)
	}
	current, err := k.edition(ctx, calendar.Year)
	if err != nil {
		return err
	}
	edition, err := proposal.Confirm(officer, calendar, current, sdk.UnwrapSDKContext(ctx).BlockHeight(), today(ctx))
	if err != nil {
		return err
	}
	if err := k.publish(ctx, current, edition); err != nil {
		return err
	}
	if err := k.proposals.Remove(ctx, calendar.Year); err != nil {
		return err
	}
	return emit(ctx, &types.EventCalendarPublished{Edition: edition})
}

// publish makes the edition the one that holds, and keeps the one before it.
func (k *Keeper) publish(ctx context.Context, current, edition types.Edition) error {
	if current.Number > 0 {
		if err := k.superseded.Set(ctx, collections.Join(current.Calendar.Year, current.Number), current); err != nil {
			return err
		}
	}
	return k.current.Set(ctx, edition.Calendar.Year, edition)
}

// checkProposer wants an officer who could still propose: of two officers, one would decide alone if the other were none any more.
func (k *Keeper) checkProposer(ctx context.Context, proposer string) error {
	address, err := consortiumtypes.ParseAddress(proposer)
	if err != nil {
		return err
	}
	officer, _, err := k.consortium.ActingOfficer(ctx, address)
	if err != nil {
		return err
	}
	if !officer.Has(consortiumtypes.ROLE_COMPLIANCE) && !officer.Has(consortiumtypes.ROLE_CONTROLLER) {
		return fmt.Errorf("%s has lost the role", proposer)
	}
	return nil
}

// checkOfficer wants an officer who may act now; the permission table knows which ones may do this.
func (k *Keeper) checkOfficer(ctx context.Context, officer string) error {
	address, err := consortiumtypes.ParseAddress(officer)
	if err != nil {
		return err
	}
	_, _, err = k.consortium.ActingOfficer(ctx, address)
	return err
}

// edition is the one that holds for the year, the zero value when none was published.
func (k *Keeper) edition(ctx context.Context, year uint32) (types.Edition, error) {
	edition, err := k.current.Get(ctx, year)
	if errors.Is(err, collections.ErrNotFound) {
		return types.Edition{}, nil
	}
	return edition, err
}

// proposal fails with ErrProposalNotFound.
func (k *Keeper) proposal(ctx context.Context, year uint32) (types.Proposal, error) {
	proposal, err := k.proposals.Get(ctx, year)
	if errors.Is(err, collections.ErrNotFound) {
		return proposal, types.ErrProposalNotFound.Wrapf("year %d", year)
	}
	return proposal, err
}

// today is the business day of the block.
func today(ctx context.Context) types.Day {
	return currencytypes.DayOf(sdk.UnwrapSDKContext(ctx).BlockTime())
}

func emit(ctx context.Context, event proto.Message) error {
	return sdk.UnwrapSDKContext(ctx).EventManager().EmitTypedEvent(event)
}
