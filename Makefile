# Everything starts here: `make demo`, `make test`. The first call makes .venv from requirements.lock; later calls find it made.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
PORT ?= 8000
DATA ?=
# Directory of the demo's database; empty: that of entente itself.
WORKERS ?= 2
# Two: the lanes with databases and processes keep two cores busy, and more workers only wait for one another.

.DEFAULT_GOAL := help
.PHONY: help demo test check lint bench picture lock format

help: ## Show what can be made.
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1|/' | column -t -s '|' 2>/dev/null \
	  || grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST)

demo: $(INSTALLED) ## Start everything with sample investigations, and print a sign-in link per sample member (DATA=DIR, PORT=N).
	$(BIN)/entente demo --port $(PORT) $(if $(DATA),--data "$(DATA)")

test: lint ## Run every test; needs no Docker, and the network only to fetch what is not there yet.
	$(BIN)/python -m pytest -q -n $(WORKERS) --dist worksteal

check: lint ## Run what is fast: lint, and the specs that need no database.
	$(BIN)/python -m pytest -q -m 'not postgres and not kafka and not browser and not process and not real_input'

lint: $(INSTALLED) ## Look at format, style, types and imports.
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(INSTALLED) ## Run the benchmarks one after the other, and print their ratios.
	@for name in $$($(BIN)/entente bench); do echo "== $$name"; $(BIN)/entente bench $$name || exit 1; done

picture: $(INSTALLED) ## Take the picture of the README anew, from the sample investigations.
	$(BIN)/python -m tests.picture

format: $(INSTALLED) ## Format the code, and mend what can be mended without a thought.
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

lock: $(INSTALLED) ## Choose versions anew, and write requirements.lock with their hashes.
	@mkdir -p build
	$(BIN)/python -c 'import tomllib; project = tomllib.load(open("pyproject.toml", "rb")); \
	  print(*project["project"]["dependencies"], *project["dependency-groups"]["dev"], *project["build-system"]["requires"], "editables", sep="\n")' \
	  > build/requirements.in
	$(BIN)/pip-compile --upgrade --quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	  --no-emit-options --no-annotate --no-header --strip-extras --allow-unsafe --output-file requirements.lock build/requirements.in

$(VENV)/bin/python:
	@sh deploy/make_venv.sh "$(PYTHON)" "$(VENV)"

$(INSTALLED): requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Fetching what requirements.lock names into $(VENV): a minute or more, only when that changed."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
