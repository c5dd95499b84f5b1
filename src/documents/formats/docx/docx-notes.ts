import { formatNumber } from "../../office/number-formats.js";
import { readXml } from "../../office/xml.js";

/** The two kinds of notes. */
export type NoteKind = "footnote" | "endnote";

/** A note that the text refers to. */
export interface NoteMark {
  readonly kind: NoteKind;
  readonly id: string;
  /** As it is written in the text and before the note, without brackets. */
  readonly mark: string;
}

/** The marks of notes: counted as they come in the text, whatever ids they have, or chosen by the author. */
export class NoteMarks {
  readonly #marks = new Map<string, NoteMark>();
  readonly #formats: Record<NoteKind, string> = { footnote: "decimal", endnote: "lowerRoman" };
  readonly #counted: Record<NoteKind, number> = { footnote: 0, endnote: 0 };

  /** @param parts those that may say how notes are counted: the settings, and the text with its sections */
  constructor(parts: readonly (Buffer | undefined)[]) {
    for (const part of parts) {
      if (part?.includes("notePr")) this.#readFormats(part);
    }
  }

  /** In the order of the text. */
  get all(): readonly NoteMark[] {
    return [...this.#marks.values()];
  }

  /** The mark of a note where the text refers to it; the same where it does so again. */
  next(kind: NoteKind, id: string, own?: string): string {
    const key = `${kind} ${id}`;
    const known = this.#marks.get(key);
    if (known !== undefined) return known.mark;
    const mark = own ?? this.#count(kind);
    this.#marks.set(key, { kind, id, mark });
    return mark;
  }

  #count(kind: NoteKind): string {
    const number = ++this.#counted[kind];
    return formatNumber(number, this.#formats[kind]) || `${number}`;
  }

  #readFormats(part: Buffer): void {
    let kind: NoteKind | undefined;
    readXml(part, {
      open: (name, attributes) => {
        if (name === "w:footnotePr") kind = "footnote";
        else if (name === "w:endnotePr") kind = "endnote";
        else if (name === "w:numFmt" && kind !== undefined) this.#formats[kind] = attributes["w:val"] ?? "decimal";
      },
      close: (name) => {
        if (name === "w:footnotePr" || name === "w:endnotePr") kind = undefined;
      },
    });
  }
}
