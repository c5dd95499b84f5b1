import type { Paragraph, Span } from "../../documents/article.js";
import type { Texts } from "../../interface-texts/texts.js";
import { moreOf, newHeadings } from "../../presentation/sections.js";
import { placeOf } from "../../presentation/sentences.js";
import { oneLine, shortMarkdown } from "../text/plain-text.js";
import { quoteParagraph } from "../text/quote-paragraph.js";

const headingsLimit = 200;
const nothing: Span = { start: 0, end: 0 };
/** What is kept free for the line that tells what is left. */
const moreLimit = 60;

/** As much of a section as fits. */
export interface SectionPage {
  /** Markdown. */
  readonly description: string;
  /** How many paragraphs it shows, at least one. */
  readonly shown: number;
}

/**
 * The paragraphs of a section in order, each quoted with its number, below headings as they come; then what is left.
 * @param paragraphs at least one; the first is cut where it alone is too long
 * @param last the number of the section's last paragraph
 * @param limit UTF-16 units, with what is left
 * @param marked what is bold in one of them
 */
export function sectionPage(
  paragraphs: readonly Paragraph[],
  last: number,
  limit: number,
  texts: Texts,
  marked?: { readonly number: number; readonly highlight: Span },
): SectionPage {
  const parts: string[] = [];
  let left = limit - moreLimit;
  let above: readonly string[] = [];
  for (const paragraph of paragraphs) {
    const highlight = paragraph.number === marked?.number ? marked.highlight : nothing;
    const heading = headingLine(newHeadings(paragraph.headings, above));
    const text = [...heading, numbered(paragraph, highlight, limit - moreLimit - headingsLimit - 10, texts)].join("\n");
    if (text.length + 1 > left && parts.length > 0) break;
    parts.push(text);
    left -= text.length + 1;
    above = paragraph.headings;
  }
  const next = paragraphs[parts.length - 1]?.number ?? last;
  const more = next < last ? [`-# ${moreOf(next + 1, last, texts)}`] : [];
  return { description: [...parts, ...more].join("\n"), shown: parts.length };
}

function headingLine(headings: readonly string[]): string[] {
  const path = shortMarkdown(headings.map(oneLine).join(" › "), headingsLimit);
  return path === "" ? [] : [`**${path}**`];
}

/** `> ¶ 4 · page 2 · The paragraph, its marked sentence bold.` */
function numbered(paragraph: Paragraph, highlight: Span, limit: number, texts: Texts): string {
  const place = placeOf(paragraph, texts).join(" · ");
  const quoted = quoteParagraph(paragraph, highlight, limit - place.length - 5);
  if (paragraph.form === "code") return `> ${place}\n${quoted}`;
  return quoted === "" ? `> ${place}` : `> ${place} · ${quoted.replace(/^> /, "")}`;
}
