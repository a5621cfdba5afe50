package queries

import (
	"errors"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// Failures says which errors of a module's queries are the client's to act on. All others are Internal.
type Failures struct {
	// NotFound are about what there is not.
	NotFound []error
	// InvalidArgument are about what a client asked. ErrPagination is always one of them.
	InvalidArgument []error
}

// ToStatus gives the error of a query the gRPC code that clients act on: NotFound, InvalidArgument or Internal. Query servers defer it, with
// the address of the error that they return.
func (f Failures) ToStatus(err *error) {
	if *err == nil {
		return
	}
	code := codes.Internal
	switch {
	case isAny(*err, f.NotFound):
		code = codes.NotFound
	case isAny(*err, f.InvalidArgument), errors.Is(*err, ErrPagination):
		code = codes.InvalidArgument
	}
	*err = status.Error(code, (*err).Error())
}

func isAny(err error, sentinels []error) bool {
	for _, sentinel := range sentinels {
		if errors.Is(err, sentinel) {
			return true
		}
	}
	return false
}
