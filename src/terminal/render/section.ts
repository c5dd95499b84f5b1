import type { Paragraph } from "../../documents/article.js";
import { english } from "../../interface-texts/texts.js";
import { moreOf, newHeadings } from "../../presentation/sections.js";
import { placeOf } from "../../presentation/sentences.js";
import type { ArticleRef, Passage } from "../../retrieval/answer.js";
import { type Layout, type Style, wrapped } from "./layout.js";
import { linkLines } from "./links.js";
import { safeLine, safeText } from "./safe-text.js";

/** Characters of a section that are shown at a time: about a screen. */
const PAGE = 2000;

/** As much of a section as is shown at a time. */
interface SectionText {
  readonly text: string;
  /** What is left. */
  readonly rest: readonly Paragraph[];
}

/**
 * The paragraphs of a section in order, each with its number, below headings as they come; then what is left.
 * @param marked the passage among them whose sentence is set off
 */
export function sectionText(
  article: ArticleRef,
  paragraphs: readonly Paragraph[],
  style: Style,
  marked?: Passage,
): SectionText {
  const lines: string[] = [];
  let [shown, length] = [0, 0];
  let above: readonly string[] = [];
  for (const paragraph of paragraphs) {
    length += paragraph.text.length;
    if (shown > 0 && length > PAGE) break;
    const headings = newHeadings(paragraph.headings, above);
    const path = shown === 0 ? [article.title, ...headings] : headings;
    if (path.length > 0) lines.push(style.title(safeLine(path.join(" › "))));
    lines.push(numbered(paragraph, style, marked?.paragraph.number === paragraph.number ? marked : undefined));
    above = paragraph.headings;
    shown++;
  }
  const rest = paragraphs.slice(shown);
  const [next, last] = [rest[0], rest.at(-1)];
  const more = next && last ? [style.quiet(moreOf(next.number, last.number, english()))] : [];
  return { text: [...lines, ...more].join("\n"), rest };
}

/** Further paragraphs of a section, for `/more`. */
export function renderRest(article: ArticleRef, paragraphs: readonly Paragraph[], { style, width }: Layout): string {
  return wrapped(sectionText(article, paragraphs, style).text, width);
}

function numbered(paragraph: Paragraph, style: Style, marked: Passage | undefined): string {
  const { start, end } = marked?.highlight ?? { start: 0, end: 0 };
  const safe = safeText(paragraph.text);
  const sentence = end > start ? style.answer(safe.slice(start, end)) : "";
  const place = style.title(placeOf(paragraph, english()).join(", "));
  // Lines of code stand below one another.
  const gap = paragraph.form === "code" ? "\n" : "  ";
  return [
    `${place}${gap}${safe.slice(0, start)}${sentence}${safe.slice(end)}`,
    ...linkLines(paragraph.links ?? [], style),
  ].join("\n");
}
