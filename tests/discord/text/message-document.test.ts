import fc from "fast-check";
import { expect, test } from "vitest";
import { withoutMarkup } from "../../../src/discord/text/discord-markup.js";
import { asCommonMark } from "../../../src/discord/text/message-document.js";
import { buildArticle } from "../../../src/documents/build-article.js";
import { parseMarkdown } from "../../../src/documents/formats/markdown/markdown.js";
import { anyText } from "../any-text.js";

const names = {
  user: (id: string) => (id === "7" ? "Ada" : undefined),
  role: (id: string) => (id === "8" ? "Crew" : undefined),
  channel: (id: string) => (id === "9" ? "#harbour" : undefined),
};
const read = (text: string) => buildArticle(parseMarkdown(asCommonMark(text, names)), "m").paragraphs;

test("mentions, emoji, times and previews are read as people see them", () => {
  const text =
    "<@7> and <@!7> of <@&8> meet in <#9> on <t:1764099000:D> <:boat:123>, at <t:1764099000:t>. See <https://a.example/x>";
  expect(read(text).map((one) => one.text)).toEqual([
    "Ada and Ada of Crew meet in #harbour on 2025-11-25 , at 2025-11-25 19:30 UTC. See https://a.example/x",
  ]);
});

test("every line break is one, subtext, spoilers and quotations are text, lists and headings are such", () => {
  const text =
    "# Rules\n-# of the crew\nFirst line\nsecond line\n> quoted\n>>> on\nand on\n||The key|| is <here>\n- one\n- two\n---";
  expect(read(text)).toMatchObject([
    { text: "of the crew\nFirst line\nsecond line\nquoted\non\nand on\nThe key is <here>", headings: [] },
    { text: "• one\n• two\n---", form: "list" },
  ]);
});

test("what other Markdown hides is text: definitions of links, lines of a program", () => {
  const text = "[1]: https://a.example/x\nimport { x } from 'y'\nexport const x = 1\nand {/* this */} too";
  expect(read(text).map((one) => one.text)).toEqual([text]);
});

test("code stays as it is", () => {
  expect(read("```js\nlet a = '<@7>';\n  // ||x||\n```\nAfter.")).toMatchObject([
    { text: "let a = '<@7>';\n  // ||x||", form: "code" },
    { text: "After." },
  ]);
});

test("a question has no GIF and no markup; what nobody knows is left out", () => {
  const text = "**when** does the ||ferry|| go <@7> <@99>? https://tenor.com/view/boat-gif-123 <a:wave:1> :wave:";
  expect(withoutMarkup(text, names)).toBe("when does the ferry go Ada ? :wave:");
});

test("any message is read", () => {
  fc.assert(
    fc.property(anyText(30), (text) => {
      expect(typeof asCommonMark(text, names)).toBe("string");
      expect(() => parseMarkdown(asCommonMark(text, names))).not.toThrow();
    }),
  );
});
