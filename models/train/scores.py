"""Dev scores of a model in training: entity F1 with legal tag sequences, attachment scores with greedy heads (the crate decodes a proper tree)."""

import torch

from data import batches, read_iob2, windows
from labels import TAGS


def legal_transitions():
    """[from, to]: I-X may only follow B-X or I-X."""
    allowed = torch.zeros(len(TAGS), len(TAGS), dtype=torch.bool)
    for i, a in enumerate(TAGS):
        for j, b in enumerate(TAGS):
            allowed[i, j] = b[0] != "I" or (a != "O" and a[2:] == b[2:])
    return allowed


PENALTY = torch.zeros(len(TAGS), len(TAGS)).masked_fill(~legal_transitions(), -1e9)
START = torch.tensor([-1e9 if t[0] == "I" else 0.0 for t in TAGS])


def viterbi(log_p):
    """Best legal tag sequence for [n, tags] log probabilities."""
    score, back = log_p[0] + START, []
    for row in log_p[1:]:
        best, arg = (score[:, None] + PENALTY).max(0)
        back.append(arg)
        score = best + row
    path = [int(score.argmax())]
    for arg in reversed(back):
        path.append(int(arg[path[-1]]))
    return path[::-1]


def spans(tags):
    """(start, end, type) of B/I names."""
    out, start = [], None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and not (tag[0] == "I" and tag[2:] == tags[start][2:]):
            out.append((start, i, tags[start][2:]))
            start = None
        if tag[0] == "B":
            start = i
    return out


def f1(right, predicted, gold):
    p, r = right / max(predicted, 1), right / max(gold, 1)
    return {"p": p, "r": r, "f1": 2 * p * r / max(p + r, 1e-9)}


@torch.no_grad()
def entity_scores(model, path, pieces, longest=128):
    """Micro and per-type scores over the types that the file annotates, and over PERSON, ORGANIZATION and PLACE."""
    from data import ner_set

    documents, known = read_iob2(path)
    gold_of = {}
    prepared = ner_set(path, pieces)
    for document, sentences in zip(documents, prepared):
        for (_, tags), sentence in zip(document, sentences):
            gold_of[id(sentence)] = tags
    counts = {}
    runs = windows(prepared, longest)
    order = sorted(range(len(runs)), key=lambda i: sum(sum(map(len, s.pieces)) for s in runs[i]))
    model.eval()
    for at in range(0, len(order), 16):
        chosen = [runs[i] for i in order[at : at + 16]]
        from data import collate

        batch = collate(chosen, pieces, {})
        log_p = torch.log_softmax(model.classifier(model.encode(batch)[:, 1:]).float(), -1)
        for row, run in zip(log_p, chosen):
            offset = 0
            for sentence in run:
                n = len(sentence.tokens)
                predicted = {s for s in spans([TAGS[i] for i in viterbi(row[offset : offset + n])]) if s[2] in known}
                gold = set(spans(gold_of[id(sentence)]))
                gold = {s for s in gold if s[2] in known}
                offset += n
                for kind in known:
                    p, g = {s for s in predicted if s[2] == kind}, {s for s in gold if s[2] == kind}
                    old = counts.get(kind, (0, 0, 0))
                    counts[kind] = (old[0] + len(p & g), old[1] + len(p), old[2] + len(g))
    total = lambda kinds: f1(*(sum(counts[k][i] for k in kinds if k in counts) for i in range(3)))
    return {"micro": total(known), "core": total({"PERSON", "ORGANIZATION", "PLACE"}), "types": {k: f1(*v) for k, v in sorted(counts.items())}}


@torch.no_grad()
def tree_scores(model, documents, pieces, label_ids, longest=128):
    tokens = uas = las = plain = upos = 0
    plain_of = {}
    names = {i: n for n, i in label_ids.items()}
    first = lambda i: names.get(i, "?").split(":")[0]
    model.eval()
    for batch in batches(windows(documents, longest), 2048, pieces, label_ids):
        vectors = model.encode(batch)
        known = batch.words
        heads = model.arcs(vectors, batch).argmax(-1)
        rows = known.nonzero(as_tuple=True)[0]
        dependent, head = model.label_dependent(vectors[:, 1:][known]), model.label_head(vectors[rows, heads[known]])
        labels = model.label.pairs(dependent, head).argmax(-1)
        right = heads[known] == batch.heads[known]
        gold = batch.labels[known]
        tokens += len(right)
        uas += int(right.sum())
        las += int((right & (labels == gold)).sum())
        plain += sum(1 for ok, a, b in zip(right.tolist(), labels.tolist(), gold.tolist()) if ok and first(a) == first(b))
        upos += int((model.upos(vectors[:, 1:][known]).argmax(-1) == batch.upos[known]).sum())
    return {"uas": uas / tokens, "las": las / tokens, "las_plain": plain / tokens, "upos": upos / tokens}
