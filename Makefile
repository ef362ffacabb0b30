.DEFAULT_GOAL := help
.PHONY: help setup demo test cover check fix serve worker phone bench docs words lock

PYTHON ?= python3
BIN := .venv/bin
ARGS ?=
AT_ONCE ?= auto

help: ## Say what each target does
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1|/' \
		| awk -F'|' '{printf "make %-7s %s\n", $$1, $$2}'

setup: .venv/ready ## Put everything into .venv, exact versions by hash

demo: .venv/ready ## Sample books become talking books, a sample day becomes routes, then a page shows them
	$(BIN)/dauys demo $(ARGS)

test: .venv/ready ## All tests; system parts are fetched where we may, else their tests say why they skip
	sh .ci/parts
	$(BIN)/pytest -n $(AT_ONCE) --dist worksteal $(ARGS)

cover: .venv/ready ## All tests in one process, with what they did not reach
	$(BIN)/pytest --cov $(ARGS)

check: .venv/ready ## Style, types, lock file and wheel, nothing changed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python .ci/lock_is_current.py

fix: .venv/ready ## Put style right where a machine can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

serve: .venv/ready ## The web door, at loopback
	$(BIN)/dauys serve $(ARGS)

worker: .venv/ready ## The work: books laid in the inbox become talking books
	$(BIN)/dauys worker $(ARGS)

phone: .venv/ready ## The telephone line behind Asterisk, at loopback
	$(BIN)/dauys phone $(ARGS)

bench: .venv/ready ## Speed and memory, each beside its bare limit
	$(BIN)/python -m benchmarks $(ARGS)

docs: .venv/ready ## Write docs/commands.md anew from the commands themselves
	$(BIN)/python -m api.cli.manual docs/commands.md

words: .venv/ready ## Gather the sentences of the pages for translation
	$(BIN)/python -m api.words.gathering

lock: ## Choose versions anew and write the lock files
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --target .venv/uv uv
	for extra in "" "--extra dev"; do \
		PYTHONPATH=.venv/uv .venv/uv/bin/uv pip compile --quiet --universal --generate-hashes --no-strip-extras \
			--no-emit-index-url --no-emit-find-links --no-annotate --no-header --python-version 3.11 \
			$(ARGS) $$extra pyproject.toml -o requirements$${extra:+-dev}.lock; \
	done
	@cd .ci/ace && { command -v npm >/dev/null || { echo "no npm here: the lock of Ace stays"; exit 0; }; \
		PUPPETEER_SKIP_DOWNLOAD=1 npm install --package-lock-only --ignore-scripts --no-audit --no-fund \
			--omit-lockfile-registry-resolved; }

.venv/ready: requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Dauys needs Python 3.11 or newer; say which with: make PYTHON=python3.12"; exit 2; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || sh .ci/parts venv
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
