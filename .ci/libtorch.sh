#!/usr/bin/env bash
# libtorch for the feature `rust-bert`, and the tests that need it.
#
#     .ci/libtorch.sh get      puts libtorch 2.4.0 into target/libtorch-2.4.0, if it is not there
#     .ci/libtorch.sh env      prints what a shell needs to build and run with it:  eval "$(.ci/libtorch.sh env)"
#     .ci/libtorch.sh check    lints, documents and tests the backend
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

check() {
    step default_build_is_plain
    step get
    eval "$(env_lines)"
    step cargo clippy --release --all-targets --features download --locked -- -D warnings
    step env RUSTDOCFLAGS=-Dwarnings cargo doc --release --no-deps --features download --locked
    step cargo test --release --features download --locked --lib -- backends
    step cargo test --release --features download --locked --doc -- backends
}

case "${1:-}" in
    get) get ;;
    env) env_lines ;;
    check) check ;;
    *) sed -n '2,6p' "$0" >&2; exit 2 ;;
esac
