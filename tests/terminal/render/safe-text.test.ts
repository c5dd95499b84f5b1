import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeLine, safeText } from "../../../src/terminal/render/safe-text.js";

const obeyed = fc.constantFrom(
  "\x1b",
  "\x07",
  "\r",
  "\b",
  "\x00",
  "\x7f",
  "\x85",
  "\x9b",
  "\u202a",
  "\u202e",
  "\u2069",
);
const text = fc.array(fc.oneof(fc.string({ unit: "binary" }), obeyed)).map((pieces) => pieces.join(""));
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

describe("text of others on a terminal", () => {
  it("changes in place alone, so that spans still fit, and only where a terminal would obey", () => {
    fc.assert(
      fc.property(text, (given) => {
        const safe = safeText(given);
        expect(safe).toHaveLength(given.length);
        for (let at = 0; at < given.length; at++) {
          expect(safe[at]).toBe(OBEYED.test(given[at] ?? "") ? "\ufffd" : given[at]);
        }
      }),
    );
  });

  it("keeps the line feeds of a paragraph, and in a line has none, nor any other separator of lines", () => {
    expect(safeText("one\n\ttwo")).toBe("one\n\ttwo");
    fc.assert(
      fc.property(text, (given) => {
        const line = safeLine(`a\u2028b\n${given}`);
        expect(line).not.toMatch(OBEYED);
        expect(line).not.toMatch(/[\n\t\u2028\u2029]/);
      }),
    );
  });
});
