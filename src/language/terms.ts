const WORD = /[\p{L}\p{N}]+/gu;
const HAN_OR_KANA = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** The words of a text, in order, without case and accents; a possessive loses its 's. */
export function wordsOf(text: string): string[] {
  const plain = text
    .normalize("NFKD")
    .replace(/\p{M}+|['’]s?(?!\p{L})|['’]/gu, "")
    .toLowerCase();
  return plain.match(WORD) ?? [];
}

/**
 * The terms of a word for lexical matching: the word without the commonest English endings. Chinese and Japanese, written
 * without spaces, give pairs of neighbouring characters.
 */
export function termsOfWord(word: string): string[] {
  return HAN_OR_KANA.test(word) ? pairsOf(word) : [stem(word)];
}

/** The terms of a text, in order. */
export function termsOf(text: string): string[] {
  return wordsOf(text).flatMap(termsOfWord);
}

function pairsOf(word: string): string[] {
  const characters = [...word];
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, at) => `${characters[at]}${character}`);
}

/** Light stemming: plural and the verb endings -ed and -ing, only where a word of three letters remains. */
function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  let root = word;
  if (root.endsWith("ies") && root.length > 4) root = `${root.slice(0, -3)}y`;
  else if (/(?:ss|sh|ch|x|z)es$/.test(root)) root = root.slice(0, -2);
  else if (/[^su]s$/.test(root)) root = root.slice(0, -1);
  if (root.length > 5 && root.endsWith("ing")) root = root.slice(0, -3);
  else if (root.length > 4 && root.endsWith("ed")) root = root.slice(0, -2);
  if (root.length > 3 && root.endsWith("e")) root = root.slice(0, -1);
  return root.length > 3 && root.at(-1) === root.at(-2) && !/[lsz]$/.test(root) ? root.slice(0, -1) : root;
}
