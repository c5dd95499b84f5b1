"""Brings our own documents (written/*.jsonl) into the format of an evaluation folder, with the follow-ups of `chat`.

usage: written.py OUT CHAT FILE...     A follow-up becomes a question: the first one and itself together, as the product searches it.
"""

import json
import sys
from pathlib import Path

from convert import write
from data import is_held_out


def follow_up(row: dict) -> dict:
    return {"id": row["id"], "text": f"{row['first'][:200]} {row['then']}", "answerable": row["answerable"], "article": row["article"], "style": "follow-up",
            "relevant": row["relevant"]}

if __name__ == "__main__":
    out, chat, *files = sys.argv[1:]
    corpus, queries, followups = [], [], []
    for file in files:
        for line in Path(file).read_text(encoding="utf-8").splitlines():
            document = json.loads(line) if line.strip() else None
            if document is None:
                continue
            article, texts = document["id"], document["paragraphs"]
            for number, text in enumerate(texts, 1):
                corpus.append({"id": f"{article}#{number}", "article": article, "title": document["title"], "kind": document["kind"], "text": text})
            for number, question in enumerate(document["questions"], 1):
                right = question.get("a") or []
                query = {"id": f"{article}:q{number}", "text": question["q"], "answerable": bool(right), "article": article, "style": question.get("style"),
                         "relevant": [f"{article}#{at}" for at in right]}
                if right:
                    # The start of the sentence stands for it: a sentence that has these words has the answer.
                    query |= {"answer": question["s"], "answer_start": 0}
                else:
                    query |= {"why": question["why"], "near": [f"{article}#{at}" for at in question.get("near", [])]}
                queries.append(query)
            for number, follow in enumerate(document.get("followups", []), 1):
                right = follow.get("a") or []
                followups.append({"id": f"{article}:f{number}", "article": article, "first": follow["first"], "then": follow["then"], "answerable": bool(right),
                                  "relevant": [f"{article}#{at}" for at in right]})
    trained = [json.loads(line) for line in (Path(chat) / "followups.jsonl").read_text(encoding="utf-8").splitlines()]
    trained = [row for row in trained if not is_held_out(row["article"])]
    articles = {row["article"] for row in trained}
    lines = map(json.loads, (Path(chat) / "corpus.jsonl").read_text(encoding="utf-8").splitlines())
    corpus += [line for line in lines if line["article"] in articles]
    queries += [follow_up(row) for row in followups + trained]
    write(Path(out), corpus, queries)
