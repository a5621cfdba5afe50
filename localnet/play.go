package localnet

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"regexp"

	"go.yaml.in/yaml/v3"
)

var errPlay = errors.New("wrong play")

// Play is a story told in commands, as people write it down: each step says what happens, the command that does it, and
// how the chain must answer.
type Play struct {
	Title string `yaml:"title"`
	Acts  []Act  `yaml:"acts"`
}

// Act is a part of the story.
type Act struct {
	Title string `yaml:"act"`
	Steps []Step `yaml:"steps"`
}

// Step is one command and the answer that it must get: success, unless it says otherwise.
type Step struct {
	Title string `yaml:"step"`
	// Run is a line for bash, in which dcepd is the command line of the network.
	Run string `yaml:"run"`
	// Refused is a text that the reason of the refusal contains.
	Refused string `yaml:"refused"`
	// Shows is a text that the output contains, apart from white space.
	Shows string `yaml:"shows"`
	// Eventually is one that it contains sooner or later: the command is repeated until then.
	Eventually string `yaml:"eventually"`
	// Start starts a node of the network, instead of a command, so that it ends with the play.
	Start string `yaml:"start"`
}

// ReadPlay reads a play from a file.
func ReadPlay(path string) (Play, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return Play{}, err
	}
	play, err := ParsePlay(content)
	if err != nil {
		return Play{}, fmt.Errorf("%s: %w", path, err)
	}
	return play, nil
}

// ParsePlay reads a play and refuses one with a step that could not fail or that says two things at once.
func ParsePlay(content []byte) (Play, error) {
	decoder := yaml.NewDecoder(bytes.NewReader(content))
	decoder.KnownFields(true)
	var play Play
	if err := decoder.Decode(&play); err != nil {
		return Play{}, fmt.Errorf("%w: %w", errPlay, err)
	}
	count := 0
	for _, act := range play.Acts {
		for _, step := range act.Steps {
			count++
			if err := step.check(); err != nil {
				return Play{}, fmt.Errorf("%w: step %d (%s): %w", errPlay, count, step.Title, err)
			}
		}
	}
	if count == 0 {
		return Play{}, fmt.Errorf("%w: no steps", errPlay)
	}
	return play, nil
}

func (s Step) check() error {
	expectations := 0
	for _, text := range []string{s.Refused, s.Shows, s.Eventually} {
		if text != "" {
			expectations++
		}
	}
	switch {
	case s.Title == "":
		return errors.New("needs a title")
	case (s.Run == "") == (s.Start == ""):
		return errors.New("needs either run or start")
	case expectations > 1:
		return errors.New("has more than one of refused, shows and eventually")
	case s.Start != "" && expectations > 0:
		return errors.New("starts a node, which shows and refuses nothing")
	default:
		return nil
	}
}

var fromFlag = regexp.MustCompile(`(?s)\bdcepd tx .*--from[= ](\S+)`)

// Signer is the name of the key that signs the step's transaction, if it is one.
func (s Step) Signer() string {
	if match := fromFlag.FindStringSubmatch(s.Run); match != nil {
		return match[1]
	}
	return ""
}
