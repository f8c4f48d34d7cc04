# A handful of words; plain `cargo build` and `cargo test` work too, once `make servers` ran.

.PHONY: build demo test simulate chaos check deny servers bench fuzz install

build:
	cargo build --release

demo: ## the whole desk on an embedded post office: no mail server, no model
	cargo run --quiet -- demo

servers: ## what tests and benches run: Dovecot, Postfix and dnsmasq (never started as system services), Tesseract, Poppler, isync; from Debian packages
	tests/install-servers.sh

test: servers ## everything that must hold
	cargo test

CHAOS_MAILS ?= 2000
CHAOS_KILLS ?= 200
chaos: servers ## kills the desk and its servers again and again while mail flows; CHAOS_SEED=… repeats the choices
	CHAOS_MAILS=$(CHAOS_MAILS) CHAOS_KILLS=$(CHAOS_KILLS) cargo test --test chaos -- --nocapture

SEEDS ?= 1000
simulate: ## SEEDS=1000 worlds full of bad days; SIMULATION_SEED=7 replays one
	SIMULATION_SEEDS=$(SEEDS) cargo test --profile simulate --test simulation on_bad_days -- --nocapture

check: deny ## formatting, lints, documentation, fuzz targets, what comes from elsewhere
	cargo fmt --check
	cargo clippy --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --no-deps
	cargo check --locked --target-dir target --manifest-path fuzz/Cargo.toml

deny: ## licences, sources and doubles of crates; their known holes, where the list of these can be reached
	command -v cargo-deny >/dev/null || cargo install --locked --debug cargo-deny@0.20.2
	cargo deny check licenses bans sources
	if GIT_TERMINAL_PROMPT=0 cargo deny fetch db; then cargo deny check advisories; \
	else echo "NOT CHECKED: known holes of crates, because the list of them cannot be reached from here"; fi

bench: servers ## how fast, how big; raced against the best there is (a quick look: RACE_ROUNDS=1 RACE_MAILS=1000)
	cargo bench

SECONDS ?= 60
fuzz: ## SECONDS=60 of each fuzz target, one after the other (fuzz/README.md)
	command -v cargo-fuzz >/dev/null || cargo install cargo-fuzz
	fuzz/run.sh $(SECONDS)

install: build
	install -Dm755 target/release/countersign $(DESTDIR)/usr/bin/countersign
	install -Dm644 packaging/countersign.service $(DESTDIR)/usr/lib/systemd/system/countersign.service
	target/release/countersign man | install -Dm644 /dev/stdin $(DESTDIR)/usr/share/man/man1/countersign.1
