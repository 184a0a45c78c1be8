# Everything a developer or a CI machine runs. Needs make, Python 3.11 or newer and the package index.

PYTHON ?= python3
PIP     = -m pip install --quiet --retries 10 --constraint .ci/constraints.txt
# An editable install leaves this to the first start, which must not write where PYTHONDONTWRITEBYTECODE is set.
COMPILE = -m compileall -q hloscope parsers
BIN     = .venv/bin
LIVE    = .venv-live/bin
CODE    = hloscope parsers tests $(wildcard benchmarks)
MLPS    = $(addprefix testdata/,$(addsuffix /mlp,jax-0.10.2-cpu tensorflow-2.21.0-cpu torch-xla-2.9.0-cpu jax-0.10.2-h100))

.PHONY: help venv demo test test-live coverage lint format bench soak build clean

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "  make %-10s %s\n", $$1, $$2 }'

venv: .venv/dev  ## make .venv with hloscope and the development tools

demo: .venv/jax  ## compile three programs with JAX, then report them and one MLP on four backends
	rm -rf build/demo
	XLA_FLAGS=--xla_dump_to=build/demo $(BIN)/python testdata/programs/demo.py
	$(BIN)/hloscope report build/demo
	$(BIN)/hloscope report $(MLPS)

test: .venv/dev  ## run all tests that need no framework, and the coverage gate
	$(BIN)/pytest -n auto -m "not live" --cov --cov-report=
	$(BIN)/coverage report --fail-under=95 --include='parsers/*,hloscope/analyses/*'

test-live: .venv-live/all  ## run the tests that drive real frameworks; a skip is a failure
	$(LIVE)/pytest -m live --no-skip

coverage: test  ## show the coverage of every file, as HTML too
	$(BIN)/coverage html --quiet
	$(BIN)/coverage report

lint: .venv/dev  ## check format, style and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy $(CODE)
	$(BIN)/pyright --pythonpath $(BIN)/python

format: .venv/dev  ## format, and mend what ruff can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/dev .venv/jax  ## measure speed
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.pytest_overhead
	$(BIN)/python -m benchmarks.wrapping

soak: .venv/dev  ## run the long tests
	$(BIN)/python -m benchmarks.soak
	$(BIN)/python -m benchmarks.upgrade

build: .venv/dev  ## build the sdist and the wheel into dist/
	$(BIN)/python -m build

clean:  ## remove all that was made here, environments too
	rm -rf .venv .venv-live build dist htmlcov .coverage* .*_cache .hypothesis *.egg-info

# A stamp records an installed environment; it is stale once the requirements change.
.venv/bin/python .venv-live/bin/python:
	$(PYTHON) -m venv $(@D:/bin=)

.venv/dev: pyproject.toml .ci/constraints.txt | .venv/bin/python
	$(BIN)/python $(PIP) --editable '.[dev]'
	$(BIN)/python $(COMPILE)
	@touch $@

.venv/jax: pyproject.toml .ci/constraints.txt | .venv/bin/python
	$(BIN)/python $(PIP) --editable '.[jax]'
	$(BIN)/python $(COMPILE)
	@touch $@

.venv-live/all: pyproject.toml .ci/constraints.txt | .venv-live/bin/python
	$(LIVE)/python $(PIP) --editable '.[test,jax,tensorflow,torch-xla,gpu,tpu]'
	@touch $@
