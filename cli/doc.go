// Package cli is the command line of the chain for people and scripts: tables for the former, JSON for the latter, and
// exit codes that say whether a transaction took effect.
package cli
