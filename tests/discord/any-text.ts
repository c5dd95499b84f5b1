import fc from "fast-check";
import type { Passage } from "../../src/retrieval/answer.js";
import { PART_NAMES, recordOf } from "../../src/retrieval/signals.js";

const hostile = fc.constantFrom(
  "@everyone",
  "@here",
  "<@1234567890123456789>",
  "<@&123>",
  "<#123>",
  "</ask:123>",
  "<id:customize>",
  "<a:b:123>",
  "<t:0:R>",
  ":smile:",
  "**",
  "*",
  "__",
  "_",
  "~~",
  "||",
  "`",
  "```",
  "\\",
  "> ",
  ">>> ",
  "# ",
  "-# ",
  "- ",
  "+ ",
  "1. ",
  "\n",
  "\n\n",
  "\r\n",
  "\u2028",
  "[a](https://x.example)",
  "https://x.example/a_b",
  "discord.gg/abc",
  "<https://x.example>",
  "(",
  ")",
  "]",
  "\u202e",
  "\u2066",
  "\u200b",
  "\u0000",
  "\ud83d",
  "👨‍👩‍👧",
  "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
  "é",
  "¯\\_(ツ)_/¯",
  "word",
  " ",
  "…",
  "$&",
  "<",
  "/",
);
/** Text of at most so many parts: what Discord would format, notify or cut, and anything. */
export const anyText = (most: number): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof({ weight: 3, arbitrary: hostile }, fc.string({ unit: "binary", maxLength: 12 })), {
      maxLength: most,
    })
    .map((parts) => parts.join(""));

/** A passage whose answering sentence stands in the middle of its paragraph; the longest are longer than a message. */
export const anyPassage = (most: number): fc.Arbitrary<Passage> =>
  fc
    .record({
      before: anyText(most),
      sentence: anyText(most),
      after: anyText(most),
      repeat: fc.integer({ min: 1, max: 40 }),
      title: anyText(60),
      headings: fc.array(anyText(20), { maxLength: 4 }),
      number: fc.integer({ min: 1, max: 99_999 }),
      id: fc.constantFrom("one", "two"),
    })
    .map(({ before, sentence, after, repeat, title, headings, number, id }) => {
      const lead = `${before.repeat(repeat)} `;
      const core = `a${sentence.repeat(repeat)}z`;
      const all = `${lead}${core} ${after.repeat(repeat)}`;
      const highlight = { start: lead.length, end: lead.length + core.length };
      return {
        article: { id, title, source: title },
        paragraph: { number, headings, text: all, sentences: [highlight] },
        highlight,
        score: 0.5,
        parts: {
          ...recordOf(PART_NAMES, () => 0),
          titleCosine: 0.5,
          paragraphCosine: 0.5,
          tokenSimilarity: 0.5,
          sentenceCosine: 0.5,
          lexical: 0,
          coverage: 0,
          sentenceCoverage: 0,
        },
      };
    });
