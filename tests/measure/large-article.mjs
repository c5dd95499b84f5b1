// Measures how long the main thread is held up while a large article is kept, asked, replaced and deleted. Vectors and tokens
// are made up and cost nothing, so that only the library's own work is seen.
// npm run --silent measure:book -- [PARAGRAPHS] prints a Markdown table.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { DocumentReader } from "../../dist/documents/sandbox/document-reader.js";
import { createPilcrow } from "../../dist/library/pilcrow.js";
import { bytesPerToken, defaultTokenSpace } from "../../dist/retrieval/token-codes.js";
import { SqliteStore } from "../../dist/store/sqlite/sqlite-store.js";

const PARAGRAPHS = Number(process.argv[2] ?? 15_000);
const DIMENSIONS = 384;
/** As many as the words of a paragraph here. */
const TOKENS = 40;
const RESOLUTION = 1;
const DAY = 24 * 3_600_000;

const WORDS = Array.from({ length: 20_000 }, (_, at) => `${"bcdfglmnprst"[at % 12]}${(at * 7919).toString(36)}`);
let seed = 1;
const random = () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
};

function bookOf(paragraphs) {
  const sentence = () => {
    const words = Array.from({ length: 10 }, () => WORDS[Math.floor(random() ** 3 * WORDS.length)]).join(" ");
    return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
  };
  const texts = Array.from({ length: paragraphs }, () => Array.from({ length: 4 }, sentence).join(" "));
  return Buffer.from(`# A book\n\n${texts.join("\n\n")}\n`);
}

/** Unit vectors out of nothing. The first 64 calls of a batch share a turn of the loop, as results from threads do. */
function embedderOf(model) {
  let calls = 0;
  const embed = async () => {
    calls++;
    if (calls % 16 === 0) await new Promise((resolve) => setImmediate(resolve));
    const vector = new Float32Array(DIMENSIONS).fill(0.001);
    vector[calls % DIMENSIONS] = 1;
    return vector;
  };
  return {
    model,
    dimensions: DIMENSIONS,
    maxTokens: 512,
    reservedTokens: 11,
    tokenSpace: defaultTokenSpace(DIMENSIONS),
    embed,
    async embedQuestion() {
      const vector = await embed();
      return { vector, tokens: vector };
    },
    async embedPassage({ sentences }) {
      const sentenceOf = Int16Array.from({ length: TOKENS }, (_, at) => Math.floor((at * sentences.length) / TOKENS));
      const codes = new Uint8Array(TOKENS * bytesPerToken(DIMENSIONS)).fill(calls);
      return { vector: await embed(), tokens: { codes, sentenceOf } };
    },
    countTokens: async (texts) => texts.map((text) => Math.ceil(text.length / 5)),
    close: async () => {},
  };
}

const rows = [];
async function measure(what, work) {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
  // The histogram's clock also sees what ends with the work.
  await sleep(20);
  delay.enable();
  await sleep(5);
  const began = performance.now();
  const result = await work();
  const took = performance.now() - began;
  await sleep(5);
  delay.disable();
  rows.push({ what, took, p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 });
  return result;
}

const folder = mkdtempSync(path.join(tmpdir(), "pilcrow-large-"));
const open = (store, model = "a@1") => createPilcrow({ embedder: embedderOf(model), store });
const reader = new DocumentReader();
let store = await SqliteStore.open(folder);
let pilcrow = open(store);

const bytes = bookOf(PARAGRAPHS);
const article = await measure("read in its process", () => reader.read(bytes, { name: "book.md" }));
await reader.close();
const { article: kept } = await measure("added", () => pilcrow.articles.add("house", article, { bytes: bytes.length }));
await measure("asked first", () => pilcrow.library.ask("house", "what is it about"));
await measure("asked again", () => pilcrow.library.ask("house", "what is it about"));
await measure("shown", () => pilcrow.articles.show("house", kept.id));
await measure("added where another scope has it", () => pilcrow.articles.add("guild:1", article));
const changed = { ...article, paragraphs: article.paragraphs.slice(1) };
await measure("refreshed", () => pilcrow.articles.refresh("house", kept.id, changed));
await pilcrow.close();
await store.close();
store = await SqliteStore.open(folder);
pilcrow = open(store, "b@1");
await measure("embedded anew", () => pilcrow.embedAnew("house"));
await pilcrow.articles.remove("house", kept.id);
const now = Date.now;
Date.now = () => now() + DAY;
await measure("purged", () => pilcrow.retention.purge(30 * DAY));
Date.now = now;
await store.retention.setLeft(["guild:1"], 1);
await measure("scope forgotten", () => store.retention.purge({ removed: 0, counts: 0, left: 2 }));
await measure("closed", () => store.close());
rmSync(folder, { recursive: true });

const ms = (value) => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
const lines = [
  `| ${PARAGRAPHS.toLocaleString("en-US")} paragraphs, ${article.paragraphs.length} read, ${(bytes.length / 1e6).toFixed(1)} MB | took | main-thread delay p99 | longest |`,
  "|---|---|---|---|",
  ...rows.map(({ what, took, p99, max }) => `| ${what} | ${ms(took)} | ${ms(p99)} | ${ms(max)} |`),
];
process.stdout.write(`${lines.join("\n")}\n`);
