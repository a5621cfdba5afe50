// Package seal keeps what is written in trade papers away from the chain, and what the chain says about them verifiable: salted
// commitments to fields, encrypted packages, keys sealed to recipients (HPKE, RFC 9180), and the identifiers that customs makes.
package seal
