"""spaCy's side: every article through a whole pipeline, or through its named entities alone, on one thread.

    spacy_peer.py PACKAGE ARTICLES.ndjson [--names]
"""

import importlib
import json
import sys
import time

import spacy

package, path, *rest = sys.argv[1:]
start = time.perf_counter()
module = importlib.import_module(package)
without = ["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"] if "--names" in rest else []
nlp = spacy.load(module.model_path(), exclude=without) if hasattr(module, "model_path") else module.load(exclude=without)
loading = time.perf_counter() - start
texts = [json.loads(line)["text"] for line in open(path, encoding="utf8") if line.strip()]
list(nlp.pipe(texts[:3]))
start = time.perf_counter()
words = sum(len(doc) for doc in nlp.pipe(texts))
seconds = time.perf_counter() - start
name = f"spaCy {package}{' names only' if rest else ''}"
print(json.dumps({"peer": name, "threads": 1, "words": words, "seconds": seconds, "loading": loading}))
