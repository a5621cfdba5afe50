package cli

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/cosmos/cosmos-sdk/client/flags"

	"github.com/dcep-consortium/dcepd/cli/bulk"
)

// maxShown lines are shown to a person; the result file and JSON have all.
const maxShown = 20

// fileReport is what programs get of a file.
type fileReport struct {
	File            string         `json:"file"`
	Result          string         `json:"result,omitempty"`
	Signer          string         `json:"signer"`
	InstructionDate string         `json:"instruction_date,omitempty"`
	Lines           int            `json:"lines"`
	Done            int            `json:"done"`
	Failed          int            `json:"failed"`
	Sent            int            `json:"sent"`
	Waiting         int            `json:"waiting"`
	Problems        []bulk.Problem `json:"problems,omitempty"`
}

// report shows what became of the lines.
func (f *fileRun) report(cmd *cobra.Command, results []bulk.Result) error {
	report := fileReport{
		File: f.path, Result: bulk.ResultPath(f.path), Signer: f.terms.Signer, InstructionDate: f.terms.Date, Lines: len(results),
		Done: bulk.Count(results, bulk.StatusDone), Failed: bulk.Count(results, bulk.StatusFailed),
		Sent: bulk.Count(results, bulk.StatusSent), Waiting: bulk.Count(results, bulk.StatusWaiting),
	}
	if f.clientCtx.OutputFormat == flags.OutputFormatJSON {
		return writeJSON(cmd, report)
	}
	sections := []section{{pairs: [][2]string{
		{"file", report.File},
		{"instruction date", report.InstructionDate},
		{"lines", strconv.Itoa(report.Lines)},
		{"done", strconv.Itoa(report.Done)},
		{"failed", countText(report.Failed)},
		{"outcome unknown", countText(report.Sent)},
		{"not sent", countText(report.Waiting)},
		{"result", report.Result},
	}}}
	failed := section{title: "failed", header: []string{"line", f.format.key, "height", "reason"}}
	for _, result := range results {
		if result.Status == bulk.StatusFailed {
			name := f.format.problem(f.table, result.Order, f.format.key, "").Value
			failed.rows = append(failed.rows, []string{strconv.Itoa(result.Line), name, strconv.FormatInt(result.Height, 10), result.Reason})
		}
	}
	if len(failed.rows) > 0 {
		failed.rows = failed.rows[:min(len(failed.rows), maxShown)]
		sections = append(sections, failed)
	}
	return render(cmd.OutOrStdout(), sections)
}

// refuse reports everything that is wrong with a file of which nothing was sent.
func (f *fileRun) refuse(cmd *cobra.Command, problems []bulk.Problem) error {
	slices.SortStableFunc(problems, func(a, b bulk.Problem) int { return cmp.Compare(a.Line, b.Line) })
	if f.clientCtx.OutputFormat == flags.OutputFormatJSON {
		report := fileReport{File: f.path, Signer: f.terms.Signer, InstructionDate: f.terms.Date, Lines: len(f.table.Rows), Problems: problems}
		if err := writeJSON(cmd, report); err != nil {
			return err
		}
	} else {
		table := section{title: "problems", header: []string{"line", "column", "value", "limit", "rule"}}
		for _, problem := range problems {
			table.rows = append(table.rows, []string{
				countText(problem.Line), problem.Column, problem.Value, problem.Limit, problem.Rule,
			})
		}
		if err := render(cmd.ErrOrStderr(), []section{table}); err != nil {
			return err
		}
	}
	sent := "nothing was sent"
	if f.journal != nil {
		sent = "nothing more was sent"
	}
	if len(problems) == 1 {
		return fmt.Errorf("%s: 1 rule is broken, %s", f.path, sent)
	}
	return fmt.Errorf("%s: %d rules are broken, %s", f.path, len(problems), sent)
}

// countText leaves zero out.
func countText(count int) string {
	if count == 0 {
		return ""
	}
	return strconv.Itoa(count)
}

func writeJSON(cmd *cobra.Command, value any) error {
	encoder := json.NewEncoder(cmd.OutOrStdout())
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}
