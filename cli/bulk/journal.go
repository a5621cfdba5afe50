package bulk

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// journalVersion is that of the form of the journal.
const journalVersion = 1

var (
	// ErrJournal is about a journal that cannot be read.
	ErrJournal = errors.New("journal")
	// ErrOtherTerms is about a journal that was begun for another file content, signer, chain or date.
	ErrOtherTerms = errors.New("the journal was begun on other terms")
	// ErrInUse is about a journal that another process writes.
	ErrInUse = errors.New("another process is working on this file")
)

// Terms are decided when a file is first taken and hold for every resumption.
type Terms struct {
	Version int    `json:"version"`
	Kind    string `json:"kind"`
	SHA256  string `json:"file_sha256"`
	ChainID string `json:"chain_id"`
	Signer  string `json:"signer"`
	// Date is the instruction date of all orders; empty if their kind has none.
	Date string `json:"date,omitempty"`
}

// entry is one line of a journal after its terms: a transaction about to be sent, or a final outcome.
type entry struct {
	Line     int    `json:"line"`
	Sequence uint64 `json:"sequence,omitempty"`
	Hash     string `json:"hash,omitempty"`
	Status   Status `json:"status,omitempty"`
	Height   int64  `json:"height,omitempty"`
	Reason   string `json:"reason,omitempty"`
}

// Journal is an append-only file of JSON lines. One process at a time has it open.
type Journal struct {
	file    *os.File
	terms   Terms
	entries []entry
}

// JournalPath is where the journal of a file is.
func JournalPath(path string) string { return path + ".journal" }

// OpenJournal opens the journal of a file, if it was begun, to go on. It returns nil if there is none.
func OpenJournal(path string) (*Journal, error) {
	file, err := os.OpenFile(JournalPath(path), os.O_RDWR|os.O_APPEND, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	journal, err := readJournal(file)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%w %s: %w", ErrJournal, JournalPath(path), err), file.Close())
	}
	return journal, nil
}

// BeginJournal makes the journal of a file. It fails when there is one.
func BeginJournal(path string, terms Terms) (*Journal, error) {
	terms.Version = journalVersion
	file, err := os.OpenFile(JournalPath(path), os.O_CREATE|os.O_EXCL|os.O_RDWR|os.O_APPEND, 0o600)
	if err != nil {
		return nil, err
	}
	journal := &Journal{file: file, terms: terms}
	if err := errors.Join(lock(file), journal.append(terms), journal.Sync(), syncFolder(path)); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return journal, nil
}

func lock(file *os.File) error {
	err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return ErrInUse
	}
	return err
}

// syncFolder makes the names in the folder of a file survive a loss of power.
func syncFolder(path string) error {
	folder, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// readJournal drops a last line that was cut off while it was written.
func readJournal(file *os.File) (*Journal, error) {
	if err := lock(file); err != nil {
		return nil, err
	}
	journal := &Journal{file: file}
	reader := bufio.NewReader(file)
	whole := int64(0)
	for number := 1; ; number++ {
		line, err := reader.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		if err := journal.read(number, line); err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
		whole += int64(len(line))
	}
	if whole == 0 {
		return nil, errors.New("is empty: nothing was sent, delete it")
	}
	return journal, file.Truncate(whole)
}

func (j *Journal) read(number int, line []byte) error {
	if number > 1 {
		var e entry
		err := decode(line, &e)
		j.entries = append(j.entries, e)
		return err
	}
	if err := decode(line, &j.terms); err != nil {
		return err
	}
	if j.terms.Version != journalVersion {
		return fmt.Errorf("version %d, this program knows %d", j.terms.Version, journalVersion)
	}
	return nil
}

func decode(line []byte, value any) error {
	decoder := json.NewDecoder(bytes.NewReader(line))
	decoder.DisallowUnknownFields()
	return decoder.Decode(value)
}

// Terms are those under which the journal was begun.
func (j *Journal) Terms() Terms { return j.terms }

// Final is how many orders were decided when the journal was opened.
func (j *Journal) Final() int {
	final := map[int]bool{}
	for _, e := range j.entries {
		final[e.Line] = e.Status.IsFinal()
	}
	count := 0
	for _, is := range final {
		if is {
			count++
		}
	}
	return count
}

// Check fails with ErrOtherTerms, naming the first that differs.
func (j *Journal) Check(terms Terms) error {
	for _, term := range []struct{ name, begun, now string }{
		{"kind of file", j.terms.Kind, terms.Kind},
		{"content of the file (SHA-256)", j.terms.SHA256, terms.SHA256},
		{"chain id", j.terms.ChainID, terms.ChainID},
		{"signer", j.terms.Signer, terms.Signer},
		{"date", j.terms.Date, terms.Date},
	} {
		if term.begun != term.now {
			return fmt.Errorf("%w: %s was %s, now %s", ErrOtherTerms, term.name, term.begun, term.now)
		}
	}
	return nil
}

// append writes one line with one call, so that a killed process leaves whole lines.
func (j *Journal) append(value any) error {
	line, err := json.Marshal(value)
	if err != nil {
		return err
	}
	_, err = j.file.Write(append(line, '\n'))
	return err
}

// Sync makes everything written survive a loss of power.
func (j *Journal) Sync() error { return j.file.Sync() }

// Close lets another process go on.
func (j *Journal) Close() error { return j.file.Close() }
