import { randomUUID } from "node:crypto";
import type { Article } from "../../src/documents/article.js";
import { parseArticle } from "../../src/documents/read-document.js";
import { HEADING, type TokenCodes } from "../../src/retrieval/token-codes.js";
import type { Scope } from "../../src/store/scope.js";
import type { ArticleContent, Embedded, ImportToKeep, Store } from "../../src/store/store.js";

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
    messages: [],
    ...facts,
  };
}

/** Tokens of a paragraph: one of its heading, the others of its first sentence. */
export function tokensOf(count: number, first = 1): TokenCodes {
  const sentenceOf = Int16Array.from({ length: count }, (_, token) => (token === 0 ? HEADING : 0));
  return { codes: Uint8Array.from({ length: count * 3 }, (_, at) => first + at), sentenceOf };
}

/** Two rows of vectors and three tokens for one paragraph. */
export function embeddedBy(model: string, first = 1): Embedded {
  return {
    model,
    vectors: {
      data: Float32Array.of(first, 0.25, -0.5, 1e-7),
      paragraphOf: Int32Array.of(0, 0),
      sentenceOf: Int32Array.of(-1, 0),
    },
    tokens: [tokensOf(3, first)],
  };
}

/** Begins an import as a process that ended leaves it: without an owner. */
export async function leaveImport(store: Store, scope: Scope, article: ImportToKeep): Promise<void> {
  await store.imports.begin(scope, article, { at: 1 });
  await store.imports.release(scope, article.importId);
}

/** How many imports of a scope are neither finished nor cancelled. */
export async function importsUnderWay(store: Store, scope: Scope): Promise<number> {
  const [{ articles }, kept] = await Promise.all([store.imports.usage(scope, 0), store.articles.list(scope)]);
  return articles - kept.length;
}

/** What an article has by which its tokens are read. */
export async function embeddedAs(store: Store, scope: Scope, id: string): Promise<ArticleContent> {
  const content = await store.articles.read(scope, id);
  if (content === undefined) throw new Error(`There is no article ${id}.`);
  return content;
}
