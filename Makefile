# Verbs of the house. Each sets up what it needs; a second call does not set up again.
PYTHON ?= python3
BIN := .venv/bin
WORKERS ?= 2
READY := .venv/.ready

.PHONY: demo run test lint prove bench docs migration locales clean

demo: $(READY)  ## one week of Bình Lư through the running bot
	@$(BIN)/bekhoe demo

run: $(READY)  ## the bot on the home that the environment names
	@$(BIN)/bekhoe run

test: $(READY)-test lint  ## everything that must hold, in parallel
	$(BIN)/python -m pytest -n $(WORKERS) -q -m "not prove"

lint: $(READY)-test  ## style, types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

prove: $(READY)-test  ## long proofs: more kills, more random messages
	HYPOTHESIS_PROFILE=roaming $(BIN)/python -m pytest -q -m prove --timeout 3600

bench: $(READY)-bench  ## the figures of docs/figures.md, each beside a peer in the same run
	$(BIN)/python -m benchmarks

docs: $(READY)-test  ## the pages and their commands, checked
	$(BIN)/python -m pytest -q tests/test_docs.py

migration: $(READY)  ## MIGRATION="what it does"
	$(BIN)/python -m scripts.new_migration "$(MIGRATION)"

locales: $(READY)-test  ## collect the texts for translators
	$(BIN)/pybabel -q extract --no-location -F babel.cfg -o messages/locales/bekhoe.pot .
	$(BIN)/pybabel -q update -i messages/locales/bekhoe.pot -d messages/locales -D bekhoe -l en --no-fuzzy-matching --ignore-obsolete --no-wrap

clean:
	rm -rf .venv .demo

$(READY): pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(READY)-test: $(READY)
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

$(READY)-bench: $(READY)-test
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[bench]'
	@touch $@
