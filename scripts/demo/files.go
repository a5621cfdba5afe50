// Package demo holds the sample pilot as files for people: who is in the consortium, and what happens on its first day.
package demo

import _ "embed"

// Consortium is the description of the sample pilot from which its genesis is built.
//
//go:embed consortium.yaml
var Consortium []byte

// PilotDay is the play of the pilot's first day.
//
//go:embed pilot-day.yaml
var PilotDay []byte
