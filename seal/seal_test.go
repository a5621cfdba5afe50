package seal_test

import (
	"bytes"
	"crypto/ecdh"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/dcep-consortium/dcepd/ident"
	"github.com/dcep-consortium/dcepd/seal"
)

func invoice() seal.Content {
	return seal.Content{Kind: "invoice", Fields: []seal.Field{{Name: "number", Value: "INV-1"}, {Name: "issuer", Value: "91440300100001X10N"}}}
}

func private(t *testing.T, n byte) *ecdh.PrivateKey {
	t.Helper()
	key, err := ecdh.X25519().NewPrivateKey(bytes.Repeat([]byte{n}, 32))
	require.NoError(t, err)
	return key
}

// What one seals, only the recipient of this document opens, and only if it is what was committed to.
func TestSealAndOpen(t *testing.T) {
	content := invoice().Salted()
	commitment, err := content.Commitment()
	require.NoError(t, err)
	sealed, key, err := seal.Encrypt(content)
	require.NoError(t, err)
	require.NotContains(t, string(sealed), "INV-1")
	bank := private(t, 1)
	envelope, err := seal.SealKey(key, bank.PublicKey().Bytes(), "doc", "icbc-sz")
	require.NoError(t, err)
	require.Len(t, envelope, 80)

	opened, err := seal.OpenKey(envelope, bank, "doc", "icbc-sz")
	require.NoError(t, err)
	require.Equal(t, key, opened)
	again, err := seal.Decrypt(sealed, opened, commitment[:])
	require.NoError(t, err)
	require.Equal(t, content, again)
	require.Equal(t, "INV-1", again.Value("number"))
	require.Empty(t, again.Value("amount"))

	_, err = seal.OpenKey(envelope, private(t, 2), "doc", "icbc-sz")
	require.ErrorIs(t, err, seal.ErrSealed, "rival")
	_, err = seal.OpenKey(envelope, bank, "other", "icbc-sz")
	require.ErrorIs(t, err, seal.ErrSealed, "other document")
	_, err = seal.OpenKey(envelope, bank, "doc", "abc-sz")
	require.ErrorIs(t, err, seal.ErrSealed, "other recipient")
	_, err = seal.Decrypt(sealed, seal.Key{}, commitment[:])
	require.ErrorIs(t, err, seal.ErrSealed, "other key")
	_, err = seal.Decrypt(sealed, key, make([]byte, 32))
	require.ErrorIs(t, err, seal.ErrSealed, "other commitment")
}

func TestCommitment(t *testing.T) {
	content := invoice().Salted()
	require.Equal(t, content, content.Salted(), "salts stay")
	first, err := content.Commitment()
	require.NoError(t, err)
	other, err := invoice().Salted().Commitment()
	require.NoError(t, err)
	require.NotEqual(t, first, other, "equal fields have different commitments")
	for name, change := range map[string]func(*seal.Content){
		"kind":  func(c *seal.Content) { c.Kind = "order" },
		"name":  func(c *seal.Content) { c.Fields[0].Name = "no" },
		"value": func(c *seal.Content) { c.Fields[0].Value = "INV-2" },
		"order": func(c *seal.Content) { c.Fields[0], c.Fields[1] = c.Fields[1], c.Fields[0] },
		"shift": func(c *seal.Content) { c.Fields[0].Name, c.Fields[0].Value = "numberI", "NV-1" },
	} {
		changed := content.Salted()
		change(&changed)
		commitment, err := changed.Commitment()
		require.NoError(t, err)
		require.NotEqual(t, first, commitment, name)
	}
	for name, wrong := range map[string]seal.Content{
		"empty":   {Kind: "invoice"},
		"no salt": invoice(),
		"twice":   {Fields: []seal.Field{content.Fields[0], content.Fields[0]}},
		"no name": {Fields: []seal.Field{{Value: "x", Salt: seal.NewSalt()}}},
		"unseen":  {Fields: []seal.Field{{Name: "number", Value: "INV\u200b-1", Salt: seal.NewSalt()}}},
		"escape":  {Fields: []seal.Field{{Name: "debtor", Value: "\x1b[1Anumber  INV-2", Salt: seal.NewSalt()}}},
		"line":    {Fields: []seal.Field{{Name: "debtor", Value: "Bay\nnumber  INV-2", Salt: seal.NewSalt()}}},
		"lost":    {Fields: []seal.Field{{Name: "debtor\xff", Value: "Bay", Salt: seal.NewSalt()}}},
	} {
		_, err := wrong.Commitment()
		require.ErrorIs(t, err, seal.ErrContent, name)
	}
}

func TestDeclarationKey(t *testing.T) {
	number, err := ident.ParseDeclarationNo("531620190000000123", 2019)
	require.NoError(t, err)
	next, err := ident.ParseDeclarationNo("531620190000000124", 2019)
	require.NoError(t, err)
	customs := [seal.CustomsKeyBytes]byte{1}
	key := seal.NewDeclarationKey(customs, number)
	require.Equal(t, key, seal.NewDeclarationKey(customs, number), "one number, one id")
	require.NotEqual(t, key, seal.NewDeclarationKey(customs, next))
	require.NotEqual(t, key, seal.NewDeclarationKey([seal.CustomsKeyBytes]byte{2}, number))
	require.Len(t, key.DocumentID(number), 64)
	require.Len(t, key.OwnerSalt(), seal.SaltBytes)
	require.NotContains(t, key.DocumentID(number), number.String())
}
