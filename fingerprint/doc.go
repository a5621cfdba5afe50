// Package fingerprint gives trade papers ids that are the same at every bank and that nobody can guess. The commerce authority
// keeps a key and evaluates it, blindly, for officers of banks: it never sees a paper, and they never have the key (a verifiable
// oblivious pseudorandom function, RFC 9497, ristretto255-SHA512).
package fingerprint
