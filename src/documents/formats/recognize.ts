import {
  BINARY_FORMATS,
  type BinaryFormat,
  type DocumentHints,
  type Format,
  isNamed,
  MARKUP_FORMATS,
  type MarkupFormat,
  OTHER_ARCHIVES,
  OTHER_MEDIA_TYPES,
  PLAIN_FORMATS,
  PLAIN_TEXT,
  type PlainFormat,
} from "./registry.js";
import { isZipWith, latin1Head, zipMediaType } from "./zip.js";

/** The format of bytes that are no text; nothing for what may be text. */
export function binaryFormatOf(bytes: Uint8Array): BinaryFormat | undefined {
  return BINARY_FORMATS.find((format) => format.isIn(bytes));
}

/** The format of a decoded text: by its content, else by its name or media type, else plain text. */
export function textFormatOf(text: string, hints: DocumentHints): MarkupFormat | PlainFormat {
  return (
    MARKUP_FORMATS.find((format) => format.isIn(text, hints)) ??
    // Plain text is the first: a name or a media type of any other says more.
    PLAIN_FORMATS.findLast((format) => isNamed(format, hints)) ??
    PLAIN_TEXT
  );
}

/** Bytes that the WHATWG MIME Sniffing Standard looks at (section 5.2), and those that no text has (section 3). */
const SNIFFED_BYTES = 1_445;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const BINARY = /[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]/;
const BYTE_ORDER_MARK = /^(?:\xef\xbb\xbf|\xfe\xff|\xff\xfe)/;

/** The format that bytes show by their beginning, where nothing else is known of them; `undefined` for none. */
export function sniffFormat(bytes: Uint8Array): Format | undefined {
  const start = latin1Head(bytes, SNIFFED_BYTES);
  const isText = start !== "" && (BYTE_ORDER_MARK.test(start) || !BINARY.test(start));
  return binaryFormatOf(bytes) ?? (isText ? textFormatOf(start.replace(BYTE_ORDER_MARK, ""), { name: "" }) : undefined);
}

/** How far a page's own declaration is looked for: styles and scripts may stand before it, though the standard gives it 1,024 bytes. */
const DECLARING_BYTES = 65_536;

/** The charset that the media type declares, or else the beginning of the page itself (`meta charset`, `http-equiv`). */
export function declaredCharset(bytes: Uint8Array, { contentType = "" }: DocumentHints): string | undefined {
  const sent = /;\s*charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(contentType)?.[1];
  if (sent !== undefined) return sent;
  const head = latin1Head(bytes, DECLARING_BYTES);
  // Only markup declares anything about itself: plain text may quote such a tag.
  if (!/^[\s\u00ef\u00bb\u00bf]*</.test(head)) return undefined;
  return (
    /<meta\b[^>]{0,200}?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(head)?.[1] ??
    /^\s*<\?xml\b[^>]{0,100}?\bencoding\s*=\s*["']([\w.:-]{1,40})/i.exec(head)?.[1]
  );
}

/** What kind of archive bytes are that are of no format here; nothing for what is no archive. */
export function otherArchiveIn(bytes: Uint8Array): string | undefined {
  const declared = zipMediaType(bytes);
  return (OTHER_MEDIA_TYPES.find(([type]) => declared.startsWith(type)) ??
    OTHER_ARCHIVES.find(([member]) => isZipWith(bytes, member)))?.[1];
}

/** Loads file-type, which only refused files need. */
export const loadFileType = () => import("file-type");

/** What data is that is no text, by file-type, for people: "an MP4 video" is told as "a .mp4 file (video/mp4)". Nothing if it is unknown. */
export async function kindOfData(bytes: Uint8Array): Promise<string | undefined> {
  const { fileTypeFromBuffer } = await loadFileType();
  const type = await fileTypeFromBuffer(bytes);
  return type && `a .${type.ext} file (${type.mime})`;
}
