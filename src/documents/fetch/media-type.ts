import { MIMEType } from "node:util";

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** What the parsers of articles read. */
const READABLE = new Set([
  "text/html",
  "application/xhtml+xml",
  "text/plain",
  "text/markdown",
  "text/x-markdown",
  "application/pdf",
  DOCX,
]);

/** Types that say only "some file": the bytes must tell. A .docx is a ZIP archive, and some servers know no more of it. */
const OPAQUE = new Set([
  "application/octet-stream",
  "binary/octet-stream",
  "application/download",
  "application/force-download",
  "application/x-download",
  "application/zip",
]);

/** What a Content-Type header says: a type that is read, one that is not, or nothing that helps. */
export type DeclaredType =
  | { readonly kind: "readable"; readonly contentType: string }
  | { readonly kind: "unreadable" }
  | { readonly kind: "unknown" };

/** Reads a Content-Type header; `contentType` is the media type and the charset parameter, if there is one. */
export function declaredType(header: string | undefined): DeclaredType {
  if (header === undefined || header.trim() === "") return { kind: "unknown" };
  const type = parseMimeType(header);
  // A header that is no media type tells nothing, as the WHATWG MIME Sniffing Standard has it (section 5.1).
  if (type === undefined || OPAQUE.has(type.essence)) return { kind: "unknown" };
  if (!READABLE.has(type.essence)) return { kind: "unreadable" };
  const charset = type.params.get("charset");
  return { kind: "readable", contentType: charset ? `${type.essence};charset=${charset.toLowerCase()}` : type.essence };
}

function parseMimeType(header: string): MIMEType | undefined {
  try {
    return new MIMEType(header);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ERR_INVALID_MIME_SYNTAX") return undefined;
    throw error;
  }
}

/** Bytes that the standard looks at (section 5.2), and those that no text has (section 3). */
const SNIFFED_BYTES = 1_445;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const BINARY = /[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]/;
const BYTE_ORDER_MARK = /^(?:\xef\xbb\xbf|\xfe\xff|\xff\xfe)/;
const HTML =
  /^(?:\xef\xbb\xbf)?(?:[\t\n\f\r ]|<!--(?:(?!-->).)*-->|<\?xml[^>]*>)*<(?:!doctype html|html|head|body|title|meta|script|style|article|div|h1|p|table|a|br)[\s>/]/is;

/** The media type that bytes show, of those that are read, after the WHATWG MIME Sniffing Standard; `undefined` for any other. */
export function sniffType(bytes: Uint8Array): string | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = buffer.toString("latin1", 0, SNIFFED_BYTES);
  if (/^\s*%PDF-/.test(start)) return "application/pdf";
  // The names of an archive's members stand in it unpacked.
  if (start.startsWith("PK\x03\x04")) return buffer.includes("word/document.xml") ? DOCX : undefined;
  if (HTML.test(start)) return "text/html";
  if (bytes.length > 0 && (BYTE_ORDER_MARK.test(start) || !BINARY.test(start))) return "text/plain";
  return undefined;
}
