import { ArticleError } from "./article-error.js";
import { decodeLegacy, detectLegacy, looksMisread, misreadShare } from "./legacy-charset.js";

/** What old Microsoft Office documents are, and new ones with a password ([MS-CFB] 2.2). */
const COMPOUND_FILE = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/**
 * Kinds of files that may hold no byte which a text has not, or that are met often enough to be named at once. What they are
 * called is said whether or not any format here reads them.
 */
const SIGNATURES: readonly (readonly [bytes: string, looksLike: string])[] = [
  ["%PDF-", "a PDF document"],
  ["PK\x03\x04", "a ZIP archive"],
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

/** Encodings of seven bits that `TextDecoder` refuses, by the sequences that only they have. */
const UNREADABLE_SEQUENCES: readonly (readonly [sequence: RegExp, name: string])[] = [
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with a control character.
  [/\x1b\$\)C/, "ISO-2022-KR"],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the same.
  [/\x1b\$[)*+][AGH]/, "ISO-2022-CN"],
  [/(?:~\{(?:[!-w][!-~]){1,150}~\}[^~]{0,200}){2}|~\{(?:[!-w][!-~]){12,500}~\}/, "HZ-GB-2312"],
];
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same.
const ISO_2022_JP = /\x1b(?:\$[@B]|\([IJ])/;
/** A NUL in so many bytes is a slip in a text; more are data. */
const STRAY_NUL = 100;
/** A text that was cut or joined has fewer broken characters than this share of its whole ones. */
const BROKEN = 0.25;
/** A declared charset is not believed where more than this share of the characters could not be read in it, or would be in no text. */
const MISREAD = 0.02;

/**
 * Bytes → text with "\n" as the only line end and no byte order mark: UTF-16 by its byte order mark, UTF-8 where it is that,
 * perhaps with a broken byte, else the declared charset if the text could be that, else what a detector is sure of.
 * @param charset what the document or its sender declares, as the Encoding Standard labels it; an unknown label is no declaration
 * @throws {ArticleError} `binary` or `encrypted` for what is not text at all, `encoding` for text in an encoding that is not
 * read or not sure: nothing is read wrong.
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
  return normalizeLineEnds(decodeBytes(withoutStrayNuls(bytes, source), source, charset));
}

/** The bytes without a few NULs, as browsers read them. */
function withoutStrayNuls(bytes: Uint8Array, source: string): Uint8Array {
  const offset = bytes.indexOf(0);
  if (offset === -1) return bytes;
  const text = new Uint8Array(bytes.length);
  let length = 0;
  let isText = true;
  for (const byte of bytes) {
    if (byte < 0x20 && byte !== 0 && (byte < 0x09 || byte > 0x0d) && byte !== 0x1b) isText = false;
    if (byte !== 0) text[length++] = byte;
  }
  if (isText && (bytes.length - length) * STRAY_NUL <= bytes.length) return text.subarray(0, length);
  throw new ArticleError(source, { reason: "binary", looksLike: DATA_WITH_NUL, offset });
}

function decodeBytes(bytes: Uint8Array, source: string, charset: string | undefined): string {
  const utf8 = new TextDecoder().decode(bytes);
  const { replaced, whole } = countBeyondAscii(utf8);
  const broken = replaced === 0 ? 0 : replaced - countReplacements(bytes);
  if (broken === 0) return whole === 0 ? decodeSevenBits(bytes, utf8, source) : utf8;
  if (whole > 2 && broken <= whole * BROKEN) return utf8;
  const detected = detectLegacy(bytes);
  const declared = charset === undefined ? undefined : declaredText(bytes, charset);
  const text = declared?.isDefault ? (detected.text ?? declared.text) : (declared?.text ?? detected.text);
  if (text !== undefined) return text;
  const offset = firstInvalidUtf8(bytes);
  const hex = (bytes[offset] ?? 0).toString(16).padStart(2, "0").toUpperCase();
  const perhaps = detected.names.length === 0 ? "" : ` (perhaps of ${detected.names.slice(0, 2).join(" or ")})`;
  throw new ArticleError(source, { reason: "encoding", found: `the byte 0x${hex}${perhaps}`, offset });
}

/** Text of ASCII alone, or of an encoding that hides other characters in it. */
function decodeSevenBits(bytes: Uint8Array, ascii: string, source: string): string {
  if (ISO_2022_JP.test(ascii)) return new TextDecoder("iso-2022-jp").decode(bytes);
  for (const [sequence, name] of UNREADABLE_SEQUENCES) {
    const found = sequence.exec(ascii);
    if (found) throw new ArticleError(source, { reason: "encoding", found: `text in ${name}`, offset: found.index });
  }
  return ascii;
}

/** The text in a declared charset, if it could be that; `isDefault` where that is what servers declare unasked, so that a detector knows better. */
function declaredText(bytes: Uint8Array, charset: string): { text: string; isDefault: boolean } | undefined {
  const encoding = encodingOf(charset);
  // Many pages declare UTF-8 and are not; one that could be read is not written in UTF-16 (HTML standard, 13.2.3.2).
  if (encoding === undefined || encoding.startsWith("utf-")) return undefined;
  const text = decodeLegacy(bytes, encoding);
  const isDefault = encoding === "windows-1252";
  const isMisread = text === undefined || (isDefault ? looksMisread(text) : misreadShare(text) > MISREAD);
  return isMisread ? undefined : { text, isDefault };
}

/** Text made of NULs is data of another kind that happens to begin like a byte order mark. */
function decodeUtf16(bytes: Uint8Array, label: string, source: string): string {
  const text = new TextDecoder(label).decode(bytes);
  const nul = text.indexOf("\0");
  if (nul !== -1)
    throw new ArticleError(source, { reason: "binary", looksLike: "data with NULs", offset: nul * 2 + 2 });
  return normalizeLineEnds(text);
}

function encodingOf(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding;
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

/** How many code units of a text are beyond ASCII, those apart that stand for broken bytes. A loop, because there may be millions. */
function countBeyondAscii(text: string): { replaced: number; whole: number } {
  let [replaced, whole] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0xfffd) replaced++;
    else if (code > 0x7f) whole++;
  }
  return { replaced, whole };
}

/** How often a text has U+FFFD itself (EF BF BD), which the decoder writes for broken bytes too. */
function countReplacements(bytes: Uint8Array): number {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let count = 0;
  for (let at = all.indexOf("\ufffd"); at !== -1; at = all.indexOf("\ufffd", at + 3)) count++;
  return count;
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
