// Command liar is a validator that breaks the rules of admission: when it is the proposer and the file that
// LIAR_PROPOSAL names exists, its block holds the transactions of that file and nothing else, whoever signed them and
// however many they are. It votes for every block, its own above all. The end-to-end tests run it among honest nodes.
package main

import (
	"bufio"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"os"

	abci "github.com/cometbft/cometbft/abci/types"

	servertypes "github.com/cosmos/cosmos-sdk/server/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/cli"
)

// proposalVariable is the environment variable with the path of the proposal: a transaction in base64 per line.
const proposalVariable = "LIAR_PROPOSAL"

type liar struct{ *app.App }

// PrepareProposal proposes the lie if there is one, else what an honest node would.
func (l liar) PrepareProposal(req *abci.RequestPrepareProposal) (*abci.ResponsePrepareProposal, error) {
	txs, err := readProposal(os.Getenv(proposalVariable))
	if errors.Is(err, os.ErrNotExist) {
		return l.App.PrepareProposal(req)
	}
	if err != nil {
		return nil, err
	}
	l.Logger().Info("proposing a lie", "height", req.Height, "transactions", len(txs))
	return &abci.ResponsePrepareProposal{Txs: txs}, nil
}

// ProcessProposal accepts everything, as a liar that wants its block would.
func (l liar) ProcessProposal(req *abci.RequestProcessProposal) (*abci.ResponseProcessProposal, error) {
	// What an honest node would say does not matter, but the application expects to be asked.
	if _, err := l.App.ProcessProposal(req); err != nil {
		return nil, err
	}
	return &abci.ResponseProcessProposal{Status: abci.ResponseProcessProposal_ACCEPT}, nil
}

func readProposal(path string) (txs [][]byte, err error) {
	file, err := os.Open(path) //nolint:gosec // named by the test that runs the liar
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		tx, err := base64.StdEncoding.DecodeString(lines.Text())
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		txs = append(txs, tx)
	}
	return txs, lines.Err()
}

func main() {
	root := cli.NewRootCmd(cli.WithApp(func(honest *app.App) servertypes.Application { return liar{honest} }))
	os.Exit(cli.ExitCode(root.ExecuteContext(context.Background())))
}
