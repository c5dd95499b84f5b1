import type { Article } from "../article.js";
import { ArticleError } from "../article-error.js";
import type { ParsedDocument } from "../blocks.js";
import { buildArticle } from "../build-article.js";
import { decodeText } from "../decode-text.js";
import { parseMarkdown } from "./markdown/markdown.js";
import { parsePlainText } from "./text/plain-text.js";

/** The largest article in bytes: 5 MB. Check a file's size against it before reading the file. */
export const MAX_ARTICLE_BYTES = 5_000_000;

const FORMATS: Readonly<Record<string, (text: string) => ParsedDocument>> = {
  "": parsePlainText,
  ".txt": parsePlainText,
  ".text": parsePlainText,
  ".md": parseMarkdown,
  ".markdown": parseMarkdown,
};

/** The extensions of the files that `parseArticle` reads. */
export const ARTICLE_EXTENSIONS: readonly string[] = Object.keys(FORMATS).filter((extension) => extension !== "");

/**
 * A file's bytes → the article in it. Pure and synchronous.
 * @param fileName decides the format (by its extension), becomes `source`, and the title where the text has none
 * @throws {ArticleError} for every document that cannot become an article, and nothing else
 */
export function parseArticle(bytes: Uint8Array, fileName: string): Article {
  if (bytes.length > MAX_ARTICLE_BYTES) {
    throw new ArticleError(fileName, { reason: "too-large", bytes: bytes.length, limit: MAX_ARTICLE_BYTES });
  }
  const text = decodeText(bytes, fileName);
  const extension = /[^\\/](\.[^.\\/]*)$/.exec(fileName)?.[1]?.toLowerCase() ?? "";
  const parse = Object.hasOwn(FORMATS, extension) ? FORMATS[extension] : undefined;
  if (parse === undefined) throw new ArticleError(fileName, { reason: "unsupported", extension });
  return buildArticle(parse(text), fileName);
}
