import { extname } from "node:path";
import type { Article } from "./article.js";
import { ArticleError } from "./article-error.js";
import { buildArticle } from "./build-article.js";
import { DATA_WITH_NUL, decodeText } from "./decode-text.js";
import { DocumentFault } from "./fault.js";
import { binaryFormatOf, declaredCharset, kindOfData, otherArchiveIn, textFormatOf } from "./formats/recognize.js";
import {
  type DocumentHints,
  type Format,
  MAX_DOCUMENT_BYTES,
  MAX_PLAIN_BYTES,
  PLAIN_FORMATS,
} from "./formats/registry.js";

/**
 * A document's bytes → the article in it, in whichever format of the registry its content shows. What it takes of time and
 * memory is up to the document; for those of strangers use `DocumentReader`, which runs this in a process of its own.
 * @throws {ArticleError} for every document that cannot become an article, and nothing else
 */
export async function readDocument(bytes: Uint8Array, hints: DocumentHints): Promise<Article> {
  const source = hints.url ?? hints.name;
  refuseTooLarge(bytes, MAX_DOCUMENT_BYTES, source);
  const binary = binaryFormatOf(bytes);
  const text = binary === undefined ? await decode(bytes, hints, source) : "";
  const format = binary ?? textFormatOf(text, hints);
  refuseTooLarge(bytes, format.maxBytes, source);
  try {
    switch (format.content) {
      case "binary":
        return buildArticle(await (await format.load())(bytes), source);
      case "markup":
        return buildArticle((await format.load())(text, source), source);
      case "plain":
        return buildArticle(format.parse(text), source);
    }
  } catch (cause) {
    throw asArticleError(cause, format, source);
  }
}

/**
 * A plain file's bytes → the article in it, without looking for other formats in it: for files that are known to be what
 * their names say. Pure and synchronous.
 * @param fileName decides the format (by its extension, text without one), becomes `source`, and the title where the text has none
 * @throws {ArticleError} for every document that cannot become an article, and nothing else
 */
export function parseArticle(bytes: Uint8Array, fileName: string): Article {
  refuseTooLarge(bytes, MAX_PLAIN_BYTES, fileName);
  const text = decodeText(bytes, fileName);
  const extension = extname(fileName).toLowerCase();
  const format = PLAIN_FORMATS.find(({ extensions }) => extension === "" || extensions.includes(extension));
  if (format === undefined) throw new ArticleError(fileName, { reason: "unsupported", extension });
  try {
    return buildArticle(format.parse(text), fileName);
  } catch (cause) {
    throw asArticleError(cause, format, fileName);
  }
}

function refuseTooLarge(bytes: Uint8Array, limit: number, source: string): void {
  if (bytes.length > limit) throw new ArticleError(source, { reason: "too-large", bytes: bytes.length, limit });
}

/** @throws {ArticleError} as `decodeText`, with data of another kind named where its kind is known */
async function decode(bytes: Uint8Array, hints: DocumentHints, source: string): Promise<string> {
  const archive = otherArchiveIn(bytes);
  if (archive !== undefined) throw new ArticleError(source, { reason: "binary", looksLike: archive, offset: 0 });
  try {
    return decodeText(bytes, source, declaredCharset(bytes, hints));
  } catch (error) {
    const isData =
      error instanceof ArticleError && error.fault.reason === "binary" && error.fault.looksLike === DATA_WITH_NUL;
    const looksLike = isData ? await kindOfData(bytes) : undefined;
    throw looksLike === undefined ? error : new ArticleError(source, { reason: "binary", looksLike, offset: 0 });
  }
}

/** Node's own stack size, which a parser that calls itself for every level of a document may use up. */
const STACK_KB = 984;

/** Third-party parsers throw errors of their own where a document breaks the rules of its format. */
function asArticleError(cause: unknown, format: Format, source: string): ArticleError {
  if (cause instanceof ArticleError) return cause;
  if (cause instanceof DocumentFault) {
    return new ArticleError(source, cause.fault, cause.cause === undefined ? undefined : { cause: cause.cause });
  }
  if (cause instanceof RangeError && /call stack/i.test(cause.message)) {
    const fault = { reason: "too-complex", what: "its nesting", limit: STACK_KB, unit: "KB of stack" } as const;
    return new ArticleError(source, fault, { cause });
  }
  const [detail = ""] = (cause instanceof Error ? cause.message : String(cause)).slice(0, 200).split("\n");
  return new ArticleError(source, { reason: "damaged", format: format.name, detail }, { cause });
}
