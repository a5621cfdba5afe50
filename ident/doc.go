// Package ident holds the identifiers that people outside the chain already use: company, bank, container, customs and
// country codes. Each is a value type that can only be made by its parser, so a non-zero LEI is a well-formed LEI.
//
// Parse once where a string enters the program, pass the value inward, and store its String. A parser accepts only the
// canonical form: it neither trims nor changes case, because two spellings of one identifier would be two keys.
//
// The country and currency tables come from golang.org/x/text. They decide which transactions are valid, so moving to
// another version of that module is a change of the state machine.
package ident
