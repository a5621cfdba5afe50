package keeper_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/seal"
	"github.com/dcep-consortium/dcepd/x/title/types"
)

// secrets are what the table of the README keeps to the parties.
var secrets = map[string]string{
	"number": "COSU6259880540", "vessel": "EVER EXAMPLE 014W", "port": "USLAX", "goods": "1,200 cartons of telephones", "consignee": "Pacific Trading Inc",
}

// bill is what carrier and holders keep off the chain.
func bill() seal.Content {
	content := seal.Content{Kind: "bill-of-lading"}
	for _, name := range []string{"number", "vessel", "port", "goods", "consignee"} {
		content.Fields = append(content.Fields, seal.Field{Name: name, Value: secrets[name]})
	}
	return content.Salted()
}

func committed(t *testing.T, content seal.Content) []byte {
	t.Helper()
	commitment, err := content.Commitment()
	require.NoError(t, err)
	return commitment[:]
}

// TestVisibility reads everything as a rival bank, which runs a node: events, queries and the raw store. The public reads of it
// what a node lets it query.
func TestVisibility(t *testing.T) {
	q := newQuay(t)
	first, amended := issue(1), surrender(2, shipper, types.SURRENDER_PURPOSE_AMENDMENT)
	first.ContentCommitment, amended.ContentCommitment = committed(t, bill()), committed(t, bill())
	done := amend(3)
	done.ContentCommitment = amended.ContentCommitment
	var events strings.Builder
	for _, msg := range []sdk.Msg{first, amended, done, nominate(4, shipper, agent), offer(5, shipper), accept(6)} {
		for _, event := range q.MustSend(msg) {
			fmt.Fprintf(&events, "%T %s\n", event, event)
		}
	}
	q.NextBlock()
	for place, text := range map[string]string{"events": events.String(), "queries": q.answers(), "store": q.rawStore()} {
		for name, secret := range secrets {
			require.NotContains(t, text, secret, "%s in %s", name, place)
		}
		// What the table says that members read.
		for _, shown := range []string{line.String(), shipper.String(), agent.String(), icbc} {
			require.Contains(t, text, shown, "%s in %s", shown, place)
		}
	}
	require.Contains(t, q.answers(), titleID(1))
	require.Contains(t, q.answers(), loan)
	require.NotEqual(t, first.ContentCommitment, amended.ContentCommitment, "the same content twice does not look the same")

	// A party compares what it was given with what the chain has.
	require.Equal(t, amended.ContentCommitment, q.title().ContentCommitment)
}

// answers asks every query for everything.
func (q *quay) answers() string {
	q.t.Helper()
	ctx := q.Context()
	var all strings.Builder
	add := func(answer fmt.Stringer, err error) {
		q.t.Helper()
		require.NoError(q.t, err)
		fmt.Fprintln(&all, answer)
	}
	add(q.queries.Title(ctx, &types.QueryTitleRequest{TitleId: titleID(1)}))
	add(q.queries.Acts(ctx, &types.QueryActsRequest{TitleId: titleID(1)}))
	for _, party := range []string{line.String(), shipper.String(), icbc} {
		add(q.queries.Titles(ctx, &types.QueryTitlesRequest{Party: party}))
	}
	add(q.queries.Carrier(ctx, &types.QueryCarrierRequest{Wallet: line.String()}))
	add(q.queries.Carriers(ctx, &types.QueryCarriersRequest{}))
	return all.String()
}

// rawStore is every key and value of every store of the node.
func (q *quay) rawStore() string {
	q.t.Helper()
	var all strings.Builder
	ctx := q.Context()
	for _, store := range q.App.StoreKeys() {
		iterator := ctx.KVStore(store).Iterator(nil, nil)
		for ; iterator.Valid(); iterator.Next() {
			all.Write(iterator.Key())
			all.WriteByte('\n')
			all.Write(iterator.Value())
			all.WriteByte('\n')
		}
		require.NoError(q.t, iterator.Close())
	}
	return all.String()
}
