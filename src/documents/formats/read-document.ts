import type { Article } from "../article.js";
import { ArticleError } from "../article-error.js";
import type { ParsedDocument } from "../blocks.js";
import { buildArticle } from "../build-article.js";
import { decodeText } from "../decode-text.js";
import { binaryKind, type DocumentHints, type DocumentKind, declaredCharset, textKind } from "./document-kind.js";
import { MAX_ARTICLE_BYTES } from "./parse-article.js";

/** The largest HTML, PDF or DOCX document in bytes: 10 MB; text and Markdown end at `MAX_ARTICLE_BYTES`. Check a size against it before reading. */
export const MAX_DOCUMENT_BYTES = 10_000_000;

/** The extensions of the files that `readDocument` reads; what is in them is known by the content alone. */
export const DOCUMENT_EXTENSIONS: readonly string[] = [
  ".txt",
  ".text",
  ".md",
  ".markdown",
  ".html",
  ".htm",
  ".xhtml",
  ".pdf",
  ".docx",
];

/**
 * A document's bytes → the article in it: plain text, Markdown, HTML, PDF or DOCX, known by their content. What it takes
 * of time and memory is up to the document; for those of strangers use `DocumentReader`, which runs this in a process of
 * its own.
 * @throws {ArticleError} for every document that cannot become an article, and nothing else
 */
export async function readDocument(bytes: Uint8Array, hints: DocumentHints): Promise<Article> {
  const source = hints.url ?? hints.name;
  refuseTooLarge(bytes, MAX_DOCUMENT_BYTES, source);
  const binary = binaryKind(bytes);
  if (binary === "pdf") {
    const { parsePdf } = await import("./pdf/pdf.js");
    return build("pdf", source, () => parsePdf(bytes, source));
  }
  if (binary === "docx") {
    const { parseDocx } = await import("./docx/docx.js");
    return build("docx", source, () => parseDocx(bytes, source));
  }
  const text = decodeText(bytes, source, declaredCharset(bytes, hints));
  const kind = textKind(text, hints);
  if (kind === "html") {
    const { parseHtml } = await import("./html/html.js");
    return build(kind, source, () => parseHtml(text, source));
  }
  refuseTooLarge(bytes, MAX_ARTICLE_BYTES, source);
  if (kind === "markdown") {
    const { parseMarkdown } = await import("./markdown/markdown.js");
    return build(kind, source, () => parseMarkdown(text));
  }
  const { parsePlainText } = await import("./text/plain-text.js");
  return build(kind, source, () => parsePlainText(text));
}

function refuseTooLarge(bytes: Uint8Array, limit: number, source: string): void {
  if (bytes.length > limit) throw new ArticleError(source, { reason: "too-large", bytes: bytes.length, limit });
}

const FORMATS: Readonly<Record<DocumentKind, string>> = {
  pdf: "PDF",
  docx: "DOCX",
  html: "HTML",
  markdown: "Markdown",
  text: "text",
};

/** Node's own stack size, which a parser that calls itself for every level of a document may use up. */
const STACK_KB = 984;

/** Parsers of other people throw what they like at a document that breaks their expectations. */
async function build(
  kind: DocumentKind,
  source: string,
  parse: () => ParsedDocument | Promise<ParsedDocument>,
): Promise<Article> {
  try {
    return buildArticle(await parse(), source);
  } catch (cause) {
    if (cause instanceof ArticleError) throw cause;
    if (cause instanceof RangeError && /call stack/i.test(cause.message)) {
      const fault = { reason: "too-complex", what: "its nesting", limit: STACK_KB, unit: "KB of stack" } as const;
      throw new ArticleError(source, fault, { cause });
    }
    const [detail = ""] = (cause instanceof Error ? cause.message : String(cause)).slice(0, 200).split("\n");
    throw new ArticleError(source, { reason: "damaged", format: FORMATS[kind], detail }, { cause });
  }
}
