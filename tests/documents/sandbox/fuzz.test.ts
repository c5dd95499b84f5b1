import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import type { Article } from "../../../src/documents/article.js";
import { ArticleError } from "../../../src/documents/article-error.js";
import { DocumentReader } from "../../../src/documents/sandbox/document-reader.js";
import { mutate, randomNumbers } from "./mutate.js";

// `npm run fuzz` makes 10,000 documents; FUZZ_COUNT and FUZZ_SEED change that, and say which run to repeat.
const isLong = process.env.MODE === "fuzz";
const count = Number(process.env.FUZZ_COUNT ?? (isLong ? 10_000 : 300));
const seed = Number(process.env.FUZZ_SEED ?? 1);

const fixtures = ["../formats/fixtures", "../fixtures"]
  .map((folder) => path.join(import.meta.dirname, folder))
  .flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => !name.startsWith("."))
      .flatMap((name) =>
        readdirSync(path.join(folder, name))
          .filter((file) => file.startsWith("source."))
          .map((file) => ({ name: file, bytes: readFileSync(path.join(folder, name, file)) })),
      ),
  );
// Documents this small have no reason to take long: what takes 10 s of a processor is a hang. On a busy machine 10 s by the clock
// are none, so what passes them is read again by a process whose own time the system counts.
const MOST_SECONDS = 10;
const reader = new DocumentReader({ timeoutMs: MOST_SECONDS * 1000 });
afterAll(() => reader.close());

test(`${count} mutated documents each end in a sound article or a fault of the document`, { timeout: 0 }, async () => {
  const outcomes = new Map<string, number>();
  const failures: string[] = [];
  const one = async (index: number): Promise<void> => {
    const random = randomNumbers(seed * 1_000_003 + index);
    const pick = () =>
      fixtures[Math.floor(random() * fixtures.length)] ?? { name: "empty.txt", bytes: Buffer.alloc(0) };
    const { name, bytes } = pick();
    const document = await mutate(bytes, pick().bytes, random);
    const byTheClock = await reader.read(document, { name }).then(soundness, faultOf);
    const isSlow = byTheClock.includes("the time to read it") && (await endsInTime(keep(index, name, document), name));
    const outcome = isSlow ? "slow" : byTheClock;
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    if (
      !/^(?:article|slow|empty|binary|encoding|encrypted|scanned|unreadable-letters|xfa-form|log-in|sends-on|script-only|damaged|too-large)$/.test(
        outcome,
      )
    ) {
      failures.push(`${index} (${name}, kept as ${keep(index, name, document)}): ${outcome}`);
    }
  };
  // Two at a time keep both processes busy.
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) await one(index);
  };
  await Promise.all([worker(), worker()]);
  if (isLong) console.log(Object.fromEntries([...outcomes].sort()));
  expect(failures).toEqual([]);
});

function keep(index: number, name: string, document: Uint8Array): string {
  const folder = path.join(tmpdir(), "pilcrow-fuzz");
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${seed}-${index}-${name}`);
  writeFileSync(file, document);
  return file;
}

/** Whether a process reads a file before the system ends it for the processor time that it took. */
function endsInTime(file: string, name: string): Promise<boolean> {
  const module = pathToFileURL(path.join(import.meta.dirname, "../../../dist/documents/read-document.js"));
  const program = `import { readFileSync } from "node:fs"; import { readDocument } from ${JSON.stringify(module)};
    await readDocument(readFileSync(process.argv[1]), { name: process.argv[2] }).catch((error) => {
      if (error.name !== "ArticleError") throw error;
    });`;
  const words = ["-c", `ulimit -t ${MOST_SECONDS}; exec "$0" "$@"`, process.execPath, "--input-type=module", "-e"];
  return new Promise((resolve) => {
    execFile("sh", [...words, program, file, name], (error) => resolve(error === null));
  });
}

function faultOf(error: unknown): string {
  if (!(error instanceof ArticleError)) return `no ArticleError: ${String(error)}`;
  const ofReader = error.reason === "crash" || error.reason === "too-complex";
  return ofReader ? error.message : error.reason;
}

/** What every article promises, whatever it was made from. */
function soundness({ title, paragraphs, omissions }: Article): string {
  if (title.trim() === "") return "an article without title";
  if (paragraphs.length === 0) return "an article without paragraphs";
  for (const [index, { number, text, sentences, page }] of paragraphs.entries()) {
    if (number !== index + 1) return `paragraph ${index + 1} has number ${number}`;
    if (text.trim() === "" || text.trim() !== text) return `blank edges in ${JSON.stringify(text.slice(0, 80))}`;
    if (page !== undefined && !(Number.isInteger(page) && page > 0)) return `page ${page}`;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
    if (/[\u0000-\u0008\u000e-\u001f\u202a-\u202e\u2066-\u2069\u200b]/.test(text))
      return `invisible characters in ${JSON.stringify(text.slice(0, 80))}`;
    let end = 0;
    for (const span of sentences) {
      if (span.start < end || span.end <= span.start || span.end > text.length)
        return `sentence ${JSON.stringify(span)}`;
      end = span.end;
    }
    if (sentences.length === 0) return "a paragraph without sentences";
  }
  for (const { kind, count, pages } of omissions ?? []) {
    if (!Number.isInteger(count) || count < 1) return `${count} of ${kind}`;
    if (pages !== undefined && pages.length !== count) return `${count} of ${kind} on ${pages.length} pages`;
  }
  return "article";
}
