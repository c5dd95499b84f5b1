import type { Link, Paragraph, Span } from "../../documents/article.js";
import { cleanText, headOf, shortMarkdown } from "./plain-text.js";
import { quote } from "./quote.js";

/** Links of a paragraph that are shown, and UTF-16 units of one's line. */
const MOST_LINKS = 5;
const LONGEST_LINK = 300;
/** UTF-16 units of what makes text a block of code, with the marks of what was cut. */
const FENCE = 12;

/**
 * A paragraph as Discord shows it, word for word: running text, lists and tables as a quotation with `highlight` bold, code as a
 * block of code; below it where its links lead.
 * @param limit the most UTF-16 units it may have. A longer one becomes the part around the highlight.
 */
export function quoteParagraph(paragraph: Paragraph, highlight: Span, limit: number): string {
  const links = linkLines(paragraph.links ?? [], limit / 3);
  const left = limit - links.reduce((sum, line) => sum + line.length + 1, 0);
  const isCode = paragraph.form === "code";
  const quoted = isCode ? codeBlock(paragraph.text, highlight, left) : quote(paragraph.text, highlight, left);
  return [quoted, ...links].filter((part) => part !== "").join("\n");
}

/** `-# the install page: <https://…>`, as many as fit; in angle brackets Discord shows no preview. */
export function linkLines(links: readonly Link[], limit: number): string[] {
  const lines: string[] = [];
  let left = limit;
  for (const { text, address } of links.slice(0, MOST_LINKS)) {
    const line = `-# ${shortMarkdown(text, 80)}: ${shownAddress(address)}`;
    if (line.length > LONGEST_LINK || line.length >= left) continue;
    lines.push(line);
    left -= line.length + 1;
  }
  return lines;
}

/** An address of the web so that Discord makes a link of it; another one as text. */
function shownAddress(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  // `href` has no space, "<" or ">": so the brackets cannot be broken out of.
  return url?.protocol === "https:" || url?.protocol === "http:"
    ? `<${url.href}>`
    : shortMarkdown(address, LONGEST_LINK);
}

/** Whole lines around the highlight, as many as fit. */
function codeBlock(text: string, { start }: Span, limit: number): string {
  const lines = cleanText(text)
    .replace(/``(?=`)/g, "``\u200b")
    .split("\n");
  let first = cleanText(text.slice(0, start)).split("\n").length - 1;
  let last = first;
  let size = FENCE + (lines[first]?.length ?? 0);
  for (let grown = true; grown; ) {
    grown = false;
    for (const at of [first - 1, last + 1]) {
      const line = lines[at];
      if (line === undefined || size + line.length + 1 > limit) continue;
      size += line.length + 1;
      [first, last] = [Math.min(first, at), Math.max(last, at)];
      grown = true;
    }
  }
  const shown = lines.slice(first, last + 1).map((line) => headOf(line, Math.max(1, limit - FENCE)));
  const cut = [...(first > 0 ? ["…"] : []), ...shown, ...(last < lines.length - 1 ? ["…"] : [])];
  return `\`\`\`\n${cut.join("\n")}\n\`\`\``;
}
