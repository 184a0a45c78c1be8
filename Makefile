# Everything a developer or a CI machine runs. Needs make, Python 3.11 or newer and the package index.

# Another Python takes environments of its own: `make test PYTHON=python3.13 VENV=.venv-3.13`.
PYTHON ?= python3
VENV   ?= .venv
INSTALL = -m pip install --quiet --retries 10
PIP     = $(INSTALL) --constraint .ci/constraints.txt
# An editable install leaves this to the first start, which must not write where PYTHONDONTWRITEBYTECODE is set.
COMPILE = -m compileall -q hloscope parsers
BIN     = $(VENV)/bin
LIVE    = $(VENV)-live/bin
JAX     = $(VENV)-live-jax/bin
NEWEST  = $(VENV)-unpinned/bin
# Empty where lines need not be counted: before Python 3.12 that takes a third of the time of `make test`.
COVERED = --cov --cov-report=
COMMA   = ,
# Those of test-live that test-live-jax has too and that no framework takes part in: `and not fleet`.
ELSEWHERE ?=
PAGE    = $(VENV)-page/bin
LOWEST  = $(VENV)-lowest/bin
CODE    = hloscope parsers tests $(wildcard benchmarks docs/generate)
# Checks the scripts of the page, where npm is there to install what does.
NPM     = $(if $(shell command -v npm),node_modules/.package-lock.json)
MLPS    = $(addprefix testdata/,$(addsuffix /mlp,jax-0.10.2-cpu tensorflow-2.21.0-cpu torch-xla-2.9.0-cpu jax-0.10.2-h100))

.PHONY: help venv demo test test-live test-live-jax test-page test-newest live live-jax newest coverage lint format docs bench soak build lowest test-lowest clean chromium

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "  make %-13s %s\n", $$1, $$2 }'

venv: $(VENV)/dev  ## make .venv with hloscope and the development tools

demo: $(VENV)/jax  ## compile three programs with JAX, then report them and one MLP on four backends
	rm -rf build/demo
	XLA_FLAGS=--xla_dump_to=build/demo $(BIN)/python testdata/programs/demo.py
	$(BIN)/hloscope report build/demo
	$(BIN)/hloscope report $(MLPS)

test: $(VENV)/dev  ## run all tests that need no framework, and the coverage gate
	$(BIN)/pytest -n auto -m "not live" $(COVERED)
	$(if $(COVERED),$(BIN)/coverage report --fail-under=95 --include='parsers/*$(COMMA)hloscope/analyses/*')

test-live: $(VENV)-live/all chromium  ## run the tests that drive real frameworks; a skip is a failure
	$(LIVE)/pytest -n auto --dist worksteal -m "live $(ELSEWHERE)" --no-skip

test-page: $(VENV)-page/all chromium  ## run those that look at the page in a real browser
	$(PAGE)/pytest -n auto --dist loadgroup -m browser --no-skip

test-live-jax: $(VENV)-live-jax/all  ## run those of them that need no framework but jax
	$(JAX)/pytest -n auto --dist worksteal -m "live and not tensorflow and not torch and not browser" --no-skip

test-newest: newest  ## run them, and those of TensorFlow, with the newest versions, whatever .ci/constraints.txt says
	$(NEWEST)/pytest -n auto --dist worksteal -m "live and not torch and not browser and not remote and not fleet" --no-skip

live: $(VENV)-live/all  ## make the environment of test-live
live-jax: $(VENV)-live-jax/all  ## make that of test-live-jax
newest: $(NEWEST)/python  ## make that of test-newest anew
	$(NEWEST)/python $(INSTALL) --upgrade --editable '.[test,jax,tensorflow,gpu,tpu]'
	$(NEWEST)/python -m pip freeze | grep -E '^(jax|libtpu|tensorflow)'

coverage: test  ## show the coverage of every file, as HTML too
	$(BIN)/coverage html --quiet
	$(BIN)/coverage report

lint: $(VENV)/dev $(NPM)  ## check format, style and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy $(CODE)
	$(BIN)/pyright --pythonpath $(BIN)/python
	$(if $(NPM),npm run --silent lint,@echo "npm is not here: the scripts of the page were not checked")

format: $(VENV)/dev $(NPM)  ## format, and mend what ruff can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(if $(NPM),npm run --silent format)

docs: $(VENV)/docs  ## build the manual into build/site; what is linked and not there is an error
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --quiet --strict

bench: $(VENV)-live/all chromium  ## measure speed
	$(LIVE)/python -m benchmarks.speed
	$(LIVE)/python -m benchmarks.pytest_overhead
	$(LIVE)/python -m benchmarks.wrapping
	$(LIVE)/python -m benchmarks.page

soak: $(VENV)/dev  ## run the long tests
	$(BIN)/python -m benchmarks.soak
	$(BIN)/python -m benchmarks.upgrade

build: $(VENV)/dev  ## build the sdist and the wheel into dist/: the same commit gives the same bytes
	rm -rf dist
	$(BIN)/python -m build
	$(BIN)/python .ci/repack dist/*.tar.gz
build: export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 315532800)

lowest: $(VENV)-lowest/test  ## make .venv-lowest with the lowest versions that pyproject.toml allows

test-lowest: $(VENV)-lowest/test  ## run the tests with the lowest versions that pyproject.toml allows
	$(LOWEST)/python -m pytest -n auto -m "not live" -W "ignore::DeprecationWarning"

clean:  ## remove all that was made here, environments too
	rm -rf .venv .venv-* node_modules build dist htmlcov .coverage* .*_cache .hypothesis *.egg-info

# A stamp records an installed environment; it is stale once the requirements change.
$(BIN)/python $(LIVE)/python $(JAX)/python $(NEWEST)/python $(LOWEST)/python $(PAGE)/python:
	$(PYTHON) -m venv $(@D:/bin=)

$(VENV)/dev: pyproject.toml .ci/constraints.txt | $(BIN)/python
	$(BIN)/python $(PIP) --editable '.[dev]'
	$(BIN)/python $(COMPILE)
	@touch $@

$(VENV)/jax: pyproject.toml .ci/constraints.txt | $(BIN)/python
	$(BIN)/python $(PIP) --editable '.[jax]'
	$(BIN)/python $(COMPILE)
	@touch $@

$(VENV)-lowest/test: pyproject.toml .ci/lowest.txt | $(LOWEST)/python
	$(LOWEST)/python $(INSTALL) --constraint .ci/lowest.txt --editable '.[test]'
	@touch $@

$(VENV)/docs: pyproject.toml .ci/constraints.txt | $(VENV)/dev
	$(BIN)/python $(PIP) --editable '.[docs]'
	$(BIN)/python $(COMPILE)
	@touch $@

$(VENV)-live/all: pyproject.toml .ci/constraints.txt | $(LIVE)/python
	$(LIVE)/python $(PIP) --editable '.[test,fleet-test,browser,jax,tensorflow,torch-xla,gpu,tpu]'
	@touch $@

$(VENV)-page/all: pyproject.toml .ci/constraints.txt | $(PAGE)/python
	$(PAGE)/python $(PIP) --editable '.[test,browser]'
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json
	npm ci --silent --no-fund --no-audit
	@touch $@

chromium:
	@.ci/install-chromium

$(VENV)-live-jax/all: pyproject.toml .ci/constraints.txt | $(JAX)/python
	$(JAX)/python $(PIP) --editable '.[test,fleet-test,jax,gpu,tpu]'
	@touch $@
