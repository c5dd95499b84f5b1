import type { RunLook } from "../../office/line.js";
import type { ParagraphPiece } from "../../office/pieces.js";
import { symbolOf } from "../../office/symbols.js";
import type { XmlAttributes } from "../../office/xml.js";
import type { ParagraphDraft } from "./docx-paragraph.js";
import { isOn } from "./docx-styles.js";

/** Signs for boxes that are ticked or not, as Word itself draws them. */
export const TICKED = "☒";
export const UNTICKED = "☐";
/** What makes a table of contents, of pictures, of authorities. */
const CONTENTS = /^\s*(?:TOC|TOA)\b/i;

interface Field {
  code: string;
  isResult: boolean;
  /** The paragraphs that ended within it. */
  readonly pieces: ParagraphPiece[];
  box: { isOn: boolean } | undefined;
  readonly choices: string[];
  chosen: number;
}

/** The fields that are open: what Word computes (page numbers, links, tables of contents) and boxes of old forms. */
export class Fields {
  readonly #open: Field[] = [];
  /** How many formulas there are that only Word can draw. */
  formulas = 0;

  /** Whether text is shown: not between a field's beginning and its result. */
  get isShown(): boolean {
    return this.#open.every(({ isResult }) => isResult);
  }

  /** A field's code, given piece by piece. */
  addCode(text: string): void {
    const field = this.#open.at(-1);
    if (field !== undefined && !field.isResult) field.code += text;
  }

  /** One of the elements of a box or of a list to choose from, in the forms of old Word documents. */
  readForm(name: string, attributes: XmlAttributes): void {
    const field = this.#open.at(-1);
    if (field === undefined) return;
    if (name === "w:checkBox") field.box = { isOn: false };
    else if ((name === "w:default" || name === "w:checked") && field.box !== undefined)
      field.box.isOn = isOn(attributes);
    else if (name === "w:listEntry") field.choices.push(attributes["w:val"] ?? "");
    else if (name === "w:result") field.chosen = Number(attributes["w:val"] ?? 0);
  }

  /** @param kind "begin", "separate" or "end" */
  mark(kind: string | undefined, draft: ParagraphDraft, look: RunLook): void {
    const field = this.#open.at(-1);
    if (kind === "begin")
      this.#open.push({ code: "", isResult: false, pieces: [], box: undefined, choices: [], chosen: 0 });
    else if (field === undefined) return;
    else if (kind === "separate") this.#separate(field, draft);
    else if (kind === "end") this.#end(field, draft, look);
  }

  /** A paragraph that has ended. */
  ended(piece: ParagraphPiece): void {
    for (const field of this.#open) if (CONTENTS.test(field.code)) field.pieces.push(piece);
  }

  #separate(field: Field, draft: ParagraphDraft): void {
    field.isResult = true;
    // A box has an empty result at most, and a choice may have one that is not kept up.
    const address = addressIn(field.code);
    if (address !== undefined) draft.openLink(address);
  }

  #end(field: Field, draft: ParagraphDraft, look: RunLook): void {
    this.#open.pop();
    if (addressIn(field.code) !== undefined) draft.closeLink();
    if (CONTENTS.test(field.code)) {
      for (const piece of field.pieces) piece.isContents = true;
      if (draft.text.trim() !== "") draft.isContents = true;
    }
    if (!this.isShown) return;
    const choice = field.choices[field.chosen];
    if (field.box !== undefined) draft.add(field.box.isOn ? TICKED : UNTICKED, look);
    else if (field.isResult) return;
    else if (choice !== undefined) draft.add(choice, look);
    else if (/^\s*EQ\b/i.test(field.code)) this.formulas++;
    else draft.add(shownWithoutResult(field.code), look);
  }
}

/** The address that a field's code links to, but for places in the document itself: `HYPERLINK "https://…"`. */
function addressIn(code: string): string | undefined {
  return /^\s*HYPERLINK\s+"([^"]{1,2000})"/i.exec(code.slice(0, 2100))?.[1];
}

/** Fields whose code is what they show. */
function shownWithoutResult(code: string): string {
  const [, button] = /^\s*MACROBUTTON\s+\S+\s+(.*)$/is.exec(code) ?? [];
  if (button !== undefined) return button;
  const [, sign = "", switches = ""] = /^\s*SYMBOL\s+(0x[\da-f]{1,4}|\d{1,5})\b(.*)$/is.exec(code) ?? [];
  if (sign === "") return "";
  const character = String.fromCodePoint(Number(sign));
  const font = /\\f\s+"?([^"\\]{1,60})/i.exec(switches)?.[1];
  return font === undefined ? character : (symbolOf(character, font) ?? "");
}
