"""The encoder: BERT as published (Devlin et al. 2019), written so that its parameter names are those of a Hugging Face `BertModel`.

Nothing here knows about the task. The one departure from the checkpoint that we start from is the size of the token-type table
(six case shapes instead of two segments), which `load_pretrained` fills.
"""

import json
from dataclasses import dataclass

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F


@dataclass
class BertConfig:
    vocab_size: int = 30522
    hidden_size: int = 384
    num_hidden_layers: int = 6
    num_attention_heads: int = 12
    intermediate_size: int = 1536
    max_position_embeddings: int = 512
    type_vocab_size: int = 6
    layer_norm_eps: float = 1e-12
    dropout: float = 0.1

    @staticmethod
    def read(path, **changes):
        raw = json.load(open(path, encoding="utf8"))
        known = {k: raw[k] for k in BertConfig.__dataclass_fields__ if k in raw}
        return BertConfig(**{**known, **changes})


class Embeddings(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.word_embeddings = nn.Embedding(c.vocab_size, c.hidden_size)
        self.position_embeddings = nn.Embedding(c.max_position_embeddings, c.hidden_size)
        self.token_type_embeddings = nn.Embedding(c.type_vocab_size, c.hidden_size)
        self.LayerNorm = nn.LayerNorm(c.hidden_size, eps=c.layer_norm_eps)
        self.dropout = nn.Dropout(c.dropout)

    def forward(self, pieces, shapes):
        positions = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.word_embeddings(pieces) + self.position_embeddings(positions) + self.token_type_embeddings(shapes)
        return self.dropout(self.LayerNorm(x))


class SelfAttention(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.heads = c.num_attention_heads
        self.p = c.dropout
        for name in ("query", "key", "value"):
            setattr(self, name, nn.Linear(c.hidden_size, c.hidden_size))

    def forward(self, x, mask):
        b, n, d = x.shape
        q, k, v = (f(x).view(b, n, self.heads, d // self.heads).transpose(1, 2) for f in (self.query, self.key, self.value))
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=self.p if self.training else 0.0)
        return y.transpose(1, 2).reshape(b, n, d)


class ResidualOutput(nn.Module):
    """Dense, dropout, add the input, normalise: the tail of both halves of a layer."""

    def __init__(self, size_in, c):
        super().__init__()
        self.dense = nn.Linear(size_in, c.hidden_size)
        self.LayerNorm = nn.LayerNorm(c.hidden_size, eps=c.layer_norm_eps)
        self.dropout = nn.Dropout(c.dropout)

    def forward(self, x, residual):
        return self.LayerNorm(self.dropout(self.dense(x)) + residual)


class Attention(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.self = SelfAttention(c)
        self.output = ResidualOutput(c.hidden_size, c)

    def forward(self, x, mask):
        return self.output(self.self(x, mask), x)


class Intermediate(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.dense = nn.Linear(c.hidden_size, c.intermediate_size)

    def forward(self, x):
        return F.gelu(self.dense(x))


class Layer(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.attention = Attention(c)
        self.intermediate = Intermediate(c)
        self.output = ResidualOutput(c.intermediate_size, c)

    def forward(self, x, mask):
        x = self.attention(x, mask)
        return self.output(self.intermediate(x), x)


class LayerStack(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.layer = nn.ModuleList(Layer(c) for _ in range(c.num_hidden_layers))


class Bert(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        self.embeddings = Embeddings(config)
        self.encoder = LayerStack(config)

    def forward(self, pieces, shapes, real):
        """`pieces`, `shapes`: [batch, length]; `real`: bool of the same shape, false on padding. Gives [batch, length, hidden]."""
        x = self.embeddings(pieces, shapes)
        mask = real[:, None, None, :]
        for layer in self.encoder.layer:
            x = layer(x, mask)
        return x

    def load_pretrained(self, path, noise=0.02):
        """Reads a BERT checkpoint with two segment types; every case shape starts as segment 0 plus small noise."""
        state = {k.removeprefix("bert."): v.float() for k, v in load_file(path).items()}
        table = "embeddings.token_type_embeddings.weight"
        first = state[table][:1]
        state[table] = first + noise * first.std() * torch.randn(self.config.type_vocab_size, first.shape[1])
        missing, _ = self.load_state_dict(state, strict=False)
        if missing:
            raise ValueError(f"the checkpoint lacks {missing}")
