//go:build unix && !linux

package localnet

import (
	"os/exec"
	"strconv"
	"strings"
	"syscall"
)

// processAttributes keeps the terminal's Ctrl-C from a node, which its parent stops in order.
func processAttributes(bool) *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }

// commandLine is the words with which a process was started; none if there is no such process or it has ended.
func commandLine(pid int) []string {
	output, err := exec.Command("ps", "-o", "args=", "-p", strconv.Itoa(pid)).Output()
	if err != nil {
		return nil
	}
	return strings.Fields(string(output))
}
