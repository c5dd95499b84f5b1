"""Fits by which cues a question is taken for one about an article as a whole, or for small talk.

usage: fit.py CUES [MANIFEST]     CUES is what cues.mjs wrote; into MANIFEST of a model the result is put, as `purposes`.
"""

import json
import sys
from pathlib import Path

import numpy as np

# As in cues.mjs.
NEIGHBOURS = 3
# The log odds from which on it is so, set by hand: a few more ordinary questions taken for one on the whole, fewer for small talk.
LEAST = {"whole": -0.35, "smallTalk": 0.3}


def logistic(x, y, ridge=1.0, steps=60):
    """Intercept and weights of a ridge regression by Newton's method, with the ridge on standardized cues."""
    mean, deviation = x.mean(0), x.std(0) + 1e-9
    z = np.column_stack([np.ones(len(x)), (x - mean) / deviation])
    penalty = np.eye(z.shape[1]) * ridge
    penalty[0, 0] = 0
    b = np.zeros(z.shape[1])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-z @ b))
        hessian = (z * (p * (1 - p))[:, None]).T @ z + penalty
        b = b + np.linalg.solve(hessian, z.T @ (y - p) - penalty @ b)
    weights = b[1:] / deviation
    return b[0] - (weights * mean).sum(), weights


def main(file: str, manifest: str | None) -> None:
    lines = [json.loads(line) for line in Path(file).read_text().splitlines()]
    names = list(lines[0]["cues"])
    x = np.array([[line["cues"][name] for name in names] for line in lines], float)
    sets = np.array([line["set"] for line in lines])
    fitted = np.array([line["isFitted"] for line in lines])
    truth = {"whole": np.array([line["isWhole"] for line in lines]), "smallTalk": np.array([line["isSmallTalk"] for line in lines])}
    result, taken = {"neighbours": NEIGHBOURS}, {}
    for key, least in LEAST.items():
        intercept, weights = logistic(x[fitted], truth[key][fitted].astype(float))
        result[key] = {"intercept": round(float(intercept - least), 3),
                       "weights": {name: round(float(weight), 3) for name, weight in zip(names, weights)}}
        taken[key] = intercept - least + x @ weights >= 0

    def share(what, *where):
        where = np.logical_and.reduce(where)
        return f"{what[where].mean():.4f} of {where.sum()}" if where.any() else "none"

    social = truth["smallTalk"]
    for half, which in (("tuned half", fitted), ("other half", ~fitted)):
        print(half, "whole:", share(taken["whole"], sets == "about", which),
              "small talk:", share(taken["smallTalk"], sets == "chat", social, which))
    for name in dict.fromkeys(sets):
        if name not in ("examples", "about"):
            print("ordinary taken wrongly,", name, share(taken["whole"] | taken["smallTalk"], sets == name, ~social))
    if manifest is None:
        print(json.dumps(result, indent=2))
        return
    content = json.loads(Path(manifest).read_text())
    content["purposes"] = result
    Path(manifest).write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
