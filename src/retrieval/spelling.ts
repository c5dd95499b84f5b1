import { editDistance } from "../language/edit-distance.js";
import { termsOfWord, wordsOf } from "../language/terms.js";
import type { LexicalIndex } from "./lexical-index.js";

/** Shorter words have too many neighbours to guess what was meant. */
const SHORTEST = 4;
/** From this length on two slips are forgiven. */
const LONG = 8;
/** Scripts that write words apart, letter by letter: in Chinese, one other character is another word, not a slip. */
const LETTERS = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]+$/u;

/** The words of a question that none of the articles has, in any form: perhaps misspelt, perhaps just about something else. */
export function unknownWords(question: string, indexes: readonly LexicalIndex[]): string[] {
  const isKnown = (word: string) => {
    // Thousands of articles may have to be looked through. Where a word is, its terms are too.
    const ownTerms = termsOfWord(word);
    return indexes.some(({ terms }) => ownTerms.every((term) => terms.has(term)));
  };
  return [...new Set(wordsOf(question))].filter(
    (word) => word.length >= SHORTEST && LETTERS.test(word) && !isKnown(word),
  );
}

/**
 * The word of the articles that a misspelt word meant: of the same first letter and within one slip (a letter missing,
 * added, wrong, or two swapped), two for words of 8 letters and more; `undefined` where there is none. The fewest slips
 * win, then the alphabet.
 */
export function closestWord(misspelt: string, indexes: readonly LexicalIndex[]): string | undefined {
  const most = misspelt.length >= LONG ? 2 : 1;
  let best: string | undefined;
  let fewest = most + 1;
  // Articles share most of their words.
  const tried = new Set<string>();
  for (const { words } of indexes) {
    for (const word of words.get(misspelt.charAt(0)) ?? []) {
      if (Math.abs(word.length - misspelt.length) > most || tried.has(word)) continue;
      tried.add(word);
      const slips = editDistance(misspelt, word, { most: fewest });
      if (slips < fewest || (slips === fewest && best !== undefined && word < best)) {
        best = word;
        fewest = slips;
      }
    }
  }
  return best;
}

/** A question with some of its words replaced; everything else stays as it was written. */
export function withWords(question: string, replacements: ReadonlyMap<string, string>): string {
  return question.replace(/[\p{L}\p{M}\p{N}'’]+/gu, (written) => {
    const [word = ""] = wordsOf(written);
    return replacements.get(word) ?? written;
  });
}
