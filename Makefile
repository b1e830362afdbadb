# What each word does is written in scripts/; cargo does the rest.
.DEFAULT_GOAL := help
.PHONY: help demo test check deny bench clean

help: ## This list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile

demo: ## A demonstration in demo/, served on http://localhost:8080; ARGS=--reset starts afresh
	@scripts/demo.sh $(ARGS)

test: ## Every check and test; ends with one line `N passed, N failed`
	@scripts/test.sh

check: ## The inner loop: format, clippy, tidy, unit tests
	@scripts/check.sh

deny: ## cargo-deny on the whole of deny.toml (builds cargo-deny first: five minutes)
	@scripts/deny.sh

bench: ## Measure speed and size into docs/benchmarks.md (a quiet machine, half an hour)
	@bench/run.sh

clean: ## Remove what was built and the demo
	cargo clean
	rm -rf demo
