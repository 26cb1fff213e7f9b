# One command each. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help run test check fmt locks bench wander screenshots docs assets clean
PYTHON_IN := .venv/bin/python
# Images of containers often forbid Python to keep what it compiled. Every process would compile a thousand modules
# anew, and the first page take a second longer.
unexport PYTHONDONTWRITEBYTECODE

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Set up and serve Cadre with its demo network at http://localhost:8000 (PORT=8001 for another)
	@PORT="$(PORT)" sh scripts/run.sh

test: ## Install what the tests need, and run all of them
	@sh scripts/test.sh

check: ## Linters, types, import contracts and the fast tests, in under two minutes
	@sh scripts/check.sh

fmt: setup-test ## Format Python and templates, and mend what a linter can mend
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format --quiet .
	@.venv/bin/djade $$(find cadre -path '*/templates/*' -name '*.html')

docs: setup-test ## Draw the documents that are made from the code
	@DJANGO_SETTINGS_MODULE=cadre.config.testing $(PYTHON_IN) manage.py draw_docs

bench: setup-test assets ## Measure the product beside bare Django (see docs/performance.md)
	@$(PYTHON_IN) -m bench $(ARGS)

wander: setup-test assets ## Let somebody fill in whatever they meet in the demo network, for five minutes
	@$(PYTHON_IN) -m scripts.wander $(ARGS)

screenshots: setup-test assets ## Take the pictures of the README
	@CHROMIUM_PATH=$$(sh scripts/chromium.sh) $(PYTHON_IN) -m scripts.screenshots $(ARGS)

locks: ## Resolve requirements/*.in again, with hashes
	@sh scripts/locks.sh

assets: ## Build the styles, scripts and fonts
	@sh scripts/setup.sh base && sh scripts/assets.sh

clean: ## Remove what was built, and keep the database
	rm -rf .venv node_modules staticfiles cadre/ui/static/cadre .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

.PHONY: setup-test
setup-test:
	@sh scripts/setup.sh test
