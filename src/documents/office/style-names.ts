/** What office programs call the styles of paragraphs that are no running text, in small letters. */
const STYLES = {
  contents: /^(?:toc|contents|table of (?:figures|authorities)|toa)(?: (?:\d|heading))?$/,
  code: /^(?:source (?:code|text)|html preformatted|preformatted text|code(?: block)?)$/,
  "table-head": /^table (?:heading|header)/,
} as const;

/** Whether one of a style's names is one for tables of contents, programs and their output, or the heads of tables. */
export function isStyleOf(kind: keyof typeof STYLES, names: readonly string[]): boolean {
  return names.some((name) => STYLES[kind].test(name));
}

/** A heading with more text than this, or a sentence of more than that, is a clause that has a heading's style for its number. */
const LONGEST_HEADING = 200;
const LONGEST_SENTENCE = 80;

/** Whether a paragraph of a heading's style is short enough to be one. */
export function canBeHeading(text: string): boolean {
  return text.trim().length <= (/[.;。；]\s*$/.test(text.slice(-20)) ? LONGEST_SENTENCE : LONGEST_HEADING);
}
