#!/usr/bin/env bash
# run.sh SECONDS [TARGET...]: builds the fuzz targets and runs each of them, or those that are named, for so long.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}
shift $(($# > 0))

# The compiler is a stable one; the fuzzer needs one of its unstable flags. No sanitizer: there is no unsafe code of ours.
export RUSTC_BOOTSTRAP=1
build=(-O -s none)
cargo fuzz build "${build[@]}"
fuzz/seeds.sh
targets=("$@")
[ $# -gt 0 ] || mapfile -t targets < <(cargo fuzz list)

for target in "${targets[@]}"; do
    echo "== $target, $seconds seconds"
    mkdir -p "fuzz/corpus/$target"
    cargo fuzz run "${build[@]}" "$target" "fuzz/corpus/$target" "fuzz/seeds/$target" -- \
        -dict="fuzz/dictionaries/$target.dict" -max_total_time="$seconds" -timeout=10 -max_len=32768 -verbosity=0 -print_final_stats=1
done
