# Every command of the house. `make` alone lists them.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# The tests start some hundred processes: each would compile the whole of Broadsheet anew.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
PORT ?= 8000
WORKERS ?= 2

.PHONY: help setup demo test check soak bench lock

help: ## list these commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/\1\t\2/' \
	  | while IFS=$$'\t' read -r name what; do printf '  make %-7s %s\n' "$$name" "$$what"; done

setup: .venv/.base ## make .venv and install what Broadsheet needs to run
	@echo "Ready. Try: make demo, or .venv/bin/broadsheet --help"

demo: .venv/.base ## make the demo newspaper in demo/ and serve it (PORT=8000)
	$(BIN)/broadsheet demo demo --port $(PORT)

test: .venv/.system node_modules/.stamp ## run the checks, then every test on SQLite and on PostgreSQL
	# The house rules are among the checks. What asks no database, and how screens look, is tried once.
	$(MAKE) --no-print-directory check
	CHROMIUM=$$(.ci/chromium) $(BIN)/pytest -q -n $(WORKERS) --dist loadgroup --ignore tests/house
	CHROMIUM=$$(.ci/chromium) .ci/with-postgres $(BIN)/pytest -q -n $(WORKERS) --dist loadgroup --ignore tests/house --again

check: .venv/.dev node_modules/.stamp ## lint, formats, types, floors, templates, scripts and styles, migrations, house rules
	.ci/check

soak: .venv/.dev ## run the long tests at their full counts (an hour and more)
	BROADSHEET_SOAK=1 $(BIN)/pytest -q -n $(WORKERS) -m "soak or hypothesis"

bench: .venv/.dev node_modules/.stamp ## measure: benchmarks/README.md says what, docs/performance.md keeps the figures
	$(BIN)/python benchmarks/corpus.py --stories 2000
	$(BIN)/python benchmarks/pages.py

lock: .venv/.dev ## pin requirements/*.in again, with hashes and without naming an index
	.ci/lock $(BIN)/uv

# --- what the commands stand on ---

.venv/.base: requirements/base.txt requirements/build.txt pyproject.toml .ci/environment
	.ci/environment base
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.base
	.ci/environment dev
	@touch $@

.venv/.system: .ci/system .ci/s3-server requirements/s3-server.txt .venv/.dev
	.ci/system
	.ci/s3-server
	@touch $@

node_modules/.stamp: package-lock.json .ci/system
	.ci/system node
	# Not `npm ci`: it wants a line for every system's binary, and fails where a registry lacks one.
	npm install --no-save --no-audit --no-fund
	@touch $@
