"""Brings a set's questions, candidates and scores together for train.py. usage: build.py MODEL TERMS EMBEDDED OUT SET…

A set is its name, or name:limit for so many of its questions.
"""

import pickle
import sys
from pathlib import Path

from data import Questions, punctuation
from space import Space

if __name__ == "__main__":
    model, terms, embedded, out, *sets = sys.argv[1:]
    Path(out).mkdir(parents=True, exist_ok=True)
    space, marks = Space(f"{model}/tokens.json"), punctuation(model)
    for argument in sets:
        name, _, limit = argument.partition(":")
        questions = Questions(terms, embedded, name, space, marks, int(limit) if limit else None)
        (Path(out) / f"{name}.pkl").write_bytes(pickle.dumps(questions, protocol=4))
        print(name, len(questions.rows), flush=True)
