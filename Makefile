# Loudou: everything a person runs. `make` alone lists the targets.
SHELL := bash
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help serve dev dist test test-native test-storage test-e2e bench lighthouse soak fuzz pictures setup clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' Makefile

serve: dist ## Build the release (first installing what is missing) and serve it at http://127.0.0.1:8080/loudou/
	@node tools/serve.mjs

dev: ## Quick debug builds on every change, served at the same address
	@tools/setup.sh build
	@tools/dev.sh

dist: ## Build the release into dist/, ready for any static host
	@tools/setup.sh build
	@tools/build.sh

test: ## Every check: format, lints, native, storage, journeys, axe, 500 actions of a random user, size; ends with the sum
	@tools/test.sh

test-native: ## Native tests only: no browser, no wasm
	@tools/test.sh native

test-storage: ## The storage contract in Chromium
	@tools/test.sh storage

test-e2e: ## Journeys and axe in Chromium, on the release build
	@tools/test.sh build e2e axe

bench: ## Measure speed on the release build; prints a table for the README
	@tools/setup.sh test
	@tools/build.sh
	@node tools/bench.mjs

lighthouse: ## Lighthouse on the release build with sample M; prints a table for the README, fails below the aims
	@tools/setup.sh test
	@tools/setup.sh lighthouse
	@tools/build.sh
	@node tools/lighthouse.mjs

soak: ## Eight hours of work in fast motion: a random user in two tabs, SOAK_ACTIONS (20000) of SOAK_SEED (1)
	@SOAK_ACTIONS="$${SOAK_ACTIONS:-20000}" tools/test.sh build soak

fuzz: ## Fuzz what reads foreign files, FUZZ_SECONDS (60) per target; `make fuzz TARGET=xlsx` one of them
	@tools/fuzz.sh $(TARGET)

pictures: ## Take the README's pictures from the app
	@tools/setup.sh test
	@tools/build.sh
	@node tools/pictures.mjs

setup: ## Install what building and testing need, and nothing more
	@tools/setup.sh test

clean: ## Delete what was built in this folder; tools and compiled code in the cache stay
	@rm -rf dist .build test-results
