"""Sentences of news without tags, for a teacher to tag: the first column of a file of directed sentiment (Park et al. 2021), one document a sentence.

    untagged.py FILE.tsv > TEXT.ndjson && dateline extract TEXT.ndjson --format conllu --output TEXT.conllu

The entities of the file stand in brackets, which are taken out, as is the space in "U. S.".
"""

import json
import re
import sys

INITIALS = re.compile(r"\b(U\.) (S\.|N\.)|\b(D\.) (C\.)")
SHORTEST = 20  # characters


def clean(text):
    text = text.replace("[", "").replace("]", "")
    return " ".join(INITIALS.sub(lambda m: "".join(filter(None, m.groups())), text).split())


def main():
    seen = set()
    for line in open(sys.argv[1], encoding="utf8"):
        text = clean(line.split("\t")[0])
        if len(text) >= SHORTEST and text not in seen:
            seen.add(text)
            print(json.dumps({"id": f"text-{len(seen)}", "text": text}, ensure_ascii=False))


if __name__ == "__main__":
    main()
