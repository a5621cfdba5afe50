package localnet

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const (
	pollInterval = 50 * time.Millisecond
	// stopTimeout is how long a node may take to close its databases before it is killed.
	stopTimeout = 20 * time.Second
	// tailBytes of a log are shown when a node does not start.
	tailBytes = 2000
)

var errNotStopped = errors.New("did not stop")

// PID is the node's process id, or 0 when it does not run. A process that took over the number of one that ended is not
// mistaken for the node: its command line does not have the node's home.
func (node Node) PID() int {
	content, err := os.ReadFile(node.pidFile())
	if err != nil {
		return 0
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(content)))
	if err != nil || !slices.Contains(commandLine(pid), "--home="+node.Home) {
		return 0
	}
	return pid
}

func (node Node) pidFile() string { return filepath.Join(node.Home, "node.pid") }

// launch starts the node's process and does not wait for it to be of use.
func (n *Network) launch(node Node) error {
	log, err := os.OpenFile(node.Log(), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { _ = log.Close() }() //nolint:errcheck // the process has its own handle
	command := exec.Command(n.Binary, "start", "--home="+node.Home, "--log_no_color")
	command.Stdout, command.Stderr = log, log
	command.Env = append(os.Environ(), n.Env...)
	command.SysProcAttr = processAttributes(n.Detach)
	if err := command.Start(); err != nil {
		return fmt.Errorf("node %s: %w", node.Name, err)
	}
	// Its end is noticed by its process id, as that of a node somebody else started; this only takes its exit status.
	ended := make(chan struct{})
	go func() {
		_ = command.Wait() //nolint:errcheck // see above
		close(ended)
	}()
	if err := os.WriteFile(node.pidFile(), []byte(strconv.Itoa(command.Process.Pid)+"\n"), 0o600); err != nil {
		return err
	}
	// A process shows its command line, by which it is known to be the node's, a moment after it began.
	for node.PID() == 0 {
		select {
		case <-ended:
			return nil
		case <-time.After(time.Millisecond):
		}
	}
	return nil
}

// stop asks the nodes to end, waits until they have, and kills those that do not.
func stop(nodes []Node) error {
	for _, node := range nodes {
		if err := node.signal(syscall.SIGTERM); err != nil {
			return err
		}
	}
	deadline := time.Now().Add(stopTimeout)
	for _, node := range nodes {
		if node.waitExit(deadline) {
			continue
		}
		if err := node.signal(syscall.SIGKILL); err != nil {
			return err
		}
		if !node.waitExit(time.Now().Add(stopTimeout)) {
			return fmt.Errorf("node %s: process %d %w", node.Name, node.PID(), errNotStopped)
		}
	}
	return nil
}

// signal does nothing to a node that does not run.
func (node Node) signal(signal syscall.Signal) error {
	pid := node.PID()
	if pid == 0 {
		return nil
	}
	if err := syscall.Kill(pid, signal); err != nil && !errors.Is(err, syscall.ESRCH) {
		return fmt.Errorf("node %s: signal %v to process %d: %w", node.Name, signal, pid, err)
	}
	return nil
}

func (node Node) waitExit(deadline time.Time) bool {
	for node.PID() != 0 {
		if time.Now().After(deadline) {
			return false
		}
		time.Sleep(pollInterval)
	}
	return true
}

// tail is the end of the node's log.
func (node Node) tail() string {
	log, err := os.Open(node.Log())
	if err != nil {
		return err.Error()
	}
	defer func() { _ = log.Close() }() //nolint:errcheck // only read
	if _, err := log.Seek(-tailBytes, io.SeekEnd); err != nil {
		// The log is shorter than that.
		_, err = log.Seek(0, io.SeekStart)
		if err != nil {
			return err.Error()
		}
	}
	content, err := io.ReadAll(log)
	if err != nil {
		return err.Error()
	}
	return strings.TrimSpace(string(content))
}

// copyLog prints the log and, if told to follow, what comes after, until the context is over.
func (node Node) copyLog(ctx context.Context, out io.Writer, follow bool) error {
	log, err := os.Open(node.Log())
	if err != nil {
		return err
	}
	defer func() { _ = log.Close() }() //nolint:errcheck // only read
	for {
		if _, err := io.Copy(out, log); err != nil || !follow {
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(pollInterval):
		}
	}
}
