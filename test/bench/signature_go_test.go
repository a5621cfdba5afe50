//go:build !libsecp256k1_sdk

package bench_test

// signatureCode is the language of the code that checks signatures.
const signatureCode = "Go"
