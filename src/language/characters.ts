/**
 * Classes of characters that a reader does not see or that change how the text around them is shown, as the inside of a
 * regular expression's brackets (flag `u`). Which of them a text may hold, and what becomes of the others, each user decides.
 */
const CLASSES = {
  /** C0, DEL and C1, other than tab and line feed: terminals take them as commands. */
  control: "\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f",
  /** Bidirectional embeddings, overrides and isolates: they reorder the text around them. */
  reordering: "\\u202a-\\u202e\\u2066-\\u2069",
  softHyphen: "\\u00ad",
  /** Zero-width space, word joiner, byte order mark. */
  zeroWidth: "\\u200b\\u2060\\ufeff",
  invisibleOperator: "\\u2061-\\u2064",
  /** Interlinear annotation marks. */
  interlinear: "\\ufff9-\\ufffb",
  /** Mongolian vowel separator and format characters that Unicode has given up. */
  obsolete: "\\u180e\\u2065\\u206a-\\u206f",
  /** Tag characters; behind a black flag they are part of an emoji. */
  tag: "\\u{e0000}-\\u{e007f}",
  /** Every format character, the joiners U+200C and U+200D and the direction marks among them, which scripts and emoji need. */
  format: "\\p{Cf}",
  /** Halves of characters. */
  loneSurrogate: "\\p{Cs}",
} as const;

/** A named class of characters. */
export type CharacterClass = keyof typeof CLASSES;

/** A pattern (flags `g` and `u`) for each character of these classes. */
export function charactersOf(...classes: readonly CharacterClass[]): RegExp {
  return new RegExp(`[${classes.map((name) => CLASSES[name]).join("")}]`, "gu");
}
