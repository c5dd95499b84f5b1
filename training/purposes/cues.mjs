// Writes the cues of questions, as the product computes them, with what the questions are for: one JSON object a line.
// usage: node training/purposes/cues.mjs OUT CHAT OTHER... (after `npm run build`)
//   CHAT is an evaluation folder with about.jsonl, OTHER are folders without questions on the whole. EVERY=8 takes every 8th question.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { MODELS_FOLDER } from "../../dist/compose.js";
import { verifyModel } from "../../dist/embedding/manifest.js";
import { WorkerPool } from "../../dist/embedding/worker-pool.js";
import { withoutFraming } from "../../dist/language/framing.js";
import { SMALL_TALKS, WHOLE_ASPECTS } from "../../dist/language/language.js";
import { purposeExamples } from "../../dist/language/languages.js";
import { cuesOf, examplesInOrder, nearest } from "../../dist/retrieval/purpose.js";

const NEIGHBOURS = 3;
const [out, chat, ...others] = process.argv.slice(2);
const every = Number(process.env.EVERY ?? 1);

const model = await WorkerPool.start(await verifyModel(MODELS_FOLDER, "Xenova/e5-small-v2"));
const width = model.dimensions;
const embed = (texts) => Promise.all(texts.map((text) => model.embed(text, "question")));

const examples = examplesInOrder(purposeExamples);
const vectors = await embed(examples.map(({ text }) => text));
const data = new Float32Array(vectors.length * width);
for (const [at, vector] of vectors.entries()) data.set(vector, at * width);
const purposeOf = examples.map(({ purpose }) => purpose);

const lines = [];
// An example is no neighbour of its own.
for (const [at, { purpose, text }] of examples.entries()) {
  const rest = data.slice().fill(0, at * width, (at + 1) * width);
  lines.push({
    set: "examples",
    isFitted: true,
    isWhole: WHOLE_ASPECTS.includes(purpose),
    isSmallTalk: SMALL_TALKS.includes(purpose),
    cues: cuesOf(text, nearest(vectors[at], { data: rest, purposeOf }, NEIGHBOURS), []),
  });
}

function linesOf(folder, name) {
  const text = readFileSync(path.join(folder, name), "utf8");
  return text.split("\n").flatMap((line) => (line.trim() === "" ? [] : [JSON.parse(line)]));
}

/** Half of the articles, whatever else is in the set. */
function isInTunedHalf(article) {
  return createHash("sha256").update(article).digest()[31] % 2 === 0;
}

async function add(set, questions, factsOf) {
  const some = questions.filter((_, at) => at % every === 0);
  const texts = some.map(({ text }) => withoutFraming(text));
  for (const [at, vector] of (await embed(texts)).entries()) {
    const { title, ...facts } = factsOf(some[at], at);
    const near = nearest(vector, { data, purposeOf }, NEIGHBOURS);
    lines.push({ set, ...facts, cues: cuesOf(texts[at], near, title === undefined ? [] : [title]) });
  }
  console.log(set, some.length);
}

const titles = new Map(linesOf(chat, "corpus.jsonl").map((line) => [line.article, line.title ?? line.article]));
await add("about", linesOf(chat, "about.jsonl"), ({ article }) => ({
  isFitted: isInTunedHalf(article),
  isWhole: true,
  isSmallTalk: false,
  title: titles.get(article),
}));

const asked = (folder) => linesOf(folder, "queries.jsonl").filter((line) => line.duplicate_of === undefined);
await add("chat", asked(chat), ({ article, why }) => ({
  isFitted: isInTunedHalf(article ?? ""),
  isWhole: false,
  isSmallTalk: ["smalltalk", "injection"].includes(why),
  title: titles.get(article),
}));
for (const folder of others) {
  await add(path.basename(path.resolve(folder)), asked(folder), (_, at) => ({
    isFitted: at % 8 === 0,
    isWhole: false,
    isSmallTalk: false,
  }));
}
await model.close();
writeFileSync(out, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
