import { spawn } from "node:child_process";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { temporaryFolder } from "./temporary-folder.js";

const CHILD = path.join(import.meta.dirname, "kill-child.mjs");

/** In all, spread over folders that are worked on side by side. */
const KILLS = 200;
const FOLDERS = 4;

/** The longest time, in milliseconds, that a child has to begin imports before it is killed. */
const LONGEST_LIFE = 40;

const found = z.array(
  z.object({
    title: z.string(),
    counted: z.number(),
    paragraphs: z.array(z.string()),
    rows: z.number(),
    lengths: z.array(z.number()),
  }),
);

const message = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("found"), value: found }),
  z.object({ kind: z.literal("resumed"), value: z.object({ finished: z.number(), problems: z.array(z.unknown()) }) }),
  z.object({ kind: z.literal("kept"), value: z.array(z.string()) }),
  z.object({ kind: z.literal("begun"), value: z.string() }),
]);

interface Life {
  readonly said: z.infer<typeof message>[];
  readonly signal: NodeJS.Signals | null;
  readonly errors: string;
}

/** Runs a child, kills it some time after it has said a word, and gives what it said. */
function live(folder: string, run: number, killAfter: "found" | "kept", milliseconds: number): Promise<Life> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD, folder, String(run)], { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    let errors = "";
    let armed = false;
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (armed || !output.includes(`"kind":"${killAfter}"`)) return;
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

async function killOften(folder: string, kills: number): Promise<{ resumed: number }> {
  const begun = new Set<string>();
  let resumed = 0;
  for (let run = 0; run <= kills; run++) {
    // Every third dies while it takes up what the one before left, or soon after.
    const killAfter = run % 3 === 2 ? "found" : "kept";
    const { said, signal, errors } = await live(folder, run, killAfter, Math.random() * LONGEST_LIFE);
    expect({ signal, errors }).toEqual({ signal: "SIGKILL", errors: "" });
    for (const one of said) {
      if (one.kind === "found") for (const article of one.value) expectWhole(article);
      if (one.kind === "resumed") {
        expect(one.value.problems).toEqual([]);
        resumed += one.value.finished;
      }
      // Every import that was ever begun is an article now.
      if (one.kind === "kept") expect([...begun].filter((title) => !one.value.includes(title))).toEqual([]);
    }
    for (const one of said) if (one.kind === "begun") begun.add(one.value);
  }
  return { resumed };
}

function expectWhole({ title, counted, paragraphs, rows, lengths }: z.infer<typeof found>[number]): void {
  const n = Number(title.split("-")[1]);
  const texts = Array.from(
    { length: 1 + (n % 5) },
    (_, at) => `${title} says ${"so ".repeat(at + 1)}in paragraph ${at + 1}.`,
  );
  expect(paragraphs).toEqual(texts.map((text, at) => `${at + 1} ${text}`));
  expect(counted).toBe(texts.length);
  // The title, then for each paragraph its own vector and that of its one sentence, both after the title.
  const afterTitle = texts.map((text) => title.length + 1 + text.length);
  expect(rows).toBe(1 + 2 * texts.length);
  expect(lengths).toEqual([title.length, ...afterTitle.flatMap((length) => [length, length])]);
}

describe("kill -9 at any moment", () => {
  it(`leaves every article whole or absent and takes every import up again, ${KILLS} times`, {
    timeout: 300_000,
  }, async () => {
    const runs = await Promise.all(
      Array.from({ length: FOLDERS }, () => killOften(temporaryFolder(), KILLS / FOLDERS)),
    );
    const resumed = runs.reduce((sum, run) => sum + run.resumed, 0);
    // Most kills hit an import under way; if few do, the test tests nothing.
    expect(resumed).toBeGreaterThan(KILLS / 4);
  });
});
