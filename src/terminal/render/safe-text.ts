// A terminal obeys control characters, so none of a text that we did not write ourselves may reach it: C0 and C1 (except
// line feed and tab), and the bidirectional embeddings, overrides and isolates, which reorder the text around them.
const OBEYED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is replaced
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

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
