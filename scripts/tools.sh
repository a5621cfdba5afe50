#!/usr/bin/env bash
# Installs the developer tools at pinned versions into .tools/bin, skipping what is there already.
# Usage: scripts/tools.sh [proto|lint|e2e|all]
set -euo pipefail
cd "$(dirname "$0")/.."

bin=$PWD/.tools/bin
go_version=$(go env GOVERSION)

# The flags of the caller's build are for the chain, not for its tools.
export GOFLAGS=

# Package and version of each tool. gofumpt is the version that golangci-lint formats with.
proto_tools=(
	github.com/cosmos/gogoproto/protoc-gen-gocosmos@v1.7.2
	github.com/grpc-ecosystem/grpc-gateway/protoc-gen-grpc-gateway@v1.16.0
	github.com/grpc-ecosystem/grpc-gateway/v2/protoc-gen-openapiv2@v2.27.3
)
lint_tools=(
	mvdan.cc/gofumpt@v0.12.0
	github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
)
# The pages for integrators show it, and the end-to-end tests execute those pages.
e2e_tools=(
	github.com/fullstorydev/grpcurl/cmd/grpcurl@v1.9.3
)

# A tool is up to date when its binary holds the pinned version, built by the Go that is in use:
# golangci-lint refuses code that is newer than the Go it was built with.
is_installed() { # package, version
	[[ -x $bin/${1##*/} ]] &&
		go version -m "$bin/${1##*/}" 2>/dev/null |
		awk -v go="$go_version" -v package="$1" -v version="$2" '
			NR == 1 { go_matches = $2 == go }
			$1 == "path" { package_matches = $2 == package }
			$1 == "mod" { version_matches = $3 == version }
			END { exit !(go_matches && package_matches && version_matches) }'
}

install_go_tools() { # package@version...
	local tool
	for tool in "$@"; do
		is_installed "${tool%@*}" "${tool#*@}" && continue
		echo "installing $tool"
		GOBIN=$bin go install "$tool"
	done
}

as_root() {
	if [[ $(id -u) -eq 0 ]]; then
		"$@"
	else
		sudo "$@"
	fi
}

# Installs Debian packages unless the command they bring is there.
install_debian_tool() { # command, package...
	local command=$1
	shift
	command -v "$command" >/dev/null && return
	if ! command -v apt-get >/dev/null; then
		echo "tools: $command is missing and there is no apt-get to install it with; please install it, then run this again" >&2
		exit 1
	fi
	echo "installing $* with apt-get"
	as_root apt-get update -qq
	as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

install_proto_tools() {
	# libprotobuf-dev holds the google/protobuf/*.proto files that protoc looks for.
	install_debian_tool protoc protobuf-compiler libprotobuf-dev
	install_go_tools "${proto_tools[@]}"
}

install_lint_tools() {
	install_debian_tool shellcheck shellcheck
	install_go_tools "${lint_tools[@]}"
}

install_e2e_tools() {
	# The page about vouchers makes one with it.
	install_debian_tool openssl openssl
	install_go_tools "${e2e_tools[@]}"
}

case ${1:-all} in
proto) install_proto_tools ;;
lint) install_lint_tools ;;
e2e) install_e2e_tools ;;
all)
	install_debian_tool make make
	install_proto_tools
	install_lint_tools
	install_e2e_tools
	;;
*)
	sed -n '3s/^# //p' "$0" >&2
	exit 2
	;;
esac
