package cli

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/cosmos/cosmos-sdk/client"
	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/cli/bulk"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

var openWalletFileFormat = fileFormat{
	kind:     "open-wallet",
	message:  "dcep.currency.v1.MsgOpenWallet",
	required: []string{"address", "class", "kind", "region", "customer_ref", "carrier"},
	key:      "address",
	role:     "teller",
	desk:     newOpenWalletDesk,
}

func (b *builder) openWalletFileCommand() *cobra.Command {
	return b.fileCommand(&cobra.Command{
		Use:   "open-wallet-file <file.csv>",
		Short: "Open a wallet for every line of a file (teller)",
		Long: `Open a wallet for every line of a file, each line as a transaction of its own. The file is CSV with a header:

  address,class,kind,region,customer_ref,carrier
  dcep1…,iii,personal,440300,8c2f…,app

Further columns are the other flags of open-wallet, with _ for -, such as merchant_scenario; a remark is for the bank
alone and never sent. A wallet that the own member opened before with the same particulars counts as done.`,
		Example: "  dcepd tx currency open-wallet-file customers.csv --from icbc-sz-teller --yes",
	}, openWalletFileFormat)
}

// openWalletDesk opens wallets at one teller's member.
type openWalletDesk struct {
	queries          currencytypes.QueryClient
	teller, memberID string
}

func newOpenWalletDesk(ctx context.Context, clientCtx client.Context, _ string) (orderDesk, error) {
	teller := consortiumtypes.FormatAddress(clientCtx.GetFromAddress())
	answer, err := consortiumtypes.NewQueryClient(clientCtx).Officer(ctx, &consortiumtypes.QueryOfficerRequest{Address: teller})
	if err != nil {
		return nil, readable(err)
	}
	return openWalletDesk{
		queries: currencytypes.NewQueryClient(clientCtx), teller: teller, memberID: answer.Officer.MemberId,
	}, nil
}

func (d openWalletDesk) complete(message sdk.Msg) error {
	open := message.(*currencytypes.MsgOpenWallet)
	open.Teller = d.teller
	_, addressErr := consortiumtypes.ParseAddress(open.Address)
	_, classErr := currencytypes.ParseWalletClass(open.Class)
	profile, err := d.profile(open)
	if err := errors.Join(addressErr, classErr, err); err != nil {
		return err
	}
	return profile.Check()
}

// profile is what the wallet of the message will have. Message and profile name the same things by the same names.
func (d openWalletDesk) profile(open *currencytypes.MsgOpenWallet) (profile currencytypes.WalletProfile, err error) {
	from, err := reflected(open)
	if err != nil {
		return profile, err
	}
	to, err := reflected(&profile)
	if err != nil {
		return profile, err
	}
	from.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		if same := to.Descriptor().Fields().ByName(field.Name()); same != nil {
			to.Set(same, value)
		}
		return true
	})
	message, err := concrete(to)
	if err != nil {
		return profile, err
	}
	profile = *message.(*currencytypes.WalletProfile)
	profile.OperatorId = d.memberID
	return profile, nil
}

func (d openWalletDesk) find(ctx context.Context, order bulk.Order) (*bulk.Effect, error) {
	open := order.Message.(*currencytypes.MsgOpenWallet)
	answer, err := d.queries.Wallet(ctx, &currencytypes.QueryWalletRequest{Address: open.Address})
	if status.Code(err) == codes.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, readable(err)
	}
	conflict, err := d.conflict(open, answer.Wallet)
	return &bulk.Effect{Conflict: conflict}, err
}

// conflict says in what an existing wallet differs from the one to open, and nothing if it does not.
func (d openWalletDesk) conflict(open *currencytypes.MsgOpenWallet, wallet currencytypes.Wallet) (string, error) {
	if wallet.Class != open.Class {
		return fmt.Sprintf("the wallet exists with class %s, not %s", className(wallet.Class), className(open.Class)), nil
	}
	profile, err := d.profile(open)
	if err != nil {
		return "", err
	}
	profile.OpenedAt = wallet.Profile.OpenedAt
	asked, err := reflected(&profile)
	if err != nil {
		return "", err
	}
	has, err := reflected(&wallet.Profile)
	if err != nil {
		return "", err
	}
	fields := has.Descriptor().Fields()
	for i := range fields.Len() {
		field := fields.Get(i)
		if !has.Get(field).Equal(asked.Get(field)) {
			return fmt.Sprintf("the wallet exists with %s %s, not %s", title(field),
				fieldText(has, field, withUnit), fieldText(asked, field, withUnit)), nil
		}
	}
	return "", nil
}

func className(class currencytypes.WalletClass) string {
	return strings.TrimPrefix(class.String(), "WALLET_CLASS_")
}

// check has nothing to ask: whether an address is free is all that other wallets decide.
func (d openWalletDesk) check(context.Context, []bulk.Order) ([]bulk.Problem, error) { return nil, nil }

func (d openWalletDesk) summary(orders []bulk.Order) [][2]string {
	return [][2]string{{"operator", d.memberID}, {"wallets", strconv.Itoa(len(orders))}}
}
