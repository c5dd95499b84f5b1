import fc from "fast-check";
import { expect, test } from "vitest";
import { splitSentences } from "../../src/documents/sentences.js";

const sentences = (text: string): string[] => splitSentences(text).map((span) => text.slice(span.start, span.end));

// "|" marks where a careful reader ends a sentence.
test.each([
  "Mr. Smith met Dr. Jones. | They talked.",
  "Gen. Lee and Sen. Paul vs. Gov. Hale. | No winner.",
  "The book by J. K. Rowling sold well. | J.R.R. Tolkien's did too.",
  "He moved to the U.S. | He liked it.",
  "The U.S. Senate voted. | So did the U.K. Parliament.",
  "She has a Ph.D. in law. | Her Ph.D. | The topic was tea.",
  "It costs $3.50, or 2.1 percent more. | 4.5 is the limit.",
  "See No. 5 and pp. 3 to 9. | No. | They refused.",
  "We met at 9 a.m. Monday and left at 5 p.m. | Police came later.",
  "It opened on Jan. 3, 1999. | In Feb. 2001 it closed.",
  "Apples, pears, etc. | Everything was fresh.",
  "Use tea, e.g. Assam, i.e. Black tea.",
  "Acme Inc. Chairman Ann Lee left Acme Inc. | The board agreed.",
  "“Stop!” he said. | “Why?” Ann asked.",
  '"Stop!" Tom Baker shouted. | "Go." | He went.',
  'He called it “unilateral bullying." | Then he left.',
  "(It rained.) | Then it stopped.",
  "Wait... and see. | Wait… | Nobody came. | And so . . . on it went.",
  "What?! | Really? | Yes!",
  "It was noted.[12] | Then it was lost. [13]",
  "¿Quién es? | Nadie sabe. | Él se fue.",
  "The iPhone won. | iPhone sales rose.",
  "Was it Plan B. Smith's idea?",
  "Visit example.com. | It has v2.5.1 of Node.js inside.",
  "3. Open the box. | 4. Close it.",
  "it rained all day. | we stayed in. | nobody came",
  "今日は雨。| 明日は晴れ！| 本当？",
  "「行く。もう行く。」と彼は言った。| そして去った。",
  "“我们会赢。我保证。”他说。| 然后他走了。",
  "यह एक है। | वह दो है।",
  "هل هذا صحيح؟ | نعم.",
  "I like vitamins. | So do I. | He does not.",
])("%s", (marked) => {
  const expected = marked.split("|").map((part) => part.trim());
  const text = marked.replace(/\| ?/g, "");
  expect(sentences(text)).toEqual(expected);
});

test("list items and the lines of a table are sentences; a verse that goes on is not broken", () => {
  expect(sentences("Bring:\n• a lamp\n• two socks")).toEqual(["Bring:", "• a lamp", "• two socks"]);
  expect(sentences("The gull is back,\nAnd nobody\nminds it.")).toEqual(["The gull is back,\nAnd nobody\nminds it."]);
});

test("no sentence in blank text", () => {
  expect(splitSentences("")).toEqual([]);
  expect(splitSentences(" \n\t\u3000")).toEqual([]);
});

const pieces = fc.constantFrom(
  "Mr.",
  "U.S.",
  "He",
  "it",
  "3.5",
  "。",
  "「",
  "」",
  "“",
  "”",
  '"',
  ".",
  "...",
  "!",
  "?",
  " ",
  "\n",
  "• ",
  "5",
  "👩‍🚒",
  "é",
  ")",
  "[1]",
  "\t",
  "\u00a0",
);
const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join("")),
);

test("spans are in order, trimmed, not empty, and only white space lies around them", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const spans = splitSentences(text);
      let rest = "";
      let at = 0;
      for (const { start, end } of spans) {
        expect(start).toBeGreaterThanOrEqual(at);
        expect(end).toBeGreaterThan(start);
        expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
        rest += text.slice(at, start);
        at = end;
      }
      rest += text.slice(at);
      expect(rest.trim()).toBe("");
      expect(spans.length > 0).toBe(text.trim() !== "");
    }),
    { numRuns: 1000 },
  );
});

test.each(["a", ".", ". ", "He went. ", "U.S. ", ".)", "「。", "\n", " "])("5 MB of %j in one go", (unit) => {
  // A quadratic step would take hours here, and the test's time limit is a minute.
  const text = unit.repeat(Math.floor(5_000_000 / unit.length));
  const spans = splitSentences(text);
  expect(spans.length > 0).toBe(text.trim() !== "");
});
