"""The encoder with its heads, and the loss of each head."""

import torch
from torch import nn
from torch.nn import functional as F

from bert import Bert
from labels import TAGS, UPOS

ARC, LABEL = 256, 96
TAUGHT = 1.0  # weight of what a teacher says, beside 1 for what the data says


class Mlp(nn.Module):
    def __init__(self, size_in, size_out, dropout=0.1):
        super().__init__()
        self.dense = nn.Linear(size_in, size_out)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(F.gelu(self.dense(x)))


class Biaffine(nn.Module):
    """Deep biaffine attention (Dozat and Manning 2017). `weight` is [out, dependent + 1, head + head_bias]; a constant 1 is put behind the vectors."""

    def __init__(self, size, out, head_bias):
        super().__init__()
        self.head_bias = head_bias
        self.weight = nn.Parameter(torch.empty(out, size + 1, size + int(head_bias)))
        nn.init.normal_(self.weight, std=size**-0.75)

    def with_ones(self, dependent, head):
        dependent = F.pad(dependent, (0, 1), value=1.0)
        return dependent, F.pad(head, (0, 1), value=1.0) if self.head_bias else head

    def all_pairs(self, dependent, head):
        """[b, w, d], [b, v, d] -> [b, w, v] (one output)."""
        dependent, head = self.with_ones(dependent, head)
        return (dependent @ self.weight[0]) @ head.transpose(1, 2)

    def pairs(self, dependent, head):
        """[m, d], [m, d] -> [m, out]."""
        dependent, head = self.with_ones(dependent, head)
        out, d, h = self.weight.shape
        projected = (head @ self.weight.permute(2, 0, 1).reshape(h, out * d)).view(-1, out, d)
        return torch.einsum("mod,md->mo", projected, dependent)


class Reader(nn.Module):
    def __init__(self, config, relations, encoder=Bert):
        super().__init__()
        self.relations = relations
        self.bert = encoder(config)
        self.dropout = nn.Dropout(config.dropout)
        hidden = config.hidden_size
        self.classifier = nn.Linear(hidden, len(TAGS))
        self.upos = nn.Linear(hidden, len(UPOS))
        self.arc_dependent, self.arc_head = Mlp(hidden, ARC), Mlp(hidden, ARC)
        self.label_dependent, self.label_head = Mlp(hidden, LABEL), Mlp(hidden, LABEL)
        self.arc = Biaffine(ARC, 1, head_bias=False)
        self.label = Biaffine(LABEL, len(relations), head_bias=True)

    def encode(self, batch):
        """Vectors of tokens, with [CLS] (the root) in front: [b, 1 + w, hidden]."""
        hidden = self.bert(batch.pieces, batch.shapes, batch.real)
        index = F.pad(batch.first, (1, 0))[:, :, None].expand(-1, -1, hidden.shape[-1])
        return self.dropout(hidden.gather(1, index))

    def arcs(self, vectors, batch):
        """Scores [b, w, 1 + w] of every head, -inf outside the sentence; the root is column 0."""
        scores = self.arc.all_pairs(self.arc_dependent(vectors[:, 1:]), self.arc_head(vectors)).float()
        same = batch.sentence[:, :, None] == batch.sentence[:, None, :]
        same &= ~torch.eye(same.shape[1], dtype=torch.bool)
        return scores.masked_fill(~F.pad(same, (1, 0), value=True), -1e9)

    def loss(self, batch):
        vectors = self.encode(batch)
        tokens = vectors[:, 1:]
        total = vectors.new_zeros((), dtype=torch.float32)
        parts = {}
        known = batch.tags > 0
        if known.any():
            parts["tags"] = tag_loss(self.classifier(tokens[known]).float(), batch.tags[known])
            total = total + parts["tags"]
        if batch.soft is not None:
            parts["taught"] = taught_loss(self.classifier(tokens[batch.words]).float(), batch.soft[batch.words].float())
            total = total + TAUGHT * parts["taught"]
        known = batch.heads >= 0
        if known.any():
            parts["arcs"] = F.cross_entropy(self.arcs(vectors, batch)[known], batch.heads[known])
            parts["labels"] = self.label_loss(vectors, batch, known)
            parts["upos"] = F.cross_entropy(self.upos(tokens[known]).float(), batch.upos[known])
            total = total + parts["arcs"] + parts["labels"] + 0.5 * parts["upos"]
        return total, parts

    def label_loss(self, vectors, batch, known):
        rows = known.nonzero(as_tuple=True)[0]
        heads = vectors[rows, batch.heads[known]]
        scores = self.label.pairs(self.label_dependent(vectors[:, 1:][known]), self.label_head(heads))
        return F.cross_entropy(scores.float(), batch.labels[known], ignore_index=-1)


def tag_loss(logits, masks):
    """-log of the probability of the permitted tags. `masks`: bit sets over TAGS."""
    permitted = (masks[:, None] >> torch.arange(len(TAGS))) & 1
    log_p = F.log_softmax(logits, -1)
    return -torch.logsumexp(log_p.masked_fill(permitted == 0, -1e9), -1).mean()


def taught_loss(logits, log_teacher):
    """Divergence of the tags' probabilities from the teacher's (Hinton et al. 2015, at temperature 1)."""
    return F.kl_div(F.log_softmax(logits, -1), log_teacher, log_target=True, reduction="batchmean")
