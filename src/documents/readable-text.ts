// Characters that a reader never sees but that hide text from a search, reorder it on the screen, or reach a terminal as
// commands: C0 and C1 controls other than tab and line feed, soft hyphen, zero-width space, word joiner, invisible
// operators, byte order mark, interlinear marks, and the bidirectional embeddings, overrides and isolates.
// The joiners U+200C and U+200D stay (emoji, Persian, Indic scripts), and so do the marks U+200E, U+200F and U+061C.
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]/g;

/** Removes what no reader sees, and nothing else: words, punctuation and white space stay as they are. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, "");
}

/** How many characters of a text are invisible, but for soft hyphens: these only say where a word may be broken. */
export function countInvisible(text: string): number {
  return text.replaceAll("\u00ad", "").match(INVISIBLE)?.length ?? 0;
}

/**
 * The text as a reader sees it: no invisible characters, runs of spaces and tabs as one space, no space at the edges of
 * lines, no empty lines. All other characters (no-break spaces, quotation marks, composed or decomposed letters) stay.
 */
export function readable(text: string): string {
  const lines: string[] = [];
  for (const line of withoutInvisible(text).split("\n")) {
    const trimmed = line.replace(/[ \t]+/g, " ").trim();
    if (trimmed !== "") lines.push(trimmed);
  }
  return lines.join("\n");
}

/** The same on one line: for titles and headings. */
export function readableLine(text: string): string {
  return readable(text).replaceAll("\n", " ");
}
