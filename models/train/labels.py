"""The label sets of every head, in the order in which the weights hold them. The export writes this order into labels.json."""

import unicodedata

ENTITY_TYPES = ["PERSON", "ORGANIZATION", "PLACE", "MISC", "DATE"]
TAGS = ["O"] + [f"{p}-{t}" for t in ENTITY_TYPES for p in "BI"]

# What the data files call the types.
DATA_TYPES = {"PER": "PERSON", "ORG": "ORGANIZATION", "LOC": "PLACE", "MISC": "MISC", "DATE": "DATE"}

UPOS = ["ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"]

# Case shape of a token, given to the encoder as its token type.
SHAPE_NONE, SHAPE_LOWER, SHAPE_TITLE, SHAPE_UPPER, SHAPE_DIGIT, SHAPE_MIXED = range(6)


def case_shape(token):
    """0 no letter and no digit, 1 lower, 2 Title or one capital, 3 UPPER, 4 has a digit, 5 mixed."""
    if any(unicodedata.category(c).startswith("N") for c in token):
        return SHAPE_DIGIT
    letters = [c for c in token if c.isalpha()]
    if not letters:
        return SHAPE_NONE
    upper = [c.isupper() for c in letters]
    if not any(upper):
        return SHAPE_LOWER
    if upper[0] and not any(upper[1:]):
        return SHAPE_TITLE
    return SHAPE_UPPER if all(upper) else SHAPE_MIXED
