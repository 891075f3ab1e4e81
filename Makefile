# Pristan: `make help` lists what there is. Needs make and Python 3.11 or newer, nothing else.
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

BIN := .venv/bin
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard network/translations/*/LC_MESSAGES/messages.po))
KEYWORDS := -k N_ -k _ -k ngettext:1,2 -k lazy_gettext

# Every one of the many processes that the tests start would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX := $(CURDIR)/.venv/compiled

# An account without a home still needs a place for what is downloaded.
ifeq ($(shell test -w "$$HOME" && echo writable),)
export UV_CACHE_DIR := $(CURDIR)/.venv/cache
endif

# Only these hold anything for it: to collect all the others takes longer than their tests.
FOR_OLDER := $(shell grep -rl 'mark\.older' tests --include='test_*.py' | sort)

# The oldest PostgreSQL installed beside ours, or the one that was chosen.
OLDER := $(or $(PRISTAN_PG_BINDIR),$(patsubst %/postgres,%,$(firstword \
	$(wildcard $(foreach version,15 16 17,/usr/lib/postgresql/$(version)/bin/postgres)))))

.PHONY: demo
demo: .venv/runtime $(CATALOGUES) ## set everything up and serve the product with demo data
	@$(BIN)/pristan demo

.PHONY: test
test: .venv/development $(CATALOGUES) ## set everything up and pass every check
	@echo "· style" && $(BIN)/ruff check . && $(BIN)/ruff format --check .
	@echo "· browser" && $(BIN)/python -m tests.chromium
	@echo "· types, imports, tests" && $(BIN)/pytest -q -n 2 --dist loadgroup
	@$(if $(OLDER),echo "· tests on $(OLDER)" && $(BIN)/pytest -q -n 2 --dist loadgroup \
		-m "older and not proof and not bench" --pg-bindir=$(OLDER) $(FOR_OLDER),\
		echo "· no older PostgreSQL is installed here: its tests are left out")

.PHONY: proof
proof: .venv/development $(CATALOGUES) ## the long tests: every combination of every journey (ONLY=tests/histories)
	@$(BIN)/python -m tests.chromium
	@$(BIN)/python -m tests.proof $(ONLY)

.PHONY: bench
bench: .venv/development $(CATALOGUES) ## measure speed against bare PostgreSQL
	@$(BIN)/python -m tests.bench

.PHONY: screenshots
screenshots: .venv/development $(CATALOGUES) ## take pictures of the main pages
	@$(BIN)/python -m tests.chromium
	@$(BIN)/python -m tests.browser.screenshots

.PHONY: translations
translations: .venv/development ## collect new sentences and compile the catalogues
	@$(BIN)/pybabel -q extract -F pyproject.toml $(KEYWORDS) --no-location --sort-output \
		--project Pristan -o network/translations/messages.pot network tenants
	@$(BIN)/pybabel -q update -i network/translations/messages.pot -d network/translations \
		--no-fuzzy-matching --ignore-obsolete
	@rm network/translations/messages.pot
	@$(MAKE) --no-print-directory catalogues

.PHONY: catalogues
catalogues: $(CATALOGUES)

.PHONY: format
format: .venv/development ## write the code the way `make test` wants it
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: clean
clean: ## remove what was set up; data in ./var stays
	rm -rf .venv $(CATALOGUES)

.PHONY: help
help: ## this list
	@grep -hE '^[a-z]+:.*## ' Makefile | awk -F ':.*## ' '{ printf "  make %-14s %s\n", $$1, $$2 }'

# Set-up

%.mo: %.po | .venv/runtime
	@$(BIN)/pybabel -q compile -i $< -o $@

.venv/runtime: pyproject.toml uv.lock | .venv/bin/uv
	@echo "· libraries"
	@$(BIN)/uv sync --frozen --inexact
	@touch $@

.venv/development: pyproject.toml uv.lock | .venv/bin/uv
	@echo "· libraries and tools"
	@$(BIN)/uv sync --frozen --inexact --all-extras
	@touch .venv/runtime $@

.venv/bin/uv:
	@python=$$(for each in python3 python3.14 python3.13 python3.12 python3.11; do \
		$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		&& echo $$each && break; done); \
	if [ -z "$$python" ]; then \
		echo "Python 3.11 or newer is missing: install it, for example with apt-get install python3."; \
		exit 1; fi; \
	if ! $$python -c 'import ensurepip, venv' 2>/dev/null; then \
		echo "Python's venv is missing: install it, for example with apt-get install python3-venv."; \
		exit 1; fi; \
	echo "· Python in .venv" && $$python -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check 'uv>=0.9,<1'
