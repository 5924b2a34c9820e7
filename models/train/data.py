"""Data sets -> sentences -> windows -> batches.

A sentence carries what its set annotates: entity tags, a tree, or both. A label that a set does not annotate is *unknown* there, so the target of a token is
the set of tags it may have, as a bit mask over labels.TAGS; the loss is the mass outside that set.
"""

import glob
import os
import random
import re
from dataclasses import dataclass, field

import torch
from tokenizers import Tokenizer

from labels import DATA_TYPES, ENTITY_TYPES, TAGS, UPOS, SHAPE_LOWER, SHAPE_NONE, SHAPE_TITLE, SHAPE_UPPER, SHAPE_MIXED, case_shape

TAG_BIT = {tag: 1 << i for i, tag in enumerate(TAGS)}
MAX_PIECES_PER_TOKEN = 16
MAX_PIECES_PER_SENTENCE = 250


@dataclass
class Sentence:
    tokens: list
    tags: list = None  # bit masks
    upos: list = None
    heads: list = None  # 0 is the root, else 1-based token number
    labels: list = None
    pieces: list = field(default_factory=list)  # one list of piece ids a token
    shapes: list = field(default_factory=list)


class Pieces:
    """Word pieces of single tokens, remembered. A token that normalises to nothing gets [UNK], so that every token has a vector."""

    def __init__(self, tokenizer_json):
        self.tokenizer = Tokenizer.from_file(tokenizer_json)
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.cls, self.sep, self.pad, self.unk = (self.tokenizer.token_to_id(t) for t in ("[CLS]", "[SEP]", "[PAD]", "[UNK]"))
        self.seen = {}

    def of(self, token):
        if token not in self.seen:
            ids = self.tokenizer.encode(token, add_special_tokens=False).ids[:MAX_PIECES_PER_TOKEN]
            self.seen[token] = ids or [self.unk]
        return self.seen[token]

    def prepare(self, sentence):
        sentence.pieces = [self.of(t) for t in sentence.tokens]
        sentence.shapes = [case_shape(t) for t in sentence.tokens]
        return sentence


# ---------------------------------------------------------------- readers


def read_iob2(path):
    """Documents (lists of sentences) of a tagged file, and the names of the types it annotates."""
    documents, tokens, tags, known = [[]], [], [], None
    for line in open(path, encoding="utf8"):
        line = line.rstrip("\n")
        if line.startswith("# labels ="):
            known = {DATA_TYPES[w] for w in line.split("=")[1].split("(")[0].split()}
        elif line.startswith("# newdoc"):
            documents.append([])
        elif "\t" in line:
            token, tag = line.split("\t")[:2]
            tokens.append(token)
            tags.append(tag if tag == "O" else f"{tag[0]}-{DATA_TYPES[tag[2:]]}")
        elif tokens:
            documents[-1].append((tokens, tags))
            tokens, tags = [], []
    if tokens:
        documents[-1].append((tokens, tags))
    return [d for d in documents if d], known


def tag_targets(tags, known):
    """Bit masks: what the file says, with O widened by every tag of a type that the file does not annotate."""
    unknown = sum(TAG_BIT[f"{p}-{t}"] for t in ENTITY_TYPES if t not in known for p in "BI")
    return [TAG_BIT["O"] | unknown if tag == "O" else TAG_BIT[tag] for tag in tags]


def ner_set(path, pieces, soften=None):
    documents, known = read_iob2(path)
    out = []
    for document in documents:
        sentences = [pieces.prepare(Sentence(tokens, tag_targets(tags, known))) for tokens, tags in document]
        if soften:
            for s in sentences:
                soften(s)
        out.append(sentences)
    return out


def demonym_softener(paths):
    """Some sets call a demonym a place, some a MISC. Where the set says place, both are right for a word that the others call MISC."""
    votes = {}
    for path in paths:
        for document in read_iob2(path)[0]:
            for tokens, tags in document:
                for i, (token, tag) in enumerate(zip(tokens, tags)):
                    single = tag.startswith("B-") and (i + 1 == len(tags) or not tags[i + 1].startswith("I-"))
                    if single and re.search(r"(an|ish|ese|i|ch|n|s)$", token):
                        votes.setdefault(token, []).append(tag == "B-MISC")
    demonyms = {t for t, v in votes.items() if len(v) >= 2 and sum(v) > 0.8 * len(v)}

    def soften(sentence):
        place, both = TAG_BIT["B-PLACE"], TAG_BIT["B-PLACE"] | TAG_BIT["B-MISC"]
        sentence.tags = [both if tag == place and token in demonyms else tag for token, tag in zip(sentence.tokens, sentence.tags)]

    return soften


def read_conllu(path):
    """Documents of (id, sentence) with tokens, upos, heads and labels. Multiword ranges and empty nodes are left out."""
    documents, rows, name = [], [], ""

    def flush():
        if rows:
            if not documents:
                documents.append((name, []))
            documents[-1][1].append(
                Sentence([r[1] for r in rows], upos=[UPOS.index(r[3]) if r[3] in UPOS else UPOS.index("X") for r in rows],
                         heads=[int(r[6]) for r in rows], labels=[r[7] for r in rows]))
            rows.clear()

    for line in open(path, encoding="utf8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc id"):
            flush()
            name = line.split("=", 1)[1].strip()
            documents.append((name, []))
        elif not line:
            flush()
        elif line[0] != "#":
            row = line.split("\t")
            if row[0].isdigit():
                rows.append(row)
    flush()
    return [d for d in documents if d[1]]


GUM_OPEN = {"news", "interview", "academic", "court", "textbook", "vlog", "speech", "bio", "voyage"}


def is_open(document):
    """Whether a GUM document is of a genre whose licence permits any use; the others are NonCommercial."""
    return document.split("_")[1] in GUM_OPEN


DATE_BITS = TAG_BIT["B-DATE"] | TAG_BIT["I-DATE"]


def doubted(tokens, masks):
    """GUM's tags say less than they seem to: names were cut to their proper nouns ("States" of the United States, "Library of the Netherlands" of the National
    Library), many names inside larger ones are not marked at all, and its dates hold whole phrases. So a word with a capital that is tagged O may be anything,
    a name may have begun in a capitalised word before it, and a date may be none."""
    out = []
    for i, (token, mask) in enumerate(zip(tokens, masks)):
        capital = token[:1].isupper()
        if mask & DATE_BITS and not mask & TAG_BIT["O"]:
            mask |= DATE_BITS | TAG_BIT["O"]
        elif mask & TAG_BIT["O"] and capital and i > 0:
            mask = 0
        elif i > 0 and tokens[i - 1][:1].isupper() and out[i - 1] == 0:
            mask |= inside(mask)
        out.append(mask)
    return out


def tree_set(path, pieces, tags_path=None, keep=None):
    """A treebank, or the documents of it that are to be kept; with `tags_path`, sentences that the tagged file holds too (same tokens) get their tags."""
    tags = {}
    if tags_path:
        tagged, known = read_iob2(tags_path)
        for document in tagged:
            for tokens, t in document:
                tags[tuple(tokens)] = doubted(tokens, tag_targets(t, known))
    out = []
    for name, sentences in read_conllu(path):
        if keep and not keep(name):
            continue
        for s in sentences:
            s.tags = tags.get(tuple(s.tokens))
        out.append([pieces.prepare(s) for s in sentences])
    return out


def text_set(path, pieces):
    """Text with its tokens alone, as CoNLL-U: nothing is known of it but what a teacher says."""
    documents = []
    for _, sentences in read_conllu(path):
        documents.append([pieces.prepare(Sentence(s.tokens)) for s in sentences])
    return documents


def label_inventory(paths):
    names = {label for path in paths for _, doc in read_conllu(path) for s in doc for label in s.labels}
    return sorted(names)


# ---------------------------------------------------------------- windows


def windows(documents, longest, rng=None):
    """Runs of whole sentences of one document with at most `longest` pieces, specials included. With `rng` the length varies."""
    out = []
    for sentences in documents:
        run, size, limit = [], 1, longest if rng is None else rng.choice((48, 96, longest, longest, longest + 48))
        for s in sentences:
            n = sum(map(len, s.pieces)) + 1
            if n > MAX_PIECES_PER_SENTENCE:
                continue
            if run and size + n > limit:
                out.append(run)
                run, size = [], 1
                limit = longest if rng is None else rng.choice((48, 96, longest, longest, longest + 48))
            run.append(s)
            size += n
        if run:
            out.append(run)
    return out


def window_size(run):
    return 1 + sum(1 + sum(map(len, s.pieces)) for s in run)


RECASE = {
    "upper": lambda s: SHAPE_UPPER if s in (SHAPE_LOWER, SHAPE_TITLE, SHAPE_MIXED) else s,
    "lower": lambda s: SHAPE_LOWER if s in (SHAPE_UPPER, SHAPE_TITLE, SHAPE_MIXED) else s,
    "title": lambda s: SHAPE_TITLE if s == SHAPE_LOWER else s,
}


def recase(run, how):
    """The pieces are uncased, so writing a text in capitals changes its shapes and nothing else."""
    change = RECASE[how]
    return [Sentence(s.tokens, s.tags, s.upos, s.heads, s.labels, s.pieces, [change(x) for x in s.shapes]) for s in run]


def cut_hyphens(sentence, pieces):
    """Treebanks cut at hyphens ("al", "-", "Mishri"), most tagged sets do not. Names and words outside names are cut the treebanks' way; a MISC such as
    "U.S.-led" is left whole, since its parts would have other tags."""
    tokens, tags = [], []
    for token, tag in zip(sentence.tokens, sentence.tags):
        parts = re.split(r"(?<=\w)(-)(?=\w)", token)
        if len(parts) == 1 or tag & MISC_BITS and not tag & TAG_BIT["O"]:
            tokens.append(token)
            tags.append(tag)
            continue
        tokens += parts
        tags += [tag] + [inside(tag)] * (len(parts) - 1)
    return pieces.prepare(Sentence(tokens, tags))


MISC_BITS = TAG_BIT["B-MISC"] | TAG_BIT["I-MISC"]


def inside(tag):
    """The tag of what follows in the same name; a mask with O in it stays as it is."""
    for kind in ENTITY_TYPES:
        if tag == TAG_BIT[f"B-{kind}"]:
            return TAG_BIT[f"I-{kind}"]
    return tag


class Names:
    """Names of the tagged sets by type and number of tokens, for putting others in their place: the model should know a name by how it is used."""

    def __init__(self, sets):
        self.pool = {}
        for documents, _ in sets.values():
            for document in documents:
                for s in document:
                    for start, end, kind in self.spans(s):
                        self.pool.setdefault((kind, end - start), set()).add(tuple(s.tokens[start:end]))
        self.pool = {k: sorted(v) for k, v in self.pool.items()}

    @staticmethod
    def spans(sentence):
        tags, out, i = sentence.tags or [], [], 0
        while i < len(tags):
            kind = next((k for k in ("PERSON", "ORGANIZATION", "PLACE") if tags[i] == TAG_BIT[f"B-{k}"]), None)
            end = i + 1
            while kind and end < len(tags) and tags[end] == TAG_BIT[f"I-{kind}"]:
                end += 1
            if kind:
                out.append((i, end, kind))
            i = end
        return out

    def exchange(self, sentence, pieces, rng):
        tokens = list(sentence.tokens)
        for start, end, kind in self.spans(sentence):
            if rng.random() < 0.5:
                tokens[start:end] = rng.choice(self.pool[kind, end - start])
        return pieces.prepare(Sentence(tokens, sentence.tags, sentence.upos, sentence.heads, sentence.labels))


def vary(run, pieces, names, rng):
    """Other names in a fifth of the sentences, hyphens cut in two thirds of those without a tree."""
    out = []
    for s in run:
        if s.tags and not s.heads and any("-" in t for t in s.tokens) and rng.random() < 0.66:
            s = cut_hyphens(s, pieces)
        if s.tags and rng.random() < 0.2:
            s = names.exchange(s, pieces, rng)
        out.append(s)
    return out


def augment(run, rng):
    draw = rng.random()
    if draw < 0.04:
        return recase(run, "upper")
    if draw < 0.08:
        return recase(run, "lower")
    if draw < 0.11:
        return recase(run, "title")
    return run


# ---------------------------------------------------------------- batches


@dataclass
class Batch:
    pieces: torch.Tensor  # [b, n]
    shapes: torch.Tensor  # [b, n]
    real: torch.Tensor  # [b, n]
    first: torch.Tensor  # [b, w] index of each token's first piece, 0 on padding
    words: torch.Tensor  # [b, w] true on tokens
    sentence: torch.Tensor  # [b, w] number of the token's sentence in its window, -1 on padding
    tags: torch.Tensor = None  # [b, w] bit masks, 0 where unknown
    upos: torch.Tensor = None  # [b, w], -1 where unknown
    heads: torch.Tensor = None  # [b, w] 0 root, else 1 + token of the window; -1 where unknown
    labels: torch.Tensor = None
    soft: torch.Tensor = None  # [b, w, tags] log probabilities that a teacher gives


def collate(runs, special, label_ids):
    rows = [flatten(run, special, label_ids) for run in runs]
    n = max(len(r["pieces"]) for r in rows)
    w = max(len(r["first"]) for r in rows)

    def table(key, width, pad):
        return torch.tensor([r[key] + [pad] * (width - len(r[key])) for r in rows])

    return Batch(
        pieces=table("pieces", n, special.pad), shapes=table("shapes", n, SHAPE_NONE),
        real=torch.tensor([[True] * len(r["pieces"]) + [False] * (n - len(r["pieces"])) for r in rows]),
        first=table("first", w, 0), words=table("sentence", w, -1) >= 0, sentence=table("sentence", w, -1),
        tags=table("tags", w, 0), upos=table("upos", w, -1), heads=table("heads", w, -1), labels=table("labels", w, -1))


def flatten(run, special, label_ids):
    """[CLS] s1 [SEP] s2 [SEP] ...; a special piece and a token's later pieces have the token's shape (0 for specials)."""
    out = {k: [] for k in ("pieces", "shapes", "first", "sentence", "tags", "upos", "heads", "labels")}
    out["pieces"].append(special.cls)
    out["shapes"].append(SHAPE_NONE)
    for number, s in enumerate(run):
        before = len(out["first"])
        for pieces, shape in zip(s.pieces, s.shapes):
            out["first"].append(len(out["pieces"]))
            out["pieces"] += pieces
            out["shapes"] += [shape] * len(pieces)
        n = len(s.tokens)
        out["sentence"] += [number] * n
        out["tags"] += s.tags or [0] * n
        out["upos"] += s.upos or [-1] * n
        out["heads"] += [h and h + before for h in s.heads] if s.heads else [-1] * n
        out["labels"] += [label_ids.get(x, -1) for x in s.labels] if s.labels else [-1] * n
        out["pieces"].append(special.sep)
        out["shapes"].append(SHAPE_NONE)
    return out


def batches(runs, pieces_a_batch, special, label_ids, rng=None):
    """Batches of windows of about one length, so that little is padding; shuffled when `rng` is given."""
    order = list(range(len(runs)))
    if rng:
        rng.shuffle(order)
        order.sort(key=lambda i: window_size(runs[i]) // 16)
    else:
        order.sort(key=lambda i: window_size(runs[i]))
    groups, group, widest = [], [], 0
    for i in order:
        widest_now = max(widest, window_size(runs[i]))
        if group and widest_now * (len(group) + 1) > pieces_a_batch:
            groups.append(group)
            group, widest_now = [], window_size(runs[i])
        group.append(i)
        widest = widest_now
    if group:
        groups.append(group)
    if rng:
        rng.shuffle(groups)
    for group in groups:
        chosen = [runs[i] for i in group]
        yield collate([augment(r, rng) for r in chosen] if rng else chosen, special, label_ids)


# ---------------------------------------------------------------- the mix


def training_sets(root, pieces, leave_out=(), text=None, gmb=0.25):
    """name -> (documents, share of it that one epoch sees). Gold is seen whole, silver (`gmb`) and tweets in part; `text` is a file of untagged text, for runs with a teacher."""
    ner, ud = os.path.join(root, "ner"), os.path.join(root, "ud")
    soften = demonym_softener([f"{ner}/conll2003-train.iob2", f"{ner}/wikigold.iob2"])
    shares = {"conll2003-train": 1.0, "gmb-train": gmb, "redocred-dev": 1.0, "wikigold": 1.0, "crossner-politics-train": 1.0,
              "crossner-science-train": 1.0, "wnut17-train": 0.3, "btc-train": 0.3}
    sets = {}
    for name, share in shares.items():
        if name not in leave_out:
            path = f"{ner}/{name}.iob2"
            sets[name] = (without_duplicates(ner_set(path, pieces, soften if name == "redocred-dev" else None)), share)
    if "en_ewt-ud-train" not in leave_out:
        sets["en_ewt-ud-train"] = (tree_set(f"{ud}/en_ewt-ud-train.conllu", pieces), 1.0)
    if "en_gum-ud-train" not in leave_out:
        keep = is_open if "gum-noncommercial" in leave_out else None
        sets["en_gum-ud-train"] = (tree_set(f"{ud}/en_gum-ud-train.conllu", pieces, f"{ner}/gum-train.iob2", keep), 1.0)
    if text:
        sets["text"] = (text_set(text, pieces), 1.0)
    return sets


def without_duplicates(documents):
    seen, out = set(), []
    for document in documents:
        kept = []
        for s in document:
            key = tuple(s.tokens)
            if len(key) < 4 or key not in seen:
                kept.append(s)
            seen.add(key)
        if kept:
            out.append(kept)
    return out


def epoch_windows(sets, longest, rng):
    """Windows of one epoch by set: a share of a set is a fresh draw of its windows each time."""
    out = {}
    for name, (documents, share) in sets.items():
        runs = windows(documents, longest, rng)
        out[name] = runs if share >= 1 else rng.sample(runs, int(share * len(runs)))
    return out


def epoch_batches(sets, longest, pieces_a_batch, special, label_ids, seed):
    """All batches of an epoch, each of one set, in random order."""
    rng = random.Random(seed)
    names = Names(sets)
    plan = {name: [vary(run, special, names, rng) for run in runs] for name, runs in epoch_windows(sets, longest, rng).items()}
    parts = [list(batches(runs, pieces_a_batch, special, label_ids, rng)) for runs in plan.values()]
    everything = [b for part in parts for b in part]
    rng.shuffle(everything)
    return everything
