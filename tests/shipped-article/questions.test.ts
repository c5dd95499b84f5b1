import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import type { Paragraph } from "../../src/documents/article.js";
import { parseArticle } from "../../src/documents/read-document.js";
import { readJsonLines } from "../json-lines.js";

// The data that other tests stand on: the shipped article, and the questions people might put to it.

const name = "china-russia-summit";
const article = parseArticle(readFileSync(new URL(`../../articles/${name}.md`, import.meta.url)), `${name}.md`);
const missionFile = new URL("../../../shared/articles/000_e13aeefc5e6b676d.txt", import.meta.url);

const common = { id: z.string(), article: z.literal(name), text: z.string().min(1), kind: z.string() };
const paragraphIds = z.array(z.string()).min(1);
const answerableSchema = z.strictObject({
  ...common,
  answerable: z.literal(true),
  relevant: paragraphIds,
  also_acceptable: paragraphIds.optional(),
  answer_sentence: z.string(),
});
const unanswerableSchema = z.strictObject({ ...common, answerable: z.literal(false), relevant: z.tuple([]) });

const questions = readJsonLines(
  new URL("questions.jsonl", import.meta.url),
  z.discriminatedUnion("answerable", [answerableSchema, unanswerableSchema]),
);
const answerable = questions.flatMap((question) => (question.answerable ? [question] : []));
const paragraphs = new Map(article.paragraphs.map((paragraph) => [`${name}#${paragraph.number}`, paragraph]));

function sentencesOf(paragraph: Paragraph): string[] {
  return paragraph.sentences.map(({ start, end }) => paragraph.text.slice(start, end));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Every run of `length` words in a row. */
function wordRuns(text: string, length: number): string[] {
  const words = wordsOf(text);
  return words.slice(length - 1).map((_, start) => words.slice(start, start + length).join(" "));
}

test("the article has a title, headings, and 15 to 25 paragraphs of one to five sentences", () => {
  expect(article.title).toBe("Xi and Putin meet in Beijing and present China and Russia as close partners");
  expect(article.paragraphs.length).toBeGreaterThanOrEqual(15);
  expect(article.paragraphs.length).toBeLessThanOrEqual(25);
  expect(new Set(article.paragraphs.map(({ headings }) => headings.join(" > "))).size).toBeGreaterThan(5);
  const outOfRange = article.paragraphs.filter(({ sentences }) => sentences.length < 1 || sentences.length > 5);
  expect(outOfRange).toEqual([]);
});

test("there are at least 40 questions, 15 of them without an answer, each with an id of its own", () => {
  expect(questions.length).toBeGreaterThanOrEqual(40);
  expect(questions.length - answerable.length).toBeGreaterThanOrEqual(15);
  expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
  expect(new Set(questions.map(({ text }) => text)).size).toBe(questions.length);
});

test("every question points to paragraphs that exist", () => {
  const ids = answerable.flatMap(({ relevant, also_acceptable = [] }) => [...relevant, ...also_acceptable]);
  expect(ids.filter((id) => !paragraphs.has(id))).toEqual([]);
});

test("every answer sentence is a whole sentence of a relevant paragraph, word for word", () => {
  const astray = answerable.filter(({ relevant, answer_sentence }) => {
    const candidates = relevant.flatMap((id) => paragraphs.get(id) ?? []);
    return !candidates.some((paragraph) => sentencesOf(paragraph).includes(answer_sentence));
  });
  expect(astray).toEqual([]);
});

test("every paragraph is the answer to at least two questions", () => {
  const thin = [...paragraphs.keys()].filter(
    (id) => answerable.filter(({ relevant }) => relevant.includes(id)).length < 2,
  );
  expect(thin).toEqual([]);
});

test("nothing but quotations is taken over from the mission's article", (context) => {
  if (!existsSync(missionFile)) {
    context.skip("../shared is not there: the mission's article is third-party text and stays outside the repository");
  }
  const mission = parseArticle(readFileSync(missionFile), "mission.txt");
  const missionText = mission.paragraphs.map(({ text }) => text).join("\n");

  const ours = new Set(article.paragraphs.flatMap(sentencesOf).map((sentence) => wordsOf(sentence).join(" ")));
  const theirs = mission.paragraphs.flatMap(sentencesOf).map((sentence) => wordsOf(sentence).join(" "));
  expect(theirs.filter((sentence) => ours.has(sentence))).toEqual([]);

  const theirRuns = new Set(wordRuns(missionText, 8));
  const outsideQuotations = article.paragraphs.flatMap(({ text }) => text.split(/“[^”]*”/));
  expect(outsideQuotations.flatMap((text) => wordRuns(text, 8)).filter((run) => theirRuns.has(run))).toEqual([]);
});
