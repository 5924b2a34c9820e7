"""Small checkpoints of every architecture that the backend `rust-bert` reads, as Hugging Face lays them out.

    python3 tests/backends/checkpoints.py DIRECTORY
    python3 tests/backends/checkpoints.py DIRECTORY --reference tests/data/backends.json

The first needs nothing but Python: random weights of a fixed seed, vocabularies of a few hundred pieces made from the sentences below. The tests run it.
The second also asks Hugging Face's own code (torch 2.4.0, transformers 4.44.2, sentencepiece) for pieces and scores, which the tests are held against;
it is run by hand when a checkpoint changes.
"""

import argparse
import json
import random
import struct
import sys
from collections import Counter
from pathlib import Path

SENTENCES = [
    "Angela Merkel met Emmanuel Macron in Paris on Friday .".split(),
    "The U.N. Security Council condemned the attack in Zaragoza , said Ángel Muñoz .".split(),
    ["Reuters"],
    ["strasse", "Straße", "₿", "naïve", "İstanbul", "'s", "don't", "1,000.50", "A320-neo"],
    ("On Tuesday " + "the ministers of Norway and Denmark spoke by telephone about the harbour of Bergen " * 8).split(),
]

HIDDEN, LAYERS, HEADS, INNER, POSITIONS = 32, 2, 4, 64, 64

CONLL = "O B-MISC I-MISC B-PER I-PER B-ORG I-ORG B-LOC I-LOC".split()
BIOES = "O B-PER I-PER E-PER S-PER B-ORG I-ORG E-ORG S-ORG B-GPE I-GPE E-GPE S-GPE".split()
ONTONOTES = "O B-PERSON I-PERSON B-NORP I-NORP B-ORG I-ORG B-GPE I-GPE B-DATE I-DATE B-CARDINAL I-CARDINAL".split()
TYPES = "O PER ORG LOC MISC".split()
NUMBERED = [f"LABEL_{i}" for i in range(9)]


# Vocabularies.

def words():
    return Counter(word for sentence in SENTENCES for word in sentence)


def word_pieces(lower):
    """Every character, alone and inside a word, and the front and the rest of some words."""
    seen = [word.lower() if lower else word for word in words()]
    characters = sorted({c for word in seen for c in word} | set("abcdefghijklmnopqrstuvwxyz0123456789.,'-"))
    halves = [half for word in seen if len(word) > 5 for half in (word[:3], "##" + word[3:])]
    whole = [word for word in seen if len(word) <= 5 and word.isalpha()]
    pieces = characters + ["##" + c for c in characters] + sorted(set(halves + whole))
    return ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + list(dict.fromkeys(pieces))


def byte_letters():
    """The printable letter that stands for each byte in byte-level vocabularies (Radford et al. 2019)."""
    plain = [b for b in range(256) if 33 <= b <= 126 or 161 <= b <= 172 or 174 <= b <= 255]
    others = [b for b in range(256) if b not in plain]
    return {**{b: chr(b) for b in plain}, **{b: chr(256 + i) for i, b in enumerate(others)}}


def merges(count=120):
    """Byte pairs by how often they stand together, ties by the alphabet."""
    letters = byte_letters()
    texts = {tuple(letters[b] for b in (" " + word).encode()): n for word, n in words().items() if word.isalpha()}
    found = []
    for _ in range(count):
        pairs = Counter()
        for text, n in texts.items():
            for pair in zip(text, text[1:]):
                pairs[pair] += n
        if not pairs:
            break
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        found.append(best)
        texts = {tuple(merge(text, best)): n for text, n in texts.items()}
    return found


def merge(text, pair):
    out = []
    for letter in text:
        if out and (out[-1], letter) == pair:
            out[-1] += letter
        else:
            out.append(letter)
    return out


def unigrams(lower):
    """Sentence pieces with scores: characters are unlikely, longer pieces likelier. No two are equally likely, so that no cut is a tie."""
    seen = [word.lower() if lower else word for word in words()]
    characters = sorted({c for word in seen for c in word})
    parts = {part for word in seen if word.isalpha() and len(word) > 3 for part in ("▁" + word[:3], word[3:], "▁" + word)}
    pieces = ["▁"] + characters + sorted(parts - set(characters))
    return [(piece, -12.0 + 1.5 * min(len(piece), 6) - 0.003 * i) for i, piece in enumerate(pieces)]


def sentence_piece_model(pieces, specials):
    """A model of the sentencepiece library (protocol buffers, by hand): the special pieces, each with its type, then the others."""
    normal, unknown, control = 1, 2, 3
    kinds = {"unk": unknown, "control": control}
    body = b"".join(field(1, piece_message(piece, 0.0, kinds[kind])) for piece, kind in specials)
    body += b"".join(field(1, piece_message(piece, score, normal)) for piece, score in pieces)
    unk = [kind for _, kind in specials].index("unk")
    trainer = varint_field(3, 1) + varint_field(40, unk) + signed_fields(specials)
    normalizer = field(1, b"identity") + varint_field(3, 1) + varint_field(4, 1) + varint_field(5, 1)
    return body + field(2, trainer) + field(3, normalizer)


def signed_fields(specials):
    """Which pieces begin and end a sentence and fill it up; -1 if none."""
    names = [piece for piece, _ in specials]
    ids = {41: "<s>", 42: "</s>", 43: "<pad>"}
    return b"".join(varint_field(number, names.index(name) if name in names else (1 << 64) - 1) for number, name in ids.items())


def piece_message(piece, score, kind):
    return field(1, piece.encode()) + b"\x15" + struct.pack("<f", score) + varint_field(3, kind)


def field(number, content):
    return varint(number << 3 | 2) + varint(len(content)) + content


def varint_field(number, value):
    return varint(number << 3) + varint(value)


def varint(value):
    out = b""
    while value > 127:
        out, value = out + bytes([value & 127 | 128]), value >> 7
    return out + bytes([value])


# tokenizer.json

def tokenizer_json(model, normalizer, pre_tokenizer, specials):
    added = [{"id": i, "content": piece, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
             for i, piece in specials]
    return json.dumps({"version": "1.0", "truncation": None, "padding": None, "added_tokens": added, "normalizer": normalizer,
                       "pre_tokenizer": pre_tokenizer, "post_processor": None, "decoder": None, "model": model}, ensure_ascii=False)


def word_piece_json(pieces, lower):
    normalizer = {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None, "lowercase": lower}
    model = {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100,
             "vocab": {piece: i for i, piece in enumerate(pieces)}}
    return tokenizer_json(model, normalizer, {"type": "BertPreTokenizer"}, list(enumerate(pieces[:5])))


def byte_level_json(vocabulary, pairs, specials):
    model = {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": "", "end_of_word_suffix": "", "fuse_unk": False,
             "vocab": vocabulary, "merges": [f"{a} {b}" for a, b in pairs]}
    pre_tokenizer = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
    return tokenizer_json(model, None, pre_tokenizer, [(vocabulary[piece], piece) for piece in specials])


def unigram_json(pieces, unk, specials):
    model = {"type": "Unigram", "unk_id": unk, "vocab": [list(piece) for piece in pieces], "byte_fallback": False}
    pre_tokenizer = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
    return tokenizer_json(model, None, pre_tokenizer, specials)


# Weights.

class Weights:
    """Tensors by name, of random numbers."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.tensors = {}

    def matrix(self, name, *shape, spread=0.12):
        count = 1
        for size in shape:
            count *= size
        self.tensors[name] = (shape, [self.random.uniform(-spread, spread) for _ in range(count)])

    def linear(self, name, outputs, inputs, spread=0.3):
        self.matrix(f"{name}.weight", outputs, inputs, spread=spread)
        self.matrix(f"{name}.bias", outputs)

    def norm(self, name, size):
        self.tensors[f"{name}.weight"] = ((size,), [self.random.uniform(0.8, 1.2) for _ in range(size)])
        self.matrix(f"{name}.bias", size)

    def write(self, path):
        header, body = {"__metadata__": {"format": "pt"}}, bytearray()
        for name, (shape, numbers) in self.tensors.items():
            start = len(body)
            body += struct.pack(f"<{len(numbers)}f", *numbers)
            header[name] = {"dtype": "F32", "shape": list(shape), "data_offsets": [start, len(body)]}
        text = json.dumps(header).encode()
        text += b" " * (-len(text) % 8)
        path.write_bytes(struct.pack("<Q", len(text)) + text + bytes(body))


def bert(weights, vocabulary, labels, prefix="bert", types=2, positions=POSITIONS, embedding=HIDDEN):
    """BERT, and what has its shape: RoBERTa, XLM-R, ELECTRA."""
    embeddings = f"{prefix}.embeddings"
    weights.matrix(f"{embeddings}.word_embeddings.weight", vocabulary, embedding)
    weights.matrix(f"{embeddings}.position_embeddings.weight", positions, embedding)
    weights.matrix(f"{embeddings}.token_type_embeddings.weight", types, embedding)
    weights.norm(f"{embeddings}.LayerNorm", embedding)
    if embedding != HIDDEN:
        weights.linear(f"{prefix}.embeddings_project", HIDDEN, embedding)
    for i in range(LAYERS):
        layer = f"{prefix}.encoder.layer.{i}"
        for part in ("query", "key", "value"):
            weights.linear(f"{layer}.attention.self.{part}", HIDDEN, HIDDEN)
        feed_forward(weights, layer)
    weights.linear("classifier", labels, HIDDEN, spread=1.0)


def feed_forward(weights, layer):
    weights.linear(f"{layer}.attention.output.dense", HIDDEN, HIDDEN)
    weights.norm(f"{layer}.attention.output.LayerNorm", HIDDEN)
    weights.linear(f"{layer}.intermediate.dense", INNER, HIDDEN)
    weights.linear(f"{layer}.output.dense", HIDDEN, INNER)
    weights.norm(f"{layer}.output.LayerNorm", HIDDEN)


def distilbert(weights, vocabulary, labels):
    embeddings = "distilbert.embeddings"
    weights.matrix(f"{embeddings}.word_embeddings.weight", vocabulary, HIDDEN)
    weights.matrix(f"{embeddings}.position_embeddings.weight", POSITIONS, HIDDEN)
    weights.norm(f"{embeddings}.LayerNorm", HIDDEN)
    for i in range(LAYERS):
        layer = f"distilbert.transformer.layer.{i}"
        for part in ("q_lin", "k_lin", "v_lin", "out_lin"):
            weights.linear(f"{layer}.attention.{part}", HIDDEN, HIDDEN)
        weights.norm(f"{layer}.sa_layer_norm", HIDDEN)
        weights.linear(f"{layer}.ffn.lin1", INNER, HIDDEN)
        weights.linear(f"{layer}.ffn.lin2", HIDDEN, INNER)
        weights.norm(f"{layer}.output_layer_norm", HIDDEN)
    weights.linear("classifier", labels, HIDDEN, spread=1.0)


def albert(weights, vocabulary, labels, embedding=16):
    embeddings = "albert.embeddings"
    weights.matrix(f"{embeddings}.word_embeddings.weight", vocabulary, embedding)
    weights.matrix(f"{embeddings}.position_embeddings.weight", POSITIONS, embedding)
    weights.matrix(f"{embeddings}.token_type_embeddings.weight", 2, embedding)
    weights.norm(f"{embeddings}.LayerNorm", embedding)
    weights.linear("albert.encoder.embedding_hidden_mapping_in", HIDDEN, embedding)
    layer = "albert.encoder.albert_layer_groups.0.albert_layers.0"
    for part in ("query", "key", "value", "dense"):
        weights.linear(f"{layer}.attention.{part}", HIDDEN, HIDDEN)
    weights.norm(f"{layer}.attention.LayerNorm", HIDDEN)
    weights.linear(f"{layer}.ffn", INNER, HIDDEN)
    weights.linear(f"{layer}.ffn_output", HIDDEN, INNER)
    weights.norm(f"{layer}.full_layer_layer_norm", HIDDEN)
    weights.linear("classifier", labels, HIDDEN, spread=1.0)


# Checkpoints.

def settings(kind, labels, vocabulary, **others):
    names = {str(i): label for i, label in enumerate(labels)}
    common = {"model_type": kind, "vocab_size": vocabulary, "hidden_size": HIDDEN, "num_hidden_layers": LAYERS, "num_attention_heads": HEADS,
              "intermediate_size": INNER, "max_position_embeddings": POSITIONS, "type_vocab_size": 2, "hidden_act": "gelu",
              "hidden_dropout_prob": 0.1, "attention_probs_dropout_prob": 0.1, "initializer_range": 0.02, "layer_norm_eps": 1e-12,
              "pad_token_id": 0, "id2label": names, "label2id": {label: i for i, label in enumerate(labels)}}
    return {**common, **others}


ROBERTA = ["<s>", "<pad>", "</s>", "<unk>"]


def write_byte_level(directory, specials):
    pairs = merges()
    pieces = specials + sorted(byte_letters().values()) + [a + b for a, b in pairs] + ["<mask>"]
    vocabulary = {piece: i for i, piece in enumerate(dict.fromkeys(pieces))}
    write(directory, "vocab.json", json.dumps(vocabulary, ensure_ascii=False))
    write(directory, "merges.txt", "#version: 0.2\n" + "".join(f"{a} {b}\n" for a, b in pairs))
    write(directory / "fast", "tokenizer.json", byte_level_json(vocabulary, pairs, specials + ["<mask>"]))
    return len(vocabulary)


def write_word_pieces(directory, lower):
    pieces = word_pieces(lower)
    write(directory, "vocab.txt", "".join(f"{piece}\n" for piece in pieces))
    write(directory / "fast", "tokenizer.json", word_piece_json(pieces, lower))
    return len(pieces)


def make_bert(directory):
    size = write_word_pieces(directory, lower=False)
    write(directory, "tokenizer_config.json", json.dumps({"do_lower_case": False}))
    return settings("bert", CONLL, size), lambda weights: bert(weights, size, len(CONLL))


def make_electra(directory):
    size = write_word_pieces(directory, lower=True)
    config = settings("electra", ONTONOTES, size, embedding_size=16)
    return config, lambda weights: bert(weights, size, len(ONTONOTES), prefix="electra", embedding=16)


def make_distilbert(directory):
    size = write_word_pieces(directory, lower=True)
    write(directory, "tokenizer_config.json", json.dumps({"do_lower_case": True}))
    config = settings("distilbert", TYPES, size, dim=HIDDEN, n_layers=LAYERS, n_heads=HEADS, hidden_dim=INNER, activation="gelu", dropout=0.1,
                      attention_dropout=0.1)
    return config, lambda weights: distilbert(weights, size, len(TYPES))


def make_roberta(directory):
    size = write_byte_level(directory, ROBERTA)
    config = settings("roberta", BIOES, size, max_position_embeddings=POSITIONS + 2, type_vocab_size=1, pad_token_id=1, layer_norm_eps=1e-5)
    return config, lambda weights: bert(weights, size, len(BIOES), prefix="roberta", types=1, positions=POSITIONS + 2)


def make_xlm_roberta(directory):
    pieces = unigrams(lower=False)
    model = sentence_piece_model(pieces, [("<unk>", "unk"), ("<s>", "control"), ("</s>", "control")])
    (directory / "sentencepiece.bpe.model").write_bytes(model)
    listed = [(piece, 0.0) for piece in ROBERTA] + pieces + [("<mask>", 0.0)]
    specials = [(i, piece) for i, (piece, _) in enumerate(listed) if piece in ROBERTA + ["<mask>"]]
    write(directory / "fast", "tokenizer.json", unigram_json(listed, 3, specials))
    config = settings("xlm-roberta", NUMBERED, len(listed), max_position_embeddings=POSITIONS + 2, type_vocab_size=1, pad_token_id=1,
                      layer_norm_eps=1e-5)
    return config, lambda weights: bert(weights, len(listed), len(NUMBERED), prefix="roberta", types=1, positions=POSITIONS + 2)


def make_albert(directory):
    pieces = unigrams(lower=True)
    specials = [("<pad>", "control"), ("<unk>", "unk"), ("[CLS]", "control"), ("[SEP]", "control"), ("[MASK]", "control")]
    (directory / "spiece.model").write_bytes(sentence_piece_model(pieces, specials))
    write(directory, "tokenizer_config.json", json.dumps({"do_lower_case": True}))
    size = len(specials) + len(pieces)
    config = settings("albert", TYPES, size, embedding_size=16, inner_group_num=1, num_hidden_groups=1, hidden_act="gelu_new")
    return config, lambda weights: albert(weights, size, len(TYPES))


FAMILIES = {"bert": make_bert, "electra": make_electra, "distilbert": make_distilbert, "roberta": make_roberta,
            "xlm-roberta": make_xlm_roberta, "albert": make_albert}


def write(directory, name, text):
    directory.mkdir(parents=True, exist_ok=True)
    (directory / name).write_text(text, encoding="utf-8")


def make(root):
    """A checkpoint of each family with its vocabulary files; and, in `FAMILY/fast`, the same with `tokenizer.json`."""
    for seed, (name, family) in enumerate(FAMILIES.items()):
        directory = root / name
        directory.mkdir(parents=True, exist_ok=True)
        config, fill = family(directory)
        weights = Weights(seed)
        fill(weights)
        for folder in (directory, directory / "fast"):
            if folder == directory or (folder / "tokenizer.json").exists():
                write(folder, "config.json", json.dumps(config, indent=1))
                weights.write(folder / "model.safetensors")


# What Hugging Face's own code makes of them.

def reference(root):
    import torch
    import transformers as hf

    tokenizers = {"bert": hf.BertTokenizer, "electra": hf.ElectraTokenizer, "distilbert": hf.DistilBertTokenizer, "roberta": hf.RobertaTokenizer,
                  "xlm-roberta": hf.XLMRobertaTokenizer, "albert": hf.AlbertTokenizer}
    out = {"sentences": SENTENCES, "families": {}}
    for name in FAMILIES:
        model = hf.AutoModelForTokenClassification.from_pretrained(root / name, attn_implementation="eager").eval()
        options = {"add_prefix_space": True} if name == "roberta" else {}
        tokenizer = tokenizers[name].from_pretrained(root / name, **options)
        families = []
        for sentence in SENTENCES:
            pieces = [tokenizer.convert_tokens_to_ids(tokenizer.tokenize(word)) or [tokenizer.unk_token_id] for word in sentence]
            pieces = [word[:16] for word in pieces]
            # What is too long for the model is read in parts, as the backend does.
            scores, start = [], 0
            while start < len(pieces):
                end = start
                while end < len(pieces) and sum(map(len, pieces[start:end + 1])) <= POSITIONS - 2:
                    end += 1
                ids = [tokenizer.cls_token_id] + sum(pieces[start:end], []) + [tokenizer.sep_token_id]
                with torch.no_grad():
                    logits = model(input_ids=torch.tensor([ids])).logits[0]
                firsts = [1 + sum(map(len, pieces[start:i])) for i in range(start, end)]
                scores += [[round(x, 5) for x in logits[first].tolist()] for first in firsts]
                start = end
            families.append({"pieces": pieces, "scores": scores})
        out["families"][name] = families
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--reference", type=Path)
    arguments = parser.parse_args()
    make(arguments.directory)
    if arguments.reference:
        arguments.reference.write_text(json.dumps(reference(arguments.directory), ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
