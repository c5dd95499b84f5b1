import fc from "fast-check";
import { expect, test } from "vitest";
import { quoteParagraph } from "../../../src/discord/text/quote-paragraph.js";
import type { Paragraph } from "../../../src/documents/article.js";
import { anyText } from "../any-text.js";

const whole = { start: 0, end: 5 };
const paragraph = (text: string, facts: Partial<Paragraph> = {}): Paragraph => ({
  number: 1,
  headings: [],
  text,
  sentences: [whole],
  ...facts,
});

test("links stand below, without a preview, and one that is no address of the web as text", () => {
  const links = [
    { text: "the *timetable*", address: "https://ferry.example/a b>c" },
    { text: "fares", address: "../fares_of_1898.md" },
    { text: "a trap", address: "javascript:alert(1)" },
  ];
  expect(quoteParagraph(paragraph("Times: the *timetable*.", { links }), whole, 500)).toBe(
    [
      "> **Times**: the \\*timetable\\*.",
      "-# the \\*timetable\\*: <https://ferry.example/a%20b%3Ec>",
      "-# fares: \\../fares\\_of\\_1898.md",
      "-# a trap: javascript\\:alert(1)",
    ].join("\n"),
  );
});

test("code is a block of code, cut by whole lines around the line that answers", () => {
  const text = Array.from({ length: 50 }, (_, at) => `  step ${at} \`\`\``).join("\n");
  const start = text.indexOf("step 20");
  const shown = quoteParagraph(paragraph(text, { form: "code" }), { start, end: start + 7 }, 120);
  expect(shown.length).toBeLessThanOrEqual(120);
  expect(shown).toMatch(/^```\n…\n/);
  expect(shown).toContain("\n  step 20 ``\u200b`\n");
  expect(quoteParagraph(paragraph("a\n  b", { form: "code" }), whole, 100)).toBe("```\na\n  b\n```");
});

test("no text breaks out of a block of code, and every limit is kept", () => {
  const cases = fc.record({
    text: anyText(30),
    at: fc.nat(40),
    limit: fc.integer({ min: 60, max: 400 }),
    links: fc.array(fc.record({ text: anyText(5), address: fc.oneof(fc.webUrl(), anyText(5)) }), { maxLength: 8 }),
  });
  fc.assert(
    fc.property(cases, ({ text, at, limit, links }) => {
      const shown = quoteParagraph(paragraph(text, { form: "code", links }), { start: at, end: at + 1 }, limit);
      expect(shown.length).toBeLessThanOrEqual(limit);
      expect(shown.split("```")).toHaveLength(3);
    }),
  );
});
