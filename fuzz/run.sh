#!/usr/bin/env bash
# fuzz/run.sh TARGET SECONDS: builds and runs one target from the seeds and from what earlier runs kept,
# and prints what came of it as a line of the table in docs/security.md, which it also adds to
# fuzz/target/runs.md. Exit code 0: nothing was found; 1: an input that breaks a promise stands in
# fuzz/artifacts/TARGET/; 2: it did not run.
set -uo pipefail
cd "$(dirname "$0")" || exit 2
[ $# -eq 2 ] || { echo "usage: fuzz/run.sh TARGET SECONDS; targets: $(cd targets && echo *.rs | sed 's/\.rs//g')" >&2; exit 2; }
target=$1 seconds=$2
[ -f "targets/$target.rs" ] || { echo "there is no target $target, expected one of fuzz/targets/" >&2; exit 2; }
command -v cargo-fuzz >/dev/null || { echo "cargo-fuzz is not installed: cargo install cargo-fuzz --locked" >&2; exit 2; }

# No sanitizer: the crate forbids unsafe code, and without one no nightly compiler is needed.
cargo fuzz build --sanitizer none "$target" || exit 2
[ -d "seeds/$target" ] || python3 seeds.py >/dev/null || exit 2
mkdir -p "corpus/$target" "artifacts/$target"
log=target/$target.log
# 100 KB at most. What is slow is told by the time of the processor (src/lib.rs); a minute is a hang.
"target/$(rustc -vV | sed -n 's/host: //p')/release/$target" "corpus/$target" "seeds/$target" \
    -max_total_time="$seconds" -max_len="${FUZZ_MAX_LEN:-102400}" -timeout="${FUZZ_TIMEOUT:-60}" -rss_limit_mb=1024 \
    -print_final_stats=1 -artifact_prefix="artifacts/$target/" >"$log" 2>&1
code=$?

stat() { sed -n "s/^stat::$1: *//p" "$log" | tail -1; }
coverage=$(grep -o 'cov: [0-9]*' "$log" | tail -1 | cut -d' ' -f2)
slowest=$(grep -o 'slowest: [0-9]*' "$log" | tail -1 | cut -d' ' -f2)
if [ "$code" -eq 0 ]; then found=nothing; else found=$(grep -m1 -o 'Test unit written to .*' "$log" || echo "see fuzz/$log"); fi
line="| $(date -u +%F) | \`$target\` | $seconds s | $(stat number_of_executed_units) | ${coverage:-?} | ${slowest:-0} ms | $(stat peak_rss_mb) MB | $found |"
echo "$line" | tee -a target/runs.md
[ "$code" -eq 0 ] || { tail -40 "$log" >&2; exit 1; }
