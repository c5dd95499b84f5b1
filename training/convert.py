"""Brings the public sets into the format of an evaluation folder: corpus.jsonl and queries.jsonl.

usage: convert.py RAW OUT

RAW holds amazon_reviews.json and reddit.json (modestyachts/squadshifts-website, datasets/*_v1.0.json), policy-dev.json and
policy-test.json (wasiahmad/PolicyQA, data/), and squad/*.html (rajpurkar/SQuAD-explorer, branch gh-pages, explore/v2.0/dev/).
The hashes of all are in README.md.
"""

import hashlib
import html
import json
import re
import sys
from pathlib import Path

# A review or a post becomes an article: pieces of whole sentences, about as long as people's own paragraphs.
PIECE_LENGTH = 260


def pieces_of(text: str) -> list[tuple[int, int]]:
    """Ranges of whole sentences, each closed once it is PIECE_LENGTH characters long."""
    ends = [match.end() for match in re.finditer(r"[.!?][\"')\]]*\s+|\n+", text)] + [len(text)]
    pieces, start = [], 0
    for end in ends:
        if end - start >= PIECE_LENGTH or end == len(text):
            if text[start:end].strip():
                pieces.append((start, end))
            start = end
    # A last short piece belongs to the one before.
    if len(pieces) > 1 and pieces[-1][1] - pieces[-1][0] < 60:
        last = pieces.pop()
        pieces[-1] = (pieces[-1][0], last[1])
    return pieces


def write(folder: Path, corpus: list[dict], queries: list[dict]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in (("corpus", corpus), ("queries", queries)):
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
    print(folder.name, len(corpus), "paragraphs", len(queries), "questions")


def squadshifts(raw: Path, out: Path, name: str) -> None:
    corpus, queries = [], []
    data = json.loads((raw / f"{name}.json").read_text())["data"]
    contexts = [paragraph for article in data for paragraph in article["paragraphs"]]
    for number, paragraph in enumerate(contexts):
        text = paragraph["context"]
        article = f"{name}-{number}"
        pieces = pieces_of(text)
        first = re.split(r"(?<=[.!?])\s|\n", text, maxsplit=1)[0].strip()
        title = first[:80] if name == "reddit" else "Customer review"
        for at, (start, end) in enumerate(pieces):
            corpus.append({"id": f"{article}#{at}", "article": article, "title": title, "text": text[start:end].strip()})
        for question in paragraph["qas"]:
            spans = [(a["answer_start"], a["text"]) for a in question["answers"] if a["text"].strip()]
            right = sorted({at for begin, _ in spans for at, (start, end) in enumerate(pieces) if start <= begin < end})
            if not right:
                continue
            queries.append({"id": question["id"], "text": question["question"].strip(), "answerable": True, "article": article,
                            "relevant": [f"{article}#{at}" for at in right], "answer": spans[0][1], "answer_start": 0,
                            "answer_alternatives": sorted({span for _, span in spans[1:]})})
    write(out / name, corpus, queries)


def policy(raw: Path, out: Path) -> None:
    corpus, queries = [], []
    for part in ("dev", "test"):
        for article in json.loads((raw / f"policy-{part}.json").read_text())["data"]:
            name = f"policy-{article['title']}"
            for at, paragraph in enumerate(article["paragraphs"]):
                identity = f"{name}#{at}"
                corpus.append({"id": identity, "article": name, "title": f"Privacy policy of {article['title']}", "text": paragraph["context"]})
                for question in paragraph["qas"]:
                    queries.append({"id": question["id"], "text": question["question"].strip(), "answerable": True, "article": name,
                                    "relevant": [identity], "answer": question["answers"][0]["text"], "answer_start": 0})
    # The same question is asked of many paragraphs of a policy: all of them answer it.
    relevant: dict[tuple[str, str], list[str]] = {}
    for query in queries:
        relevant.setdefault((query["article"], query["text"]), []).extend(query["relevant"])
    for query in queries:
        query["relevant"] = sorted(set(relevant[query["article"], query["text"]]))
    write(out / "policy", corpus, queries)


def squad(raw: Path, out: Path) -> None:
    """The articles whose hash is odd are for fitting; the others judge, and are written apart."""
    parts: dict[str, tuple[list, list]] = {"squad-odd": ([], []), "squad-even": ([], [])}
    for file in sorted((raw / "squad").glob("*.html")):
        article = file.stem
        if article == "index":
            continue
        is_odd = int(hashlib.sha256(("squad" + article).encode()).hexdigest(), 16) % 2 == 1
        corpus, queries = parts["squad-odd" if is_odd else "squad-even"]
        for at, block in enumerate(file.read_text(encoding="utf-8").split('<div class="para-wrap">')[1:]):
            context = html.unescape(re.search(r"<pre>(.*?)</pre>", block, re.S).group(1))
            identity = f"{article}#{at}"
            corpus.append({"id": identity, "article": article, "title": article.replace("_", " "), "text": context})
            for wrap in block.split('<div class="qa-wrap"')[1:]:
                text = html.unescape(re.search(r'<strong class="question">(.*?)</strong>', wrap, re.S).group(1)).strip()
                spans = [html.unescape(a) for a in re.findall(r'<span class="answer">(.*?)</span>', wrap, re.S)]
                spans = [span for span in spans if span and span in context]
                query = {"id": re.search(r'data-id="(\w+)"', wrap).group(1), "text": text, "answerable": bool(spans), "article": article,
                         "relevant": [identity] if spans else []}
                if spans:
                    query |= {"answer": spans[0], "answer_start": 0, "answer_alternatives": sorted(set(spans[1:]))}
                else:
                    query["near"] = [identity]
                queries.append(query)
    for name, (corpus, queries) in parts.items():
        write(out / name, corpus, queries)


if __name__ == "__main__":
    raw, out = Path(sys.argv[1]), Path(sys.argv[2])
    squadshifts(raw, out, "amazon_reviews")
    squadshifts(raw, out, "reddit")
    policy(raw, out)
    squad(raw, out)
