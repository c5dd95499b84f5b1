import { documentPatterns } from "../../../language/languages.js";
import { isFurnitureText } from "../../furniture.js";
import { endsClosed } from "../../lines.js";
import type { Line } from "./line-layout.js";
import { isListLine, numberIn } from "./list-lines.js";
import { isStamped } from "./records.js";
import type { Stanza } from "./stanzas.js";
import { areRows } from "./text-table.js";

export const LONGEST_TITLE = 150;
const LONGEST_HEADING = 70;
const BYLINE = new RegExp(`^${documentPatterns.byline}\\b`, "iu");
const DATE_OR_CREDIT = /\b\p{N}{4}\b|\p{N}{1,2}[:./]\p{N}{2}|[@|]|^[—–]/iu;
/** "CHAPTER II.", "Chapter 3: The Gate", "Act One", "第二章 灯". */
const DIVISION = new RegExp(
  `^(${documentPatterns.division})\\s+(?:\\p{N}{1,3}|[ivxlc]{1,7}|\\p{Lu}\\p{L}{2,9}(?=\\.?$))(?=$|\\s?[.:—–-])|^(第)[\\p{N}一二三四五六七八九十百〇零]{1,6}[章回節节卷部編编篇]`,
  "iu",
);
/** What tells a program something: "\documentclass{article}", "[source,bash]", "#+TITLE: Boats", ".. note::", ":toc:". */
const COMMAND = /^(?:\\\w|\[[^\]]*\]$|#\+|\.\. |:[\w-]+:)/;
/** "== Fees", "== Fees ==" of AsciiDoc and of wikis. */
const MARKED = /^(={1,6}) (\S.{0,149}?)(?: =+)?$/;
const ROMAN_NUMBER = /^[IVXLC]{1,7}\.?$/;

/** The name of the kind of division that a heading begins: "chapter". */
function divisionIn(text: string): string | undefined {
  const found = DIVISION.exec(text);
  return (found?.[1] ?? found?.[2])?.toLowerCase();
}

/** Whether a line is the heading of a numbered division of a book. */
export const isDivision = (text: string): boolean => divisionIn(text.trim()) !== undefined;

const areCapitals = (text: string): boolean => /\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text);

/** What somebody says, word for word. */
const isSpeech = (text: string): boolean => /^[—–]|^["“„«‘'].*[,.!?…]["”“»’']$/u.test(text);

/** Whether a line can be the title of what follows it. */
export function canBeTitle(line: Line): boolean {
  const text = line.text.trim();
  return (
    text.length <= LONGEST_TITLE &&
    /[\p{L}\p{N}]/u.test(text) &&
    (!/[.,;:。，；：]["'”’)»]*$/u.test(text) || (areCapitals(text) && /\p{L}{2}\.$/u.test(text))) &&
    !isListLine(text) &&
    !isSpeech(text) &&
    !isCommand(text) &&
    !text.includes("@") &&
    !isStamped(line) &&
    !areRows([line])
  );
}

/** Whether a line tells a program something, and nobody else. */
export const isCommand = (text: string): boolean => COMMAND.test(text.trim());

/** The heading that a line is by its marks. */
export function markedHeading({ text }: Line): { readonly level: number; readonly text: string } | undefined {
  const [, marks = "", words] = MARKED.exec(text) ?? [];
  return words === undefined ? undefined : { level: marks.length, text: words };
}

/** Whether the first line of a stanza is a headline over the lines that follow it, rather than their beginning. */
export function isAbove(lines: readonly Line[]): boolean {
  const [first, second] = lines;
  if (first === undefined || second === undefined || endsClosed(first.text)) return false;
  if (/^\p{Ll}/u.test(second.text)) return false;
  const longest = Math.max(...lines.slice(1, 50).map((line) => line.length));
  // In wrapped text the second line's first word would have fitted, had the first line been running text.
  const isFull = first.length + 1 + second.firstWord > longest;
  return !isFull && (endsClosed(second.text) || longest >= 60);
}

/**
 * The heading that a whole stanza is, in the place where it stands; nothing for a stanza of text.
 * @param before the stanza above
 */
export function sectionTitleIn(
  before: Stanza | undefined,
  { lines, gap }: Stanza,
  next: Stanza | undefined,
): string | undefined {
  const [first] = lines;
  const [below] = next?.lines ?? [];
  if (first === undefined || below === undefined || first.length > LONGEST_HEADING) return undefined;
  const text = first.text.trim();
  if (divisionIn(text) !== undefined) {
    // A table of contents names one division after another.
    const isListed = divisionIn(below.text.trim()) === divisionIn(text);
    return !isListed && lines.slice(1).every(isHeadingLine)
      ? lines.map((line) => line.text.trim()).join(" ")
      : undefined;
  }
  if (lines.length > 1 || BYLINE.test(text) || isFurnitureText(text, "edge") || isSpeech(text)) return undefined;
  if (ROMAN_NUMBER.test(text)) return text;
  if (!/^[\p{Lu}\p{Lo}\p{N}]/u.test(text) || text.split(/\s+/).length > 10) return undefined;
  const standsFree = areCapitals(text) && /\p{L}{2}\.$/u.test(text) && gap >= 2;
  if (!standsFree && /[.!,;:…。！，；：]["'”’)»]*$/u.test(text)) return undefined;
  if (DATE_OR_CREDIT.test(text.replace(/^(?:\p{N}{1,3}\.)+\p{N}{0,3}\s/u, "")) || areRows([first])) return undefined;
  const [number, numberBelow] = [numberIn(text), numberIn(below.text)];
  if (isListLine(text) && isListLine(below.text) && !(number !== "" && numberBelow.startsWith(`${number}.`)))
    return undefined;
  const lengthBelow = next?.lines.reduce((sum, each) => sum + each.length, 0) ?? 0;
  const isShortBelow = lengthBelow < 80 && !(endsClosed(below.text) && lengthBelow > text.length);
  // Below the number of a chapter stands its name, whatever follows.
  const isName = before?.lines.length === 1 && before.lines.every((line) => isDivision(line.text));
  return isShortBelow && numberBelow === "" && !isName ? undefined : text;
}

/** Whether a line below the number of a chapter is its name. */
function isHeadingLine({ text, length }: Line, at: number): boolean {
  return at < 2 && length <= LONGEST_HEADING && !/^\s*\p{Ll}/u.test(text) && (areCapitals(text) || !endsClosed(text));
}

/** Tells how deep headings stand, while they come: divisions of a book in the order in which their kinds first come, then others, by their numbers. */
export class HeadingLevels {
  readonly #divisions: string[] = [];

  levelOf(text: string): number {
    const division = divisionIn(text);
    if (division === undefined) return 2 + this.#divisions.length + Math.max(0, numberIn(text).split(".").length - 1);
    if (!this.#divisions.includes(division)) this.#divisions.push(division);
    return 2 + this.#divisions.indexOf(division);
  }
}
