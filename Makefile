# Every target calls one script; the scripts need only Python 3.11 or newer.
PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: help run test api-test check fmt bench

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' Makefile

run: ## install what is missing, prepare the database, start the web server and the worker
	@$(PYTHON) -m scripts.serve

test: ## the whole suite on SQLite and on PostgreSQL, then the browser journeys
	@$(PYTHON) -m scripts.suite

api-test: ## many requests generated from the API's schema, on SQLite (ten minutes)
	@$(PYTHON) -m scripts.api_test

check: ## linters, types, import contracts, migrations, API schema
	@$(PYTHON) -m scripts.check

fmt: ## format Python and templates
	@$(PYTHON) -m scripts.check --fix

bench: ## the named benchmarks, on SQLite and PostgreSQL
	@$(PYTHON) -m scripts.bench
