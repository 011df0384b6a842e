# Everything a developer or an operator starts. Paths stay relative, so a folder with a space in its name works.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run dev test prove lint types check migrations postgres format lock clean
.NOTPARALLEL:

PORT ?= 8000
WORKERS ?= $(shell nproc 2>/dev/null || echo 2)
PY := .venv/bin/python
MANAGE := $(PY) manage.py
PIP := $(PY) -m pip --disable-pip-version-check --no-input -qq install --require-hashes
TEXTS := locale/id/LC_MESSAGES/django.mo
PACKAGES := musrenbang regions catalogue accounts proposals rounds reports tests
export PYTHONUTF8 = 1
export UV_PYTHON_DOWNLOADS = never

help: ## show this list
	@grep -hE '^[a-z]+:.*## ' Makefile | sed 's/:.*## /\t/' | expand -t 12

run: export MUSRENBANG_DEMO ?= 1
run: .venv/runtime $(TEXTS) var/static/stamp ## open the demo city on http://127.0.0.1:8000 (PORT=8001 for another door)
	@$(MANAGE) migrate -v 0
	@if [ "$$MUSRENBANG_DEMO" = 1 ]; then $(MANAGE) load_demo; fi
	@echo "Musrenbang: http://127.0.0.1:$(PORT)/  (Ctrl+C stops it)"
	@$(MANAGE) db_worker --no-reload -v 0 & worker=$$!; \
	$(PY) -m gunicorn musrenbang.wsgi --bind 127.0.0.1:$(PORT) --workers $(WORKERS) --threads 4 \
		--log-level warning --preload & server=$$!; \
	trap 'kill $$worker $$server 2>/dev/null' INT TERM; wait $$server; ended=$$?; \
	kill $$worker 2>/dev/null; wait; exit $$ended

dev: export MUSRENBANG_DEMO ?= 1
dev: export MUSRENBANG_DEBUG ?= 1
dev: .venv/runtime $(TEXTS) ## the same, reloading by itself when a file changes
	@$(MANAGE) migrate -v 0
	@if [ "$$MUSRENBANG_DEMO" = 1 ]; then $(MANAGE) load_demo; fi
	@exec $(MANAGE) runserver 127.0.0.1:$(PORT)

test: .venv/dev $(TEXTS) ## run all tests on SQLite, then what concerns the database on PostgreSQL
	$(PY) -m pytest -n 2 --dist worksteal
	MUSRENBANG_TEST_DB=postgres $(PY) -m pytest -n 2 --dist worksteal -m postgres

prove: .venv/dev $(TEXTS) ## run what is long: the life-line as a state machine, thousands of random rounds and of races
	MUSRENBANG_PROVE=1 $(PY) -m pytest -n $(WORKERS) tests/proposals/test_life_machine.py tests/rounds/engine \
		tests/rounds/test_verify.py
	MUSRENBANG_PROVE=1 MUSRENBANG_TEST_DB=postgres $(PY) -m pytest -n $(WORKERS) tests/rounds/test_two_windows.py

lint: .venv/dev ## check format, code, templates, import directions and the lock
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m djlint --quiet --lint templates
	$(PY) -c "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
	@! grep -nE 'python_full_version|://|^-|^#.*/' requirements.txt requirements-dev.txt \
		|| { echo "The lock holds an address, a path or a fork: write it by 'make lock'."; exit 1; }

types: .venv/dev ## check types (mypy --strict)
	$(PY) -m mypy $(PACKAGES)

check: .venv/dev var/static/stamp ## check the settings of a public server, as `manage.py check --deploy` sees them
	@MUSRENBANG_HOSTS=musrenbang.example.go.id MUSRENBANG_DEMO=0 MUSRENBANG_DEBUG=0 \
		$(PY) -W error::DeprecationWarning manage.py check --deploy --fail-level WARNING

migrations: .venv/dev ## check that no migration is missing
	@$(MANAGE) makemigrations --check --dry-run

postgres: .venv/dev $(TEXTS) ## run the suite on PostgreSQL, but for the engine, which knows no database (TEST_DATABASE_URL names a server)
	MUSRENBANG_TEST_DB=postgres $(PY) -m pytest -n 2 --dist worksteal --ignore=tests/rounds/engine $(if $(MARK),-m "$(MARK)")

format: .venv/dev ## put the code into shape
	$(PY) -m ruff check --fix -q . || true
	$(PY) -m ruff format .

lock: .venv/dev ## write requirements*.txt from pyproject.toml
	$(PY) -m uv pip compile --universal --python-version 3.11 --generate-hashes --no-header -q \
		pyproject.toml -o requirements.txt
	$(PY) -m uv pip compile --universal --python-version 3.11 --generate-hashes --no-header -q --group dev \
		pyproject.toml -c requirements.txt -o requirements-dev.txt

clean: ## remove what the other targets made, except the database and its files
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache var/static $(TEXTS)

# --- what the targets above stand on ---------------------------------------------------------------------------------

.venv/bin/python:
	@for try in python3 python3.13 python3.12 python3.11; do \
		if command -v $$try >/dev/null && $$try -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
			2>/dev/null; then found=$$try; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
		echo "Musrenbang needs Python 3.11, 3.12 or 3.13. On Debian or Ubuntu: sudo apt install python3 python3-venv"; \
		exit 1; fi; \
	if ! $$found -c 'import venv, ensurepip' 2>/dev/null; then \
		echo "Python's venv is missing. On Debian or Ubuntu: sudo apt install python3-venv"; exit 1; fi; \
	$$found -m venv .venv

.venv/runtime: requirements.txt | .venv/bin/python
	@echo "Installing requirements.txt ..."
	@$(PIP) -r requirements.txt
	@touch $@

.venv/dev: requirements-dev.txt | .venv/bin/python
	@echo "Installing requirements-dev.txt ..."
	@$(PIP) -r requirements-dev.txt
	@touch $@ .venv/runtime

%.mo: %.po | .venv/runtime
	@$(MANAGE) compile_texts

var/static/stamp: .venv/runtime $(shell find static -type f 2>/dev/null | sed 's/ /\\ /g')
	@$(MANAGE) collectstatic --no-input --clear -v 0
	@touch $@
