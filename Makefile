# Plenary: every chore under one word. `make demo` and `make test` are the two that matter.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv

.PHONY: help setup demo test soak bench lock messages clean check-format check-types check-contracts

help:
	@sed -n 's/^## //p' $(MAKEFILE_LIST)

## make demo      set up what is needed and open one real summit in the browser
demo: $(VENV)/run.stamp
	@$(BIN)/plenary demo $(ARGS)

## make setup     set up the checkout only; leaves .venv/bin/plenary
setup: $(VENV)/run.stamp

$(UV):
	@$(PYTHON) tools/environment.py $(VENV)

$(VENV)/run.stamp: requirements/run.txt pyproject.toml | $(UV)
	@if [ ! -e $(VENV)/checks.stamp ]; then $(UV) pip sync --quiet --python $(BIN)/python requirements/run.txt; fi
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/checks.stamp: requirements/checks.txt pyproject.toml | $(UV)
	@$(UV) pip sync --quiet --python $(BIN)/python requirements/checks.txt
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/run.stamp

## make test      every check, on SQLite and PostgreSQL, with a real browser
test: $(VENV)/checks.stamp
	@$(BIN)/python tools/checks.py test $(ARGS)

## make soak      the long form of every check
soak: $(VENV)/checks.stamp
	@$(BIN)/python tools/checks.py soak $(ARGS)

## make bench     what a page, a ballot, a live screen, a verdict and a redline cost, beside something bare
bench: $(VENV)/checks.stamp
	@$(BIN)/python -m tools.bench $(ARGS)

## make lock      resolve the dependencies again
lock: | $(UV)
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --all-extras --group build pyproject.toml -o requirements/run.txt --custom-compile-command "make lock"
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --all-extras --group build --group dev pyproject.toml -o requirements/checks.txt --custom-compile-command "make lock"

## make messages  collect the sentences to translate and compile the catalogues
messages: $(VENV)/run.stamp
	$(BIN)/python tools/messages.py

## make clean     remove what was set up; data under .plenary/ stays
clean:
	rm -rf $(VENV) .checks dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
