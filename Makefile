# Erikti's commands; `make help` lists them. Everything lives in .venv and var, below this folder.
# Paths are relative throughout, so that the folder may bear any name, spaces too.

SHELL := /bin/sh
.DEFAULT_GOAL := help
PORT ?= 8000
BIN := .venv/bin
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3; do \
	if $$name -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; \
	then echo $$name; break; fi; done)
CATALOGUES := $(wildcard site/locale/*/LC_MESSAGES/*.po)
COMPILED := $(CATALOGUES:.po=.mo)

.PHONY: help run backup restore test lint lock bench screenshots guide format messages clean check-python check-port

help:  ## list the commands
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

check-python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "Erikti needs Python 3.11, 3.12 or 3.13; none was found. Install one, or name it: make run PYTHON=/path/to/python3.11" >&2; exit 1; fi

.venv/.made: | check-python
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "This Python cannot make a virtual environment. On Debian: apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/.run: requirements.txt .venv/.made
	@echo "Installing the packages (once; about a minute) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.run
	@echo "Installing the developers' packages (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

# Babel and not gettext's msgfmt: it comes with the packages.
%.mo: %.po .venv/.run
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

check-port:
	@$(PYTHON) -c 'import socket, sys; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("127.0.0.1", int(sys.argv[1])))' $(PORT) 2>/dev/null || { \
		echo "Port $(PORT) is taken. Choose another: make run PORT=8001" >&2; exit 1; }

run: check-python check-port .venv/.run $(COMPILED)  ## set up if needed, then serve the site with its worker (PORT=8000)
	@mkdir -p var
	@$(BIN)/python manage.py prepare --port $(PORT)
	@PATH="$$PWD/$(BIN):$$PATH" PYTHONUNBUFFERED=1 ERIKTI_BASE_URL="$${ERIKTI_BASE_URL:-http://localhost:$(PORT)}" \
		$(BIN)/honcho start --no-prefix --port $(PORT)

# These two set nothing up: a nightly backup must not begin to install packages.
backup:  ## write the whole site into one file, while it runs (TO=/elsewhere/file.zip)
	@$(BIN)/python manage.py backup $(if $(TO),--to "$(TO)")

restore:  ## put a backup in the place of this site (FILE=backup.zip, ARGS=--overwrite)
	@test -n "$(FILE)" || { echo "Which backup? make restore FILE=var/backups/erikti-….zip" >&2; exit 1; }
	@$(BIN)/python manage.py restore "$(FILE)" $(ARGS)

test: check-python .venv/.dev $(COMPILED)  ## run the whole suite, on SQLite and on PostgreSQL
	@echo "== SQLite"; TEST_DATABASE=sqlite $(BIN)/python -m pytest $(ARGS)
	@echo "== PostgreSQL"; TEST_DATABASE=postgresql $(BIN)/python -m pytest $(ARGS)

lint: check-python .venv/.dev $(COMPILED)  ## check style, types, layers, migrations, deployment settings and catalogues
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@git ls-files -z 'templates/*.html' 'templates/*.txt' | xargs -0 $(BIN)/djade --check --target-version 5.2
	@$(BIN)/mypy
	@PYTHONPATH=.:site $(BIN)/lint-imports --no-cache
	@mkdir -p var
	@$(BIN)/python manage.py makemigrations --check --dry-run
	@SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))')" ALLOWED_HOSTS=example.kz \
		EMAIL_URL=smtp://localhost DEFAULT_FROM_EMAIL=volunteers@example.kz ERIKTI_BASE_URL=https://example.kz \
		DJANGO_SETTINGS_MODULE=config.settings.production $(BIN)/python manage.py check --deploy --fail-level WARNING
	@$(BIN)/python manage.py check_catalogues

lock: check-python .venv/.dev  ## write requirements.txt and requirements-dev.txt anew, with hashes
	@for file in requirements requirements-dev; do \
		$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 $(ARGS) $$file.in -o $$file.txt; done

bench: check-python .venv/.dev $(COMPILED)  ## measure the site (PostgreSQL, gunicorn, loopback)
	@$(BIN)/python -m tests.bench.run $(ARGS)

screenshots: check-python .venv/.dev $(COMPILED)  ## take the pictures of docs/images anew (needs chromium)
	@$(BIN)/python -m tests.browser.screenshots

guide: check-python .venv/.dev $(COMPILED)  ## take the pictures of the guide in the admin anew (needs chromium)
	@$(BIN)/python -m tests.browser.guide_pictures

format: check-python .venv/.dev  ## put code and templates into the house style
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .
	@git ls-files -z 'templates/*.html' 'templates/*.txt' | xargs -0 $(BIN)/djade --target-version 5.2

messages: check-python .venv/.dev  ## bring new strings into the message catalogues (needs gettext)
	@$(BIN)/python manage.py collect_messages

clean:  ## remove the virtual environment and everything the site has stored
	@rm -rf .venv var; find site/locale -name '*.mo' -delete
