import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { describeOmissions } from "../../src/documents/omission.js";
import { parseArticle } from "../../src/documents/read-document.js";

// A folder is a case: a whole document, and what a careful reader finds in it.
const fixtures = path.join(import.meta.dirname, "fixtures");

test.each(readdirSync(fixtures))("%s", (name) => {
  const folder = path.join(fixtures, name);
  const source = readdirSync(folder).find((file) => file.startsWith("source.")) ?? "";
  const article = parseArticle(readFileSync(path.join(folder, source)), name + path.extname(source));
  const found = {
    title: article.title,
    paragraphs: article.paragraphs.map(({ headings, text, sentences }) => ({
      headings,
      text,
      sentences: sentences.map((span) => text.slice(span.start, span.end)),
    })),
    ...(article.omissions !== undefined && { omissions: describeOmissions(article.omissions) }),
  };
  expect(found).toEqual(JSON.parse(readFileSync(path.join(folder, "expected.json"), "utf8")));
});

test("the mission's article: title and 14 paragraphs, word for word", (context) => {
  const shared = path.join(import.meta.dirname, "../../../shared");
  const file = path.join(shared, "articles/000_e13aeefc5e6b676d.txt");
  if (!existsSync(file)) {
    console.log(`skipped: ${file} is not on this machine`);
    context.skip(`${file} is not on this machine`);
  }
  const corpus = readFileSync(path.join(shared, "eval/mission-article/corpus.jsonl"), "utf8");
  const expected: { title: string; text: string }[] = corpus
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const article = parseArticle(readFileSync(file), path.basename(file));
  expect(expected).toHaveLength(14);
  expect(article.paragraphs.map((paragraph) => ({ title: article.title, text: paragraph.text }))).toEqual(
    expected.map(({ title, text }) => ({ title, text })),
  );
});
