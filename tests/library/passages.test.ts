import path from "node:path";
import { expect, test } from "vitest";
import { UnknownArticleError } from "../../src/library/errors.js";
import { isSearched, passagesOf } from "../../src/retrieval/answer.js";
import { openLibrary } from "../open-library.js";
import { ROOT } from "../real-model.js";

const pilcrow = openLibrary([path.join(ROOT, "tests/follow-ups/articles/lindmoor-tram.md")]);
const article = {
  title: "The secret meeting",
  source: "secret.md",
  paragraphs: [{ number: 1, headings: [], text: "Nobody may read this.", sentences: [{ start: 0, end: 21 }] }],
};

test("the profile gives each paragraph the score that the answer gives it", async () => {
  const question = "what does a monthly pass cost";
  const answer = await pilcrow().library.ask("user:1", question, { top: 100 });
  if (!isSearched(answer)) throw new Error("not searched");
  const { profile } = answer;
  const passages = passagesOf(answer);
  expect(profile).toHaveLength(passages.length);
  for (const { paragraph, score } of passages) expect(profile[paragraph.number - 1]).toBe(score);
});

test("a paragraph is given by its number", async () => {
  const found = await pilcrow().library.paragraph("user:1", "lindmoor-tram", 11);
  expect(found).toMatchObject({ article: { id: "lindmoor-tram" }, paragraph: { number: 11 } });
  expect(await pilcrow().library.paragraph("user:1", "lindmoor-tram", 0)).toBeUndefined();
  expect(await pilcrow().library.paragraph("user:1", "lindmoor-tram", 999)).toBeUndefined();
});

test("nothing of a scope is given to another, even after it was read there", async () => {
  await pilcrow().articles.add("guild:1", article, { id: "secret" });
  expect(await pilcrow().library.paragraph("guild:1", "secret", 1)).toMatchObject({ article: { id: "secret" } });
  await pilcrow().library.ask("guild:1", "who?", { articleId: "secret" });
  for (const scope of ["guild:2", "user:1", "house"] as const) {
    expect(await pilcrow().library.paragraph(scope, "secret", 1)).toBeUndefined();
    await expect(pilcrow().library.ask(scope, "who?", { articleId: "secret" })).rejects.toThrow(UnknownArticleError);
  }
  await pilcrow().articles.remove("guild:1", "secret");
  expect(await pilcrow().library.paragraph("guild:1", "secret", 1)).toBeUndefined();
});
