package e2e

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestCertificateIsProved: a proof convinces who knows the validators, needs no node, and bears no change.
func TestCertificateIsProved(t *testing.T) {
	n := sharedNetwork(t)
	d, dir := n.sharedDay(t), t.TempDir()
	file, validators := filepath.Join(dir, "certificate.proof"), filepath.Join(dir, "validators.json")
	made := n.run(t, "query", "certification", "prove", d.certificate, file)
	require.Equal(t, exitOK, made.code, "%s", made)
	listed := n.run(t, "query", "comet-validator-set", "--output=json")
	require.Equal(t, exitOK, listed.code, "%s", listed)
	require.NoError(t, os.WriteFile(validators, []byte(listed.stdout), 0o600))

	verify := func(chainID string) outcome {
		return n.run(t, "verify", "certificate", file, "--validators="+validators, "--chain-id="+chainID)
	}
	verified := verify(n.ChainID)
	require.Equal(t, exitOK, verified.code, "%s", verified)
	require.Contains(t, verified.stdout, d.certificate)
	require.Contains(t, verified.stdout, "valid since")
	require.Contains(t, verified.stderr, "Proved by block ")
	requireRefused(t, verify("another-chain"), "proof refused")

	content, err := os.ReadFile(file)
	require.NoError(t, err)
	content[len(content)/2] ^= 1
	require.NoError(t, os.WriteFile(file, content, 0o600))
	requireRefused(t, verify(n.ChainID), "proof refused")

	unknown := n.run(t, "query", "certification", "prove", "03-001-2019-000009-83", filepath.Join(dir, "none"))
	requireRefused(t, unknown, "03-001-2019-000009-83", "no record")
}

// TestCertificateDocument: people get text, programs JSON, and printers a page whose code leads to the register.
func TestCertificateDocument(t *testing.T) {
	n := sharedNetwork(t)
	d := n.sharedDay(t)
	path := filepath.Join(t.TempDir(), "certificate.html")
	shown := n.run(t, "query", "certification", "document", d.certificate, "--html="+path, "--gateway=https://dcep.example.cn/")
	require.Equal(t, exitOK, shown.code, "%s", shown)
	require.Contains(t, shown.stdout, "1 客户端软件 client software")
	require.Contains(t, shown.stdout, "Wallet House "+vendorCode)
	page, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Contains(t, string(page), "https://dcep.example.cn/dcep/certification/v1/certificates/"+d.certificate)
	require.Contains(t, string(page), "<svg")
	inJSON := n.run(t, "query", "certification", "document", d.certificate, "--output=json")
	require.Contains(t, inJSON.stdout, `"valid": true`)
}
