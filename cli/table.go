package cli

import (
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/width"
)

const gap = "  "

// render writes sections one below the other, aligned for people.
func render(out io.Writer, sections []section) error {
	var text strings.Builder
	for i, section := range sections {
		if i > 0 {
			text.WriteByte('\n')
		}
		if section.header == nil && section.pairs == nil {
			fmt.Fprintf(&text, "no %s\n", section.title)
			continue
		}
		if section.title != "" && (len(sections) > 1 || section.pairs != nil) {
			fmt.Fprintf(&text, "%s\n", section.title)
		}
		if section.header != nil {
			writeTable(&text, section.header, section.rows)
			continue
		}
		writePairs(&text, section.pairs)
	}
	_, err := io.WriteString(out, text.String())
	return err
}

// writePairs leaves out what has no value.
func writePairs(text *strings.Builder, pairs [][2]string) {
	widest := 0
	for _, pair := range pairs {
		if pair[1] != "" {
			widest = max(widest, columns(pair[0]))
		}
	}
	for _, pair := range pairs {
		if pair[1] != "" {
			fmt.Fprintf(text, "%s%s%s\n", padRight(pair[0], widest), gap, pair[1])
		}
	}
}

func writeTable(text *strings.Builder, header []string, rows [][]string) {
	widths := make([]int, len(header))
	numeric := make([]bool, len(header))
	for column, name := range header {
		widths[column] = columns(name)
		numeric[column] = true
		for _, row := range rows {
			widths[column] = max(widths[column], columns(row[column]))
			numeric[column] = numeric[column] && isNumeric(row[column])
		}
	}
	writeRow := func(cells []string) {
		padded := make([]string, len(cells))
		for column, cell := range cells {
			if numeric[column] {
				padded[column] = padLeft(cell, widths[column])
			} else {
				padded[column] = padRight(cell, widths[column])
			}
		}
		text.WriteString(strings.TrimRight(strings.Join(padded, gap), " ") + "\n")
	}
	upper := make([]string, len(header))
	for column, name := range header {
		upper[column] = strings.ToUpper(name)
	}
	writeRow(upper)
	for _, row := range rows {
		writeRow(row)
	}
}

func isNumeric(cell string) bool {
	return strings.Trim(strings.TrimPrefix(cell, "-"), "0123456789.,") == "" && strings.Count(cell, ".") <= 1
}

func padRight(s string, to int) string { return s + strings.Repeat(" ", max(0, to-columns(s))) }
func padLeft(s string, to int) string  { return strings.Repeat(" ", max(0, to-columns(s))) + s }

// columns is the width of a text on a terminal, where a Chinese character takes two places.
func columns(s string) int {
	total := 0
	for _, r := range s {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			total += 2
		default:
			total++
		}
	}
	return total
}
