package localnet

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// writeTable aligns columns. The first row is the heading.
func writeTable(out io.Writer, rows [][]string) error {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			fmt.Fprintf(&line, "%-*s  ", widths[i], cell)
		}
		if _, err := fmt.Fprintln(out, strings.TrimRight(line.String(), " ")); err != nil {
			return err
		}
	}
	return nil
}

func writeOutcomes(out io.Writer, outcomes []Outcome) error {
	rows := [][]string{{"#", "STEP", "SIGNED BY", "RESULT", "TRANSACTION"}}
	for _, outcome := range outcomes {
		rows = append(rows, []string{
			strconv.Itoa(outcome.Number), outcome.Step.Title, outcome.Step.Signer(), outcome.result(), outcome.Hash,
		})
	}
	return writeTable(out, rows)
}

func (o Outcome) result() string {
	switch {
	case o.Err != nil:
		return "NOT AS WRITTEN"
	case o.Step.Refused != "":
		return "refused, rightly"
	default:
		return "done"
	}
}

func writeStatus(out io.Writer, statuses []Status) error {
	rows := [][]string{{"NODE", "PROCESS", "HEIGHT", "PEERS", "SIGNS", "RPC", "GRPC", "REST"}}
	for _, s := range statuses {
		row := []string{s.Name, "stopped", "", "", "", s.Ports.RPCAddress(), s.Ports.GRPCAddress(), s.Ports.RESTAddress()}
		if s.PID != 0 {
			row[1], row[2], row[3], row[4] = strconv.Itoa(s.PID), s.height(), strconv.Itoa(s.Peers), yes(s.Signs)
		}
		rows = append(rows, row)
	}
	return writeTable(out, rows)
}

func (s Status) height() string {
	switch {
	case s.Error != "":
		return "no answer"
	case s.CatchingUp:
		return fmt.Sprintf("%d, catching up", s.Height)
	default:
		return strconv.FormatInt(s.Height, 10)
	}
}

func yes(condition bool) string {
	if condition {
		return "yes"
	}
	return "no"
}
