import { codePoint } from "dingbat-to-unicode";

/** Fonts of pictures have theirs at U+F000 and up, or in place of the letters that one types. */
const PRIVATE = 0xf000;
/** Boxes and ticks that few fonts have, and the same that most have. */
const USUAL: Readonly<Record<string, string>> = {
  "🗹": "☑",
  "🗷": "☒",
  "🗵": "☒",
  "🗸": "✓",
  "🞎": "☐",
  "🞏": "☐",
  "🗆": "☐",
};

/** Text of a font of pictures (Symbol, Wingdings) as the Unicode characters it shows; nothing for other fonts, and for a sign that is not known. */
export function symbolOf(text: string, font: string): string | undefined {
  let shown = "";
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const sign = codePoint(font.trim(), code >= PRIVATE && code <= 0xf0ff ? code - PRIVATE : code)?.string;
    if (sign === undefined) return undefined;
    shown += USUAL[sign] ?? sign;
  }
  return shown;
}

const BULLET = "•";
/** Bullets that tell whether something is done. */
const TELLING = /^[☐☑☒✓✔✗✘]$/u;

/** What stands before an item for a bullet: "•" for every one that says nothing. */
export const bulletOf = (sign: string): string => (TELLING.test(sign) ? sign : BULLET);
