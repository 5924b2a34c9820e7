"""Writes a trained reader in the two forms in which it is used.

    export.py --checkpoint OUT/model.pt --base DIR --hf DIR --out models/news-en --reference tests/data/reference.json [--data DIR]

1. --hf: a Hugging Face checkpoint, a standard BertForTokenClassification with `type_vocab_size` 6 (model.safetensors, config.json, tokenizer.json), with the
   parser's heads beside it (heads.safetensors, labels.json). Weights in 32 bits.
2. --out: what the crate embeds: the same weights with every matrix in 8 bits and a scale for each row, and a manifest with lengths and sha256.
3. --reference: outputs of both for a few sentences, which the crate's tests are held against.

With --data, the dev scores of both forms are measured and written into the manifest.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess

import torch
from safetensors.torch import save_file

from bert import BertConfig
from data import Pieces, Sentence, collate, tree_set
from labels import TAGS, UPOS
from model import Reader
from scores import entity_scores, tree_scores

REFERENCE = [
    ["Turkish", "Defense", "Minister", "Hulusi", "Akar", "held", "talks", "with", "Khaled", "al-Mishri", "in", "Tripoli", "on", "December", "26", "."],
    ["NATO", "did", "n't", "back", "the", "plan", ",", "he", "said", "."],
    ["EGYPT", "SUPPORTS", "HAFTAR"],
]


def main():
    a = arguments()
    torch.set_num_threads(2)
    model = load(a)
    pieces = Pieces(f"{a.base}/tokenizer.json")
    names = {"temperature": a.temperature, "tags": TAGS, "upos": UPOS, "relations": model.relations}
    write_hugging_face(a, model, names)
    scores = {"f32": dev_scores(a, model, pieces)} if a.data else {}
    reference = {"sentences": REFERENCE, "f32": outputs(model, pieces)}

    stored = quantise(model)
    dequantise_into(model, stored)
    if a.data:
        scores["8-bit"] = dev_scores(a, model, pieces)
    reference["8-bit"] = outputs(model, pieces)
    write_crate_files(a, stored, names, scores)
    os.makedirs(os.path.dirname(a.reference), exist_ok=True)
    json.dump(reference, open(a.reference, "w", encoding="utf8"), separators=(",", ":"))
    print(json.dumps(scores, indent=1))


def arguments():
    p = argparse.ArgumentParser()
    for name in ("checkpoint", "base", "hf", "out", "reference"):
        p.add_argument(f"--{name}", required=True)
    p.add_argument("--data")
    p.add_argument("--temperature", type=float, default=1.6, help="what log probabilities of tags are divided by before confidences are taken from them; see the model card")
    return p.parse_args()


def load(a):
    state = torch.load(a.checkpoint, weights_only=True)
    weights = state.get("average") or state["model"]
    relations = state.get("relations")
    model = Reader(BertConfig.read(f"{a.base}/config.json", type_vocab_size=6), relations)
    model.load_state_dict(weights)
    return model.eval()


# ---------------------------------------------------------------- the Hugging Face form


def write_hugging_face(a, model, names):
    os.makedirs(a.hf, exist_ok=True)
    state = {k: v.contiguous() for k, v in model.state_dict().items()}
    standard = {k: v for k, v in state.items() if k.startswith(("bert.", "classifier."))}
    save_file(standard, f"{a.hf}/model.safetensors", metadata={"format": "pt"})
    save_file({k: v for k, v in state.items() if k not in standard}, f"{a.hf}/heads.safetensors", metadata={"format": "pt"})
    json.dump(hugging_face_config(model), open(f"{a.hf}/config.json", "w"), indent=1)
    json.dump(names, open(f"{a.hf}/labels.json", "w"), indent=1)
    write_tokenizer(a, f"{a.hf}/tokenizer.json")


def hugging_face_config(model):
    c = model.bert.config
    sizes = {k: getattr(c, k) for k in c.__dataclass_fields__ if k != "dropout"}
    return {"architectures": ["BertForTokenClassification"], "model_type": "bert", **sizes, "hidden_act": "gelu", "hidden_dropout_prob": c.dropout,
            "attention_probs_dropout_prob": c.dropout, "initializer_range": 0.02, "pad_token_id": 0, "position_embedding_type": "absolute",
            "id2label": {str(i): t for i, t in enumerate(TAGS)}, "label2id": {t: i for i, t in enumerate(TAGS)}}


def write_tokenizer(a, path):
    """The encoder's own tokenizer, without the truncation and padding that its package sets."""
    tokenizer = json.load(open(f"{a.base}/tokenizer.json", encoding="utf8"))
    tokenizer["truncation"] = tokenizer["padding"] = None
    json.dump(tokenizer, open(path, "w", encoding="utf8"), ensure_ascii=False, separators=(",", ":"))


# ---------------------------------------------------------------- the crate's form


def quantise(model):
    """Every matrix as rounded eighths of a byte: row by row, the largest weight becomes 127. Vectors stay as they are."""
    stored = {}
    for name, value in model.state_dict().items():
        if value.dim() < 2:
            stored[name] = value.contiguous()
            continue
        rows = value.reshape(-1, value.shape[-1])
        scale = rows.abs().amax(1).clamp_min(1e-12) / 127
        stored[name] = (rows / scale[:, None]).round().clamp(-127, 127).to(torch.int8).contiguous()
        stored[f"{name}.scale"] = scale
    return stored


def dequantise_into(model, stored):
    state = model.state_dict()
    for name, value in state.items():
        if value.dim() >= 2:
            state[name] = (stored[name].float() * stored[f"{name}.scale"][:, None]).view_as(value)
    model.load_state_dict(state)


def write_crate_files(a, stored, names, scores):
    os.makedirs(a.out, exist_ok=True)
    save_file(stored, f"{a.out}/weights.safetensors")
    json.dump(names, open(f"{a.out}/labels.json", "w"), indent=1)
    shutil.copy(f"{a.hf}/config.json", f"{a.out}/config.json")
    write_tokenizer(a, f"{a.out}/tokenizer.json")
    files = {}
    for name in ("config.json", "labels.json", "tokenizer.json", "weights.safetensors"):
        content = open(f"{a.out}/{name}", "rb").read()
        files[name] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    manifest = {"format": "dateline-model/1", "name": "news-en", "recipe": {"commit": commit(), "command": "models/train/run.sh"}, "files": files, "dev_scores": scores}
    with open(f"{a.out}/manifest.json", "w") as f:
        json.dump(manifest, f, indent=1)
        f.write("\n")


def commit():
    """The commit of the recipe that trained these weights."""
    here = os.path.dirname(os.path.abspath(__file__))
    return subprocess.run(["git", "log", "-1", "--format=%H", "--", "."], cwd=here, capture_output=True, text=True).stdout.strip() or "unknown"


# ---------------------------------------------------------------- what the crate's tests compare with


@torch.no_grad()
def outputs(model, pieces):
    run = [pieces.prepare(Sentence(tokens)) for tokens in REFERENCE]
    batch = collate([run], pieces, {})
    hidden = model.bert(batch.pieces, batch.shapes, batch.real)[0]
    vectors = model.encode(batch)
    arcs = model.arcs(vectors, batch)[0]
    heads = arcs.argmax(-1)
    labels = model.label.pairs(model.label_dependent(vectors[0, 1:]), model.label_head(vectors[0, heads]))
    rounded = lambda t: [[round(x, 5) for x in row] for row in t.tolist()]
    return {
        "pieces": batch.pieces[0].tolist(), "shapes": batch.shapes[0].tolist(),
        "hidden": rounded(hidden[:, :8]), "tags": rounded(torch.log_softmax(model.classifier(vectors[0, 1:]), -1)),
        "upos": model.upos(vectors[0, 1:]).argmax(-1).tolist(), "arcs": own_arcs(arcs, batch), "heads": heads.tolist(),
        "labels": labels.argmax(-1).tolist(),
    }


def own_arcs(arcs, batch):
    """For each sentence its own [n, 1 + n] block of scores, the root first."""
    out, numbers = [], batch.sentence[0]
    for s in range(len(REFERENCE)):
        rows = (numbers == s).nonzero().flatten()
        columns = torch.cat([torch.zeros(1, dtype=torch.long), rows + 1])
        block = arcs[rows][:, columns]
        out.append([[round(x, 4) if x > -1e8 else None for x in row] for row in block.tolist()])
    return out


def dev_scores(a, model, pieces):
    out = {}
    for name in ("conll2003-dev", "gum-dev", "gmb-dev", "crossner-politics-dev"):
        s = entity_scores(model, f"{a.data}/ner/{name}.iob2", pieces)
        out[name] = {"micro": round(s["micro"]["f1"], 4), "core": round(s["core"]["f1"], 4), **{k: round(v["f1"], 4) for k, v in s["types"].items()}}
    label_ids = {n: i for i, n in enumerate(model.relations)}
    for name in ("ewt", "gum"):
        s = tree_scores(model, tree_set(f"{a.data}/ud/en_{name}-ud-dev.conllu", pieces), pieces, label_ids)
        out[f"en_{name}-ud-dev"] = {k: round(v, 4) for k, v in s.items()}
    return out


if __name__ == "__main__":
    main()
