package genesis

import (
	"errors"
	"fmt"
)

// The reasons for which a file of the ceremony is refused; each comes inside a [FieldError].
var (
	ErrRequired     = errors.New("is required")
	ErrUnknown      = errors.New("is unknown")
	ErrDuplicate    = errors.New("is used twice")
	ErrMalformed    = errors.New("is malformed")
	ErrOutOfRange   = errors.New("is out of range")
	ErrMismatch     = errors.New("does not match")
	ErrBadSignature = errors.New("is not a valid signature")
	ErrMissingJoin  = errors.New("has no join request")
	ErrMissingRole  = errors.New("lacks a role")
)

// FieldError says which field of which file is wrong, and why.
type FieldError struct {
	// File is the file's name; empty when the data did not come from a file.
	File string
	// Field is the path of the field, such as "members[2].uscc"; empty for the file as a whole.
	Field string
	Err   error
}

// Error reads like "icbc-sz.join.json: officers[1].address: is used twice: …".
func (e *FieldError) Error() string {
	message := e.Err.Error()
	if e.Field != "" {
		message = e.Field + ": " + message
	}
	if e.File != "" {
		message = e.File + ": " + message
	}
	return message
}

// Unwrap returns the reason.
func (e *FieldError) Unwrap() error { return e.Err }

// refuse makes an error: a reason and what was found.
func refuse(reason error, format string, args ...any) error {
	all := []any{reason}
	for _, arg := range args {
		if err, ok := arg.(error); ok {
			arg = plain{err}
		}
		all = append(all, arg)
	}
	return fmt.Errorf("%w: "+format, all...)
}

// plain keeps the line of source code that the SDK's errors print out of a message for people.
type plain struct{ error }

func (e plain) Unwrap() error { return e.error }

// at names the field of an error; a path inside that field is kept.
func at(field string, err error) error {
	if err == nil {
		return nil
	}
	var inner *FieldError
	if !errors.As(err, &inner) {
		return &FieldError{Field: field, Err: err}
	}
	return &FieldError{File: inner.File, Field: join(field, inner.Field), Err: inner.Err}
}

// in names the file of an error.
func in(file string, err error) error {
	if err == nil {
		return nil
	}
	var inner *FieldError
	if !errors.As(err, &inner) {
		return &FieldError{File: file, Err: err}
	}
	return &FieldError{File: file, Field: inner.Field, Err: inner.Err}
}

func join(outer, inner string) string {
	if inner == "" {
		return outer
	}
	return outer + "." + inner
}
