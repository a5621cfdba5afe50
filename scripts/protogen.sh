#!/usr/bin/env bash
# Generates Go, REST gateway and OpenAPI code from proto/, offline: the imported
# files come from the module cache, the plugins from .tools/bin (scripts/tools.sh proto).
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.tools/bin:$PATH"

includes=$(mktemp -d)
out=$(mktemp -d)
trap 'rm -rf "$includes" "$out"' EXIT

module_dir() { go mod download "$1" && go list -m -f "{{.Dir}}" "$1"; }

copy_protos() { # source directory, destination below the include root
	mkdir -p "$includes/$2"
	(cd "$1" && find . -name '*.proto' -print0 | tar --null -cf - --files-from -) |
		tar -xf - --no-same-permissions --mode=u+w -C "$includes/$2"
}

copy_protos "$(module_dir github.com/cosmos/cosmos-sdk)/proto" .
copy_protos "$(module_dir github.com/cosmos/gogoproto)/gogoproto" gogoproto
copy_protos "$(module_dir github.com/cosmos/cosmos-proto)/proto" .
copy_protos "$(module_dir github.com/grpc-ecosystem/grpc-gateway)/third_party/googleapis" .

any='Mgoogle/protobuf/any.proto=github.com/cosmos/gogoproto/types/any'
for package in proto/dcep/*/v1; do
	protoc -I proto -I "$includes" \
		--gocosmos_out="plugins=grpc,$any:$out" \
		--grpc-gateway_out="logtostderr=true,allow_colon_final_segments=true:$out" \
		"$package"/*.proto
done
cp -r "$out/github.com/dcep-consortium/dcepd/." .

mkdir -p docs/integrators
protoc -I proto -I "$includes" \
	--openapiv2_out="logtostderr=true,fqn_for_openapi_name=true,simple_operation_ids=true,json_names_for_fields=false,allow_merge=true,merge_file_name=dcepd,openapi_configuration=proto/openapi.yaml:docs/integrators" \
	proto/dcep/*/v1/query.proto
mv docs/integrators/dcepd.swagger.json docs/integrators/openapi.json
