# verbale, built by meson; this file only names the usual ways to call it.
# `make help` lists them.

PREFIX  = /usr/local
DESTDIR =
SECONDS_EACH = 60

MESON = meson
B     = build

.DEFAULT_GOAL := all
.PHONY: all release sanitized deps demo test crash coverage tsan docs cost eval bench fuzz format lint install clean help

all: release ## build/verbale and build/libverbale.a, optimised (the same as plain `make`)

release:
	@sh scripts/deps.sh check build
	@test -f $(B)/release/build.ninja || $(MESON) setup $(B)/release -Dtests=disabled
	@ninja -C $(B)/release
	@ln -sf release/src/cli/verbale $(B)/verbale
	@ln -sf release/libverbale.a $(B)/libverbale.a

deps: ## install the Debian packages that building and testing need (as root; else says what to type)
	@sh scripts/deps.sh install build test

# Under `make -j` too, the packages are there before anything is built.
ifneq (,$(filter deps demo test crash,$(MAKECMDGOALS)))
release sanitized: deps
endif

demo: deps release ## build, add samples/ to a fresh archive, print its ledger, one exchange and one trace
	@sh scripts/demo.sh $(B)/verbale $(B)/demo

# Sanitizers on everything; an undefined operation ends the test like a bad address does.
sanitized:
	@test -f $(B)/test/build.ninja || $(MESON) setup $(B)/test \
	  -Db_sanitize=address,undefined -Dbuildtype=debugoptimized
	@ninja -C $(B)/test

test: deps sanitized ## all tests, built with the address and undefined-behaviour sanitizers
	@UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 \
	  $(MESON) test -C $(B)/test --no-rebuild --no-suite timed --print-errorlogs

tsan: ## threads of the library and of `add` under the thread sanitizer
	@sh scripts/deps.sh check build
	@sh scripts/tsan.sh $(B)/tsan

# Counters of an earlier run would add up.  Some tests run as somebody without rights, who writes
# counters too (else the runtime complains on standard error, where those tests look): so the files
# are made before.
coverage: ## which lines the tests run, by module; fails under 85 % of all
	@sh scripts/deps.sh check build test check
	@test -f $(B)/coverage/build.ninja || $(MESON) setup $(B)/coverage \
	  -Db_coverage=true -Dbuildtype=debug -Doptimization=g >/dev/null
	@ninja -C $(B)/coverage --quiet
	@find $(B)/coverage -name '*.gcda' -delete
	@$(B)/coverage/src/cli/verbale version >/dev/null && chmod -R a+rwX $(B)/coverage
	@$(MESON) test -C $(B)/coverage --no-rebuild --no-suite timed --quiet
	@python3 scripts/coverage.py $(B)/coverage

cost: release ## does any input cost more than in proportion to its size (compares times)
	@python3 tests/cost_test.py $(B)/verbale --json $(B)/cost.json
	@VERBALE_BAD_SCALE=10 python3 tests/bad_test.py $(B)/verbale Large Packed

crash: deps sanitized ## 100 killed adds, every write and sync failing in turn, ten random orders
	@VERBALE_CRASHES=100 VERBALE_FAULTS_STEP=1 VERBALE_ORDER_ROUNDS=10 VERBALE_FLIPS=300 \
	  $(MESON) test -C $(B)/test --no-rebuild --print-errorlogs -t 20 archive crash order trouble

eval: release ## scores against hand-made gold, one line a set (VERBALE_EVAL, else ../shared/eval)
	@ninja -C $(B)/release --quiet eval/print-passages
	@python3 eval/run.py $(B)/verbale

bench: release ## speed of each stage and of `add`, memory, growth, other programs on the same pages
	@ninja -C $(B)/release --quiet bench/stages bench/traces bench/pairs bench/passages \
	  bench/trace_articles
	@python3 bench/run.py $(B)/verbale --json $(B)/bench.json || echo "bench: see above"
	@python3 bench/peers.py $(B)/release/src/cli/verbale
	@python3 bench/pairs.py $(B)/release/src/cli/verbale

fuzz: ## run each fuzz target for SECONDS_EACH=60 seconds (needs clang)
	@sh scripts/deps.sh check build check
	@sh scripts/fuzz.sh $(B)/fuzz $(SECONDS_EACH)

format: ## clang-format on all C
	@sh scripts/format.sh fix

lint: ## clang-tidy, cppcheck, gcc's analyzer, module graph, function lengths, banned functions
	@sh scripts/deps.sh check build check
	@sh scripts/lint.sh $(B)/clang

docs: ## the public API as HTML, build/docs/html/index.html (needs doxygen)
	@sh scripts/deps.sh check docs
	@mkdir -p $(B)/docs
	@doxygen docs/Doxyfile

install: release ## install into DESTDIR + PREFIX=/usr/local
	@$(MESON) configure $(B)/release -Dprefix=$(PREFIX) >/dev/null
	@DESTDIR="$(DESTDIR)" $(MESON) install -C $(B)/release --quiet

clean: ## remove build/
	@rm -rf $(B)

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 10
