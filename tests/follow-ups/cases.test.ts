import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { parseArticle } from "../../src/documents/read-document.js";
import { readJsonLines } from "../json-lines.js";

// The data on which the joining of follow-up questions is measured. `relevant` are the paragraphs that answer the second
// question as it is meant after the first; none where the article is silent.

const cases = readJsonLines(
  new URL("cases.jsonl", import.meta.url),
  z.strictObject({
    id: z.string(),
    article: z.enum(["china-russia-summit", "lindmoor-tram", "maren-ostergaard"]),
    first: z.string().min(1),
    second: z.string().min(1),
    standsAlone: z.boolean(),
    relevant: z.array(z.string()),
    kind: z.string(),
  }),
);

function paragraphIdsOf(name: string): string[] {
  const own = new URL(`articles/${name}.md`, import.meta.url);
  const shipped = new URL(`../../articles/${name}.md`, import.meta.url);
  const { paragraphs } = parseArticle(readFileSync(existsSync(own) ? own : shipped), `${name}.md`);
  return paragraphs.map(({ number }) => `${name}#${number}`);
}

const articleNames = [...new Set(cases.map(({ article }) => article))];
const paragraphIds = new Map(articleNames.map((name) => [name, paragraphIdsOf(name)]));

test("there are at least 150 cases over three articles, 20 with a second question that stands alone, 40 without an answer", () => {
  expect(cases.length).toBeGreaterThanOrEqual(150);
  expect(articleNames).toHaveLength(3);
  expect(cases.filter(({ standsAlone }) => standsAlone).length).toBeGreaterThanOrEqual(20);
  expect(
    cases.filter(({ standsAlone, relevant }) => !standsAlone && relevant.length === 0).length,
  ).toBeGreaterThanOrEqual(40);
});

test("every case has an id of its own and is there once", () => {
  expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  expect(new Set(cases.map(({ article, first, second }) => [article, first, second].join("\n"))).size).toBe(
    cases.length,
  );
});

test("every case points to paragraphs of its own article", () => {
  const astray = cases.filter(
    ({ article, relevant }) => !relevant.every((id) => paragraphIds.get(article)?.includes(id)),
  );
  expect(astray).toEqual([]);
});
