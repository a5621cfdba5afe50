package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"
)

// TestGRPC calls every query of this chain, knowing of it only what the node's reflection tells.
func TestGRPC(t *testing.T) {
	n := sharedNetwork(t)
	known := n.sharedDay(t).fields()
	conn := n.conn(t)
	queries := 0
	for _, service := range reflectServices(t, conn) {
		if !strings.HasPrefix(string(service.FullName()), "dcep.") {
			continue
		}
		methods := service.Methods()
		for i := range methods.Len() {
			method := methods.Get(i)
			queries++
			t.Run(string(method.FullName()), func(t *testing.T) {
				asked := askFor(t, method.Input(), known)
				response := dynamicpb.NewMessage(method.Output())
				require.NoError(t, invoke(t.Context(), conn, method, asked, response))
				require.NotZero(t, proto.Size(response), "the day left something for every query to find")
				requireQueryErrors(t, conn, method, asked)
			})
		}
	}
	require.Equal(t, 148, queries, "queries of the chain and of the node itself")
}

func invoke(ctx context.Context, conn *grpc.ClientConn, method protoreflect.MethodDescriptor, request, response proto.Message) error {
	return conn.Invoke(ctx, "/"+string(method.Parent().FullName())+"/"+string(method.Name()), request, response)
}

// askFor fills a request with what the fields of that name are known to have.
func askFor(t *testing.T, request protoreflect.MessageDescriptor, known map[string]string) *dynamicpb.Message {
	t.Helper()
	message := dynamicpb.NewMessage(request)
	fields := request.Fields()
	for i := range fields.Len() {
		field := fields.Get(i)
		switch {
		case isOptional(field):
		case field.Kind() == protoreflect.Uint64Kind:
			message.Set(field, protoreflect.ValueOfUint64(1))
		default:
			value, ok := lookUp(known, request, field)
			require.True(t, ok, "no value for %s", field.FullName())
			if field.Kind() == protoreflect.Uint32Kind {
				number, err := strconv.ParseUint(value, 10, 32)
				require.NoError(t, err)
				message.Set(field, protoreflect.ValueOfUint32(uint32(number)))
				continue
			}
			message.Set(field, protoreflect.ValueOfString(value))
		}
	}
	return message
}

// isOptional tells which fields of requests narrow or page an answer that there is without them.
func isOptional(field protoreflect.FieldDescriptor) bool {
	return field.Kind() == protoreflect.EnumKind || field.Kind() == protoreflect.BoolKind || field.Kind() == protoreflect.MessageKind
}

// lookUp prefers what a message's field is known to have over what any field of the name has.
func lookUp(known map[string]string, message protoreflect.MessageDescriptor, field protoreflect.FieldDescriptor) (string, bool) {
	value, ok := known[string(message.Name())+"."+string(field.Name())]
	if !ok {
		value, ok = known[string(field.Name())]
	}
	return value, ok
}

// requireQueryErrors breaks each field of a request in turn. A record that is not there is NotFound, a malformed key
// InvalidArgument; a list of nothing may be empty. Nothing else is ever answered.
func requireQueryErrors(t *testing.T, conn *grpc.ClientConn, method protoreflect.MethodDescriptor, valid *dynamicpb.Message) {
	t.Helper()
	fields := method.Input().Fields()
	for i := range fields.Len() {
		field := fields.Get(i)
		if isOptional(field) {
			continue
		}
		broken := proto.Clone(valid).(*dynamicpb.Message)
		switch field.Kind() {
		case protoreflect.Uint64Kind:
			broken.Set(field, protoreflect.ValueOfUint64(1<<40))
		case protoreflect.Uint32Kind:
			broken.Set(field, protoreflect.ValueOfUint32(1<<31))
		default:
			broken.Set(field, protoreflect.ValueOfString("x"))
		}
		err := invoke(t.Context(), conn, method, broken, dynamicpb.NewMessage(method.Output()))
		code := status.Code(err)
		isList := method.Output().Fields().ByName("pagination") != nil
		// A product that there is not is not certified, which is an answer.
		isVerdict := method.Name() == "VerifyProduct"
		allowed := code == codes.NotFound || code == codes.InvalidArgument || (isList || isVerdict) && code == codes.OK
		require.True(t, allowed, "%s with a wrong %s answers %s: %v", method.FullName(), field.Name(), code, err)
	}
}

var pathParameter = regexp.MustCompile(`\{([a-z_]+)\}`)

// TestREST asks for every path of the document that the node itself serves.
func TestREST(t *testing.T) {
	n := sharedNetwork(t)
	known := n.sharedDay(t).fields()
	base := n.anyNode(t).Ports.RESTAddress()
	var api struct {
		Paths map[string]map[string]struct {
			OperationID string `json:"operationId"`
			Responses   map[string]struct {
				Schema struct {
					Ref string `json:"$ref"`
				} `json:"schema"`
			} `json:"responses"`
		} `json:"paths"`
		Definitions map[string]struct {
			Properties map[string]json.RawMessage `json:"properties"`
		} `json:"definitions"`
	}
	code, body := get(t, base+"/openapi.json")
	require.Equal(t, http.StatusOK, code)
	require.NoError(t, json.Unmarshal(body, &api))
	require.Len(t, api.Paths, 148)
	for path, operations := range api.Paths {
		t.Run(path, func(t *testing.T) {
			operation, ok := operations["get"]
			require.True(t, ok)
			url := base + pathParameter.ReplaceAllStringFunc(path, func(match string) string {
				name := strings.Trim(match, "{}")
				value, ok := known["Query"+operation.OperationID+"Request."+name]
				if !ok {
					value, ok = known[name]
				}
				require.True(t, ok, "no value for %s of %s", name, operation.OperationID)
				return value
			})
			code, body := get(t, url)
			require.Equal(t, http.StatusOK, code, "%s: %s", url, body)
			var answer map[string]json.RawMessage
			require.NoError(t, json.Unmarshal(body, &answer))
			schema := strings.TrimPrefix(operation.Responses["200"].Schema.Ref, "#/definitions/")
			documented := api.Definitions[schema].Properties
			require.NotEmpty(t, documented, schema)
			require.ElementsMatch(t, keys(documented), keys(answer))
		})
	}
}

// TestCosmosTools asks what wallets and explorers of the Cosmos world ask: they find digital yuan in the bank module's
// queries, wallets among the accounts, and transactions and blocks where they always are.
func TestCosmosTools(t *testing.T) {
	n := sharedNetwork(t)
	d := n.sharedDay(t)
	base := n.anyNode(t).Ports.RESTAddress()
	paid := n.send(t, d.payer.key, payArgs(d.payee, "0.50", "TOOLS-1")...)
	payer := n.wallet(t, d.payer.address)
	balance := fmt.Sprintf(`{"denom":"fen","amount":"%d"}`, payer.BalanceFen)
	for path, want := range map[string]string{
		"/cosmos/bank/v1beta1/balances/" + payer.Address:                               balance,
		"/cosmos/bank/v1beta1/balances/" + payer.Address + "/by_denom?denom=fen":       balance,
		"/cosmos/bank/v1beta1/spendable_balances/" + payer.Address:                     balance,
		"/cosmos/bank/v1beta1/supply/by_denom?denom=fen":                               `{"denom":"fen","amount":"100000"}`,
		"/cosmos/bank/v1beta1/denoms_metadata/fen":                                     `"symbol":"e-CNY"`,
		"/cosmos/auth/v1beta1/accounts/" + payer.Address:                               fmt.Sprintf(`"sequence":"%d"`, payer.Sequence),
		"/cosmos/auth/v1beta1/account_info/" + d.officer:                               fmt.Sprintf(`"address":"%s"`, d.officer),
		"/cosmos/tx/v1beta1/txs/" + paid.Hash:                                          `"end_to_end_id":"TOOLS-1"`,
		"/cosmos/base/tendermint/v1beta1/blocks/" + strconv.FormatInt(paid.Height, 10): fmt.Sprintf(`"chain_id":"%s"`, n.ChainID),
		"/cosmos/consensus/v1/params":                                                  `"max_gas"`,
	} {
		code, body := get(t, base+path)
		require.Equal(t, http.StatusOK, code, "%s: %s", path, body)
		require.Contains(t, string(body), want, path)
	}
}

func get(t *testing.T, url string) (int, []byte) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	require.NoError(t, err)
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	return response.StatusCode, body
}

func keys(of map[string]json.RawMessage) []string {
	var names []string
	for name := range of {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
