package bulk

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

const (
	barWidth = 30
	// redrawEvery and sayEvery keep a terminal calm and a log short.
	redrawEvery = 100 * time.Millisecond
	sayEvery    = 10 * time.Second
)

// ShowProgress returns what tells a person on out how far a run is: a bar on a terminal, else a line now and then. The
// second function ends the bar.
func ShowProgress(out io.Writer) (show func(Progress), done func()) {
	if !isTerminal(out) {
		return showLines(out, time.Now), func() {}
	}
	last := time.Time{}
	shown := false
	show = func(p Progress) {
		if now := time.Now(); now.Sub(last) >= redrawEvery || p.isEnd() {
			last, shown = now, true
			fmt.Fprintf(out, "\r%s\033[K", p.bar()) //nolint:errcheck // nobody is hurt when it is not seen
		}
	}
	return show, func() {
		if shown {
			fmt.Fprintln(out) //nolint:errcheck // as above
		}
	}
}

// showLines says something at the beginning, now and then, and at the end.
func showLines(out io.Writer, now func() time.Time) func(Progress) {
	var last time.Time
	said := ""
	return func(p Progress) {
		line := p.String()
		if line == said || now().Sub(last) < sayEvery && !p.isEnd() {
			return
		}
		last, said = now(), line
		fmt.Fprintln(out, line) //nolint:errcheck // nobody is hurt when it is not seen
	}
}

func isTerminal(out io.Writer) bool {
	file, ok := out.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

func (p Progress) isEnd() bool { return !p.Checking && p.Done+p.Failed == p.Total }

// String is one line for people, such as "340 of 500 done, 2 failed, 100 under way".
func (p Progress) String() string {
	if p.Checking {
		return fmt.Sprintf("asking which of %d took effect before: %d", p.Total, p.Done)
	}
	return fmt.Sprintf("%d of %d done, %d failed, %d under way", p.Done, p.Total, p.Failed, p.Sent)
}

func (p Progress) bar() string {
	full := barWidth * (p.Done + p.Failed) / max(p.Total, 1)
	return "[" + strings.Repeat("#", full) + strings.Repeat(".", barWidth-full) + "] " + p.String()
}
