package keeper

import (
	"encoding/hex"

	"cosmossdk.io/collections"
	collcodec "cosmossdk.io/collections/codec"

	"github.com/cosmos/cosmos-sdk/codec"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/lookup"
	"github.com/dcep-consortium/dcepd/x/supervision/types"
)

// The keys of records.
type (
	// ownKey is an authority and its own id or reference: of a campaign, a case or an order.
	ownKey = collections.Pair[string, string]
	// numberKey is a case and the number of a subject or step in it.
	numberKey = collections.Pair[ownKey, uint32]
	// recipientKey is a case and an authority.
	recipientKey = collections.Pair[ownKey, string]
	// endKey is a case and the end of an order, in seconds since 1970.
	endKey = collections.Pair[ownKey, int64]
	// customerKey is an operator and its reference of a customer, in hexadecimal.
	customerKey = collections.Pair[string, string]
	// orderWalletKey is an order and a wallet.
	orderWalletKey = collections.Pair[ownKey, sdk.AccAddress]
	// changeKey is an order and the authority's own reference.
	changeKey = collections.Pair[ownKey, string]
	// flagKey is operator, business day, customer reference and rule.
	flagKey = collections.Quad[string, types.Day, []byte, uint32]
)

type (
	caseMap    = collections.IndexedMap[ownKey, types.Case, caseIndexes]
	subjectMap = collections.IndexedMap[numberKey, types.Subject, subjectIndexes]
	orderMap   = collections.IndexedMap[ownKey, types.Order, orderIndexes]
)

var (
	dayKey              = collcodec.NewUint32Key[types.Day]()
	ownKeyCodec         = collections.PairKeyCodec(collections.StringKey, collections.StringKey)
	numberKeyCodec      = collections.PairKeyCodec(ownKeyCodec, collections.Uint32Key)
	recipientKeyCodec   = collections.PairKeyCodec(ownKeyCodec, collections.StringKey)
	endKeyCodec         = collections.PairKeyCodec(ownKeyCodec, collections.Int64Key)
	orderWalletKeyCodec = collections.PairKeyCodec(ownKeyCodec, sdk.AccAddressKey)
	flagKeyCodec        = collections.QuadKeyCodec(collections.StringKey, dayKey, collections.BytesKey, collections.Uint32Key)
)

// caseIndexes find the cases without all outcomes by their deadline, those of a campaign, and those of a lead authority
// that are not closed.
type caseIndexes struct {
	due        lookup.Index[types.Day, ownKey, types.Case]
	byCampaign lookup.Index[ownKey, ownKey, types.Case]
	open       lookup.Index[string, ownKey, types.Case]
}

// IndexesList implements collections.Indexes.
func (i caseIndexes) IndexesList() []collections.Index[ownKey, types.Case] {
	return []collections.Index[ownKey, types.Case]{i.due, i.byCampaign, i.open}
}

func newCases(sb *collections.SchemaBuilder, cdc codec.BinaryCodec) *caseMap {
	indexed := caseIndexes{
		due: lookup.NewIndex(sb, types.CasesDueKey, "cases_due", dayKey, ownKeyCodec,
			func(c types.Case) ([]types.Day, error) { return whileDue(c.Due()) }),
		byCampaign: lookup.NewIndex(sb, types.CasesByCampaignKey, "cases_by_campaign", ownKeyCodec, ownKeyCodec,
			func(c types.Case) ([]ownKey, error) {
				return only(c.CampaignId != "", collections.Join(c.CampaignLeadId, c.CampaignId)), nil
			}),
		open: lookup.NewIndex(sb, types.CasesOpenKey, "cases_open", collections.StringKey, ownKeyCodec,
			func(c types.Case) ([]string, error) { return only(c.IsOpen(), c.LeadId), nil }),
	}
	return collections.NewIndexedMap(sb, types.CasesKey, "cases", ownKeyCodec, codec.CollValue[types.Case](cdc), indexed)
}

// subjectIndexes find those who must put something right, by the last day.
type subjectIndexes struct {
	due lookup.Index[types.Day, numberKey, types.Subject]
}

// IndexesList implements collections.Indexes.
func (i subjectIndexes) IndexesList() []collections.Index[numberKey, types.Subject] {
	return []collections.Index[numberKey, types.Subject]{i.due}
}

func newSubjects(sb *collections.SchemaBuilder, cdc codec.BinaryCodec) *subjectMap {
	indexed := subjectIndexes{
		due: lookup.NewIndex(sb, types.SubjectsDueKey, "subjects_due", dayKey, numberKeyCodec,
			func(s types.Subject) ([]types.Day, error) { return whileDue(s.Due()) }),
	}
	return collections.NewIndexedMap(sb, types.SubjectsKey, "subjects", numberKeyCodec, codec.CollValue[types.Subject](cdc), indexed)
}

// orderIndexes find the orders of a case; and those in force by their end, by case and end, and by customer.
type orderIndexes struct {
	due           lookup.Index[int64, ownKey, types.Order]
	byCase        lookup.Index[ownKey, ownKey, types.Order]
	inForceByCase lookup.Index[endKey, ownKey, types.Order]
	byCustomer    lookup.Index[customerKey, ownKey, types.Order]
}

// IndexesList implements collections.Indexes.
func (i orderIndexes) IndexesList() []collections.Index[ownKey, types.Order] {
	return []collections.Index[ownKey, types.Order]{i.due, i.byCase, i.inForceByCase, i.byCustomer}
}

func newOrders(sb *collections.SchemaBuilder, cdc codec.BinaryCodec) *orderMap {
	inForce := func(o types.Order) bool { return o.Status == types.ORDER_STATUS_IN_FORCE }
	indexed := orderIndexes{
		due: lookup.NewIndex(sb, types.OrdersDueKey, "orders_due", collections.Int64Key, ownKeyCodec,
			func(o types.Order) ([]int64, error) {
				if !inForce(o) {
					return nil, nil
				}
				return []int64{o.Terms.EndsAt.Unix()}, nil
			}),
		byCase: lookup.NewIndex(sb, types.OrdersByCaseKey, "orders_by_case", ownKeyCodec, ownKeyCodec,
			func(o types.Order) ([]ownKey, error) { return []ownKey{collections.Join(o.LeadId, o.CaseId)}, nil }),
		inForceByCase: lookup.NewIndex(sb, types.OrdersInForceByCaseKey, "orders_in_force_by_case", endKeyCodec, ownKeyCodec,
			func(o types.Order) ([]endKey, error) {
				if !inForce(o) {
					return nil, nil
				}
				return []endKey{collections.Join(collections.Join(o.LeadId, o.CaseId), o.Terms.EndsAt.Unix())}, nil
			}),
		byCustomer: lookup.NewIndex(sb, types.OrdersByCustomerKey, "orders_by_customer", ownKeyCodec, ownKeyCodec,
			func(o types.Order) ([]customerKey, error) {
				if !inForce(o) || o.Terms.OperatorId == "" {
					return nil, nil
				}
				return []customerKey{customerKeyOf(o.Terms.OperatorId, o.Terms.CustomerRef)}, nil
			}),
	}
	return collections.NewIndexedMap(sb, types.OrdersKey, "orders", ownKeyCodec, codec.CollValue[types.Order](cdc), indexed)
}

func customerKeyOf(operatorID string, reference []byte) customerKey {
	return collections.Join(operatorID, hex.EncodeToString(reference))
}

// whileDue is the index reference of what is due on a day, or of what is not due at all.
func whileDue(day types.Day, due bool, err error) ([]types.Day, error) {
	if err != nil {
		return nil, err
	}
	return only(due, day), nil
}

// only is the one reference, or none.
func only[Reference any](exists bool, reference Reference) []Reference {
	if !exists {
		return nil
	}
	return []Reference{reference}
}
