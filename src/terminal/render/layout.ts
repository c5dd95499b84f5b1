import { styleText } from "node:util";
import wrapAnsi from "wrap-ansi";

/** How a text is laid out. */
export interface Layout {
  readonly style: Style;
  /** Columns to wrap at; `undefined` leaves every paragraph on its own lines, as pipes want it. */
  readonly width: number | undefined;
}

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

/**
 * Text wrapped at words; what a line goes on with is indented like its beginning, and a little more where that is indented.
 * Lines that fit stay as they are, and a longer word goes beyond the width.
 * @param width columns; `undefined`, or the 0 of a terminal that does not know them: nothing is wrapped
 */
export function wrapped(text: string, width: number | undefined): string {
  if (!width) return text;
  return text
    .split("\n")
    .map((line) => wrappedLine(line, width))
    .join("\n");
}

function wrappedLine(line: string, width: number): string {
  if (!wrapAnsi(line, width, { trim: false }).includes("\n")) return line;
  const [indent = ""] = /^ */.exec(line) ?? [];
  const hanging = indent === "" ? "" : `${indent}  `;
  const lines = wrapAnsi(line.slice(indent.length), Math.max(1, width - hanging.length)).split("\n");
  return lines.map((each, at) => (at === 0 ? indent : hanging) + each).join("\n");
}
