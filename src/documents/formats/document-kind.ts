/** The kinds of document that are read. */
export type DocumentKind = "pdf" | "docx" | "html" | "markdown" | "text";

/** What a document's sender says of it; believed only where the content does not tell. */
export interface DocumentHints {
  /** The file's name, with its extension. */
  readonly name: string;
  /** The media type it was sent with, perhaps with a charset: "text/html; charset=iso-8859-1". */
  readonly contentType?: string;
  /** The address that it came from; the article's source, in place of the name. */
  readonly url?: string;
}

/** How far the marks of PDF (as its readers allow) and of HTML are looked for. */
const HEAD_BYTES = 1024;

/** The header as a line of its own, and an indirect object (ISO 32000-1, 7.3.10) soon after it. */
const PDF_AFTER_JUNK = /[\r\n]%PDF-\d\.\d[\s\S]*[\r\n]\d+ \d+ obj\b/;

/** PDF and ZIP (DOCX is one) by their first bytes; nothing for what may be text. */
export function binaryKind(bytes: Uint8Array): "pdf" | "docx" | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD_BYTES)).toString("latin1");
  if (head.startsWith("PK\x03\x04")) return "docx";
  // Text may speak of "%PDF-1.7"; a file that begins with it, or with some junk and then a line of it and an object, is one.
  const isPdf = /^(?:\xef\xbb\xbf)?\s*%PDF-/.test(head) || PDF_AFTER_JUNK.test(head);
  return isPdf ? "pdf" : undefined;
}

/** HTML by the tags that a page begins with; the name or media type tells Markdown from plain text. */
export function textKind(text: string, { name, contentType = "" }: DocumentHints): "html" | "markdown" | "text" {
  const head = text.slice(0, HEAD_BYTES * 4).trimStart();
  if (/^<(?:!doctype\s+html|html|head|body)\b/i.test(head)) return "html";
  const isMarkup = /^<[a-z!?]/i.test(head);
  if (isMarkup && /<(?:!doctype\s+html|html|head|body)[\s>]/i.test(head)) return "html";
  const mime = contentType.split(";")[0]?.trim().toLowerCase();
  if (isMarkup && (/\.x?html?$/i.test(name) || mime === "text/html" || mime === "application/xhtml+xml")) return "html";
  return mime === "text/markdown" || /\.(?:md|markdown)$/i.test(name) ? "markdown" : "text";
}

/** The charset that the media type declares, or else the beginning of the page itself (`meta charset`, `http-equiv`). */
export function declaredCharset(bytes: Uint8Array, { contentType = "" }: DocumentHints): string | undefined {
  const sent = /;\s*charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(contentType)?.[1];
  if (sent !== undefined) return sent;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD_BYTES)).toString("latin1");
  // Only markup declares anything about itself: plain text may quote such a tag.
  if (!/^[\s\u00ef\u00bb\u00bf]*</.test(head)) return undefined;
  return (
    /<meta\b[^>]{0,200}?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(head)?.[1] ??
    /^\s*<\?xml\b[^>]{0,100}?\bencoding\s*=\s*["']([\w.:-]{1,40})/i.exec(head)?.[1]
  );
}
