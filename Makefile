SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# The signature check in C is twice as fast as the one in Go, so it is used wherever C compiles.
HAS_C := $(shell $$(go env CC) -include stdlib.h -x c -fsyntax-only /dev/null 2>/dev/null && echo yes)
ifndef CGO_ENABLED
CGO_ENABLED := $(if $(HAS_C),1,0)
endif
BUILD_TAGS := $(if $(filter 1,$(CGO_ENABLED)),libsecp256k1_sdk)

# Every go command here, also those inside scripts, runs with the same settings: build, test, lint and e2e share one build cache.
# The commit comes from VERSION_FLAGS, so Go need not stamp it.
SHARED_FLAGS := -trimpath -buildvcs=false $(if $(BUILD_TAGS),-tags=$(BUILD_TAGS))
override GOFLAGS := $(strip $(filter-out $(SHARED_FLAGS),$(GOFLAGS)) $(SHARED_FLAGS))
export CGO_ENABLED GOFLAGS
export PATH := $(CURDIR)/.tools/bin:$(PATH)

VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo unreleased)
COMMIT = $(shell git rev-parse --verify HEAD 2>/dev/null)
version = -X github.com/cosmos/cosmos-sdk/version
VERSION_FLAGS = -s -w $(version).Name=dcepd $(version).AppName=dcepd $(version).Version=$(VERSION:v%=%) \
	$(version).Commit=$(COMMIT) $(version).BuildTags=$(BUILD_TAGS)

BINARY := $(CURDIR)/build/dcepd
# The part of the repository that test and test-race look at: make test PKG=./x/currency/...
PKG ?= ./...
FUZZTIME ?= 20s
GENERATED := '*.pb.go' '*.pb.gw.go' docs/integrators/openapi.json docs/permissions.md

# Lists the packages of PKG but for those that need the binary.
list_tested = packages=$$(go list $(PKG) | grep -vE '/test/e2e(/|$$)')
# One line of checksum and path for each generated file, committed or not.
sum_generated = git ls-files --cached --others --exclude-standard -- $(GENERATED) | xargs -r sha256sum | sort -u

##@ Use

.PHONY: build install man demo
build: ## Build build/dcepd
	go build -ldflags '$(VERSION_FLAGS)' -o $(BINARY) ./cmd/dcepd

install: ## Install dcepd where go install puts it
	go install -ldflags '$(VERSION_FLAGS)' ./cmd/dcepd

man: build ## Write a manual page for each command into build/man/man1
	$(BINARY) docs man build/man/man1

demo: build ## Play the pilot day on four local validators and leave them running (DEMO_EXIT=1: stop them at the end)
	DCEPD_BINARY=$(BINARY) ./scripts/demo/run

##@ Test

.PHONY: test test-race e2e bench fuzz
test: ## Run the unit, keeper, model, simulation and tidy tests (PKG=./x/currency/... for a part)
	$(list_tested); go test -timeout 20m $$packages

test-race: ## Run the same tests with the race detector, which needs a C compiler
	$(list_tested); go test -race -timeout 40m $$packages

e2e: build ## Run the end-to-end tests on real processes
	@scripts/tools.sh e2e
	DCEPD_BINARY=$(BINARY) go test -count=1 -timeout 45m ./test/e2e/...

# Scope and GOGC are what a node gives itself: the one spares the SDK a question to the operating system at every address.
bench: build ## Measure the chain on a quiet machine; numbers in bench.json (BENCH='-many-wallets 10000,1000000' adds the slow part)
	GOGC=$(or $(GOGC),400) COSMOS_SDK_CONFIG_SCOPE=dcepd DCEPD_BINARY=$(BINARY) go test -count=1 -timeout 3h -v -run '^TestBenchmark$$' ./test/bench -args \
		-wallets 20000 -blocks 20 -block-payments 3000 -many-wallets 10000 -networks 1,4 -payments 20000 -in-flight 4000 \
		-out $(CURDIR)/bench.json -command '$(strip make bench $(if $(BENCH),BENCH="$(BENCH)"))' $(BENCH)

fuzz: ## Fuzz each target for FUZZTIME (20s)
	@grep -rHoE --include='*_test.go' '^func Fuzz[A-Za-z0-9_]+' . | while IFS=: read -r file func; do \
		echo "== $${func#func } in $${file%/*}"; \
		go test -run '^$$' -fuzz "^$${func#func }\$$" -fuzztime $(FUZZTIME) "$${file%/*}"; \
	done

##@ Change

.PHONY: format lint proto generate check-generated check-tidy tools env clean
format: ## Format the Go code
	@scripts/tools.sh lint
	golangci-lint fmt

lint: ## Lint the Go code and the shell scripts
	@scripts/tools.sh lint
	golangci-lint config verify
	golangci-lint run
	git grep -lIz --untracked -E '^#!.*\b(ba)?sh$$' -- .ci deploy scripts | xargs -0r shellcheck
	@unformatted=$$(gofumpt -l .); \
	if [[ $$unformatted ]]; then echo "not formatted, run make format:"; echo "$$unformatted"; exit 1; fi

proto: ## Generate Go, REST gateway and OpenAPI code from proto/
	@scripts/tools.sh proto
	scripts/protogen.sh

generate: proto ## Generate everything that is generated: proto, then docs/permissions.md
	go test ./app -count=1 -run '^TestPermissionsDoc$$' -write

check-generated: ## Fail if generating again changes a file
	@before=$$($(sum_generated)); \
	$(MAKE) generate; \
	after=$$($(sum_generated)); \
	changed=$$(comm -3 <(echo "$$before") <(echo "$$after") | awk '{ print "  " $$2 }' | sort -u); \
	if [[ $$changed ]]; then \
		printf 'generated files were out of date; commit them as they are now:\n%s\n' "$$changed"; exit 1; \
	fi

check-tidy: ## Fail if go.mod or go.sum is not tidy
	go mod tidy -diff

tools: ## Install the developer tools into .tools/bin
	scripts/tools.sh all

env: ## Print the settings for a shell that shares the build cache: eval "$(make -s env)"
	@printf 'export CGO_ENABLED=%q GOFLAGS=%q\n' '$(CGO_ENABLED)' '$(GOFLAGS)'

clean: ## Remove what the build and the tests left
	rm -rf build .localnet
	rm -f coverage.* *.out *.prof *.test

.PHONY: help
help: ## Print this help
	@awk 'BEGIN { FS = ":.*## " } \
		/^##@/ { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z0-9-]+:.*## / { printf "  %-16s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))
