import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { readJsonLines } from "../json-lines.js";
import { openLibrary } from "../open-library.js";
import { ROOT } from "../real-model.js";

// What the shipped article does not answer: questions near its topic and far from it, greetings, nonsense, prompt
// injections, and questions that ask for nothing by themselves.

const library = openLibrary([path.join(ROOT, "articles/china-russia-summit.md")]);

const unanswerable = [
  ...readJsonLines(
    new URL("questions.jsonl", import.meta.url),
    z.object({ text: z.string(), kind: z.string(), answerable: z.boolean() }),
  ).filter(({ answerable }) => !answerable),
  ...readJsonLines(new URL("refusals.jsonl", import.meta.url), z.strictObject({ text: z.string(), kind: z.string() })),
];

/** Of the 53, as many must be refused; raise it when the calibration is better. */
const FLOOR = 50;

test(`at least ${FLOOR} of ${unanswerable.length} questions without an answer are refused`, async () => {
  expect(unanswerable).toHaveLength(53);
  const answered: string[] = [];
  for (const { text, kind } of unanswerable) {
    const { kind: verdict, ...rest } = await library().ask("house", text);
    const confidence = "confidence" in rest ? rest.confidence.toFixed(2) : "";
    if (verdict !== "not-in-article") answered.push(`${kind}: ${text} (confidence ${confidence})`);
  }
  process.stdout.write(answered.map((line) => `answered, though the article does not say: ${line}\n`).join(""));
  expect(unanswerable.length - answered.length).toBeGreaterThanOrEqual(FLOOR);
});
