package localnet

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWriteStatus(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, writeStatus(&out, []Status{
		{Node: Node{Name: "pboc", Ports: portsFrom(26656)}, PID: 17, Height: 12, Peers: 3, Signs: true},
		{Node: Node{Name: "cmb-sz", Ports: portsFrom(26666)}, PID: 18, Height: 3, Peers: 1, CatchingUp: true},
		{Node: Node{Name: "boc-sz", Ports: portsFrom(26676)}},
		{Node: Node{Name: "abc-sz", Ports: portsFrom(26686)}, PID: 19, Error: "connection refused"},
	}))
	require.Equal(t, `NODE    PROCESS  HEIGHT          PEERS  SIGNS  RPC                    GRPC             REST
pboc    17       12              3      yes    tcp://127.0.0.1:26657  127.0.0.1:26659  http://127.0.0.1:26658
cmb-sz  18       3, catching up  1      no     tcp://127.0.0.1:26667  127.0.0.1:26669  http://127.0.0.1:26668
boc-sz  stopped                                tcp://127.0.0.1:26677  127.0.0.1:26679  http://127.0.0.1:26678
abc-sz  19       no answer       0      no     tcp://127.0.0.1:26687  127.0.0.1:26689  http://127.0.0.1:26688
`, out.String())
}
