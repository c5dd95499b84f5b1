import { afterAll, describe, expect, test } from "vitest";
import { ArticleError } from "../../../src/documents/article-error.js";
import { DocumentReader } from "../../../src/documents/sandbox/document-reader.js";
import { hostileDocuments } from "./hostile.js";

// The product's own limits: 30 s and 512 MB. What ends at the second whatever it is ends sooner where it is half of that.
const readers = { product: new DocumentReader(), half: new DocumentReader({ memoryBytes: 256_000_000 }) };
afterAll(() => Promise.all(Object.values(readers).map((reader) => reader.close())));
/** Documents that end at the limit of memory. */
const TOO_LARGE_IN_MEMORY: readonly string[] = [
  "5 MB of hyphens and line breaks",
  "10 MB of less-than signs",
  "9 MB of entities",
  "a PDF page that inflates to 150 MB",
  "XML of a million paragraphs",
];

describe("a hostile document ends in an article or a clear error, and this process goes on meanwhile", () => {
  test.each(hostileDocuments())("$name", async ({ name, bytes, hints }) => {
    const endsAtMemory = TOO_LARGE_IN_MEMORY.includes(name);
    const reader = endsAtMemory ? readers.half : readers.product;
    let ticks = 0;
    const ticking = setInterval(() => ticks++, 5);
    const outcome = await reader.read(bytes, hints).catch((error: unknown) => error);
    clearInterval(ticking);
    if (endsAtMemory) expect(outcome).toMatchObject({ fault: { what: "the memory to read it" } });
    if (outcome instanceof Error) {
      expect(outcome).toBeInstanceOf(ArticleError);
      expect(outcome.message).toContain(hints.name);
    } else expect(outcome).toHaveProperty("paragraphs");
  });
});
