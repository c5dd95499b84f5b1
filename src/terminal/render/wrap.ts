import wrapAnsi from "wrap-ansi";

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
