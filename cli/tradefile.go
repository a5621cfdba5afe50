package cli

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/cosmos/cosmos-sdk/client"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/cli/bulk"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	financingtypes "github.com/dcep-consortium/dcepd/x/financing/types"
	singlewindowtypes "github.com/dcep-consortium/dcepd/x/singlewindow/types"
)

var attestFileFormat = fileFormat{
	kind:     "attest-declaration",
	message:  "dcep.singlewindow.v1.MsgAttestDeclaration",
	required: []string{"document_id", "kind", "direction", "amount", "month", "content_commitment", "owner_commitment"},
	key:      "document_id",
	role:     "customs officer",
	desk:     newAttestDesk,
}

func (b *builder) attestFileCommand() *cobra.Command {
	return b.fileCommand(&cobra.Command{
		Use:   "attest-file <file.csv>",
		Short: "Put a declaration on record for every line of a file (customs officer)",
		Long: `Put a declaration on record for every line of a file, each line as a transaction of its own. The file is CSV with a header:

  document_id,kind,direction,amount,month,content_commitment,owner_commitment
  9f86…,customs-declaration,export,100000.00USD,2019-12,2c26…,fcde…

A further column owner_envelope is the sealed key; a remark is for customs alone and never sent. A declaration that is on record just so
counts as done.`,
		Example: "  dcepd tx singlewindow attest-file declarations.csv --from customs-sz-customs-officer --yes",
	}, attestFileFormat)
}

// attestDesk attests declarations as one officer.
type attestDesk struct {
	queries singlewindowtypes.QueryClient
	officer string
}

func newAttestDesk(_ context.Context, clientCtx client.Context, _ string) (orderDesk, error) {
	return attestDesk{
		queries: singlewindowtypes.NewQueryClient(clientCtx), officer: consortiumtypes.FormatAddress(clientCtx.GetFromAddress()),
	}, nil
}

func (d attestDesk) complete(message sdk.Msg) error {
	attest := message.(*singlewindowtypes.MsgAttestDeclaration)
	attest.Officer = d.officer
	_, err := singlewindowtypes.ParseDocumentID(attest.DocumentId)
	return errors.Join(err, attest.Amount.Check(), singlewindowtypes.ParseMonth(attest.Month),
		singlewindowtypes.CheckCommitment("content_commitment", attest.ContentCommitment),
		singlewindowtypes.CheckCommitment("owner_commitment", attest.OwnerCommitment))
}

func (d attestDesk) find(ctx context.Context, order bulk.Order) (*bulk.Effect, error) {
	attest := order.Message.(*singlewindowtypes.MsgAttestDeclaration)
	answer, err := d.queries.Document(ctx, &singlewindowtypes.QueryDocumentRequest{DocumentId: attest.DocumentId})
	if status.Code(err) == codes.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, readable(err)
	}
	document := answer.Document
	if document.Amount != attest.Amount || document.Kind != attest.Kind || document.Direction != attest.Direction ||
		string(document.ContentCommitment) != string(attest.ContentCommitment) {
		return &bulk.Effect{Conflict: fmt.Sprintf("is on record with %s, version %d, and other contents", document.Amount, document.Version)}, nil
	}
	return &bulk.Effect{}, nil
}

// check has nothing to ask: whether an id is free is all that others decide.
func (d attestDesk) check(context.Context, []bulk.Order) ([]bulk.Problem, error) { return nil, nil }

func (d attestDesk) summary(orders []bulk.Order) [][2]string {
	return [][2]string{{"officer", d.officer}, {"declarations", strconv.Itoa(len(orders))}}
}

var registerFileFormat = fileFormat{
	kind:     "register-pledge",
	message:  "dcep.financing.v1.MsgRegisterPledge",
	required: []string{"reference", "document_id", "authorisation", "amount", "purpose", "rate", "matures_on", "contract_commitment"},
	key:      "reference",
	role:     "trade officer",
	desk:     newRegisterDesk,
}

func (b *builder) registerFileCommand() *cobra.Command {
	return b.fileCommand(&cobra.Command{
		Use:   "register-file <file.csv>",
		Short: "Register a pledge for every line of a file (trade officer)",
		Long: `Register a pledge for every line of a file, each line as a transaction of its own. The file is CSV with a header:

  reference,document_id,authorisation,amount,purpose,rate,matures_on,contract_commitment
  LOAN-1,9f86…,AUTH-1,70000.00USD,export-receivable,7.0345,2020-03-31,2c26…

Further columns are the other flags of register, with _ for -; a remark is for the bank alone and never sent. A pledge that the own bank
registered before under the same reference with the same terms counts as done.`,
		Example: "  dcepd tx financing register-file pledges.csv --from icbc-sz-trade-officer --yes",
	}, registerFileFormat)
}

// registerDesk registers pledges of one bank.
type registerDesk struct {
	queries         financingtypes.QueryClient
	officer, bankID string
}

func newRegisterDesk(ctx context.Context, clientCtx client.Context, _ string) (orderDesk, error) {
	officer := consortiumtypes.FormatAddress(clientCtx.GetFromAddress())
	answer, err := consortiumtypes.NewQueryClient(clientCtx).Officer(ctx, &consortiumtypes.QueryOfficerRequest{Address: officer})
	if err != nil {
		return nil, readable(err)
	}
	return registerDesk{queries: financingtypes.NewQueryClient(clientCtx), officer: officer, bankID: answer.Officer.MemberId}, nil
}

func (d registerDesk) complete(message sdk.Msg) error {
	register := message.(*financingtypes.MsgRegisterPledge)
	register.Officer = d.officer
	_, idErr := singlewindowtypes.ParseDocumentID(register.DocumentId)
	_, loanErr := financingtypes.Loan(register.Amount, register.Rate)
	return errors.Join(idErr, loanErr, singlewindowtypes.CheckCommitment("contract_commitment", register.ContractCommitment))
}

func (d registerDesk) find(ctx context.Context, order bulk.Order) (*bulk.Effect, error) {
	register := order.Message.(*financingtypes.MsgRegisterPledge)
	answer, err := d.queries.Pledge(ctx, &financingtypes.QueryPledgeRequest{BankId: d.bankID, Reference: register.Reference})
	if status.Code(err) == codes.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, readable(err)
	}
	pledge := answer.Pledge
	if pledge.DocumentId != register.DocumentId || pledge.Terms.Amount != register.Amount || pledge.Terms.Rate != register.Rate ||
		pledge.Terms.MaturesOn != register.MaturesOn {
		return &bulk.Effect{Conflict: fmt.Sprintf("is registered for %s of document %s at %s until %s", pledge.Terms.Amount, pledge.DocumentId,
			pledge.Terms.Rate, pledge.Terms.MaturesOn)}, nil
	}
	return &bulk.Effect{}, nil
}

// check reports the lines whose document is gone or exhausted now. The chain decides each pledge again when its turn comes.
func (d registerDesk) check(ctx context.Context, orders []bulk.Order) ([]bulk.Problem, error) {
	answers, err := ask(ctx, orders, func(ctx context.Context, order bulk.Order) (*financingtypes.QueryMatchResponse, error) {
		register := order.Message.(*financingtypes.MsgRegisterPledge)
		answer, err := d.queries.Match(ctx, &financingtypes.QueryMatchRequest{DocumentId: register.DocumentId})
		if status.Code(err) == codes.NotFound {
			return nil, nil
		}
		return answer, readable(err)
	})
	if err != nil {
		return nil, err
	}
	var problems []bulk.Problem
	for i, answer := range answers {
		problem := bulk.Problem{
			Line: orders[i].Line, Column: "document_id", Value: orders[i].Message.(*financingtypes.MsgRegisterPledge).DocumentId,
		}
		switch {
		case answer == nil:
			problem.Rule = "is not on record"
		case answer.Exhausted:
			problem.Rule = "nothing more can be pledged of it"
		default:
			continue
		}
		problems = append(problems, problem)
	}
	return problems, nil
}

func (d registerDesk) summary(orders []bulk.Order) [][2]string {
	return [][2]string{{"bank", d.bankID}, {"pledges", strconv.Itoa(len(orders))}}
}
