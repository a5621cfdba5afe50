package fingerprint

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/cloudflare/circl/oprf"

	"github.com/dcep-consortium/dcepd/seal"
)

const maxAnswerBytes = 4096

// ErrRefused is the server's refusal, with its reason.
var ErrRefused = errors.New("fingerprint refused")

// Question is a paper on its way to a fingerprint.
type Question struct {
	client oprf.VerifiableClient
	secret *oprf.FinalizeData
	// Blinded is what the server gets.
	Blinded []byte
}

// Ask blinds what identifies a paper. publicKey is that of the service, which every bank knows.
func Ask(content seal.Content, publicKey []byte) (Question, error) {
	identity, err := input(content)
	if err != nil {
		return Question{}, err
	}
	key := new(oprf.PublicKey)
	if err := key.UnmarshalBinary(suite, publicKey); err != nil {
		return Question{}, fmt.Errorf("public key of the service: %w", err)
	}
	q := Question{client: oprf.NewVerifiableClient(suite, key)}
	secret, request, err := q.client.Blind([][]byte{identity})
	if err != nil {
		return Question{}, err
	}
	q.secret = secret
	q.Blinded, err = request.Elements[0].MarshalBinaryCompress()
	return q, err
}

// Finish checks the server's proof and returns the id of the document.
func (q Question) Finish(answer Answer) (string, error) {
	evaluation, err := answer.evaluation()
	if err != nil {
		return "", err
	}
	outputs, err := q.client.Finalize(q.secret, evaluation)
	if err != nil {
		return "", fmt.Errorf("the service used another key, or is broken: %w", err)
	}
	return documentID(outputs[0]), nil
}

// Post sends a signed request. It fails with ErrRefused and the server's reason.
func Post(ctx context.Context, url string, request Request) (Answer, error) {
	var answer Answer
	body, err := json.Marshal(request)
	if err != nil {
		return answer, err
	}
	post, err := http.NewRequestWithContext(ctx, http.MethodPost, strings.TrimSuffix(url, "/")+Path, bytes.NewReader(body))
	if err != nil {
		return answer, err
	}
	post.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(post)
	if err != nil {
		return answer, err
	}
	text, err := io.ReadAll(io.LimitReader(response.Body, maxAnswerBytes))
	if err = errors.Join(err, response.Body.Close()); err != nil {
		return answer, err
	}
	if response.StatusCode != http.StatusOK {
		return answer, fmt.Errorf("%w: %s", ErrRefused, strings.TrimSpace(string(text)))
	}
	return answer, json.Unmarshal(text, &answer)
}
