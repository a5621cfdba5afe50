package cli

import (
	"context"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/cosmos/cosmos-sdk/client"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/cli/bulk"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

const flagInstructionDate = "instruction-date"

var payFileFormat = fileFormat{
	kind:     "pay",
	message:  "dcep.currency.v1.MsgPay",
	required: []string{"payee", "amount", "end_to_end_id"},
	key:      "end_to_end_id",
	role:     "payer",
	dated:    true,
	desk: func(_ context.Context, clientCtx client.Context, date string) (orderDesk, error) {
		payer := consortiumtypes.FormatAddress(clientCtx.GetFromAddress())
		return payDesk{queries: currencytypes.NewQueryClient(clientCtx), clientCtx: clientCtx, payer: payer, date: date}, nil
	},
}

func (b *builder) payFileCommand() *cobra.Command {
	return b.fileCommand(&cobra.Command{
		Use:   "pay-file <file.csv>",
		Short: "Pay every line of a file, each once (holder)",
		Long: `Pay every line of a file from one wallet, each line as a transaction of its own. The file is CSV with a header:

  payee,amount,end_to_end_id,remittance_commitment,remark
  dcep1…,1234.50,SALARY-2019-12-0001,,Wang

The amount is yuan with two decimals. The end-to-end id is the payer's own and differs in every line. The last two columns
may be left out; a remark is for the bank alone and never sent.`,
		Example: "  dcepd tx currency pay-file salaries.csv --from acme\n" +
			"  dcepd tx currency pay-file salaries.csv --from acme --instruction-date 2019-12-02 --yes -o json",
	}, payFileFormat)
}

// payDesk makes payments of one payer and instruction date.
type payDesk struct {
	clientCtx   client.Context
	queries     currencytypes.QueryClient
	payer, date string
}

func (d payDesk) complete(message sdk.Msg) error {
	pay := message.(*currencytypes.MsgPay)
	if pay.InstructionDate != "" {
		return fmt.Errorf("the instruction date is the same for all lines: --%s", flagInstructionDate)
	}
	pay.Payer, pay.InstructionDate = d.payer, d.date
	if pay.Payee == d.payer {
		return currencytypes.ErrPaymentToSelf.Wrapf("wallet %s", d.payer)
	}
	_, err := currencytypes.ParsePay(pay)
	return err
}

func (d payDesk) find(ctx context.Context, order bulk.Order) (*bulk.Effect, error) {
	pay := order.Message.(*currencytypes.MsgPay)
	answer, err := d.queries.Payment(ctx, &currencytypes.QueryPaymentRequest{
		Payer: pay.Payer, InstructionDate: pay.InstructionDate, EndToEndId: pay.EndToEndId,
	})
	if status.Code(err) == codes.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, readable(err)
	}
	effect := &bulk.Effect{Height: answer.Payment.Height}
	if made := answer.Payment.Transfers; len(made) != 1 || made[0].Payee != pay.Payee || made[0].AmountFen != pay.AmountFen {
		effect.Conflict = fmt.Sprintf("the end-to-end id paid something else on %s: %s", pay.InstructionDate, transfersText(made))
	}
	return effect, nil
}

func transfersText(made []currencytypes.Transfer) string {
	if len(made) != 1 {
		return fmt.Sprintf("a batch of %d payments", len(made))
	}
	return fmt.Sprintf("%s to %s", currencytypes.Fen(made[0].AmountFen), made[0].Payee)
}

func (d payDesk) summary(orders []bulk.Order) [][2]string {
	return [][2]string{
		{"payer", d.payer},
		{"instruction date", d.date},
		{"payments", strconv.Itoa(len(orders))},
		{"amount", totalText(orders)},
	}
}

func totalText(orders []bulk.Order) string {
	total, err := total(orders)
	if err != nil {
		return err.Error()
	}
	return total.String()
}

func total(orders []bulk.Order) (sum currencytypes.Fen, err error) {
	for _, order := range orders {
		if sum, err = sum.Add(amountOf(order)); err != nil {
			return sum, err
		}
	}
	return sum, nil
}

func amountOf(order bulk.Order) currencytypes.Fen {
	return currencytypes.Fen(order.Message.(*currencytypes.MsgPay).AmountFen)
}
