package e2e

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"
)

// plan leaves a calendar that waits for a second officer.
func (d *day) plan(t *testing.T, n *network) {
	t.Helper()
	year, file := time.Now().Year()+2, filepath.Join(t.TempDir(), "year.json")
	d.proposedYear = fmt.Sprint(year)
	writeJSON(t, file, map[string]any{"year": year, "source": "drill"})
	n.send(t, "pboc-compliance", "calendar", "propose", file)
}

// calendarFields is what the fields of requests about calendars have to be.
func (d day) calendarFields() map[string]string {
	return map[string]string{"year": "2020", "QueryProposalRequest.year": d.proposedYear, "banking_days": "5"}
}
