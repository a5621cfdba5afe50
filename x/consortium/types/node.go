package types

import "strings"

// nodeIDLength is that of a CometBFT node id: the address of the node key in lower-case hexadecimal.
const nodeIDLength = 40

// Validate checks the record by itself and fails with ErrInvalidNode.
func (n Node) Validate() error {
	if len(n.Id) != nodeIDLength || strings.Trim(n.Id, "0123456789abcdef") != "" {
		return ErrInvalidNode.Wrapf("id %.64q must be %d lower-case hexadecimal digits", n.Id, nodeIDLength)
	}
	if !isKnown(NodeKind_name, n.Kind) {
		return ErrInvalidNode.Wrapf("%s: kind %d is unknown", n.Id, n.Kind)
	}
	return nil
}
