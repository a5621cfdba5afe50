package localnet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"time"
)

const (
	// eventuallyTimeout is how long a step may take to show what it shows eventually.
	eventuallyTimeout  = 2 * time.Minute
	eventuallyInterval = 500 * time.Millisecond
)

var errStep = errors.New("the play did not go as written")

// Outcome is what became of a step.
type Outcome struct {
	Number int
	Step   Step
	// Hash is that of the transaction, if the step sent one.
	Hash string
	// Answer is what the chain said: the reason of a refusal, or what the step was to show.
	Answer string
	Err    error
}

// Perform plays the play on a running network and tells it on out as it goes. It stops at the first step that does not
// go as written and fails naming it; the outcomes are of the steps until there.
func (p Play) Perform(ctx context.Context, n *Network, out io.Writer) ([]Outcome, error) {
	var outcomes []Outcome
	say(out, "%s", p.Title)
	for _, act := range p.Acts {
		say(out, "\n%s", act.Title)
		for _, step := range act.Steps {
			outcome := Outcome{Number: len(outcomes) + 1, Step: step}
			say(out, "\n%3d  %s\n     $ %s", outcome.Number, step.Title, indent(step.line()))
			n.step(ctx, &outcome)
			outcomes = append(outcomes, outcome)
			if outcome.Err != nil {
				return outcomes, fmt.Errorf("%w: step %d (%s): %w", errStep, outcome.Number, step.Title, outcome.Err)
			}
			say(out, "     %s", outcome.tell())
		}
	}
	return outcomes, nil
}

// line is what a person would type.
func (s Step) line() string {
	if s.Start != "" {
		return "dcepd localnet start " + s.Start
	}
	return strings.TrimSpace(s.Run)
}

func indent(text string) string { return strings.ReplaceAll(text, "\n", "\n       ") }

// tell is one line about a step that went as written.
func (o Outcome) tell() string {
	var parts []string
	if o.Step.Refused != "" {
		parts = append(parts, "refused, as it must be: "+o.Answer)
	} else if o.Answer != "" {
		parts = append(parts, "shows "+o.Answer)
	} else {
		parts = append(parts, "done")
	}
	if o.Hash != "" {
		parts = append(parts, "transaction "+o.Hash)
	}
	return strings.Join(parts, "\n     ")
}

func (n *Network) step(ctx context.Context, outcome *Outcome) {
	if outcome.Step.Start != "" {
		outcome.Err = n.Start(ctx, outcome.Step.Start)
		return
	}
	if outcome.Step.Eventually == "" {
		outcome.judge(n.shell(ctx, outcome.Step.Run))
		return
	}
	ctx, cancel := context.WithTimeout(ctx, eventuallyTimeout)
	defer cancel()
	for {
		outcome.judge(n.shell(ctx, outcome.Step.Run))
		if outcome.Err == nil {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(eventuallyInterval):
		}
	}
}

// answer is what a command printed and how it ended.
type answer struct {
	stdout, stderr string
	err            error
}

// shell runs a line with the command line of this network. Transactions are confirmed and waited for, so that their
// result is known at once.
func (n *Network) shell(ctx context.Context, line string) answer {
	command := exec.CommandContext(ctx, "bash", "-euo", "pipefail", "-c", line)
	command.Env = append(os.Environ(), append(n.Environment(), "DCEPD_YES=true", "DCEPD_WAIT=true", "DCEPD_WAIT_TIMEOUT=2m")...)
	// A child of the shell may hold the pipes a little longer than the shell.
	command.WaitDelay = time.Second
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	err := command.Run()
	if ctx.Err() != nil {
		err = errors.Join(ctx.Err(), err)
	}
	return answer{stdout: stdout.String(), stderr: stderr.String(), err: err}
}

// judge compares an answer with what the step expects.
func (o *Outcome) judge(a answer) {
	o.Hash, o.Answer, o.Err = a.hash(), "", nil
	var exit *exec.ExitError
	switch expected := o.Step.Shows + o.Step.Eventually; {
	case a.err != nil && !errors.As(a.err, &exit):
		o.Err = a.err
	case o.Step.Refused != "" && a.err == nil:
		o.Err = fmt.Errorf("should have been refused because of %q, but went through", o.Step.Refused)
	case o.Step.Refused != "" && exit.ExitCode() != 1:
		o.Err = fmt.Errorf("should have been refused because of %q, but ended with %w: %s", o.Step.Refused, a.err, a.text())
	case o.Step.Refused != "" && !strings.Contains(a.text(), o.Step.Refused):
		o.Err = fmt.Errorf("should have been refused because of %q, but was because of: %s", o.Step.Refused, a.text())
	case o.Step.Refused != "":
		o.Answer = a.reason()
	case a.err != nil:
		o.Err = fmt.Errorf("%w: %s", a.err, a.text())
	case expected != "" && !containsWords(a.stdout, expected):
		o.Err = fmt.Errorf("should show %q, but shows: %s", expected, a.text())
	default:
		o.Answer = expected
	}
}

// containsWords compares as a reader does, who does not count spaces.
func containsWords(text, words string) bool {
	return strings.Contains(strings.Join(strings.Fields(text), " "), strings.Join(strings.Fields(words), " "))
}

func (a answer) text() string { return strings.TrimSpace(a.stdout + "\n" + a.stderr) }

var (
	hashText    = regexp.MustCompile(`\btransaction\s+([0-9A-F]{64})\b`)
	failureText = regexp.MustCompile(`(?s)^(.*\n)?Error: (transaction [0-9A-F]{64} (was refused|failed at height \d+): )?`)
)

// hash is that of the transaction that the command sent, if it did.
func (a answer) hash() string {
	if match := hashText.FindStringSubmatch(a.text()); match != nil {
		return match[1]
	}
	return ""
}

// reason is why a command was refused, without what every error message has around it.
func (a answer) reason() string { return failureText.ReplaceAllString(strings.TrimSpace(a.stderr), "") }
