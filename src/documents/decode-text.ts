import { ArticleError } from "./article-error.js";

/** What old Microsoft Office documents are, and new ones with a password ([MS-CFB] 2.2). */
const COMPOUND_FILE = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/**
 * Kinds of files that may hold no byte which a text has not, or that are met often enough to be named at once. What they are
 * called is said whether or not any format here reads them.
 */
const SIGNATURES: readonly (readonly [bytes: string, looksLike: string])[] = [
  ["%PDF-", "a PDF document"],
  ["PK\x03\x04", "a ZIP archive (as .docx, .odt and .epub files are)"],
  ["PK\x05\x06", "an empty ZIP archive"],
  ["\x1f\x8b", "a gzip archive"],
  ["7z\xbc\xaf\x27\x1c", "a 7-Zip archive"],
  ["Rar!\x1a\x07", "a RAR archive"],
  ["SQLite format 3\0", "a SQLite database"],
  ["\x7fELF", "a program"],
  ["{\\rtf", "an RTF document"],
  ["\x89PNG\r\n", "a PNG image"],
  ["\xff\xd8\xff", "a JPEG image"],
  ["GIF8", "a GIF image"],
  [COMPOUND_FILE, "an old Microsoft Office document"],
];

/** What data looks like that is no text and has no signature. */
export const DATA_WITH_NUL = "data with NUL bytes";

/** What Windows-1252 has in place of the C1 controls, from 0x80 (Encoding Standard, index windows-1252). */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
/** The bytes that the code page leaves undefined. */
const UNDEFINED_IN_1252: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/**
 * Bytes → text with "\n" as the only line end and no byte order mark: UTF-16 by its byte order mark, else the declared
 * charset, else UTF-8, else Windows-1252 (what old programs write in the West), if the text could be that.
 * @param charset what the document or its sender declares, as the Encoding Standard labels it; an unknown label is no declaration
 * @throws {ArticleError} `binary` or `encrypted` for what is not text at all, `encoding` for text in no encoding that is read.
 */
export function decodeText(bytes: Uint8Array, source: string, charset?: string): string {
  if (startsWith(bytes, "\xff\xfe") && !startsWith(bytes, "\xff\xfe\0\0"))
    return decodeUtf16(bytes, "utf-16le", source);
  if (startsWith(bytes, "\xfe\xff")) return decodeUtf16(bytes, "utf-16be", source);
  const utf16 = unreadableUtf16(bytes);
  if (utf16 !== undefined) throw new ArticleError(source, { reason: "encoding", found: utf16, offset: 0 });
  const signature = SIGNATURES.find(([start]) => startsWith(bytes, start));
  if (signature && isEncryptedOffice(bytes)) {
    throw new ArticleError(source, { reason: "encrypted", format: "Microsoft Office" });
  }
  if (signature) throw new ArticleError(source, { reason: "binary", looksLike: signature[1], offset: 0 });
  const nul = bytes.indexOf(0);
  if (nul !== -1) throw new ArticleError(source, { reason: "binary", looksLike: DATA_WITH_NUL, offset: nul });
  const hasMark = startsWith(bytes, "\xef\xbb\xbf");
  const declared = charset === undefined || hasMark ? undefined : decoderFor(charset);
  if (declared?.encoding === "windows-1252") return normalizeLineEnds(decodeWindows1252(bytes));
  // Many pages declare UTF-8 and are not: these bytes are checked as those of no declaration are.
  const checked = declared === undefined || declared.encoding === "utf-8";
  return normalizeLineEnds(checked ? decodeUndeclared(bytes, source) : declared.decode(bytes));
}

/** Text made of NULs is data of another kind that happens to begin like a byte order mark. */
function decodeUtf16(bytes: Uint8Array, label: string, source: string): string {
  const text = new TextDecoder(label).decode(bytes);
  const nul = text.indexOf("\0");
  if (nul !== -1)
    throw new ArticleError(source, { reason: "binary", looksLike: "data with NULs", offset: nul * 2 + 2 });
  return normalizeLineEnds(text);
}

function decoderFor(label: string): InstanceType<typeof TextDecoder> | undefined {
  try {
    const decoder = new TextDecoder(label);
    // A declaration that could be read is not written in UTF-16 (HTML standard, 13.2.3.2); it is UTF-8.
    return decoder.encoding.startsWith("utf-16") ? new TextDecoder() : decoder;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function startsWith(bytes: Uint8Array, start: string): boolean {
  for (let i = 0; i < start.length; i++) if (bytes[i] !== start.charCodeAt(i)) return false;
  return true;
}

/** A .docx with a password is no ZIP archive, but a compound file with a stream of this name ([MS-OFFCRYPTO] 2.3.1). */
function isEncryptedOffice(bytes: Uint8Array): boolean {
  const stream = Buffer.from("EncryptedPackage", "utf16le");
  return startsWith(bytes, COMPOUND_FILE) && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(stream);
}

/** UTF-32, or UTF-16 without its byte order mark: every second byte of the beginning is NUL, as in Latin text. */
function unreadableUtf16(bytes: Uint8Array): string | undefined {
  if (startsWith(bytes, "\xff\xfe\0\0")) return "UTF-32 LE with a byte order mark";
  const length = Math.min(bytes.length, 512) & ~1;
  if (length < 8) return undefined;
  const nuls = [0, 0];
  for (let i = 0; i < length; i++) if (bytes[i] === 0) nuls[i % 2] = (nuls[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  if (even === 0 && odd > length * 0.4) return "UTF-16 LE without a byte order mark";
  if (odd === 0 && even > length * 0.4) return "UTF-16 BE without a byte order mark";
  return undefined;
}

function decodeUndeclared(bytes: Uint8Array, source: string): string {
  // It removes a byte order mark.
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    if (isPlausibleWindows1252(bytes)) return decodeWindows1252(bytes);
    const offset = firstInvalidUtf8(bytes);
    const hex = (bytes[offset] ?? 0).toString(16).padStart(2, "0").toUpperCase();
    const fault = { reason: "encoding", found: `the byte 0x${hex}`, offset } as const;
    throw new ArticleError(source, fault, { cause });
  }
}

/** By hand, because the `TextDecoder` of Node 20 gives Latin 1 for this label: control characters for quotation marks and dashes. */
function decodeWindows1252(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return latin1.replace(/[\u0080-\u009f]/g, (control) => WINDOWS_1252.charAt(control.charCodeAt(0) - 0x80));
}

/** No control characters, none of the five bytes that the code page leaves undefined, and mostly ASCII, as Western text is. */
function isPlausibleWindows1252(bytes: Uint8Array): boolean {
  let high = 0;
  for (const byte of bytes) {
    const control = byte < 0x20 && (byte < 0x09 || byte > 0x0d);
    if (control || byte === 0x7f || UNDEFINED_IN_1252.has(byte)) return false;
    if (byte >= 0x80) high++;
  }
  return high <= bytes.length * 0.3;
}

/** Offset of the first byte that belongs to no character; the length if all do. */
function firstInvalidUtf8(bytes: Uint8Array): number {
  const decoded = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  let offset = 0;
  // The decoder writes U+FFFD for what is none; the text may also hold that character itself (EF BF BD).
  for (const valid of decoded.split("\ufffd")) {
    offset += Buffer.byteLength(valid);
    if (!startsWith(bytes.subarray(offset), "\xef\xbf\xbd")) return offset;
    offset += 3;
  }
  return offset;
}

/** CRLF, CR, NEL, U+2028 and vertical tab end a line; U+2029 and form feed end a paragraph. */
function normalizeLineEnds(text: string): string {
  return text.replace(/\r\n?|[\u0085\u2028\v]/g, "\n").replace(/[\u2029\f]/g, "\n\n");
}
