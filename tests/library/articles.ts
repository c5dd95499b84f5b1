import { randomUUID } from "node:crypto";
import type { Article } from "../../src/documents/article.js";
import { parseArticle } from "../../src/documents/read-document.js";
import type { Embedded, ImportToKeep } from "../../src/store/store.js";

/** An article of these paragraphs. */
export function articleOf(title: string, ...paragraphs: string[]): Article {
  return parseArticle(Buffer.from(`# ${title}\n\n${paragraphs.join("\n\n")}\n`), `${title}.md`);
}

/** An import of an article with made-up facts. */
export function importOf(article: Article, facts: Partial<ImportToKeep> = {}): ImportToKeep {
  return {
    importId: randomUUID(),
    id: randomUUID(),
    title: article.title,
    source: article.source,
    sourceKind: "file",
    site: null,
    published: null,
    addedBy: null,
    addedAt: 1000,
    refreshedAt: null,
    bytes: 100,
    contentHash: `hash of ${article.title}`,
    vectorKey: `key of ${article.title}`,
    content: article.paragraphs,
    ...facts,
  };
}

/** Two rows of vectors for one paragraph. */
export function embeddedBy(model: string, first = 1): Embedded {
  return {
    model,
    vectors: {
      data: Float32Array.of(first, 0.25, -0.5, 1e-7),
      paragraphOf: Int32Array.of(0, 0),
      sentenceOf: Int32Array.of(-1, 0),
    },
  };
}
