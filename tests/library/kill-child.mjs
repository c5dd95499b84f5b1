// Adds articles one after another until it is killed: first finishes what the process before left, then says which articles
// are there, then says of each new one when its import was begun. It does so in several folders at once, each with a store
// of its own, so that one kill hits them all: most of a process's time is its start.
// node kill-child.mjs RUN FOLDER…
import { writeSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { createPilcrow } from "../../dist/library/pilcrow.js";
import { SqliteStore } from "../../dist/store/sqlite/sqlite-store.js";

const [run = "", ...folders] = process.argv.slice(2);
const scope = "guild:1";

// Vectors and tokens that tell which text they are of, so that a mixture would be seen.
const embedder = {
  model: "lengths@1",
  dimensions: 4,
  maxTokens: 1_000_000,
  reservedTokens: 11,
  async embed(text) {
    await new Promise((resolve) => setImmediate(resolve));
    return Float32Array.of(text.length, 1, 2, 3);
  },
  async embedPassage({ title, sentences }) {
    const vector = await embedder.embed(`${title}\n${sentences.join(" ")}`);
    const codes = Uint8Array.of(...Buffer.from(`${sentences.join(" ").length}`.padStart(9)));
    return { vector, tokens: { codes, sentenceOf: Int16Array.of(0, 0, 0) } };
  },
  countTokens: async (texts) => texts.map((text) => text.length),
  close: async () => {},
};
const unlimited = Number.MAX_SAFE_INTEGER;
const quotas = { articles: unlimited, bytes: unlimited, paragraphs: unlimited, importsPerHour: unlimited };

const rules = { quotas, guildArticles: true, dmArticles: true };
// All begin to add when the last is ready: what the first added meanwhile would only be read again by each child after this one.
let allReady = () => {};
const ready = new Promise((resolve) => {
  allReady = resolve;
});
let readied = 0;
await Promise.all(folders.map(work));

async function work(folder, store) {
  const say = (kind, value) => {
    // Synchronous: what was said before a kill is heard.
    writeSync(1, `${JSON.stringify({ store, kind, value })}\n`);
  };
  const opened = await SqliteStore.open(folder);
  const pilcrow = createPilcrow({ embedder, store: opened, rules });

  // Whole or absent: looked at before anything is taken up.
  const found = [];
  for (const record of await opened.articles.list(scope)) {
    const content = await opened.articles.read(scope, record.id);
    const rows = content?.vectors.paragraphOf.length ?? 0;
    const paragraphs = content?.paragraphs.map(({ number, text }) => `${number} ${text}`) ?? [];
    const lengths = Array.from({ length: rows }, (_, row) => content?.vectors.data[row * 4]);
    const positions = [...paragraphs.keys()];
    const read = content && (await opened.articles.readTokens(scope, record.id, positions, content));
    const tokens = (read ?? []).map(({ codes }) => Number(Buffer.from(codes)));
    found.push({ title: record.title, counted: record.paragraphs, paragraphs, rows, lengths, tokens });
  }
  say("found", found);
  // Texts and vectors that the kill before found half written, or not yet deleted.
  const database = new DatabaseSync(path.join(folder, "pilcrow.db"), { readOnly: true });
  say("unused", database.prepare("SELECT count(*) AS count FROM unused").get()?.count);
  database.close();
  const { finished, problems } = await pilcrow.resumeImports();
  say("resumed", { finished, problems: problems.map(({ message, cause }) => `${message} ${cause}`) });
  say(
    "kept",
    (await pilcrow.library.list(scope)).map(({ title }) => title),
  );

  if (++readied === folders.length) allReady();
  await ready;
  for (let n = 0; ; n++) {
    const title = `Article ${run}-${n}`;
    const texts = Array.from(
      { length: 1 + (n % 5) },
      (_, at) => `${title} says ${"so ".repeat(at + 1)}in paragraph ${at + 1}.`,
    );
    const paragraphs = texts.map((text, at) => ({
      number: at + 1,
      headings: [],
      text,
      sentences: [{ start: 0, end: text.length }],
    }));
    let begun = false;
    const onProgress = () => {
      if (!begun) say("begun", title);
      begun = true;
    };
    await pilcrow.articles.add(scope, { title, source: "a.md", paragraphs }, { onProgress });
  }
}
