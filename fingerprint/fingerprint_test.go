package fingerprint_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/cosmos/cosmos-sdk/crypto/keys/secp256k1"

	"github.com/dcep-consortium/dcepd/fingerprint"
	"github.com/dcep-consortium/dcepd/seal"
)

const chainID = "dcep-test"

var noon = time.Date(2019, 12, 2, 4, 0, 0, 0, time.UTC)

// banks know one officer of icbc-sz.
type banks struct{ key []byte }

func (b banks) BankOf(_ context.Context, officer string, publicKey []byte) (string, error) {
	if officer != "officer" || string(publicKey) != string(b.key) {
		return "", errors.New("no trade officer of a bank")
	}
	return "icbc-sz", nil
}

type service struct {
	*fingerprint.Server
	t       *testing.T
	url     string
	officer *secp256k1.PrivKey
	public  []byte
}

func newService(t *testing.T, limits fingerprint.Limits, seed byte) service {
	t.Helper()
	officer := secp256k1.GenPrivKeyFromSecret([]byte("officer"))
	server, err := fingerprint.NewServer([fingerprint.SeedBytes]byte{seed}, chainID, banks{officer.PubKey().Bytes()}, limits,
		func() time.Time { return noon })
	require.NoError(t, err)
	listening := httptest.NewServer(server)
	t.Cleanup(listening.Close)
	public, err := server.PublicKey()
	require.NoError(t, err)
	return service{server, t, listening.URL, officer, public}
}

func invoice(number string) seal.Content {
	return seal.Content{Kind: "invoice", Fields: []seal.Field{
		{Name: "issuer", Value: "914403001922038216"}, {Name: "number", Value: number}, {Name: "date", Value: "2019-11-20"}, {Name: "amount", Value: "5"},
	}}
}

// request is a valid one that a test may break before it is signed.
func (s service) request(blinded []byte, change func(*fingerprint.Request)) fingerprint.Request {
	request := fingerprint.Request{Officer: "officer", PublicKey: s.officer.PubKey().Bytes(), Time: noon.Unix(), Blinded: blinded}
	change(&request)
	signature, err := s.officer.Sign(request.SignBytes(chainID))
	require.NoError(s.t, err)
	request.Signature = signature
	return request
}

func (s service) fingerprint(content seal.Content) string {
	s.t.Helper()
	question, err := fingerprint.Ask(content, s.public)
	require.NoError(s.t, err)
	answer, err := fingerprint.Post(s.t.Context(), s.url, s.request(question.Blinded, func(*fingerprint.Request) {}))
	require.NoError(s.t, err)
	id, err := question.Finish(answer)
	require.NoError(s.t, err)
	return id
}

// The same paper has one fingerprint, however it is typed and whatever else it says; another paper or key another one.
func TestFingerprint(t *testing.T) {
	limits := fingerprint.Limits{PerHour: 100, Burst: 100}
	s := newService(t, limits, 1)
	id := s.fingerprint(invoice("INV-77"))
	require.Equal(t, "1f76bf94b7b9573c7bd1132e287f24e4e4f33393c696aebb0f20e7946b022fc9", id, "ids are for ever")
	typed := invoice(" inv-77 ")
	typed.Fields[3].Value = "6"
	require.Equal(t, id, s.fingerprint(typed))
	require.Equal(t, id, s.fingerprint(invoice("ＩＮＶ－77")), "full-width letters")
	require.Equal(t, id, s.fingerprint(invoice("INV\u201377")), "another dash")
	require.NotEqual(t, id, s.fingerprint(invoice("INV-78")))
	order := invoice("INV-77")
	order.Kind = "purchase-order"
	require.NotEqual(t, id, s.fingerprint(order))
	require.NotEqual(t, id, newService(t, limits, 2).fingerprint(invoice("INV-77")))

	for _, unseen := range []seal.Content{{Kind: "invoice"}, invoice("INV-\u200b77")} {
		_, err := fingerprint.Ask(unseen, s.public)
		require.ErrorIs(t, err, fingerprint.ErrPaper)
	}
}

// The server sees something else each time, and cannot use another key unnoticed.
func TestObliviousAndVerifiable(t *testing.T) {
	s := newService(t, fingerprint.Limits{PerHour: 100, Burst: 100}, 1)
	first, err := fingerprint.Ask(invoice("INV-77"), s.public)
	require.NoError(t, err)
	second, err := fingerprint.Ask(invoice("INV-77"), s.public)
	require.NoError(t, err)
	require.NotEqual(t, first.Blinded, second.Blinded)
	other := newService(t, fingerprint.Limits{PerHour: 1, Burst: 1}, 2)
	answer, err := other.Evaluate(first.Blinded)
	require.NoError(t, err)
	_, err = first.Finish(answer)
	require.ErrorContains(t, err, "another key")
	_, err = first.Finish(fingerprint.Answer{})
	require.ErrorIs(t, err, fingerprint.ErrMessage)
}

func TestRefusals(t *testing.T) {
	s := newService(t, fingerprint.Limits{PerHour: 1, Burst: 2}, 1)
	question, err := fingerprint.Ask(invoice("INV-77"), s.public)
	require.NoError(t, err)
	for name, test := range map[string]struct {
		change func(*fingerprint.Request)
		says   string
	}{
		"stranger": {func(r *fingerprint.Request) { r.Officer = "stranger" }, "no trade officer of a bank"},
		"old":      {func(r *fingerprint.Request) { r.Time -= 121 }, "clocks may differ by 2m0s"},
		"early":    {func(r *fingerprint.Request) { r.Time += 121 }, "clocks may differ by 2m0s"},
		"no key":   {func(r *fingerprint.Request) { r.PublicKey = nil }, "public key has 0 bytes"},
		"garbage":  {func(r *fingerprint.Request) { r.Blinded = []byte{1} }, "no element of the group"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := fingerprint.Post(t.Context(), s.url, s.request(question.Blinded, test.change))
			require.ErrorIs(t, err, fingerprint.ErrRefused)
			require.ErrorContains(t, err, test.says)
		})
	}
	forged := s.request(question.Blinded, func(*fingerprint.Request) {})
	forged.Signature[0]++
	_, err = fingerprint.Post(t.Context(), s.url, forged)
	require.ErrorContains(t, err, "signature is not the officer's")

	// The garbage counted: a bank may not try out the server for free.
	_, err = fingerprint.Post(t.Context(), s.url, s.request(question.Blinded, func(*fingerprint.Request) {}))
	require.NoError(t, err)
	_, err = fingerprint.Post(t.Context(), s.url, s.request(question.Blinded, func(*fingerprint.Request) {}))
	require.ErrorIs(t, err, fingerprint.ErrRefused)
	require.ErrorContains(t, err, "icbc-sz may ask 1 times an hour, 2 at once")

	response, err := http.Get(s.url)
	require.NoError(t, err)
	require.Equal(t, http.StatusNotFound, response.StatusCode)
	require.NoError(t, response.Body.Close())
}
