import { readableLine } from "./readable-text.js";

/** What programs write into the title field when the author wrote nothing. */
const NO_TITLE =
  /^(?:untitled|document\s?\d*|word document|title|microsoft word\b.*|.*\.(?:docx?|pdf|indd|tex|dvi|ps|rtf|odt|pages|qxd))$/i;

/** The title in a file's properties, if it can be one: not a file name, not what the program put there by itself. */
export function declaredTitle(property: string | undefined): string | undefined {
  const title = readableLine(property ?? "").slice(0, 300);
  return NO_TITLE.test(title) || !/\p{L}{2}/u.test(title) ? undefined : title;
}
