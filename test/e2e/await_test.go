package e2e

import (
	"fmt"
	"testing"
	"time"
)

const (
	// patience is far longer than anything takes on an idle machine; it only ends what will never happen.
	patience     = 2 * time.Minute
	pollInterval = 100 * time.Millisecond
)

// await asks again and again until there is no error, and fails the test with the last one when patience ends.
func await(t testing.TB, what string, met func() error) {
	t.Helper()
	deadline := time.NewTimer(patience)
	defer deadline.Stop()
	ticker := time.NewTicker(pollInterval)
	defer ticker.Stop()
	for {
		err := met()
		if err == nil {
			return
		}
		select {
		case <-deadline.C:
			t.Fatalf("waited %s for %s: %s", patience, what, err)
		case <-ticker.C:
		}
	}
}

// differs is the error of a condition that is not met yet.
func differs[T comparable](what string, want, have T) error {
	if want == have {
		return nil
	}
	return fmt.Errorf("%s is %v, not yet %v", what, have, want)
}
