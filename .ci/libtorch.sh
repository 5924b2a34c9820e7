#!/usr/bin/env bash
# libtorch for the feature `rust-bert`, and the tests that need it.
#
#     .ci/libtorch.sh get      puts libtorch 2.4.0 into target/libtorch-2.4.0, if it is not there
#     .ci/libtorch.sh env      prints what a shell needs to build and run with it:  eval "$(.ci/libtorch.sh env)"
#     .ci/libtorch.sh check    lints, documents and tests the backend, and runs the programs that use it
#
# The wheel of torch on PyPI is the one for CUDA (4.3 GB with all that it asks for). On a CPU, only libtorch_cpu and libc10 run, and of CUDA's libraries those two
# that libtorch_cpu is linked to: 0.6 GB. The small libtorch.so here stands for the wheel's own, which would pull in the GPU half.
set -euo pipefail
cd "$(dirname "$0")/.."
version=2.4.0
root=$PWD/target/libtorch-$version

get() {
    [ -f "$root/build-version" ] && return
    local wheels=$PWD/target/libtorch-wheels
    python3 -m pip download --quiet --no-deps --no-cache-dir --only-binary=:all: --platform manylinux2014_x86_64 --platform manylinux1_x86_64 \
        --python-version 3.11 --implementation cp --abi cp311 --abi none --dest "$wheels" \
        "torch==$version" nvidia-cuda-cupti-cu12==12.1.105 nvidia-cuda-runtime-cu12==12.1.105
    rm -rf "$root"
    python3 - "$root" "$wheels"/*.whl <<'PYTHON'
import pathlib, sys, zipfile
root = pathlib.Path(sys.argv[1])
libraries = ("libtorch_cpu.so", "libc10.so", "libgomp", "libcupti.so", "libcudart.so")
for wheel in map(zipfile.ZipFile, sys.argv[2:]):
    for name in (name for name in wheel.namelist() if not name.endswith("/")):
        path = pathlib.PurePosixPath(name)
        if path.parts[:2] == ("torch", "include"):
            target = root / path.relative_to("torch")
        elif path.parent.name == "lib" and path.name.startswith(libraries):
            target = root / "lib" / path.name
        else:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        with wheel.open(name) as source, open(target, "wb") as out:
            while block := source.read(1 << 20):
                out.write(block)
PYTHON
    cc -shared -o "$root/lib/libtorch.so" -Wl,-soname,libtorch.so -Wl,--no-as-needed -Wl,--allow-shlib-undefined -L"$root/lib" -ltorch_cpu
    echo "$version" > "$root/build-version"
    rm -r "$wheels"
}

# The wheel is built with the old C++ ABI. The wrappers of torch-sys only pass calls on: optimising them would take minutes and gain nothing.
env_lines() {
    printf 'export LIBTORCH=%q LIBTORCH_CXX11_ABI=0 LD_LIBRARY_PATH=%q CXXFLAGS=-O0\n' "$root" "$root/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
}

step() {
    printf '\n== %s (%ss)\n' "$*" "$SECONDS"
    "$@"
}

# What the library depends on when nobody asks for a backend. Neither libtorch nor a downloader may be among it.
default_build_is_plain() {
    if cargo tree --locked --edges normal,build --prefix none | grep -E '^(tch|torch-sys|rust-bert|rust_tokenizers|reqwest|ureq|cached-path) '; then
        echo 'the default build depends on libtorch or on a downloader' >&2
        return 1
    fi
}

features=(--features cli,download --locked)

check() {
    step default_build_is_plain
    step get
    eval "$(env_lines)"
    step cargo clippy --release --all-targets "${features[@]}" -- -D warnings
    # The backend without its downloader.
    step cargo clippy --release --lib --features rust-bert --locked -- -D warnings
    step env RUSTDOCFLAGS=-Dwarnings cargo doc --release --no-deps --lib "${features[@]}"
    step cargo build --release "${features[@]}" --example export_checkpoint --example rust_bert --example extract --example evaluate
    step programs_find_what_the_embedded_model_finds
    step cargo test --release "${features[@]}" --lib -- backends
    step download_without_a_network
    step cargo test --release "${features[@]}" --doc -- backends
}

# The embedded weights as a checkpoint, through libtorch: the same entities and relations in an article, and the same scores on tagged sentences.
programs_find_what_the_embedded_model_finds() {
    local examples=target/release/examples out=target/ci/libtorch article=examples/articles/student-clock.txt names=tests/backends/names.iob2
    mkdir -p "$out"
    "$examples/export_checkpoint" "$out/checkpoint"
    "$examples/extract" "$article" > "$out/embedded.txt"
    "$examples/rust_bert" "$out/checkpoint" "$article" > "$out/rust-bert.txt"
    # Confidences may differ in the last digit.
    sed -i 's/ *[01]\.[0-9][0-9]$//' "$out/embedded.txt" "$out/rust-bert.txt"
    diff -B "$out/embedded.txt" "$out/rust-bert.txt"
    grep -q '^Relations' "$out/rust-bert.txt"
    "$examples/evaluate" ner "$names" > "$out/embedded.json"
    "$examples/evaluate" ner "$names" --backend rust-bert --model "$out/checkpoint" > "$out/rust-bert.json"
    # All but the time that it took and the last digits of confidences.
    sed -i 's/"\(seconds\|words_per_second\)":[0-9.]*//g; s/^{"calibration":.*"core"/{"core"/' "$out/embedded.json" "$out/rust-bert.json"
    diff "$out/embedded.json" "$out/rust-bert.json"
    grep '"correct":[1-9]' "$out/rust-bert.json"
    # They need libtorch to start, and whoever runs the examples next may not have it.
    rm "$examples"/{export_checkpoint,extract,rust_bert,evaluate}
}

# The one model that is downloaded, where nothing can be: neither a network nor, where namespaces are forbidden, a proxy that answers.
download_without_a_network() {
    local log=target/ci/libtorch/download.log cache=$PWD/target/ci/libtorch/cache
    rm -rf "$cache"
    HTTPS_PROXY=http://127.0.0.1:9 RUSTBERT_CACHE=$cache .ci/offline cargo test --release "${features[@]}" --lib -- --ignored download | tee "$log"
    grep -q '^test result: ok. 1 passed' "$log"
}

case "${1:-}" in
    get) get ;;
    env) env_lines ;;
    check) check ;;
    *) sed -n '2,6p' "$0" >&2; exit 2 ;;
esac
