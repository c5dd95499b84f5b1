import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
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
// Documents this small have no reason to take long: what takes 10 s is a hang.
const reader = new DocumentReader({ timeoutMs: 10_000 });
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
    const outcome = await reader.read(document, { name }).then(soundness, faultOf);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    if (
      !/^(?:article|empty|binary|encoding|encrypted|scanned|unreadable-letters|log-in|sends-on|script-only|damaged|too-large)$/.test(
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
