# `make site` and `make test` are enough for most work; both install what they need first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
HOST ?= 127.0.0.1
PORT ?= 8000
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup setup-test site serve check test lint unit browser coverage figures search-eval bench bench-browser bench-optimizations speed search-bench stamp offline audit update lock clean

help: ## list these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

setup: $(VENV)/.installed ## install the pinned build dependencies into .venv and scripts/web/node_modules

$(VENV)/.installed: requirements.txt pyproject.toml scripts/web/package-lock.json
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes -r requirements.txt
	$(PIP) --no-deps --no-build-isolation -e .
	$(BIN)/python -m lexicon.node
	@touch $@

setup-test: $(VENV)/.installed-test ## install the dependencies of tests, figures and benchmarks too

$(VENV)/.installed-test: requirements-test.txt $(VENV)/.installed
	$(PIP) --require-hashes -r requirements-test.txt
	@touch $@

site: setup ## build the site into site/
	$(BIN)/lexicon build $(ARGS)

serve: setup ## build, serve on http://127.0.0.1:8000/ and reload when a file changes
	$(BIN)/lexicon serve --host $(HOST) --port $(PORT)

check: setup ## report all faults of the term files
	$(BIN)/lexicon check $(ARGS)

test: setup-test lint ## lint, check the glossary, run all tests (the browser tests need a Chromium)
	$(BIN)/lexicon check --strict
	$(BIN)/python -m pytest $(ARGS)

lint: setup-test ## run ruff, mypy and import-linter
	$(BIN)/ruff check scripts tests
	$(BIN)/ruff format --check scripts tests
	$(BIN)/mypy
	PYTHONPATH=scripts $(BIN)/lint-imports --no-cache

unit: setup-test ## run all tests except those in a browser
	$(BIN)/python -m pytest -m "not browser" $(ARGS)

browser: setup-test ## run only the tests in a browser
	$(BIN)/python -m pytest -m browser $(ARGS)

figures: setup-test ## draw the figures of all terms, or of TERMS
	PYTHONPATH=scripts $(BIN)/python -m figures $(TERMS)

coverage: setup-test ## measure the lines and branches covered by tests (htmlcov/, and a table)
	$(BIN)/python -m pytest -n 2 --cov --cov-report=html --cov-report=term:skip-covered $(ARGS)

search-eval: setup-test ## measure how often search finds the right term, and list the misses
	$(BIN)/python -m tests.search.evaluate --misses

bench: setup-test ## measure builds against plain MkDocs (ARGS="--others --large --write …")
	PYTHONPATH=scripts $(BIN)/python -m benchmarks.build $(ARGS)

bench-browser: setup-test ## measure pages in a slow browser against stock Material
	PYTHONPATH=scripts:. $(BIN)/python -m benchmarks.browser $(ARGS)

bench-optimizations: setup-test ## measure the effect of each optimization of rendering, and our own share of a build
	PYTHONPATH=scripts $(BIN)/python -m benchmarks.optimizations $(ARGS)

speed: ## measure everything and write the tables of docs/*/speed.md (takes hours on an idle machine)
	$(MAKE) bench ARGS="--others --large --write"
	$(MAKE) bench-browser ARGS="--write"
	$(MAKE) bench-optimizations ARGS="--write"

search-bench: setup-test ## measure index size and query times, also in a browser
	$(BIN)/python -m tests.search.benchmark --browser

stamp: setup ## record that the translations of TERMS match the current English text
	$(BIN)/lexicon stamp $(TERMS)

offline: setup ## build buzz-words.zip, a copy of the site that works without a server
	$(BIN)/lexicon offline $(ARGS)

audit: setup-test ## report known vulnerabilities, licences and sizes of all dependencies
	$(BIN)/python scripts/audit.py

update: setup ## raise all pinned versions, Python and npm, and install them
	$(BIN)/python scripts/lock.py --upgrade
	$(MAKE) setup-test

lock: setup-test ## update the pinned versions after a change of pyproject.toml
	$(BIN)/python scripts/lock.py

clean: ## remove the built site and the cache
	rm -rf site .cache
