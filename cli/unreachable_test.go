package cli

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"

	rpctypes "github.com/cometbft/cometbft/rpc/jsonrpc/types"
	"github.com/stretchr/testify/require"
)

// Nobody listens at port 1.
const nobody = "--node=tcp://127.0.0.1:1"

func TestNobodyAnswers(t *testing.T) {
	home := t.TempDir()
	_, err := run(t, "keys", "add", "alice", "--home", home, "--keyring-backend", "test")
	require.NoError(t, err)
	file := filepath.Join(home, "pay.csv")
	require.NoError(t, os.WriteFile(file, []byte("payee,amount,end_to_end_id\n"+consortiumAddress+",1.00,PAY-1\n"), 0o600))
	signed := []string{nobody, "--from=alice", "--yes", "--chain-id=test-1", "--keyring-backend=test"}
	for _, args := range [][]string{
		{"status", nobody},
		{"query", "currency", "supply", nobody},
		{"query", "currency", "statements", "icbc-sz", nobody},
		{"query", "block-results", "1", nobody},
		{"watch", "box", "icbc-sz", "--below=1.00", "--once", nobody},
		append([]string{"tx", "currency", "pay", consortiumAddress, "1.00"}, signed...),
		append([]string{"tx", "currency", "pay-file", file}, signed...),
	} {
		_, err := run(t, append(args, "--home", home)...)
		require.EqualError(t, err, "no node answers at 127.0.0.1:1: connect: connection refused", args)
		require.Equal(t, exitFailed, ExitCode(err))
	}
}

func TestErrorsOfTheNodeAreReadable(t *testing.T) {
	err := readable(&rpctypes.RPCError{Code: -32603, Message: "Internal error", Data: "tx (AB) not found"})
	require.EqualError(t, err, "tx (AB) not found")
	require.NoError(t, readable(nil))
	plainError := errors.New("balance too low")
	require.EqualError(t, readable(plainError), "balance too low")
	require.ErrorIs(t, readable(plainError), plainError)
}

// An unsigned transaction says nothing of the chain, and needs no node, whatever the settings are.
func TestGenerateOnlyOffline(t *testing.T) {
	home := t.TempDir()
	_, err := run(t, "init", "node", "--chain-id", "test-1", "--home", home)
	require.NoError(t, err)
	for _, offline := range []string{"--offline=true", "--offline=false"} {
		printed, err := run(t, "tx", "currency", "pay", consortiumAddress, "1.00", "--end-to-end-id=PAY-1",
			"--from", consortiumAddress, "--generate-only", offline, "--home", home, nobody)
		require.NoError(t, err)
		var transaction struct {
			Body struct {
				Messages []struct {
					AmountFen string `json:"amount_fen"`
				} `json:"messages"`
			} `json:"body"`
		}
		require.NoError(t, json.Unmarshal([]byte(printed), &transaction), printed)
		require.Equal(t, "100", transaction.Body.Messages[0].AmountFen)
	}
}

func TestNewValidatorKeyNeedsNoNode(t *testing.T) {
	home, key := filepath.Join(t.TempDir(), "home"), filepath.Join(t.TempDir(), "next_key.json")
	_, err := run(t, "validator-key", "new", key, "--home", home)
	require.NoError(t, err)
	require.FileExists(t, key)
	_, err = run(t, "validator-key", "prove", "--validator-id", "pboc-1", "--chain-id", "test-1", "--home", home)
	require.ErrorContains(t, err, "there is no node in "+home)
}
