import { charactersOf } from "../language/characters.js";

/** What hides text from a search or reorders it on the screen. Joiners and direction marks stay: scripts and emoji need them. */
const INVISIBLE = charactersOf("control", "reordering", "softHyphen", "zeroWidth", "invisibleOperator", "interlinear");

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

/** What programs write into the title field when the author wrote nothing. */
const NO_TITLE =
  /^(?:untitled|document\s?\d*|word document|title|microsoft word\b.*|.*\.(?:docx?|dot[xm]?|pdf|indd|tex|dvi|ps|rtf|odt|pages|qxd))$/i;

/** The title in a file's properties, if it can be one: not a file name, not what the program put there by itself. */
export function declaredTitle(property: string | undefined): string | undefined {
  const title = readableLine(property ?? "").slice(0, 300);
  return NO_TITLE.test(title) || !/\p{L}{2}/u.test(title) ? undefined : title;
}
