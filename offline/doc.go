// Package offline is money that changes hands without a network: the format of vouchers, device certificates and
// statements, and a reference device that keeps its state in a file. It needs nothing but the standard library, so that
// a conforming device can be written in any language from docs/integrators/vouchers.md and checked against this code.
//
// Signatures are ECDSA on secp256r1 over SHA-256, in ASN.1 DER, as openssl dgst -sha256 -sign makes them. What is signed
// is a payload of fixed layout with big-endian numbers; each kind begins with a tag of its own, so that a signature of
// one kind is never one of another.
package offline
