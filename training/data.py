"""The questions of a set with their candidates: token vectors as the product keeps them, and the first stage's scores."""

import hashlib
import json
from collections import Counter
from pathlib import Path

import numpy as np
from space import Space

CANDIDATES = 10
FEATURES = 8
TITLE = -1
# Of retrieval/lexical-scores.ts.
K1, B, IMAGINED = 0.9, 0.75, 30
# Of the manifest's ranking.
PARAGRAPH, TOKENS, LEXICAL, SENTENCE_LEXICAL = 0.5, 1.0, 0.1, 0.1


def is_held_out(article: str) -> bool:
    """One article in five is never trained on."""
    return int(hashlib.sha256(("held-out" + article).encode()).hexdigest(), 16) % 5 == 0


def punctuation(model: str) -> np.ndarray:
    vocabulary = json.loads(Path(f"{model}/tokenizer.json").read_text())["model"]["vocab"]
    return np.array([number for token, number in vocabulary.items() if not any(c.isalnum() for c in token)])


def lexical_scores(article: dict, question: dict):
    """BM25 and coverage of each paragraph, coverage of each sentence, as retrieval/lexical-scores.ts computes them."""
    if "counts" not in article:
        article["counts"] = [[Counter(terms) for terms in p["terms"]] for p in article["paragraphs"]]
        article["sums"] = [sum(counts, Counter()) for counts in article["counts"]]
        article["title"] = Counter(article["titleTerms"])
        article["lengths"] = np.array([len(article["titleTerms"]) + sum(map(len, p["terms"])) for p in article["paragraphs"]])
    count = len(article["paragraphs"])
    mean = article["lengths"].mean()

    def inverse(having: int, among: int) -> float:
        return float(np.log(1 + (among - having + 0.5) / (having + 0.5)))

    idf, weight = [], []
    for term, content in zip(question["terms"], question["content"]):
        having = count if article["title"][term] > 0 else sum(term in one for one in article["sums"])
        idf.append(inverse(having, count))
        weight.append(inverse(having, count + IMAGINED) if content else 0.0)
    bm25, coverage = np.zeros(count), np.zeros(count)
    sentences = [np.zeros(len(one)) for one in article["counts"]]
    for k, term in enumerate(question["terms"]):
        for at in range(count):
            times = article["sums"][at][term] + article["title"][term]
            if times == 0:
                continue
            bm25[at] += idf[k] / max(sum(idf), 1e-9) * times / (times + K1 * (1 - B + B * article["lengths"][at] / mean))
            coverage[at] += weight[k] / max(sum(weight), 1e-9)
            for number, one in enumerate(article["counts"][at]):
                if term in one:
                    sentences[at][number] += weight[k] / max(sum(weight), 1e-9)
    return bm25, coverage, sentences


class Questions:
    """`tokens[p]`: paragraph p's decoded token vectors, float16; `labels[p]`: their sentences; `rows`: one a question."""

    def __init__(self, terms: str, embedded: str, name: str, space: Space, marks: np.ndarray, limit: int | None = None):
        data = json.loads(Path(f"{terms}/{name}.json").read_text())
        passages, questions = (np.load(f"{embedded}/{name}-{kind}.npz") for kind in ("passages", "questions"))
        self.name = name
        self.tokens, self.labels, self.vectors = [], [], passages["vectors"]
        offsets, ids, labels, raw = (passages[key] for key in ("offsets", "ids", "labels", "tokens"))
        for start, end in zip(offsets, offsets[1:]):
            kept = (labels[start:end] >= 0) & ~np.isin(ids[start:end], marks)
            if not kept.any():
                kept = labels[start:end] >= 0
            self.tokens.append(space.decoded(space.codes(raw[start:end][kept])).astype(np.float16))
            self.labels.append(labels[start:end][kept].astype(np.int16))
        first, articles = 0, {}
        for article in data["articles"]:
            articles[article["id"]] = (article, first)
            first += len(article["paragraphs"])
        offsets, ids, labels, raw, vectors = (questions[key] for key in ("offsets", "ids", "labels", "tokens", "vectors"))
        self.rows = []
        order = np.random.default_rng(7).permutation(len(data["questions"]))[:limit]
        for number in sorted(order):
            start, end = offsets[number], offsets[number + 1]
            kept = (labels[start:end] >= 0) & ~np.isin(ids[start:end], marks)
            if not kept.any():
                kept = labels[start:end] >= 0
            if not kept.any():
                continue
            question = data["questions"][number]
            article, base = articles[question["article"]]
            self.rows.append(self.row(question, article, base, space.shifted(raw[start:end][kept])[:40], vectors[number]))

    def row(self, question: dict, article: dict, base: int, tokens: np.ndarray, vector: np.ndarray) -> dict:
        count = len(article["paragraphs"])
        ids = [p["id"] for p in article["paragraphs"]]
        right = np.array([identity in question["right"] for identity in ids])
        spans = question["spans"]
        tempting = right | np.array([any(span in " ".join(p["sentences"]) for span in spans) for p in article["paragraphs"]])
        bm25, coverage, of_sentences = lexical_scores(article, question)
        cosine = self.vectors[base : base + count] @ vector
        sizes = [len(self.labels[base + at]) for at in range(count)]
        similar = tokens @ np.concatenate(self.tokens[base : base + count]).astype(np.float32).T
        blocks = np.split(similar, np.cumsum(sizes)[:-1], axis=1)
        matched = np.array([block.max(1).mean() for block in blocks])
        sentence, sentence_scores = np.zeros((count, 3)), []
        for at, block in enumerate(blocks):
            labels = self.labels[base + at]
            scores = np.full(len(article["paragraphs"][at]["sentences"]), -1.0)
            for one in np.unique(labels):
                scores[one] = block[:, labels == one].max(1).mean()
            scores = scores + SENTENCE_LEXICAL * of_sentences[at]
            best = int(np.argmax(scores))
            sentence[at] = best, scores[best], of_sentences[at][best]
            sentence_scores.append(scores.astype(np.float32))
        score = PARAGRAPH * cosine + TOKENS * matched + LEXICAL * bm25
        ranked = np.argsort(-score, kind="stable")
        spans_in = [
            [any(span in s for span in spans) for s in article["paragraphs"][at]["sentences"]] if right[at] else [] for at in range(count)
        ]
        features = np.stack([cosine, matched, bm25, coverage, sentence[:, 1], sentence[:, 2], score, np.log(np.maximum(1, sizes))], 1)
        return {"tokens": tokens.astype(np.float16), "base": base, "ranked": ranked, "right": right, "tempting": tempting,
                "features": features.astype(np.float32), "spans": spans_in, "sentences": sentence_scores,
                "answerable": question["answerable"], "article": question["article"], "id": question["id"], "why": question.get("why"),
                "near": np.array([identity in question.get("near", []) for identity in ids])}
