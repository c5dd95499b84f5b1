import { afterAll, describe, expect, test } from "vitest";
import { ArticleError } from "../../../src/documents/article-error.js";
import { DocumentReader } from "../../../src/documents/sandbox/document-reader.js";
import { hostileDocuments } from "./hostile.js";

// The product's own limits: 30 s and 512 MB.
const reader = new DocumentReader();
afterAll(() => reader.close());

describe("a hostile document ends in an article or a clear error, and this process goes on meanwhile", async () => {
  test.each(await hostileDocuments())("$name", async ({ bytes, hints }) => {
    let ticks = 0;
    const ticking = setInterval(() => ticks++, 5);
    const outcome = await reader.read(bytes, hints).catch((error: unknown) => error);
    clearInterval(ticking);
    if (outcome instanceof Error) {
      expect(outcome).toBeInstanceOf(ArticleError);
      expect(outcome.message).toContain(hints.name);
    } else expect(outcome).toHaveProperty("paragraphs");
  });
});
