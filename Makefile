# Sets up a virtual environment of its own and needs nothing but Python 3.11, Node.js, git and make.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lowest lint docs bench clean

# A stamp, so that what is installed follows pyproject.toml.
.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

.venv/installed-dev: .venv/installed pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	npm install --prefix tests/typescript --no-package-lock --no-audit --no-fund --silent
	touch $@

# Status 1 is what is wanted here: the example is broken on purpose.
demo: .venv/installed
	@$(BIN)/edgeconform check examples/broken/redirect.py || test $$? -eq 1

test: .venv/installed-dev
	$(BIN)/python -m pytest -n 2

# With the oldest versions that pyproject.toml allows.
lowest:
	$(PYTHON) -m venv .venv/lowest
	.venv/lowest/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]' --constraint tests/lowest.txt
	.venv/lowest/bin/python -m pytest -n 2

lint: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# A page for each check, made of the checks themselves.
docs: .venv/installed
	$(BIN)/python docs/pages.py build/docs

# What is missing of the competitors is left out of the table, with the reason.
bench: .venv/installed-dev
	-$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,bench]'
	-npm install --prefix benchmarks --no-package-lock --no-audit --no-fund --silent
	$(BIN)/python -m benchmarks $(BENCH)

clean:
	rm -rf .venv build dist *.egg-info
