// A library full of made-up paragraphs, vectors and tokens (keeping and loading are measured, not answers), and the time that a
// start with it takes. Each runs in a process of its own, so that the memory of one does not count for the other:
//   node tests/measure/full-library.mjs fill FOLDER PARAGRAPHS
//   node tests/measure/full-library.mjs start FOLDER      prints JSON, in milliseconds and MB
//   node tests/measure/full-library.mjs older FOLDER      makes it one of database version 10, for a start that brings it up to date
import { randomBytes } from "node:crypto";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { DatabaseSync } from "@photostructure/sqlite";
import { openPilcrow } from "../../dist/compose.js";
import { verifyModel } from "../../dist/embedding/manifest.js";
import { SqliteStore } from "../../dist/store/sqlite/sqlite-store.js";

const DIMENSIONS = 384;
const SENTENCES = 4;
/** About as many as the words of a sentence here have. */
const TOKENS_EACH = 25;
const BYTES_PER_TOKEN = (DIMENSIONS * 3) / 8;
const PARAGRAPHS_EACH = 500;
const MODEL = "Xenova/e5-small-v2";
const WORDS = "the river tram council autumn bridge report figures minister school harvest night winter trade".split(
  " ",
);

const [action, folder, paragraphs] = process.argv.slice(2);
if (action === "fill") await fillStore(folder, Number(paragraphs));
else if (action === "older") makeOlder(folder);
else process.stdout.write(JSON.stringify(await timeStart(folder)));

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

async function fillStore(folder, paragraphs) {
  const { name: model } = await verifyModel(path.resolve(import.meta.dirname, "../../models/"), MODEL);
  const store = await SqliteStore.open(folder);
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
      messages: [],
      vectorKey: `k${n}`,
    };
    await store.imports.begin("guild:1", { ...pending, ...facts, content: article.paragraphs }, { at: 1 });
    await store.imports.finish("guild:1", pending.importId, {
      model,
      vectors: vectorsFor(article),
      tokens: article.paragraphs.map(tokensFor),
    });
  }
  await store.close();
}

function vectorsFor({ paragraphs }) {
  const rows = 1 + paragraphs.length;
  const data = new Float32Array(rows * DIMENSIONS);
  for (let row = 0; row < rows; row++) {
    let square = 0;
    for (let at = row * DIMENSIONS; at < (row + 1) * DIMENSIONS; at++) {
      data[at] = Math.random() - 0.5;
      square += data[at] ** 2;
    }
    for (let at = row * DIMENSIONS; at < (row + 1) * DIMENSIONS; at++) data[at] /= Math.sqrt(square);
  }
  return {
    data,
    paragraphOf: Int32Array.from({ length: rows }, (_, row) => row - 1),
    sentenceOf: new Int32Array(rows).fill(-1),
  };
}

function tokensFor({ sentences }) {
  const sentenceOf = Int16Array.from(sentences.flatMap((_, sentence) => Array(TOKENS_EACH).fill(sentence)));
  return { codes: new Uint8Array(randomBytes(sentenceOf.length * BYTES_PER_TOKEN)), sentenceOf };
}

/** What came after version 10: checksums, and copies of the articles' facts. */
function makeOlder(folder) {
  const database = new DatabaseSync(path.join(folder, "pilcrow.db"));
  database.exec(`DROP TABLE checksum; DROP TRIGGER article_facts_new; DROP TRIGGER article_facts_changed;
    DROP TABLE article_facts; PRAGMA user_version = 10;`);
  database.close();
}

async function timeStart(folder) {
  const lap = stopwatch();
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  const store = await SqliteStore.open(folder);
  // How long anything else had to wait in this thread meanwhile.
  const longestDelay = delays.max / 1e6;
  const opened = lap();
  const pilcrow = await openPilcrow({ model: MODEL }, store);
  const ready = lap();
  const { length } = await pilcrow.library.list("guild:1");
  const listed = lap();
  await pilcrow.library.ask("guild:1", "what did the council say of the bridge?");
  const first = lap();
  await pilcrow.library.ask("guild:1", "when was the harvest?");
  const second = lap();
  const resident = process.memoryUsage().rss / 1e6;
  await pilcrow.close();
  return { articles: length, opened, longestDelay, ready, listed, first, second, resident };
}

function stopwatch() {
  let last = performance.now();
  return () => {
    const before = last;
    last = performance.now();
    return last - before;
  };
}
