import { expect, it } from "vitest";
import { createPilcrow } from "../../src/library/pilcrow.js";
import { STRICTNESSES } from "../../src/retrieval/confidence.js";
import { recordOf } from "../../src/retrieval/signals.js";
import { MemoryStore } from "../../src/store/memory.js";
import { articleOf } from "./articles.js";
import { WORD_CALIBRATION, WordEmbedder } from "./word-embedder.js";

const scope = "guild:1";
const CHANNEL = "100000000000000001";
const question = "When does the harbour ferry leave?";
const sure = articleOf("Timetable", "Read this first.", "When does the harbour ferry leave? At nine.");
const perhaps = articleOf("Walks", "The wind is strong.", "From here one can sometimes see a ferry far away.");

/** A library with these articles and a default; `found` and `unsure` are its thresholds. */
async function libraryWith(found: number, unsure: number, defaultArticle: typeof sure) {
  const calibration = { ...WORD_CALIBRATION, thresholds: recordOf(STRICTNESSES, () => ({ found, unsure })) };
  const pilcrow = createPilcrow({ embedder: new WordEmbedder(), store: new MemoryStore(), calibration });
  const ids = new Map<typeof sure, string>();
  for (const article of [sure, perhaps]) ids.set(article, (await pilcrow.articles.add(scope, article)).article.id);
  await pilcrow.settings.setDefaultArticle(scope, CHANNEL, ids.get(defaultArticle) ?? "");
  return pilcrow.library;
}

it("does not hide what another article surely answers behind a default article that may", async () => {
  const library = await libraryWith(0.95, 0.001, perhaps);
  expect((await library.ask(scope, question)).kind).toBe("found");
  const answer = await library.ask(scope, question, { channelId: CHANNEL });
  expect(answer).toMatchObject({ kind: "found", asked: 2, passages: [{ article: { title: "Timetable" } }, {}, {}] });
});

it("gives the default article first where no article is sure, and names the better one beside it", async () => {
  const library = await libraryWith(1, 0.001, perhaps);
  expect(await library.ask(scope, question)).toMatchObject({
    kind: "unsure",
    passages: [{ article: { title: "Timetable" } }, {}, {}],
  });
  expect(await library.ask(scope, question, { channelId: CHANNEL })).toMatchObject({
    kind: "unsure",
    asked: 2,
    passages: [{ article: { title: "Walks" } }, {}],
    alternatives: [{ article: { title: "Timetable" } }],
  });
});

it("asks all where the default article does not say", async () => {
  const library = await libraryWith(0.95, 0.95, perhaps);
  expect(await library.ask(scope, question, { channelId: CHANNEL })).toMatchObject({
    kind: "found",
    passages: [{ article: { title: "Timetable" } }, {}, {}],
  });
});
