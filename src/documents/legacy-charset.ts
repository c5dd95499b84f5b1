import { createRequire } from "node:module";

type Detector = typeof import("jschardet");

/** What the detector names → what `TextDecoder` reads. Its other encodings are those of DOS, Macintosh and mainframes. */
const READ_AS: Readonly<Record<string, string>> = {
  "iso-8859-1": "windows-1252",
  "iso-8859-9": "windows-1254",
  "iso8859-4": "iso-8859-4",
  "iso8859-10": "iso-8859-10",
  "iso8859-14": "iso-8859-14",
  "iso8859-15": "iso-8859-15",
  "iso8859-16": "iso-8859-16",
  cp874: "windows-874",
  "tis-620": "windows-874",
  cp866: "ibm866",
  maccyrillic: "x-mac-cyrillic",
  cp932: "shift_jis",
  shift_jis_2004: "shift_jis",
  "euc-jis-2004": "euc-jp",
  cp949: "euc-kr",
  big5hkscs: "big5",
};
/** Not believed: a text in the DOS encodings of the West looks much like one of the old Macintosh. UTF was tried before. */
const NOT_READ: ReadonlySet<string> = new Set(["macintosh", "utf-8", "utf-16le", "utf-16be"]);

/** What Windows-1252 has in place of the C1 controls, from 0x80 (Encoding Standard, index windows-1252). */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** From this on the detector is believed; short texts in the right encoding have .1 to .3, long ones more. Measured on 25 languages. */
const LEAST_CONFIDENCE = 0.1;
/** Another reading of the bytes must be less than this share as likely. */
const MARGIN = 0.85;
/** The detector looks at so much of a text. */
const LOOKED_AT = 50_000;
/** What no text has: controls, characters that are none, signs or capitals inside of small words ("Ka¿da", "FŠhre"). */
const MISREAD =
  /(?!\s)\p{Cc}|[\ufffd\p{Co}\p{Cn}]|\p{L}[\p{Sc}\p{So}\p{Sk}¡-§«¬°-³¶¹»-¿‚„†‡‰‹›•…“”™×÷]\p{L}|\p{Ll}(?![A-Z])\p{Lu}/gu;
const BEYOND_ASCII = /[\x80-\xff]/;
/** Anything but ASCII and the marks that all code pages of Windows have in the same place: quotation marks, dashes, an ellipsis. */
const BEYOND_MARKS = /[^\0-\x7f‘’“”•–—…™\u00a0]/;
/** Up to this share of such places may be slips. */
const SLIPS = 1 / 2000;

/** What the detector says of bytes: the text, if it is sure; else which encodings it could be in. */
export interface Detected {
  readonly text?: string;
  readonly names: readonly string[];
}

/** The share of a text's characters, from the first beyond ASCII on, that show that it is read in the wrong encoding. */
export function misreadShare(text: string): number {
  const first = Math.max(0, text.search(/[^\0-\x7f]/));
  const looked = text.slice(Math.max(0, first - 200), first + LOOKED_AT);
  let count = 0;
  for (const _ of looked.matchAll(MISREAD)) count++;
  return count / Math.max(1, looked.length);
}

/** Whether a text has more such places than slips of its writer. */
export const looksMisread = (text: string): boolean => misreadShare(text) > SLIPS;

/** The text of bytes in one of the encodings that `TextDecoder` knows; what is no character in it as U+FFFD. Nothing for another name. */
export function decodeLegacy(bytes: Uint8Array, encoding: string): string | undefined {
  if (encoding === "windows-1252") return decodeWindows1252(bytes);
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Loads jschardet. Only where it is needed: its tables take 100 ms. */
export function loadDetector(): Detector {
  return createRequire(import.meta.url)("jschardet") as Detector;
}

/** What encoding bytes that are no UTF-8 are in, by jschardet, which weighs how often letters follow one another in many languages. */
export function detectLegacy(bytes: Uint8Array): Detected {
  const { detectAll } = loadDetector();
  const readings: { text: string; confidence: number; name: string }[] = [];
  let otherConfidence = 0;
  const names: string[] = [];
  const sample = telling(bytes);
  for (const { encoding, confidence } of detectAll(sample, { minimumThreshold: 0.01 })) {
    const found = encoding?.toLowerCase() ?? "";
    const name = READ_AS[found] ?? found;
    const text = NOT_READ.has(name) ? undefined : decodeLegacy(sample, name);
    if (confidence >= LEAST_CONFIDENCE && !names.includes(name)) names.push(name);
    if (text === undefined) otherConfidence = Math.max(otherConfidence, confidence);
    else if (!looksMisread(text) && readings.every((reading) => reading.text !== text))
      readings.push({ text, confidence, name });
    if (readings.length === 2) break;
  }
  const [best, second] = readings;
  const confidence = best?.confidence ?? 0;
  // Marks alone say little of a language, and are the same in all that come first.
  const isLikely = confidence >= LEAST_CONFIDENCE || (best !== undefined && !BEYOND_MARKS.test(best.text));
  const isSure = isLikely && confidence >= otherConfidence;
  const isAlone = second === undefined || second.confidence < confidence * MARGIN;
  const text = best && isSure && isAlone ? decodeLegacy(bytes, best.name) : undefined;
  return text === undefined || looksMisread(text) ? { names } : { text, names };
}

/** What tells the encoding: the lines with bytes beyond ASCII, without tags, from the first such byte on. */
function telling(bytes: Uint8Array): Uint8Array {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  const lines = latin1
    .replace(/<[^<>]{0,2000}>/g, " ")
    .split(/[\r\n]+/)
    .filter((line) => BEYOND_ASCII.test(line))
    .join("\n");
  const first = lines.search(BEYOND_ASCII);
  const from = Math.max(0, first - 200);
  return Buffer.from(lines.slice(from, from + LOOKED_AT), "latin1");
}

/** By hand, because the `TextDecoder` of Node 20 gives Latin 1 for this label: control characters for quotation marks and dashes. */
function decodeWindows1252(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return latin1.replace(/[\u0080-\u009f]/g, (control) => WINDOWS_1252.charAt(control.charCodeAt(0) - 0x80));
}
