# Everything a developer or the CI does with the project. Needs make, sh and Python 3.11 or newer.

SHELL := /bin/sh
.SHELLFLAGS := -ec
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
PORT ?= 8000
ARGS ?=
PARALLEL ?= -n 2 --dist worksteal

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -qq
UV_COMPILE := $(BIN)/uv pip compile --universal --python-version 3.11 \
	--generate-hashes --no-strip-extras --no-header --quiet

# Stamps tell what one shared environment holds. The development lock contains the run-time lock,
# so whoever installs the larger one has also done the smaller one.
MADE := $(VENV)/.made
CAN_RUN := $(VENV)/.can-run
CAN_TEST := $(VENV)/.can-test

# The peer that the bench compares with has packages of its own.
PEER := .bench-venv
CAN_COMPARE := $(PEER)/.can-compare

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

.PHONY: demo
demo: $(CAN_RUN) ## Start the service with example data (PORT=8000, PYTHON=python3)
	@exec $(BIN)/osh-incidents demo --port $(PORT)

.PHONY: test
test: $(CAN_TEST) ## Run the tests (ARGS="-k words", PARALLEL= for one process)
	@$(BIN)/python -m pytest $(PARALLEL) $(ARGS)

.PHONY: explore
explore: $(CAN_TEST) ## Run the tests of properties with new random examples, many of them
	@$(BIN)/python -m pytest $(PARALLEL) --hypothesis-profile=explore \
		tests/property tests/stateful tests/contract $(ARGS)

.PHONY: cover
cover: $(CAN_TEST) ## Run the tests and show the lines and branches they miss
	@$(BIN)/python -m pytest $(PARALLEL) --cov --cov-report=term-missing:skip-covered $(ARGS)

.PHONY: check
check: $(CAN_TEST) ## Check style, types, imports and dependencies
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/deptry src

.PHONY: fix
fix: $(CAN_TEST) ## Format the code and repair what can be repaired
	@$(BIN)/ruff check --fix . || true
	@$(BIN)/ruff format .

.PHONY: derive
derive: $(CAN_TEST) ## Write anew the files that are made from the code
	@$(BIN)/python -m tests.support.deriving

.PHONY: client
client: $(CAN_TEST) ## Make a Python client of the contract in dist/client
	@$(BIN)/openapi-python-client generate --path openapi/openapi.json --meta uv \
		--config tools/client.yaml --overwrite --output-path dist/client

.PHONY: mutants
mutants: $(CAN_TEST) ## Change the domain in many small ways and see which change no test notices
	@$(BIN)/mutmut run $(ARGS)
	@$(BIN)/mutmut results

.PHONY: bench
bench: $(CAN_TEST) $(CAN_COMPARE) ## Measure the service beside a peer (ARGS="--sizes 10000 100000 --into file.md")
	@$(BIN)/python -m bench $(ARGS)

.PHONY: lock
lock: $(CAN_TEST) ## Write anew the lock files (ARGS=--upgrade for newer versions)
	@$(UV_COMPILE) pyproject.toml $(ARGS) --extra postgres --extra build -o requirements.lock
	@$(UV_COMPILE) pyproject.toml $(ARGS) --all-extras -c requirements.lock -o requirements-dev.lock
	@$(UV_COMPILE) bench/peers/drf/requirements.in $(ARGS) -o bench/peers/drf/requirements.txt

.PHONY: clean
clean: ## Remove the environment, the example data and all caches
	@rm -rf $(VENV) $(PEER) .demo .sandbox .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache \
		.schemathesis .coverage .coverage.* htmlcov build dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(MADE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "This project needs Python 3.11 or newer. Found as $(PYTHON):" \
			"$$($(PYTHON) --version 2>&1 || true)" >&2; \
		echo "Name another one, as in: make $(or $(MAKECMDGOALS),demo) PYTHON=python3.13" >&2; \
		exit 1; }
	@echo "Making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(CAN_RUN): $(MADE) requirements.lock pyproject.toml
	@echo "Installing the locked packages (a few seconds, longer on a slow line)"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(CAN_TEST): $(MADE) requirements-dev.lock requirements.lock pyproject.toml
	@echo "Installing the locked packages and tools (half a minute, longer on a slow line)"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $(CAN_RUN) $@

$(CAN_COMPARE): $(MADE) bench/peers/drf/requirements.txt
	@echo "Installing the peer of the bench"
	@$(BIN)/python -m venv --clear $(PEER)
	@$(PEER)/bin/python -m pip --disable-pip-version-check --no-input -qq install \
		--require-hashes -r bench/peers/drf/requirements.txt
	@touch $@
