package history

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/cosmos/cosmos-sdk/types/query"

	"github.com/dcep-consortium/dcepd/queries"
	currency "github.com/dcep-consortium/dcepd/x/currency/types"
)

// fourDays has one payment to the teahouse on each of four days, and one back.
func fourDays(t *testing.T, config Config) *chain {
	t.Helper()
	c := newChain(t, config)
	for day := range 4 {
		c.until(noon.Add(time.Duration(day) * 24 * time.Hour))
		c.record(pay(alice, teahome, uint64(day+1), fmt.Sprintf("TEA-%d", day)))
		c.record(pay(teahome, alice, uint64(10+day), fmt.Sprintf("TEA-%d", day)))
	}
	return c
}

func amounts(movements []Movement) (fen []uint64) {
	for _, movement := range movements {
		fen = append(fen, movement.AmountFen)
	}
	return fen
}

func TestMovementsByWallet(t *testing.T) {
	c := fourDays(t, Config{})
	for name, test := range map[string]struct {
		request QueryMovementsByWalletRequest
		want    []uint64
	}{
		"all":         {QueryMovementsByWalletRequest{}, []uint64{1, 10, 2, 11, 3, 12, 4, 13}},
		"in":          {QueryMovementsByWalletRequest{Direction: DIRECTION_IN}, []uint64{10, 11, 12, 13}},
		"out":         {QueryMovementsByWalletRequest{Direction: DIRECTION_OUT}, []uint64{1, 2, 3, 4}},
		"kind":        {QueryMovementsByWalletRequest{Kind: MOVEMENT_KIND_PAID, Direction: DIRECTION_IN}, []uint64{10, 11, 12, 13}},
		"other kind":  {QueryMovementsByWalletRequest{Kind: MOVEMENT_KIND_REFUNDED}, nil},
		"from a day":  {QueryMovementsByWalletRequest{FromDay: "2019-12-04"}, []uint64{3, 12, 4, 13}},
		"to a day":    {QueryMovementsByWalletRequest{ToDay: "2019-12-03"}, []uint64{1, 10, 2, 11}},
		"one day":     {QueryMovementsByWalletRequest{FromDay: "2019-12-03", ToDay: "2019-12-03"}, []uint64{2, 11}},
		"before all":  {QueryMovementsByWalletRequest{ToDay: "2019-12-01"}, nil},
		"after all":   {QueryMovementsByWalletRequest{FromDay: "2019-12-06"}, nil},
		"no day":      {QueryMovementsByWalletRequest{FromDay: "2019-12-05", ToDay: "2019-12-03"}, nil},
		"end of time": {QueryMovementsByWalletRequest{FromDay: "2000-01-01", ToDay: "9999-12-31"}, []uint64{1, 10, 2, 11, 3, 12, 4, 13}},
		"newest first": {
			QueryMovementsByWalletRequest{Pagination: &query.PageRequest{Reverse: true}, FromDay: "2019-12-04"}, []uint64{13, 4, 12, 3},
		},
	} {
		t.Run(name, func(t *testing.T) {
			test.request.Wallet = text(alice)
			require.Equal(t, test.want, amounts(c.all(t, test.request)))
		})
	}
	require.Empty(t, c.all(t, QueryMovementsByWalletRequest{Wallet: text(bob)}))
}

// TestPages: whatever the size of a page, and both ways, everything comes once.
func TestPages(t *testing.T) {
	c := fourDays(t, Config{})
	for _, direction := range []Direction{DIRECTION_UNSPECIFIED, DIRECTION_IN, DIRECTION_OUT} {
		for _, reverse := range []bool{false, true} {
			whole := c.all(t, QueryMovementsByWalletRequest{
				Wallet: text(alice), Direction: direction, Pagination: &query.PageRequest{Reverse: reverse},
			})
			for limit := uint64(1); limit <= 9; limit++ {
				var read []Movement
				page := &query.PageRequest{Limit: limit, Reverse: reverse}
				for {
					response, err := NewQueryServer(c.Recorder).MovementsByWallet(t.Context(), &QueryMovementsByWalletRequest{
						Wallet: text(alice), Direction: direction, Pagination: page,
					})
					require.NoError(t, err)
					require.LessOrEqual(t, uint64(len(response.Movements)), limit)
					require.Equal(t, int64(1), response.FromHeight)
					read = append(read, response.Movements...)
					if page.Key = response.Pagination.NextKey; page.Key == nil {
						break
					}
				}
				require.Equal(t, whole, read)
			}
		}
	}
}

// TestLargestPage: nobody gets more than a hundred entries, whatever is asked for.
func TestLargestPage(t *testing.T) {
	c := newChain(t, Config{})
	for range queries.MaxPageSize + 1 {
		c.record(pay(alice, bob, 1, ""))
	}
	for _, limit := range []uint64{0, queries.MaxPageSize, queries.MaxPageSize + 1, 1 << 63} {
		response, err := NewQueryServer(c.Recorder).MovementsByWallet(t.Context(), &QueryMovementsByWalletRequest{
			Wallet: text(alice), Pagination: &query.PageRequest{Limit: limit},
		})
		require.NoError(t, err)
		require.Len(t, response.Movements, queries.MaxPageSize)
		require.Equal(t, position(queries.MaxPageSize+1, 0), response.Pagination.NextKey)
	}
}

// TestScanIsBounded: a page that finds nothing that fits ends too, and says where to go on.
func TestScanIsBounded(t *testing.T) {
	c := newChain(t, Config{})
	var transfers []currency.Transfer
	for range maxScanned {
		transfers = append(transfers, currency.Transfer{Payee: text(bob), AmountFen: 1})
	}
	c.record(&currency.EventBatchPaid{Payer: text(alice), Transfers: transfers})
	c.record(pay(bob, alice, 7, ""))
	request := &QueryMovementsByWalletRequest{Wallet: text(alice), Direction: DIRECTION_IN}
	response, err := NewQueryServer(c.Recorder).MovementsByWallet(t.Context(), request)
	require.NoError(t, err)
	require.Empty(t, response.Movements)
	require.Equal(t, position(2, 0), response.Pagination.NextKey)
	request.Pagination = &query.PageRequest{Key: response.Pagination.NextKey}
	response, err = NewQueryServer(c.Recorder).MovementsByWallet(t.Context(), request)
	require.NoError(t, err)
	require.Equal(t, []uint64{7}, amounts(response.Movements))
	require.Nil(t, response.Pagination.NextKey)
}

func TestMovementsByReference(t *testing.T) {
	c := newChain(t, Config{})
	c.record(pay(alice, teahome, 10, "TEA-1"), pay(bob, teahome, 20, "TEA-1"), pay(bob, teahome, 30, "TEA-10"))
	c.record(
		&currency.EventRefunded{Payer: text(alice), Payee: text(teahome), AmountFen: 5, EndToEndId: "TEA-1", Reference: "BACK-1"},
		&currency.EventRefunded{Payer: text(bob), Payee: text(teahome), AmountFen: 6, EndToEndId: "TEA-1", Reference: "TEA-1"},
	)
	find := func(reference string) []uint64 {
		response, err := NewQueryServer(c.Recorder).MovementsByReference(t.Context(), &QueryMovementsByReferenceRequest{Reference: reference})
		require.NoError(t, err)
		require.Equal(t, int64(1), response.FromHeight)
		return amounts(response.Movements)
	}
	require.Equal(t, []uint64{10, 20, 5, 6}, find("TEA-1"))
	require.Equal(t, []uint64{30}, find("TEA-10"))
	require.Equal(t, []uint64{5}, find("BACK-1"))
	require.Empty(t, find("TEA"))
}

func TestScoreboardQuery(t *testing.T) {
	c := fourDays(t, Config{Scoreboard: AllRows})
	read := func(request QueryScoreboardRequest) (rows []string) {
		request.Pagination = &query.PageRequest{Limit: 3}
		for {
			response, err := NewQueryServer(c.Recorder).Scoreboard(t.Context(), &request)
			require.NoError(t, err)
			require.Equal(t, int64(1), response.FromHeight)
			for _, row := range response.Rows {
				rows = append(rows, row.Period+" "+row.OperatorId)
			}
			if request.Pagination.Key = response.Pagination.NextKey; request.Pagination.Key == nil {
				return rows
			}
		}
	}
	require.Equal(t, []string{
		"2019-12-02 abc-sz", "2019-12-02 icbc-sz", "2019-12-03 abc-sz", "2019-12-03 icbc-sz",
		"2019-12-04 abc-sz", "2019-12-04 icbc-sz", "2019-12-05 abc-sz", "2019-12-05 icbc-sz",
	}, read(QueryScoreboardRequest{}))
	require.Equal(t, []string{"2019-12-03 icbc-sz", "2019-12-04 icbc-sz"},
		read(QueryScoreboardRequest{Period: PERIOD_DAY, FromDay: "2019-12-03", ToDay: "2019-12-04", OperatorId: "icbc-sz"}))
	require.Equal(t, []string{"2019-12 abc-sz", "2019-12 icbc-sz"},
		read(QueryScoreboardRequest{Period: PERIOD_MONTH, FromDay: "2019-12-30", ToDay: "2019-12-31"}))
	require.Empty(t, read(QueryScoreboardRequest{Period: PERIOD_MONTH, FromDay: "2020-01-01"}))
	require.Empty(t, read(QueryScoreboardRequest{OperatorId: "boc-sz"}))
}

// TestServedRows: what a node's setting lets it say.
func TestServedRows(t *testing.T) {
	for _, test := range []struct {
		setting, operator string
		rows              int
		refusal           string
	}{
		{AllRows, "", 8, ""},
		{AllRows, "abc-sz", 4, ""},
		{"icbc-sz", "", 4, ""},
		{"icbc-sz", "icbc-sz", 4, ""},
		{"icbc-sz", "abc-sz", 0, "of abc-sz: this node serves those of icbc-sz: rows of the scoreboard are not served"},
		{"", "", 0, "scoreboard in [history] of the node's app.toml is empty: rows of the scoreboard are not served"},
		{"", "icbc-sz", 0, "scoreboard in [history] of the node's app.toml is empty: rows of the scoreboard are not served"},
	} {
		t.Run(test.setting+" asked for "+test.operator, func(t *testing.T) {
			c := fourDays(t, Config{Scoreboard: test.setting})
			response, err := NewQueryServer(c.Recorder).Scoreboard(t.Context(), &QueryScoreboardRequest{OperatorId: test.operator})
			if test.refusal != "" {
				require.Equal(t, status.Error(codes.NotFound, test.refusal), err)
				return
			}
			require.NoError(t, err)
			require.Len(t, response.Rows, test.rows)
		})
	}
}

func TestRefusedQueries(t *testing.T) {
	server := NewQueryServer(fourDays(t, Config{Scoreboard: AllRows}).Recorder)
	wallet := func(request QueryMovementsByWalletRequest) error {
		if request.Wallet == "" {
			request.Wallet = text(alice)
		}
		_, err := server.MovementsByWallet(t.Context(), &request)
		return err
	}
	scoreboard := func(request QueryScoreboardRequest) error {
		_, err := server.Scoreboard(t.Context(), &request)
		return err
	}
	_, member := server.MovementsByMember(t.Context(), &QueryMovementsByMemberRequest{MemberId: "ICBC"})
	_, reference := server.MovementsByReference(t.Context(), &QueryMovementsByReferenceRequest{})
	for name, err := range map[string]error{
		"address":     wallet(QueryMovementsByWalletRequest{Wallet: "alice"}),
		"from":        wallet(QueryMovementsByWalletRequest{FromDay: "today"}),
		"to":          wallet(QueryMovementsByWalletRequest{ToDay: "2019-02-29"}),
		"offset":      wallet(QueryMovementsByWalletRequest{Pagination: &query.PageRequest{Offset: 1}}),
		"count_total": wallet(QueryMovementsByWalletRequest{Pagination: &query.PageRequest{CountTotal: true}}),
		"member":      member,
		"reference":   reference,
		"operator":    scoreboard(QueryScoreboardRequest{OperatorId: "-"}),
		"period":      scoreboard(QueryScoreboardRequest{Period: 3}),
		"days":        scoreboard(QueryScoreboardRequest{FromDay: "x"}),
	} {
		require.Equal(t, codes.InvalidArgument, status.Code(err), "%s: %v", name, err)
	}
}

func TestNoHistory(t *testing.T) {
	for name, recorder := range map[string]*Recorder{"disabled": nil, "before the first block": newChain(t, Config{}).Recorder} {
		server := NewQueryServer(recorder)
		_, wallet := server.MovementsByWallet(t.Context(), &QueryMovementsByWalletRequest{Wallet: text(alice)})
		_, member := server.MovementsByMember(t.Context(), &QueryMovementsByMemberRequest{MemberId: "icbc-sz"})
		_, reference := server.MovementsByReference(t.Context(), &QueryMovementsByReferenceRequest{Reference: "PAY-1"})
		_, scoreboard := server.Scoreboard(t.Context(), &QueryScoreboardRequest{})
		_, progress := server.Progress(t.Context(), &QueryProgressRequest{})
		for _, err := range []error{wallet, member, reference, scoreboard, progress} {
			require.Equal(t, codes.NotFound, status.Code(err), name)
			require.ErrorContains(t, err, ErrDisabled.Error())
		}
	}
}

// TestBrokenDatabase: what cannot be read is the node's fault, not the client's, and never nothing.
func TestBrokenDatabase(t *testing.T) {
	c := fourDays(t, Config{})
	require.NoError(t, c.store.db.Set(movementKey(position(3, 0)), []byte{0xff}))
	_, err := NewQueryServer(c.Recorder).MovementsByWallet(t.Context(), &QueryMovementsByWalletRequest{Wallet: text(alice)})
	require.Equal(t, codes.Internal, status.Code(err))
	require.ErrorContains(t, err, ErrStored.Error())
}
