import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { askAsPeople, NOBODY_ASKED } from "../../src/evaluation/ask-as-people.js";
import { readDataset } from "../../src/evaluation/dataset.js";
import { createPilcrow, type Pilcrow } from "../../src/library/pilcrow.js";
import type { Answer } from "../../src/retrieval/answer.js";
import { MemoryStore } from "../../src/store/memory.js";
import { WORD_CALIBRATION, WordEmbedder } from "../library/word-embedder.js";
import { temporaryFolder } from "./command.js";

const lines = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join("\n");
const paragraphs = [
  "The tram to the harbour is blue.",
  "A ticket for the tram costs two crowns.",
  "The keeper of the depot is Ida Brandt.",
];

/** A line of `followups.jsonl`, whose second question the sets call `then`. */
function followUp(second: string, answerable: boolean, relevant: readonly string[] = []) {
  const first = "what colour is the tram to the harbour";
  // biome-ignore lint/suspicious/noThenProperty: the name is the sets'
  return Object.fromEntries([...Object.entries({ article: "tram", first, answerable, relevant }), ["then", second]]);
}

async function setOf(files: Readonly<Record<string, readonly object[]>>) {
  const folder = path.join(temporaryFolder(), "trams");
  mkdirSync(folder);
  for (const [name, rows] of Object.entries(files)) writeFileSync(path.join(folder, name), lines(rows));
  return readDataset(folder);
}

const files = {
  "corpus.jsonl": paragraphs.map((text, at) => ({ id: `tram#${at + 1}`, article: "tram", text })),
  "queries.jsonl": [
    { id: "1", text: "what does a ticket cost", answerable: true, relevant: ["tram#2"], article: "tram" },
    { id: "2", text: "who is the keeper", answerable: true, relevant: ["tram#3"], article: "tram" },
  ],
};

const newPilcrow = () =>
  createPilcrow({ embedder: new WordEmbedder(), store: new MemoryStore(), calibration: WORD_CALIBRATION });

it("asks follow-ups through the conversations, and counts what is right and what is found without an answer", async () => {
  const dataset = await setOf({
    ...files,
    "followups.jsonl": [
      // Searched together with the first: the right paragraph is the first one again.
      followUp("why?", true, ["tram#1"]),
      followUp("why?", true, ["tram#3"]),
      followUp("why?", false),
      followUp("and xyzzy?", false),
    ],
  });
  const told: number[] = [];
  const report = await askAsPeople(dataset, dataset.queries, newPilcrow(), (done, total) => told.push(done / total));
  expect(report).toEqual({ ...NOBODY_ASKED, followUps: { right: 1 / 2, unanswerableFound: 1 / 2 } });
  expect(told.at(-1)).toBe(1);
});

it("counts the questions on the whole that got an overview with the right lead, and the others that got one", async () => {
  const about = [
    { article: "tram", text: "what is this about", lead: ["tram#1", "tram#2"] },
    { article: "tram", text: "sum it up", lead: ["tram#3"] },
    { article: "tram", text: "who should read this", lead: ["tram#1"] },
  ];
  const dataset = await setOf({ ...files, "about.jsonl": about });
  const real = newPilcrow();
  const overview = (number: number) =>
    ({ kind: "overview", overviews: [{ lead: [{ paragraph: { number } }] }] }) as unknown as Answer;
  const pilcrow: Pick<Pilcrow, "library" | "articles"> = {
    articles: real.articles,
    library: Object.assign(Object.create(real.library), {
      ask: async (_: string, question: string) =>
        ["what is this about", "sum it up", "who is the keeper"].includes(question)
          ? overview(2)
          : { kind: "no-article", question },
    }),
  };
  const report = await askAsPeople(dataset, dataset.queries, pilcrow, () => {});
  expect(report.about).toEqual({ recognized: 2 / 3, leadShown: 1 / 3, takenWrongly: 1 / 2 });
  expect(report.followUps).toEqual(NOBODY_ASKED.followUps);
});

it("asks nobody where a set has only ordinary questions", async () => {
  const dataset = await setOf(files);
  const nothing = new Proxy({} as Pilcrow, {
    get: () => {
      throw new Error("It was asked.");
    },
  });
  expect(await askAsPeople(dataset, dataset.queries, nothing, () => {})).toEqual(NOBODY_ASKED);
});
