package cli

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/cosmos/cosmos-sdk/client"
	"github.com/cosmos/cosmos-sdk/client/flags"

	"github.com/dcep-consortium/dcepd/offline"
	consortiumtypes "github.com/dcep-consortium/dcepd/x/consortium/types"
	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

const (
	flagWallet = "wallet"
	flagOut    = "out"
)

// offlineCommand plays an offline device: a file stands for its secure element.
func offlineCommand() *cobra.Command {
	cmd := groupCommand("offline", "Pay without a network: the reference device")
	cmd.Long = `Pay without a network. A device is a file in the home, offline/<device>.json, which stands for a secure element: whoever
copies it can spend twice, and its operator answers for that up to the purse cap. Vouchers go from device to device as
text. Paying, receiving and handing over need no node; loading, syncing, unloading and settling do.`
	cmd.AddCommand(
		offlineInitCommand(), offlineCertifyCommand(), offlineShowCommand(), offlineListCommand(),
		offlinePayCommand(), offlineReceiveCommand(), offlineHandOverCommand(),
		offlineLoadCommand(), offlineSyncCommand(), offlineUnloadCommand(), offlineSettleCommand(), offlineSettleFilesCommand(),
		offlineIssuerKeyCommand(), offlineIssueCommand(),
	)
	return cmd
}

// deviceFile is where a device is kept.
func deviceFile(clientCtx client.Context, name string) string {
	return filepath.Join(clientCtx.HomeDir, "offline", name+".json")
}

// withDevice runs on a device that nobody else uses meanwhile.
func withDevice(cmd *cobra.Command, name string, run func(client.Context, *offline.Device) error) (err error) {
	clientCtx := client.GetClientContextFromCmd(cmd)
	device, err := offline.Open(deviceFile(clientCtx, name))
	if err != nil {
		return err
	}
	defer func() {
		if closed := device.Close(); err == nil {
			err = closed
		}
	}()
	return run(clientCtx, device)
}

// deviceCommand is a command on a device without a node.
func deviceCommand(use, short, example string, args int, run func(*cobra.Command, *offline.Device, []string) error) *cobra.Command {
	cmd := &cobra.Command{
		Use: use, Short: short, Example: "  dcepd offline " + example, Args: cobra.ExactArgs(args),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withDevice(cmd, args[0], func(_ client.Context, device *offline.Device) error { return run(cmd, device, args) })
		},
	}
	addOfflineFlags(cmd)
	return cmd
}

func addOfflineFlags(cmd *cobra.Command) {
	addOutputFlag(cmd.Flags())
	flags.AddKeyringFlags(cmd.Flags())
}

func offlineInitCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "init <device>", Short: "Make a device for the owner of a wallet",
		Example: "  dcepd offline init alice-card --wallet alice --chain-id dcep-pilot-1", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			clientCtx := client.GetClientContextFromCmd(cmd)
			if clientCtx.ChainID == "" {
				return fmt.Errorf("--%s is required: a device is for one chain", flags.FlagChainID)
			}
			wallet, err := walletFlag(cmd, flagWallet)
			if err != nil {
				return err
			}
			path := deviceFile(clientCtx, args[0])
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				return err
			}
			device, err := offline.Create(path, clientCtx.ChainID, wallet)
			if err != nil {
				return err
			}
			if err := showPairs(cmd, [][2]string{{"device_id", device.ID().String()}, {"public_key", device.PublicKey().String()}}); err != nil {
				return err
			}
			return device.Close()
		},
	}
	addOfflineFlags(cmd)
	cmd.Flags().String(flagWallet, "", "Wallet that owns the device: address or key name")
	cmd.Flags().String(flags.FlagChainID, "", "Chain id")
	return cmd
}

func offlineCertifyCommand() *cobra.Command {
	return deviceCommand("certify <device> <certificate>", "Take the operator's certificate, and prove that the device has its key",
		"certify alice-card alice-card.pem", 2, func(cmd *cobra.Command, device *offline.Device, args []string) error {
			text, err := os.ReadFile(args[1])
			if err != nil {
				return err
			}
			certificate, err := offline.ParseCertificateText(text)
			if err != nil {
				return err
			}
			proof, err := device.Certify(certificate)
			if err != nil {
				return err
			}
			return showPairs(cmd, [][2]string{
				{"device_id", device.ID().String()},
				{"certificate", hex.EncodeToString(certificate.Bytes())},
				{"proof", hex.EncodeToString(proof)},
			})
		})
}

func offlineShowCommand() *cobra.Command {
	return deviceCommand("show <device>", "Show what a device holds", "show alice-card", 1,
		func(cmd *cobra.Command, device *offline.Device, _ []string) error {
			wallet := device.Wallet()
			pairs := [][2]string{
				{"device_id", device.ID().String()},
				{"public_key", device.PublicKey().String()},
				{"wallet", consortiumtypes.FormatAddress(wallet[:])},
				{"chain_id", device.ChainID()},
				{"balance", currencytypes.Fen(device.Balance()).String()},
				{"counter", strconv.FormatUint(device.Counter(), 10)},
			}
			if certificate, err := device.Certificate(); err == nil {
				caps := certificate.Terms.Caps
				pairs = append(pairs, [][2]string{
					{"purse_cap", currencytypes.Fen(caps.Purse).String()},
					{"single_cap", currencytypes.Fen(caps.Single).String()},
					{"signatures_between_syncs", strconv.FormatUint(uint64(caps.Payments), 10)},
					{"hours_between_syncs", strconv.FormatUint(uint64(caps.Hours), 10)},
					{"valid_until", certificate.Terms.Until.In(beijing).Format(timeFormat)},
				}...)
			}
			if pending := device.Pending(); pending != nil {
				pairs = append(pairs, [2]string{"unconfirmed_statement", strconv.FormatUint(pending.Statement.Counter, 10)})
			}
			return showPairs(cmd, pairs)
		})
}

func offlineListCommand() *cobra.Command {
	return deviceCommand("list <device>", "List the vouchers that a device received and gave away", "list bob-card", 1,
		func(cmd *cobra.Command, device *offline.Device, _ []string) error {
			received := section{title: "received", header: []string{"voucher", "amount (yuan)", "state"}}
			for _, each := range device.Received() {
				received.rows = append(received.rows, append(voucherRow(each.Bundle.Voucher), string(each.State)))
			}
			given := section{title: "given", header: []string{"voucher", "amount (yuan)", "payee"}}
			for _, each := range device.Paid() {
				last := each.Voucher.Last()
				given.rows = append(given.rows, append(voucherRow(each.Voucher), consortiumtypes.FormatAddress(last.Payee[:])))
			}
			return showSections(cmd, received, given)
		})
}

func voucherRow(v offline.Voucher) []string {
	amount := currencytypes.Fen(v.Payment.Amount).String()
	return []string{v.Last().ID.String(), amount[:len(amount)-len(" yuan")]}
}

func offlinePayCommand() *cobra.Command {
	cmd := deviceCommand("pay <device> <payee> <amount>", "Sign a voucher; print it for the payee's device",
		"pay alice-card bob 28.50 --out voucher.pem", 3, func(cmd *cobra.Command, device *offline.Device, args []string) error {
			payee, err := walletArgument(cmd, args[1])
			if err != nil {
				return err
			}
			amount, err := currencytypes.ParseYuan(args[2])
			if err != nil {
				return explain(err, "amount")
			}
			bundle, err := device.Pay(payee, uint64(amount), now())
			if err != nil {
				return err
			}
			return writeOut(cmd, bundle.Text())
		})
	cmd.Flags().String(flagOut, "", "File to write instead of standard output")
	return cmd
}

func offlineReceiveCommand() *cobra.Command {
	return deviceCommand("receive <device> <voucher>", "Check a voucher as the payee's device does, and keep it",
		"receive bob-card voucher.pem", 2, func(cmd *cobra.Command, device *offline.Device, args []string) error {
			text, err := os.ReadFile(args[1])
			if err != nil {
				return err
			}
			bundle, err := offline.ParseBundle(text)
			if err != nil {
				return err
			}
			if err := device.Receive(bundle, now()); err != nil {
				return err
			}
			return showPairs(cmd, [][2]string{
				{"voucher", bundle.Voucher.Last().ID.String()},
				{"amount", currencytypes.Fen(bundle.Voucher.Payment.Amount).String()},
				{"from_device", bundle.Voucher.Payment.Device.String()},
			})
		})
}

func offlineHandOverCommand() *cobra.Command {
	cmd := deviceCommand("hand-over <device> <voucher-id> <payee>", "Pass a received voucher on, whole",
		"hand-over bob-card 5a1f… carol --out voucher.pem", 3, func(cmd *cobra.Command, device *offline.Device, args []string) error {
			id, err := hex.DecodeString(args[1])
			if err != nil || len(id) != len(offline.Hash{}) {
				return fmt.Errorf("voucher id %.80q must have 64 hexadecimal digits", args[1])
			}
			payee, err := walletArgument(cmd, args[2])
			if err != nil {
				return err
			}
			bundle, err := device.HandOver(offline.Hash(id), payee, now())
			if err != nil {
				return err
			}
			return writeOut(cmd, bundle.Text())
		})
	cmd.Flags().String(flagOut, "", "File to write instead of standard output")
	return cmd
}

// writeOut writes to the file that was asked for, or to standard output.
func writeOut(cmd *cobra.Command, text []byte) error {
	path, err := cmd.Flags().GetString(flagOut)
	if err != nil {
		return err
	}
	if path != "" {
		return os.WriteFile(path, text, 0o600) //nolint:gosec // the path that the user asked for
	}
	_, err = cmd.OutOrStdout().Write(text)
	return err
}

func walletFlag(cmd *cobra.Command, flag string) (offline.Address, error) {
	text, err := cmd.Flags().GetString(flag)
	if err != nil {
		return offline.Address{}, err
	}
	if text == "" {
		return offline.Address{}, fmt.Errorf("--%s is required", flag)
	}
	return walletArgument(cmd, text)
}

// walletArgument reads an address or the name of a key.
func walletArgument(cmd *cobra.Command, text string) (offline.Address, error) {
	ctx := cmd.Context()
	resolved, err := (&addressValue{ctx: &ctx, text: text}).resolve()
	if err != nil {
		return offline.Address{}, err
	}
	address, err := consortiumtypes.ParseAddress(resolved)
	if err != nil {
		return offline.Address{}, err
	}
	return offline.ParseAddress(address)
}

// showPairs prints names and values for people, or as a JSON object.
func showPairs(cmd *cobra.Command, pairs [][2]string) error {
	format, err := cmd.Flags().GetString(flags.FlagOutput)
	if err != nil {
		return err
	}
	if format != flags.OutputFormatJSON {
		return render(cmd.OutOrStdout(), []section{{pairs: pairs}})
	}
	object := map[string]string{}
	for _, pair := range pairs {
		object[pair[0]] = pair[1]
	}
	return json.NewEncoder(cmd.OutOrStdout()).Encode(object)
}

// showSections prints tables for people, or as JSON lists by title.
func showSections(cmd *cobra.Command, sections ...section) error {
	format, err := cmd.Flags().GetString(flags.FlagOutput)
	if err != nil {
		return err
	}
	if format != flags.OutputFormatJSON {
		for i := range sections {
			if len(sections[i].rows) == 0 {
				sections[i].header = nil
			}
		}
		return render(cmd.OutOrStdout(), sections)
	}
	lists := map[string][]map[string]string{}
	for _, each := range sections {
		list := []map[string]string{}
		for _, row := range each.rows {
			object := map[string]string{}
			for i, name := range each.header {
				object[name] = row[i]
			}
			list = append(list, object)
		}
		lists[each.title] = list
	}
	return json.NewEncoder(cmd.OutOrStdout()).Encode(lists)
}

// inDays is a time so many days later, in whole seconds.
func inDays(from time.Time, days uint32) time.Time {
	return from.Add(time.Duration(days) * 24 * time.Hour)
}
