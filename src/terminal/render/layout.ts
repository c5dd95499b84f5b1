import { styleText } from "node:util";

/** How text is set off. Plain where colour is not wanted: every function then returns its text. */
export interface Style {
  /** The answering sentence. */
  readonly answer: (text: string) => string;
  readonly title: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly warning: (text: string) => string;
}

const plain = (text: string) => text;

const PLAIN: Style = { answer: plain, title: plain, quiet: plain, warning: plain };

const COLOUR: Style = {
  answer: (text) => styleText(["bold", "green"], text),
  title: (text) => styleText("bold", text),
  quiet: (text) => styleText("dim", text),
  warning: (text) => styleText("yellow", text),
};

/** Colour on a terminal, unless NO_COLOR is set to anything (https://no-color.org). */
export function styleFor(output: { readonly isTTY?: boolean }, noColor: boolean): Style {
  return output.isTTY && !noColor ? COLOUR : PLAIN;
}
