package localnet

import (
	"fmt"
	"os"
	"strings"
	"syscall"
)

// processAttributes keeps the terminal's Ctrl-C from a node, which its parent stops in order. A node that is not
// detached dies with its parent, however that ends.
func processAttributes(detach bool) *syscall.SysProcAttr {
	attributes := &syscall.SysProcAttr{Setpgid: true}
	if !detach {
		attributes.Pdeathsig = syscall.SIGTERM
	}
	return attributes
}

// commandLine is the words with which a process was started; none if there is no such process or it has ended.
func commandLine(pid int) []string {
	content, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	if err != nil {
		return nil
	}
	return strings.Split(strings.TrimSuffix(string(content), "\x00"), "\x00")
}
