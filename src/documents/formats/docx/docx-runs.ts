import type { RunLook } from "../../office/line.js";
import { symbolOf } from "../../office/symbols.js";
import type { XmlAttributes } from "../../office/xml.js";
import type { DocxContext } from "./docx-context.js";
import { Fields, TICKED, UNTICKED } from "./docx-fields.js";
import type { NoteKind } from "./docx-notes.js";
import type { ParagraphDraft } from "./docx-paragraph.js";
import { isOn, readLook } from "./docx-styles.js";

/** Places of the Unicode standard that have no meaning but in a font of pictures. */
const PRIVATE_USE = /[\uf000-\uf0ff]/;
/** Some programs raise text by moving it up from the line: smaller text a little, other text far, in half points. */
const LIFTED = 3;
const FAR_LIFTED = 10;
const PICTURES: ReadonlySet<string> = new Set(["a:blip", "v:imagedata"]);

interface Control {
  isContents: boolean;
  /** Where it is a box: whether that is ticked. */
  ticked: boolean | undefined;
  isShown: boolean;
}

/** Reads what stands in paragraphs: text as it looks, signs, links, fields, marks of notes, boxes to tick. */
export class RunReader {
  readonly fields = new Fields();
  /** Content controls that are open. */
  readonly #controls: Control[] = [];
  /** An embedded object that is open: a formula of old Word documents, or a picture of something else. */
  #object: { isFormula: boolean } | undefined;

  constructor(private readonly context: DocxContext) {}

  /** Whether the text is in a control that holds a table of contents. */
  get isInContents(): boolean {
    return this.#controls.some(({ isContents }) => isContents);
  }

  /** Takes an element that may stand in a paragraph or around several. */
  open(name: string, attributes: XmlAttributes, draft: ParagraphDraft | undefined): void {
    const control = this.#controls.at(-1);
    if (name === "w:sdt") this.#controls.push({ isContents: false, ticked: undefined, isShown: false });
    else if (name === "w14:checked" && control !== undefined) control.ticked = isOn(attributes, "w14:val");
    else if (name === "w:docPartGallery" && control !== undefined)
      control.isContents = attributes["w:val"] === "Table of Contents";
    else if (draft !== undefined) this.#openInline(name, attributes, draft);
  }

  close(name: string, draft: ParagraphDraft | undefined): void {
    if (name === "w:sdt") {
      const control = this.#controls.pop();
      if (control?.ticked !== undefined && !control.isShown) draft?.add(control.ticked ? TICKED : UNTICKED);
    } else if (name === "w:object") {
      this.context.omit(this.#object?.isFormula ? "formula" : "picture");
      this.#object = undefined;
    } else if (draft === undefined) return;
    else if (name === "w:r") draft.run = undefined;
    else if (name === "w:hyperlink") draft.closeLink();
    else if (name === "w:fldSimple") this.fields.mark("end", draft, this.#lookOf(draft));
  }

  /** Adds text of the open run. */
  text(text: string, draft: ParagraphDraft | undefined): void {
    if (draft === undefined || !this.fields.isShown || text === "") return;
    const box = this.#controls.findLast(({ ticked }) => ticked !== undefined);
    const look = this.#lookOf(draft);
    // What is struck out is no longer said: a price, a name that has changed.
    const reason = look.hidden === true ? "hidden-text" : look.struck === true ? "struck-out-text" : undefined;
    if (reason !== undefined) {
      if (draft.leftOut !== reason && text.trim() !== "") this.context.omit(reason);
      if (text.trim() !== "") draft.leftOut = reason;
      return;
    }
    draft.leftOut = undefined;
    const custom = draft.run?.customNote;
    if (box !== undefined) {
      if (!box.isShown) draft.add(box.ticked ? TICKED : UNTICKED, look);
      box.isShown = true;
    } else if (custom !== undefined && text.trim() !== "") {
      draft.add(`[${this.context.notes.next(custom.kind, custom.id, text.trim())}]`);
    } else draft.add(this.#shown(text, look.font), look);
  }

  #openInline(name: string, attributes: XmlAttributes, draft: ParagraphDraft): void {
    const { run } = draft;
    if (name === "w:r") draft.run = { look: {} };
    else if (name === "w:hyperlink") this.#openLink(draft, this.context.addresses.get(attributes["r:id"] ?? ""));
    else if (name === "w:fldSimple") {
      this.fields.mark("begin", draft, {});
      this.fields.addCode(attributes["w:instr"] ?? "");
      this.fields.mark("separate", draft, {});
    } else if (name === "w:fldChar") this.fields.mark(attributes["w:fldCharType"], draft, this.#lookOf(draft));
    else if (name === "w:tab" || name === "w:ptab") this.text("\t", draft);
    else if (name === "w:br" || name === "w:cr") this.text("\n", draft);
    else if (name === "w:noBreakHyphen") this.text("\u2011", draft);
    else if (name === "w:softHyphen") this.text("\u00ad", draft);
    else if (name === "w:sym") this.#addSymbol(attributes, draft);
    else if (name === "w:footnoteReference") this.#addMark("footnote", attributes, draft);
    else if (name === "w:endnoteReference") this.#addMark("endnote", attributes, draft);
    else if (name === "w:object") this.#object = { isFormula: false };
    else if (name === "o:OLEObject" && this.#object !== undefined)
      this.#object.isFormula = /^equation/i.test(attributes.ProgID ?? "");
    else if (PICTURES.has(name) && this.#object === undefined) this.context.omit("picture");
    else if (name === "w:rStyle" && run !== undefined) run.style = attributes["w:val"] ?? "";
    else {
      if (run !== undefined) readLook(run.look, name, attributes);
      this.fields.readForm(name, attributes);
    }
  }

  #openLink(draft: ParagraphDraft, address: string | undefined): void {
    if (address !== undefined) draft.openLink(address);
  }

  #addSymbol(attributes: XmlAttributes, draft: ParagraphDraft): void {
    const character = String.fromCodePoint(Number.parseInt(attributes["w:char"] ?? "", 16) || 0xfffd);
    const sign = symbolOf(character, attributes["w:font"] ?? "");
    // A font that is none of pictures has the characters that Unicode has.
    if (sign === undefined && (PRIVATE_USE.test(character) || character === "\ufffd")) this.context.omit("symbol");
    else this.text(sign ?? character, draft);
  }

  #addMark(kind: NoteKind, attributes: XmlAttributes, draft: ParagraphDraft): void {
    const id = attributes["w:id"] ?? "";
    const isCustom = attributes["w:customMarkFollows"] !== undefined && isOn(attributes, "w:customMarkFollows");
    if (isCustom && draft.run !== undefined) draft.run.customNote = { kind, id };
    else if (this.fields.isShown) draft.add(`[${this.context.notes.next(kind, id)}]`);
  }

  /** Text as its font shows it: signs of a font of pictures are what they show. */
  #shown(text: string, font: string | undefined): string {
    const signs = font === undefined ? undefined : symbolOf(text, font);
    if (signs !== undefined || !PRIVATE_USE.test(text)) return signs ?? text;
    let shown = "";
    for (const character of text) {
      const sign = PRIVATE_USE.test(character) ? symbolOf(character, font ?? "Symbol") : character;
      if (sign === undefined) this.context.omit("symbol");
      shown += sign ?? "";
    }
    return shown;
  }

  #lookOf({ style, run }: ParagraphDraft): RunLook {
    const { styles } = this.context;
    const ofCharacters = run?.style === undefined ? undefined : styles.of(run.style).look;
    const around = { ...styles.defaults, ...styles.of(style).look };
    const look = { ...around, ...ofCharacters, ...run?.look };
    const isSmaller = look.size !== undefined && look.size < (around.size ?? 0);
    const isRaised = (look.lifted ?? 0) >= (isSmaller ? LIFTED : FAR_LIFTED);
    return isRaised ? { ...look, raised: true } : look;
  }
}
