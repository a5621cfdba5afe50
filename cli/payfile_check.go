package cli

import (
	"context"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/dcep-consortium/dcepd/cli/bulk"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

// check holds the payments against the limits of payer and payees as they are now. The chain decides each payment again
// when its turn comes.
func (d payDesk) check(ctx context.Context, orders []bulk.Order) ([]bulk.Problem, error) {
	problems, err := d.checkDate(ctx)
	if err != nil || len(orders) == 0 {
		return problems, err
	}
	ofPayer, err := d.checkPayer(ctx, orders)
	if err != nil {
		return nil, err
	}
	ofPayees, err := d.checkPayees(ctx, orders)
	return append(append(problems, ofPayer...), ofPayees...), err
}

func (d payDesk) checkDate(ctx context.Context) ([]bulk.Problem, error) {
	date, err := currencytypes.ParseDay(d.date)
	if err != nil {
		return nil, err
	}
	today, err := businessDay(ctx, d.clientCtx)
	if err != nil {
		return nil, err
	}
	params, err := d.queries.Params(ctx, &currencytypes.QueryParamsRequest{})
	if err != nil {
		return nil, readable(err)
	}
	first := today.AddDays(-int64(params.Params.InstructionDays))
	switch {
	case date > today:
		return []bulk.Problem{{Column: flagInstructionDate, Value: d.date, Limit: today.String(), Rule: "must not be after today"}}, nil
	case date < first:
		return []bulk.Problem{{Column: flagInstructionDate, Value: d.date, Limit: first.String(), Rule: "lies too far back"}}, nil
	}
	return nil, nil
}

func (d payDesk) checkPayer(ctx context.Context, orders []bulk.Order) ([]bulk.Problem, error) {
	answer, err := d.queries.Wallet(ctx, &currencytypes.QueryWalletRequest{Address: d.payer})
	if err != nil {
		return nil, readable(err)
	}
	payer, limits := answer.Wallet, answer.Limits
	if payer.Status != currencytypes.WALLET_STATUS_OPEN {
		return []bulk.Problem{{Column: "payer", Value: d.payer, Rule: "the wallet is closed"}}, nil
	}
	var problems []bulk.Problem
	for _, order := range orders {
		if amount := amountOf(order); limits.SingleFen != 0 && amount > currencytypes.Fen(limits.SingleFen) {
			problems = append(problems, bulk.Problem{
				Line: order.Line, Column: "amount", Value: amount.String(), Limit: currencytypes.Fen(limits.SingleFen).String(),
				Rule: "the payer's limit of a single payment",
			})
		}
	}
	sum, err := total(orders)
	if err != nil {
		return nil, err
	}
	today, err := businessDay(ctx, d.clientCtx)
	if err != nil {
		return nil, err
	}
	paidToday, paidThisYear, err := paidBy(payer, today)
	if err != nil {
		return nil, err
	}
	for _, rule := range []struct {
		text        string
		limit, used currencytypes.Fen
		unlimited   bool
	}{
		{"the payer's balance that is not held", currencytypes.Fen(answer.AvailableFen), 0, false},
		{"the payer's limit of the day, with what it paid today", currencytypes.Fen(limits.DayFen), paidToday, limits.DayFen == 0},
		{"the payer's limit of the year, with what it paid this year", currencytypes.Fen(limits.YearFen), paidThisYear, limits.YearFen == 0},
	} {
		asked, err := rule.used.Add(sum)
		if err != nil {
			return nil, err
		}
		if !rule.unlimited && asked > rule.limit {
			problems = append(problems, bulk.Problem{
				Column: "amount", Value: asked.String(), Limit: rule.limit.String(), Rule: "all lines together: " + rule.text,
			})
		}
	}
	return problems, nil
}

// paidBy returns what a wallet paid on the day and in its year.
func paidBy(wallet currencytypes.Wallet, today currencytypes.Day) (day, year currencytypes.Fen, err error) {
	last, err := currencytypes.ParseOptionalDay(wallet.Day)
	switch {
	case err != nil || last.IsZero() || last.Year() != today.Year():
		return 0, 0, err
	case last == today:
		day = currencytypes.Fen(wallet.DayPaidFen)
	}
	return day, currencytypes.Fen(wallet.YearPaidFen), nil
}

// checkPayees asks for each payee once.
func (d payDesk) checkPayees(ctx context.Context, orders []bulk.Order) ([]bulk.Problem, error) {
	var payees []string
	received := map[string]currencytypes.Fen{}
	for _, order := range orders {
		payee := order.Message.(*currencytypes.MsgPay).Payee
		if _, known := received[payee]; !known {
			payees = append(payees, payee)
			received[payee] = 0
		}
	}
	answers, err := ask(ctx, payees, func(ctx context.Context, payee string) (*currencytypes.QueryWalletResponse, error) {
		answer, err := d.queries.Wallet(ctx, &currencytypes.QueryWalletRequest{Address: payee})
		if status.Code(err) == codes.NotFound {
			return nil, nil
		}
		return answer, readable(err)
	})
	if err != nil {
		return nil, err
	}
	wallets := make(map[string]*currencytypes.QueryWalletResponse, len(payees))
	for i, payee := range payees {
		wallets[payee] = answers[i]
	}
	var problems []bulk.Problem
	for _, order := range orders {
		payee := order.Message.(*currencytypes.MsgPay).Payee
		if received[payee], err = received[payee].Add(amountOf(order)); err != nil {
			return nil, err
		}
		if problem := checkPayee(order.Line, payee, wallets[payee], received[payee]); problem != nil {
			problems = append(problems, *problem)
		}
	}
	return problems, nil
}

// checkPayee judges a line by what its payee has with it and the lines before.
func checkPayee(line int, payee string, wallet *currencytypes.QueryWalletResponse, received currencytypes.Fen) *bulk.Problem {
	switch {
	case wallet == nil:
		return &bulk.Problem{Line: line, Column: "payee", Value: payee, Rule: "is no wallet"}
	case wallet.Wallet.Status != currencytypes.WALLET_STATUS_OPEN:
		return &bulk.Problem{Line: line, Column: "payee", Value: payee, Rule: "the wallet is closed"}
	}
	limit := currencytypes.Fen(wallet.Limits.BalanceFen)
	after, err := currencytypes.Fen(wallet.Wallet.BalanceFen).Add(received)
	if limit != 0 && (err != nil || after > limit) {
		return &bulk.Problem{
			Line: line, Column: "amount", Value: after.String(), Limit: limit.String(), Rule: "the payee's limit of its balance, afterwards",
		}
	}
	return nil
}
