"""The teacher's encoder: MPNet (Song et al. 2020), a BERT whose attention adds a learned bias for the distance between two pieces.

Its vocabulary is BERT's behind four special pieces, so that it reads the very batches that the small encoder reads. Parameter names are those of the
published checkpoint, but that a table of case shapes is added, as in the small encoder.
"""

import math

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

from bert import BertConfig, Intermediate, ResidualOutput

SHIFT, FIRST_POSITION = 4, 2
SPECIAL = {0: 1, 100: 3, 101: 0, 102: 2}  # [PAD] [UNK] [CLS] [SEP] -> <pad> <unk> <s> </s>


class Embeddings(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.word_embeddings = nn.Embedding(c.vocab_size, c.hidden_size)
        self.position_embeddings = nn.Embedding(c.max_position_embeddings, c.hidden_size)
        self.token_type_embeddings = nn.Embedding(c.type_vocab_size, c.hidden_size)
        self.LayerNorm = nn.LayerNorm(c.hidden_size, eps=c.layer_norm_eps)
        self.dropout = nn.Dropout(c.dropout)

    def forward(self, pieces, shapes):
        ids = pieces + SHIFT
        for bert, own in SPECIAL.items():
            ids = ids.masked_fill(pieces == bert, own)
        positions = torch.arange(pieces.shape[1]) + FIRST_POSITION
        x = self.word_embeddings(ids) + self.position_embeddings(positions) + self.token_type_embeddings(shapes)
        return self.dropout(self.LayerNorm(x))


class Projections(nn.Module):
    def __init__(self, c):
        super().__init__()
        for name in "qkvo":
            setattr(self, name, nn.Linear(c.hidden_size, c.hidden_size))


class Attention(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.heads, self.p = c.num_attention_heads, c.dropout
        self.attn = Projections(c)
        self.LayerNorm = nn.LayerNorm(c.hidden_size, eps=c.layer_norm_eps)
        self.dropout = nn.Dropout(c.dropout)

    def forward(self, x, bias):
        b, n, d = x.shape
        q, k, v = (f(x).view(b, n, self.heads, d // self.heads).transpose(1, 2) for f in (self.attn.q, self.attn.k, self.attn.v))
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype), dropout_p=self.p if self.training else 0.0)
        return self.LayerNorm(self.dropout(self.attn.o(y.transpose(1, 2).reshape(b, n, d))) + x)


class Layer(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.attention = Attention(c)
        self.intermediate = Intermediate(c)
        self.output = ResidualOutput(c.intermediate_size, c)

    def forward(self, x, bias):
        x = self.attention(x, bias)
        return self.output(self.intermediate(x), x)


class Stack(nn.Module):
    def __init__(self, c, buckets):
        super().__init__()
        self.layer = nn.ModuleList(Layer(c) for _ in range(c.num_hidden_layers))
        self.relative_attention_bias = nn.Embedding(buckets, c.num_attention_heads)


class MpNet(nn.Module):
    BUCKETS = 32

    def __init__(self, config):
        super().__init__()
        self.config = config
        self.embeddings = Embeddings(config)
        self.encoder = Stack(config, self.BUCKETS)

    def forward(self, pieces, shapes, real):
        x = self.embeddings(pieces, shapes)
        # The bias stays as it came: a gradient for it would cost the fast path of attention.
        table = self.encoder.relative_attention_bias.weight.detach()
        bias = table[buckets(pieces.shape[1], self.BUCKETS)].permute(2, 0, 1)[None]
        bias = bias.masked_fill(~real[:, None, None, :], -1e9)
        for layer in self.encoder.layer:
            x = layer(x, bias)
        return x

    def load_pretrained(self, path, noise=0.02):
        state = {k: v.float() for k, v in load_file(path).items() if not k.startswith("pooler.") and k != "embeddings.position_ids"}
        spread = state["embeddings.position_embeddings.weight"].std()
        state["embeddings.token_type_embeddings.weight"] = noise * spread * torch.randn(self.config.type_vocab_size, self.config.hidden_size)
        self.load_state_dict(state)


def buckets(n, count, farthest=128):
    """[n, n]: near distances have a bucket each, far ones share them by logarithm; one half of the buckets for what follows."""
    distance = torch.arange(n)[None, :] - torch.arange(n)[:, None]  # of the key, from the query
    half = count // 2
    exact = half // 2
    away = distance.abs()
    far = exact + (torch.log(away.clamp(min=1).float() / exact) / math.log(farthest / exact) * (half - exact)).long()
    return torch.where(away < exact, away, far.clamp(max=half - 1)) + half * (distance > 0)
