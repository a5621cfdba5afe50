// Package genesis is the ceremony that starts a chain: every organisation keeps its own keys and contributes one signed
// join request; anyone can build the same genesis from those files and the readable consortium.yaml, and check that its
// own request is in it unaltered.
package genesis
