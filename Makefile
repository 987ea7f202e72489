# Saring's commands. `make` lists them.
VENV := .venv
BIN := $(VENV)/bin
PARALLEL := -n auto --maxprocesses 4 --dist loadfile
STAMP := $(VENV)/.installed
SHARED ?= ../shared
# The extra `boards` with what it needs, one by one: the pip of Python 3.11 stumbles over two spellings of lxml's extra.
PEERS := readability-lxml resiliparse chardet cssselect FastWARC lxml_html_clean

.DEFAULT_GOAL := help
.PHONY: help setup run test check golden score boards train soak bench clean-all

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: $(STAMP) ## make the virtual environment and install the pinned libraries

$(STAMP): pyproject.toml constraints.txt
	python3 -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

run: setup ## clean data/raw into data/clean through the Prefect flow, then query the result
	$(BIN)/saring run data/raw data/clean
	$(BIN)/saring query "SELECT outlet, count(*) AS articles, min(date) AS first, max(date) AS last FROM articles \
	  GROUP BY ALL ORDER BY articles DESC, outlet" --clean data/clean

test: setup ## run the whole test suite
	$(BIN)/pytest -m "not soak" $(PARALLEL)

check: setup ## lint, types and the fast tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -q -m "not soak and not prefect" -x $(PARALLEL)

golden: setup ## write the golden pages anew; read their diff before you commit it
	PYTHONPATH=. $(BIN)/python tests/golden_pages.py
	PYTHONPATH=. $(BIN)/python tests/systems_pages.py

score: setup ## score the gold sets, where ../shared is there
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[train]'
	$(BIN)/python tests/bench/score.py $(SHARED)
	$(BIN)/python tests/bench/blind.py $(SHARED)
	$(BIN)/python tests/bench/leave_outlets_out.py $(SHARED)

boards: ## score a public benchmark of extraction that you have: make boards FOLDER=../wcxb/dev KIND=article
	test -d $(VENV)-boards || python3 -m venv $(VENV)-boards
	$(VENV)-boards/bin/pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	$(VENV)-boards/bin/pip install --quiet --disable-pip-version-check -c constraints.txt --no-deps $(PEERS)
	$(VENV)-boards/bin/python tests/bench/boards.py $(FOLDER) $(if $(KIND),--kind $(KIND))

train: setup ## learn the weights of the line model anew, where ../shared is there
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[train]'
	$(BIN)/python tests/bench/train_lines.py $(SHARED)

soak: setup ## what is long or heavy: kills, thousands of examples, large inputs
	$(BIN)/pytest -m "soak or hypothesis" --hypothesis-profile soak

bench: setup ## what is timed
	$(BIN)/python -m tests.bench

clean-all: ## remove the virtual environment and everything that was cleaned
	rm -rf $(VENV) $(VENV)-boards data/clean/.saring data/clean/articles data/clean/duplicates data/clean/removals \
	  data/clean/rejects data/clean/changes data/clean/runs data/clean/outlet_nights data/clean/README.md .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
