import type { RunLook } from "../../office/line.js";
import type { ParagraphLook } from "./rtf-flow.js";

/** What the text of a group is: of the document, left out, or of one of the document's tables. */
export type Destination =
  | "text"
  | "unread"
  | "font-table"
  | "style-sheet"
  | "title"
  | "label"
  | "field-code"
  | "info"
  | "around";

/** What holds in a group, and behind it no longer. */
export interface GroupState {
  destination: Destination;
  /** What is to be done when the group ends. */
  readonly atEnd: (() => void)[];
  /** The number of the font. */
  font: number | undefined;
  look: RunLook;
  isDeleted: boolean;
  paragraph: ParagraphLook;
  /** How many characters stand behind one of Unicode, for old readers. */
  skipped: number;
  /** Nothing but `\*` was met in it. */
  isNew: boolean;
  isIgnorable: boolean;
}

/** Letters are of 12 points where nothing is said. */
const USUAL_LOOK: RunLook = { size: 24 };

export const firstState = (): GroupState => ({
  destination: "text",
  atEnd: [],
  font: undefined,
  look: { ...USUAL_LOOK },
  isDeleted: false,
  paragraph: { depth: 0 },
  skipped: 1,
  isNew: false,
  isIgnorable: false,
});

export const innerState = (outer: GroupState): GroupState => ({
  ...outer,
  look: { ...outer.look },
  atEnd: [],
  isNew: true,
  isIgnorable: false,
});

/** Takes a control word about how text or a paragraph looks; whether it is one. */
export function readLook(state: GroupState, name: string, value: number | undefined): boolean {
  const isOn = value !== 0;
  const { look } = state;
  if (name === "plain") {
    state.look = { ...USUAL_LOOK };
    state.font = undefined;
    state.isDeleted = false;
  } else if (name === "b") look.bold = isOn;
  else if (name === "v") look.hidden = isOn;
  else if (name === "strike" || name === "striked") look.struck = isOn;
  else if (name === "super") look.raised = isOn;
  else if (name === "nosupersub" || name === "sub") look.raised = false;
  else if (name === "up") look.raised = (value ?? 6) > 0;
  else if (name === "fs") look.size = value ?? 24;
  else if (name === "f") state.font = value ?? 0;
  else if (name === "deleted") state.isDeleted = isOn;
  else if (name === "pard") state.paragraph = { depth: 0 };
  else if (name === "intbl") state.paragraph = { ...state.paragraph, depth: Math.max(state.paragraph.depth, 1) };
  else if (name === "itap") state.paragraph = { ...state.paragraph, depth: Math.max(value ?? 1, 0) };
  else if (name === "outlinelevel") state.paragraph = { ...state.paragraph, outline: value ?? 0 };
  else return false;
  return true;
}
