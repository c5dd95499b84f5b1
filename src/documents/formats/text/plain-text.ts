import { documentPatterns } from "../../../language/languages.js";
import type { Block, ParsedDocument } from "../../blocks.js";
import { isFurnitureText } from "../../furniture.js";
import { endsClosed } from "../../lines.js";
import { jointOf } from "./line-joint.js";
import { arrangeLines, type Joint, type Line, NARROWEST_WRAP } from "./line-layout.js";
import { itemStarts, joinLists, listBlock } from "./list-lines.js";
import { withoutPageBreaks } from "./page-breaks.js";
import { fieldsOf, isStamped, recordsOf } from "./records.js";
import { indentedParagraphs, type Stanza, stanzasOf } from "./stanzas.js";
import {
  canBeTitle,
  HeadingLevels,
  isAbove,
  isCommand,
  isDivision,
  LONGEST_TITLE,
  markedHeading,
  sectionTitleIn,
} from "./text-headings.js";
import { areRows, tableIn } from "./text-table.js";
import { asks, type Speakers, speakersOf, turnsOf } from "./turns.js";

/** A line of this length may be all that somebody says. */
const SHORT_LINE = 200;
const SUBJECT = new RegExp(`^${documentPatterns.subject}$`, "iu");

/** Plain text → blocks. Which line breaks divide paragraphs is decided stanza by stanza, by what the whole document shows. */
export function parsePlainText(text: string): ParsedDocument {
  const { lines, omissions } = withoutPageBreaks(text);
  const reader = new TextReader(stanzasOf(lines));
  const blocks = joinLists(reader.read());
  return { ...(reader.title !== undefined && { title: reader.title }), blocks, omissions };
}

class TextReader {
  /** What the document says by name that it is about. */
  title: string | undefined;
  readonly #joint: Joint;
  /** The longest line of those that are wrapped beyond doubt; 0 if the document shows none. */
  readonly #width: number;
  readonly #speakers: Speakers;
  readonly #isLog: boolean;
  readonly #levels = new HeadingLevels();
  /** The blocks with which somebody begins to speak. */
  readonly #turns = new Set<Block>();
  #titleSought = true;

  constructor(private readonly stanzas: readonly Stanza[]) {
    this.#joint = jointOf(stanzas.map(({ lines }) => lines));
    this.#width = widestWrapped(stanzas, this.#joint);
    this.#speakers = speakersOf(stanzas);
    this.#isLog = stanzas.filter(({ lines: [first] }) => first !== undefined && isStamped(first)).length >= 3;
  }

  read(): Block[] {
    const blocks: Block[] = [];
    for (const [at, stanza] of this.stanzas.entries()) {
      for (const block of this.#readStanza(this.stanzas[at - 1], stanza, this.stanzas[at + 1])) {
        const last = blocks.at(-1);
        // Of an answer the question must be known: they are one paragraph.
        const answers = this.#turns.has(block) && last !== undefined && this.#asks(last);
        if (answers && last.kind === "paragraph" && block.kind === "paragraph") {
          blocks[blocks.length - 1] = { kind: "paragraph", text: `${last.text}\n${block.text}` };
        } else blocks.push(block);
      }
    }
    return blocks;
  }

  #asks(block: Block): boolean {
    return this.#turns.has(block) && block.kind === "paragraph" && asks(block.text);
  }

  #readStanza(before: Stanza | undefined, stanza: Stanza, next: Stanza | undefined): Block[] {
    const { lines, quote } = stanza;
    if (quote !== "") return this.#textBlocks(lines).map((block) => quoted(block, quote));
    const heading = this.#headingOf(before, stanza, next);
    if (heading === undefined) return this.#textBlocks(lines);
    const below = lines.slice(heading.lines);
    const block: Block = { kind: "heading", level: heading.level, text: heading.text };
    return below.length === 0 ? [block] : [block, ...this.#textBlocks(below)];
  }

  /** The heading that a stanza is or begins with, and how many of its lines that takes. */
  #headingOf(
    before: Stanza | undefined,
    stanza: Stanza,
    next: Stanza | undefined,
  ): { level: number; text: string; lines: number } | undefined {
    const { lines, underline } = stanza;
    const [first] = lines;
    if (first === undefined) return undefined;
    const alone = lines.length === 1;
    if (underline !== undefined && alone && first.length <= LONGEST_TITLE && !isCommand(first.text)) {
      this.#titleSought = false;
      return { level: underline === "=" ? 1 : 2, text: first.text, lines: 1 };
    }
    const marked = markedHeading(first);
    if (marked !== undefined) {
      this.#titleSought = false;
      return { ...marked, lines: 1 };
    }
    if (this.#speakers.speaksIn(first) || isStamped(first) || fieldsOf(lines) !== undefined) {
      this.#takeSubject(lines);
      return undefined;
    }
    const section = sectionTitleIn(before, stanza, next);
    // Above the title there may be the names and numbers of a letterhead.
    const isSought = this.#titleSought && !isFurnitureText(first.text.trim(), "edge") && !areRows(lines);
    if (!isSought || isDivision(first.text)) {
      if (section === undefined || areRows(lines)) return undefined;
      return { level: this.#levels.levelOf(section), text: section, lines: lines.length };
    }
    this.#titleSought = false;
    const isTitle = canBeTitle(first) && (alone ? next !== undefined : isAbove(lines));
    return isTitle ? { level: 1, text: first.text, lines: 1 } : undefined;
  }

  /** The title that the fields of a message at the beginning say. */
  #takeSubject(lines: readonly Line[]): void {
    if (!this.#titleSought) return;
    this.#titleSought = false;
    const subject = [...(fieldsOf(lines)?.named ?? [])].find(([name]) => SUBJECT.test(name))?.[1];
    if (subject) this.title = subject;
  }

  #textBlocks(lines: readonly Line[]): Block[] {
    const records = recordsOf(lines, this.#isLog);
    if (records !== undefined) return [...this.#textBlocks(records.above), ...records.texts.map(paragraph)];
    const [name, ...spoken] = lines;
    if (name !== undefined && spoken.length > 0 && this.#speakers.isNameAbove(name)) {
      const [first = "", ...rest] = this.#paragraphsOf(spoken);
      return this.#asTurn([`${name.text}\n${first}`, ...rest].map(paragraph));
    }
    if (lines.some((line) => this.#speakers.speaksIn(line))) {
      return turnsOf(lines, this.#speakers).flatMap((turn) =>
        this.#asTurn(inOne(this.#paragraphsOf(turn)).map(paragraph)),
      );
    }
    const fields = fieldsOf(lines);
    if (fields !== undefined) return fields.texts.map(paragraph);
    const table = tableIn(lines);
    if (table !== undefined) return [table];
    const starts = itemStarts(lines);
    const first = starts.indexOf(true);
    if (first === -1) return this.#paragraphsOf(lines).map(paragraph);
    return [
      ...this.#paragraphsOf(lines.slice(0, first)).map(paragraph),
      listBlock(lines.slice(first), starts.slice(first), this.#joint),
    ];
  }

  #asTurn(blocks: Block[]): Block[] {
    const [first] = blocks;
    if (first !== undefined) this.#turns.add(first);
    return blocks;
  }

  #paragraphsOf(lines: readonly Line[]): string[] {
    const isWide = lines.some((line) => line.length >= NARROWEST_WRAP);
    const parts = isWide
      ? indentedParagraphs(lines, (line) => /[:—-]$/.test(line.text) || endsClosed(line.text))
      : [lines];
    return parts.flatMap((part) => arrangeLines(part, this.#width, this.#joint).texts);
  }
}

/** Short lines that somebody says in one go are one text. */
const inOne = (texts: readonly string[]): readonly string[] =>
  texts.every((text) => text.length <= SHORT_LINE) ? [texts.join("\n")] : texts;

const paragraph = (text: string): Block => ({ kind: "paragraph", text });

/** What is quoted of another message stays marked so. */
function quoted(block: Block, marks: string): Block {
  if (block.kind !== "list") return block.kind === "paragraph" ? { ...block, text: marks + block.text } : block;
  return { ...block, items: block.items.map((item) => ({ ...item, marker: marks + item.marker })) };
}

/** The longest line of those that are wrapped beyond doubt; 0 if the document shows none. */
function widestWrapped(stanzas: readonly Stanza[], joint: Joint): number {
  let width = 0;
  for (const { lines } of stanzas) {
    if (lines.length < 3 || arrangeLines(lines, 0, joint).kind !== "wrapped") continue;
    for (const line of lines) width = Math.max(width, line.length);
  }
  return width;
}
