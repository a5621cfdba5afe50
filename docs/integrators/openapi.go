// Package integrators embeds the description of the REST interface, so that a
// node serves exactly what this folder documents.
package integrators

import _ "embed"

// OpenAPI is the OpenAPI 2.0 document of all queries.
//
//go:embed openapi.json
var OpenAPI []byte
