import { spawn } from "node:child_process";
import path from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { SqliteStore } from "../../src/store/sqlite/sqlite-store.js";
import { temporaryFolder } from "./temporary-folder.js";

const CHILD = path.join(import.meta.dirname, "kill-child.mjs");

/** Stores that are cut off in all: in each of two rows of children, 10 children are killed, each at work on ten stores. */
const KILLS = 200;
const ROWS = 2;
const STORES = 10;

/**
 * The longest time, in milliseconds, that a child has after it has said something of each store, before it is killed.
 */
const LONGEST_LIFE = { found: 200, kept: 200, begun: 40 };

const found = z.array(
  z.object({
    title: z.string(),
    counted: z.number(),
    paragraphs: z.array(z.string()),
    rows: z.number(),
    lengths: z.array(z.number()),
    tokens: z.array(z.number()),
  }),
);

/** Which of its stores it is about. */
const store = z.number();
const message = z.discriminatedUnion("kind", [
  z.object({ store, kind: z.literal("found"), value: found }),
  z.object({ store, kind: z.literal("unused"), value: z.number() }),
  z.object({
    store,
    kind: z.literal("resumed"),
    value: z.object({ finished: z.number(), problems: z.array(z.string()) }),
  }),
  z.object({ store, kind: z.literal("kept"), value: z.array(z.string()) }),
  z.object({ store, kind: z.literal("begun"), value: z.string() }),
]);
type Message = z.infer<typeof message>;

interface Life {
  readonly said: Message[];
  readonly signal: NodeJS.Signals | null;
  readonly errors: string;
}

/** Runs a child, kills it some time after it has said a word of each store, and gives what it said. */
function live(
  folders: readonly string[],
  run: number,
  killAfter: keyof typeof LONGEST_LIFE,
  milliseconds: number,
): Promise<Life> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD, String(run), ...folders], { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    let errors = "";
    let armed = false;
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      const told = output.matchAll(new RegExp(`"store":(\\d+),"kind":"${killAfter}"`, "g"));
      // All of them: a store that lags behind would be cut off in the same import again and again, until that is given up.
      if (armed || new Set([...told].map(([, store]) => store)).size < folders.length) return;
      armed = true;
      setTimeout(() => child.kill("SIGKILL"), milliseconds);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      errors += text;
    });
    child.on("error", reject);
    child.on("close", (_code, signal) => {
      const lines = output.split("\n").slice(0, -1);
      resolve({ said: lines.map((line) => message.parse(JSON.parse(line))), signal, errors });
    });
  });
}

/** How many kills hit an import: it was taken up again, or left something half written. */
async function killOften(folders: readonly string[], kills: number): Promise<number> {
  const begun = folders.map(() => new Set<string>());
  let hits = 0;
  for (let run = 0; run <= kills; run++) {
    // Some die while they take up what the one before left, some about when they begin, most in the middle of imports.
    const killAfter = ({ 2: "found", 5: "kept" } as const)[run % 6] ?? "begun";
    const { said, signal, errors } = await live(folders, run, killAfter, Math.random() * LONGEST_LIFE[killAfter]);
    expect({ signal, errors }).toEqual({ signal: "SIGKILL", errors: "" });
    hits += folders.filter((_, at) => wasHit(said.filter((one) => one.store === at))).length;
    for (const one of said) expectWhole(one, begun[one.store] ?? new Set());
    for (const one of said) if (one.kind === "begun") begun[one.store]?.add(one.value);
  }
  for (const folder of folders) await expectNothingUnused(folder);
  return hits;
}

function wasHit(said: readonly Message[]): boolean {
  return said.some(
    (one) => (one.kind === "resumed" && one.value.finished > 0) || (one.kind === "unused" && one.value > 0),
  );
}

/** @param begun the imports that were ever begun in the store, by the processes before */
function expectWhole(one: Message, begun: ReadonlySet<string>): void {
  if (one.kind === "found") expect(one.value).toEqual(one.value.map(({ title }) => whole(title)));
  if (one.kind === "resumed") expect(one.value.problems).toEqual([]);
  // Every import that was ever begun is an article now.
  if (one.kind === "kept") expect([...begun].filter((title) => !one.value.includes(title))).toEqual([]);
}

/** What was half written by any of them is deleted when the next clears up. */
async function expectNothingUnused(folder: string): Promise<void> {
  const opened = await SqliteStore.open(folder);
  await opened.retention.purge({ removed: 0, counts: 0, gaps: 0, left: 0 });
  await opened.close();
  const database = new DatabaseSync(path.join(folder, "pilcrow.db"), { readOnly: true });
  const orphans = database
    .prepare(
      `SELECT text_id AS id FROM paragraph UNION SELECT vectors_id FROM vector_part UNION SELECT id FROM unused
       EXCEPT SELECT text_id FROM article EXCEPT SELECT vectors_id FROM article EXCEPT SELECT text_id FROM import`,
    )
    .all();
  database.close();
  expect(orphans).toEqual([]);
}

/** An article as it is found when it is whole. */
function whole(title: string): z.infer<typeof found>[number] {
  const n = Number(title.split("-")[1]);
  const texts = Array.from(
    { length: 1 + (n % 5) },
    (_, at) => `${title} says ${"so ".repeat(at + 1)}in paragraph ${at + 1}.`,
  );
  const afterTitle = texts.map((text) => title.length + 1 + text.length);
  return {
    title,
    counted: texts.length,
    paragraphs: texts.map((text, at) => `${at + 1} ${text}`),
    rows: 1 + texts.length,
    // The title, then for each paragraph its vector after the title.
    lengths: [title.length, ...afterTitle],
    tokens: texts.map((text) => text.length),
  };
}

describe("kill -9 at any moment", () => {
  it(`leaves every article whole or absent and takes every import up again, ${KILLS} times`, {
    timeout: 300_000,
  }, async () => {
    const rows = Array.from({ length: ROWS }, () => Array.from({ length: STORES }, temporaryFolder));
    const hits = await Promise.all(rows.map((folders) => killOften(folders, KILLS / ROWS / STORES)));
    // Most kills hit an import under way; if few do, the test tests nothing.
    expect(hits.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(KILLS / 4);
  });
});
