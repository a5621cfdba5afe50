package localnet

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/dcep-consortium/dcepd/history"
)

// homeVariable in the environment stands for the --home of dcepd localnet.
const homeVariable = "DCEPD_LOCALNET"

var errNoSetting = errors.New("no such setting")

// configure writes what differs from an operator's defaults into the files of every node: loopback addresses, who else
// is there, and a pace for people who wait.
func (n *Network) configure() error {
	for i, node := range n.Nodes {
		settings := map[string]string{
			"filter_peers":         "true",
			"rpc.laddr":            node.Ports.RPCAddress(),
			"rpc.pprof_laddr":      "",
			"p2p.laddr":            "tcp://" + loopbackAddress(node.Ports.P2P),
			"p2p.pex":              "false",
			"p2p.persistent_peers": strings.Join(n.peersOf(node), ","),
			// All nodes share one address, which is no public one.
			"p2p.addr_book_strict":      "false",
			"p2p.allow_duplicate_ip":    "true",
			"consensus.timeout_propose": "1s",
			"consensus.timeout_commit":  "500ms",
			"api.enable":                "true",
			"api.address":               "tcp://" + loopbackAddress(node.Ports.REST),
			"grpc.enable":               "true",
			"grpc.address":              node.Ports.GRPCAddress(),
			"history.scoreboard":        node.Member,
		}
		if i == 0 {
			// The node that commands ask, and in the sample the central bank's, which may see all.
			settings["history.enable"], settings["history.scoreboard"] = "true", history.AllRows
		}
		maps.Copy(settings, n.Settings)
		if err := setFiles([]string{node.Config("config.toml"), node.Config("app.toml")}, settings); err != nil {
			return fmt.Errorf("node %s: %w", node.Name, err)
		}
		if err := n.writeClientConfig(node.Home, node.Ports); err != nil {
			return err
		}
	}
	if err := n.writeClientConfig(n.ClientHome(), n.Nodes[0].Ports); err != nil {
		return err
	}
	return n.writeActivate()
}

// peersOf is whom the node calls: founders. It would admit whomever it calls, and a node that was added shall need its
// registration.
func (n *Network) peersOf(node Node) []string {
	var peers []string
	for _, other := range n.Nodes {
		if other.Name != node.Name && other.Founder {
			peers = append(peers, fmt.Sprintf("%s@%s", other.ID, loopbackAddress(other.Ports.P2P)))
		}
	}
	return peers
}

// writeClientConfig lets the command line with that home find the node without flags.
func (n *Network) writeClientConfig(home string, ports Ports) error {
	content := fmt.Sprintf(`chain-id = %q
keyring-backend = "test"
keyring-default-keyname = ""
output = "text"
node = %q
broadcast-mode = "sync"
`, n.ChainID, ports.RPCAddress())
	path := filepath.Join(home, "config", "client.toml")
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(content), 0o600)
}

// Environment lets dcepd commands find this network and its keys without flags, and be found themselves.
func (n *Network) Environment() []string {
	return []string{
		"PATH=" + filepath.Dir(n.Binary) + string(os.PathListSeparator) + os.Getenv("PATH"),
		"DCEPD_HOME=" + n.ClientHome(),
		homeVariable + "=" + n.Home,
	}
}

// writeActivate makes the file that a person sources to talk to this network with plain dcepd commands.
func (n *Network) writeActivate() error {
	content := fmt.Sprintf(`# Source this file, and dcepd in this shell talks to this local network, with the keys of all its people.
export PATH=%s:"$PATH"
export DCEPD_HOME=%s
export %s=%s
`, quote(filepath.Dir(n.Binary)), quote(n.ClientHome()), homeVariable, quote(n.Home))
	return os.WriteFile(n.activate(), []byte(content), 0o600)
}

func (n *Network) activate() string { return filepath.Join(n.Home, activateFile) }

// quote makes one word of a text for a POSIX shell.
func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

// setFiles changes settings in whichever of the TOML files has them. One that no file has is an error: an engine that
// renamed it would otherwise silently run without.
func setFiles(paths []string, settings map[string]string) error {
	missing := maps.Clone(settings)
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		changed := setTOML(string(content), settings, func(name string) { delete(missing, name) })
		if err := os.WriteFile(path, []byte(changed), 0o600); err != nil { //nolint:gosec // in the network's own directory
			return err
		}
	}
	if len(missing) > 0 {
		return fmt.Errorf("%w: %s in %s", errNoSetting,
			strings.Join(slices.Sorted(maps.Keys(missing)), ", "), strings.Join(paths, " or "))
	}
	return nil
}

var (
	sectionLine = regexp.MustCompile(`^\[([^\[\]]+)\]\s*$`)
	settingLine = regexp.MustCompile(`^([A-Za-z0-9_-]+)\s*=\s*(.*)$`)
)

// setTOML replaces the values of settings, which are named "section.key", keeping comments and order. A value is
// written in quotes if the one that it replaces is. It reports every setting that it found.
func setTOML(content string, settings map[string]string, found func(name string)) string {
	lines := strings.Split(content, "\n")
	section := ""
	for i, line := range lines {
		if match := sectionLine.FindStringSubmatch(line); match != nil {
			section = match[1] + "."
			continue
		}
		match := settingLine.FindStringSubmatch(line)
		if match == nil {
			continue
		}
		value, ok := settings[section+match[1]]
		if !ok {
			continue
		}
		if strings.HasPrefix(match[2], `"`) {
			value = fmt.Sprintf("%q", value)
		}
		lines[i] = match[1] + " = " + value
		found(section + match[1])
	}
	return strings.Join(lines, "\n")
}
