// What a disk that flips bits does to a library: in a copy of a database one bit is flipped at a random place, then the database is
// opened and all of it read as a start and questions read it. Counted is what was served though it is not what was kept, and
// whether the damage was told. Prints JSON, and ends with 1 where something false was served or an article vanished in silence:
//   node tests/measure/flipped-bits.mjs [PLACES, default 300] [SEED, default another one each time] [TEXT: only places beside it]
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { StoreError } from "../../dist/store/errors.js";
import { SqliteStore } from "../../dist/store/sqlite/sqlite-store.js";

const [places = "300", seed = String(Date.now() % 1e6), aim] = process.argv.slice(2);
const SCOPES = ["house", "guild:1", "guild:2"];
const ARTICLES = 20;
const PARAGRAPHS = 12;
const ROWS = 3;
const DIMENSIONS = 32;
const TOKENS = 60;
const MODEL = "made-up@1";

/** Numbers that are the same for the same seed. */
function* numbersOf(text) {
  for (let block = 0; ; block++) {
    const digest = createHash("sha256").update(`${text} ${block}`).digest();
    for (let at = 0; at < digest.length; at += 4) yield digest.readUInt32LE(at);
  }
}
const random = numbersOf(seed);
const below = (limit) => random.next().value % limit;
const WORDS = "the river tram council autumn bridge report figures minister school harvest night winter trade".split(
  " ",
);

function articleOf(n) {
  const content = Array.from({ length: PARAGRAPHS }, (_, at) => {
    const text = `${Array.from({ length: 40 }, () => WORDS[below(WORDS.length)]).join(" ")}.`;
    const sentences = [{ start: 0, end: text.length }];
    return {
      number: at + 1,
      headings: [`Part ${at}`],
      text,
      sentences,
      links: [{ text: "here", address: "https://example.org/" }],
    };
  });
  const message = { person: "7", address: "https://discord.com/channels/1/2/3", first: 1, last: 2 };
  return {
    importId: `i${n}`,
    id: `article-${n}`,
    title: `What is known of the ${WORDS[n % WORDS.length]} of ${n}`,
    source: `https://example.org/${n}`,
    sourceKind: "url",
    site: "Example",
    published: "2026-11-25",
    addedBy: "8",
    addedAt: 1000 + n,
    refreshedAt: null,
    bytes: 4000,
    contentHash: `hash-${n}`,
    vectorKey: `key-${n}`,
    content,
    messages: n % 5 === 0 ? [message] : [],
  };
}

function embedded() {
  const rows = PARAGRAPHS * ROWS;
  return {
    model: MODEL,
    vectors: {
      data: Float32Array.from({ length: rows * DIMENSIONS }, () => below(1000) / 1000),
      paragraphOf: Int32Array.from({ length: rows }, (_, row) => Math.floor(row / ROWS)),
      sentenceOf: Int32Array.from({ length: rows }, (_, row) => (row % ROWS === 0 ? -1 : 0)),
    },
    tokens: Array.from({ length: PARAGRAPHS }, () => ({
      codes: Uint8Array.from({ length: (TOKENS * DIMENSIONS * 3) / 8 }, () => below(256)),
      sentenceOf: Int16Array.from({ length: TOKENS }, () => 0),
    })),
  };
}

/** All that a library gives: of each article its facts, text and numbers, and what was told of damage. */
async function readAll(folder) {
  const [articles, told] = [new Map(), []];
  let store;
  try {
    store = await SqliteStore.open(folder);
    for (const scope of SCOPES) await readScope(store, scope, articles, told).catch(telling(told));
  } catch (error) {
    telling(told)(error);
  } finally {
    await store?.close().catch(telling(told));
  }
  return { articles, told };
}

function telling(told) {
  return (error) => {
    if (!(error instanceof StoreError)) throw error;
    told.push(error.message);
  };
}

async function readScope(store, scope, articles, told) {
  for (const record of await store.articles.list(scope)) {
    const { damaged, ...facts } = record;
    const one = {
      facts: JSON.stringify([scope, facts]),
      text: undefined,
      numbers: undefined,
      isMarked: damaged === true,
    };
    articles.set(record.id, one);
    try {
      const content = await store.articles.read(scope, record.id);
      if (content === undefined) continue;
      const all = content.paragraphs.map((_, at) => at);
      const tokens = await store.articles.readTokens(scope, record.id, all, content);
      one.text = JSON.stringify(content.paragraphs);
      one.numbers = createHash("sha256")
        .update(
          JSON.stringify([content.vectors, tokens, content.model, content.vectorKey], (_, value) =>
            ArrayBuffer.isView(value) ? [...value] : value,
          ),
        )
        .digest("hex");
    } catch (error) {
      telling(told)(error);
      one.isMarked = true;
    }
  }
}

const home = mkdtempSync(path.join(tmpdir(), "pilcrow-flips-"));
const file = path.join(home, "pilcrow.db");
const store = await SqliteStore.open(home);
for (let n = 0; n < ARTICLES; n++) {
  const [scope, article] = [SCOPES[n % SCOPES.length], articleOf(n)];
  await store.imports.begin(scope, article, { at: 1 });
  await store.imports.finish(scope, article.importId, embedded());
}
await store.close();
const sound = await readAll(home);
const bytes = readFileSync(file);

/** Where the text stands that is aimed at; a row of an article takes 300 bytes. */
const aims = [];
for (let at = aim ? bytes.indexOf(aim) : -1; at !== -1; at = bytes.indexOf(aim, at + 1)) aims.push(at);
const somewhere = () => (aims.length === 0 ? below(bytes.length) : aims[below(aims.length)] - 60 + below(330));
const empty = path.join(home, "empty");
await SqliteStore.open(empty).then((one) => one.close());

const counts = { places: Number(places), seed, bytes: bytes.length, nothingChanged: 0, told: 0, refusedToOpen: 0 };
const served = { facts: [], text: [], numbers: [], vanished: [] };
for (let n = 0; n < Number(places); n++) {
  const [at, bit] = [somewhere(), below(8)];
  const folder = path.join(home, "copy");
  rmSync(folder, { recursive: true, force: true });
  cpSync(empty, folder, { recursive: true });
  const flipped = Buffer.from(bytes);
  flipped[at] ^= 1 << bit;
  writeFileSync(path.join(folder, "pilcrow.db"), flipped);
  const { articles, told } = await readAll(folder);
  if (told.length > 0) counts.told++;
  if (told.length > 0 && articles.size === 0) counts.refusedToOpen++;
  if (told.length === 0 && JSON.stringify([...articles]) === JSON.stringify([...sound.articles]))
    counts.nothingChanged++;
  const where = `${at}.${bit}`;
  for (const [id, one] of articles) {
    const kept = sound.articles.get(id);
    if (kept === undefined) served.facts.push(where);
    else if (!one.isMarked) {
      for (const part of ["facts", "text", "numbers"]) if (one[part] !== kept[part]) served[part].push(where);
    }
  }
  if (told.length === 0 && [...sound.articles.keys()].some((id) => !articles.has(id))) served.vanished.push(where);
}
rmSync(home, { recursive: true });
process.stdout.write(`${JSON.stringify({ ...counts, served }, null, 2)}\n`);
if (Object.values(served).some((list) => list.length > 0)) process.exitCode = 1;
