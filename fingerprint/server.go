package fingerprint

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/cloudflare/circl/oprf"
	"golang.org/x/time/rate"

	"github.com/cosmos/cosmos-sdk/crypto/keys/secp256k1"
)

const (
	// Path is where the server evaluates.
	Path = "/v1/evaluate"
	// Tolerance is how far the clocks of bank and server may differ, and how long a request can be sent again.
	Tolerance       = 2 * time.Minute
	maxRequestBytes = 4096
)

// Banks says for which bank an officer may ask.
type Banks interface {
	// BankOf returns the id of the officer's bank, or an error that says why it may not ask. publicKey must be the officer's.
	BankOf(ctx context.Context, officer string, publicKey []byte) (string, error)
}

// Limits are what one bank may ask.
type Limits struct {
	// PerHour evaluations in the long run, Burst at once.
	PerHour, Burst int
}

// Server evaluates the authority's key. It keeps no paper, and no request.
type Server struct {
	key     *oprf.PrivateKey
	chainID string
	banks   Banks
	limits  Limits
	now     func() time.Time

	mutex    sync.Mutex
	limiters map[string]*rate.Limiter
}

// NewServer derives the key from its seed. now is the server's clock.
func NewServer(seed [SeedBytes]byte, chainID string, banks Banks, limits Limits, now func() time.Time) (*Server, error) {
	key, err := oprf.DeriveKey(suite, oprf.VerifiableMode, seed[:], []byte(keyInfo))
	if err != nil {
		return nil, err
	}
	return &Server{key: key, chainID: chainID, banks: banks, limits: limits, now: now, limiters: map[string]*rate.Limiter{}}, nil
}

// PublicKey is what banks check evaluations with.
func (s *Server) PublicKey() ([]byte, error) { return s.key.Public().MarshalBinary() }

// refusal is an error with its HTTP status.
type refusal struct {
	status int
	reason string
}

func (r refusal) Error() string { return r.reason }

// ServeHTTP evaluates one signed request.
func (s *Server) ServeHTTP(writer http.ResponseWriter, request *http.Request) {
	answer, err := s.serve(request)
	var refused refusal
	switch {
	case errors.As(err, &refused):
		http.Error(writer, refused.reason, refused.status)
	case err != nil:
		http.Error(writer, err.Error(), http.StatusInternalServerError)
	default:
		writer.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(writer).Encode(answer) //nolint:errcheck // whoever hung up does not get it
	}
}

func (s *Server) serve(request *http.Request) (Answer, error) {
	if request.Method != http.MethodPost || request.URL.Path != Path {
		return Answer{}, refusal{http.StatusNotFound, "only POST " + Path + " is served"}
	}
	var asked Request
	if err := json.NewDecoder(http.MaxBytesReader(nil, request.Body, maxRequestBytes)).Decode(&asked); err != nil {
		return Answer{}, refusal{http.StatusBadRequest, "request: " + err.Error()}
	}
	bank, err := s.authenticate(request.Context(), asked)
	if err != nil {
		return Answer{}, err
	}
	if !s.limiter(bank).AllowN(s.now(), 1) {
		return Answer{}, refusal{
			http.StatusTooManyRequests, fmt.Sprintf("%s may ask %d times an hour, %d at once: try later", bank, s.limits.PerHour, s.limits.Burst),
		}
	}
	return s.Evaluate(asked.Blinded)
}

// authenticate returns the bank that asks: its officer signed, just now.
func (s *Server) authenticate(ctx context.Context, asked Request) (string, error) {
	if !asked.isFresh(s.now(), Tolerance) {
		return "", refusal{http.StatusUnauthorized, fmt.Sprintf("request was signed at %s, now it is %s: the clocks may differ by %s",
			time.Unix(asked.Time, 0).UTC().Format(time.RFC3339), s.now().UTC().Format(time.RFC3339), Tolerance)}
	}
	if len(asked.PublicKey) != secp256k1.PubKeySize {
		return "", refusal{http.StatusUnauthorized, fmt.Sprintf("public key has %d bytes, must have %d", len(asked.PublicKey), secp256k1.PubKeySize)}
	}
	key := secp256k1.PubKey{Key: asked.PublicKey}
	if !key.VerifySignature(asked.SignBytes(s.chainID), asked.Signature) {
		return "", refusal{http.StatusUnauthorized, "the signature is not the officer's, or of another chain than " + s.chainID}
	}
	bank, err := s.banks.BankOf(ctx, asked.Officer, asked.PublicKey)
	if err != nil {
		return "", refusal{http.StatusForbidden, err.Error()}
	}
	return bank, nil
}

func (s *Server) limiter(bank string) *rate.Limiter {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	limiter := s.limiters[bank]
	if limiter == nil {
		limiter = rate.NewLimiter(rate.Every(time.Hour/time.Duration(s.limits.PerHour)), s.limits.Burst)
		s.limiters[bank] = limiter
	}
	return limiter
}

// Evaluate applies the key to a blinded element, and proves that it did.
func (s *Server) Evaluate(blinded []byte) (Answer, error) {
	element, err := readElement(blinded)
	if err != nil {
		return Answer{}, refusal{http.StatusBadRequest, err.Error()}
	}
	evaluation, err := oprf.NewVerifiableServer(suite, s.key).Evaluate(&oprf.EvaluationRequest{Elements: []oprf.Blinded{element}})
	if err != nil {
		return Answer{}, err
	}
	var answer Answer
	if answer.Evaluated, err = evaluation.Elements[0].MarshalBinaryCompress(); err != nil {
		return answer, err
	}
	answer.Proof, err = evaluation.Proof.MarshalBinary()
	return answer, err
}
