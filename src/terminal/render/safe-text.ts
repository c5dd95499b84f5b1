import { charactersOf } from "../../language/characters.js";

// A terminal obeys control characters, and some characters reorder the text around them: of a text that we did not write
// ourselves, neither may reach it.
const OBEYED = charactersOf("control", "reordering");

/** `text` with a visible `�` for each character that a terminal would obey; of the same length, so that spans still fit. */
export function safeText(text: string): string {
  return text.replace(OBEYED, "\ufffd");
}

/** The same on one line. */
export function safeLine(text: string): string {
  return safeText(text).replace(/\s+/g, " ");
}

/** What somebody typed, on one line and in the quotes of JSON. */
export function asTyped(text: string): string {
  return JSON.stringify(safeLine(text));
}

/** A title on one line, as it is named in a sentence: “The title” */
export function inQuotes(title: string): string {
  return `“${safeLine(title)}”`;
}
