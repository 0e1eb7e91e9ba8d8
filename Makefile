# Two commands are all a newcomer needs: `make site` builds the sample company, `make test` runs everything.
# Everything is installed into .venv; no system package is needed but a Chromium, an nginx and a Caddy for the browser tests.

VENV   := .venv
PYTHON ?= python3
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
READY_SITE := $(VENV)/.ready-site

.PHONY: site serve test quick lint browser bench catalogue golden screenshots clean

site: $(READY_SITE)
	$(BIN)/okr build
	@echo "The sample company is in site/index.html. 'make serve' shows it live, with search."

serve: $(READY_SITE)
	$(BIN)/okr serve

test: $(READY) lint chromium
	$(BIN)/python -m pytest -n 2 tests

quick: $(READY)
	$(BIN)/python -m pytest -n 2 -q tests -m "not slow and not browser"

browser: $(READY) chromium
	$(BIN)/python -m pytest tests/browser

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.catalogue check

# Collect every message, update the Chinese catalogue, compile it.
catalogue: $(READY)
	$(BIN)/python -m tests.catalogue update

# Write the golden files anew; read the difference before you commit it.
golden: $(READY)
	$(BIN)/python -m pytest -q tests --renew -m "not slow and not browser"

# The README's pictures, of the sample company as it is now.
screenshots: $(READY) chromium
	$(BIN)/python -m tests.screenshots

bench: $(READY)
	$(BIN)/python -m tests.bench.run

.PHONY: chromium
chromium:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || \
	  { echo "installing Debian's chromium for the browser tests"; apt-get update -qq && apt-get install -y -qq chromium fonts-noto-cjk; }
	@command -v nginx >/dev/null || test -x /usr/sbin/nginx || \
	  { echo "installing Debian's nginx for the browser tests"; apt-get update -qq && apt-get install -y -qq --no-install-recommends nginx-light; }
	@command -v caddy >/dev/null || \
	  { echo "installing Debian's caddy for the browser tests"; apt-get update -qq && apt-get install -y -qq --no-install-recommends caddy; }

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(READY_SITE): pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(READY): pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e . --group test --group lint
	@touch $@ $(READY_SITE)

# Exact versions with the hashes of their files, so that every build installs the same: `make lock` writes them (with uv, from
# whatever index pip uses), `make locked` installs them. `lock.txt` is everything that the tests need, `lock-site.txt` the same
# versions of what builds a site alone: the CI files of this repository install that.
.PHONY: lock locked wheel audit
LOCK := $(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --quiet --no-header --no-annotate --no-emit-index-url
lock: $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(LOCK) --all-extras --group test --group lint --output-file .ci/lock.txt
	echo "hatchling>=1.27" | $(LOCK) - --constraint .ci/lock.txt --output-file .ci/lock-site.txt

locked: $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .ci/lock.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY) $(READY_SITE)

# The wheel as people get it: into a fresh environment, with what it says that it needs, from the index; the sample company from it.
wheel: $(READY)
	room=$$(mktemp -d) && trap 'rm -rf "$$room"' EXIT && \
	  $(BIN)/python -m hatchling build -t wheel -d "$$room" && $(PYTHON) -m venv "$$room/venv" && \
	  "$$room/venv/bin/python" -m pip install --quiet --disable-pip-version-check "$$room"/*.whl && \
	  cp -r okrs mkdocs.yml "$$room" && cd "$$room" && env -u PYTHONPATH venv/bin/okr build

# Is anything known against what is locked? Asks a data base elsewhere, so it is no test; where there is none, it fails.
audit: $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check pip-audit
	$(BIN)/pip-audit --strict --disable-pip --require-hashes -r .ci/lock.txt

clean:
	rm -rf $(VENV) .cache site .mypy_cache .ruff_cache .pytest_cache
