"""Trains the reader. usage: train.py BUILT OUT MINUTES [key=value…]; see README.md for the command that made the shipped one."""

import copy
import math
import pickle
import sys
import time
from pathlib import Path

import numpy as np
import torch
from data import is_held_out
from reader import Reader
from torch.nn import functional

PASSAGES, LONGEST, MOST_SENTENCES = 6, 160, 16
TRAINED_PASSAGES = 5
# How often a set's questions are drawn, beside their number.
SHARE = {"chat": 4.0, "written": 4.0, "newwiki": 0.6, "squad-odd": 1.6, "reddit": 0.5, "amazon_reviews": 0.5, "policy": 0.15}
LEFT_OUT = 0.3
# Tokens that a question or a passage loses while training, so that no single one decides.
TOKENS_LOST = 0.08
# What is kept is the running mean of the weights (Polyak and Juditsky 1992), over about 500 steps.
MEAN_DECAY = 0.998


class Pick:
    """Draws candidates for a question, and pads a batch."""

    def __init__(self, questions, seed: int):
        self.set = questions
        self.random = np.random.default_rng(seed)

    def train(self, row: dict):
        """Up to TRAINED_PASSAGES candidates; in some cases without those that answer."""
        right = row["right"]
        leave_out = row["answerable"] and self.random.random() < LEFT_OUT and not row["tempting"].all()
        ranked = [at for at in row["ranked"] if not right[at] and not row["tempting"][at]]
        most = TRAINED_PASSAGES
        wrong = ranked[: most + 3]
        if row["answerable"] and not leave_out:
            answers = [at for at in row["ranked"] if right[at]][:2]
            # The best ones nearly always, so that the leads of the scores look as they do when people ask.
            if len(wrong) > most - 1 and self.random.random() < 0.3:
                wrong = sorted(self.random.choice(len(wrong), most - 1, replace=False))
                wrong = [ranked[at] for at in wrong]
            chosen = wrong[: most - len(answers)] + answers
        else:
            chosen = wrong[:most]
        chosen = sorted(chosen, key=lambda at: -row["features"][at, 6])
        return chosen

    def judge(self, row: dict, removed: bool = False):
        ranked = [at for at in row["ranked"] if not (removed and row["tempting"][at])]
        return ranked[:PASSAGES]


def batch(questions, rows, chosen):
    b, p = len(rows), max(map(len, chosen))
    n = max(len(row["tokens"]) for row in rows)
    length = min(LONGEST, max(len(questions.labels[row["base"] + at]) for row, some in zip(rows, chosen) for at in some))
    size = min(MOST_SENTENCES, max(len(row["sentences"][at]) for row, some in zip(rows, chosen) for at in some))
    question, question_mask = torch.zeros(b, n, 384), torch.zeros(b, n, dtype=torch.bool)
    passages, mask = torch.zeros(b, p, length, 384), torch.zeros(b, p, length, dtype=torch.bool)
    sentence_of, scores = torch.zeros(b, p, length, dtype=torch.long), torch.full((b, p, size), -1e4)
    features, given = torch.zeros(b, p, 8), torch.zeros(b, p, dtype=torch.bool)
    right, answer = torch.zeros(b, p + 1), torch.zeros(b, p, size)
    for i, (row, some) in enumerate(zip(rows, chosen)):
        question[i, : len(row["tokens"])] = torch.from_numpy(row["tokens"].astype(np.float32))
        question_mask[i, : len(row["tokens"])] = True
        for j, at in enumerate(some):
            tokens, labels = questions.tokens[row["base"] + at][:length], questions.labels[row["base"] + at][:length]
            passages[i, j, : len(tokens)] = torch.from_numpy(tokens.astype(np.float32))
            mask[i, j, : len(tokens)] = True
            sentence_of[i, j, : len(tokens)] = torch.from_numpy(labels.astype(np.int64))
            own = row["sentences"][at][:size]
            scores[i, j, : len(own)] = torch.from_numpy(own)
            features[i, j] = torch.from_numpy(row["features"][at])
            given[i, j] = True
            right[i, j] = float(row["right"][at])
            for k, has in enumerate(row["spans"][at][:size]):
                answer[i, j, k] = float(has)
        right[i, p] = float(not row["answerable"] or right[i, :p].sum() == 0)
    return (question, question_mask, passages, mask, sentence_of, scores, features, given), right, answer


def lose_tokens(inputs):
    """The same batch with some tokens hidden; the first of each stays, so that none is empty."""
    question, question_mask, passages, passage_mask, *rest = inputs
    kept = [torch.rand(mask.shape) >= TOKENS_LOST for mask in (question_mask, passage_mask)]
    for one in kept:
        one[..., 0] = True
    return question, question_mask & kept[0], passages, passage_mask & kept[1], *rest


@torch.no_grad()
def follow(mean, model, step):
    """Moves the mean weights towards the model's; faster at the beginning."""
    decay = min(MEAN_DECAY, (1 + step) / (10 + step))
    for own, new in zip(mean.state_dict().values(), model.state_dict().values()):
        own.lerp_(new, 1 - decay) if own.is_floating_point() else own.copy_(new)


def loss_of(model, inputs, right, answer):
    logits, sentences = model(*inputs)
    logs = logits.log_softmax(-1)
    hit = (logs + torch.where(right > 0, 0.0, -1e4)).logsumexp(-1)
    given = torch.cat([inputs[-1], torch.ones(len(logs), 1, dtype=torch.bool)], 1)
    smooth = (logs * given).sum(-1) / given.sum(-1)
    main = -(0.95 * hit + 0.05 * smooth).mean()
    has = answer.sum(-1) > 0
    if has.any():
        logs = sentences.log_softmax(-1)
        marked = (logs + torch.where(answer > 0, 0.0, -1e4)).logsumexp(-1)[has]
        return main - 0.3 * marked.mean(), main
    return main, main


def auroc(right, wrong):
    if len(right) == 0 or len(wrong) == 0:
        return float("nan")
    both = np.concatenate([right, wrong])
    ranks = both.argsort().argsort() + 1
    return (ranks[: len(right)].sum() - len(right) * (len(right) + 1) / 2) / len(right) / len(wrong)


@torch.no_grad()
def judged(model, questions, rows, removed=False):
    """For each row: the chosen candidates, their logits and "none", and the best sentence of the best one."""
    model.eval()
    pick, results = Pick(questions, 0), []
    order = sorted(range(len(rows)), key=lambda at: rows[at]["features"][rows[at]["ranked"][:PASSAGES], 7].max())
    for start in range(0, len(order), 16):
        some = [rows[at] for at in order[start : start + 16]]
        chosen = [pick.judge(row, removed) for row in some]
        keep = [at for at, one in enumerate(chosen) if one]
        some, chosen = [some[at] for at in keep], [chosen[at] for at in keep]
        inputs, *_ = batch(questions, some, chosen)
        logits, sentences = model(*inputs)
        for i, (row, one) in enumerate(zip(some, chosen)):
            own = logits[i, : len(one)].numpy()
            results.append((row, one, own, float(logits[i, -1]), int(sentences[i, int(own.argmax())].argmax())))
    return results


def report(model, questions, rows, limit=900):
    rows = [rows[at] for at in np.random.default_rng(5).permutation(len(rows))[:limit]]
    results = judged(model, questions, rows)
    sure, hits, sentence = {}, [], []
    for row, chosen, logits, none, marked in results:
        probability = 1 - np.exp(none - np.logaddexp.reduce(np.append(logits, none)))
        sure[row["id"]] = probability
        if row["answerable"]:
            order = [chosen[at] for at in np.argsort(-logits, kind="stable")]
            hits.append((row["right"][order[0]], any(row["right"][at] for at in order[:3])))
            best = row["spans"][order[0]]
            if any(any(one) for one in row["spans"]):
                sentence.append(marked < len(best) and best[marked])
    yes = np.array([sure[r["id"]] for r in rows if r["answerable"] and r["id"] in sure])
    no = np.array([sure[r["id"]] for r in rows if not r["answerable"] and r["id"] in sure])
    removed = judged(model, questions, [r for r in rows if r["answerable"]][:400], True)
    gone = np.array([1 - np.exp(none - np.logaddexp.reduce(np.append(logits, none))) for _, _, logits, none, _ in removed])
    hit = np.array(hits, float).mean(0) if hits else (float("nan"),) * 2
    return f"{questions.name}: hit {hit[0]:.3f}/{hit[1]:.3f} sentence {np.mean(sentence) if sentence else 0:.3f} unanswerable {auroc(yes, no):.3f} removed {auroc(yes, gone):.3f}"


def main():
    built, out, minutes = sys.argv[1], sys.argv[2], float(sys.argv[3])
    options = {"lr": 1e-3, "batch": 24, "seed": 1, "layers": 2, "dropout": 0.15, "judge": 10.0, "threads": 1} | {k: float(v) for k, v in (a.split("=") for a in sys.argv[4:])}
    torch.manual_seed(int(options["seed"]))
    torch.set_num_threads(int(options["threads"]))
    sets = {name: pickle.loads((Path(built) / f"{name}.pkl").read_bytes()) for name in SHARE if (Path(built) / f"{name}.pkl").exists()}
    judges = {name: pickle.loads((Path(built) / f"{name}.pkl").read_bytes()) for name in ("squad-even", "mission-article") if (Path(built) / f"{name}.pkl").exists()}
    train = {name: [row for row in one.rows if name == "written" or not is_held_out(row["article"])] for name, one in sets.items()}
    held = {name: (one, [row for row in one.rows if is_held_out(row["article"])]) for name, one in sets.items() if name in ("chat", "newwiki")}
    held |= {name: (one, one.rows) for name, one in judges.items()}
    model = Reader(int(options["layers"]), options["dropout"])
    features = np.concatenate([row["features"][row["ranked"][:6]] for rows in train.values() for row in rows[::7]])
    model.mean[:], model.deviation[:] = torch.from_numpy(features.mean(0)), torch.from_numpy(features.std(0))
    mean = copy.deepcopy(model)
    print(sum(p.numel() for p in model.parameters()), "numbers;", {name: len(rows) for name, rows in train.items()}, flush=True)
    weights = [p for p in model.parameters() if p.dim() > 1]
    others = [p for p in model.parameters() if p.dim() <= 1]
    optimizer = torch.optim.AdamW([{"params": weights, "weight_decay": 0.03}, {"params": others, "weight_decay": 0}], lr=options["lr"])
    names = list(train)
    chances = np.array([SHARE[name] * len(train[name]) for name in names])
    chances /= chances.sum()
    random = np.random.default_rng(int(options["seed"]))
    picks = {name: Pick(sets[name], int(options["seed"])) for name in names}
    queues: dict[str, list] = {name: [] for name in names}
    start, step, seen, losses, judged_at = time.time(), 0, 0, [], 0.0
    size = int(options["batch"])
    while (passed := (time.time() - start) / (60 * minutes)) < 1:
        rate = options["lr"] * min(1, step / 200) * (0.5 + 0.5 * math.cos(math.pi * passed))
        for group in optimizer.param_groups:
            group["lr"] = rate
        name = names[random.choice(len(names), p=chances)]
        if not queues[name]:
            # Batches of about equal length, in any order.
            rows = [train[name][at] for at in random.permutation(len(train[name]))[: size * 40]]
            rows.sort(key=lambda row: round(row["features"][row["ranked"][:PASSAGES], 7].max(), 1) * 1000 + len(row["tokens"]))
            queues[name] = [rows[at : at + size] for at in range(0, len(rows), size)]
            random.shuffle(queues[name])
        rows = queues[name].pop()
        chosen = [picks[name].train(row) for row in rows]
        keep = [at for at, some in enumerate(chosen) if len(some) > 0]
        if not keep:
            continue
        inputs, right, answer = batch(sets[name], [rows[at] for at in keep], [chosen[at] for at in keep])
        loss, main_loss = loss_of(model, lose_tokens(inputs), right, answer)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        follow(mean, model, step)
        step, seen = step + 1, seen + len(keep)
        losses.append(main_loss.item())
        if time.time() - start > judged_at + options["judge"] * 60 or passed > 0.998:
            judged_at = time.time() - start
            print(f"{judged_at / 60:.1f} min, {seen} questions, loss {np.mean(losses[-400:]):.4f}", flush=True)
            torch.save({"model": mean.state_dict(), "options": options, "seen": seen}, out)
            for questions, rows in held.values():
                print("   ", report(mean, questions, rows, 600), flush=True)
            if (Path(built) / "written.pkl").exists():  # It may have grown.
                sets["written"] = pickle.loads((Path(built) / "written.pkl").read_bytes())
                train["written"], queues["written"] = sets["written"].rows, []
                picks["written"] = Pick(sets["written"], step)
    torch.save({"model": mean.state_dict(), "options": options, "seen": seen}, out)
    for questions, rows in held.values():
        print("   ", report(mean, questions, rows, 3000), flush=True)


if __name__ == "__main__":
    main()
