// Measures, on a real file with the real model: opening a full library, its list, and the first and later questions.
//   npm run build && node tests/library/measure-start.mjs [PARAGRAPHS …]
// Vectors are made up (unit vectors by chance): what is measured is keeping and loading them.
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { verifyModel } from "../../dist/embedding/manifest.js";
import { SqliteStore } from "../../dist/library/sqlite-store.js";
import { openPilcrow } from "../../dist/open-pilcrow.js";

const DIMENSIONS = 384;
const SENTENCES = 4;
const PARAGRAPHS_EACH = 500;
const MODEL = "Xenova/e5-small-v2";
const WORDS = "the river tram council autumn bridge report figures minister school harvest night winter trade".split(
  " ",
);

const sizes = process.argv.slice(2).map(Number);
for (const paragraphs of sizes.length > 0 ? sizes : [10_000, 100_000]) await measure(paragraphs);

async function measure(paragraphs) {
  const folder = mkdtempSync(path.join(tmpdir(), "pilcrow-measure-"));
  try {
    const { name: model } = await verifyModel(path.resolve(import.meta.dirname, "../../models/"), MODEL);
    const fill = await fillStore(folder, paragraphs, model);
    const megabytes = statSync(path.join(folder, "pilcrow.db")).size / 1e6;
    const results = {
      paragraphs,
      "MB on disk": megabytes.toFixed(0),
      "bytes a paragraph": Math.round((megabytes * 1e6) / paragraphs),
      "longest write of 500 ¶, ms": fill.toFixed(0),
      ...(await timeStart(folder)),
    };
    console.table([results]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function articleOf(title, count) {
  const paragraphs = Array.from({ length: count }, (_, at) => {
    const sentences = [];
    let text = "";
    for (let n = 0; n < SENTENCES; n++) {
      if (n > 0) text += " ";
      const start = text.length;
      text += `In ${title} ${Array.from({ length: 22 }, () => WORDS[Math.floor(Math.random() * WORDS.length)]).join(" ")}.`;
      sentences.push({ start, end: text.length });
    }
    return { number: at + 1, headings: [`Part ${Math.floor(at / 20)}`], text, sentences };
  });
  return { title, source: `${title}.md`, paragraphs };
}

async function fillStore(folder, paragraphs, model) {
  const store = new SqliteStore(folder);
  let longest = 0;
  for (let n = 0; n < paragraphs / PARAGRAPHS_EACH; n++) {
    const article = articleOf(`Article ${n}`, PARAGRAPHS_EACH);
    const pending = {
      importId: `i${n}`,
      id: `a${n}`,
      title: article.title,
      source: article.source,
      sourceKind: "file",
    };
    const facts = {
      addedBy: null,
      site: null,
      published: null,
      addedAt: 1,
      refreshedAt: null,
      bytes: 1,
      contentHash: `h${n}`,
      vectorKey: `k${n}`,
    };
    await store.imports.begin("guild:1", { ...pending, ...facts, content: article.paragraphs }, 1);
    const vectors = vectorsFor(article);
    const start = performance.now();
    await store.imports.finish("guild:1", pending.importId, { model, vectors });
    longest = Math.max(longest, performance.now() - start);
  }
  await store.close();
  return longest;
}

function vectorsFor({ paragraphs }) {
  const rows = 1 + paragraphs.length * (1 + SENTENCES);
  const data = new Float32Array(rows * DIMENSIONS);
  for (let row = 0; row < rows; row++) {
    let square = 0;
    for (let at = row * DIMENSIONS; at < (row + 1) * DIMENSIONS; at++) {
      data[at] = Math.random() - 0.5;
      square += data[at] ** 2;
    }
    for (let at = row * DIMENSIONS; at < (row + 1) * DIMENSIONS; at++) data[at] /= Math.sqrt(square);
  }
  const place = (row) => Math.floor((row - 1) / (1 + SENTENCES));
  return {
    data,
    paragraphOf: Int32Array.from({ length: rows }, (_, row) => (row === 0 ? -1 : place(row))),
    sentenceOf: Int32Array.from({ length: rows }, (_, row) => (row === 0 ? -1 : ((row - 1) % (1 + SENTENCES)) - 1)),
  };
}

async function timeStart(folder) {
  const lap = stopwatch();
  const store = new SqliteStore(folder);
  const opened = lap();
  const { library, close } = await openPilcrow({ model: MODEL }, store);
  const ready = lap();
  const { length } = await library.articles("guild:1");
  const listed = lap();
  await library.ask("guild:1", "what did the council say of the bridge?");
  const first = lap();
  await library.ask("guild:1", "when was the harvest?");
  const second = lap();
  const resident = process.memoryUsage().rss / 1e6;
  await close();
  return {
    articles: length,
    "open store, ms": opened,
    "model ready, ms": ready,
    "list, ms": listed,
    "first question, ms": first,
    "next question, ms": second,
    "resident MB": resident.toFixed(0),
  };
}

function stopwatch() {
  let last = performance.now();
  return () => {
    const before = last;
    last = performance.now();
    return (last - before).toFixed(1);
  };
}
