// Command dcepd is a node, a client and the tools of the consortium chain.
package main

import (
	"context"
	"os"

	sdk "github.com/cosmos/cosmos-sdk/types"

	"github.com/dcep-consortium/dcepd/app"
	"github.com/dcep-consortium/dcepd/cli"
)

func main() {
	// Without a scope the SDK asks the operating system who it is at every address that it reads.
	if err := os.Setenv(sdk.EnvConfigScope, app.Name); err != nil {
		panic(err)
	}
	os.Exit(cli.ExitCode(cli.NewRootCmd().ExecuteContext(context.Background())))
}
