import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { Article } from "../../../src/documents/article.js";
import { ArticleError } from "../../../src/documents/article-error.js";
import { describeOmissions } from "../../../src/documents/omission.js";
import { readDocument } from "../../../src/documents/read-document.js";

// A folder is a case: a whole document with one difficulty, and what a careful reader finds in it. Where nothing is missing
// of the document, nothing is said of it.
const fixtures = path.join(import.meta.dirname, "fixtures");

test.each(readdirSync(fixtures).filter((name) => !name.startsWith(".")))("%s", async (name) => {
  const folder = path.join(fixtures, name);
  const source = readdirSync(folder).find((file) => file.startsWith("source.")) ?? "";
  const found = await readDocument(readFileSync(path.join(folder, source)), { name: source }).then(
    whatIsRead,
    (error) => {
      if (error instanceof ArticleError) return { fault: error.fault };
      throw error;
    },
  );
  expect(found).toEqual(JSON.parse(readFileSync(path.join(folder, "expected.json"), "utf8")));
});

function whatIsRead({ title, site, published, paragraphs, omissions }: Article): unknown {
  return {
    title,
    ...(site !== undefined && { site }),
    ...(published !== undefined && { published }),
    paragraphs: paragraphs.map(({ page, time, headings, text, form, links }) => ({
      ...(page !== undefined && { page }),
      ...(headings.length > 0 && { headings }),
      ...(time !== undefined && { time }),
      text,
      // A list and a table can be seen in the text.
      ...(form === "code" && { form }),
      ...(links !== undefined && { links }),
    })),
    ...(omissions !== undefined && { omissions: describeOmissions(omissions) }),
  };
}
