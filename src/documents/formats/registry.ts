import type { ParsedDocument } from "../blocks.js";
import { separatorOf } from "./csv/records.js";
import { parseMarkdown } from "./markdown/markdown.js";
import { areSubtitles } from "./text/cues.js";
import { parsePlainText } from "./text/plain-text.js";
import { isZipWith, latin1Head, zipMediaType } from "./zip.js";

/** What a document's sender says of it; believed only where the content does not tell. */
export interface DocumentHints {
  /** The file's name, with its extension; "" where nobody says any. */
  readonly name: string;
  /** The media type it was sent with, perhaps with a charset: "text/html; charset=iso-8859-1". */
  readonly contentType?: string;
  /** The address that it came from; the article's source, in place of the name. */
  readonly url?: string;
}

interface FormatFacts {
  /** What people call it: "PDF". */
  readonly name: string;
  /** What people call its documents, where that is another word. */
  readonly plural?: string;
  /** In lower case with their dots; people are told the first. */
  readonly extensions: readonly [string, ...string[]];
  /** In lower case, without parameters; the first is given to a document that came without one. */
  readonly mediaTypes: readonly [string, ...string[]];
  /** The largest document that is read, in bytes. */
  readonly maxBytes: number;
}

/** A format known by its bytes. */
export interface BinaryFormat extends FormatFacts {
  readonly content: "binary";
  readonly isIn: (bytes: Uint8Array) => boolean;
  /** Loads its parser, which throws `DocumentFault` for what it cannot read. */
  readonly load: () => Promise<(bytes: Uint8Array) => Promise<ParsedDocument>>;
  /** Loads what its parser otherwise loads while it reads. */
  readonly loadRest?: () => Promise<void>;
}

/** A format known by what stands in its decoded text. */
export interface MarkupFormat extends FormatFacts {
  readonly content: "markup";
  readonly isIn: (text: string, hints: DocumentHints) => boolean;
  /** Loads its parser, which throws `DocumentFault` for what it cannot read; `source` is the document's address or name. */
  readonly load: () => Promise<(text: string, source: string) => ParsedDocument>;
}

/** A format known by its name or media type alone, read without loading anything. */
export interface PlainFormat extends FormatFacts {
  readonly content: "plain";
  readonly parse: (text: string) => ParsedDocument;
}

/** A format of documents that are read. */
export type Format = BinaryFormat | MarkupFormat | PlainFormat;

/** What every text is that shows no other format. */
export const PLAIN_TEXT: PlainFormat = {
  content: "plain",
  name: "text",
  extensions: [".txt", ".text", ".log", ".rst", ".adoc", ".org"],
  mediaTypes: ["text/plain"],
  maxBytes: 5_000_000,
  parse: parsePlainText,
};

/** Markdown: a text is it only where its name or media type says so. */
export const MARKDOWN: PlainFormat = {
  content: "plain",
  name: "Markdown",
  extensions: [".md", ".markdown"],
  mediaTypes: ["text/markdown", "text/x-markdown"],
  maxBytes: 5_000_000,
  parse: parseMarkdown,
};

const HTML: MarkupFormat = {
  content: "markup",
  name: "HTML",
  plural: "web pages",
  extensions: [".html", ".htm", ".xhtml"],
  mediaTypes: ["text/html", "application/xhtml+xml"],
  maxBytes: 10_000_000,
  isIn: isHtml,
  load: async () => (await import("./html/html.js")).parseHtml,
};

const PDF: BinaryFormat = {
  content: "binary",
  name: "PDF",
  extensions: [".pdf"],
  mediaTypes: ["application/pdf"],
  maxBytes: 10_000_000,
  isIn: isPdf,
  load: async () => (await import("./pdf/pdf.js")).parsePdf,
  loadRest: async () => (await import("./pdf/pdf-library.js")).loadAllOfPdfJs(),
};

const DOCX: BinaryFormat = {
  content: "binary",
  name: "DOCX",
  extensions: [".docx"],
  mediaTypes: ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  maxBytes: 10_000_000,
  isIn: isDocx,
  load: async () => (await import("./docx/docx.js")).parseDocx,
};

const ODT: BinaryFormat = {
  content: "binary",
  name: "ODT",
  extensions: [".odt"],
  mediaTypes: ["application/vnd.oasis.opendocument.text"],
  maxBytes: 10_000_000,
  isIn: isOdt,
  load: async () => (await import("./odt/odt.js")).parseOdt,
};

const PPTX: BinaryFormat = {
  content: "binary",
  name: "PPTX",
  extensions: [".pptx", ".ppsx"],
  mediaTypes: [
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.openxmlformats-officedocument.presentationml.slideshow",
  ],
  maxBytes: 10_000_000,
  isIn: (bytes) => isZipWith(bytes, "ppt/presentation"),
  load: async () => (await import("./pptx/pptx.js")).parsePptx,
};

const RTF: BinaryFormat = {
  content: "binary",
  name: "RTF",
  extensions: [".rtf"],
  mediaTypes: ["application/rtf", "text/rtf", "text/richtext"],
  maxBytes: 10_000_000,
  isIn: (bytes) => /^(?:\xef\xbb\xbf)?\s*\{\\rtf/.test(latin1Head(bytes, 100)),
  load: async () => (await import("./rtf/rtf.js")).parseRtf,
};

const EPUB: BinaryFormat = {
  content: "binary",
  name: "EPUB",
  extensions: [".epub"],
  mediaTypes: ["application/epub+zip"],
  maxBytes: 10_000_000,
  isIn: isEpub,
  load: async () => (await import("./epub/epub.js")).parseEpub,
};

const SUBTITLES: MarkupFormat = {
  content: "markup",
  name: "subtitles",
  extensions: [".srt", ".vtt"],
  mediaTypes: ["text/vtt", "application/x-subrip"],
  maxBytes: 5_000_000,
  isIn: areSubtitles,
  load: async () => (await import("./text/subtitles.js")).parseSubtitles,
};

const CSV: MarkupFormat = {
  content: "markup",
  name: "CSV",
  extensions: [".csv", ".tsv"],
  mediaTypes: ["text/csv", "text/tab-separated-values"],
  maxBytes: 5_000_000,
  isIn: (text, hints) => isNamed(CSV, hints) && separatorOf(text) !== undefined,
  load: async () => (await import("./csv/csv.js")).parseCsv,
};

/**
 * All formats, in the order in which people are told of them. To add one, write its parser and its entry here: what is
 * recognized, fetched, accepted by name and said in messages is made from this list.
 */
export const FORMATS: readonly Format[] = [PLAIN_TEXT, MARKDOWN, HTML, PDF, DOCX, ODT, RTF, PPTX, EPUB, SUBTITLES, CSV];

/** Archives that are named when they are refused, by a member that only they have; the last one is every other. */
export const OTHER_ARCHIVES: readonly (readonly [member: string, looksLike: string])[] = [
  ["xl/workbook.xml", "an Excel workbook"],
  ["", "a ZIP archive"],
];

/** The same, by what they say that they are. */
export const OTHER_MEDIA_TYPES: readonly (readonly [mediaType: string, looksLike: string])[] = [
  ["application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet"],
  ["application/vnd.oasis.opendocument.presentation", "an OpenDocument presentation"],
];

/** The formats that are known by their bytes. */
export const BINARY_FORMATS = FORMATS.filter((format) => format.content === "binary");
/** Those known by what stands in their text. */
export const MARKUP_FORMATS = FORMATS.filter((format) => format.content === "markup");
/** Those known by name or media type alone. */
export const PLAIN_FORMATS = FORMATS.filter((format) => format.content === "plain");

/** The extensions of the files that are read; what is in them is known by the content alone. */
export const DOCUMENT_EXTENSIONS: readonly string[] = FORMATS.flatMap(({ extensions }) => extensions);

/** Those of the formats that are read without loading anything. */
export const PLAIN_EXTENSIONS: readonly string[] = PLAIN_FORMATS.flatMap(({ extensions }) => extensions);

/** The largest document of any format in bytes: 10 MB. Check a size against it before reading. */
export const MAX_DOCUMENT_BYTES = Math.max(...FORMATS.map(({ maxBytes }) => maxBytes));

/** The largest document of the formats that are read without loading anything, in bytes: 5 MB. */
export const MAX_PLAIN_BYTES = Math.max(...PLAIN_FORMATS.map(({ maxBytes }) => maxBytes));

/** The media types of all formats. */
export const MEDIA_TYPES: readonly string[] = FORMATS.flatMap(({ mediaTypes }) => mediaTypes);

/** The files that are read, for people: ".txt, .md, .html, .pdf or .docx". */
export const DOCUMENT_FILES = listed(
  FORMATS.map(({ extensions }) => extensions[0]),
  "disjunction",
);

/** Those that are read without loading anything, for people: ".txt or .md". */
export const PLAIN_FILES = listed(
  PLAIN_FORMATS.map(({ extensions }) => extensions[0]),
  "disjunction",
);

/** What is read, for people: "text, Markdown, web pages, PDF and DOCX". */
export const DOCUMENT_KINDS = listed(
  FORMATS.map(({ name, plural }) => plural ?? name),
  "conjunction",
);

/** British English, which puts no comma before the last one. */
function listed(words: readonly string[], type: "conjunction" | "disjunction"): string {
  return new Intl.ListFormat("en-GB", { type }).format(words);
}

/** Whether a document's name or media type says that it is of a format. */
export function isNamed({ extensions, mediaTypes }: Format, { name, contentType = "" }: DocumentHints): boolean {
  const mediaType = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  return mediaTypes.includes(mediaType) || extensions.some((extension) => name.toLowerCase().endsWith(extension));
}

/** Other kinds of archives have a container too, and say what they are. */
function isEpub(bytes: Uint8Array): boolean {
  const type = zipMediaType(bytes);
  return type === "" ? isZipWith(bytes, "META-INF/container.xml") : type.startsWith("application/epub+zip");
}

/** An archive of OpenDocument that does not say of what kind may be a text. */
function isOdt(bytes: Uint8Array): boolean {
  const type = zipMediaType(bytes);
  if (type !== "") return type.startsWith("application/vnd.oasis.opendocument.text");
  return isZipWith(bytes, "content.xml") && isZipWith(bytes, "META-INF/manifest.xml");
}

/** The main part is `word/document.xml`, or has another name in the folder where Word's parts are. */
function isDocx(bytes: Uint8Array): boolean {
  return isZipWith(bytes, "word/document") || (isZipWith(bytes, "[Content_Types].xml") && isZipWith(bytes, "word/"));
}

/** The header as a line of its own, and an indirect object (ISO 32000-1, 7.3.10) soon after it. */
const PDF_AFTER_JUNK = /[\r\n]%PDF-\d\.\d[\s\S]*[\r\n]\d+ \d+ obj\b/;

/** Text may speak of "%PDF-1.7"; a file that begins with it, or with some junk and then a line of it and an object, is one. */
function isPdf(bytes: Uint8Array): boolean {
  const head = latin1Head(bytes, 1024);
  return /^(?:\xef\xbb\xbf)?\s*%PDF-/.test(head) || PDF_AFTER_JUNK.test(head);
}

/** What pages begin with that have no html tag, behind white space, comments and an XML declaration (WHATWG MIME Sniffing, 7.1). */
const BEGINS_LIKE_PAGE =
  /^(?:\s|<!--(?:(?!-->).)*-->|<\?xml[^>]*>)*<(?:title|meta|script|style|article|div|h1|p|table|a|br)[\s>/]/is;

/** A page by its tags; other markup only where it is said to be HTML, or where nothing is said of it. */
function isHtml(text: string, hints: DocumentHints): boolean {
  const head = text.slice(0, 4096).trimStart();
  if (!/^<[a-z!?]/i.test(head)) return false;
  if (/<(?:!doctype\s+html|html|head|body)[\s/>]/i.test(head)) return true;
  const nothingSaid = hints.name === "" && hints.contentType === undefined;
  return isNamed(HTML, hints) || (nothingSaid && BEGINS_LIKE_PAGE.test(head));
}
