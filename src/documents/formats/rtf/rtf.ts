import { type Block, type ListItem, type ParsedDocument, textsIn } from "../../blocks.js";
import { tooDeep } from "../../fault.js";
import { blocksOf, bodyBlocks } from "../../office/structure.js";
import { titleFor } from "../../office/title.js";
import { OmissionCounts, type OmissionKind } from "../../omission.js";
import { Fields } from "./rtf-fields.js";
import { Flow } from "./rtf-flow.js";
import { StyleSheet } from "./rtf-header.js";
import { firstState, type GroupState, innerState, readLook } from "./rtf-state.js";
import { TextDecoding } from "./rtf-text.js";
import { type RtfHandler, readTokens } from "./rtf-tokens.js";
import { AROUND, CHARACTERS, READ_IGNORABLE, UNREAD } from "./rtf-words.js";

/** Programs nest a few dozen groups. */
const DEEPEST = 2_000;
const LONGEST_TITLE = 300;
/** Where nothing within a group can be text of the document. */
const CLOSED: ReadonlySet<string> = new Set(["unread", "around", "field-code"]);

/**
 * An RTF document → blocks: headings by style, outline level or look, lists by the numbers and bullets that stand in it, tables row
 * by row, notes at the end.
 * @throws {DocumentFault} `too-complex` for groups nested too deep
 */
export async function parseRtf(bytes: Uint8Array): Promise<ParsedDocument> {
  const reader = new RtfReader();
  readTokens(bytes, reader);
  return reader.end();
}

class RtfReader implements RtfHandler {
  readonly #omissions = new OmissionCounts();
  readonly #decoding = new TextDecoding();
  readonly #styles = new StyleSheet();
  readonly #fields = new Fields();
  readonly #flows: Flow[] = [this.#newFlow()];
  readonly #notes: Record<"footnote" | "endnote", ListItem[]> = { footnote: [], endnote: [] };
  readonly #groups: GroupState[] = [];
  #state = firstState();
  #bytes: number[] = [];
  #title = "";
  /** How many characters for old readers are still to come. */
  #toSkip = 0;
  /** Why the text before is left out. */
  #leftOut: OmissionKind | undefined;
  #noteKind: "footnote" | "endnote" = "footnote";
  #hasTextAround = false;

  openGroup(): void {
    this.#flush();
    this.#toSkip = 0;
    if (this.#groups.length >= DEEPEST) throw tooDeep("groups", DEEPEST);
    this.#groups.push(this.#state);
    this.#state = innerState(this.#state);
    if (this.#state.destination === "style-sheet") this.#styles.openGroup();
  }

  closeGroup(): void {
    this.#flush();
    this.#toSkip = 0;
    const { atEnd } = this.#state;
    for (const end of atEnd.reverse()) end();
    this.#state = this.#groups.pop() ?? firstState();
  }

  byte(code: number): void {
    if (this.#toSkip > 0) {
      this.#toSkip--;
      return;
    }
    const state = this.#state;
    if (state.isNew) this.#begin("");
    if (state.destination === "font-table") this.#decoding.fonts.byte(code);
    else if (state.destination === "style-sheet") this.#styles.byte(code);
    else if (state.destination !== "unread" && state.destination !== "info") this.#bytes.push(code);
  }

  control(name: string, value: number | undefined): void {
    const character = CHARACTERS.get(name);
    if (this.#toSkip > 0 && character !== undefined) {
      this.#toSkip--;
      return;
    }
    this.#toSkip = 0;
    this.#flush();
    const state = this.#state;
    if (name === "*") state.isIgnorable = state.isNew;
    else if (state.isNew && this.#begin(name)) return;
    else if (state.destination === "font-table") this.#decoding.fonts.control(name, value);
    else if (state.destination === "style-sheet") this.#styles.control(name, value);
    else if (name === "u") this.#addUnicode(value ?? 0);
    else if (name === "uc") state.skipped = Math.min(Math.max(value ?? 1, 0), 100);
    else if (character !== undefined) this.#add(character);
    else if (name === "s") state.paragraph = { ...state.paragraph, style: this.#styles.of(value ?? 0) };
    else if (!readLook(state, name, value) && !this.#decoding.readCharset(name, value)) this.#structure(name, value);
  }

  end(): ParsedDocument {
    this.#flush();
    while (this.#groups.length > 0) this.closeGroup();
    const { omit } = this.#omissions;
    const text = bodyBlocks(this.#flow.end(this.#state.paragraph), omit);
    const items = [...this.#notes.footnote, ...this.#notes.endnote];
    const blocks: Block[] = items.length > 0 ? [...text, { kind: "list", items }] : text;
    return { ...titleFor(blocks, this.#title), blocks, omissions: this.#omissions.all };
  }

  get #flow(): Flow {
    const flow = this.#flows.at(-1);
    if (flow === undefined) throw new Error("The outermost flow is never closed.");
    return flow;
  }

  #newFlow(): Flow {
    return new Flow(this.#omissions.omit, () => this.#fields.isInContents);
  }

  /** Begins a group with its first control word, or with text (""); whether it was the word's only meaning. */
  #begin(name: string): boolean {
    const state = this.#state;
    state.isNew = false;
    const isInAlternative = state.destination === "unread" && name === "ud";
    if (CLOSED.has(state.destination) && !isInAlternative) return false;
    if (isInAlternative) state.destination = "text";
    else if (this.#openPart(name, state)) return true;
    else if (UNREAD.has(name) || (state.isIgnorable && !READ_IGNORABLE.has(name))) state.destination = "unread";
    else return false;
    return true;
  }

  #openPart(name: string, state: GroupState): boolean {
    const around = AROUND.get(name);
    if (around !== undefined) this.#openAround(around, state);
    else if (name === "fonttbl") state.destination = "font-table";
    else if (name === "stylesheet") state.destination = "style-sheet";
    else if (name === "info") state.destination = "info";
    else if (name === "title" && state.destination === "info") state.destination = "title";
    else if (name === "listtext" || name === "pntext") state.destination = "label";
    else if (name === "fldinst") state.destination = "field-code";
    else if (name === "fldrslt") state.atEnd.push(this.#fields.openResult(() => this.#flow));
    else if (name === "field") {
      this.#fields.open();
      state.atEnd.push(() => this.#fields.close());
    } else if (name === "footnote") this.#openNote(state);
    else if (name === "shptxt" || name === "dptxbxtext") this.#openBox(state);
    else if (name === "pict" || name === "annotation" || name === "moMath") {
      state.destination = "unread";
      this.#omissions.omit(name === "pict" ? "picture" : name === "annotation" ? "comment" : "formula");
    } else return false;
    return true;
  }

  #openAround(kind: "running-header" | "running-footer", state: GroupState): void {
    state.destination = "around";
    this.#hasTextAround = false;
    state.atEnd.push(() => {
      if (this.#hasTextAround) this.#omissions.omit(kind);
    });
  }

  #openNote(state: GroupState): void {
    this.#noteKind = "footnote";
    this.#openFlow(state, (flow) => {
      const notes = this.#notes[this.#noteKind];
      const paragraphs = blocksOf(flow.end(this.#state.paragraph), this.#omissions.omit).flatMap(textsIn);
      const mark = `[${notes.length + 1}]`;
      if (paragraphs.length === 0) return;
      notes.push({ marker: mark, paragraphs });
      this.#flow.line.add(mark);
    });
  }

  #openBox(state: GroupState): void {
    this.#openFlow(state, (flow) => this.#flow.addBox(flow.end(this.#state.paragraph)));
  }

  #openFlow(state: GroupState, take: (flow: Flow) => void): void {
    const flow = this.#newFlow();
    this.#flows.push(flow);
    state.paragraph = { depth: 0 };
    state.look = { size: 24 };
    state.atEnd.push(() => {
      this.#flows.pop();
      take(flow);
    });
  }

  #structure(name: string, value: number | undefined): void {
    const { destination, paragraph } = this.#state;
    if (name === "ftnalt") this.#noteKind = "endnote";
    if (destination !== "text") return;
    const flow = this.#flow;
    if (name === "par" || name === "sect" || name === "page") flow.endParagraph(paragraph);
    else if (name === "cell") flow.endCell({ ...paragraph, depth: 1 });
    else if (name === "nestcell") flow.endCell(paragraph);
    else if (name === "row") flow.endRow(1);
    else if (name === "nestrow") flow.endRow(paragraph.depth);
    else flow.row.read(name, value);
  }

  #addUnicode(value: number): void {
    const code = value < 0 ? value + 0x10000 : value;
    const character =
      code <= 0xffff ? String.fromCharCode(code) : code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
    const shown = this.#decoding.ofCharacter(character, this.#state.font);
    if (shown === undefined) this.#omitSymbol();
    else this.#add(shown);
    this.#toSkip = this.#state.skipped;
  }

  #flush(): void {
    if (this.#bytes.length === 0) return;
    const bytes = this.#bytes;
    this.#bytes = [];
    const { destination, font } = this.#state;
    const text = destination === "title" ? this.#decoding.plain(bytes) : this.#decoding.ofBytes(bytes, font);
    if (text === undefined) this.#omitSymbol();
    else this.#add(text);
  }

  #omitSymbol(): void {
    const { destination } = this.#state;
    if (destination === "label") this.#flow.label += "•";
    else if (destination === "text") this.#omissions.omit("symbol");
  }

  #add(text: string): void {
    const { destination, look, isDeleted } = this.#state;
    if (destination === "label") this.#flow.label += text;
    else if (destination === "field-code") this.#fields.addCode(text);
    else if (destination === "around") this.#hasTextAround ||= text.trim() !== "";
    else if (destination === "title" && this.#title.length < LONGEST_TITLE) this.#title += text;
    else if (destination === "text") {
      const kind = isDeleted ? "deletion" : look.hidden ? "hidden-text" : look.struck ? "struck-out-text" : undefined;
      if (kind === undefined) this.#flow.line.add(text, look);
      else if (this.#leftOut !== kind && text.trim() !== "") this.#omissions.omit(kind);
      this.#leftOut = kind;
    }
  }
}
