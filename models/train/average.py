"""The mean of two sets of weights of one architecture (Wortsman et al. 2022, "Model soups"): a run that went on from another, and what it began with.

    average.py FIRST.pt SECOND.pt OUT.pt
"""

import sys

import torch


def weights(path):
    state = torch.load(path, weights_only=True)
    return state.get("average") or state["model"], state["relations"]


first, second, out = sys.argv[1:]
(a, relations), (b, _) = weights(first), weights(second)
torch.save({"model": {name: (a[name] + b[name]) / 2 for name in a}, "relations": relations}, out)
