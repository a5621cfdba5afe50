package e2e

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	reflection "google.golang.org/grpc/reflection/grpc_reflection_v1alpha"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
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
	require.Equal(t, 29, queries, "queries of consortium and currency")
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
		case field.Name() == "pagination":
		case field.Kind() == protoreflect.Uint64Kind:
			message.Set(field, protoreflect.ValueOfUint64(1))
		default:
			value, ok := lookUp(known, request, field)
			require.True(t, ok, "no value for %s", field.FullName())
			message.Set(field, protoreflect.ValueOfString(value))
		}
	}
	return message
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
		if field.Name() == "pagination" {
			continue
		}
		broken := proto.Clone(valid).(*dynamicpb.Message)
		if field.Kind() == protoreflect.Uint64Kind {
			broken.Set(field, protoreflect.ValueOfUint64(1<<40))
		} else {
			broken.Set(field, protoreflect.ValueOfString("x"))
		}
		err := invoke(t.Context(), conn, method, broken, dynamicpb.NewMessage(method.Output()))
		code := status.Code(err)
		isList := method.Output().Fields().ByName("pagination") != nil
		allowed := code == codes.NotFound || code == codes.InvalidArgument || isList && code == codes.OK
		require.True(t, allowed, "%s with a wrong %s answers %s: %v", method.FullName(), field.Name(), code, err)
	}
}

// reflectServices asks a node for everything that it serves.
func reflectServices(t *testing.T, conn *grpc.ClientConn) []protoreflect.ServiceDescriptor {
	t.Helper()
	stream, err := reflection.NewServerReflectionClient(conn).ServerReflectionInfo(t.Context())
	require.NoError(t, err)
	ask := func(request *reflection.ServerReflectionRequest) *reflection.ServerReflectionResponse {
		require.NoError(t, stream.Send(request))
		response, err := stream.Recv()
		require.NoError(t, err)
		require.Nil(t, response.GetErrorResponse(), "%v: %v", request, response)
		return response
	}
	files := map[string]*descriptorpb.FileDescriptorProto{}
	var load func(*reflection.ServerReflectionRequest)
	load = func(request *reflection.ServerReflectionRequest) {
		for _, encoded := range ask(request).GetFileDescriptorResponse().GetFileDescriptorProto() {
			file := &descriptorpb.FileDescriptorProto{}
			require.NoError(t, proto.Unmarshal(encoded, file))
			if files[file.GetName()] != nil {
				continue
			}
			files[file.GetName()] = file
			for _, dependency := range file.GetDependency() {
				if files[dependency] == nil {
					load(&reflection.ServerReflectionRequest{
						MessageRequest: &reflection.ServerReflectionRequest_FileByFilename{FileByFilename: dependency},
					})
				}
			}
		}
	}
	listed := ask(&reflection.ServerReflectionRequest{MessageRequest: &reflection.ServerReflectionRequest_ListServices{}})
	var names []string
	for _, service := range listed.GetListServicesResponse().GetService() {
		names = append(names, service.GetName())
		load(&reflection.ServerReflectionRequest{
			MessageRequest: &reflection.ServerReflectionRequest_FileContainingSymbol{FileContainingSymbol: service.GetName()},
		})
	}
	return services(t, names, files)
}

func services(t *testing.T, names []string, files map[string]*descriptorpb.FileDescriptorProto) []protoreflect.ServiceDescriptor {
	t.Helper()
	set := &descriptorpb.FileDescriptorSet{}
	for _, file := range files {
		set.File = append(set.File, file)
	}
	registry, err := protodesc.NewFiles(set)
	require.NoError(t, err)
	found := make([]protoreflect.ServiceDescriptor, len(names))
	for i, name := range names {
		found[i] = findService(t, registry, name)
	}
	return found
}

func findService(t *testing.T, registry *protoregistry.Files, name string) protoreflect.ServiceDescriptor {
	t.Helper()
	descriptor, err := registry.FindDescriptorByName(protoreflect.FullName(name))
	require.NoError(t, err)
	service, ok := descriptor.(protoreflect.ServiceDescriptor)
	require.True(t, ok, "%s is no service", name)
	return service
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
	require.Len(t, api.Paths, 29)
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
