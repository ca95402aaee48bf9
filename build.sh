#!/usr/bin/env bash
# The front door: ./build.sh [build|demo|run|test …]. Everything else is Rust, in src/bin/xtask.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

command -v cargo >/dev/null || { echo "Install Rust first: https://rustup.rs" >&2; exit 1; }
if ! rustc --print target-libdir --target wasm32-unknown-unknown 2>/dev/null | xargs -I{} test -d {}; then
  command -v rustup >/dev/null || { echo "Install the Rust target wasm32-unknown-unknown first" >&2; exit 1; }
  rustup target add wasm32-unknown-unknown
fi
# Cargo is told to keep quiet about what everybody has compiled long ago.
[ -x "${CARGO_TARGET_DIR:-target}/debug/xtask" ] || echo "── Compiling the build tool (a minute or two, the first time)" >&2
exec cargo run --locked --quiet --features xtask --bin xtask -- "$@"
