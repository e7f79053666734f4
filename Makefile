# One verb per chore. Needs make, git and Python 3.11 with venv; brings everything else itself (Node included).
#   make run     set up, build the pages, serve on embedded defaults with the demo
#   make test    all tests, in a real Chromium too
#   make check   style, types, floors, licences, locks, generated files
#   make dev     serve the demo, with /_gallery, and rebuild the pages when they change
#   make bench   measure
#   make lock    newest versions that pyproject.toml admits     make format   let ruff write the style
#   make generated  files that are written from the code     make pictures   those of docs/ and of the front page, taken anew

PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode
HASHED := --require-hashes --no-deps
WEB := $(BIN)/python hatch_build.py
INSTALLED := .venv/.lightbox-run
TOOLS := .venv/.lightbox-tools

# Debian packages that only tests need; installed when root (RUNLEVEL=1: not started), otherwise their tests skip and say
# so (with CI set: fail).
TEST_PACKAGES := chromium dcmtk fonts-dejavu-core fonts-noto-core nginx-light strace postgresql redis-server redis-sentinel
# … and what only `make bench` measures against.
BENCH_PACKAGES := orthanc

# The files that have such tests: reading all the others takes every worker ten seconds.
MARKED = $(shell grep -rl --include='test_*.py' 'pytest.mark.$(1)' tests)

# CI asks for `test check`: what reads the code (and Debian's packages coming in) fills a processor that would stand idle
# beside tests that have only one of two; it is over long before what keeps time begins.
ifdef CI
MAKEFLAGS += --jobs=2
endif

.PHONY: run test check dev bench setup tools web generated pictures lock format debian
.DEFAULT_GOAL := run

run: setup
	@$(BIN)/python -m compileall -q server
	@exec $(BIN)/lightbox serve --demo

setup: $(INSTALLED) web

web: $(INSTALLED)
	@$(WEB)

tools: $(TOOLS) web
	@$(WEB) packages

$(INSTALLED): requirements/uv.txt requirements/runtime.txt requirements/build.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Lightbox needs Python 3.11 or newer: make PYTHON=python3.11")'
	@echo "Setting up .venv (once) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $(HASHED) -r requirements/uv.txt
	@$(UV) $(HASHED) -r requirements/runtime.txt -r requirements/build.txt
	@$(UV) --no-deps --no-build-isolation --editable .
	@touch $@

$(TOOLS): $(INSTALLED) requirements/dev.txt
	@$(UV) $(HASHED) -r requirements/dev.txt
	@touch $@

bench: PACKAGES := $(BENCH_PACKAGES)
debian:
	@missing=$$(for name in $(or $(PACKAGES),$(TEST_PACKAGES)); do dpkg-query -W -f='$${Status}' $$name 2>/dev/null | grep -q 'install ok installed' || echo $$name; done); \
	if [ -z "$$missing" ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing from Debian:" $$missing; \
		apt-get update -qq && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $$missing >/dev/null; \
	else echo "What needs these Debian packages will skip or say so:" $$missing; fi

# The rules of a consult carry their own measure: their own tests, without the fuzzing, reach ≥ 95 % of their branches.
# Then everything else that is short; then journeys, the longest first; then
# what keeps time, alone.
# A hundred servers and commands are started on the way, and each file of tests is read by every worker: what they read
# is compiled before, and kept although the shell may say otherwise.
test: export PYTHONDONTWRITEBYTECODE :=
test: tools debian
	@$(BIN)/python -m compileall -q -j 2 server tests
	@$(WEB) run --silent test
	@$(BIN)/python -m pytest tests/sessions --ignore=tests/sessions/test_histories.py -q \
		--cov=server.sessions --cov-branch --cov-report=term:skip-covered --cov-fail-under=95
	@$(BIN)/python -m pytest -n 3 --dist loadfile --ignore-glob='tests/sessions/test_[!h]*.py' \
		-m "not slow and not alone and not hunt" --durations=10
	@$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder $(call MARKED,slow) \
		-m "slow and not alone and not hunt" --durations=10
	@$(BIN)/python -m pytest $(call MARKED,alone) -m "alone and not hunt" --durations=10

check: tools
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(WEB) run --silent types
	$(WEB) run --silent lint
	$(BIN)/python requirements/lock.py --check
	$(BIN)/python requirements/licenses.py
	$(BIN)/python -m server.transport.wire.typescript --check web/src/wire/messages.ts
	$(BIN)/python -m server.transport.wire.reference --check docs/wire.md
	$(BIN)/python -m server.transport.wire.openapi --check docs/openapi.json
	$(BIN)/python -m server.cli.settings_reference --check docs/settings.md
	$(BIN)/python -m server.sessions.diagram | diff -u docs/phases.md - || (echo "stale: make generated"; exit 1)

dev: setup
	@$(WEB) run --silent gallery
	@$(WEB) run --silent watch & pages=$$!; trap "kill $$pages" EXIT INT TERM; $(BIN)/lightbox serve --demo

bench: setup debian
	@ONLY="$(ONLY)" $(BIN)/python -m bench

# Files written from the code; `make check` says when one is stale.
generated: $(INSTALLED)
	$(BIN)/python -m server.transport.wire.typescript --write web/src/wire/messages.ts
	$(BIN)/python -m server.transport.wire.reference --write docs/wire.md
	$(BIN)/python -m server.transport.wire.openapi --write docs/openapi.json
	$(BIN)/python -m server.cli.settings_reference --write docs/settings.md
	$(BIN)/python -m server.sessions.diagram > docs/phases.md

# Screens of the demo in real Chromium; what they show is in tests/pictures.
pictures: tools debian
	@$(BIN)/python -m tests.pictures

lock: $(TOOLS)
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python requirements/lock.py

format: $(TOOLS)
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format
