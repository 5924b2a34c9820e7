"""Trains the reader: entity tags, parts of speech and trees on one encoder.

    train.py --data DIR --base DIR --out DIR [--epochs 3] [--leave-out SET ...]

DIR of --data is laid out as ner/*.iob2 and ud/*.conllu; --base holds the encoder to start from (model.safetensors, config.json, tokenizer.json).
Writes OUT/last.pt as it goes (a run that was cut off goes on from there), OUT/model.pt at the end (averaged weights) and OUT/log.jsonl.
"""

import argparse
import copy
import json
import os
import random
import time

import torch

from bert import Bert, BertConfig
from data import Pieces, epoch_batches, label_inventory, training_sets, tree_set
from model import Reader
from mpnet import MpNet
from scores import entity_scores, tree_scores


def main():
    a = arguments()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    random.seed(a.seed)
    os.makedirs(a.out, exist_ok=True)

    pieces = Pieces(a.tokenizer or f"{a.base}/tokenizer.json")
    relations = label_inventory(f"{a.data}/ud/en_{t}-ud-train.conllu" for t in ("ewt", "gum"))
    label_ids = {name: i for i, name in enumerate(relations)}
    model = Reader(BertConfig.read(f"{a.base}/config.json", type_vocab_size=6), relations, MpNet if a.encoder == "mpnet" else Bert)
    if a.init:
        model.load_state_dict(torch.load(a.init, weights_only=True)["model"])
    else:
        model.bert.load_pretrained(f"{a.base}/model.safetensors")

    if a.soft:
        plan = taught_plan(a, pieces, label_ids)
    else:
        sets = training_sets(a.data, pieces, a.leave_out)
        plan = [epoch_batches(sets, a.longest, a.batch_pieces, pieces, label_ids, a.seed + epoch) for epoch in range(a.epochs)]
    steps = sum(map(len, plan))
    optimizer = torch.optim.AdamW(parameter_groups(model, a), betas=(0.9, 0.98), eps=1e-6)
    warm = max(1, int(0.06 * steps))
    began = time.time()

    def left(s):
        """The share of the run that is still to come: of its steps, or of its minutes where those run out sooner."""
        by_step = (steps - s) / (steps - warm)
        by_clock = 1 - (time.time() - began) / (60 * a.minutes) if a.minutes else 1.0
        return max(0.0, min(by_step, by_clock))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / warm, left(s)))
    average = copy.deepcopy(model)
    start = resume(a, model, average, optimizer, schedule)

    log(a, {"steps": steps, "start": start, "parameters": sum(p.numel() for p in model.parameters()), "arguments": vars(a)})
    step, clock, seen, running, is_over = 0, time.time(), 0, {}, False
    for epoch, batches in enumerate(plan):
        if is_over:
            break
        for batch in batches:
            step += 1
            if step <= start:
                continue
            model.train()
            with torch.autocast("cpu", torch.bfloat16, enabled=a.bf16):
                loss, parts = model.loss(batch)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            update_average(average, model, min(a.average, (1 + step) / (10 + step)))
            seen += int(batch.real.sum())
            for name, value in parts.items():
                old = running.get(name, float(value))
                running[name] = 0.98 * old + 0.02 * float(value)
            if step % 20 == 0:
                log(a, {"step": step, "of": steps, "losses": {k: round(v, 4) for k, v in running.items()}, "pieces_per_s": round(seen / (time.time() - clock))})
            if step % a.save_every == 0:
                save(a, step, model, average, optimizer, schedule)
            if step > warm and left(step) == 0.0:
                is_over = True
                break
        if step > start:
            save(a, step, model, average, optimizer, schedule)
            with torch.autocast("cpu", torch.bfloat16, enabled=a.bf16):
                report(a, epoch, average, pieces, label_ids)
    torch.save({"model": average.state_dict(), "relations": relations, "arguments": vars(a)}, f"{a.out}/model.pt")


def taught_plan(a, pieces, label_ids):
    """Every epoch the same batches, those of all files of --soft, each with what the teacher says of it (soft.py), in another order."""
    batches = []
    for path in a.soft:
        made = torch.load(path, weights_only=True)
        sets = training_sets(a.data, pieces, a.leave_out, made["text"], made["gmb"])
        of_file = epoch_batches(sets, a.longest, a.batch_pieces, pieces, label_ids, made["seed"])
        if [tuple(x.shape[:2]) for x in made["soft"]] != [tuple(b.words.shape) for b in of_file]:
            raise ValueError(f"{path} was made for other batches: give soft.py the same data and lengths")
        for batch, soft in zip(of_file, made["soft"]):
            batch.soft = soft
        batches += of_file
    return [random.Random(a.seed + epoch).sample(batches, len(batches)) for epoch in range(a.epochs)]


def arguments():
    p = argparse.ArgumentParser()
    p.add_argument("--data", required=True)
    p.add_argument("--base", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--encoder", choices=("bert", "mpnet"), default="bert", help="what --base holds; mpnet is for teachers")
    p.add_argument("--tokenizer", help="tokenizer.json of the small encoder, where --base is a teacher's")
    p.add_argument("--epochs", type=int, default=3)
    p.add_argument("--minutes", type=float, help="end after this long, whatever is left of the epochs: the rates fall to nothing by then")
    p.add_argument("--init", help="model.pt of an earlier run to go on from, in place of the base encoder")
    p.add_argument("--soft", nargs="*", help="what a teacher says of batches (files of soft.py), to be learnt beside the data's own tags")
    p.add_argument("--longest", type=int, default=128, help="pieces a window")
    p.add_argument("--batch-pieces", type=int, default=2048)
    p.add_argument("--encoder-rate", type=float, default=1.5e-4)
    p.add_argument("--head-rate", type=float, default=1e-3)
    p.add_argument("--average", type=float, default=0.998, help="decay of the averaged weights, by step")
    p.add_argument("--seed", type=int, default=7)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--bf16", action="store_true")
    p.add_argument("--save-every", type=int, default=500)
    p.add_argument("--leave-out", nargs="*", default=[], help="names of data sets to train without; gum-noncommercial: the genres of GUM that are under NonCommercial licences")
    return p.parse_args()


def parameter_groups(model, a):
    """Weight decay on matrices only; the heads learn faster than the encoder."""
    groups = {}
    for name, p in model.named_parameters():
        rate = a.encoder_rate if name.startswith("bert.") else a.head_rate
        decay = 0.01 if p.dim() > 1 else 0.0
        groups.setdefault((rate, decay), []).append(p)
    return [{"params": ps, "lr": rate, "weight_decay": decay} for (rate, decay), ps in groups.items()]


@torch.no_grad()
def update_average(average, model, decay):
    torch._foreach_lerp_(list(average.parameters()), [p.detach() for p in model.parameters()], 1 - decay)


def save(a, step, model, average, optimizer, schedule):
    state = {"step": step, "relations": model.relations, "model": model.state_dict(), "average": average.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict()}
    torch.save(state, f"{a.out}/last.pt.new")
    os.replace(f"{a.out}/last.pt.new", f"{a.out}/last.pt")


def resume(a, model, average, optimizer, schedule):
    if not os.path.exists(f"{a.out}/last.pt"):
        return 0
    state = torch.load(f"{a.out}/last.pt", weights_only=True)
    for name, thing in (("model", model), ("average", average), ("optimizer", optimizer), ("schedule", schedule)):
        thing.load_state_dict(state[name])
    return state["step"]


def report(a, epoch, model, pieces, label_ids):
    """Dev scores of the averaged weights after an epoch."""
    out = {"epoch": epoch + 1}
    for name in ("conll2003-dev", "gmb-dev", "crossner-politics-dev"):
        s = entity_scores(model, f"{a.data}/ner/{name}.iob2", pieces)
        out[name] = {"micro": round(s["micro"]["f1"], 4), "core": round(s["core"]["f1"], 4), **{k: round(v["f1"], 4) for k, v in s["types"].items()}}
    for name in () if a.encoder == "mpnet" else ("ewt", "gum"):
        s = tree_scores(model, tree_set(f"{a.data}/ud/en_{name}-ud-dev.conllu", pieces), pieces, label_ids)
        out[f"en_{name}-ud-dev"] = {k: round(v, 4) for k, v in s.items()}
    log(a, out)


def log(a, entry):
    line = json.dumps(entry)
    print(line, flush=True)
    with open(f"{a.out}/log.jsonl", "a", encoding="utf8") as f:
        f.write(line + "\n")


if __name__ == "__main__":
    main()
