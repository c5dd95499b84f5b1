/** What stands on the line or is raised over it. */
export interface Piece {
  readonly text: string;
  readonly isRaised: boolean;
}

/** What stands before a raised text is looked at only so far: a paragraph may have thousands of them. */
const LOOKED_BACK = 40;
const NUMBERS = /^\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20}$/;
const SIGNED = /^\d*[-−–+]\d*$/;
/** Units of length and time, and a letter by itself: what is raised behind them is their power. */
const UNIT_OR_VARIABLE = /(?<![\p{L}\p{N}])(?:\d{1,12}\s?)?(?:[kcdmµnh]?m|ft|in|yd|mi|[kmµn]?s|\p{L})$/u;
/** Numbers whose powers are written; behind others stands the mark of a note. */
const BASE = /(?<![\p{N}.,])(?:10|\d)$/u;
const FORMULA_IN_BRACKETS = /\((?:(?!\p{L}{3})[^()]){1,20}\)$/u;
const PRICE = /[$€£¥]\s?\d{1,6}$/u;
/** "n+1", "2x", "−kt": no word is raised, and each letter stands for itself. */
const FORMULA = /^[-−–+]?(?:\d{1,4}\p{L}?|\p{L})(?:\s?[-−–+*/·]\s?(?:\d{1,4}\p{L}?|\p{L})){1,4}$/u;
/** Letters that end numbers and abbreviations: 1er, 2o, no, Me. */
const ORDINAL = /(?:\p{N}|(?<!\p{L})\p{L})$/u;
const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  "0": "⁰",
  "1": "¹",
  "2": "²",
  "3": "³",
  "4": "⁴",
  "5": "⁵",
  "6": "⁶",
  "7": "⁷",
  "8": "⁸",
  "9": "⁹",
  "+": "⁺",
  "-": "⁻",
  "−": "⁻",
  "–": "⁻",
};

/**
 * The text of a line with its raised parts told apart: the mark of a note as "1898[2]", as other formats have it, a power as
 * "10^3" or "m²". Raised words and signs stay as they are.
 */
export function withRaised(pieces: readonly Piece[]): string {
  let text = "";
  pieces.forEach((piece, index) => {
    text += piece.isRaised ? raised(text, piece.text, pieces[index + 1]?.text ?? "") : piece.text;
  });
  return text;
}

function raised(before: string, spaced: string, after: string): string {
  const text = spaced.trim();
  const told = raisedPart(before.slice(-LOOKED_BACK) + (/^\s/.test(spaced) ? " " : ""), text, after);
  return told === undefined ? spaced : told + (/\s$/.test(spaced) && !/\s$/.test(told) ? " " : "");
}

/** What a raised part is told as; nothing where it stays as it is. */
function raisedPart(before: string, text: string, after: string): string | undefined {
  const base = before.trimEnd();
  // The number of a page behind the dots that lead to it.
  if (/[.…⋯]{3}$/.test(base)) return undefined;
  if (/^\d$/.test(text) && /^\s?[/⁄]/.test(after)) return /\p{N}$/u.test(base) ? ` ${text}` : undefined;
  if (SIGNED.test(text) && /\d/.test(text))
    return /\p{N}$/u.test(base) && !/[-−–+]$/.test(text) ? `^${text}` : superscript(text);
  if (FORMULA.test(text) && /(?:^|[^\p{L}])(?:\p{L}|\p{N}+|[)\]])$/u.test(base)) return `^(${text})`;
  if (NUMBERS.test(text)) return raisedNumber(base, before, text, after);
  if (/^\p{L}$/u.test(text)) return /^\p{L}/u.test(after) ? undefined : raisedLetter(base, text);
  return undefined;
}

function raisedNumber(base: string, before: string, text: string, after: string): string {
  if (base === "" || before !== base) {
    // ¹⁴C stands before its letter; so does the mark at a note.
    if (/^\d{2,3}$/.test(text) && /^\p{Lu}\p{Ll}?(?!\p{L})/u.test(after))
      return (base === "" ? "" : " ") + superscript(text);
    if (base === "") return /^\s/.test(after) ? `[${text}]` : `[${text}] `;
  }
  if (PRICE.test(base) && /^\d\d$/.test(text)) return `.${text}`;
  if (BASE.test(base) || FORMULA_IN_BRACKETS.test(base)) return `^${text}`;
  if (/^[23]$/.test(text) && UNIT_OR_VARIABLE.test(base)) return superscript(text);
  return text === "0" || text === "00" ? superscript(text) : `[${text}]`;
}

/** The mark of a note behind a word, or a power behind a number or a letter that no abbreviation has. */
function raisedLetter(base: string, text: string): string | undefined {
  if (ORDINAL.test(base)) return /^(?:[oaersdt]|\p{Lu})$/u.test(text) ? undefined : `^${text}`;
  return /\p{L}{2}$/u.test(base) && /^[a-z]$/.test(text) ? `[${text}]` : undefined;
}

const superscript = (text: string): string =>
  [...text].map((character) => SUPERSCRIPTS[character] ?? character).join("");
