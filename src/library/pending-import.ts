import { randomBytes } from "node:crypto";
import type { Article } from "../documents/article.js";
import { readableLine } from "../documents/readable-text.js";
import type { ImportToKeep } from "../store/store.js";
import { vectorKeyOf } from "./content.js";

/** A title is a line, not a text. */
const MAX_TITLE = 300;

/** A title, or the name of a document, as it is kept; empty where nothing can be read of it. */
export function titleIn(typed: string): string {
  return readableLine(typed).slice(0, MAX_TITLE);
}

/** The article under another title, where one was given. */
export function titled(article: Article, title: string | undefined): Article {
  return { ...article, title: titleIn(title ?? "") || article.title };
}

type Facts = Pick<
  ImportToKeep,
  "importId" | "id" | "sourceKind" | "addedBy" | "addedAt" | "refreshedAt" | "bytes" | "messages"
>;

/** An article as an import that can be begun. */
export async function importOf(article: Article, contentHash: string, facts: Facts): Promise<ImportToKeep> {
  const { title, source, site = null, published = null, paragraphs: content } = article;
  return { ...facts, title, source, site, published, content, contentHash, vectorKey: await vectorKeyOf(article) };
}

/** The size of an article's text in UTF-8. */
export function textBytes({ paragraphs }: Article): number {
  return paragraphs.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
}

/** An id for an article or an import. */
export function newId(): string {
  return randomBytes(9).toString("base64url");
}
