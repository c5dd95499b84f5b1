import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { MemoryVectorStore } from "@langchain/classic/vectorstores/memory";
import { create, insertMultiple, search } from "@orama/orama";
import { DatabaseSync } from "@photostructure/sqlite";
import * as sqliteVec from "sqlite-vec";
import { LocalIndex } from "vectra";
import { cosineToRows } from "../dist/retrieval/cosine.js";
import { topK } from "../dist/retrieval/rank.js";
import { medians } from "./measure.mjs";
import { unitRows, WIDTH } from "./synthetic.mjs";
import { rounded, target } from "./table.mjs";

const BEST = 10;

/** Sides that are not asked to hold more vectors than this, and why. */
const TOO_MANY = {
  vectra: { above: 10_000, why: "it keeps its index as one JSON text, which takes minutes or fails at this size" },
};

/** The ten nearest of many vectors, exactly: every side must name the same ten. */
export async function run({ quick }) {
  const sizes = quick ? [1000, 10_000] : [1000, 10_000, 100_000];
  const columns = [];
  for (const size of sizes) columns.push(await measureSize(size, quick ? 200 : 1000));
  const fastestPeer = (column) =>
    Math.min(
      ...Object.keys(SIDES)
        .slice(1)
        .map((side) => column[side])
        .filter(Number.isFinite),
    );
  return {
    title: `Exact scan: the ${BEST} nearest of vectors of ${WIDTH}, median ms`,
    rows: Object.keys(SIDES).map((side) => ({
      side,
      ...Object.fromEntries(sizes.map((size, at) => [size.toLocaleString("en"), rounded(columns[at][side])])),
    })),
    notes: Object.entries(TOO_MANY).map(
      ([side, { above, why }]) => `${side} above ${above.toLocaleString("en")} is left out: ${why}.`,
    ),
    targets: sizes.map((size, at) =>
      target(
        `${size.toLocaleString("en")} vectors, against the fastest peer`,
        fastestPeer(columns[at]) / columns[at].Pilcrow,
        {
          atLeast: 1,
          unit: " ×",
        },
      ),
    ),
  };
}

async function measureSize(size, time) {
  const matrix = unitRows(size);
  const query = unitRows(1, 4242);
  const expected = topK(cosineToRows(query, matrix), BEST);
  const column = {};
  for (const [side, open] of Object.entries(SIDES)) {
    const tooMany = TOO_MANY[side];
    if (tooMany && size > tooMany.above) {
      column[side] = "left out";
      continue;
    }
    process.stderr.write(`  ${side}, ${size}\n`);
    try {
      const { nearest, close = () => {} } = await open(matrix, query);
      const found = await nearest();
      if (String(found) !== String(expected)) throw new Error(`${side} is not exact: ${found}, expected ${expected}`);
      column[side] = (await medians({ [side]: nearest }, { time }))[side];
      await close();
    } catch (error) {
      // Part of the result: some libraries do not hold as many vectors.
      column[side] = `fails: ${error.message.split(": ").at(-1)}`;
    }
  }
  return column;
}

/** Each holds the rows in its own way and gives a function for the positions of the nearest. Pilcrow is the first. */
const SIDES = {
  async Pilcrow(matrix, query) {
    return { nearest: () => topK(cosineToRows(query, matrix), BEST) };
  },

  async "sqlite-vec (in memory)"(matrix, query) {
    const database = new DatabaseSync(":memory:", { allowExtension: true });
    database.enableLoadExtension(true);
    sqliteVec.load(database);
    database.exec(`CREATE VIRTUAL TABLE vectors USING vec0(vector float[${WIDTH}] distance_metric=cosine)`);
    const insert = database.prepare("INSERT INTO vectors (rowid, vector) VALUES (?, ?)");
    database.exec("BEGIN");
    for (const [at, row] of rowsOf(matrix).entries()) insert.run(BigInt(at), bytesOf(row));
    database.exec("COMMIT");
    const select = database.prepare(`SELECT rowid FROM vectors WHERE vector MATCH ? AND k = ${BEST} ORDER BY distance`);
    return {
      nearest: () => select.all(bytesOf(query)).map(({ rowid }) => Number(rowid)),
      close: () => database.close(),
    };
  },

  async "@orama/orama"(matrix, query) {
    const database = create({ schema: { vector: `vector[${WIDTH}]` } });
    const documents = rowsOf(matrix).map((row, at) => ({ id: String(at), vector: Array.from(row) }));
    await insertMultiple(database, documents, 5000);
    const vector = { value: Array.from(query), property: "vector" };
    return {
      async nearest() {
        const { hits } = await search(database, { mode: "vector", vector, similarity: -1, limit: BEST });
        return hits.map(({ id }) => Number(id));
      },
    };
  },

  async vectra(matrix, query) {
    const folder = await mkdtemp(path.join(tmpdir(), "pilcrow-bench-"));
    const close = () => rm(folder, { recursive: true });
    try {
      const index = new LocalIndex(folder);
      await index.createIndex();
      await index.batchInsertItems(rowsOf(matrix).map((row, at) => ({ vector: Array.from(row), metadata: { at } })));
      const vector = Array.from(query);
      return {
        nearest: async () => (await index.queryItems(vector, "", BEST)).map(({ item }) => item.metadata.at),
        close,
      };
    } catch (error) {
      await close();
      throw error;
    }
  },

  async "LangChain.js MemoryVectorStore"(matrix, query) {
    const store = new MemoryVectorStore({ embedDocuments: async () => [], embedQuery: async () => [] });
    const documents = rowsOf(matrix).map((_, at) => ({ pageContent: "", metadata: { at } }));
    await store.addVectors(
      rowsOf(matrix).map((row) => Array.from(row)),
      documents,
    );
    const vector = Array.from(query);
    return {
      nearest: async () =>
        (await store.similaritySearchVectorWithScore(vector, BEST)).map(([document]) => document.metadata.at),
    };
  },
};

function rowsOf(matrix) {
  return Array.from({ length: matrix.length / WIDTH }, (_, at) => matrix.subarray(at * WIDTH, (at + 1) * WIDTH));
}

function bytesOf({ buffer, byteOffset, byteLength }) {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
