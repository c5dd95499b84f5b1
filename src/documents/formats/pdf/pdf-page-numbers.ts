import { documentPatterns } from "../../../language/languages.js";

const NUMBER = "\\p{N}{1,4}|[ivxlc]{1,7}";
/** "12", "– iv –", "Page 3 of 9", "3/9": a number with what may stand around a page number, and nothing else. */
const PAGE_NUMBER = new RegExp(
  `^[-–—·|[(]? ?(?<page>${documentPatterns.page})? ?(?<number>${NUMBER})(?: ?(?:${documentPatterns.pageOf}|[/|]) ?(?<total>\\p{N}{1,4}))? ?[-–—·|\\])]?$`,
  "iu",
);
const ROMAN: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 };

/** What a text says that may be a page's number. */
export interface PageNumber {
  readonly value: number;
  /** It says by itself what it is: "Page 3", or "3 of 9". */
  readonly isExplicit: boolean;
}

/** The number that a whole text is, if it has the form of a page number; whether it is one, the other pages decide. */
export function pageNumberIn(text: string): PageNumber | undefined {
  const { page, number, total } = PAGE_NUMBER.exec(text)?.groups ?? {};
  const value = number === undefined ? undefined : numberOf(number);
  if (value === undefined) return undefined;
  return { value, isExplicit: page !== undefined || (total !== undefined && value <= Number(total)) };
}

function numberOf(number: string): number | undefined {
  if (/^\p{N}+$/u.test(number)) return Number(number.normalize("NFKC"));
  const digits = [...number.toLowerCase()].map((letter) => ROMAN[letter] ?? 0);
  const value = digits.reduce((sum, digit, at) => sum + (digit < (digits[at + 1] ?? 0) ? -digit : digit), 0);
  // "Civil" is made of such letters and is no number: written again, the value must give the same letters.
  return romanOf(value) === number.toLowerCase() ? value : undefined;
}

function romanOf(value: number): string {
  const steps = Object.entries({ c: 100, xc: 90, l: 50, xl: 40, x: 10, ix: 9, v: 5, iv: 4, i: 1 });
  let rest = value;
  let text = "";
  for (const [letters, step] of steps) {
    while (rest >= step) {
      text += letters;
      rest -= step;
    }
  }
  return text;
}
