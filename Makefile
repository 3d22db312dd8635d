# The two commands are `make run` and `make test`; both install what is missing (Debian 12, as root or with sudo).
SHELL := /bin/bash
.DEFAULT_GOAL := build
export CCACHE_NOHASHDIR := 1
BUILD := build/release
LISTEN ?= 127.0.0.1:8080
LISTEN_TLS ?= 127.0.0.1:8443
DATA ?= ./data

.PHONY: install-build install-test configure build run test bench chaos oracle asan tsan fuzz fmt tidy clean

install-build:
	@tools/install build
install-test:
	@tools/install test

configure:
	@test -f $(BUILD)/build.ninja || cmake --preset release >build/configure.log || { cat build/configure.log; exit 1; }

build: install-build configure  ## The server and its tools, in build/release.
	@ninja -C $(BUILD) switchyard jws-verify graphql-check

run: build  ## Demo data, a demo partner, and the server; Ctrl-C stops it.
	@$(BUILD)/switchyard demo run --data $(DATA) --listen $(LISTEN) --listen-tls $(LISTEN_TLS)

test: install-test configure  ## Everything that CI runs.
	@ninja -C $(BUILD)
	@ctest --test-dir $(BUILD) --output-on-failure -j2 $(CTEST_ARGS)

bench: install-test configure  ## Ratios against the peers, into bench/RESULTS.md.
	@bench/run

chaos: install-test configure  ## kill -9 at 200 random instants, SQLite and PostgreSQL.
	@ninja -C $(BUILD)
	@tests/chaos/run 200

oracle: install-test configure  ## A million random questions at ten million rates against a brute force, while sheets come and go.
	@ninja -C $(BUILD) search_oracle
	@$(BUILD)/tests/oracle/search_oracle

asan: install-test  ## The unit tests under AddressSanitizer and UndefinedBehaviorSanitizer.
	@cmake --preset asan >/dev/null && ninja -C build/asan && ctest --test-dir build/asan --output-on-failure -j2

tsan: install-test  ## The unit tests under ThreadSanitizer.
	@cmake --preset tsan >/dev/null && ninja -C build/tsan && ctest --test-dir build/tsan --output-on-failure -j2

fuzz: install-test  ## Each fuzz target for SECONDS (default 60).
	@cmake --preset fuzz >/dev/null && ninja -C build/fuzz fuzzers && fuzz/run $(or $(SECONDS_EACH),60)

fmt:  ## clang-format over the tree.
	@git ls-files 'src/*.cpp' 'src/*.hpp' 'fuzz/*.cpp' 'bench/*.cpp' | xargs clang-format -i

tidy:  ## Arrows and style.
	@python3 tools/tidy/tidy.py .

clean:
	@rm -rf build
