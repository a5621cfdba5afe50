package cli

import (
	"context"
	"testing"
	"time"

	coretypes "github.com/cometbft/cometbft/rpc/core/types"
	dbm "github.com/cosmos/cosmos-db"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"cosmossdk.io/log/v2"

	"github.com/cosmos/cosmos-sdk/client"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/cli/bulk"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

func addressOf(number byte) string {
	return consortiumtypes.FormatAddress(append(make([]byte, 19), number))
}

// fakeLedger answers questions about wallets and payments.
type fakeLedger struct {
	currencytypes.QueryClient
	wallets  map[string]*currencytypes.QueryWalletResponse
	payments map[string]currencytypes.Payment
}

func (l fakeLedger) Wallet(
	_ context.Context, request *currencytypes.QueryWalletRequest, _ ...grpc.CallOption,
) (*currencytypes.QueryWalletResponse, error) {
	if wallet, known := l.wallets[request.Address]; known {
		return wallet, nil
	}
	return nil, status.Error(codes.NotFound, "wallet not found")
}

func (l fakeLedger) Payment(
	_ context.Context, request *currencytypes.QueryPaymentRequest, _ ...grpc.CallOption,
) (*currencytypes.QueryPaymentResponse, error) {
	if payment, known := l.payments[request.InstructionDate+request.EndToEndId]; known {
		return &currencytypes.QueryPaymentResponse{Payment: payment}, nil
	}
	return nil, status.Error(codes.NotFound, "payment not found")
}

func (l fakeLedger) Params(
	context.Context, *currencytypes.QueryParamsRequest, ...grpc.CallOption,
) (*currencytypes.QueryParamsResponse, error) {
	return &currencytypes.QueryParamsResponse{Params: currencytypes.Params{InstructionDays: 35}}, nil
}

// fakeClock is a node whose latest block has a time.
type fakeClock struct {
	client.CometRPC
	time time.Time
}

func (c fakeClock) Status(context.Context) (*coretypes.ResultStatus, error) {
	return &coretypes.ResultStatus{SyncInfo: coretypes.SyncInfo{LatestBlockTime: c.time}}, nil
}

// payer has 1,000.00 yuan and paid 100.00 today, 200.00 this year.
func newPayDesk() (payDesk, fakeLedger) {
	ledger := fakeLedger{wallets: map[string]*currencytypes.QueryWalletResponse{}, payments: map[string]currencytypes.Payment{}}
	for number := range byte(3) {
		ledger.wallets[addressOf(number)] = &currencytypes.QueryWalletResponse{
			AvailableFen: 1000_00, Wallet: currencytypes.Wallet{
				Status: currencytypes.WALLET_STATUS_OPEN, BalanceFen: 1000_00, Day: "2019-12-02", DayPaidFen: 100_00, YearPaidFen: 200_00,
			},
		}
	}
	desk := payDesk{
		queries: ledger, payer: addressOf(0), date: "2019-12-02",
		clientCtx: testClientContext().WithClient(fakeClock{time: lateEvening}),
	}
	return desk, ledger
}

func payments(amounts ...uint64) []bulk.Order {
	orders := make([]bulk.Order, len(amounts))
	for i, amount := range amounts {
		orders[i] = bulk.Order{Row: bulk.Row{Line: i + 2}, Message: &currencytypes.MsgPay{
			Payer: addressOf(0), Payee: addressOf(byte(i%2 + 1)), AmountFen: amount, EndToEndId: "PAY-1", InstructionDate: "2019-12-02",
		}}
	}
	return orders
}

func TestPayFileAgainstTheChain(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*payDesk, fakeLedger)
		orders []bulk.Order
		want   []bulk.Problem
	}{
		{name: "all of the balance", orders: payments(400_00, 600_00)},
		{
			name: "a fen more", orders: payments(400_00, 600_01),
			want: []bulk.Problem{{
				Column: "amount", Value: "1,000.01 yuan", Limit: "1,000.00 yuan", Rule: "all lines together: the payer's balance that is not held",
			}},
		},
		{
			name: "exactly the limits", orders: payments(300_00, 300_00),
			change: func(_ *payDesk, l fakeLedger) {
				l.wallets[addressOf(0)].Limits = currencytypes.Limits{SingleFen: 300_00, DayFen: 700_00, YearFen: 800_00}
				l.wallets[addressOf(1)].Limits = currencytypes.Limits{BalanceFen: 1300_00}
			},
		},
		{
			name: "a fen above each limit", orders: payments(300_01, 300_00),
			change: func(_ *payDesk, l fakeLedger) {
				l.wallets[addressOf(0)].Limits = currencytypes.Limits{SingleFen: 300_00, DayFen: 700_00, YearFen: 800_00}
				l.wallets[addressOf(1)].Limits = currencytypes.Limits{BalanceFen: 1300_00}
			},
			want: []bulk.Problem{
				{Line: 2, Column: "amount", Value: "300.01 yuan", Limit: "300.00 yuan", Rule: "the payer's limit of a single payment"},
				{
					Column: "amount", Value: "700.01 yuan", Limit: "700.00 yuan",
					Rule: "all lines together: the payer's limit of the day, with what it paid today",
				},
				{
					Column: "amount", Value: "800.01 yuan", Limit: "800.00 yuan",
					Rule: "all lines together: the payer's limit of the year, with what it paid this year",
				},
				{Line: 2, Column: "amount", Value: "1,300.01 yuan", Limit: "1,300.00 yuan", Rule: "the payee's limit of its balance, afterwards"},
			},
		},
		{
			name: "usage of another day and year", orders: payments(400_00),
			change: func(_ *payDesk, l fakeLedger) {
				l.wallets[addressOf(0)].Limits = currencytypes.Limits{DayFen: 400_00, YearFen: 400_00}
				l.wallets[addressOf(0)].Wallet.Day = "2018-12-02"
			},
		},
		{
			name: "payees", orders: payments(1_00, 2_00, 3_00),
			change: func(_ *payDesk, l fakeLedger) {
				delete(l.wallets, addressOf(1))
				l.wallets[addressOf(2)].Wallet.Status = currencytypes.WALLET_STATUS_CLOSED
			},
			want: []bulk.Problem{
				{Line: 2, Column: "payee", Value: addressOf(1), Rule: "is no wallet"},
				{Line: 3, Column: "payee", Value: addressOf(2), Rule: "the wallet is closed"},
				{Line: 4, Column: "payee", Value: addressOf(1), Rule: "is no wallet"},
			},
		},
		{
			name: "closed payer", orders: payments(1_00),
			change: func(_ *payDesk, l fakeLedger) {
				l.wallets[addressOf(0)].Wallet.Status = currencytypes.WALLET_STATUS_CLOSED
			},
			want: []bulk.Problem{{Column: "payer", Value: addressOf(0), Rule: "the wallet is closed"}},
		},
		{
			name: "tomorrow", orders: payments(1_00), change: func(d *payDesk, _ fakeLedger) { d.date = "2019-12-03" },
			want: []bulk.Problem{{Column: "instruction-date", Value: "2019-12-03", Limit: "2019-12-02", Rule: "must not be after today"}},
		},
		{name: "the first day", orders: payments(1_00), change: func(d *payDesk, _ fakeLedger) { d.date = "2019-10-28" }},
		{
			name: "the day before", orders: payments(1_00), change: func(d *payDesk, _ fakeLedger) { d.date = "2019-10-27" },
			want: []bulk.Problem{{Column: "instruction-date", Value: "2019-10-27", Limit: "2019-10-28", Rule: "lies too far back"}},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			desk, ledger := newPayDesk()
			if c.change != nil {
				c.change(&desk, ledger)
			}
			problems, err := desk.check(t.Context(), c.orders)
			require.NoError(t, err)
			require.Equal(t, c.want, problems)
		})
	}
}

func TestFindPayment(t *testing.T) {
	desk, ledger := newPayDesk()
	order := payments(1_00)[0]
	effect, err := desk.find(t.Context(), order)
	require.NoError(t, err)
	require.Nil(t, effect)

	made := currencytypes.Payment{Height: 12, Transfers: []currencytypes.Transfer{{Payee: addressOf(1), AmountFen: 1_00}}}
	ledger.payments["2019-12-02PAY-1"] = made
	effect, err = desk.find(t.Context(), order)
	require.NoError(t, err)
	require.Equal(t, &bulk.Effect{Height: 12}, effect)

	for conflict, transfers := range map[string][]currencytypes.Transfer{
		"1.01 yuan to " + addressOf(1): {{Payee: addressOf(1), AmountFen: 1_01}},
		"1.00 yuan to " + addressOf(2): {{Payee: addressOf(2), AmountFen: 1_00}},
		"a batch of 2 payments":        {{Payee: addressOf(1), AmountFen: 1_00}, {Payee: addressOf(2), AmountFen: 1_00}},
	} {
		made.Transfers = transfers
		ledger.payments["2019-12-02PAY-1"] = made
		effect, err = desk.find(t.Context(), order)
		require.NoError(t, err)
		require.Equal(t, "the end-to-end id paid something else on 2019-12-02: "+conflict, effect.Conflict)
	}
}

func TestLinesBecomePayments(t *testing.T) {
	b := testBuilder(t)
	cmd, _, _ := testCommand(t)
	table := bulk.Table{
		Columns: []string{"remark", "payee", "amount", "end_to_end_id", "remittance_commitment"},
		Rows: []bulk.Row{
			{Line: 2, Cells: []string{"Wang", addressOf(1), "12.50", "PAY-1", "abcd"}},
			{Line: 3, Cells: []string{"", "nobody", "12.50", "PAY-2", ""}},
			{Line: 4, Cells: []string{"", addressOf(1), "12.5", "PAY-3", ""}},
			{Line: 5, Cells: []string{"", addressOf(1), "", "PAY-4", ""}},
			{Line: 6, Cells: []string{"", addressOf(1), "0.00", "PAY-5", ""}},
			{Line: 7, Cells: []string{"", addressOf(0), "1.00", "PAY-6", ""}},
			{Line: 8, Cells: []string{"", addressOf(1), "1.00", " PAY-7", ""}},
			{Line: 9, Cells: []string{"", addressOf(2), "0.01", "PAY-8", ""}},
		},
	}
	columns, err := b.columns(payFileFormat.message)
	require.NoError(t, err)
	require.Equal(t, []string{"payee", "amount", "end_to_end_id", "instruction_date", "remittance_commitment"}, columns)

	desk, _ := newPayDesk()
	orders, problems, err := b.orders(cmd, payFileFormat, table, desk)
	require.NoError(t, err)
	require.Len(t, orders, 2)
	require.Equal(t, table.Rows[0], orders[0].Row)
	require.Equal(t, &currencytypes.MsgPay{
		Payer: addressOf(0), Payee: addressOf(1), AmountFen: 12_50, EndToEndId: "PAY-1", InstructionDate: "2019-12-02",
		RemittanceCommitment: []byte{0xab, 0xcd},
	}, orders[0].Message)
	require.Equal(t, uint64(1), orders[1].Message.(*currencytypes.MsgPay).AmountFen)

	reasons := map[int]string{
		3: `"nobody" is neither an address`,
		4: "write yuan with exactly two decimals",
		5: "must be filled",
		6: currencytypes.ErrAmount.Error(),
		7: currencytypes.ErrPaymentToSelf.Error(),
		8: currencytypes.ErrIdentifier.Error(),
	}
	require.Len(t, problems, len(reasons))
	for _, problem := range problems {
		require.Contains(t, problem.Rule, reasons[problem.Line])
	}
}

func testBuilder(t *testing.T) *builder {
	t.Helper()
	app.SetBech32Prefix()
	return newBuilder(app.New(log.NewNopLogger(), dbm.NewMemDB(), true, noOptions{}).AutoCliOpts())
}
