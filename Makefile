# The commands of this checkout. The environment is made when it is missing or out of date;
# `make test VENV=DIR` uses an environment of yours as it is.

PYTHON ?= python3
VENV ?= .venv
LOWEST ?= .venv-lowest
BIN := $(VENV)/bin
QUIETLY := --quiet --disable-pip-version-check

ifeq ($(origin VENV), file)
READY := $(VENV)/.ready
endif

# The package that is installed is what runs, never by accident the folder we stand in.
export PYTHONSAFEPATH := 1

.PHONY: demo test torture check lowest format conformance bench claims night

demo: $(READY)
	$(BIN)/teg-tui demo demo

# One worker more than there are cores: tests wait for disks and terminals as well.
TESTS ?= tests
WORKERS ?= $(shell $(PYTHON) -c 'import os; print(min(4, (os.cpu_count() or 1) + 1))')
test: $(READY)
	$(BIN)/pytest $(TESTS) --numprocesses $(WORKERS) --dist worksteal

# The proofs of docs/reliability.md in full, for hours; PROOFS="tests/torture/prove_x.py -k y" for some.
PROOFS ?= tests/torture
torture: $(READY)
	$(BIN)/pytest $(PROOFS) --override-ini python_files='prove_*.py' -p no:xdist --quiet

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Tests and checks once more, with the oldest of everything that pyproject.toml allows; without the
# long ways through the program, which ask nothing of a library that the others don't.
lowest:
	$(PYTHON) -m venv --clear $(LOWEST)
	$(PYTHON) .ci/lowest.py > $(LOWEST)/constraints.txt
	$(LOWEST)/bin/pip install $(QUIETLY) --constraint $(LOWEST)/constraints.txt hatchling
	$(LOWEST)/bin/pip install $(QUIETLY) --constraint $(LOWEST)/constraints.txt \
		--no-build-isolation '.[dev]'
	$(MAKE) check test VENV=$(LOWEST) TESTS='tests --ignore=tests/e2e'

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

conformance: $(READY)
	$(BIN)/python tests/conformance/run.py

# Benchmarks share a module that lies beside them, which safe paths would hide.
bench: $(READY)
	env -u PYTHONSAFEPATH $(BIN)/python benchmarks/run.py

# 24 hours in twelve minutes: the app in a terminal, faults, kills, and what it took of the machine.
NIGHT ?=
night: $(READY)
	env -u PYTHONSAFEPATH $(BIN)/python benchmarks/night.py $(NIGHT)

# Precision and recall of the checker of claims, family by family.
claims: $(READY)
	env -u PYTHONSAFEPATH $(BIN)/python benchmarks/claims.py

$(VENV)/.ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make PYTHON=python3.12 ..." >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install $(QUIETLY) --editable '.[dev]'
	@touch $@
