"""ONNX Runtime's side: the same encoder with its tag and part-of-speech heads, in 32 bits or with 8-bit products, on one thread, over windows of at most 128 pieces.

    onnx_peer.py export HF_DIR OUT_DIR           # HF_DIR: the checkpoint that models/train/export.py writes; makes OUT_DIR/f32.onnx and int8.onnx
    onnx_peer.py run OUT_DIR/f32.onnx HF_DIR/tokenizer.json ARTICLES.ndjson

It does less than the others: no sentences, no trees, no entities, no relations.
"""

import json
import sys
import time


def export(hf, out):
    import os

    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from transformers import BertForTokenClassification

    os.makedirs(out, exist_ok=True)
    model = BertForTokenClassification.from_pretrained(hf, attn_implementation="eager").eval()
    pieces = torch.ones((1, 128), dtype=torch.long)
    names = ["input_ids", "attention_mask", "token_type_ids"]
    axes = {name: {0: "batch", 1: "length"} for name in names}
    torch.onnx.export(model, (pieces, pieces, pieces), f"{out}/f32.onnx", input_names=names, output_names=["logits"], dynamic_axes=axes, opset_version=17)
    quantize_dynamic(f"{out}/f32.onnx", f"{out}/int8.onnx", per_channel=True, weight_type=QuantType.QInt8)


def run(onnx, tokenizer, path):
    import numpy
    import onnxruntime
    from tokenizers import Tokenizer

    start = time.perf_counter()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(onnx, options, providers=["CPUExecutionProvider"])
    pieces = Tokenizer.from_file(tokenizer)
    loading = time.perf_counter() - start
    texts = [json.loads(line)["text"] for line in open(path, encoding="utf8") if line.strip()]

    def read(text):
        encoding = pieces.encode(text, add_special_tokens=False)
        for at in range(0, len(encoding.ids), 126):
            ids = numpy.array([[101, *encoding.ids[at : at + 126], 102]], dtype=numpy.int64)
            session.run(None, {"input_ids": ids, "attention_mask": numpy.ones_like(ids), "token_type_ids": numpy.ones_like(ids)})
        return 1 + (encoding.word_ids[-1] if encoding.word_ids else -1)

    for text in texts[:3]:
        read(text)
    start = time.perf_counter()
    words = sum(map(read, texts))
    seconds = time.perf_counter() - start
    name = f"ONNX Runtime {onnx.rsplit('/', 1)[-1].removesuffix('.onnx')}, encoder alone"
    print(json.dumps({"peer": name, "threads": 1, "words": words, "seconds": seconds, "loading": loading}))


if __name__ == "__main__":
    command, *arguments = sys.argv[1:]
    {"export": export, "run": run}[command](*arguments)
