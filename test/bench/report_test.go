package bench_test

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/bench"
)

// report is bench.json. Metrics have their unit in their name.
type report struct {
	Machine machine `json:"machine"`
	Commit  string  `json:"commit"`
	Command string  `json:"command"`
	Started string  `json:"started"`
	// Config is how much was measured.
	Wallets       int `json:"wallets"`
	BlockPayments int `json:"block_payments"`
	Blocks        int `json:"blocks"`
	// Checks are what was proved after each measurement; one that fails ends the run.
	Checks []string `json:"checks"`

	metrics []metric
	loads   []networkLoad
}

type metric struct {
	name, meaning string
	value         float64
}

type networkLoad struct {
	Name   string       `json:"name"`
	Result bench.Result `json:"result"`
}

// machine is what the numbers depend on besides the program.
type machine struct {
	CPU    string `json:"cpu"`
	Cores  int    `json:"cores"`
	Memory string `json:"memory"`
	System string `json:"system"`
	Go     string `json:"go"`
	Cgo    string `json:"signatures"`
	// Load is the load average of the last minute before the run: above zero, others used the machine.
	Load string `json:"load_average"`
}

func newReport() *report {
	return &report{
		Machine: thisMachine(), Commit: commit(), Command: *command, Started: time.Now().UTC().Format(time.RFC3339),
		Wallets: *wallets, BlockPayments: *blockPayments, Blocks: *blocks,
	}
}

func thisMachine() machine {
	return machine{
		CPU: field("/proc/cpuinfo", "model name"), Cores: runtime.GOMAXPROCS(0), Memory: field("/proc/meminfo", "MemTotal"),
		System: runtime.GOOS + "/" + runtime.GOARCH, Go: runtime.Version(), Cgo: signatureCode, Load: loadAverage(),
	}
}

// field reads "name: value" from a file of the Linux kernel, and nothing elsewhere.
func field(path, name string) string {
	content, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(content)) {
		if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

func loadAverage() string {
	content, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	return strings.Fields(string(content))[0]
}

// commit names the sources, with a mark if they were changed.
func commit() string {
	output, err := exec.Command("git", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*").Output()
	if err != nil {
		return "unknown"
	}
	return strings.TrimSpace(string(output))
}

func (r *report) add(name string, value float64, meaning string) {
	r.metrics = append(r.metrics, metric{name: name, meaning: meaning, value: value})
}

func (r *report) value(name string) float64 {
	i := slices.IndexFunc(r.metrics, func(m metric) bool { return m.name == name })
	if i < 0 {
		return 0
	}
	return r.metrics[i].value
}

func (r *report) checked(format string, args ...any) {
	r.Checks = append(r.Checks, fmt.Sprintf(format, args...))
}

// write writes everything as one flat JSON object.
func (r *report) write(t *testing.T, path string) {
	t.Helper()
	flat := map[string]any{}
	head, err := json.Marshal(r)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(head, &flat))
	for _, m := range r.metrics {
		flat[m.name] = json.Number(number(m.value))
	}
	if len(r.loads) > 0 {
		flat["network_loads"] = r.loads
	}
	content, err := json.MarshalIndent(flat, "", "  ")
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(path, append(content, '\n'), 0o600))
}

// print shows the report to people.
func (r *report) print(out io.Writer) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, line := range [][2]string{
		{"machine", fmt.Sprintf("%s, %d cores, %s, load average %s", r.Machine.CPU, r.Machine.Cores, r.Machine.Memory, r.Machine.Load)},
		{"program", fmt.Sprintf("%s, %s, signatures in %s, commit %s", r.Machine.Go, r.Machine.System, r.Machine.Cgo, r.Commit)},
		{"command", r.Command},
		{"size", fmt.Sprintf("%d wallets, %d blocks of %d payments in process", r.Wallets, r.Blocks, r.BlockPayments)},
	} {
		_, _ = fmt.Fprintf(table, "%s\t%s\n", line[0], line[1]) //nolint:errcheck // flushed below
	}
	_, _ = fmt.Fprintln(table) //nolint:errcheck // flushed below
	for _, m := range r.metrics {
		_, _ = fmt.Fprintf(table, "%s\t%s\t%s\n", m.name, number(m.value), m.meaning) //nolint:errcheck // flushed below
	}
	for _, check := range r.Checks {
		_, _ = fmt.Fprintf(table, "checked\t%s\n", check) //nolint:errcheck // flushed below
	}
	return table.Flush()
}

// number writes small values with their digits and others whole.
func number(value float64) string {
	if value < 100 {
		return strconv.FormatFloat(value, 'f', 2, 64)
	}
	return strconv.FormatFloat(value, 'f', 0, 64)
}
