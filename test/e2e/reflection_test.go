package e2e

import (
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	reflection "google.golang.org/grpc/reflection/grpc_reflection_v1alpha"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
)

// reflectServices asks a node for everything that it serves.
//
//nolint:staticcheck // the SDK serves the first version of reflection, which every tool still speaks
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
