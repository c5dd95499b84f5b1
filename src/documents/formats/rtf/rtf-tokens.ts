/** Who reads the tokens of an RTF document (RTF 1.9.1, "RTF Syntax"). */
export interface RtfHandler {
  openGroup(): void;
  closeGroup(): void;
  /** A control word, as "par" or "b" with its number, or a control symbol, as "~" or "*". */
  control(name: string, value: number | undefined): void;
  /** A byte of text, in the charset that holds there. */
  byte(code: number): void;
}

const [OPEN, CLOSE, BACKSLASH, LINE_FEED, CARRIAGE_RETURN, APOSTROPHE, MINUS, SPACE] = [
  0x7b, 0x7d, 0x5c, 0x0a, 0x0d, 0x27, 0x2d, 0x20,
];
const LONGEST_WORD = 40;
const isLetter = (code = 0): boolean => (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
const isDigit = (code = 0): boolean => code >= 0x30 && code <= 0x39;

/** Reads a document in one pass over its bytes. What is no RTF in it is read as text. */
export function readTokens(bytes: Uint8Array, handler: RtfHandler): void {
  let at = 0;
  while (at < bytes.length) {
    const code = bytes[at] ?? 0;
    if (code === BACKSLASH) at = readControl(bytes, at + 1, handler);
    else {
      at++;
      if (code === OPEN) handler.openGroup();
      else if (code === CLOSE) handler.closeGroup();
      else if (code === 9) handler.control("tab", undefined);
      else if (code !== LINE_FEED && code !== CARRIAGE_RETURN && code !== 0) handler.byte(code);
    }
  }
}

/** @returns where it goes on behind the control word or symbol that begins at `start` */
function readControl(bytes: Uint8Array, start: number, handler: RtfHandler): number {
  const code = bytes[start];
  if (code === undefined) return start;
  if (code === APOSTROPHE) {
    const hex = Number.parseInt(String.fromCharCode(bytes[start + 1] ?? 0, bytes[start + 2] ?? 0), 16);
    if (Number.isNaN(hex)) return start + 1;
    handler.byte(hex);
    return start + 3;
  }
  if (code === BACKSLASH || code === OPEN || code === CLOSE) {
    handler.byte(code);
    return start + 1;
  }
  if (!isLetter(code)) {
    // A line break behind a backslash ends a paragraph.
    handler.control(code === LINE_FEED || code === CARRIAGE_RETURN ? "par" : String.fromCharCode(code), undefined);
    return start + 1;
  }
  let at = start;
  let name = "";
  for (; isLetter(bytes[at]) && name.length < LONGEST_WORD; at++) name += String.fromCharCode(bytes[at] ?? 0);
  const isNegative = bytes[at] === MINUS && isDigit(bytes[at + 1]);
  if (isNegative) at++;
  let value: number | undefined;
  for (; isDigit(bytes[at]); at++) value = Math.min((value ?? 0) * 10 + (bytes[at] ?? 0) - 0x30, 2 ** 31);
  if (bytes[at] === SPACE) at++;
  // Data that is no text: so many bytes of it.
  if (name === "bin") return at + (value ?? 0);
  handler.control(name, value !== undefined && isNegative ? -value : value);
  return at;
}
