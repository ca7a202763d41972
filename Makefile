# Deux commandes : `make site` installe et construit ; `make test` installe et vérifie tout ce que vérifie l'intégration continue.
GUIDE = .venv/bin/guide

.PHONY: site test lint serve bench lock clean

site:
	@scripts/install.sh requirements.lock
	$(GUIDE) build
	@echo "Pour lire le guide : make serve, puis http://127.0.0.1:8000/"

serve:
	@scripts/install.sh requirements.lock
	$(GUIDE) serve

test:
	@scripts/install.sh requirements-dev.lock
	@scripts/outils.sh
	@$(MAKE) --no-print-directory lint
	$(GUIDE) check --strict
	.venv/bin/python -m pytest

lint:
	.venv/bin/ruff check generator tests bench
	.venv/bin/ruff format --check generator tests bench

bench:
	@scripts/install.sh requirements-dev.lock
	.venv/bin/python -m bench
	.venv/bin/python -m bench.search 100 1000

# Only a maintainer needs this: it renews the locks.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --extra dev --extra install --no-header -o requirements-dev.lock pyproject.toml
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra install -c requirements-dev.lock -o requirements.lock pyproject.toml
	cd tests/outils && npm install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund --silent

clean:
	git clean -qfdx .venv build site site-hors-ligne site-hors-ligne.zip
