# Một Cửa. `make help` lists what there is.
PYTHON := .venv/bin/python
export PATH := $(CURDIR)/.venv/bin:$(PATH)

.DEFAULT_GOAL := help
.PHONY: help run test check guards bench drill-sync drill-counter reset national sandbox platform trust mailbox messages

help: ## Lists the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

run: ## Starts everything in the foreground; Ctrl-C stops it, the data stays
	@scripts/install.sh run
	@$(PYTHON) -m scripts.run

test: ## Runs all tests and checks, browser tests included
	@scripts/install.sh test
	@$(PYTHON) -m scripts.messages
	@env -u DATABASE_URL MOTCUA_CHECK_LEFTOVERS=1 $(PYTHON) -m pytest -n 2 --dist loadgroup $(ARGS)

check: ## Style, types and layers
	@scripts/install.sh test
	ruff check .
	ruff format --check .
	mypy .
	lint-imports --no-cache

guards: ## Takes out one guard of the money at a time; the machine must turn red
	@scripts/install.sh test
	@$(PYTHON) -m tests.faults.money.guards

bench: ## Runs the benchmarks; writes build/bench.json
	@scripts/install.sh test
	@scripts/install.sh bench
	@$(PYTHON) -m bench

drill-sync: ## The national portal away for 72 simulated hours; then everything must arrive
	@scripts/install.sh test
	@$(PYTHON) -m bench.sync $(ARGS)

drill-counter: ## Fifty intakes while the web server is killed again and again
	@scripts/install.sh test
	@env -u DATABASE_URL MOTCUA_DRILL_INTAKES=50 $(PYTHON) -m pytest -n 0 tests/faults/counter

reset: ## Forgets the demo data
	@scripts/install.sh run
	@$(PYTHON) -m scripts.reset

messages: ## Compiles the translations
	@scripts/install.sh run
	@$(PYTHON) -m scripts.messages

national sandbox platform trust mailbox: ## Starts one stand-in again that was stopped while `make run` goes on
	@$(PYTHON) -m scripts.run.one $@
