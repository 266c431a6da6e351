#!/usr/bin/env bash
# Builds the release twice, from two copies of the last commit in two folders, and compares the programs.
# Prints their hash; exits with 1 where they differ, and says how. Takes two whole builds.
#
# usage: scripts/reproducible.sh [FOLDER]    FOLDER holds the copies and the builds; a temporary one else
set -euo pipefail
cd "$(dirname "$0")/.."
source=$PWD
if [ $# -gt 0 ]; then
    place=$1
    mkdir -p "$place"
else
    place=$(mktemp -d)
    trap 'rm -rf "$place"' EXIT
fi
place=$(cd "$place" && pwd)
cargo_home=${CARGO_HOME:-$HOME/.cargo}

# build NAME: the hash of a program that was built in a folder of its own.
build() {
    local copy=$place/$1/source
    mkdir -p "$copy"
    git -C "$source" archive HEAD | tar -x -C "$copy"
    # No path of the machine stays in it: neither Rust's, nor that of what is written in C.
    (
        cd "$copy"
        export CARGO_INCREMENTAL=0 CARGO_TARGET_DIR=$place/$1/target
        export RUSTFLAGS="--remap-path-prefix=$copy=/recoupe --remap-path-prefix=$cargo_home=/cargo --remap-path-prefix=$CARGO_TARGET_DIR=/target"
        export CFLAGS="-ffile-prefix-map=$copy=/recoupe -ffile-prefix-map=$cargo_home=/cargo -ffile-prefix-map=$CARGO_TARGET_DIR=/target"
        cargo build --release --locked --bin recoupe >&2
    )
    cp "$place/$1/target/release/recoupe" "$place/recoupe-$1"
    rm -rf "${place:?}/$1"
    sha256sum "$place/recoupe-$1" | cut -d' ' -f1
}

first=$(build one)
second=$(build another-and-longer)
echo "$(git rev-parse --short HEAD) $(rustc --version)"
echo "first   $first"
echo "second  $second"
if [ "$first" != "$second" ]; then
    echo "the two builds differ:"
    cmp -l "$place/recoupe-one" "$place/recoupe-another-and-longer" | head -20 || true
    exit 1
fi
if strings -a "$place/recoupe-one" | grep -qF -e "$source" -e "$cargo_home"; then
    echo "a path of this machine stands in the program"
    exit 1
fi
echo "the two builds are the same, byte for byte"
