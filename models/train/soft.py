"""A teacher's probabilities of tags for every token of the batches that a run of train.py with the same data, seed and windows reads.

    soft.py --data DIR --base DIR --teacher OUT/model.pt --teacher-base DIR --seed N --out FILE
"""

import argparse
import time

import torch

from bert import BertConfig
from data import Pieces, epoch_batches, label_inventory, training_sets
from model import Reader
from mpnet import MpNet


def main():
    a = arguments()
    torch.set_num_threads(a.threads)
    pieces = Pieces(f"{a.base}/tokenizer.json")
    relations = label_inventory(f"{a.data}/ud/en_{t}-ud-train.conllu" for t in ("ewt", "gum"))
    plan = epoch_batches(training_sets(a.data, pieces, text=a.text, gmb=a.gmb), a.longest, a.batch_pieces, pieces, {name: i for i, name in enumerate(relations)}, a.seed)
    state = torch.load(a.teacher, weights_only=True)
    teacher = Reader(BertConfig.read(f"{a.teacher_base}/config.json", type_vocab_size=6), relations, MpNet)
    teacher.load_state_dict(state.get("average") or state["model"])
    teacher.eval()
    out, began, seen = [], time.time(), 0
    for i, batch in enumerate(plan):
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=a.bf16):
            out.append(torch.log_softmax(teacher.classifier(teacher.encode(batch)[:, 1:]).float(), -1).half())
        seen += int(batch.real.sum())
        if i % 50 == 0:
            print(f"{i} of {len(plan)}, {seen / (time.time() - began):.0f} pieces/s", flush=True)
    torch.save({"soft": out, "seed": a.seed, "text": a.text, "gmb": a.gmb}, a.out)


def arguments():
    p = argparse.ArgumentParser()
    for name in ("data", "base", "teacher", "teacher-base", "out"):
        p.add_argument(f"--{name}", required=True)
    p.add_argument("--text", help="CoNLL-U file of text without tags, whose tokens the teacher tags too")
    p.add_argument("--gmb", type=float, default=0.25, help="share of gmb-train")
    p.add_argument("--longest", type=int, default=128)
    p.add_argument("--batch-pieces", type=int, default=2048)
    p.add_argument("--seed", type=int, default=7)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--bf16", action="store_true")
    return p.parse_args()


if __name__ == "__main__":
    main()
