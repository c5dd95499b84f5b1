import { documentPatterns } from "../../../language/languages.js";
import { spaceBetween } from "../../lines.js";
import type { Omission } from "../../omission.js";

/** A line that says by itself which page it is: "Page 3 of 9", "- 12 -"; or that ends with it: "Pilot   Informational   [Page 1]". */
const PAGE_NUMBER = new RegExp(
  `^[-–—[(]? ?${documentPatterns.page} ?\\d{1,4}(?: ?(?:${documentPatterns.pageOf}|/) ?\\d{1,4})? ?[-–—\\])]?$|^[-–—] ?\\d{1,4} ?[-–—]$`,
  "iu",
);
const ENDS_WITH_PAGE = new RegExp(`\\[${documentPatterns.page} [\\divxlc]{1,4}\\]$`, "iu");
/** More lines than this at the edge of a page are none that run over all pages. */
const MOST_RUNNING = 3;

/** A text without its page breaks. */
interface Unpaged {
  readonly lines: readonly string[];
  readonly omissions: readonly Omission[];
}

/**
 * Takes the page breaks (form feeds) out of a text, with the lines that run over the pages, so that a paragraph goes on over
 * them. A line at the edge of a page runs where it comes again on other pages, the same or with a number that counts with them.
 * What only such a line says stays once, at the end.
 */
export function withoutPageBreaks(text: string): Unpaged {
  const pages = pagesOf(text);
  if (pages.length === 1) return { lines: pages[0] ?? [], omissions: [] };
  const heads = runningLines(pages.map((page) => page.filter(isFilled).slice(0, MOST_RUNNING)));
  const feet = runningLines(pages.map((page) => page.filter(isFilled).slice(-MOST_RUNNING)));
  const lines: string[] = [];
  const [headers, footers]: [string[], string[]] = [[], []];
  for (const [at, page] of pages.entries()) {
    const from = edgeOf(page, (line) => heads(line, at));
    const to = page.length - edgeOf(page.slice(from).reverse(), (line) => feet(line, at));
    headers.push(...page.slice(0, from).filter(isFilled));
    footers.push(...page.slice(to).filter(isFilled));
    addPage(lines, page.slice(from, to));
  }
  const news = newsIn([...headers, ...footers], lines);
  return {
    lines: [...lines, ...news.flatMap((line) => ["", line])],
    omissions: [
      { kind: "running-header", count: headers.length },
      { kind: "running-footer", count: footers.length },
    ],
  };
}

/** Pages begin behind form feeds; where these were lost, behind the lines that end with the page's number in brackets (RFCs). */
function pagesOf(text: string): string[][] {
  const pages = text.split("\f").map((page) => page.split("\n"));
  const [only] = pages;
  if (only === undefined || pages.length > 1) return pages;
  const parts: string[][] = [[]];
  for (const line of only) {
    parts.at(-1)?.push(line);
    if (endsWithPage(line)) parts.push([]);
  }
  return parts.length > 2 ? parts.filter((part) => part.some(isFilled)) : pages;
}

const isFilled = (line: string): boolean => line.trim() !== "";
const endsWithPage = (line: string): boolean => ENDS_WITH_PAGE.test(line.slice(-40).trimEnd());

/** Whether a line of a page (counted from 0) comes again at this edge of others. */
function runningLines(edges: readonly (readonly string[])[]): (line: string, page: number) => boolean {
  const counts = new Map<string, number>();
  for (const [page, edge] of edges.entries()) {
    const keys = new Set(edge.flatMap((line) => keysOf(line, page)));
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  // The first page has often no header and the last one no footer; left and right pages may have their own.
  const least = Math.max(2, (edges.length - 1) / 3);
  return (line, page) =>
    PAGE_NUMBER.test(line.trim()) ||
    endsWithPage(line) ||
    keysOf(line, page).some((key) => (counts.get(key) ?? 0) >= least);
}

/** A line as it is, and with each of its numbers told by how far it is from the page's. */
function keysOf(line: string, page: number): string[] {
  const text = line.trim().replace(/\s+/g, " ").slice(0, 200);
  const numbers = [...text.matchAll(/\d{1,6}/g)].slice(0, 6);
  const counting = numbers.map(({ 0: digits, index }) => {
    return `${text.slice(0, index)}#${Number(digits) - page}#${text.slice(index + digits.length)}`;
  });
  return [text, ...counting];
}

/** How many lines at the beginning run over the pages or are empty around such. */
function edgeOf(lines: readonly string[], isRunning: (line: string) => boolean): number {
  let edge = 0;
  let running = 0;
  for (const [at, line] of lines.entries()) {
    if (!isFilled(line)) continue;
    if (running === MOST_RUNNING || !isRunning(line)) break;
    running++;
    edge = at + 1;
  }
  return edge;
}

/** Of the lines that run over the pages those with a number that stands nowhere else, each once; but for the pages' own numbers. */
function newsIn(running: readonly string[], lines: readonly string[]): string[] {
  const known = new Set(lines.flatMap((line) => line.match(/\p{N}+/gu) ?? []));
  const times = new Map<string, number>();
  for (const line of running) times.set(line.trim(), (times.get(line.trim()) ?? 0) + 1);
  return [...times].flatMap(([line, count]) =>
    count > 1 && (line.match(/\p{N}+/gu) ?? []).some((number) => !known.has(number)) ? [line] : [],
  );
}

/** Adds a page to those before it; where a paragraph visibly goes on, without an empty line between. */
function addPage(lines: string[], page: readonly string[]): void {
  const from = page.findIndex(isFilled);
  if (from === -1) return;
  const first = page[from] ?? "";
  let end = lines.length;
  while (end > 0 && !isFilled(lines[end - 1] ?? "")) end--;
  const last = (lines[end - 1] ?? "").trimEnd();
  const isOpen = /[\p{L}\p{N},;’'"”)-]$/u.test(last.slice(-2)) && indentOf(first) === indentOf(last);
  const isFull = last.length >= 45 || spaceBetween(last, first.trimStart()) === "" || /^\s*\p{Ll}/u.test(first);
  if (isOpen && isFull) lines.length = end;
  else lines.push("");
  for (const line of page.slice(from)) lines.push(line);
}

const indentOf = (line: string): number => line.length - line.trimStart().length;
