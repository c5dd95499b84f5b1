"""Embeds every paragraph and question once and keeps their token vectors, as the product does.

usage: embed.py MODEL TERMS OUT SET...     MODEL is models/Xenova/e5-small-v2, TERMS what terms.mjs wrote.
"""

import json
import sys
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

CLS, SEP, MOST = 101, 102, 512
TITLE, FRAME = -1, -2


class Encoder:
    def __init__(self, folder: str):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(f"{folder}/onnx/model_quantized.onnx", options)
        self.tokenizer = Tokenizer.from_file(f"{folder}/tokenizer.json")
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()

    def ids(self, text: str) -> list[int]:
        return self.tokenizer.encode(text, add_special_tokens=False).ids

    def run(self, pieces: list[tuple[int, str]]):
        """Token ids, the piece of each token, and the final layer, of one input: a list of (label, text)."""
        ids, labels = [CLS], [FRAME]
        for label, text in pieces:
            more = self.ids(text)
            ids += more
            labels += [label] * len(more)
        ids, labels = ids[: MOST - 1] + [SEP], labels[: MOST - 1] + [FRAME]
        feed = {"input_ids": np.array([ids], np.int64), "attention_mask": np.ones((1, len(ids)), np.int64),
                "token_type_ids": np.zeros((1, len(ids)), np.int64)}
        names = {one.name for one in self.session.get_inputs()}
        hidden = self.session.run(["last_hidden_state"], {k: v for k, v in feed.items() if k in names})[0][0]
        return np.array(ids, np.int32), np.array(labels, np.int32), hidden


def start(folder: str) -> None:
    global encoder
    encoder = Encoder(folder)


def passage(args):
    title, sentences = args
    return pack(encoder.run([(FRAME, "passage: "), (TITLE, title[:200]), *enumerate(sentences)]))


def question(text: str):
    return pack(encoder.run([(FRAME, "query: "), (0, text)]))


def pack(result):
    ids, labels, hidden = result
    mean = hidden.mean(0)
    return ids, labels, hidden.astype(np.float16), (mean / np.linalg.norm(mean)).astype(np.float32)


def save(file: Path, results) -> None:
    offsets = np.cumsum([0] + [len(ids) for ids, *_ in results])
    np.savez(file, offsets=offsets, ids=np.concatenate([r[0] for r in results]), labels=np.concatenate([r[1] for r in results]),
             tokens=np.concatenate([r[2] for r in results]), vectors=np.stack([r[3] for r in results]))


if __name__ == "__main__":
    model, terms, out, *sets = sys.argv[1:]
    Path(out).mkdir(parents=True, exist_ok=True)
    with Pool(2, start, [model]) as pool:
        for name in sets:
            data = json.loads((Path(terms) / f"{name}.json").read_text())
            passages = [(a["title"], p["sentences"]) for a in data["articles"] for p in a["paragraphs"]]
            save(Path(out) / f"{name}-passages.npz", pool.map(passage, passages, chunksize=32))
            save(Path(out) / f"{name}-questions.npz", pool.map(question, [q["text"] for q in data["questions"]], chunksize=64))
            print(name, len(passages), len(data["questions"]), flush=True)
