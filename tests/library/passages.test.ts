import path from "node:path";
import { expect, test } from "vitest";
import { UnknownArticleError } from "../../src/library/errors.js";
import { passagesOf } from "../../src/retrieval/answer.js";
import { openLibrary } from "../open-library.js";
import { ROOT } from "../real-model.js";

const library = openLibrary([path.join(ROOT, "tests/follow-ups/articles/lindmoor-tram.md")]);
const article = {
  title: "The secret meeting",
  source: "secret.md",
  paragraphs: [{ number: 1, headings: [], text: "Nobody may read this.", sentences: [{ start: 0, end: 21 }] }],
};

test("the profile gives each paragraph the score that the answer gives it", async () => {
  const question = "what does a monthly pass cost";
  const answer = await library().ask("user:1", question, { top: 100 });
  const profile = await library().profile("user:1", question, "lindmoor-tram");
  if (answer.kind === "no-article") throw new Error("no article");
  const passages = passagesOf(answer);
  expect(profile).toHaveLength(passages.length);
  for (const { paragraph, score } of passages) expect(profile[paragraph.number - 1]).toBe(score);
});

test("a paragraph is given by its number", async () => {
  const found = await library().paragraph("user:1", "lindmoor-tram", 11);
  expect(found).toMatchObject({ article: { id: "lindmoor-tram" }, paragraph: { number: 11 } });
  expect(await library().paragraph("user:1", "lindmoor-tram", 0)).toBeUndefined();
  expect(await library().paragraph("user:1", "lindmoor-tram", 999)).toBeUndefined();
});

test("nothing of a scope is given to another, even after it was read there", async () => {
  await library().add("guild:1", article, { id: "secret" });
  expect(await library().paragraph("guild:1", "secret", 1)).toMatchObject({ article: { id: "secret" } });
  await library().profile("guild:1", "who?", "secret");
  for (const scope of ["guild:2", "user:1", "house"] as const) {
    expect(await library().paragraph(scope, "secret", 1)).toBeUndefined();
    await expect(library().profile(scope, "who?", "secret")).rejects.toThrow(UnknownArticleError);
  }
  await library().remove("guild:1", "secret");
  expect(await library().paragraph("guild:1", "secret", 1)).toBeUndefined();
});
