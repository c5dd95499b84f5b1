import { charactersOf } from "../../language/characters.js";

// Text from articles and people is untrusted: it is cleaned, then escaped, before it goes into a message.

const lineBreak = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
// Joiners and direction marks stay: scripts and emoji need them.
const unseen = charactersOf(
  "control",
  "reordering",
  "softHyphen",
  "zeroWidth",
  "invisibleOperator",
  "interlinear",
  "obsolete",
  "tag",
);
// The black flag followed by tag characters is an emoji (the flags of England, Scotland, Wales): its tags stay.
const subdivisionFlag = /\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{1,6}\u{e007f}/gu;

/** `text` with one kind of line break, whole characters only, and nothing that is unseen or that reorders what is seen. */
export function cleanText(text: string): string {
  const lines = text.replace(/\p{Surrogate}/gu, "\ufffd").replace(lineBreak, "\n");
  let clean = "";
  let from = 0;
  for (const flag of lines.matchAll(subdivisionFlag)) {
    clean += lines.slice(from, flag.index).replace(unseen, "") + flag[0];
    from = flag.index + flag[0].length;
  }
  return clean + lines.slice(from).replace(unseen, "");
}

/** `text` cleaned and on one line, white space collapsed and trimmed. */
export function oneLine(text: string): string {
  return cleanText(text).replace(/\s+/g, " ").trim();
}

// A backslash before any character but letters, digits and white space shows that character in every Discord client. What can
// begin a format anywhere is escaped anywhere; heads of headings, lists and quotations only where a line (or bold) begins; `:`
// in emoji names, timestamps and addresses; `/` in invitations, which need no scheme; `@` where it would name everyone.
const special =
  /[\\*_~|`[\]<]|:(?=\S)|@(?=everyone|here)|(?<=\.\p{L}{2,12})\/|(?<=^[^\S\n]*)[#>+-]|(?<=^[^\S\n]*\d*)\./gmu;

/** Cleaned text as Discord Markdown that shows just this text: no format, mention, link, emoji or timestamp. */
export function escapeMarkdown(text: string): string {
  return text.replace(special, "\\$&");
}

const titleLimit = 300;
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The longest start of `text` that is at most `limit` UTF-16 units and cuts no character (grapheme) in two. */
export function headOf(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // Two units more than fit show a character whole that the limit cuts in two.
  const cut = graphemes.segment(text.slice(0, limit + 2)).containing(limit);
  return text.slice(0, cut?.index ?? 0);
}

/** The longest end of `text` that is at most `limit` UTF-16 units and cuts no character (grapheme) in two. */
export function tailOf(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // The window begins before the limit, so that the character which the limit cuts is seen whole.
  const window = text.slice(Math.max(0, text.length - limit - 64));
  const least = window.length - limit;
  for (const { index } of graphemes.segment(window)) {
    if (index >= least) return window.slice(index);
  }
  return "";
}

/** `text` on one line, at most `limit` UTF-16 units, shortened with `…` at the end where it is longer. */
export function shorten(text: string, limit: number): string {
  return cut(oneLine(text), limit);
}

function cut(line: string, limit: number): string {
  return line.length <= limit ? line : `${atWordEnd(headOf(line, limit - 1)).trimEnd()}…`;
}

/** `text` as escaped Markdown on one line, at most `limit` UTF-16 units with its escapes. */
export function shortMarkdown(text: string, limit: number): string {
  const line = oneLine(text);
  // What stands behind it is not known here: it might make an emoji's name of a colon at its end.
  const markdown = (length: number) => escapeMarkdown(cut(line, length)).replace(/:$/, "\\:");
  return markdown(largest(limit, (length) => markdown(length).length <= limit));
}

/** The first of these lines, as many as fit into `limit` UTF-16 units with their line breaks. */
export function linesWithin(lines: Iterable<string>, limit: number): string[] {
  const fitting: string[] = [];
  let used = 0;
  for (const line of lines) {
    used += line.length + 1;
    if (used > limit) break;
    fitting.push(line);
  }
  return fitting;
}

/** A title as it stands in a sentence: bold, and nothing in it formats. */
export function named(title: string): string {
  return `**${shortMarkdown(title, titleLimit)}**`;
}

/** Drops a cut word at the end of `text` where that costs little. */
export function atWordEnd(text: string): string {
  const space = text.search(/\s\S{0,24}$/u);
  return space > 0 ? text.slice(0, space) : text;
}

/** Drops a cut word at the start of `text` where that costs little. */
export function atWordStart(text: string): string {
  return text.replace(/^\S{0,24}\s/u, "");
}

/** The largest whole number from 0 to `most` for which `holds`, where it holds up to some number and not beyond. */
export function largest(most: number, holds: (value: number) => boolean): number {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
