package offline

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"time"
)

// fileVersion is that of the device file.
const fileVersion = 1

// ErrFile is about a device file that cannot be used.
var ErrFile = errors.New("device file")

// Device is a reference device. Its file stands for a secure element: whoever copies it can spend twice.
type Device struct {
	path  string
	lock  *os.File
	state state
}

// state is all that a device remembers.
type state struct {
	chainID                 string
	key                     PrivateKey
	wallet                  Address
	certificate             Certificate
	counter                 uint64
	loaded, spent, unloaded uint64
	syncedCounter           uint64
	syncedAt, lastTime      time.Time
	handovers               int
	retired                 bool
	pending                 *SignedStatement
	issuers                 []TrustedIssuer
	received                []Received
	paid                    []Bundle
}

func (s *state) signed(at time.Time) {
	s.counter++
	s.lastTime = at
}

// Create makes a device with a new key for the owner of a wallet. It fails with fs.ErrExist when there is a file.
func Create(path, chainID string, wallet Address) (*Device, error) {
	key, err := GenerateKey()
	if err != nil {
		return nil, err
	}
	device, err := lock(path)
	if err != nil {
		return nil, err
	}
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return nil, errors.Join(fmt.Errorf("%w %s: %w", ErrFile, path, fs.ErrExist), device.Close())
	}
	device.state = state{chainID: chainID, key: key, wallet: wallet}
	if err := write(path, device.state); err != nil {
		return nil, errors.Join(err, device.Close())
	}
	return device, nil
}

// Open reads a device and keeps other processes from it until Close, because two of them would sign with one counter.
func Open(path string) (*Device, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFile, err)
	}
	device, err := lock(path)
	if err != nil {
		return nil, err
	}
	content, err := os.ReadFile(path)
	if err == nil {
		device.state, err = decode(content)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%w %s: %w", ErrFile, path, err), device.Close())
	}
	return device, nil
}

// Close lets other processes use the device.
func (d *Device) Close() error { return d.lock.Close() }

func lock(path string) (*Device, error) {
	file, err := os.OpenFile(path+".lock", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFile, err)
	}
	if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(fmt.Errorf("%w %s is in use: %w", ErrFile, path, err), file.Close())
	}
	return &Device{path: path, lock: file}, nil
}

// change saves the changed state before anybody sees what came of it.
func (d *Device) change(apply func(*state)) error {
	next := d.state
	next.received, next.paid = slices.Clone(next.received), slices.Clone(next.paid)
	apply(&next)
	if err := write(d.path, next); err != nil {
		return err
	}
	d.state = next
	return nil
}

// write replaces the file as a whole and returns when it is on the disk.
func write(path string, s state) error {
	content, err := encode(s)
	if err != nil {
		return err
	}
	temporary := path + ".new"
	file, err := os.OpenFile(temporary, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrFile, err)
	}
	_, err = file.Write(content)
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return fmt.Errorf("%w: %w", ErrFile, err)
	}
	if err := os.Rename(temporary, path); err != nil {
		return fmt.Errorf("%w: %w", ErrFile, err)
	}
	return syncDir(filepath.Dir(path))
}

// syncDir makes a rename last.
func syncDir(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrFile, err)
	}
	if err := errors.Join(dir.Sync(), dir.Close()); err != nil {
		return fmt.Errorf("%w: %w", ErrFile, err)
	}
	return nil
}

// fileState is the state as it is written.
type fileState struct {
	Version       int             `json:"version"`
	ChainID       string          `json:"chain_id"`
	PrivateKey    []byte          `json:"private_key"`
	Wallet        Address         `json:"wallet"`
	Certificate   []byte          `json:"certificate,omitempty"`
	Counter       uint64          `json:"counter"`
	Loaded        uint64          `json:"loaded_fen"`
	Spent         uint64          `json:"spent_fen"`
	Unloaded      uint64          `json:"unloaded_fen"`
	SyncedCounter uint64          `json:"synced_counter"`
	SyncedAt      time.Time       `json:"synced_at"`
	LastTime      time.Time       `json:"last_time"`
	Handovers     int             `json:"handovers"`
	Retired       bool            `json:"retired"`
	Pending       []byte          `json:"pending_statement,omitempty"`
	Issuers       []TrustedIssuer `json:"issuers,omitempty"`
	Received      []fileVoucher   `json:"received,omitempty"`
	Paid          []fileVoucher   `json:"paid,omitempty"`
}

type fileVoucher struct {
	Text  string       `json:"text"`
	State VoucherState `json:"state,omitempty"`
}

func encode(s state) ([]byte, error) {
	key, err := s.key.Bytes()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFile, err)
	}
	f := fileState{
		Version: fileVersion, ChainID: s.chainID, PrivateKey: key, Wallet: s.wallet, Counter: s.counter,
		Loaded: s.loaded, Spent: s.spent, Unloaded: s.unloaded, SyncedCounter: s.syncedCounter, SyncedAt: s.syncedAt,
		LastTime: s.lastTime, Handovers: s.handovers, Retired: s.retired, Issuers: s.issuers,
	}
	if len(s.certificate.Signature) > 0 {
		f.Certificate = s.certificate.Bytes()
	}
	if s.pending != nil {
		f.Pending = s.pending.Bytes()
	}
	for _, received := range s.received {
		f.Received = append(f.Received, fileVoucher{Text: string(received.Bundle.Text()), State: received.State})
	}
	for _, paid := range s.paid {
		f.Paid = append(f.Paid, fileVoucher{Text: string(paid.Text())})
	}
	return json.MarshalIndent(f, "", "  ") //nolint:gosec // the device file is where the key lives, readable by its owner alone
}

func decode(content []byte) (state, error) {
	var f fileState
	if err := json.Unmarshal(content, &f); err != nil {
		return state{}, err
	}
	if f.Version != fileVersion {
		return state{}, fmt.Errorf("version is %d, this program knows %d", f.Version, fileVersion)
	}
	if f.Spent > f.Loaded || f.Unloaded > f.Loaded-f.Spent {
		return state{}, fmt.Errorf("%d fen loaded, %d spent, %d unloaded", f.Loaded, f.Spent, f.Unloaded)
	}
	key, err := ParsePrivateKey(f.PrivateKey)
	if err != nil {
		return state{}, err
	}
	s := state{
		chainID: f.ChainID, key: key, wallet: f.Wallet, counter: f.Counter, loaded: f.Loaded, spent: f.Spent, unloaded: f.Unloaded,
		syncedCounter: f.SyncedCounter, syncedAt: f.SyncedAt, lastTime: f.LastTime, handovers: f.Handovers, retired: f.Retired,
		issuers: f.Issuers,
	}
	if len(f.Certificate) > 0 {
		if s.certificate, err = ParseCertificate(f.Certificate); err != nil {
			return state{}, err
		}
	}
	if len(f.Pending) > 0 {
		pending, err := ParseStatement(f.Pending)
		if err != nil {
			return state{}, err
		}
		s.pending = &pending
	}
	for _, received := range f.Received {
		bundle, err := ParseBundle([]byte(received.Text))
		if err != nil {
			return state{}, err
		}
		s.received = append(s.received, Received{Bundle: bundle, State: received.State})
	}
	for _, paid := range f.Paid {
		bundle, err := ParseBundle([]byte(paid.Text))
		if err != nil {
			return state{}, err
		}
		s.paid = append(s.paid, bundle)
	}
	return s, nil
}
