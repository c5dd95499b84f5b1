import { editDistance } from "../language/edit-distance.js";
import { dividedWordsOf } from "../language/terms.js";

/**
 * Those whose title has every word typed, or nearly: words may be unfinished, in any order, and have a typo or two. The
 * nearest first, then as given. Nothing typed finds all.
 */
export function findTitles<T extends { readonly title: string }>(items: readonly T[], typed: string): T[] {
  const wanted = wordsOf(typed);
  return items
    .map((item, at) => ({ item, at, errors: errorsIn(wordsOf(item.title), wanted) }))
    .filter(({ errors }) => errors < Infinity)
    .sort((a, b) => a.errors - b.errors || a.at - b.at)
    .map(({ item }) => item);
}

/** How many letters of a word may be wrong: none in the shortest, which would match anything. */
function allowedErrors(word: string): number {
  return word.length < 3 ? 0 : word.length < 6 ? 1 : 2;
}

/** Typos over all wanted words, each against its nearest word of the title; infinite where one of them has none. */
function errorsIn(title: readonly string[], wanted: readonly string[]): number {
  return wanted.reduce((sum, word) => {
    const options = { prefix: true, most: allowedErrors(word) };
    return sum + Math.min(...title.map((candidate) => editDistance(word, candidate, options)));
  }, 0);
}

/** Long enough for every real word, and the work stays small for what is none. */
const MAX_WORD = 40;

function wordsOf(text: string): string[] {
  return dividedWordsOf(text).map((word) => word.slice(0, MAX_WORD));
}
