# One command each; docs/operations.md tells what stands behind them.
.DEFAULT_GOAL := help
SHELL := /bin/sh
BIN := .venv/bin
PYTHON := $(BIN)/python

.PHONY: help setup run demo test test-fast test-browser check deploy-check format lock messages \
        bench clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Prepare the checkout: packages, translations, static files (quick when nothing changed)
	@sh scripts/setup.sh

run: setup ## Start the whole system and print where it is
	@exec $(PYTHON) manage.py run

demo: setup ## Load the demo into the database, as far as it is not loaded
	@$(PYTHON) manage.py migrate --verbosity 0
	@$(PYTHON) manage.py demo

test: test-fast test-browser ## Run every test

test-fast: setup ## Run the tests that need no browser
	$(PYTHON) -m pytest -n auto -m "not browser"

test-browser: setup ## Run the tests that live in a browser
	@PILIT_CHROMIUM="$$(sh scripts/chromium.sh)" && export PILIT_CHROMIUM && \
	    exec $(PYTHON) -m pytest -n auto -m browser

check: setup deploy-check ## Check style, types, imports, templates, translations, migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	PYTHONPATH=. $(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet
	$(PYTHON) manage.py messages --check
	$(PYTHON) manage.py makemigrations --check --dry-run
	$(PYTHON) manage.py lifecycle --check
	@sh scripts/check_locks.sh

deploy-check: setup
	@sh scripts/check_deploy.sh

format: setup ## Bring code into its one form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: setup ## Renew the locks from pyproject.toml and package.json
	@sh scripts/lock.sh

messages: setup ## Bring the catalogue of translations to the code
	$(PYTHON) manage.py messages

bench: setup ## Measure
	@exec $(PYTHON) -m bench

clean: ## Remove what `make setup` made; data under var/ stays
	rm -rf .venv node_modules build .mypy_cache .ruff_cache .pytest_cache .hypothesis \
	    .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
