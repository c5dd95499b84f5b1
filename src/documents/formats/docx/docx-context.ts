import type { OmissionKind } from "../../omission.js";
import type { NoteMarks } from "./docx-notes.js";
import type { Numbering } from "./docx-numbering.js";
import type { Styles } from "./docx-styles.js";

/** What the parts of a document share while they are read. */
export interface DocxContext {
  readonly styles: Styles;
  readonly numbering: Numbering;
  readonly notes: NoteMarks;
  /** Where the links of the part lead, by their ids. */
  readonly addresses: ReadonlyMap<string, string>;
  /** Tells of something that is not in the text; once, where no count is given. */
  readonly omit: (kind: OmissionKind, count?: number) => void;
}
