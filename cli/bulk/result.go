package bulk

import (
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// ResultPath is where the result of a file is.
func ResultPath(path string) string { return path + ".result.csv" }

// resultColumns follow the line number and the columns of the file itself.
var resultColumns = []string{"status", "transaction", "height", "reason"}

// WriteResult writes the lines of a file with what became of each. The file is there whole or not at all.
func WriteResult(path string, columns []string, results []Result) (err error) {
	file, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(file.Name()))
		}
	}()
	writer := csv.NewWriter(file)
	records := [][]string{slices.Concat([]string{"line"}, columns, resultColumns)}
	for _, result := range results {
		height := ""
		if result.Height > 0 {
			height = strconv.FormatInt(result.Height, 10)
		}
		outcome := []string{string(result.Status), result.Hash, height, result.Reason}
		records = append(records, slices.Concat([]string{strconv.Itoa(result.Line)}, result.Cells, outcome))
	}
	if err := errors.Join(writer.WriteAll(records), file.Sync(), file.Close()); err != nil {
		return err
	}
	if err := os.Rename(file.Name(), ResultPath(path)); err != nil {
		return err
	}
	return syncFolder(path)
}
