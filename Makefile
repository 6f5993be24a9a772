# Works with GNU make 3.81 (macOS) and later. All logic is in scripts/, plain Python.
PYTHON ?= python3
VENV := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run worker setup test lint format types bench bench-quick bench-live contract contract-check lock

help: ## This list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /	/' | expand -t 18

run: ## Install what is missing, build, migrate and start everything; Ctrl-C stops it
	@$(PYTHON) -m scripts.bootstrap run

worker: setup ## One more Celery worker for a running installation
	@$(VENV)/python -m scripts.worker

setup: ## Install what is missing
	@$(PYTHON) -m scripts.bootstrap dev

test: ## Everything that is checked, from a bare start
	@$(PYTHON) -m scripts.bootstrap test

lint: setup ## Ruff and the import contracts
	@$(VENV)/ruff check . && $(VENV)/ruff format --check . && $(VENV)/lint-imports

format: setup ## Format and sort
	@$(VENV)/ruff check --fix . && $(VENV)/ruff format .

types: setup ## mypy
	@$(VENV)/mypy

bench: setup ## Events per second beside Cimba, SimPy and C; writes docs/performance.md
	@$(VENV)/python -m tests.perf.bench

bench-quick: setup ## The same in under a minute, only printed
	@$(VENV)/python -m tests.perf.bench --quick

bench-live: setup ## Live runs and studies on real processes: clicks, many runs, many viewers; writes docs/live.md
	@$(VENV)/python -m tests.perf.live

contract: setup ## Generate frontend/src/contract from apps/schema and the API's description
	@$(VENV)/python -m scripts.contract

contract-check: setup ## Fail when frontend/src/contract is stale
	@$(VENV)/python -m scripts.contract --check

lock: setup ## Lock requirements*.txt after a change of requirements*.in
	@$(VENV)/python -m scripts.lock
