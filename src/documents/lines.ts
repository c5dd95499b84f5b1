import { documentPatterns } from "../language/languages.js";

/** "pre- and post-war": the hyphen stands for a word that comes. */
const SUSPENDED = new RegExp(`^${documentPatterns.behindHyphen}\\b`);
/** Chinese and Japanese lines are joined without a space. */
const CJK_END = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]$/u;
const CJK_START = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;
const WORD = /\p{L}+(?:-\p{L}+)*/gu;

/** Whether a line ends as sentences do: with . ! ? … or their like, perhaps behind them a quotation mark or bracket. */
export function endsClosed(text: string): boolean {
  return /[\p{Sentence_Terminal}…]["'”’»)\]」』）*_]*$/u.test(text.slice(-8).trimEnd());
}

/** The words of a text in small letters, with their inner hyphens, but for the ones at line ends, which may be halves. */
export function knownWords(lines: readonly string[]): Set<string> {
  const words = new Set<string>();
  for (const line of lines) {
    const whole = line.toLowerCase().match(WORD) ?? [];
    for (const word of /-$/.test(line) ? whole.slice(0, -1) : whole) words.add(word);
  }
  return words;
}

/** What stands between two lines of running text when they are joined: a space, where the script has them. */
export function spaceBetween(before: string, line: string): "" | " " {
  return CJK_END.test(before.slice(-2)) && CJK_START.test(line) ? "" : " ";
}

/**
 * Joins a line to the text before it, by a space where the script has them. A hyphen between two letters at the line's end was put there by the program that
 * broke the line and goes, unless the document writes the word with it elsewhere and never without; or the second half
 * begins with a capital or a digit, where programs do not divide.
 * @param words what `knownWords` found in the document
 */
export function joinLines(before: string, line: string, words: ReadonlySet<string>): string {
  if (spaceBetween(before, line) === "") return before + line;
  if (before.endsWith("\u00ad")) return before.slice(0, -1) + line;
  const [, head] = /([\p{L}-]{1,60})-$/u.exec(before.slice(-61)) ?? [];
  const [tail] = /^\p{L}+(?:-\p{L}+)*/u.exec(line.slice(0, 60)) ?? [];
  if (SUSPENDED.test(line)) return `${before} ${line}`;
  if (head === undefined || tail === undefined)
    return /[\p{L}\p{N}]-$/u.test(before.slice(-3)) ? before + line : `${before} ${line}`;
  if (!/^\p{Ll}/u.test(tail)) return before + line;
  const [whole, hyphenated] = [head + tail, `${head}-${tail}`].map((word) => word.toLowerCase());
  const keeps = hyphenated !== undefined && whole !== undefined && words.has(hyphenated) && !words.has(whole);
  return (keeps ? before : before.slice(0, -1)) + line;
}
