# Short cuts to the command line, .venv/bin/broadsheet, and to the tests. `make` alone lists them.

.DEFAULT_GOAL := help
ifeq ($(origin AS),default)
# make's own AS is the assembler.
AS =
endif
# What follows a target, as in `make run PORT=8080`, reaches the command line as BROADSHEET_PORT.
NAMED = PORT WEATHER_URL FILE AS NAME EMAIL SHOWN_AS KIND REMOVE AWS API STACK REGION ID REASON DRY YES TAKE_DOWN BRING_BACK
$(foreach name,$(NAMED),$(eval export BROADSHEET_$(name) = $$($(name))))

# Python 3.11 or later is all that a machine needs besides make; the first that will do is taken.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python3.14; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)
VENV_PYTHON = .venv/bin/python
BROADSHEET = .venv/bin/broadsheet
UV = $(VENV_PYTHON) commands/packaging/uv_environment.py .venv/bin/uv
LOCK = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command 'make lock'
# Lambda's, see AWS_TARGET in commands/packaging/sam.py.
LAMBDA_PYTHON = 3.13

.PHONY: help install run unit check test test-lambda-python test-long bench bench-peers bench-pictures lighthouse drill submit picture contributor editor erase erase-picture \
	rebuild verify redrive build screens deploy lock clean distclean environments-of-its-own

help:  ## List the targets
	@echo 'Broadsheet: a newspaper without servers. Two commands: `make run` and `make test`.'
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r target text; \
		do printf '%-25s%s\n' "$$target" "$$text"; done
	@echo
	@echo 'The same without make: `.venv/bin/broadsheet --help`.'

run: install  ## Run the paper on this machine (PORT=4566, WEATHER_URL=…); Ctrl-C stops it
	@$(BROADSHEET) run

unit: install  ## Run the unit tests, in a few seconds
	@.venv/bin/pytest --quiet tests/unit

check: install  ## Check style and types: ruff, mypy; of the desk's page tsc, biome
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy commands functions shared tests
	@$(VENV_PYTHON) -m commands.packaging.desk check

test: check  ## Run every check: style, types, and all the tests
	@$(VENV_PYTHON) -m tests.browser.chromium
	@.venv/bin/pytest --numprocesses 2 --dist loadgroup --no-loadscope-reorder

test-lambda-python: .venv-lambda/installed  ## Run the unit and property tests on Lambda's Python
	@.venv-lambda/bin/python -m pytest --quiet tests/unit tests/property

test-long: install  ## Try tens of thousands of examples of what must hold, and the largest pictures
	@HYPOTHESIS_PROFILE=long .venv/bin/pytest tests/property tests/long

drill: install  ## Make trouble while articles flow, count what is lost (0), and write it into docs/operations.md
	@PYTHONPATH=shared $(VENV_PYTHON) -m tests.drill

bench: install  ## Measure what pages, starts, submissions and rebuilds cost, and write docs/benchmarks.md
	@PYTHONPATH=shared $(VENV_PYTHON) -m tests.bench.run

bench-peers: install  ## Measure the paper beside Ghost, Wagtail and Hugo (an hour), into docs/benchmarks.md
	@PYTHONPATH=shared $(VENV_PYTHON) -m tests.bench.peers

bench-pictures: install  ## Measure formats and efforts of pictures, into docs/benchmarks.md
	@PYTHONPATH=shared $(VENV_PYTHON) -m tests.bench.pictures

lighthouse: install  ## Run Lighthouse on article, front and section, into docs/benchmarks.md; fails below its aims
	@PYTHONPATH=shared $(VENV_PYTHON) -m tests.bench.lighthouse

submit: install  ## Submit an article and wait until it can be read (FILE=article.json AS=desk, or API=https://…)
	@$(BROADSHEET) submit

picture: install  ## Send a picture (FILE=photo.jpg), take one down (TAKE_DOWN=id REASON=…), or back (BRING_BACK=id)
	@$(BROADSHEET) picture

contributor: install  ## Make a contributor (NAME=anna KIND=desk|reader), or take it back (REMOVE=1)
	@$(BROADSHEET) contributor

editor: install  ## Make an editor of the desk's page (NAME=anna EMAIL=… KIND=desk|reader), or take it back (REMOVE=1)
	@$(BROADSHEET) editor

erase: install  ## Erase an article for good, by law (ID=… DRY=1 only looks, YES=1 does not ask)
	@$(BROADSHEET) erase

erase-picture: install  ## Erase a picture for good, by law (ID=… DRY=1 only looks, YES=1 does not ask)
	@$(BROADSHEET) erase-picture

rebuild: install  ## Fold every article again, put the index right, sweep the rest; goes on where it stopped
	@$(BROADSHEET) rebuild

verify: install  ## Recompute every digest, and compare the log with its manifest
	@$(BROADSHEET) verify

redrive: install  ## Send the dead letters of the index queue again
	@$(BROADSHEET) redrive

build: install  ## Build for AWS into build/aws, and prove that it would run there
	@$(BROADSHEET) build

screens: install  ## Take the pictures in docs/screens again
	@PYTHONPATH=shared $(VENV_PYTHON) -m tests.browser.screenshots

deploy: install  ## Build and deploy to your AWS account (STACK=broadsheet REGION=…)
	@$(BROADSHEET) deploy

clean:  ## Remove the local paper and all that builds and tests leave behind
	@if [ -x $(BROADSHEET) ]; then $(BROADSHEET) clean; \
		else echo 'There is nothing to remove: nothing has been installed yet.'; fi

distclean: clean  ## Remove the virtual environments too
	rm -rf .venv .venv-sam .venv-lambda

lock: .venv/bootstrapped  ## Resolve all requirements again, and pin what comes out
	@cd requirements && for name in bootstrap dev sam peers pictures; do \
		rm -f $$name.txt; $(subst .venv/,../.venv/,$(subst commands/,../commands/,$(LOCK))) \
		-o $$name.txt $$name.in || exit 1; done
	@for name in requirements darkroom-requirements; do rm -f shared/$$name.txt; \
		$(LOCK) -c requirements/dev.txt -o shared/$$name.txt shared/$$name.in || exit 1; \
	done  # the layers' are the very versions that the tests run with

# The SAM CLI pins its own boto3, so it has an environment of its own.
install:  ## Make the virtual environments from the pinned, hash-checked requirements
	@$(MAKE) --silent --no-print-directory --jobs 2 .venv/installed .venv-sam/installed
	@$(VENV_PYTHON) -m commands.packaging.desk bundle

# One that is linked belongs to another checkout, and would be emptied or changed there.
environments-of-its-own:
	@for name in .venv .venv-sam .venv-lambda; do test ! -L $$name || { \
		echo "✗ $$name is a symbolic link, and installing would change what it leads to: remove the link (rm $$name)." >&2; \
		exit 1; }; done

.venv/bootstrapped: requirements/bootstrap.txt | environments-of-its-own
	@test -n "$(PYTHON)" || { echo '✗ Broadsheet needs Python 3.11 or later: install it, or name one with PYTHON=…' >&2; exit 1; }
	@echo '… making the virtual environment .venv'
	@$(PYTHON) -m venv --clear .venv || { echo '✗ $(PYTHON) cannot make virtual environments: install its venv module (on Debian: apt install python3-venv).' >&2; exit 1; }
	@$(VENV_PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

.venv/installed: .venv/bootstrapped requirements/dev.txt
	@echo '… installing what Broadsheet and its tests need into .venv'
	@$(UV) pip sync --quiet --python $(VENV_PYTHON) --require-hashes requirements/dev.txt
	@ln -sf ../../commands/broadsheet $(BROADSHEET)
	@touch $@

.venv-sam/installed: .venv/bootstrapped requirements/sam.txt
	@echo '… installing the SAM CLI into .venv-sam'
	@$(VENV_PYTHON) -m venv --clear --without-pip .venv-sam
	@$(UV) pip sync --quiet --python .venv-sam/bin/python --require-hashes requirements/sam.txt
	@touch $@

# Where no such Python is installed, this says what brings one.
.venv-lambda/installed: .venv/installed requirements/dev.txt
	@python=$$($(VENV_PYTHON) -m tests.lambda_python $(LAMBDA_PYTHON)) && \
		echo "… making the virtual environment .venv-lambda of $$python" && \
		$$python -m venv --clear --without-pip .venv-lambda
	@$(UV) pip sync --quiet --python .venv-lambda/bin/python --require-hashes requirements/dev.txt
	@touch $@
