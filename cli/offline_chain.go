package cli

import (
	"context"
	"fmt"
	"os"
	"strconv"

	"github.com/spf13/cobra"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/flags"
	sdk "github.com/cosmos/cosmos-sdk/types"
	"github.com/cosmos/cosmos-sdk/types/query"

	"github.com/dcep-consortium/dcepd/offline"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
	offlinetypes "github.com/dcep-consortium/dcepd/x/offline/types"
)

const (
	flagRetire     = "retire"
	flagForHolders = "for-holders"

	// What a voucher costs at most to settle without handovers, and what each handover adds, in gas.
	settleGas   = 150_000
	handoverGas = 60_000
)

func offlineLoadCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "load <device>", Short: "Record what the chain says of a device: loads, syncs, settled vouchers, trusted operators",
		Example: "  dcepd offline load alice-card", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			clientCtx, err := client.GetClientQueryContext(cmd)
			if err != nil {
				return err
			}
			return withDevice(cmd, args[0], func(_ client.Context, device *offline.Device) error {
				if err := refreshDevice(cmd.Context(), clientCtx, device); err != nil {
					return readable(err)
				}
				return showPairs(cmd, [][2]string{{"balance", currencytypes.Fen(device.Balance()).String()}})
			})
		},
	}
	addQueryFlags(cmd)
	return cmd
}

// refreshDevice asks a node and trusts it: a real secure element would want the operator's signature.
func refreshDevice(ctx context.Context, clientCtx client.Context, device *offline.Device) error {
	queries := offlinetypes.NewQueryClient(clientCtx)
	view := offline.ChainView{}
	found, err := queries.Device(ctx, &offlinetypes.QueryDeviceRequest{DeviceId: device.ID().String()})
	switch {
	case status.Code(err) == codes.NotFound:
		// A device that is not registered yet can already learn whom to trust.
	case err != nil:
		return err
	default:
		view.Loaded, view.Counter, view.SyncedAt = found.Device.LoadedFen, found.Device.SyncedCounter, found.Device.SyncedAt
	}
	params, err := queries.Params(ctx, &offlinetypes.QueryParamsRequest{})
	if err != nil {
		return err
	}
	view.Handovers = int(params.Params.MaxHandovers)
	if view.Issuers, err = trustedIssuers(ctx, queries); err != nil {
		return err
	}
	if err := device.Refresh(view); err != nil {
		return err
	}
	return markSettled(ctx, queries, device)
}

func trustedIssuers(ctx context.Context, queries offlinetypes.QueryClient) ([]offline.TrustedIssuer, error) {
	var trusted []offline.TrustedIssuer
	request := &offlinetypes.QueryDeviceIssuersRequest{}
	for {
		page, err := queries.DeviceIssuers(ctx, request)
		if err != nil {
			return nil, err
		}
		for _, issuer := range page.Issuers {
			key, err := offline.ParsePublicKey(issuer.PublicKey)
			if err != nil {
				return nil, err
			}
			each := offline.TrustedIssuer{Operator: issuer.OperatorId, Key: key}
			if issuer.SupersededAt != nil {
				each.Superseded = *issuer.SupersededAt
			}
			trusted = append(trusted, each)
		}
		if len(page.Pagination.GetNextKey()) == 0 {
			return trusted, nil
		}
		request.Pagination = &query.PageRequest{Key: page.Pagination.NextKey}
	}
}

func markSettled(ctx context.Context, queries offlinetypes.QueryClient, device *offline.Device) error {
	for _, received := range device.Received() {
		if received.State != offline.VoucherHeld {
			continue
		}
		id := received.Bundle.Voucher.Last().ID
		_, err := queries.Voucher(ctx, &offlinetypes.QueryVoucherRequest{VoucherId: id.String()})
		if status.Code(err) == codes.NotFound {
			continue
		}
		if err != nil {
			return err
		}
		if err := device.Settled(id); err != nil {
			return err
		}
	}
	return nil
}

// sendingCommand is a command on a device that ends in a transaction of its owner.
func sendingCommand(
	use, short, example string, args cobra.PositionalArgs,
	message func(cmd *cobra.Command, device *offline.Device, owner string, args []string) (sdk.Msg, error),
) *cobra.Command {
	cmd := &cobra.Command{
		Use: use, Short: short, Example: "  dcepd offline " + example, Args: args,
		RunE: func(cmd *cobra.Command, args []string) error {
			clientCtx, err := signerContext(cmd, "owner")
			if err != nil {
				return err
			}
			owner := consortiumtypes.FormatAddress(clientCtx.GetFromAddress())
			return withDevice(cmd, args[0], func(_ client.Context, device *offline.Device) error {
				msg, err := message(cmd, device, owner, args)
				if err != nil {
					return err
				}
				return send(cmd, clientCtx, msg)
			})
		},
	}
	addTxFlags(cmd)
	return cmd
}

func offlineSyncCommand() *cobra.Command {
	return sendingCommand("sync <device>", "Tell the chain what the device holds, so that it may go on paying (then: load)",
		"sync alice-card --from alice --wait", cobra.ExactArgs(1),
		func(_ *cobra.Command, device *offline.Device, owner string, _ []string) (sdk.Msg, error) {
			return statementMessage(device, owner, 0, false)
		})
}

func offlineUnloadCommand() *cobra.Command {
	cmd := sendingCommand("unload <device> [amount]", "Deduct money from the device and get it back into the wallet (then: load)",
		"unload alice-card 100.00 --from alice --wait", cobra.RangeArgs(1, 2),
		func(cmd *cobra.Command, device *offline.Device, owner string, args []string) (sdk.Msg, error) {
			retire, err := cmd.Flags().GetBool(flagRetire)
			if err != nil {
				return nil, err
			}
			if retire == (len(args) == 2) {
				return nil, fmt.Errorf("name an amount, or --%s to get all of it and never use the device again", flagRetire)
			}
			var amount currencytypes.Fen
			if !retire {
				if amount, err = currencytypes.ParseYuan(args[1]); err != nil {
					return nil, explain(err, "amount")
				}
			}
			return statementMessage(device, owner, amount, retire)
		})
	cmd.Flags().Bool(flagRetire, false, "Deduct all and never use the device again")
	return cmd
}

// statementMessage signs a statement, or takes the one that the chain has not confirmed: a device that lost its
// transaction must not lose what it deducted.
func statementMessage(device *offline.Device, owner string, unload currencytypes.Fen, retire bool) (sdk.Msg, error) {
	pending := device.Pending()
	if pending == nil {
		signed, err := device.State(uint64(unload), retire, now())
		if err != nil {
			return nil, err
		}
		pending = &signed
	}
	if pending.Statement.Unload > 0 || pending.Statement.Retire {
		return &offlinetypes.MsgUnloadDevice{Owner: owner, Statement: pending.Bytes()}, nil
	}
	return &offlinetypes.MsgSyncDevice{Owner: owner, Statement: pending.Bytes()}, nil
}

func offlineSettleCommand() *cobra.Command {
	return sendingCommand("settle <device>", "Settle the vouchers that a device holds (then: load)",
		"settle bob-card --from bob --wait", cobra.ExactArgs(1),
		func(cmd *cobra.Command, device *offline.Device, owner string, _ []string) (sdk.Msg, error) {
			var vouchers []offline.Voucher
			for _, received := range device.Received() {
				if received.State == offline.VoucherHeld && len(vouchers) < offlinetypes.MaxBatch {
					vouchers = append(vouchers, received.Bundle.Voucher)
				}
			}
			if len(vouchers) == 0 {
				return nil, fmt.Errorf("%w: nothing to settle", offline.ErrNotHeld)
			}
			return settleMessage(cmd, owner, vouchers, false)
		})
}

func offlineSettleFilesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "settle-files <voucher>...", Short: "Settle vouchers from files, as a device wrote them or as bare bytes",
		Long: `Settle vouchers from files, as a device wrote them or as bare bytes. Their payee sends them, or with --for-holders a
teller of its operator.`,
		Example: "  dcepd offline settle-files voucher.pem --from bob --wait", Args: cobra.RangeArgs(1, offlinetypes.MaxBatch),
		RunE: func(cmd *cobra.Command, args []string) error {
			clientCtx, err := signerContext(cmd, "holder")
			if err != nil {
				return err
			}
			var vouchers []offline.Voucher
			for _, path := range args {
				text, err := os.ReadFile(path)
				if err != nil {
					return err
				}
				bundle, err := offline.ParseBundle(text)
				if err != nil {
					return fmt.Errorf("%s: %w", path, err)
				}
				vouchers = append(vouchers, bundle.Voucher)
			}
			forHolders, err := cmd.Flags().GetBool(flagForHolders)
			if err != nil {
				return err
			}
			msg, err := settleMessage(cmd, consortiumtypes.FormatAddress(clientCtx.GetFromAddress()), vouchers, forHolders)
			if err != nil {
				return err
			}
			return send(cmd, clientCtx, msg)
		},
	}
	addTxFlags(cmd)
	cmd.Flags().Bool(flagForHolders, false, "As a teller, for customers of the own member")
	return cmd
}

// settleMessage declares the gas that a batch needs, unless somebody chose another.
func settleMessage(cmd *cobra.Command, signer string, vouchers []offline.Voucher, forHolders bool) (sdk.Msg, error) {
	var batch [][]byte
	gas := flags.DefaultGasLimit
	for _, voucher := range vouchers {
		batch = append(batch, voucher.Bytes())
		gas += settleGas + handoverGas*len(voucher.Endorsements)
	}
	if !cmd.Flags().Changed(flags.FlagGas) {
		if err := cmd.Flags().Set(flags.FlagGas, strconv.Itoa(gas)); err != nil {
			return nil, err
		}
	}
	if forHolders {
		return &offlinetypes.MsgSettleForHolders{Teller: signer, Vouchers: batch}, nil
	}
	return &offlinetypes.MsgSettleOffline{Holder: signer, Vouchers: batch}, nil
}
