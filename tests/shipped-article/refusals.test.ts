import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { readJsonLines } from "../json-lines.js";
import { openLibrary } from "../open-library.js";
import { ROOT } from "../real-model.js";

// What the shipped article does not answer: questions near its topic and far from it, greetings, nonsense, prompt
// injections, and questions that ask for nothing by themselves.

const pilcrow = openLibrary([path.join(ROOT, "articles/china-russia-summit.md")]);

const unanswerable = [
  ...readJsonLines(
    new URL("questions.jsonl", import.meta.url),
    z.object({ text: z.string(), kind: z.string(), answerable: z.boolean() }),
  ).filter(({ answerable }) => !answerable),
  ...readJsonLines(new URL("refusals.jsonl", import.meta.url), z.strictObject({ text: z.string(), kind: z.string() })),
];

/** Of the 16 questions near the topic, as many must be refused; raise it when the calibration is better. */
const NEAR_TOPIC_FLOOR = 11;

const isNearTopic = ({ kind }: { kind: string }) => kind === "near-topic";
const nearTopic = unanswerable.filter(isNearTopic);
const others = unanswerable.filter((question) => !isNearTopic(question));

/** The questions that are answered all the same. */
async function answered(questions: typeof unanswerable): Promise<string[]> {
  const lines: string[] = [];
  for (const { text, kind } of questions) {
    const answer = await pilcrow().library.ask("house", text);
    if (answer.kind === "found") lines.push(`${kind}: ${text} (confidence ${answer.confidence.toFixed(2)})`);
  }
  return lines;
}

test(`greetings, nonsense, injections, empty hands and other subjects are refused (${others.length})`, async () => {
  expect(unanswerable).toHaveLength(53);
  expect(await answered(others)).toEqual([]);
});

test(`at least ${NEAR_TOPIC_FLOOR} of ${nearTopic.length} questions near the topic are refused`, async () => {
  const wrong = await answered(nearTopic);
  process.stdout.write(wrong.map((line) => `answered, though the article does not say: ${line}\n`).join(""));
  expect(nearTopic.length - wrong.length).toBeGreaterThanOrEqual(NEAR_TOPIC_FLOOR);
});
