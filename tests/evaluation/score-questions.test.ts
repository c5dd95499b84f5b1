import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Documents } from "../../src/documents/documents.js";
import { type Dataset, DatasetError, readDataset } from "../../src/evaluation/dataset.js";
import {
  renderScores,
  type ScoredQuestion,
  scoreQuestions,
  withDocument,
} from "../../src/evaluation/score-questions.js";
import type { Pilcrow } from "../../src/library/pilcrow.js";
import { MemoryStore } from "../../src/store/memory.js";
import { hasShared, SHARED } from "../real-model.js";
import { pilcrowOnSharedModel } from "../shared-model.js";

const PARAGRAPHS = ["The first tram leaves at five past six.", "A ticket costs two crowns."];
const QUERIES = [
  { id: "q1", text: "Does the first tram leave at five past six?", answerable: true, relevant: ["tram#1"] },
  { id: "q2", text: "A ticket | does it cost two crowns?", answerable: true, relevant: ["tram#1"] },
  { id: "q3", text: "how do i center a div in css", answerable: false, relevant: [] },
];

function writeSet(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "pilcrow-score-"));
  const lines = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join("\n");
  const corpus = PARAGRAPHS.map((text, at) => ({ id: `tram#${at + 1}`, article: "tram", title: "The tram", text }));
  writeFileSync(path.join(folder, "corpus.jsonl"), lines(corpus));
  writeFileSync(path.join(folder, "queries.jsonl"), lines(QUERIES.map((query) => ({ ...query, article: "tram" }))));
  return folder;
}

async function documentOf(...paragraphs: readonly string[]) {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "pilcrow-score-")), "tram.md");
  writeFileSync(file, ["# The tram", ...paragraphs].join("\n\n"));
  return readArticle(file);
}

const documents = new Documents({ allowPrivateUrls: false });
afterAll(() => documents.close());

async function readArticle(file: string) {
  return (await documents.fromFile(file)).article;
}

let pilcrow: Pilcrow;
let dataset: Dataset;
beforeAll(async () => {
  pilcrow = await pilcrowOnSharedModel(new MemoryStore());
  dataset = await readDataset(writeSet());
});
afterAll(() => pilcrow.close());

const numbers = ({ expected, answered, first, confidence, isRight }: ScoredQuestion) => ({
  expected,
  answered,
  first,
  confidence,
  isRight,
});

describe("scoring", () => {
  it("judges what the library answers: a right paragraph, a wrong one, and a refusal", async () => {
    const scored = await scoreQuestions(dataset, pilcrow);
    expect(scored.map(({ expected, answered, isRight }) => ({ expected, answered, isRight }))).toEqual([
      { expected: [1], answered: 1, isRight: true },
      { expected: [1], answered: 2, isRight: false }, // the set says ¶ 1, wrongly; the library says ¶ 2
      { expected: [], answered: undefined, isRight: true },
    ]);
    const answer = await pilcrow.library.ask("house", QUERIES[0]?.text ?? "", { articleId: "tram" });
    expect(answer).toMatchObject({ kind: "found", confidence: scored[0]?.confidence });
    const table = renderScores(scored).split("\n");
    expect(table).toHaveLength(7);
    expect(table[2]).toMatch(
      /^\| Does the first tram leave at five past six\? \| ¶ 1 \| ¶ 1 \| right \| [01]\.\d\d \|$/,
    );
    expect(table[3]).toMatch(/^\| A ticket \\\| does it cost two crowns\? \| ¶ 1 \| ¶ 2 \| \*\*wrong\*\* \|/);
    expect(table[4]).toMatch(/^\| how do i center a div in css \| — \| — \| right \|/);
    expect(table[6]).toBe(
      "Answerable: 1 of 2 answered rightly (a right paragraph first: 1, among the first three: 2). Without an answer: 1 of 1 refused.",
    );
  });

  it("takes a document only where its paragraphs are the corpus's", async () => {
    expect(withDocument(dataset, await documentOf(...PARAGRAPHS)).articles.get("tram")?.source).toBe("tram.md");
    const [first = ""] = PARAGRAPHS;
    const refused = (document: Awaited<ReturnType<typeof documentOf>>) => () => withDocument(dataset, document);
    expect(refused(await documentOf(first, "It is blue."))).toThrow(DatasetError);
    expect(refused(await documentOf(first, "It is blue."))).toThrow(
      'tram.md, ¶ 2: expected the corpus\'s "A ticket costs two crowns.", got "It is blue.".',
    );
    expect(refused(await documentOf(first))).toThrow(/¶ 2: .* got nothing/);
    expect(refused(await documentOf(...PARAGRAPHS, "More."))).toThrow(
      /¶ 3: expected the corpus's nothing, got "More\."/,
    );
  });
});

it.skipIf(!hasShared("eval/mission-article") || !hasShared("articles"))(
  "answers the mission's article the same, whether its paragraphs come from the file or from the corpus",
  async () => {
    const corpus = await readDataset(path.join(SHARED, "eval/mission-article"));
    const document = await readArticle(path.join(SHARED, "articles/000_e13aeefc5e6b676d.txt"));
    const fromCorpus = await scoreQuestions(corpus, pilcrow);
    const fromFile = await scoreQuestions(withDocument(corpus, document), pilcrow);
    expect(fromCorpus).toHaveLength(30);
    expect(fromFile.map(numbers)).toEqual(fromCorpus.map(numbers));
  },
);
